"""A child of the replica: it answers one request after the other, each within limits that the kernel keeps.

Messages on its socket: a request comes as its length, then its bytes; an answer goes as kind B, in pieces: the
lengths of status and body, then both. The first message of all, kind P, hands over a handle of the process itself.
"""

from __future__ import annotations

import gc
import json
import math
import os
import resource
import signal
import socket
import struct
from typing import NoReturn

import pyoxigraph as ox

from graph.sparql.sandbox.evaluation import Request, Status, evaluate

LENGTH = struct.Struct("!Q")
LENGTHS = struct.Struct("!QQ")
BLOCK = 1 << 16
HANDLE, PIECE, ENDED = b"P", b"B", b"E"

_MAX_REQUESTS = 1000
_MAX_GROWTH = 64 * 1024 * 1024
_NICE = 5


def work(store: ox.Store, channel: socket.socket) -> NoReturn:
    """Answer until nobody asks any more, or until this process is worn out."""
    _give_handle(channel)
    sizes = os.open("/proc/self/statm", os.O_RDONLY)
    _shut_in()
    gc.freeze()
    born = _memory(sizes)[1]
    for number in range(1, _MAX_REQUESTS + 1):
        request = _receive(channel)
        if request is None:
            break
        _limit(request["time_s"], request["memory_mb"], _memory(sizes)[0])
        status, body = evaluate(store, request)
        signal.setitimer(signal.ITIMER_REAL, 0)
        worn = number == _MAX_REQUESTS or _memory(sizes)[1] - born > _MAX_GROWTH or _has_changed(request, status)
        _send(channel, {**status, "worn": worn}, body)
        if worn:
            break
    os._exit(0)


def _has_changed(request: Request, status: Status) -> bool:
    """Whether this process may no longer be what it was: its copy has changed, or the engine has failed."""
    return ("update" in request and request["opposite"] is None) or status["status"] in ("memory", "failed")


def _give_handle(channel: socket.socket) -> None:
    handle = os.pidfd_open(os.getpid())
    socket.send_fds(channel, [HANDLE], [handle])
    os.close(handle)


def _shut_in() -> None:
    """No file and no socket can be opened any more, and the service's own threads come first."""
    for name in (signal.SIGALRM, signal.SIGPIPE):
        signal.signal(name, signal.SIG_DFL)
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _limit(time_s: float, memory_mb: int, memory: int) -> None:
    """Limits for one request, whatever the engine is busy with. Only the soft ones are set: the next asks anew."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + time_s) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (memory + memory_mb * 1024 * 1024, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, time_s)


def _memory(sizes: int) -> tuple[int, int]:
    """Bytes of address space, and of it in memory."""
    space, resident = os.pread(sizes, 64, 0).split()[:2]
    return int(space) * resource.getpagesize(), int(resident) * resource.getpagesize()


def _receive(channel: socket.socket) -> Request | None:
    block = channel.recv(BLOCK)
    if not block:
        return None
    (size,) = LENGTH.unpack_from(block)
    blocks = [block[LENGTH.size :]]
    missing = size - len(blocks[0])
    while missing:
        block = channel.recv(BLOCK)
        if not block:
            return None
        blocks.append(block)
        missing -= len(block)
    request: Request = json.loads(b"".join(blocks))
    return request


def _send(channel: socket.socket, status: Status, body: bytes) -> None:
    text = json.dumps(status).encode()
    head = LENGTHS.pack(len(text), len(body)) + text
    first = BLOCK - len(head)
    channel.sendmsg([PIECE, head, body[:first]])
    view = memoryview(body)
    for start in range(first, len(body), BLOCK):
        channel.sendmsg([PIECE, view[start : start + BLOCK]])
