"""The first page of a start comes before everything that others need: what these are made with is loaded afterwards."""

from __future__ import annotations

import threading
import time

from flask import Flask, Response, request

from webapp.http.first_reading import first_reading
from webapp.ui.language import BEFOREHAND

EXTENSION = "akteursnetz.first_page"
AWAITED_S = 1.0
"""Where nobody asks for a page within this time, the rest is loaded all the same."""
_ON_ITS_WAY_S = 0.05
"""From when a page is made until it is packed and sent."""


def note_first_page(app: Flask) -> None:
    """Note from now on when a page was made for somebody."""
    made = app.extensions[EXTENSION] = threading.Event()

    def note(response: Response) -> Response:
        if response.mimetype == "text/html" and not request.environ.get(BEFOREHAND):
            made.set()
        return response

    app.after_request(note)


def await_first_page(app: Flask) -> None:
    """Wait until a page is out, or nobody has asked; not where one has to wait for all to be read and computed."""
    made: threading.Event = app.extensions[EXTENSION]
    if first_reading(app).is_over(0) and made.wait(AWAITED_S):
        time.sleep(_ON_ITS_WAY_S)
