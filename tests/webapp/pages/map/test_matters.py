"""The map knows what is to be decided: it can be chosen like a gap, and stands in its picture."""

from __future__ import annotations

import html

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.matters.sections import MatterSections, sections_of
from graph.protocol import Store


@pytest.fixture(scope="module")
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


@pytest.fixture(scope="module")
def sections(magdeburg: Store) -> MatterSections:
    return sections_of(analysis_for(magdeburg).matters)


def test_the_picture_names_what_is_to_be_decided_in_its_order(client: FlaskClient, sections: MatterSections) -> None:
    picture = client.get("/api/v1/karte.json").json
    assert picture is not None
    assert [one["id"] for one in picture["matters"]] == [one.id for one in (*sections.asked, *sections.noticed)]
    first, matter = picture["matters"][0], sections.asked[0]
    assert (first["title"], first["reason"], first["kind"]) == (matter.title.de, matter.question.de, "matter")


def test_a_chosen_matter_is_found_on_the_map_and_its_page_leads_there(
    client: FlaskClient, sections: MatterSections
) -> None:
    matter = sections.asked[0]
    assert f'href="/karte?luecke={matter.id}"' in client.get(f"/sachen/{matter.id}").get_data(as_text=True)
    shown = html.unescape(client.get(f"/karte?luecke={matter.id}").get_data(as_text=True))
    assert "Die gesuchte Lücke ist auf dieser Karte nicht offen." not in shown
    table = html.unescape(client.get(f"/karte?ansicht=tabelle&luecke={matter.id}").get_data(as_text=True))
    assert matter.question.de in table
