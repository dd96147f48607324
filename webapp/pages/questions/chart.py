"""A result as bars: labels and numbers drawn to scale; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.pages.questions.result import Result, ResultCell, ResultColumn, join_cell, number_of, sort_rows
from webapp.ui.terms import Row

MOST_BARS = 40
MOST_SERIES = 5
MOST_LABELS = 2
OWN_SCALE = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A number and its length in percent of the longest bar that it can be compared with."""

    number: float
    length: float


@dataclass(frozen=True, slots=True)
class BarRow:
    """What a row is called, and a bar for each column of numbers; None where the row has no number."""

    label: tuple[ResultCell, ...]
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows of bars; `series` names the columns of numbers, `left_out` counts the rows that would be too many to read.

    When `series` is empty, each row is one number of a result of a single row, and its label names the column.
    """

    series: tuple[str, ...]
    rows: tuple[BarRow, ...]
    left_out: int = 0


def make_chart(result: Result) -> Chart | None:
    """The chart of a result with labels and with numbers of zero and more; None for any other."""
    labels, numbers = part_columns(result)
    if not labels or len(labels) > MOST_LABELS or not numbers:
        return None
    if result.total == 1:
        return turn(result, numbers) if len(numbers) > 1 else None
    rows = sort_rows(result.bindings, result.order)[:MOST_BARS]
    scales = make_scales(rows, numbers)
    drawn = tuple(
        BarRow(tuple(join_cell(row, label) for label in labels), tuple(make_bar(row, one, scales) for one in numbers))
        for row in rows
    )
    return Chart(tuple(column.name for column in numbers), drawn, left_out=result.total - len(rows))


def part_columns(result: Result) -> tuple[list[ResultColumn], list[ResultColumn]]:
    """What names a row, and what is drawn: texts before addresses; of numbers alone the first names the row."""
    labels = [column for column in result.columns if not column.is_number]
    texts = [column for column in labels if column.link or not _holds_addresses(result, column)]
    numbers = [column for column in result.columns if column.is_number and not _goes_below_zero(result, column)]
    if not labels:
        return numbers[:1], numbers[1 : MOST_SERIES + 1]
    return texts or labels, numbers[:MOST_SERIES]


def make_scales(rows: Sequence[Row], columns: Sequence[ResultColumn]) -> dict[str, float]:
    """The number that a whole bar stands for: the largest of all, or the column's own where it is far smaller."""
    largest = {column.name: max((_number(row, column) or 0 for row in rows), default=0) for column in columns}
    whole = max(largest.values(), default=0)
    return {name: (own if own * OWN_SCALE < whole else whole) or 1 for name, own in largest.items()}


def make_bar(row: Row, column: ResultColumn, scales: dict[str, float]) -> Bar | None:
    """The bar of one number."""
    number = _number(row, column)
    return None if number is None else Bar(number, round(100 * number / scales[column.name], 2))


def turn(result: Result, columns: Sequence[ResultColumn]) -> Chart:
    """A result of one row with its columns as rows."""
    [row] = result.bindings
    scale = max(_number(row, column) or 0 for column in columns) or 1
    scales = dict.fromkeys((column.name for column in columns), scale)
    return Chart((), tuple(BarRow((ResultCell(column.name),), (make_bar(row, column, scales),)) for column in columns))


def _number(row: Row, column: ResultColumn) -> float | None:
    return number_of(row[column.name]) if column.name in row else None


def _goes_below_zero(result: Result, column: ResultColumn) -> bool:
    return any((_number(row, column) or 0) < 0 for row in result.bindings)


def _holds_addresses(result: Result, column: ResultColumn) -> bool:
    return any(column.name in row and row[column.name]["type"] == "uri" for row in result.bindings[:MOST_BARS])
