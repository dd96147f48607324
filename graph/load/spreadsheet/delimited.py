"""A table of separated values (CSV, TSV, text pasted from a spreadsheet) as a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.errors import DataError
from graph.load.spreadsheet.broken_rows import with_whole_rows
from graph.load.spreadsheet.drawn_tables import without_drawing
from graph.load.spreadsheet.letters import decode
from graph.load.spreadsheet.mail_addresses import rows_of_addresses
from graph.load.spreadsheet.records import rows_of_blocks, rows_of_records
from graph.load.spreadsheet.sheet import (
    LONGEST_KEPT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    too_many_cells,
    too_many_columns,
    too_many_rows,
    unreadable,
)
from graph.load.spreadsheet.vcards import rows_of_cards

_SEPARATORS = ";\t,|"
_SAYS_SEPARATOR = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
_MADE_HARMLESS = re.compile(r"'(?=\s*[=+\-@＝＋－＠\t\r\n])")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_BULLET, _PARTED = re.compile(r"\s*[-–•●▪*]\s+\S"), frozenset(";\t|")
_LINES_LOOKED_AT, _SEVERAL = 50, 3
_LONGEST_FIELD = 131_072


def read_delimited(name: str, content: bytes) -> Sheet:
    """The one sheet of a file, whose cells are all text. Raises DataError naming the file.

    A first line `sep=;`, which spreadsheets write and do not show, names the separator and is no row.
    """
    _refuse_others(name, content)
    text = decode(name, content)
    if text.lstrip().startswith("<"):
        raise DataError(
            "%(file)s is no table but XML or HTML.",
            hint="Open it in the program that wrote it, and save its actors and ties as XLSX or CSV.",
            file=name,
        )
    return read_text(name, text)


def read_text(name: str, text: str) -> Sheet:
    """The same for a text whose letters are known; one with tabulators, as spreadsheets copy it, is parted there."""
    lines, separator = lines_and_separator(text)
    lines = with_whole_rows(lines) if separator == "\t" else lines
    found = rows_of_cards(text) or rows_of_addresses(text) or rows_of_records(lines) or rows_of_blocks(lines)
    return Sheet("", tuple(found or _rows(name, without_drawing(lines, separator), separator)))


def lines_and_separator(text: str) -> tuple[list[str], str]:
    """The lines of a table, without one that only names the separator, and what parts their cells."""
    lines = io.StringIO(text, newline="").readlines()
    said = _SAYS_SEPARATOR.fullmatch(lines[0]) if lines else None
    return (lines[1:], said[1]) if said else (lines, _usual_separator(lines[:_LINES_LOOKED_AT]))


def _refuse_others(name: str, content: bytes) -> None:
    if content.startswith(_PICTURES):
        raise DataError(
            "%(file)s is a picture, whatever its name says.",
            hint="Choose the spreadsheet itself; a table in a picture cannot be read.",
            file=name,
        )
    if content.startswith(b"%PDF"):
        raise DataError(
            "%(file)s is a PDF file.",
            hint="Mark the table in it, copy it into a spreadsheet, and choose that.",
            file=name,
        )


def _rows(name: str, lines: list[str], separator: str) -> Iterator[tuple[str, ...]]:
    """The rows as they stand; an apostrophe that was put before a formula to make it harmless is left out."""
    cells = 0
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        for number, row in enumerate(_parted(lines, separator)):
            cells += len(row)
            if number > MOST_ROWS and any(map(str.strip, row)):
                raise too_many_rows(name)
            if len(row) > MOST_COLUMNS and any(map(str.strip, row[MOST_COLUMNS:])):
                raise too_many_columns(name)
            if cells > MOST_CELLS:
                raise too_many_cells(name)
            if number <= MOST_ROWS:
                yield tuple(_MADE_HARMLESS.sub("", cell, count=1)[:LONGEST_KEPT] for cell in row[:MOST_COLUMNS])
    except csv.Error as error:
        raise _too_long(name) if "field limit" in str(error) else unreadable(name, str(error)) from error


def _parted(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator)


def _too_long(name: str) -> DataError:
    return DataError(
        "%(file)s has a cell of more than %(most)s letters.",
        hint="A quotation mark that is opened and never closed makes one cell of many rows.",
        file=name,
        most=_LONGEST_FIELD,
    )


def _usual_separator(lines: list[str]) -> str:
    """The one that parts most lines into equally many cells; a title above has none, a comma may stand in a name."""
    if len([line for line in lines if _BULLET.match(line)]) >= _SEVERAL and _PARTED.isdisjoint("".join(lines)):
        return "\t"  # names that a letter enumerates, each with its own commas
    fits = {separator: _fit(lines, separator) for separator in _SEPARATORS}
    return max(_SEPARATORS, key=lambda separator: (fits[separator], -_SEPARATORS.index(separator)))


def _fit(lines: list[str], separator: str) -> int:
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator) if any(map(str.strip, row))]
    except csv.Error:
        return 0
    parted = [row for row in rows if len(row) > 1]
    is_prose = separator == "," and all(cell.startswith(" ") for row in parted for cell in row[1:])
    if is_prose and len(parted) < len(rows):
        return 0
    return max(Counter(map(len, parted)).values(), default=0)
