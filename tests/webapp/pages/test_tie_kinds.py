"""A made-up kind of tie, added as Turtle only, is there everywhere: no line of Python knows it."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.analysis import analysis_for
from graph.areas.known_overviews import overview_for
from graph.export.formats import BY_NAME
from graph.load.files import load_files
from graph.network.arrays import make_arrays
from graph.network.model_reader import read_model
from graph.network.tie_kinds import SHIPPED, tie_kinds
from graph.period import today
from graph.protocol import Change, Store
from graph.rdf.derived_links import derive
from graph.store.open import open_store
from graph.terms import ADMS, BASE, DERIVED_GRAPH, NETZ, NK
from graph.validate.report import validate_store
from tests.support.clients import at_the_machine
from tests.support.forms import fields_of
from tests.support.magdeburg import load_ontology
from webapp import create_app
from webapp.pages.map.download.files import write_file
from webapp.settings import Settings

TOWN = "https://stadt.example/ns#"
CLASSES = """
@prefix netz: <https://w3id.org/akteursnetz/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <https://stadt.example/ns#> .
s:Patenschaft rdfs:subClassOf netz:Tie ; rdfs:label "Patenschaft"@de , "mentorship"@en ;
  netz:pluralLabel "Patenschaften"@de , "mentorships"@en ;
  netz:forwardLabel "begleitet"@de , "mentors"@en ; netz:inverseLabel "wird begleitet von"@de , "is mentored by"@en ;
  netz:edgeFrom s:pate ; netz:edgeTo s:patenkind ; netz:edgeDirected true ; netz:edgeWeight 2.0 .
s:Kooperation rdfs:subClassOf netz:Tie ; rdfs:label "Kooperation"@de , "cooperation"@en .
"""
PEOPLE = """
@base <https://netz.invalid/id/> .
@prefix adms: <http://www.w3.org/ns/adms#> . @prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix s: <https://stadt.example/ns#> .
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Stadt"@de ; netz:confidence nk:stated .
<stadt/amt> a org:FormalOrganization ; skos:prefLabel "Amt"@de ; org:classification nk:municipality .
<stadt/verein> a org:FormalOrganization ; skos:prefLabel "Verein"@de ; org:classification nk:association .
<stadt/kammer> a org:FormalOrganization ; skos:prefLabel "Kammer"@de ; org:classification nk:chamber .
<stadt/schule> a org:FormalOrganization ; skos:prefLabel "Schule"@de ; org:classification nk:municipality .
<stadt/p1> a s:Patenschaft ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ; netz:confidence nk:stated ;
  s:pate <stadt/amt> ; s:patenkind <stadt/verein> .
<stadt/p2> a s:Patenschaft ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:demanded ; netz:confidence nk:stated ;
  s:pate <stadt/kammer> ; s:patenkind <stadt/schule> .
<stadt/k1> a s:Kooperation ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ; netz:confidence nk:stated ;
  netz:party <stadt/verein> , <stadt/kammer> .
