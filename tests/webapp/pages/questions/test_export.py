"""Answers as files for spreadsheets: names first, XLSX for every question, semicolons for who chose them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.query.named import list_queries, list_rules
from webapp.pages.questions import export

QUESTIONS = [query.name for query in list_queries()]


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


def rows_of(body: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=separator))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_ready_question_is_a_workbook_whose_first_column_holds_names(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/abfragen.xlsx?frage={name}")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.data), read_only=True).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert all(head)
    assert not str(head[0]).endswith("(IRI)")
    assert not any(str(row[0]).startswith(("https://netz.invalid/", "http://")) for row in rows[:50])


@pytest.mark.parametrize("rule", [query.name for query in list_rules()][:3])
def test_a_rule_is_a_file_as_well(client: FlaskClient, rule: str) -> None:
    assert client.get(f"/abfragen.csv?frage={rule}").status_code == 200


def test_iris_stand_in_the_last_columns(client: FlaskClient) -> None:
    head, first, *_ = rows_of(client.get("/abfragen.csv?frage=group-members").data)
    places = [number for number, word in enumerate(head) if word.endswith("(IRI)")]
    assert places == list(range(len(head) - len(places), len(head)))
    assert places
    assert all(first[number].startswith("http") for number in places if first[number])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (1.5 AS ?x) {}", [["x"], ["1.5"]]),
        ('SELECT ("=1+1" AS ?x) (2 AS ?y) {}', [["x", "y"], ["'=1+1", "2"]]),
        ("ASK {}", [["Antwort"], ["Ja"]]),
        ("SELECT ?x { FILTER(false) }", [["x"]]),
    ],
)
def test_an_own_query_is_a_file_as_well(client: FlaskClient, query: str, expected: list[list[str]]) -> None:
    assert rows_of(client.get("/abfragen.csv", query_string={"query": query}).data) == expected
    assert rows_of(client.post("/abfragen.csv", data={"query": query}).data) == expected


@pytest.mark.parametrize(
    ("address", "status"),
    [("/abfragen.docx?query=ASK{}", 406), ("/abfragen.csv?query=SELEKT", 400), ("/abfragen.csv?frage=nichts", 404)],
)
def test_what_cannot_be_answered_is_said(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


CSV_FILES = (
    "/abfragen.csv?frage=groups-by-size",
    "/luecken.csv",
    "/auswertung.csv",
    "/api/v1/export.csv",
    "/api/v1/export.akteure.csv",
    "/karte/export.csv",
)


@pytest.mark.parametrize("address", CSV_FILES)
def test_semicolons_are_chosen_once_and_remembered_in_every_csv(client: FlaskClient, address: str) -> None:
    before = client.get(address).data
    assert ";" not in rows_of(before)[0]
    assert len(rows_of(before)[0]) > 1
    chosen = client.get("/daten?csv=semikolon")
    assert "csv=semikolon" in chosen.headers["Set-Cookie"]
    assert "HttpOnly" in chosen.headers["Set-Cookie"]
    after = client.get(address).data
    assert after.startswith(b"\xef\xbb\xbf")
    assert len(rows_of(after, ";")) == len(rows_of(before))
    assert rows_of(after, ";")[0] == rows_of(before)[0]
    client.get("/daten?csv=komma")
    assert client.get(address).data == before


def test_numbers_have_a_comma_where_semicolons_part_them(client: FlaskClient) -> None:
    query = "SELECT (1.5 AS ?x) (2 AS ?y) {}"
    body = client.get("/abfragen.csv", query_string={"query": query, "csv": "semikolon"}).data
    assert rows_of(body, ";") == [["x", "y"], ["1,5", "2"]]


def test_the_page_says_what_is_chosen_and_nonsense_changes_nothing(client: FlaskClient) -> None:
    chosen = r'aria-current="true">%s'
    assert re.search(chosen % "Komma", client.get("/daten").get_data(as_text=True))
    assert "Set-Cookie" not in client.get("/daten?csv=<script>").headers
    client.get("/daten?csv=semikolon")
    assert re.search(chosen % "Semikolon", client.get("/daten").get_data(as_text=True))


@pytest.mark.parametrize("address", CSV_FILES)
def test_the_first_column_of_a_file_is_no_identifier(client: FlaskClient, address: str) -> None:
    head = rows_of(client.get(address).data)[0]
    assert head[0] not in {"IRI", "Kennung", "id", "iri"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_of_too_many_rows_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setitem(export.MOST_ROWS, form, 3)
    answer = client.get(f"/abfragen.{form}", query_string={"query": "SELECT ?s { ?s ?p ?o } LIMIT 4"})
    assert answer.status_code == 413
    fits = client.get(f"/abfragen.{form}", query_string={"query": "SELECT ?s { ?s ?p ?o } LIMIT 3"})
    assert fits.status_code == 200
