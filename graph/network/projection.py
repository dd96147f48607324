"""Ties as a networkx graph: the only place that decides what is a node, and what weight and direction an edge has.

Which ties count and which pairs they connect is said in `edges.py`.

| tie | becomes | weight |
|---|---|---|
| two parties | one edge | of the tie, or of its class in the ontology |
| k > 2 parties | an edge for each pair | weight / (k - 1), each party shares the weight once |
| membership | member -> group | weight |
| unit or sub-organisation, where `states` hold `exists` | child -> parent | 1 |

Only ends that are in `actors` become nodes. Events and the network itself are no actors, so the picture is no
star around the network; pass them as actors to see them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.libraries import nx
from graph.model import CONFIDENCES, EXISTING, Actor, Confidence, Group, Ref, State, Tie
from graph.network.edges import Pair, counting_ties, pairs_of, unordered

HIERARCHY = "hierarchy"
"""Key of the edges from part to whole, which no tie states."""
HIERARCHY_STATE: State = "exists"
"""Part and whole are so today: a network of what is demanded alone has no such edges."""
HIERARCHY_WEIGHT = 1.0


def project(
    ties: Iterable[Tie],
    actors: Mapping[str, Actor | Ref],
    *,
    kinds: Collection[str] | None = None,
    states: Collection[State] = EXISTING,
    network: str | None = None,
    at: str | None = None,
    confidences: Collection[Confidence] = CONFIDENCES,
    hierarchy: bool = True,
) -> nx.MultiDiGraph[str]:
    """The network of these ties: node = IRI, edge key = IRI of the tie, so that an edge leads to its evidence.

    Edges carry kind, state, confidence, weight (strength, not distance) and directed; an undirected edge is
    stored once, from the smaller IRI. `kinds` None means every kind the ontology knows. `at` is an ISO date:
    ties that had not begun or were over are left out. Actors without any edge are nodes too, also one that is only
    planned, as every list counts it; groups whose state is not asked for are where a tie that counts names them. A
    network over other states than `exists` is a scenario, not a finding.
    """
    chosen = [
        tie
        for tie in drawn_ties(ties, states, network, at)
        if (kinds is None or tie.kind in kinds) and tie.confidence in confidences
    ]
    projected: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    projected.add_nodes_from((iri, node_data(actors[iri])) for iri in nodes_of(chosen, actors, states, network))
    for tie in chosen:
        _add_tie(projected, tie)
    if hierarchy and HIERARCHY_STATE in states:
        edge = {"kind": "Hierarchy", "state": HIERARCHY_STATE, "confidence": "stated", "directed": True}
        for part, whole in parts_and_wholes(projected, actors):
            projected.add_edge(part, whole, key=HIERARCHY, weight=HIERARCHY_WEIGHT, **edge)
    return projected


def drawn_ties(ties: Iterable[Tie], states: Collection[State], network: str | None, at: str | None) -> Sequence[Tie]:
    """The ties that are edges, in the order of their IRIs."""
    counting = sorted(counting_ties(ties, states, at), key=lambda tie: tie.iri)
    return counting if network is None else [tie for tie in counting if network in tie.networks]


def nodes_of(
    ties: Iterable[Tie], actors: Mapping[str, Actor | Ref], states: Collection[State], network: str | None
) -> list[str]:
    """Of these actors those who are nodes beside these edges, in order: shown anyway, or named by one of them."""
    named = {party.iri for tie in ties for party in tie.parties}
    return [iri for iri in sorted(actors) if iri in named or _is_shown(actors[iri], states, network)]


def edges_of_tie(tie: Tie, nodes: Collection[str]) -> Iterator[tuple[str, str, float]]:
    """The edges of a tie between these nodes, each with its share of the tie's weight."""
    weight = tie.weight / max(len(tie.parties) - 1, 1)
    return ((source, target, weight) for source, target in pairs_of(tie) if source in nodes and target in nodes)


def parts_and_wholes(nodes: Collection[str], actors: Mapping[str, Actor | Ref]) -> Iterator[Pair]:
    """The edges from part to whole between these nodes."""
    for iri in sorted(nodes):
        actor = actors.get(iri)
        for whole in actor.part_of if isinstance(actor, Actor) else ():
            if whole.iri in nodes and whole.iri != iri:
                yield iri, whole.iri


def summed(edges: Iterable[tuple[str, str, str, float]]) -> list[tuple[Pair, float]]:
    """Each connected pair in order, with the weights of its parallel edges summed; none of no weight, no loops.

    Of edges by source, target and key: in their order, so that the sum is the same whichever came first.
    """
    weights: defaultdict[Pair, float] = defaultdict(float)
    for source, target, _, weight in sorted(edges, key=lambda edge: edge[:3]):
        weights[unordered((source, target))] += weight
    return sorted((pair, weight) for pair, weight in weights.items() if pair[0] != pair[1] and weight > 0)


def simple(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """One undirected edge for each connected pair: parallel weights summed, `distance` = 1 / weight, no loops."""
    edges: Iterable[tuple[str, str, str, float]] = network.edges(keys=True, data="weight")
    return simple_graph(((iri, network.nodes[iri]) for iri in sorted(network)), summed(edges))


def simple_graph(nodes: Iterable[tuple[str, dict[str, Any]]], pairs: Iterable[tuple[Pair, float]]) -> nx.Graph[str]:
    """The same of nodes with what is said of them, and of pairs with their weight."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(nodes)
    flat.add_edges_from((*pair, {"weight": weight, "distance": 1 / weight}) for pair, weight in pairs)
    return flat


def without_stars(projected: nx.MultiDiGraph[str], networks: Iterable[str]) -> nx.MultiDiGraph[str]:
    """The same graph without what says that everybody is a part of these networks: it would draw a star around each."""
    parts = [edge for edge in projected.in_edges(networks, keys=True) if edge[2] == HIERARCHY]
    projected.remove_edges_from(parts)
    return projected


def _is_shown(actor: Actor | Ref, states: Collection[State], network: str | None = None) -> bool:
    """Whether somebody is a node whatever ties there are: every actor of the network, and a group of these states."""
    if isinstance(actor, Ref):
        return True
    has_state = actor.state in states or not isinstance(actor, Group)
    return has_state and (network is None or network in actor.networks)


def node_data(actor: Actor | Ref) -> dict[str, str | bool]:
    """What is said of a node: its name, sector, kind, and whether it is a group or stands for several."""
    label = actor.label.in_language("de")
    if isinstance(actor, Ref):
        return {"label": label, "sector": "", "kind": "", "group": False, "collective": False}
    return {
        "label": label,
        "sector": actor.sector.iri if actor.sector else "",
        "kind": actor.kind.iri if actor.kind else "",
        "group": isinstance(actor, Group),
        "collective": actor.is_collective,
    }


def _add_tie(projected: nx.MultiDiGraph[str], tie: Tie) -> None:
    edge = {"kind": tie.kind, "state": tie.state, "confidence": tie.confidence, "directed": tie.directed}
    for source, target, weight in edges_of_tie(tie, projected):
        projected.add_edge(source, target, key=tie.iri, weight=weight, **edge)
