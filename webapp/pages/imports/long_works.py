"""What takes long of a list: each in a thread of its own, which goes on whoever waits for it.

A list of 100,000 rows is shown after half a minute and taken over after minutes: no browser waits so long, and no proxy
either.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from contextvars import copy_context
from typing import Generic, TypeVar

from flask import copy_current_request_context, current_app

from graph.cache.beside import patience
from graph.processes.headway import Step, heard_by
from webapp.http.standstill import going_on

LONG = 2_000
"""Rows from which on nobody waits for the answer: two seconds of work."""
T = TypeVar("T")


def is_long(tables: Mapping[str, Sequence[object]]) -> bool:
    """Whether nobody waits for the answer to a list of these tables."""
    return sum(map(len, tables.values())) >= LONG


Shares = Mapping[Step, tuple[float, float]]
"""The steps of a work in their order, each from where to where it goes of the whole."""


class LongWork(Generic[T]):
    """One list on its way, for whoever sent it: which step is being done, and how far it is, from 0 to 1."""

    def __init__(self, owner: str, shares: Shares) -> None:
        self.owner, self.shares = owner, shares
        self.step, self.share = next(iter(shares)), 0.0
        self._outcome = Future[T]()

    @property
    def is_over(self) -> bool:
        """Whether there is an outcome."""
        return self._outcome.done()

    @property
    def of_all(self) -> float:
        """How far the whole is, from 0 to 1."""
        begin, end = self.shares[self.step]
        return begin + (end - begin) * self.share

    def outcome(self) -> T:
        """What came of it; waits for it. Raises what the work raised."""
        return self._outcome.result()

    def hear(self, step: Step, share: float) -> None:
        """Take note of how far it is; a step that is none of this work's is a part of the one before."""
        if step in self.shares:
            self.step, self.share = step, share

    def wait(self, seconds: float) -> None:
        """Wait for the outcome for so long at most."""
        with suppress(NotYet):
            self._outcome.exception(seconds)

    def run(self, work: Callable[[], T]) -> None:
        """Do the work."""
        try:
            with heard_by(self.hear), patience(None):
                self._outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - whoever asks for the outcome is told
            self._outcome.set_exception(error)


class LongWorks(Generic[T]):
    """All of one kind that a service has, by the key of the list."""

    def __init__(self, name: str, shares: Shares) -> None:
        self._name, self._shares = name, shares
        self._lock, self._held = threading.Lock(), dict[str, LongWork[T]]()

    def begin(self, key: str, owner: str, work: Callable[[], T]) -> LongWork[T]:
        """Have it done with the rights of this request, unless that is so already.

        The store is not exchanged for another before it is done.
        """
        with self._lock:
            for known in [one for one, held in self._held.items() if held.is_over and one != key]:
                del self._held[known]  # nobody has asked what came of it: its address says so
            if key in self._held:
                return self._held[key]
            begun = self._held[key] = LongWork[T](owner, self._shares)
        run = going_on(copy_current_request_context(begun.run), current_app)
        with current_app.app_context():  # of its own: what the request noted in its own ends with the request
            context = copy_context()
        threading.Thread(target=context.run, args=(run, work), name=self._name, daemon=True).start()
        return begun

    def find(self, key: str, owner: str) -> LongWork[T] | None:
        """What is being done for somebody, or has been since they asked last; None for nothing."""
        with self._lock:
            found = self._held.get(key)
        return found if found and found.owner == owner else None

    def forget(self, key: str) -> None:
        """Let go of one whose outcome was told, or that nobody asks for any more."""
        with self._lock:
            self._held.pop(key, None)
