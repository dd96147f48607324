"""What was said about a generated network: demands, challenges and other findings, and who funds what.

Each record says which rules find it, so that the truth is written where the gap is planted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.libraries import np
from graph.load.generator import paths
from graph.load.generator.describe import IN_NETWORK, STATED, TOPIC_NAMES, actor_name, group_name, interface
from graph.load.generator.network import FIELDS, TOPICS, Ties
from graph.load.generator.plant import Planted, group_of
from graph.load.generator.write import Statement, date, iri, text

KINDS = ("situation", "criticism", "praise", "contentIssue", "structuralIssue")
_ISSUES = ("contentIssue", "structuralIssue")
_WITHOUT_GROUP = TOPICS  # the first topic of the field that no group works on
_WITHOUT_MANDATE = TOPICS + 3  # the first topic of the field that nobody is in charge of


@dataclass(frozen=True, slots=True)
class InventedRecord:
    """One resource, and the gaps that it is or causes: pairs of a rule and the path of the gap's subject."""

    path: str
    statements: list[Statement]
    found_by: tuple[tuple[str, str], ...] = ()
    is_fulfilled: bool = False


def records(planted: Planted, rng: np.random.Generator) -> list[InventedRecord]:
    """Everything that was said, in the order of the file."""
    voice = _Voice(planted, rng)
    return [
        *_demanded_interfaces(voice),
        *_demanded_memberships(voice),
        *_demanded_mandates(voice),
        *_demanded_groups(voice),
        *_fundings(voice),
        *_aimless_demands(voice),
        *_findings(voice),
        *_planted_findings(voice),
    ]


class _Voice:
    """Makes findings: numbers them, and lets a group that works on the topic raise them."""

    def __init__(self, planted: Planted, rng: np.random.Generator) -> None:
        self.planted, self.rng = planted, rng
        self._count = 0

    def finding(
        self,
        kind: str,
        name: str,
        topic: int,
        *more: Statement,
        type_: str = "netz:Finding",
        event: str = paths.CONFERENCE,
    ) -> tuple[str, list[Statement]]:
        """A finding by its path and statements."""
        group = int(group_of(self.rng, self.planted.groups, np.array([min(topic, TOPICS - 1)]))[0])
        path = paths.path("befund", self._count)
        self._count += 1
        return path, [
            ("a", type_),
            ("skos:prefLabel", text(name)),
            ("netz:kind", f"nk:{kind}"),
            ("netz:topic", iri(paths.topic(topic))),
            ("netz:raisedBy", iri(paths.group(group))),
            ("netz:raisedAt", iri(event)),
            IN_NETWORK,
            STATED,
            ("netz:perspective", "nk:workshopView"),
            ("netz:evidence", iri(paths.passage(group))),
            *more,
        ]

    def demand(
        self, name: str, topic: int, *targets: str, event: str = paths.CONFERENCE
    ) -> tuple[str, list[Statement]]:
        """A demand for these targets."""
        called = [("netz:callsFor", iri(target)) for target in targets]
        return self.finding("claim", name, topic, *called, type_="netz:Demand", event=event)


def _tie(type_: str, state: str, *statements: Statement) -> list[Statement]:
    """A tie of any kind with a state; its evidence is what the first group said."""
    rest: tuple[Statement, ...] = (("adms:status", f"nk:{state}"), IN_NETWORK, STATED)
    return [("a", type_), *statements, *rest, ("netz:evidence", iri(paths.passage(0)))]


def _demanded_interfaces(voice: _Voice) -> Iterator[InventedRecord]:
    """Open ones, a third of them since 2021; and some of 2021 that were met by an existing interface."""
    planted = voice.planted
    count = len(planted.demanded)
    yield from _interface_demands(voice, planted.demanded, planted.overdue.tolist(), 0, met=False)
    yield from _interface_demands(voice, planted.fulfilled, [True] * len(planted.fulfilled), count, met=True)


