"""How many requests were answered, how, and how fast: counted outermost, so that kept answers count too."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, Counter, Histogram

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EXTENSION = "akteursnetz.figures"
KEPT = "kept"
"""The route of an answer that was given again before anybody looked at which route it is."""

_ROUTE = "akteursnetz.route"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class RequestFigures:
    """Counters of one service; `registry` is what a page of metrics shows."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._answered = Counter(
            "akteursnetz_requests",
            "Requests answered, by route and status.",
            ("route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "akteursnetz_request_seconds",
            "Time until an answer began, by route.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )

    def count(self, route: str, status: str, seconds: float) -> None:
        """Count one request."""
        self._answered.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)


def count_requests(app: Flask) -> None:
    """Count from now on. To be set up after everything else that stands before Flask: the last is the outermost."""
    figures = app.extensions[EXTENSION] = RequestFigures()
    app.after_request(_note_route)
    app.wsgi_app = _Counting(app.wsgi_app, figures)  # type: ignore[method-assign]  # as Flask's documentation does it


class _Counting:
    """The application behind its counters."""

    def __init__(self, app: WSGIApplication, figures: RequestFigures) -> None:
        self._app, self._figures = app, figures

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begin, status = time.perf_counter(), "500"

        def note_status(said: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = said[:3]
            return start_response(said, headers, *rest)

        try:
            return self._app(environ, note_status)
        finally:
            self._figures.count(environ.get(_ROUTE, KEPT), status, time.perf_counter() - begin)


def _note_route(response: Response) -> Response:
    """The rule and not the address: what somebody looked at is nobody's business, and there are too many."""
    request.environ[_ROUTE] = request.url_rule.rule if request.url_rule else "none"
    return response
