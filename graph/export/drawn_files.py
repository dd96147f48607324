"""Nodes and edges with places as a file for other tools: GEXF 1.2 (Gephi) and GraphML (yEd, igraph, Cytoscape).

Every edge is written as directed, because a reader of GEXF may refuse a file that mixes both; the attribute
`directed` says what is meant. Heights are turned round: in a browser they grow downwards, in Gephi upwards.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

Value = str | int | float | bool

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FileNode:
    """A node at its place; `colour` as `#rrggbb`, attributes by their names in the file."""

    id: str
    label: str
    x: float
    y: float
    size: float
    colour: str
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class FileEdge:
    """An edge by the ids of its ends; several between the same two are kept apart by their ids."""

    id: str
    source: str
    target: str
    label: str
    attributes: Mapping[str, Value]


def gexf(nodes: Sequence[FileNode], edges: Sequence[FileEdge]) -> bytes:
    """The network for Gephi, each node with its place, size and colour."""
    return _write(_network(nodes, edges, _as_viz), nx.write_gexf)


def graphml(nodes: Sequence[FileNode], edges: Sequence[FileEdge]) -> bytes:
    """The network for other tools; place, size and colour are attributes, by the names that Gephi knows too."""
    return _write(_network(nodes, edges, _as_attributes), nx.write_graphml)


def _write(network: nx.MultiDiGraph[str], write: Callable[[nx.MultiDiGraph[str], io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    write(network, out)
    return out.getvalue()


def _network(
    nodes: Sequence[FileNode], edges: Sequence[FileEdge], place: Callable[[FileNode], dict[str, object]]
) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        network.add_node(_clean(node.id), label=_clean(node.label), **_plain(node.attributes), **place(node))
    for edge in edges:
        source, target, key = _clean(edge.source), _clean(edge.target), _clean(edge.id)
        network.add_edge(source, target, key=key, id=key, label=_clean(edge.label), **_plain(edge.attributes))
    return network


def _as_viz(node: FileNode) -> dict[str, object]:
    red, green, blue = _rgb(node.colour)
    colour = {"r": red, "g": green, "b": blue, "a": 1.0}
    return {"viz": {"position": {"x": node.x, "y": -node.y, "z": 0.0}, "size": node.size, "color": colour}}


def _as_attributes(node: FileNode) -> dict[str, object]:
    red, green, blue = _rgb(node.colour)
    return {"x": node.x, "y": -node.y, "size": node.size, "r": red, "g": green, "b": blue}


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _plain(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {name: _clean(value) if isinstance(value, str) else value for name, value in attributes.items()}


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
