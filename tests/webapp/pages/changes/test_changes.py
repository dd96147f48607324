"""The page of changes: what was done to the data, and taking it back."""

from __future__ import annotations

import html
import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.protocol import Change, Store
from graph.terms import SKOS
from tests.support.clients import at_the_machine
from webapp import create_app

OWN = {"Origin": "http://localhost"}
NAMED = ox.Quad(
    ox.NamedNode("https://netz.invalid/id/x/a"),
    ox.NamedNode(SKOS + "prefLabel"),
    ox.Literal("Probeamt 9", language="de"),
    ox.NamedNode("https://netz.invalid/id/x"),
)


@pytest.fixture
def client(store: Store) -> FlaskClient:
    store.apply(Change(add=[NAMED], author="KO", reason="Stelle nachgetragen"))
    return at_the_machine(create_app(store=store))


def page_of(client: FlaskClient) -> str:
    return html.unescape(client.get("/aenderungen").get_data(as_text=True))


def undo(client: FlaskClient, revision: int) -> int:
    token = re.findall(r'name="token" value="([^"]+)"', page_of(client))[0]
    address = f"/aenderungen/{revision}/zuruecknehmen"
    return client.post(address, data={"token": token}, headers=OWN).status_code


def test_a_change_is_taken_back_by_a_button_and_so_is_that(client: FlaskClient, store: Store) -> None:
    revision = store.revision
    assert "Stelle nachgetragen" in page_of(client)
    assert undo(client, revision) == 303
    assert b"Probeamt 9" not in store.dump()
    page = page_of(client)
    assert f"Änderung {revision} ist zurückgenommen." in page
    assert f'action="/aenderungen/{revision}/zuruecknehmen"' not in page
    assert undo(client, revision + 1) == 303
    assert b"Probeamt 9" in store.dump()
    assert f'action="/aenderungen/{revision}/zuruecknehmen"' in page_of(client)


def test_nobody_takes_back_without_a_form_of_ours_or_what_never_was(client: FlaskClient) -> None:
    assert client.post("/aenderungen/1/zuruecknehmen", headers=OWN).status_code == 403
    assert undo(client, 99) == 404


def test_a_saved_view_is_named_in_words_not_by_its_address(client: FlaskClient, store: Store) -> None:
    store.apply(Change(remove=[NAMED], author="KO", reason="Saved https://netz.invalid/id/ansichten/ag-sprache"))
    page = page_of(client)
    assert "Ansicht oder Geschichte „ag-sprache“ gespeichert" in page
    assert "https://netz.invalid/id/ansichten" not in page
