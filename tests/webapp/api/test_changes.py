"""The list of changes, and taking one back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.store.open import open_store
from webapp import create_app
from webapp.settings import Access, Settings

WRITER = {"Authorization": "Bearer T"}
UPDATE = "INSERT DATA { <http://e.example/a> <http://e.example/b> %d }"


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:", default_graph="own", plain=True)
    client = create_app(Settings(access=Access("T"), default_graph="own", empty=True), store).test_client()
    for number in range(3):
        client.post("/sparql/update", data={"update": UPDATE % number}, headers=WRITER)
    yield client
    store.close()


def test_changes_come_newest_first_and_no_more_than_asked_for(client: FlaskClient) -> None:
    found = client.get("/api/v1/aenderungen?grenze=2").json
    assert found is not None
    assert [item["revision"] for item in found["items"]] == [3, 2]
    assert found["items"][0] | {"time": ""} == {
        "revision": 3,
        "time": "",
        "author": "token",
        "reason": "SPARQL Update",
        "added": 1,
        "removed": 0,
        "kind": "update",
        "about": "",
        "label": "Von einem Programm geändert",
        "way": "token",
    }


@pytest.mark.parametrize("number", ["0", "-1", "x", "1001", "", "²"])
def test_senseless_limit_is_400(client: FlaskClient, number: str) -> None:
    assert client.get("/api/v1/aenderungen", query_string={"grenze": number}).status_code == 400


def test_change_is_taken_back_by_a_change(client: FlaskClient) -> None:
    response = client.post("/api/v1/aenderungen/2/zuruecknehmen", headers=WRITER)
    assert response.json == {"revision": 4, "added": 0, "removed": 1, "moved": 0}
    rows = client.get("/sparql?query=SELECT+?o+{+?s+?p+?o+}+ORDER+BY+?o&format=csv").get_data(as_text=True)
    assert rows.split() == ["o", "0", "2"]


def test_change_that_never_was_is_404_and_reading_takes_nothing_back(client: FlaskClient) -> None:
    assert client.post("/api/v1/aenderungen/99/zuruecknehmen", headers=WRITER).status_code == 404
    assert client.get("/api/v1/aenderungen/2/zuruecknehmen", headers=WRITER).status_code == 405
    assert client.post("/api/v1/aenderungen/2/zuruecknehmen").status_code == 401


def test_description_of_the_api_knows_which_method_changes(client: FlaskClient) -> None:
    found = client.get("/api/v1/openapi.json").json
    assert found is not None
    assert set(found["paths"]["/api/v1/aenderungen"]) == {"get"}
    assert set(found["paths"]["/api/v1/aenderungen/{revision}/zuruecknehmen"]) == {"post"}
