"""Names that were numbered where they were written: "1. Caritas", "2. Diakonie" in a list out of a letter."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.load.lists.arrangement import Arrangement
from graph.load.spreadsheet.table import Table

_NUMBERED = re.compile(r"(\d{1,4})[.)]\s+(?=\S)")


def without_numbering(table: Table, arrangement: Arrangement) -> Table:
    """A table whose names are rid of their numbers, where each of several has one that follows upon the last."""
    columns = [column.index for column in arrangement.of("name")]
    rows = [row for row in range(arrangement.heading_row + 1, len(table)) if row not in arrangement.aside]
    for index in columns:
        found = [(row, _NUMBERED.match(table[row][index])) for row in rows if table[row][index]]
        numbers = [int(match[1]) for _row, match in found if match]
        if len(numbers) > 1 and len(numbers) == len(found) and all(one + 1 == two for one, two in pairwise(numbers)):
            table = _cut(table, index, {row: match.end() for row, match in found if match})
    return table


def _cut(table: Table, index: int, ends: dict[int, int]) -> Table:
    return tuple(
        (*cells[:index], cells[index][ends[row] :], *cells[index + 1 :]) if row in ends else cells
        for row, cells in enumerate(table)
    )
