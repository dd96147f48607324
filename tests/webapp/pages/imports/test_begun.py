"""A list that was sent has an address: to be reloaded, left and come back to, by its author alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from graph.load.lists.entries import ListReading
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Table
from graph.protocol import Change
from graph.store.open import open_store
from graph.terms import BASE, FOAF, ORG, RDF
from tests.support.clients import ORIGIN, at_the_machine
from tests.support.forms import fields_of
from webapp import create_app
from webapp.accounts.identity import EXTENSION
from webapp.app import LARGEST_BODY
from webapp.pages.imports import list_in_form
from webapp.pages.imports.form_input import LARGEST_FILES
from webapp.pages.imports.list_in_form import UNDERSTOOD
from webapp.settings import Settings
from webapp.ui.context import EXTENSION as STORE

LIST = "Organisation;Gruppe;Ansprechpartnerin\nKita Nord;AG Kita;Lore Zwirnnysen\n"
ABOUT = {"name": "Kita & Schule", "place": "Halle", "author": "XY"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def app(folder: Path) -> Iterator[Flask]:
    with closing(open_store(f"oxigraph:{folder}", plain=True)) as store:
        yield create_app(Settings(empty=True), store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return at_the_machine(app)


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/daten/einlesen").text)
    assert found
    return found[1]


def send(client: FlaskClient, content: str = LIST, **more: str) -> str:
    data = {
        "token": token_of(client),
        **ABOUT,
        "file": FileStorage(io.BytesIO(content.encode()), "verteiler.csv"),
        **more,
    }
    boundary, body = encode_multipart(data)  # by itself the client leaves a large file open
    answer = client.post("/daten/einlesen", data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def signed_in(app: Flask, name: str) -> FlaskClient:
    accounts = app.extensions[EXTENSION]
    accounts.people.add(name, "koordinieren")
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = ORIGIN
    client.set_cookie(f"akteursnetz-konto-{app.config['SETTINGS'].port}", accounts.sessions.begin(name))
    return client


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows a list had, each time that one was understood."""
    rows: list[int] = []

    def counted(tables: Mapping[str, Table], *rest: Any, **more: Any) -> ListReading:
        rows.append(sum(map(len, tables.values())))
        return read_list(tables, *rest, **more)

    monkeypatch.setattr(list_in_form, "read_list", counted)
    return rows


def test_what_the_preview_showed_is_taken_over_without_being_understood_again(
    client: FlaskClient, understood: list[int]
) -> None:
    kept = send(client)
    fields = fields_of(client.get(kept).text)
    before = len(understood)
    assert client.post(f"{kept}/uebernehmen", data=fields).status_code == 303
    assert before == len(understood) > 0
    assert "Kita Nord" in client.get("/akteure").text


@pytest.mark.parametrize("changed", ["statement", "person", "answer"])
def test_a_list_is_understood_again_when_something_it_rests_on_has_changed(
    client: FlaskClient, app: Flask, understood: list[int], changed: str
) -> None:
    store = app.extensions[STORE]
    first = send(client)
    client.post(f"{first}/uebernehmen", data=fields_of(client.get(first).text))
    kept = send(client, into="kita-schule")
    fields = fields_of(client.get(kept).text)
    before, revision = len(understood), store.revision
    node, graph = ox.NamedNode(f"{BASE}kita-schule/neu"), ox.NamedNode(f"{BASE}kita-schule/graph/neu")
    kind = {"statement": f"{ORG}FormalOrganization", "person": f"{FOAF}Person"}.get(changed, "")
    if kind:
        store.apply(Change(add=[ox.Quad(node, ox.NamedNode(f"{RDF}type"), ox.NamedNode(kind), graph)]))
    assert (store.revision == revision) == (changed != "statement")
    answer = {"role-0-1": "out"} if changed == "answer" else {}
    client.post(f"{kept}/uebernehmen", data={**fields, **answer})
    if changed != "answer":
        assert "seit Sie die Vorschau gesehen haben" in client.get(kept).text, "nothing is taken over unseen"
    assert len(understood) > before


def test_nothing_is_kept_of_what_was_understood_of_a_list_that_is_over(client: FlaskClient, app: Flask) -> None:
    store = app.extensions[STORE]
    kept = send(client)
    fields = fields_of(client.get(kept).text)
    assert UNDERSTOOD.values(store)
    client.post(f"{kept}/verwerfen", data=fields)
    assert not UNDERSTOOD.values(store)


