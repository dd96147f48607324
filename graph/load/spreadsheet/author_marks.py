"""What the author of a workbook did with its cells beside writing into them: rows hidden, texts struck out, comments.

Of XLSX and ODS, for calamine gives values alone: what is struck out looks like any other text there.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import IO
from xml.etree import ElementTree as ET

from graph.load.spreadsheet.cell_positions import position_of
from graph.load.spreadsheet.parts_of_xlsx import sheets_of_xlsx
from graph.load.spreadsheet.struck_text import (
    StruckText,
    is_strike,
    struck_in_sheet,
    struck_of_cell,
    struck_of_shared,
)

_MOST = 1_000
"""Of each kind on a sheet; further ones are not told apart."""
_CHUNK = 1 << 20
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\s([^>]*)>")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?(row)\s([^>]*\bhidden="[^>]*)>')
"""All that is looked for where no format strikes out: of 100,000 rows each cell would take seconds."""
_ATTRIBUTE = re.compile(rb'\b(r|s|hidden)="([^"]*)"')
_TRUE = (b"1", b"true")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINES = ("}text-line-through-style", "}text-line-through-type")
_SIGNS_OF_ODS = (b"line-through", b"office:annotation", b'visibility="collapse"', b'visibility="filter"')


@dataclass(slots=True)
class AuthorMarks:
    """Of one sheet, by row and column from 0: rows that are hidden, cells that are struck out, comments of cells.

    `partly`: cells of which a part is struck out.
    """

    hidden_rows: list[int] = field(default_factory=list)
    struck: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    partly: list[StruckText] = field(default_factory=list)


def author_marks(content: bytes) -> Mapping[str, AuthorMarks]:
    """The marks of each sheet by its name; nothing for other kinds of files."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "content.xml" in packed.namelist():
            return dict(_of_ods(packed))
        styles = _struck_styles(packed)
        shared = struck_of_shared(packed)
        return {name: _of_xlsx(packed, path, styles, shared) for name, path in sheets_of_xlsx(packed)}


def _of_xlsx(
    packed: zipfile.ZipFile, path: str, styles: frozenset[bytes], shared: dict[bytes, tuple[str, str]]
) -> AuthorMarks:
    found = AuthorMarks(comments=[*_comments_of_xlsx(packed, path)][:_MOST])
    for one in islice(struck_in_sheet(packed, path, shared), _MOST):
        _take(one, found)
    for tag, text in _tags(packed, path, _TAG if styles else _HIDDEN_ROW):
        said = dict(_ATTRIBUTE.findall(text))
        if tag == b"row" and said.get(b"hidden") in _TRUE and len(found.hidden_rows) < _MOST:
            found.hidden_rows.append(int(said.get(b"r", b"1")) - 1)
        elif tag == b"c" and said.get(b"s") in styles and len(found.struck) < _MOST:
            found.struck += filter(None, [position_of(said.get(b"r", b"").decode())])
    return found


def _take(one: StruckText, found: AuthorMarks) -> None:
    if one.kept.strip():
        found.partly.append(one)
    else:
        found.struck.append((one.row, one.column))


def _tags(packed: zipfile.ZipFile, path: str, pattern: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes]]:
    with packed.open(path) as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            end = 0
            for found in pattern.finditer(text):
                end = found.end()
                yield found[1], found[2]
            rest = text[max(end, text.rfind(b"<")) :]


def _struck_styles(packed: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the formats whose font is struck out."""
    if "xl/styles.xml" not in packed.namelist():
        return frozenset()
    styles = packed.read("xl/styles.xml")
    if b"strike" not in styles:
        return frozenset()
    parts = {part.tag.rpartition("}")[2]: part for part in ET.fromstring(styles)}  # noqa: S314 - within the limits of the child
    fonts = {str(number) for number, font in enumerate(parts.get("fonts", ())) if any(map(is_strike, font))}
    formats = enumerate(parts.get("cellXfs", ()))
    return frozenset(str(number).encode() for number, one in formats if one.get("fontId") in fonts)


def _comments_of_xlsx(packed: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int, str]]:
    folder, name = posixpath.split(path)
    relations, names = f"{folder}/_rels/{name}.rels", set(packed.namelist())
    if relations not in names:
        return
    for relation in ET.fromstring(packed.read(relations)):  # noqa: S314
        target = relation.get("Target", "")
        part = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if relation.get("Type", "").endswith("/comments") and part in names:
            for comment in ET.fromstring(packed.read(part)).iter():  # noqa: S314
                place = position_of(comment.get("ref", "")) if comment.tag.endswith("}comment") else None
                if place and (text := "".join(comment.itertext()).strip()):
                    yield *place, text


def _of_ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, AuthorMarks]]:
    if not _may_have_marks(packed):
        return
    struck = set[str]()
    with packed.open("content.xml") as part:
        for _event, element in ET.iterparse(part):  # noqa: S314 - within the limits of the child
            if element.tag == f"{_STYLE}style" and any(map(_is_struck_style, element)):
                struck.add(element.get(f"{_STYLE}name", ""))
            elif element.tag == f"{_TABLE}table":
                yield element.get(f"{_TABLE}name", ""), _of_table(element, struck)
                element.clear()


def _is_struck_style(part: ET.Element) -> bool:
    lines = (
        value for name, value in part.attrib.items() if "line-through-style" in name or "line-through-type" in name
    )
    return any(value != "none" for value in lines)


def _may_have_marks(packed: zipfile.ZipFile) -> bool:
    with packed.open("content.xml") as part:
        return _has_any(part)


def _has_any(part: IO[bytes]) -> bool:
    rest = b""
    while chunk := part.read(_CHUNK):
        if any(sign in rest + chunk for sign in _SIGNS_OF_ODS):
            return True
        rest = chunk[-40:]
    return False


def _of_table(table: ET.Element, struck: set[str]) -> AuthorMarks:
    found, row = AuthorMarks(), 0
    for line in table.iter(f"{_TABLE}table-row"):
        repeated = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        if line.get(f"{_TABLE}visibility", "visible") != "visible":
            found.hidden_rows += range(row, row + min(repeated, _MOST - len(found.hidden_rows)))
        column = 0
        for cell in line:
            if cell.get(f"{_TABLE}style-name") in struck and len(found.struck) < _MOST:
                found.struck.append((row, column))
            kept, gone = struck_of_cell(cell, struck) if struck else ("", "")
            if gone and len(found.partly) < _MOST:
                _take(StruckText(row, column, kept, gone), found)
            for note in cell.findall(f"{_OFFICE}annotation"):
                text = " ".join("".join(part.itertext()) for part in note if part.tag.endswith("}p")).strip()
                found.comments += [(row, column, text)] if text and len(found.comments) < _MOST else []
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        row += repeated
    return found
