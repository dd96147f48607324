"""The map of areas: what it counts, what it opens, and what it says about an address it does not know."""

import html
import json
import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient

from graph.areas.areas import Area, Areas, cut_into_areas, position_areas
from graph.areas.known_overviews import overview_for
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from webapp import create_app
from webapp.pages.map.aggregate import pages

OFFICES, CLUBS = 8, 5
DATA = "/api/v1/karte/gebiete.json"
GERMAN = {"Accept-Language": "de"}


@pytest.fixture(scope="module")
def town() -> Iterator[Store]:
    """Eight offices in a row and five clubs around the first; one demanded tie across, one office without any."""
    opened = open_store("memory:")
    load_ontology(opened)
    lines = ["<stadt/netzwerk> a netz:Network ; skos:prefLabel 'Stadt'@de ."]
    for kind, code, number in (("amt", "municipality", OFFICES), ("verein", "association", CLUBS)):
        lines += [
            f"<stadt/{kind}-{position}> a org:FormalOrganization ; skos:prefLabel '{kind.title()} {position}'@de ; "
            f"netz:inNetwork <stadt/netzwerk> ; org:classification nk:{code} ."
            for position in range(number)
        ]
    ties = [(f"amt-{position}", f"amt-{position + 1}", "exists") for position in range(OFFICES - 2)]
    ties += [("verein-0", f"verein-{position}", "exists") for position in range(1, CLUBS)]
    ties += [("amt-0", "verein-0", "exists"), ("amt-1", "verein-1", "demanded"), ("amt-1", "verein-2", "demanded")]
    lines += [
        f"<stadt/s{position}> a netz:Interface ; adms:status nk:{state} ; netz:inNetwork <stadt/netzwerk> ; "
        f"netz:party <stadt/{one}>, <stadt/{other}> ."
        for position, (one, other, state) in enumerate(ties)
    ]
    add(opened, "\n".join(lines))
    yield opened
    opened.close()


@pytest.fixture
def client(town: Store) -> FlaskClient:
    return create_app(store=town).test_client()


def picture_of(client: FlaskClient, query: str = "") -> Any:
    return json.loads(client.get(f"{DATA}?{query}", headers=GERMAN).get_data(as_text=True))


def text_of(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address, headers=GERMAN).get_data(as_text=True))


def test_overview_knows_whom_the_registry_knows(town: Store) -> None:
    model = read_model(town)
    overview = overview_for(town)
    assert set(overview.actors) == set(model.actors)
    sectors = {
        iri: overview.sectors[position] for iri, position in zip(overview.actors, overview.sector_of, strict=True)
    }
    assert sectors == {iri: actor.sector.iri for iri, actor in model.actors.items() if actor.sector}
    assert len(overview.ties) == len(model.ties)


def test_each_actor_is_in_one_area_and_every_tie_is_counted_once(town: Store) -> None:
    overview = overview_for(town)
    for cut in ("sektor", "gemeinschaft"):
        areas = cut_into_areas(overview, cut)
        members = [int(actor) for area in areas.areas for actor in area.members]
        assert sorted(members) == list(range(overview.size))
        counted = sum(sum(area.ties) for area in areas.areas) + sum(map(sum, areas.between.values()))
        assert counted == len(overview.ties)


def test_areas_say_size_demands_and_who_has_no_tie(client: FlaskClient) -> None:
    picture = picture_of(client, "gebiet=sektor")
    areas = {node["id"]: node for node in picture["nodes"]}
    assert {area: node["count"] for area, node in areas.items()} == {"public": OFFICES, "civil": CLUBS}
    assert areas["public"]["untied"] == 1
    between = {edge["state"]: edge["count"] for edge in picture["edges"]}
    assert between == {"exists": 1, "demanded": 2}


