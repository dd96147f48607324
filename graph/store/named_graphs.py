"""Whole graphs are read, replaced, extended and dropped, as the SPARQL 1.1 Graph Store HTTP Protocol has it.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import uuid4

import pyoxigraph as ox

from graph.errors import DataError, NotFound
from graph.load.upload import parse_body
from graph.protocol import Applied, Change, GraphName, Store
from graph.rdf.quad_text import QuadText
from graph.terms import BASE, PREFIXES

DEFAULT = ox.DefaultGraph()
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PREFIXED = frozenset({"text/turtle", "application/trig"})
_PREFIX_LINE = "".join(f"@prefix {prefix}: <{namespace}> . " for prefix, namespace in PREFIXES.items()).encode()


@dataclass(frozen=True, slots=True)
class SentPart:
    """Statements as they were sent. In the files of a form our usual prefixes need not be declared."""

    body: bytes
    media_type: str
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a graph: whether it is new, and the change that it took."""

    created: bool
    applied: Applied


@dataclass(frozen=True, slots=True)
class GraphWriter:
    """Who writes, why, and whether the shapes are asked."""

    author: str
    reason: str
    checked: bool = True


def graph_called(name: str) -> ox.NamedNode:
    """The graph of this IRI; a relative one lies below the base. Raises DataError (400) for what is no IRI."""
    try:
        if not name:
            raise ValueError(name)  # noqa: TRY301 - nothing is no IRI either, though it could be resolved
        return ox.NamedNode(name if _ABSOLUTE.match(name) else urljoin(BASE, name))
    except ValueError as error:
        raise DataError("%(name)s is no IRI of a graph.", hint="Check the address.", name=name or '""') from error


def new_graph() -> ox.NamedNode:
    """A graph that nobody has yet."""
    return ox.NamedNode(f"{BASE}graph/{uuid4()}")


def names_of(graph: GraphName) -> tuple[str, str]:
    """The IRI of a graph and its path below the base, "" for a graph that lies elsewhere or has no name."""
    iri = graph.value if isinstance(graph, ox.NamedNode) else ""
    return iri, iri.removeprefix(BASE) if iri.startswith(BASE) else ""


def replace_graph(store: Store, graph: GraphName, parts: Sequence[SentPart], writer: GraphWriter) -> Stored:
    """PUT: the graph holds these statements and no others. Raises what `parse_body` and `Store.apply` raise."""
    return _store(store, graph, parts, writer, clear=(graph,))


def extend_graph(store: Store, graph: GraphName, parts: Sequence[SentPart], writer: GraphWriter) -> Stored:
    """POST: the graph holds these statements as well. Raises what `parse_body` and `Store.apply` raise."""
    return _store(store, graph, parts, writer, clear=())


def extend_graphs(store: Store, parts: Sequence[SentPart], writer: GraphWriter) -> Stored:
    """POST of quads: each statement is added to the graph that it names, or else to the default graph.

    Raises what `parse_body` and `Store.apply` raise, DataError for a graph without an IRI.
    """
    return _store_quads(store, _read_quads(parts), writer, clear=())


def replace_graphs(store: Store, parts: Sequence[SentPart], writer: GraphWriter) -> Stored:
    """PUT of quads: each graph that they name holds these statements and no others; all other graphs stay."""
    quads = _read_quads(parts)
    return _store_quads(store, quads, writer, clear=_clearable(quads))


def drop_graph(store: Store, graph: GraphName, writer: GraphWriter) -> Applied:
    """DELETE: the graph is no more; the default graph, which always is, is empty. Raises NotFound."""
    named = (graph,) if isinstance(graph, ox.NamedNode) else ()
    if named and not exists(store, graph):
        raise NotFound("There is no graph %(graph)s.", hint="Check its name.", graph=named[0].value)
    clear = () if named else (graph,)
    change = Change(
        drop=named,
        clear=clear,
        author=writer.author,
        reason=writer.reason,
        checked=writer.checked,
        kind="graph",
        about=names_of(graph)[0],
    )
    return store.apply(change)


def exists(store: Store, graph: GraphName) -> bool:
    """Whether there is such a graph; the default graph always is."""
    return not isinstance(graph, ox.NamedNode) or graph.value in store.graph_names()


def _store(
    store: Store, graph: GraphName, parts: Sequence[SentPart], writer: GraphWriter, *, clear: tuple[GraphName, ...]
) -> Stored:
    read = [_read(part, graph) for part in parts]
    quads = read[0] if len(read) == 1 else [quad for statements in read for quad in statements]
    created = not exists(store, graph)
    change = Change(
        add=quads,
        clear=clear,
        create=(graph,) if isinstance(graph, ox.NamedNode) else (),
        author=writer.author,
        reason=writer.reason,
        checked=writer.checked,
        kind="graph",
        about=names_of(graph)[0],
    )
    return Stored(created, store.apply(change))


def _store_quads(
    store: Store, quads: Sequence[ox.Quad], writer: GraphWriter, *, clear: tuple[GraphName, ...]
) -> Stored:
    named = sorted((graph for graph in _graphs_of(quads) if isinstance(graph, ox.NamedNode)), key=str)
    known = frozenset(store.graph_names())
    change = Change(
        add=quads,
        clear=clear,
        create=tuple(named),
        author=writer.author,
        reason=writer.reason,
        checked=writer.checked,
        kind="graph",
        about=named[0].value if len(named) == 1 else "",
    )
    return Stored(any(graph.value not in known for graph in named), store.apply(change))


def _graphs_of(quads: Sequence[ox.Quad]) -> frozenset[GraphName | ox.BlankNode]:
    return quads.graphs if isinstance(quads, QuadText) else frozenset(quad.graph_name for quad in quads)


def _clearable(quads: Sequence[ox.Quad]) -> tuple[GraphName, ...]:
    graphs = [graph for graph in _graphs_of(quads) if not isinstance(graph, ox.BlankNode)]
    return tuple(sorted(graphs, key=str))


def _read_quads(parts: Sequence[SentPart]) -> Sequence[ox.Quad]:
    read = [_read(part, None) for part in parts]
    quads = read[0] if len(read) == 1 else [quad for statements in read for quad in statements]
    blank = next((graph for graph in _graphs_of(quads) if isinstance(graph, ox.BlankNode)), None)
    if blank is not None:
        raise DataError("A graph is named by a blank node.", hint="Give it an IRI, by which it can be asked for.")
    return quads


def _read(part: SentPart, graph: GraphName | None) -> Sequence[ox.Quad]:
    known = part.is_form and part.media_type in _PREFIXED
    base = graph.value if isinstance(graph, ox.NamedNode) else BASE
    body = _PREFIX_LINE + part.body.removeprefix(codecs.BOM_UTF8) if known else part.body  # a line, for errors' sake
    return parse_body(body, part.media_type, graph=graph, base=base)
