"""One sheet of a list on the page of its preview: its columns with their roles, some of its rows, each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.load.lists.answers import CellPlace
from graph.load.lists.arrangement import Arrangement, Column, Role, SheetKind
from graph.load.lists.entries import RowPlace
from graph.load.lists.sheet_names import SHEET_NAME
from graph.load.spreadsheet.table import Table
from graph.upkeep.lists.difference import RowOutcome
from webapp.pages.imports.faults import ShownFault
from webapp.pages.imports.questions import SelectOption
from webapp.pages.imports.words import OUTCOMES, ROLES_OF, SHEET_KINDS, count_in_words, role_in_words
from webapp.ui.language import gettext

ROWS = 100
"""Rows of a table on one page of the preview."""
_HEADINGS_OFFERED = 12


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell; with a `problem` it is a field in which it is mended."""

    text: str
    field: str = ""
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the spreadsheet numbers it, what becomes of it (a code and a word), and its cells.

    `skip` is the row as the form knows it, where it may be left out (or is, `skipped`).
    """

    number: int
    outcome: str
    word: str
    cells: tuple[ShownCell, ...]
    skip: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its heading, the field of its role, what may be chosen, whether it ought to be looked at."""

    heading: str
    field: str
    found: str
    choices: tuple[SelectOption, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """One sheet of the list, `page` of `pages` of its rows; counts by what becomes of a row."""

    number: int
    name: str
    kind: SheetKind
    heading: int
    kinds: tuple[SelectOption, ...]
    headings: tuple[SelectOption, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]
    page: int
    pages: int
    total: int
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetOnPage:
    """A sheet with what becomes of its rows, to be shown page by page."""

    number: int
    name: str
    table: Table
    arrangement: Arrangement
    outcomes: Mapping[RowPlace, RowOutcome]
    faults: Mapping[CellPlace, ShownFault]
    again: Mapping[RowPlace, RowPlace]
    asked_page: int = 1

    def shown(self) -> ShownSheet:
        """The sheet at the page that was asked for, or its last one."""
        arrangement, table = self.arrangement, self.table
        first = arrangement.heading_row + 1
        total = max(len(table) - first, 0)
        pages = max(-(-total // ROWS), 1)
        page = min(self.asked_page, pages)
        start = first + (page - 1) * ROWS
        width = max((len(row) for row in table), default=0)
        return ShownSheet(
            self.number,
            self.name,
            arrangement.kind,
            arrangement.heading_row,
            tuple(
                SelectOption(kind, str(label), is_chosen=kind == arrangement.kind)
                for kind, label in SHEET_KINDS.items()
            ),
            _heading_choices(table, arrangement.heading_row),
            _columns(self.number, arrangement, width),
            tuple(self._row(index, width) for index in range(start, min(start + ROWS, len(table)))),
            page,
            pages,
            total,
            (count_in_words("aside", total),) if arrangement.kind == "aside" else _counts(self.name, self.outcomes),
        )

    def _row(self, index: int, width: int) -> ShownRow:
        outcome: RowOutcome = self.outcomes.get(RowPlace(self.name, index), "aside")
        cells: Sequence[str] = (*self.table[index], *[""] * (width - len(self.table[index])))
        places = ((self.name, index, column) for column in range(width))
        shown = tuple(_cell(text, self.faults.get(place)) for text, place in zip(cells, places, strict=False))
        is_skipped = index in self.arrangement.skipped
        found = (fault.skip for column in range(width) if (fault := self.faults.get((self.name, index, column))))
        skip = f"{self.number}-{index}" if is_skipped else next(filter(None, found), "")
        return ShownRow(index + 1, outcome, self._word(index, outcome), shown, skip, is_skipped)

    def _word(self, index: int, outcome: RowOutcome) -> str:
        """What becomes of a row; of an actor that stands in another row already, where."""
        if outcome == "aside" and self._heads_others(index):
            return str(gettext("Zwischenüberschrift"))
        first = self.again.get(RowPlace(self.name, index))
        if outcome != "same" or first is None:
            return str(OUTCOMES[outcome])
        if first.sheet == self.name:
            return str(gettext("steht schon in Zeile %(row)d", row=first.row + 1))
        return str(gettext("steht schon in „%(sheet)s“, Zeile %(row)d", sheet=first.sheet, row=first.row + 1))

    def _heads_others(self, index: int) -> bool:
        """Whether a row says one thing only, and what it heads stands right below it."""
        is_apart = index <= self.arrangement.heading_row or index in self.arrangement.skipped
        if is_apart or sum(map(bool, self.table[index])) != 1:
            return False
        below = index + 1
        return below < len(self.table) and self.outcomes.get(RowPlace(self.name, below), "aside") != "aside"


def _cell(text: str, fault: ShownFault | None) -> ShownCell:
    return ShownCell(text, fault.field, fault.problem, fault.hint) if fault else ShownCell(text)


def _columns(number: int, arrangement: Arrangement, width: int) -> tuple[ShownColumn, ...]:
    known = {column.index: column for column in arrangement.columns}
    return tuple(_column(number, arrangement, known.get(at) or Column(at, "", "out")) for at in range(width))


def _column(number: int, arrangement: Arrangement, column: Column) -> ShownColumn:
    """A column with what may be chosen for it; what names of sheets mean is said at the first of them."""
    names_sheet = column.heading == SHEET_NAME
    is_chosen_here = not names_sheet or arrangement.named_by == arrangement.sheet
    return ShownColumn(
        str(gettext("Name der Tabelle")) if names_sheet else column.heading,
        f"role-{number}-{column.index}",
        column.role,
        _role_choices(arrangement.kind, column.role) if is_chosen_here else (),
        column.sure,
    )


def _role_choices(kind: SheetKind, role: Role) -> tuple[SelectOption, ...]:
    offered = ROLES_OF[kind]
    known = offered if role in offered or not offered else (role, *offered)
    return tuple(SelectOption(one, role_in_words(kind, one), is_chosen=one == role) for one in known)


def _heading_choices(table: Table, heading: int) -> tuple[SelectOption, ...]:
    """The first rows, each of which may be the one with the headings."""
    none = SelectOption("-1", gettext("keine: die Tabelle hat keine Überschriften"), is_chosen=heading == -1)
    rows = [
        SelectOption(
            str(index),
            f"{index + 1}: " + _shortened(" | ".join(cell for cell in table[index] if cell and cell != SHEET_NAME)),
            is_chosen=index == heading,
        )
        for index in range(min(max(_HEADINGS_OFFERED, heading + 3), len(table)))
        if any(table[index])
    ]
    return (*rows, none)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - as wide as a choice may be


def _counts(sheet: str, outcomes: Mapping[RowPlace, str]) -> tuple[str, ...]:
    numbers: dict[str, int] = {}
    for place, outcome in outcomes.items():
        if place.sheet == sheet:
            numbers[outcome] = numbers.get(outcome, 0) + 1
    return tuple(count_in_words(one, numbers[one]) for one in OUTCOMES if one in numbers)
