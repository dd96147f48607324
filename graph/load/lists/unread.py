"""What of sheets, columns and rows is not read, and named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.load.lists.arrangement import Arrangement, Column, SheetAnswer
from graph.load.lists.contents import reaches_somebody
from graph.load.lists.entries import LeftOut
from graph.load.lists.folded import folded
from graph.load.lists.header import Header, is_sum
from graph.load.lists.sheet_names import SHEET_NAME
from graph.load.spreadsheet.table import Table

NO_ACTORS = "No column of this sheet names actors."
SAID_ASIDE = "Nothing of this sheet is to be read."
_NAMED = 6


def unread(
    arrangements: Sequence[Arrangement],
    headers: Mapping[str, Header],
    tables: Mapping[str, Table],
    answers: Mapping[str, SheetAnswer],
    told: Collection[str],
) -> Iterator[LeftOut]:
    """What of these sheets is left out, but for those of which that is `told`."""
    for one in arrangements:
        if one.sheet in told:
            continue
        if one.kind == "aside":
            is_said = answers.get(one.sheet, SheetAnswer()).kind == "aside"
            yield LeftOut(one.sheet, one.sheet, SAID_ASIDE if is_said else NO_ACTORS)
            continue
        for column in one.columns:
            if column.heading == SHEET_NAME:
                continue  # named once for all sheets
            is_read = column.role not in ("out", "x", "y") and (column.role != "source_text" or one.kind == "ties")
            if not column.heading and column.role == "out" and (texts := _beyond(column, tables[one.sheet], one)):
                yield LeftOut(one.sheet, texts, "This stands below no heading.")
            if column.heading and not is_read and _says_something(column, tables[one.sheet], one.heading_row):
                yield LeftOut(one.sheet, column.heading, "This column is not taken over.")
        again = tuple(map(folded, headers[one.sheet].headings))
        for row in one.aside:
            cells = [cell for cell in tables[one.sheet][row] if cell]
            if (
                (len(cells) > 1 or any(map(reaches_somebody, cells)))
                and not is_sum(cells)
                and tuple(map(folded, tables[one.sheet][row][: len(again)])) != again
            ):
                yield LeftOut(one.sheet, " | ".join(cells), "This row names no actor.")


def _says_something(column: Column, table: Table, heading_row: int) -> bool:
    """Whether anything stands in a column: an address book has dozens that nobody filled."""
    return any(row[column.index] for row in table[heading_row + 1 :])


def _beyond(column: Column, table: Table, one: Arrangement) -> str:
    """The words in a column without a heading; numbers of rows are none."""
    rows = [row for row in range(one.heading_row + 1, len(table)) if row not in one.aside]
    cells = [table[row][column.index] for row in rows if any(map(str.isalpha, table[row][column.index]))]
    return "; ".join([*cells[:_NAMED], *["…"][: len(cells) - _NAMED]]) if one.heading_row >= 0 else ""
