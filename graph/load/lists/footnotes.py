"""Notes below a table that marks in its cells refer to: `¹ untersteht dem Gesundheitsamt`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.load.lists.arrangement import Arrangement
from graph.load.spreadsheet.table import Table

_NOTE = re.compile(r"([¹²³⁰⁴-⁹]+|[*†‡]+|\d\))\s*[=:]?\s*(\S.*)", re.DOTALL)


def footnotes_of(tables: Mapping[str, Table], arrangements: Sequence[Arrangement]) -> dict[str, dict[str, str]]:
    """What marks stand for, by sheet: rows that are set aside, of one cell that begins with a mark."""
    return {one.sheet: dict(_notes(tables[one.sheet], one)) for one in arrangements if one.kind != "aside"}


def _notes(table: Table, arrangement: Arrangement) -> list[tuple[str, str]]:
    alone = (said for row in arrangement.aside if len(said := [cell for cell in table[row] if cell]) == 1)
    return [(found[1], found[2]) for (cell,) in alone if (found := _NOTE.fullmatch(cell))]
