"""`/vergleich`: two days side by side."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.period import today
from graph.protocol import Store
from tests.graph.scenarios.test_comparison import CITY, tie
from tests.support.statements import add
from webapp import create_app


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


def page(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address).get_data(as_text=True))


def numbers_of(text: str) -> dict[str, str]:
    """How many changes of each kind, by its heading."""
    return dict(re.findall(r"<h2[^>]*>([^<]+?) <span[^>]*>(\d+)</span></h2>", text))


def test_one_day_alone_is_said(client: FlaskClient) -> None:
    assert "in der Adresse fehlt „am“" in page(client, "/vergleich?vergleich=2018-01-01")


def test_the_side_by_side_page_has_the_change_of_the_figures(client: FlaskClient) -> None:
    text = page(client, "/vergleich?am=2018-01-01&vergleich=2015-01-01")
    assert numbers_of(text)["Weggefallene Verbindungen"] == "2"
    row = text.partition('<th scope="row">Ohne Verbindung</th>')[2].partition("</tr>")[0]
    assert re.findall(r"<td[^>]*>(.+?)</td>", row) == ["24", "24", "0"]
    assert "25 Verbindungen haben keine Zeitangabe." in text


def test_two_days_between_which_nothing_changes_say_so(client: FlaskClient) -> None:
    assert "ändert sich nichts" in page(client, "/vergleich?am=2019-01-01&vergleich=2020-01-01")


def test_without_any_date_there_is_nothing_to_compare(store: Store) -> None:
    add(store, CITY + tie(1, "a", "b"))
    add(store, "<stadt/sitzung> a schema:Event ; schema:startDate '2024-03-01'^^xsd:date .")
    text = page(create_app(store=store).test_client(), "/vergleich")
    assert "es gibt nichts gegenüberzustellen" in text
    assert 'href="/aenderungen/seit?tag=2024-03-01"' in text
    assert "/vergleich?am=2024-03-01" not in text


def test_the_last_meeting_is_a_day_to_compare_with(store: Store) -> None:
    dated = tie(1, "a", "b", start="2024-06-01")
    add(store, CITY + dated + "<stadt/sitzung> a schema:Event ; schema:startDate '2024-03-01'^^xsd:date .")
    client = create_app(store=store).test_client()
    (address,) = re.findall(r'href="(/vergleich\?am=2024-03-01[^"]+)"', page(client, "/vergleich"))
    assert f"vergleich={today().isoformat()}" in address
    assert numbers_of(page(client, address))["Neue Verbindungen"] == "1"
