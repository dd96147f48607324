"""What computes for long is computed in a process apart: it takes no turns from those who read, and leaves no memory.

In a thread it would hold Python's lock, which every page needs, and what it frees stays with the process in pieces. The
process begins when there is something to compute, and ends when nothing came for a while. Linux alone: it is nice.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from typing import Any, TypeVar

from graph.errors import store_closed
from graph.processes.child import start_child
from graph.processes.native_memory import limit_arenas

R = TypeVar("R")

IDLE_S = 10.0
"""Seconds without a request, after which the process ends: it takes 80 MB, and half a second of work to begin."""
QUICK_S = 0.1
"""What took no longer at last is not worth waiting for another computation, which may take seconds."""
WORTH_A_PROCESS = 200
"""Actors from which on it takes longer to compute than to begin a process for it."""
_NICE = 5


class Apart:
    """A process that computes one thing after the other, each a function of a module of ours, by its name.

    Most are about the same large object: it is sent once, and stays there until another one is asked about. What is
    known to be quick is computed here where the process is busy.
    """

    def __init__(self, idle_s: float = IDLE_S) -> None:
        self._idle_s, self._lock = idle_s, threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection[Any, Any] | None = None
        self._sent: object = None
        self._asked, self.is_over = 0.0, False
        self._quick: set[Callable[..., Any]] = set()

    @property
    def process_id(self) -> int | None:
        """The running process's, or None."""
        return self._process.pid if self._process is not None else None

    def compute(
        self, function: Callable[..., R], about: object, *args: Any, send: Callable[[Any], object], **kwargs: Any
    ) -> R:
        """What `function` gives for the large object and these arguments; `send` makes of the object what is sent.

        Computed here where the process cannot, so that an error is the function's own.
        """
        if not self._lock.acquire(blocking=self.is_over or function not in self._quick):
            return function(about, *args, **kwargs)
        try:
            is_done, value = self._computed(function, about, send, args, kwargs)
        finally:
            self._lock.release()
        if self.is_over:
            raise store_closed()
        found: R = value if is_done else function(about, *args, **kwargs)
        return found

    def _computed(
        self,
        function: Callable[..., Any],
        about: object,
        send: Callable[[Any], object],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> tuple[bool, Any]:
        """Whether it could be computed there, and the value."""
        try:
            is_new, connection = about is not self._sent, self._running()
            connection.send((function.__module__, function.__name__, send(about) if is_new else None, args, kwargs))
            self._sent = about
            is_done, value, seconds = connection.recv()
            (self._quick.add if is_done and seconds <= QUICK_S else self._quick.discard)(function)
        except (OSError, EOFError):
            is_done, value = False, None
            self._stop()
        self._stop_when_idle()
        return is_done, value

    def end(self) -> None:
        """Stop the process for good; whoever waits for it, or asks from now on, gets StoreUnavailable (503)."""
        self.is_over, process = True, self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._stop()

    def _running(self) -> Connection[Any, Any]:
        """Whoever ends this meanwhile finds the process, to end it, or has come before: then it is asked nothing."""
        if self._connection is None and not self.is_over:
            self._connection, theirs = Pipe()
            with theirs:
                self._process = start_child(__name__, theirs.fileno())
        if self._connection is None or self.is_over:
            raise EOFError
        return self._connection

    def _stop_when_idle(self) -> None:
        if self._process is None:
            return
        self._asked = time.monotonic()
        timer = threading.Timer(self._idle_s, self._stop_if_idle)
        timer.daemon = True
        timer.start()

    def _stop_if_idle(self) -> None:
        with self._lock:
            if time.monotonic() - self._asked >= self._idle_s:
                self._stop()

    def _stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._connection = self._process = self._sent = None


class _Service:
    """The process of this service, where it has one: commands and tests compute where they are."""

    apart: Apart | None = None


@contextmanager
def computing_apart() -> Iterator[None]:
    """As long as this lasts, what is worth it is computed in a process apart."""
    _Service.apart = beside = Apart()
    try:
        yield
    finally:
        beside.end()
        _Service.apart = None


def end() -> None:
    """Compute nothing any more: the service ends, and whoever waits gets StoreUnavailable (503)."""
    if _Service.apart is not None:
        _Service.apart.end()


def process_apart() -> Apart | None:
    """The process apart that there is to compute in, or was while the service ends; None in a command."""
    return _Service.apart


def main(descriptor: int) -> None:
    """Compute what is asked for on an inherited connection, until nobody can ask any more. Ctrl-C is not for us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICE)
    limit_arenas()
    about: object = None
    with Connection(descriptor) as connection, suppress(EOFError, OSError):
        while True:
            module, name, sent, args, kwargs = connection.recv()
            about = about if sent is None else sent
            connection.send(_tried(getattr(import_module(module), name), about, *args, **kwargs))


def _tried(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[bool, Any, float]:
    """Whether it could be computed, the value, and the seconds that it took."""
    begin = time.perf_counter()
    try:
        return True, function(*args, **kwargs), time.perf_counter() - begin
    except Exception:  # noqa: BLE001 - who asked tries it again, and gets the error
        return False, None, 0.0
