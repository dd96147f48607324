"""`/dump.nq.gz` and `/dump.trig.gz`: all public data in one file, without persons, with a tag of its revision."""

from __future__ import annotations

from flask import Response, make_response, url_for
from werkzeug.urls import iri_to_uri

from graph.query.service_description import statistics_of
from graph.store.dump import DumpFormat, packed_dump
from webapp.http.cors import allow_reading
from webapp.ui.context import get_store


def quads() -> Response:
    """All public quads as N-Quads: what every store loads."""
    return _answer("nq")


def trig() -> Response:
    """All public quads as TriG: what people can read."""
    return _answer("trig")


def _answer(form: DumpFormat) -> Response:
    revision, packed = packed_dump(get_store(), form)
    response = make_response(packed)
    response.headers["Content-Type"] = "application/gzip"
    response.headers["Content-Disposition"] = f"attachment; filename=akteursnetz-{revision}.{form}.gz"
    response.headers["X-Akteursnetz-Revision"] = str(revision)
    response.headers.add("Link", f'<{url_for("service_description.well_known")}>; rel="describedby"')
    for licence in statistics_of(get_store()).licences:
        response.headers.add("Link", f'<{iri_to_uri(licence[1:-1])}>; rel="license"')  # headers are Latin-1
    return allow_reading(response)
