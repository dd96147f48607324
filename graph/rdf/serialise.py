"""Answers in the formats that clients ask for, made by the engine's own writers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

import pyoxigraph as ox

from graph.errors import NotAcceptable
from graph.protocol import Answer, GraphName
from graph.rdf.media_types import GRAPHS, RESULTS, first_known
from graph.terms import PREFIXES

Results = ox.QuerySolutions | ox.QueryBoolean


def results_as(results: Results, media_types: Sequence[str], revision: int) -> Answer:
    """Rows or a truth value as the first type that is one for them. Raises NotAcceptable."""
    media_type = first_known(media_types, RESULTS) or _refuse(media_types, RESULTS)
    return Answer(media_type, results.serialize(format=RESULTS[media_type]) or b"", revision)


def graph_as(
    triples: Iterable[ox.Triple],
    media_types: Sequence[str],
    revision: int,
    prefixes: Mapping[str, str] = PREFIXES,
) -> Answer:
    """Statements as the first type that is one for graphs. Raises NotAcceptable."""
    media_type = first_known(media_types, GRAPHS) or _refuse(media_types, GRAPHS)
    form = GRAPHS[media_type]
    known = dict(prefixes) if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML) else None
    return Answer(media_type, ox.serialize(triples, format=form, prefixes=known) or b"", revision)


def graph_of_store(quads: ox.Store, graph: GraphName, media_types: Sequence[str], revision: int) -> Answer:
    """One graph of a store, written by the engine without a Python object for each statement. Raises NotAcceptable."""
    media_type = first_known(media_types, GRAPHS) or _refuse(media_types, GRAPHS)
    form = GRAPHS[media_type]
    prefixes = PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
    return Answer(media_type, quads.dump(format=form, from_graph=graph, prefixes=prefixes) or b"", revision)


def _refuse(asked: Sequence[str], known: Mapping[str, object]) -> NoReturn:
    raise NotAcceptable(
        "The result cannot be given as %(asked)s.",
        hint="It can be given as: %(known)s.",
        asked=", ".join(asked) or "nothing",
        known=", ".join(known),
    )
