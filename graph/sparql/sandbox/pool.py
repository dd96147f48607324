"""The children that can be asked, and the replica process that forks them (see `running_replica.py`)."""

from __future__ import annotations

import os
import socket
import threading
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from graph.errors import StoreUnavailable, store_closed
from graph.sparql.sandbox.children import Child
from graph.sparql.sandbox.copy_apart import CopyApart, CopyGoneError
from graph.sparql.sandbox.running_replica import FOR_OURSELVES, FOR_USERS, RunningReplica
from graph.sparql.sandbox.store_dump import StoreDump

MAX_CHILDREN = max(4, 2 * (os.cpu_count() or 1))

_TOLD_S = 5.0
"""A change is told to the replica right after it is made: who asks in between waits for that."""
_TOLD_AFTERWARDS = 500_000
"""Statements from which on a change is told once it is over, or when somebody asks: what makes it has its memory until
then, and the replica of a list of 100,000 rows is a gigabyte."""


class _Untold(NamedTuple):
    """A change as a replica is told of it."""

    add: Iterable[bytes]
    remove: Iterable[bytes]
    create: tuple[str, ...]
    drop: tuple[str, ...]


class Pool:
    """Children of the newest revision; a child that is taken is given back, whatever has become of it.

    The replica starts when the first one is taken, and again after it has died; never once this is closed. `writing` is
    the store's writer lock: whoever holds it knows that no change gets between snapshot and start.
    """

    def __init__(self, arrays: Callable[[], StoreDump], writing: threading.RLock) -> None:
        self.revision, self.is_closed = 0, False
        self._arrays = arrays
        self._writing = writing
        self._lock = threading.Lock()  # for all that follows
        self._told = threading.Condition(self._lock)
        self._copies = weakref.WeakSet[socket.socket]()
        self._replica: RunningReplica | None = None
        self._waiting: list[Child] = []
        self._busy: set[Child] = set()
        self._clerk: Child | None = None
        self._to_be_told: _Untold | None = None

    @property
    def process_id(self) -> int | None:
        """The running replica's, or None."""
        replica = self._replica
        return replica.process_id if replica is not None and replica.is_running else None

    def warm(self) -> None:
        """Start the replica now, so that the first query need not wait for it. Raises StoreUnavailable."""
        with self._writing, self._lock:
            self._see_to_replica()
            try:
                self._keep_one_waiting()
            except OSError as error:
                raise no_replica() from error

    def follow(
        self,
        revision: int,
        add: Iterable[bytes],
        remove: Iterable[bytes],
        create: tuple[str, ...],
        drop: tuple[str, ...],
        *,
        number: int = 0,
    ) -> None:
        """Tell a running replica of a change; one that cannot be told is ended, and starts anew when needed.

        `number`: of its statements. Of very many it is told when the writer has let go of its lock, or a query comes.
        """
        with self._lock:
            is_next, self.revision = revision == self.revision + 1, revision
            self._end_waiting()
            self._told.notify_all()
            if self._replica is None:
                return
            if not is_next:  # it has not been told of all before
                self._stop()
                return
            self._catch_up()
            self._to_be_told = _Untold(add, remove, create, drop)
            if number < _TOLD_AFTERWARDS:
                self._tell_now()
            else:
                threading.Thread(target=self._tell_afterwards, name="telling the copy", daemon=True).start()

    def take(self) -> Child:
        """A child of the newest revision that waits for a request, or that is going to be forked for this one."""
        with self._lock:
            with suppress(OSError):
                return self._next_child()
            self._stop()
        with self._writing, self._lock:
            self._see_to_replica()
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
            self._told.wait_for(lambda: self._replica is None or self.revision >= least, _TOLD_S)
            self._catch_up()
            if self._replica is None or self.revision < least:
                return None
            revision = self.revision
            try:
                ours = self._replica.fork(FOR_OURSELVES)
            except OSError:
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
            if child.is_worn or self._replica is None:
                child.end()
            elif child.is_clerk and self._clerk is None:
                self._clerk = child
            elif child.revision == self.revision and len(self._waiting) < MAX_CHILDREN:
                self._waiting.append(child)
            else:
                child.end()

    def give_up(self, child: Child) -> None:
        """End a replica that has not forked a child, unless another has replaced it already."""
        with self._lock:
            replica = self._replica
            if replica is not None and not child.has_begun and child.replica == replica.process_id:
                self._stop()

    def begin_anew(self) -> None:
        """End the replica and all children, those that are asked as well; the next ones have the store as it is then.

        Waits for no start: one that is being made is ended.
        """
        replica = self._replica
        if replica is not None:
            replica.kill()
        with self._lock:
            for child in self._busy:
                child.kill()
            for copy in self._copies:
                with suppress(OSError):
                    copy.shutdown(socket.SHUT_RDWR)  # whoever is being answered is told by the end of the process
            self._stop()
            self._told.notify_all()

    def close(self) -> None:
        """End all for good: whoever asks for a child from now on gets StoreUnavailable."""
        self.is_closed = True
        self.begin_anew()

    def _tell_afterwards(self) -> None:
        with self._writing, self._lock:
            self._tell_now()

    def _tell_now(self) -> None:
        """Tell it, and have a child forked that whoever asks next need not wait for."""
        self._catch_up()
        try:
            if self._replica is not None:
                self._keep_one_waiting()
        except OSError:
            self._stop()

    def _catch_up(self) -> None:
        """Tell a running replica of what it was not told yet; one that cannot be told is ended."""
        untold, self._to_be_told = self._to_be_told, None
        if untold is None or self._replica is None:
            return
        try:
            self._replica.tell(untold.add, untold.remove, untold.create, untold.drop)
        except OSError:
            self._stop()
        except BaseException:
            self._stop()
            raise

    def _next_child(self) -> Child:
        self._catch_up()
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
        if self._replica is None:
            raise BrokenPipeError
        return Child(self._replica.fork(FOR_USERS), self.revision, self._replica.process_id)

    def _see_to_replica(self) -> None:
        """Start the replica where there is none. Raises StoreUnavailable."""
        if self._replica is not None and self._replica.is_running:
            return
        self._stop()
        try:
            self._start()
        except OSError as error:
            self._stop()
            raise self._refusal() from error
        except BaseException:
            self._stop()
            raise

    def _start(self) -> None:
        """Whoever closes this meanwhile finds the process, to end it, or has come before: then it is not filled."""
        if self.is_closed:
            raise store_closed()
        dump = self._arrays()
        self._replica = RunningReplica()
        if self.is_closed:
            raise store_closed()
        self.revision = dump.revision
        self._replica.fill(dump)

    def _refusal(self) -> StoreUnavailable:
        return store_closed() if self.is_closed else no_replica()

    def _stop(self) -> None:
        self._end_waiting()
        self._to_be_told = None  # whoever starts anew has it
        if self._clerk is not None:
            self._clerk.end()
            self._clerk = None
        if self._replica is not None:
            self._replica.end()
            self._replica = None

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
