"""The children that can be asked, and the replica process that forks them (see `graph.sparql.sandbox.replica`)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

from graph.errors import StoreUnavailable
from graph.processes.child import start_child
from graph.sparql.sandbox.children import Child
from graph.sparql.sandbox.copy_apart import CopyApart, CopyGoneError
from graph.sparql.sandbox.frames import FRAME, LineFrames, send_frame

MAX_CHILDREN = max(4, 2 * (os.cpu_count() or 1))

_START_S = 60.0
_TOLD_S = 5.0
"""A change is told to the replica right after it is made: who asks in between waits for that."""


@dataclass(frozen=True, slots=True)
class StoreDump:
    """A store at one moment: its revision, what writes all quads as N-Quads, and the named graphs that have none."""

    revision: int
    write: Callable[[IO[bytes]], object]
    empty_graphs: tuple[str, ...] = ()


class Pool:
    """Children of the newest revision; a child that is taken is given back, whatever has become of it.

    The replica starts when the first one is taken, and again after it has died. `writing` is the store's writer
    lock: whoever holds it knows that no change gets between snapshot and start.
    """

    def __init__(self, arrays: Callable[[], StoreDump], writing: threading.RLock) -> None:
        self.revision = 0
        self._arrays = arrays
        self._writing = writing
        self._lock = threading.Lock()  # for all that follows
        self._told = threading.Condition(self._lock)
        self._copies = weakref.WeakSet[socket.socket]()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._waiting: list[Child] = []
        self._busy: set[Child] = set()
        self._clerk: Child | None = None

    @property
    def process_id(self) -> int | None:
        """The running replica's, or None."""
        return self._process.pid if self._process is not None and self._is_running() else None

    def warm(self) -> None:
        """Start the replica now, so that the first query need not wait for it."""
        with self._writing, self._lock:
            if not self._is_running():
                self._start()
            self._keep_one_waiting()

    def follow(
        self,
        revision: int,
        add: Iterable[bytes],
        remove: Iterable[bytes],
        create: tuple[str, ...],
        drop: tuple[str, ...],
    ) -> None:
        """Tell a running replica of a change; one that cannot be told is ended, and starts anew when needed."""
        with self._lock:
            self.revision = revision
            self._end_waiting()
            self._told.notify_all()
            if self._control is None:
                return
            try:
                for kind, parts in ((b"R", remove), (b"A", add)):
                    for part in parts:
                        self._send(kind, part)
                self._send_graphs(create, drop)
                self._keep_one_waiting()
            except OSError:
                self._stop()

    def take(self) -> Child:
        """A child of the newest revision that waits for a request, or that is going to be forked for this one."""
        with self._lock:
            with suppress(OSError):
                return self._next_child()
            self._stop()
        with self._writing, self._lock:
            if not self._is_running():
                self._start()
            try:
                return self._next_child()
            except OSError as error:
                raise no_replica() from error

    def take_clerk(self) -> Child:
        """A child for requests that are not about the data, so that it can outlive their changes."""
        with self._lock:
            clerk, self._clerk = self._clerk, None
            if clerk is not None and clerk.is_waiting():
                self._busy.add(clerk)
                return clerk
        if clerk is not None:
            clerk.end()
        child = self.take()
        child.is_clerk = True
        return child

    def copy_apart(self, least: int, restated: bytes) -> CopyApart | None:
        """A process that answers our own queries on the newest revision, `least` or later; None without a replica.

        It waits for no writer: who asks may be waited for by one.
        """
        with self._told:
            is_told = self._told.wait_for(lambda: self._control is None or self.revision >= least, _TOLD_S)
            if self._control is None or not is_told:
                return None
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            revision = self.revision
            try:
                with theirs:
                    self._send(b"O", b"", theirs)
            except OSError:
                ours.close()
                return None
            self._copies.add(ours)
        try:
            return CopyApart(ours, revision, restated)
        except CopyGoneError:
            return None

    def give_back(self, child: Child) -> None:
        """End a child, or let it wait for the next request when it can still be asked."""
        with self._lock:
            self._busy.discard(child)
            if child.is_worn:
                child.end()
            elif child.is_clerk and self._clerk is None:
                self._clerk = child
            elif child.revision == self.revision and len(self._waiting) < MAX_CHILDREN and self._process is not None:
                self._waiting.append(child)
            else:
                child.end()

    def give_up(self, child: Child) -> None:
        """End a replica that has not forked a child, unless another has replaced it already."""
        with self._lock:
            if self._process is not None and not child.has_begun and child.replica == self._process.pid:
                self._stop()

    def close(self) -> None:
        """End the replica and its children."""
        with self._lock:
            for child in self._busy:
                child.kill()
            for copy in self._copies:
                with suppress(OSError):
                    copy.shutdown(socket.SHUT_RDWR)  # whoever is being answered is told by the end of the process
            self._stop()

    def _next_child(self) -> Child:
        child = self._first_waiting() or self._want_child()
        self._busy.add(child)
        if len(self._busy) < MAX_CHILDREN:
            self._keep_one_waiting()
        return child

    def _first_waiting(self) -> Child | None:
        while self._waiting:
            child = self._waiting.pop()
            if child.is_waiting():
                return child
            child.end()
        return None

    def _keep_one_waiting(self) -> None:
        if not self._waiting:
            self._waiting.append(self._want_child())

    def _want_child(self) -> Child:
        """A child that the replica is going to fork, now or when it is asked. Raises OSError without a replica."""
        if self._process is None:
            raise BrokenPipeError
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                self._send(b"F", b"", theirs)
        except OSError:
            ours.close()
            raise
        return Child(ours, self.revision, self._process.pid)

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self) -> None:
        self._stop()
        arrays = self._arrays()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = start_child("graph.sparql.sandbox.replica", theirs.fileno())
        ours.settimeout(_START_S)
        self._control, self.revision = ours, arrays.revision
        try:
            parts = LineFrames(partial(self._send, b"A"))
            arrays.write(cast("IO[bytes]", parts))
            parts.close()
            self._send_graphs(arrays.empty_graphs, ())
        except OSError as error:
            self._stop()
            raise no_replica() from error

    def _send_graphs(self, create: tuple[str, ...], drop: tuple[str, ...]) -> None:
        self._send(b"G", json.dumps({"create": create, "drop": drop}).encode() if create or drop else b"")

    def _send(self, kind: bytes, body: bytes, passed: socket.socket | None = None) -> None:
        if self._control is None:
            raise BrokenPipeError
        if passed is not None:
            socket.send_fds(self._control, [FRAME.pack(kind, len(body))], [passed.fileno()])
        elif body:
            send_frame(self._control, kind, body)

    def _stop(self) -> None:
        self._end_waiting()
        if self._clerk is not None:
            self._clerk.end()
            self._clerk = None
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _end_waiting(self) -> None:
        for child in self._waiting:
            child.end()
        self._waiting.clear()


def no_replica() -> StoreUnavailable:
    """The error when no child can be had."""
    return StoreUnavailable(
        "The process that answers queries could not be started.",
        hint="Try again; if it stays so, look into the log of the service.",
    )
