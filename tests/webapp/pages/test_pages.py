"""The pages as a reader without JavaScript gets them, over the real Magdeburg data."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.query.named import list_queries, list_rules
from tests.support.pages import text_of

PAGES = (
    "/",
    "/karte",
    "/karte?ansicht=tabelle",
    "/akteure",
    "/akteure/magdeburg/jobcenter",
    "/gruppen",
    "/luecken",
    "/auswertung",
    "/abfragen",
    "/barrierefreiheit",
    "/fachleute",
    "/id/magdeburg/netzwerk",
    "/ns",
    "/code",
)


def first_link(page: str, start: str) -> str:
    found = re.search(rf'href="({start}[^"]+)"', page)
    assert found, f"no link to {start}"
    return html.unescape(found[1])


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_page_answers_in_the_language_asked_for(client: FlaskClient, address: str, language: str) -> None:
    joint = "&" if "?" in address else "?"
    assert f'<html lang="{language}">' in text_of(client, f"{address}{joint}lang={language}")


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_heading_and_no_inline_code(client: FlaskClient, address: str) -> None:
    page = text_of(client, address)
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>", page)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: FlaskClient, address: str) -> None:
    page = text_of(client, address)
    links = {html.unescape(link).partition("#")[0] for link in re.findall(r'<a [^>]*href="(/[^"]*)"', page)}
    for link in sorted(links)[:40]:
        status = client.get(link, headers={"Accept": "text/html"}).status_code
        assert status in {200, 202, 302, 303}, f"{link}: a paper may still be being made, with 202"


def test_language_stays_in_the_links(client: FlaskClient) -> None:
    assert 'href="/akteure?lang=en"' in text_of(client, "/?lang=en")


def test_accept_language_decides_when_the_address_does_not(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"}).get_data(as_text=True)
    assert '<html lang="en">' in page


def test_gap_list_filters_by_kind(client: FlaskClient) -> None:
    page = text_of(client, "/luecken?art=demanded")
    assert "Was gefordert ist und fehlt" in page
    assert "Was üblicherweise da sein sollte" not in page.partition("<h2")[2]


def test_gap_list_filters_by_text(client: FlaskClient) -> None:
    assert "Keine Lücke passt" in text_of(client, "/luecken?suche=gibtesnicht")


def test_each_gap_has_its_own_page_and_a_link_to_the_map(client: FlaskClient) -> None:
    gap = first_link(text_of(client, "/luecken?art=demanded"), "/luecken/")
    page = text_of(client, gap)
    assert "Warum das eine Lücke ist" in page
    assert "/karte?luecke=" in page


def test_unknown_gap_is_a_404_in_german(client: FlaskClient) -> None:
    assert "Es gibt keine Lücke nirgends." in text_of(client, "/luecken/nirgends", 404)


def test_unknown_network_is_a_404_that_names_the_known_ones(client: FlaskClient) -> None:
    assert "magdeburg" in text_of(client, "/akteure?netz=atlantis", 404)


def test_query_form_shows_the_result_as_a_table_with_links(client: FlaskClient) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/akteursnetz/ns#Network> }"
    page = text_of(client, f"/abfragen?query={quote(query)}")
    assert '<table class="result' in page
    assert 'href="/id/magdeburg/netzwerk"' in page


def test_query_form_keeps_the_query_and_names_the_line_of_an_error(client: FlaskClient) -> None:
    page = text_of(client, f"/abfragen?query={quote('SELECT * WHERE {' + chr(10) + '?s ?p }')}", 400)
    assert "Zeile 2" in page
    assert "SELECT * WHERE {" in page


def test_ask_and_construct_are_answered_on_the_page(client: FlaskClient) -> None:
    assert "Ja" in text_of(client, f"/abfragen?query={quote('ASK {}')}")
    construct = "CONSTRUCT { <urn:x:a> <urn:x:b> 'Ergebnistext' } WHERE {}"
    assert "Ergebnistext" in text_of(client, f"/abfragen?query={quote(construct)}").partition("<pre")[2]


@pytest.mark.parametrize("name", [question.name for question in (*list_queries(), *list_rules())])
def test_shipped_question_runs_from_its_link(client: FlaskClient, name: str) -> None:
    assert "Ergebnis" in text_of(client, f"/abfragen?frage={name}")


def test_several_networks_can_be_chosen_between(two_networks: FlaskClient) -> None:
    page = text_of(two_networks, "/gruppen?netz=musterstadt")
    assert "Alle Netzwerke" in page
    assert 'href="/akteure?netz=musterstadt"' in page
