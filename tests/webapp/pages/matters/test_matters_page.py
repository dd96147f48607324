"""`/sachen`: the list, one matter, the sheet for a meeting, the files and the API say the same."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import Analysis, analysis_for
from graph.matters.sections import FOR_A_MEETING, MatterSections, sections_of
from graph.protocol import Store


@pytest.fixture(scope="module")
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


@pytest.fixture(scope="module")
def sections(magdeburg: Store) -> MatterSections:
    analysis: Analysis = analysis_for(magdeburg)
    return sections_of(analysis.matters)


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.get_data(as_text=True))


def test_the_list_names_each_matter_of_the_group_once_in_its_order(
    client: FlaskClient, sections: MatterSections
) -> None:
    text = page(client, "/sachen")
    assert re.findall(r'<li class="matter-card" id="([^"]+)"', text) == [matter.id for matter in sections.asked]
    for matter in (*sections.noticed, *sections.office):
        assert f'href="/sachen/{matter.id}"' in text


def test_the_first_five_are_ticked_for_the_next_meeting(client: FlaskClient, sections: MatterSections) -> None:
    ticked = re.findall(r'value="(sache-[^"]+)" form="vorlage" checked', page(client, "/sachen"))
    assert ticked == [matter.id for matter in sections.asked[:FOR_A_MEETING]]


def test_the_page_of_a_matter_says_quote_question_and_every_gap(client: FlaskClient, sections: MatterSections) -> None:
    for matter in (sections.asked[0], sections.asked[-1], *sections.noticed[:1], sections.office[0]):
        text = page(client, f"/sachen/{matter.id}")
        assert matter.question.de in text
        for gap in matter.gaps:
            assert f"/luecken/{gap.id}" in text
        if matter.audience == "group" and matter.convenor:
            assert f"Vorschlag aus den Daten: {matter.convenor.reason.de}" in text


def test_the_sheet_holds_what_was_chosen_and_five_where_nothing_was(
    client: FlaskClient, sections: MatterSections
) -> None:
    assert page(client, "/sachen/vorlage").count('<p class="matter-answer">') == FOR_A_MEETING
    one = sections.asked[6]
    text = page(client, f"/sachen/vorlage?sache={one.id}")
    assert text.count('<p class="matter-answer">') == 1
    assert one.title.de in text


def test_files_and_api_hold_the_same_matters(client: FlaskClient, magdeburg: Store) -> None:
    ids = [matter.id for matter in analysis_for(magdeburg).matters]
    rows = list(csv.DictReader(io.StringIO(client.get("/sachen.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert [row["Kennung"] for row in rows] == ids
    assert next(iter(rows[0])) == "Sache"
    assert [row["id"] for row in json.loads(client.get("/sachen.json").data)["items"]] == ids
    listed = client.get("/api/v1/sachen").json
    assert listed is not None
    assert [row["id"] for row in listed["items"]] == ids
    chosen = client.get(f"/sachen.json?sache={ids[2]}").json
    assert chosen is not None
    assert [row["id"] for row in chosen["items"]] == [ids[2]]


def test_a_matter_of_the_api_has_its_gaps_in_full_and_what_closes_if_it_is_done(
    client: FlaskClient, sections: MatterSections
) -> None:
    one = sections.asked[0]
    found = client.get(f"/api/v1/sachen/{one.id}").json
    assert found is not None
    assert [gap["id"] for gap in found["open_gaps"]] == found["gaps"] == [gap.id for gap in one.gaps]
    closes, opens = (len(found["if_done"][one]) for one in ("closed_gaps", "new_gaps"))
    assert f"schließen sich {closes} Lücken, und {opens} kommen hinzu" in page(client, f"/sachen/{one.id}")


def test_a_matter_that_is_settled_is_named_with_what_to_do(client: FlaskClient) -> None:
    response = client.get("/sachen/sache-demand-0000000000", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert "inzwischen erledigt" in html.unescape(response.get_data(as_text=True))
    refused = client.get("/api/v1/sachen/x")
    assert refused.status_code == 404
    assert refused.json is not None
    assert set(refused.json) == {"error", "hint", "status"}


def test_a_form_that_does_not_exist_is_refused(client: FlaskClient) -> None:
    assert client.get("/sachen.doc").status_code == 406
