"""Papers are made beside the request that asks: a page says meanwhile how far it is, and who asks again gets it.

One paper is set at a time for strangers and one for those who are known: the ones cannot keep the others waiting. What
nobody came back for is forgotten after a minute; nothing of it lies on a disk.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, copy_current_request_context

from graph.cache.beside import patience
from webapp.http.slots import Slots

EXTENSION = "akteursnetz.presses"
FORGOTTEN_S = 60.0
_KEPT_MOST = 16
_WAITING = 4
"""Papers that may wait for their turn; the last of them does within the patience of a proxy."""
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class PaperStep:
    """How far a paper is: the part that is being made, by its number among all."""

    label: str = ""
    number: int = 0
    of: int = 0


Tell = Callable[[PaperStep], None]


@dataclass(slots=True)
class Job:
    """One paper being made."""

    done: threading.Event = field(default_factory=threading.Event)
    step: PaperStep = field(default_factory=PaperStep)
    ended: float = 0.0
    value: Any = None
    error: Exception | None = None

    def tell(self, step: PaperStep) -> None:
        """Note how far it is."""
        self.step = step


class Press:
    """The papers of one kind of reader, each by what was asked."""

    def __init__(self) -> None:
        hint = "Ask again in a minute."
        busy = "Too many papers are being made."
        self.slots = Slots(1, _WAITING, patience_s=_PATIENCE_S, busy=busy, hint=hint)
        self._jobs: dict[Hashable, Job] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many papers are being made or wait for who asked."""
        with self._lock:
            return len(self._jobs)

    def ask(self, key: Hashable, make: Callable[[Tell], Any], seconds: float) -> Job:
        """The job of this key, begun if it is none yet, after this time at most; done or not.

        Raises what making it raised. Whoever is given a result has it: who asks then has it made anew.
        """
        job = self._find_or_begin(key, make)
        if job.done.wait(seconds):
            with self._lock:
                self._jobs.pop(key, None)
            if job.error is not None:
                raise job.error
        return job

    def _find_or_begin(self, key: Hashable, make: Callable[[Tell], Any]) -> Job:
        with self._lock:
            self._forget()
            if key in self._jobs:
                return self._jobs[key]
            job = self._jobs[key] = Job()
        in_request = copy_current_request_context(self._run)
        threading.Thread(target=in_request, args=(job, make), name="paper", daemon=True).start()
        return job

    def _run(self, job: Job, make: Callable[[Tell], Any]) -> None:
        try:
            with self.slots.slot(), patience(None):  # a paper says of no figure that it is a former one
                job.value = make(job.tell)
        except Exception as error:  # noqa: BLE001 - told to whoever asks
            job.error = error
        job.ended = time.monotonic()
        job.done.set()

    def _forget(self) -> None:
        """Leave out what is old, and of the rest all but the last."""
        before = time.monotonic() - FORGOTTEN_S
        ended = [key for key, job in self._jobs.items() if job.done.is_set()]
        old = [key for key in ended if self._jobs[key].ended < before]
        for key in {*old, *ended[:-_KEPT_MOST]}:
            del self._jobs[key]


@dataclass(frozen=True, slots=True)
class Presses:
    """The press of strangers and that of those who are known, of one application."""

    for_strangers: Press = field(default_factory=Press)
    for_known: Press = field(default_factory=Press)


def set_up_presses(app: Flask) -> None:
    """Give an application presses of its own."""
    app.extensions[EXTENSION] = Presses()


def presses_of(app: Flask) -> Presses:
    """The presses of an application."""
    found: Presses = app.extensions[EXTENSION]
    return found
