"""Cells whose formula gave an error or nothing, by sheet and position, of XLSX and ODS: calamine gives them as empty.

An empty cell says that nothing is known; `#REF!` says that something is wrong, which a reader has to be told. So does
a formula without a value, as programs write it that do not calculate.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree import ElementTree as ET

from graph.load.spreadsheet.cell_positions import position_of
from graph.load.spreadsheet.parts_of_xlsx import sheets_of_xlsx

Errors = Mapping[int, Mapping[int, str]]
"""What is wrong, by row and column from 0."""

_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SIGNS = (b't="e"', b"<f>", b"<f ", b"<f/>", b'value-type="error"')
_MOST = 1_000
"""Errors of a sheet that are looked at; an export that is all errors is refused by the first of them."""
_CHUNK = 1 << 20
NO_VALUE = "#FORMULA"
"""What stands for a formula that was never calculated."""


def error_cells(content: bytes) -> Mapping[str, Errors]:
    """What is wrong on each sheet, by its name; nothing for other kinds of files."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "content.xml" in packed.namelist():
            return dict(_of_ods(packed))
        return dict(_of_xlsx(packed))


def _of_xlsx(packed: zipfile.ZipFile) -> Iterator[tuple[str, Errors]]:
    for name, path in sheets_of_xlsx(packed):
        if _may_have_errors(packed, path):
            with packed.open(path) as part:
                yield name, _by_row(_errors_of_part(part))


def _may_have_errors(packed: zipfile.ZipFile, path: str) -> bool:
    """Whether a part is worth being parsed: most sheets have neither errors nor formulas."""
    with packed.open(path) as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            if any(sign in rest + chunk for sign in _SIGNS):
                return True
            rest = chunk[-40:]
    return False


def _by_row(found: Iterator[tuple[tuple[int, int], str]]) -> Errors:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), code in found:
        rows.setdefault(row, {})[column] = code
    return rows


def _errors_of_part(part: IO[bytes]) -> Iterator[tuple[tuple[int, int], str]]:
    found, above = 0, list[ET.Element]()
    for event, element in ET.iterparse(part, ("start", "end")):  # noqa: S314 - within the limits of the child
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if element.tag.endswith("}row"):
            above[-1].clear()
        elif element.tag.endswith("}c") and found < _MOST and (code := _code_of(element)):
            position = position_of(element.get("r", ""))
            if position:
                found += 1
                yield position, code


def _code_of(cell: ET.Element) -> str:
    """What a cell says of its error; "" for a value."""
    parts = {part.tag.rpartition("}")[2]: part.text or "" for part in cell}
    if cell.get("t") == "e":
        return parts.get("v") or "#ERR"
    is_calculated = parts.get("v") or "is" in parts or cell.get("t") == "str"
    return NO_VALUE if "f" in parts and not is_calculated else ""


def _of_ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, Errors]]:
    if not _may_have_errors(packed, "content.xml"):
        return
    with packed.open("content.xml") as part:
        for _event, table in ET.iterparse(part):  # noqa: S314 - within the limits of the child
            if table.tag == f"{_TABLE}table":
                yield table.get(f"{_TABLE}name", ""), _by_row(_errors_of_table(table))
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
