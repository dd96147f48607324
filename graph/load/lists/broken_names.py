"""Names that a page of print broke in the middle of a word: "Orts-" in one row, "verband Elm e. V." in the next."""

from __future__ import annotations

import re

from graph.load.lists.folded import one_line
from graph.load.spreadsheet.table import Table

_BEGINS = re.compile(r".*[^\W\d_]-", re.DOTALL)


def with_whole_names(table: Table) -> Table:
    """A table with such rows in one, the first of them; the second is left empty, so that each keeps its number."""
    rows = list(table)
    for number in range(len(rows) - 2, -1, -1):
        said = [place for place, cell in enumerate(rows[number]) if cell]
        if len(said) == 1 and _BEGINS.fullmatch(rows[number][said[0]]):
            _join(rows, number, said[0])
    return tuple(rows)


def _join(rows: list[tuple[str, ...]], number: int, place: int) -> None:
    above, below = rows[number], rows[number + 1]
    if below[place][:1].islower():
        rows[number] = (*below[:place], one_line(f"{above[place]}\n{below[place]}"), *below[place + 1 :])
        rows[number + 1] = ("",) * len(below)
