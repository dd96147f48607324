"""Points in time as network programs write them, as days or years of the calendar."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*| .*)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_OPEN = frozenset({"", "infinity", "-infinity", "inf", "-inf", "*", "nan"})
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_SECONDS, _MILLISECONDS = (1e8, 4.1e9), (1e11, 4.1e12)


def day_of(text: str) -> str:
    """A day, a month or a year in ISO; "" for no end. What is no point of the calendar stays as it is."""
    said = text.strip()
    if said.casefold() in _OPEN:
        return ""
    if found := _ISO.fullmatch(said):
        return found[1]
    if not _NUMBER.fullmatch(said):
        return said
    number = float(said)
    if _FIRST_YEAR <= number <= _LAST_YEAR and number.is_integer():
        return str(int(number))
    for (least, most), unit in ((_SECONDS, 1), (_MILLISECONDS, 1_000)):
        if least <= number <= most:
            return datetime.fromtimestamp(number / unit, UTC).date().isoformat()
    return said
