"""The two tables of a network among the sheets that were sent, as text: who there is, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.load.spreadsheet.delimited import read_delimited
from graph.load.spreadsheet.sheet import MOST_ROWS, Cell, CellError, Sheet, too_many_rows
from graph.load.spreadsheet.workbook import is_workbook, read_workbook

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
    """A cell as it is written in a table of text: 3 for 3.0, the day of a moment, TRUE as spreadsheets have it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = cell.code if isinstance(cell, CellError) else str(cell)
    return " ".join(text.split())[:LONGEST_CELL]
