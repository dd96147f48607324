"""The process that reads a workbook: content on its standard input, sheets as JSON on its standard output.

Started by `workbook.py`, never imported by it. A cell is null or a kind and a value: ["value", 3.0], ["date",
"2026-05-01"], ["time", "2026-05-01T10:00:00"], ["error", "#REF!"]. What cannot be read is a `fault` in one word.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from graph.load.spreadsheet.error_cells import Errors, error_cells

Row = list[Any]

_MANIFEST = "META-INF/manifest.xml"


class FaultError(Exception):
    """Why a workbook is not read, in a word."""


def main(memory_mb: int, most_rows: int, most_columns: int) -> None:
    """Read one workbook within so much memory, and tables of at most so many rows and columns."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    content = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = {"sheets": list(_sheets(content, most_rows, most_columns))}
    except FaultError as fault:
        answer = {"fault": str(fault)}
    except PasswordError:
        answer = {"fault": "password"}
    except MemoryError:
        answer = {"fault": "memory"}
    except Exception as error:  # noqa: BLE001 - whatever a broken file makes of the reader
        answer = {"fault": str(error) or type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def _is_encrypted(content: bytes) -> bool:
    """Whether an ODS was saved with a password: then its parts, or all of them together, are noise."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        return "encrypted-package" in names or (_MANIFEST in names and b"encryption-data" in packed.read(_MANIFEST))


def _sheets(content: bytes, most_rows: int, most_columns: int) -> Iterator[dict[str, Any]]:
    if _is_encrypted(content):
        raise FaultError("password")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    errors = error_cells(content)
    for about in book.sheets_metadata:
        is_hidden = about.visible != SheetVisibleEnum.Visible
        rows: Sequence[Row] = []
        if not is_hidden and "WorkSheet" in str(about.typ):
            rows = _rows(book.get_sheet_by_name(about.name), errors.get(about.name, {}), most_rows, most_columns)
        yield {"name": about.name, "hidden": is_hidden, "rows": rows}


def _rows(sheet: CalamineSheet, errors: Errors, most_rows: int, most_columns: int) -> Sequence[Row]:
    if sheet.end is not None and sheet.end[0] > most_rows:
        raise FaultError("rows")
    rows: list[Row] = [list(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), code in errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ["error", code]
    _fill_down(rows, sheet)
    if any(cell is not None for row in rows for cell in row[most_columns:]):
        raise FaultError("columns")
    return [row[:most_columns] for row in rows]


def _fill_down(rows: list[Row], sheet: CalamineSheet) -> None:
    """A cell that was merged over several rows is meant for each of them."""
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]):
                rows[row][left] = rows[top][left]


def _cell(value: Any) -> list[Any] | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return ["time", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["value", value if isinstance(value, str | bool | int | float) else str(value)]
