"""The replica process as the service holds it: started, told, asked for children, ended (see `replica.py`)."""

from __future__ import annotations

import json
import socket
import subprocess
import weakref
from collections.abc import Iterable
from functools import partial
from typing import IO, cast

from graph.processes.child import start_child
from graph.sparql.sandbox.frames import FRAME, LineFrames, send_frame
from graph.sparql.sandbox.store_dump import StoreDump

FOR_USERS, FOR_OURSELVES = b"F", b"O"
"""What a child is asked to answer: what users wrote, or our own queries."""
_START_S = 60.0


class RunningReplica:
    """One process with its socket; both are gone once it is ended, at the latest when nobody holds it.

    What it does raises OSError when the process cannot be told, or has been ended meanwhile.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = start_child("graph.sparql.sandbox.replica", theirs.fileno())
            except BaseException:
                ours.close()
                raise
        ours.settimeout(_START_S)
        self._control = ours
        self.process_id = self._process.pid
        self.end = weakref.finalize(self, _end, self._process, ours)
        self.end.atexit = False  # then the socket is closed, which ends it as well

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process alone: whoever is just telling it something gets an OSError."""
        self._process.kill()

    def fill(self, dump: StoreDump) -> None:
        """Give it all statements of a store, and the graphs that have none."""
        lines = LineFrames(partial(send_frame, self._control, b"A"))
        dump.write(cast("IO[bytes]", lines))
        lines.send_rest()
        self._tell_graphs(dump.empty_graphs, ())

    def tell(
        self, add: Iterable[bytes], remove: Iterable[bytes], create: tuple[str, ...], drop: tuple[str, ...]
    ) -> None:
        """Tell it of a change."""
        for kind, parts in ((b"R", remove), (b"A", add)):
            for part in filter(None, parts):
                send_frame(self._control, kind, part)
        self._tell_graphs(create, drop)

    def fork(self, kind: bytes) -> socket.socket:
        """The socket of a child that it is going to fork, now or when it is asked."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                socket.send_fds(self._control, [FRAME.pack(kind, 0)], [theirs.fileno()])
        except OSError:
            ours.close()
            raise
        return ours

    def _tell_graphs(self, create: tuple[str, ...], drop: tuple[str, ...]) -> None:
        if create or drop:
            send_frame(self._control, b"G", json.dumps({"create": create, "drop": drop}).encode())


def _end(process: subprocess.Popen[bytes], control: socket.socket) -> None:
    control.close()
    process.kill()
    process.wait()
