"""The head of the paper: which meeting it is for, of when the data are, and what the group is asked."""

from __future__ import annotations

from graph.period import today
from graph.report.paper import PaperSection
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.ui.data_day import data_day
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext, say
from webapp.ui.wording import say_date


def facts(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The lines below the title."""
    meeting = asked.subject.meeting
    found = [
        (_("Für die Sitzung"), f"{cut(say(meeting.ref.label), asked.limits.name)}, {say_date(meeting.day)}")
        if meeting
        else ("", ""),
        (_("Stand der Daten"), data_day(asked.analysis)),
        (_("Erstellt am"), say_date(today().isoformat())),
    ]
    return tuple((name, value) for name, value in found if value)


def occasion(asked: Asked) -> PaperSection:
    """What the group is asked: how many matters are to be decided, and how many of them were put off to its meeting."""
    number = len(asked.subject.matters)
    if not number:
        said = [nothing_to_decide(asked)]
        if not asked.subject.sections.asked:
            said = [_("Zurzeit ist nichts zu entscheiden: %(why)s", why=said[0])]
    else:
        said = [
            ngettext(
                "Zu entscheiden ist eine Sache. Sie steht hier mit dem, was gesagt wurde, und einem Vorschlag.",
                "Zu entscheiden sind %(num)d Sachen. Jede steht hier mit dem, was gesagt wurde, und einem Vorschlag.",
                number,
            )
        ]
    put_off = sum(matter.id in asked.subject.put_off for matter in asked.subject.matters)
    if put_off:
        said.append(
            ngettext(
                "Eine davon wurde auf diese Sitzung vertagt.",
                "%(num)d davon wurden auf diese Sitzung vertagt.",
                put_off,
            )
        )
    further = _(
        "Jede Zahl und jede Aussage lässt sich nachprüfen: Die Verweise führen zur Abfrage und zur Belegstelle."
    )
    paragraphs = (" ".join(said), *((further,) if asked.subject.address else ()))
    return PaperSection(paragraphs=paragraphs)


def nothing_to_decide(asked: Asked) -> str:
    """Why there is nothing to decide: what was chosen is done; what is demanded is inferred alone; there is nothing."""
    sections = asked.subject.sections
    if sections.asked:
        return _("Die gewählten Sachen sind erledigt.")
    if any(matter.is_demanded for matter in sections.noticed):
        return _("Es ist keine offene Forderung ausdrücklich gesagt; was nur erschlossen ist, dient der Information.")
    return _("Es ist keine offene Forderung und kein offenes Problem eingetragen.")
