"""Where everybody of two days stands on one map: as on the map of today, so that nobody moves."""

from __future__ import annotations

from graph.analysis import Analysis
from graph.layout.packing import Position
from graph.layout.positions import POSITIONED_MOST, read_positions, settle
from graph.libraries import nx
from graph.network.edges import pairs_of
from graph.progress.difference import NetworkDifference


def positions_of(analysis: Analysis, found: NetworkDifference) -> dict[str, Position]:
    """The position of everybody of both days by IRI; nothing for more than a map has.

    Who is on the map no more stands where they stood, else beside their partners. O(actors and ties).
    """
    everyone = found.actors_and_groups
    if max(map(len, (analysis.actors, found.earlier.actors, found.later.actors))) > POSITIONED_MOST:
        return {}
    kept = read_positions(analysis.store, analysis.network_iri)
    known = {**kept.positions, **kept.pins, **analysis.positions}
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(everyone)
    drawn.add_edges_from(pair for tie in found.ties.values() for pair in pairs_of(tie) if everyone.keys() >= set(pair))
    labels = {iri: one.label.in_language("de") for iri, one in everyone.items()}
    fixed = {iri: position for iri, position in known.items() if iri in everyone}
    return settle(fixed, drawn, {}, labels)
