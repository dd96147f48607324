"""Messages on a stream of bytes between two of our processes: a byte for the kind, the length, the body."""

from __future__ import annotations

import socket
import struct

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
