"""`/sparql`: the SPARQL 1.1 Protocol for queries, by GET and POST."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from graph.errors import UnsupportedMediaType
from graph.protocol import Answer, Dataset, Limits
from graph.sparql.guard import MAX_BYTES
from graph.sparql.outline import is_repeatable
from webapp.http.bodies import FORM, Parameters, one, read_form, read_parameters, read_text, without_mark
from webapp.http.content_types import accepted, is_format, wanted, with_charset
from webapp.http.cors import allow_reading, answer_preflight
from webapp.http.errors import BadRequestError
from webapp.http.slots import slot
from webapp.http.tokens import current_rights, limits_for
from webapp.protocol.service_description import DESCRIPTION_TYPES, describe_service
from webapp.ui.context import client_has_left, get_settings, get_store, whose_turn
from webapp.ui.freshness import keep_out_of_caches

LARGEST_TEXT = 3 * MAX_BYTES  # a form may write each byte as three; the query itself is measured by the guard
METHODS = "GET, HEAD, POST, OPTIONS"


def answer_get() -> Response:
    """A query in the address, or without one the description of the service."""
    parameters = read_parameters()
    if "update" in parameters:
        raise BadRequestError("Updates are not taken by GET.", hint="Send them by POST to /sparql/update.")
    if "query" in parameters:
        return _answer_query(without_mark(one(parameters, "query")), parameters)
    if _prefers_a_page():
        return make_response(redirect(url_for("questions.show"), 303))
    return respond(describe_service())


def answer_post() -> Response:
    """A query in a form or as the body itself."""
    if request.mimetype == FORM:
        parameters = read_form(LARGEST_TEXT)
        if "update" in parameters:
            raise BadRequestError("Updates are not taken here.", hint="Send them by POST to /sparql/update.")
        return _answer_query(without_mark(one(parameters, "query")), parameters)
    if request.mimetype == "application/sparql-query":
        return _answer_query(read_text(LARGEST_TEXT), read_parameters())
    raise UnsupportedMediaType(
        "A query is not taken as %(type)s.",
        hint="Send it as application/x-www-form-urlencoded or application/sparql-query; updates go to /sparql/update.",
        type=request.mimetype or "?",
    )


def answer_options() -> Response:
    """What a browser asks before it lets a page of another host send a query."""
    return answer_preflight(METHODS)


def open_for_reading(response: Response) -> Response:
    """Pages of other hosts may read the answers; the limits that held are said with each of them."""
    response.headers.setdefault("X-Akteursnetz-Limits", say_limits(get_settings().limits))
    return allow_reading(response)


def _prefers_a_page() -> bool:
    if "format" in request.args or not request.accept_mimetypes:
        return False
    return accepted(request.accept_mimetypes, (*DESCRIPTION_TYPES, "text/html"))[0] == "text/html"


def _answer_query(query: str, parameters: Parameters) -> Response:
    limits, types = limits_for(current_rights()), wanted(_format_named(parameters))
    dataset = _dataset(parameters)
    with slot():
        answer = get_store().answer(
            query, types, limits=limits, dataset=dataset, abandoned=client_has_left(), asker=whose_turn()
        )
    response = respond(answer)
    response.headers["X-Akteursnetz-Limits"] = say_limits(limits)
    return response if is_repeatable(query) else keep_out_of_caches(response)


def _format_named(parameters: Parameters) -> str:
    """The format that the address names; `output` is what other servers call it."""
    other = parameters.get("output", "")
    return parameters.get("format") or (other if is_format(other) else "")


def _dataset(parameters: Parameters) -> Dataset:
    """The graphs that the request chooses."""
    return Dataset(*(tuple(parameters.getlist(name)) for name in ("default-graph-uri", "named-graph-uri")))


def respond(answer: Answer) -> Response:
    """An answer of the store as a response, with its revision."""
    response = make_response(answer.body)
    response.headers["Content-Type"] = with_charset(answer.media_type)
    response.headers["X-Akteursnetz-Revision"] = str(answer.revision)
    return response


def say_limits(limits: Limits) -> str:
    """The limits as one header names them."""
    return f"time={limits.time_s:g}s, rows={limits.rows}, memory={limits.memory_mb}MB, result={limits.result_mb}MB"