def _interface_demands(
    voice: _Voice, ties: Ties, early: list[bool], number: int, *, met: bool
) -> Iterator[InventedRecord]:
    rows = zip(ties.first.tolist(), ties.second.tolist(), ties.topic.tolist(), early, strict=True)
    for offset, (first, second, topic, is_early) in enumerate(rows):
        names = f"{actor_name(voice.planted, first)} und {actor_name(voice.planted, second)}"
        more: tuple[Statement, ...] = (
            ("skos:prefLabel", text(f"{TOPIC_NAMES[topic]}: {names} (gefordert)")),
            ("adms:status", "nk:demanded"),
            STATED,
            ("netz:evidence", iri(paths.passage(0))),
        )
        path, statements = interface(
            paths.path("gefordert", number + offset), paths.actor(first), paths.actor(second), topic, more=more
        )
        event = paths.EARLIER_CONFERENCE if is_early else paths.CONFERENCE
        claim = voice.demand(f"{names} stimmen sich ab", topic, path, event=event)
        yield InventedRecord(path, statements, () if met else (("interface-missing", path),), is_fulfilled=met)
        yield InventedRecord(*claim, (("demand-overdue", claim[0]),) if is_early and not met else ())


def _demanded_memberships(voice: _Voice) -> Iterator[InventedRecord]:
    planted = voice.planted
    pairs = zip(*(column.tolist() for column in planted.demanded_members), strict=True)
    for number, (member, group) in enumerate(pairs):
        path = paths.path("geforderte-mitgliedschaft", number)
        ends = ("org:member", iri(paths.actor(member))), ("org:organization", iri(paths.group(group)))
        yield InventedRecord(path, _tie("netz:Membership", "demanded", *ends), (("membership-missing", path),))
        topic = int(np.argmax(planted.groups.topics[group]))
        name = f"{actor_name(planted, member)} wird Mitglied der {group_name(planted, group)}"
        yield InventedRecord(*voice.demand(name, topic, path))


def _demanded_mandates(voice: _Voice) -> Iterator[InventedRecord]:
    planted = voice.planted
    pairs = zip(*(column.tolist() for column in planted.demanded_holders), strict=True)
    for number, (holder, topic) in enumerate(pairs):
        path = paths.path("geforderte-zustaendigkeit", number)
        what = ("netz:holder", iri(paths.actor(holder))), ("netz:topic", iri(paths.topic(topic)))
        statements = _tie("netz:Mandate", "demanded", *what, ("netz:kind", "nk:responsible"))
        yield InventedRecord(path, statements, (("mandate-missing", path),))
        name = f"{actor_name(planted, holder)} übernimmt {TOPIC_NAMES[topic]}"
        yield InventedRecord(*voice.demand(name, topic, path))


def _demanded_groups(voice: _Voice) -> Iterator[InventedRecord]:
    for number in range(2):
        path = paths.path("geforderte-gruppe", number)
        name = ("skos:prefLabel", text(f"Runde {TOPIC_NAMES[number]} (gefordert)"))
        kind = ("org:classification", "nk:standingGroup")
        statements: list[Statement] = [("a", "netz:WorkingGroup"), name, kind, ("adms:status", "nk:demanded")]
        yield InventedRecord(path, [*statements, IN_NETWORK, STATED], (("group-missing", path),))
        yield InventedRecord(*voice.demand(f"Eine Runde zu {TOPIC_NAMES[number]} einrichten", number, path))


