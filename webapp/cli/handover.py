"""A running service lets go of its store, so that a command can put another in its place, and begins anew with that."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
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
        self._end_computing: Callable[[], None] = lambda: None

    def serves(self, app: Flask, server: Any, end_computing: Callable[[], None]) -> None:
        """Say what has to stand still meanwhile, what goes on listening, and what ends all that is computed beside."""
        self._app, self._server, self._end_computing = app, server, end_computing

    @contextmanager
    def let_go(self, _asked: Said) -> Iterator[Said]:
        """As long as this lasts, nobody has the store; requests get 503."""
        try:
            self._end_computing()
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
