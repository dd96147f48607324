"""Lists that are being taken over: each in a thread of its own, which goes on whoever waits for it.

A list of 100,000 rows takes minutes: no browser waits so long, and no proxy either.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from typing import Generic, TypeVar, cast

from flask import copy_current_request_context, current_app

from graph.cache.beside import patience
from graph.processes.headway import STEPS, Step, heard_by
from webapp.http.standstill import going_on
from webapp.pages.imports.taken_over import TakenOver

T = TypeVar("T")
_EXTENSION = "akteursnetz.takings"
_OPENING = threading.Lock()
_SHARES: dict[Step, tuple[float, float]] = {
    "reading": (0.0, 0.15),
    "matching": (0.15, 0.25),
    "checking": (0.25, 0.75),
    "storing": (0.75, 0.9),
    "renewing": (0.9, 1.0),
}
"""From where to where each step goes of the whole, by what 20,000 rows take."""


class Taking(Generic[T]):
    """One list on its way, for whoever sent it: which step is being done, and how far it is, from 0 to 1."""

    def __init__(self, owner: str) -> None:
        self.owner, self.step, self.share = owner, STEPS[0], 0.0
        self._outcome = Future[T]()

    @property
    def is_over(self) -> bool:
        """Whether there is an outcome."""
        return self._outcome.done()

    @property
    def of_all(self) -> float:
        """How far the whole is, from 0 to 1."""
        begin, end = _SHARES[self.step]
        return begin + (end - begin) * self.share

    def outcome(self) -> T:
        """What came of it; waits for it. Raises what the work raised."""
        return self._outcome.result()

    def hear(self, step: Step, share: float) -> None:
        """Take note of how far it is."""
        self.step, self.share = step, share

    def run(self, work: Callable[[], T]) -> None:
        """Do the work."""
        try:
            with heard_by(self.hear), patience(None):
                self._outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - whoever asks for the outcome is told
            self._outcome.set_exception(error)


class Takings:
    """All of a service, by the key of the list."""

    def __init__(self) -> None:
        self._lock, self._held = threading.Lock(), dict[str, Taking[TakenOver | None]]()

    def begin(self, key: str, owner: str, work: Callable[[], TakenOver | None]) -> None:
        """Have a list taken over with the rights of this request, unless that is being done already.

        The store is not exchanged for another before it is done.
        """
        with self._lock:
            for known in [one for one, taking in self._held.items() if taking.is_over and one != key]:
                del self._held[known]  # nobody has asked what came of it: its address says so
            if key in self._held:
                return
            taking = self._held[key] = Taking[TakenOver | None](owner)
        run = going_on(copy_current_request_context(taking.run), current_app)
        threading.Thread(target=copy_context().run, args=(run, work), name="taking a list over", daemon=True).start()

    def find(self, key: str, owner: str) -> Taking[TakenOver | None] | None:
        """What is being taken over for somebody, or has been since they asked last; None for nothing."""
        with self._lock:
            taking = self._held.get(key)
        return taking if taking and taking.owner == owner else None

    def forget(self, key: str) -> None:
        """Let go of one whose outcome was told."""
        with self._lock:
            self._held.pop(key, None)


def get_takings() -> Takings:
    """Those of this service."""
    with _OPENING:
        return cast("Takings", current_app.extensions.setdefault(_EXTENSION, Takings()))
