"""Where demands stand, and what became of what the group decided before."""

from __future__ import annotations

from flask import url_for

from graph.report.demands import STANDINGS
from graph.report.paper import PaperSection, PaperTable, Said
from webapp.pages.gaps.resolutions import make_meeting_sections
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.pages.report.numbers import question_url
from webapp.ui.language import gettext as _
from webapp.ui.page import say_number
from webapp.ui.wording import demand_standing_label


def demands(asked: Asked) -> PaperSection | None:
    """The section of demands; None where nothing was ever demanded."""
    found = asked.subject.demands
    if not found.total:
        return None
    waiting = asked.full(url_for("gaps.index", art="demanded", stand="alle", _anchor="liste"))
    met = asked.full(question_url(asked, "demands-and-state"))
    cells = [Said(say_number(found.by_standing[one]), met if one == "met" else waiting) for one in STANDINGS]
    head = (_("Stand"), *map(demand_standing_label, STANDINGS), _("zusammen"))
    row = (Said(_("Gefordertes")), *cells, Said(say_number(found.total), met))
    return PaperSection(table=PaperTable(_("Gefordertes nach seinem Stand"), head, (row,)))


def resolutions(asked: Asked) -> PaperSection | None:
    """What became of the decisions of the last meeting; None where none was decided."""
    held = next((one for one in make_meeting_sections(asked.analysis) if one.decided), None)
    if held is None:
        return None
    limits = asked.limits
    rows = tuple(
        (
            Said(cut(one.title, limits.name), asked.full(one.address)),
            Said(cut(one.who, limits.name)),
            Said(one.until),
            Said(one.outcome),
        )
        for one in held.decided[: limits.listed]
    )
    head = (_("Sache"), _("Wer"), _("Bis wann"), _("Stand"))
    caption = _("Beschlüsse vom %(day)s: %(numbers)s", day=held.day, numbers=", ".join(held.numbers))
    return PaperSection(
        table=PaperTable(caption, head, rows, holds_text=True),
    )
