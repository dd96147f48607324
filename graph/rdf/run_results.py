"""Graphs of gaps that were found before: kept in the store, and no reason for a gap."""

from __future__ import annotations

import pyoxigraph as ox

from graph.terms import RUN_GRAPHS


def is_result(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    """Whether a graph holds what a run found."""
    return isinstance(graph, ox.NamedNode) and graph.value.startswith(RUN_GRAPHS)


def forget_results(quads: ox.Store) -> None:
    """Remove all that runs found."""
    for graph in list(quads.named_graphs()):
        if is_result(graph):
            quads.remove_graph(graph)
