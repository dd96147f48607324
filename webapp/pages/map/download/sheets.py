"""The sheets that the map is printed on, and a slide: how much wider than high the room of each is (`sheet.css`)."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, float] = {"a4": 281 / 193, "a3": 400 / 275, "folie": 326 / 178}
"""By their names in ?blatt=; the first is the usual one."""


MOST_NAMES = 70
"""Up to here the names on A4 and on a slide are as large as in a printed book's notes (6 pt); A3 has room for more."""


def is_small_print(sheet: str, names: int) -> bool:
    """Whether this many names are so small on this sheet that a larger one is better."""
    return sheet != "a3" and names > MOST_NAMES


def sheet_of(asked: str) -> str:
    """The name of the sheet that is asked for, or of the usual one."""
    return asked if asked in SHEETS else next(iter(SHEETS))
