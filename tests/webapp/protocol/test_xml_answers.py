"""What is answered as XML is XML, whatever the data hold; what RDF/XML cannot write is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from rdflib import Graph

from graph.store.open import open_store
from webapp import create_app
from webapp.settings import Access, Settings

WRITER = {"Authorization": "Bearer T"}
ROWS, GRAPH = "application/sparql-results+xml", "application/rdf+xml"
HELD = r"""PREFIX x: <http://x.example/>
INSERT DATA {
  x:a x:ctl "bell\u0007" ; x:nonchar "\uFFFE\uFFFF" ; x:cr "a\u000Db\u000D\u000Ac\u0009" ; x:lt "<&>\"'" .
  x:a x:emoji "\U0001F600" . _:b x:p "\u0000x" .
  GRAPH x:odd { x:a x:123 "v" . x:a <http://x.example/p#> "w" }
}"""


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:", default_graph="own", plain=True)
    opened = create_app(Settings(access=Access("T"), default_graph="own", empty=True), store).test_client()
    assert opened.post("/sparql/update", data={"update": HELD}, headers=WRITER).status_code == 200
    yield opened
    store.close()


def test_rows_are_well_formed_and_say_what_xml_can_say(client: FlaskClient) -> None:
    asked = {"query": "SELECT ?p ?o { ?s ?p ?o } ORDER BY ?p"}
    body = client.get("/sparql", query_string=asked, headers={"Accept": ROWS}).data
    found = [node.text for node in ET.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")]  # noqa: S314 - our own answer
    assert found == ["a\rb\r\nc\t", "bell\ufffd", "\U0001f600", "<&>\"'", "\ufffd\ufffd", "\ufffdx"]


@pytest.mark.parametrize("address", ["/sparql?query=CONSTRUCT+{?s+?p+?o}+{?s+?p+?o}", "/store?default"])
def test_graphs_are_well_formed_and_say_what_xml_can_say(client: FlaskClient, address: str) -> None:
    body = client.get(address, headers={"Accept": GRAPH}).data
    ET.fromstring(body)  # noqa: S314 - our own answer
    graph = Graph().parse(data=body, format="xml")
    assert sorted(map(str, graph.objects())) == sorted(
        ["a\rb\r\nc\t", "bell\ufffd", "\U0001f600", "<&>\"'", "\ufffd\ufffd", "\ufffdx"]
    )


@pytest.mark.parametrize("name", ["123", "p#"])
@pytest.mark.parametrize(
    "address",
    ["/sparql?query=CONSTRUCT+{%3Fs+<http://x.example/NAME>+%3Fo}+{GRAPH+%3Fg+{%3Fs+<http://x.example/NAME>+%3Fo}}"],
)
def test_a_property_that_rdf_xml_cannot_write_is_named(client: FlaskClient, address: str, name: str) -> None:
    address = address.replace("NAME", name.replace("#", "%23"))
    answer = client.get(address, headers={"Accept": GRAPH})
    assert answer.status_code == 406
    assert f"http://x.example/{name}" in json.loads(answer.data)["error"]
    assert client.get(address, headers={"Accept": "text/turtle"}).status_code == 200


def test_a_graph_with_such_a_property_is_refused_as_rdf_xml_too(client: FlaskClient) -> None:
    answer = client.get("/store?graph=http://x.example/odd", headers={"Accept": GRAPH})
    assert (answer.status_code, "cannot write the property" in json.loads(answer.data)["error"]) == (406, True)


def test_another_type_is_taken_where_rdf_xml_comes_second(client: FlaskClient) -> None:
    answer = client.get("/store?graph=http://x.example/odd", headers={"Accept": f"text/turtle, {GRAPH};q=0.5"})
    assert answer.mimetype == "text/turtle"
