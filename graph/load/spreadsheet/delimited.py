"""A table of separated values (CSV, TSV) as a sheet, in the encodings that offices write.

UTF-8 and UTF-16 are known by their marks or by their form; else it is Windows-1252, unless letters stand where that
would put quotation marks inside words: such a file is in the code page of a DOS window, and is refused.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from graph.errors import DataError
from graph.load.spreadsheet.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, too_many_columns, too_many_rows, unreadable

_SEPARATORS = ";\t,"
_SAYS_SEPARATOR = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
_NOT_IN_WORDS = re.compile(r"[A-Za-z][„”™‚†§€][a-z]")
_LINES_LOOKED_AT = 20


def read_delimited(name: str, content: bytes) -> Sheet:
    """The one sheet of a file, whose cells are all text. Raises DataError naming the file.

    A first line `sep=;`, which spreadsheets write and do not show, names the separator and is no row.
    """
    text = _decode(name, content)
    if text.lstrip().startswith("<"):
        raise DataError(
            "%(file)s is no table but XML or HTML.",
            hint="Open it in the program that wrote it, and save its actors and ties as XLSX or CSV.",
            file=name,
        )
    lines = io.StringIO(text, newline="").readlines()
    said = _SAYS_SEPARATOR.fullmatch(lines[0]) if lines else None
    separator = said[1] if said else _usual_separator(lines[:_LINES_LOOKED_AT])
    rows: list[tuple[str, ...]] = []
    try:
        for number, row in enumerate(csv.reader(lines[bool(said) :], delimiter=separator)):
            if number <= MOST_ROWS:
                rows.append(tuple(row[:MOST_COLUMNS]))
            elif any(cell.strip() for cell in row):
                raise too_many_rows(name)
            if any(cell.strip() for cell in row[MOST_COLUMNS:]):
                raise too_many_columns(name)
    except csv.Error as error:
        raise unreadable(name, str(error)) from error
    return Sheet("", tuple(rows))


def _decode(name: str, content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise unreadable(name, "binary")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1252" or not _NOT_IN_WORDS.search(text):
            return text
    raise DataError(
        "%(file)s is written in letters that we do not know.", hint="Save it as UTF-8 or as XLSX.", file=name
    )


def _usual_separator(lines: list[str]) -> str:
    """The one that stands in most lines; a title above the table has none, and a comma may stand in a name."""
    return max(
        _SEPARATORS, key=lambda separator: (sum(separator in line for line in lines), -_SEPARATORS.index(separator))
    )
