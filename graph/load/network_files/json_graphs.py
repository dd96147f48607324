"""Nodes and links as JSON: networkx (node-link), D3, vis.js, and Cytoscape's elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.load.network_files.headings import ENDS, STARTS, WEIGHTS
from graph.load.network_files.json_values import objects, plain_values, text_of
from graph.load.network_files.labels import divided
from graph.load.network_files.moments import day_of
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode
from graph.load.network_files.node_and_edge_tables import joined

_IDS = ("id", "key", "name", "label")
_LINKS = ("links", "edges")
_ENDS_OF = (("source", "target"), ("from", "to"))


def fits(found: Any) -> bool:
    """Whether JSON is nodes and links, or Cytoscape's elements."""
    if not isinstance(found, dict) or "@context" in found:
        return False
    inner = found.get("elements")
    found = inner if isinstance(inner, dict) else found
    return isinstance(found.get("nodes"), list) and any(isinstance(found.get(one), list) for one in _LINKS)


def read(_name: str, found: dict[str, Any]) -> FileNetwork:
    """The network of such JSON. In D3 an end may be the place of a node in their list."""
    is_directed = found.get("directed")
    inner = found.get("elements")
    parts = inner if isinstance(inner, dict) else found
    nodes = [_node(one) for one in objects(parts.get("nodes"))]
    links = [link for key in _LINKS for link in objects(parts.get(key))]
    by_place = {str(place): node.id for place, node in enumerate(nodes)}
    known = {node.id for node in nodes}
    edges, usual = [], is_directed if isinstance(is_directed, bool) else None
    for link in links:
        about = _about(link)
        ends = next((ends for ends in _ENDS_OF if set(ends) <= about.keys()), None)
        if ends is not None:
            source, target = (about.pop(end) for end in ends)
            at = {end: end if end in known else by_place.get(end, end) for end in (source, target)}
            edges.append(_edge(at[source], at[target], about, directed=usual))
    return joined([FileNetwork([node for node in nodes if node.id]), FileNetwork(edges=edges)])


def _about(found: Mapping[str, Any]) -> dict[str, str]:
    """What is said of a node or link: in `data` with Cytoscape, whose places stand in `position`."""
    data, place = found.get("data"), found.get("position")
    about = plain_values(data if isinstance(data, dict) else found)
    if isinstance(place, dict):
        about |= {axis: text_of(place[axis]) for axis in "xy" if axis in place}
    return about


def _node(found: Mapping[str, Any]) -> FileNode:
    about = _about(found)
    key = next((one for one in _IDS if one in about), "")
    own = about.get(key, "")
    if key in {"id", "key"}:
        about.pop(key)
    label, rest = divided(about)
    return FileNode(own, label, rest)


def _edge(source: str, target: str, about: dict[str, str], *, directed: bool | None) -> FileEdge:
    for key in ("id", "key"):
        about.pop(key, "")
    weight, start, end, label = (_taken(about, words) for words in (WEIGHTS, STARTS, ENDS, frozenset({"label"})))
    said = {"true": True, "false": False}.get(about.pop("directed", "").lower(), directed)
    return FileEdge(source, target, said, label, weight, ((day_of(start), day_of(end)),), about)


def _taken(about: dict[str, str], words: frozenset[str]) -> str:
    key = next((one for one in about if one.casefold() in words), None)
    return about.pop(key) if key is not None else ""
