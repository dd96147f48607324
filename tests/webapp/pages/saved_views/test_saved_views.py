"""Saved views in the browser: who may save, what is refused, what becomes of old addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.protocol import Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app

OWN = {"Origin": "http://localhost"}
GROUP = "gruppe=magdeburg/ag-interkultur-soziales"


@pytest.fixture
def own_store() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    yield opened
    opened.close()


@pytest.fixture
def client(own_store: Store) -> FlaskClient:
    return at_the_machine(create_app(store=own_store))


def text_of(response: TestResponse) -> str:
    return html.unescape(response.get_data(as_text=True))


def token_of(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).get_data(as_text=True))
    assert found is not None
    return found.group(1)


def save(
    client: FlaskClient, title: str = "Interkultur", address: str = GROUP, text: str = "", author: str = "KO"
) -> TestResponse:
    form = {
        "token": token_of(client, "/ansichten/neu"),
        "title": title,
        "text": text,
        "author": author,
        "address": address,
    }
    return client.post("/ansichten", data=form, headers=OWN)


def test_a_saved_view_is_listed_and_opens_the_map_as_it_was(client: FlaskClient) -> None:
    response = save(client, text="Wer in der AG sitzt")
    assert (response.status_code, response.location) == (303, "/ansichten#interkultur")
    page = text_of(client.get("/ansichten"))
    assert f'href="/karte?{GROUP}"' in page
    assert "Wer in der AG sitzt" in page
    assert "gespeichert von KO am" in page
    assert client.get("/ansichten/interkultur").location == f"/karte?{GROUP}"


def test_the_form_takes_the_state_of_the_map_but_not_the_page_of_a_table(client: FlaskClient) -> None:
    page = text_of(client.get(f"/ansichten/neu?{GROUP}&ausschnitt=10,-20,1.500&seite=3"))
    assert f'name="address" value="{GROUP}&ausschnitt=10,-20,1.500"' in page


def test_the_map_leads_to_the_form_with_its_own_state(client: FlaskClient) -> None:
    assert f'href="/ansichten/neu?{GROUP}"' in text_of(client.get(f"/karte?{GROUP}")).replace("%2F", "/")


def test_the_name_is_asked_for_once(client: FlaskClient) -> None:
    save(client)
    assert "Sie speichern als KO" in text_of(client.get("/ansichten/neu"))
    save(client, title="Zweite", author="")
    assert text_of(client.get("/ansichten")).count("gespeichert von KO") == 2


def test_a_changed_name_keeps_the_link(client: FlaskClient) -> None:
    save(client)
    form = {
        "token": token_of(client, "/ansichten/interkultur/bearbeiten"),
        "title": "AG 1",
        "text": "neu",
        "author": "KO",
    }
    client.post("/ansichten/interkultur/bearbeiten", data=form, headers=OWN)
    assert "AG 1" in text_of(client.get("/ansichten"))
    assert client.get("/ansichten/interkultur").location == f"/karte?{GROUP}"


def test_deleting_asks_first_and_is_said(client: FlaskClient) -> None:
    save(client)
    page = client.get("/ansichten/interkultur/loeschen")
    assert "„Interkultur“ löschen?" in text_of(page)
    form = {"token": token_of(client, "/ansichten/interkultur/loeschen")}
    assert client.post("/ansichten/interkultur/loeschen", data=form, headers=OWN).status_code == 303
    assert "Gelöscht." in text_of(client.get("/ansichten"))
    assert client.get("/ansichten/interkultur").status_code == 404


@pytest.mark.parametrize(
    ("title", "said"), [("", "Der Name fehlt."), ("A" * 10_000, "Der Name oder der Text ist zu lang.")]
)
def test_what_cannot_be_taken_is_shown_again_with_the_reason(client: FlaskClient, title: str, said: str) -> None:
    response = save(client, title=title, text="Mein Text")
    assert response.status_code == 422
    assert said in text_of(response)
    assert "Mein Text" in text_of(response)
    assert "Noch ist keine Ansicht gespeichert." in text_of(client.get("/ansichten"))


def test_markup_in_a_name_stays_text(client: FlaskClient) -> None:
    save(client, title="<script>alert(1)</script>", text='"><img src=x>', address='"><script>=1')
    page = client.get("/ansichten").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img" not in page.split("<main")[1]
    assert client.get("/ansichten/script-alert-1-script").location.startswith("/karte?%22%3E%3Cscript%3E=1")


def test_an_address_never_leads_away_from_the_map(client: FlaskClient) -> None:
    save(client, address="//evil.example/?x=1")
    assert client.get("/ansichten/interkultur").location.startswith("/karte?")


def test_unknown_filters_of_an_old_view_are_said_by_the_map(client: FlaskClient) -> None:
    save(client, address="sektor=gibtesnicht")
    page = text_of(client.get(client.get("/ansichten/interkultur").location))
    assert "kennt „gibtesnicht“ nicht" in page
    assert "49 von 49 Akteuren" in page


def test_a_service_for_reading_has_no_form_and_takes_none(client: FlaskClient) -> None:
    proxied = {"X-Forwarded-For": "192.0.2.1"}
    page = text_of(client.get("/ansichten/neu", headers=proxied))
    assert "<form" not in page
    assert "Hier lesen Sie nur." in page
    assert "/anmelden?weiter=" in page
    token = token_of(client, "/ansichten/neu")
    refused = client.post("/ansichten", data={"token": token, "title": "A", "author": "B"}, headers={**OWN, **proxied})
    assert refused.status_code == 403


@pytest.mark.parametrize("headers", [OWN, {"Origin": "http://evil.example"}])
def test_a_form_of_another_page_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/ansichten", data={"title": "A", "author": "B"}, headers=headers).status_code == 403
