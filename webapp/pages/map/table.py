"""The map as tables: who is there, and who is connected to whom, for readers without a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.ui.paging import TablePage, cut

EDGES_MOST = 1_000


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
    """The three tables, of what is visible only; in pages, with the edges of the actors and groups on this page.

    Of `edges_total` edges at most the first 1,000 are listed.
    """

    actors: tuple[NodeRow, ...]
    groups: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
    edges_total: int
    page: TablePage[MapNode]


def make_table(picture: MapView, nodes: Sequence[MapNode], edges: Sequence[MapEdge], number: int = 1) -> MapTable:
    """One page of the tables of what is visible, in the order of names."""
    page = cut(nodes, number)
    shown = {node.id: node for node in page.rows}
    states: dict[str, Counter[str]] = {iri: Counter() for iri in shown}
    for edge in edges:
        for end in (edge.source, edge.target):
            if end in shown:
                states[end][edge.state] += 1
    rows = _node_rows(picture, page.rows, states)
    visible = [edge for edge in edges if edge.source in shown or edge.target in shown]
    return MapTable(
        actors=tuple(row for row in rows if not row.node.is_group),
        groups=tuple(row for row in rows if row.node.is_group),
        edges=_edge_rows(nodes, visible),
        edges_total=len(visible),
        page=page,
    )


def _node_rows(picture: MapView, nodes: Iterable[MapNode], states: Mapping[str, dict[str, int]]) -> list[NodeRow]:
    sectors = {sector.id: sector.label for sector in picture.sectors}
    labels = {group.id: group.label for group in picture.groups}
    return [
        NodeRow(node, sectors.get(node.sector, ""), tuple(labels[group] for group in node.groups), states[node.id])
        for node in nodes
    ]


def _edge_rows(nodes: Sequence[MapNode], edges: Iterable[MapEdge]) -> tuple[EdgeRow, ...]:
    indices = {node.id: index for index, node in enumerate(nodes)}
    ordered = sorted(edges, key=lambda edge: (indices[edge.source], indices[edge.target], edge.kind))
    return tuple(
        EdgeRow(edge, nodes[indices[edge.source]], nodes[indices[edge.target]]) for edge in ordered[:EDGES_MOST]
    )
