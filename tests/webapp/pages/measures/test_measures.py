"""The page of measures: every number follows the switch and says so, and files and queries hold the same."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.analysis import analysis_for
from graph.model import State
from graph.protocol import Store
from graph.text import name
from webapp import create_app
from webapp.pages.measures.histogram import draw
from webapp.pages.measures.part_tables import part_tables

BOTH = "stand=exists&stand=demanded"


@pytest.fixture(scope="module")
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.get_data(as_text=True))


def table(client: FlaskClient, name: str, stand: str = "") -> dict[str, list[object]]:
    found = json.loads(client.get(f"/auswertung.json?tabelle={name}&{stand}").data)["tables"][0]
    return {row["values"][0]: row["values"][1:] for row in found["rows"]}


def test_every_table_says_what_it_counts_and_follows_the_switch(client: FlaskClient) -> None:
    existing, wanted = page(client, "/auswertung"), page(client, f"/auswertung?{BOTH}")
    assert "Gezählt: bestehende und geforderte" not in existing
    assert "Gezählt: nur bestehende" not in wanted
    assert existing.count("Gezählt: ") == existing.count('class="small muted measure-foot"') + existing.count("<figure")
    name = "AG Interkultur & Soziales"
    assert table(client, "verbindungen")[name][0] == 12
    assert table(client, "verbindungen", BOTH)[name][0] == 18


def test_the_switch_stays_in_links_to_files(client: FlaskClient) -> None:
    links = re.findall(r'href="(/auswertung\.\w+[^"]*)"', page(client, f"/auswertung?{BOTH}"))
    assert links
    assert all("stand=demanded" in link for link in links)


def test_what_the_data_do_not_carry_is_said_and_not_shown(client: FlaskClient) -> None:
    text = page(client, "/auswertung")
    assert "Die Zahlen beruhen auf 49 Akteuren, einer Verbindung zwischen Akteuren und 13 Mitgliedschaften." in text
    assert "Erfasste Verbindungen zwischen Akteuren: 1, nötig wären etwa 20." in text
    assert table(client, "rollen") == {}
    assert all(len(values) == 1 for values in table(client, "sektoren").values())


def test_unknown_state_is_said_and_the_rest_shown(client: FlaskClient) -> None:
    assert "Unbekannter Stand, nicht gezählt: quatsch." in page(client, "/auswertung?stand=quatsch")


@pytest.mark.parametrize("states", [("exists",), ("exists", "demanded")])
def test_queries_give_the_numbers_of_their_tables(
    magdeburg_app: Flask, magdeburg: Store, states: tuple[State, ...]
) -> None:
    analysis = analysis_for(magdeburg, None, states)
    with magdeburg_app.test_request_context("/auswertung"):
        tables = [one for one in part_tables(analysis) if one.query]
    assert {one.name for one in tables} == {"gruppen", "mehrfach", "themen"}
    for one in tables:
        asked = {tuple(name(term) for term in row.values() if term) for row in magdeburg.select(one.query)}
        assert asked == {(row.ref.iri, str(row.values[0])) for row in one.rows if row.ref}, one.name


def test_files_hold_all_rows_and_name_what_was_counted(client: FlaskClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/auswertung.csv?tabelle=verbindungen").data.decode("utf-8-sig"))))
    assert len(rows) == 1 + 2 * len(table(client, "verbindungen"))
    assert {row[4] for row in rows[1:]} == {"nur bestehende"}
    book = load_workbook(io.BytesIO(client.get(f"/auswertung.xlsx?{BOTH}").data))
    assert len(book.sheetnames) == 11
    assert client.get("/auswertung.csv?tabelle=quatsch").status_code == 404
    assert client.get("/auswertung.pdf").status_code == 406


def test_an_empty_network_has_a_page(store: Store) -> None:
    text = page(create_app(store=store).test_client(), "/auswertung")
    assert "Es ist keine Verbindung erfasst." in text
    assert "<figure" not in text


def test_columns_of_a_distribution_count_every_value_once(magdeburg_app: Flask) -> None:
    values = [0, 0, 0, 1, 3, 37, 412]
    with magdeburg_app.test_request_context("/"):
        drawn = draw("x", values, title="T", axis="A", unit="U")
        assert draw("x", [4] * 9, title="T", axis="A", unit="U") is None
    assert drawn is not None
    assert sum(column.number for column in drawn.columns) == len(values)
    assert max(tick.number for tick in drawn.ticks) >= max(column.number for column in drawn.columns)
    assert all(column.y + column.height == pytest.approx(210, abs=0.2) for column in drawn.columns)
