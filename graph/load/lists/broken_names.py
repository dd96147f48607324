"""Names that a page of print broke in the middle of a word: "Orts-" in one row, "verband Elm e. V." in the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.load.lists.folded import one_line
from graph.load.spreadsheet.table import Table

_BEGINS = re.compile(r".*[^\W\d_]-", re.DOTALL)


def with_whole_names(table: Table) -> Table:
    """A table with such rows in one, the first of them; the second is left empty, so that each keeps its number."""
    broken = [(number, place) for number, row in enumerate(table[:-1]) if (place := _broken_off(row)) is not None]
    if not broken:
        return table
    rows = list(table)
    for number, place in reversed(broken):
        _join(rows, number, place)
    return tuple(rows)


def _broken_off(row: Sequence[str]) -> int | None:
    """The place of the only cell of a row, if it ends within a word."""
    if not any(cell.endswith("-") for cell in row):
        return None
    said = [place for place, cell in enumerate(row) if cell]
    return said[0] if len(said) == 1 and _BEGINS.fullmatch(row[said[0]]) else None


def _join(rows: list[tuple[str, ...]], number: int, place: int) -> None:
    above, below = rows[number], rows[number + 1]
    if below[place][:1].islower():
        rows[number] = (*below[:place], one_line(f"{above[place]}\n{below[place]}"), *below[place + 1 :])
        rows[number + 1] = ("",) * len(below)
