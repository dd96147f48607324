"""`/reconcile` as the Reconciliation Service API 0.2 has it, asked as OpenRefine asks, on a real socket too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest
from flask.testing import FlaskClient

from graph.store.embedded import EmbeddedStore
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.pages.reconcile.requests import read_queries

TEXT, ENTITY = (
    {"type": "string"},
    {
        "type": "object",
        "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
        "required": ["id", "name"],
    },
)
SERVICE = {
    "type": "object",
    "properties": {"service_url": {"type": "string", "pattern": "^https?://"}, "service_path": {"pattern": "^/"}},
    "required": ["service_url", "service_path"],
}
MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "format": "uri"},
        "schemaSpace": {"type": "string", "format": "uri"},
        "defaultTypes": {"type": "array", "items": ENTITY},
        "view": {"type": "object", "properties": {"url": {"pattern": r"\{\{id\}\}"}}, "required": ["url"]},
        "preview": {
            "type": "object",
            "properties": {
                "url": {"pattern": r"\{\{id\}\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
            "required": ["url", "width", "height"],
        },
        "suggest": {"type": "object", "additionalProperties": SERVICE},
        "extend": {
            "type": "object",
            "properties": {"propose_properties": SERVICE, "property_settings": {"type": "array"}},
        },
        "batchSize": {"type": "integer"},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
}
"""What the specification's schemas of 0.2 ask for, as far as this service gives it."""
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": TEXT,
                        "name": TEXT,
                        "description": TEXT,
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": ENTITY},
                    },
                    "required": ["id", "name", "score"],
                },
            }
        },
        "required": ["result"],
    },
}


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(None)
    create_with_magdeburg(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: EmbeddedStore) -> FlaskClient:
    return create_app(store=store).test_client()


def match(client: FlaskClient, **queries: Any) -> dict[str, Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.data)
    jsonschema.validate(found, RESULTS)
    return found


def test_openrefine_adds_the_service_matches_a_column_and_extends_it(site: str) -> None:
    """The three steps of the recipe, by HTTP on a socket, as OpenRefine sends them."""
    with httpx.Client(timeout=60) as browser:
        manifest = browser.get(f"{site}/reconcile").json()
        jsonschema.validate(manifest, MANIFEST)
        assert len(manifest["defaultTypes"]) == 2
        queries = {
            f"q{number}": {"query": name, "type": "actor", "type_strict": "should", "limit": 3}
            for number, name in enumerate(
                ["Jobcenter Landeshauptstadt Magdeburg", "jobcenter landeshauptstadt magdeburg", "Feuerwehr Nirgendwo"]
            )
        }
        answer = browser.post(f"{site}/reconcile", data={"queries": json.dumps(queries)})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        found = answer.json()
        jsonschema.validate(found, RESULTS)
        assert found.keys() == queries.keys()
        first = found["q0"]["result"][0]
        assert (first["id"], first["match"]) == ("magdeburg/jobcenter", True)
        assert not any(one["match"] for one in found["q2"]["result"])
        page = browser.get(manifest["view"]["url"].replace("{{id}}", first["id"]), follow_redirects=True)
        assert "Jobcenter" in page.text
        shown = browser.get(manifest["preview"]["url"].replace("{{id}}", first["id"]))
        assert "Jobcenter" in shown.text
        proposed = manifest["extend"]["propose_properties"]
        columns = browser.get(proposed["service_url"] + proposed["service_path"]).json()["properties"]
        wanted = {"ids": [first["id"], "magdeburg/nobody"], "properties": [{"id": one["id"]} for one in columns]}
        extended = browser.post(f"{site}/reconcile", data={"extend": json.dumps(wanted)}).json()
        assert [one["id"] for one in extended["meta"]] == [one["id"] for one in columns]
        assert (
            extended["rows"][first["id"]]["sector"] == [{"str": "Öffentliche Verwaltung"}]
            or (extended["rows"][first["id"]]["sector"])
        )
        assert extended["rows"]["magdeburg/nobody"]["sector"] == []


