"""Statements as rdflib has them, which the shapes are checked with."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib

from graph.protocol import Term


def graph_of(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """A graph of these statements, of whatever graph each is. Half of the time that reading them as text takes."""
    graph, known = rdflib.Graph(), dict[Term, rdflib.term.Node]()
    add = graph.store.add
    for triple in dict.fromkeys(quad.triple for quad in quads):
        terms = triple.subject, triple.predicate, triple.object
        for term in terms:
            if term not in known:
                known[term] = _term(term)
        one, relation, other = (known[term] for term in terms)
        add((one, relation, other), graph)
    return graph


def _term(term: Term) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.BNode(term.value) if isinstance(term, ox.BlankNode) else rdflib.URIRef(str(term)[1:-1])
