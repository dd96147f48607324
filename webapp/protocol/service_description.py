"""The description of the service for programs: `/sparql` without a query, and `/.well-known/void`."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph import service_graph
from graph.service_graph import ORIGIN, Service
from graph.store import Answer
from webapp.current import get_settings, get_store
from webapp.protocol.formats import GRAPHS, wanted

blueprint = Blueprint("service_description", __name__)

DESCRIPTION_TYPES = tuple(GRAPHS.values())
# These know no relative addresses; in the others the Host that a client names never comes into the answer.
ABSOLUTE = (GRAPHS["ntriples"], GRAPHS["nquads"])


@blueprint.get("/.well-known/void")
def well_known() -> ResponseReturnValue:
    """Where the description of the data is, by the address that VoID registered for it (RFC 5785)."""
    return make_response(redirect(url_for("sparql.answer_get"), 303))


def describe_service() -> Answer:
    """What this service can do and holds, in the format asked for."""
    settings = get_settings()
    service = Service(settings.limits, settings.default_graph == "union", keeps_empty_graphs=settings.empty)
    types = wanted(request.args.get("format", ""), DESCRIPTION_TYPES)
    answer = service_graph.describe_service(get_store(), service, types)
    origin = request.host_url.rstrip("/") if answer.media_type in ABSOLUTE else ""
    return replace(answer, body=answer.body.replace(ORIGIN.encode(), origin.encode()))
