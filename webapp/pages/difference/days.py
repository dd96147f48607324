"""Which two days are to be compared, and by which time: what the address says, and what a reader can choose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask import request, url_for

from graph.analysis import Analysis
from graph.period import shown_day
from graph.progress.network_of_day import MeantTime
from graph.upkeep.meetings import Meeting, last_meeting, meetings
from webapp.http.errors import BadRequestError
from webapp.pages.changes.days import day_of
from webapp.ui.language import gettext as _
from webapp.ui.page import may_look_back
from webapp.ui.wording import say_date

IN_ADDRESS: dict[str, MeantTime] = {"eingetragen": "recorded", "gueltig": "held"}
"""The values of ?zeit=."""
OFFERED = 4
"""Pairs of days that are offered, the latest first."""


@dataclass(frozen=True, slots=True)
class TwoDays:
    """Two ISO days, the earlier one first; "" where none is chosen and no meeting offers one."""

    time: MeantTime
    earlier: str
    later: str

    @property
    def are_chosen(self) -> bool:
        """Whether there are two days that differ."""
        return bool(self.earlier) and self.earlier != self.later

    @property
    def in_address(self) -> dict[str, Any]:
        """What an address says of them."""
        return days_in_address(self.time, self.earlier, self.later)

    @property
    def title(self) -> str:
        """Both days in words."""
        earlier, later = (say_date(day).replace(" ", "\u00a0") for day in (self.earlier, self.later))
        return str(_("%(earlier)s und %(later)s", earlier=earlier, later=later))


def days_in_address(time: MeantTime, earlier: str, later: str) -> dict[str, Any]:
    """The parameters that ask for two days."""
    said = next(name for name, one in IN_ADDRESS.items() if one == time)
    return {"am": earlier, "vergleich": later, "zeit": said}


def days_meant(known: list[Meeting]) -> TwoDays:
    """The days of ?am= and ?vergleich=, else that of the last meeting and today; ?zeit= says by which time.

    Whoever may not be told of former states is told what held. Raises BadRequestError (400).
    """
    now, said = shown_day().isoformat(), request.args.get("zeit", "")
    if said and said not in IN_ADDRESS:
        raise BadRequestError(
            "%(name)s=%(value)s is not known.",
            hint="Known are: %(known)s.",
            name="zeit",
            value=said[:60],
            known=", ".join(IN_ADDRESS),
        )
    time = IN_ADDRESS[said] if said else "recorded" if may_look_back() else "held"
    last = last_meeting(known, now)
    days = sorted(
        (_day("am") or (last.day if last else ""), _day("vergleich") or now),
    )
    if time == "recorded":
        days = [min(day, now) for day in days]  # what will be recorded nobody knows
    return TwoDays(time, *days)


def _day(name: str) -> str:
    text = request.args.get(name, "").strip()
    return day_of(text).isoformat() if text else ""


@dataclass(frozen=True, slots=True)
class OfferedDays:
    """Two days to choose, in words, and whether they are shown now."""

    label: str
    address: str
    is_shown: bool


def offered_days(analysis: Analysis, shown: TwoDays) -> list[OfferedDays]:
    """From meeting to meeting, and from the last one to today; the latest first."""
    now = shown_day().isoformat()
    days = sorted({one.day for one in meetings(analysis.store, analysis.network_iri) if one.day < now})
    pairs = list(pairwise([*days, now]))[-OFFERED:]
    return [_offered(shown, earlier, later, now) for earlier, later in reversed(pairs)]


def _offered(shown: TwoDays, earlier: str, later: str, now: str) -> OfferedDays:
    label = (
        _("seit der letzten Sitzung (%(day)s)", day=say_date(earlier))
        if later == now
        else _("%(earlier)s bis %(later)s", earlier=say_date(earlier), later=say_date(later))
    )
    address = url_for("difference.show", **days_in_address(shown.time, earlier, later))
    return OfferedDays(label, address, (earlier, later) == (shown.earlier, shown.later))
