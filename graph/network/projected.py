"""The projected network after a change, from the one before it: what nobody touched is shared by both.

Neither is ever changed once it is there. networkx keeps a graph as dictionaries by node; of the nodes that a change
does not reach, both graphs hold the same ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

import networkx as nx

from graph.cache.revisions import locked_property
from graph.model import EXISTING, Actor, Ref, State, Tie
from graph.network.changed import changed_keys
from graph.network.projection import project, simple
from graph.network.ties_by_party import TiesByParty, changed_ties

V = TypeVar("V")
G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class ShownTies:
    """Which ties and groups a network shows: those of these states, of one network (IRI) or all, on a day or any."""

    states: tuple[State, ...] = EXISTING
    network: str | None = None
    at: str | None = None


class Projected:
    """The network of some ties and actors as graphs, made when first asked for: from those of a former state, if any.

    The former one is let go of as soon as both graphs are there.
    """

    def __init__(
        self, ties: TiesByParty, everyone: Mapping[str, Actor], choice: ShownTies, former: Projected | None = None
    ) -> None:
        self.ties, self.everyone, self.choice = ties, everyone, choice
        self.former: Projected | None = former if former is None or "network" in vars(former) else former.former

    @locked_property
    def network(self) -> nx.MultiDiGraph[str]:
        """Who takes part, with an edge for each pair of a tie, and part and whole."""
        if self.former is None:
            return _project(self.ties.ties.values(), self.everyone, self.choice)
        return renew_projection(self.former.network, self.ties, self.everyone, self._near, self.choice)

    @locked_property
    def simple(self) -> nx.Graph[str]:
        """The same with one edge for each connected pair."""
        network, former = self.network, self.former
        if former is None or "simple" not in vars(former):
            return simple(network)
        flat = renew_simple(former.simple, network, self._near)
        self.former = None
        return flat

    @locked_property
    def _near(self) -> frozenset[str]:
        """Whose edges may differ from those of the state before: the changed, and the parties of changed ties."""
        former = self.former
        if former is None:
            return frozenset()
        ties = former.ties.ties, self.ties.ties
        parties = (
            tie.parties for iri in changed_ties(former.ties, self.ties) for side in ties if (tie := side.get(iri))
        )
        changed = changed_keys(former.everyone, self.everyone)
        changed |= _parts_of(self.everyone, changed)
        return frozenset(changed.union(*({party.iri for party in those} for those in parties)))


def renew_projection(
    former: nx.MultiDiGraph[str],
    ties: TiesByParty,
    actors: Mapping[str, Actor | Ref],
    near: Collection[str],
    choice: ShownTies,
) -> nx.MultiDiGraph[str]:
    """What `project` makes of these, where only the nodes `near` and what joins two of them can differ from before."""
    about = {tie.iri: tie for iri in near for tie in ties.of.get(iri, ())}
    around = {party.iri for tie in about.values() for party in tie.parties}.union(near)
    around |= {whole.iri for iri in near if isinstance(actor := actors.get(iri), Actor) for whole in actor.part_of}
    around |= _parts_of(actors, near)
    part = _project(
        [about[iri] for iri in sorted(about)], {iri: actors[iri] for iri in around if iri in actors}, choice
    )
    return _patched(former, part, near)


def _parts_of(actors: Mapping[str, Actor | Ref], wholes: Collection[str]) -> set[str]:
    """Who is a part of one of these."""
    with_whole = ((iri, one.part_of) for iri, one in actors.items() if isinstance(one, Actor) and one.part_of)
    return {iri for iri, those in with_whole if any(whole.iri in wholes for whole in those)}


def _project(ties: Iterable[Tie], actors: Mapping[str, Actor | Ref], choice: ShownTies) -> nx.MultiDiGraph[str]:
    return project(ties, actors, states=choice.states, network=choice.network, at=choice.at)


def renew_simple(former: nx.Graph[str], network: nx.MultiDiGraph[str], near: Collection[str]) -> nx.Graph[str]:
    """What `simple` makes of a network that differs at these nodes only."""
    around = {iri for iri in near if iri in network}
    around |= {other for iri in around for other in (*network.successors(iri), *network.predecessors(iri))}
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((iri, network.nodes[iri]) for iri in around)
    for iri in around.intersection(near):
        for source, target, key, edge in (
            *network.out_edges(iri, keys=True, data=True),
            *network.in_edges(iri, keys=True, data=True),
        ):
            part.add_edge(source, target, key, **edge)
    flat = simple(part)
    rows = _merged(_rows(former), _rows(flat), near, _next_to(near, _rows(former), _rows(flat)))
    present: nx.Graph[str] = nx.Graph()
    return _filled(present, dict(_rows(network, "_node")), _adj=rows)


def _patched(former: nx.MultiDiGraph[str], part: nx.MultiDiGraph[str], near: Collection[str]) -> nx.MultiDiGraph[str]:
    rows = {}
    for side, other in (("_adj", "_pred"), ("_pred", "_adj")):
        touched = _next_to(near, _rows(former, other), _rows(part, other))
        rows[side] = _merged(_rows(former, side), _rows(part, side), near, touched)
    present: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    return _filled(present, _nodes_in_order(_rows(former, "_node"), _rows(part, "_node"), near), **rows)


def _filled(empty: G, nodes: dict[str, Any], **rows: dict[str, Any]) -> G:
    """A graph with these nodes and, of these rows, theirs."""
    for side, found in {"_node": nodes, **rows}.items():
        setattr(empty, side, _in_order(found, nodes))
    return empty


def _rows(graph: nx.Graph[str], side: str = "_adj") -> dict[str, Any]:
    found: dict[str, Any] = getattr(graph, side)
    return found


def _nodes_in_order(former: Mapping[str, V], part: Mapping[str, V], near: Collection[str]) -> dict[str, V]:
    """The nodes in the order of their IRIs; those near are the part's, or gone."""
    gone, come = [iri for iri in near if iri not in part], [iri for iri in near if iri in part]
    nodes = {**former, **{iri: part[iri] for iri in come}}
    for iri in gone:
        nodes.pop(iri, None)
    return nodes if all(iri in former for iri in come) else dict(sorted(nodes.items(), key=itemgetter(0)))


def _in_order(rows: dict[str, V], nodes: Mapping[str, object]) -> dict[str, V]:
    return rows if len(rows) == len(nodes) and list(rows) == list(nodes) else {iri: rows[iri] for iri in nodes}


def _next_to(near: Collection[str], *sides: Mapping[str, Mapping[str, object]]) -> set[str]:
    """Whose rows name one of the near, as the rows of the other side tell."""
    return {other for iri in near for side in sides for other in side.get(iri, ())}


def _merged(
    former: Mapping[str, dict[str, V]],
    part: Mapping[str, dict[str, V]],
    near: Collection[str],
    touched: Collection[str],
) -> dict[str, dict[str, V]]:
    """Rows of a graph: those near are the part's, those next to one near lose and gain only what is near."""
    rows: dict[str, dict[str, V]] = dict(former)
    among = frozenset(near)
    for iri in near:
        rows[iri] = dict(part.get(iri, {}))
    for iri in touched:
        if iri not in among:
            kept = {other: value for other, value in former.get(iri, {}).items() if other not in among}
            rows[iri] = kept | {other: value for other, value in part.get(iri, {}).items() if other in among}
    return rows
