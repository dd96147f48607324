"""Every accepted change, in order: who, when, why, and which statements came and went (`graph.store.patch_text`).

An entry is written and synced before its change is made; when it has been made, the index beside the log gets its
record (`graph.store.log_index`). Lists of changes read the heads that they show, undo reads one entry.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from graph.errors import LogDamaged, WriteRefused, text_too_long
from graph.protocol import Entry, Head
from graph.store.chain import LONG, ChainBroken, entries_in, seal
from graph.store.disk_room import check_room, check_writable, refusal
from graph.store.faults import refuse
from graph.store.log_entries import body_of, has_long_line, pieces, read_head_of, read_whole, write_all
from graph.store.log_index import LogIndex, Record
from graph.store.log_survey import ORIGIN, LogSurvey, records_of, survey_log
from graph.store.logged_quads import read_long_entry
from graph.store.patch_text import head_text, read_entry

T = TypeVar("T")


class ChangeLog:
    """An append-only file of changes, or one in memory without a path.

    `survey`: what the file was found to hold, when somebody has looked already. What is torn behind it is cut off.
    Raises ConfigError for a damaged file, and changes nothing then.
    """

    def __init__(self, path: Path | None, survey: LogSurvey | None = None) -> None:
        self._path = path
        self.spare: Callable[[], int] = int
        found = survey or (survey_log(path, index_path(path), None) if path else LogSurvey())
        if found.fault:
            refuse(found.fault)
        self._file: io.BytesIO | io.FileIO = io.BytesIO() if path is None else _open(path)
        self.index = LogIndex(index_path(path) if path else None)
        self._indexing = threading.RLock()
        self._counted = 0, 0
        self._last, self._before, self._unmade = found.last, found.last, list(found.news)
        self._file.truncate(self.end)
        self.index.cut(found.known)
        self.settle()

    @property
    def last(self) -> Record:
        """The last entry, made or about to be."""
        return self._last

    @property
    def end(self) -> int:
        """The offset at which the next entry will start, in bytes."""
        return self._last.end

    @property
    def revision(self) -> int:
        """Number of the last change."""
        return self._last.revision

    @property
    def digest(self) -> bytes:
        """The checksum of everything so far."""
        return self._last.digest

    def append(self, entry: Entry) -> int:
        """Write an entry so that it survives a power cut; gives where it starts.

        Raises WriteRefused, and leaves no trace of the entry, when the disk is full or cannot be written to; TooLarge
        for a statement that could not be read again.
        """
        start, head, body = self.end, head_text(entry), body_of(entry)
        size = 0
        for text in chain([head], body()):
            size += len(text)
            if has_long_line(text):
                raise text_too_long()
        digest, line = seal(self.digest, head, body())
        try:
            self.see_to_room(size)
            self._file.truncate(start)
            end = start
            for text in pieces(head + line, body()):
                self.see_to_room(len(text))
                write_all(self._file, end, text)
                end += len(text)
            self._sync()
        except OSError as error:
            self._cut(start)
            raise refusal(error) from error
        record = Record(entry.revision, start, end, len(entry.add), len(entry.remove), entry.part_of, digest)
        self._before, self._last = self._last, record
        self._unmade.append(record)
        return start

    def settle(self) -> None:
        """Note in the index what has been made. Where that fails, the next change tries again."""
        with suppress(OSError), self._indexing:
            self.index.append(self._unmade)
            self._unmade = []

    def take_back(self, start: int) -> None:
        """Forget the last entry, which starts here and was not made: nobody was told that it was accepted."""
        self._last = self._before
        self._unmade = [record for record in self._unmade if record.start < start]
        self._cut(start)

    def heads(self, most: int, *, before: int | None = None) -> list[Head]:
        """The last changes that were made, the newest first; of those before a number. O(most)."""
        last = len(self.index) if before is None else self._position_before(before)
        records = self._records(range(max(0, last - most), last))
        with self._reader() as file:
            return [read_head_of(file, record) for record in reversed(records)]

    def entry(self, revision: int) -> Entry | None:
        """One change by its number; None for one that never was. O(its statements).

        Raises LogDamaged for an entry that is not what was written.
        """
        position = self._sure(lambda: self.index.position_of(revision))
        return None if position is None else self._entry_at(position)

    def digest_of(self, revision: int) -> str | None:
        """The checksum of the log up to a change; None for one that never was."""
        position = self._sure(lambda: self.index.position_of(revision))
        return None if position is None else self.index[position].digest.hex()

    def parts_of(self, revision: int) -> list[Entry]:
        """The changes that belong to one of another log. O(changes), of each only its record."""
        positions = self._sure(lambda: [n for n, record in enumerate(self.index) if record.part_of == revision])
        return [self._entry_at(position) for position in positions]

    def entries(self) -> Iterator[Entry]:
        """All entries, oldest first."""
        return (entry for _, entry in self.entries_from(0))

    def entries_from(self, start: int) -> Iterator[tuple[int, Entry]]:
        """The entries from an offset that an earlier `end` named, each with the one where it starts."""
        with self._reader() as file:
            long = LONG if isinstance(file, io.BufferedReader) else sys.maxsize
            for begin, stop, raw in entries_in(file, start, self.end, long):
                yield begin, read_long_entry(file, begin, stop) if raw is None else read_entry(raw)

    def close(self) -> None:
        """Give the files back."""
        self._file.close()
        self.index.close()

    def see_to_room(self, size: int = 0) -> None:
        """Raise OSError unless there is room for so many bytes, with `spare` bytes more."""
        if self._path is not None:
            check_room(self._path, size, self.spare())

    def fault(self) -> WriteRefused | None:
        """Why no entry could be written now, None when one could: its disk is full or may only be read."""
        if self._path is None:
            return None
        try:
            self.see_to_room()
            check_writable(self._path)
        except OSError as error:
            return refusal(error)
        return None

    def statements(self) -> int:
        """How many there are after all changes that were made. O(changes since it was asked last)."""
        with self._indexing:
            position, number = self._counted
            if position > len(self.index):
                position, number = 0, 0
            for record in self._records(range(position, len(self.index))):
                number += record.added - record.removed
            self._counted = len(self.index), number
        return number

    def _entry_at(self, position: int) -> Entry:
        record = self.index[position]
        before = self.index[position - 1] if position else ORIGIN
        try:
            with self._reader() as file:
                return read_whole(file, record, before)
        except (ChainBroken, ValueError, KeyError, SyntaxError) as error:
            raise LogDamaged(
                "The entry of change %(revision)s in the log is damaged.",
                hint="The data are not touched by that. akteursnetz check says what is wrong.",
                revision=record.revision,
            ) from error

    def _position_before(self, revision: int) -> int:
        return self._sure(lambda: self.index.position_from(revision))

    def _records(self, positions: range) -> list[Record]:
        return self._sure(lambda: [self.index[position] for position in positions])

    def _sure(self, ask: Callable[[], T]) -> T:
        """What the index says. One that has been damaged meanwhile is made anew."""
        try:
            return ask()
        except ValueError:
            self._index_anew()
            return ask()

    def _index_anew(self) -> None:
        with self._indexing, self._reader() as file:
            try:
                records = list(records_of(file, ORIGIN, self._unmade[0].start if self._unmade else self.end))
            except ChainBroken as error:
                raise LogDamaged(
                    "The log of changes and its index are damaged.",
                    hint="The data are not touched by that. akteursnetz check says what is wrong.",
                ) from error
            self.index.cut(0)
            self.index.append(records)

    @contextmanager
    def _reader(self) -> Iterator[BinaryIO]:
        """A view of its own: somebody may read the history while an entry is being written."""
        if isinstance(self._file, io.BytesIO):
            yield io.BytesIO(self._file.getvalue())
            return
        with Path(self._file.name).open("rb") as file:
            yield file

    def _sync(self) -> None:
        if not isinstance(self._file, io.BytesIO):
            os.fsync(self._file.fileno())

    def _cut(self, end: int) -> None:
        """Cut off what lies behind; where even that fails, the next entry does it first."""
        with suppress(OSError):
            self._file.truncate(end)
            self._sync()


def index_path(log: Path) -> Path:
    """Where the index of a log lies."""
    return log.with_suffix(".index")


def _open(path: Path) -> io.FileIO:
    path.touch(mode=0o600)
    return path.open("r+b", buffering=0)
