"""The tables of a list on their way from one preview to the next: in the form itself, packed.

Nothing of a list that was not taken over lies on the service: a reload, a restart and a second browser do no harm, and
names of persons that a list may hold are written nowhere.
"""

from __future__ import annotations

import base64
import binascii
import zlib

import msgspec

from graph.errors import DataError
from graph.load.spreadsheet.sheet import MOST_CELLS, MOST_ROWS
from graph.load.spreadsheet.table import Table, Tables

_MOST_BYTES = 64 * 1024 * 1024
"""What 100,000 rows need; a table that is read from a file has no more cells than one that is carried."""


_MORE_BRACKETS = 1_000
"""Of sheets and of what holds them, beside those of the rows."""


class _Packed(msgspec.Struct, frozen=True):
    """Sheets in their order, and the names of hidden ones."""

    sheets: list[tuple[str, tuple[tuple[str, ...], ...]]]
    hidden: tuple[str, ...]


def pack(tables: Tables) -> str:
    """Tables as letters for a hidden field."""
    packed = _Packed(list(tables.items()), tables.hidden)
    return base64.b64encode(zlib.compress(msgspec.json.encode(packed), 6)).decode("ascii")


def unpack(text: str) -> Tables:
    """The tables of such a field. Raises DataError for what no preview of ours sent."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(text, validate=True), _MOST_BYTES)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise _lost()
        if content.count(b"[") > MOST_ROWS + _MORE_BRACKETS or content.count(b'"') > 2 * MOST_CELLS:
            raise _lost()
        packed = msgspec.json.decode(content, type=_Packed)
    except (binascii.Error, zlib.error, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _lost() from error
    tables = Tables((name, _rectangle(table)) for name, table in packed.sheets)
    tables.hidden = packed.hidden
    return tables


def _rectangle(table: Table) -> Table:
    width = max(map(len, table), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in table)


def _lost() -> DataError:
    return DataError("The list of this preview has not arrived.", hint="Choose the file once more.")
