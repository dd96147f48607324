"""The filters of the map as a reader sees them: each value that occurs, with its name and how much it would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from webapp.pages.map.filters import BY_NAME, EDGE_FILTERS, FILTERS, NODE_FILTERS, Filter
from webapp.pages.map.model import MapEdge, MapFacet, MapNode, MapView
from webapp.pages.map.selection import Selection, select
from webapp.ui.palette import UNKNOWN

Labels = Mapping[str, Mapping[str, str]]
Depths = Mapping[str, Mapping[str, int]]
LONGEST_OPEN = 7


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One box of a filter; `number` is what it would show while the other filters stay, `depth` how far in it is."""

    code: str
    label: str
    number: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FacetRows:
    """One filter with its boxes; a long one has a field to search in, one seldom used is folded until it is."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    is_folded: bool

    @property
    def is_long(self) -> bool:
        """Whether there are too many boxes to look through."""
        return len(self.values) > LONGEST_OPEN


def make_facets(
    labels: Labels, nodes: Iterable[MapNode], edges: Iterable[MapEdge], depths: Depths
) -> tuple[MapFacet, ...]:
    """The filters of a picture: of the values that have a label those that occur, in the order of the labels.

    A group occurs when it stands on the map, whether or not it has members.
    """
    there = list(nodes)
    numbers = count_values(there, edges)
    numbers["gruppe"].update(node.id for node in there if node.is_group)
    facets = (_make_facet(one, labels.get(one.name, {}), numbers[one.name]) for one in FILTERS)
    return tuple(replace(one, depths=depths.get(one.name, {})) for one in facets)


def depths_of(picture: MapView) -> Depths:
    """How far in the codes of each filter stand, to be passed on to a part of the picture."""
    return {facet.name: facet.depths for facet in picture.facets}


def _make_facet(known: Filter, labels: Mapping[str, str], numbers: Counter[str]) -> MapFacet:
    named = {**labels, UNKNOWN: str(known.unsaid_label)}
    return MapFacet(known.name, str(known.heading), tuple(value for value in named.items() if numbers[value[0]]))


def count_values(nodes: Iterable[MapNode], edges: Iterable[MapEdge]) -> dict[str, Counter[str]]:
    """How many of these actors and ties have each value; of a topic its ties, and who works on it without one."""
    actors = [node for node in nodes if not node.is_group]
    counted = {one.name: one.count(actors) for one in NODE_FILTERS}
    ties = list(edges)
    for one in EDGE_FILTERS:
        counted[one.name] = one.count(ties)
        counted[one.name].update(code for node in actors for code in one.own_codes(node))
    return counted


def count_facets(picture: MapView, selection: Selection) -> dict[str, Counter[str]]:
    """What each value would show: of a filter in use, counted as if it were not, so that other values stay in sight."""
    counted = count_values(*select(picture, selection))
    for name in selection.filters:
        counted[name] = count_values(*select(picture, selection.without(name)))[name]
    return counted


def facet_rows(picture: MapView, selection: Selection) -> list[FacetRows]:
    """The filters to be shown: those that have something to choose between, or are in use."""
    counted = count_facets(picture, selection)
    return [
        FacetRows(
            facet.name,
            facet.label,
            tuple(
                FacetValue(
                    code,
                    label,
                    counted[facet.name][code],
                    is_chosen=code in selection.of(facet.name),
                    depth=facet.depths.get(code, 0),
                )
                for code, label in facet.values
            ),
            is_folded=not BY_NAME[facet.name].is_often_used and not selection.of(facet.name),
        )
        for facet in picture.facets
        if len(facet.values) > 1 or selection.of(facet.name)
    ]
