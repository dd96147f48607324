"""What is different between the days of a request, as far as its reader may be told, or why that is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.analysis import Analysis
from graph.cache.beside import patience
from graph.errors import Forbidden, NotFound, StoreUnavailable
from graph.period import shown_day
from graph.progress.difference import NetworkDifference, difference_held, difference_recorded
from graph.progress.former import Unknown
from graph.upkeep.meetings import meetings
from webapp.http.slots import slot
from webapp.pages.difference.days import TwoDays, days_meant
from webapp.pages.difference.words import WHY_UNKNOWN
from webapp.ui.context import get_store, whole_store
from webapp.ui.page import may_look_back
from webapp.ui.wording import say_date

PATIENCE_S = 20.0
"""What a file and a program wait for former states."""


@dataclass(frozen=True, slots=True)
class FoundDifference:
    """What is different between two days, or why that is not known of one of them."""

    days: TwoDays
    difference: NetworkDifference | None
    unknown_day: str = ""
    unknown: Unknown | None = None

    @property
    def why_unknown(self) -> str:
        """That in words, "" where it is known."""
        return str(WHY_UNKNOWN[self.unknown]) % {"day": say_date(self.unknown_day)} if self.unknown else ""


def find_difference(analysis: Analysis, days: TwoDays) -> FoundDifference:
    """What is different between the days, as far as this reader may be told."""
    if not days.are_chosen or not _may_be_told(days):
        return FoundDifference(days, None)
    if days.time == "held":
        return FoundDifference(days, difference_held(analysis, days.earlier, days.later))
    asked = date.fromisoformat(days.earlier), date.fromisoformat(days.later)
    found = difference_recorded(analysis, whole_store(), asked, shown_day())
    if isinstance(found, tuple):
        day, why = found
        return FoundDifference(days, None, day.isoformat(), why)
    return FoundDifference(days, found)


def waiting_difference(analysis: Analysis) -> tuple[TwoDays, NetworkDifference]:
    """The same for a file or a program, which waits a while for former states.

    Raises Forbidden (403) for who may not look back, NotFound (404) for days of which nothing is known, and
    StoreUnavailable (503) while that is being computed.
    """
    days = days_meant(meetings(get_store(), analysis.network_iri))
    if not _may_be_told(days):
        raise Forbidden("Looking back is for who is signed in.", hint="Ask for what held instead: zeit=gueltig.")
    if not days.are_chosen:
        raise NotFound("There are no two days to compare.", hint="Name them: ?am=2026-03-10&vergleich=2026-09-10.")
    with slot(), patience(PATIENCE_S):
        found = find_difference(analysis, days)
    if found.unknown == "pending":
        raise StoreUnavailable(
            "What was recorded on %(day)s is still being computed.",
            hint="Ask again in a minute.",
            day=found.unknown_day,
        )
    if found.difference is None:
        raise NotFound(
            "What was recorded on %(day)s is not known: %(why)s.",
            hint="Choose a later day, or ask what held: zeit=gueltig.",
            day=found.unknown_day,
            why=found.unknown or "",
        )
    return days, found.difference


def _may_be_told(days: TwoDays) -> bool:
    """Whether this reader may be told of these states: former ones are for who may look back at them."""
    return days.time == "held" or may_look_back()
