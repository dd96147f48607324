"""The map as tables: who is there, and who is connected to whom, for readers without a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.map_model import MapEdge, MapNode, Picture


@dataclass(frozen=True, slots=True)
class NodeRow:
    """An actor or group with what the map shows of it; `ties` counts visible edges by state."""

    node: MapNode
    sector: str
    groups: tuple[str, ...]
    ties: dict[str, int]


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A visible edge with both ends."""

    edge: MapEdge
    source: MapNode
    target: MapNode


@dataclass(frozen=True, slots=True)
class MapTable:
    """The three tables, of what is visible only."""

    actors: tuple[NodeRow, ...]
    groups: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]


def make_table(picture: Picture, nodes: Sequence[MapNode], edges: Sequence[MapEdge]) -> MapTable:
    """The tables of what is visible, in the order of names."""
    sectors = {sector.id: sector.label for sector in picture.sectors}
    labels = {group.id: group.label for group in picture.groups}
    states: dict[str, Counter[str]] = {node.id: Counter() for node in nodes}
    for edge in edges:
        states[edge.source][edge.state] += 1
        states[edge.target][edge.state] += 1
    rows = [
        NodeRow(node, sectors.get(node.sector, ""), tuple(labels[group] for group in node.groups), states[node.id])
        for node in nodes
    ]
    places = {node.id: place for place, node in enumerate(nodes)}
    ordered = sorted(edges, key=lambda edge: (places[edge.source], places[edge.target], edge.kind))
    return MapTable(
        actors=tuple(row for row in rows if not row.node.is_group),
        groups=tuple(row for row in rows if row.node.is_group),
        edges=tuple(EdgeRow(edge, nodes[places[edge.source]], nodes[places[edge.target]]) for edge in ordered),
    )
