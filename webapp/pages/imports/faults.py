"""Cells that cannot be taken: where they stand, what is wrong, and the field in which they are mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.load.lists.answers import CellPlace
from graph.load.lists.entries import CellFault, ListReading
from graph.load.lists.read import NO_NAMES
from graph.load.spreadsheet.error_cells import NO_VALUE
from webapp.ui.language import translate


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault as it is read; `row` as the spreadsheet counts, `field` of the form mends it, "" where a column does.

    `skip` is the row as the form knows it, where it may be left out instead.
    """

    sheet: str
    row: int
    column: str
    text: str
    field: str
    problem: str
    hint: str
    skip: str = ""


def shown_faults(reading: ListReading) -> Mapping[CellPlace, ShownFault]:
    """The faults by their places, in the order of the list; of several in one cell the first."""
    sheets = tuple(reading.tables)
    headings = {(one.sheet, column.index): column.heading for one in reading.arrangements for column in one.columns}
    found: dict[CellPlace, ShownFault] = {}
    for fault in reading.faults:
        found.setdefault(fault.place, _shown(fault, sheets, headings, reading))
    return found


def _shown(
    fault: CellFault, sheets: Sequence[str], headings: Mapping[tuple[str, int], str], reading: ListReading
) -> ShownFault:
    sheet, row, column = fault.place
    cells = reading.tables[sheet][row]
    is_entry = any(one.sheet == sheet and row > one.heading_row for one in reading.arrangements)
    return ShownFault(
        sheet,
        row + 1,
        headings.get((sheet, column), ""),
        cells[column] if column < len(cells) and cells[column] != NO_VALUE else "",
        "" if fault.error.template == NO_NAMES else f"cell-{sheets.index(sheet)}-{row}-{column}",
        translate(fault.error.template, fault.error.values),
        translate(fault.error.hint_template, fault.error.values),
        f"{sheets.index(sheet)}-{row}" if is_entry and fault.error.template != NO_NAMES else "",
    )
