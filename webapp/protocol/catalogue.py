"""`/dcat`: the public data described for catalogues of open data, by DCAT-AP.de, in the format asked for."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request

from graph.network.reading import Model
from graph.query.catalogue import Publication, describe_data
from graph.query.service_description import ORIGIN
from webapp.http.content_types import wanted
from webapp.http.cors import allow_reading
from webapp.protocol.service_description import DESCRIPTION_TYPES
from webapp.protocol.sparql import respond
from webapp.ui.context import get_model, get_settings, get_store, list_networks


def describe() -> Response:
    """The description, with addresses under which the service is reached now."""
    settings = get_settings()
    publication = Publication(
        publisher=settings.operator,
        contact=settings.contact,
        licence=settings.licence,
        networks=list_networks(),
        temporal=_days(get_model()),
    )
    types = wanted(request.args.get("format", ""), DESCRIPTION_TYPES)
    answer = describe_data(get_store(), publication, types)
    origin = request.root_url.rstrip("/").encode()
    return allow_reading(respond(replace(answer, body=answer.body.replace(ORIGIN.encode(), origin))))


def _days(model: Model) -> tuple[str, str]:
    """The first day on which a tie begins, and the last on which one begins or ends; "" for none."""
    begins = sorted(tie.start for tie in model.ties.values() if tie.start)
    ends = sorted(day for tie in model.ties.values() for day in (tie.start, tie.end) if day)
    return (begins[0] if begins else "", ends[-1] if ends else "")
