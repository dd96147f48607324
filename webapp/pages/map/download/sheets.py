"""The sheets that the map is printed on, and a slide: how much wider than high the room of each is (`sheet.css`)."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, float] = {"a4": 281 / 193, "a3": 400 / 275, "folie": 326 / 178}
"""By their names in ?blatt=; the first is the usual one."""


def sheet_of(asked: str) -> str:
    """The name of the sheet that is asked for, or of the usual one."""
    return asked if asked in SHEETS else next(iter(SHEETS))
