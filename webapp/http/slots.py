"""How many requests may be at work on something that takes long, so that pages always find a free thread.

Threads of this server are counted, for any engine. How many queries are worked on at once is another number: the
sandbox counts its child processes, and whoever waits for one of them has a slot here meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from graph.errors import StoreUnavailable

THREADS = 64
FOR_PAGES = 8
PATIENCE_S = 1.0


class Slots:
    """Slots for one kind of work, and a few chairs to wait on for one; `patience_s` is how long anybody waits.

    `busy` and `hint` are what who finds neither is told.
    """

    def __init__(self, number: int, chairs: int, *, patience_s: float, busy: str, hint: str) -> None:
        self._slots, self._chairs = threading.BoundedSemaphore(number), threading.BoundedSemaphore(chairs)
        self.patience_s, self._busy, self._hint = patience_s, busy, hint

    @contextmanager
    def slot(self) -> Iterator[None]:
        """One of the slots, given back at the end. Raises StoreUnavailable (503) when none comes free in time."""
        if not self._slots.acquire(blocking=False) and not self._wait():
            raise StoreUnavailable(self._busy, hint=self._hint)
        try:
            yield
        finally:
            self._slots.release()

    def _wait(self) -> bool:
        if not self._chairs.acquire(blocking=False):
            return False
        try:
            return self._slots.acquire(timeout=self.patience_s)
        finally:
            self._chairs.release()


_QUERIES = Slots(
    THREADS - FOR_PAGES,
    FOR_PAGES // 2,
    patience_s=PATIENCE_S,
    busy="Too many queries are waiting.",
    hint="Ask again in some seconds.",
)
"""A few requests may wait for a second. More of them, or for longer, would take the threads kept for pages."""


def slot() -> AbstractContextManager[None]:
    """One of the slots for queries and changes of users. Raises StoreUnavailable (503) when none is free."""
    return _QUERIES.slot()


LONG_HISTORY = 1_000
"""Changes that are read again in less than a second; each page may name another one to begin with."""
_HISTORY = Slots(
    2,
    FOR_PAGES // 2,
    patience_s=20.0,
    busy="Too many are looking far back.",
    hint="Ask again in some seconds.",
)


def history_slot(changes: int) -> AbstractContextManager[None]:
    """One of the slots to fold so many changes into one; none is needed for few. Raises StoreUnavailable (503)."""
    return _HISTORY.slot() if changes > LONG_HISTORY else nullcontext()
