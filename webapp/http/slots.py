"""How many requests may be at work on queries and changes of users, so that pages always find a free thread.

Threads of this server are counted, for any engine. How many queries are worked on at once is another number: the
sandbox counts its child processes, and whoever waits for one of them has a slot here meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import StoreUnavailable

THREADS = 64
FOR_PAGES = 8
PATIENCE_S = 1.0

_SLOTS = threading.BoundedSemaphore(THREADS - FOR_PAGES)
_CHAIRS = threading.BoundedSemaphore(FOR_PAGES // 2)


@contextmanager
def slot() -> Iterator[None]:
    """One of the slots, given back at the end. Raises StoreUnavailable (503) when none is free.

    A few requests may wait for a second. More of them, or for longer, would take the threads kept for pages.
    """
    if not _SLOTS.acquire(blocking=False) and not _wait():
        raise StoreUnavailable("Too many queries are waiting.", hint="Ask again in some seconds.")
    try:
        yield
    finally:
        _SLOTS.release()


def _wait() -> bool:
    if not _CHAIRS.acquire(blocking=False):
        return False
    try:
        return _SLOTS.acquire(timeout=PATIENCE_S)
    finally:
        _CHAIRS.release()
