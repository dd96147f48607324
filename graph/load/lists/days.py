"""Days and periods as people write them, in German and English, as exactly as they are written.

"01.05.2026", "1. Mai 2026", "Mai 2027", "seit 2015", "2015-2018", the number by which a spreadsheet keeps a day. What
could be read with the day or the month first (05/06/2026) says so: it is asked once for the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from graph.load.lists.answers import DayOrder
from graph.load.lists.folded import folded, says_nothing

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")
_DOTTED = re.compile(r"(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_NAMED = re.compile(r"(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:of\s)?)?([A-Za-zäÄ]{3,9})\.?,?\s*'?(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})")
_FORMS = (
    (_ISO, (1, 2, 3)),
    (_DOTTED, (3, 2, 1)),
    (_MONTH_YEAR, (2, 1, 0)),
    (_YEAR_FIRST, (1, 2, 3)),
    (_NAMED, (3, 2, 1)),
    (_NAMED_FIRST, (3, 1, 2)),
)
"""Ways of writing a day, with the places of year, month and day in them, 0 for none."""
_PART_OF_YEAR = re.compile(
    r"(?:Q[1-4]|[1-4IV]{1,3}\.?\s?(?:Quartal|Q)|Quartal\s[1-4IV]{1,3}|[12I]{1,2}\.?\s?(?:Halbjahr|HJ)|(?:H[12])|KW\s?\d{1,2}"
    r"|\d{1,2}\.\s?KW|SS|SoSe|Sommersemester|Anfang|Mitte|Ende|Frühjahr|Sommer|Herbst)\s?[/ ]?\s?(\d{4})",
    re.IGNORECASE,
)
"""Parts of a year that are no month: the year is what is sure."""
_SERIAL = re.compile(r"[2-6]\d{4}")
_BEFORE = re.compile(
    r"^(?:seit|ab|vom|von|since|from|as of|zum|am|in|im|bis|until|till|to|by|ende|end of|anfang|mitte|beginn|ca\.?|"
    r"circa|"
    r"etwa|um|about|fruhjahr|frühjahr|frühling|sommer|herbst|winter|spring|summer|autumn|jahr|year|dem|the|zu|joined|"
    r"gegründet|mitglied|member|partner|~|ende:|beginn:|start:)\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s+(?:bis|-|–|—|to|until|till)\s+|\s?[–—]\s?|(?<=\d{4})\s?-\s?(?=\d{4}$|\d\d?\.)|(?<=\d)\s+bis\s+", re.IGNORECASE
)
_STILL = frozenset(
    {"heute", "laufend", "unbefristet", "offen", "present", "today", "ongoing", "now", "dato", "andauernd", "aktuell"}
)
_UNTIL = re.compile(r"^(?:bis|until|till)\s", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan januar january janner", "feb februar february", "mar marz mrz march maerz", "apr april", "mai may",
         "jun juni june", "jul juli july", "aug august", "sep sept september", "okt oktober oct october",
         "nov november", "dez dezember dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_FIRST_SERIAL = date(1899, 12, 30)
_MONTHS_OF_A_YEAR, _CENTURY_ENDS = 12, 70


class NoDayError(ValueError):
    """A text is no day."""


class EitherWayError(ValueError):
    """A text is a day with the day or the month first, and nobody said which."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, ISO as exact as written, "" where it is open."""

    start: str = ""
    end: str = ""


def read_span(text: str, order: DayOrder = "") -> Span:
    """The period in a cell: a beginning ("seit 2015"), an end ("bis 2018"), both.

    Raises NoDayError, EitherWayError.
    """
    if says_nothing(text):
        return Span()
    parts = [part for part in _BETWEEN.split(text, maxsplit=1) if part.strip()]
    if len(parts) > 1 and not _is_day(text):
        return Span(read_day(parts[0], order), read_day(parts[1], order))
    day = read_day(text, order)
    return Span(end=day) if _UNTIL.match(text) else Span(day)


def _is_day(text: str) -> bool:
    try:
        read_day(text, "day")
    except NoDayError:
        return False
    return True


def read_day(text: str, order: DayOrder = "") -> str:
    """A day, month or year as ISO; "" for "heute" or nothing. Raises NoDayError, or EitherWayError without an order."""
    plain = text.strip()
    if says_nothing(plain) or folded(plain) in _STILL:
        return ""
    while (shorter := _BEFORE.sub("", plain)) != plain:
        plain = shorter.strip()
    if folded(plain) in _STILL:
        return ""
    return _read(plain.rstrip(" .;,") if not plain.endswith("..") else plain, order)


def votes(text: str) -> DayOrder:
    """Which order a text with slashes shows: "day" for 31/12/2026, "month" for 12/31/2026, "" for any other."""
    found = _SLASHED.search(text)
    if not found:
        return ""
    first, second = int(found[1]), int(found[3])
    if first > _MONTHS_OF_A_YEAR >= second:
        return "day"
    return "month" if second > _MONTHS_OF_A_YEAR >= first else ""


def is_either_way(text: str) -> bool:
    """Whether a text is a day that could be read both ways."""
    try:
        read_span(text)
    except EitherWayError:
        return True
    except NoDayError:
        return False
    return False


@lru_cache(maxsize=20_000)
def _read(text: str, order: DayOrder) -> str:
    if found := _SLASHED.fullmatch(text):
        return _slashed(found, order)
    if found := _PART_OF_YEAR.fullmatch(text):
        return _iso(found[1])
    for pattern, places in _FORMS:
        if found := pattern.fullmatch(text):
            year, month, day = (found[place] if place else None for place in places)
            return _iso(year or "", _month(month) if month and month[0].isalpha() else month, day)
    if _SERIAL.fullmatch(text):
        return (_FIRST_SERIAL + timedelta(days=int(text))).isoformat()
    raise NoDayError


def _slashed(found: re.Match[str], order: DayOrder) -> str:
    first, second = found[1], found[3]
    said = votes(found[0]) or ("day" if first == second else order)
    if not said:
        _iso(found[4], second, first)  # no day at all is no question
        raise EitherWayError
    return _iso(found[4], second, first) if said == "day" else _iso(found[4], first, second)


def _month(name: str) -> str:
    number = _MONTHS.get(folded(name))
    if number is None:
        raise NoDayError
    return str(number)


def _iso(year: str, month: str | None = None, day: str | None = None) -> str:
    if len(year) == 2:  # noqa: PLR2004 - two digits
        year = f"{'20' if int(year) < _CENTURY_ENDS else '19'}{year}"
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise NoDayError from error
    return found.isoformat()[: 10 if day else 7 if month else 4]


def as_written(day: str) -> str:
    """A day as people write it here: 31.05.2026 of "2026-05-31", 05.2026, 2026; any other text as it is."""
    found = _ISO.fullmatch(day)
    return ".".join(part for part in reversed(found.groups()) if part) if found else day
