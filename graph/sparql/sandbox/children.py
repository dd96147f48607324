"""The service's end of a child process: asking it, and ending it when it must not go on (see `worker.py`)."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import struct
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from graph.errors import QueryTimeout
from graph.sparql.sandbox.question import (
    AdHocQuery,
    Status,
    UpdateQuestion,
    raise_for_end,
    raise_for_status,
    raise_for_time,
)

Abandoned = Callable[[], bool]

_BLOCK = 1 << 16
_LENGTH = struct.Struct("!Q")
_LENGTHS = struct.Struct("!QQ")
_ENDING = struct.Struct("!i")
_HANDLE, _PIECE, _ENDED = b"P", b"B", b"E"
_START_S = 60
_START = struct.pack("@ll", _START_S, 0)
_GRACE_S = 1.0
_LOOK = struct.pack("@ll", 0, 100_000)


class ChildGoneError(Exception):
    """No process has taken the request, or it ended and with it the replica, which would say how: to be asked again."""


class Child:
    """A process that answers one request at a time about the data of one revision.

    It may still have to be forked; then its first request waits for that, before any limit begins.
    """

    def __init__(self, channel: socket.socket, revision: int, replica: int) -> None:
        self.revision, self.replica = revision, replica
        self.is_worn = False
        self.is_clerk = False
        self._channel = channel
        # The kernel ends a send that nobody takes, and a wait for an answer now and then. Timeouts of Python's, or a
        # poll before it, would cost more calls for each message, and at each of them another thread takes its turn.
        channel.setblocking(True)  # noqa: FBT003 - the socket's own name for it
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _START)
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _LOOK)
        self._handles: list[int] = []
        self._let_go = weakref.finalize(self, _let_go, channel, self._handles)
        self._let_go.atexit = False

    @property
    def has_begun(self) -> bool:
        """Whether there has been a process."""
        return bool(self._handles)

    def is_waiting(self) -> bool:
        """Whether it can be asked, as far as can be seen: one that has ended has said so, or its replica has."""
        while _has_news(self._channel):
            if self._read()[0] != _HANDLE:
                return False
        return True

    def ask(self, asked: AdHocQuery | UpdateQuestion, abandoned: Abandoned | None = None) -> tuple[Status, bytes]:
        """Status and body of a complete answer, or the error that it comes to. Raises ChildGoneError as well."""
        self.is_worn = True  # until it has answered
        self._send(asked.as_json())
        if not self._handles and self._next(time.monotonic() + _START_S, abandoned)[0] != _HANDLE:
            raise ChildGoneError
        status, body = self._receive(asked, abandoned)
        self.is_worn = status["worn"]
        if status["status"] != "ok":
            raise_for_status(status, asked)
        return status, body

    def kill(self) -> None:
        """Stop the process, whatever it is busy with. Whoever waits for its answer is told."""
        for handle in self._handles:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, signal.SIGKILL)

    def end(self) -> None:
        """Stop the process and let go of it; one that has not been forked yet never will be."""
        self.kill()
        self._let_go()

    def _send(self, request: bytes) -> None:
        message = _LENGTH.pack(len(request)) + request
        try:
            for start in range(0, len(message), _BLOCK):
                self._channel.sendall(message[start : start + _BLOCK])
        except OSError as error:
            raise ChildGoneError from error

    def _receive(self, asked: AdHocQuery | UpdateQuestion, abandoned: Abandoned | None) -> tuple[Status, bytes]:
        begin = time.monotonic()
        until = begin + asked.limits.time_s + _GRACE_S
        pieces, received, expected = list[bytes](), 0, _LENGTHS.size
        while received < expected:
            kind, piece = self._next(until, abandoned)
            if kind != _PIECE:
                _raise_for(kind, piece, time.monotonic() - begin, asked)
            if not pieces:
                expected += sum(_LENGTHS.unpack_from(piece))
            pieces.append(piece)
            received += len(piece)
        answer = b"".join(pieces)
        start = _LENGTHS.size + _LENGTHS.unpack_from(answer)[0]
        status: Status = json.loads(answer[_LENGTHS.size : start])
        return status, answer[start:]

    def _next(self, until: float, abandoned: Abandoned | None) -> tuple[bytes, bytes]:
        """The next message, as kind and content; the kind is b"" when there will be none, in this time or at all.

        Whether the time is over, or the client has left, is looked at ten times a second.
        """
        while True:
            with suppress(BlockingIOError):
                return self._read()
            if abandoned is not None and abandoned():
                raise QueryTimeout("Nobody waits for the answer any more.")
            if time.monotonic() >= until:
                return b"", b""

    def _read(self) -> tuple[bytes, bytes]:
        for _ in range(2):
            with suppress(ConnectionResetError):  # said once, before what may still be there to read
                message, descriptors, _, _ = socket.recv_fds(self._channel, _BLOCK + 1, 1)
                if descriptors:
                    self._handles.append(descriptors[0])
                return message[:1], message[1:]
        return b"", b""


def _raise_for(kind: bytes, piece: bytes, after_s: float, asked: AdHocQuery | UpdateQuestion) -> NoReturn:
    if kind == _ENDED:
        raise_for_end(_ENDING.unpack(piece)[0], after_s, asked.limits)
    if after_s >= asked.limits.time_s:
        raise_for_time(asked.limits)
    raise ChildGoneError


def _let_go(channel: socket.socket, handles: list[int]) -> None:
    channel.close()
    while handles:
        os.close(handles.pop())


def _has_news(channel: socket.socket) -> bool:
    """Whether there is something to read, or an end."""
    poll = select.poll()
    poll.register(channel, select.POLLIN)
    return bool(poll.poll(0))
