"""The description of the service for programs: `/sparql` without a query, and `/.well-known/void`."""

from __future__ import annotations

from dataclasses import replace

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.protocol import Answer
from graph.query import service_description
from graph.query.service_description import ORIGIN, Service
from webapp.http.content_types import wanted
from webapp.http.media_types import GRAPHS
from webapp.ui.context import get_model, get_settings, get_store

DESCRIPTION_TYPES = tuple(GRAPHS.values())
# These know no relative addresses; in the others the Host that a client names never comes into the answer.
ABSOLUTE = (GRAPHS["ntriples"], GRAPHS["nquads"])


def well_known() -> ResponseReturnValue:
    """Where the description of the data is, by the address that VoID registered for it (RFC 5785)."""
    return make_response(redirect(url_for("sparql.answer_get"), 303))


def describe_service() -> Answer:
    """What this service can do and holds, in the format asked for."""
    settings = get_settings()
    is_union = settings.default_graph == "union" or (settings.default_graph != "own" and bool(get_model().networks))
    service = Service(settings.limits, is_union, keeps_empty_graphs=settings.empty)
    types = wanted(request.args.get("format", ""), DESCRIPTION_TYPES)
    answer = service_description.describe_service(get_store(), service, types)
    origin = request.host_url.rstrip("/") if answer.media_type in ABSOLUTE else ""
    return replace(answer, body=answer.body.replace(ORIGIN.encode(), origin.encode()))
