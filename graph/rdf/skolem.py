"""Lasting IRIs for blank nodes: the same file read again gives the same ones.

A blank node has no name outside its file, so a change log could not replay it.
Source: RDF 1.1 Concepts, section 3.5, Replacing Blank Nodes with IRIs.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from graph.rdf.quad_text import QuadText, joined, parsed, text_of
from graph.terms import BASE

GENID = ".well-known/genid/"
_BLANK = b"_:"
_ROUNDS = 4

_Hashes = dict[ox.BlankNode, str]


def skolemise(quads: Sequence[ox.Quad], base: str = BASE) -> list[ox.Quad]:
    """The quads with an IRI for each blank node, made from what is said about the node. O(quads)."""
    if _BLANK not in (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""):
        return list(quads)  # most data have none, and the text says so soonest
    mentions = _mentions(quads)
    if not mentions:
        return list(quads)
    names = {node: ox.NamedNode(base + GENID + name) for node, name in _unique(_hashes(mentions)).items()}
    return [_renamed(quad, names) for quad in quads]


def skolemise_text(text: QuadText, base: str = BASE) -> QuadText:
    """The same for a long text: only lines that may have a blank node become quads."""
    lines = list(text.lines(lambda line: _BLANK in line)) if text.holds([_BLANK]) else []
    quads = list(parsed(b"".join(line + b"\n" for line in lines)))
    return joined([text.without(quads), text_of(skolemise(quads, base))]) if lines else text


def is_skolem(iri: str, base: str = BASE) -> bool:
    """Whether an IRI stands for a blank node."""
    return iri.startswith(base + GENID)


def _mentions(quads: Sequence[ox.Quad]) -> dict[ox.BlankNode, list[ox.Quad]]:
    mentions: dict[ox.BlankNode, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        for node in {*_blank_nodes(quad.subject), *_blank_nodes(quad.object), *_blank_nodes(quad.graph_name)}:
            mentions[node].append(quad)
    return mentions


def _blank_nodes(term: object) -> Iterator[ox.BlankNode]:
    if isinstance(term, ox.BlankNode):
        yield term
    elif isinstance(term, ox.Triple):
        yield from _blank_nodes(term.subject)
        yield from _blank_nodes(term.object)


def _hashes(mentions: dict[ox.BlankNode, list[ox.Quad]]) -> _Hashes:
    """Colour refinement: each round a node's hash takes in those of the nodes beside it."""
    hashes: _Hashes = dict.fromkeys(mentions, "")
    for _ in range(_ROUNDS):
        hashes = {node: _hash(node, quads, hashes) for node, quads in mentions.items()}
    return hashes


def _hash(node: ox.BlankNode, quads: list[ox.Quad], hashes: _Hashes) -> str:
    lines = sorted(" ".join(_masked(term, node, hashes) for term in quad) for quad in quads)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24]


def _masked(term: object, node: ox.BlankNode, hashes: _Hashes) -> str:
    if isinstance(term, ox.Triple):
        return " ".join(_masked(part, node, hashes) for part in term)
    if isinstance(term, ox.BlankNode):
        return "_:self" if term == node else "_:" + hashes[term]
    return str(term)


def _unique(hashes: _Hashes) -> dict[ox.BlankNode, str]:
    """Nodes that nothing tells apart are numbered in the order of the file."""
    count: dict[str, int] = defaultdict(int)
    names = {}
    for node, name in hashes.items():
        count[name] += 1
        names[node] = name if count[name] == 1 else f"{name}-{count[name]}"
    return names


def _renamed(quad: ox.Quad, names: dict[ox.BlankNode, ox.NamedNode]) -> ox.Quad:
    subject, predicate, value, graph = quad
    return ox.Quad(
        _rename(subject, names),  # type: ignore[arg-type]  # a subject stays one
        predicate,
        _rename(value, names),  # type: ignore[arg-type]
        _rename(graph, names),  # type: ignore[arg-type]
    )


def _rename(term: object, names: dict[ox.BlankNode, ox.NamedNode]) -> object:
    if isinstance(term, ox.BlankNode):
        return names[term]
    if isinstance(term, ox.Triple):
        return ox.Triple(_rename(term.subject, names), term.predicate, _rename(term.object, names))  # type: ignore[arg-type]
    return term
