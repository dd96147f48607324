"""What the engine makes of a query or an update, mended where it departs from the standard.

Used inside the child process of `sandbox/replica.py`: knows no limits and no errors of ours, only pyoxigraph's.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import pyoxigraph as ox

from graph.sparql.rewrite.by_data import head, mend_by_data
from graph.sparql.rewrite.by_text import BNODE, mend, with_using

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Functions = dict[ox.NamedNode, Callable[..., Any]]
Given = TypeVar("Given")

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_GRAPH_STATE = re.compile(r"The graph <(?P<graph>[^>]*)> (?P<state>does not exist|already exists)")
_UNKNOWN = re.compile(r"The custom function <(?P<iri>[^>]*)> is not supported")


class GraphStateError(Exception):
    """An operation needs a graph that does not exist, or CREATE one that does; with SILENT neither is an error."""

    def __init__(self, graph: str, *, exists: bool) -> None:
        super().__init__(graph)
        self.graph, self.exists = graph, exists


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
    given = [f"USING {ox.NamedNode(iri)} " for iri in default_graphs]
    given += [f"USING NAMED {ox.NamedNode(iri)} " for iri in named_graphs]
    try:
        _run(partial(store.update, base_iri=base), with_using(text, "".join(given)), mend)
    except RuntimeError as error:
        state = _GRAPH_STATE.match(str(error))
        if state is None:
            raise
        raise GraphStateError(state["graph"], exists=state["state"] == "already exists") from error


def _run(ask: Callable[..., Given], text: str, mended: Callable[[str], str]) -> Given:
    """What the engine makes of the mended text; a text that is no SPARQL is reported as it was written."""
    try:
        return _with_functions(ask, mended(text))
    except SyntaxError:
        return _with_functions(ask, text)


def _with_functions(ask: Callable[..., Given], text: str) -> Given:
    """Run it so that a function which nobody has defined gives no value (17.6); the engine would refuse the text."""
    functions: Functions = {ox.NamedNode(BNODE): partial(_blank_node, secrets.token_bytes(16))}
    while True:
        try:
            return ask(text, custom_functions=functions)
        except RuntimeError as error:
            unknown = _UNKNOWN.match(str(error))
            if unknown is None or ox.NamedNode(unknown["iri"]) in functions:
                raise
            functions[ox.NamedNode(unknown["iri"])] = _no_value


def _no_value(*_: object) -> None:
    return None


def _blank_node(salt: bytes, label: object, row: object = None) -> ox.BlankNode | None:
    """The same node for the same label in the same row; no value for what is no simple literal."""
    if not isinstance(label, ox.Literal) or label.datatype.value != _XSD_STRING:
        return None
    return ox.BlankNode(hashlib.blake2s(f"{row} {label}".encode(), key=salt, digest_size=16).hexdigest())


def _mend_query(text: str, ask: Callable[..., Results]) -> str:
    def is_there(pattern: str) -> bool:
        prologue, dataset = head(text)
        return bool(ask(f"{prologue}\nASK {dataset} {{ {pattern} }}"))

    def graph_names() -> list[str]:
        prologue, dataset = head(text)
        rows: Any = ask(f"{prologue}\nSELECT ?g {dataset} {{ GRAPH ?g {{}} }}")
        return [str(row["g"]) for row in rows]

    return mend_by_data(mend(text), is_there, graph_names)
