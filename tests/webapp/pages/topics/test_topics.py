"""Fields of action: a tree whose numbers count what lies below, and a page with all that is recorded of each."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.analysis import analysis_for
from graph.load.files import load_files
from graph.network.belonging import downwards
from graph.protocol import Store
from graph.query.named import run_query
from graph.store.open import open_store
from graph.terms import BASE
from graph.text import name
from tests.support.magdeburg import load_ontology
from tests.support.pages import text_of
from tests.support.statements import add
from webapp import create_app
from webapp.pages.topics.view import TopicRow, list_topics

FIELD, BELOW = "magdeburg/thema/spracherwerb", "magdeburg/thema/sprachliche-qualifizierung"
CIRCLE = """@base <https://netz.invalid/id/> .
@prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<k/netzwerk> a netz:Network ; skos:prefLabel "Kreis"@de .
<k/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; netz:inNetwork <k/netzwerk> ; netz:topic <k/eins> .
<k/eins> a skos:Concept ; skos:prefLabel "Eins"@de ; skos:broader <k/zwei> .
<k/zwei> a skos:Concept ; skos:prefLabel "Zwei"@de ; skos:broader <k/eins> .
<k/feld> a skos:Concept ; skos:prefLabel "Feld"@de .
<k/anderes> a skos:Concept ; skos:prefLabel "Anderes Feld"@de .
<k/beides> a skos:Concept ; skos:prefLabel "Beides"@de ; skos:broader <k/feld>, <k/anderes> .
<k/darunter> a skos:Concept ; skos:prefLabel "Darunter"@de ; skos:broader <k/beides> .
<k/haus> a org:FormalOrganization ; skos:prefLabel "Haus"@de ; netz:inNetwork <k/netzwerk> ; netz:topic <k/darunter> .
<k/hof> a org:FormalOrganization ; skos:prefLabel "Hof"@de ; netz:inNetwork <k/netzwerk> ; netz:topic <k/beides> .
<k/s1> a netz:Interface ; netz:party <k/haus>, <k/hof> ; netz:inNetwork <k/netzwerk> .
<k/s2> a netz:Interface ; netz:party <k/haus>, <k/amt> ; netz:inNetwork <k/netzwerk> .
"""

PLAN = """@base <https://netz.invalid/id/> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<p/netz> a netz:Network ; skos:prefLabel "Plan"@de .
<p/feld> a skos:Concept ; skos:prefLabel "=Feld <b>"@de .
<p/kurs> a skos:Concept ; skos:prefLabel "Kurse"@de ; skos:broader <p/feld> .
<p/leer> a skos:Concept ; skos:prefLabel "Leeres Feld"@de .
<p/haus> a org:FormalOrganization ; skos:prefLabel "Haus"@de ; netz:inNetwork <p/netz> ; netz:topic <p/leer> .
<p/m> a netz:Measure ; skos:prefLabel "Kurs am Abend"@de ; netz:topic <p/kurs> ; netz:carrier <p/haus> ;
  adms:status nk:planned ; schema:endDate "2030-05-31"^^xsd:date ; netz:inNetwork <p/netz> .
<p/alt> a netz:Measure ; skos:prefLabel "Kurs von gestern"@de ; netz:topic <p/kurs> ; adms:status nk:ended ;
  netz:inNetwork <p/netz> .
<p/i> a netz:Indicator ; skos:prefLabel "Belegte Plätze"@de ; netz:topic <p/kurs> ; netz:inNetwork <p/netz> ;
  schema:value -12.5 ; schema:unitText "Plätze" ; schema:observationDate "2026-05-01"^^xsd:date ; netz:targetValue 150 .
<p/ohne> a netz:Indicator ; skos:prefLabel "Wartezeit"@de ; netz:topic <p/feld> ; netz:inNetwork <p/netz> .
<p/hof> a org:FormalOrganization ; skos:prefLabel "Hof"@de ; netz:inNetwork <p/netz> .
<p/allein> a netz:Interface ; skos:prefLabel "Allein gefordert"@de ; adms:status nk:demanded ;
  netz:party <p/haus>, <p/hof> ; netz:topic <p/kurs> ; netz:inNetwork <p/netz> .
<p/ruf> a netz:Demand ; skos:prefLabel "Ruf"@de ; netz:topic <p/kurs> ; netz:callsFor <p/gerufen> ;
  netz:inNetwork <p/netz> .
<p/gerufen> a netz:Interface ; adms:status nk:demanded ; netz:party <p/haus>, <p/hof> ; netz:topic <p/kurs>, <p/leer> ;
  netz:inNetwork <p/netz> .
<p/mandat> a netz:Mandate ; netz:holder <p/haus> ; netz:object <p/netz> ; netz:topic <p/feld> ;
  adms:status nk:exists ; netz:confidence nk:stated ; netz:inNetwork <p/netz> .
