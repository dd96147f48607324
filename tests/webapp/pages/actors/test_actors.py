"""`/akteure`: the table, and the profile of one actor."""

from __future__ import annotations

import json
import re

from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.pages import text_of
from tests.support.statements import add
from webapp import create_app


def test_profile_names_missing_interface_with_the_passage_that_demands_it(client: FlaskClient) -> None:
    page = text_of(client, "/akteure/magdeburg/jobcenter")
    assert "Geforderte Schnittstelle fehlt" in page
    assert re.search(r"Schnittstelle BA-JC sprachliche\s+Qualifizierung", page)
    assert "/karte?akteur=magdeburg" in page


def test_bare_last_segment_leads_to_the_profile(client: FlaskClient) -> None:
    response = client.get("/akteure/jobcenter")
    assert response.status_code == 302
    assert response.headers["Location"] == "/akteure/magdeburg/jobcenter"


def test_unknown_actor_is_a_404_with_search_and_nearest_names(client: FlaskClient) -> None:
    page = text_of(client, "/akteure/jobcentr", 404)
    assert 'type="search"' in page
    assert "/akteure/magdeburg/jobcenter" in page


def test_actors_are_found_without_umlauts_and_case(client: FlaskClient) -> None:
    found = text_of(client, "/akteure?suche=integrationskurstraeger")
    assert "Integrationskursträger" in found


def test_actors_sort_by_number_downwards(client: FlaskClient) -> None:
    page = text_of(client, "/akteure?sortierung=luecken&richtung=ab")
    cells = re.findall(r'<td class="number">(\d+)</td>\s*</tr>', page)
    numbers = [int(cell) for cell in cells]
    assert numbers == sorted(numbers, reverse=True)
    assert 'aria-sort="descending"' in page


def test_actors_filter_by_sector_counts_what_it_leaves(client: FlaskClient) -> None:
    page = text_of(client, "/akteure?sektor=economy")
    chosen = re.search(r'value="economy" selected>[^(]*\((\d+)\)', page)
    assert chosen
    assert f"{chosen[1]} von" in page


def test_actor_of_another_network_leaves_the_choice_of_network_behind(two_networks: FlaskClient) -> None:
    response = two_networks.get("/akteure/magdeburg/jobcenter?netz=musterstadt&lang=en")
    assert response.status_code == 302
    assert response.headers["Location"] == "/akteure/magdeburg/jobcenter?lang=en"


def test_name_that_two_networks_use_is_answered_with_both(two_networks: FlaskClient) -> None:
    page = text_of(two_networks, "/akteure/jobcenter", 404)
    assert "/akteure/magdeburg/jobcenter" in page
    assert "/akteure/musterstadt/jobcenter" in page


def test_a_profile_leads_to_the_entries_in_registers(store: Store) -> None:
    add(
        store,
        '<stadt/netzwerk> a netz:Network . <stadt/vhs> a org:Organization ; skos:prefLabel "VHS"@de ; '
        "netz:inNetwork <stadt/netzwerk> ; schema:sameAs <https://d-nb.info/gnd/2007986-6>, "
        "<https://www.wikidata.org/wiki/Q1726>, <https://vhs.example/wir>, <urn:x:1> .",
    )
    client = create_app(store=store).test_client()
    page = client.get("/akteure/stadt/vhs").get_data(as_text=True)
    for said in ("Gemeinsame Normdatei (GND)", 'href="https://d-nb.info/gnd/2007986-6"', ">Q1726<", "vhs.example"):
        assert said in page
    assert 'href="urn:' not in page
    profile = json.loads(client.get("/api/v1/akteure/stadt/vhs").data)
    assert {one["iri"] for one in profile["same_as"]} >= {"https://d-nb.info/gnd/2007986-6", "urn:x:1"}
    exported = client.get("/api/v1/export.graphml").get_data(as_text=True)
    assert "https://d-nb.info/gnd/2007986-6" in exported
    assert b"https://d-nb.info/gnd/2007986-6" in client.get("/api/v1/export.trig").data
