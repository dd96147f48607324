"""A network as a file for other tools: GraphML and GEXF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import networkx as nx

from graph.analysis import Analysis

Attributes = Mapping[str, object]


def write_graphml(analysis: Analysis, path: Path, language: str = "de") -> None:
    """Write the network for yEd, Gephi, igraph and others."""
    nx.write_graphml(plain_network(analysis, language), path, encoding="utf-8")


def write_gexf(analysis: Analysis, path: Path, language: str = "de") -> None:
    """Write the network for Gephi."""
    nx.write_gexf(plain_network(analysis, language), path, encoding="utf-8")


def plain_network(analysis: Analysis, language: str = "de") -> nx.MultiDiGraph[str]:
    """The network with labels and codes as plain text: node = IRI, edge key = tie IRI, edge `weight` = strength."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in analysis.network.nodes:
        plain.add_node(node, **_node_attributes(analysis, node, language))
    for number, (left, right, attributes) in enumerate(sorted(analysis.network.edges(data=True), key=_edge_order)):
        plain.add_edge(left, right, key=str(number), **_text_only(attributes, language))
    return plain


def _node_attributes(analysis: Analysis, iri: str, language: str) -> dict[str, str]:
    actor = analysis.actors.get(iri) or analysis.groups.get(iri)
    if actor is None:
        return {"label": iri}
    return {
        "label": actor.label.in_language(language) or iri,
        "kind": actor.kind.label.in_language(language) if actor.kind else "",
        "sector": actor.sector.label.in_language(language) if actor.sector else "",
        "state": actor.state,
        "confidence": actor.confidence,
    }


def _edge_order(edge: tuple[str, str, Attributes]) -> tuple[str, str, str]:
    return edge[0], edge[1], str(sorted(edge[2].items(), key=lambda item: item[0]))


def _text_only(attributes: Attributes, language: str) -> dict[str, str | float | bool]:
    """GraphML knows text, numbers and truth values only; a wording becomes text, what is left out is None."""
    plain: dict[str, str | float | bool] = {}
    for name, value in attributes.items():
        if isinstance(value, bool | int | float | str):
            plain[name] = value
        elif hasattr(value, "in_language"):
            plain[name] = value.in_language(language)
        elif hasattr(value, "label"):
            plain[name] = value.label.in_language(language)
    return plain
