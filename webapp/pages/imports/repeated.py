"""Rows of a list about an actor whom another row names already: both become one entry, which the preview says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.load.lists.entries import ListReading, RowPlace


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A further row with the name that stands in it, and the row it is counted to; rows as the spreadsheet counts."""

    name: str
    row: int
    sheet: str
    first_name: str
    first_row: int
    first_sheet: str


def repeated_rows(reading: ListReading) -> tuple[RepeatedRow, ...]:
    """Those of all sheets in the order of the list; rows of a matrix, which name nobody anew, are none."""
    return tuple(_repeated(reading))


def _repeated(reading: ListReading) -> Iterator[RepeatedRow]:
    columns = {
        one.sheet: column.index for one in reading.arrangements for column in one.columns if column.role == "name"
    }

    def name_in(place: RowPlace) -> str:
        row = reading.tables.get(place.sheet, ())[place.row] if place.sheet in columns else ()
        return row[columns[place.sheet]] if place.sheet in columns and len(row) > columns[place.sheet] else ""

    for place, first in reading.again.items():
        if (name := name_in(place)) and (former := name_in(first)):
            yield RepeatedRow(name, place.row + 1, place.sheet, former, first.row + 1, first.sheet)