def test_each_form_answers_with_the_way_to_a_page_that_can_be_reloaded(client: FlaskClient) -> None:
    kept = send(client)
    page = client.get(kept).text
    assert client.get(kept).text == page
    said = {**fields_of(page), "role-0-1": "out", "place": "Aue"}
    for step in ("pruefen", "uebernehmen"):
        answer = client.post(f"{kept}/{step}", data={**said, "author": ""})
        assert (answer.status_code, answer.headers["Location"]) == (303, kept)
    again = fields_of(client.get(kept).text)
    assert (again["role-0-1"], again["place"], again["author"]) == ("out", "Aue", "")
    assert client.get(kept).headers["Cache-Control"] == "no-store"


def test_back_from_what_was_stored_sends_nothing_again(client: FlaskClient, folder: Path) -> None:
    kept = send(client)
    stored = client.post(f"{kept}/uebernehmen", data=fields_of(client.get(kept).text))
    assert stored.headers["Location"].startswith("/eingelesen/1")
    back = client.get(kept).text
    assert "Diese Liste ist übernommen" in back
    assert "/eingelesen/1?netz=kita-schule" in back
    assert b"Zwirnnysen" not in b"".join(path.read_bytes() for path in (folder / "drafts").iterdir())
    again = client.post(f"{kept}/uebernehmen", data={"token": token_of(client), **ABOUT})
    assert (again.status_code, again.headers["Location"]) == (303, kept)


def test_who_leaves_finds_the_list_among_those_begun_and_may_drop_it(client: FlaskClient, folder: Path) -> None:
    kept = send(client)
    assert kept in client.get("/daten/einlesen").text
    assert client.post(f"{kept}/verwerfen", data={"token": "geraten"}).status_code == 403
    assert client.post(f"{kept}/verwerfen", data={"token": token_of(client)}).status_code == 303
    assert kept not in client.get("/daten/einlesen").text
    assert client.get(kept).status_code == 404
    assert list((folder / "drafts").iterdir()) == []


def test_another_file_takes_its_place_and_the_form_is_as_it_was(client: FlaskClient) -> None:
    kept = send(client)
    form = fields_of(client.get(f"/daten/einlesen?statt={kept.rpartition('/')[2]}").text)
    assert {name: form[name] for name in ABOUT} == ABOUT
    other = send(client, instead_of=form["instead_of"])
    assert client.get(kept).status_code == 404
    assert client.get(other).status_code == 200


def test_a_restart_loses_no_list(client: FlaskClient, app: Flask) -> None:
    kept = send(client)
    again = at_the_machine(create_app(Settings(empty=True), app.extensions["akteursnetz"]))
    assert "Kita Nord" in again.get(kept).text


def test_nobody_else_sees_a_list_or_what_is_in_it(client: FlaskClient, app: Flask) -> None:
    kim, alex = signed_in(app, "Kim"), signed_in(app, "Alex")
    kept = send(kim)
    stranger = app.test_client()
    for reader in (alex, stranger, client):
        answer = reader.get(kept)
        assert answer.status_code in (403, 404)
        assert "Zwirnnysen" not in answer.text
        assert kept not in reader.get("/daten/einlesen").text
    for step in ("pruefen", "uebernehmen", "verwerfen"):
        assert alex.post(f"{kept}/{step}", data={"token": token_of(alex), **ABOUT}).status_code == 404
    assert kim.get(kept).status_code == 200
    app.extensions[EXTENSION].people.add("Robin", "verwalten")
    app.extensions[EXTENSION].people.delete("Kim")
    assert kim.get(kept).status_code in (403, 404)


def test_who_may_not_read_into_a_network_any_more_does_not_see_it_compared(client: FlaskClient, app: Flask) -> None:
    kim = signed_in(app, "Kim")
    kept = send(kim)
    client.post("/neu", data={"token": token_of(client), **ABOUT, "name": "Geheim", "actors": "Stilles Amt"})
    kim.post(f"{kept}/pruefen", data={**fields_of(kim.get(kept).text), "into": "geheim"})
    assert "Verglichen mit „Geheim“" in kim.get(kept).text
    app.extensions[EXTENSION].people.add("Robin", "verwalten")
    app.extensions[EXTENSION].people.set_role("Kim", "lesen")
    assert kim.get(kept).status_code == 403


