"""How many papers are set at a time: each takes a processor for some seconds, and pages are to go on meanwhile.

Strangers have a seat of their own, and so have those who are signed in: the ones cannot keep the others waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import StoreUnavailable

PATIENCE_S = 20.0
WAITING = 4
"""Requests that may wait for a seat, of some sixty that the service answers at a time."""


class Press:
    """One seat and a few chairs to wait on."""

    def __init__(self) -> None:
        self._seat, self._chairs = threading.BoundedSemaphore(1), threading.BoundedSemaphore(1 + WAITING)

    @contextmanager
    def seat(self) -> Iterator[None]:
        """The seat, given back at the end. Raises StoreUnavailable (503) where it comes free too late."""
        if not self._chairs.acquire(blocking=False):
            raise _busy()
        try:
            if not self._seat.acquire(timeout=PATIENCE_S):
                raise _busy()
            try:
                yield
            finally:
                self._seat.release()
        finally:
            self._chairs.release()


FOR_STRANGERS, FOR_KNOWN = Press(), Press()


def _busy() -> StoreUnavailable:
    return StoreUnavailable("Too many papers are being made.", hint="Ask again in a minute.")
