"""Where demands stand, and what became of what the group decided before."""

from __future__ import annotations

from flask import url_for

from graph.report.demands import STANDINGS, DemandStanding
from graph.report.paper import PaperSection, PaperTable, Said
from webapp.pages.gaps.filter import PUT_ASIDE
from webapp.pages.gaps.resolutions import last_resolutions
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.pages.report.numbers import question_url
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext
from webapp.ui.page import say_number
from webapp.ui.wording import demand_standing_label


def demands(asked: Asked) -> PaperSection | None:
    """The section of demands; None where nothing was ever demanded."""
    found = asked.subject.demands
    if not found.total:
        return None
    met = asked.full(question_url(asked, "demands-and-state"))
    cells = [
        Said(say_number(found.by_standing[one]), met if one == "met" else _list_of(asked, one)) for one in STANDINGS
    ]
    head = (_("Stand"), *map(demand_standing_label, STANDINGS), _("zusammen"))
    row = (Said(_("Gefordertes")), *cells, Said(say_number(found.total), met))
    return PaperSection(table=PaperTable(_("Gefordertes nach seinem Stand"), head, (row,)))


def _list_of(asked: Asked, standing: DemandStanding) -> str:
    """The address of the list of as many."""
    state = {"open": None, "answered": PUT_ASIDE}.get(standing, standing)
    return asked.full(url_for("gaps.index", art="demanded", stand=state, _anchor="liste"))


def resolutions(asked: Asked) -> PaperSection | None:
    """What became of the decisions of the meeting before this one, and since; None where none was decided."""
    meeting = asked.subject.meeting
    found = last_resolutions(asked.analysis, meeting.day if meeting else "")
    if found is None:
        return None
    held, on_several_days = found
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
    numbers = ", ".join(held.numbers)
    if on_several_days:
        caption = _("Beschlüsse seit dem %(day)s: %(numbers)s", day=held.day, numbers=numbers)
    else:
        caption = _("Beschlüsse vom %(day)s: %(numbers)s", day=held.day, numbers=numbers)
    left = len(held.decided) - len(rows)
    note = (
        ngettext(
            "Ein weiterer Beschluss steht auf der Seite „Fortschritt“.",
            "%(num)d weitere Beschlüsse stehen auf der Seite „Fortschritt“.",
            left,
        )
        if left
        else ""
    )
    return PaperSection(table=PaperTable(caption, head, rows, holds_text=True), note=note)
