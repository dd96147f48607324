"""The content of a file as a network of networkx, which writes GraphML.

Undirected as long as every tie is. A network with both is a directed one whose undirected edges carry `directed` false;
heights are turned round, because in a browser they grow downwards and in these programs upwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.export.content import Content, ExportEdge, ExportNode, Value
from graph.libraries import nx
from graph.text import xml_text


def as_networkx(content: Content) -> nx.MultiGraph[str]:
    """Node = IRI, edge key = id of the edge; labels, attributes and weights as they are in `Content`."""
    is_mixed = any(edge.is_directed for edge in content.edges)
    network: nx.MultiGraph[str] = nx.MultiDiGraph() if is_mixed else nx.MultiGraph()
    for node in content.nodes:
        network.add_node(xml_text(node.iri), label=xml_text(node.label), **said_of(node.attributes))
    for edge in content.edges:
        about = {
            "id": xml_text(edge.id),
            "label": xml_text(edge.label),
            "weight": edge.weight,
            **said_of(edge.attributes),
        }
        network.add_edge(xml_text(edge.source), xml_text(edge.target), key=xml_text(edge.id), **about)
    return network


def red_green_blue(colour: str) -> tuple[int, int, int]:
    """The three parts of `#rrggbb`."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def position_of(node: ExportNode) -> tuple[float, float] | None:
    """Where a node stands when heights grow upwards."""
    return (node.position[0], 0.0 - node.position[1]) if node.position else None


def period_of(edge: ExportEdge) -> dict[str, str]:
    """What is known of when a tie holds, in the words of the data."""
    about = {
        "start": edge.start,
        "end": edge.end,
        "start_precision": edge.start_precision,
        "end_precision": edge.end_precision,
    }
    return {name: xml_text(text) for name, text in about.items() if text}


def said_of(attributes: Mapping[str, Value]) -> dict[str, Value]:
    """What is said of something; an empty text says nothing, and half a large file would be made of them."""
    cleaned = {name: xml_text(value) if isinstance(value, str) else value for name, value in attributes.items()}
    return {name: value for name, value in cleaned.items() if value != ""}
