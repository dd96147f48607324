"""Cells as workbooks name them, `B6`, by row and column from 0."""

from __future__ import annotations

import re

_POSITION = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def position_of(name: str) -> tuple[int, int] | None:
    """Row and column of a cell by its name; None for what is none."""
    found = _POSITION.fullmatch(name)
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
