"""How many papers are set at a time: each takes a processor for some seconds, and pages are to go on meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import StoreUnavailable

AT_A_TIME, PATIENCE_S = 2, 20.0
WAITING = 8
"""Requests that may wait, of some sixty that the service answers at a time."""

_SEATS = threading.BoundedSemaphore(AT_A_TIME)
_CHAIRS = threading.BoundedSemaphore(AT_A_TIME + WAITING)


@contextmanager
def seat_at_the_press() -> Iterator[None]:
    """One of two seats, given back at the end. Raises StoreUnavailable (503) where it comes free too late."""
    if not _CHAIRS.acquire(blocking=False):
        raise _busy()
    try:
        if not _SEATS.acquire(timeout=PATIENCE_S):
            raise _busy()
        try:
            yield
        finally:
            _SEATS.release()
    finally:
        _CHAIRS.release()


def _busy() -> StoreUnavailable:
    return StoreUnavailable("Too many papers are being made.", hint="Ask again in a minute.")
