"""Filters with counts, search, paths, common partners and gaps of the map, as the server says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from graph.load.files import load_files
from graph.network.belonging import downwards
from graph.paths import DATA
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.pages.map.connections import find_relations, shared_partners, shortest_paths
from webapp.pages.map.facets import count_facets, facet_rows
from webapp.pages.map.filters import BY_NAME, FILTERS
from webapp.pages.map.model import MapEdge
from webapp.pages.map.routes import get_picture
from webapp.pages.map.selection import Selection, keep_known, read_selection, select
from webapp.pages.topics.view import at_work_on
from webapp.ui.context import get_analysis, get_model
from webapp.ui.links import iri_of, slug_of
from webapp.ui.palette import UNKNOWN

JOBCENTER, AGENCY, CHURCH = "magdeburg/jobcenter", "magdeburg/agentur-fuer-arbeit", "magdeburg/kirche"


@pytest.fixture(scope="module")
def app() -> Iterator[Flask]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    yield create_app(store=store)
    store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def edge(source: str, target: str, state: str = "exists") -> MapEdge:
    return MapEdge(
        id=f"{source}-{target}",
        tie="",
        source=source,
        target=target,
        kind="Interface",
        state=state,
        label="",
        detail="",
        topics=(),
        is_directed=False,
        confidence="stated",
        evidence=(),
    )


@pytest.mark.parametrize("name", [one.name for one in FILTERS])
def test_a_box_shows_as_many_as_its_number_says(app: Flask, name: str) -> None:
    with app.test_request_context("/karte?sektor=public&stand=demanded"):
        picture, selection = get_picture(), read_selection(request.args)
        numbers = count_facets(picture, selection)[name]
        assert any(numbers.values())
        for code, _ in next(facet.values for facet in picture.facets if facet.name == name):
            alone = selection.without(name)
            nodes, edges = select(picture, type(alone)(filters={**alone.filters, name: frozenset({code})}))
            if BY_NAME[name].of == "nodes":
                assert numbers[code] == sum(not node.is_group for node in nodes)
            else:
                assert numbers[code] >= len(edges)


def test_every_filter_that_has_something_to_choose_is_offered(app: Flask) -> None:
    with app.test_request_context("/karte"):
        rows = facet_rows(get_picture(), read_selection(request.args))
    assert [row.name for row in rows] == [
        "sektor", "stand", "gruppe", "thema", "art", "akteursart", "quelle", "sicht", "sicherheit",
    ]  # fmt: skip
    assert all(row.is_folded for row in rows[3:])
    assert all(value.label for row in rows for value in row.values)


def test_a_field_shows_the_ties_of_all_topics_below_it_and_everybody_who_works_on_it(app: Flask) -> None:
    with app.test_request_context("/karte?netz=magdeburg"):
        picture, broader = get_picture(), get_model().broader
        (row,) = [one for one in facet_rows(picture, read_selection(request.args)) if one.name == "thema"]
        assert {value.depth for value in row.values} >= {0, 1}
        _, drawn = select(picture, Selection())
        for value in row.values:
            if value.code == UNKNOWN:
                continue
            below = {slug_of(one) for one in downwards(broader, iri_of(value.code))}
            chosen = Selection(filters={"thema": frozenset({value.code})})
            about = [edge for edge in drawn if below.intersection(edge.topic_ids)]
            nodes, edges = select(picture, chosen)
            assert {edge.id for edge in edges} == {edge.id for edge in about}
            tied, shown = {end for edge in about for end in edge.ends}, {node.iri for node in nodes}
            assert at_work_on(get_analysis(), iri_of(value.code)) <= shown
            assert value.number == len(about) + sum(node.id not in tied for node in nodes if not node.is_group)


def test_what_an_address_names_wrongly_is_said_and_the_rest_is_shown(client: FlaskClient) -> None:
    address = "/karte?sektor=economy&sektor=atlantis&akteur=x&luecke=y&groesse=dick&luecken=rule,alles"
    for view in ("", "&ansicht=tabelle"):
        page = client.get(address + view).get_data(as_text=True)
        notices = re.search(r'<ul[^>]*map-notices">(.*?)</ul>', page)
        assert notices is not None
        assert notices[1].count("<li>") == 5
        assert "„atlantis“" in notices[1]
    with client.application.test_request_context(address):
        picture = get_picture()
        kept = keep_known(picture, read_selection(request.args))
    assert kept.of("sektor") == {"economy"}


def test_a_long_or_hostile_value_is_cut_and_inert(client: FlaskClient) -> None:
    page = client.get("/karte?thema=<script>" + "x" * 10_000).get_data(as_text=True)
    notice = page[page.index('id="hinweise"') :].partition("</ul>")[0]
    assert "&lt;script&gt;xxx" in notice
    assert len(notice) < 300


def test_search_finds_every_other_name_and_not_only_the_shortest(client: FlaskClient) -> None:
    hits = client.get("/api/v1/suche", query_string={"text": "Gemeinsame Steuerungsgruppe"}).get_json()["items"]
    assert [hit["label"] for hit in hits] == ["Gemeinsame Lenkungsgruppe"]
    nodes = client.get("/api/v1/karte.json?netz=magdeburg").get_json()["nodes"]
    assert ["BA"] in [node["aliases"] for node in nodes]
    assert "Kammern" in client.get("/akteure?suche=Kammervertreter").get_data(as_text=True)


@pytest.mark.parametrize("text", ["Jobcenter", "jobcneter", "Jobcentr Magdebrug", "obcenter"])
def test_a_slip_of_the_pen_is_forgiven(client: FlaskClient, text: str) -> None:
    hits = client.get(f"/api/v1/suche?text={text}").get_json()["items"]
    assert hits[0]["id"] == JOBCENTER
    assert client.get(hits[0]["url"]).status_code == 200


def test_search_finds_across_networks_whatever_map_is_open(client: FlaskClient) -> None:
    here = {node["id"] for node in client.get("/api/v1/karte.json?netz=magdeburg").get_json()["nodes"]}
    there = client.get("/api/v1/karte.json?netz=musterstadt").get_json()["nodes"]
    other = next(node for node in there if node["id"] not in here and not node["group"])
    hits = client.get("/api/v1/suche", query_string={"text": other["label"], "netz": "magdeburg"}).get_json()["items"]
    assert other["id"] in {hit["id"] for hit in hits}


def test_nothing_typed_finds_nobody(client: FlaskClient) -> None:
    assert client.get("/api/v1/suche").get_json()["items"] == []
    assert client.get("/api/v1/suche?text=qqqqqqqq").get_json()["items"] == []


def test_all_shortest_paths_are_found_and_counted() -> None:
    square = [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d"), edge("d", "e"), edge("a", "f")]
    paths = shortest_paths(square, "a", "e")
    assert paths is not None
    assert [set(step) for step in paths.steps] == [{"a"}, {"b", "c"}, {"d"}, {"e"}]
    assert paths.number == 2
    assert shortest_paths(square, "a", "z") is None


def test_common_partners_are_partners_of_all() -> None:
    ties = [edge("a", "x"), edge("b", "x"), edge("c", "x"), edge("a", "y"), edge("b", "y"), edge("a", "b")]
    assert shared_partners(ties, ["a", "b"]) == {"x", "y"}
    assert shared_partners(ties, ["a", "b", "c"]) == {"x"}


def test_two_without_a_path_are_told_whether_demands_would_connect_them(app: Flask) -> None:
    query = f"/karte?weg={JOBCENTER}~{AGENCY}"
    with app.test_request_context(query):
        picture, selection = get_picture(), read_selection(request.args)
        found = find_relations(picture, selection, picture.edges).path
        alone = find_relations(picture, read_selection(request.args), []).path
    assert found is not None
    assert alone is not None
    assert (found.kind, len(found.steps)) == ("wanted", 2)
    page = app.test_client().get(f"{query}&ansicht=tabelle").get_data(as_text=True)
    assert "Keine Verbindung: In den Daten führt kein Weg" in page
    assert "Gefordert oder geplant ist eine Verbindung zwischen beiden." in page


def test_a_filter_that_hides_the_path_is_said(app: Flask) -> None:
    with app.test_request_context(f"/karte?weg={CHURCH}~magdeburg/verwaltung&sektor=civil"):
        picture, selection = get_picture(), read_selection(request.args)
        found = find_relations(picture, selection, select(picture, selection)[1]).path
    assert found is not None
    assert found.kind == "hidden"


def test_the_table_says_all_there_is_between_two(client: FlaskClient) -> None:
    page = client.get(f"/karte?ansicht=tabelle&paar={JOBCENTER}~{AGENCY}").get_data(as_text=True)
    section = page[page.index('<section id="paar">') :]
    section = section[: section.index("</section>")]
    assert "<blockquote>" in section
    assert "chip-demanded" in section
    assert "Lücken zwischen beiden" in section


def test_the_table_lists_the_gaps_of_the_chosen_kinds(client: FlaskClient) -> None:
    page = client.get("/karte?ansicht=tabelle&luecken=fit&luecken=demanded").get_data(as_text=True)
    rows = page[page.index('<div id="luecken">') :]
    rows = rows[: rows.index("</section>")]
    ticked = re.findall(r'name="luecken" value="(\w+)" checked>.*?class="count">([\d.]+)<', page)
    assert {kind for kind, _ in ticked} == {"fit", "demanded"}
    assert rows.count('<th scope="row">') == sum(int(number) for _, number in ticked)
