"""GraphML of yEd, Gephi, igraph, networkx and Cytoscape: keys by their names, defaults, nested graphs, hyperedges.

A node in the graph of another one is a part of it. yEd keeps names, places and arrows in elements of its own.
Source: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple
from xml.etree.ElementTree import Element

from graph.load.network_files.labels import divided
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, damaged, refuse_many
from graph.load.network_files.text import downwards
from graph.load.network_files.xml_tree import read_xml, text_of

_COUNTED = frozenset({"node", "edge"})
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def read(name: str, content: bytes) -> FileNetwork:
    """The network of a file. Raises DataError naming it."""
    root = read_xml(name, content, _COUNTED)
    graphs = [child for child in root if child.tag == "graph"]
    if root.tag != "graphml" or not graphs:
        raise damaged("%(file)s cannot be read as a network: it has no graph.", name)
    reader = _Reader(name, root)
    for graph in graphs:
        reader.read(graph, ())
    return FileNetwork(tuple(reader.nodes), tuple(reader.edges), is_closed=True)


class _Key(NamedTuple):
    """What a key of data stands for: its name, for nodes or edges, and the value where none is given."""

    name: str
    of: str
    default: str


class _Reader:
    """Reads graphs inside one another."""

    def __init__(self, name: str, root: Element) -> None:
        self._name = name
        self._keys = {key.get("id", ""): _key(key) for key in root.iter("key")}
        self.nodes: list[FileNode] = []
        self.edges: list[FileEdge] = []

    def read(self, graph: Element, parents: tuple[str, ...]) -> None:
        is_directed = graph.get("edgedefault", "directed") == "directed"
        for child in graph:
            if child.tag == "node":
                self._node(child, parents)
            elif child.tag == "edge":
                self.edges.append(self._edge(child, is_directed=is_directed))
            elif child.tag == "hyperedge":
                self.edges.extend(self._hyperedge(child))
                refuse_many(self._name, len(self.edges))

    def _node(self, element: Element, parents: tuple[str, ...]) -> None:
        iri = element.get("id", "")
        if not iri:
            raise damaged("%(file)s cannot be read as a network: a node has no id.", self._name)
        said = self._data(element, "node")
        said |= {"y": downwards(said["y"])} if "y" in said else {}
        label, about = divided({**said, **_drawn(element)})
        self.nodes.append(FileNode(iri, label, about, parents))
        for graph in element:
            if graph.tag == "graph":
                self.read(graph, (iri,))

    def _edge(self, element: Element, *, is_directed: bool) -> FileEdge:
        about = self._data(element, "edge")
        said = element.get("directed", "").lower()
        directed = _TRUTHS.get(said, is_directed)
        directed = _TRUTHS.get(about.pop("directed", "").lower(), directed)
        arrows = next(element.iter("Arrows"), None)
        if arrows is not None and not said:
            directed = (arrows.get("source", "none") == "none") != (arrows.get("target", "none") == "none")
        label = text_of(found) if (found := next(element.iter("EdgeLabel"), None)) is not None else ""
        return FileEdge(
            *_ends(element, arrows),
            directed=directed,
            label=about.pop("label", "") or label,
            weight=about.pop("weight", "") or about.pop("Weight", ""),
            about=about,
        )

    def _hyperedge(self, element: Element) -> Iterator[FileEdge]:
        ends = sorted({point.get("node", "") for point in element.iter("endpoint")})
        refuse_many(self._name, len(ends) * (len(ends) - 1) // 2)
        about = self._data(element, "edge")
        label = about.pop("label", "")
        for one, other in combinations(ends, 2):
            yield FileEdge(one, other, directed=False, label=label, about=about)

    def _data(self, element: Element, of: str) -> dict[str, str]:
        """What is said of an element by the names of the keys; drawings have no text and are none of it."""
        found = {key.name: key.default for key in self._keys.values() if key.of in (of, "all") and key.default}
        for data in element:
            key = self._keys.get(data.get("key", ""))
            if data.tag == "data" and not len(data) and (text := text_of(data)):
                found[key.name if key else data.get("key", "")] = text
        return {name: text for name, text in found.items() if text}


def _key(element: Element) -> _Key:
    default = element.find("default")
    name = element.get("attr.name", "") or element.get("id", "")
    return _Key(name, element.get("for", "all"), text_of(default) if default is not None else "")


def _ends(element: Element, arrows: Element | None) -> tuple[str, str]:
    """Source and target; turned round where yEd draws an arrow at the source alone."""
    source, target = element.get("source", ""), element.get("target", "")
    is_backwards = arrows is not None and arrows.get("target") == "none" and arrows.get("source", "none") != "none"
    return (target, source) if is_backwards else (source, target)


def _drawn(element: Element) -> dict[str, str]:
    """What yEd says of a node in its drawing: name, place and colour; of a node that is itself a graph only its own."""
    found: dict[str, str] = {}
    for data in element:
        if data.tag != "data" or not len(data):
            continue
        if (label := next(data.iter("NodeLabel"), None)) is not None and (text := text_of(label)):
            found["label"] = text
        if (place := next(data.iter("Geometry"), None)) is not None and place.get("x") and place.get("y"):
            found |= {"x": place.get("x", ""), "y": place.get("y", "")}
        if (fill := next(data.iter("Fill"), None)) is not None and fill.get("color"):
            found["color"] = fill.get("color", "")
    return found
