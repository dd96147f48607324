"""Lines of a text in a row about one subject: most of what is said of something stands together."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator

from graph.rdf.quad_text import QuadText, said_twice

Run = tuple[bytes, int, int]
"""A subject, with the first and the last place of the lines about it."""


def runs_in(piece: bytes) -> Iterator[Run]:
    """Which lines of a piece stand in a row about one subject."""
    start, size = 0, len(piece)
    while start < size:
        head = piece[start : piece.index(b" ", start) + 1]
        end = piece.index(b"\n", start) + 1
        while piece.startswith(head, end):
            end = piece.index(b"\n", end) + 1
        yield head[:-1], start, end
        start = end


def by_subject(text: QuadText) -> Iterator[tuple[bytes, bytes]]:
    """Each subject once, with all lines about it; what stands in several places is kept until the end."""
    scattered, gathered = _in_several_places(text), defaultdict[bytes, bytearray](bytearray)
    for piece in text.texts():
        for subject, start, end in runs_in(piece):
            if hash(subject) in scattered:
                gathered[subject] += piece[start:end]
            else:
                yield subject, piece[start:end]
    yield from ((subject, bytes(lines)) for subject, lines in gathered.items())


def _in_several_places(text: QuadText) -> Collection[int]:
    """Hashes of all subjects that there are several runs of."""
    hashes = array("q")
    for piece in text.texts():
        hashes.extend(hash(subject) for subject, _, _ in runs_in(piece))
    return frozenset(said_twice(hashes))
