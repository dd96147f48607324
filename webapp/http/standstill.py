"""While the store is exchanged every request is answered with 503 and a sentence, and none touches the store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from flask import Flask

from graph.errors import StoreUnavailable

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EXTENSION = "akteursnetz.standstill"
P = ParamSpec("P")
T = TypeVar("T")


class Standstill:
    """The application as long as it may be asked; to be set up last, so that it stands before everything else."""

    def __init__(self, app: Flask) -> None:
        self._flask, self._app = app, app.wsgi_app
        self._changed, self._at_work, self._is_closed = threading.Condition(), 0, False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or refuse it."""
        with self._changed:
            is_closed = self._is_closed
            self._at_work += not is_closed
        if is_closed:
            return self._refusal(environ)(environ, start_response)
        try:
            return self._app(environ, start_response)
        finally:
            self._leave()

    def going_on(self, work: Callable[P, T]) -> Callable[P, T]:
        """What a request leaves behind to be done: the gate knows of it as of the request, from now on."""
        with self._changed:
            self._at_work += 1

        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return work(*args, **kwargs)
            finally:
                self._leave()

        return run

    def _leave(self) -> None:
        with self._changed:
            self._at_work -= 1
            self._changed.notify_all()

    def begin(self, patience_s: float) -> bool:
        """Refuse what comes from now on; whether what is at work ended in this time."""
        with self._changed:
            self._is_closed = True
            return self._changed.wait_for(lambda: not self._at_work, patience_s)

    def _refusal(self, environ: WSGIEnvironment) -> WSGIApplication:
        error = StoreUnavailable("A backup is being restored.", hint="Try again in a moment.")
        with self._flask.request_context(environ):
            return self._flask.make_response(self._flask.handle_user_exception(error))


def stand_still_when_told(app: Flask) -> None:
    """Put the application behind its gate."""
    gate = app.extensions[EXTENSION] = Standstill(app)
    app.wsgi_app = gate  # type: ignore[method-assign]  # as Flask's documentation does it


def going_on(work: Callable[P, T], app: Flask) -> Callable[P, T]:
    """Work of a request that goes on after its answer: the store is not exchanged before it has ended."""
    return cast("Standstill", app.extensions[EXTENSION]).going_on(work)
