"""When something holds: from the first day that its beginning may mean to the last day that its end may mean.

A date that is known by its year or month only stands for the whole of it, an approximate one for its year. This is
the only answer in the code to "did it hold on this day"; the browser is given both days, and so are the rules, which
compare them in SPARQL (`graph.rdf.whole_days`). Dates are ISO text (2016, 2016-02 or 2016-02-10) or "": what cannot
be read never comes here.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_BY_YEAR = ("year", "approximate")
_LOOKED_BACK_TO: ContextVar[date | None] = ContextVar("looked_back_to", default=None)


@dataclass(frozen=True, slots=True)
class Period:
    """ISO dates with their precision (day, month, year, approximate); "" for a side that is open."""

    start: str = ""
    end: str = ""
    start_precision: str = ""
    end_precision: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the data say anything about when."""
        return bool(self.start or self.end)

    @property
    def first_day(self) -> str:
        """The first day, "" when it always held."""
        return first_day_of(_cut(self.start, self.start_precision)) if self.start else ""

    @property
    def last_day(self) -> str:
        """The last day, "" when there is none yet."""
        return last_day_of(_cut(self.end, self.end_precision))

    def holds_on(self, day: str | None) -> bool:
        """Whether it held on an ISO day; a period that nothing is known about does, and on no day in particular all."""
        return day is None or ((not self.start or self.first_day <= day) and (not self.end or day <= self.last_day))

    def changes(self) -> list[tuple[str, str]]:
        """The days on which it begins to hold and no longer holds, each with how exactly it is known."""
        begin = [(self.first_day, self.start_precision)] if self.start else []
        return [*begin, *((day, self.end_precision) for day in (_next_day(self.last_day),) if day)]


def earliest(days: Iterable[tuple[str, str]], precisions: Iterable[str]) -> tuple[str, str]:
    """What counts of all that the data state for one side of a period: the earliest day, and how exactly it is known.

    `days` are ISO days, each with the precision that it shows itself ("" for a day); `precisions` are names of codes.
    """
    day, shown = min(days, default=("", ""))
    return day, shown or min(precisions, default="")


def today() -> date:
    """The day on the calendar where this runs. Pages and commands ask for it and pass it on.

    In `graph/` only what keeps results asks, to know when they are of yesterday; everything else is told.
    """
    return date.today()  # noqa: DTZ011 - the reader's calendar day


def shown_day() -> date:
    """The day that states are told of: today, or the day that somebody looks back at.

    What was to be done by a day in spring is not overdue in a state of winter. Whatever writes asks `today`.
    """
    return _LOOKED_BACK_TO.get() or today()


def day_looked_back_to() -> date | None:
    """The day that somebody looks back at; None for the present."""
    return _LOOKED_BACK_TO.get()


@contextmanager
def looking_back_to(day: date | None) -> Iterator[None]:
    """Tell states as they were at the end of a day; None tells them as they are."""
    before = _LOOKED_BACK_TO.set(day)
    try:
        yield
    finally:
        _LOOKED_BACK_TO.reset(before)


def day_of(moment: str) -> str:
    """The day of a moment (ISO 8601, with its zone) on the same calendar, as an ISO day; what is no moment stays.

    A moment is kept in UTC: late in the evening there, it is the next day already here.
    """
    try:
        return datetime.fromisoformat(moment).astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return moment


def moment_of(written: str, unknown: datetime) -> datetime:
    """The moment that a log names (ISO 8601, in UTC where no zone is said), in UTC; `unknown` for what is none."""
    try:
        said = datetime.fromisoformat(written)
        return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the year 1 east of Greenwich lies before all years
        return unknown


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written 2026-12-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day_before(day: str) -> str:
    """The ISO day before; the first day of the calendar is its own."""
    found = date.fromisoformat(day)
    return (found - timedelta(days=1) if found > date.min else found).isoformat()


def first_day_of(written: str) -> str:
    """The first day of what is known as exactly as it is written: 2026-05-01 of `2026-05`."""
    return (written + "-01-01")[:10]


def last_day_of(written: str) -> str:
    """The last day of what is known as exactly as it is written: 2026-05-31 of `2026-05`."""
    if len(written) == len("2016-02"):
        return f"{written}-{calendar.monthrange(int(written[:4]), int(written[5:]))[1]}"
    return written + "-12-31" if len(written) == len("2016") else written


def as_exact(day: str, precision: str) -> str:
    """A day only as exactly as it is known: `2026` for a year or about that time, `2026-05` for a month."""
    return day[: 4 if precision in _BY_YEAR else 7 if precision == "month" else 10]


def _cut(day: str, precision: str) -> str:
    return day[:4] if precision in _BY_YEAR else day[:7] if precision == "month" else day[:10]


def _next_day(day: str) -> str:
    """The day after; "" for none."""
    found = date.fromisoformat(day) if day else date.max
    return (found + timedelta(days=1)).isoformat() if found < date.max else ""
