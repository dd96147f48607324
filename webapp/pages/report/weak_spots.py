"""What depends on one actor, as far as the data can carry it."""

from __future__ import annotations

from flask import url_for

from graph.gaps.decisions import is_open
from graph.report.paper import PaperSection, Said
from webapp.pages.gaps.rows import gap_title
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.ui.language import gettext as _
from webapp.ui.language import say
from webapp.ui.links import gap_url
from webapp.ui.page import say_number


def weak_spots(asked: Asked) -> PaperSection:
    """The section of weak spots; where nothing is computed or found, the sentence that says why."""
    analysis, limits = asked.analysis, asked.limits
    found = [gap for gap in analysis.statistical["fragile"].gaps if is_open(gap)]
    if not found:
        notes = [say(note) for note in analysis.gap_notes["fragile"]]
        nothing = _("Nach den Daten hängt keine Verbindung an einem einzigen Akteur.")
        return PaperSection(paragraphs=(cut(" ".join(notes) or nothing, limits.sentence),))
    first = max(2, limits.listed // 2)
    points = tuple(
        Said(
            f"{cut(gap_title(gap), limits.name)}: {cut(say(gap.reasons[0].text), limits.sentence)}",
            asked.full(gap_url(gap.id)),
        )
        for gap in found[: first if len(found) > first + 1 else first + 1]
    )
    left = len(found) - len(points)
    more = asked.full(url_for("gaps.index", art="fragile", _anchor="liste"))
    further = (Said(_("und %(number)s weitere", number=say_number(left)), more),) if left else ()
    return PaperSection(points=(*points, *further))
