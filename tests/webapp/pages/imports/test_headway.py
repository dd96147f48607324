"""A long list is taken over while its sender is told how far that is, and goes on without them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.errors import WriteRefused
from graph.processes.headway import note
from graph.protocol import WAY_IN, Applied, Change, Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.forms import fields_of
from tests.webapp.pages.imports.test_begun import send, signed_in
from webapp import create_app
from webapp.pages.imports import long_works, preview, previews
from webapp.settings import Settings

JSON, PAGE = {"Accept": "application/json"}, {"Accept": "text/html"}


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store("memory:", plain=True)) as made:
        yield made


@pytest.fixture
def app(store: Store, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(long_works, "LONG", 1)
    monkeypatch.setattr(previews, "_PATIENCE_S", 60.0)
    return create_app(Settings(empty=True), store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return at_the_machine(app)


@pytest.fixture
def may_go_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Until it is set, what is stored waits at two fifths."""
    going, apply = Event(), store.apply

    def wait(change: Change) -> Applied:
        note("storing", 0.4)
        assert going.wait(60)
        return apply(change)

    monkeypatch.setattr(store, "apply", wait)
    return going


def take_over(client: FlaskClient) -> tuple[str, str]:
    """The addresses of a list that is being taken over, and of how far it is."""
    kept = send(client)
    answer = client.post(f"{kept}/uebernehmen", data=fields_of(client.get(kept).text))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{kept}/stand")
    return kept, f"{kept}/stand"


def told(client: FlaskClient, address: str, *, until: str = "over") -> str:
    """Where the page of a list leads once it is over, as a browser asks for it; or the page, once it says something."""
    for _ in range(600):
        said = client.get(address, headers=JSON).get_json()
        if said["over"]:
            return client.get(address, headers=PAGE).headers.get("Location", "")
        if until in said["html"]:
            return client.get(address, headers=PAGE).text
        time.sleep(0.1)
    raise AssertionError(said)


def test_the_steps_are_told_until_a_long_list_is_in(
    client: FlaskClient, app: Flask, may_go_on: Event, store: Store
) -> None:
    way = WAY_IN.get()
    kept, stand = take_over(client)
    page = told(client, stand, until="40 %")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert '<li aria-current="step">Speichern <strong>40 %</strong></li>' in page
    assert page.count("erledigt") == 3  # read, matched, checked
    fields = {"token": fields_of(client.get("/daten/einlesen").text)["token"]}
    for again in ("uebernehmen", "pruefen", "verwerfen"):  # pressed twice, or on a page in another tab
        assert client.post(f"{kept}/{again}", data=fields).headers["Location"] in {kept, stand}
    assert client.get(kept).headers["Location"] == stand
    other = signed_in(app, "ada").get(stand)
    assert (other.status_code, other.headers["Location"]) == (303, kept)
    may_go_on.set()
    done = told(client, stand)
    assert done.startswith("/eingelesen/1")
    assert "In der Liste: ein Akteur" in client.get(done).text, client.get(done).text[2000:3500]
    assert [head.entry.way for head in store.heads(5)] == ["import"]
    assert WAY_IN.get() == way  # by which way a request came is over with its answer
    assert client.get(stand).headers["Location"] == kept
    assert "Diese Liste ist übernommen" in client.get(kept).text


def test_what_refuses_a_long_list_is_told_where_it_is_mended(
    client: FlaskClient, app: Flask, may_go_on: Event, store: Store
) -> None:
    both = [(one, *take_over(one)) for one in (client, signed_in(app, "ada"))]  # the same file, sent by two at once
    may_go_on.set()
    came = [(one, kept, told(one, stand)) for one, kept, stand in both]
    assert sum(where.startswith("/eingelesen/1") for _, _, where in came) == 1
    ((who, lost),) = [(one, kept) for one, kept, where in came if where == kept]
    assert "Die Daten haben sich geändert, seit die Liste mit ihnen verglichen wurde." in who.get(lost).text
    assert store.revision == 1


def test_a_full_disk_is_told_by_the_page_that_waits(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_change: Change) -> Applied:
        raise WriteRefused("The disk is full.", hint="Make room.")

    monkeypatch.setattr(store, "apply", refuse)
    kept, stand = take_over(client)
    while not client.get(stand, headers=JSON).get_json()["over"]:
        time.sleep(0.05)
    assert client.get(stand, headers=PAGE).status_code == WriteRefused.status
    assert client.get(stand).headers["Location"] == kept
    assert "Vorschau" in client.get(kept).text


def test_the_steps_of_a_long_preview_are_told_until_it_is_shown(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, make = Event(), preview.make_preview

    def wait(*args: object) -> object:
        note("matching", 0.4)
        assert going.wait(60)
        return make(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(previews, "make_preview", wait)
    monkeypatch.setattr(previews, "_PATIENCE_S", 0.01)
    kept = send(client)
    assert client.get(kept).headers["Location"] == f"{kept}/stand"
    page = told(client, f"{kept}/stand", until="40 %")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "<h1>Die Liste wird gelesen</h1>" in page
    assert page.count("erledigt") == 3  # the file is open, its columns have their roles, its rows are read
    assert signed_in(app, "ada").get(f"{kept}/stand").headers["Location"] == kept
    going.set()
    assert told(client, f"{kept}/stand") == kept
    assert "Noch ist nichts gespeichert" in client.get(kept).text
