"""`/id/...`, `/ns`, `/code`: every IRI can be followed, by people and by programs.

The Accept header says what is wanted, or ?format= in a link; `/ns.ttl` and the like name the vocabulary's formats.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import no_such_format
from graph.query.quoted import document_of
from graph.query.resource import describe, is_graph
from graph.rdf.vocabulary import read_vocabulary
from graph.terms import NETZ, NK
from graph.upkeep.forms.former import former_addresses
from webapp.http.content_types import accepted, wanted
from webapp.http.cors import allow_reading
from webapp.http.media_types import FORMATS, GRAPHS
from webapp.http.merged_addresses import follower_of
from webapp.pages.resources.view import make_page
from webapp.pages.resources.vocabulary import make_codes, make_terms
from webapp.protocol.sparql import respond
from webapp.ui.context import get_model, get_settings, get_store
from webapp.ui.links import iri_of, resource_url, source_url

HTML = "text/html"
RESOURCE_TYPES = (HTML, *GRAPHS.values())
SUFFIXES = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "html": "html"}
ALTERNATES = ("turtle", "jsonld", "rdfxml", "ntriples")


def show(slug: str) -> ResponseReturnValue:
    """A page for people, statements for programs; an actor or a group has its page elsewhere."""
    iri, types = iri_of(slug), _wanted_types()
    if types[0] != HTML:
        return respond(describe(get_store(), iri, types, limits=get_settings().limits))
    if (page_of := _page_of(iri, slug)) is not None:
        return redirect(page_of, 303)
    if follower := follower_of(iri, former_addresses(get_store())):
        return redirect(resource_url(follower))
    return make_response(render_template("resources/show.html", page=make_page(get_store(), iri), slug=slug))


def vocabulary(suffix: str = "") -> Response:
    """Classes and properties, netz:. A term's IRI leads to its place on the page."""
    types = _wanted_types(suffix)
    if types[0] != HTML:
        return respond(replace(read_vocabulary(NETZ, types), revision=get_store().revision))
    return make_response(render_template("resources/vocabulary.html", sections=make_terms(get_store()), namespace=NETZ))


def codes(suffix: str = "") -> Response:
    """Schemes and their codes, nk:."""
    types = _wanted_types(suffix)
    if types[0] != HTML:
        return respond(replace(read_vocabulary(NK, types), revision=get_store().revision))
    return make_response(render_template("resources/codes.html", sections=make_codes(get_store(), NK), namespace=NK))


def link_to_the_rest(response: Response) -> Response:
    """Pages of other hosts may read this; the other formats, and what describes the data, are named in the header."""
    response.vary.add("Accept")
    if response.status_code in {200, 303, 304}:
        for name in ALTERNATES:
            response.headers.add("Link", f'<{_address_in(name)}>; rel="alternate"; type="{GRAPHS[name]}"')
        response.headers.add("Link", f'<{url_for("service_description.well_known")}>; rel="describedby"')
    return allow_reading(response)


def _address_in(name: str) -> str:
    endpoint, values = request.endpoint or "", dict(request.view_args or {})
    if endpoint == "resources.show":
        return url_for(endpoint, **values, format=name)
    return url_for(endpoint, suffix=next(suffix for suffix, known in SUFFIXES.items() if known == name))


def _page_of(iri: str, slug: str) -> str | None:
    """Where people read about a resource that has a page of its own, or None."""
    model = get_model()
    if iri in model.groups:
        return url_for("groups.show", slug=slug)
    if iri in model.actors:
        return url_for("actors.show", slug=slug)
    if iri in model.topics:
        return url_for("topics.show", slug=slug)
    if document := document_of(get_store(), iri):
        return source_url(document, "" if document == iri else iri)
    return url_for("named_graphs.read", graph=iri, format="turtle") if is_graph(get_store(), iri) else None


def _wanted_types(suffix: str = "") -> list[str]:
    """The best first. Only types for programs follow, so that a page is never an answer to a program."""
    name = SUFFIXES.get(suffix, "") if suffix else request.args.get("format", "")
    if suffix and not name:
        raise no_such_format(suffix, SUFFIXES)
    if name == "html":
        return [HTML]
    if name in FORMATS:
        return wanted(name, RESOURCE_TYPES[1:])
    types = accepted(request.accept_mimetypes, RESOURCE_TYPES)
    return types[:1] if types[0] == HTML else [media_type for media_type in types if media_type != HTML]
