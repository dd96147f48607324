"""Files packed with gzip: unpacked as far as they may grow, so that a small file cannot fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from graph.errors import Wording

GZIP = 16 + zlib.MAX_WBITS
BEGINNING = b"\x1f\x8b"
BLOCK = 1 << 20
MOST_BYTES = 4 << 30
GROWTH, ALWAYS = 300, 50 << 20
"""By how many times a file may grow, and what any may grow to; our own dumps grow by 20 to 60 times."""


class PackedError(ValueError):
    """A packed file that is damaged, cut off or too large; `detail` says which."""

    def __init__(self, detail: Wording) -> None:
        super().__init__(str(detail))
        self.detail = detail


def unpacked(packed: bytes) -> bytes:
    """What a gzip file holds, all its members. Raises PackedError."""
    most = min(MOST_BYTES, max(GROWTH * len(packed), ALWAYS))
    blocks, size = list[bytes](), 0
    for block in _blocks(packed):
        size += len(block)
        if size > most:
            raise PackedError(Wording("it grows to more than %(limit)s MB when it is unpacked", limit=most >> 20))
        blocks.append(block)
    return b"".join(blocks)


def _blocks(packed: bytes) -> Iterator[bytes]:
    rest = packed
    while rest:
        member = zlib.decompressobj(GZIP)
        while not member.eof:
            try:
                block = member.decompress(rest, BLOCK)
            except zlib.error as error:
                raise PackedError(Wording("it is damaged, or no gzip")) from error
            rest = member.unconsumed_tail
            if not block and not rest and not member.eof:
                raise PackedError(Wording("it is cut off"))
            yield block
        rest = member.unused_data
