"""Kumu's JSON: elements and connections by their ids, with every attribute as a field of its own.

Drop the file on a map of kumu.io. Source: https://docs.kumu.io/guides/import/blueprints
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.export.as_networkx import period_of
from graph.export.content import Content, ExportEdge, ExportNode, Value
from graph.text import JOINT

_TAGS = ("topics", "groups")


def write(content: Content) -> bytes:
    """The network as a blueprint."""
    blueprint = {
        "elements": [element_of(node) for node in content.nodes],
        "connections": [connection_of(edge) for edge in content.edges],
    }
    return json.dumps(blueprint, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def element_of(node: ExportNode) -> dict[str, Value | list[str]]:
    """An actor as an element, with its position on our map as fields of its own."""
    position = {"x": node.position[0], "y": node.position[1]} if node.position else {}
    look: dict[str, Value] = {"size": node.size, "color": node.colour} if node.colour else {}
    return {"id": node.iri, "label": node.label, **_fields(node.attributes), **position, **look}


def connection_of(edge: ExportEdge) -> dict[str, Value | list[str]]:
    """A tie between two as a connection."""
    return {
        "id": edge.id,
        "from": edge.source,
        "to": edge.target,
        "direction": "directed" if edge.is_directed else "undirected",
        "label": edge.label,
        "weight": edge.weight,
        **_fields(edge.attributes),
        **period_of(edge),
    }


def _fields(attributes: Mapping[str, Value]) -> dict[str, Value | list[str]]:
    """Fields that say something; kinds are Kumu's types, groups and topics its tags."""
    tags = [tag for name in _TAGS if (text := str(attributes.get(name, ""))) for tag in text.split(JOINT)]
    said = {name: value for name, value in attributes.items() if value != "" and name not in ("kind", *_TAGS)}
    return {"type": attributes["kind"], **({"tags": tags} if tags else {}), **said}
