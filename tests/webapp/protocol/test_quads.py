"""TriG and N-Quads at /store: each statement goes into the graph that it names, by the same rules as every change."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.settings import Access, Settings

WRITER = {"Authorization": "Bearer T"}
E = "http://x.example/"
TRIG = f"<{E}g> {{ <{E}a> <{E}p> 1 . }} <{E}h> {{ <{E}b> <{E}p> 2 . }} <{E}c> <{E}p> 3 ."
NQUADS = (
    f'<{E}a> <{E}p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <{E}g> .\n'
    f'<{E}b> <{E}p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <{E}h> .\n'
    f'<{E}c> <{E}p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
)
BODIES = {"application/trig": TRIG, "application/n-quads": NQUADS}


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:", default_graph="own", plain=True)
    settings = Settings(access=Access("T"), default_graph="own", empty=True)
    yield create_app(settings, store).test_client()
    store.close()


def send(client: FlaskClient, body: str | bytes, method: str = "POST", kind: str = "application/trig") -> TestResponse:
    return client.open("/store", method=method, data=body, content_type=kind, headers=WRITER)


def held(client: FlaskClient, where: str) -> str:
    answer = client.get(f"/store?{where}", headers={"Accept": "application/n-triples"})
    return answer.get_data(as_text=True) if answer.status_code == 200 else ""


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_quads_go_into_the_graphs_that_they_name(client: FlaskClient, method: str, kind: str) -> None:
    assert send(client, BODIES[kind], method, kind).status_code == 201
    found = [held(client, where) for where in (f"graph={E}g", f"graph={E}h", "default")]
    assert [f"<{E}{name}>" in text and text.count("\n") == 1 for name, text in zip("abc", found, strict=True)] == [
        True
    ] * 3
    assert send(client, BODIES[kind], method, kind).status_code == 200


def test_post_adds_and_put_replaces_what_it_names_and_nothing_else(client: FlaskClient) -> None:
    send(client, TRIG)
    more = f"<{E}g> {{ <{E}a> <{E}p> 9 . }}"
    assert json.loads(send(client, more).data)["added"] == 1
    assert held(client, f"graph={E}g").count("\n") == 2
    assert send(client, more, "PUT").status_code == 200
    assert held(client, f"graph={E}g").count("\n") == 1
    assert (held(client, f"graph={E}h").count("\n"), held(client, "default").count("\n")) == (1, 1)


def test_a_byte_order_mark_before_quads_queries_and_updates_is_passed_over(client: FlaskClient) -> None:
    assert send(client, b"\xef\xbb\xbf" + TRIG.encode()).status_code == 201
    query, update = b"\xef\xbb\xbfASK { ?s ?p 3 }", b"\xef\xbb\xbfINSERT DATA { <a:x> <a:y> 1 }"
    for body in (query, query.decode()):
        asked = client.post("/sparql", data=body, content_type="application/sparql-query")
        assert json.loads(asked.data)["boolean"] is True
    assert json.loads(client.get("/sparql", query_string={"query": query}).data)["boolean"] is True
    for answer in (
        client.post("/sparql/update", data=update, content_type="application/sparql-update", headers=WRITER),
        client.post("/sparql/update", data={"update": update}, headers=WRITER),
    ):
        assert answer.status_code == 200
    assert "1" in client.get("/abfragen", query_string={"query": "\ufeffSELECT ?o { <a:x> ?p ?o }"}).get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    ("address", "kind", "body"),
    [
        (f"/store?graph={E}g", "application/trig", TRIG),
        ("/store", "application/trig", "<a:g> { <a:b> <a:c> oh }"),
        ("/store", "application/trig", "_:g { <a:b> <a:c> 1 }"),
        ("/store", "application/n-quads", "<a:b> <a:c> <a:d> <a:g>"),
    ],
)
def test_what_names_a_graph_twice_or_is_broken_changes_nothing(
    client: FlaskClient, address: str, kind: str, body: str
) -> None:
    for method in ("POST", "PUT"):
        answer = client.open(address, method=method, data=body, content_type=kind, headers=WRITER)
        assert (answer.status_code, held(client, f"graph={E}g")) == (400, "")


def test_nobody_writes_quads_without_a_token(client: FlaskClient) -> None:
    assert client.post("/store", data=TRIG, content_type="application/trig").status_code == 401


def test_persons_among_quads_go_apart_and_shapes_are_asked() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    client = create_app(Settings(access=Access("T")), store).test_client()
    person = (
        f'<{E}g> {{ <{E}x> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> "Ada Zwirnnysen" }}'
    )
    answer = send(client, person)
    assert (answer.status_code, json.loads(answer.data)["moved"]) == (201, 2)
    assert b"Zwirnnysen" not in store.dump()
    wrong = f"<{E}g> {{ <{E}t> a <https://w3id.org/akteursnetz/ns#Interface> }}"
    assert send(client, wrong).status_code == 422
    store.close()
