"""What became different since the last meeting, in the groups that the page of changes has."""

from __future__ import annotations

from flask import url_for

from graph.report.paper import PaperSection, Said
from webapp.pages.changes.since import SinceGroup
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import named
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext, say
from webapp.ui.page import say_number
from webapp.ui.wording import say_date

_NAMED = 3


def changes(asked: Asked) -> PaperSection | None:
    """The section of changes; None where no day is chosen and no meeting was held, or the reader may not know."""
    day, groups = asked.subject.since, asked.subject.changed
    if day is None or not asked.subject.tells_changes:
        return None
    heading = _("Was sich seit dem %(day)s geändert hat", day=say_date(day.isoformat()))
    if not groups:
        return PaperSection(heading=heading, paragraphs=(_("In den Daten hat sich seitdem nichts geändert."),))
    shown = groups[: asked.limits.listed]
    page = asked.full(url_for("changes.show_since", tag=day.isoformat()))
    points = tuple(Said(_line(asked, group)) for group in shown)
    further = (Said(_("Alle Änderungen seit diesem Tag"), page),) if page else ()
    left = sum(group.number for group in groups[len(shown) :])
    note = (
        ngettext("Dazu eine weitere geänderte Angabe.", "Dazu %(num)d weitere geänderte Angaben.", left) if left else ""
    )
    return PaperSection(heading=heading, points=(*points, *further), note=note)


def _line(asked: Asked, group: SinceGroup) -> str:
    names = [say(one.ref.label) for one in group.shown]
    more = group.number - len(names)  # of a list that was read in the page itself shows the first only
    return f"{group.heading} ({say_number(group.number)}): {named([*names, *([''] * more)], asked.limits, _NAMED)}"
