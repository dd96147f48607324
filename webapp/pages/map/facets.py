"""The filters of the map as a reader sees them: each value that occurs, with its name and how much it would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.pages.map.address import FILTERS
from webapp.pages.map.model import MapEdge, MapFacet, MapNode, MapView
from webapp.pages.map.selection import EDGE_FILTERS, NODE_FILTERS, Selection, select
from webapp.ui.palette import UNKNOWN

Labels = Mapping[str, Mapping[str, str]]
LONGEST_OPEN = 7
OFTEN_USED = ("sektor", "stand", "gruppe")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One box of a filter; `number` is what it would show while the other filters stay."""

    code: str
    label: str
    number: int
    is_chosen: bool


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


def headings() -> dict[str, str]:
    """What each filter is called, in the order of the legend."""
    return {
        "sektor": _("Sektoren"),
        "stand": _("Stand der Verbindung"),
        "gruppe": _("Arbeitsgruppen"),
        "thema": _("Themen"),
        "art": _("Art der Verbindung"),
        "akteursart": _("Art der Akteure"),
        "quelle": _("Quellen"),
        "sicht": _("Wer es sagt"),
        "sicherheit": _("Sicherheit der Angabe"),
    }


def unknown_labels() -> dict[str, str]:
    """What it is called when nothing is recorded."""
    return {
        "sektor": _("Sektor nicht erfasst"),
        "akteursart": _("nicht erfasst"),
        "thema": _("ohne Thema"),
        "quelle": _("ohne Beleg"),
        "sicht": _("nicht erfasst"),
    }


def make_facets(labels: Labels, nodes: Iterable[MapNode], edges: Iterable[MapEdge]) -> tuple[MapFacet, ...]:
    """The filters of a picture: of the values that have a label those that occur, in the order of the labels.

    A group occurs when it stands on the map, whether or not it has members.
    """
    there = list(nodes)
    numbers, unknown = count_values(there, edges), unknown_labels()
    numbers["gruppe"].update(node.id for node in there if node.is_group)
    named = {one.name: {**labels.get(one.name, {}), UNKNOWN: unknown.get(one.name, "")} for one in FILTERS}
    return tuple(
        MapFacet(name, heading, tuple(value for value in named[name].items() if numbers[name][value[0]]))
        for name, heading in headings().items()
    )


def count_values(nodes: Iterable[MapNode], edges: Iterable[MapEdge]) -> dict[str, Counter[str]]:
    """How many of these actors and ties have each value."""
    actors = [node for node in nodes if not node.is_group]
    counted = {one.name: Counter(code for node in actors for code in one.codes(node)) for one in NODE_FILTERS}
    ties = list(edges)
    return {
        **counted,
        **{one.name: Counter(code for edge in ties for code in one.codes(edge)) for one in EDGE_FILTERS},
    }


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
                FacetValue(code, label, counted[facet.name][code], code in selection.of(facet.name))
                for code, label in facet.values
            ),
            is_folded=facet.name not in OFTEN_USED and not selection.of(facet.name),
        )
        for facet in picture.facets
        if len(facet.values) > 1 or selection.of(facet.name)
    ]
