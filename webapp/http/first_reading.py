"""Until a network was read and computed for the first time, a page says how far that is instead of standing still.

What a former start left beside the store makes this needless: it is for a new store, one from another machine, and the
first start of another version of this program. Programs wait, as they do for everything.
"""

from __future__ import annotations

import threading

from flask import Flask, Response, current_app, make_response, render_template, request

from webapp.http.errors import MACHINE_PATHS
from webapp.ui.freshness import keep_out_of_caches

EXTENSION = "akteursnetz.first_reading"
WORTH_STATEMENTS = 200_000
"""About 2,000 actors, which take some seconds: of fewer statements everybody waits for the page itself."""
LOOK_S = 3.0
NEXT_LOOK_S = 2
_OPEN = (*MACHINE_PATHS, "/static/", "/anmelden", "/abo/")
STEPS = 3
"""Reading the statements, computing measures and gaps, making ready the first pages."""


class FirstReading:
    """How far the first reading is; over from the start where there is none to wait for."""

    def __init__(self) -> None:
        self._over, self.step = threading.Event(), 1
        self._over.set()

    def begin(self) -> None:
        """From now on pages wait."""
        self.step = 1
        self._over.clear()

    def end(self) -> None:
        """What pages rest on is there, or whoever asks gets the error."""
        self._over.set()

    def is_over(self, seconds: float) -> bool:
        """Whether it is over, or will be within so many seconds."""
        return self._over.wait(seconds)


def first_reading(app: Flask) -> FirstReading:
    """That of this application."""
    found: FirstReading = app.extensions[EXTENSION]
    return found


def wait_for_first_reading(app: Flask) -> None:
    """Put it before every page that is made of the network."""
    app.extensions[EXTENSION] = FirstReading()
    app.before_request(_say_how_far)


def _say_how_far() -> Response | None:
    """The page that says so, and looks again by itself, without a script; None where there is nothing to wait for."""
    reading = first_reading(current_app)
    is_page = request.method in {"GET", "HEAD"} and "text/html" in request.headers.get("Accept", "")
    if not is_page or request.path.startswith(_OPEN) or reading.is_over(LOOK_S):
        return None
    response = make_response(render_template("start/first_reading.html", step=reading.step, of=STEPS), 503)
    response.headers.update({"Refresh": str(NEXT_LOOK_S), "Retry-After": str(NEXT_LOOK_S)})
    return keep_out_of_caches(response)
