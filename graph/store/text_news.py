"""What of a long text is new to an engine: of graphs that it has, line by line, without making objects of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from graph.rdf.quad_text import QuadText, parsed

MANY = 50_000
"""Lines from which on a text stays one though some of its graphs exist: as objects a million are half a gigabyte."""


def known_graphs(quads: ox.Store, text: QuadText) -> list[ox.NamedNode]:
    """The named graphs of a text that an engine has already."""
    named = (graph for graph in text.graphs if isinstance(graph, ox.NamedNode))
    return sorted((graph for graph in named if quads.contains_named_graph(graph)), key=str)


def news_of(quads: ox.Store, text: QuadText, known: Collection[ox.NamedNode]) -> QuadText:
    """A text in named graphs without the lines that an engine has; `known` are its graphs that the engine has."""
    return text.made_of(_news(quads, piece, _ends(known)) for piece in text.texts()) if known else text


def lines_in(text: QuadText, graphs: Collection[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The quads of a text in named graphs that lie in some of these."""
    ends = _ends(graphs)
    return (quad for piece in text.texts() for quad in parsed(_lines(piece, ends)))


def _ends(graphs: Collection[ox.NamedNode]) -> tuple[bytes, ...]:
    return tuple(f" {graph} .\n".encode() for graph in graphs)


def _lines(piece: bytes, ends: tuple[bytes, ...]) -> bytes:
    return b"".join([line for line in piece.splitlines(keepends=True) if line.endswith(ends)])


def _news(quads: ox.Store, piece: bytes, ends: tuple[bytes, ...]) -> bytes:
    asked = _lines(piece, ends)
    held = {line for line, quad in zip(asked.splitlines(), parsed(asked), strict=True) if quad in quads}
    if not held:
        return piece
    return b"".join([line for line in piece.splitlines(keepends=True) if line[:-1] not in held])
