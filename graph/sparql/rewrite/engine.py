"""What the engine makes of a query or an update, mended where it departs from the standard.

Used inside the child process of `sandbox/replica.py`: knows no limits and no errors of ours, only pyoxigraph's.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import pyoxigraph as ox

from graph.sparql.rewrite.blank_nodes import BNODE, blank_node
from graph.sparql.rewrite.graph_states import graph_states_told
from graph.sparql.rewrite.rules import head, mend_by_data, mend_by_text
from graph.sparql.rewrite.unknown_functions import Functions, with_functions
from graph.sparql.rewrite.using import using_clauses, with_using

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Given = TypeVar("Given")


def run_query(
    store: ox.Store,
    text: str,
    *,
    base: str | None = None,
    union: bool = False,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Results:
    """Results of a query that `guard.check_query` has let pass.

    With `default_graphs` or `named_graphs` (the protocol's parameters) these are all it sees; without, FROM in
    the text decides, else the store's own graphs, or with `union` all of them as one. Raises SyntaxError, with the
    place in the text as it was written, and TooManyGraphs.
    """
    chosen = default_graphs is not None or named_graphs is not None
    ask: Callable[..., Results] = partial(
        store.query,
        base_iri=base,
        use_default_graph_as_union=union and not chosen,
        default_graph=[ox.NamedNode(iri) for iri in default_graphs or ()] if chosen else None,
        named_graphs=[ox.NamedNode(iri) for iri in named_graphs or ()] if chosen else None,
    )
    return _run(ask, text, lambda written: _mend_query(written, ask))


def run_update(
    store: ox.Store,
    text: str,
    *,
    base: str | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> None:
    """Carry out an update that `guard.check_update` has let pass, all of it or nothing.

    `default_graphs` and `named_graphs` are the protocol's `using-graph-uri` and `using-named-graph-uri`: each
    WHERE of the update sees only these. Raises SyntaxError and GraphStateError.
    """
    written = with_using(text, using_clauses(default_graphs, named_graphs))
    with graph_states_told():
        _run(partial(store.update, base_iri=base), written, mend_by_text)


def mended_update(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """The text that `run_update` gives to the engine."""
    return mend_by_text(with_using(text, using_clauses(default_graphs, named_graphs)))


def ask_pattern(store: ox.Store, text: str, *, base: str | None, home: ox.NamedNode | None, most: int) -> list[Any]:
    """The first rows of a SELECT with the pattern of a mended update, as the update sees the data.

    `home`: the graph of WITH, where the pattern names none.
    """

    def ask(written: str, **functions: Any) -> list[Any]:
        rows: Any = store.query(written, base_iri=base, default_graph=home, **functions)
        return list(islice(rows, most))

    return with_functions(ask, text, {})


def insert_data(text: str, *, base: str | None) -> ox.Store:
    """What an INSERT DATA brings."""
    store = ox.Store()
    store.update(text, base_iri=base)
    return store


def _run(ask: Callable[..., Given], text: str, mended: Callable[[str], str]) -> Given:
    """What the engine makes of the mended text; a text that is no SPARQL is reported as it was written."""
    functions: Functions = {ox.NamedNode(BNODE): partial(blank_node, secrets.token_bytes(16))}
    try:
        return with_functions(ask, mended(text), functions)
    except SyntaxError:
        return with_functions(ask, text, functions)


def _mend_query(text: str, ask: Callable[..., Results]) -> str:
    def is_there(pattern: str) -> bool:
        prologue, dataset = head(text)
        return bool(ask(f"{prologue}\nASK {dataset} {{ {pattern} }}"))

    def graph_names() -> list[str]:
        prologue, dataset = head(text)
        rows: Any = ask(f"{prologue}\nSELECT ?g {dataset} {{ GRAPH ?g {{}} }}")
        return [str(row["g"]) for row in rows]

    return mend_by_data(mend_by_text(text), is_there, graph_names)
