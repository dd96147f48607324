"""Every address of the API and every IRI, for programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield create_app(store=store).test_client()
    store.close()


LISTS = ("akteure", "gruppen", "beziehungen", "luecken", "kennzahlen", "themen", "netzwerke")


@pytest.mark.parametrize("name", LISTS)
def test_list_has_items_and_revision(client: FlaskClient, name: str) -> None:
    found = client.get(f"/api/v1/{name}").json
    assert found is not None
    assert set(found) == {"items", "revision", *(["notes"] if name == "luecken" else [])}
    assert found["items"]


def test_actor_has_ties_gaps_and_evidence(client: FlaskClient) -> None:
    found = client.get("/api/v1/akteure/magdeburg/jobcenter").json
    assert found is not None
    assert found["slug"] == "magdeburg/jobcenter"
    assert found["gaps"]
    assert found["evidence"][0]["quote"]


def test_gap_has_the_form_of_the_contract(client: FlaskClient) -> None:
    found = client.get("/api/v1/luecken?art=demanded").json
    assert found is not None
    wanted = {"id", "kind", "rule", "parties", "topic", "score", "strength", "reasons", "evidence", "state"}
    assert all(wanted <= set(gap) and gap["kind"] == "demanded" for gap in found["items"])


def test_ties_filter_by_kind_and_state(client: FlaskClient) -> None:
    found = client.get("/api/v1/beziehungen?art=Interface&stand=demanded").json
    assert found is not None
    assert {(tie["kind"], tie["state"]) for tie in found["items"]} == {("Interface", "demanded")}


def test_labels_come_in_the_language_asked_for(client: FlaskClient) -> None:
    german, english = (client.get(f"/api/v1/kennzahlen?lang={language}").json for language in ("de", "en"))
    assert german is not None
    assert english is not None
    assert german["items"][0]["label"] == "Akteure"
    assert english["items"][0]["label"] == "Actors"


def test_description_names_every_route_of_the_api(client: FlaskClient) -> None:
    found = client.get("/api/v1/openapi.json").json
    assert found is not None
    assert {f"/api/v1/{name}" for name in LISTS} <= set(found["paths"])
    assert "/api/v1/akteure/{slug}" in found["paths"]


def test_health_names_the_revision(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "revision": 1}


def test_iri_leads_browsers_to_the_page(client: FlaskClient) -> None:
    response = client.get("/id/magdeburg/jobcenter", headers={"Accept": "text/html"})
    assert response.status_code == 303
    assert response.headers["Location"] == "/akteure/magdeburg/jobcenter"


@pytest.mark.parametrize(
    ("accept", "given"),
    [("text/turtle", "text/turtle; charset=utf-8"), ("application/ld+json", "application/ld+json")],
)
def test_iri_gives_programs_its_statements(client: FlaskClient, accept: str, given: str) -> None:
    response = client.get("/id/magdeburg/jobcenter", headers={"Accept": accept})
    assert response.headers["Content-Type"] == given
    assert "Jobcenter" in response.get_data(as_text=True)
    assert "Accept" in response.vary


@pytest.mark.parametrize("slug", ["magdeburg/gibt-es-nicht", "x%3E%20%7B%7D", "http://elsewhere.example/"])
@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_iri_of_nothing_is_404(client: FlaskClient, slug: str, accept: str) -> None:
    assert client.get(f"/id/{slug}", headers={"Accept": accept}).status_code == 404


@pytest.mark.parametrize(("address", "term"), [("/ns", "netz:Interface"), ("/code", "nk:demanded")])
def test_vocabulary_is_served_as_turtle(client: FlaskClient, address: str, term: str) -> None:
    response = client.get(address, headers={"Accept": "text/turtle"})
    assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert term in response.get_data(as_text=True)


@pytest.mark.parametrize(("address", "anchor"), [("/ns", 'id="Interface"'), ("/code", 'id="demanded"')])
def test_vocabulary_is_readable(client: FlaskClient, address: str, anchor: str) -> None:
    assert anchor in client.get(address, headers={"Accept": "text/html"}).get_data(as_text=True)


@pytest.mark.parametrize(("sector", "some"), [("public", True), ("c", False), ("", True)])
def test_actors_filter_by_the_whole_code_of_a_sector(client: FlaskClient, sector: str, some: bool) -> None:  # noqa: FBT001
    found = client.get("/api/v1/akteure", query_string={"sektor": sector}).json
    assert found is not None
    assert bool(found["items"]) == some
    assert {sector} >= {actor["sector"]["iri"].rpartition("#")[2] for actor in found["items"] if sector}
