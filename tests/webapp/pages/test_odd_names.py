"""Names as other people's data have them: every page shows something that can be read, and nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.protocol import Change
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from webapp import create_app

LABELS = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix netz: <https://w3id.org/akteursnetz/ns#> .
<http://x.example/1> a org:Organization ; skos:prefLabel "Amt ohne Sprache", "Office"@en .
<http://x.example/2> a org:Organization ; skos:prefLabel "Only English"@en ; rdfs:label "Nur Deutsch"@de .
<http://x.example/3> a org:Organization ; skos:prefLabel "" .
<http://x.example/4> a org:Organization ; skos:prefLabel "   "@de .
<http://x.example/5> a org:Organization ; schema:legalName "Verein e. V." .
<http://x.example/6> a org:Organization ; skos:altLabel "Nur Nebenname"@de .
<http://x.example/7> a org:Organization ; vcard:fn "Nur Visitenkarte" .
<http://x.example/8> a org:Organization ; rdfs:label "x" .
<http://x.example/9> a org:Organization ; skos:prefLabel "<img src=x onerror=alert(1)> \\" ' & ]]>"@de .
<http://x.example/10> a org:Organization ; skos:prefLabel "مركز الاندماج"@ar .
<http://x.example/11> a org:Organization ; skos:prefLabel "Zeile\\nUmbruch"@de .
<http://x.example/12> a org:Organization ; skos:prefLabel "LANG"@de .
<http://x.example/B%C3%BCro%20S%C3%BCd> a org:Organization ; org:linkedTo <http://x.example/9>, <http://x.example/12> .
""".replace("LANG", "Sehr lang " * 1000)
SHOWN = (
    "Amt ohne Sprache", "Nur Deutsch", "Verein e. V.", "Nur Nebenname", "Nur Visitenkarte", "مركز الاندماج",
    "Zeile Umbruch", "Büro Süd", "&lt;img src=x onerror=alert(1)&gt;",
)  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    load_ontology(store)
    quads = ox.parse(LABELS, format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode(f"{BASE}x/graph/y")
    store.apply(Change(add=[ox.Quad(one.subject, one.predicate, one.object, graph) for one in quads]))
    yield create_app(store=store).test_client()
    store.close()


def test_the_list_of_actors_names_everybody(client: FlaskClient) -> None:
    page = client.get("/akteure").get_data(as_text=True)
    for said in SHOWN:
        assert said in page
    links = re.findall(r'href="/akteure/http:[^"]*"[^>]*>([^<]*)<', page)
    assert len(links) == 13
    assert all(link.strip() for link in links)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/karte",
        "/karte?ansicht=tabelle",
        "/api/v1/karte.json",
        "/api/v1/akteure",
        "/karte/export.html",
        "/karte/export.svg",
        "/api/v1/export.gexf",
        "/api/v1/export.graphml",
        "/api/v1/export.xlsx",
        "/api/v1/export.akteure.csv",
        "/akteure/http://x.example/9",
        "/akteure/http://x.example/12",
        "/akteure/http://x.example/3",
        "/reconcile/suggest/entity?prefix=img",
        "/abfragen.xlsx?frage=actors-by-ties",
        "/luecken",
    ],
)
def test_no_name_breaks_a_page_or_runs_in_it(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    if answer.mimetype in {"text/html", "image/svg+xml"}:
        assert "<img src=x" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("wanted", ["Visitenkarte", "Nebenname", "Büro", "Buero", "Umbruch", "مركز"])
def test_everybody_is_found_by_what_they_are_shown_as(client: FlaskClient, wanted: str) -> None:
    assert len(client.get("/api/v1/suche", query_string={"text": wanted}).get_json()["items"]) == 1
