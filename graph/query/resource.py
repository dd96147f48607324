"""What the store says about one resource, for people and programs that follow its IRI.

The state of a tie without one, which the store assumes, is left out: nobody said it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyoxigraph as ox

from graph.errors import NotFound
from graph.protocol import Answer, Limits, Store
from graph.terms import ADMS, DERIVED_GRAPH

_UNLESS_ASSUMED = (
    f"FILTER NOT EXISTS {{{{ GRAPH <{DERIVED_GRAPH}> {{{{ ?subject ?property ?object }}}} "
    f"FILTER(?property = <{ADMS}status>) }}}}"
)
_ABOUT = (
    "{{ BIND({iri} AS ?subject) {iri} ?property ?object }} UNION {{ BIND({iri} AS ?object) ?subject ?property {iri} }} "
    + _UNLESS_ASSUMED
)
STATEMENTS = f"SELECT ?subject ?property ?object WHERE {{{{ {_ABOUT} }}}} LIMIT 2000"
DESCRIPTION = (
    f"CONSTRUCT {{{{ ?subject ?property ?object }}}} WHERE {{{{ {{{{ {_ABOUT} }}}} "
    f"UNION {{{{ GRAPH ?graph {{{{ {_ABOUT} }}}} }}}} }}}}"
)
"""Of all graphs, also where a query without GRAPH sees one alone."""


def check_iri(iri: str) -> ox.NamedNode:
    """The IRI as a term. Raises NotFound for text that is no IRI, so that nothing of it reaches a query."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise NotFound("%(iri)s is not the address of anything.", hint="Check the address.", iri=iri) from error


def is_graph(store: Store, iri: str) -> bool:
    """Whether a named graph is called so."""
    return iri in store.graph_names()


def describe(store: Store, iri: str, media_types: Sequence[str], *, limits: Limits | None = None) -> Answer:
    """All statements with this resource as subject or object, in the first of these formats that can be given.

    Of a named graph that nothing is said of, the statements that it holds.
    """
    term = check_iri(iri)
    if not statements_about(store, iri):
        if is_graph(store, iri):
            return store.read_graph(term, media_types)
        raise NotFound("Nothing is recorded about %(iri)s.", hint="Check the address.", iri=iri)
    return store.answer(DESCRIPTION.format(iri=term), media_types, limits=limits)


def statements_about(store: Store, iri: str) -> list[tuple[str, str, str]]:
    """Subject, property and object of each statement about a resource, as plain text, at most 2,000."""
    rows = store.select(STATEMENTS.format(iri=check_iri(iri)))
    return sorted({(value(row["subject"]), value(row["property"]), value(row["object"])) for row in rows})


def types_of(store: Store, iris: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The classes that each of these resources is stated to be of; none for one that nothing is said of."""
    terms = " ".join(str(check_iri(iri)) for iri in iris)
    found: dict[str, list[str]] = {}
    for row in (
        store.select(f"SELECT ?thing ?type WHERE {{ VALUES ?thing {{ {terms} }} ?thing a ?type }}") if iris else ()
    ):
        found.setdefault(value(row["thing"]), []).append(value(row["type"]))
    return {iri: tuple(sorted(types)) for iri, types in found.items()}


def value(term: object) -> str:
    """The text of a term: an IRI, a literal's value or the name of a blank node."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
