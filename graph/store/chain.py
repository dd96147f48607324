"""Checksums of the change log, each over its entry and the checksum before it.

So none can be altered, left out or put elsewhere without being noticed. A log of an older version begins with entries
that have none: they are sealed together by the first that has one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from graph.store.patch_text import BODY, END

NOTHING = hashlib.sha256().digest()
"""The checksum before the first entry."""
SEAL = "sha256"
"""The header that says it."""
_SEAL = re.compile(rb'H sha256 "([0-9a-f]{64})" \.\n\Z')
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

    def _follow_unsealed(self, raw: bytes) -> None:
        if self._unsealed is None:
            raise ChainBroken
        self._unsealed.update(raw)
        self._digest = self._unsealed.digest()


def is_sealed(raw: bytes) -> bool:
    """Whether an entry has a checksum of its own."""
    return _head_and_seal(raw)[1] is not None


def is_as_sealed(file: BinaryIO, start: int, end: int, previous: bytes, digest: bytes) -> bool:
    """Whether the entry between two offsets is the one with this checksum, read in blocks: it may be a whole load.

    False also for an entry of an older version, which has no checksum of its own.
    """
    file.seek(start)
    block = file.read(min(_BLOCK, end - start))
    head, found = _head_and_seal(block)
    if found is None:
        return False
    hashed, left = hashlib.sha256(previous), end - start - len(block)
    hashed.update(head[: found.start()])
    hashed.update(memoryview(block)[len(head) :])
    while left and (block := file.read(min(_BLOCK, left))):
        hashed.update(block)
        left -= len(block)
    return not left and hashed.digest() == digest and found[1] == digest.hex().encode()


def raw_entries(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The complete entries between two offsets, each with where it starts. Memory: the largest of them."""
    file.seek(start)
    held, offset, searched = bytearray(), start, 0
    while chunk := file.read(min(_BLOCK, end - offset - len(held))):
        held += chunk
        begin = 0
        while (found := held.find(b"\n" + END, max(begin, searched))) >= 0:
            stop = found + 1 + len(END)
            with memoryview(held) as whole, whole[begin:stop] as entry:
                raw = bytes(entry)  # copied once: a slice of the bytes held would be a copy more
            yield offset + begin, raw
            begin = searched = stop
        del held[:begin]
        offset += begin
        searched = max(0, len(held) - len(END))


def _head_and_seal(raw: bytes) -> tuple[bytes, re.Match[bytes] | None]:
    found = raw.find(b"\n" + BODY)
    head = raw[: found + 1] if found >= 0 else b""
    return head, _SEAL.search(head)
