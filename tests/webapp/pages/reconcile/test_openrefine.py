"""`/reconcile` asked word for word as OpenRefine 3.9 asks, read out of its source, over a real socket.

The manifest by a page of another origin (CORS, no JSONP), samples to guess types, batches of `batchSize`, columns as
properties with text, numbers and what was matched before, suggestions, previews, and columns to add. What comes back is
taken as OpenRefine takes it: by the fields that its Java reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import jsonschema
import pytest

PAGE = {"Origin": "http://127.0.0.1:3333", "Accept": "application/json, text/javascript, */*; q=0.01"}
SERVER = {
    "User-Agent": "OpenRefine/3.9.3 [0f5e4d6]",
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "Accept-Encoding": "gzip, x-gzip, deflate",
}
NAMED = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
    "required": ["id", "name"],
}
LISTED = {"type": "object", "properties": {"result": {"type": "array", "items": NAMED}}, "required": ["result"]}
CELL = {
    "oneOf": [
        {"type": "object", "additionalProperties": False, "properties": {key: kind}, "required": [key]}
        for key, kind in (
            ("str", {"type": "string"}),
            ("float", {"type": "number"}),
            ("int", {"type": "integer"}),
            ("bool", {"type": "boolean"}),
            ("date", {"type": "string"}),
        )
    ]
    + [{**NAMED, "additionalProperties": False}]
}
EXTENSION = {
    "type": "object",
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": CELL},
            },
        },
    },
    "required": ["meta", "rows"],
}
"""What the schema of 0.2 has for values of properties: a value is said in one way and no other."""
COLUMN = ["Jobcenter Landeshauptstadt Magdeburg", "AGSA", "Polizei", "IHK", "Nirgendwo e. V."]


@pytest.fixture
def refine(site: str) -> Iterator[tuple[httpx.Client, str]]:
    with httpx.Client(follow_redirects=True, timeout=60) as client:
        yield client, f"{site}/reconcile"


def ajax(client: httpx.Client, url: str, **data: str) -> Any:
    """As jQuery asks from OpenRefine's page for `dataType: json`."""
    answer = client.get(url + (("&" if "?" in url else "?") + urlencode(data) if data else ""), headers=PAGE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", PAGE["Origin"])
    return answer.json()


def post(client: httpx.Client, url: str, name: str, value: object) -> Any:
    """As `HttpClient.postNameValue` does."""
    answer = client.post(url, headers=SERVER, content=urlencode({name: json.dumps(value, ensure_ascii=False)}))
    assert answer.status_code < 400, answer.text
    return answer.json()


def test_the_service_is_registered_without_jsonp(refine: tuple[httpx.Client, str]) -> None:
    client, url = refine
    manifest = ajax(client, url)
    assert {"name", "identifierSpace", "schemaSpace"} <= manifest.keys()
    assert manifest["batchSize"] >= 10
    for one in manifest["suggest"].values():
        assert ajax(client, one["service_url"] + one["service_path"], prefix="a").keys() == {"result"}


def test_types_are_guessed_from_ten_samples(refine: tuple[httpx.Client, str]) -> None:
    client, url = refine
    found = post(client, url, "queries", {f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(COLUMN)})
    types = [kind for one in found.values() for result in one["result"] for kind in result["type"]]
    for kind in types:
        jsonschema.validate(kind, NAMED)
    assert "actor" in {kind["id"] for kind in types}
    assert all(len(one["result"]) <= 3 for one in found.values())


def test_a_batch_with_columns_beside_it_is_matched_row_by_row(refine: tuple[httpx.Client, str]) -> None:
    client, url = refine
    size = ajax(client, url)["batchSize"]
    properties = [
        {"pid": "sector", "v": {"id": "public", "name": "Öffentliche Verwaltung"}},
        {"pid": "gnd", "v": "2-1"},
        {"pid": "district", "v": 39104},
        {"pid": "website", "v": True},
    ]
    queries = {
        f"q{n}": {
            "query": COLUMN[n % len(COLUMN)],
            "type": "actor",
            "type_strict": "should",
            "properties": properties,
            "limit": 5,
        }
        for n in range(size)
    }
    found = post(client, url, "queries", queries)
    assert found.keys() == queries.keys()
    for one in found.values():
        scores = [result["score"] for result in one["result"]]
        assert scores == sorted(scores, reverse=True)  # its first is matched by itself
        assert all({"id", "name", "type", "score", "match"} <= result.keys() for result in one["result"])
    assert found["q0"]["result"][0]["id"] == "magdeburg/jobcenter"
    assert not any(result["match"] for result in found["q4"]["result"])


def test_a_match_is_searched_opened_and_looked_at_in_a_frame(refine: tuple[httpx.Client, str]) -> None:
    client, url = refine
    manifest = ajax(client, url)
    entity = manifest["suggest"]["entity"]
    found = ajax(client, entity["service_url"] + entity["service_path"], prefix="Jobcenter", cursor="0")
    jsonschema.validate(found, LISTED)
    identifier = found["result"][0]["id"]
    encoded = quote(identifier, safe="/:?&=#;,@!$'()*+~")  # encodeURI
    assert "Jobcenter" in client.get(manifest["view"]["url"].replace("{{id}}", encoded)).text
    shown = client.get(manifest["preview"]["url"].replace("{{id}}", encoded))
    assert "Jobcenter" in shown.text
    assert "X-Frame-Options" not in shown.headers


@pytest.mark.parametrize("kind", ["actor", "", "undefined", "group"])
def test_columns_are_proposed_for_any_type_and_added(refine: tuple[httpx.Client, str], kind: str) -> None:
    client, url = refine
    proposed = ajax(client, url)["extend"]["propose_properties"]
    columns = ajax(client, f"{proposed['service_url']}{proposed['service_path']}?type={kind}")["properties"]
    for one in columns:
        jsonschema.validate(one, NAMED)
    ids = ["magdeburg/jobcenter", "magdeburg/gibt-es-nicht"]
    asked = {"properties": [{"id": one["id"], "settings": {}} for one in columns], "ids": ids}
    found = post(client, url, "extend", asked)
    jsonschema.validate(found, EXTENSION)
    assert [one["id"] for one in found["meta"]] == [one["id"] for one in columns]
    assert found["rows"].keys() == set(ids)
    assert any(found["rows"][ids[0]].values())
    assert not any(found["rows"][ids[1]].values())
