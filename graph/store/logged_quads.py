"""The statements of a long entry of the log, read from the file each time somebody goes through them.

What a list of 100,000 rows adds is 3.2 million: as objects 2.5 GB for whoever asked what the change is called.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from graph.protocol import Entry
from graph.rdf.quad_text import TextQuads
from graph.store.chain import ChainBroken, has_seal, is_as_sealed
from graph.store.log_index import Record
from graph.store.patch_text import ADDED, REMOVED, counts_in, entry_of, head_of

_PART = 1 << 20


class LoggedQuads(TextQuads):
    """The lines of an entry behind one mark as quads. Reading one by its number is O(entry).

    It has the file open by itself: a log that is exchanged for another meanwhile stays readable here.
    """

    def __init__(self, file: BinaryIO, start: int, end: int, mark: bytes, number: int) -> None:
        self._file, self._start, self._end = os.dup(file.fileno()), start, end
        self._mark, self._number = mark, number
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return self._number

    def texts(self) -> Iterator[bytes]:
        """All of it as N-Quads, part by part."""
        mark = self._mark
        for lines in self._lines():
            text = b"".join([line[len(mark) :] for line in lines if line.startswith(mark)])
            if text:
                yield text

    def _lines(self) -> Iterator[list[bytes]]:
        """Whole lines, a megabyte at a time; several may read at once, each from where it is itself."""
        offset, rest = self._start, b""
        while block := os.pread(self._file, min(_PART, self._end - offset), offset):
            offset += len(block)
            *lines, rest = (rest + block).splitlines(keepends=True)
            if rest.endswith(b"\n"):
                lines, rest = [*lines, rest], b""
            yield lines


def read_long_entry(file: BinaryIO, start: int, end: int, numbers: tuple[int, int] | None = None) -> Entry:
    """The entry between two offsets, its statements to be read when they are asked for. Raises what `read_entry` does.

    `numbers`: how many came and went, where that is known.
    """
    added, removed = numbers or counts_in(file, start, end)
    file.seek(start)
    headers, begin = head_of(file)

    def quads(mark: bytes, number: int) -> Sequence[ox.Quad]:
        return LoggedQuads(file, begin, end, mark, number) if number else ()

    return entry_of(headers, quads(ADDED, added), quads(REMOVED, removed))


def check_long_entry(file: BinaryIO, record: Record, before: Record) -> None:
    """Raise ChainBroken for a long entry that is not the one of this record, which follows another."""
    is_sealed = is_as_sealed(file, record.start, record.end, before.digest, record.digest)
    if not is_sealed and has_seal(file, record.start, record.end):  # in a log of an older version it has none
        raise ChainBroken
