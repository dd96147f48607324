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
from graph.load.spreadsheet.table import Tables

_MOST_BYTES = 256 * 1024 * 1024
"""What 100,000 long rows need, and no more than a process may take for one form."""


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
        packed = msgspec.json.decode(content, type=_Packed)
    except (binascii.Error, zlib.error, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _lost() from error
    tables = Tables(packed.sheets)
    tables.hidden = packed.hidden
    return tables


def _lost() -> DataError:
    return DataError("The list of this preview has not arrived.", hint="Choose the file once more.")
