"""Dates as people write them into a form, with how exactly they are known: read as the cells of a list are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.load.lists.days import EitherWayError, NoDayError, as_written, read_day
from graph.period import as_exact, first_day_of, last_day_of
from graph.terms import NETZ, SCHEMA, local_name

PRECISION_OF = {SCHEMA + "startDate": NETZ + "startPrecision", SCHEMA + "endDate": NETZ + "endPrecision"}
"""The property that says how exactly a date is known."""

_VAGUE = re.compile(r"^(?:ca\.?|circa|etwa|um|about|~)\s", re.IGNORECASE)
_NUMBER_OF_A_CELL = re.compile(r"\d{5}")
_PRECISIONS = {4: "year", 7: "month"}


@dataclass(frozen=True, slots=True)
class TypedDay:
    """An ISO day with the code of its precision: day, month, year or approximate."""

    day: str
    precision: str


def read_typed(text: str, *, last: bool = False) -> TypedDay | None:
    """What somebody typed; of a year or a month the first day, or the last. None where it is no date.

    A date that could be read with the day or with the month first is none: whoever typed it is asked to write it so
    that everybody reads the same.
    """
    said = " ".join(text.split())
    try:
        written = "" if _NUMBER_OF_A_CELL.fullmatch(said) else read_day(said)
    except (NoDayError, EitherWayError):
        return None
    if not written:
        return None
    precision = "approximate" if _VAGUE.match(said) else _PRECISIONS.get(len(written), "day")
    return TypedDay((last_day_of if last else first_day_of)(written), precision)


def write_typed(day: str, precision: str) -> str:
    """A day as it stands in a field, as exactly as it is known: 2026, 05.2026 or 31.05.2026."""
    return f"ca. {day[:4]}" if precision == "approximate" else as_written(as_exact(day[:10], precision))


def precision_named(iris: Iterable[str]) -> str:
    """The code of the precision that is stated; "" for none."""
    return min(map(local_name, iris), default="")
