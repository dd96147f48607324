"""What is hostile stays harmless, and what goes wrong is said in one shape, on every route."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.load.files import load_files
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from webapp import create_app
from webapp.settings import Settings

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&{{7*7}}"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA = """
@base <https://netz.invalid/id/> .
@prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .

<boese/netzwerk> a netz:Network ; skos:prefLabel LABEL@de .
<boese/a> a org:FormalOrganization ; skos:prefLabel LABEL@de ; skos:note LABEL@de ; org:classification nk:chamber ;
  rdfs:seeAlso <javascript:alert(1)> ; netz:inNetwork <boese/netzwerk> .
<boese/b> a org:FormalOrganization ; skos:prefLabel LABEL@de ; netz:inNetwork <boese/netzwerk> .
<boese/ag> a netz:WorkingGroup ; skos:prefLabel LABEL@de ; netz:inNetwork <boese/netzwerk> .
<boese/thema> a skos:Concept ; skos:prefLabel LABEL@de .
<boese/beleg> a netz:Passage ; oa:exact LABEL@de ; oa:start 0 ; oa:end 9 ; prov:wasQuotedFrom <boese/dokument> .
<boese/tie> a netz:Interface ; skos:prefLabel LABEL@de ; netz:party <boese/a>, <boese/b> ; netz:topic <boese/thema> ;
  adms:status nk:demanded ; netz:confidence nk:stated ; netz:inNetwork <boese/netzwerk> ; netz:evidence <boese/beleg> .
<boese/mitglied> a netz:Membership ; org:member <boese/a> ; org:organization <boese/ag> ; adms:status nk:exists ;
  netz:inNetwork <boese/netzwerk> ; netz:evidence <boese/beleg> .
"""
PAGES = (
    "/",
    "/karte",
    "/karte?ansicht=tabelle",
    "/akteure",
    "/akteure/boese/a",
    "/akteure/boese/nicht",
    "/gruppen",
    "/gruppen/boese/ag",
    "/luecken",
    "/auswertung",
    "/id/boese/tie",
    "/id/boese/a",
    "/id/boese/thema",
    "/abfragen?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    file = tmp_path_factory.mktemp("hostile") / "boese.ttl"
    file.write_text(DATA.replace("LABEL", '"""' + HOSTILE.replace('"', '\\"') + '"""'), encoding="utf-8")
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [Path(file)])
    yield create_app(store=store)
    store.close()


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("address", PAGES)
def test_hostile_label_is_text(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
    page = response.get_data(as_text=True)
    assert response.mimetype == "text/html"
    assert "<img src=x" not in page
    assert "49" not in re.findall(r"&amp;(\d\d)", page)


@pytest.mark.parametrize("address", PAGES)
def test_only_web_addresses_become_links(client: FlaskClient, address: str) -> None:
    page = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True).get_data(as_text=True)
    for link in re.findall(r'(?:href|src|action)="([^"]*)"', page):
        assert link.startswith(("/", "#", "https://", "http://", "mailto:", "data:image/", "?")), link


@pytest.mark.parametrize(
    "address",
    [
        "/akteure?suche=%3Cimg%20src=x%20onerror=1%3E&sektor=%22%3E%3Cb%3E",
        "/luecken?suche=%3Cimg%20src=x%3E",
        "/abfragen?query=%3Cimg%20src=x%3E",
        "/akteure/%3Cimg%20src=x%3E",
        "/id/%3Cimg%20src=x%3E",
        "/luecken/%3Cimg%20src=x%3E",
        "/?netz=%3Cimg%20src=x%3E",
        "/?lang=%3Cimg%20src=x%3E",
        "/abfragen?frage=%3Cimg%20src=x%3E",
        "/karte?akteur=%3Cimg%20src=x%3E&ansicht=tabelle",
    ],
)
def test_what_stands_in_the_address_is_text(client: FlaskClient, address: str) -> None:
    assert "<img src=x" not in client.get(address, headers={"Accept": "text/html"}).get_data(as_text=True)


@pytest.mark.parametrize("address", ["/", "/sparql", "/api/v1/akteure", "/static/app.css", "/nix", "/healthz"])
def test_every_answer_has_the_protecting_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        assert response.headers["Content-Security-Policy"] == POLICY
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "[::2]:8000", "localhost@evil.example"]
)
def test_foreign_host_is_refused_on_loopback(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_local_host_is_served(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_service_on_the_net_is_served_by_any_name(app: Flask) -> None:
    public = create_app(Settings(host="0.0.0.0"), app.extensions["akteursnetz"])  # noqa: S104 - what is tested
    assert public.test_client().get("/healthz", headers={"Host": "netz.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/nix", "/api/v1/akteure/nix", "/sparql?query=x", "/api/v1/akteure?netz=nix"])
def test_error_of_a_machine_route_has_the_one_shape(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html" if path.startswith("/api") else "*/*"})
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}
    assert response.json["status"] == response.status_code


@pytest.mark.parametrize("path", ["/nix", "/akteure?netz=nix", "/luecken/nix", "/id/nix"])
def test_error_of_a_page_is_json_for_who_asks_for_json(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})
    assert response.status_code in {404, 406}
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}


def test_every_route_refuses_a_wrong_method_in_the_one_shape(app: Flask) -> None:
    client = app.test_client()
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    rules -= {rule.rule for rule in app.url_map.iter_rules() if "DELETE" in (rule.methods or set())}
    assert rules
    for rule in rules:
        address = re.sub(r"<[^>]+>", "1", rule)
        response = client.delete(address, headers={"Accept": "application/json"})
        assert response.status_code == 405, address
        assert response.headers["Allow"]
        assert response.json is not None
        assert set(response.json) == {"error", "hint", "status"}


def test_unforeseen_failure_is_a_sentence_and_no_traceback(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("webapp.protocol.operation.whole_store", fail)
    response = app.test_client().get("/healthz")
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)
