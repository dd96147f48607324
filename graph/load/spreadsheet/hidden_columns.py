"""The columns that the author of a workbook hid, by sheet: of XLSX and ODS, for calamine does not say it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping

from graph.load.spreadsheet.parts_of_xlsx import sheets_of_xlsx

_HEAD = 1 << 16
"""Where the columns stand in a sheet of an XLSX: before its rows."""
_CHUNK = 1 << 20
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ODS_TAG = re.compile(rb"<table:(table-column|table)(?=[\s/>])[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(min|max|hidden|table:name|table:visibility|table:number-columns-repeated)="([^"]*)"')
_SEEN = (b"", b"visible")


def hidden_columns(content: bytes, most: int) -> Mapping[str, frozenset[int]]:
    """The numbers from 0 of the hidden ones among so many first columns, by the name of the sheet."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "content.xml" in packed.namelist():
            found = _of_ods(packed)
        else:
            found = ((name, place) for name, path in sheets_of_xlsx(packed) for place in _of_xlsx(packed, path))
        places = defaultdict[str, set[int]](set)
        for name, (first, last) in found:
            places[name].update(range(first, min(last, most)))
    return {name: frozenset(some) for name, some in places.items()}


def _of_xlsx(packed: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int]]:
    with packed.open(path) as part:
        head = part.read(_HEAD).partition(b"sheetData")[0]
    for tag in _COLUMN.findall(head):
        said = dict(_ATTRIBUTE.findall(tag))
        if said.get(b"hidden") in (b"1", b"true"):
            yield int(said[b"min"]) - 1, int(said[b"max"])


def _of_ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, tuple[int, int]]]:
    name, column = "", 0
    for tag, said in _tags_of_ods(packed):
        if tag == b"table":
            name, column = _text(said.get(b"table:name", b"")), 0
        else:
            repeated = int(said.get(b"table:number-columns-repeated", b"1"))
            if said.get(b"table:visibility", b"") not in _SEEN:
                yield name, (column, column + repeated)
            column += repeated


def _tags_of_ods(packed: zipfile.ZipFile) -> Iterator[tuple[bytes, Mapping[bytes, bytes]]]:
    with packed.open("content.xml") as part:
        rest = b""
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            end = 0
            for found in _ODS_TAG.finditer(text):
                end = found.end()
                yield found[1], dict(_ATTRIBUTE.findall(found[0]))
            rest = text[max(end, text.rfind(b"<")) :][:_HEAD]


def _text(name: bytes) -> str:
    plain = name.decode("utf-8", "replace")
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        plain = plain.replace(sign, letter)
    return plain
