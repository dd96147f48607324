"""The arrangement of the map, changed by forms: for everybody, and only by who may write."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.statements import add
from webapp import create_app

DATA = """<stadt/netzwerk> a netz:Network ; skos:prefLabel 'Stadt'@de .
<stadt/amt> a org:Organization ; skos:prefLabel 'Amt'@de .
<stadt/verein> a org:Organization ; skos:prefLabel 'Verein'@de .
<stadt/s> a netz:Interface ; adms:status nk:exists ; netz:party <stadt/amt>, <stadt/verein> ."""


@pytest.fixture
def client(store: Store) -> FlaskClient:
    add(store, DATA)
    return at_the_machine(create_app(store=store))


def token_of(client: FlaskClient) -> str:
    page = client.get("/karte/anordnung?akteur=stadt/amt&x=40&y=50", headers={"Accept-Language": "de"})
    found = re.search(r'name="token" value="([^"]+)"', page.get_data(as_text=True))
    assert found is not None
    return found.group(1)


def place_of(client: FlaskClient, slug: str) -> Any:
    return next(
        (node["x"], node["y"]) for node in client.get("/api/v1/karte.json").get_json()["nodes"] if node["id"] == slug
    )


def pinned_on_the_map(client: FlaskClient) -> tuple[list[str], bool]:
    """Who carries a pin, and whether the legend says what that is."""
    pinned = [node["id"] for node in client.get("/api/v1/karte.json").get_json()["nodes"] if node["pinned"]]
    page = client.get("/karte", headers={"Accept-Language": "de"}).get_data(as_text=True)
    return pinned, "von Hand an diese Stelle gesetzt" in page


def test_a_pinned_actor_stands_there_for_every_reader_and_can_be_let_go(client: FlaskClient, store: Store) -> None:
    reader = client.application.test_client()
    before = place_of(reader, "stadt/amt")
    form = {"token": token_of(client), "akteur": "stadt/amt", "x": "40", "y": "50,5"}
    assert client.post("/karte/platz", data=form).status_code == 303
    assert place_of(reader, "stadt/amt") == (40.0, 50.5)
    assert "Festgehalten" in client.get("/karte/anordnung", headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert pinned_on_the_map(reader) == (["stadt/amt"], True)
    client.post("/karte/platz", data={**form, "was": "loesen"})
    assert place_of(reader, "stadt/amt") == before
    assert pinned_on_the_map(reader) == ([], False)


def test_all_can_be_arranged_anew_and_back(client: FlaskClient) -> None:
    token = token_of(client)
    assert client.post("/karte/anordnung", data={"token": token, "was": "zurueck"}).status_code == 404
    assert client.post("/karte/anordnung", data={"token": token, "was": "neu"}).status_code == 303
    assert client.post("/karte/anordnung", data={"token": token, "was": "zurueck"}).status_code == 303


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/karte/platz", {"akteur": "stadt/niemand", "x": "1", "y": "1"}, 404),
        ("/karte/platz", {"akteur": "stadt/amt", "x": "links", "y": "1"}, 422),
        ("/karte/platz", {"akteur": "stadt/amt", "x": "1e9", "y": "1"}, 422),
        ("/karte/anordnung", {"was": "alles"}, 400),
    ],
)
def test_what_cannot_be_done_is_said(client: FlaskClient, path: str, form: dict[str, str], status: int) -> None:
    assert client.post(path, data={"token": token_of(client), **form}).status_code == status


def test_a_form_of_another_page_moves_nobody(client: FlaskClient) -> None:
    before = place_of(client, "stadt/amt")
    assert client.post("/karte/platz", data={"akteur": "stadt/amt", "x": "1", "y": "1"}).status_code == 403
    assert place_of(client, "stadt/amt") == before
