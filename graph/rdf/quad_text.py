"""Many statements as text: N-Quads in pieces, so that a million of them need no million Python objects.

Everything that looks at single statements may still do so: a text is a sequence of quads, made as they are asked for.
What has to look at all of them looks at lines instead. A line is a quad's one spelling (RDF 1.2 N-Quads, section on
the canonical form), as the engine writes it: equal lines are equal quads, and no IRI hides behind an escape.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import overload

import pyoxigraph as ox

from graph.libraries import np
from graph.rdf.packed_texts import PIECE as PACKED_PIECE
from graph.rdf.packed_texts import PackedTexts

PIECE = 100_000
LARGE = 4_000_000
_PART = 50_000
_SPACES_WITHOUT_GRAPH = 3

_BLANK = b"_:"
_NQUADS = ox.RdfFormat.N_QUADS

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class TextQuads(Sequence[ox.Quad]):
    """Quads that are kept as N-Quads, and made each time that they are asked for; one by its number is O(quads)."""

    __slots__ = ()

    @abstractmethod
    def texts(self) -> Iterator[bytes]:
        """All of it as N-Quads, piece by piece."""

    def __iter__(self) -> Iterator[ox.Quad]:
        return (quad for text in self.texts() for quad in parsed(text))

    @overload
    def __getitem__(self, index: int) -> ox.Quad: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ox.Quad]: ...
    def __getitem__(self, index: int | slice) -> ox.Quad | Sequence[ox.Quad]:
        return list(self)[index]


@dataclass(frozen=True, slots=True)
class QuadText(TextQuads):
    """Quads as pieces of canonical N-Quads, each line once; `graphs` are all that they lie in.

    `last` are lines for graphs that exist already. What is made of packed pieces is packed as well.
    """

    pieces: Sequence[bytes]
    graphs: frozenset[GraphName]
    last: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.pieces or self.last)

    def __len__(self) -> int:
        if isinstance(self.pieces, PackedTexts):
            return self.pieces.lines + self.last.count(b"\n")
        return sum(piece.count(b"\n") for piece in self.texts())

    def texts(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        yield from self.pieces
        if self.last:
            yield self.last

    def holds(self, words: Iterable[bytes]) -> bool:
        """Whether one of these stands anywhere in the text."""
        return any(word in text for word in words for text in self.texts())

    def predicates(self) -> frozenset[bytes]:
        """All predicates, as they stand in the text."""
        return frozenset(line.split(b" ", 2)[1] for line in self.lines())

    def lines(self, is_wanted: Callable[[bytes], bool] | None = None) -> Iterator[bytes]:
        """All lines, or those that are wanted, without their ends."""
        return (line for text in self.texts() for line in filter(is_wanted, text.splitlines()))

    def about(self, predicates: frozenset[bytes]) -> QuadText:
        """Only lines with one of these predicates."""
        wanted = (
            b"".join([line for line in piece.splitlines(keepends=True) if line.split(b" ", 2)[1] in predicates])
            for piece in self.pieces
        )
        return QuadText(_like(self.pieces, wanted), self.graphs)

    def made_of(self, pieces: Iterable[bytes]) -> QuadText:
        """These pieces of it, kept as it is, in as many graphs as before."""
        return QuadText(_like(self.pieces, pieces), self.graphs)

    def without(self, quads: Sequence[ox.Quad]) -> QuadText:
        """The same but for some quads."""
        if not quads:
            return self
        unwanted = frozenset(written(quads).splitlines())
        pieces = _like(self.pieces, (_without(piece, unwanted) for piece in self.pieces))
        emptied = {graph for graph in {quad.graph_name for quad in quads} if not _any_in(pieces, graph)}
        return QuadText(pieces, self.graphs - emptied)

    def followed_by(self, other: QuadText) -> QuadText:
        """With another text, whose graphs are others."""
        if isinstance(self.pieces, PackedTexts):
            return QuadText(self.pieces.followed_by(other.pieces), self.graphs | other.graphs)
        return QuadText((*self.pieces, *other.pieces), self.graphs | other.graphs)

    def with_last(self, quads: Sequence[ox.Quad]) -> QuadText:
        """With quads of graphs that exist already."""
        return QuadText(self.pieces, self.graphs, self.last + written(quads))

    def in_graph(self, graph: ox.NamedNode) -> QuadText:
        """All of it in another graph. It must lie in the default graph, whose lines name none."""
        end = f" {graph} .\n".encode()
        return QuadText(tuple(piece.replace(b" .\n", end) for piece in self.pieces), frozenset({graph}))


def text_of(quads: Iterable[ox.Quad], rewrite: Callable[[list[ox.Quad]], list[ox.Quad]] = list) -> QuadText:
    """Quads as text, taken from a parser a piece at a time and rewritten where need be. Doubles are left out."""
    source, pieces, graphs = iter(quads), list[bytes](), set[GraphName]()
    while part := rewrite(list(islice(source, PIECE))):
        graphs.update({quad.graph_name for quad in part})
        pieces.append(written(part))
    return of_pieces(pieces, graphs)


def of_pieces(pieces: Sequence[bytes], graphs: Iterable[GraphName]) -> QuadText:
    """Pieces of canonical lines as a text; doubles are left out."""
    return QuadText(_once(pieces), frozenset(graphs))


def of_lines(lines: Iterable[bytes], graph: GraphName, *, like: QuadText) -> QuadText:
    """Canonical lines in one graph as a text, kept like another; doubles are left out."""
    source, size = iter(lines), PACKED_PIECE if isinstance(like.pieces, PackedTexts) else PIECE
    pieces = _like(like.pieces, iter(lambda: b"".join(islice(source, size)), b""))
    return QuadText(_once(pieces), frozenset({graph}) if pieces else frozenset())


def joined(texts: Iterable[QuadText]) -> QuadText:
    """Several texts as one."""
    first, *others = [*texts] or [QuadText((), frozenset())]
    for other in others:
        first = first.followed_by(other)
    return QuadText(_once(first.pieces), first.graphs) if others else first


def written_in_parts(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Quads as N-Quads, some at a time, so that of many no second copy lies in memory; never an empty part."""
    if isinstance(quads, TextQuads):
        yield from quads.texts()
        return
    source = iter(quads)
    while part := list(islice(source, _PART)):
        yield written(part)


