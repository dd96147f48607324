"""Where each change stands in the log, in numbers only: lists and undo read what they show and nothing else.

One record a change, all of the same size, so that any is found by its number. There are no words in it: whatever
names somebody stands in the log alone. It is made anew from the log when it is missing or wrong. A record is written
when the change has been made, so it is a witness too: what it names was acknowledged.
"""

from __future__ import annotations

import errno
import io
import os
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

_FIELDS = struct.Struct("<6Q32s")
_CHECK = struct.Struct("<I")
SIZE = _FIELDS.size + _CHECK.size
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """One change: its number, where its entry lies in the log, what it counts, and its checksum."""

    revision: int
    start: int
    end: int
    added: int
    removed: int
    part_of: int
    digest: bytes

    def packed(self, position: int) -> bytes:
        """As it stands in the file, at this position and no other."""
        fields = _FIELDS.pack(*astuple(self))
        return fields + _CHECK.pack(zlib.crc32(fields, position))


class LogIndex(Sequence[Record]):
    """The records of a log, the oldest first. One thread may append while others read."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """Without a path in memory. A path that is not there becomes a file with the first record."""
        self._path, self._kept = path, io.BytesIO()
        self._read_only = read_only
        self.close()
        if path is not None and path.exists():
            self._open(path)
        self._number = self._file.seek(0, io.SEEK_END) // SIZE

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, position: int) -> Record:  # type: ignore[override]  # nobody asks for slices
        """One record by its position. Raises IndexError, ValueError for one that is damaged."""
        position = position + self._number if position < 0 else position
        if not 0 <= position < self._number:
            raise IndexError(position)
        return _surely(self._read(position), position)

    def __iter__(self) -> Iterator[Record]:
        """All of them, read in large pieces. Raises ValueError for one that is damaged."""
        for start in range(0, self._number, _AT_ONCE):
            number = min(_AT_ONCE, self._number - start)
            text = self._read(start, number)
            for position in range(number):
                yield _surely(text[position * SIZE : (position + 1) * SIZE], start + position)

    def position_of(self, revision: int) -> int | None:
        """The position of a change by its number; None for one that never was. O(log changes)."""
        position = self.position_from(revision)
        return position if position < len(self) and self[position].revision == revision else None

    def position_from(self, revision: int) -> int:
        """The position of the first change with this number or a later one. O(log changes)."""
        return bisect_left(self, revision, key=lambda record: record.revision)

    def position_ending(self, end: int) -> int | None:
        """The position of the change whose entry ends there; None when there is none. O(log changes)."""
        position = bisect_left(self, end, key=lambda record: record.end)
        return position if position < len(self) and self[position].end == end else None

    def append(self, records: Sequence[Record]) -> None:
        """Add records. Not synced: what a power cut takes is made anew from the log."""
        if not records:
            return
        if self._path is not None and self._file is self._kept:
            self._path.touch(mode=0o600)
            self._open(self._path)
        text = b"".join(record.packed(position) for position, record in enumerate(records, self._number))
        self._file.seek(self._number * SIZE)
        if self._file.write(text) != len(text):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._number += len(records)

    def cut(self, number: int) -> None:
        """Keep so many records and forget the later ones."""
        if number * SIZE != self._file.seek(0, io.SEEK_END):
            self._file.truncate(number * SIZE)
        self._number = min(number, self._number)

    def close(self) -> None:
        """Give the file back."""
        if getattr(self, "_file", self._kept) is not self._kept:
            self._file.close()
        self._file: io.BytesIO | io.FileIO = self._kept

    def _open(self, path: Path) -> None:
        self._file = path.open("rb" if self._read_only else "r+b", buffering=0)

    def _read(self, position: int, number: int = 1) -> bytes:
        if isinstance(self._file, io.BytesIO):
            return self._file.getvalue()[position * SIZE : (position + number) * SIZE]
        return os.pread(self._file.fileno(), number * SIZE, position * SIZE)  # others may be reading elsewhere


def _surely(text: bytes, position: int) -> Record:
    if len(text) != SIZE or zlib.crc32(text[: _FIELDS.size], position) != _CHECK.unpack(text[_FIELDS.size :])[0]:
        raise ValueError("damaged record")
    return Record(*_FIELDS.unpack(text[: _FIELDS.size]))
