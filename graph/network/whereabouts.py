"""Where somebody is to be found: what their own entry says, and no measure, rule or list asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.protocol import Store, Term
from graph.rdf.values import WEBSITES
from graph.terms import DERIVED_GRAPH, SCHEMA
from graph.text import name

ADDRESS = SCHEMA + "address"
_ASKED = (ADDRESS, *WEBSITES)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Postal addresses as they are written, and addresses of pages that a browser can open."""

    addresses: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()


def whereabouts_of(store: Store, iri: str) -> Whereabouts:
    """What is said of one actor or group; an address with parts of its own is none that can be written in a line."""
    if iri.startswith("_:"):  # a query cannot name it
        return Whereabouts()
    said = _said(store, iri)
    pages = (name(one) for page in WEBSITES for one in said.get(page, ()))
    texts = (name(one) for one in said.get(ADDRESS, ()) if isinstance(one, ox.Literal))
    known = [one for one in _lines(pages) if one.startswith(("http://", "https://"))]
    return Whereabouts(tuple(sorted(_lines(texts))), tuple(known))


def all_addresses(store: Store) -> Mapping[str, tuple[str, ...]]:
    """The postal addresses of everybody who has one, by IRI: one query for all."""
    query = f"SELECT DISTINCT ?s ?o WHERE {{ GRAPH ?g {{ ?s <{ADDRESS}> ?o }} {_filters(only_texts=True)} }}"
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, term in store.rows(query):
        found[name(subject)].append(" ".join(name(term).split()))
    return {iri: tuple(sorted(those)) for iri, those in found.items()}


def _said(store: Store, iri: str) -> dict[str, list[Term]]:
    """What is said of it, by property, in the order of what it says: one query, which takes as long as for one."""
    those = " ".join(f"<{one}>" for one in _ASKED)
    query = f"SELECT DISTINCT ?p ?o WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }} VALUES ?p {{ {those} }} {_filters()} }}"
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for predicate, term in store.rows(query):
        found[name(predicate)].append(term)
    return {one: sorted(terms, key=name) for one, terms in found.items()}


def _lines(texts: Iterable[str]) -> list[str]:
    """Each once, in one line."""
    return list(dict.fromkeys(" ".join(one.split()) for one in texts))


def _filters(*, only_texts: bool = False) -> str:
    return f"FILTER(?g != <{DERIVED_GRAPH}>)" + (" FILTER(isLiteral(?o))" if only_texts else "")
