"""One entry in the file of the log: its bytes as they are written, and what they say when they are read again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import BinaryIO

from graph.protocol import Entry, Head
from graph.rdf.quad_text import QuadText
from graph.store.chain import LONG, Chain, is_sealed
from graph.store.log_index import Record
from graph.store.logged_quads import check_long_entry, read_long_entry
from graph.store.patch_text import body_texts, read_entry, read_head

_KEPT_STATEMENTS = 400_000
_LONGEST_HEAD = 1 << 16
_LONGEST_LINE = 16_000_000
"""What can be read again: the engine's parser takes 16 MiB."""


def body_of(entry: Entry) -> Callable[[], Iterable[bytes]]:
    """What gives the body of an entry, in parts: each time anew for one too large to be kept meanwhile."""
    if isinstance(entry.add, QuadText) or len(entry.add) + len(entry.remove) > _KEPT_STATEMENTS:
        return partial(body_texts, entry)
    parts = list(body_texts(entry))
    return lambda: parts


def pieces(head: bytes, body: Iterable[bytes]) -> Iterator[bytes]:
    """What is written at once: small entries in one."""
    texts = iter(body)
    yield head + next(texts)
    yield from texts


def read_whole(file: BinaryIO, record: Record, before: Record) -> Entry:
    """The entry of a record; of a long one the statements stay in the file. Raises ChainBroken, ValueError and more."""
    if record.end - record.start >= LONG and isinstance(file, io.BufferedReader):
        check_long_entry(file, record, before)
        return read_long_entry(file, record.start, record.end, (record.added, record.removed))
    file.seek(record.start)
    raw = file.read(record.end - record.start)
    if is_sealed(raw):
        Chain(before.digest).follow(raw)
    return read_entry(raw)


def has_long_line(text: bytes) -> bool:
    """Whether a line of it could not be read again."""
    return len(text) > _LONGEST_LINE and max(map(len, text.split(b"\n"))) > _LONGEST_LINE


def write_all(file: io.BytesIO | io.FileIO, start: int, text: bytes) -> None:
    """Write past what a full disk takes of it at first: the second attempt then says what is wrong."""
    file.seek(start)
    rest = memoryview(text)
    while rest:
        rest = rest[file.write(rest) :]


def read_head_of(file: BinaryIO, record: Record) -> Head:
    """The head of the entry of a record; of a damaged one its number alone."""
    file.seek(record.start)
    raw = file.read(min(record.end - record.start, _LONGEST_HEAD))
    try:
        entry = read_head(raw)
        datetime.fromisoformat(entry.time)
    except (ValueError, KeyError, SyntaxError):
        return Head(Entry(record.revision, ""), record.added, record.removed, is_readable=False)
    is_readable = entry.revision == record.revision
    return Head(replace(entry, revision=record.revision), record.added, record.removed, is_readable=is_readable)
