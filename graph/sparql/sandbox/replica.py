"""The process that holds a copy of the store in memory and forks children, which answer what users wrote.

Started by `sandbox.py`, never imported by it. It has one thread, so that it can fork: a child sees the copy
as it is at that moment, and whatever a request does to a child happens to nobody else.

Over its control socket it reads frames: one byte (A add, R remove: N-Quads; G graphs that begin and end: JSON;
F, O fork: the socket of the child to be), eight bytes length, body. It ends when the service does, its children too.
A child of F answers what users wrote, within limits; one of O our own queries (`own_queries.py`).
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn

import pyoxigraph as ox

from graph.sparql.sandbox.frames import FRAME, receive
from graph.sparql.sandbox.worker import ENDED, work

Work = Callable[[ox.Store, socket.socket], NoReturn]
ENDING = struct.Struct("!i")
_QUIET_MS = 20
_GONE = select.POLLHUP | select.POLLERR


class Replica:
    """The copy, the children that are, and the sockets of those to be."""

    def __init__(self, control: socket.socket) -> None:
        self._store = ox.Store()
        self._control = control
        self._wanted: dict[int, tuple[Work, socket.socket]] = {}
        self._children: dict[int, tuple[int, socket.socket]] = {}

    def serve(self) -> None:
        """Do what the service says until it has gone.

        A child is forked when its first request waits, or when nothing else has come for a moment: most of those
        wanted after a change are given up before, because the next change follows.
        """
        try:
            while True:
                ready = self._ready()
                for descriptor, events in ready.items():
                    if descriptor in self._children:
                        self._bury(descriptor)
                    elif descriptor in self._wanted:
                        self._fork_or_forget(descriptor, events)
                if not ready:
                    self._fork_all()
                if self._control.fileno() in ready and not self._read_frame():
                    return
        finally:
            for process_id, _ in self._children.values():
                os.kill(process_id, signal.SIGKILL)

    def _ready(self) -> dict[int, int]:
        poll = select.poll()
        for descriptor in (self._control.fileno(), *self._wanted, *self._children):
            poll.register(descriptor, select.POLLIN)
        return dict(poll.poll(_QUIET_MS if self._wanted else None))

    def _read_frame(self) -> bool:
        header, descriptors, _, _ = socket.recv_fds(self._control, FRAME.size, 1)
        if not header:
            return False
        kind, size = FRAME.unpack(header + receive(self._control, FRAME.size - len(header)))
        if kind in _WORK:
            self._wanted[descriptors[0]] = _WORK[kind](), socket.socket(fileno=descriptors[0])
            return True
        body = receive(self._control, size)
        self._fork_all()  # whoever is still wanted is to see the copy as it was until now
        _change(self._store, kind, body)
        return True

    def _fork_all(self) -> None:
        for descriptor, events in _poll(self._wanted):
            self._fork_or_forget(descriptor, events)

    def _fork_or_forget(self, descriptor: int, events: int) -> None:
        work_of_child, channel = self._wanted.pop(descriptor)
        if events & _GONE:
            channel.close()
        else:
            self._fork(work_of_child, channel)

    def _fork(self, work_of_child: Work, channel: socket.socket) -> None:
        try:
            process_id = os.fork()
        except OSError:
            channel.close()  # the service notices, and says that there is no process
            return
        if process_id == 0:
            try:
                self._let_go()
                work_of_child(self._store, channel)
            finally:
                os._exit(1)  # nothing of the replica's own may go on in a child
        self._children[os.pidfd_open(process_id)] = process_id, channel

    def _let_go(self) -> None:
        """In a child: what belongs to the replica and to other children."""
        self._control.close()
        for descriptor, (_, channel) in self._children.items():
            os.close(descriptor)
            channel.close()
        for _, channel in self._wanted.values():
            channel.close()

    def _bury(self, descriptor: int) -> None:
        """Say to who waits for a child's answer how the child has ended."""
        process_id, channel = self._children.pop(descriptor)
        os.close(descriptor)
        _, ending = os.waitpid(process_id, 0)
        with contextlib.suppress(OSError):
            channel.sendmsg([ENDED, ENDING.pack(os.waitstatus_to_exitcode(ending))], (), socket.MSG_DONTWAIT)
        channel.close()


def _poll(descriptors: Iterable[int]) -> list[tuple[int, int]]:
    """Each with what has happened to it, 0 for nothing."""
    poll = select.poll()
    events = dict.fromkeys(descriptors, 0)
    for descriptor in events:
        poll.register(descriptor, select.POLLIN)
    events.update(poll.poll(0))
    return list(events.items())


def _change(store: ox.Store, kind: bytes, body: bytes) -> None:
    if kind == b"A":
        _add(store, body)
    elif kind == b"R":
        _remove(store, list(ox.parse(body, format=ox.RdfFormat.N_QUADS)))
    else:
        graphs = json.loads(body)
        for name in graphs["create"]:
            store.add_graph(ox.NamedNode(name))
        for name in graphs["drop"]:
            store.remove_graph(ox.NamedNode(name))
    gc.freeze()  # collected objects would be copied into each child


def _add(store: ox.Store, body: bytes) -> None:
    """Add quads; the engine's faster way renames blank nodes, so it is for lines that have none."""
    if b"_:" in body:
        lines = body.splitlines(keepends=True)
        labelled = b"".join(line for line in lines if b"_:" in line)
        body = b"".join(line for line in lines if b"_:" not in line)
        store.extend(ox.parse(labelled, format=ox.RdfFormat.N_QUADS))
    store.load(input=body, format=ox.RdfFormat.N_QUADS)


def _remove(store: ox.Store, quads: list[ox.Quad]) -> None:
    """Remove quads; a graph ends with its last one."""
    for quad in quads:
        store.remove(quad)
    for graph in {quad.graph_name for quad in quads}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def _own_queries() -> Work:
    """Loaded here, once and only where such are asked: each child would load it anew."""
    from graph.sparql.sandbox.own_queries import answer_own  # noqa: PLC0415

    return answer_own


_WORK: dict[bytes, Callable[[], Work]] = {b"F": lambda: work, b"O": _own_queries}


def main(descriptor: int) -> None:
    """Serve on an inherited socket. A child that runs out of memory would say so on stderr; Ctrl-C is not for us."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, ConnectionResetError):
        Replica(socket.socket(fileno=descriptor)).serve()
