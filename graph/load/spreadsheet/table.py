"""The rows of a spreadsheet file, as text: XLSX with two sheets, or CSV for one table."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from graph.errors import DataError

MOST_ROWS = 5_000
MOST_COLUMNS = 40
LONGEST_CELL = 2_000
LARGEST_UNPACKED = 50_000_000
_DELIMITERS = ",;\t"

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The table of actors and the table of ties, each with its row of headings first; no ties: an empty table."""

    actors: Table
    ties: Table = ()


def read_sheets(name: str, content: bytes) -> Sheets:
    """The sheets of an uploaded file. Raises DataError naming the file for one that is no spreadsheet, or too long.

    Of a workbook the first two sheets are read; a CSV file is the table of actors.
    """
    if PurePath(name).suffix.lower() in {".xlsx", ".xlsm"}:
        tables = _read_workbook(name, content)
        return Sheets(tables[0], tables[1] if len(tables) > 1 else ())
    return Sheets(read_csv(name, content))


def read_csv(name: str, content: bytes) -> Table:
    """The rows of a CSV file in UTF-8 or, as older spreadsheets write it, in Windows-1252."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return _clean(name, csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise _unreadable(name, str(error)) from error


def as_text(table: Table) -> str:
    """A table as lines with tabulators: what is quoted as evidence, and carried from the preview to the import."""
    return "\n".join("\t".join(row) for row in table)


def from_text(text: str) -> Table:
    """The table of such lines."""
    lines = text.replace("\r\n", "\n").split("\n") if text.strip() else []
    return _clean("", (line.split("\t") for line in lines))


def _read_workbook(name: str, content: bytes) -> list[Table]:
    from openpyxl import load_workbook  # noqa: PLC0415 - few read one

    if _unpacked_size(name, content) > LARGEST_UNPACKED:
        raise _too_long(name)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_clean(name, sheet.iter_rows(values_only=True)) for sheet in book.worksheets[:2]]
    except DataError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes of it
        raise _unreadable(name, type(error).__name__) from error


def _unpacked_size(name: str, content: bytes) -> int:
    """A workbook is a packed folder, and a small one may unpack to more than this machine holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise _unreadable(name, type(error).__name__) from error


def _clean(name: str, rows: Iterable[Iterable[object]]) -> Table:
    found: list[tuple[str, ...]] = []
    for row in rows:
        if len(found) > MOST_ROWS:
            raise _too_long(name)
        cells = [_text(cell) for _number, cell in zip(range(MOST_COLUMNS), row, strict=False)]
        found.append(tuple(cells))
    while found and not any(found[-1]):
        found.pop()
    return tuple(found)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:LONGEST_CELL]


def _too_long(name: str) -> DataError:
    return DataError(
        "%(file)s has more than %(most)s rows.", hint="Import it in several parts.", file=name, most=MOST_ROWS
    )


def _unreadable(name: str, detail: str) -> DataError:
    return DataError(
        "%(file)s cannot be read as a spreadsheet (%(detail)s).",
        hint="Save it as XLSX or as CSV and choose it again.",
        file=name,
        detail=detail,
    )
