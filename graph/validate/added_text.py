"""What a large change adds, looked up by its subjects in the text that it came as.

As objects a million statements take half a gigabyte, and the shapes are asked about a few at a time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

import pyoxigraph as ox

from graph.libraries import np
from graph.protocol import Node
from graph.rdf.quad_text import QuadText, parsed
from graph.rdf.subject_runs import runs_in

Quads = Sequence[ox.Quad]
_Place = tuple[int, int, int]
"""Which piece of a text, from where, to where."""
_SUBJECT: Callable[[ox.Quad], Node] = attrgetter("subject")
_UNPACKED = 6
"""Pieces that are kept: things are asked about in the order of the text, and what they name stands in others."""
_AT_HAND = 500
"""Subjects whose quads are kept."""


class AddedText(Mapping[Node, Quads]):
    """The quads of a text by their subject, made anew each time that they are asked for. O(lines) to begin with.

    Kept are hashes of subjects alone, with where their lines stand, as arrays: two of one hash are told apart when they
    are read.
    """

    def __init__(self, text: QuadText, lookup: _LookUp, wanted: Callable[[Quads], Quads] = list) -> None:
        """`wanted`: which quads of each subject are; a subject without any is not there."""
        self._text, self._lookup, self._wanted = text, lookup, wanted

    @classmethod
    def of(cls, text: QuadText) -> AddedText:
        """All of a text."""
        return cls(text, _LookUp(text))

    def only(self, wanted: Callable[[Quads], Quads]) -> AddedText:
        """What is wanted of it."""
        return AddedText(self._text, self._lookup, wanted)

    def __getitem__(self, node: Node) -> Quads:
        found = self._wanted(self._lookup.about(node))
        if not found:
            raise KeyError(node)
        return found

    def __iter__(self) -> Iterator[Node]:
        return (node for node, _quads in self.items())

    def __len__(self) -> int:
        return sum(1 for _node in self)

    def items(self) -> ItemsView[Node, Quads]:
        """Each subject with its quads, which are read once."""
        return _Pairs(self)

    def pairs(self) -> Iterator[tuple[Node, Quads]]:
        """The same, one after the other."""
        for lines in self._lookup.each(self._text):
            said = list(parsed(lines))
            subject = _SUBJECT(said[0])
            self._lookup.keep(subject, said)
            if quads := self._wanted(said):
                yield subject, quads

    @property
    def subjects(self) -> int:
        """How many subjects the text has, those of which nothing is wanted too."""
        return self._lookup.subjects

    def about(self, predicates: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The quads with one of these predicates."""
        wanted = frozenset(str(one).encode() for one in predicates)
        for text in self._text.texts():
            lines = (line for line in text.splitlines(keepends=True) if line.split(b" ", 2)[1] in wanted)
            yield from parsed(b"".join(lines))

    def __bool__(self) -> bool:
        return bool(self._text)


class _LookUp:
    """Where the lines about each subject stand, by the hash of the subject; and the quads of the last ones."""

    def __init__(self, text: QuadText) -> None:
        hashes, places = array("q"), (array("L"), array("L"), array("L"))
        for number, piece in enumerate(text.texts()):
            for subject, start, end in runs_in(piece):
                hashes.append(hash(subject))
                for column, value in zip(places, (number, start, end), strict=True):
                    column.append(value)
        order = np.argsort(np.array(hashes, np.int64), kind="stable")
        in_order = np.array(hashes, np.int64)[order]
        self.subjects = len(hashes) and int(np.count_nonzero(np.diff(in_order))) + 1
        self._hashes = array("q", in_order.tobytes())
        self._places = [array("L", np.array(one, f"u{one.itemsize}")[order].tobytes()) for one in places]
        self._piece = lru_cache(_UNPACKED)(lambda number: _piece(text, number))
        self._kept: dict[Node, Quads] = {}

    def about(self, node: Node) -> Quads:
        """All quads with a node as subject."""
        if node not in self._kept:
            self.keep(node, list(parsed(self._lines_about(str(node).encode()))))
        return self._kept[node]

    def keep(self, node: Node, quads: Quads) -> None:
        """Have them at hand: each subject is asked about several times in a row."""
        if len(self._kept) >= _AT_HAND:
            self._kept.clear()
        self._kept[node] = quads

    def each(self, text: QuadText) -> Iterator[bytes]:
        """All lines about each subject, in the order in which they are met first."""
        for number, piece in enumerate(text.texts()):
            for subject, start, end in runs_in(piece):
                places = self._places_of(subject)
                if len(places) == 1:
                    yield piece[start:end]
                elif places[0][:2] == (number, start):
                    yield self._lines_at(places)

    def _lines_about(self, subject: bytes) -> bytes:
        return self._lines_at(self._places_of(subject))

    def _lines_at(self, places: Iterable[_Place]) -> bytes:
        return b"".join(self._piece(number)[start:end] for number, start, end in places)

    def _places_of(self, subject: bytes) -> list[_Place]:
        """Where lines about a subject stand, in the order of the text."""
        key, head, found = hash(subject), subject + b" ", list[_Place]()
        hashes, (numbers, starts, ends) = self._hashes, self._places
        at = bisect_left(hashes, key)
        while at < len(hashes) and hashes[at] == key:
            if self._piece(numbers[at]).startswith(head, starts[at]):
                found.append((numbers[at], starts[at], ends[at]))
            at += 1
        return found


class _Pairs(ItemsView[Node, Quads]):
    """Subjects with their quads, without asking for each by itself."""

    _mapping: AddedText

    def __iter__(self) -> Iterator[tuple[Node, Quads]]:
        return self._mapping.pairs()


def _piece(text: QuadText, number: int) -> bytes:
    return text.pieces[number] if number < len(text.pieces) else text.last
