"""304 for what a client has, and nothing that is not true any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.settings import Access, Settings

QUERY = "/sparql?query=SELECT+*+{+?s+a+?t+}+LIMIT+5"
ADDRESSES = (QUERY, "/sparql", "/", "/akteure", "/api/v1/akteure", "/store?graph=https://w3id.org/akteursnetz/ns")
WRITER = {"Authorization": "Bearer T"}


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield create_app(Settings(access=Access("T")), store).test_client()
    store.close()


@pytest.fixture
def own_service() -> Iterator[Flask]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield create_app(Settings(access=Access("T")), store)
    store.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_second_request_is_304_without_body(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"
    assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(first.vary)
    second = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers.get("Access-Control-Allow-Origin") == first.headers.get("Access-Control-Allow-Origin")


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "text/csv"}, {"Accept-Language": "en"}, {"Host": "localhost:9"}],
    ids=lambda one: next(iter(one)),
)
def test_another_representation_has_another_tag(client: FlaskClient, headers: dict[str, str]) -> None:
    tag = client.get(QUERY).headers["ETag"]
    assert client.get(QUERY, headers={**headers, "If-None-Match": tag}).status_code == 200


def test_tag_is_the_same_packed_and_unpacked(client: FlaskClient) -> None:
    packed = client.get("/akteure", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == client.get("/akteure").headers["ETag"]


def test_change_of_the_data_ends_every_tag(client: FlaskClient) -> None:
    tags = {address: client.get(address).headers["ETag"] for address in ADDRESSES}
    update = "INSERT DATA { GRAPH <http://e.example/g> { <http://e.example/a> <http://e.example/b> 1 } }"
    assert client.post("/sparql/update", data={"update": update}, headers=WRITER).status_code == 200
    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200, address


@pytest.mark.parametrize(
    "call", ["RAND()", "now()", "UUID()", "STRUUID()", r"\u0052AND()", "NOW # x\n ()", "1+RAND ( )", "BNODE()"]
)
def test_query_of_chance_or_clock_is_never_304(client: FlaskClient, call: str) -> None:
    response = client.get("/sparql", query_string={"query": f"SELECT ({call} AS ?x) {{}}"})
    assert "ETag" not in response.headers
    assert client.post("/sparql", data={"query": f"SELECT ({call} AS ?x) {{}}"}).status_code == response.status_code


@pytest.mark.parametrize("text", ["now", "?now", "'RAND()'", "<http://e.example/NOW()>", "# UUID()"])
def test_query_that_only_writes_of_chance_is_304(client: FlaskClient, text: str) -> None:
    asked = {"query": f"SELECT * {{ ?s ?p ?o }} LIMIT 1 # {text}", "suche": text}
    tag = client.get("/sparql", query_string=asked).headers["ETag"]
    assert client.get("/sparql", query_string=asked, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", ["/healthz", "/akteure/gibt/es/nicht", "/sparql?query=x"])
def test_health_and_errors_have_no_tag(client: FlaskClient, address: str) -> None:
    assert "ETag" not in client.get(address).headers


def test_star_is_answered_like_any_request(client: FlaskClient) -> None:
    assert client.get(QUERY, headers={"If-None-Match": '"anderes", W/"noch-eins"'}).status_code == 200


def test_other_run_of_the_service_trusts_no_old_tag(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get(QUERY).headers["ETag"]
    monkeypatch.setattr("webapp.http.conditional.RUN", "another")
    assert client.get(QUERY, headers={"If-None-Match": tag}).status_code == 200


def test_answer_of_a_session_is_known_again_in_that_session_alone(own_service: Flask) -> None:
    asked = "/was-waere-wenn?schritt=akteur~Neuer+Verein"
    client = own_service.test_client()
    begun = client.get(asked, headers=WRITER)
    assert (begun.status_code, "Set-Cookie" in begun.headers, "ETag" in begun.headers) == (200, True, False)
    known = {**WRITER, "If-None-Match": client.get(asked, headers=WRITER).headers["ETag"]}
    assert client.get(asked, headers=known).status_code == 304
    assert own_service.test_client().get(asked, headers=known).status_code == 200
