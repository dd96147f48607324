"""Every statement that names an entry, public ones and those about persons, and the same statements about another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256

import pyoxigraph as ox

from graph.errors import Conflict
from graph.protocol import Store
from graph.store.keeper import keeper_of_persons
from graph.terms import DERIVED_GRAPH

_MENTIONS = """SELECT ?s ?p ?o ?g WHERE {{
  {{ BIND ({iri} AS ?s) GRAPH ?g {{ {iri} ?p ?o }} }} UNION {{ BIND ({iri} AS ?o) GRAPH ?g {{ ?s ?p {iri} }} }}
  FILTER (?g != <{derived}>) }}"""


def mentions_of(store: Store, iri: str) -> list[ox.Quad]:
    """The statements with an entry as subject or object, each once; what is derived follows by itself."""
    term = ox.NamedNode(iri)
    rows = store.rows(_MENTIONS.format(iri=term, derived=DERIVED_GRAPH))
    public = [ox.Quad(*row) for row in rows]  # type: ignore[arg-type]  # four terms of a quad
    return list(dict.fromkeys((*public, *_about_persons(store, term))))


def check_mentions(store: Store, iris: Collection[str], seen: Collection[ox.Quad]) -> None:
    """Raise Conflict (409) where a whole store says something else of these entries by now."""
    whole = getattr(store, "whole", store)  # a part does not see all that moves
    if {quad for iri in iris for quad in mentions_of(whole, iri)} != set(seen):
        raise Conflict("One of the two entries has just been changed.", hint="Look at both once more.")


def fingerprint_of(store: Store, iris: Collection[str]) -> str:
    """What tells all that a store says of some entries from what it says at another time; in whatever order."""
    lines = sorted({str(quad) for iri in iris for quad in mentions_of(store, iri)})
    return sha256("\n".join(lines).encode()).hexdigest()[:24]


def _about_persons(store: Store, term: ox.NamedNode) -> Iterator[ox.Quad]:
    keeper = keeper_of_persons(store)
    if keeper is not None:
        yield from keeper.persons.ledger.quads.quads_for_pattern(term, None, None, None)
        yield from keeper.persons.ledger.quads.quads_for_pattern(None, None, term, None)


def renamed(quads: Iterable[ox.Quad], before: str, after: str) -> list[ox.Quad]:
    """The same statements about another entry."""
    one, other = ox.NamedNode(before), ox.NamedNode(after)

    def put(term: object) -> object:
        return other if term == one else term

    return [ox.Quad(put(quad.subject), quad.predicate, put(quad.object), quad.graph_name) for quad in quads]  # type: ignore[arg-type]
