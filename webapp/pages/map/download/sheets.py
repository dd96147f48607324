"""The sheets that the map is printed on, and a slide: how much wider than high the room of each is (`sheet.css`)."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, float] = {
    "a4": 281 / 193,
    "a4-2": 378 / 281,
    "a4-4": 552 / 376,
    "a3": 400 / 275,
    "folie": 326 / 178,
}
"""By their names in ?blatt=; the first is the usual one. Several sheets of A4 overlap by a centimetre to be glued."""
TILES: Mapping[str, int] = {"a4-2": 2, "a4-4": 4}
"""Of how many sheets of A4 one is made: an office printer has no larger ones."""
MOST_NAMES: Mapping[str, int] = {"a4": 70, "folie": 70, "a4-2": 120, "a3": 120, "a4-4": 190}
"""Up to about here the names on each are as large as in a printed book's notes (6 pt)."""


def is_small_print(sheet: str, names: int) -> bool:
    """Whether this many names are so small on this sheet that a larger one, or fewer names, are better."""
    return names > MOST_NAMES[sheet]


def tiles_of(sheet: str) -> int:
    """How many sheets of paper it is printed on."""
    return TILES.get(sheet, 1)


def sheet_of(asked: str) -> str:
    """The name of the sheet that is asked for, or of the usual one."""
    return asked if asked in SHEETS else next(iter(SHEETS))
