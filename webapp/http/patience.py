"""How long a page waits for what is slow: so long, then it shows the former result, and says so.

Programs that ask the API wait for the right one, and so does what is made beforehand (`warming`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from graph.cache.beside import patience

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE_S = 0.1
WAITS = "akteursnetz.waits"
"""In the environment of a request that waits for everything."""
_PROGRAMS = "/api/"
_OF_PAGES = ("/api/v1/karte.json",)


def show_former_results(app: Flask) -> None:
    """Let pages show former results while the right ones are computed."""
    app.wsgi_app = _Impatient(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's documentation does it


class _Impatient:
    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        waits = environ.get(WAITS) or (path.startswith(_PROGRAMS) and not path.endswith(_OF_PAGES))
        with patience(None if waits else PATIENCE_S):
            return self._app(environ, start_response)
