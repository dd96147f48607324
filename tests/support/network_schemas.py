"""What the schemas of GraphML and GEXF 1.3 ask of a file, as tables: elements, attributes, order, types and references.

The schemas themselves are other people's and no part of this repository. GEXF says how things look in a namespace of
its own, as its documentation and Gephi have it; its schema forgot that.
Sources: http://graphml.graphdrawing.org/specification.html, https://gexf.net/schema.html
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_GRAPHML, _GEXF, _VIZ = (
    "{http://graphml.graphdrawing.org/xmlns}",
    "{http://gexf.net/1.3}",
    "{http://gexf.net/1.3/viz}",
)
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_ID, _BOOL, _TEXT, _TOKEN = r"[A-Za-z0-9._:-]+", "true|false|1|0", r"(?s).*", r"(?:\S+(?: \S+)*)?"
_FLOAT, _BYTE = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", r"25[0-5]|2[0-4]\d|1?\d?\d"
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_VALUES = {
    "boolean": "true|false",
    "integer": r"-?\d+",
    "int": r"-?\d+",
    "long": r"-?\d+",
    "double": _FLOAT,
    "float": _FLOAT,
}
_TIMES = {"start": _DAY, "end": _DAY}


@dataclass(frozen=True)
class Rule:
    """An element: what attributes it must and may have; a pattern of the names of its children, each with a blank."""

    must: Mapping[str, str] = field(default_factory=dict)
    may: Mapping[str, str] = field(default_factory=dict)
    children: str = ""
    has_text: bool = False


GRAPHML: Mapping[str, Rule] = {
    "graphml": Rule({}, {_SCHEMA_LOCATION: _TEXT}, "(desc )?(key )*((graph|data) )*"),
    "key": Rule(
        {"id": _ID},
        {
            "for": "all|graphml|graph|node|edge|hyperedge|port|endpoint",
            "attr.name": _ID,
            "attr.type": "boolean|int|long|float|double|string",
        },
        "(desc )?(default )?",
    ),
    "default": Rule(has_text=True),
    "graph": Rule({"edgedefault": "directed|undirected"}, {"id": _ID}, "(desc )?((data|node|edge) )*"),
    "node": Rule({"id": _ID}, {}, "(desc )?((data|port) )*(graph )?"),
    "edge": Rule({"source": _ID, "target": _ID}, {"id": _ID, "directed": _BOOL}, "(desc )?(data )*(graph )?"),
    "data": Rule({"key": _ID}, {"id": _ID}, has_text=True),
}
GEXF: Mapping[str, Rule] = {
    "gexf": Rule({"version": r"1\.3"}, {"variant": _TEXT}, "(meta )?graph "),
    "meta": Rule({}, {"lastmodifieddate": _DAY}, "((creator|keywords|description) )*"),
    "creator": Rule(has_text=True),
    "description": Rule(has_text=True),
    "graph": Rule(
        {},
        {
            "mode": "static|dynamic|slice",
            "defaultedgetype": "directed|undirected|mutual",
            "idtype": "integer|string",
            "timeformat": "integer|double|date|dateTime",
            "timerepresentation": "interval|timestamp",
            **_TIMES,
        },
        "(attributes )*nodes edges ",
    ),
    "attributes": Rule({"class": "node|edge"}, {"mode": "static|dynamic"}, "(attribute )*"),
    "attribute": Rule(
        {"id": _TEXT, "title": _TEXT, "type": "integer|long|double|float|boolean|string|liststring|anyURI"},
        {},
        "((default|options) )*",
    ),
    "nodes": Rule({}, {"count": r"\d+"}, "(node )*"),
    "edges": Rule({}, {"count": r"\d+"}, "(edge )*"),
    "node": Rule({"id": _TEXT}, {"label": _TOKEN, **_TIMES}, "((attvalues|viz:color|viz:position|viz:size) )*"),
    "edge": Rule(
        {"source": _TEXT, "target": _TEXT},
        {
            "id": _TEXT,
            "type": "directed|undirected|mutual",
            "label": _TOKEN,
            "kind": _TOKEN,
            "weight": _FLOAT,
            **_TIMES,
        },
        "((attvalues|viz:color|viz:thickness) )*",
    ),
    "attvalues": Rule(children="(attvalue )*"),
    "attvalue": Rule({"for": _TEXT, "value": _TEXT}, _TIMES),
    "viz:color": Rule({"r": _BYTE, "g": _BYTE, "b": _BYTE}, {"a": r"0(?:\.\d+)?|1(?:\.0+)?"}),
    "viz:position": Rule({"x": _FLOAT, "y": _FLOAT}, {"z": _FLOAT}),
    "viz:size": Rule({"value": r"\d+(?:\.\d+)?"}),
}


def faults_of_graphml(content: bytes) -> list[str]:
    """What the schema and its keys have against a file of GraphML."""
    root = ET.fromstring(content)  # noqa: S314 - our own
    keys = {one.get("id"): one for one in root.iter(f"{_GRAPHML}key")}
    found = [*_faults(root, GRAPHML), *_twice(root, f"{_GRAPHML}key"), *_references(root, _GRAPHML)]
    for owner in (*root.iter(f"{_GRAPHML}node"), *root.iter(f"{_GRAPHML}edge")):
        data = owner.findall(f"{_GRAPHML}data")
        if len({one.get("key") for one in data}) < len(data):
            found.append(f"{owner.get('id')}: a key twice")
        for one in data:
            key = keys.get(one.get("key"))
            if key is None or key.get("for") not in (owner.tag.removeprefix(_GRAPHML), "all"):
                found.append(f"{owner.get('id')}: no key {one.get('key')}")
            elif not re.fullmatch(_VALUES.get(key.get("attr.type", ""), _TEXT), one.text or "", re.IGNORECASE):
                found.append(f"{owner.get('id')}: {one.text} is no {key.get('attr.type')}")
    return found


def faults_of_gexf(content: bytes) -> list[str]:
    """What the schema and its documentation have against a file of GEXF 1.3."""
    root = ET.fromstring(content)  # noqa: S314 - our own
    found = [*_faults(root, GEXF), *_references(root, _GEXF)]
    for declared in root.iter(f"{_GEXF}attributes"):
        types = {one.get("id"): one.get("type", "") for one in declared}
        for value in root.iterfind(f".//{_GEXF}{declared.get('class')}//{_GEXF}attvalue"):
            if value.get("for") not in types:
                found.append(f"no attribute {value.get('for')}")
            elif not re.fullmatch(_VALUES.get(types[value.get("for")], _TEXT), value.get("value", "")):
                found.append(f"{value.get('value')} is no {types[value.get('for')]}")
    return found


def _faults(element: ET.Element, rules: Mapping[str, Rule]) -> Iterator[str]:
    name = _name(element)
    rule = rules.get(name)
    if rule is None:
        yield f"there is no {name}"
        return
    known = {**rule.must, **rule.may}
    yield from (f"{name} without {one}" for one in rule.must if one not in element.attrib)
    for attribute, value in element.attrib.items():
        if attribute not in known or not re.fullmatch(known[attribute], value):
            yield f"{name} with {attribute}={value}"
    order = "".join(f"{_name(child)} " for child in element)
    if not re.fullmatch(rule.children, order):
        yield f"{name} holds {order[:200]}"
    if not rule.has_text and any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        yield f"{name} holds text"
    for child in element:
        yield from _faults(child, rules)


def _references(root: ET.Element, namespace: str) -> Iterator[str]:
    yield from (*_twice(root, f"{namespace}node"), *_twice(root, f"{namespace}edge"))
    nodes = {one.get("id") for one in root.iter(f"{namespace}node")}
    for edge in root.iter(f"{namespace}edge"):
        yield from (f"no node {edge.get(end)}" for end in ("source", "target") if edge.get(end) not in nodes)


def _twice(root: ET.Element, tag: str) -> Iterator[str]:
    seen = set[str | None]()
    for one in root.iter(tag):
        if one.get("id") in seen:
            yield f"{one.get('id')} twice"
        seen.add(one.get("id"))


def _name(element: ET.Element) -> str:
    return element.tag.replace(_VIZ, "viz:").removeprefix(_GRAPHML).removeprefix(_GEXF)
