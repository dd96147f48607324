"""What the service says about itself, for programs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.protocol import Store
from webapp import create_app
from webapp.settings import Access, Settings

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
SCHEMA = "https://schema.org/"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


def read(response: TestResponse) -> ox.Dataset:
    assert response.status_code == 200
    quads = ox.parse(response.data, format=FORMATS[response.mimetype or ""], base_iri="http://localhost/sparql")
    return ox.Dataset(quads)


def objects(found: ox.Dataset, name: str) -> list[str]:
    return [str(getattr(quad.object, "value", "")) for quad in found if quad.predicate.value == name]


def test_description_names_addresses_languages_formats_and_the_union(client: FlaskClient) -> None:
    found = read(client.get("/sparql"))
    assert set(objects(found, SD + "endpoint")) == {"http://localhost/sparql", "http://localhost/sparql/update"}
    assert set(objects(found, SD + "supportedLanguage")) == {SD + "SPARQL11Query", SD + "SPARQL11Update"}
    assert objects(found, SD + "feature") == [SD + "UnionDefaultGraph"]
    assert len(objects(found, SD + "resultFormat")) == 10
    assert len([quad for quad in found if getattr(quad.object, "value", "") == SD + "Service"]) == 1


def test_description_counts_what_is_there(client: FlaskClient, magdeburg: Store) -> None:
    found = read(client.get("/sparql"))
    graphs = {str(row["g"]) for row in magdeburg.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    assert {f"<{name}>" for name in objects(found, SD + "name")} == graphs
    dataset = ox.NamedNode("http://localhost/sparql#dataset")
    triples = [quad.object for quad in found.quads_for_subject(dataset) if quad.predicate.value == VOID + "triples"]
    rows = magdeburg.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert triples == [rows[0]["n"]]
    assert "https://w3id.org/akteursnetz/ns#Interface" in objects(found, VOID + "class")
    assert objects(found, VOID + "dataDump") == ["http://localhost/dump.nq.gz"]


def test_limits_are_announced(client: FlaskClient) -> None:
    found = read(client.get("/sparql"))
    assert "time limit" in objects(found, SCHEMA + "name")
    assert {"10", "1000000", "1024", "64"} <= set(objects(found, SCHEMA + "value"))


@pytest.mark.parametrize("media_type", FORMATS)
def test_description_is_the_same_in_every_format(client: FlaskClient, media_type: str) -> None:
    wanted, found = (read(client.get("/sparql", headers={"Accept": one})) for one in ("text/turtle", media_type))
    for dataset in (wanted, found):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert found == wanted


def test_format_of_rows_is_406(client: FlaskClient) -> None:
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


def test_description_follows_the_data(store: Store) -> None:
    client = create_app(Settings(access=Access("T")), store).test_client()
    assert "http://e.example/g" not in client.get("/sparql").get_data(as_text=True)
    update = "INSERT DATA { GRAPH <http://e.example/g> { <http://e.example/a> <http://e.example/b> 1 } }"
    client.post("/sparql/update", data={"update": update}, headers={"Authorization": "Bearer T"})
    assert "http://e.example/g" in client.get("/sparql").get_data(as_text=True)


def test_host_that_a_client_names_does_not_come_into_links(magdeburg: Store) -> None:
    client = create_app(Settings(host="0.0.0.0"), magdeburg).test_client()  # noqa: S104 - what is tested
    assert b"evil" not in client.get("/sparql?lang=en", headers={"Host": "evil.example"}).data


def test_well_known_address_leads_to_the_description(client: FlaskClient) -> None:
    response = client.get("/.well-known/void")
    assert response.status_code == 303
    assert response.headers["Location"] == "/sparql"