def test_an_area_laid_open_shows_its_actors_and_the_other_stays(client: FlaskClient) -> None:
    picture = picture_of(client, "gebiet=sektor&offen=civil")
    actors = {node["id"] for node in picture["nodes"] if not node.get("area")}
    assert actors == {f"stadt/verein-{position}" for position in range(CLUBS)}
    assert {node["id"]: bool(node.get("open")) for node in picture["nodes"] if node.get("area")} == {
        "public": False,
        "civil": True,
    }
    ends = {node["id"] for node in picture["nodes"]}
    assert all(edge["from"] in ends and edge["to"] in ends for edge in picture["edges"])


def test_an_area_shows_the_best_connected_and_counts_the_rest(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.areas.areas.SHOWN_MOST", 2)
    page = text_of(client, "/karte?gebiet=sektor&offen=civil&ansicht=tabelle")
    assert "Gezeigt sind die 2 am besten verbundenen von 5 Akteuren." in page
    assert "Verein 0</a>" in page
    assert "Verein 4</a>" not in page


def test_surroundings_of_an_actor_grow_with_the_steps(client: FlaskClient) -> None:
    def shown(steps: int) -> set[str]:
        nodes = picture_of(client, f"akteur=stadt/amt-1&tiefe={steps}")["nodes"]
        return {node["id"] for node in nodes if not node.get("area")}

    assert shown(1) == {"stadt/amt-0", "stadt/amt-1", "stadt/amt-2"}
    assert shown(2) == {"stadt/amt-0", "stadt/amt-1", "stadt/amt-2", "stadt/amt-3", "stadt/verein-0"}


def test_unknown_area_actor_and_cut_are_said_and_the_rest_is_shown(client: FlaskClient) -> None:
    picture = picture_of(client, "gebiet=mond&offen=krater&akteur=stadt/niemand")
    assert len(picture["notices"]) == 3
    assert {node["id"] for node in picture["nodes"]} == {"public", "civil"}
    assert "Das Gebiet „krater“ gibt es hier nicht." in text_of(client, "/karte?gebiet=sektor&offen=krater")


def test_a_large_network_opens_as_areas_and_a_small_one_on_demand(
    town: Store, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Karte im Überblick" not in text_of(client, "/karte")
    assert "Karte im Überblick" in text_of(client, "/karte?gebiet=gemeinschaft")
    monkeypatch.setattr(pages, "DRAWN_MOST", 10)
    assert "Karte im Überblick" in text_of(create_app(store=town).test_client(), "/karte")


def test_same_picture_every_time(town: Store) -> None:
    first, second = (
        create_app(store=town).test_client().get(f"{DATA}?gebiet=gemeinschaft&offen=ohne") for _ in range(2)
    )
    assert first.get_data() == second.get_data()


def test_search_finds_by_a_part_of_the_name_however_it_is_spelt(client: FlaskClient) -> None:
    found = client.get("/api/v1/karte/suche?text=VEREIN 3", headers=GERMAN).get_json()["items"]
    assert [item["label"] for item in found] == ["Verein 3"]
    assert "akteur=stadt" in found[0]["url"]


def test_a_hostile_name_stays_text(client: FlaskClient) -> None:
    page = client.get("/karte?gebiet=<script>alert(1)</script>&offen=<img>").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img>" not in page


def test_no_two_of_forty_areas_touch() -> None:
    members = np.arange(1)
    areas = tuple(Area(f"a{position:02}", "", members, (0,) * 5, 0) for position in range(40))
    pairs = enumerate(combinations(areas, 2))
    between = {(one.id, other.id): (position % 7 + 1, 0, 0, 0, 0) for position, (one, other) in pairs}
    radii = {area.id: 40.0 + 3 * position for position, area in enumerate(areas)}
    positions = position_areas(Areas(areas, between, members), radii)
    touching = [
        (one, other)
        for one, other in combinations(positions, 2)
        if math.dist(positions[one], positions[other]) < radii[one] + radii[other]
    ]
    assert touching == []


@pytest.mark.parametrize("address", [DATA, "/karte?gebiet=sektor", "/karte?gebiet=sektor&ansicht=tabelle"])
def test_store_without_a_network_has_an_empty_map_of_areas(store: Store, address: str) -> None:
    assert create_app(store=store).test_client().get(address).status_code == 200