def test_the_manifest_may_be_asked_for_by_pages_of_other_hosts(client: FlaskClient) -> None:
    answer = client.get("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    jsonschema.validate(json.loads(answer.data), MANIFEST)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_names_may_be_asked_for_in_the_address_too(client: FlaskClient) -> None:
    found = json.loads(
        client.get("/reconcile", query_string={"queries": json.dumps({"q0": {"query": "Jobcenter"}})}).data
    )
    assert found["q0"]["result"][0]["id"] == "magdeburg/jobcenter"


def test_the_limit_holds_and_candidates_come_in_the_order_of_their_scores(client: FlaskClient) -> None:
    found = match(client, a={"query": "Magdeburg", "limit": 3}, b={"query": "Magdeburg", "limit": 999})
    assert len(found["a"]["result"]) <= 3
    scores = [one["score"] for one in found["b"]["result"]]
    assert len(scores) <= 50
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize(("limit", "most"), [(3, 3), (2.0, 2), (1e300, 50), (-1, 1)])
def test_a_limit_is_any_number(client: FlaskClient, limit: float, most: int) -> None:
    assert 0 < len(match(client, q={"query": "Magdeburg", "limit": limit})["q"]["result"]) <= most


def test_a_property_counts_once_and_with_few_values() -> None:
    said = [{"pid": pid, "v": [str(number) for number in range(99)]} for pid in ("gnd", "kind") * 5]
    (query,) = read_queries(json.dumps({"a": {"query": "x", "properties": said}})).values()
    assert [(code, len(values)) for code, values in query.properties] == [("gnd", 5), ("kind", 5)]


def test_properties_in_every_form_of_the_protocol_are_taken(client: FlaskClient) -> None:
    known = [
        {"pid": "sector", "v": {"id": "public", "name": "Verwaltung"}},
        {"pid": "topic", "v": ["Arbeit", 5, None, True]},
        {"pid": "nonsense", "v": "x"},
        {"pid": "kind"},
    ]
    assert match(client, q={"query": "Jobcenter", "properties": known})["q"]["result"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q0": {"query": 5}}'},
        {"queries": '{"q0": {"query": "a", "properties": [{"v": 1}]}}'},
        {"queries": json.dumps({f"q{number}": {"query": "a"} for number in range(201)})},
        {"extend": '{"ids": "x"}'},
        {"extend": json.dumps({"ids": ["a"] * 1001, "properties": []})},
        {"queries": "[" * 5000},
        {"other": "1"},
    ],
)
def test_what_makes_no_sense_is_400_with_a_sentence(client: FlaskClient, parameters: dict[str, str]) -> None:
    answer = client.post("/reconcile", data=parameters)
    assert (answer.status_code, json.loads(answer.data).keys()) == (400, {"error", "hint", "status"})


def test_too_large_a_body_is_413(client: FlaskClient) -> None:
    assert client.post("/reconcile", data={"queries": "x" * 2_000_001}).status_code == 413


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/reconcile/suggest/entity?prefix=Jobc", "magdeburg/jobcenter"),
        ("/reconcile/suggest/type?prefix=Grup", "group"),
        ("/reconcile/suggest/property?prefix=Amtlich", "ags"),
    ],
)
def test_what_is_typed_is_completed(client: FlaskClient, address: str, first: str) -> None:
    assert json.loads(client.get(address).data)["result"][0]["id"] == first


@pytest.mark.parametrize("address", ["suggest/entity", "suggest/type", "suggest/property", "properties"])
@pytest.mark.parametrize("asked", ["prefix=a", "prefix=zzzz", "prefix=a&cursor=1", "type=actor&limit=2", ""])
def test_what_is_completed_or_proposed_is_as_the_specification_has_it(
    client: FlaskClient, address: str, asked: str
) -> None:
    found = json.loads(client.get(f"/reconcile/{address}?{asked}").data)
    listed = "properties" if address == "properties" else "result"
    properties = {listed: {"type": "array", "items": ENTITY}, "type": TEXT, "limit": {"type": "number"}}
    jsonschema.validate(found, {"type": "object", "properties": properties, "required": [listed]})


@pytest.mark.parametrize("address", ["entity", "type", "property"])
def test_nonsense_completes_to_nothing(client: FlaskClient, address: str) -> None:
    assert json.loads(client.get(f"/reconcile/suggest/{address}?prefix=%00%ff<script>").data) == {"result": []}


def test_names_follow_the_language_that_is_asked_for(client: FlaskClient) -> None:
    assert json.loads(client.get("/reconcile/suggest/type?lang=en&prefix=group").data)["result"][0]["name"] == "Group"


def test_the_preview_may_stand_in_a_frame_and_nothing_else_may(client: FlaskClient) -> None:
    shown = client.get("/reconcile/preview?id=magdeburg/jobcenter")
    assert "X-Frame-Options" not in shown.headers
    assert "script" not in shown.get_data(as_text=True)
    assert client.get("/reconcile").headers["X-Frame-Options"] == "DENY"
    assert client.get("/reconcile/preview?id=nobody").status_code == 404


def test_persons_are_never_among_the_answers(client: FlaskClient, store: EmbeddedStore) -> None:
    for name in store.persons.names():
        body = json.loads(client.post("/reconcile", data={"queries": json.dumps({"q": {"query": name}})}).data)
        family = name.split()[-1].casefold()
        assert not any(family in one["name"].casefold() for one in body["q"]["result"])
        assert json.loads(client.get("/reconcile/suggest/entity", query_string={"prefix": name}).data) == {"result": []}
