"""Checksums of the change log, each over its entry and the checksum before it.

So none can be altered, left out or put elsewhere without being noticed. A log of an older version begins with entries
that have none: they are sealed together by the first that has one.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from graph.store.patch_text import BODY, END

NOTHING = hashlib.sha256().digest()
"""The checksum before the first entry."""
_SEAL = re.compile(rb'H sha256 "([0-9a-f]{64})" \.\n\Z')
LONG = 8_000_000
"""Bytes from which an entry is long, and stays in its file: 30,000 statements, 20 MB of objects."""
_BLOCK = 1 << 20


class ChainBroken(Exception):
    """An entry is not what was written: its checksum says so, or it should have one and has none."""


def seal(previous: bytes, head: bytes, body: Iterable[bytes | memoryview]) -> tuple[bytes, bytes]:
    """The checksum of an entry that follows another, and the header that says it."""
    found = hashlib.sha256(previous)
    found.update(head)
    for text in body:
        found.update(text)
    return found.digest(), b'H sha256 "%s" .\n' % found.hexdigest().encode()


class Chain:
    """The checksum so far, carried on entry by entry.

    `digest`: where to go on, after entries that need not be read again; None: from the first entry.
    """

    def __init__(self, digest: bytes | None = None) -> None:
        self._unsealed = hashlib.sha256() if digest is None else None
        self._digest = digest or NOTHING

    @property
    def digest(self) -> bytes:
        """The checksum of the last entry, or of all entries of an older version together."""
        return self._digest

    def follow(self, raw: bytes) -> None:
        """Go on by one entry. Raises ChainBroken, and stays where it was."""
        head, found = _head_and_seal(raw)
        if found is None:
            self._follow_unsealed(raw)
            return
        digest, _ = seal(self._digest, head[: found.start()], [memoryview(raw)[len(head) :]])
        if digest.hex().encode() != found[1]:
            raise ChainBroken
        self._digest, self._unsealed = digest, None

    def follow_in(self, file: BinaryIO, start: int, end: int) -> None:
        """The same by an entry in a file, read in blocks."""
        digest, said = _read_seal(file, start, end, self._digest)
        if said is None:
            for block in _blocks(file, start, end):
                self._follow_unsealed(block)
            return
        if digest.hex().encode() != said:
            raise ChainBroken
        self._digest, self._unsealed = digest, None

    def _follow_unsealed(self, raw: bytes) -> None:
        if self._unsealed is None:
            raise ChainBroken
        self._unsealed.update(raw)
        self._digest = self._unsealed.digest()


def has_seal(file: BinaryIO, start: int, end: int) -> bool:
    """Whether the entry between two offsets has a checksum of its own."""
    return _head_and_seal(next(_blocks(file, start, end), b""))[1] is not None


def is_sealed(raw: bytes) -> bool:
    """Whether an entry has a checksum of its own."""
    return _head_and_seal(raw)[1] is not None


def is_as_sealed(file: BinaryIO, start: int, end: int, previous: bytes, digest: bytes) -> bool:
    """Whether the entry between two offsets is the one with this checksum, read in blocks: it may be a whole load.

    False also for an entry of an older version, which has no checksum of its own.
    """
    found, said = _read_seal(file, start, end, previous)
    return found == digest and said == digest.hex().encode()


def raw_entries(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The complete entries between two offsets, each with where it starts. Memory: the largest of them."""
    return ((begin, raw) for begin, _, raw in entries_in(file, start, end, sys.maxsize) if raw is not None)


def entries_in(file: BinaryIO, start: int, end: int, long: int) -> Iterator[tuple[int, int, bytes | None]]:
    """The complete entries between two offsets: where each starts and ends, and its text; None for one so `long`.

    The file may be read elsewhere meanwhile. Memory: a long entry, and never more.
    """
    held, offset, searched, begin, position = bytearray(), start, 0, start, start
    while True:
        file.seek(position)
        chunk = file.read(min(_BLOCK, end - position))
        if not chunk:
            return
        position += len(chunk)
        held += chunk
        while (found := held.find(b"\n" + END, max(begin - offset, searched))) >= 0:
            stop = offset + found + 1 + len(END)
            raw = _copied(held, begin - offset, stop - offset) if begin >= offset and stop - begin < long else None
            yield begin, stop, raw
            begin, searched = stop, stop - offset
        gone = begin - offset if begin > offset else 0
        if len(held) - gone > long:  # its beginning is not kept; its end may stand in what is read next
            gone = len(held) - len(END)
        del held[:gone]
        offset += gone
        searched = max(0, len(held) - len(END))


def _copied(held: bytearray, begin: int, stop: int) -> bytes:
    """Copied once: a slice of the bytes held would be a copy more."""
    with memoryview(held) as whole, whole[begin:stop] as entry:
        return bytes(entry)


def _read_seal(file: BinaryIO, start: int, end: int, previous: bytes) -> tuple[bytes, bytes | None]:
    """The checksum of the entry between two offsets that follows another, and the one that it says itself, if any."""
    blocks = _blocks(file, start, end)
    block = next(blocks, b"")
    head, found = _head_and_seal(block)
    if found is None:
        return b"", None
    hashed = hashlib.sha256(previous)
    hashed.update(head[: found.start()])
    hashed.update(memoryview(block)[len(head) :])
    for block in blocks:
        hashed.update(block)
    return hashed.digest(), found[1]


def _blocks(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end and (block := file.read(min(_BLOCK, end - start))):
        yield block
        start += len(block)


def _head_and_seal(raw: bytes) -> tuple[bytes, re.Match[bytes] | None]:
    found = raw.find(b"\n" + BODY)
    head = raw[: found + 1] if found >= 0 else b""
    return head, _SEAL.search(head)
