"""`/id/...`, `/ns`, `/code`: every IRI can be followed, by people and by programs."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.resource import describe
from graph.terms import NETZ, NK
from graph.vocabulary import list_definitions, source
from webapp.current import get_analysis, get_settings, get_store
from webapp.formats import FORMATS, GRAPHS, accepted, with_charset
from webapp.links import iri_of
from webapp.sparql import respond
from webapp.views_resource import make_page

blueprint = Blueprint("resources", __name__)

HTML = "text/html"
RESOURCE_TYPES = (HTML, *GRAPHS.values())
VOCABULARY_TYPES = (HTML, GRAPHS["turtle"])


@blueprint.get("/id/<path:slug>")
def show(slug: str) -> ResponseReturnValue:
    """HTML, Turtle, JSON-LD by Accept or by ?format=; an actor or a group has its page elsewhere."""
    iri, wanted = iri_of(slug), _wanted_types()
    if wanted[0] != HTML:
        types = [media_type for media_type in wanted if media_type != HTML]
        return _varying(respond(describe(get_store(), iri, types, limits=get_settings().limits)))
    analysis = get_analysis()
    if iri in analysis.groups:
        return _varying(redirect(url_for("groups.show", slug=slug), 303))
    if iri in analysis.actors:
        return _varying(redirect(url_for("actors.show", slug=slug), 303))
    page = make_page(get_store(), iri)
    return _varying(make_response(render_template("resources/show.html", page=page, slug=slug)))


@blueprint.get("/ns")
def vocabulary() -> ResponseReturnValue:
    """Classes and properties, netz:."""
    return _vocabulary_page(NETZ, "resources/vocabulary.html")


@blueprint.get("/code")
def codes() -> ResponseReturnValue:
    """Schemes and their codes, nk:."""
    return _vocabulary_page(NK, "resources/codes.html")


def _vocabulary_page(namespace: str, template: str) -> Response:
    if _wanted_types(VOCABULARY_TYPES)[0] == HTML:
        return _varying(
            make_response(render_template(template, terms=list_definitions(namespace), namespace=namespace))
        )
    response = make_response(source(namespace))
    response.headers["Content-Type"] = with_charset(GRAPHS["turtle"])
    return _varying(response)


def _wanted_types(offered: tuple[str, ...] = RESOURCE_TYPES) -> list[str]:
    named = FORMATS.get(request.args.get("format", ""))
    return [named] if named in offered and named is not None else accepted(request.accept_mimetypes, offered)


def _varying(response: Response | ResponseReturnValue) -> Response:
    made = make_response(response)
    made.vary.add("Accept")
    made.headers["Access-Control-Allow-Origin"] = "*"
    return made
