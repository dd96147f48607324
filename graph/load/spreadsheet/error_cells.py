"""Cells whose formula gave an error, by sheet and position, of XLSX and ODS: calamine gives them as empty.

An empty cell says that nothing is known; `#REF!` says that something is wrong, which a reader has to be told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree import ElementTree as ET

Errors = Mapping[tuple[int, int], str]

_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_POSITION = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST = 1_000
"""Errors of a sheet that are looked at; an export that is all errors is refused by the first of them."""


def error_cells(content: bytes) -> Mapping[str, Errors]:
    """Row and column, from 0, of each cell with an error, and what it says; nothing for other kinds of files."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return dict(_of_ods(packed))
        return dict(_of_xlsx(packed)) if "xl/workbook.xml" in names else {}


def _of_xlsx(packed: zipfile.ZipFile) -> Iterator[tuple[str, Errors]]:
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - limited
    }
    for sheet in ET.fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314
        path = targets.get(sheet.get(_RELATION), "")
        path = path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
        if sheet.tag.endswith("}sheet") and path in packed.namelist():
            with packed.open(path) as part:
                yield sheet.get("name", ""), dict(_errors_of_part(part))


def _errors_of_part(part: IO[bytes]) -> Iterator[tuple[tuple[int, int], str]]:
    found = 0
    for _event, cell in ET.iterparse(part):  # noqa: S314 - within the limits of the child
        if cell.tag.endswith("}c"):
            position = _POSITION.fullmatch(cell.get("r", ""))
            if cell.get("t") == "e" and position and found < _MOST:
                found += 1
                yield (int(position[2]) - 1, _column(position[1])), "".join(cell.itertext()) or "#ERR"
            cell.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _of_ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, Errors]]:
    with packed.open("content.xml") as part:
        for _event, table in ET.iterparse(part):  # noqa: S314 - within the limits of the child
            if table.tag == f"{_TABLE}table":
                yield table.get(f"{_TABLE}name", ""), dict(_errors_of_table(table))
                table.clear()


def _errors_of_table(table: ET.Element) -> Iterator[tuple[tuple[int, int], str]]:
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            if cell.get(_CALCEXT) == "error":
                yield (row, column), "".join(cell.itertext()) or "#ERR"
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))
