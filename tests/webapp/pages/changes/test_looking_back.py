"""Every page can be looked at as it was after a change, says so, and offers nothing to be changed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.period import looking_back_to, today
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE, SKOS
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.accounts.identity import EXTENSION

PAGES = ("/", "/karte", "/akteure", "/gruppen", "/luecken", "/auswertung", "/aenderungen", "/daten")
NAME = f"{{ GRAPH ?g {{ <{BASE}magdeburg/jobcenter> <{SKOS}prefLabel> %s }} }}"
RENAME = f"""DELETE {NAME % "?o"} INSERT {NAME % '"Arbeitsagentur"@de'} WHERE {NAME % "?o"}"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    opened.update(RENAME, checked=False)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return at_the_machine(create_app(store=store))


def text(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address, follow_redirects=True).get_data(as_text=True))


@pytest.mark.parametrize("address", PAGES)
def test_each_page_says_that_it_shows_what_was_and_has_no_form(client: FlaskClient, address: str) -> None:
    page = text(client, f"{address}?fassung=1")
    assert "Sie sehen die Daten, wie sie nach Änderung 1 am" in page
    assert 'method="post"' not in page
    assert "Sie sehen die Daten, wie sie" not in text(client, address)


def test_what_was_is_shown_and_links_stay_in_it(client: FlaskClient) -> None:
    assert "Arbeitsagentur" in text(client, "/akteure")
    page = text(client, "/akteure?fassung=1")
    assert "Arbeitsagentur" not in page
    assert "Jobcenter" in page
    assert "fassung=1" in page.partition("<main")[2]


def test_queries_ask_what_was(client: FlaskClient) -> None:
    query = f'ASK {{ ?s <{SKOS}prefLabel> "Arbeitsagentur"@de }}'
    asked = [
        client.get(
            "/sparql", query_string={"query": query, **more}, headers={"Accept": "application/sparql-results+json"}
        )
        for more in ({}, {"fassung": "1"}, {"fassung": today().isoformat()})
    ]
    assert [answer.get_json()["boolean"] for answer in asked] == [True, False, True], "a day is its end"


def test_a_day_leads_to_its_last_change(client: FlaskClient, store: Store) -> None:
    answer = client.get("/aenderungen/am?tag=2999-01-01")
    assert answer.headers["Location"] == f"/?fassung={store.revision}"
    assert client.get("/aenderungen/am?tag=31.12.2999").headers["Location"] == f"/?fassung={store.revision}"
    assert client.get("/aenderungen/am?tag=").headers["Location"] == "/aenderungen"
    assert client.get("/aenderungen/am?tag=1999-01-01").status_code == 404
    told = client.get("/aenderungen/am?tag=1999-01-01", headers={"Accept": "text/html"})
    assert "Am 1. Januar 1999 gab es noch keine Daten" in told.text
    assert client.get("/aenderungen/am?tag=Mittwoch").status_code == 400


@pytest.mark.parametrize("revision", ["0", "99999", "x", "-1", "1" * 40, "1999-01-01", "2026-02-30"])
def test_a_change_that_never_was_is_told(client: FlaskClient, revision: str) -> None:
    for address in PAGES:
        answer = client.get(f"{address}?fassung={revision}", headers={"Accept": "text/html"})
        assert (answer.status_code, "Traceback" in answer.text) == (404, False), address


def test_nothing_is_written_into_what_was(client: FlaskClient, store: Store) -> None:
    before = store.revision
    client.post("/anfang/magdeburg?fassung=1", data={"token": "x"})
    assert store.revision == before


def test_who_may_not_read_all_networks_does_not_look_back(store: Store) -> None:
    app = create_app(store=store)
    app.extensions[EXTENSION].set_public("magdeburg", is_public=False)
    assert app.test_client().get("/akteure?fassung=1").status_code in {401, 403}


def test_nobody_looks_back_without_being_known(store: Store) -> None:
    reader = create_app(store=store).test_client()
    assert {reader.get(f"/akteure?fassung={one}").status_code for one in ("1", "2999-01-01", "1999-01-01")} == {401}
    assert reader.get("/akteure").status_code == 200


def test_the_way_to_look_back_is_shown_to_who_may(client: FlaskClient, store: Store) -> None:
    reader = create_app(store=store).test_client()
    for address in ("/aenderungen", "/aenderungen?von=magdeburg/jobcenter"):
        assert ["fassung=" in text(one, address) for one in (client, reader)] == [True, False]


def test_what_was_is_kept_by_no_cache(client: FlaskClient) -> None:
    answer = client.get("/akteure?fassung=1")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_who_looks_back_leaves_everybody_elses_analysis_as_it_is(client: FlaskClient, store: Store) -> None:
    text(client, "/sachen")
    before = analysis_for(store)
    text(client, f"/aenderungen/seit?tag=2020-01-01&fassung={today().isoformat()}")
    with looking_back_to(date(2024, 1, 1)):
        assert analysis_for(store) is not before
    assert analysis_for(store) is before
