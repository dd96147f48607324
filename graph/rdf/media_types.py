"""The formats that the engine writes, by media type. Imports the engine only: the children use it as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

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


def first_known(asked: Sequence[str], known: Mapping[str, object]) -> str | None:
    """The first type asked for that is known, `*/*` and `text/*` included; None when there is none."""
    for media_type in asked:
        if media_type in known:
            return media_type
        main, _, rest = media_type.partition("/")
        if rest == "*":
            return next((name for name in known if main in ("*", name.partition("/")[0])), None)
    return None
