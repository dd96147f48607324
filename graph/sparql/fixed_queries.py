"""Our own fixed queries on quads in this process: not bounded, so never what a user wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import pyoxigraph as ox

from graph.errors import QueryError
from graph.protocol import Row, Term


def select_rows(quads: ox.Store, query: str, graphs: Sequence[ox.NamedNode] | None = None) -> list[Row]:
    """Rows of a SELECT over the union of all graphs, or of these and of what lies in none."""
    return rows_of(_solutions(quads, query, graphs))


def rows_of(results: ox.QuerySolutions) -> list[Row]:
    """The rows of a result, each by the names of its variables."""
    names = [variable.value for variable in results.variables]
    return [dict(zip(names, row, strict=True)) for row in results]


def iterate_rows(quads: ox.Store, query: str) -> Iterator[Iterable[Term]]:
    """The same for variables that are always bound, as the rows are found."""
    return cast("Iterator[Iterable[Term]]", _solutions(quads, query))


def construct_triples(quads: ox.Store, query: str) -> list[ox.Triple]:
    """Triples of a CONSTRUCT or DESCRIBE over the union of all graphs."""
    results = quads.query(query, use_default_graph_as_union=True)
    if not isinstance(results, ox.QueryTriples):
        raise QueryError("This is no CONSTRUCT query.", hint="Only CONSTRUCT and DESCRIBE give triples.")
    return list(results)


def _solutions(quads: ox.Store, query: str, graphs: Sequence[ox.NamedNode] | None = None) -> ox.QuerySolutions:
    if graphs is None:
        results = quads.query(query, use_default_graph_as_union=True)
    else:
        results = quads.query(query, default_graph=[ox.DefaultGraph(), *graphs], named_graphs=list(graphs))
    if not isinstance(results, ox.QuerySolutions):
        raise no_select()
    return results


def no_select() -> QueryError:
    """The error for a query of another form."""
    return QueryError("This is no SELECT query.", hint="Only SELECT gives rows.")
