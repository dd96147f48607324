"""Every accepted change, in order: who, when, why, and which statements came and went.

The file is RDF Patch, one transaction a change, so that any tool can replay it:

    H revision "7" .
    H author "Koordination" .
    H kind "view-saved ag-sprache" .
    H create <g> .
    TX .
    D <s> <p> "alt" <f> .
    A <s> <p> "neu" <g> .
    TC .

RDF Patch knows no empty graphs. So headers, which other tools pass over, name the graphs that exist from this
change on, be they empty (`create`), and those that no longer do (`drop`). `kind` says what the change is, and after a
blank which thing it is about. Headers of a later version are passed over.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from graph.errors import WriteRefused
from graph.protocol import Entry
from graph.rdf.quad_text import QuadText, written
from graph.store.old_reasons import kind_of_reason

_END = b"TC .\n"
_SPARE_BYTES = 2 * 1024 * 1024
_ENGINE_FACTOR = 6


class ChangeLog:
    """An append-only file of changes, or one in memory without a path. A torn last change is cut off at opening."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: io.BytesIO | io.FileIO = io.BytesIO() if path is None else _open(path)
        self._end = _end_of_last_entry(self._file)
        self._file.truncate(self._end)

    @property
    def end(self) -> int:
        """Where the next entry will start, in bytes."""
        return self._end

    def append(self, entry: Entry) -> int:
        """Write an entry so that it survives a power cut; gives where it starts.

        Raises WriteRefused, and leaves no trace of the entry, when the disk is full or cannot be written to.
        """
        start = self._end
        try:
            self.see_to_room(_size(entry.add))
            self._file.truncate(start)
            end = start
            for text in _patch(entry):
                self.see_to_room(len(text))
                _write_all(self._file, end, text)
                end += len(text)
            self._sync()
        except OSError as error:
            self._cut(start)
            raise refusal(error) from error
        self._end = end
        return start

    def take_back(self, start: int) -> None:
        """Forget everything from the entry that starts here: nobody was told that it was accepted."""
        self._end = start
        self._cut(start)

    def entries(self) -> Iterator[Entry]:
        """All entries, oldest first."""
        return (entry for _, entry in self.entries_from(0))

    def entries_from(self, start: int) -> Iterator[tuple[int, Entry]]:
        """The entries from a byte position that an earlier `end` named, each with where it starts."""
        position, end = start, self._end
        with self._reader() as file:
            file.seek(position)
            while position < end:
                entry = _entry(list(_lines_of_one_entry(file)))
                yield position, entry
                position = file.tell()

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def _reader(self) -> BinaryIO:
        """A view of its own: somebody may read the history while an entry is being written."""
        if isinstance(self._file, io.BytesIO):
            return io.BytesIO(self._file.getvalue())
        return Path(self._file.name).open("rb")

    def see_to_room(self, size: int = 0) -> None:
        """Raise OSError unless there is room for so many bytes and for what the engine makes of them.

        An engine that met a full disk takes nothing any more, even when there is room again: so it shall not meet one.
        """
        if self._path is None:
            return
        room = os.statvfs(self._path)
        if room.f_bavail * room.f_frsize < _SPARE_BYTES + _ENGINE_FACTOR * size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _sync(self) -> None:
        if not isinstance(self._file, io.BytesIO):
            os.fsync(self._file.fileno())

    def _cut(self, end: int) -> None:
        """Cut off what lies behind; where even that fails, the next entry does it first."""
        try:
            self._file.truncate(end)
            self._sync()
        except OSError:
            return


def refusal(error: OSError) -> WriteRefused:
    """The error of a change that could not be kept."""
    return WriteRefused(
        "The change could not be kept: %(detail)s.",
        hint="Nothing was changed. Check the free space of the disk, then send the change again.",
        detail=error.strerror or error,
    )


def _open(path: Path) -> io.FileIO:
    path.touch(mode=0o600)
    return path.open("r+b", buffering=0)


def _write_all(file: io.BytesIO | io.FileIO, start: int, text: bytes) -> None:
    """Write past what a full disk takes of it at first: the second attempt then says what is wrong."""
    file.seek(start)
    rest = memoryview(text)
    while rest:
        rest = rest[file.write(rest) :]


def _end_of_last_entry(file: io.BytesIO | io.FileIO, block: int = 1 << 16) -> int:
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


def _patch(entry: Entry) -> Iterator[bytes]:
    """An entry as one text, or in as many as that which it adds has."""
    lines = [f"H {key} {value} ." for key, value in _headers(entry)]
    head = "\n".join([*lines, "TX .\n"]).encode() + _marked(b"D ", written(entry.remove))
    if not isinstance(entry.add, QuadText):
        yield head + _marked(b"A ", written(entry.add)) + _END
        return
    yield head
    yield from (_marked(b"A ", text) for text in entry.add.texts())
    yield _END


def _marked(mark: bytes, text: bytes) -> bytes:
    """Each line behind a mark: the engine writes many times faster than we could."""
    return mark + text.replace(b"\n", b"\n" + mark)[: -len(mark)] if text else b""


def _size(quads: Sequence[ox.Quad]) -> int:
    """Bytes of what is a text already, 0 for others."""
    return sum(map(len, quads.texts())) if isinstance(quads, QuadText) else 0


def _headers(entry: Entry) -> Iterator[tuple[str, ox.Literal | ox.NamedNode]]:
    yield "revision", ox.Literal(str(entry.revision))
    yield "time", ox.Literal(entry.time)
    yield "author", ox.Literal(entry.author)
    yield "reason", ox.Literal(entry.reason)
    if entry.kind:
        yield "kind", ox.Literal(f"{entry.kind} {entry.about}".rstrip())
    if entry.part_of:
        yield "part-of", ox.Literal(str(entry.part_of))
    yield from (("create", ox.NamedNode(name)) for name in entry.create)
    yield from (("drop", ox.NamedNode(name)) for name in entry.drop)


def _entry(lines: list[bytes]) -> Entry:
    headers = [_header(line) for line in lines if line.startswith(b"H ")]
    said = dict(headers)
    kind, _, about = (said["kind"] if "kind" in said else kind_of_reason(said.get("reason", ""))).partition(" ")
    return Entry(
        revision=int(said["revision"]),
        time=said.get("time", ""),
        author=said.get("author", ""),
        reason=said.get("reason", ""),
        add=_quads(line[2:] for line in lines if line.startswith(b"A ")),
        remove=_quads(line[2:] for line in lines if line.startswith(b"D ")),
        create=tuple(value for key, value in headers if key == "create"),
        drop=tuple(value for key, value in headers if key == "drop"),
        part_of=int(said.get("part-of", "0")),
        kind=kind,
        about=about,
    )


def _header(line: bytes) -> tuple[str, str]:
    _, key, value = line.decode().split(" ", 2)
    (quad,) = ox.parse(f"<h:h> <h:h> {value}", format=ox.RdfFormat.N_TRIPLES)
    return key, "" if isinstance(quad.object, ox.Triple) else quad.object.value


def _quads(lines: Iterable[bytes]) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
