"""The head of the paper: which meeting it is for, of when the data are, and what the group is asked."""

from __future__ import annotations

from graph.matters.agenda import agenda_of
from graph.period import today
from graph.report.paper import PaperSection
from graph.upkeep.meetings import Meeting
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.ui.data_day import data_day
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext, say
from webapp.ui.wording import say_date


def next_of(asked: Asked) -> Meeting | None:
    """The meeting that somebody chose, over or not; else, of those to come, that of the pinned matters, or the next."""
    now = today().isoformat()
    to_come = [one for one in reversed(asked.meetings) if one.day >= now]
    pinned_for = agenda_of(asked.analysis.network_iri or "", asked.analysis.agendas).meeting
    chosen = next((one for one in asked.meetings if one.ref.iri == asked.choice.meeting), None)
    pinned = next((one for one in to_come if one.ref.iri == pinned_for), None)
    return chosen or pinned or next(iter(to_come), None)


def facts(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The lines below the title."""
    meeting = next_of(asked)
    found = [
        (_("Für die Sitzung"), f"{cut(say(meeting.ref.label), asked.limits.name)}, {say_date(meeting.day)}")
        if meeting
        else ("", ""),
        (_("Stand der Daten"), data_day(asked.analysis)),
        (_("Erstellt am"), say_date(today().isoformat())),
    ]
    return tuple((name, value) for name, value in found if value)


def occasion(asked: Asked, number: int) -> PaperSection:
    """What the group is asked; `number` matters are to be decided."""
    if not number:
        said = _(
            "Zurzeit ist nichts zu entscheiden: Es ist keine offene Forderung und kein offenes Problem eingetragen."
        )
    else:
        said = ngettext(
            "Zu entscheiden ist eine Sache. Sie steht hier mit dem, was gesagt wurde, und einem Vorschlag.",
            "Zu entscheiden sind %(num)d Sachen. Jede steht hier mit dem, was gesagt wurde, und einem Vorschlag.",
            number,
        )
    further = _(
        "Jede Zahl und jede Aussage lässt sich nachprüfen: Die Verweise führen zur Abfrage und zur Belegstelle."
    )
    return PaperSection("occasion", _("Anlass"), paragraphs=(said, *((further,) if asked.address else ())))
