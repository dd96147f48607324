"""The tables of a list on their way from one preview to the next: in the form itself, packed.

Nothing of a list that was not taken over lies on the service: a reload, a restart and a second browser do no harm, and
names of persons that a list may hold are written nowhere.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from graph.errors import DataError
from graph.load.spreadsheet.table import Table

_MOST_BYTES = 256 * 1024 * 1024
"""What 100,000 long rows need, and no more than a process may take for one form."""


def pack(tables: Mapping[str, Table]) -> str:
    """Tables as letters for a hidden field."""
    return base64.b64encode(zlib.compress(msgspec.json.encode(tables), 6)).decode("ascii")


def unpack(text: str) -> dict[str, Table]:
    """The tables of such a field. Raises DataError for what no preview of ours sent."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(text, validate=True), _MOST_BYTES)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise _lost()
        return msgspec.json.decode(content, type=dict[str, tuple[tuple[str, ...], ...]])
    except (binascii.Error, zlib.error, msgspec.DecodeError, ValueError) as error:
        raise _lost() from error


def _lost() -> DataError:
    return DataError("The list of this preview has not arrived.", hint="Choose the file once more.")


