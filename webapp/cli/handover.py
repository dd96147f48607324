"""A running service lets go of its store, so that a command can put another in its place, and begins anew with that."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from graph.protocol import Store
from graph.store.control import Said
from webapp.http.listening import pass_on
from webapp.http.standstill import EXTENSION

_PATIENCE_S = 15.0
OPTION = "--listening"
"""Not for people: the open file that listens already."""


class Handover:
    """Closes a store when a command asks for it; then the process begins anew, with the same number and arguments.

    Caches, children and sessions of pages count on one history: a new beginning knows none of them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._app: Flask | None = None
        self._server: Any = None
        self._stopped = threading.Event()

    def serves(self, app: Flask, server: Any, stopped: threading.Event) -> None:
        """Say what has to stand still meanwhile, and what goes on listening."""
        self._app, self._server, self._stopped = app, server, stopped

    @contextmanager
    def let_go(self, _asked: Said) -> Iterator[Said]:
        """As long as this lasts, nobody has the store; requests get 503."""
        try:
            self._stopped.set()
            if self._app is not None:
                self._app.extensions[EXTENSION].begin(_PATIENCE_S)
            self._store.close()
            yield {"let_go": True}
        except Exception:
            logging.getLogger(__name__).exception("Letting go of the store")
        finally:
            sys.stdout.flush()
            os.execv(sys.executable, [*_without_numbers(sys.orig_argv), *self._listening()])  # noqa: S606 - ourselves

    def _listening(self) -> list[str]:
        if self._server is None:
            return []
        return [f"{OPTION}={number}" for number in pass_on(self._server)]


def _without_numbers(arguments: list[str]) -> list[str]:
    """The command as it was given, before it began anew for the first time."""
    return [one for one in arguments if not one.startswith(f"{OPTION}=")]
