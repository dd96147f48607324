"""Messages on a stream of bytes between two of our processes: a byte for the kind, the length, the body."""

from __future__ import annotations

import io
import socket
import struct
from collections.abc import Callable
from typing import Any

PART = 8_000_000
"""Bytes of a large text that are sent in one: both ends hold them, the other one twice."""
FRAME = struct.Struct("!cQ")


def send_frame(channel: socket.socket, kind: bytes, body: bytes) -> None:
    """Send one message. Raises OSError when nobody can take it."""
    channel.sendall(FRAME.pack(kind, len(body)))
    channel.sendall(body)


def receive_frame(channel: socket.socket) -> tuple[bytes, bytes]:
    """Kind and body of the next message. Raises EOFError when the other end has gone before it was complete."""
    kind, size = FRAME.unpack(receive(channel, FRAME.size))
    return kind, receive(channel, size)


def receive(channel: socket.socket, size: int) -> bytes:
    """So many bytes. Raises EOFError when the other end has gone before."""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = channel.recv_into(view)
        if count == 0:
            raise EOFError
        view = view[count:]
    return bytes(data)


class LineFrames(io.RawIOBase):
    """A file of lines that is sent on in parts of whole lines, so that nobody holds all of it."""

    def __init__(self, send: Callable[[bytes], None], part: int = PART) -> None:
        self._send, self._part = send, part
        self._held = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, block: Any) -> int:
        """Take a block, and send what is enough. Raises what sending raises."""
        self._held += block
        if len(self._held) >= self._part:
            end = self._held.rfind(b"\n") + 1
            if end:
                self._send(bytes(self._held[:end]))
                del self._held[:end]
        return len(block)

    def send_rest(self) -> None:
        """Send what is left. Closing does not: what failed half-way is closed too, at some time."""
        if self._held:
            self._send(bytes(self._held))
            self._held.clear()
