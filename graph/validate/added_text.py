"""What a large change adds, looked up by its subjects in the text that it came as.

As objects a million statements take half a gigabyte, and the shapes are asked about a few at a time.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import pyoxigraph as ox

from graph.protocol import Node
from graph.rdf.quad_text import QuadText, parsed

_SUBJECT: Callable[[ox.Quad], Node] = attrgetter("subject")
Quads = Sequence[ox.Quad]
Run = tuple[int, int, int]
"""Lines in a row about one subject: which piece of the text, from where, to where."""


class AddedText(Mapping[Node, Quads]):
    """The quads of a text by their subject, made anew each time that they are asked for. O(lines) to begin with.

    Kept are hashes of subjects alone: two of one hash are told apart when they are read.
    """

    def __init__(
        self, texts: Sequence[bytes], runs: Mapping[int, Sequence[Run]], wanted: Callable[[Quads], Quads] = list
    ) -> None:
        """`wanted`: which quads of each subject are; a subject without any is not there."""
        self._texts, self._runs, self._wanted = texts, runs, wanted

    @classmethod
    def of(cls, text: QuadText) -> AddedText:
        """All of a text."""
        texts = tuple(text.texts())
        runs: dict[int, tuple[Run, ...]] = {}
        for number, piece in enumerate(texts):
            for subject, start, end in _runs(piece):
                key = hash(subject)
                runs[key] = (*runs.get(key, ()), (number, start, end))
        return cls(texts, runs)

    def only(self, wanted: Callable[[Quads], Quads]) -> AddedText:
        """What is wanted of it."""
        return AddedText(self._texts, self._runs, wanted)

    def __getitem__(self, node: Node) -> Quads:
        found = self._wanted([q for q in self._read(self._runs[hash(str(node).encode())]) if q.subject == node])
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
        for runs in self._runs.values():
            found: dict[Node, list[ox.Quad]] = {}
            for quad in self._read(runs):
                found.setdefault(_SUBJECT(quad), []).append(quad)
            yield from ((node, quads) for node, several in found.items() if (quads := self._wanted(several)))

    def about(self, predicates: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The quads with one of these predicates."""
        wanted = frozenset(str(one).encode() for one in predicates)
        for text in self._texts:
            lines = (line for line in text.splitlines(keepends=True) if line.split(b" ", 2)[1] in wanted)
            yield from parsed(b"".join(lines))

    def __bool__(self) -> bool:
        return bool(self._runs)

    def _read(self, runs: Sequence[Run]) -> Iterator[ox.Quad]:
        return parsed(b"".join(self._texts[number][start:end] for number, start, end in runs))


class _Pairs(ItemsView[Node, Quads]):
    """Subjects with their quads, without asking for each by itself."""

    _mapping: AddedText

    def __iter__(self) -> Iterator[tuple[Node, Quads]]:
        return self._mapping.pairs()


def _runs(piece: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Which lines stand in a row about one subject: it, with the first and the last place of them."""
    start, size = 0, len(piece)
    while start < size:
        head = piece[start : piece.index(b" ", start) + 1]
        end = piece.index(b"\n", start) + 1
        while piece.startswith(head, end):
            end = piece.index(b"\n", end) + 1
        yield head[:-1], start, end
        start = end
