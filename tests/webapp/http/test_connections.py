"""Crowds of idle and slow connections, through real sockets: everybody else is served meanwhile (row 12)."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from flask import Flask

from tests.support.servers import service
from webapp.http import connections
from webapp.settings import Settings

CROWD = 510
OTHER = "127.0.0.2"
ASKED = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
HALF_A_BODY = b"POST /anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n" + b"a" * 500
HALF_A_HEADER = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: a"


@pytest.fixture(autouse=True)
def descriptors() -> Iterator[None]:
    """Both ends of each connection are ours here: more than the 1024 that a process begins with."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture
def port(magdeburg_app: Flask) -> Iterator[int]:
    with service(magdeburg_app, Settings(port=0, host="0.0.0.0")) as port:  # noqa: S104 - for other addresses of ours
        yield port


def connect(port: int, sent: bytes = b"", address: str = "127.0.0.1") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(address, 0))
    connection.sendall(sent)
    return connection


def assert_served(port: int, address: str = "127.0.0.1") -> None:
    with connect(port, ASKED, address) as connection:
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")


def is_open(connection: socket.socket) -> bool:
    connection.settimeout(0)
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    except ConnectionResetError:
        return False


def count_open(crowd: list[socket.socket]) -> int:
    return sum(map(is_open, crowd))


def wait_until(holds: Callable[[], bool], within_s: float) -> bool:
    end = time.monotonic() + within_s
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


@pytest.mark.parametrize("sent", [b"", HALF_A_BODY, HALF_A_HEADER], ids=["idle", "slow bodies", "slow headers"])
@pytest.mark.parametrize("address", ["127.0.0.1", OTHER], ids=["this machine", "elsewhere"])
def test_a_crowd_does_not_shut_another_client_out(
    port: int, sent: bytes, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("FIRST_BYTE_S", "HEADER_S"):
        monkeypatch.setattr(connections, limit, 300.0)  # so nobody is served because the crowd has gone
    with ExitStack() as stack:
        for _ in range(CROWD):
            stack.enter_context(connect(port, sent, address))
        assert_served(port, "127.0.0.3")
        assert_served(port, address)


def test_who_says_nothing_is_cut_off_after_five_seconds(port: int) -> None:
    begin = time.monotonic()
    with connect(port) as silent, connect(port, ASKED.replace(b"close", b"keep-alive")) as kept:
        assert wait_until(lambda: not is_open(silent), 15)
        assert 5 <= time.monotonic() - begin < connections.HEADER_S
        kept.settimeout(2)
        kept.recv(65536)
        assert is_open(kept), "between two requests a browser may be silent for longer"


@pytest.mark.parametrize("sent", [HALF_A_BODY, HALF_A_HEADER], ids=["body", "header"])
def test_who_sends_slowly_is_cut_off(port: int, sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 0.5)
    with connect(port, sent) as slow:
        assert wait_until(lambda: not is_open(slow), 15)


def test_a_body_that_comes_as_fast_as_a_bad_connection_is_taken(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 1.0)
    with connect(port, HALF_A_BODY) as upload:
        for _ in range(30):
            upload.sendall(b"a" * 1000)
            time.sleep(0.1)
        assert is_open(upload)


def test_one_address_has_its_share_and_its_longest_idle_one_makes_room(port: int) -> None:
    with ExitStack() as stack:
        crowd = [stack.enter_context(connect(port, HALF_A_HEADER, OTHER)) for _ in range(130)]
        neighbour = stack.enter_context(connect(port, HALF_A_HEADER, "127.0.0.3"))
        assert wait_until(lambda: count_open(crowd) == connections.MOST_OF_ONE_ADDRESS, 15)
        assert not any(map(is_open, crowd[:30])), "the first to come have been idle for longest"
        assert is_open(neighbour)


@pytest.mark.parametrize("proxy", [OTHER, "*"])
def test_the_proxy_has_no_share(magdeburg_app: Flask, proxy: str) -> None:
    settings = Settings(port=0, host="0.0.0.0", proxy=proxy)  # noqa: S104 - for other addresses of ours
    with service(magdeburg_app, settings) as port, ExitStack() as stack:
        crowd = [stack.enter_context(connect(port, HALF_A_HEADER, OTHER)) for _ in range(130)]
        assert_served(port)
        assert count_open(crowd) == 130


def test_what_is_at_work_is_not_closed_for_others(port: int) -> None:
    """The one request that is answered for a second or two is the oldest of all."""
    many = "{{SELECT*{{?{0}?p{0}?o{0}}}LIMIT 2500}}"
    query = f"SELECT(COUNT(*)AS?n){{{many.format('a')}{many.format('b')}}}"
    asked = ASKED.replace(b"/healthz", f"/sparql?query={quote(query)}".encode())
    with ExitStack() as stack:
        busy = stack.enter_context(connect(port, asked))
        for _ in range(CROWD):
            stack.enter_context(connect(port))
        busy.settimeout(60)
        stopped_at_its_limit = b"HTTP/1.1 504"  # on a busy machine, and an answer as well
        assert busy.recv(65536).startswith((b"HTTP/1.1 200", stopped_at_its_limit))


def test_origin_of_an_address_is_what_one_customer_is_given() -> None:
    channel = object.__new__(connections.Channel)
    origins = {}
    for address in ("192.0.2.7", "2001:db8:1:2:a::1", "2001:db8:1:2:b::1%eth0", "2001:db8:1:3::1"):
        channel.addr = (address, 1)
        origins[address] = channel.origin
    assert origins["192.0.2.7"] == "192.0.2.7"
    assert origins["2001:db8:1:2:a::1"] == origins["2001:db8:1:2:b::1%eth0"] == "2001:0db8:0001:0002"
    assert origins["2001:db8:1:3::1"] != origins["2001:db8:1:2:a::1"]
