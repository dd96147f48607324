"""What nobody recognises is named with its classes, on the start page, on /daten and by `load`, and can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from tests.support.statements import add
from webapp import create_app
from webapp.cli.main import main
from webapp.settings import Settings

SHOPS = """@prefix ex: <http://x.example/> .
ex:a a ex:Laden ; skos:prefLabel "Laden A" . ex:b a ex:Laden ; skos:prefLabel "Laden B" ; ex:nahe ex:a .
ex:k a ex:Filiale ; skos:prefLabel "Filiale" . ex:Laden skos:prefLabel "Ladengeschäft"@de .
"""
BARE = '@prefix ex: <http://x.example/> . ex:a skos:prefLabel "Amt" ; org:hasPrimarySite ex:s .'


@pytest.fixture(params=[False, True], ids=["with rules", "plain"])
def empty(request: pytest.FixtureRequest) -> Iterator[Store]:
    store = open_store("memory:", plain=request.param)
    yield store
    store.close()


@pytest.fixture
def client(empty: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(empty=True), empty))


def page(client: FlaskClient, address: str) -> str:
    return " ".join(unescape(client.get(address).get_data(as_text=True)).split())


def press(client: FlaskClient, chosen: str) -> int:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/daten").get_data(as_text=True))
    assert token is not None
    form = {"token": token[1], "class": chosen}
    return client.post("/daten/akteure", data=form, headers={"Origin": "http://localhost"}).status_code


def test_start_page_and_data_page_say_how_much_is_there_and_why_nobody_is_shown(
    client: FlaskClient, empty: Store
) -> None:
    add(empty, SHOPS)
    said = "8 Aussagen über 4 Dinge; keines davon ist als Organisation erkennbar"
    found = "Gefunden: Ladengeschäft (2), Filiale (1), ohne Klasse, aber mit Namen (1)."
    for address in ("/", "/daten"):
        assert said in page(client, address)
        assert found in page(client, address)
    assert "Womit möchten Sie anfangen?" in page(client, "/")


def test_things_of_a_class_become_actors_by_one_change_that_can_be_taken_back(
    client: FlaskClient, empty: Store
) -> None:
    add(empty, SHOPS)
    before = empty.revision
    assert press(client, "http://x.example/Laden") == 303
    assert empty.revision == before + 1
    assert {actor.label.in_language("de") for actor in read_model(empty).actors.values()} == {"Laden A", "Laden B"}
    text = page(client, "/daten")
    assert "Diese Dinge werden jetzt als Akteure gezeigt" in text
    assert f"/aenderungen/{empty.revision}/zuruecknehmen" in text
    empty.undo(empty.revision)
    assert not read_model(empty).actors


def test_what_has_a_name_and_no_class_is_named_and_can_be_shown(client: FlaskClient, empty: Store) -> None:
    add(empty, BARE)
    assert "ohne Klasse, aber mit Namen (1)" in page(client, "/")
    assert press(client, "") == 303
    assert [actor.label.in_language("de") for actor in read_model(empty).actors.values()] == ["Amt"]


def test_a_class_that_is_not_there_is_refused(client: FlaskClient, empty: Store) -> None:
    add(empty, SHOPS)
    assert press(client, "http://x.example/Anderes") == 404


def test_who_may_not_write_sees_the_classes_and_no_button(empty: Store) -> None:
    add(empty, SHOPS)
    text = page(create_app(Settings(empty=True), empty).test_client(), "/daten")
    assert "Ladengeschäft" in text
    assert "Als Akteure zeigen" not in text


def test_a_network_that_is_shown_names_nothing() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    client = at_the_machine(create_app(Settings(), store))
    assert "Alles, was eine Organisation sein kann, wird gezeigt." in page(client, "/daten")
    assert "als Organisation erkennbar" not in page(client, "/")
    store.close()


def test_load_names_what_no_page_will_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shops, known = tmp_path / "shops.ttl", tmp_path / "known.ttl"
    shops.write_text('@prefix e: <http://e/> . e:a a e:Laden . e:b a e:Laden . e:c e:p "ohne" .', "utf-8")
    known.write_text("<http://e/x> a <http://www.w3.org/ns/org#Organization> .", "utf-8")
    store = f"oxigraph:{tmp_path / 'store'}"
    assert main(["load", str(shops), "--store", store]) == 0
    said = capsys.readouterr().out
    assert "3 Aussagen über 3 Dinge; keines davon ist als Organisation erkennbar" in said
    assert "http://e/Laden (2), ohne Klasse (1)" in said
    assert "rdfs:subClassOf org:Organization" in said
    assert main(["load", str(known), "--store", store]) == 0
    assert "erkannt" not in capsys.readouterr().out
    assert main(["load", str(shops), "--store", store]) == 0
    assert "Nicht als Akteure erkannt: http://e/Laden (2)." in capsys.readouterr().out


PERSONS = """@prefix ex: <http://x.example/> .
ex:t a ex:Team ; rdfs:label "Dr. Ivo Melonenschnitz" . ex:u a ex:Team ; rdfs:label "Team Elm" .
"""


@pytest.mark.parametrize("is_person", [True, False])
def test_a_name_of_a_person_among_the_things_of_a_class_is_asked_about(*, is_person: bool) -> None:
    with closing(open_store("memory:")) as store:
        client = at_the_machine(create_app(Settings(empty=True), store))
        add(store, PERSONS)
        before = store.revision
        assert press(client, "http://x.example/Team") == 200
        assert store.revision == before
        token = re.search(r'name="token" value="([^"]+)"', client.get("/daten").get_data(as_text=True))
        assert token is not None
        form = {"token": token[1], "class": "http://x.example/Team", "asked": "http://x.example/t"}
        form |= {"person": "http://x.example/t"} if is_person else {}
        assert client.post("/daten/akteure", data=form, headers={"Origin": "http://localhost"}).status_code == 303
        shown = {actor.label.in_language("de") for actor in read_model(store).actors.values()}
        assert shown == ({"Team Elm"} if is_person else {"Team Elm", "Dr. Ivo Melonenschnitz"})
        assert (b"Melonenschnitz" in store.dump()) is not is_person
