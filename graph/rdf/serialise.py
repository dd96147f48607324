"""Answers in the formats that clients ask for, made by the engine's own writers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NoReturn

import pyoxigraph as ox

from graph.errors import NotAcceptable
from graph.protocol import Answer, GraphName
from graph.rdf.json_ld_answers import NoJsonLdError, json_ld_told
from graph.rdf.media_types import GRAPHS, RESULTS, first_known
from graph.rdf.xml_answers import NoXmlNameError, sound_xml, with_xml_names
from graph.terms import PREFIXES

Results = ox.QuerySolutions | ox.QueryBoolean


def results_as(results: Results, media_types: Sequence[str], revision: int) -> Answer:
    """Rows or a truth value as the first type that is one for them. Raises NotAcceptable."""
    media_type = first_known(media_types, RESULTS) or _refuse(media_types, RESULTS)
    written = results.serialize(format=RESULTS[media_type]) or b""
    return Answer(media_type, sound_xml(written) if media_type.endswith("xml") else written, revision)


def graph_as(
    triples: Iterable[ox.Triple],
    media_types: Sequence[str],
    revision: int,
    prefixes: Mapping[str, str] = PREFIXES,
) -> Answer:
    """Statements as the first type that is one for graphs. Raises NotAcceptable."""
    media_type = first_known(media_types, GRAPHS) or _refuse(media_types, GRAPHS)
    form = GRAPHS[media_type]
    if form == ox.RdfFormat.RDF_XML:
        return Answer(media_type, _as_rdf_xml(triples, prefixes), revision)
    known = dict(prefixes) if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
    with json_ld_or_refused():
        return Answer(media_type, ox.serialize(triples, format=form, prefixes=known) or b"", revision)


def graph_of_store(quads: ox.Store, graph: GraphName, media_types: Sequence[str], revision: int) -> Answer:
    """One graph of a store, written by the engine without a Python object for each statement. Raises NotAcceptable."""
    media_type = first_known(media_types, GRAPHS) or _refuse(media_types, GRAPHS)
    form = GRAPHS[media_type]
    if form == ox.RdfFormat.RDF_XML:
        found = (quad.triple for quad in quads.quads_for_pattern(None, None, None, graph))
        return Answer(media_type, _as_rdf_xml(found, {}), revision)
    prefixes = PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
    with json_ld_or_refused():
        return Answer(media_type, quads.dump(format=form, from_graph=graph, prefixes=prefixes) or b"", revision)


def no_xml_name(iri: str) -> NotAcceptable:
    """The error for a property that RDF/XML has no way to write."""
    return NotAcceptable(
        "RDF/XML cannot write the property %(property)s, whose address does not end in a name.",
        hint="Ask for text/turtle or application/ld+json.",
        property=iri,
    )


def no_json_ld() -> NotAcceptable:
    """The error for what JSON-LD has no way to write."""
    return NotAcceptable(
        "JSON-LD cannot write statements about statements.",
        hint="Ask for text/turtle, application/trig or application/n-quads.",
    )


@contextmanager
def json_ld_or_refused() -> Iterator[None]:
    """Raises NotAcceptable for what the format that is written in here has no way to write."""
    try:
        with json_ld_told():
            yield
    except NoJsonLdError as error:
        raise no_json_ld() from error


def _as_rdf_xml(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    try:
        written = ox.serialize(with_xml_names(triples), format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes) or None)
    except NoXmlNameError as error:
        raise no_xml_name(error.iri) from error
    return sound_xml(written or b"")


def _refuse(asked: Sequence[str], known: Mapping[str, object]) -> NoReturn:
    raise NotAcceptable(
        "The result cannot be given as %(asked)s.",
        hint="It can be given as: %(known)s.",
        asked=", ".join(asked) or "nothing",
        known=", ".join(known),
    )
