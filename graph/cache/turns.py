"""One thing after the other is computed beside those who read: two would take both cores from them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class Turns:
    """What is to be computed beside, one thing at a time.

    What the present state lacks goes before what former ones do: those can be many, and anybody may ask for them.
    """

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="beside")
        self._quick_worker = ThreadPoolExecutor(1, thread_name_prefix="beside, quick")
        self._present, self._past = deque[Callable[[], None]](), deque[Callable[[], None]]()

    def submit(self, compute: Callable[[], None], *, is_past: bool) -> None:
        """Have it computed when it is its turn."""
        (self._past if is_past else self._present).append(compute)
        self._worker.submit(self._take_turn)

    def submit_quick(self, compute: Callable[[], None]) -> None:
        """Have what is known to be quick computed before all else; should it take long this time, nobody waits for it.

        Where it is asked for it would be done as soon, and a page would wait for it however long it took.
        """
        self._quick_worker.submit(compute)

    def _take_turn(self) -> None:
        (self._present or self._past).popleft()()


TURNS = Turns()
HAVE_COMPUTED = threading.Event()


def have_computed() -> bool:
    """Whether anything was computed beside since this was asked last: then it has left memory to be given back."""
    found = HAVE_COMPUTED.is_set()
    HAVE_COMPUTED.clear()
    return found
