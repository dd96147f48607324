"""The part of a picture that is to be saved: what the reader sees, with everything counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from webapp.pages.map.facets import depths_of, make_facets
from webapp.pages.map.model import MapEdge, MapNode, MapView
from webapp.pages.map.selection import Selection, select
from webapp.pages.map.time import groups_on

Codes = tuple[tuple[str, str, int], ...]


def chosen_part(whole: MapView, selection: Selection) -> MapView:
    """The part of a picture that a reader chose: groups as they were on the chosen day."""
    groups = groups_on(whole, selection.day, selection.against, with_undated=selection.with_undated)
    return cut_out(replace(whole, groups=groups), *select(whole, selection))


def cut_out(picture: MapView, nodes: Sequence[MapNode], edges: Sequence[MapEdge]) -> MapView:
    """A picture of these nodes and edges alone: legend, groups and gaps are of them."""
    ids = {node.id for node in nodes}
    inside = tuple(_inside(node, ids) for node in nodes)
    labels = {facet.name: dict(facet.values) for facet in picture.facets}
    sectors = Counter(node.sector for node in nodes if not node.is_group)
    return replace(
        picture,
        sectors=tuple(replace(one, number=sectors[one.id]) for one in picture.sectors if sectors[one.id]),
        groups=tuple(
            replace(group, members=tuple(member for member in group.members if member in ids))
            for group in picture.groups
            if group.id in ids
        ),
        kinds=_count_again(picture.kinds, (edge.kind for edge in edges)),
        states=_count_again(picture.states, (edge.state for edge in edges)),
        nodes=inside,
        edges=tuple(edges),
        gaps=tuple(gap for gap in picture.gaps if gap.parties and ids.issuperset(gap.parties)),
        facets=make_facets(labels, inside, edges, depths_of(picture)),
    )


def _inside(node: MapNode, ids: Collection[str]) -> MapNode:
    return replace(node, groups=tuple(group for group in node.groups if group in ids))


def _count_again(codes: Codes, found: Iterable[str]) -> Codes:
    numbers = Counter(found)
    return tuple((code, label, numbers[code]) for code, label, _ in codes if numbers[code])
