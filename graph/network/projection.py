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
from collections.abc import Collection, Iterable, Mapping

import networkx as nx

from graph.model import CONFIDENCES, EXISTING, Actor, Confidence, Group, Ref, State, Tie
from graph.network.edges import counting_ties, pairs_of

HIERARCHY = "hierarchy"
"""Key of the edges from part to whole, which no tie states."""
HIERARCHY_STATE: State = "exists"
"""Part and whole are so today: a network of what is demanded alone has no such edges."""


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
        for tie in sorted(counting_ties(ties, states, at), key=lambda tie: tie.iri)
        if (kinds is None or tie.kind in kinds)
        and tie.confidence in confidences
        and (network is None or network in tie.networks)
    ]
    named = {party.iri for tie in chosen for party in tie.parties}
    projected: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted(actors):
        if iri in named or _is_shown(actors[iri], states, network):
            projected.add_node(iri, **_node(actors[iri]))
    for tie in chosen:
        _add_tie(projected, tie)
    if hierarchy and HIERARCHY_STATE in states:
        _add_hierarchy(projected, actors)
    return projected


def simple(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """One undirected edge for each connected pair: parallel weights summed, `distance` = 1 / weight, no loops."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from((iri, network.nodes[iri]) for iri in sorted(network))
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for source, target, _, edge in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        weights[min(source, target), max(source, target)] += edge["weight"]
    for (source, target), weight in sorted(weights.items()):
        if source != target and weight > 0:
            flat.add_edge(source, target, weight=weight, distance=1 / weight)
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


def _node(actor: Actor | Ref) -> dict[str, str | bool]:
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
    weight = tie.weight / max(len(tie.parties) - 1, 1)
    for source, target in pairs_of(tie):
        if source in projected and target in projected:
            projected.add_edge(source, target, key=tie.iri, weight=weight, **edge)


def _add_hierarchy(projected: nx.MultiDiGraph[str], actors: Mapping[str, Actor | Ref]) -> None:
    edge = {"kind": "Hierarchy", "state": HIERARCHY_STATE, "confidence": "stated", "directed": True, "weight": 1.0}
    for iri in sorted(projected):
        actor = actors.get(iri)
        for parent in actor.part_of if isinstance(actor, Actor) else ():
            if parent.iri in projected and parent.iri != iri:
                projected.add_edge(iri, parent.iri, key=HIERARCHY, **edge)
