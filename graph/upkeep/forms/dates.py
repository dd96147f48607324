"""Dates as people write them, with how exactly they are known: 2026, 05/2026, Mai 2026, 31.5.2026, 2026-05-31."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.period import is_day
from graph.terms import NETZ, SCHEMA, local_name

PRECISION_OF = {SCHEMA + "startDate": NETZ + "startPrecision", SCHEMA + "endDate": NETZ + "endPrecision"}
"""The property that says how exactly a date is known."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "january", "jänner"),
            ("februar", "feb", "february"),
            ("märz", "mär", "march", "mar", "maerz"),
            ("april", "apr"),
            ("mai", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "october", "oct"),
            ("november", "nov"),
            ("dezember", "dez", "december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_YEAR = re.compile(r"(?P<year>[12][0-9]{3})")
_MONTH = re.compile(
    r"(?P<year>[12][0-9]{3})-(?P<month>0?[1-9]|1[0-2])|(?P<month2>0?[1-9]|1[0-2])[./](?P<year2>[12][0-9]{3})"
)
_SPELLED = re.compile(r"(?:(?P<day>0?[1-9]|[12][0-9]|3[01])\.?\s+)?(?P<month>[a-zä]+)\.?\s+(?P<year>[12][0-9]{3})")
_DAY = re.compile(
    r"(?P<day>0?[1-9]|[12][0-9]|3[01])\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>[12][0-9]{3})|(?P<year2>[12][0-9]{3})-(?P<month2>0?[1-9]|1[0-2])-(?P<day2>0?[1-9]|[12][0-9]|3[01])"
)
_ABOUT = re.compile(r"^(?:seit|ab|bis|vom|am|ca\.|etwa|since|until|about)\s+", re.IGNORECASE)
_VAGUE = re.compile(r"^(?:ca\.|etwa|about)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedDay:
    """An ISO day with the code of its precision: day, month, year or approximate."""

    day: str
    precision: str


def read_typed(text: str, *, last: bool = False) -> TypedDay | None:
    """What somebody typed; of a year or a month the first day, or the last. None where it is no date."""
    said = " ".join(text.split())
    plain = _ABOUT.sub("", said).casefold()
    year, month, day = _parts(plain)
    if not year:
        return None
    found = _day(year, month, day, last=last)
    if not is_day(found):
        return None
    precision = "day" if day else "month" if month else "year"
    return TypedDay(found, "approximate" if _VAGUE.match(said) else precision)


def write_typed(day: str, precision: str) -> str:
    """A day as it stands in a field, as exactly as it is known: 2026, 05/2026 or 31.05.2026."""
    year, month, of_month = (*day[:10].split("-"), "", "")[:3]
    if precision in {"year", "approximate"} or not month:
        return ("ca. " if precision == "approximate" else "") + year
    return f"{month}/{year}" if precision == "month" or not of_month else f"{of_month}.{month}.{year}"


def precision_named(iris: Iterable[str]) -> str:
    """The code of the precision that is stated; "" for none."""
    return min(map(local_name, iris), default="")


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not said, and a year of 0 for what is no date."""
    if found := _YEAR.fullmatch(text):
        return int(found["year"]), 0, 0
    if found := _MONTH.fullmatch(text):
        return int(found["year"] or found["year2"]), int(found["month"] or found["month2"]), 0
    if found := _DAY.fullmatch(text):
        return tuple(int(found[one] or found[one + "2"]) for one in ("year", "month", "day"))  # type: ignore[return-value]
    if (found := _SPELLED.fullmatch(text)) and found["month"] in _MONTHS:
        return int(found["year"]), _MONTHS[found["month"]], int(found["day"] or 0)
    return 0, 0, 0


def _day(year: int, month: int, day: int, *, last: bool) -> str:
    of_month = month or (12 if last else 1)
    if not 1 <= of_month <= len(calendar.month_name) - 1:
        return ""
    end = calendar.monthrange(year, of_month)[1]
    return f"{year:04}-{of_month:02}-{day or (end if last else 1):02}"
