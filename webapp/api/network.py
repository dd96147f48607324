"""`/api/v1/`: JSON for everything the pages show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from graph.errors import NotFound
from graph.registry import topics as read_topics
from webapp import api_rows
from webapp.api_description import describe
from webapp.current import get_analysis, get_store, list_networks
from webapp.links import iri_of
from webapp.views_actor import filter_rows, list_rows, make_profile
from webapp.views_figure import figure_rows
from webapp.views_group import list_rows as list_groups

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


def listed(items: Sequence[Any]) -> Response:
    """The shape of every list: its items, and the revision of the data they are true for."""
    return jsonify(items=list(items), revision=get_store().revision)


@blueprint.after_request
def open_for_reading(response: Response) -> Response:
    """Pages of other hosts may read the API; there are no cookies that they could use."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/akteure")
def actors() -> ResponseReturnValue:
    """Actors, filtered like the table: ?suche= ?sektor= ?gruppe=."""
    text, sector, group = (request.args.get(name, "").strip() for name in ("suche", "sektor", "gruppe"))
    rows = filter_rows(list_rows(get_analysis()), text=text, sector=sector, group=group)
    return listed([api_rows.actor_row(row) for row in rows])


@blueprint.get("/akteure/<path:slug>")
def actor(slug: str) -> ResponseReturnValue:
    """One actor or group with ties, gaps, findings and evidence."""
    analysis = get_analysis()
    found = analysis.actors.get(iri_of(slug)) or analysis.groups.get(iri_of(slug))
    if found is None:
        raise NotFound("There is no actor called %(slug)s.", hint="/api/v1/akteure lists all of them.", slug=slug)
    return jsonify(**api_rows.profile(make_profile(analysis, found, list_networks())), revision=get_store().revision)


@blueprint.get("/gruppen")
def groups() -> ResponseReturnValue:
    """Groups with their numbers."""
    return listed([api_rows.group_row(row) for row in list_groups(get_analysis())])


@blueprint.get("/beziehungen")
def ties() -> ResponseReturnValue:
    """Ties in every state; ?art=Interface and ?stand=demanded filter them."""
    kind, state = request.args.get("art"), request.args.get("stand")
    found = [tie for tie in get_analysis().ties if kind in (None, tie.kind) and state in (None, tie.state)]
    return listed([api_rows.tie_row(tie) for tie in found])


@blueprint.get("/kennzahlen")
def key_figures() -> ResponseReturnValue:
    """All figures of the network."""
    return listed(figure_rows(get_analysis()))


@blueprint.get("/themen")
def topics() -> ResponseReturnValue:
    """Topics and action fields."""
    found = sorted(read_topics(get_store()).values(), key=lambda topic: topic.iri)
    return listed([api_rows.ref(topic) for topic in found])


@blueprint.get("/netzwerke")
def networks() -> ResponseReturnValue:
    """The networks of the store."""
    return listed([api_rows.ref(network) for network in list_networks()])


@blueprint.get("/openapi.json")
def description() -> ResponseReturnValue:
    """This API as a program reads it."""
    return jsonify(describe())
