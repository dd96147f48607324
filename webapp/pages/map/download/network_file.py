"""The chosen part of the map for programs that draw and measure networks."""

from __future__ import annotations

from collections.abc import Sequence

from graph.export.drawn_files import FileEdge, FileNode
from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.pages.map.signs import radii_for
from webapp.ui.palette import sector_style
from webapp.ui.wording import kind_label, readable, state_label

GROUP_COLOUR = "#1b2126"


def file_nodes(picture: MapView) -> Sequence[FileNode]:
    """Every actor and group with its attributes and its place on the map."""
    colours = {sector.id: sector.style.light for sector in picture.sectors}
    sectors = {sector.id: sector.label for sector in picture.sectors}
    groups = {group.id: group.label for group in picture.groups}
    radii = radii_for(picture, "")
    return [
        FileNode(
            id=node.iri or node.id,
            label=node.label,
            x=node.x,
            y=node.y,
            size=round(radii[node.id], 1),
            colour=GROUP_COLOUR if node.is_group else colours.get(node.sector, sector_style("").light),
            attributes=_about_node(node, sectors, groups),
        )
        for node in picture.nodes
    ]


def file_edges(picture: MapView) -> Sequence[FileEdge]:
    """Every tie between two of them, with state, kind, topics and passages."""
    ids = {node.id: node.iri or node.id for node in picture.nodes}
    return [
        FileEdge(edge.id, ids[edge.source], ids[edge.target], edge.label or kind_label(edge.kind), _about_edge(edge))
        for edge in picture.edges
    ]


def _about_node(node: MapNode, sectors: dict[str, str], groups: dict[str, str]) -> dict[str, str | int | float | bool]:
    return {
        "short": node.short,
        "sector": sectors.get(node.sector, ""),
        "kind": node.kind_label,
        "groups": "; ".join(groups[group] for group in node.groups if group in groups),
        "is_group": node.is_group,
        "collective": node.is_collective,
        "partners": node.degree,
        "betweenness": node.betweenness,
        "gaps": node.gaps,
        "state": state_label(node.state),
        "confidence": node.confidence,
    }


def _about_edge(edge: MapEdge) -> dict[str, str | int | float | bool]:
    return {
        "kind": edge.detail or kind_label(edge.kind),
        "state": state_label(edge.state),
        "state_code": edge.state,
        "topics": "; ".join(edge.topics),
        "directed": edge.is_directed,
        "confidence": edge.confidence,
        "evidence": " | ".join(readable(passage.quote) for passage in edge.evidence),
    }
