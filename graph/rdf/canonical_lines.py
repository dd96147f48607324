"""N-Quads and N-Triples that are canonical already are taken as they are: that costs half of what parsing them would.

A line counts as plain only when it surely is canonical: IRIs of few kinds of character, literals whose escapes are
those that the engine writes. A part of a file with any other line goes through the engine's parser, as does a file
with blank nodes, whose labels hold for the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from graph.rdf.quad_text import GraphName, QuadText, of_pieces, parsed, written

_PART = 20_000_000
_BLANK = b"_:"

_IRI_PART = rb"[A-Za-z0-9/_.~?=&;,!$'()*+@:-]*+"
_HOST = rb"(?://[A-Za-z0-9.-]++(?=[/?#>])|(?!//))"
_IRI = rb"<[a-z]++:" + _HOST + _IRI_PART + rb"(?>(?:#" + _IRI_PART + rb")?)>"
_STRING = rb'"[^"\\\x00-\x1f\x7f]*+(?>(?:\\[nrt"\\][^"\\\x00-\x1f\x7f]*+)*)"'
_DATATYPE = rb"\^\^<http://www\.w3\.org/2001/XMLSchema#(?!string>)[A-Za-z]++>"
_LITERAL = _STRING + rb"(?>(?:@[a-z]{2,3}+|" + _DATATYPE + rb")?)"
_TRIPLE = b"%b %b (?:%b|%b)" % (_IRI, _IRI, _IRI, _LITERAL)
_PLAIN = {
    ox.RdfFormat.N_TRIPLES: re.compile(b"(?>(?:%b \\.\n)*)" % _TRIPLE),
    ox.RdfFormat.N_QUADS: re.compile(b"(?>(?:%b %b \\.\n)*)" % (_TRIPLE, _IRI)),
}
_GRAPH = re.compile(rb" <([^<>]*+)> \.\n")


def text_of_plain(content: bytes, form: ox.RdfFormat) -> QuadText | None:
    """A content as text, each statement once; None for what the engine's parser has to read as a whole.

    Raises SyntaxError and ValueError as the parser does, but a line counts from the beginning of its part.
    """
    if form not in _PLAIN or _BLANK in content:
        return None
    pieces, graphs = list[bytes](), set[GraphName]()
    for part in _parts(content):
        is_plain = _is_plain(part, form)
        piece = part if is_plain else written(ox.parse(part, format=form))
        pieces.append(piece)
        graphs |= _graphs(piece, form) if is_plain else {quad.graph_name for quad in parsed(piece)}
    return of_pieces(pieces, graphs)


def _parts(content: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(content):
        end = content.find(b"\n", min(start + _PART, len(content))) + 1 or len(content)
        yield content[start:end]
        start = end


def _is_plain(part: bytes, form: ox.RdfFormat) -> bool:
    if not _PLAIN[form].fullmatch(part):
        return False
    try:
        part.decode()
    except UnicodeDecodeError:
        return False
    return True


def _graphs(piece: bytes, form: ox.RdfFormat) -> set[GraphName]:
    """The graphs of plain lines; mostly all lie in that of the last."""
    if form == ox.RdfFormat.N_TRIPLES:
        return {ox.DefaultGraph()}
    end = piece[piece.rfind(b" ", 0, -3) :]
    if piece.count(end) == piece.count(b"\n"):
        return {ox.NamedNode(end[2:-4].decode())}
    return {ox.NamedNode(name.decode()) for name in set(_GRAPH.findall(piece))}
