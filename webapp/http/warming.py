"""What the first reader after a change would wait for is made beforehand, in a thread of its own.

Nothing old is ever given meanwhile: who asks before it is ready waits for the rest of the same work.
"""

from __future__ import annotations

import logging
import threading
import time

from flask import Flask

from graph.analysis import analysis_for
from graph.areas.known_overviews import size_for
from graph.cache.pace import Pace
from graph.cache.revisions import drop_idle
from graph.cache.turns import have_computed
from graph.errors import NetworkError, StoreUnavailable
from graph.processes.native_memory import give_back
from graph.protocol import Store
from graph.query.readable_part import drop_idle_parts
from graph.resume.resume import keep
from graph.store.past import drop_idle_pasts
from graph.upkeep.open_work.lists import open_work
from webapp.http.damage import note_damage
from webapp.http.first_reading import first_reading
from webapp.ui.context import EXTENSION
from webapp.ui.language import BEFOREHAND, asked_languages

PAGES = ("/", "/akteure", "/gruppen", "/luecken", "/auswertung", "/karte", "/api/v1/karte.json")
AREAS = "/api/v1/karte/gebiete.json"
LARGE_PAGES = ("/karte", AREAS, f"{AREAS}?gebiet=gemeinschaft", "/api/v1/karte/suche?text=a")
WARMED_MOST = 20_000
"""Actors up to which everything is made beforehand; of more, the overview only: the analysis takes minutes."""
LOOK_S = 0.5
_WARMING = "warming"
KEPT_AFTER_S = 10.0
"""Without a change, until what is known is kept for the next start; what the first reading gave is kept at once."""
KEEPING_S = 2.0
"""How long a service that ends waits until it is kept: of 10,000 actors that takes 1.5 s."""


def keep_warm(app: Flask, stopped: threading.Event) -> None:
    """Warm up at the start, and again after each change that is followed by half a second without another.

    Where changes come one after another it waits for a pause as long as warming up takes (`Pace`).

    Between the changes, let go of what nobody has asked for in a while. At the end, keep what is known.
    """
    store: Store = app.extensions[EXTENSION]
    warmed, kept, seen, quiet_since, pace = -1, -1, _revision(store, -1), time.monotonic(), Pace()
    while True:
        _begin_day(store)
        revision = _revision(store, seen)
        if revision != seen:
            pace.note_state()
        elif revision != warmed and not pace.rest(_WARMING):
            begin = time.monotonic()
            _warm(app, store, stopped)
            warmed, quiet_since = revision, time.monotonic()
            pace.note_result(_WARMING, quiet_since - begin)
            give_back(rest_stays=True)
        elif revision == warmed != kept and (kept < 0 or time.monotonic() - quiet_since > KEPT_AFTER_S):
            kept = revision
            _keep(store)
            give_back(rest_stays=True, everything=True)
        elif (
            drop_idle(store)
            | drop_idle_parts(store)
            | drop_idle_pasts(store)
            | (revision == warmed and have_computed())
        ):
            give_back(rest_stays=True)
        seen = revision
        if stopped.wait(LOOK_S):
            if _revision(store, kept) != kept:
                _keep(store)
            return


def _warm(app: Flask, store: Store, stopped: threading.Event) -> None:
    """Analysis, lists and pages in the languages that are read here, and the processes that answer queries."""
    first = first_reading(app)
    try:
        store.warm()
        pages = PAGES if _size(store) <= WARMED_MOST else LARGE_PAGES
        if pages is PAGES:
            analysis = analysis_for(store)
            first.step = 2
            analysis.compute()  # before any list of it is begun, so that nobody waits for that
            first.step = 3
            open_work(analysis_for(store))  # its sum stands in the navigation
        for language in asked_languages(app):
            for page in pages:
                headers, environment = {"Accept-Language": language}, {BEFOREHAND: True}
                if stopped.is_set():
                    return
                app.test_client().get(page, headers=headers, environ_base=environment)
                first.end()  # with the first page: what the others need is there as well
    except Exception as error:
        if stopped.is_set() and isinstance(error, StoreUnavailable):
            return
        note_damage(app, error)
        # The thread goes on: whoever asks for a page gets the error with its sentence.
        logging.getLogger(__name__).exception("Warming up")
    finally:
        first.end()


def _keep(store: Store) -> None:
    """For the next start; without it that takes longer, nothing else."""
    try:
        keep(store)
    except StoreUnavailable:
        return  # it was closed before
    except OSError as error:
        logging.getLogger(__name__).warning("Not kept for the next start: %s", error)


def _size(store: Store) -> int:
    return size_for(store)


def _begin_day(store: Store) -> None:
    try:
        store.begin_day()
    except NetworkError as error:
        logging.getLogger(__name__).warning("What ended by yesterday has not yet: %s", error)


def _revision(store: Store, otherwise: int) -> int:
    try:
        return store.model_revision
    except NetworkError:
        return otherwise
