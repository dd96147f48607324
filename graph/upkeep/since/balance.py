"""What very many statements that came and went come to, without an object for each.

A list of 100,000 rows is 3.2 million of them. Their lines are kept packed, and of each its hash.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import compress

import pyoxigraph as ox

from graph.libraries import Flags, np
from graph.rdf.packed_texts import PackedTexts
from graph.rdf.quad_text import GraphName, QuadText, written


class Balance:
    """Takes in what came and went, in the order in which it did; `net` is what is left of that.

    Two lines are one where their hashes are: of ten million, two others have the same one time in 400,000.
    """

    def __init__(self) -> None:
        self._pieces, self._graphs = PackedTexts(), set[GraphName]()
        self._hashes, self._sizes, self._have_come = array("q"), array("q"), array("b")

    def take(self, quads: Iterable[ox.Quad], *, come: bool) -> None:
        """Take in some thousands that came, or went, at once."""
        part = list(quads)
        if not part:
            return
        text = written(part)
        before = len(self._hashes)
        self._hashes.extend(map(hash, text.splitlines(keepends=True)))
        self._pieces.append(text)
        self._sizes.append(len(self._hashes) - before)
        self._have_come.append(come)
        self._graphs.update({quad.graph_name for quad in part})

    def net(self) -> tuple[QuadText, QuadText]:
        """What is there now and was not before, and the other way round. O(n log n) of the statements."""
        counts = self._is_left()
        return self._text(counts, come=True), self._text(counts, come=False)

    def _text(self, counts: Flags, *, come: bool) -> QuadText:
        return QuadText(PackedTexts(self._left(counts, come=come)), frozenset(self._graphs))

    def _left(self, counts: Flags, *, come: bool) -> Iterator[bytes]:
        start = 0
        for piece, size, has_come in zip(self._pieces, self._sizes, self._have_come, strict=True):
            wanted, start = counts[start : start + size], start + size
            if has_come == come:
                yield piece if wanted.all() else b"".join(compress(piece.splitlines(keepends=True), wanted))

    def _is_left(self) -> Flags:
        """Of each line whether it is the last time that the statement is met, and what it was the first time, too.

        What came first was not there before; what came last is there now.
        """
        hashes = np.frombuffer(self._hashes, np.int64)
        has_come = np.repeat(np.frombuffer(self._have_come, np.int8), self._sizes)
        order, found = np.argsort(hashes, kind="stable"), np.zeros(len(hashes), np.bool_)
        if not len(order):
            return found
        is_other = np.diff(hashes[order]) != 0
        first, last = order[np.append(True, is_other)], order[np.append(is_other, True)]
        found[last[has_come[first] == has_come[last]]] = True
        return found
