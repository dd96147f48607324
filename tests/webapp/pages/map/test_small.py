"""`/karte/klein.svg`: the map without a word, on the start page and in the colours of both."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient

from graph.store.open import open_store
from tests.support.statements import add
from webapp import create_app
from webapp.pages.map.model import SMALL_MOST

SVG = "{http://www.w3.org/2000/svg}"


def test_whoever_is_tied_is_drawn_without_a_word(client: FlaskClient) -> None:
    answer = client.get("/karte/klein.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    drawn = ET.fromstring(answer.text)  # noqa: S314 - our own
    picture = client.get("/api/v1/karte.json").get_json()
    tied = {end for edge in picture["edges"] for end in (edge["from"], edge["to"])}
    assert len([one for one in drawn.iter(f"{SVG}g") if one.get("transform")]) == len(tied)
    assert "".join(drawn.itertext()).strip() == ""


def test_dark_pages_have_dark_ground(client: FlaskClient) -> None:
    light, dark = (client.get(f"/karte/klein.svg{asked}").text for asked in ("", "?farben=dunkel"))
    assert "#1b2127" in dark
    assert "#ffffff" not in dark
    assert "#ffffff" in light


def test_the_start_page_leads_to_the_map_by_it(client: FlaskClient) -> None:
    start = client.get("/").text
    found = re.search(r'<a class="small-map[^>]+href="([^"]+)"', start)
    assert found
    assert client.get(found[1]).status_code == 200
    assert re.search(r'<img src="([^"]+)" alt="Karte', start)


@pytest.mark.parametrize(("actors", "is_shown"), [(0, False), (1, True), (SMALL_MOST, True), (SMALL_MOST + 1, False)])
def test_nobody_and_too_many_have_none_there(actors: int, *, is_shown: bool) -> None:
    store = open_store("memory:")
    add(store, "<s/n> a netz:Network . " + "".join(f"<s/a{one}> a org:FormalOrganization . " for one in range(actors)))
    client = create_app(store=store).test_client()
    assert ("small-map" in client.get("/").text) is is_shown
    assert client.get("/karte/klein.svg").status_code == 200
    store.close()