def test_a_list_may_be_larger_than_other_forms_and_of_a_stranger_nothing_is_taken(
    client: FlaskClient, app: Flask
) -> None:
    rows = "".join(f"Verein {number} e. V.;{'wort ' * 380}\n" for number in range(1_100))
    kept = send(client, "Organisation;Bemerkung\n" + rows)
    assert len(rows) > LARGEST_BODY
    assert "Seite 1 von 11" in client.get(kept).text
    stranger = app.test_client()
    for sender, most in ((client, LARGEST_FILES), (stranger, LARGEST_BODY)):
        headers = {"Content-Length": str(most + 1), "Content-Type": "multipart/form-data; boundary=x"}
        assert sender.post("/daten/einlesen", headers=headers).status_code in (403, 413)
        assert sender.post("/daten/einlesen", headers={**headers, "Content-Length": str(most)}).status_code != 413


def test_asking_about_a_person_names_lists_that_wait(client: FlaskClient, folder: Path) -> None:
    first = send(client)
    client.post(f"{first}/uebernehmen", data=fields_of(client.get(first).text))
    send(client)
    page = client.get("/personen").text
    key = re.search(r'href="(/personen/[^"]+)"', page)
    assert key
    assert "Liste, die noch nicht übernommen ist" in client.get(key[1]).text


def taken_over_at_once(app: Flask, into: str = "", content: str = LIST) -> list[tuple[FlaskClient, str, str]]:
    """Two browsers that take over the same list in the same moment: each with its list and where it was led."""
    both = [at_the_machine(app), at_the_machine(app)]
    ready = Barrier(2, timeout=30)
    kept = [send(one, content, into=into) for one in both]
    forms = [fields_of(one.get(address).text) for one, address in zip(both, kept, strict=True)]

    def take(one: FlaskClient, address: str, form: dict[str, str]) -> tuple[FlaskClient, str, str]:
        ready.wait()
        return one, address, one.post(f"{address}/uebernehmen", data=form).headers["Location"]

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(take, both, kept, forms))


def test_the_same_file_from_two_browsers_at_once_makes_one_network(app: Flask) -> None:
    store = app.extensions["akteursnetz"]
    outcomes = taken_over_at_once(app)
    assert sorted(where.startswith("/eingelesen/1") for _, _, where in outcomes) == [False, True]
    assert store.revision == 1
    second, kept, where = next(one for one in outcomes if not one[2].startswith("/eingelesen"))
    assert where == kept
    assert 'role="alert"' in second.get(kept).text
    second.post(f"{kept}/uebernehmen", data=fields_of(second.get(kept).text))
    page = second.get(kept).text
    assert "Ein Netzwerk namens Kita &amp; Schule gibt es schon." in page
    assert "lesen Sie die Liste in dieses Netzwerk ein" in page
    taken = second.post(f"{kept}/uebernehmen", data={**fields_of(page), "into": "kita-schule"})
    assert taken.headers["Location"] == kept
    assert "Es wurde nichts geändert." in second.get(kept).text
    assert store.revision == 1


def test_the_same_changes_from_two_browsers_at_once_are_made_once(app: Flask) -> None:
    store = app.extensions["akteursnetz"]
    first = at_the_machine(app)
    kept = send(first)
    first.post(f"{kept}/uebernehmen", data=fields_of(first.get(kept).text))
    outcomes = taken_over_at_once(app, "kita-schule", LIST + "Kita Süd;AG Kita;\n")
    assert store.revision == 2
    for one, kept, where in outcomes:
        if where == kept:
            one.post(f"{kept}/uebernehmen", data=fields_of(one.get(kept).text))
            assert "Es wurde nichts geändert." in one.get(kept).text
    assert store.revision == 2
    assert len(first.get("/api/v1/akteure").get_json()["items"]) == 2


def test_a_program_begins_no_list(client: FlaskClient, app: Flask, folder: Path) -> None:
    accounts = app.extensions[EXTENSION]
    accounts.people.add("Kim", "koordinieren")
    token = accounts.tokens.add("Kim", "Skript", ["write"], 1)
    data = {"token": token_of(client), **ABOUT, "pasted": "Organisation\tOrt\nKita\tAue\n"}
    answer = client.post("/daten/einlesen", data=data, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
    assert accounts.tokens.find(token)
    assert list((folder / "drafts").glob("*")) == []
