"""Gaps of kind `fragile`: what holds only as long as one actor, one tie or a few actors stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.gaps.reliability import LOOKED_AT, band, checked, reliability_reason
from graph.gaps.result import GapResult
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, is_thin, thin_note
from graph.gaps.wording import say, times
from graph.libraries import np
from graph.measures.kernels.brokers import Roles, count_roles, measure_holes
from graph.measures.kernels.cuts import Cuts, actor_weights, find_cuts, linked
from graph.measures.kernels.key_players import KeyPlayer, connected_pairs, find_key_players
from graph.measures.kernels.stability import Stability, rank_ranges
from graph.measures.kernels.weak_spots import Key, Spot, find_weak_spots
from graph.model import Gap, Passage, Reason, Ref, Text
from graph.network.arrays import Arrays
from graph.network.kept_arrays import of_arrays
from graph.network.reading import Model

LEAST_LINKS = 20
"""Ties and memberships below which the record is so thin that almost everybody in it is a cut point."""
MOST = 20
KEY_PLAYERS_MOST, KEY_PLAYERS_SHARE = 5, 0.25
CHECKED_UP_TO = 10_000
"""Actors up to which the trials of `graph.measures.kernels.stability` take a second or two."""
_NAMED, _PIECES = 5, 3
_RULES = ("cut-point", "bridge", "sector-broker", "group-broker")


def find_fragile_gaps(arrays: Arrays, model: Model, *, network: str | None, top: int = MOST) -> GapResult:
    """The `top` gaps of each rule and the key players, or notes on what the data do not give."""
    met = arrays.recorded
    links = arrays.adjacency.nnz // 2 + arrays.members.nnz
    if met < LEAST_ACTORS:
        return GapResult(notes=(say("fragile", "note.small", number=met, least=LEAST_ACTORS),))
    if links < LEAST_LINKS:
        return GapResult(notes=(say("fragile", "note.sparse", number=links),))
    if is_thin(arrays):
        return GapResult(notes=(thin_note("fragile", arrays),))
    spots = _spots(arrays, top)
    words = _Words(arrays, model, _reliabilities(arrays, top), _figures(arrays, top))
    gaps = [
        gap
        for rule in _RULES
        for gap in _gaps([spot for spot in spots if spot.rule == rule], words, model, network or "")
    ]
    together, notes = _key_players(arrays, words, network or "")
    return GapResult(gaps=(*gaps, *together), notes=(*notes, *_notes(arrays)))


@of_arrays
def _cuts(arrays: Arrays) -> Cuts:
    return find_cuts(linked(arrays), actor_weights(arrays))


@of_arrays
def _spots(arrays: Arrays, top: int) -> Sequence[Spot]:
    return find_weak_spots(arrays, top, _cuts(arrays))


@of_arrays
def _reliabilities(arrays: Arrays, top: int) -> Mapping[Key, Stability]:
    if arrays.size > CHECKED_UP_TO:
        return {}
    return rank_ranges(arrays, lambda one: {spot.key: spot.score for spot in find_weak_spots(one, LOOKED_AT * top)})


def _notes(arrays: Arrays) -> Iterator[Text]:
    if len(arrays.sectors) < 2:  # noqa: PLR2004 - a pair of sectors
        yield say("fragile", "note.sectors")
    if np.count_nonzero(arrays.members.sum(axis=0)) < 2:  # noqa: PLR2004 - a pair of groups
        yield say("fragile", "note.groups")
    if arrays.size > CHECKED_UP_TO:
        yield say("fragile", "note.unchecked", number=CHECKED_UP_TO)


@of_arrays
def _figures(arrays: Arrays, top: int) -> Mapping[int, dict[str, float]]:
    """For each actor of a spot: between whom it stands (`open_pairs` whatever the sectors), and how bound it is."""
    indices = np.unique([index for spot in _spots(arrays, top) for index in spot.actors]).astype(np.int64)
    everybody = np.zeros_like(arrays.sector_of)
    roles: Roles = count_roles(arrays.adjacency, arrays.sector_of, indices)
    columns = {"open_pairs": count_roles(arrays.adjacency, everybody, indices).coordinator}
    columns |= {name: getattr(roles, name) for name in ("coordinator", "itinerant", "gatekeeper", "liaison", "across")}
    holes = measure_holes(arrays.adjacency, indices)
    bonds = {name: getattr(holes, name) for name in ("constraint", "effective_size", "efficiency", "hierarchy")}
    return {
        index: {name: column[row].item() for name, column in (columns | bonds).items() if not np.isnan(column[row])}
        for row, index in enumerate(indices.tolist())
    }


class _Words:
    """What is said of a spot: its reasons, with the labels of this snapshot."""

    def __init__(
        self,
        arrays: Arrays,
        model: Model,
        standings: Mapping[Key, Stability],
        figures: Mapping[int, dict[str, float]],
    ) -> None:
        self._arrays, self._model, self._reliabilities, self._figures = arrays, model, standings, figures

    def actor(self, index: int) -> Ref:
        """The actor of an index."""
        return self._model.ref(self._arrays.actors[index])

    def between(self, spot: Spot) -> tuple[Ref, ...]:
        """The two sectors or groups of a spot."""
        names = self._arrays.groups if spot.rule == "group-broker" else self._arrays.sectors
        return tuple(self._model.ref(names[index]) for index in spot.between)

    def reasons(self, spot: Spot) -> tuple[Reason, ...]:
        """What scores, then what explains only: roles and standing."""
        return (*self._scoring(spot), *self._explaining(spot))

    def _scoring(self, spot: Spot) -> Iterator[Reason]:
        if spot.rule == "cut-point":
            yield from self._pieces(spot)
        elif spot.rule == "bridge":
            a, b = (self.actor(index).label for index in spot.actors)
            names = self._names(spot.pieces[0])
            yield Reason(say("fragile", "bridge.why", a=a, b=b, number=spot.score, names=names), float(spot.score))
        else:
            yield Reason(self._why_broker(spot), float(spot.score))

    def _pieces(self, spot: Spot) -> Iterator[Reason]:
        a = self.actor(spot.actors[0]).label
        large = [piece for piece in spot.pieces[:_PIECES] if len(piece) > 1]
        for piece in large:
            names = self._names(piece)
            yield Reason(say("fragile", "cut-point.piece", a=a, number=len(piece), names=names), float(len(piece)))
        rest = [index for piece in spot.pieces[len(large) :] for index in piece]
        if rest:
            key = "cut-point.rest" if len(rest) > 1 else "cut-point.single"
            yield Reason(say("fragile", key, a=a, number=len(rest), names=self._names(rest)), float(len(rest)))

    def _why_broker(self, spot: Spot) -> Text:
        a, (one, other) = self.actor(spot.actors[0]).label, self.between(spot)
        if spot.rule == "sector-broker":
            names = {"a": a, "sector": one.label, "other": other.label}
            return say("fragile", "sector-broker.why", **names, number=spot.score + 1, contacts=spot.contacts)
        members, others = np.asarray(self._arrays.members.sum(axis=0)).ravel()[list(spot.between)].tolist()
        names = {"a": a, "group": one.label, "other": other.label}
        return say("fragile", "group-broker.why", **names, members=members, others=others)

    def _explaining(self, spot: Spot) -> Iterator[Reason]:
        figures = self._figures[spot.actors[0]]
        if spot.rule != "bridge" and figures["open_pairs"]:
            a, between, across = self.actor(spot.actors[0]).label, figures["open_pairs"], figures["across"]
            yield Reason(say("fragile", "broker.roles", a=a, open=times(int(between)), across=times(int(across))), 0.0)
        yield from reliability_reason(self.stability(spot))

    def figures(self, spot: Spot) -> dict[str, float]:
        """Of the actor that everything hangs on; of a bridge, whose actors are two, none."""
        return {} if spot.rule == "bridge" else self._figures[spot.actors[0]]

    def stability(self, spot: Spot) -> Stability | None:
        """What the trials say, if there were any."""
        return self._reliabilities.get(spot.key)

    def _names(self, indices: Sequence[int]) -> Text:
        labels = [self.actor(index).label for index in indices[:_NAMED]]
        more = say("fragile", "names.more", number=len(indices) - _NAMED) if len(indices) > _NAMED else Text()
        named = Text.in_each(lambda language: ", ".join(label.in_language(language) for label in labels))
        return Text(*(" ".join(filter(None, both)) for both in zip(named.wordings, more.wordings, strict=True)))


def _gaps(spots: Sequence[Spot], words: _Words, model: Model, network: str) -> Iterator[Gap]:
    evidence = _evidence(spots, words, model) if spots and spots[0].rule == "bridge" else {}
    for rank, spot in enumerate(spots):
        ends, between = tuple(words.actor(index) for index in spot.actors), words.between(spot)
        values = dict(zip(("a", "b"), (end.label for end in ends), strict=False))
        values |= dict(zip(("sector", "group"), (between[0].label,) * 2, strict=True)) if between else {}
        yield Gap(
            id=gap_id("fragile", spot.rule, [end.iri for end in ends], *([ref.iri] for ref in between)),
            kind="fragile",
            rule=spot.rule,
            title=say("fragile", f"{spot.rule}.title"),
            subject=ends[0],
            parties=(*ends, *between),
            topic=None,
            score=float(spot.score),
            strength=checked(band(rank, len(spots)), words.stability(spot)),
            reasons=words.reasons(spot),
            recommendation=say(
                "fragile", f"{spot.rule}.recommendation", **values, **({"other": between[1].label} if between else {})
            ),
            evidence=evidence.get(frozenset(end.iri for end in ends), ()),
            network=network,
            figures=words.figures(spot),
        )


def _evidence(spots: Sequence[Spot], words: _Words, model: Model) -> Mapping[frozenset[str], tuple[Passage, ...]]:
    """The passages of the ties that are bridges."""
    wanted = {frozenset(words.actor(index).iri for index in spot.actors) for spot in spots}
    found: defaultdict[frozenset[str], dict[str, Passage]] = defaultdict(dict)
    for tie in model.ties.values():
        parties = frozenset(party.iri for party in tie.parties)
        if tie.state == "exists" and parties in wanted:
            found[parties].update({passage.iri: passage for passage in tie.evidence})
    return {pair: tuple(found[pair][iri] for iri in sorted(found[pair])) for pair in found}


@of_arrays
def _players(arrays: Arrays) -> Sequence[KeyPlayer]:
    return find_key_players(
        linked(arrays), actor_weights(arrays), most=KEY_PLAYERS_MOST, share=KEY_PLAYERS_SHARE, cuts=_cuts(arrays)
    )


def _key_players(arrays: Arrays, words: _Words, network: str) -> tuple[list[Gap], list[Text]]:
    players = _players(arrays)
    if not players:
        percent = round(100 * (1 - KEY_PLAYERS_SHARE))
        return [], [say("fragile", "note.holds", number=KEY_PLAYERS_MOST, percent=percent)]
    if len(players) == 1:
        return [], []
    refs = tuple(words.actor(player.index) for player in players)
    keys = ("key-players.first", *("key-players.next",) * (len(players) - 1))
    reasons = [
        Reason(say("fragile", key, a=ref.label, number=player.lost), float(player.lost))
        for key, ref, player in zip(keys, refs, players, strict=True)
    ]
    percent = round(
        100 * sum(player.separated for player in players) / connected_pairs(linked(arrays), actor_weights(arrays))
    )
    gap = Gap(
        id=gap_id("fragile", "key-players", [ref.iri for ref in refs]),
        kind="fragile",
        rule="key-players",
        title=say("fragile", "key-players.title"),
        subject=refs[0],
        parties=refs,
        topic=None,
        score=sum(reason.score for reason in reasons),
        strength="strong",
        reasons=(*reasons, Reason(say("fragile", "key-players.together", number=len(refs), percent=percent), 0.0)),
        recommendation=say("fragile", "key-players.recommendation"),
        network=network,
    )
    return [gap], []
