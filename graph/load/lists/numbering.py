"""Names that were numbered or had bullets where they were written: "1. Caritas", "• Diakonie" out of a letter."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.load.lists.arrangement import Arrangement
from graph.load.spreadsheet.table import Table

_NUMBERED = re.compile(r"(\d{1,4})[.)]\s+(?=\S)")
_BULLET = re.compile(r"[-–—•●▪■◦·*➢➤‣⁃○o✓]\s+(?=\S)")
_GAPS_FROM = 3


def without_numbering(table: Table, arrangement: Arrangement) -> Table:
    """A table whose names are rid of their numbers and bullets, where each of several has one.

    Numbers grow from row to row; of two names alone they have to follow upon one another.
    """
    columns = [column.index for column in arrangement.of("name")]
    rows = [row for row in range(arrangement.heading_row + 1, len(table)) if row not in arrangement.aside]
    for index in columns:
        for sign in (_BULLET, _NUMBERED):
            found = [(row, sign.match(table[row][index])) for row in rows if table[row][index]]
            ends = {row: match.end() for row, match in found if match}
            if 1 < len(ends) == len(found) and (sign is _BULLET or _grow([int(one[1]) for _row, one in found if one])):
                table = _cut(table, index, ends)
    return table


def _grow(numbers: list[int]) -> bool:
    steps = [two - one for one, two in pairwise(numbers)]
    return all(step == 1 for step in steps) or (len(numbers) >= _GAPS_FROM and min(steps) > 0 and numbers[0] == 1)


def _cut(table: Table, index: int, ends: dict[int, int]) -> Table:
    return tuple(
        (*cells[:index], cells[index][ends[row] :], *cells[index + 1 :]) if row in ends else cells
        for row, cells in enumerate(table)
    )
