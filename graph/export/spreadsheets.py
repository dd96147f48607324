"""Tables for other programs: CSV that spreadsheets know as UTF-8, and workbooks. Text stays text in both."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from contextvars import ContextVar

from graph.text import xml_text

Cell = str | float
Rows = Sequence[Sequence[Cell]]

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST_TYPES: Mapping[str, str] = {"csv": CSV, "xlsx": XLSX, "json": "application/json"}
"""The forms that lists of pages are saved in, by the ending of the file, with their media types."""

SEPARATOR: ContextVar[str] = ContextVar("separator", default=",")
"""What parts the columns of CSV now; with a semicolon numbers have a comma, as German spreadsheets read them."""

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_CELL, _LONGEST_TITLE = 32_767, 31
_WIDEST, _NARROWEST = 60, 12


def as_csv(rows: Rows) -> bytes:
    """With a byte order mark, by which spreadsheets know UTF-8; what would be a formula is marked as text."""
    out = io.StringIO()
    separator = SEPARATOR.get()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([_in_csv(cell, separator) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _in_csv(cell: Cell, separator: str) -> Cell:
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).replace(".", ",") if separator == ";" and isinstance(cell, float) else cell


def as_xlsx(sheets: Mapping[str, Rows], *, hidden: Collection[str] = ()) -> bytes:
    """A workbook with a sheet for each table; the first row of each is its head. Columns headed `hidden` are."""
    from openpyxl import Workbook  # noqa: PLC0415 - few ask for it
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(_NOT_IN_A_TITLE.sub(" ", title)[:_LONGEST_TITLE])
        for row in rows:
            sheet.append([_printable(cell) for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    cell.data_type = "s"  # a text that begins with = is no formula
        for number, cell in enumerate(next(sheet.iter_rows(max_row=1))):
            cell.font = Font(bold=True)
            longest = max(len(str(row[number])) for row in rows)
            column = sheet.column_dimensions[cell.column_letter]
            column.width, column.hidden = min(max(longest, _NARROWEST), _WIDEST), cell.value in hidden
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _printable(cell: Cell) -> Cell:
    return xml_text(cell)[:_LONGEST_CELL] if isinstance(cell, str) else cell


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula, marked as text by an apostrophe; a number stays one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
