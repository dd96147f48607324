"""The service over real connections: what a well-behaved and a badly behaved client gets."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from flask import Flask

from graph.protocol import Answer, Store
from graph.store.open import open_store
from tests.support.servers import service
from webapp import create_app
from webapp.http import connections, server, slots
from webapp.settings import Access, Settings

SETTINGS = Settings(port=0, access=Access("T"), default_graph="own", empty=True, upload_mb=1)
WRITER = {"Authorization": "Bearer T"}
ONE = b"<http://e.example/a> <http://e.example/b> <http://e.example/c> .\n"
GRAPH = "/store?graph=http://e.example/g"


@pytest.fixture(scope="module")
def plain() -> Iterator[Store]:
    store = open_store("memory:", default_graph="own", plain=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def app(plain: Store) -> Flask:
    return create_app(SETTINGS, plain)


@pytest.fixture(scope="module")
def port(app: Flask) -> Iterator[int]:
    with service(app, SETTINGS) as port:
        yield port


@pytest.fixture
def client(port: int) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as opened:
        yield opened


def connect(port: int, sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(sent)
    return connection


def converse(port: int, sent: bytes) -> bytes:
    """Everything that comes back until the service closes the connection."""
    with connect(port, sent) as connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def request(method: str, address: str, *headers: str, body: bytes = b"") -> bytes:
    return "\r\n".join([f"{method} {address} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]).encode() + body


def seconds_until_cut_off(connection: socket.socket) -> float:
    """How long a client may send a header now and then; 60 for one that is never cut off."""
    begin = time.monotonic()
    while (seconds := time.monotonic() - begin) < 60:
        try:
            connection.sendall(b"X: y\r\n")
        except OSError:
            break
        time.sleep(0.05)
    return seconds


def error_in(answer: bytes) -> tuple[int, dict[str, Any]]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@pytest.mark.parametrize("address", ["/sparql?query=ASK%7B%7D", "/sparql?query=x", GRAPH, "/sparql/update", "/"])
def test_head_has_no_body_and_the_next_answer_is_whole(port: int, address: str) -> None:
    answer = converse(port, request("HEAD", address) + request("GET", "/healthz", "Connection: close"))
    _head, _, rest = answer.partition(b"\r\n\r\n")
    assert rest.startswith(b"HTTP/1.1 200 OK")
    assert rest.endswith(b"}\n")


def test_pipelined_requests_are_answered_in_their_order(port: int) -> None:
    asked = [request("GET", f"/sparql?query=SELECT(%22n{n}%22AS?x)%7B%7D") for n in range(5)]
    answer = converse(port, b"".join([*asked, request("GET", "/healthz", "Connection: close")]))
    assert answer.count(b"HTTP/1.1 200 OK") == 6
    positions = [answer.index(b'"n%d"' % n) for n in range(5)]
    assert positions == sorted(positions)


def test_headers_over_their_limit_are_431_in_the_one_shape(port: int) -> None:
    status, said = error_in(converse(port, request("GET", "/", "X-Long: " + "x" * server.LARGEST_HEADER)))
    assert (status, said["status"]) == (431, 431)
    assert set(said) == {"error", "hint", "status"}


def test_long_query_in_the_address_is_answered(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK {} #" + "x" * 20_000}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (("Content-Length: 99999999999",), 413),
        (("Content-Length: 12x",), 400),
        (("Content-Length: -1",), 400),
        (("Transfer-Encoding: gzip",), 501),
        (("Not a header",), 400),
    ],
)
def test_request_that_waitress_refuses_has_the_one_shape(port: int, headers: tuple[str, ...], status: int) -> None:
    found, said = error_in(converse(port, request("PUT", GRAPH, *headers)))
    assert (found, said["status"]) == (status, status)


def test_body_over_the_limit_is_413_however_it_is_sent(client: httpx.Client) -> None:
    too_large = b"#" * (1024 * 1024 + 1)
    blocks = (b"#" * 65536 for _ in range(40))
    for body in (too_large, blocks):
        response = client.put(GRAPH, content=body, headers={**WRITER, "Content-Type": "text/turtle"})
        assert response.status_code == 413
        assert response.json()["status"] == 413
    assert client.get(GRAPH).status_code == 404


def test_body_in_chunks_is_taken(client: httpx.Client) -> None:
    address = "/store?graph=http://e.example/chunks"
    response = client.put(address, content=iter([ONE[:9], ONE[9:]]), headers={**WRITER, "Content-Type": "text/turtle"})
    assert response.status_code == 201
    assert client.get(address, headers={"Accept": "application/n-triples"}).content == ONE


@pytest.mark.parametrize(
    "body",
    [
        (("Content-Length: 1000",), ONE),
        (("Transfer-Encoding: chunked",), b"%x\r\n%s\r\n" % (len(ONE), ONE)),
    ],
    ids=["fixed", "chunks"],
)
def test_half_a_body_is_not_half_a_graph(client: httpx.Client, port: int, body: tuple[tuple[str, ...], bytes]) -> None:
    headers, sent = body
    half = request("PUT", GRAPH, "Authorization: Bearer T", "Content-Type: text/turtle", *headers, body=sent)
    connect(port, half).close()
    assert client.get(GRAPH).status_code == 404


def test_client_that_sends_forever_is_cut_off(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 0.3)
    with connect(port, b"GET / HTTP/1.1\r\n") as connection:
        assert seconds_until_cut_off(connection) < 30


class PatientStore:
    """A store whose answer takes until the client has left."""

    revision = 0

    def __init__(self) -> None:
        self.asked, self.left = threading.Event(), threading.Event()

    def answer(self, *_arguments: object, abandoned: Callable[[], bool], **_options: object) -> Answer:
        self.asked.set()
        end = time.monotonic() + 60
        while not abandoned() and time.monotonic() < end:
            time.sleep(0.02)
        if abandoned():
            self.left.set()
        return Answer("text/csv", b"", 0)


def test_client_that_leaves_is_noticed(app: Flask, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PatientStore()
    monkeypatch.setitem(app.extensions, "akteursnetz", store)
    connection = connect(port, request("GET", "/sparql?query=ASK%7B%7D"))
    assert store.asked.wait(30)
    assert not store.left.wait(0.3)
    connection.close()
    assert store.left.wait(30)


def test_pages_are_answered_when_all_places_of_queries_are_taken(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_QUERIES", slots.Slots(1, 1, patience_s=0.05, busy="Full.", hint="Later."))
    with slots.slot():
        response = client.get("/sparql", params={"query": "ASK {}"})
        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert client.get("/healthz").status_code == 200
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_no_increment_of_eight_clients_is_lost(client: httpx.Client) -> None:
    counter = "GRAPH <http://e.example/zähler> { <http://e.example/n> <http://e.example/is> ?n }"
    client.post("/sparql/update", data={"update": f"INSERT DATA {{ {counter.replace('?n', '0')} }}"}, headers=WRITER)
    step = f"DELETE {{ {counter} }} INSERT {{ {counter.replace('?n', '?m')} }} WHERE {{ {counter} BIND(?n + 1 AS ?m) }}"

    def count() -> None:
        with httpx.Client(base_url=client.base_url, timeout=30) as own:
            for _ in range(10):
                assert own.post("/sparql/update", data={"update": step}, headers=WRITER).status_code == 200

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = client.get("/sparql", params={"query": f"SELECT ?n {{ {counter} }}", "format": "csv"})
    assert found.text.split() == ["n", "80"]
