"""`/vergleich/karte`: legend, table, drawing and API count the same; who may not look back, odd days, no history."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.cache.beside import patience
from graph.period import today
from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.held_back import nothing_computed_beside
from tests.support.statements import add
from tests.support.three_meetings import AUTUMN, SPRING, SUMMER, on_day, town_filled
from webapp import create_app
from webapp.pages.difference import picture


@pytest.fixture(scope="module")
def app(changing_town: Store) -> Flask:
    return create_app(store=changing_town)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    made = at_the_machine(app)
    for day in (SPRING, SUMMER, AUTUMN):  # made once and waited for, as a page would have them made beside
        numbers(made, day, today().isoformat())
    return made


def address(form: str, earlier: str, later: str, **more: str) -> str:
    asked = {"netz": "s", "am": earlier, "vergleich": later, "zeit": "eingetragen", **more}
    return f"{form}?" + "&".join(f"{name}={value}" for name, value in asked.items())


def answer(client: FlaskClient, earlier: str, later: str, **more: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(address("/api/v1/vergleich", earlier, later, **more)).get_json()
    return found


def numbers(client: FlaskClient, earlier: str, later: str, **more: str) -> dict[str, int]:
    return {one["label"]: one["number"] for one in answer(client, earlier, later, **more)["changes"]}


def page(client: FlaskClient, earlier: str, later: str, **more: str) -> str:
    return html.unescape(client.get(address("/vergleich/karte", earlier, later, **more)).text)


@pytest.mark.parametrize("days", [(SPRING, SUMMER), (SUMMER, AUTUMN), (SPRING, AUTUMN)])
def test_legend_table_drawing_and_programs_count_the_same(client: FlaskClient, days: tuple[str, str]) -> None:
    said = answer(client, *days)
    wanted = {one["label"]: one["number"] for one in said["changes"]}
    assert wanted
    assert all(one["number"] == len(one["items"]) for one in said["changes"])
    text = page(client, *days)
    legend = re.findall(r'<a href="#(\w+)">([^<]+) <strong>(\d+)</strong>', text)
    assert {label: int(number) for _change, label, number in legend} == wanted
    for change, _label, number in legend:
        body = text.partition(f'id="{change}"')[2].partition("</tbody>")[0]
        assert body.count('<th scope="row">') == int(number), change
    entries = re.findall(r"<text[^>]*>([^<]+): (\d+)</text>", client.get(address("/vergleich/karte.svg", *days)).text)
    assert {label: int(number) for label, number in entries} == wanted


def test_the_sheet_names_both_days_what_is_meant_and_what_only_the_table_has(client: FlaskClient) -> None:
    text = client.get(address("/vergleich/karte.svg", SPRING, SUMMER)).text
    title = "Stadt: 10.\u00a0März\u00a02024 und 10.\u00a0Juni\u00a02024"
    assert f"<title>{title}</title>" in text
    assert "was am Ende dieser Tage eingetragen war" in text
    assert "Eine Änderung steht nur in der Tabelle" in text, "a tie with an event has one end on the map"
    printed = client.get(address("/vergleich/karte/druck", SPRING, SUMMER)).text
    assert title in printed
    assert "blatt=a3" in printed


def test_who_went_is_named_without_a_page_to_lead_to(client: FlaskClient) -> None:
    text = page(client, SUMMER, AUTUMN)
    assert "Bank" in text
    assert 'href="/akteure/s/bank' not in text
    assert 'href="/akteure/s/amt' in text
    assert "gefordert</td><td>besteht" in text


def test_without_days_it_is_since_the_last_meeting_and_days_may_stand_either_way_round(client: FlaskClient) -> None:
    text = html.unescape(client.get("/vergleich/karte?netz=s").text)
    assert "10.\u00a0September\u00a02024 und" in text
    assert "ändert sich nichts" in text
    assert numbers(client, SUMMER, SPRING) == numbers(client, SPRING, SUMMER)
    assert answer(client, SPRING, "2999-01-01")["later"] == today().isoformat(), "what will be recorded nobody knows"
    assert "Beide Tage sind derselbe" in page(client, SPRING, SPRING)


def test_each_meeting_of_the_progress_leads_to_what_changed_until_it(client: FlaskClient) -> None:
    text = html.unescape(client.get("/fortschritt?netz=s").text)
    assert f"am={SPRING}&vergleich={SUMMER}&zeit=eingetragen" in text


def test_a_day_before_the_record_and_what_is_no_day_are_said(client: FlaskClient) -> None:
    text = page(client, "2020-01-01", SPRING)
    assert "Am 1. Januar 2020 war zu diesem Netzwerk noch nichts eingetragen." in text
    assert "Die Aufzeichnung beginnt am 1. Februar 2024" in text
    for form in ("/api/v1/vergleich", "/vergleich/karte.svg", "/vergleich/karte/druck"):
        assert client.get(address(form, "2020-01-01", SPRING)).status_code == 404
        assert client.get(address(form, SPRING, SPRING)).status_code == 404
        assert client.get(address(form, "gestern", SPRING)).status_code == 400
        assert client.get(address(form, SPRING, SUMMER, zeit="immer")).status_code == 400
    assert client.get(address("/vergleich/karte", "gestern", SPRING)).status_code == 400


def test_a_state_that_is_being_made_is_said_and_shown_as_soon_as_it_is_there(client: FlaskClient) -> None:
    with nothing_computed_beside(), patience(0):
        text = page(client, "2024-05-05", SUMMER)
    assert "Der Stand vom 5. Mai 2024 wird gerade berechnet" in text
    assert "data-recomputing" in text, "the page asks for it by itself"


def test_strangers_are_told_what_held_and_nothing_of_former_states(app: Flask) -> None:
    stranger = app.test_client()
    text = page(stranger, SPRING, SUMMER)
    assert "sieht nur, wer angemeldet ist" in text
    assert "Schule" not in text.partition("<main")[2]
    assert stranger.get(address("/api/v1/vergleich", SPRING, SUMMER)).status_code == 403
    assert stranger.get(address("/vergleich/karte.svg", SPRING, SUMMER)).status_code == 403
    assert answer(stranger, SPRING, SUMMER, zeit="gueltig")["time"] == "held"
    assert "Es zählen die Zeiträume" in html.unescape(stranger.get("/vergleich/karte?netz=s").text)


def test_of_more_actors_than_a_map_has_the_table_tells(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "positions_of", lambda _analysis, _found: {})
    text = page(client, SPRING, SUMMER)
    assert "Die Karte zeichnet bis zu" in text
    assert "<figure" not in text
    assert "Schule" in text
    assert client.get(address("/vergleich/karte.svg", SPRING, SUMMER)).status_code == 400


def fill_with_markup(store: Store) -> None:
    with on_day("2024-03-01"):
        add(store, '<s/netzwerk> a netz:Network ; skos:prefLabel "<b>Stadt</b>"@de .', graph="s/graph/daten")
    with on_day("2024-04-01"):
        add(
            store,
            """<s/x> a org:FormalOrganization ; skos:prefLabel "<script>alert(1)</script>"@de ;
            netz:inNetwork <s/netzwerk> .""",
            graph="s/graph/daten",
        )


def test_names_are_never_markup() -> None:
    with town_filled(fill_with_markup) as opened:
        hostile = at_the_machine(create_app(store=opened))
        assert numbers(hostile, "2024-03-01", "2024-05-01") == {"Neue Akteure": 1}
        for form in ("/vergleich/karte", "/vergleich/karte.svg"):
            text = hostile.get(address(form, "2024-03-01", "2024-05-01")).text
            assert "<script>alert" not in text
            assert "<b>Stadt" not in text
            assert "&lt;script&gt;alert" in text
