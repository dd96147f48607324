"""`/fortschritt`: each number is that of its list on that day; who may not look back sees no way there; odd input."""

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
from graph.load.files import load_files
from graph.matters.sections import sections_of
from graph.paths import DATA
from graph.period import today
from graph.progress.figures import figures_of
from graph.protocol import Store
from graph.query.named import run_query
from graph.store.open import open_store
from graph.terms import BASE
from graph.text import name
from tests.support.clients import at_the_machine
from tests.support.forms import fields_of
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from tests.support.three_meetings import AUTUMN, SPRING, SUMMER, fill_with_meetings, on_day, town_filled
from webapp import create_app
from webapp.accounts.identity import EXTENSION
from webapp.pages.topics.view import list_topics


@pytest.fixture(scope="module")
def app(meeting_town: Store) -> Flask:
    made = create_app(store=meeting_town)
    made.test_client().get("/api/v1/indikatoren")  # what was is made once, as a page would have it made beside
    return made


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return at_the_machine(app)


def states(client: FlaskClient, **query: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/api/v1/fortschritt", query_string=query).get_json()["states"]
    return found


def test_the_page_has_a_column_for_each_meeting_and_each_number_leads_to_its_list_of_that_day(
    client: FlaskClient,
) -> None:
    assert [one["day"] for one in states(client)] == [SPRING, SUMMER, AUTUMN, today().isoformat()]
    page = html.unescape(client.get("/fortschritt").text)
    for said in ("10. März 2024", "Frühjahr", "heute", "Veränderung", "AG Sprache", "100,5 Plätze", "Ziel verfehlt"):
        assert said in page
    there = f"/luecken?art=demanded&fassung={SUMMER}#liste"
    assert f'href="{there}"' in page
    listed = html.unescape(client.get(there).text)
    assert re.search(r"\b1 von \d+ Lücken", listed), "demands that were open in summer: one"
    assert f'href="/karte?fassung={SUMMER}"' in page
    drawn = [client.get(f"/karte?ansicht=tabelle{then}").text for then in (f"&fassung={SUMMER}", "")]
    assert ["chip chip-exists" in one for one in drawn] == [False, True], "nothing came about until then"
    overdue = f'href="/luecken?fassung={SUMMER}#beschluesse"'
    assert overdue in page
    assert [">überfällig</span>" in client.get(f"/luecken?fassung={one}").text for one in (SPRING, SUMMER)] == [
        False,
        True,
    ]


def test_the_page_is_there_in_english_and_without_a_way_to_look_back_for_strangers(app: Flask) -> None:
    page = app.test_client().get("/fortschritt?lang=en").text
    assert "From meeting to meeting" in page
    assert "fassung=" not in page.partition("<main")[2]
    assert "Indikator eintragen" not in app.test_client().get("/fortschritt").text


def test_files_say_the_same_and_bad_parameters_are_refused(client: FlaskClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/fortschritt.csv").get_data().decode("utf-8-sig"))))
    assert rows[0][2:] == [SPRING, SUMMER, AUTUMN, today().isoformat()]
    open_demands = next(row for row in rows if row[:2] == ["Gefordertes", "offen"])
    assert open_demands[2:] == ["2", "1", "2", "1"]
    book = load_workbook(io.BytesIO(client.get("/fortschritt.xlsx").get_data()))
    assert book.sheetnames == ["Fortschritt", "Beschlüsse", "Indikatoren"]
    assert json.loads(client.get("/fortschritt.json").get_data())["Indikatoren"][1][1] == "Bestehende Absprachen"
    assert client.get("/fortschritt.pdf").status_code == 406
    for text in ("0", "x", "-1", "25", "9" * 30, "²"):
        assert client.get(f"/fortschritt?sitzungen={text}").status_code == 400
        assert client.get(f"/api/v1/fortschritt?sitzungen={text}").status_code == 400
    assert len(states(client, sitzungen="1")) == 2


def test_indicators_are_listed_for_programs(client: FlaskClient) -> None:
    counted, places = client.get("/api/v1/indikatoren").get_json()["items"]
    assert [one["value"] for one in counted["values"]] == [0, 0, 1, 2]
    assert (counted["counted"], counted["reached"]) == ("bestehende Verbindungen zum Thema", "on_the_way")
    assert (places["unit"], places["target"], places["due"], places["reached"]) == (
        "Plätze",
        120,
        "2024-12-31",
        "missed",
    )


def test_who_may_not_read_every_network_is_told_of_no_former_state() -> None:
    with town_filled(fill_with_meetings) as opened:
        add(opened, '<zu/netzwerk> a netz:Network ; skos:prefLabel "Zu"@de .', graph="zu/graph/daten")
        made = create_app(store=opened)
        made.extensions[EXTENSION].set_public("zu", is_public=False)
        page = made.test_client().get("/fortschritt").text
        assert "Frühere Stände beruhen auf allen Netzwerken" in page
        assert len(states(made.test_client())) == 1


def test_without_a_meeting_the_page_says_what_to_do_and_names_are_never_markup(store: Store) -> None:
    add(
        store,
        """<s/netzwerk> a netz:Network ; skos:prefLabel "<b>Stadt</b>"@de .
        <s/t> a skos:Concept ; skos:prefLabel "<script>alert(1)</script>"@de .
        <s/i> a netz:Indicator ; skos:prefLabel "=1+1 <img src=x onerror=alert(1)>"@de ; netz:inNetwork <s/netzwerk> ;
          netz:topic <s/t> ; schema:value 1 ; schema:unitText "<i>%</i>" ;
          schema:observationDate "2024-01-01"^^xsd:date .""",
        graph="s/graph/daten",
    )
    client = at_the_machine(create_app(store=store))
    page = client.get("/fortschritt").text
    assert "Es ist noch keine Sitzung eingetragen" in page
    assert "/sitzungen" in page
    main = page.partition("<main")[2]
    assert not re.search(r"<(?:b>Stadt|script>alert|img src=x|i>%)", main)
    book = load_workbook(io.BytesIO(client.get("/fortschritt.xlsx").get_data()))
    assert [cell.data_type for row in book["Indikatoren"].iter_rows(min_row=2, max_col=2) for cell in row] == ["s", "s"]


def test_values_are_entered_corrected_and_taken_back_like_anything_else(store: Store) -> None:
    add(
        store,
        """<s/netzwerk> a netz:Network ; skos:prefLabel "Stadt"@de .
        <s/t> a skos:Concept ; skos:prefLabel "Sprache"@de .
        <s/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; netz:inNetwork <s/netzwerk> .
        <s/i> a netz:Indicator ; skos:prefLabel "Wartezeit"@de ; netz:inNetwork <s/netzwerk> ; netz:topic <s/t> .""",
        graph="s/graph/daten",
    )
    client = at_the_machine(create_app(store=store))
    form = re.search(r'href="(/eintragen/[^"]*zu=s/i[^"]*netz=s[^"]*)"', html.unescape(client.get("/fortschritt").text))
    assert form is not None
    asked = client.get(form[1]).text
    assert fields_of(asked)["schema:observationAbout"] == "Wartezeit"

    def send(value: str, day: str) -> tuple[int, str]:
        sent = {
            **fields_of(asked),
            "schema:value": value,
            "schema:observationDate": day,
            "author": "KO",
        }
        answer = client.post(form[1], data=sent)
        return answer.status_code, html.unescape(answer.text)

    def values() -> list[float]:
        return [one["value"] for one in client.get("/api/v1/indikatoren").get_json()["items"][0]["values"]]

    assert send("viele", "2024-01-01")[0] == 422
    status, page = send("3,5", "31.02.2024")
    assert (status, "ist kein Datum" in page) == (422, True)
    assert values() == []
    assert send("3,5", "31.01.2024")[0] in {302, 303}
    assert values() == [3.5]
    for address in ("/aenderungen", "/aenderungen/seit?tag=2024-01-01"):
        assert "Wartezeit" in client.get(address).text, "a value is called like its indicator"
    store.undo(store.revision)
    assert values() == []


def test_of_fifty_meetings_a_few_are_made_and_the_others_are_a_click_away(store: Store) -> None:
    with on_day("2020-01-01"):
        meetings = " ".join(
            f'<s/m{year}-{month}> a schema:Event ; skos:prefLabel "M"@de ; netz:inNetwork <s/netzwerk> ;'
            f' schema:startDate "{year}-{month:02}-01"^^xsd:date .'
            for year in range(2016, 2021)
            for month in range(1, 11)
        )
        add(store, f"<s/netzwerk> a netz:Network . {meetings}", graph="s/graph/daten")
    client = at_the_machine(create_app(store=store))
    assert len(states(client)) == 5
    assert "20 frühere Sitzungen zeigen" in client.get("/fortschritt").text


def test_what_an_indicator_counts_is_what_the_page_of_topics_says(magdeburg_app: Flask, magdeburg: Store) -> None:
    with magdeburg_app.test_request_context("/themen"):
        listed = {one.topic.iri: (one.actors, one.demands) for one in list_topics(analysis_for(magdeburg, "magdeburg"))}
    rows = run_query(magdeburg, "topic-numbers", network=BASE + "magdeburg/netzwerk")
    assert {name(row["topic"]): tuple(int(name(row[one])) for one in ("actors", "demands")) for row in rows} == listed


def test_what_is_open_for_the_group_is_what_its_list_counts() -> None:
    """What only stands out is nobody's wish: `/sachen` has it below, and it is no open matter of the group."""
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, [DATA / "examples" / "musterstadt.ttl"])
    counted = re.search(
        r'id="gruppe">[^<]*<span class="muted">\((\d+)\)', at_the_machine(create_app(store=opened)).get("/sachen").text
    )
    assert counted
    assert sections_of(analysis_for(opened).matters).noticed
    assert figures_of(analysis_for(opened), today())["matters_open"] == int(counted[1]) > 0
    opened.close()
