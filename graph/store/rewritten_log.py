"""A log written anew with other words in it: the same changes under the same numbers, chained again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from graph.persons.eraser import Eraser
from graph.protocol import Entry
from graph.rdf.quad_text import parsed
from graph.store.chain import NOTHING, raw_entries, seal
from graph.store.patch_text import BODY, END, head_text, read_entry


def rewrite_log(source: Path, target: Path, eraser: Eraser) -> None:
    """Write a log without somebody, synced. O(log); memory: the largest entry."""
    target.touch(mode=0o600)
    digest = NOTHING
    with target.open("wb") as writing:
        for raw in _entries(source):
            head, _, body = raw.partition(BODY)
            erased = b"".join((BODY, *eraser.lines(body)))
            said = head_text(_erased(read_entry(head + BODY + END), eraser))
            digest, line = seal(digest, said, [erased])
            writing.write(said + line + erased)
        writing.flush()
        os.fsync(writing.fileno())


def statement_lines(*logs: Path) -> Iterator[bytes]:
    """All statements that ever came or went, as lines without their ends."""
    for log in logs:
        for raw in _entries(log):
            body = raw.partition(BODY)[2]
            yield from (line[2:] for line in body.splitlines() if line[:2] in {b"A ", b"D "})


def statements_ever_added(log: Path) -> Sequence[ox.Quad]:
    """All statements that ever came."""
    lines = (line[2:] for raw in _entries(log) for line in raw.splitlines(keepends=True) if line.startswith(b"A "))
    return list(parsed(b"".join(lines)))


def heads_in(*logs: Path) -> Iterator[Entry]:
    """All changes without their statements: who made them and why."""
    return (read_entry(raw.partition(BODY)[0] + BODY + END) for log in logs for raw in _entries(log))


def _entries(log: Path) -> Iterator[bytes]:
    if log.exists():
        with log.open("rb") as file:
            yield from (raw for _, raw in raw_entries(file, 0, log.stat().st_size))


def _erased(entry: Entry, eraser: Eraser) -> Entry:
    return replace(
        entry,
        author=eraser.text(entry.author),
        reason=eraser.text(entry.reason),
        about=eraser.text(entry.about),
        create=tuple(map(eraser.iri, entry.create)),
        drop=tuple(map(eraser.iri, entry.drop)),
    )
