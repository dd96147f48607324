"""The rows of one sheet by the roles of its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.load.lists.arrangement import Arrangement, Column, Role
from graph.load.lists.entries import RowPlace
from graph.load.lists.sections import Section, below, section_of
from graph.load.spreadsheet.table import Table

_TOLD = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place, its cells, and what heads its section, None for nothing."""

    sheet: SheetRows
    number: int
    cells: tuple[str, ...]
    place: RowPlace
    section: Section | None = None

    def text(self, role: Role) -> str:
        """The first cell of a role that says something."""
        return next((self.cells[index] for index in self.sheet.places[role] if self.cells[index]), "")

    def texts(self, role: Role) -> list[str]:
        """All cells of a role that say something."""
        return [self.cells[index] for index in self.sheet.places[role] if self.cells[index]]

    def columns(self, role: Role) -> list[tuple[Column, str]]:
        """The columns of a role whose cells say something, with these."""
        return [(column, self.cells[column.index]) for column in self.sheet.columns[role] if self.cells[column.index]]


class SheetRows:
    """A sheet as it is arranged; `told` hears every thousandth row that is gone through."""

    def __init__(self, arrangement: Arrangement, table: Table) -> None:
        self.name, self.arrangement, self.table = arrangement.sheet, arrangement, table
        self.told: Callable[[int], None] = lambda _row: None
        self.columns: defaultdict[Role, list[Column]] = defaultdict(list)
        self.places: defaultdict[Role, list[int]] = defaultdict(list)
        for column in arrangement.columns:
            self.columns[column.role].append(column)
            self.places[column.role].append(column.index)

    def __iter__(self) -> Iterator[Row]:
        """The rows below the headings that are not set aside."""
        aside = frozenset(self.arrangement.aside) - {*self.arrangement.skipped}
        section: Section | None = None
        for number in range(self.arrangement.heading_row + 1, len(self.table)):
            cells = self.table[number]
            if number % _TOLD == 0:
                self.told(number)
            if number in self.arrangement.skipped:
                continue
            if number not in aside:
                said = below(section, cells, self.arrangement) if section else cells
                yield Row(self, number, said, RowPlace(self.name, number), section if said is cells else None)
            else:
                section = section_of(cells) or section

    def has(self, role: Role) -> bool:
        """Whether it has such a column."""
        return bool(self.places[role])

    def cells_of(self, role: Role) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of each filled cell of a role."""
        for row in self:
            for index in self.places[role]:
                if row.cells[index]:
                    yield row.number, index, row.cells[index]
