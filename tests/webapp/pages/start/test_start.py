"""`/`: five numbers, what is demanded, the ways in; and the accessibility statement."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.pages import text_of
from webapp import create_app
from webapp.pages.start.sectors import NAMED
from webapp.settings import Settings


def test_start_page_shows_five_numbers_who_is_there_and_a_demand_with_its_passage(
    client: FlaskClient, magdeburg: Store
) -> None:
    page = text_of(client, "/")
    assert page.count("<dt>") == 5
    assert "Stand der Daten: 2016" in page
    assert "matter-card" in page
    assert "<blockquote>" in page
    key = page.partition('aria-label="Wer dabei ist"')[2].partition("</ul>")[0]
    actors = re.findall(r'<span class="muted">(\d+)</span>', key)
    assert sum(map(int, actors)) == len(analysis_for(magdeburg).actors), "those without a sector are named as well"
    names = page.partition("Am meisten verbunden:")[2].partition("</p>")[0]
    assert names.count("<a ") == NAMED


def test_empty_store_invites_to_load_data_and_a_stranger_to_sign_in() -> None:
    store = open_store("memory:")
    app = create_app(store=store)
    stranger, page = text_of(app.test_client(), "/"), text_of(at_the_machine(app), "/")
    store.close()
    assert "Womit möchten Sie anfangen?" in page
    assert "Beispiel laden" in page
    assert "Hier ist kein Netzwerk, das alle lesen dürfen." in stranger
    assert "Womit möchten Sie anfangen?" not in stranger


def test_statement_names_operator_and_contact_or_says_that_none_is_set(magdeburg: Store) -> None:
    silent = text_of(create_app(store=magdeburg).test_client(), "/barrierefreiheit")
    assert "noch keine Kontaktadresse eingetragen" in silent
    settings = Settings(operator="Stadt <Halle>", contact="barrieren@halle.example")
    named = text_of(create_app(settings, magdeburg).test_client(), "/barrierefreiheit")
    assert "Stadt &lt;Halle&gt;" in named
    assert 'href="mailto:barrieren@halle.example"' in named
    for part in ("teilweise vereinbar", "Nicht barrierefreie Inhalte", "Selbstbewertung", "Schlichtungsverfahren"):
        assert part in named


def test_the_start_page_says_what_a_network_is_about_and_who_is_in_it(client: FlaskClient) -> None:
    head = text_of(client, "/").partition('class="start-steps"')[0]
    topics = {unescape(one) for one in re.findall(r'<a href="/themen/[^"]+">([^<]+)</a>', head)}
    assert 1 < len(topics) <= 4
    rows = re.findall(r'<a href="/themen/[^"]+">([^<]+)</a>', text_of(client, "/themen"))
    assert topics <= {unescape(row) for row in rows}
    assert head.index('class="page-head"') < head.index("/karte/klein.svg"), "words come first, then the map"
    assert "Am meisten verbunden" in head


@pytest.mark.parametrize("network", ["magdeburg", "musterstadt"])
def test_each_number_leads_to_a_list_of_as_many(two_networks: FlaskClient, network: str) -> None:

    client = two_networks
    page = text_of(client, f"/?netz={network}")
    found = re.findall(r'<dd><a href="([^"]+)">(\d+)<span class="visually-hidden"> ([^<]+)', page)
    lists = {label: (unescape(address), int(number)) for address, number, label in found}
    assert len(lists) == 5
    for label in ("Akteure", "Akteure ohne erfasste Verbindung"):
        address, number = lists[label]
        assert f"{number} von {lists['Akteure'][1]} Akteuren" in text_of(client, address)
    address, number = lists["Gefordertes, noch offen"]
    assert re.search(rf"\b{number} von \d+ Lücken", text_of(client, address))
    address, number = lists["bestehende Gruppen"]
    assert text_of(client, address).count("<tr>") >= number
    assert "ansicht=tabelle" in lists["bestehende Verbindungen"][0]
