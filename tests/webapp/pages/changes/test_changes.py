"""The page of changes: what was done to the data, and taking it back."""

from __future__ import annotations

import html
import re
from contextlib import closing
from pathlib import Path
from typing import get_args

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import WAY_IN, Change, ChangeKind, Entry, Store, WayIn
from graph.store.open import open_store
from graph.terms import SKOS
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from tests.support.new_networks import make_network
from webapp import create_app
from webapp.cli.main import main
from webapp.settings import Access, Settings
from webapp.ui.change_words import change_label, way_label

OWN = {"Origin": "http://localhost"}
NAMED = ox.Quad(
    ox.NamedNode("https://netz.invalid/id/x/a"),
    ox.NamedNode(SKOS + "prefLabel"),
    ox.Literal("Probeamt 9", language="de"),
    ox.NamedNode("https://netz.invalid/id/x"),
)


@pytest.fixture
def client(store: Store) -> FlaskClient:
    WAY_IN.set("")
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
    assert f'href="/geaendert/{revision}"' in page_of(client)
    told = client.get(f"/geaendert/{revision}").get_data(as_text=True)
    assert f"<h1>Änderung {revision}</h1>" in told, "what is looked at again is not said to be just saved"
    assert "Probeamt 9" in told
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
    store.apply(Change(remove=[NAMED], author="KO", reason="Saved x", kind="view-saved", about="ag-sprache"))
    page = page_of(client)
    assert "Ansicht „ag-sprache“ gespeichert" in page
    assert "Saved" not in page


def test_every_kind_of_change_has_words(client: FlaskClient) -> None:
    with client.application.test_request_context("/?lang=de"):
        said = {kind: change_label(Entry(1, "", reason="-", kind=kind, about="7")) for kind in get_args(ChangeKind)}
        assert [kind for kind, words in said.items() if words == "-"] == ["", "files"], "whose reasons are file names"
        assert change_label(Entry(1, "", kind="of-a-later-version")) == "ohne Angabe"
        answered = {"Decision on gap rule-1: decided": "Antwort auf eine Lücke: beschlossen"}
        answered |= {"Decision on matter sache-1: postponed": "Antwort auf eine Sache: vertagt"}
        answered |= {"Decision on gap rule-1": "Antwort auf eine Lücke"}
        assert {one: change_label(Entry(1, "", reason=one, kind="decision")) for one in answered} == answered
        assert change_label(Entry(1, "", reason="Stelle nachgetragen")) == "Stelle nachgetragen"


def test_what_pages_and_programs_write_says_what_it_is() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    client = create_app(Settings(access=Access("T")), store).test_client()
    gap = client.get("/api/v1/luecken").json["items"][0]["id"]  # type: ignore[index]
    writer = {"Authorization": "Bearer T"}
    turtle = writer | {"Content-Type": "text/turtle"}
    answer = {"answer": "exists", "author": "KO"}
    assert client.post(f"/api/v1/luecken/{gap}/entscheidung", json=answer, headers=writer).status_code == 201
    assert client.post("/api/v1/luecken/lauf", headers=writer).status_code == 201
    assert client.put("/store?graph=urn:g", data="<urn:a> <urn:b> 1 .", headers=turtle).status_code == 201
    number = len(analysis_for(store).gaps)
    assert [(entry.kind, entry.about) for entry in store.history()] == [
        ("example", ""),
        ("decision", gap),
        ("gap-run", str(number)),
        ("graph", "urn:g"),
    ]
    store.close()


def test_a_change_names_the_way_by_which_it_came(client: FlaskClient, store: Store) -> None:
    assert "Formular" not in page_of(client)  # what came before the service took requests has none
    undo(client, store.revision)
    assert "Formular" in page_of(client)
    assert [head.entry.way for head in store.heads(2)] == ["form", ""]


def test_a_command_says_so(tmp_path: Path) -> None:
    file = tmp_path / "amt.ttl"
    file.write_text('<https://netz.invalid/id/x/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "Amt"@de .', "utf-8")
    url = f"oxigraph:{tmp_path / 'store'}"
    assert main(["load", str(file), "--network", "x", "--store", url]) == 0
    store = open_store(url)
    assert {head.entry.way for head in store.heads(5)} == {"command"}
    store.close()


def test_every_way_has_words() -> None:
    assert [way for way in get_args(WayIn) if not way_label(way)] == [""]


def test_a_first_network_counts_what_is_said_in_it_and_no_terms_of_the_model() -> None:
    with closing(open_store("memory:")) as store:
        make_network(store, NewNetwork("Halle", "", ""), ["Amt", "Verein"])
        (head,) = store.heads(1)
        assert head.added > 1_000, "the terms come along"
        shown = re.search(r"Neue Angaben: ([\d.]+)", page_of(at_the_machine(create_app(store=store))))
        stated = [
            quad
            for quad in store.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
            if "/halle/" in str(quad["g"])
        ]
        assert shown
        assert int(shown[1]) == len(stated) < 100
