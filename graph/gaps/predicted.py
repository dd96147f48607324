"""Gaps of kind `predicted`: pairs that probably know each other or should, each with the reasons it was ranked by.

A guess, and worded as one: reconstruction of hidden ties is what the recipe is measured on, and a tie that is not
recorded is not the same as one that ought to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from graph.gaps.reliability import LOOKED_AT, band, checked, standing_reason
from graph.gaps.result import Found
from graph.gaps.rules import gap_id
from graph.gaps.sufficiency import LEAST_ACTORS, LEAST_TIES, is_thin, thin_note
from graph.gaps.wording import say
from graph.measures.kernels.link_prediction import Evidence, Ranking, rank_pairs
from graph.measures.kernels.pairs import COLUMN_CAP
from graph.measures.kernels.stability import Standing, rank_ranges
from graph.model import Gap, Reason, Ref, Text
from graph.network.arrays import UNKNOWN, Snapshot
from graph.network.model_reader import Registry

MOST_PAIRS = 50
CHECKED_UP_TO, TRIALS, TRIES = 400, 10, 3
"""Actors up to which the guesses are made again for networks recorded a little differently, how often, and with how
many partitions into circles, which take most of the time: 1.3 s for 300 actors. With ten the verdicts are the same."""
_REASONS = 3
_NAMED = 3
_UNIT = 1024

Places = tuple[int, int]


def find_predicted_gaps(
    snapshot: Snapshot,
    registry: Registry,
    *,
    network: str | None,
    top: int = MOST_PAIRS,
    answered: Collection[str] = (),
) -> Found:
    """The `top` likeliest pairs without a tie that nobody answered, and those among them that were.

    `answered`: ids of gaps with an answer. They take nobody's place and are listed beside the others, so that each
    answer brings up the next guess and stays visible itself. Raises nothing: where the data give no guess, a note
    says so.
    """
    ties = snapshot.adjacency.nnz // 2
    if snapshot.size < LEAST_ACTORS:
        return Found(notes=(say("predicted", "note.small", number=LEAST_ACTORS),))
    if ties < LEAST_TIES:
        return Found(notes=(say("predicted", "note.ties", number=ties, least=LEAST_TIES),))
    if is_thin(snapshot):
        return Found(notes=(thin_note("predicted", snapshot),))
    ranking = rank_pairs(evidence_of(snapshot))
    why = _Why(snapshot, registry, ranking, _standings(snapshot, top))
    chosen = list(_chosen(why, len(ranking), top, answered))
    gaps = tuple(_gap(why, place, rank, len(chosen), network or "") for rank, place in enumerate(chosen))
    return Found(gaps, tuple(_notes(snapshot, registry)))


def _standings(snapshot: Snapshot, top: int) -> Mapping[Places, Standing]:
    """Pairs as the trials rank them; none in a network too large to try."""
    if snapshot.size > CHECKED_UP_TO:
        return {}
    return rank_ranges(snapshot, lambda one: _scores(one, LOOKED_AT * top), trials=TRIALS)


def _scores(snapshot: Snapshot, number: int) -> dict[Places, float]:
    ranking = rank_pairs(evidence_of(snapshot), tries=TRIES)
    columns = (column[:number].tolist() for column in (ranking.first, ranking.second, ranking.score))
    return {(first, second): score for first, second, score in zip(*columns, strict=True)}


def evidence_of(snapshot: Snapshot) -> Evidence:
    """What the recipe looks at in a snapshot: ties, sectors and places, groups, topics."""
    attributes = [codes for codes in (snapshot.sector_of, snapshot.place_of) if (codes != UNKNOWN).any()]
    return Evidence(snapshot.adjacency, attributes, [snapshot.members], [snapshot.topics_of])


def _chosen(why: _Why, number: int, top: int, answered: Collection[str]) -> Iterator[int]:
    """Places of the ranking until `top` open ones are found."""
    found = 0
    for place in range(number):
        if found == top:
            return
        found += why.gap_id(place) not in answered
        yield place


def _gap(why: _Why, place: int, rank: int, number: int, network: str) -> Gap:
    (a, b), standing = why.pair(place), why.standing(place)
    reasons = (*why.reasons(place), *standing_reason(standing))
    return Gap(
        id=why.gap_id(place),
        kind="predicted",
        rule="pair",
        title=say("predicted", "pair.title"),
        subject=a,
        parties=(a, b),
        topic=None,
        score=sum(reason.score for reason in reasons),
        strength=checked(band(rank, number), standing),
        reasons=reasons,
        recommendation=say("predicted", "pair.recommendation", a=a.label, b=b.label),
        network=network,
        figures=why.figures(place),
    )


class _Why:
    """The recipe's terms of a pair in words, the weightiest first; what is left over is one reason of its own."""

    def __init__(
        self, snapshot: Snapshot, registry: Registry, ranking: Ranking, standings: Mapping[Places, Standing]
    ) -> None:
        self._snapshot, self._registry, self._ranking, self._standings = snapshot, registry, ranking, standings

    def pair(self, place: int) -> tuple[Ref, Ref]:
        first, second = self._places(place)
        return self._actor(first), self._actor(second)

    def gap_id(self, place: int) -> str:
        a, b = self.pair(place)
        return gap_id("predicted", "pair", [a.iri, b.iri], [], [])

    def figures(self, place: int) -> dict[str, float]:
        """Every term of the recipe with its share of the score, those without words too."""
        parts = zip(self._ranking.names, self._ranking.parts[place].tolist(), strict=True)
        return {name: part / _UNIT for name, part in parts}

    def standing(self, place: int) -> Standing | None:
        return self._standings.get(self._places(place))

    def _places(self, place: int) -> Places:
        return int(self._ranking.first[place]), int(self._ranking.second[place])

    def reasons(self, place: int) -> tuple[Reason, ...]:
        """At most three with words and one for the rest; their scores are parts of 1/1024, so that they add up."""
        first, second = self._places(place)
        parts = self._ranking.parts[place]
        order = np.lexsort((np.arange(len(parts)), -parts)).tolist()
        worded = [(int(parts[term]), self._sentence(self._ranking.names[term], first, second)) for term in order]
        shown = [(part, text) for part, text in worded if part > 0 and text is not None][:_REASONS]
        left = int(parts.sum()) - sum(part for part, _ in shown)
        reasons = [Reason(text, part / _UNIT) for part, text in shown]
        return (*reasons, *([Reason(say("predicted", "reason.rest"), left / _UNIT)] if left else []))

    def _sentence(self, term: str, first: int, second: int) -> Text | None:
        match term:
            case "contacts":
                return self._contacts(first, second)
            case "walk":
                return self._walk(first, second)
            case "circle":
                return say("predicted", "reason.circle")
            case "attributes":
                return _together(self._sectors(first, second), self._place(first, second))
            case "shared0":
                return self._groups(first, second)
            case _:
                return self._topics(first, second)

    def _contacts(self, first: int, second: int) -> Text | None:
        common = self._common(first, second)
        if not common:
            return None
        rarest = common[0]
        names = _listed([self._actor(one) for one in common[:_NAMED]])
        number = int(self._snapshot.degree[rarest])
        if len(common) == 1:
            return say("predicted", "reason.contact", names=names, number=number)
        return say("predicted", "reason.contacts", names=names, rarest=self._actor(rarest).label, number=number)

    def _walk(self, first: int, second: int) -> Text | None:
        """The shortest chain between two who have no common contact."""
        if self._common(first, second):
            return None
        chain = self._chain(first, second)
        if chain is None:
            return say("predicted", "reason.far")
        return say("predicted", "reason.walk", chain=_listed([self._actor(one) for one in chain], " – "))

    def _sectors(self, first: int, second: int) -> Text | None:
        one, other = (int(self._snapshot.sector_of[place]) for place in (first, second))
        if UNKNOWN in (one, other):
            return None
        a, b = (self._registry.ref(self._snapshot.sectors[place]).label for place in (one, other))
        return say("predicted", "reason.attributes", a=a, b=b)

    def _place(self, first: int, second: int) -> Text | None:
        if not self._snapshot.places:
            return None
        one, other = (int(self._snapshot.place_of[place]) for place in (first, second))
        if one != other or one == UNKNOWN:
            return None
        return say("predicted", "reason.place", place=self._registry.ref(self._snapshot.places[one]).label)

    def _groups(self, first: int, second: int) -> Text | None:
        shared = _shared(self._snapshot.members, first, second)
        if not shared:
            return None
        sizes = np.asarray(self._snapshot.members.sum(axis=0)).ravel()
        smallest = min(shared, key=lambda group: (int(sizes[group]), group))
        names = self._registry.ref(self._snapshot.groups[smallest]).label
        return say("predicted", "reason.groups", names=names, number=int(sizes[smallest]))

    def _topics(self, first: int, second: int) -> Text | None:
        shared = _shared(self._snapshot.topics_of, first, second)
        refs = [self._registry.ref(self._snapshot.topics[topic]) for topic in shared[:_NAMED]]
        return say("predicted", "reason.topics", names=_listed(refs)) if refs else None

    def _common(self, first: int, second: int) -> list[int]:
        """Common contacts, those with the fewest contacts first."""
        degree = self._snapshot.degree
        return sorted(_shared(self._snapshot.adjacency, first, second), key=lambda one: (int(degree[one]), one))

    def _chain(self, first: int, second: int) -> list[int] | None:
        own, theirs = (self._contacts_of(place) for place in (first, second))
        for one in own:
            for other in _intersect(self._contacts_of(one), theirs):
                return [first, one, other, second]
        return None

    def _contacts_of(self, place: int) -> list[int]:
        return _row(self._snapshot.adjacency, place)

    def _actor(self, place: int) -> Ref:
        return self._registry.ref(self._snapshot.actors[place])


