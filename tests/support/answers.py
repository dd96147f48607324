"""What shipped questions answer, as plain text that tests compare."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib

from graph.protocol import Store
from graph.query.named import NamedQuery, find_query
from graph.terms import BASE, NETZ, NK, ORG, local_name

AG = BASE + "magdeburg/ag-interkultur-soziales"

Row = tuple[str, ...]
Rows = set[Row]


def tidy(iri: str) -> str:
    for prefix, namespace in (("", BASE), ("netz:", NETZ), ("nk:", NK)):
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri


def text(term: object) -> str:
    if term is None:
        return ""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return tidy(term.value)


def ask(store: Store, name: str, columns: str, **parameters: str) -> list[Row]:
    query = find_query(name).bind(**parameters)
    return [tuple(text(row[column]) for column in columns.split()) for row in store.select(query)]


def is_table(query: NamedQuery) -> bool:
    return "\nCONSTRUCT " not in query.text


def count_answers(store: Store, query: NamedQuery) -> int:
    return len(store.select(query.bind()) if is_table(query) else set(store.construct(query.bind())))


def is_link(triple: ox.Triple) -> bool:
    return triple.predicate.value in {ORG + "linkedTo", ORG + "memberOf"}


def ends(triple: ox.Triple) -> tuple[str, str]:
    return text(triple.subject), text(triple.object)


def is_number(value: object) -> bool:
    return isinstance(value, ox.Literal) and local_name(value.datatype.value) in {"integer", "decimal"}


def canonical(term: object) -> object:
    """A term of either engine in one form; 1 and 1.0 are the same number."""
    if isinstance(term, ox.Literal):
        return float(term.value) if is_number(term) else (term.value, term.language)
    if isinstance(term, rdflib.Literal):
        number = local_name(str(term.datatype or "")) in {"integer", "decimal"}
        return float(term) if number else (str(term), term.language)
    return term.value if isinstance(term, ox.NamedNode) else term and str(term)


def name_of(query: NamedQuery) -> str:
    return query.name
