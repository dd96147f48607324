"""The section of the map, and who is not on it."""

from __future__ import annotations

from flask import url_for

from graph.analysis import analysis_for
from graph.model import STATES
from graph.report.paper import PaperSection, Picture, Said
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import named
from webapp.pages.report.paper_map import PaperMap, draw_map
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext
from webapp.ui.page import say_number

_READABLE = 150
"""Signs up to which a page of paper can show each one with its name."""
_NAMED = 6


def drawing(asked: Asked) -> PaperSection | None:
    """The section of the map; None where nobody stands on it, or too many for a page."""
    analysis = asked.analysis
    if not analysis.actors:
        return None
    if len(analysis.actors) > _READABLE:
        areas = Said(_("Karte nach Gebieten öffnen"), asked.full(url_for("map.show")))
        said = _(
            "Mit %(number)s Akteuren ist die Karte auf Papier nicht lesbar.", number=say_number(len(analysis.actors))
        )
        return PaperSection(paragraphs=(said,), points=(areas,) if asked.subject.address else ())
    drawn = draw_map(analysis_for(analysis.store, analysis.network_iri, STATES))
    paragraphs = [_left_out(asked, drawn.apart)] if drawn.apart else []
    if drawn.is_crowded:
        paragraphs.append(_("Genannt sind die Gruppen und die Akteure mit den meisten Verbindungen."))
    return PaperSection(paragraphs=tuple(paragraphs), picture=_picture(asked, drawn))


def _left_out(asked: Asked, names: list[str]) -> str:
    return ngettext(
        "Noch nicht eingebunden und darum nicht gezeichnet ist: %(names)s.",
        "Noch nicht eingebunden und darum nicht gezeichnet sind %(num)d: %(names)s.",
        len(names),
        names=named(names, asked.limits, _NAMED).removesuffix("."),
    )


def _picture(asked: Asked, drawn: PaperMap) -> Picture:
    link = Said(_("Zur Karte mit Tabelle und Belegen"), asked.full(url_for("map.show")))
    caption = link if asked.subject.address else Said("")
    return Picture(drawn.svg, drawn.width, drawn.height, drawn.described, caption)
