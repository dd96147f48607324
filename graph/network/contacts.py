"""Who is connected with whom, and how strongly: what stays of a projected network once it is there.

As a networkx graph it takes a dictionary for each tie and three for each pair, 75 MB for 10,000 actors; here it is one
number for each end of a pair. After a change only the rows of those whom it reaches are made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.model import EXISTING, Actor, State, Tie
from graph.network.changed import changed_keys
from graph.network.edges import Pair
from graph.network.projection import (
    HIERARCHY,
    HIERARCHY_STATE,
    HIERARCHY_WEIGHT,
    drawn_ties,
    edges_of_tie,
    nodes_of,
    parts_and_wholes,
    summed,
)
from graph.network.ties_by_party import TiesByParty, changed_ties

Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class ShownTies:
    """Which ties and groups a network shows: those of these states, of one network (IRI) or all, on a day or any."""

    states: tuple[State, ...] = EXISTING
    network: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class WeightedContacts:
    """`of`: for each node, in order, the summed weight of what connects it with each other node; symmetric.

    `edges` counts the edges of the network that this is of (`projection.project`), parallel ones each.
    """

    of: Mapping[str, Mapping[str, float]]
    edges: int

    @property
    def pairs(self) -> Iterator[tuple[Pair, float]]:
        """Each connected pair in order, the smaller IRI first, with its weight."""
        for one, row in self.of.items():
            yield from (((one, other), row[other]) for other in sorted(row) if one < other)


@dataclass(frozen=True, slots=True)
class ShownNetwork:
    """Ties and everyone of one state of a network, of which `choice` is shown."""

    ties: TiesByParty
    everyone: Mapping[str, Actor]
    choice: ShownTies


def contacts(side: ShownNetwork) -> WeightedContacts:
    """Who is connected with whom. O(ties)."""
    nodes, edges = _edges(side, side.ties.ties.values(), side.everyone)
    return WeightedContacts(_rows(nodes, edges), len(edges))


def renew_contacts(former: WeightedContacts, before: ShownNetwork, present: ShownNetwork) -> WeightedContacts:
    """The same from the contacts of a former state: O(everyone) for comparing, and what the changes reach."""
    near = _near(before, present)
    if not near:
        return former
    _, lost = _edges_near(before, near, former.of.keys())
    nodes, come = _edges_near(present, near, former.of.keys())
    rows = _merged(former.of, _rows(nodes, come), near)
    return WeightedContacts(_in_order(rows, former.of), former.edges - len(lost) + len(come))


Edges = dict[tuple[str, str, str], float]


def _edges(
    side: ShownNetwork, ties: Iterable[Tie], actors: Mapping[str, Actor], shown: AbstractSet[str] = frozenset()
) -> tuple[list[str], Edges]:
    """The nodes among these actors and the edges that these ties make; who is `shown` is a node anyway."""
    choice = side.choice
    drawn = drawn_ties(ties, choice.states, choice.network, choice.at)
    nodes = sorted(shown | set(nodes_of(drawn, actors, choice.states, choice.network)))
    among = frozenset(nodes)
    edges = {(one, other, tie.iri): weight for tie in drawn for one, other, weight in edges_of_tie(tie, among)}
    if HIERARCHY_STATE in choice.states:
        edges |= {(part, whole, HIERARCHY): HIERARCHY_WEIGHT for part, whole in parts_and_wholes(among, actors)}
    return nodes, edges


def _edges_near(side: ShownNetwork, near: frozenset[str], shown: AbstractSet[str]) -> tuple[list[str], Edges]:
    """The nodes in reach, and the edges with an end near; who is not near is a node if it was one before (`shown`)."""
    about = {tie.iri: tie for iri in near for tie in side.ties.of.get(iri, ())}
    around = {party.iri for tie in about.values() for party in tie.parties}
    around |= {whole.iri for iri in near if (actor := side.everyone.get(iri)) for whole in actor.part_of}
    around |= _parts_of(side.everyone, near)
    stay = {iri for iri in around - near if iri in shown}
    reached = {iri: side.everyone[iri] for iri in near | stay if iri in side.everyone}
    nodes, edges = _edges(side, about.values(), reached, stay)
    return nodes, {edge: weight for edge, weight in edges.items() if edge[0] in near or edge[1] in near}


def _near(before: ShownNetwork, present: ShownNetwork) -> frozenset[str]:
    """Whose edges may differ: the changed, those who are or were a part of them, the parties of changed ties."""
    changed = changed_keys(before.everyone, present.everyone)
    if changed:
        changed |= _parts_of(before.everyone, changed) | _parts_of(present.everyone, changed)
    ties = before.ties.ties, present.ties.ties
    parties = (
        tie.parties for iri in changed_ties(before.ties, present.ties) for side in ties if (tie := side.get(iri))
    )
    return frozenset(changed.union(*({party.iri for party in those} for those in parties)))


def _parts_of(everyone: Mapping[str, Actor], wholes: Collection[str]) -> set[str]:
    """Who is a part of one of these."""
    with_whole = ((iri, one.part_of) for iri, one in everyone.items() if one.part_of)
    return {iri for iri, those in with_whole if any(whole.iri in wholes for whole in those)}


def _rows(nodes: Iterable[str], edges: Edges) -> dict[str, Row]:
    found: defaultdict[str, Row] = defaultdict(dict)
    for (one, other), weight in summed((*edge, weight) for edge, weight in edges.items()):
        found[one][other] = found[other][one] = weight
    return {iri: found.get(iri, {}) for iri in nodes}


def _merged(
    former: Mapping[str, Mapping[str, float]], part: Mapping[str, Row], near: frozenset[str]
) -> dict[str, Mapping[str, float]]:
    """Rows of those near are the part's; those next to one near lose and gain only who is near."""
    rows = dict(former)
    for iri in near:
        rows.pop(iri, None)
        if iri in part:
            rows[iri] = part[iri]
    next_to = {other for iri in near for side in (former, part) for other in side.get(iri, ())} - near
    for iri in next_to:
        stay = {other: weight for other, weight in former.get(iri, {}).items() if other not in near}
        rows[iri] = stay | {other: weight for other, weight in part.get(iri, {}).items() if other in near}
    return rows


def _in_order(
    rows: dict[str, Mapping[str, float]], former: Mapping[str, Mapping[str, float]]
) -> Mapping[str, Mapping[str, float]]:
    """By IRI; that is at no cost where the nodes are those of before."""
    ordered = former if rows.keys() == former.keys() else sorted(rows)
    return {iri: rows[iri] for iri in ordered}
