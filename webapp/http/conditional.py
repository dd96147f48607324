"""Answers that a client has already are not made again: ETag by data revision, 304 before any work is done."""

from __future__ import annotations

import hashlib
import secrets

from flask import Flask, Response, g, request

from graph.cache.beside import given_former
from graph.layout.positions_version import positions_version
from graph.period import today
from graph.sparql.outline import is_repeatable
from webapp.accounts.reading import hidden_networks, reader
from webapp.http.bodies import read_parameters
from webapp.http.errors import BadRequestError
from webapp.ui.context import get_store, whole_store
from webapp.ui.forms import rests_on_session

NEVER_THE_SAME = ("operation.health", "operation.metrics")
READING = frozenset({"GET", "HEAD"})
VARYING = ("Accept", "Accept-Language", "Accept-Encoding", "Authorization", "Cookie")
# Two runs of the service may count the same revisions of different data, and a new version writes other pages.
RUN = secrets.token_hex(8)


def answer_conditionally(app: Flask) -> None:
    """Compare the ETag before a view runs, and give one with each answer that can be repeated."""
    app.before_request(_spare_the_work)
    app.after_request(_label)


def current_tag() -> str:
    """The tag of this request's answer at the present revision, on this day, in this run of the service.

    It is weak: the same answer, packed or not, has the same tag.
    """
    store = get_store()
    parts = [RUN, store.revision, positions_version(whole_store()), today(), request.host, request.full_path]
    parts += sorted(hidden_networks())
    parts += [request.headers.get(name, "") for name in ("Accept", "Accept-Language", "Authorization", "Cookie")]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _spare_the_work() -> Response | None:
    """304 for a client that has this answer. The revision is read before the view does, never after it."""
    g.tag = None
    if request.method not in READING or request.endpoint in {None, "static", *NEVER_THE_SAME}:
        return None
    if _is_volatile_request() or "fassung" in request.args:
        return None
    g.tag = current_tag()
    return Response(status=304) if request.if_none_match.contains_weak(g.tag) else None


def _is_volatile_request() -> bool:
    """Whether chance or the clock is in a field of the address; what cannot be read is refused by the view."""
    try:
        return not all(map(is_repeatable, read_parameters().values()))
    except BadRequestError:
        return True


def _label(response: Response) -> Response:
    if given_former() or "fassung" in request.args:
        g.tag = None
        response.headers["Cache-Control"] = "no-store"  # the next time it says something else, at the same revision
    tag = g.get("tag")
    if tag is None or response.status_code not in {200, 304} or response.cache_control.no_store:
        return response
    response.set_etag(tag, weak=True)
    is_personal = reader().way != "nobody" or rests_on_session()
    response.headers["Cache-Control"] = "private, no-cache" if is_personal else "no-cache"
    response.vary.update(VARYING)
    return response