def _together(*sentences: Text | None) -> Text | None:
    said = [sentence for sentence in sentences if sentence is not None]
    return Text(*(" ".join(one.in_language(language) for one in said) for language in ("de", "en"))) if said else None


def _shared(joined: sp.csr_array, first: int, second: int) -> list[int]:
    rows = (_row(joined, place) for place in (first, second))
    return _intersect(*rows)


def _row(joined: sp.csr_array, place: int) -> list[int]:
    start = joined.indptr
    row: list[int] = joined.indices[start[place] : start[place + 1]].tolist()
    return row


def _intersect(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return sorted(set(one) & set(other))


def _listed(refs: Sequence[Ref], separator: str = ", ") -> Text:
    return Text(*(separator.join(ref.label.in_language(language) for ref in refs) for language in ("de", "en")))


def _notes(snapshot: Snapshot, registry: Registry) -> Iterator[Text]:
    if snapshot.size > CHECKED_UP_TO:
        yield say("predicted", "note.unchecked", number=CHECKED_UP_TO)
    hubs = np.flatnonzero(snapshot.degree > COLUMN_CAP).tolist()
    if hubs:
        names = _listed([registry.ref(snapshot.actors[place]) for place in hubs])
        yield say("predicted", "note.hubs", number=COLUMN_CAP, names=names)
