"""What takes longer than a page may is computed beside: until it is there, the former result is given, and said so.

Whoever has no patience set waits: commands, programs, tests. A page sets some, and shows of what it got a former one.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from graph.cache.pace import Pace
from graph.cache.turns import HAVE_COMPUTED, TURNS
from graph.errors import StoreUnavailable
from graph.period import day_looked_back_to, looking_back_to

T = TypeVar("T")
_PATIENCE: ContextVar[_Patience | None] = ContextVar("patience", default=None)
_FORMER: ContextVar[dict[threading.Event, str] | None] = ContextVar("former", default=None)
_MAY_LACK: ContextVar[bool] = ContextVar("may_lack", default=False)
_ASKED: ContextVar[set[tuple[int, str]] | None] = ContextVar("asked", default=None)
_NONE = object()
QUICK_S = 0.02
"""What took no longer the last time, once all that it rests on was there, is made before what takes long."""


@dataclass(slots=True)
class _Patience:
    """Seconds that are left to be waited for anything."""

    left: float

    def wait(self, event: threading.Event) -> bool:
        """Whether it happened before patience was at its end."""
        begin = time.monotonic()
        has_happened = event.wait(max(self.left, 0))
        self.left -= time.monotonic() - begin
        return has_happened


@contextmanager
def patience(seconds: float | None) -> Iterator[None]:
    """Wait so long in all for results of which there are former ones; None waits for the right ones."""
    before = _PATIENCE.set(None if seconds is None else _Patience(seconds)), _FORMER.set({})
    try:
        yield
    finally:
        _PATIENCE.reset(before[0])
        _FORMER.reset(before[1])


class _NotThereError(Exception):
    """A result is not there, nor a former one."""


def unless_it_takes_long(make: Callable[[], T]) -> T | None:
    """What `make` gives; None where it needs a result that is not there within patience, nor any former one.

    Then it is computed beside, and the page says so, as with a former one.
    """
    before = _MAY_LACK.set(True)
    try:
        return make()
    except _NotThereError:
        return None
    finally:
        _MAY_LACK.reset(before)


def given_former() -> frozenset[str]:
    """The results of which a former one was given since patience was set, or none at all."""
    return frozenset((_FORMER.get() or {}).values())


def right_ones_to_come() -> tuple[threading.Event, ...]:
    """What happens when the right results are there, of those that `given_former` names, or will not come by itself."""
    return tuple(_FORMER.get() or ())


def _note_former(jobs: Mapping[str, _Job]) -> None:
    noted = _FORMER.get()
    if noted is not None:
        noted.update((job.over, name) for name, job in jobs.items())


class Results:
    """The slow results of one state of a network, by name, each made once.

    `former` are those of the state before; `version` counts the results that are there, for whatever is made of them.
    `is_wanted` tells whether the state is still the present one: of a former state nothing is computed beside.
    `pace` is that of the states before: what is known to take longer than somebody has patience is not waited for.
    `is_past`: they are those of a former state, which makes way for the present one.
    """

    def __init__(
        self,
        former: Mapping[str, Any],
        is_wanted: Callable[[], bool],
        pace: Pace | None = None,
        *,
        is_past: bool = False,
    ) -> None:
        self._is_past = is_past
        self._former, self._is_wanted, self.pace = dict(former), is_wanted, pace or Pace()
        self._made: dict[str, Any] = {}
        self._jobs: dict[str, _Job] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> tuple[int, bool]:
        """What tells this set of results from a later one; whoever keeps what is made of it may be given a former one.

        Until all are there, who waits and who does not have versions of their own: the one must not wait for the other.
        """
        return self.version_of(None)

    def version_of(self, names: Collection[str] | None) -> tuple[int, bool]:
        """The same of these results alone, for what is made of no others; None for all."""
        self._note_asked(names or ())
        beside = self._jobs_beside()
        _note_former({name: job for name, job in beside.items() if names is None or name in names})
        with self._lock:
            done = self._made.keys() | {name for name, job in self._jobs.items() if job.done.is_set()}
            former = self._former.keys() if names is None else self._former.keys() & names
            number = len(done if names is None else done & set(names))
            return number, _PATIENCE.get() is None and not former <= self._made.keys()

    @property
    def pending(self) -> frozenset[str]:
        """What is being computed beside, while its former result is given."""
        return frozenset(self._jobs_beside())

    def _jobs_beside(self) -> dict[str, _Job]:
        with self._lock:
            return {name: job for name, job in self._jobs.items() if job.is_beside and not job.done.is_set()}

    @property
    def made(self) -> frozenset[str]:
        """What is there."""
        with self._lock:
            return frozenset(self._made)

    @property
    def made_values(self) -> dict[str, Any]:
        """The results of this state that are there."""
        with self._lock:
            return dict(self._made)

    @property
    def known(self) -> dict[str, Any]:
        """The latest result of each name: of this state, or of one before."""
        with self._lock:
            return self._former | self._made

    def take_over(self, name: str) -> None:
        """A former result is true for this state too."""
        with self._lock:
            if name in self._former:
                self._made[name] = self._former[name]

    def get(self, name: str, make: Callable[[], Any]) -> Any:
        """The result of this name; the former one when there is one and the right one takes too long.

        Where there is none it is waited for, unless the caller may do without (`unless_it_takes_long`).
        """
        self._note_asked((name,))
        with self._lock:
            if name in self._made:
                return self._made[name]
            job = self._jobs.setdefault(name, _Job(make))
            former = self._former.get(name, _NONE)
        limit = _PATIENCE.get()
        is_needed = former is _NONE and not _MAY_LACK.get()
        if limit is None or is_needed:
            return self._run(name, job)
        self._begin(name, job, is_quick=self._is_quick(name, min(QUICK_S, limit.left)))
        if former is not _NONE and self.pace.takes(name) > limit.left and not job.done.is_set():
            _note_former({name: job})
            return former
        if limit.wait(job.over) and job.done.is_set():
            return self._run(name, job)
        _note_former({name: job})
        if former is _NONE:
            raise _NotThereError
        return former

    def _is_quick(self, name: str, seconds: float) -> bool:
        """Whether it takes less, and so does what it rests on and is not there: what is made of slow ones waits."""
        if not self.pace.is_known_to_take_less_than(seconds, name):
            return False
        with self._lock:
            made = set(self._made)
        return all(
            whose == id(self.pace) and (other in made or self._is_quick(other, seconds))
            for whose, other in self.pace.asked_for(name)
        )

    def _note_asked(self, names: Collection[str]) -> None:
        """Whatever is being made rests on these results too."""
        asked = _ASKED.get()
        if asked is not None:
            asked.update((id(self.pace), name) for name in names)

    def _begin(self, name: str, job: _Job, *, is_quick: bool) -> None:
        with self._lock:
            begins, hurries = not job.is_beside, is_quick and not job.is_hurried
            job.is_beside, job.is_hurried = True, job.is_hurried or is_quick
            if begins:
                job.over = threading.Event()
        if hurries:
            TURNS.submit_quick(partial(self._run_beside, name, job))
        elif begins:
            self._submit(name, job)

    def _submit(self, name: str, job: _Job) -> None:
        """Have it computed now, or once the changes have paused."""
        rest = self.pace.rest(name)
        if rest <= 0:
            TURNS.submit(partial(self._run_beside, name, job), is_past=self._is_past)
            return
        timer = threading.Timer(rest, self._submit, (name, job))
        timer.daemon = True
        timer.start()

    def _run_beside(self, name: str, job: _Job) -> None:
        try:
            if self._is_wanted():
                self._run(name, job)
                HAVE_COMPUTED.set()
        except StoreUnavailable:
            return  # the service ends, or whoever asks is told
        except Exception:  # who asks for it again gets the error with its sentence
            logging.getLogger(__name__).exception("Computing %s", name)
        finally:
            self._end(job)

    def _end(self, job: _Job) -> None:
        """Whoever comes to the same state again, by taking a change back, has what was not made begun once more."""
        with self._lock:
            job.is_beside = job.is_hurried = job.done.is_set()
            job.over.set()

    def _run(self, name: str, job: _Job) -> Any:
        with looking_back_to(job.day):
            value = job.run()
        with self._lock:
            if name not in self._made:
                self.pace.note_result(name, job.seconds, job.asked - {(id(self.pace), name)})
            return self._made.setdefault(name, value)


class _Job:
    """The making of one result: whoever comes while it is made waits for it.

    `over`: it is done, or was not wanted when it was its turn beside. `asked`: the results that it was made of, each
    with whose they are (the `id` of their pace, which all states of one network share).
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._making = make, threading.RLock()
        self.done, self.is_beside, self.is_hurried, self.seconds = threading.Event(), False, False, 0.0
        self.asked = set[tuple[int, str]]()
        self.over = threading.Event()
        self.day = day_looked_back_to()
        self._value: Any = None
        self._error: Exception | None = None

    def run(self) -> Any:
        """The result, made now if it is not there. Raises what making it raised."""
        with self._making, patience(None):
            if not self.done.is_set():
                begin, before = time.monotonic(), _ASKED.set(self.asked)
                try:
                    self._value = self._make()
                except Exception as error:  # noqa: BLE001 - given to whoever asks
                    self._error = error
                finally:
                    _ASKED.reset(before)
                self.seconds = time.monotonic() - begin
                self.done.set()
                self.over.set()
        if self._error is not None:
            raise self._error
        return self._value
