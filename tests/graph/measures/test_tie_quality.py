"""What is said of how well ties carry: read, put together, and shown wherever ties are."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.measures.tie_quality import Rated, quality_of, rate, rate_groups, strength_of
from graph.model import Text, Tie
from graph.protocol import Store
from graph.rdf.tie_ratings import HIGHEST, dimensions, levels, questions
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from webapp import create_app
from webapp.settings import Settings

RING = """
<ring/ring> a netz:Network ; skos:prefLabel "Ring"@de .
<ring/a> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; org:classification nk:municipality .
<ring/b> a org:FormalOrganization ; skos:prefLabel "Bund"@de ; org:classification nk:civil .
<ring/c> a org:FormalOrganization ; skos:prefLabel "Club"@de ; org:classification nk:civil .
<ring/runde> a netz:WorkingGroup ; skos:prefLabel "Runde"@de ; adms:status nk:exists .
<ring/m1> a netz:Membership ; org:member <ring/a> ; org:organization <ring/runde> ; adms:status nk:exists .
<ring/m2> a netz:Membership ; org:member <ring/b> ; org:organization <ring/runde> ; adms:status nk:exists ;
  netz:involvement nk:greatly .
<ring/ab> a netz:Interface ; netz:party <ring/a> , <ring/b> ; adms:status nk:exists ;
  netz:intensity nk:integrated ; netz:reliability nk:greatly ; netz:openness nk:aLittle .
<ring/bc> a netz:Interface ; netz:party <ring/b> , <ring/c> ; adms:status nk:exists ;
  netz:intensity nk:aware ; netz:weight 3.0 .
<ring/ac> a netz:Interface ; netz:party <ring/a> , <ring/c> ; adms:status nk:demanded ; netz:intensity nk:aware .
<ring/odd> a netz:Interface ; netz:party <ring/a> , <ring/c> ; adms:status nk:exists ; netz:intensity nk:blue .
<ring/a> netz:inNetwork <ring/ring> .
<ring/b> netz:inNetwork <ring/ring> .
<ring/c> netz:inNetwork <ring/ring> .
<ring/runde> netz:inNetwork <ring/ring> .
<ring/m1> netz:inNetwork <ring/ring> .
<ring/m2> netz:inNetwork <ring/ring> .
<ring/ab> netz:inNetwork <ring/ring> .
<ring/bc> netz:inNetwork <ring/ring> .
<ring/ac> netz:inNetwork <ring/ring> .
<ring/odd> netz:inNetwork <ring/ring> .
"""


@pytest.fixture(scope="module")
def ring() -> Iterator[Store]:
    store = open_store("memory:")
    load_ontology(store)
    add(store, RING)
    yield store
    store.close()


@pytest.fixture(scope="module")
def visitor(ring: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(), ring))


def test_the_ontology_asks_seven_questions_in_three_dimensions_of_four_levels() -> None:
    assert list(dimensions()) == ["intensity", "trust", "value"]
    asked = [one.dimension for one in questions()]
    assert (asked.count("intensity"), asked.count("trust"), asked.count("value"), len(asked)) == (1, 3, 3, 7)
    assert set(levels().values()) == set(range(1, HIGHEST + 1))


def test_a_dimension_is_the_mean_of_what_was_answered(ring: Store) -> None:
    ties = {tie.iri.rpartition("/")[2]: tie for tie in analysis_for(ring, "ring").ties}
    assert quality_of(ties["ab"]) == {"intensity": 4, "trust": 3}
    assert quality_of(ties["m2"]) == {"value": 4}
    assert quality_of(ties["m1"]) == quality_of(ties["odd"]) == {}
    assert [strength_of(ties[name]) for name in ("ab", "bc", "odd")] == [4, 1.5, 1]


def test_ties_that_count_are_rated_once_and_groups_by_their_own(ring: Store) -> None:
    analysis = analysis_for(ring, "ring")
    both = (Rated("intensity", 2.5, 2), Rated("trust", 3, 1), Rated("value", 4, 1))
    assert rate(analysis.counting_ties) == both
    of_groups = rate_groups(analysis.members, analysis.counting_ties)
    group = next(iri for iri in analysis.groups if iri.endswith("runde"))
    assert of_groups == {group: (Rated("intensity", 4, 1), Rated("trust", 3, 1), Rated("value", 4, 1))}
    assert rate([Tie("x", "Interface", Text(), "exists", "stated", (), (), directed=False)]) == ()


def test_pages_say_it_where_it_is_known_and_are_silent_elsewhere(visitor: FlaskClient) -> None:
    group = visitor.get("/gruppen/ring/runde").text
    assert "Vertrauen 3 von 4 (eine Verbindung)" in group
    table = json.loads(visitor.get("/auswertung.json?tabelle=guete").text)["tables"][0]
    assert [row["values"] for row in table["rows"]] == [
        ["Alle Verbindungen", 2.5, 2, 3, 1, 4, 1],
        ["Runde", 4, 1, 3, 1, 4, 1],
    ]
    cells = re.findall(r'matrix-ties">([^<]+)', html.unescape(visitor.get("/luecken").text))
    assert any("Intensität 4 von 4 (eine Verbindung), Vertrauen 3 von 4" in cell for cell in cells), cells
    between = list(csv.reader(io.StringIO(visitor.get("/luecken-zwischen.csv").text.removeprefix("\ufeff"))))
    assert between[0][-2:] == ["Intensität", "Vertrauen"]


def test_the_map_draws_and_filters_by_it(visitor: FlaskClient) -> None:
    picture = visitor.get("/api/v1/karte.json").get_json()
    edges = {edge["tie"].rpartition("/")[2]: edge for edge in picture["edges"]}
    assert edges["ab"]["qualities"] == ["intensity-4", "trust-3"]
    assert edges["ab"]["width"] > edges["odd"]["width"]
    facet = next(one for one in picture["facets"] if one["name"] == "guete")
    assert facet["values"] == {
        "intensity-4": "Intensität: man arbeitet auf Dauer gemeinsam",
        "intensity-1": "Intensität: man weiß voneinander",
        "trust-3": "Vertrauen: ziemlich",
        "value-4": "Nutzen: sehr",
        "unknown": "nicht erfasst",
    }
    shown = html.unescape(visitor.get("/karte?ansicht=tabelle&guete=trust-3").text)
    assert "Amt" in shown
    assert "Club" not in re.sub(r"(?s)<form.*?</form>|<select.*?</select>", "", shown.split("<table", 1)[1])


def test_programs_and_files_have_it(visitor: FlaskClient) -> None:
    rows = visitor.get("/api/v1/beziehungen").get_json()["items"]
    assert {row["iri"].rpartition("/")[2]: row["qualities"] for row in rows}["ab"] == {"intensity": 4, "trust": 3}
    ties = visitor.get("/karte/export.csv")
    assert ties.status_code == 200, ties.text
    table = list(csv.DictReader(io.StringIO(ties.text.removeprefix("\ufeff"))))
    assert {row["Mittel Intensität"] for row in table} == {"", "1.0", "4.0"}
    graph = visitor.get("/karte/export.graphml").text
    assert 'attr.name="mean_trust"' in graph


def test_the_form_of_a_tie_asks_for_it(visitor: FlaskClient) -> None:
    page = html.unescape(visitor.get("/aendern?iri=ring/ab").text)
    assert "Wie gut sie trägt" in page
    assert "man arbeitet auf Dauer gemeinsam" in page
