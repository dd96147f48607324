"""Answers in the formats that clients ask for, made by the engine's own writers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

import pyoxigraph as ox

from graph.errors import NotAcceptable
from graph.store import Answer
from graph.terms import PREFIXES

RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}

Results = ox.QuerySolutions | ox.QueryBoolean


def first_known(asked: Sequence[str], known: Mapping[str, object]) -> str | None:
    """The first type asked for that is known, `*/*` and `text/*` included; None when there is none."""
    for media_type in asked:
        if media_type in known:
            return media_type
        main, _, rest = media_type.partition("/")
        if rest == "*":
            return next((name for name in known if main in ("*", name.partition("/")[0])), None)
    return None


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


def _refuse(asked: Sequence[str], known: Mapping[str, object]) -> NoReturn:
    raise NotAcceptable(
        "The result cannot be given as %(asked)s.",
        hint="It can be given as: %(known)s.",
        asked=", ".join(asked) or "nothing",
        known=", ".join(known),
    )
