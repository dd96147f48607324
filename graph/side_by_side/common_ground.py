"""What networks have in common: matters on the same topic, of the same kind, with the same kind of partner, and actors.

What one of them seeks and another has is named from both sides, each with what it rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.matters.matter import Matter
from graph.model import Gap, Group, Ref, Text
from graph.network.reading import Model
from graph.side_by_side.coverage import CoveredTopic, TopicCoverage

SEVERAL = 2
"""Networks from which on something is common to them."""


@dataclass(frozen=True, slots=True)
class CommonKind:
    """A kind of gap or of partner that open points of two or more networks have: how many in each."""

    kind: Ref
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SolvedElsewhere:
    """An open matter of one network, and a topic of it that others cover without anything demanded there."""

    network: str
    matter: Matter
    topic: Ref
    elsewhere: Mapping[str, TopicCoverage]


@dataclass(frozen=True, slots=True)
class SharedActor:
    """Somebody who is in two or more of the networks."""

    actor: Ref
    networks: tuple[str, ...]


def common_topics(rows: Iterable[CoveredTopic]) -> list[CoveredTopic]:
    """The topics on which two or more networks have open matters, with the cells of these."""
    found = (CoveredTopic(row.shared, {one: cell for one, cell in row.cells.items() if cell.matters}) for row in rows)
    return [row for row in found if len(row.cells) >= SEVERAL]


def common_rules(gaps: Mapping[str, Sequence[Gap]]) -> list[CommonKind]:
    """The rules by which two or more networks lack something, in the order of their names."""
    return _in_several(gaps, lambda gap: [] if gap.is_unrecorded else [Ref(gap.rule, gap.title)])


def common_partners(model: Model, gaps: Mapping[str, Sequence[Gap]]) -> list[CommonKind]:
    """The kinds of actor that take part in what is demanded in two or more networks and is not there."""

    def kinds(gap: Gap) -> Iterator[Ref]:
        for iri in {party.iri for party in gap.parties} if gap.kind == "demanded" else ():
            actor = model.actors.get(iri)
            if actor is not None and not isinstance(actor, Group) and actor.kind and actor.sector:
                yield actor.kind

    return _in_several(gaps, kinds)


def _in_several(gaps: Mapping[str, Sequence[Gap]], kinds: Callable[[Gap], Iterable[Ref]]) -> list[CommonKind]:
    """Each kind with the number of gaps that are of it, where two or more networks have one."""
    numbers: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    named: dict[str, Ref] = {}
    for network, those in gaps.items():
        for gap in those:
            for kind in {one.iri: one for one in kinds(gap)}.values():
                named[kind.iri] = kind
                numbers[kind.iri][network] += 1
    found = (CommonKind(named[iri], dict(counted)) for iri, counted in numbers.items() if len(counted) >= SEVERAL)
    return sorted(found, key=lambda one: (_first(one.kind.label), one.kind.iri))


def solved_elsewhere(
    matters: Mapping[str, Sequence[Matter]], rows: Iterable[CoveredTopic], nearest: Callable[[str], str]
) -> list[SolvedElsewhere]:
    """What is sought on a topic that another network covers while nothing is demanded there, network by network.

    `nearest` tells at which topic in common a topic stands, "" for none.
    """
    by_topic = {row.shared.topic.iri: row for row in rows}
    return [
        SolvedElsewhere(network, matter, row.shared.topic, others)
        for network, those in matters.items()
        for matter in those
        if (matter.is_asked or matter.is_demanded)
        if matter.topic and (row := by_topic.get(nearest(matter.topic.iri)))
        if (others := {one: cell for one, cell in row.cells.items() if one != network and _is_settled(cell)})
    ]


def _is_settled(cell: TopicCoverage) -> bool:
    """Whether somebody covers it who can be named, and nothing that was raised waits for anybody."""
    return bool(cell.names) and not cell.unowned and cell.matters is not None and not cell.demands


def shared_actors(model: Model, networks: Sequence[str]) -> list[SharedActor]:
    """The actors who are in two or more of these networks, by IRI."""
    found = (
        SharedActor(Ref(iri, actor.label), tuple(one for one in networks if one in actor.networks))
        for iri, actor in sorted(model.actors.items())
        if actor.state != "ended"
    )
    return [one for one in found if len(one.networks) >= SEVERAL]


def _first(label: Text) -> str:
    return label.in_language("de").casefold()
