"""Names in one line, as people write them into a mail: `Frauenhaus; Polizei; Amtsgericht`."""

from __future__ import annotations

import re

from graph.load.lists.folded import folded
from graph.load.lists.headings import roles_by_word
from graph.load.spreadsheet.table import Table

_HEADING = "Akteur"
_BULLET = re.compile(r"(?:[-–—•●▪■◦·*➢➤‣⁃✓]|\d{1,3}[.)])\s+(?=\S)")
_FEWEST, _MOSTLY = 3, 0.5


def one_below_another(table: Table) -> Table:
    """A table of one row of names as a column of them with a heading; any other table as it is.

    Headings without a row below them stay headings: words for different things, as `Verein; Ort; Telefon` are. Words
    that all say who somebody is may be anybody's short names: `Schule; Kita; Verein`.
    """
    cells = [cell for cell in table[0] if cell] if len(table) == 1 else []
    if len(cells) < _FEWEST or _are_headings(cells):
        return table
    return tuple((cell,) for cell in (_HEADING, *cells))


def headed_bullets(table: Table) -> Table:
    """A text of one column with a heading above its names, where a letter says something before it enumerates them."""
    if not table or len(table[0]) != 1:
        return table
    bullets = [row for row, (cell,) in enumerate(table) if _BULLET.match(cell)]
    before = [cell for (cell,) in table[: bullets[0]] if cell] if len(bullets) >= _FEWEST else []
    if not before or roles_by_word(before[-1].rstrip(" :")):
        return table
    first, last = bullets[0], bullets[-1] + 1
    return (*table[:first], *table[last:], (_HEADING,), *table[first:last])  # how the letter ends is no name


def _are_headings(cells: list[str]) -> bool:
    known = [roles for roles in map(roles_by_word, dict.fromkeys(filter(folded, cells))) if roles]
    return len(known) > _MOSTLY * len(cells) and not all("name" in roles for roles in known)
