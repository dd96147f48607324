"""What the first reader after a change would wait for is made beforehand, in a thread of its own.

Nothing old is ever given meanwhile: who asks before it is ready waits for the rest of the same work.
"""

from __future__ import annotations

import logging
import threading

from flask import Flask

from graph.errors import NetworkError
from graph.store import Store
from webapp.current import EXTENSION
from webapp.language import LANGUAGES

PAGES = ("/", "/akteure", "/gruppen", "/luecken", "/auswertung", "/karte")
LOOK_S = 0.5


def keep_warm(app: Flask, stopped: threading.Event) -> None:
    """Warm up at the start, and again after each change that is followed by half a second without another."""
    store: Store = app.extensions[EXTENSION]
    warmed, seen = -1, _revision(store, -1)
    while True:
        revision = _revision(store, seen)
        if revision == seen and revision != warmed:
            _warm(app, store)
            warmed = revision
        seen = revision
        if stopped.wait(LOOK_S):
            return


def _warm(app: Flask, store: Store) -> None:
    """Analysis, lists and pages in both languages, and the processes that answer queries."""
    try:
        store.warm()
        for language in LANGUAGES:
            for page in PAGES:
                app.test_client().get(page, headers={"Accept-Language": language})
    except Exception:
        # The thread goes on: whoever asks for a page gets the error with its sentence.
        logging.getLogger(__name__).exception("Warming up")


def _revision(store: Store, otherwise: int) -> int:
    try:
        return store.model_revision
    except NetworkError:
        return otherwise
