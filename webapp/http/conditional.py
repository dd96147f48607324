"""Answers that a client has already are not made again: ETag by data revision, 304 before any work is done.

A tag rests on what its reader may see and on nothing else: not on who asked first, nor on which of their browsers they
ask with, for a kept answer goes to all of these; nor on what happens in networks that they may not read.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from flask import Flask, Response, current_app, g, request

from graph.cache.beside import given_former
from graph.layout.positions_version import positions_version
from graph.period import today
from graph.sparql.outline import is_repeatable
from webapp.accounts.reading import hidden_networks, reader
from webapp.http.bodies import read_parameters
from webapp.http.csv_choice import remembered
from webapp.http.errors import BadRequestError
from webapp.ui.context import get_store
from webapp.ui.forms import rests_on_session

NEVER_THE_SAME = ("operation.health", "operation.metrics")
READING = frozenset({"GET", "HEAD"})
TELLING_HISTORY = frozenset({"changes.atom", "feeds.atom"})
"""What these answer rests on who is known as a person, too. Their tag is one of what they say: one that changed with
persons would tell everybody that somebody was entered or erased, one that did not would keep a name in the copies."""
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
    parts = [RUN, store.revision, positions_version(store), today(), request.host, request.full_path]
    parts += [*reader().key(), *_networks_elsewhere(), remembered(request.cookies)]
    parts += [request.headers.get(name, "") for name in ("Accept", "Accept-Language", "Authorization")]
    return _digest(parts)


def _networks_elsewhere() -> list[str]:
    """For who is shown forms: whether they may change all there is depends on networks that they may not read, too."""
    hidden = sorted(hidden_networks())
    return hidden if reader().may_somewhere("propose") else ["some"] * bool(hidden)


def _has_session() -> bool:
    """Whether the browser has brought a session; an answer that begins one is never given again."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _in_this_session(tag: str) -> str:
    """The tag of an answer that holds something of the browser's own session."""
    return _digest([tag, request.cookies.get(current_app.config["SESSION_COOKIE_NAME"], "")])


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _spare_the_work() -> Response | None:
    """304 for a client that has this answer. The revision is read before the view does, never after it.

    Whether an answer rests on the session is not known yet; one that does was given the tag of its session.
    """
    g.tag = None
    if request.method not in READING or request.endpoint in {None, "static", *NEVER_THE_SAME}:
        return None
    if _is_volatile_request() or "fassung" in request.args:
        return None
    g.tag = current_tag()
    if request.endpoint in TELLING_HISTORY:
        return None
    if request.if_none_match.contains_weak(g.tag):
        return Response(status=304)
    if _has_session() and request.if_none_match.contains_weak(_in_this_session(g.tag)):
        g.rests_on_session = True
        return Response(status=304)
    return None


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
    if request.endpoint in TELLING_HISTORY:
        return _by_content(response)
    if _has_session() or not rests_on_session():
        response.set_etag(_in_this_session(tag) if rests_on_session() else tag, weak=True)
    return _for_reader(response)


def _for_reader(response: Response) -> Response:
    is_personal = reader().way != "nobody" or rests_on_session()
    response.headers["Cache-Control"] = "private, no-cache" if is_personal else "no-cache"
    response.vary.update(VARYING)
    return response


def _by_content(response: Response) -> Response:
    """The answer with a tag of what it says; 304 in its place for a client that has just that."""
    tag = _digest([RUN, *reader().key(), hashlib.sha256(response.get_data()).hexdigest()])
    answer = Response(status=304) if request.if_none_match.contains_weak(tag) else response
    answer.set_etag(tag, weak=True)
    return _for_reader(answer)
