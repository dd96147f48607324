"""Statements that come with a request: read completely or refused, with line and column, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

import pyoxigraph as ox

from graph.errors import DataError, UnsupportedMediaType
from graph.load.faults import TextFaultError, data_error
from graph.load.parse import parse_text, readable
from graph.protocol import GraphName
from graph.rdf.canonical_lines import text_of_plain
from graph.rdf.media_types import GRAPHS
from graph.rdf.quad_text import LARGE, QuadText, text_of

_ALIASES: Mapping[str, str] = {
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
    "text/rdf+n3": "text/turtle",
    "text/plain": "application/n-triples",
    "text/x-nquads": "application/n-quads",
    "application/x-trig": "application/trig",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}


def parse_body(body: bytes, media_type: str, *, graph: GraphName | None, base: str) -> Sequence[ox.Quad]:
    """The statements of a request's body, each blank node with a label that nothing else has; of a long one as text.

    They are for `graph`, unless that is None and the body names its own graphs; a body for one graph may name none.
    Relative IRIs are below `base`. Nothing is fetched from elsewhere; entities are expanded when they are short.
    Raises DataError (400) with `line` and `column`, UnsupportedMediaType (415).
    """
    form = _form(media_type)
    try:
        text = readable(body, form)
        quads = parse_text(text, form, base)
        in_graph = list if graph is None else partial(_in_graph, graph)
        if len(text) < LARGE:
            return in_graph(list(quads))
        return _plain(text, form, graph) or text_of(quads, in_graph)
    except TextFaultError as error:
        raise data_error(error.fault) from error


def _plain(body: bytes, form: ox.RdfFormat, graph: GraphName | None) -> QuadText | None:
    """A body that need not be parsed; None for others, and for those with a mistake, which parsing will find."""
    if form != ox.RdfFormat.N_TRIPLES or not isinstance(graph, ox.NamedNode):
        return None
    with suppress(SyntaxError, ValueError):
        text = text_of_plain(body, form)
        return text.in_graph(graph) if text else None
    return None


def _form(media_type: str) -> ox.RdfFormat:
    name = media_type.partition(";")[0].strip().lower()
    form = GRAPHS.get(_ALIASES.get(name, name))
    if form is None:
        raise UnsupportedMediaType(
            "Statements are not taken as %(type)s.",
            hint="Send them as %(known)s.",
            type=media_type or "?",
            known=", ".join(GRAPHS),
        )
    return form


def _in_graph(graph: GraphName, quads: list[ox.Quad]) -> list[ox.Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise DataError(
                "The statements are to go into one graph, and %(graph)s is named in them.",
                hint="Leave the graph out of the address: then each statement goes into the graph that it names.",
                graph=str(quad.graph_name),
            )
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