def written(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as N-Quads."""
    if isinstance(quads, QuadText):
        return b"".join(quads.texts())
    return ox.serialize(quads, format=_NQUADS) or b""


def lying_in(graph: ox.NamedNode) -> Callable[[bytes], bool]:
    """Whether a line, with its end, lies in a graph; one that lies in none may name it as its object."""
    end = f" {graph} .\n".encode()
    return lambda line: line.endswith(end) and line.count(b" ") > _SPACES_WITHOUT_GRAPH


def parsed(text: bytes) -> Iterator[ox.Quad]:
    """The quads of our own N-Quads, whose IRIs have been checked before."""
    return ox.parse(text, format=_NQUADS, lenient=True)


def _without(piece: bytes, unwanted: frozenset[bytes]) -> bytes:
    lines = piece.splitlines(keepends=True)
    return b"".join(line for line in lines if line[:-1] not in unwanted)


def _any_in(pieces: Iterable[bytes], graph: GraphName) -> bool:
    """Whether a quad lies in a graph; of lines that only look so, one names the graph as its object."""
    end = b" ." if isinstance(graph, ox.DefaultGraph) else f" {graph} .".encode()
    candidates = (line for piece in pieces for line in piece.splitlines() if line.endswith(end))
    return any(quad.graph_name == graph for line in candidates for quad in parsed(line))


def _like(model: Sequence[bytes], pieces: Iterable[bytes]) -> Sequence[bytes]:
    """Pieces, as they are kept in a model, without empty ones."""
    return PackedTexts(pieces) if isinstance(model, PackedTexts) else tuple(filter(None, pieces))


def _once(pieces: Sequence[bytes]) -> Sequence[bytes]:
    """Each line once. Different hashes are different lines, so mostly the numbers say that there is nothing to do."""
    hashes = array("q")
    for piece in pieces:
        hashes.extend(map(hash, piece.splitlines(keepends=True)))
    several = said_twice(hashes)
    if not several:
        return pieces if isinstance(pieces, PackedTexts) else tuple(pieces)
    return _like(pieces, _unseen(pieces, several))


def said_twice(hashes: array[int]) -> Collection[int]:
    """Numbers that are there more than once; they are sorted in place, as 3 million are 25 MB, and as objects 300."""
    if len(hashes) < PIECE:
        return hashes if len(set(hashes)) < len(hashes) else ()
    found = np.frombuffer(hashes, np.int64)
    found.sort()
    return set(found[1:][found[1:] == found[:-1]].tolist())


def _unseen(pieces: Iterable[bytes], several: Collection[int]) -> Iterator[bytes]:
    """The pieces without what was there before; looked for among the lines of these hashes."""
    seen, wanted = set[bytes](), frozenset(several)
    for piece in pieces:
        lines = dict.fromkeys(line for line in piece.splitlines(keepends=True) if line not in seen)
        seen.update(line for line in lines if hash(line) in wanted)
        yield b"".join(lines)
