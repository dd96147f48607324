"""Pinning on `/sachen` by forms alone: what stands first, what is ticked, and what the second of two is told."""

from __future__ import annotations

import html
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.load.files import load_ontology
from graph.protocol import Store
from tests.graph.matters.test_agenda import FURTHER
from tests.graph.matters.test_matters import CITY, HERE
from tests.support.clients import at_the_machine
from tests.support.statements import add
from tests.webapp.pages.proposals.test_proposals import accounts, app, client, contributor, coordinator
from tests.webapp.pages.sign_in.test_sign_in import OWN, token_of
from webapp import create_app
from webapp.settings import Settings

__all__ = ["accounts", "app", "client", "contributor"]
TO_COME = f"""<stadt/sitzung> a schema:Event ; skos:prefLabel "Dritte Sitzung"@de ; {HERE} ;
  schema:startDate "2999-11-30"^^xsd:date ."""


@pytest.fixture
def machine(store: Store) -> FlaskClient:
    load_ontology(store)
    add(store, CITY + FURTHER + TO_COME)
    return at_the_machine(create_app(Settings(), store))


def shown(client: FlaskClient) -> str:
    return html.unescape(client.get("/sachen").get_data(as_text=True))


def cards(client: FlaskClient) -> dict[str, str]:
    """The cards by the ids of their matters, in the order of the page."""
    parts = re.split(r'<li class="matter-card" id="', shown(client).partition('aria-labelledby="sonst"')[0])[1:]
    return {part.partition('"')[0]: part for part in parts}


def press(client: FlaskClient, card: str, step: str) -> TestResponse:
    """Press a button of a card, as it was when the page was opened."""
    address = re.findall(r'action="(/sachen/[^"]+/platz)"', card)[0]
    assert f'name="step" value="{step}"' in card
    fields = dict(re.findall(r'name="(token|mark)" value="([^"]*)"', card))
    return client.post(address, data={**fields, "step": step}, headers=OWN)


def ticked(client: FlaskClient) -> list[str]:
    return re.findall(r'value="(sache-[^"]+)" form="vorlage" checked', shown(client))


def test_the_buttons_of_a_card_pin_and_move_it_and_lead_back_to_it(machine: FlaskClient) -> None:
    first, second, third = cards(machine)
    assert ticked(machine) == [first, second, third]
    response = press(machine, cards(machine)[third], "pin")
    assert (response.status_code, response.location) == (303, f"/sachen#{third}")
    assert ticked(machine) == [third]
    press(machine, cards(machine)[second], "pin")
    assert list(cards(machine)) == [third, second, first]
    assert "Rang 3, angeheftet" in cards(machine)[third]
    assert 'value="up"' not in cards(machine)[third]
    assert 'value="down"' not in cards(machine)[second]
    press(machine, cards(machine)[second], "up")
    assert list(cards(machine)) == [*ticked(machine), first] == [second, third, first]
    press(machine, cards(machine)[third], "unpin")
    assert ticked(machine) == [second]


def test_sheet_api_and_files_know_what_is_pinned(machine: FlaskClient) -> None:
    *_, third = cards(machine)
    press(machine, cards(machine)[third], "pin")
    assert machine.get("/sachen/vorlage").get_data(as_text=True).count('<p class="matter-answer">') == 1
    listed = {
        row["id"]: (row["rank"], row["pinned"]) for row in json.loads(machine.get("/api/v1/sachen").data)["items"]
    }
    assert [one for one in listed.values() if one[1]] == [listed[third]] == [(3, 1)]
    head, *rows = machine.get("/sachen.csv").get_data(as_text=True).splitlines()
    assert "Rang,Angeheftet," in head
    assert sum(",3,1," in row for row in rows) == 1


def test_the_second_of_two_is_told_that_the_order_has_changed(machine: FlaskClient) -> None:
    first, second, _ = seen = cards(machine)
    assert press(machine, seen[first], "pin").status_code == 303
    refused = press(machine, seen[second], "pin")
    assert refused.status_code == 409
    assert "Die Reihenfolge hat jemand geändert" in html.unescape(refused.get_data(as_text=True))
    assert ticked(machine) == [first]


def test_the_list_of_changes_says_what_was_pinned(machine: FlaskClient) -> None:
    first = next(iter(cards(machine)))
    press(machine, cards(machine)[first], "pin")
    assert "Sache angeheftet: „" in html.unescape(machine.get("/aenderungen").get_data(as_text=True))


def test_the_sheet_names_the_meeting_that_the_matters_are_pinned_for(machine: FlaskClient) -> None:
    form = shown(machine).partition('action="/sachen/sitzung"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(token|mark|network)" value="([^"]*)"', form))
    meeting = re.findall(r'<option value="([^"]+)">[^<]*Dritte Sitzung', form)[0]
    assert machine.post("/sachen/sitzung", data={**fields, "meeting": meeting}).status_code == 303
    assert "Dritte Sitzung, 30. November 2999" in html.unescape(machine.get("/sachen/vorlage").get_data(as_text=True))
    later = dict(re.findall(r'name="(token|mark|network)" value="([^"]*)"', shown(machine)))
    assert machine.post("/sachen/sitzung", data={**later, "meeting": "x"}).status_code == 422


def test_what_a_contributor_pins_is_proposed_and_holds_when_it_is_approved(
    app: Flask, contributor: FlaskClient
) -> None:
    found = next(iter(cards(contributor)))
    assert press(contributor, cards(contributor)[found], "pin").status_code == 202
    assert "angeheftet</a>" not in cards(contributor)[found]
    browser = coordinator(app)
    assert "Sache angeheftet: „" in html.unescape(browser.get("/vorschlaege").get_data(as_text=True))
    form = {"token": token_of(browser, "/vorschlaege"), "what": "approve"}
    assert browser.post("/vorschlaege/1", data=form, headers=OWN).status_code == 303
    assert "angeheftet</a>" in cards(contributor)[found]


def test_who_only_reads_sees_the_mark_and_no_button(machine: FlaskClient) -> None:
    first = next(iter(cards(machine)))
    press(machine, cards(machine)[first], "pin")
    card = cards(machine.application.test_client())[first]
    assert "Rang 1, angeheftet" in card
    assert "<button" not in card
