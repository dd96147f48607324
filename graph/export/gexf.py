"""GEXF 1.3 for Gephi: each node at its position, each edge with weight, direction, kind and the days on which it holds.

An edge says itself whether it is directed, as the format has it, also in a network that has both kinds. Gephi reads
that, and keeps edges between the same two apart by their kinds; networkx reads such a file only where all are of one
direction, and GraphML for the rest. A date that is known by its year or month stands for the whole of it.
Source: https://gexf.net/schema.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from graph.export.as_networkx import position_of, red_green_blue, said_of
from graph.export.content import Content, ExportEdge, ExportNode, Value
from graph.period import Period, is_day
from graph.text import xml_text

_NAMESPACE, _VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"


def write(content: Content) -> bytes:
    """The network with positions and periods."""
    root = Element("gexf", {"xmlns": _NAMESPACE, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "Akteursnetz"
    SubElement(meta, "description").text = xml_text(content.title)
    days = {edge.id: _days(edge) for edge in content.edges}
    graph = SubElement(root, "graph", _of_graph(content, is_dated=any(days.values())))
    _add_nodes(graph, content.nodes)
    _add_edges(graph, content.edges, days)
    graph[:] = sorted(graph, key=lambda one: one.tag != "attributes")  # what is declared stands first
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _of_graph(content: Content, *, is_dated: bool) -> dict[str, str]:
    is_mixed = any(edge.is_directed for edge in content.edges)
    timed = {"timeformat": "date", "timerepresentation": "interval"} if is_dated else {}
    direction = "directed" if is_mixed else "undirected"
    return {"defaultedgetype": direction, "idtype": "string", "mode": "dynamic" if is_dated else "static", **timed}


def _add_nodes(graph: Element, nodes: Iterable[ExportNode]) -> None:
    known = tuple((node, said_of(node.attributes)) for node in nodes)
    names = _declare(graph, "node", [said for _, said in known])
    parent = SubElement(graph, "nodes")
    for node, said in known:
        element = SubElement(parent, "node", {"id": xml_text(node.iri), "label": _token(node.label)})
        _add_values(element, said, names)
        _add_appearance(element, node)


def _add_edges(graph: Element, edges: Iterable[ExportEdge], days: Mapping[str, Mapping[str, str]]) -> None:
    known = tuple((edge, {**said_of(edge.attributes), **_exactness(edge)}) for edge in edges)
    names = _declare(graph, "edge", [said for _, said in known])
    parent = SubElement(graph, "edges")
    for edge, said in known:
        about = {"id": edge.id, "source": edge.source, "target": edge.target}
        kind = _token(str(edge.attributes.get("kind", "")))
        element = SubElement(
            parent,
            "edge",
            {
                **{name: xml_text(text) for name, text in about.items()},
                "label": _token(edge.label),
                "type": "directed" if edge.is_directed else "undirected",
                "weight": str(edge.weight),
                **({"kind": kind} if kind else {}),
                **days[edge.id],
            },
        )
        _add_values(element, said, names)


def _declare(graph: Element, of: str, said: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """The attributes of nodes or edges, with the narrowest type that holds all their values; gives their ids."""
    types: dict[str, set[type]] = {}
    for about in said:
        for name, value in about.items():
            types.setdefault(name, set()).add(type(value))
    parent = SubElement(graph, "attributes", {"class": of, "mode": "static"})
    names = {name: f"{of}-{number}" for number, name in enumerate(types)}
    for name, found in types.items():
        SubElement(parent, "attribute", {"id": names[name], "title": name, "type": _type_of(found)})
    return names


def _type_of(found: set[type]) -> str:
    if found <= {int, float}:
        return "integer" if found == {int} else "double"
    return "boolean" if found == {bool} else "string"


def _add_values(element: Element, said: Mapping[str, Value], names: Mapping[str, str]) -> None:
    values = SubElement(element, "attvalues") if said else element
    for name, value in said.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        SubElement(values, "attvalue", {"for": names[name], "value": text})


def _add_appearance(element: Element, node: ExportNode) -> None:
    if position := position_of(node):
        SubElement(element, "viz:position", {"x": str(position[0]), "y": str(position[1]), "z": "0.0"})
    if node.colour:
        red, green, blue = map(str, red_green_blue(node.colour))
        SubElement(element, "viz:size", {"value": str(node.size)})
        SubElement(element, "viz:color", {"r": red, "g": green, "b": blue, "a": "1.0"})


def _days(edge: ExportEdge) -> dict[str, str]:
    period = Period(edge.start, edge.end, edge.start_precision, edge.end_precision)
    return {side: day for side, day in (("start", period.first_day), ("end", period.last_day)) if is_day(day)}


def _exactness(edge: ExportEdge) -> dict[str, Value]:
    return said_of({"start_precision": edge.start_precision, "end_precision": edge.end_precision})


def _token(text: str) -> str:
    return " ".join(xml_text(text).split())
