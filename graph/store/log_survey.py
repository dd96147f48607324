"""A log is compared with what else knows about it, before anything is opened for writing: nothing is changed here.

Three know what was acknowledged: the marker (up to where the engine has saved), the index (what has been made) and
each entry about those before it. Only what is torn behind all of them may be cut off. Anything else is damage, and
damage is never mended by leaving it out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.store.chain import LONG, NOTHING, Chain, ChainBroken, entries_in, is_as_sealed
from graph.store.faults import Fault
from graph.store.log_index import LogIndex, Record
from graph.store.marker import Marker
from graph.store.patch_text import BODY, counts, counts_in

_HEAD = 1 << 20
ORIGIN = Record(0, 0, 0, 0, 0, 0, NOTHING)
"""Where a log begins, as the record of a change before the first."""
_REVISION = re.compile(rb'H revision "(\d+)" \.\n')
_PART_OF = re.compile(rb'\nH part-of "(\d+)" \.\n')


@dataclass(frozen=True, slots=True)
class LogSurvey:
    """What a log holds: its `last` entry that counts, and how far the index knows it.

    `known`: how many records of the index are right; `news`: those that it lacks. `fault`: what is wrong, if anything.
    """

    last: Record = ORIGIN
    known: int = 0
    news: tuple[Record, ...] = ()
    fault: Fault | None = None


def survey_log(
    path: Path, index_path: Path, marker: Marker | None, *, part_of: int | None = None, whole: bool = False
) -> LogSurvey:
    """Read a log from the last entry that is sure, or from its beginning where none is, or where the `whole` is asked.

    `part_of`: last change of the public log; what belongs to a later one never happened, unless it was acknowledged.
    O(entries after the marker), O(log) without an index.
    """
    with closing(LogIndex(index_path, read_only=True)) as index:
        if not path.exists() or not path.stat().st_size:
            return _empty(path, _Acknowledged(index, marker))
        with path.open("rb") as file:
            return _Survey(str(path), file, index, marker, part_of, whole=whole).made()


def records_of(file: BinaryIO, base: Record, end: int) -> Iterator[Record]:
    """The records of the entries after one, up to an offset. Raises ChainBroken at the first that is not as written."""
    chain, last = Chain(base.digest if base.end else None), base
    for start, stop, raw in entries_in(file, base.end, end, LONG):
        head = _beginning(file, start, stop) if raw is None else raw
        number = _REVISION.match(head)
        if number is None or int(number[1]) <= last.revision:
            raise ChainBroken
        if raw is None:
            chain.follow_in(file, start, stop)
            added, removed = counts_in(file, start, stop)
        else:
            chain.follow(raw)
            added, removed = counts(raw)
        part_of = _PART_OF.search(head, 0, head.find(b"\n" + BODY) + 1)
        last = Record(
            int(number[1]),
            start,
            stop,
            added,
            removed,
            int(part_of[1]) if part_of else 0,
            chain.digest,
        )
        yield last


def _beginning(file: BinaryIO, start: int, end: int) -> bytes:
    """Enough of a long entry to have its headers."""
    file.seek(start)
    return file.read(min(_HEAD, end - start))


class _Acknowledged:
    """The last change that somebody was told of, by marker and index."""

    def __init__(self, index: LogIndex, marker: Marker | None) -> None:
        try:
            last = index[-1] if len(index) else None
        except ValueError:
            last = None
        self.end = max(marker.end if marker else 0, last.end if last else 0)
        self.revision = max(marker.revision if marker else 0, last.revision if last else 0)
        self.last_made = last.end if last else None


def _empty(path: Path, acknowledged: _Acknowledged) -> LogSurvey:
    if not acknowledged.revision:
        return LogSurvey()
    values = {"file": path, "number": acknowledged.revision}
    return LogSurvey(
        fault=Fault("%(file)s is missing or empty, though changes up to no. %(number)s were accepted.", "log", values)
    )


class _Survey:
    """One reading of one log."""

    def __init__(
        self,
        name: str,
        file: BinaryIO,
        index: LogIndex,
        marker: Marker | None,
        part_of: int | None,
        *,
        whole: bool,
    ) -> None:
        self._name, self._file, self._index, self._marker, self._part_of = name, file, index, marker, part_of
        self._acknowledged = _Acknowledged(index, marker)
        self._size = file.seek(0, os.SEEK_END)  # after that: a service may be writing
        sure = None if whole else self._sure_position()
        self._known = 0 if sure is None else sure + 1
        self._base = ORIGIN if sure is None else index[sure]
        self._is_marker_met = marker is None or not marker.end or sure is not None

    def made(self) -> LogSurvey:
        """What the log holds."""
        news, is_broken = list[Record](), False
        try:
            for record in records_of(self._file, self._base, self._size):
                if self._part_of is not None and record.part_of > self._part_of:
                    return self._survey(news, is_broken=False, is_whole=record.end > self._acknowledged.end)
                news.append(record)
                self._meet(record)
        except ChainBroken:
            is_broken = True
        return self._survey(news, is_broken=is_broken)

    def _meet(self, record: Record) -> None:
        marker = self._marker
        if marker is not None and record.end == marker.end:
            is_same = marker.digest in ("", record.digest.hex()) and marker.revision == record.revision
            self._is_marker_met = is_same

    def _survey(self, news: list[Record], *, is_broken: bool, is_whole: bool = True) -> LogSurvey:
        last = news[-1] if news else self._base
        known = self._known
        for record in news:
            if not self._agrees(known, record):
                break
            known += 1
        news = news[known - self._known :]
        fault = None
        if not is_whole:
            values = {"file": self._name, "number": last.revision}
            fault = Fault("%(file)s has changes after %(number)s that changes.log does not have.", "log", values)
        elif last.end < self._acknowledged.end and not is_broken:
            values = {"file": self._name, "last": last.revision, "number": self._acknowledged.revision}
            fault = Fault("%(file)s ends with change %(last)s, though change %(number)s was accepted.", "log", values)
        elif not self._is_marker_met or (is_broken and not self._may_cut(last)):
            values = {"file": self._name, "number": last.revision}
            fault = Fault("%(file)s is damaged after change %(number)s.", "log", values)
        return LogSurvey(last, known, tuple(news), fault)

    def _may_cut(self, last: Record) -> bool:
        """Whether a whole entry that is not as it should be is surely the last, and nobody was told of it."""
        followers = sum(1 for _ in entries_in(self._file, last.end, self._size, LONG))
        return self._acknowledged.last_made == last.end >= self._acknowledged.end and followers == 1

    def _agrees(self, position: int, record: Record) -> bool:
        try:
            return position < len(self._index) and self._index[position] == record
        except ValueError:
            return False

    def _sure_position(self) -> int | None:
        """The record of the entry that the marker ends with, when marker, index and entry say the same."""
        marker = self._marker
        if marker is None or not marker.end or not marker.digest:
            return None
        try:
            position = self._index.position_ending(marker.end)
            if position is None:
                return None
            record, before = self._index[position], self._index[position - 1] if position else ORIGIN
            if (record.revision, record.digest.hex()) != (marker.revision, marker.digest):
                return None
            if before.end == record.start and is_as_sealed(
                self._file, record.start, record.end, before.digest if before.end else NOTHING, record.digest
            ):
                return position
            read = list(records_of(self._file, before, record.end))
        except (ValueError, ChainBroken):
            return None
        return position if read == [record] else None
