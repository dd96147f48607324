"""/sparql/update as the SPARQL 1.1 Protocol has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.sparql.guard import MAX_UPDATE_BYTES
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.protocol.updates import LARGEST_TEXT
from webapp.settings import Access, Settings

WRITER = {"Authorization": "Bearer T"}
E = "http://e.example/"
ONE = f"INSERT DATA {{ GRAPH <{E}g> {{ <{E}a> <{E}b> 1 }} }}"
UPDATE_TYPE = "application/sparql-update"


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:", default_graph="own", plain=True)
    yield create_app(Settings(access=Access("T"), default_graph="own", empty=True), store).test_client()
    store.close()


@pytest.fixture(autouse=True)
def _emptied(client: FlaskClient) -> None:
    assert update(client, "DROP ALL").status_code == 200


def update(client: FlaskClient, text: str | bytes, address: str = "/sparql/update") -> TestResponse:
    return client.post(address, data=text, content_type=UPDATE_TYPE, headers=WRITER)


def added(response: TestResponse) -> int:
    assert response.json is not None
    return int(response.json["added"])


def count(client: FlaskClient) -> int:
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    found = client.get("/sparql", query_string={"query": query}).json
    assert found is not None
    return int(found["results"]["bindings"][0]["n"]["value"])


def test_update_sees_the_default_graph_alone_whatever_queries_see() -> None:
    """As docs/sparql.md says: the union is for queries, and what an update deletes has to be named."""
    with closing(open_store("memory:", default_graph="union", plain=True)) as store:
        united = create_app(Settings(access=Access("T"), empty=True), store).test_client()
        assert added(update(united, ONE)) == 1
        assert united.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"}).json == {"head": {}, "boolean": True}
        copy = f"INSERT {{ GRAPH <{E}h> {{ ?s ?p ?o }} }}"
        assert added(update(united, f"{copy} WHERE {{ ?s ?p ?o }}")) == 0
        assert added(update(united, f"{copy} USING <{E}g> WHERE {{ ?s ?p ?o }}")) == 1
        emptied = update(united, f"WITH <{E}h> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}").json
        assert emptied is not None
        assert emptied["removed"] == 1


@pytest.mark.parametrize("content_type", [UPDATE_TYPE, UPDATE_TYPE + "; charset=UTF-8"])
def test_update_is_taken_as_body(client: FlaskClient, content_type: str) -> None:
    response = client.post("/sparql/update", data=ONE, content_type=content_type, headers=WRITER)
    assert response.json is not None
    assert response.json["added"] == 1
    assert response.headers["X-Akteursnetz-Revision"] == str(response.json["revision"])
    assert count(client) == 1


def test_update_is_taken_as_form(client: FlaskClient) -> None:
    assert client.post("/sparql/update", data={"update": ONE}, headers=WRITER).status_code == 200
    assert count(client) == 1


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "application/sparql-query", ""])
def test_other_bodies_are_415_and_change_nothing(client: FlaskClient, content_type: str) -> None:
    response = client.post("/sparql/update", data=ONE, content_type=content_type, headers=WRITER)
    assert response.status_code == 415
    assert count(client) == 0


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"update=CLEAR+ALL&update=CLEAR+ALL", "application/x-www-form-urlencoded"),
        (b"query=ASK{}", "application/x-www-form-urlencoded"),
        (b"SELECT * { ?s ?p ?o }", UPDATE_TYPE),
        (b"CLEAR XYZ", UPDATE_TYPE),
        (b"\xff", UPDATE_TYPE),
        (ONE.encode() + b" ; INSERT DATA { <", UPDATE_TYPE),
    ],
)
def test_what_is_no_update_is_400_and_changes_nothing(client: FlaskClient, body: bytes, content_type: str) -> None:
    response = client.post("/sparql/update", data=body, content_type=content_type, headers=WRITER)
    assert response.status_code == 400
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}
    assert count(client) == 0


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_change_nothing(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql/update", method=method, query_string={"update": ONE}, headers=WRITER)
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert count(client) == 0


def test_query_address_takes_no_update(client: FlaskClient) -> None:
    for response in (
        client.post("/sparql", data={"update": ONE}, headers=WRITER),
        client.post("/sparql", data={"query": ONE}, headers=WRITER),
        client.get("/sparql", query_string={"query": ONE}, headers=WRITER),
        client.get("/sparql", query_string={"update": ONE}, headers=WRITER),
    ):
        assert response.status_code == 400
    assert count(client) == 0


def test_all_operations_or_none(client: FlaskClient) -> None:
    assert update(client, ONE + " ; LOAD <file:///nicht/da>").status_code == 403
    assert update(client, ONE + f" ; CREATE GRAPH <{E}g>").status_code == 409
    assert count(client) == 0


USING = f"INSERT {{ <{E}found> <{E}b> ?o }} WHERE {{ ?s <{E}b> ?o }}"


def test_request_chooses_the_graphs_that_where_sees(client: FlaskClient) -> None:
    for graph in "gh":
        update(client, ONE.replace("/g>", f"/{graph}>"))
    assert added(update(client, USING)) == 0
    assert added(update(client, USING, f"/sparql/update?using-graph-uri={E}g")) == 1
    named = USING.replace(f"?s <{E}b> ?o", f"GRAPH ?g {{ ?s <{E}b> ?o }}").replace("found", "named")
    assert added(update(client, named, f"/sparql/update?using-named-graph-uri={E}h")) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"WITH <{E}g> DELETE {{ ?s ?p 1 }} WHERE {{ ?s ?p 1 }}",
        f"DELETE {{ ?s ?p 1 }} USING <{E}g> WHERE {{ ?s ?p 1 }}",
        f"DELETE {{ ?s ?p 1 }} # comment\nuSiNg NAMED <{E}g> WHERE {{ GRAPH ?g {{ ?s ?p 1 }} }}",
    ],
)
def test_request_and_text_may_not_both_choose(client: FlaskClient, text: str) -> None:
    response = update(client, text, f"/sparql/update?using-graph-uri={E}g")
    assert response.status_code == 400
    assert response.json is not None
    assert "USING" in response.json["hint"]


def test_pages_of_other_hosts_may_not_write(client: FlaskClient) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql/update", headers=headers)
    assert preflight.headers["Allow"] == "POST, OPTIONS"
    for response in (preflight, client.post("/sparql/update", data={"update": ONE}, headers={**headers, **WRITER})):
        assert not [name for name, _value in response.headers if name.startswith("Access-Control")]


def test_too_long_an_update_is_413(client: FlaskClient) -> None:
    assert update(client, b"CLEAR ALL #" + b"x" * MAX_UPDATE_BYTES).status_code == 413
    assert update(client, b"#" * (LARGEST_TEXT + 1)).status_code == 413


def test_violation_of_the_shapes_refuses_the_update_unless_the_token_may() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    graph = "<https://netz.invalid/id/magdeburg/graph/probe>"
    tie = "<https://netz.invalid/id/magdeburg/schnittstelle/probe> a <https://w3id.org/akteursnetz/ns#Interface>"
    text = f"INSERT DATA {{ GRAPH {graph} {{ {tie} }} }}"
    revision = store.revision
    refused = update(create_app(Settings(access=Access("T")), store).test_client(), text)
    assert refused.status_code == 422
    assert refused.json is not None
    assert refused.json["hint"]
    assert store.revision == revision
    unchecked = Settings(access=Access("T", frozenset({"write", "unchecked"})))
    assert update(create_app(unchecked, store).test_client(), text).status_code == 200
    store.close()
