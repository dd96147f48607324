"""What people and programs read when something goes wrong: one JSON shape, one German page, no traceback."""

from __future__ import annotations

import logging
from datetime import date
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from msgspec import Struct
from werkzeug.exceptions import HTTPException

from graph.errors import (
    NetworkError,
    Proposed,
    StoreUnavailable,
    TooManyRequests,
    Unauthorized,
    is_text_too_long,
    text_too_long,
)
from webapp.http.damage import note_damage
from webapp.http.json_answers import answer_json
from webapp.http.secret_addresses import holds_secret, without_secret
from webapp.ui.language import KEPT, gettext, translate
from webapp.ui.links import address_with, bare_url, with_parameters
from webapp.ui.wording import say_date

MACHINE_PATHS = ("/api/", "/sparql", "/store", "/reconcile", "/dcat", "/healthz", "/metrics", "/.well-known/", "/dump.")

HTTP_MESSAGES: dict[int, tuple[str, str]] = {
    400: ("The request cannot be understood.", "Check the address and the parameters."),
    404: ("There is no page at this address.", "Search for an actor, or begin at the start page."),
    405: ("This address does not take this method.", "The Allow header names the methods it takes."),
    406: ("None of the formats asked for can be given.", "Ask for another type in the Accept header."),
    413: ("The request is too large.", "Send less at once."),
    414: ("The address is too long.", "Send the query by POST."),
    415: ("This type of content is not taken here.", "Check the Content-Type header."),
}
RETRY_S = "5"
UNEXPECTED = ("Something went wrong in the service.", "Try again; the log of the service names the cause.")


class ErrorJson(Struct):
    """What went wrong, what to do about it, and the status of the answer."""

    error: str
    hint: str
    status: int


class BadRequestError(NetworkError):
    """The request is not one this service can make sense of."""

    status = 400


class MisdirectedError(NetworkError):
    """The request was meant for another host."""

    status = 421


def register_errors(app: Flask) -> None:
    """Every failure becomes a sentence, whatever raised it."""
    app.register_error_handler(NetworkError, _answer_network_error)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(MemoryError, _answer_memory_error)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_network_error(error: NetworkError) -> Response:
    if wants_json():
        response = _as_json(error.message, error.hint, error.status)
    elif isinstance(error, Unauthorized) and _may_sign_in_first():
        response = make_response(redirect(url_for("sign_in.show", weiter=with_parameters(), netz=None), 303))
    else:
        values = {key: say_date(str(one)) if isinstance(one, date) else one for key, one in error.values.items()}
        message, hint = translate(error.template, values), translate(error.hint_template, values)
        response = as_page(message, hint, error.status)
    response.headers.update(advice(error))
    return response


def _may_sign_in_first() -> bool:
    """Whether signing in may open this address to a browser; one that holds a secret is opened by that alone."""
    return request.method == "GET" and "Authorization" not in request.headers and not holds_secret(request.path)


def advice(error: NetworkError) -> dict[str, str]:
    """What the standard has a client told in a header: how to sign in, when to come again."""
    if isinstance(error, Unauthorized):
        return {"WWW-Authenticate": 'Bearer realm="akteursnetz"'}
    if isinstance(error, TooManyRequests):
        return {"Retry-After": str(error.values.get("seconds", RETRY_S))}
    return {"Retry-After": RETRY_S} if isinstance(error, StoreUnavailable) else {}


def _answer_http_error(error: HTTPException) -> Response:
    if error.code is not None and error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    status = error.code or 500
    message, hint = HTTP_MESSAGES.get(status, UNEXPECTED)
    response = _as_json(message, hint, status) if wants_json() else as_page(gettext(message), gettext(hint), status)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _answer_memory_error(error: MemoryError) -> Response:
    return _answer_network_error(text_too_long()) if is_text_too_long(error) else _answer_unexpected(error)


def _path_to_log() -> str:
    """The address of the request, without a secret that stands in it."""
    is_known = holds_secret(request.path) and request.url_rule
    return request.url_rule.rule if is_known and request.url_rule else without_secret(request.path)


def _answer_unexpected(error: Exception) -> Response:
    logging.getLogger(__name__).error("%s %s", request.method, _path_to_log(), exc_info=error)
    damage = note_damage(current_app, error)
    if damage is not None:
        return _answer_network_error(damage)
    if wants_json():
        return _as_json(*UNEXPECTED, 500)
    return as_page(gettext(UNEXPECTED[0]), gettext(UNEXPECTED[1]), 500)


def wants_json() -> bool:
    """Programs' addresses always answer in JSON, pages when something else is asked for before HTML."""
    if request.path.startswith(MACHINE_PATHS):
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) != "text/html"


def _as_json(message: str, hint: str, status: int) -> Response:
    return answer_json(ErrorJson(message, hint, status), status)


def as_page(message: str, hint: str, status: int) -> Response:
    """The page without anything that needs the store: it must come out even when the store does not.

    A change that was proposed is no error, and says where it waits.
    """
    template = "errors/proposed.html" if status == Proposed.status else "errors/error.html"
    text = render_template(template, message=message, hint=hint, status=status, with_parameters=_address_with)
    return make_response(text, status)


def _address_with(**changes: str | None) -> str:
    """This page with some parameters changed; from an address that holds a secret, the start page."""
    if not holds_secret(request.path):
        return with_parameters(**changes)
    kept = {name: changes.get(name, request.args.get(name)) for name in KEPT}
    return address_with(bare_url("start.show"), [(name, value) for name, value in kept.items() if value])