def _fundings(voice: _Voice) -> Iterator[InventedRecord]:
    """Two that ran out, one that was followed by another, and one that is demanded.

    A programme that nobody funds any more, or not yet, is without a tie as well.
    """
    kinds = (
        ("exists", "2022-01-01", "2027-12-31", 0, False),
        ("ended", "2018-01-01", "2021-12-31", 0, False),
        ("ended", "2019-01-01", "2022-12-31", _WITHOUT_GROUP + 1, True),
        ("ended", "2020-01-01", "2023-12-31", _WITHOUT_GROUP + 2, True),
        ("demanded", "", "", 1, True),
    )
    for number, (state, start, end, topic, is_gap) in enumerate(kinds):
        programme, path = paths.path("programm", number), paths.path("foerderung", number)
        name = ("skos:prefLabel", text(f"Programm {TOPIC_NAMES[topic]} {number + 1}"))
        untied = () if state == "exists" else (("actor-isolated", programme),)
        yield InventedRecord(programme, [("a", "netz:Programme"), name, IN_NETWORK, STATED], untied)
        ends = (
            ("netz:funder", iri(paths.CITY)),
            ("netz:funded", iri(programme)),
            ("netz:topic", iri(paths.topic(topic))),
        )
        period = (("schema:startDate", date(start)), ("schema:endDate", date(end))) if start else ()
        rule = "funding-missing" if state == "demanded" else "funding-ended"
        yield InventedRecord(path, _tie("netz:Funding", state, *ends, *period), ((rule, path),) if is_gap else ())
        if state == "demanded":
            yield InventedRecord(*voice.demand(f"{TOPIC_NAMES[topic]} fördern", topic, path))


def _aimless_demands(voice: _Voice) -> Iterator[InventedRecord]:
    for topic in (2, 3):
        path, statements = voice.demand(f"Mehr für {TOPIC_NAMES[topic]} tun", topic)
        yield InventedRecord(path, statements, (("demand-without-target", path),))


def _findings(voice: _Voice) -> Iterator[InventedRecord]:
    """What needs no answer, or has one: a measure that says so. Every other one concerns an actor."""
    actors = voice.planted.actors
    active = np.flatnonzero(actors.activity > 0)
    count = max(10, len(actors) // 20)
    topics, kinds = voice.rng.integers(0, TOPICS, count).tolist(), voice.rng.integers(0, len(KINDS), count).tolist()
    for number, concerned in enumerate(voice.rng.choice(active, count).tolist()):
        kind, topic = KINDS[kinds[number]], topics[number]
        about = [("netz:concerns", iri(paths.actor(concerned)))] if number % 2 else []
        name = f"{TOPIC_NAMES[topic]}: Beobachtung {number + 1}"
        type_ = "netz:Challenge" if kind in _ISSUES else "netz:Finding"
        path, statements = voice.finding(kind, name, topic, *about, type_=type_)
        yield InventedRecord(path, statements)
        if kind in _ISSUES:
            yield _measure(number, topic, path)


def _measure(number: int, topic: int, answered: str) -> InventedRecord:
    name, about = ("skos:prefLabel", text(f"Angebot {number + 1}")), ("netz:topic", iri(paths.topic(topic)))
    statements = [("a", "netz:Measure"), name, about, ("netz:answers", iri(answered)), IN_NETWORK]
    return InventedRecord(paths.path("massnahme", number), statements)


def _planted_findings(voice: _Voice) -> Iterator[InventedRecord]:
    for actor in voice.planted.isolated.tolist():
        about = ("netz:concerns", iri(paths.actor(actor)))
        topic = int(np.argmax(voice.planted.actors.topics[actor]))
        name = f"{actor_name(voice.planted, actor)} ist noch nicht eingebunden"
        gap = ("actor-isolated", paths.actor(actor))
        yield InventedRecord(*voice.finding("situation", name, topic, about), (gap,))
    field_gap = ("field-without-group", paths.field(FIELDS))
    yield InventedRecord(*voice.finding("situation", "Es gibt Angebote", _WITHOUT_GROUP), (field_gap,))
    # Nobody is in charge of the whole field: that is one gap, however many of its topics are spoken of.
    noted = voice.finding("situation", "Wege sind weit", _WITHOUT_MANDATE)
    yield InventedRecord(*noted, (("topic-unassigned", paths.field(FIELDS + 1)),))
    for topic in (_WITHOUT_MANDATE + 1, _WITHOUT_MANDATE + 2):
        path, statements = voice.finding("contentIssue", f"{TOPIC_NAMES[topic]} fehlt", topic, type_="netz:Challenge")
        yield InventedRecord(path, statements, (("challenge-unanswered", path),))
