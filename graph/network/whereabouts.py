"""Where somebody is to be found: what their own entry says, and no measure, rule or list asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.protocol import Store
from graph.rdf.values import WEBSITES
from graph.terms import DERIVED_GRAPH, SCHEMA
from graph.text import name

ADDRESS = SCHEMA + "address"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Postal addresses as they are written, and addresses of pages that a browser can open."""

    addresses: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()


def whereabouts_of(store: Store, iri: str) -> Whereabouts:
    """What is said of one actor or group; an address with parts of its own is none that can be written in a line."""
    if iri.startswith("_:"):  # a query cannot name it
        return Whereabouts()
    pages = (text for one in WEBSITES for text in _values(store, iri, one))
    known = dict.fromkeys(text for text in pages if text.startswith(("http://", "https://")))
    return Whereabouts(tuple(dict.fromkeys(_values(store, iri, ADDRESS, only_texts=True))), tuple(known))


def all_addresses(store: Store) -> Mapping[str, tuple[str, ...]]:
    """The postal addresses of everybody who has one, by IRI: one query for all."""
    query = f"SELECT DISTINCT ?s ?o WHERE {{ GRAPH ?g {{ ?s <{ADDRESS}> ?o }} {_filters(only_texts=True)} }}"
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, term in store.rows(query):
        found[name(subject)].append(" ".join(name(term).split()))
    return {iri: tuple(sorted(those)) for iri, those in found.items()}


def _values(store: Store, iri: str, property_iri: str, *, only_texts: bool = False) -> Iterator[str]:
    filters = _filters(only_texts=only_texts)
    query = f"SELECT DISTINCT ?o WHERE {{ GRAPH ?g {{ <{iri}> <{property_iri}> ?o }} {filters} }}"
    yield from sorted(" ".join(name(term).split()) for (term,) in store.rows(query))


def _filters(*, only_texts: bool) -> str:
    return f"FILTER(?g != <{DERIVED_GRAPH}>)" + (" FILTER(isLiteral(?o))" if only_texts else "")