"""


@pytest.fixture
def app(magdeburg: Store) -> Flask:
    return create_app(store=magdeburg)


def rows_of(app: Flask, store: Store, network: str) -> dict[str, TopicRow]:
    with app.test_request_context("/themen"):
        return {row.topic.iri: row for row in list_topics(analysis_for(store, network))}


def test_who_works_on_a_narrower_topic_counts_for_the_broader_one(app: Flask, magdeburg: Store) -> None:
    rows = rows_of(app, magdeburg, "magdeburg")
    broader = analysis_for(magdeburg, "magdeburg").model.broader
    for iri, row in rows.items():
        below = [rows[one] for one in downwards(broader, iri)[1:] if one in rows]
        assert all(row.actors >= one.actors and row.demands >= one.demands for one in below)
        assert all(one.depth > row.depth for one in below)
    assert sum(row.depth == 0 for row in rows.values()) >= 6
    assert any(row.actors > 0 for row in rows.values())


def test_a_field_says_who_works_on_it_what_is_demanded_and_where_it_is_drawn(client: FlaskClient) -> None:
    page = text_of(client, f"/themen/{FIELD}")
    for part in ("Wer daran arbeitet (Ist)", "Was fehlt (Soll)", "Forderungen", "/karte?thema=", f"/themen/{BELOW}"):
        assert part in page
    assert "BA – Jobcenter: sprachliche Qualifizierung" in page


def test_addresses_of_topics_lead_to_their_pages_and_unknown_ones_are_named(client: FlaskClient) -> None:
    assert client.get(f"/id/{BELOW}", headers={"Accept": "text/html"}).location.endswith(f"/themen/{BELOW}")
    answer = client.get(
        "/themen/magdeburg/thema/gibt-es-nicht", headers={"Accept": "text/html", "Accept-Language": "de"}
    )
    assert answer.status_code == 404
    assert "Es gibt kein Thema" in answer.text
    assert 'href="/themen"' in text_of(client, "/")


def test_topics_in_a_circle_or_below_two_are_found_wherever_they_lie(tmp_path: Path) -> None:
    store = open_store("memory:")
    path = tmp_path / "kreis.ttl"
    path.write_text(CIRCLE, encoding="utf-8")
    load_files(store, [path])
    client = create_app(store=store).test_client()
    for topic in ("eins", "zwei"):
        assert "/akteure/k/amt" in text_of(client, f"/themen/k/{topic}")
        assert f"/themen/k/{topic}" in text_of(client, "/themen")
    for field in ("feld", "anderes"):
        page = text_of(client, f"/themen/k/{field}")
        assert all(f'href="{one}"' in page for one in ("/themen/k/beides", "/themen/k/darunter", "/akteure/k/haus"))
        assert f'href="/karte?thema=k/{field}"' in page
        shown = text_of(client, f"/karte?thema=k/{field}&ansicht=tabelle").partition('id="akteure"')[2]
        assert [name for name in ("Haus", "Hof", "Amt") if f"{name}</a>" in shown] == ["Haus", "Hof"]
        assert "2 von 3 Akteuren" in text_of(client, f"/karte?thema=k/{field}&ansicht=tabelle")
        edges = client.get("/api/v1/karte.json").get_json()["edges"]
        assert [edge["tie"] for edge in edges if f"k/{field}" in edge["withinTopics"]] == ["k/s1"]
    assert text_of(client, "/themen").partition("<main")[2].count('href="/themen/k/beides"') == 2
    store.close()


def test_the_plan_has_a_line_for_each_measure_and_says_what_nobody_entered(tmp_path: Path) -> None:
    store, path = open_store("memory:"), tmp_path / "plan.ttl"
    path.write_text(PLAN, encoding="utf-8")
    load_ontology(store)
    load_files(store, [path])
    client = create_app(store=store).test_client()
    rows = list(csv.reader(io.StringIO(client.get("/themen.csv").get_data(as_text=True).lstrip("\ufeff"))))
    nothing = ["keine Maßnahme eingetragen", ""]
    figure = "Belegte Plätze: -12,5 Plätze (1. Mai 2026), Ziel 150 Plätze"
    assert rows[1:] == [
        ["'=Feld <b>", "Kurse", "Kurs am Abend", "geplant", figure, "Haus", "2030-05-31"],
        ["'=Feld <b>", "'=Feld <b>", *nothing, "Wartezeit: kein Wert eingetragen", "Haus", "kein Tag eingetragen"],
        ["Leeres Feld"] * 2 + [*nothing, "kein Indikator eingetragen", "niemand eingetragen", "kein Tag eingetragen"],
    ]
    add(store, '<zwei/netzwerk> a netz:Network ; skos:prefLabel "Zwei"@de .', graph="zwei/graph/daten")
    of_two = list(csv.reader(io.StringIO(client.get("/themen.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert [row[-1] for row in of_two] == ["Netzwerk", "Plan", "Plan", "Plan"]
    assert [row[:-1] for row in of_two] == rows
    assert client.get("/themen.csv?netz=p").get_data(as_text=True).count("Netzwerk") == 0
    (sheet,) = load_workbook(io.BytesIO(client.get("/themen.xlsx").data))
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=Feld <b>", "s")
    page = text_of(client, "/themen").partition('id="plan"')[2]
    for part in ("=Feld &lt;b&gt;", figure.partition(": ")[2], "31. Mai 2030", "niemand eingetragen", "(geplant)"):
        assert part in page
    assert "Kurs von gestern" not in page
    demanded = {iri: row.demands for iri, row in rows_of(client.application, store, "p").items()}
    assert sorted(demanded.values()) == [1, 2, 2], (
        "the demand with what it calls for, and a tie that stands alone there"
    )
    counted = run_query(store, "topic-numbers", network=BASE + "p/netz")
    assert {name(row["topic"]): int(name(row["demands"])) for row in counted} == demanded
    demands = text_of(client, "/themen/p/feld").partition('id="forderungen"')[2].partition("</section>")[0]
    assert ">2</span>" in demands
    assert "ohne dass dabeisteht, wer es fordert" in demands
    assert client.get("/themen.doc").status_code == 406
    store.close()


def test_a_programme_is_a_measure_of_the_field_that_a_funding_names(client: FlaskClient) -> None:
    page = text_of(client, "/themen").partition('id="plan"')[2]
    assert "Berufssprachkurse des Bundes" in page
