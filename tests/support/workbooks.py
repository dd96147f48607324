"""Workbooks as offices save them, made for tests: ODS by hand, as a packed folder of XML; XLSX by openpyxl.

The XLS and XLSB of `tests/graph/load/workbooks` were written once, by xlwt 1.3.0 and pyxlsbwriter 0.1.0, and the one
with a password by msoffcrypto-tool 6.1.0 ("geheim"): little that is maintained writes them, and once is enough.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from openpyxl import Workbook

WORKBOOKS = Path(__file__).resolve().parents[1] / "graph" / "load" / "workbooks"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" '
    f'xmlns:style="{_OASIS}:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_HIDDEN = (
    '<office:automatic-styles><style:style style:name="off" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">%s</manifest:file-entry>'
    "</manifest:manifest>"
)
_ENCRYPTED = '<manifest:encryption-data manifest:checksum-type="SHA1" manifest:checksum="x"/>'


class Raw(str):
    """A cell as XML."""

    __slots__ = ()


ERROR = Raw(
    '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
    "<text:p>#REF!</text:p></table:table-cell>"
)
COVERED = Raw("<table:covered-table-cell/>")


def ods(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    hidden: Sequence[str] = (),
    *,
    encrypted: bool = False,
    styles: str = "",
) -> bytes:
    """A workbook of these sheets, as LibreOffice writes it: with empty rows and columns to the end of the sheet.

    `styles`: further ones as XML.
    """
    tables = "".join(_table(name, rows, is_hidden=name in hidden) for name, rows in sheets.items())
    automatic = _HIDDEN.replace("</office", f"{styles}</office")
    content = (
        f"<office:document-content {_NAMESPACES} office:version='1.3'>{automatic}"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", _MANIFEST % (_ENCRYPTED if encrypted else ""))
    return out.getvalue()


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """The same as XLSX."""
    from openpyxl import Workbook  # noqa: PLC0415 - few tests need it

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook of openpyxl as its file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(name: str, rows: Sequence[Sequence[object]], *, is_hidden: bool) -> str:
    style = ' table:style-name="off"' if is_hidden else ""
    lines = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}"
        '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        for row in rows
    )
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f"<table:table table:name={quoteattr(name)}{style}>{lines}{rest}</table:table>"


def _cell(value: object) -> str:
    if isinstance(value, Raw):
        return value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        about = f'boolean" office:boolean-value="{str(value).lower()}'
    elif isinstance(value, int | float):
        about = f'float" office:value="{value}'
    elif isinstance(value, date):
        about = f'date" office:date-value="{value.isoformat()}'
    else:
        about = "string"
    return f'<table:table-cell office:value-type="{about}"><text:p>{escape(str(value))}</text:p></table:table-cell>'
