"""Pages and results that were made once are given again until what they rest on changes.

Only what is the same for everybody is kept, and what is the same for somebody who is signed in: whole answers (200) to
a GET without a token or an unknown proxy, that hold nothing of the browser's own session (no form, no outcome). A kept
page of somebody is theirs alone, for as long as their rights are the same. Answers are kept as they are sent, packed
and with all headers, and are given before Flask sees the request: that takes a tenth of the time. Which answers may be
kept is decided in Flask, which alone knows what an answer is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, g, request
from werkzeug.http import parse_cookie

from graph.cache.beside import right_ones_to_come
from graph.errors import NetworkError
from graph.layout.positions_version import positions_version
from graph.period import today
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.query.readable_part import readable_part
from graph.store.keeper import keeper_of_persons
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.accounts.identity import FORWARDING, NOBODY, Identity, identity_of, session_cookie
from webapp.accounts.reading import hidden_from, hidden_networks, reader
from webapp.http.csv_choice import COOKIE as CSV_CHOICE
from webapp.http.csv_choice import remembered
from webapp.settings import Settings
from webapp.ui.context import whole_store
from webapp.ui.forms import rests_on_session
from webapp.ui.kept_parts import KEY as KEY_OF_PARTS
from webapp.ui.language import BEFOREHAND
from webapp.ui.same_pages import FORMER, IS_AS_BEFORE, RESTS_ON

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST_MB = 64
LARGEST_RESULT = 1_000_000
_FEEDS = frozenset({"application/atom+xml", "text/calendar"})
"""Asked for again and again by programs that subscribe; their addresses have the host in them, and so has the key."""
_LONGEST_KEY = 4_000
LONGEST_WAIT_S = 10.0
"""For somebody else who makes the same answer; after that each makes it for themselves."""
_STANDS_FOR = "akteursnetz.stands_for"
_MADE_FOR = "akteursnetz.made_for"
_LACKS = "akteursnetz.lacks"
_ADDRESS = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
_ASKED_FOR = ("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING")
_PERSONAL = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_NONE_MATCH")
_PROXIED = tuple("HTTP_" + name.upper().replace("-", "_") for name in FORWARDING)
_LABEL = frozenset({"ETag", "Cache-Control"})

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandsFor:
    """The revision that an answer is true for, of the model or of all data, and the day: tomorrow more is overdue.

    Of readers to whom networks are closed, it is a number of what they may read. `persons`: the number of changes about
    persons; who has become known or was erased may stand in what is told of former changes, which is in no revision.
    """

    of_model: bool
    revision: int
    day: date
    places: int
    closed: frozenset[str] = frozenset()
    persons: int = 0

    @classmethod
    def now(cls, store: Store, closed: frozenset[str], *, of_model: bool) -> StandsFor:
        """What an answer made now stands for, while its reader may not read these networks.

        Of what they may read alone: else an answer that is made anew would tell that something changed elsewhere.
        """
        seen = readable_part(store, closed) if closed else store
        revision = model_revision(seen) if of_model else seen.revision
        keeper = keeper_of_persons(store)
        persons = keeper.persons.ledger.revision if keeper else 0
        return cls(of_model, revision, today(), positions_version(seen), closed, persons)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was sent. `lacks`: what happens when a result is there of which it shows a former one.

    It is given until all of them are there: nobody looks again before, and each reader would have it made for each.
    `rests_on`: what it was made of, None for what nobody knows of (`webapp/ui/same_pages.py`).
    """

    stands_for: StandsFor
    headers: tuple[tuple[str, str], ...]
    body: bytes
    lacks: tuple[threading.Event, ...] = ()
    rests_on: object = None

    def is_true(self, now: StandsFor | None) -> bool:
        """Whether it would be made now as it was."""
        return self.stands_for == now and not (self.lacks and all(right.is_set() for right in self.lacks))


