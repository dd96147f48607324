"""How often something slow is computed again while changes come one after another.

A single change is followed at once. Where the next one comes before the result of the last is there, every result would
be of yesterday when it arrives, and computing them would take both cores from who reads: then it waits for a pause as
long as it takes itself, but not for ever.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Collection

LONGEST_S = 15.0
"""A result is never older than this and the time it takes, however the changes come."""
_AT_EASE = 2.0
"""Changes further apart than so many times what a result takes are single ones."""


class Pace:
    """When the states of a network came, and how long each of its results took, for all states one after another."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._took: dict[str, float] = {}
        self._made: dict[str, float] = {}
        self._asked: dict[str, Collection[tuple[int, str]]] = {}
        self._came = self._came_before = float("-inf")

    def note_state(self) -> None:
        """A change has made another state."""
        with self._lock:
            self._came_before, self._came = self._came, self._clock()

    def note_result(self, name: str, seconds: float, asked: Collection[tuple[int, str]] = ()) -> None:
        """A result is there, and took so long; `asked`: the others that it was made of."""
        with self._lock:
            self._took[name], self._made[name], self._asked[name] = seconds, self._clock(), asked

    def takes(self, name: str) -> float:
        """Seconds that a result took the last time; 0 where it was never made."""
        with self._lock:
            return self._took.get(name, 0.0)

    def is_known_to_take_less_than(self, seconds: float, name: str) -> bool:
        """Whether a result was made before, and took less the last time."""
        with self._lock:
            return self._took.get(name, math.inf) < seconds

    def asked_for(self, name: str) -> Collection[tuple[int, str]]:
        """The results that a result was made of the last time."""
        with self._lock:
            return self._asked.get(name, ())

    def rest(self, name: str) -> float:
        """Seconds to be waited before a result is made; 0 to make it now."""
        with self._lock:
            takes = min(self._took.get(name, 0.0), LONGEST_S)
            if self._came - self._came_before > _AT_EASE * takes:
                return 0.0
            due = min(self._came + takes, self._made.get(name, float("-inf")) + LONGEST_S)
            return max(due - self._clock(), 0.0)
