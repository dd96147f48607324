"""`/aenderungen/seit`: what has become different since a meeting or a day, in groups that a meeting talks about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, request
from flask_babel import LazyString

from graph.analysis import Analysis, analysis_for
from graph.period import today
from graph.store.past import revision_at
from graph.upkeep.meetings import Meeting, last_meeting, meetings
from graph.upkeep.since.told import Told, ToldChange, told_since
from webapp.http.slots import history_slot
from webapp.pages.changes.days import day_up_to
from webapp.pages.resources.property_names import property_name
from webapp.ui.context import get_analysis, get_store, network_slug, present_store
from webapp.ui.form_pages import form_page
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.wording import say_date

SHOWN = 100
"""Lines of one group: of a list that was read in since then nobody reads more."""
HEADINGS: Mapping[Told, LazyString] = {
    "new_actors": _l("Neue Akteure"),
    "new_groups": _l("Neue Gruppen"),
    "new_memberships": _l("Neue Mitgliedschaften"),
    "new_ties": _l("Neue Verbindungen"),
    "fulfilled": _l("Erfüllte Forderungen und Pläne"),
    "new_demands": _l("Neue Forderungen"),
    "new_plans": _l("Neu geplant"),
    "ended_memberships": _l("Beendete Mitgliedschaften"),
    "ended": _l("Was sonst zu Ende ging"),
    "renamed": _l("Berichtigte Namen"),
    "merged": _l("Zusammengelegt"),
    "deleted": _l("Gelöscht"),
    "confirmed": _l("Bestätigt oder neu belegt"),
    "new_findings": _l("Neue Befunde"),
    "new_others": _l("Was sonst neu ist"),
    "changed": _l("Weitere geänderte Angaben"),
}


@dataclass(frozen=True, slots=True)
class SinceGroup:
    """One group of changes: its heading, how many there are, and those that are shown."""

    name: Told
    heading: str
    number: int
    shown: tuple[ToldChange, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.shown)


def show_since() -> Response:
    """What changed from a day on (?tag=); without one, since the last meeting."""
    analysis, now = get_analysis(), today()
    known, day = meetings(get_store(), analysis.network_iri), day_meant()
    return form_page(
        "changes/since.html",
        day=say_date(day.isoformat()) if day else "",
        value=day.isoformat() if day else "",
        meeting=next((one for one in known if day and one.day == day.isoformat()), None),
        earlier=earlier_meetings(known, now),
        network=analysis.model.networks.get(analysis.network_iri or ""),
        groups=groups_since(day) if day else (),
        property_name=property_name,
    )


def day_meant() -> date | None:
    """The day in ?tag=, else that of the last meeting of the chosen network; None where there was none.

    Raises BadRequestError (400) for what is no day, and for one to come.
    """
    last = last_meeting(meetings(get_store(), get_analysis().network_iri), today().isoformat())
    return day_up_to(today(), request.args.get("tag", "")) or (date.fromisoformat(last.day) if last else None)


def earlier_meetings(known: list[Meeting], now: date) -> list[Meeting]:
    """The meetings before today: since a day to come nothing has changed."""
    return [one for one in known if one.day < now.isoformat()]


def groups_since(day: date) -> list[SinceGroup]:
    """What changed from a day on, that day included, in the chosen network."""
    return groups_of(analysis_for(present_store(), network_slug() or None), day)


def groups_of(analysis: Analysis, day: date) -> list[SinceGroup]:
    """The same in the network of an analysis of the present."""
    return groups_after(analysis, revision_at(analysis.store, day - timedelta(days=1)) if day > date.min else 0)


def groups_after(analysis: Analysis, revision: int) -> list[SinceGroup]:
    """The same after a change. Raises StoreUnavailable (503) where too many look far back."""
    with history_slot(analysis.store.revision - revision):
        told = told_since(analysis, revision)
    return [SinceGroup(name, str(HEADINGS[name]), len(those), those[:SHOWN]) for name, those in told.items()]
