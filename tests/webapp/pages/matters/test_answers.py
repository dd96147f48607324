"""Answering a matter by its form and by the API holds for all its gaps."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.analysis import analysis_for
from graph.gaps.decisions import make_decision
from graph.matters.answering import record_matter
from graph.protocol import Change, Store
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.settings import Access, Settings

DECIDED = {"answer": "decided", "day": "2024-05-02", "responsible": "Koordination", "due": "2024-12-31"}


@pytest.fixture(scope="module")
def own_store() -> Iterator[Store]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield store
    store.close()


@pytest.fixture
def client(own_store: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(access=Access("geheim")), own_store))


def matters(client: FlaskClient) -> list[dict[str, Any]]:
    found = client.get("/api/v1/sachen").json
    assert found is not None
    return [row for row in found["items"] if row["state"] == "open" and row["kind"] in ("demand", "topic")]


def send(client: FlaskClient, matter_id: str, **fields: str) -> TestResponse:
    page = html.unescape(client.get(f"/sachen/{matter_id}").get_data(as_text=True))
    hidden = dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', page))
    form = {**hidden, "name": "LG", **fields}
    return client.post(f"/sachen/{matter_id}/entscheidung", data=form, headers={"Origin": "http://localhost"})


def test_what_is_decided_by_the_form_is_decided_of_every_gap_and_leaves_the_list(client: FlaskClient) -> None:
    one = matters(client)[0]
    response = send(client, one["id"], **DECIDED)
    assert (response.status_code, response.location) == (303, f"/sachen/{one['id']}#antwort")
    page = html.unescape(client.get(f"/sachen/{one['id']}").get_data(as_text=True))
    assert "Ihre Antwort ist gespeichert." in page
    assert "beschlossen" in page
    listed = html.unescape(client.get("/sachen").get_data(as_text=True))
    assert f'<li class="matter-card" id="{one["id"]}"' not in listed
    assert "Beantwortet" in listed
    table = csv.DictReader(io.StringIO(client.get("/sachen.csv").get_data(as_text=True).lstrip("\ufeff")))
    (row,) = [row for row in table if row["Kennung"] == one["id"]]
    assert (row["Stand"], row["Beschlossen am"], row["Kümmert sich"]) == ("überfällig", "2024-05-02", "Koordination")
    for gap in one["gaps"]:
        shown = client.get(f"/api/v1/luecken/{gap}").json
        assert shown is not None
        assert shown["state"] == "decided"


def test_what_the_answer_lacks_is_said_and_nothing_is_stored(client: FlaskClient, own_store: Store) -> None:
    before = own_store.revision
    response = send(client, matters(client)[0]["id"], answer="decided", day="2024-05-02", responsible="KO")
    assert response.status_code == 422
    assert 'id="due-fehler"' in response.get_data(as_text=True)
    assert own_store.revision == before


def test_who_answers_what_has_changed_since_is_told_so(client: FlaskClient) -> None:
    one = matters(client)[0]
    assert send(client, one["id"], basis="anderes", **DECIDED).status_code == 409


def test_the_api_answers_with_the_matter_and_its_history(client: FlaskClient) -> None:
    one, headers = matters(client)[0], {"Authorization": "Bearer geheim"}
    sent = {"answer": "no_need", "author": "LG", "note": "Dafür gibt es schon die Beratungsrunde."}
    answered = client.post(f"/api/v1/sachen/{one['id']}/entscheidung", json=sent, headers=headers)
    assert answered.status_code == 201, answered.get_data(as_text=True)
    assert answered.json is not None
    assert (answered.json["state"], answered.json["decisions"][-1]["answer"]) == ("no_need", "no_need")
    assert {gap["state"] for gap in answered.json["open_gaps"]} == {"no_need"}
    again = client.post(f"/api/v1/sachen/{one['id']}/entscheidung", json={**sent, "fingerprint": "x"}, headers=headers)
    assert again.status_code == 409


def test_a_matter_that_is_done_keeps_its_page_with_what_was_decided(client: FlaskClient, own_store: Store) -> None:
    analysis = analysis_for(own_store)
    matter = next(one for one in analysis.matters if one.is_open and one.kind == "demand")
    gone = make_decision(replace(matter, id="sache-demand-erledigt00"), "no_need", author="LG", note="Gibt es schon")
    record_matter(own_store, replace(matter, id="sache-demand-erledigt00", gaps=()), gone)
    page = html.unescape(client.get("/sachen/sache-demand-erledigt00").get_data(as_text=True))
    assert matter.title.de in page
    assert "Das ist erledigt" in page
    assert "Gibt es schon" in page


def test_a_gap_that_joined_since_the_form_was_opened_is_not_answered_unseen(
    client: FlaskClient, own_store: Store
) -> None:
    one = next(row for row in matters(client) if row["problems"])
    page = html.unescape(client.get(f"/sachen/{one['id']}").get_data(as_text=True))
    hidden = dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', page))
    problem = analysis_for(own_store).model.findings[one["problems"][0]["iri"]]
    twin = ox.NamedNode(problem.iri + "-noch-einmal")
    rows = own_store.select(f"SELECT ?p ?o ?g {{ GRAPH ?g {{ <{problem.iri}> ?p ?o }} }}")
    copied = [ox.Quad(twin, row["p"], row["o"], row["g"]) for row in rows]  # type: ignore[arg-type]
    own_store.apply(Change(add=copied, checked=False))
    form = {**hidden, "name": "LG", "answer": "no_need", "note": "weil"}
    sent = client.post(f"/sachen/{one['id']}/entscheidung", data=form, headers={"Origin": "http://localhost"})
    assert sent.status_code == 409
