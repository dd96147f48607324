"""A lean HTTP client for measuring: keep-alive sockets, one thread per client, closed loop.

It reads just enough of an answer to know its status and its body, so that on a small machine the server is measured
and not the client. `Load.client_share` says how much of a core the client itself needed.
"""

from __future__ import annotations

import socket
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

TIMEOUT_S = 60.0
_CHUNK = 1 << 18


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


class Connection:
    """One connection to 127.0.0.1, opened when needed, and again when the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def get(self, target: str, accept: str) -> Answer:
        request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAccept: {accept}\r\n\r\n".encode()
        reused = self._socket is not None
        try:
            return self._exchange(request)
        except (ConnectionError, EOFError):
            self.close()
            if not reused:
                raise
            return self._exchange(request)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), TIMEOUT_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head, rest = self._until(b"", b"\r\n\r\n")
        status, fields = _head(head)
        if fields.get(b"transfer-encoding", b"").lower() == b"chunked":
            body = self._chunks(rest)
        elif b"content-length" in fields:
            body = self._exactly(rest, int(fields[b"content-length"]))[0]
        else:
            body = self._to_the_end(rest)
        if fields.get(b"connection", b"").lower() == b"close":
            self.close()
        return Answer(status, body)

    def _receive(self) -> bytes:
        assert self._socket is not None
        data = self._socket.recv(_CHUNK)
        if not data:
            raise EOFError
        return data

    def _until(self, data: bytes, mark: bytes) -> tuple[bytes, bytes]:
        while (place := data.find(mark)) < 0:
            data += self._receive()
        return data[:place], data[place + len(mark) :]

    def _exactly(self, data: bytes, size: int) -> tuple[bytes, bytes]:
        parts, length = [data], len(data)
        while length < size:
            parts.append(self._receive())
            length += len(parts[-1])
        whole = b"".join(parts)
        return whole[:size], whole[size:]

    def _chunks(self, rest: bytes) -> bytes:
        parts = []
        while True:
            line, rest = self._until(rest, b"\r\n")
            size = int(line.partition(b";")[0], 16)
            part, rest = self._exactly(rest, size + 2)
            if size == 0:
                return b"".join(parts)
            parts.append(part[:-2])

    def _to_the_end(self, data: bytes) -> bytes:
        try:
            while True:
                data += self._receive()
        except EOFError:
            self.close()
            return data


def _head(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head.split(b"\r\n")
    pairs = (line.partition(b":") for line in lines)
    return int(first.split(b" ", 2)[1]), {name.lower(): value.strip() for name, _, value in pairs}


@dataclass
class Load:
    """What N clients measured: latencies in seconds, and what each request gave, by its number."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    results: dict[int, object] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    client_share: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile_ms(self, percent: int) -> float:
        if len(self.latencies) < 2:
            return 1000 * (self.latencies or [float("nan")])[0]
        return 1000 * statistics.quantiles(self.latencies, n=100, method="inclusive")[percent - 1]


def run_load(
    port: int,
    targets: Callable[[int], str],
    *,
    accept: str,
    clients: int,
    seconds: float,
    check: Callable[[Answer], object],
    first: int = 0,
) -> Load:
    """Each client takes the next number, asks for its target and hands the answer to `check`."""
    load, numbers, lock = Load(), iter(range(first, 1 << 60)), threading.Lock()
    begin, busy = time.perf_counter(), time.process_time()
    deadline = begin + seconds

    def work() -> None:
        connection = Connection(port)
        while time.perf_counter() < deadline:
            with lock:
                number = next(numbers)
            target = targets(number)
            asked = time.perf_counter()
            try:
                answer = connection.get(target, accept)
            except (OSError, EOFError) as error:
                load.errors.append(f"{type(error).__name__}: {error}")
                connection.close()
                continue
            taken = time.perf_counter() - asked
            if answer.status != 200:
                load.errors.append(f"HTTP {answer.status}: {answer.body[:200].decode(errors='replace')}")
                continue
            load.latencies.append(taken)
            load.results[number] = check(answer)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - begin
    load.client_share = (time.process_time() - busy) / load.seconds
    return load


def one_after_another(port: int, targets: Sequence[str], accept: str) -> list[tuple[float, Answer]]:
    """Latency in seconds and answer of each, asked by one client."""
    connection, found = Connection(port), []
    for target in targets:
        begin = time.perf_counter()
        answer = connection.get(target, accept)
        found.append((time.perf_counter() - begin, answer))
    connection.close()
    return found
