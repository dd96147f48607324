"""The query of a selection has the rows that the map shows; the map of a query shows the rows that it has."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from graph.load.files import load_files
from graph.paths import DATA
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.pages.map.routes import get_picture
from webapp.pages.map.selection import keep_known, read_selection, select
from webapp.ui.links import slug_of

SELECTIONS = [
    "",
    "sektor=economy",
    "sektor=economy&sektor=civil",
    "sektor=unknown",
    "sektor=gibt-es-nicht",
    "gruppe=magdeburg/ag-interkultur-soziales",
    "gruppe=magdeburg/ag-interkultur-soziales&sektor=public",
    "gruppe=magdeburg/ag-interkultur-soziales&stand=exists",
    "stand=demanded",
    "stand=exists&stand=ended",
    "art=Membership&sektor=public",
    "art=Funding",
    "art=Hierarchy",
    "akteur=magdeburg/jobcenter",
    "akteur=magdeburg/jobcenter&tiefe=1",
    "akteur=magdeburg/ag-interkultur-soziales&tiefe=2",
    "akteur=magdeburg/jobcenter&tiefe=1&stand=demanded",
    "netz=magdeburg",
    "netz=magdeburg&sektor=unknown",
    "netz=magdeburg&sektor=public&stand=demanded",
    "netz=magdeburg&art=Interface&art=Hierarchy&stand=exists",
    "netz=musterstadt&sektor=civil",
    "netz=musterstadt&stand=exists&lang=en",
    "akteursart=chamber&akteursart=unknown",
    "thema=magdeburg/thema/austausch",
    "thema=unknown&stand=exists",
    "sicht=workshopView&sektor=public",
    "sicherheit=inferred",
    "netz=magdeburg&quelle=magdeburg/quelle/protokoll-2016&art=Hierarchy",
    "am=2015-01-01",
    "am=2018-01-01&ohnezeit=0",
    "am=2018-01-01&vergleich=2007-01-01&sektor=public",
    "luecke={gap}",
    "luecke={gap}&sektor=economy",
]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    load_files(opened, [DATA / "examples" / "musterstadt.ttl"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(store: Store) -> Flask:
    return create_app(store=store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def query_of(client: FlaskClient, selection: str) -> str:
    """The query that the link of this selection leads to; a long one stands in the editor at once."""
    response = client.get(f"/karte/sparql?{selection}")
    if response.status_code == 200:
        field = response.get_data(as_text=True).partition('id="query"')[2]
        return html.unescape(field.partition(">")[2].partition("</textarea>")[0])
    assert response.status_code == 303
    return parse_qs(urlsplit(response.headers["Location"]).query)["query"][0]


def slug(term: Any) -> str:
    return slug_of(term.value) if term is not None else ""


@pytest.mark.parametrize("selection", SELECTIONS)
def test_the_query_has_exactly_the_actors_and_ties_of_the_map(
    app: Flask, client: FlaskClient, store: Store, selection: str
) -> None:
    gaps = client.get("/api/v1/karte.json").get_json()["gaps"]
    selection = selection.format(gap=next(gap["id"] for gap in gaps if len(gap["parties"]) > 1))
    with app.test_request_context(f"/karte?{selection}"):
        picture = get_picture()
        nodes, edges = select(picture, keep_known(picture, read_selection(request.args)))
    rows = store.select(query_of(client, selection))
    assert {slug(row["actor"]) for row in rows} == {node.id for node in nodes}
    ties = {(frozenset((slug(row["actor"]), slug(row["other"]))), slug(row["tie"])) for row in rows if row["other"]}
    assert ties == {(frozenset((edge.source, edge.target)), edge.tie) for edge in edges}


def test_a_filter_that_the_query_cannot_say_is_named_in_it(client: FlaskClient) -> None:
    assert "# Nicht als Bedingung gesagt: Themen." in query_of(client, "thema=unknown")
    assert "Nicht als Bedingung" not in query_of(client, "sektor=public")


def test_rows_name_actors_kinds_and_states(client: FlaskClient, store: Store) -> None:
    rows = store.select(query_of(client, "akteur=magdeburg/jobcenter&tiefe=1"))
    assert all(row["actorName"] and row["kindName"] and row["stateName"] and row["otherName"] for row in rows)


def test_the_map_links_to_the_query_of_what_it_shows(client: FlaskClient) -> None:
    for address in ("/karte?stand=demanded", "/karte?stand=demanded&ansicht=tabelle"):
        page = client.get(address).get_data(as_text=True)
        assert 'href="/karte/sparql?stand=demanded"' in page


def ids(client: FlaskClient, query: str) -> tuple[set[str], list[dict[str, Any]]]:
    answer = client.get(f"/api/v1/karte.json?abfrage={quote(query)}")
    assert answer.status_code == 200
    found = answer.get_json()
    return {node["id"] for node in found["nodes"]}, found["edges"]


def test_two_actors_of_a_row_are_a_line_of_the_query(client: FlaskClient) -> None:
    base = "https://netz.invalid/id/magdeburg"
    nodes, edges = ids(client, f"SELECT * WHERE {{ VALUES (?a ?b) {{ (<{base}/jobcenter> <{base}/kirche>) }} }}")
    assert nodes == {"magdeburg/jobcenter", "magdeburg/kirche"}
    assert [(edge["state"], edge["stateLabel"]) for edge in edges] == [("result", "laut Abfrage")]


def test_a_row_of_more_than_two_shows_all_of_them(client: FlaskClient) -> None:
    """An actor between two groups: both are there, whichever column comes first."""
    base, ends = "https://netz.invalid/id/magdeburg", ["jobcenter", "kirche", "agentur-fuer-arbeit"]
    values = " ".join(f"<{base}/{one}>" for one in ends)
    nodes, edges = ids(client, f"SELECT * WHERE {{ VALUES (?a ?b ?c) {{ ({values}) }} }}")
    assert nodes == {f"magdeburg/{one}" for one in ends}
    assert {(edge["from"], edge["to"]) for edge in edges} == {
        (f"magdeburg/{ends[0]}", f"magdeburg/{o}") for o in ends[1:]
    }


def test_a_row_that_names_a_tie_shows_it_with_its_evidence(client: FlaskClient) -> None:
    query = """PREFIX netz: <https://w3id.org/akteursnetz/ns#> PREFIX nk: <https://w3id.org/akteursnetz/code#>
    SELECT ?tie ?a ?b WHERE { ?tie a netz:Interface ; <http://www.w3.org/ns/adms#status> nk:demanded ;
      netz:party ?a, ?b FILTER(STR(?a) < STR(?b)) }"""
    nodes, edges = ids(client, query)
    assert {edge["state"] for edge in edges} == {"demanded"}
    assert any(edge["evidence"] for edge in edges)
    assert nodes == {end for edge in edges for end in (edge["from"], edge["to"])}


def test_the_places_are_those_of_the_whole_map(client: FlaskClient) -> None:
    whole = {node["id"]: (node["x"], node["y"]) for node in client.get("/api/v1/karte.json").get_json()["nodes"]}
    query = "SELECT ?a WHERE { ?a a <https://w3id.org/akteursnetz/ns#ActorGroup> }"
    found = client.get(f"/api/v1/karte.json?abfrage={quote(query)}").get_json()["nodes"]
    assert 5 < len(found) < len(whole)
    assert all(whole[node["id"]] == (node["x"], node["y"]) for node in found)


def test_a_graph_of_ties_is_drawn(client: FlaskClient) -> None:
    query = "CONSTRUCT { ?t ?p ?a } WHERE { ?t a <https://w3id.org/akteursnetz/ns#Funding> ; ?p ?a }"
    _nodes, edges = ids(client, query)
    assert edges
    assert {edge["kind"] for edge in edges} == {"Funding"}


def test_a_graph_of_actors_is_drawn_by_its_statements(client: FlaskClient) -> None:
    query = (
        "CONSTRUCT { ?a <http://www.w3.org/ns/org#memberOf> ?g } WHERE { ?a <http://www.w3.org/ns/org#memberOf> ?g }"
    )
    _nodes, edges = ids(client, query)
    assert edges
    assert {(edge["kind"], edge["detail"], edge["directed"]) for edge in edges} == {("Query", "org:memberOf", True)}


@pytest.mark.parametrize("view", ["", "&ansicht=tabelle"])
def test_the_map_of_a_query_leads_back_to_it(client: FlaskClient, view: str) -> None:
    query = "SELECT ?a WHERE { ?a a <https://w3id.org/akteursnetz/ns#ActorGroup> }"
    page = client.get(f"/karte?abfrage={quote(query)}{view}").get_data(as_text=True)
    assert "Zur Abfrage" in page
    assert 'name="abfrage"' in page


@pytest.mark.parametrize(("query", "status"), [("SELECT", 400), ("SELECT * { SERVICE <http://a.b/> {} }", 403)])
def test_a_query_that_cannot_be_asked_draws_no_map(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/karte?abfrage={quote(query)}").status_code == status
    assert client.get(f"/api/v1/karte.json?abfrage={quote(query)}").get_json()["status"] == status


@pytest.mark.parametrize("query", ["ASK {}", "SELECT * { ?s ?p 'niemand' }"])
def test_an_answer_that_names_nobody_is_an_empty_map(client: FlaskClient, query: str) -> None:
    assert ids(client, query) == (set(), [])
    assert client.get(f"/karte?abfrage={quote(query)}&ansicht=tabelle").status_code == 200
