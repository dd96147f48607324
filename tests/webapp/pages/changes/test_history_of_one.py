"""The history of a thing says who changed it, when, and what stood there before."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE, DCT, FOAF, SKOS
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app

JOBCENTER = BASE + "magdeburg/jobcenter"


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store: Store = open_store("memory:")
    create_with_magdeburg(store)
    where = f"{{ GRAPH ?g {{ <{JOBCENTER}> <{SKOS}prefLabel> %s }} }}"
    rename = f"""DELETE {where % "?o"} INSERT {where % '"Arbeitsagentur"@de'} WHERE {where % "?o"}"""
    store.update(rename, author="Kim", reason="Neuer Name")
    store.update(f'INSERT DATA {{ GRAPH <{BASE}x> {{ <{BASE}magdeburg/caritas> <{SKOS}note> "n" }} }}', author="Eva")
    yield create_app(store=store).test_client()
    store.close()


def text(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address).get_data(as_text=True))


def test_only_its_changes_are_shown_with_what_stood_there(client: FlaskClient) -> None:
    page = text(client, "/aenderungen?von=magdeburg/jobcenter")
    assert "Verlauf: Arbeitsagentur" in page
    assert "<ins>Arbeitsagentur</ins>" in page
    assert "<del>Jobcenter" in page
    assert "Kim" in page
    assert "Eva" not in page
    assert "IQ- Netzwerk → BA, JC" in page, "quotes are read as everywhere"


def test_what_has_no_history_says_so(client: FlaskClient) -> None:
    assert client.get("/aenderungen?von=niemand").status_code == 404


def test_the_last_part_of_an_address_leads_to_the_one_thing_of_that_name(client: FlaskClient) -> None:
    found = client.get("/aenderungen?von=jobcenter")
    assert (found.status_code, found.headers["Location"]) == (303, "/aenderungen?von=magdeburg/jobcenter")


def test_what_became_part_of_another_is_headed_by_the_name_it_had() -> None:
    store: Store = open_store("memory:")
    create_with_magdeburg(store)
    where = f"{{ GRAPH ?g {{ <{JOBCENTER}> ?p ?o }} }}"
    now = f"{{ GRAPH <{BASE}x> {{ <{JOBCENTER}> <{DCT}isReplacedBy> <{BASE}magdeburg/ihk> }} }}"
    store.update(f"DELETE {where} INSERT {now} WHERE {where}")
    page = text(create_app(store=store).test_client(), "/aenderungen?von=magdeburg/jobcenter")
    assert "Verlauf: Jobcenter Landeshauptstadt Magdeburg" in page
    assert "<dt>aufgegangen in</dt>" in page
    store.close()


def test_what_builds_on_a_change_is_named_before_it_is_taken_back() -> None:
    store: Store = open_store("memory:")
    create_with_magdeburg(store)
    client = at_the_machine(create_app(store=store))
    say = f'INSERT DATA {{ GRAPH <{BASE}x> {{ <{BASE}x/neu> <{SKOS}%s> "%s"@de }} }}'
    first = store.update(say % ("prefLabel", "Neu"), author="Kim").revision
    store.update(say % ("note", "Anmerkung"), author="Eva")
    found = re.search(r'name="token" value="([^"]+)"', text(client, "/aenderungen"))
    assert found
    before, form = store.revision, {"token": found[1]}
    asked = html.unescape(client.post(f"/aenderungen/{first}/zuruecknehmen", data=form).get_data(as_text=True))
    assert "Eine spätere Änderung betrifft dasselbe." in asked
    assert "Eva" in asked
    assert store.revision == before
    done = client.post(f"/aenderungen/{first}/zuruecknehmen", data={**form, "confirmed": "1"})
    assert done.status_code == 303
    assert store.revision == before + 1
    assert client.post(f"/aenderungen/{before}/zuruecknehmen", data=form).status_code == 303
    store.close()


def test_who_became_known_since_is_not_named_by_the_history() -> None:
    store: Store = open_store("memory:")
    create_with_magdeburg(store)
    client = create_app(store=store).test_client()
    store.update(f'INSERT DATA {{ GRAPH <{BASE}x> {{ <{BASE}x/neu> <{SKOS}prefLabel> "Lore Zwirnnysen" }} }}')
    assert "Zwirnnysen" in text(client, "/aenderungen?von=x/neu")
    store.update(
        f'INSERT DATA {{ GRAPH <{BASE}x> {{ <{BASE}x/p> a <{FOAF}Person> ; <{FOAF}name> "Lore Zwirnnysen" }} }}'
    )
    assert "Zwirnnysen" not in text(client, "/aenderungen?von=x/neu")
    store.close()


def test_a_passage_is_told_by_its_words_and_the_class_not_at_all() -> None:
    store: Store = open_store("memory:")
    create_with_magdeburg(store)
    page = text(create_app(store=store).test_client(), "/aenderungen?von=magdeburg/hwk")
    store.close()
    assert "IHK, HWK, Arbeitgeber</ins>" in page
    assert "<ins>FormalOrganization" not in page
