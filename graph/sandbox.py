"""Ad-hoc SPARQL, bounded: every query runs in a process of its own that the kernel ends at its limits.

A replica process (`graph/replica.py`) holds a copy of the store in memory, is told of every change and forks
a child per query. Here is the service's side: starting the replica, handing it queries, reading results.

Frames on the socket: one byte (A add, R remove: N-Quads; Q query: JSON, with two pipes for result and status),
eight bytes length, body.
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.question import Question, number_text, read_answer, read_begin
from graph.store import Answer

MAX_CHILDREN = 4

_REPLICA = Path(__file__).resolve().parent / "replica.py"
_FRAME = struct.Struct("!cQ")
_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A store at one moment: its revision and all quads as N-Quads."""

    revision: int
    quads: bytes


class Sandbox:
    """The replica as the store sees it. It starts with the first query, and again after it has died.

    `writing` is the store's writer lock: whoever holds it knows that no change gets between snapshot and start.
    """

    def __init__(self, snapshot: Callable[[], Snapshot], writing: threading.RLock) -> None:
        self._snapshot = snapshot
        self._writing = writing
        self._sending = threading.Lock()
        self._places = threading.BoundedSemaphore(MAX_CHILDREN)
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._revision = 0

    @property
    def process_id(self) -> int | None:
        """The running replica's, or None."""
        replica = self._running()
        return replica.pid if replica is not None else None

    def warm(self) -> None:
        """Start the replica now, so that the first query need not wait for it."""
        with self._writing, self._sending:
            if self._running() is None:
                self._start()

    def follow(self, revision: int, add: bytes, remove: bytes) -> None:
        """Tell a running replica of a change; one that cannot be told is ended, and starts anew when needed."""
        with self._sending:
            if self._control is None:
                return
            try:
                self._send(b"R", remove)
                self._send(b"A", add)
                self._revision = revision
            except OSError:
                self._stop()

    def answer(self, question: Question) -> Answer:
        """The complete result, or an error that names the limit the query went over."""
        with self._place(question.limits.waiting_s):
            try:
                return self._ask(question)
            except _NotBegunError:
                return self._ask_again(question)

    def close(self) -> None:
        """End the replica."""
        with self._sending:
            self._stop()

    @contextmanager
    def _place(self, waiting_s: float) -> Iterator[None]:
        if not self._places.acquire(timeout=waiting_s):
            raise StoreUnavailable(
                "%(count)s other queries are running, and none ended within %(limit)s seconds.",
                hint="Try again in a moment.",
                count=MAX_CHILDREN,
                limit=number_text(waiting_s),
            )
        try:
            yield
        finally:
            self._places.release()

    def _ask_again(self, question: Question) -> Answer:
        try:
            return self._ask(question)
        except _NotBegunError as error:
            raise _no_replica() from error

    def _ask(self, question: Question) -> Answer:
        body, body_end = os.pipe()
        status, status_end = os.pipe()
        try:
            try:
                revision, replica = self._hand_over(question.as_json(), body_end, status_end)
            finally:
                os.close(body_end)
                os.close(status_end)
            begin = read_begin(status, _START_S)
            if begin is None:
                self._give_up(replica)
                raise _NotBegunError
            media_type, result = read_answer(body, status, question, begin)
            return Answer(media_type, result, revision)
        finally:
            os.close(body)
            os.close(status)

    def _hand_over(self, request: bytes, *pipes: int) -> tuple[int, subprocess.Popen[bytes]]:
        """Send a query to the replica, started if need be; gives the revision that the query will see."""
        with self._sending:
            if (replica := self._running()) is not None:
                with suppress(OSError):
                    return self._send_query(replica, request, pipes)
                self._stop()
        with self._writing, self._sending:
            replica = self._running() or self._start()
            try:
                return self._send_query(replica, request, pipes)
            except OSError as error:
                raise _NotBegunError from error

    def _send_query(
        self, replica: subprocess.Popen[bytes], request: bytes, pipes: Sequence[int]
    ) -> tuple[int, subprocess.Popen[bytes]]:
        self._send(b"Q", request, pipes)
        return self._revision, replica

    def _give_up(self, replica: subprocess.Popen[bytes]) -> None:
        """End a replica that does not begin what it is asked, unless another query has replaced it already."""
        with self._sending:
            if self._process is replica:
                self._stop()

    def _running(self) -> subprocess.Popen[bytes] | None:
        return self._process if self._process is not None and self._process.poll() is None else None

    def _start(self) -> subprocess.Popen[bytes]:
        self._stop()
        snapshot = self._snapshot()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own file
                [sys.executable, "-P", str(_REPLICA), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        ours.settimeout(_START_S)
        self._control, self._revision = ours, snapshot.revision
        try:
            self._send(b"A", snapshot.quads)
        except OSError as error:
            self._stop()
            raise _no_replica() from error
        return self._process

    def _send(self, kind: bytes, body: bytes, pipes: Sequence[int] = ()) -> None:
        if self._control is None:
            raise BrokenPipeError
        header = _FRAME.pack(kind, len(body))
        if pipes:
            socket.send_fds(self._control, [header], pipes)
        elif body:
            self._control.sendall(header)
        self._control.sendall(body)

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class _NotBegunError(Exception):
    """The replica has died, or is about to."""


def _no_replica() -> StoreUnavailable:
    return StoreUnavailable(
        "The process that answers queries could not be started.",
        hint="Try again; if it stays so, look into the log of the service.",
    )
