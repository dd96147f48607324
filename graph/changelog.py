"""Every accepted change, in order: who, when, why, and which statements came and went.

The file is RDF Patch, one transaction a change, so that any tool can replay it:

    H revision "7" .
    H author "Koordination" .
    TX .
    D <s> <p> "alt" <g> .
    A <s> <p> "neu" <g> .
    TC .
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from graph.errors import StoreUnavailable

_END = b"TC .\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the log keeps it; `time` is ISO 8601 in UTC."""

    revision: int
    time: str
    author: str = ""
    reason: str = ""
    add: tuple[ox.Quad, ...] = ()
    remove: tuple[ox.Quad, ...] = ()


class ChangeLog:
    """An append-only file of changes, or one in memory without a path. A torn last change is cut off at opening."""

    def __init__(self, path: Path | None) -> None:
        self._file: BinaryIO = io.BytesIO() if path is None else _open(path)
        self._cut_torn_tail()

    @property
    def end(self) -> int:
        """Where the next entry will start, in bytes."""
        return self._end

    def append(self, entry: Entry) -> None:
        """Write an entry so that it survives a power cut; StoreUnavailable, and no trace of it, when that fails."""
        text = _patch(entry)
        try:
            self._file.seek(self._end)
            self._file.write(text)
            self._sync()
        except OSError as error:
            self._file.truncate(self._end)
            raise StoreUnavailable(
                "The change could not be written to the change log: %(detail)s.",
                hint="Nothing was changed. Check the free space of the disk.",
                detail=error.strerror,
            ) from error
        self._end += len(text)

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """All entries from a byte position that an earlier `end` named, oldest first."""
        position = start
        while position < self._end:
            self._file.seek(position)
            lines = list(_lines_of_one_entry(self._file))
            position = self._file.tell()
            yield _entry(lines)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def _sync(self) -> None:
        self._file.flush()
        if not isinstance(self._file, io.BytesIO):
            os.fsync(self._file.fileno())

    def _cut_torn_tail(self) -> None:
        self._end = _end_of_last_entry(self._file)
        self._file.truncate(self._end)


def _open(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b")


def _end_of_last_entry(file: BinaryIO, block: int = 1 << 16) -> int:
    """Position after the last complete line `TC .`, found from the end: the file may be long."""
    position = file.seek(0, os.SEEK_END)
    tail = b""
    while position:
        step = min(block, position)
        position -= step
        file.seek(position)
        tail = file.read(step) + tail[: len(_END)]
        found = tail.rfind(b"\n" + _END)
        if found >= 0:
            return position + found + 1 + len(_END)
    return 0


def _lines_of_one_entry(file: BinaryIO) -> Iterator[bytes]:
    for line in file:
        if line == _END:
            return
        yield line


def _patch(entry: Entry) -> bytes:
    header = {"revision": str(entry.revision), "time": entry.time, "author": entry.author, "reason": entry.reason}
    lines = [f"H {key} {ox.Literal(value)} ." for key, value in header.items()]
    lines += ["TX .", *(f"D {quad} ." for quad in entry.remove), *(f"A {quad} ." for quad in entry.add)]
    return ("\n".join(lines) + "\n").encode() + _END


def _entry(lines: list[bytes]) -> Entry:
    header = dict(_header(line) for line in lines if line.startswith(b"H "))
    return Entry(
        revision=int(header["revision"]),
        time=header.get("time", ""),
        author=header.get("author", ""),
        reason=header.get("reason", ""),
        add=_quads(line[2:] for line in lines if line.startswith(b"A ")),
        remove=_quads(line[2:] for line in lines if line.startswith(b"D ")),
    )


def _header(line: bytes) -> tuple[str, str]:
    _, key, value = line.decode().split(" ", 2)
    (quad,) = ox.parse(f"<h:h> <h:h> {value}", format=ox.RdfFormat.N_TRIPLES)
    return key, quad.object.value if isinstance(quad.object, ox.Literal) else ""


def _quads(lines: Iterable[bytes]) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
