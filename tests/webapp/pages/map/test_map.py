from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import Analysis
from graph.protocol import Store
from webapp import create_app
from webapp.pages.map.model import MapView
from webapp.pages.map.picture import make_picture


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


@pytest.fixture
def picture(client: FlaskClient) -> dict[str, Any]:
    found = client.get("/api/v1/karte.json").get_json()
    assert isinstance(found, dict)
    return found


def test_every_edge_ends_at_nodes_that_are_there(picture: dict[str, Any]) -> None:
    ids = {node["id"] for node in picture["nodes"]}
    assert ids
    assert all(edge["from"] in ids and edge["to"] in ids for edge in picture["edges"])
    assert len({edge["id"] for edge in picture["edges"]}) == len(picture["edges"])


def test_nodes_have_places_of_their_own(picture: dict[str, Any]) -> None:
    places = [(node["x"], node["y"]) for node in picture["nodes"]]
    assert len(set(places)) == len(places)


def test_the_jobcenter_has_a_demanded_interface_with_its_passage(picture: dict[str, Any]) -> None:
    ends = {"magdeburg/jobcenter", "magdeburg/agentur-fuer-arbeit"}
    found = [edge for edge in picture["edges"] if {edge["from"], edge["to"]} == ends and edge["state"] == "demanded"]
    assert found
    assert found[0]["kind"] == "Interface"
    assert found[0]["stateLabel"] == "gefordert"
    assert all(place["quote"] and place["start"] < place["end"] for edge in found for place in edge["evidence"])


def test_every_demanded_link_between_two_is_drawn_also_one_with_the_network(picture: dict[str, Any]) -> None:
    links = ("interface-missing", "membership-missing", "mandate-missing", "funding-missing")
    wanted = [gap for gap in picture["gaps"] if gap["id"].removeprefix("demanded-").startswith(links)]
    asked = [gap for gap in wanted if len(gap["parties"]) > 1]
    drawn = [{edge["from"], edge["to"]} for edge in picture["edges"] if edge["state"] == "demanded"]
    assert any("magdeburg/netzwerk" in gap["parties"] for gap in asked)
    assert [gap["title"] for gap in asked if not any(ends <= set(gap["parties"]) for ends in drawn)] == []


def test_the_network_is_a_sign_of_its_own_and_no_star(picture: dict[str, Any]) -> None:
    network = next(node for node in picture["nodes"] if node["id"] == "magdeburg/netzwerk")
    assert network["group"]
    assert network["kindLabel"] == "Netzwerk"
    assert not [edge for edge in picture["edges"] if edge["to"] == network["id"] and edge["kind"] == "Hierarchy"]


def test_demanded_members_are_not_counted_as_members(picture: dict[str, Any]) -> None:
    group = next(group for group in picture["groups"] if group["id"] == "magdeburg/ag-interkultur-soziales")
    demanded = {
        edge["from"]
        for edge in picture["edges"]
        if edge["to"] == group["id"] and edge["kind"] == "Membership" and edge["state"] == "demanded"
    }
    assert demanded
    assert demanded.isdisjoint(group["members"])


def test_gaps_name_their_parties_and_lead_to_their_pages(picture: dict[str, Any], client: FlaskClient) -> None:
    gap = next(gap for gap in picture["gaps"] if "magdeburg/jobcenter" in gap["parties"])
    assert gap["reason"]
    assert client.get(gap["url"]).status_code == 200


def test_labels_follow_the_language(client: FlaskClient) -> None:
    german, english = (client.get(f"/api/v1/karte.json?lang={code}").get_json() for code in ("de", "en"))
    assert german["sectors"][0]["label"] != english["sectors"][0]["label"]


def test_an_unchanged_picture_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/api/v1/karte.json").headers["ETag"]
    assert client.get("/api/v1/karte.json", headers={"If-None-Match": tag}).status_code == 304


def test_an_unknown_network_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/api/v1/karte.json?netz=atlantis")
    assert answer.status_code == 404
    assert answer.get_json()["status"] == 404


def test_filters_are_ticked_as_the_address_says(client: FlaskClient) -> None:
    page = client.get("/karte?sektor=civil&stand=demanded").get_data(as_text=True)
    assert 'name="sektor" value="civil" checked' in page
    assert 'name="stand" value="demanded" checked' in page
    assert 'name="sektor" value="public" checked' not in page


def test_the_table_holds_what_the_filters_leave(client: FlaskClient) -> None:
    page = client.get("/karte?ansicht=tabelle&sektor=economy").get_data(as_text=True)
    assert "Handwerkskammer Magdeburg" in page
    assert ">Kirche</a>" not in page


@pytest.mark.parametrize(
    "query", ["tiefe=viel&akteur=x", "akteur=%00", "luecke=gibt-es-nicht", "sektor=&art=x", "tiefe=99999"]
)
def test_nonsense_in_the_address_shows_a_map(client: FlaskClient, query: str) -> None:
    assert client.get(f"/karte?{query}").status_code == 200
    assert client.get(f"/karte?ansicht=tabelle&{query}").status_code == 200


def test_the_page_has_neither_inline_script_nor_inline_style(client: FlaskClient) -> None:
    for address in ("/karte", "/karte?ansicht=tabelle"):
        page = client.get(address).get_data(as_text=True)
        assert " style=" not in page
        assert "<style" not in page
        assert "onclick" not in page


def test_a_first_picture_is_made_once(own_magdeburg: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun before its results were there, it was out of date when it was done, and made again."""
    made = list[str]()

    def count(analysis: Analysis, language: str) -> MapView:
        made.append(language)
        return make_picture(analysis, language)

    monkeypatch.setattr("webapp.pages.map.routes.make_picture", count)
    assert create_app(store=own_magdeburg).test_client().get("/api/v1/karte.json").status_code == 200
    assert made == ["de"]