class AnswerCache:
    """Answers by what was asked; the least recently used make room. Bounded in bytes; safe for threads."""

    def __init__(self, most_bytes: int = LARGEST_MB * 1_000_000) -> None:
        self._answers: OrderedDict[Key, KeptAnswer] = OrderedDict()
        self._most, self._size, self._lock = most_bytes, 0, threading.Lock()
        self._made_anew: dict[Key, threading.Event] = {}

    def find(self, key: Key) -> KeptAnswer | None:
        """The answer of this key, None when none is kept."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    @contextmanager
    def made_anew(self, key: Key) -> Iterator[threading.Event | None]:
        """None for who is the first to make this answer anew; for any other what happens when the first has done so."""
        mine = threading.Event()
        with self._lock:
            first = self._made_anew.setdefault(key, mine)
        try:
            yield None if first is mine else first
        finally:
            if first is mine:
                with self._lock:
                    del self._made_anew[key]
                mine.set()

    def keep(self, key: Key, answer: KeptAnswer) -> None:
        """Keep an answer; one larger than an eighth of the room is not worth what it would drive out."""
        size = _size(key, answer)
        if size > self._most // 8:
            return
        with self._lock:
            before = self._answers.pop(key, None)
            self._size += size - (_size(key, before) if before else 0)
            self._answers[key] = answer
            while self._size > self._most:
                self._size -= _size(*self._answers.popitem(last=False))


def keep_answers(app: Flask, store: Store, kept: Mapping[str, str]) -> None:
    """Give kept answers before Flask is asked, and keep what it makes.

    `kept` says of each endpoint whether its answer stands for the "model" or for all "data"; others are not kept.
    To be set up before compression, so that an answer is judged after it is packed.
    """
    app.config["KEPT_ANSWERS"] = kept
    app.before_request(_note_revision)
    app.after_request(_judge)
    app.wsgi_app = _Keeping(app.wsgi_app, store, app.extensions[ACCOUNTS], app.config["SETTINGS"])  # type: ignore[method-assign]  # as Flask's documentation does it


class _Keeping:
    """The application behind its kept answers."""

    def __init__(self, app: WSGIApplication, store: Store, accounts: Accounts, settings: Settings) -> None:
        self._app, self._store, self._cache = app, store, AnswerCache()
        self._accounts, self._cookie = accounts, session_cookie(settings)
        self._refused = _PERSONAL if settings.proxy else (*_PERSONAL, *_PROXIED)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asking, key = self._asking(environ), _key(environ)
        if asking is None or key is None:
            return self._app(environ, start_response)
        environ[KEY_OF_PARTS] = key = (*key, *asking.key(), remembered(parse_cookie(environ)))
        kept = self._cache.find(key)
        if kept is None:
            return self._make(key, asking, environ, start_response)
        if not kept.is_true(self._now(kept.stands_for, asking)):
            return self._make_anew(key, asking, environ, start_response)
        return _sent(kept, start_response)

    def _make_anew(
        self, key: Key, asking: Identity, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Make what was kept until a change: of all who ask for it then, one does, and the others wait for theirs."""
        with self._cache.made_anew(key) as others:
            kept = self._cache.find(key) if others is None or others.wait(LONGEST_WAIT_S) else None
            if kept is not None and others is not None and kept.is_true(self._now(kept.stands_for, asking)):
                return _sent(kept, start_response)
            return self._make(key, asking, environ, start_response, kept)

    def _asking(self, environ: WSGIEnvironment) -> Identity | None:
        """Nobody, or who is signed in; None for a request whose answer is not kept."""
        if any(environ.get(name) for name in self._refused):
            return None
        if not environ.get("HTTP_COOKIE"):
            return NOBODY
        cookies = parse_cookie(environ)
        if set(cookies) <= {CSV_CHOICE}:
            return NOBODY
        secret = cookies.get(self._cookie, "")
        try:
            person = self._accounts.sessions.find(secret) if secret else None
        except NetworkError:
            return None  # Flask says so
        return identity_of(person) if person else None

    def _now(self, kept: StandsFor, asking: Identity) -> StandsFor | None:
        """What such an answer would stand for now; None when nobody can say who may read it: Flask says so."""
        try:
            hidden = hidden_from(asking, self._accounts.closed_networks())
            return StandsFor.now(self._store, hidden, of_model=kept.of_model)
        except NetworkError:
            return None

    def _make(
        self,
        key: Key,
        asking: Identity,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        former: KeptAnswer | None = None,
    ) -> Iterable[bytes]:
        """Have it made, and keep it. `former`: what is kept from before, which is given again if it says the same."""
        sent: list[tuple[str, str]] = []
        given_again: list[KeptAnswer] = []
        if former is not None and former.rests_on is not None:
            environ[FORMER] = former.rests_on

        def note_headers(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if former is not None and IS_AS_BEFORE in environ and status.startswith("200"):  # else it is of an error
                given_again.append(former)
            sent[:] = _relabelled(given_again[0], headers) if given_again else headers
            return start_response(status, list(sent), *rest)

        body = self._app(environ, note_headers)
        if given_again:
            getattr(body, "close", lambda: None)()
            body = [given_again[0].body]
        stands_for = environ.get(_STANDS_FOR)
        if stands_for is None or environ.get(_MADE_FOR) != asking.key():
            return body
        try:
            whole = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        answer = KeptAnswer(stands_for, tuple(sent), whole, environ.get(_LACKS, ()), environ.get(RESTS_ON))
        self._cache.keep(key, answer)
        return [whole]


def _relabelled(former: KeptAnswer, headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers of the former answer, with what these say of when it may be given again."""
    label = [(name, value) for name, value in headers if name in _LABEL]
    return [*((name, value) for name, value in former.headers if name not in _LABEL), *label]


def _sent(kept: KeptAnswer, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", list(kept.headers))
    return [kept.body]


def _key(environ: WSGIEnvironment) -> Key | None:
    """What an answer depends on beside the data; None for a request whose answer is not kept."""
    if environ.get(BEFOREHAND):
        return None  # what it is made of is kept; as it asks, nobody does
    if environ["REQUEST_METHOD"] != "GET" or environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    key = tuple(environ.get(name, "") for name in (*_ADDRESS, *_ASKED_FOR))
    return key if sum(map(len, key)) <= _LONGEST_KEY else None


def _note_revision() -> None:
    """Before the view reads anything: whatever it reads is at least as new."""
    g.stands_for = _stands_for()


def _judge(response: Response) -> Response:
    """Mark an answer that may be kept: not one of chance (it has no tag), nor one during which the data changed.

    One that shows former results is kept here until the right ones are there, and by nobody else: while changes come
    one after another nearly all do, and each reader would have the same page made again.
    """
    stands_for = g.get("stands_for")
    if stands_for is not None and g.get("tag") and _is_for_everybody(response) and stands_for == _stands_for():
        request.environ |= {
            _STANDS_FOR: stands_for,
            _MADE_FOR: reader().key(),
            _LACKS: right_ones_to_come(),
        }
    return response


def _stands_for() -> StandsFor | None:
    """What this request's answer rests on: the model, or all data where it shows what a query found there."""
    kept = current_app.config["KEPT_ANSWERS"].get(request.endpoint)
    if kept is None or "fassung" in request.args:
        return None  # what was is shown as far as it may be shown now, which no revision of the data tells
    return StandsFor.now(whole_store(), hidden_networks(), of_model=kept == "model" and "abfrage" not in request.args)


def _is_for_everybody(response: Response) -> bool:
    is_page = response.mimetype in {"text/html", "image/svg+xml", *_FEEDS}
    is_result = request.blueprint == "sparql" and (response.content_length or 0) <= LARGEST_RESULT
    return (
        response.status_code == 200  # noqa: PLR2004 - OK
        and (is_page or is_result)
        and response.is_sequence
        and "Set-Cookie" not in response.headers
        and not response.cache_control.no_store
        and not rests_on_session()
    )


def _size(key: Key, answer: KeptAnswer) -> int:
    texts = (*key, *(text for header in answer.headers for text in header))
    return len(answer.body) + sum(map(len, texts)) + (500 if answer.rests_on is None else 4_000)