"""
OVER = """
@base <https://netz.invalid/id/> .
@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<stadt/p1> schema:endDate "2020-12-31"^^xsd:date .
"""
ARROW = '" stroke="none"/>'
OWN = {"Origin": "http://localhost"}
IN_ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("stadt")
    (folder / "ontologie.ttl").write_text(CLASSES, encoding="utf-8")
    (folder / "netz.ttl").write_text(PEOPLE, encoding="utf-8")
    return folder / "ontologie.ttl", folder / "netz.ttl"


@pytest.fixture(scope="module")
def town(files: tuple[Path, Path]) -> Iterator[Store]:
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, files)
    yield opened
    opened.close()


@pytest.fixture
def town_where_one_is_over(files: tuple[Path, Path], tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "ende.ttl").write_text(OVER, encoding="utf-8")
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, [*files, tmp_path / "ende.ttl"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(town: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(), town))


def derived(store: Store, property_iri: str = NETZ + "party") -> set[tuple[str, str]]:
    rows = store.select(f"SELECT ?s ?o WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ ?s <{property_iri}> ?o }} }}")
    return {tuple(str(getattr(row[name], "value", "")).removeprefix(BASE) for name in "so") for row in rows}  # type: ignore[misc]


PARTIES = {
    ("stadt/p1", "stadt/amt"),
    ("stadt/p1", "stadt/verein"),
    ("stadt/p2", "stadt/kammer"),
    ("stadt/p2", "stadt/schule"),
}


def text_of(client: FlaskClient, address: str, *, english: bool = False) -> str:
    answer = client.get(address, headers=IN_ENGLISH if english else {"Accept-Language": "de"})
    assert answer.status_code == 200, address
    return html.unescape(answer.get_data(as_text=True))


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def rows_of(client: FlaskClient, question: str) -> list[str]:
    page = text_of(client, f"/abfragen?frage={question}")
    return [plain(row) for row in re.findall(r"<tr>(.*?)</tr>", page, flags=re.DOTALL)]


def test_both_ends_are_parties_that_rules_see(town: Store) -> None:
    assert derived(town) == PARTIES
    isolated = {gap.subject.iri for gap in analysis_for(town, "stadt").gaps if gap.rule == "actor-isolated"}
    assert isolated == {BASE + "stadt/schule"}


def test_shapes_take_it_and_look_at_it(town: Store) -> None:
    assert [one for one in validate_store(town) if one.severity == "violation"] == []
    warned = {one.focus.iri for one in validate_store(town) if one.shape.endswith("tieEvidence")}
    assert warned >= {BASE + "stadt/p1", BASE + "stadt/p2", BASE + "stadt/k1"}


@pytest.mark.parametrize("order", ["classes first", "classes last", "as one text"])
def test_class_and_ties_may_come_in_any_order(files: tuple[Path, Path], order: str) -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    for part in {"classes first": [files[:1], files[1:]], "classes last": [files[1:], files[:1]]}.get(order, [files]):
        load_files(opened, part)
    assert derived(opened) == PARTIES
    assert derived(opened, NETZ + "edgeFrom") == {(TOWN + "Kooperation", NETZ + "party")}
    assert {tie.kind for tie in read_model(opened).ties.values()} == {"Patenschaft", "Kooperation"}
    opened.close()


def test_change_of_the_class_is_a_change_of_the_model_and_undone_it_is_as_before(files: tuple[Path, Path]) -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, files[1:])
    assert not read_model(opened).ties
    before, applied = opened.model_revision, load_files(opened, files[:1])
    assert opened.model_revision > before
    assert set(read_model(opened).ties) == {BASE + f"stadt/{name}" for name in ("p1", "p2", "k1")}
    end = ox.Quad(*map(ox.NamedNode, (BASE + "stadt/p1", TOWN + "patenkind", BASE + "stadt/schule", BASE + "g")))
    before = opened.model_revision
    opened.apply(Change(add=[end]))
    assert opened.model_revision > before
    assert len(read_model(opened).ties[BASE + "stadt/p1"].targets) == 2
    assert derived(opened) == PARTIES | {("stadt/p1", "stadt/schule")}
    opened.undo(applied.revision, author="KO")
    assert not derived(opened)
    assert not read_model(opened).ties
    opened.close()


def test_what_is_derived_step_by_step_is_what_is_derived_at_once(town_where_one_is_over: Store) -> None:
    quads = list(ox.parse(town_where_one_is_over.dump(), format=ox.RdfFormat.N_QUADS))
    kept = {quad for quad in quads if quad.graph_name == ox.NamedNode(DERIVED_GRAPH)}
    assert kept == derive(quads, today().isoformat())
    assert derived(town_where_one_is_over, ADMS + "status") == {("stadt/p1", NK + "ended")}


def test_projection_arrays_and_areas_have_its_edges(town: Store) -> None:
    analysis = analysis_for(town, "stadt")
    edges = {(a, b): edge for a, b, edge in analysis.network.edges(data=True)}
    assert edges[BASE + "stadt/amt", BASE + "stadt/verein"]["weight"] == 2.0
    assert edges[BASE + "stadt/amt", BASE + "stadt/verein"]["directed"] is True
    arrays = make_arrays(analysis.actors, analysis.groups, analysis.ties)
    assert arrays.adjacency.sum() == 4  # two pairs, both ways
    overview = overview_for(town, BASE + "stadt/netzwerk")
    assert overview.adjacency.sum() == 4
    assert overview.size == len(analysis.actors)


def test_map_has_it_in_json_legend_and_table(client: FlaskClient) -> None:
    picture: Any = client.get("/api/v1/karte.json", headers={"Accept-Language": "de"}).get_json()
    kinds = {kind["id"]: kind for kind in picture["kinds"]}
    assert {name: kinds[name]["label"] for name in kinds} == {
        "Patenschaft": "Patenschaft",
        "Kooperation": "Kooperation",
    }
    assert (kinds["Patenschaft"]["arrow"], kinds["Patenschaft"]["quiet"]) == (True, False)
    facet = next(one for one in picture["facets"] if one["name"] == "art")
    assert facet["values"] == {"Kooperation": "Kooperation", "Patenschaft": "Patenschaft"}
    edge = next(one for one in picture["edges"] if one["tie"] == "stadt/p1")
    assert (edge["kind"], edge["kindLabel"], edge["directed"]) == ("Patenschaft", "Patenschaft", True)
    page = text_of(client, "/karte?art=Patenschaft&ansicht=tabelle")
    assert 'value="Patenschaft" checked' in page
    assert "Patenschaft" in plain(page)
    assert "Mentorship" in plain(text_of(client, "/karte?ansicht=tabelle", english=True))


def test_map_of_areas_shows_it(client: FlaskClient) -> None:
    picture: Any = client.get("/api/v1/karte/gebiete.json?gebiet=sektor").get_json()
    assert sum(edge["count"] for edge in picture["edges"]) == 3


def test_query_of_the_map_finds_its_ties(client: FlaskClient) -> None:
    redirected = client.get("/karte/sparql?art=Patenschaft", headers={"Accept-Language": "de"})
    query = parse_qs(urlsplit(redirected.location).query)["query"][0]
    asked = {"query_string": {"query": query}, "headers": {"Accept": "application/sparql-results+json"}}
    answer: Any = client.get("/sparql", **asked).get_json(force=True)
    rows = [row for row in answer["results"]["bindings"] if "tie" in row]
    assert {row["tie"]["value"] for row in rows} == {BASE + "stadt/p1", BASE + "stadt/p2"}
    assert {row["kindName"]["value"] for row in rows} == {"Patenschaft"}


def test_profiles_read_it_from_both_ends_in_both_languages(client: FlaskClient) -> None:
    giver, taker = (plain(text_of(client, f"/akteure/stadt/{name}")) for name in ("amt", "verein"))
    assert "Patenschaften" in giver
    assert "begleitet Verein" in giver
    assert "wird begleitet von Amt" in taker
    assert "Kooperation" in taker
    assert "mit Kammer" in taker
    english = plain(text_of(client, "/akteure/stadt/verein", english=True))
    assert "Mentorships" in english
    assert "is mentored by Amt" in english


def test_api_lists_and_filters_it(client: FlaskClient) -> None:
    rows: Any = client.get("/api/v1/beziehungen?art=Patenschaft").get_json()["items"]
    assert [row["kind"] for row in rows] == ["Patenschaft", "Patenschaft"]
    profile: Any = client.get("/api/v1/akteure/stadt/amt").get_json()
    assert "Patenschaft" in str(profile)


@pytest.mark.parametrize("form", ["verbindungen.csv", "gexf", "graphml", "html"])
def test_downloads_name_it(client: FlaskClient, form: str) -> None:
    assert "Patenschaft" in text_of(client, f"/karte/export.{form}")


def test_drawing_has_an_arrow_for_each_line_with_a_direction(client: FlaskClient) -> None:
    picture = text_of(client, "/karte/export.svg")
    assert len(re.findall(ARROW, picture)) == 2
    assert not re.findall(ARROW, text_of(client, "/karte/export.svg?art=Kooperation"))


def test_export_of_the_command_line_has_it(town: Store, tmp_path: Path) -> None:
    analysis = analysis_for(town, "stadt")
    for form in ("graphml", "gexf", "html"):
        write_file(BY_NAME[form], analysis, tmp_path / f"netz.{form}", "de")
    edges = nx.read_graphml(tmp_path / "netz.graphml").edges(data=True)
    assert {edge["kind"] for _, _, edge in edges} == {"Patenschaft", "Kooperation"}
    assert "Patenschaft" in (tmp_path / "netz.gexf").read_text("utf-8")
    assert '"Patenschaft"' in (tmp_path / "netz.html").read_text("utf-8")


def test_demanded_one_is_a_gap_in_words(client: FlaskClient, town: Store) -> None:
    gaps = {gap.rule: gap for gap in analysis_for(town, "stadt").gaps}
    demanded = gaps["tie-missing"]
    assert demanded.kind == "demanded"
    assert [ref.label.de for ref in demanded.parties] == ["Kammer", "Schule"]
    assert "Patenschaft" in demanded.reasons[0].text.de
    assert "Patenschaft" in plain(text_of(client, f"/luecken/{demanded.id}"))


def test_expired_one_is_a_gap_and_no_edge_and_questions_say_that_it_has_ended(town_where_one_is_over: Store) -> None:
    analysis = analysis_for(town_where_one_is_over, "stadt")
    expired = next(gap for gap in analysis.gaps if gap.rule == "tie-expired")
    assert expired.subject.iri == BASE + "stadt/p1"
    assert [edge["kind"] for _, _, edge in analysis.network.edges(data=True)] == ["Kooperation"]
    client = at_the_machine(create_app(Settings(), town_where_one_is_over))
    assert any("Patenschaft" in row and "beendet" in row for row in rows_of(client, "ties-by-kind-and-state"))


@pytest.mark.parametrize(
    ("question", "rest", "rows"),
    [
        ("ties-by-kind-and-state", "", {("Patenschaft", "besteht"), ("Patenschaft", "gefordert")}),
        ("ties-at-date", "", {("Patenschaft",), ("Kooperation",)}),
        ("ties-of-actor", "&akteur=stadt/amt", {("Verein", "Patenschaft", "besteht")}),
        ("demanded-of-actor", "&akteur=stadt/kammer", {("Patenschaft",)}),
    ],
)
def test_ready_questions_list_it(client: FlaskClient, question: str, rest: str, rows: set[tuple[str, ...]]) -> None:
    found = rows_of(client, question + rest)
    for words in rows:
        assert any(all(word in row for word in words) for row in found), words


def test_what_if_offers_it_and_keeps_it_as_planned(files: tuple[Path, Path]) -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, files)
    client = at_the_machine(create_app(Settings(), opened))
    page = text_of(client, "/was-waere-wenn")
    options = re.findall(r'<option value="(\w+)"[^>]*>(\w+)</option>', page)
    assert ("Patenschaft", "Patenschaft") in options
    assert ("Kooperation", "Kooperation") in options
    assert "Participation" not in dict(options)
    steps = [f"beziehung~stadt/{one}~stadt/{other}~{kind}~" for one, other, kind in WANTED]
    page = text_of(client, "/was-waere-wenn?" + "&".join(f"schritt={step}" for step in steps))
    assert "Neue Verbindung (Patenschaft): Schule – Amt" in page
    token = re.findall(r'name="token" value="([^"]*)"', page)[0]
    answer = client.post(
        "/was-waere-wenn/festhalten", data={"schritt": steps, "name": "KO", "token": token}, headers=OWN
    )
    assert answer.status_code == 303
    planned = [tie for tie in read_model(opened).ties.values() if tie.state == "planned"]
    assert {(tie.kind, tie.sources[0].label.de, tie.directed) for tie in planned} == {
        ("Patenschaft", "Schule", True),
        ("Kooperation", "Amt", False),
        ("Funding", "Amt", True),
        ("Mandate", "Amt", True),
    }
    assert [one for one in validate_store(opened) if one.severity == "violation"] == []
    opened.close()


WANTED = (
    ("schule", "amt", "Patenschaft"),
    ("schule", "amt", "Kooperation"),
    ("amt", "schule", "Funding"),
    ("amt", "schule", "Mandate"),
)


def test_demanded_one_is_fulfilled_in_the_sandbox(client: FlaskClient) -> None:
    page = text_of(client, "/was-waere-wenn?schritt=erfuellt~stadt/p2")
    assert "Die Forderung wird erfüllt" in page
    assert "Diese Lücken wären geschlossen (0)" not in plain(page)


def test_spreadsheet_takes_its_word(files: tuple[Path, Path]) -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, files[:1])
    client = at_the_machine(create_app(Settings(), opened))
    token = re.findall(r'name="token" value="([^"]+)"', text_of(client, "/daten/einlesen"))[0]
    actors, ties = (
        "Akteur\nHaus\nHof\n",
        "Von;Zu;Art\nHaus;Hof;Patenschaft\nHof;Haus;cooperation\nHof;Haus;Zuständigkeit\n",
    )
    data = {"token": token, "name": "Dorf", "place": "", "author": "XY"}
    sheets = {"file": (io.BytesIO(actors.encode()), "a.csv"), "ties": (io.BytesIO(ties.encode()), "t.csv")}
    kept = client.post("/daten/einlesen", data={**data, **sheets}).headers["Location"]
    stored = client.post(f"{kept}/uebernehmen", data=fields_of(client.get(kept).text), headers=OWN)
    assert stored.status_code == 303
    found = {(tie.kind, tie.sources[0].label.de) for tie in read_model(opened).ties.values()}
    assert found == {("Patenschaft", "Haus"), ("Kooperation", "Haus"), ("Mandate", "Hof")}
    template = load_workbook(io.BytesIO(client.get("/einlesen/vorlage.xlsx").get_data()))
    assert ("Art (Verbindungen)", "Patenschaft") in set(template["Wörter"].iter_rows(values_only=True))
    opened.close()


def test_order_and_gaps_of_the_table() -> None:
    assert list(SHIPPED) == ["Interface", "Membership", "Funding", "Mandate", "Participation"]
    assert [kind.name for kind in SHIPPED.joining_actors] == ["Interface", "Funding", "Mandate"]


def test_what_a_class_leaves_out_is_filled_in(town: Store) -> None:
    kinds = tie_kinds(town)
    assert list(kinds) == [*SHIPPED, "Kooperation", "Patenschaft"]
    plain_kind = kinds["Kooperation"]
    assert (plain_kind.source, plain_kind.target, plain_kind.is_directed) == (NETZ + "party", NETZ + "party", False)
    assert plain_kind.plural == plain_kind.label
    assert plain_kind.weight == 1.0


def test_kind_of_a_name_that_is_taken_has_its_iri_as_code() -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    text = CLASSES.replace("s:Patenschaft", "s:Funding").replace('"Patenschaft"', '"Spende"')
    home = ox.NamedNode(BASE + "g")
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE)
    opened.apply(Change(add=[ox.Quad(one.subject, one.predicate, one.object, home) for one in parsed]))
    assert tie_kinds(opened)["Funding"].iri == NETZ + "Funding"
    assert tie_kinds(opened)[TOWN + "Funding"].label.de == "Spende"
    opened.close()
