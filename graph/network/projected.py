"""The projected network after a change, from the one before it: what nobody touched is shared by both.

Neither is ever changed once it is there. networkx keeps a graph as dictionaries by node; of the nodes that a change
does not reach, both graphs hold the same ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import networkx as nx

from graph.cache.revisions import locked_property
from graph.model import EXISTING, Actor, Ref, State, Tie
from graph.network.changed import changed_keys
from graph.network.projection import project, simple
from graph.network.ties_by_party import TiesByParty

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
        parties = (tie.parties for iri in changed_keys(*ties) for side in ties if (tie := side.get(iri)))
        changed = changed_keys(former.everyone, self.everyone)
        changed |= {iri for iri, one in self.everyone.items() if any(whole.iri in changed for whole in one.part_of)}
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
    around |= {iri for iri, one in actors.items() if isinstance(one, Actor) and _is_part_of(one, near)}
    part = _project(
        [about[iri] for iri in sorted(about)], {iri: actors[iri] for iri in around if iri in actors}, choice
    )
    return _patched(former, part, near, sorted({*former, *part} - (set(near) - set(part))))


def _is_part_of(actor: Actor, near: Collection[str]) -> bool:
    return any(whole.iri in near for whole in actor.part_of)


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
    nodes = {iri: network.nodes[iri] for iri in sorted(network)}
    present: nx.Graph[str] = nx.Graph()
    return _filled(present, nodes, _adj=_merged(_rows(former, "_adj"), _rows(flat, "_adj"), near))


def _patched(
    former: nx.MultiDiGraph[str], part: nx.MultiDiGraph[str], near: Collection[str], nodes: Iterable[str]
) -> nx.MultiDiGraph[str]:
    about = {**_rows(former, "_node"), **{iri: part.nodes[iri] for iri in near if iri in part}}
    rows = {side: _merged(_rows(former, side), _rows(part, side), near) for side in ("_adj", "_pred")}
    present: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    return _filled(present, {iri: about[iri] for iri in nodes}, **rows)


def _filled(empty: G, nodes: dict[str, Any], **rows: Mapping[str, Any]) -> G:
    """A graph with these nodes and, of these rows, theirs."""
    for side, found in {"_node": nodes, **rows}.items():
        setattr(empty, side, {iri: found[iri] for iri in nodes})
    return empty


def _rows(graph: nx.Graph[str], side: str) -> dict[str, Any]:
    return dict(getattr(graph, side))


def _merged(
    former: Mapping[str, dict[str, V]], part: Mapping[str, dict[str, V]], near: Collection[str]
) -> dict[str, dict[str, V]]:
    """Rows of a graph: those near are the part's, those next to one near lose and gain only what is near."""
    rows: dict[str, dict[str, V]] = dict(former)
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for iri in near:
        rows[iri] = dict(part.get(iri, {}))
    for iri, row in former.items():
        if iri not in near and (ended := [other for other in near if other in row]):
            touched[iri].update(ended)
    for iri, row in part.items():
        if iri not in near:
            touched[iri].update(other for other in row if other in near)
    for iri, others in touched.items():
        kept = {other: value for other, value in former.get(iri, {}).items() if other not in others}
        rows[iri] = kept | {other: part[iri][other] for other in others if other in part.get(iri, {})}
    return rows
