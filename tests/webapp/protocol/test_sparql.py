"""/sparql as the SPARQL 1.1 Protocol has it, for queries."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
import SPARQLWrapper
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

from graph.protocol import Limits
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.settings import Settings


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield create_app(store=store).test_client()
    store.close()


SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/akteursnetz/ns#Network> }"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3"
FORM = "application/x-www-form-urlencoded"


def ask(client: FlaskClient, query: str = SELECT, accept: str | None = None) -> TestResponse:
    headers = {} if accept is None else {"Accept": accept}
    return client.get("/sparql", query_string={"query": query}, headers=headers)


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_rows_come_in_the_type_accepted_most(client: FlaskClient, accept: str | None, given: str) -> None:
    response = ask(client, accept=accept)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == given
    assert b"magdeburg/netzwerk" in response.data


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("text/turtle; charset=utf-8", "text/turtle; charset=utf-8"),
        ("image/png, text/turtle;q=0.1", "text/turtle; charset=utf-8"),
    ],
)
def test_graphs_come_in_the_type_accepted(client: FlaskClient, accept: str | None, given: str) -> None:
    response = ask(client, CONSTRUCT, accept)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == given


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/turtle"])
def test_what_cannot_be_given_is_refused_with_406(client: FlaskClient, accept: str) -> None:
    response = ask(client, accept=accept)
    assert response.status_code == 406
    assert response.json is not None
    assert response.json["status"] == 406


def test_query_is_taken_as_form(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": SELECT})
    assert b"magdeburg/netzwerk" in response.data


def test_query_is_taken_as_body(client: FlaskClient) -> None:
    response = client.post("/sparql", data=SELECT, content_type="application/sparql-query; charset=utf-8")
    assert b"magdeburg/netzwerk" in response.data


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "application/sparql-update", ""])
def test_other_bodies_are_refused_with_415(client: FlaskClient, content_type: str) -> None:
    response = client.post("/sparql", data=SELECT, content_type=content_type)
    assert response.status_code == 415
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}


def test_packed_body_is_taken(client: FlaskClient) -> None:
    headers, body = {"Content-Encoding": "gzip"}, gzip.compress(SELECT.encode())
    response = client.post("/sparql", data=body, content_type="application/sparql-query", headers=headers)
    assert b"magdeburg/netzwerk" in response.data


@pytest.mark.parametrize(("encoding", "status"), [("br", 415), ("gzip", 400)])
def test_body_packed_otherwise_is_refused(client: FlaskClient, encoding: str, status: int) -> None:
    headers = {"Content-Encoding": encoding}
    assert client.post("/sparql", data=b"x", content_type=FORM, headers=headers).status_code == status


def test_text_in_another_encoding_is_415(client: FlaskClient) -> None:
    content_type = "application/sparql-query; charset=UTF-16"
    assert client.post("/sparql", data=SELECT.encode("utf-16"), content_type=content_type).status_code == 415


def test_broken_query_names_its_line(client: FlaskClient) -> None:
    response = ask(client, "SELECT * WHERE {\n ?s ?p }")
    assert response.status_code == 400
    assert response.json is not None
    assert "line 2" in response.json["error"]


@pytest.mark.parametrize("body", [b"\xff\xfe", b""])
def test_body_that_is_no_query_is_400(client: FlaskClient, body: bytes) -> None:
    assert client.post("/sparql", data=body, content_type="application/sparql-query").status_code == 400


@pytest.mark.parametrize("query_string", ["query=ASK{}&query=ASK{}", "update=CLEAR+ALL"])
def test_two_queries_or_an_update_by_get_are_400(client: FlaskClient, query_string: str) -> None:
    assert client.get(f"/sparql?{query_string}").status_code == 400


def test_form_without_query_is_400(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"frage": "x"}).status_code == 400


def test_other_methods_are_405_and_name_the_allowed_ones(client: FlaskClient) -> None:
    response = client.put("/sparql", data="x")
    assert response.status_code == 405
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))
    assert response.json is not None
    assert response.json["status"] == 405


def test_too_large_a_body_is_413(client: FlaskClient) -> None:
    response = client.post("/sparql", data=b"#" * 3_000_000, content_type="application/sparql-query")
    assert response.status_code == 413


def test_reaching_outside_is_403(client: FlaskClient) -> None:
    assert ask(client, "SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }").status_code == 403


def test_default_graph_of_the_request_replaces_the_union(client: FlaskClient) -> None:
    graph = "https://w3id.org/akteursnetz/ns"
    parameters = {"query": "ASK { ?s a <https://w3id.org/akteursnetz/ns#Network> }", "default-graph-uri": graph}
    assert client.get("/sparql", query_string=parameters).json == {"head": {}, "boolean": False}
    assert client.post("/sparql", data=parameters).json == {"head": {}, "boolean": False}


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_graph_that_is_not_there_is_told_and_never_fetched(client: FlaskClient, name: str) -> None:
    response = client.post("/sparql", data={"query": "ASK {}", name: "http://127.0.0.1:9/data"})
    assert response.status_code == 403
    assert response.json is not None
    assert "http://127.0.0.1:9/data" in response.json["error"]


def test_graph_that_is_not_there_is_empty_in_a_plain_server() -> None:
    store = open_store("memory:", default_graph="own", plain=True)
    client = create_app(Settings(default_graph="own", empty=True), store).test_client()
    parameters = {"query": "ASK { ?s ?p ?o }", "default-graph-uri": "http://127.0.0.1:9/data"}
    assert client.post("/sparql", data=parameters).json == {"head": {}, "boolean": False}
    store.close()


def test_any_page_may_read_and_the_limits_are_said(client: FlaskClient) -> None:
    response = ask(client)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Akteursnetz-Limits"] == "time=10s, rows=1000000, memory=1024MB, result=64MB"
    assert "Accept" in response.headers["Vary"]


def test_preflight_allows_query_bodies_and_no_token(client: FlaskClient) -> None:
    response = client.options("/sparql")
    assert response.status_code == 204
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]
    assert "Authorization" not in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


FROM_A_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", [FROM_A_BROWSER, "*/*", ""])
def test_format_of_a_link_counts_where_the_header_names_nothing_of_ours(client: FlaskClient, accept: str) -> None:
    parameters = {"query": SELECT, "format": "csv"}
    response = client.get("/sparql", query_string=parameters, headers={"Accept": accept})
    assert response.mimetype == "text/csv"
    unknown = client.get("/sparql", query_string={**parameters, "format": "docx"}, headers={"Accept": accept})
    assert unknown.status_code == 406


@pytest.mark.parametrize("name", ["format", "output"])
@pytest.mark.parametrize(
    ("query", "accept", "named"),
    [
        (SELECT, "application/sparql-results+json", "csv"),
        (SELECT, "application/sparql-results+xml", "docx"),
        (CONSTRUCT, "application/rdf+xml", "json-ld"),
        (CONSTRUCT, "application/rdf+xml", "xml"),
        (CONSTRUCT, "application/ld+json", "json-ld"),
        (CONSTRUCT, "text/turtle", "n3"),
    ],
)
def test_a_good_header_goes_before_the_format_in_the_address(
    client: FlaskClient, name: str, query: str, accept: str, named: str
) -> None:
    response = client.get("/sparql", query_string={"query": query, name: named}, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, accept)


def test_a_header_for_rows_leaves_the_format_of_a_graph_to_the_address(client: FlaskClient) -> None:
    parameters = {"query": CONSTRUCT, "format": "rdfxml"}
    response = client.get("/sparql", query_string=parameters, headers={"Accept": "application/sparql-results+json"})
    assert response.mimetype == "application/rdf+xml"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # SPARQLWrapper's own
@pytest.mark.parametrize("form", ["XML", "RDFXML", "JSONLD", "N3", "TURTLE"])
def test_sparqlwrapper_gets_its_graphs(site: str, form: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{site}/sparql", returnFormat=getattr(SPARQLWrapper, form))
    client.setQuery(CONSTRUCT)
    found = client.queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=bytes(found), format="turtle")  # type: ignore[arg-type]  # N3 and Turtle come as they are
    assert len(graph) > 0


def test_head_is_like_get_without_the_body(client: FlaskClient) -> None:
    got, head = (client.open("/sparql", method=method, query_string={"query": SELECT}) for method in ("GET", "HEAD"))
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "X-Akteursnetz-Revision"):
        assert head.headers[name] == got.headers[name]


def test_text_is_decoded_once_and_exactly(client: FlaskClient) -> None:
    text = "a+b %41 &amp; c ü"
    query = f'SELECT ("{text}" AS ?x) {{}}'
    for response in (
        client.get("/sparql", query_string={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", data=query.encode(), content_type="application/sparql-query"),
    ):
        assert response.json is not None
        assert response.json["results"]["bindings"][0]["x"]["value"] == text


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    response = client.get("/sparql")
    assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert "sd:UnionDefaultGraph" in response.get_data(as_text=True)


def test_without_a_query_a_browser_is_led_to_the_form(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert response.status_code == 303
    assert response.headers["Location"] == "/abfragen"


def test_endless_query_ends_in_504_naming_the_limit() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(Settings(limits=Limits(time_s=0.5)), store)
    response = ask(app.test_client(), "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    store.close()
    assert response.status_code == 504
    assert response.json is not None
    assert "0.5 seconds" in response.json["error"]
