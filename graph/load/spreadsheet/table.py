"""The two tables of a network among the sheets that were sent, as text: who there is, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from graph.errors import DataError
from graph.load.spreadsheet.cell_text import cell_text, plain_text
from graph.load.spreadsheet.delimited import read_delimited, read_text
from graph.load.spreadsheet.html_tables import is_page, read_page
from graph.load.spreadsheet.sheet import MOST_ROWS, Cell, Sheet, too_many_rows
from graph.load.spreadsheet.workbook import is_workbook, read_parts, read_workbook

ACTORS, TIES = "Akteure", "Verbindungen"
ACTOR_NEEDS, TIE_NEEDS = ("Akteur",), ("Von", "Zu")
"""Headings without which a table is not read; by them it is known where its name is another."""
LONGEST_CELL = 2_000

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The table of actors and the table of ties; no ties: an empty table.

    Each row stands where it stood in the file, so that its number is the one that a reader sees there: lines above
    the headings are kept (`heading_row` finds the headings).
    """

    actors: Table
    ties: Table = ()


class Tables(dict[str, Table]):
    """Sheets as text by their names, in the order of the file; `hidden` names those that their author hid.

    A cell stands where it stood in the file; lines within a cell are parted by a line break.
    """

    hidden: tuple[str, ...] = ()


def read_tables(name: str, content: bytes, second: tuple[str, bytes] | None = None) -> Tables:
    """Every visible sheet of a file, and of a second one. Raises DataError naming the file.

    A file is what its content says, whatever its name ends in. The sheet of a CSV is called after its file; of two
    sheets of one name the second is numbered.
    """
    tables = Tables()
    for one in filter(None, ((name, content), second)):
        for title, table in _read(*one):
            if table is None:
                tables.hidden = (*tables.hidden, title)
            else:
                tables[_free(title, tables)] = table
    if not tables:
        raise DataError(
            "%(file)s holds no table.",
            hint="Choose the file in which your list is; hidden sheets are not read.",
            file=name,
        )
    return tables


def read_pasted(name: str, text: str) -> Tables:
    """The sheet that was copied out of a spreadsheet and pasted as text. Raises DataError for too much of it."""
    table = _rectangle([plain_text(str(cell)) for cell in row] for row in read_text(name, text).cells)
    return Tables({name: table} if table else {})


def _read(name: str, content: bytes) -> Iterable[tuple[str, Table | None]]:
    """Names and tables of a file, None for a hidden one; empty sheets are no sheets."""
    known: dict[str, str] = {}

    def take(cell: Cell) -> str:
        text = cell_text(cell)
        return known.setdefault(text, text)  # words of a list recur: each is kept once

    if is_workbook(content):
        for part in read_parts(name, content, take):
            table = _rectangle(part.rows)
            if part.is_hidden or table:
                yield part.name, None if part.is_hidden else table
    else:
        sheets = read_page(name, content) if is_page(content) else (read_delimited(name, content),)
        for sheet in sheets:
            table = _rectangle([take(cell) for cell in row] for row in sheet.cells)
            if table:
                yield PurePath(name).stem or name, table


def _rectangle(rows: Iterable[Sequence[str]]) -> Table:
    """The rows with equally many cells, without empty rows and columns behind the last that says something."""
    found = [tuple(row) for row in rows]
    while found and not any(found[-1]):
        found.pop()
    width = max((index + 1 for row in found for index, cell in enumerate(row) if cell), default=0)
    return tuple(row if len(row) == width else (row + ("",) * width)[:width] for row in found)


def _free(title: str, taken: Iterable[str]) -> str:
    names = set(taken)
    numbered = (f"{title} ({number})" for number in range(2, len(names) + 3))
    return title if title not in names else next(one for one in numbered if one not in names)


def read_sheets(name: str, content: bytes, second: tuple[str, bytes] | None = None) -> Sheets:
    """The tables of an uploaded file, and of a second one that holds the ties.

    A table is known by the name of its sheet, or else by its headings; hidden sheets and others are left alone. A
    file is what its content says, whatever its name ends in. Raises DataError naming the file.
    """
    first, other = _visible(name, content), _visible(*second) if second else []
    actors = _find([*first, *other], ACTORS, ACTOR_NEEDS)
    ties = _find([*other, *first], TIES, TIE_NEEDS)
    actors = actors or next((sheet for sheet in first if sheet is not ties), None)
    ties = ties or next((sheet for sheet in other if sheet is not actors), None)
    return Sheets(_table(actors), _table(ties))


def heading_row(table: Table, needed: Sequence[str]) -> int:
    """The index of the first row with these headings; 0 where there is none."""
    wanted = {heading.casefold() for heading in needed}
    found = (index for index, row in enumerate(table) if wanted <= {cell.casefold() for cell in row})
    return next(found, 0)


def as_text(table: Table) -> str:
    """A table as lines with tabulators: what is quoted as evidence, and carried from the preview to the import."""
    return "\n".join("\t".join(row) for row in table)


def from_text(text: str) -> Table:
    """The table of such lines. Raises DataError for too many of them."""
    lines = text.replace("\r\n", "\n").split("\n") if text.strip() else []
    if len(lines) > MOST_ROWS + 1:
        raise too_many_rows("")
    return _clean(line.split("\t") for line in lines)


def _visible(name: str, content: bytes) -> list[Sheet]:
    sheets = read_workbook(name, content) if is_workbook(content) else (read_delimited(name, content),)
    return [sheet for sheet in sheets if sheet.cells and not sheet.is_hidden]


def _find(sheets: Sequence[Sheet], title: str, needed: Sequence[str]) -> Sheet | None:
    named = (sheet for sheet in sheets if sheet.name.strip().casefold() == title.casefold())
    return next(named, None) or next((sheet for sheet in sheets if _has_headings(_table(sheet), needed)), None)


def _has_headings(table: Table, needed: Sequence[str]) -> bool:
    row = table[heading_row(table, needed)]
    return {heading.casefold() for heading in needed} <= {cell.casefold() for cell in row}


def _table(sheet: Sheet | None) -> Table:
    return _clean(sheet.cells) if sheet else ()


def _clean(rows: Iterable[Iterable[Cell]]) -> Table:
    found = [tuple(_text(cell) for cell in row) for row in rows]
    while found and not any(found[-1]):
        found.pop()
    return tuple(found)


def _text(cell: Cell) -> str:
    return " ".join(cell_text(cell).split())[:LONGEST_CELL]
