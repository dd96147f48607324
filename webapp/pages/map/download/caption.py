"""What stands beside a saved picture, so that whoever finds it later knows what it shows and from when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import format_date

from graph.period import today
from webapp.pages.map.model import MapEdge, MapFacet, MapView
from webapp.pages.map.selection import Selection
from webapp.pages.map.time import describe_days
from webapp.pages.map.words import say_shown
from webapp.ui.language import gettext as _

MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """The lines above and below a picture; `filters` is empty when all of the network is shown.

    `data_day` says of when the data are, `made` when the file was.
    """

    title: str
    made: str
    filters: str
    shown: str
    sources: str
    data_day: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All but the title, each line that says something."""
        return tuple(line for line in (self.shown, self.data_day, self.filters, self.sources, self.made) if line)


def make_caption(whole: MapView, shown: MapView, selection: Selection, title: str, language: str) -> Caption:
    """The caption of a part of a picture."""
    shown_now, total = (one.count_on(selection.day, selection.against) for one in (shown, whole))
    return Caption(
        title=title,
        made=_("Gespeichert am %(date)s", date=format_date(today(), "long")),
        filters=describe_selection(whole, selection),
        shown=say_shown(total).format(shown=shown_now, total=total),
        sources=name_sources(shown.edges, language),
        data_day=say_data_day(whole),
    )


def say_data_day(picture: MapView) -> str:
    """Of when the data are; "" where nobody knows."""
    return _("Stand der Daten: %(day)s", day=picture.data_day) if picture.data_day else ""


def describe_selection(picture: MapView, selection: Selection) -> str:
    """The filters in words: "Sektoren: Wirtschaft. Stand der Verbindung: gefordert"; "" when nothing is filtered."""
    parts = [_describe_filter(facet, selection.of(facet.name)) for facet in picture.facets]
    names = {node.id: node.label for node in picture.nodes}
    if selection.actor in names and selection.depth:
        parts.append(_("Umfeld von %(name)s, Schritte: %(steps)s", name=names[selection.actor], steps=selection.depth))
    parts.append(describe_days(picture, selection.day, selection.against))
    return ". ".join(part for part in parts if part)


def _describe_filter(facet: MapFacet, chosen: Collection[str]) -> str:
    labels = [label for code, label in facet.values if code in chosen]
    return f"{facet.label}: {', '.join(labels)}" if labels else ""


def name_sources(edges: Iterable[MapEdge], language: str) -> str:
    """The documents that the ties rest on, the first three by name."""
    found: Mapping[str, str] = {
        passage.document.iri: passage.document.label.in_language(language)
        for edge in edges
        for passage in edge.evidence
    }
    names = sorted({name for name in found.values() if name})
    if not names:
        return ""
    more = len(names) - MOST_SOURCES
    listed = "; ".join(names[:MOST_SOURCES])
    if more > 0:
        return _("Quellen: %(names)s und %(number)s weitere", names=listed, number=more)
    return _("Quelle: %(names)s", names=listed)
