"""Texts that are kept packed: what a list of 100,000 rows says is 730 MB of lines, and 25 packed."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

PIECE = 10_000
"""Lines of a piece where single things are looked up: 2 MB, which are unpacked each time."""
_LEVEL = 1
"""The lines say nearly the same again and again: a higher level takes longer and gains little."""


class PackedTexts(Sequence[bytes]):
    """Texts, each unpacked whenever it is asked for."""

    def __init__(self, texts: Iterable[bytes] = ()) -> None:
        self._packed: list[bytes] = []
        self._lines = array("L")
        for text in texts:
            self.append(text)

    @property
    def lines(self) -> int:
        """How many lines all of them have. O(texts)."""
        return sum(self._lines)

    def append(self, text: bytes) -> None:
        """Take in a further one; an empty one says nothing."""
        if text:
            self._lines.append(text.count(b"\n"))
            self._packed.append(zlib.compress(text, _LEVEL))

    def followed_by(self, texts: Iterable[bytes]) -> PackedTexts:
        """These with further ones."""
        found = PackedTexts()
        found._packed, found._lines = list(self._packed), self._lines[:]
        for text in texts:
            found.append(text)
        return found

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[bytes]:
        return map(zlib.decompress, self._packed)

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(index, slice):
            return [zlib.decompress(one) for one in self._packed[index]]
        return zlib.decompress(self._packed[index])
