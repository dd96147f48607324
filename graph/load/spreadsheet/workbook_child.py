"""The process that reads a workbook: content on its standard input, sheets as lines of JSON on its standard output.

Started by `workbook.py`, never imported by it. A line is a sheet ({"name": ..., "hidden": ...}) or one of its rows: a
cell is null, a text, a number, or a kind and a value: ["date", "2026-05-01"], ["time", "2026-05-01T10:00:00"],
["error", "#REF!"]. What stood at the head of a hidden column is a `column`, what else the author did with cells are
`marks`, what cannot be read is a `fault` in a word.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain, islice, repeat
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from graph.load.spreadsheet.author_marks import author_marks
from graph.load.spreadsheet.error_cells import Errors, error_cells
from graph.load.spreadsheet.hidden_columns import hidden_columns

Row = list[Any]

_MANIFEST = "META-INF/manifest.xml"
_HEAD = 4_096
_ADDRESSES, _LOOKED_AT = ("https://", "http://", "urn:"), 50


class FaultError(Exception):
    """Why a workbook is not read, in a word."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much of a workbook is read."""

    rows: int
    columns: int
    cells: int
    letters: int


def main(memory_mb: int, seconds: int, *most: int) -> None:
    """Read one workbook within so much memory and time, and at most so many rows, columns, cells, letters in one.

    The time is the processor's: where others are at work a list takes longer by the clock and is none the worse.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    content = sys.stdin.buffer.read()
    try:
        for answer in _sheets(content, ReadingLimits(*most)):
            sys.stdout.write(json.dumps(answer) + "\n")
    except FaultError as fault:
        _say(str(fault))
    except PasswordError:
        _say("password")
    except MemoryError:
        _say("memory")
    except Exception as error:  # noqa: BLE001 - whatever a broken file makes of the reader
        _say(str(error) or type(error).__name__)


def _say(fault: str) -> None:
    sys.stdout.write(json.dumps({"fault": fault}) + "\n")


def _refuse_odd(content: bytes) -> None:
    """A part that declares entities is no part of a workbook; an ODS with a password is noise."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if "encrypted-package" in names or (_MANIFEST in names and b"encryption-data" in packed.read(_MANIFEST)):
            raise FaultError("password")
        for name in names:
            if name.endswith((".xml", ".rels")) and name != _MANIFEST:
                with packed.open(name) as part:
                    if b"<!ENTITY" in part.read(_HEAD):
                        raise FaultError("entities")


def _sheets(content: bytes, most: ReadingLimits) -> Iterator[Any]:
    _refuse_odd(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    errors, hidden, cells = error_cells(content), hidden_columns(content, most.columns), 0
    marks = author_marks(content)
    for about in book.sheets_metadata:
        is_hidden = about.visible != SheetVisibleEnum.Visible
        yield {"name": about.name, "hidden": is_hidden}
        if is_hidden or "WorkSheet" not in str(about.typ):
            continue
        sheet = book.get_sheet_by_name(about.name)
        unseen = _Unseen(sheet, hidden.get(about.name, frozenset()))
        for row in _rows(sheet, errors.get(about.name, {}), most):
            cells += len(row)
            if cells > most.cells:
                raise FaultError("cells")
            yield unseen.taken_from(row)
        yield from ({"column": str(head)} for head in unseen.heads.values())
        if about.name in marks:
            yield {"marks": asdict(marks[about.name])}


def _rows(sheet: CalamineSheet, errors: Errors, most: ReadingLimits) -> Iterator[Row]:
    """Its rows from the first of the sheet; a cell that was merged over several rows is meant for each of them."""
    if max([sheet.end[0] if sheet.end else 0, *errors]) > most.rows:
        raise FaultError("rows")
    merged = _Merged(sheet)
    blank = [None] * (sheet.start[1] if sheet.start else 0)
    values = sheet.iter_rows() if sheet.end else iter(())
    rows = chain(values, repeat([], max(0, max(errors, default=-1) - (sheet.end[0] if sheet.end else -1))))
    for number, cells in enumerate(rows):
        row = [*blank, *(_cell(value, most.letters) for value in cells)]
        for column, code in errors.get(number, {}).items():
            row += [None] * (column + 1 - len(row))
            row[column] = ["error", code]
        merged.fill(number, row)
        if any(cell is not None for cell in row[most.columns :]):
            raise FaultError("columns")
        yield row[: most.columns]


class _Unseen:
    """The columns that are hidden: what their author hid is not read, but for addresses by which rows are known."""

    def __init__(self, sheet: CalamineSheet, hidden: frozenset[int]) -> None:
        start = sheet.start[1] if sheet.start and hidden else 0
        self._columns = [column for column in sorted(hidden) if not _are_addresses(sheet, column - start)]
        self.heads: dict[int, Any] = {}

    def taken_from(self, row: Row) -> Row:
        for column in self._columns:
            if column < len(row) and row[column] is not None:
                self.heads.setdefault(column, row[column])
                row[column] = None
        return row


def _are_addresses(sheet: CalamineSheet, column: int) -> bool:
    values = (row[column] for row in sheet.iter_rows() if 0 <= column < len(row) and row[column] not in (None, ""))
    said = [str(value).startswith(_ADDRESSES) for value in islice(values, _LOOKED_AT)]
    return sum(said) * 2 >= len(said) > 0


class _Merged:
    """Values of merged cells, to be said again in each row that they cover."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._starts: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
            if bottom > top:
                self._starts.setdefault(top, []).append((left, bottom))
        self._open: dict[int, tuple[int, Any]] = {}

    def fill(self, number: int, row: Row) -> None:
        for column, (bottom, value) in list(self._open.items()):
            if number > bottom:
                del self._open[column]
            elif column < len(row):
                row[column] = value
        for left, bottom in self._starts.get(number, ()):
            if left < len(row):
                self._open[left] = (bottom, row[left])


def _cell(value: Any, letters: int) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value[:letters]
    if isinstance(value, datetime):
        return ["time", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return value if isinstance(value, bool | int | float) else str(value)
