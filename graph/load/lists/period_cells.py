"""The days in the cells of a list: read in one order for the whole file, asked for where no cell shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.errors import DataError
from graph.load.lists.answers import DayOrder
from graph.load.lists.arrangement import Column, Role
from graph.load.lists.days import EitherWayError, NoDayError, Span, as_written, is_either_way, read_span, votes
from graph.load.lists.entries import CellFault, LeftOut, Question, RowPlace
from graph.load.lists.sheet_rows import Row, SheetRows

_OF_DAYS: tuple[Role, ...] = ("since", "until", "keep_until", "group")
_ROWS_NAMED = 50
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]$")
NOT_TAKEN = "What stands in brackets here is not taken over."


class PeriodCells:
    """Reads days; notes what is none, and what could be read both ways. `left_out`: what stood behind days."""

    def __init__(self, said: DayOrder, sheets: Iterable[SheetRows], faults: list[CellFault]) -> None:
        self._faults = faults
        self.left_out = list[LeftOut]()
        cells = [
            (sheet.name, row, cell)
            for sheet in sheets
            for role in _OF_DAYS
            for row, _index, cell in sheet.cells_of(role)
        ]
        shown = {vote for _sheet, _row, cell in cells if "/" in cell or "-" in cell for vote in [votes(cell)] if vote}
        self._is_mixed = len(shown) > 1
        self._order: DayOrder = said or (shown.pop() if len(shown) == 1 else "")
        self._said = said
        self._open = (
            []
            if self._order and not said
            else [
                (RowPlace(sheet, row), cell)
                for sheet, row, cell in cells
                if ("/" in cell or "-" in cell) and is_either_way(cell)
            ]
        )

    def questions(self) -> Iterator[Question]:
        """Which comes first, the day or the month: once for all cells that leave it open."""
        if self._open and not self._order:
            why = "Other days in this list show both orders." if self._is_mixed else ""
            places = tuple(place for place, _cell in self._open[:_ROWS_NAMED])
            yield Question("order", self._open[0][1], places, offered=("day", "month"), must=True, why=why)

    def answered(self) -> Iterator[Question]:
        """The same, where somebody said it."""
        if self._open and self._said:
            places = tuple(place for place, _cell in self._open[:_ROWS_NAMED])
            yield Question("order", self._open[0][1], places, offered=("day", "month"), usual=self._said)

    def span(self, cell: str) -> Span | None:
        """The period in a cell, None for one that is none or is still open."""
        try:
            return read_span(cell, self._order)
        except (NoDayError, EitherWayError):
            return None

    def of(self, row: Row) -> Span:
        """From when to when by the columns of a row; what is no day, or ends before it begins, is noted."""
        since, until = self._in(row, "since"), self._in(row, "until")
        end = until.end or until.start or since.end
        known = min(len(since.start), len(end))
        if known and since.start[:known] > end[:known]:
            index = (row.sheet.places["until"] or row.sheet.places["since"])[0]
            error = DataError(
                "The end %(end)s lies before the beginning %(start)s.",
                hint="Correct one.",
                end=as_written(end),
                start=as_written(since.start),
            )
            self._faults.append(CellFault((row.sheet.name, row.number, index), error))
        return Span(since.start, end)

    def day(self, row: Row, role: Role) -> str:
        """The one day of a column."""
        span = self._in(row, role)
        return span.start or span.end

    def _read(self, row: Row, column: Column, cell: str) -> Span:
        """The period in a cell; where it is one without what stands in brackets behind it, that is named."""
        try:
            return read_span(cell, self._order)
        except NoDayError:
            found = _BRACKET.search(cell)
            if found is None:
                raise
            span = read_span(cell[: found.start()], self._order)
            what = f"{row.text('name')}, {column.heading}: {found[1]}".removeprefix(", ")
            self.left_out.append(LeftOut(row.sheet.name, what, NOT_TAKEN))
            return span

    def _in(self, row: Row, role: Role) -> Span:
        for column, cell in row.columns(role):
            try:
                span = self._read(row, column, cell)
            except EitherWayError:
                return Span()
            except NoDayError:
                error = DataError(
                    "“%(word)s” is no date.", hint="Write it as 2026, 05.2026 or 31.05.2026.", word=cell[:80]
                )
            else:
                if not self._is_mixed or votes(cell) in ("", self._order) or not self._order:
                    return span
                error = DataError(
                    "“%(word)s” has the day and the month the other way round than was said.",
                    hint="Look at it, and write it as 31.05.2026.",
                    word=cell[:80],
                )
            self._faults.append(CellFault((row.sheet.name, row.number, column.index), error))
        return Span()
