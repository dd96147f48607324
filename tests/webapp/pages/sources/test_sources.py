"""A passage opens in its document: its section, what stands around it, what was taken from it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.load.lists.answers import Answers
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Store
from graph.query.quoted import read_quoted, section_of_passages
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.lists import listed, take_over
from tests.support.magdeburg import create_with_magdeburg
from tests.support.pages import text_of
from tests.support.statements import add
from webapp import create_app

MINUTES, PASSAGE = "magdeburg/quelle/protokoll-2016", "magdeburg/beleg/ag1-ba-jc"
HTML = {"Accept": "text/html"}


@pytest.fixture
def app(magdeburg: Store) -> Flask:
    return create_app(store=magdeburg)


def test_a_passage_opens_in_its_document_and_programs_get_its_statements(client: FlaskClient) -> None:
    answer = client.get(f"/id/{PASSAGE}", headers=HTML)
    assert answer.status_code == 303
    assert answer.location.endswith("#stelle-" + PASSAGE.replace("/", "-"))
    assert f"/quellen/{MINUTES}?stelle=" in answer.location
    assert "oa:start" in client.get(f"/id/{PASSAGE}", headers={"Accept": "text/turtle"}).text


def test_the_passage_is_marked_between_its_neighbours_with_all_that_was_taken_from_it(client: FlaskClient) -> None:
    page = text_of(client, f"/quellen/{MINUTES}?stelle={PASSAGE}")
    (marked,) = re.findall(r'class="is-asked".*?rel="next"', page, re.DOTALL)
    assert "<mark>Schnittstelle BA-JC sprachliche Qualifizierung</mark>" in marked
    assert "Schnittstelle:</span> <a" in marked
    assert "/akteure/magdeburg/jobcenter" in marked
    assert 'rel="prev"' in marked
    (section,) = re.findall(r"<details[^>]* open>.*?</details>", page, re.DOTALL)
    assert "Arbeitsgruppe 1: Struktur" in section
    assert not re.search(r"Zeichen \d", page)


def test_every_passage_of_the_minutes_stands_once_in_the_order_of_the_text(magdeburg: Store) -> None:
    sections = read_quoted(magdeburg, BASE + MINUTES)
    passages = [passage for section in sections for passage in section.passages]
    start = {
        one.iri: one.start for found in analysis_for(magdeburg, "magdeburg").model.evidence.values() for one in found
    }
    assert len(passages) == len({one.iri for one in passages}) > 100
    places = [start[one.iri] for one in passages if one.iri in start]
    assert places == sorted(places)
    assert [section.iri for section in sections] == list(dict.fromkeys(section.iri for section in sections))
    assert all(section.iri for section in sections)


def test_quotes_on_pages_say_the_section_and_not_the_characters(client: FlaskClient) -> None:
    page = text_of(client, "/akteure/magdeburg/jobcenter")
    assert "(Auszug), Arbeitsgruppe 1: Struktur</a>" in page
    assert not re.search(r"Zeichen \d+ bis \d+", page)


def test_a_section_and_the_document_itself_lead_to_the_same_page(client: FlaskClient) -> None:
    for slug in (MINUTES, "magdeburg/abschnitt/ag1-struktur"):
        assert f"/quellen/{MINUTES}" in client.get(f"/id/{slug}", headers=HTML).location
    page = text_of(client, f"/quellen/{MINUTES}")
    assert "<mark>" not in page
    assert " open>" not in page.partition("<main")[2]
    assert client.get("/quellen/magdeburg/quelle/nicht-da").status_code == 404
    assert client.get(f"/quellen/{MINUTES}?stelle=nicht-da").status_code == 200


@pytest.mark.parametrize(
    ("slug", "lead"),
    [
        ("magdeburg/jobcenter", "/akteure/magdeburg/jobcenter"),
        ("magdeburg/thema/spracherwerb", "/themen/magdeburg/thema/spracherwerb"),
        (PASSAGE, f"/quellen/{MINUTES}"),
        ("magdeburg/abschnitt/ag1-struktur", f"/quellen/{MINUTES}"),
        ("magdeburg/beleg/ohne-dokument", "/id/magdeburg/beleg/ohne-dokument"),
    ],
)
def test_what_is_no_document_leads_to_its_own_page(without_document: FlaskClient, slug: str, lead: str) -> None:
    answer = without_document.get(f"/quellen/{slug}", headers=HTML, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.path == lead


def test_a_document_that_nothing_is_quoted_from_yet_has_its_page(without_document: FlaskClient) -> None:
    assert "nichts im Wortlaut erfasst" in text_of(without_document, "/quellen/magdeburg/quelle/leer")


def test_a_passage_that_names_no_document_opens_on_its_own_page_everywhere(without_document: FlaskClient) -> None:
    page = text_of(without_document, "/akteure/magdeburg/allein")
    assert '<a href="/id/magdeburg/beleg/ohne-dokument">Belegstelle ohne Dokument</a>' in page
    assert "Nur gehört" in text_of(without_document, "/id/magdeburg/beleg/ohne-dokument")
    picture = without_document.get("/api/v1/karte.json").get_json()
    assert all(all(edge["documents"]) for edge in picture["edges"])
    assert not re.search(r'name="quelle" value=""', text_of(without_document, "/karte"))


@pytest.fixture(scope="module")
def without_document() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    add(
        store,
        """<magdeburg/allein> a org:FormalOrganization ; skos:prefLabel 'Allein'@de ;
          netz:inNetwork <magdeburg/netzwerk> ; netz:evidence <magdeburg/beleg/ohne-dokument> .
        <magdeburg/beleg/ohne-dokument> a netz:Passage ; oa:exact 'Nur gehört' .
        <magdeburg/quelle/leer> a foaf:Document ; skos:prefLabel 'Noch leer'@de .""",
    )
    yield create_app(store=store).test_client()
    store.close()


def test_rows_of_a_list_are_its_passages_and_a_long_one_comes_in_pages() -> None:
    store = open_store("memory:", plain=True)
    rows = [("Akteur", "Gruppe"), *((f"Verein {number}", "AG 1") for number in range(1, 260))]
    take_over(store, NewNetwork("Halle", "", "liste.csv"), listed(*rows), Answers(), "XY")
    assert not section_of_passages(store)
    slug = next(iter(analysis_for(store, "halle").actors)).removeprefix(BASE)
    assert "Verein" in create_app(store=store).test_client().get(f"/id/{slug}?format=turtle").text
    actor = next(one for one in analysis_for(store, "halle").actors.values() if one.label.de == "Verein 250")
    (place,) = actor.evidence
    client = create_app(store=store).test_client()
    slugs = {iri.removeprefix(BASE) for iri in (place.document.iri, place.iri)}
    document, passage = sorted(slugs, key=lambda slug: "zeile" in slug)
    page = text_of(client, f"/quellen/{document}?stelle={passage}")
    assert "201 bis 2" in page
    assert "Zeile 251" in page
    assert "Verein 250 AG 1</mark>" in page
    (before,) = re.findall(r'<a class="button" rel="prev" href="([^"]+)"', page)
    first = text_of(client, html.unescape(before))
    assert "1 bis 200" in first
    assert "<mark>" not in first
    store.close()
