"""A picture without names: who is meant is said by the sector and a number, and by nothing else in it.

Every value is made anew here, so that a property which the map gets later is left out until somebody adds it. What
people wrote (names, titles, quotes, topics, gaps) is left out, as any of it may name an actor. Numbers follow the
size of the circle of partners, not the alphabet, which would give names away.
"""

from __future__ import annotations

from collections import Counter

from webapp.pages.map.model import MapEdge, MapFacet, MapGroup, MapNode, MapView
from webapp.ui.language import gettext as _

KEPT_FACETS = ("sektor", "gruppe", "stand", "art", "sicherheit")


def without_names(picture: MapView) -> MapView:
    """The same picture, every actor and group by its sector or kind and a number."""
    labels = _labels(picture)
    ids = {node.id: f"n{number}" for number, node in enumerate(_in_order(picture), start=1)}
    return MapView(
        sectors=picture.sectors,
        groups=tuple(
            MapGroup(
                id=ids[group.id],
                iri="",
                label=labels[group.id],
                members=tuple(sorted(ids[member] for member in group.members)),
                state=group.state,
                hue=group.hue,
            )
            for group in picture.groups
        ),
        kinds=picture.kinds,
        states=picture.states,
        nodes=tuple(_node(node, ids, labels) for node in _in_order(picture)),
        edges=tuple(_edge(edge, number, ids) for number, edge in enumerate(picture.edges, start=1)),
        gaps=(),
        matters=(),
        facets=tuple(_facet(facet, ids, labels) for facet in picture.facets if facet.name in KEPT_FACETS),
    )


def _facet(facet: MapFacet, ids: dict[str, str], labels: dict[str, str]) -> MapFacet:
    if facet.name != "gruppe":
        return facet
    return MapFacet(facet.name, facet.label, tuple((ids[code], labels[code]) for code, _label in facet.values))


def _in_order(picture: MapView) -> list[MapNode]:
    return sorted(picture.nodes, key=lambda node: (node.is_group, node.sector, -node.degree, node.x, node.y))


def _labels(picture: MapView) -> dict[str, str]:
    sectors = {sector.id: sector.label for sector in picture.sectors}
    counted: Counter[str] = Counter()
    labels = {}
    for node in _in_order(picture):
        word = _("Arbeitsgruppe") if node.is_group else sectors.get(node.sector) or _("Sektor nicht erfasst")
        counted[word] += 1
        labels[node.id] = f"{word} {counted[word]}"
    return labels


def _node(node: MapNode, ids: dict[str, str], labels: dict[str, str]) -> MapNode:
    return MapNode(
        id=ids[node.id],
        iri="",
        label=labels[node.id],
        short="",
        sector=node.sector,
        kind="",
        kind_label="",
        is_collective=node.is_collective,
        is_group=node.is_group,
        x=node.x,
        y=node.y,
        degree=node.degree,
        measures=node.measures,
        groups=tuple(sorted(ids[group] for group in node.groups)),
        url="",
        gaps=0,
        confidence=node.confidence,
        state=node.state,
        until=node.until,
    )


def _edge(edge: MapEdge, number: int, ids: dict[str, str]) -> MapEdge:
    return MapEdge(
        id=f"v{number}",
        tie="",
        source=ids[edge.source],
        target=ids[edge.target],
        kind=edge.kind,
        state=edge.state,
        label="",
        detail="",
        topics=(),
        is_directed=edge.is_directed,
        confidence=edge.confidence,
        evidence=(),
    )
