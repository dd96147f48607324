"""GEXF 1.1 to 1.3, as Gephi writes it: attributes by their titles, spells, places and colours, parts inside wholes.

Of an attribute that changes in time the last value counts. Days are taken as they are; of numbers, years and points in
time by the second are known, and others are kept as they are. Source: https://gexf.net/schema.html
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from graph.load.network_files.labels import divided
from graph.load.network_files.moments import day_of
from graph.load.network_files.network import FileEdge, FileNetwork, FileNode, damaged
from graph.load.network_files.text import downwards
from graph.load.network_files.xml_tree import read_xml, text_of

_COUNTED = frozenset({"node", "edge"})
_DIRECTIONS = {"directed": True, "undirected": False, "mutual": False}


def read(name: str, content: bytes) -> FileNetwork:
    """The network of a file. Raises DataError naming it."""
    root = read_xml(name, content, _COUNTED)
    graph = root.find("graph")
    if root.tag != "gexf" or graph is None:
        raise damaged("%(file)s cannot be read as a network: it has no graph.", name)
    reader = _Reader(name, graph)
    for nodes in graph.findall("nodes"):
        reader.read_nodes(nodes, ())
    for edges in graph.findall("edges"):
        reader.read_edges(edges)
    return FileNetwork(tuple(reader.nodes), tuple(reader.edges), is_closed=True)


class _Reader:
    """Reads nodes, those inside them, and edges."""

    def __init__(self, name: str, graph: Element) -> None:
        self._name = name
        self._usual = _DIRECTIONS.get(graph.get("defaultedgetype", "undirected"))
        self._titles: dict[tuple[str, str], str] = {}
        self._defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        for attributes in graph.findall("attributes"):
            self._declare(attributes)
        self.nodes: list[FileNode] = []
        self.edges: list[FileEdge] = []

    def _declare(self, attributes: Element) -> None:
        of = attributes.get("class", "node")
        for one in attributes.findall("attribute"):
            title = one.get("title", "") or one.get("id", "")
            self._titles[of, one.get("id", "")] = title
            default = one.find("default")
            if default is not None and text_of(default):
                self._defaults.setdefault(of, {})[title] = text_of(default)

    def read_nodes(self, nodes: Element, parents: tuple[str, ...]) -> None:
        for node in nodes.findall("node"):
            iri = node.get("id", "")
            if not iri:
                raise damaged("%(file)s cannot be read as a network: a node has no id.", self._name)
            about = {**self._values(node, "node"), **_drawn(node)}
            start, end = _periods(node)[0]
            about |= {key: day for key, day in (("Besteht seit", start), ("Besteht bis", end)) if day}
            said = " ".join(node.get("label", "").split())
            label, about = (said, about) if said else divided(about)
            pids = (node.get("pid", ""), *(parent.get("for", "") for parent in node.findall("parents/parent")))
            self.nodes.append(FileNode(iri, label, about, (*parents, *(one for one in pids if one))))
            for inner in node.findall("nodes"):
                self.read_nodes(inner, (iri,))
            for inner in node.findall("edges"):
                self.read_edges(inner)

    def read_edges(self, edges: Element) -> None:
        for edge in edges.findall("edge"):
            about = self._values(edge, "edge")
            kind = edge.get("kind", "")
            weight = edge.get("weight", "") or about.pop("weight", "")
            self.edges.append(
                FileEdge(
                    edge.get("source", ""),
                    edge.get("target", ""),
                    directed=_DIRECTIONS.get(edge.get("type", ""), self._usual),
                    label=" ".join(edge.get("label", "").split()),
                    weight=weight,
                    periods=_periods(edge),
                    about={**({"kind": kind} if kind else {}), **about},
                )
            )

    def _values(self, element: Element, of: str) -> dict[str, str]:
        last: dict[str, tuple[str, str]] = {}
        for value in element.findall("attvalues/attvalue"):
            key = value.get("for", "") or value.get("id", "")
            title = self._titles.get((of, key), key)
            at = value.get("start", "") or value.get("timestamp", "")
            if title not in last or at >= last[title][0]:
                last[title] = at, " ".join(value.get("value", "").split())
        return {**self._defaults.get(of, {}), **{title: text for title, (_, text) in last.items() if text}}


def _periods(element: Element) -> tuple[tuple[str, str], ...]:
    """From when to when something is there; each spell of several."""
    spells = [_period(one) for one in element.findall("spells/spell")]
    spells += [_period(one) for one in element.findall("slices/slice")]
    return tuple(dict.fromkeys(spells)) or (_period(element),)


def _period(element: Element) -> tuple[str, str]:
    moment = element.get("timestamp", "")
    start = element.get("start", "") or element.get("startopen", "") or moment
    end = element.get("end", "") or element.get("endopen", "") or moment
    return day_of(start), day_of(end)


def _drawn(element: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    if (place := element.find("position")) is not None and place.get("x") and place.get("y"):
        found |= {"x": place.get("x", ""), "y": downwards(place.get("y", ""))}
    if (colour := element.find("color")) is not None:
        parts = [colour.get(part, "") for part in "rgb"]
        is_full = all(part.isdecimal() and int(part) <= 255 for part in parts)  # noqa: PLR2004 - a byte
        found["color"] = f"#{bytes(map(int, parts)).hex()}" if is_full else colour.get("hex", "")
    return {name: text for name, text in found.items() if text}
