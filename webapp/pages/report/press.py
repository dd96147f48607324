"""Papers are made beside the request that asks: a page says meanwhile how far it is, and who asks again gets it.

One paper is set at a time for strangers and one for those who are known: the ones cannot keep the others waiting. What
nobody came back for is forgotten after a minute, and all when somebody is erased; nothing lies on a disk.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, copy_current_request_context

from graph.cache.beside import patience
from graph.cache.revisions import RevisionCache
from graph.protocol import Store
from webapp.http.slots import Slots

EXTENSION = "akteursnetz.presses"
FORGOTTEN_S = 60.0
_KEPT_MOST = 16
_WAITING = 4
"""Papers that may wait for their turn; the last of them does within the patience of a proxy."""
_PATIENCE_S = 60.0
_LOOKED_AWAY_S = 5.0
"""Who waits looks again sooner. Nobody is told anything by a paper of former data that they did not wait for."""


@dataclass(frozen=True, slots=True)
class PaperStep:
    """How far a paper is: the part that is being made, by its number among all."""

    label: str = ""
    number: int = 0
    of: int = 0


Tell = Callable[[PaperStep], None]


@dataclass(slots=True)
class Job:
    """One paper being made. `state` is what it rests on; `waiting` who looks for it now, `asked` when somebody did."""

    state: Hashable = None
    done: threading.Event = field(default_factory=threading.Event)
    step: PaperStep = field(default_factory=PaperStep)
    waiting: int = 0
    asked: float = 0.0
    ended: float = 0.0
    value: Any = None
    error: Exception | None = None

    def tell(self, step: PaperStep) -> None:
        """Note how far it is."""
        self.step = step

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits for it, or looked just now."""
        return self.waiting > 0 or time.monotonic() - self.asked < _LOOKED_AWAY_S


class Press:
    """The papers of one kind of reader, each by what was asked."""

    def __init__(self) -> None:
        hint = "Ask again in a minute."
        busy = "Too many papers are being made."
        self.slots = Slots(1, _WAITING, patience_s=_PATIENCE_S, busy=busy, hint=hint)
        self._of_store: RevisionCache[Store, None, dict[Hashable, Job]] = RevisionCache()
        self.lock = threading.Lock()

    def jobs(self, store: Store) -> dict[Hashable, Job]:
        """The papers of a store that are being made or wait for who asked. They go with all that it has computed."""
        return self._of_store.get(store, None, dict)

    def desk(self, store: Store, state: Hashable) -> Desk:
        """Where a reader asks for papers; to be found before anything is read of which one is made.

        `state` is what a paper made now rests on.
        """
        return Desk(self, store, self.jobs(store), state)

    def find_or_begin(self, desk: Desk, key: Hashable, make: Callable[[Tell], Any]) -> Job:
        """The job of this key with one more who waits for it."""
        with self.lock:
            _forget(desk.jobs)
            known = desk.jobs.get(key)
            if known is not None and (known.state == desk.state or known.is_awaited):
                known.waiting += 1
                return known
            job = desk.jobs[key] = Job(desk.state, waiting=1)
        in_request = copy_current_request_context(self._run)
        threading.Thread(target=in_request, args=(desk.store, job, make), name="paper", daemon=True).start()
        return job

    def _run(self, store: Store, job: Job, make: Callable[[Tell], Any]) -> None:
        try:
            with self.slots.slot(), patience(None):  # a paper says of no figure that it is a former one
                job.value = make(job.tell)
        except Exception as error:  # noqa: BLE001 - told to whoever asks
            job.error = error
        job.ended = time.monotonic()
        job.done.set()
        if not job.waiting:
            later = threading.Timer(FORGOTTEN_S, self._forget_old, (store,))
            later.daemon = True
            later.start()

    def _forget_old(self, store: Store) -> None:
        """Though nobody asks for any paper."""
        with self.lock:
            _forget(self.jobs(store))


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a reader asks: the papers that were known when they came, and what one made for them rests on."""

    press: Press
    store: Store
    jobs: dict[Hashable, Job]
    state: Hashable

    def ask(self, key: Hashable, make: Callable[[Tell], Any], seconds: float) -> Job:
        """The job of this key, begun if it is none yet, after this time at most; done or not.

        One that rests on another state of the data is given to who waits for it alone; for others it is begun anew.
        Raises what making it raised. Whoever is given a result has it: who asks then has it made anew. Once somebody
        was erased from the store nobody is given what was begun before.
        """
        job = self.press.find_or_begin(self, key, make)
        job.done.wait(seconds)
        is_done = self._leave(key, job)
        if not is_done or self.press.jobs(self.store) is not self.jobs:
            return Job(step=job.step)
        if job.error is not None:
            raise job.error
        return job

    def _leave(self, key: Hashable, job: Job) -> bool:
        """Wait no longer; whether it is done. Then it is given, and waits for nobody else."""
        with self.press.lock:
            job.waiting, job.asked, is_done = job.waiting - 1, time.monotonic(), job.done.is_set()
            if is_done and self.jobs.get(key) is job:
                del self.jobs[key]
            return is_done


def _forget(jobs: dict[Hashable, Job]) -> None:
    """Leave out what is old, and of the rest all but the last."""
    before = time.monotonic() - FORGOTTEN_S
    ended = [key for key, job in jobs.items() if job.done.is_set() and not job.waiting]
    old = [key for key in ended if jobs[key].ended <= before]
    for key in {*old, *ended[:-_KEPT_MOST]}:
        del jobs[key]


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
