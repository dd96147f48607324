"""The description of the API says what really comes: every answer and every error fits the schema of its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from flask import Request
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import TestResponse

from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.paths import DATA, ROOT
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from webapp import create_app
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.api.openapi import ApiOperation
from webapp.api.parameters import NETWORK
from webapp.routes import PAGES, api_operations
from webapp.settings import Access, Settings

WRITER = {"Authorization": "Bearer T"}
NETWORKS = ("magdeburg", "musterstadt", "generated", "empty")
OPERATIONS = {one.name: one for one in api_operations()}
READING = [one for one in api_operations() if one.method == "GET"]
SENDING = [one for one in api_operations() if one.method == "POST"]
NAMES = """
api_actor api_actors api_best_links api_changes api_changes_since api_compare_scenario api_computing
api_decide_gap api_decide_matter api_description api_export api_groups api_keep_gap_run api_key_figures
api_list_gap_kinds api_list_gaps api_list_gaps_between api_list_indicators api_list_matters api_list_meetings
api_list_resolutions api_networks api_open_points api_show_difference api_show_gap api_show_matter api_show_progress
api_side_by_side api_ties api_topics api_undo_change api_unreadable map_areas_data map_data
map_find_everywhere map_find_in_areas
"""
SAMPLES = {
    "suche": "job",
    "text": "a",
    "art": "Interface",
    "stand": "demanded",
    "sektor": "public",
    "gebiet": "sektor",
    "offen": "public",
    "tiefe": "2",
    "anzahl": "2",
    "grenze": "1",
    "liste": "no_group",
    "alter": "1",
    "tag": "2026-11-12",
    "abfrage": "SELECT ?a ?b { ?t <https://w3id.org/akteursnetz/ns#party> ?a, ?b }",
}
USUAL = {"form": "graphml"}
GIVEN = {"api_list_gaps": {"art": "demanded", "stand": "open", "regel": "interface-missing", "staerke": "strong"}}


def fill(name: str, folder: Path) -> Store:
    store = open_store("memory:")
    if name == "magdeburg":
        create_with_magdeburg(store)
        return store
    load_ontology(store)
    if name == "musterstadt":
        load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    if name == "generated":
        generate(folder / "network.ttl", actors=60, seed=3)
        load_files(store, [folder / "network.ttl"])
    return store


@pytest.fixture(scope="module", params=NETWORKS)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    store = fill(request.param, tmp_path_factory.mktemp("network"))
    yield create_app(Settings(access=Access("T")), store).test_client()
    store.close()


class Description(dict[str, Any]):
    """The description of the API, as it is read."""

    @cached_property
    def closed(self) -> dict[str, Any]:
        """The components without room for a field that is not described: what the service sends, it says."""
        components: dict[str, Any] = deepcopy(self["components"])
        for schema in components["schemas"].values():
            schema["additionalProperties"] = False
        return components


@pytest.fixture(scope="module")
def document() -> Description:
    with create_app(store=open_store("memory:")).test_client() as client:
        return Description(json.loads(client.get("/api/v1/openapi.json").data))


@pytest.fixture(scope="module")
def parts(client: FlaskClient) -> list[dict[str, str]]:
    """What may stand in addresses: some of each kind that there is."""
    actors_and_groups = [*slugs(client, "akteure", "slug"), *slugs(client, "gruppen", "slug")][:12]
    return [
        *({"slug": slug} for slug in actors_and_groups),
        *({"gap_id": gap} for gap in slugs(client, "luecken", "id")[:12]),
        *({"form": form} for form in ("gexf", "kumu", "nq", "svg")),
    ]


def check(document: Description, operation: ApiOperation, response: TestResponse) -> None:
    """The answer has a status that is described, and the form that is described for it."""
    responses = document["paths"][operation.path][operation.method.lower()]["responses"]
    said = responses.get(str(response.status_code))
    assert said, f"{response.status_code} of {operation.name} is not described: {response.get_data(as_text=True)[:300]}"
    if operation.described.media_types and response.status_code == operation.described.status:
        assert response.mimetype in said["content"]
        return
    schema = said["content"]["application/json"]["schema"]
    assert response.mimetype == "application/json"
    Draft202012Validator({**schema, "components": document.closed}).validate(response.json)


def address(operation: ApiOperation, **parts: str) -> str:
    """The address with its parts filled in."""
    return re.sub(r"{(\w+)}", lambda part: parts.get(part[1], USUAL.get(part[1], "99")), operation.path)


def slugs(client: FlaskClient, name: str, field: str) -> list[str]:
    found = client.get(f"/api/v1/{name}").json
    assert found is not None
    return [item[field] for item in found["items"]]


def test_description_is_openapi() -> None:
    rules = json.loads((ROOT / "tests" / "support" / "openapi-3.1.json").read_text("utf-8"))
    with create_app(store=open_store("memory:")).test_client() as client:
        for language in ("de", "en"):
            Draft202012Validator(rules).validate(client.get(f"/api/v1/openapi.json?lang={language}").json)


def test_each_schema_is_one_and_refers_to_others_that_exist(document: Description) -> None:
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named == set(schemas)


def test_each_address_of_the_api_is_described(document: Description) -> None:
    addresses = [row for page in PAGES.values() for row in page.rows if row.address.startswith("/api/v1/")]
    assert [row.address for row in addresses if row.described is None] == []
    assert len(OPERATIONS) == len(addresses) == sum(map(len, document["paths"].values()))


def test_names_of_operations_stay(document: Description) -> None:
    """Clients are generated from them."""
    listed = [found["operationId"] for path in document["paths"].values() for found in path.values()]
    assert sorted(listed) == NAMES.split()


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_address_and_parameter_is_explained_in_both_languages(language: str) -> None:
    with create_app(store=open_store("memory:")).test_client() as client:
        german, asked = (client.get(f"/api/v1/openapi.json?lang={code}").json for code in ("de", language))
    assert german is not None
    assert asked is not None
    for path, methods in asked["paths"].items():
        for method, found in methods.items():
            other = german["paths"][path][method]
            assert found["summary"], path
            assert (found["summary"] == other["summary"]) == (language == "de"), path
            texts = [[one.get("description") for one in each["parameters"]] for each in (found, other)]
            assert (texts[0] == texts[1]) == (language == "de"), path


@pytest.mark.parametrize("operation", READING, ids=lambda one: one.name)
def test_what_is_read_has_the_form_that_is_described(
    client: FlaskClient, document: Description, parts: list[dict[str, str]], operation: ApiOperation
) -> None:
    for part in [one for one in parts if set(one) == set(re.findall(r"{(\w+)}", operation.path))] or [{}]:
        for language in ("de", "en"):
            check(document, operation, client.get(address(operation, **part), query_string={"lang": language}))
        if not part:
            break
    for parameter in operation.described.parameters:
        sample = GIVEN.get(operation.name, {}).get(parameter.name, SAMPLES.get(parameter.name, "x"))
        check(document, operation, client.get(address(operation), query_string={parameter.name: sample}))


@pytest.mark.parametrize("operation", READING, ids=lambda one: one.name)
def test_what_cannot_be_read_has_the_form_of_an_error(
    client: FlaskClient, document: Description, operation: ApiOperation
) -> None:
    if NETWORK in operation.described.parameters:
        response = client.get(address(operation), query_string={"netz": "gibt-es-nicht"})
        assert response.status_code == 404
        check(document, operation, response)
    if "{form}" in operation.path:
        assert client.get(address(operation, form="exe")).status_code == 406
    elif "{" in operation.path:
        assert client.get(address(operation)).status_code == 404
    assert_error(client.delete(address(operation)), 405)


@pytest.mark.parametrize(
    ("name", "query", "status"),
    [
        ("api_best_links", {"ziel": "x"}, 400),
        ("api_best_links", {"anzahl": "21"}, 400),
        ("api_best_links", {"anzahl": "0"}, 400),
        ("api_changes", {"grenze": "1001"}, 400),
        ("api_show_progress", {"sitzungen": "25"}, 400),
        ("map_data", {"abfrage": "SELECT"}, 400),
        ("map_data", {"abfrage": "SELECT * { SERVICE <http://e.example/> { ?s ?p ?o } }"}, 403),
    ],
)
def test_senseless_parameters_are_refused_as_described(
    client: FlaskClient, document: Description, name: str, query: dict[str, str], status: int
) -> None:
    response = client.get(address(OPERATIONS[name]), query_string=query)
    assert response.status_code == status
    check(document, OPERATIONS[name], response)


@pytest.mark.parametrize("operation", SENDING, ids=lambda one: one.name)
def test_what_cannot_be_sent_has_the_form_of_an_error(
    client: FlaskClient, document: Description, operation: ApiOperation
) -> None:
    described, path = operation.described, address(operation)
    if described.writes:
        for headers, status in (({}, 401), ({"Authorization": "Bearer X"}, 401)):
            response = client.post(path, headers=headers, json={})
            assert response.status_code == status
            check(document, operation, response)
    if described.body and "{" not in operation.path:
        for sent, kind, status in (
            ("{", "application/json", 400),
            ('{"x": 1}', "application/json", 400),
            ("x", "text/plain", 415),
            (b" " * 200_000, "application/json", 413),
        ):
            response = client.post(path, data=sent, content_type=kind, headers=WRITER)
            assert response.status_code == status
            check(document, operation, response)
    assert_error(client.delete(path), 405)


def assert_error(response: TestResponse, status: int) -> None:
    assert response.status_code == status
    assert response.json is not None
    assert set(response.json) == {"error", "hint", "status"}


def test_service_without_a_token_refuses_as_described(document: Description, magdeburg: Store) -> None:
    client = create_app(store=magdeburg).test_client()
    for operation in SENDING:
        if operation.described.writes:
            response = client.post(address(operation))
            assert response.status_code == 403
            check(document, operation, response)


@pytest.fixture
def writer() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield create_app(Settings(access=Access("T")), store).test_client()
    store.close()


def test_what_is_written_is_answered_as_described(writer: FlaskClient, document: Description) -> None:
    decide, gap = OPERATIONS["api_decide_gap"], slugs(writer, "luecken", "id")[0]
    path = address(decide, gap_id=gap)
    for answer, status in (
        ({"answer": "no_need", "author": "KO", "note": "Das gibt es schon."}, 201),
        ({"answer": "in_progress", "author": "KO", "responsible": "KO", "due": "2000-01-01"}, 201),
        ({"answer": "no_need", "author": "KO"}, 422),
        ({"answer": "x"}, 422),
        ({"answer": 1}, 400),
        ({"answers": "exists"}, 400),
        ({"answer": "exists", "author": "KO", "fingerprint": "0"}, 409),
    ):
        response = writer.post(path, json=answer, headers=WRITER)
        assert response.status_code == status, answer
        check(document, decide, response)
    for name in ("api_list_gaps", "api_list_gap_kinds", "api_changes"):
        check(document, OPERATIONS[name], writer.get(address(OPERATIONS[name])))
    check(document, OPERATIONS["api_show_gap"], writer.get(address(OPERATIONS["api_show_gap"], gap_id=gap)))
    run, undo = OPERATIONS["api_keep_gap_run"], OPERATIONS["api_undo_change"]
    check(document, run, writer.post(address(run), headers=WRITER))
    check(document, undo, writer.post(address(undo, revision="2"), headers=WRITER))
    check(document, undo, writer.post(address(undo, revision="99"), headers=WRITER))


@pytest.mark.parametrize(("way", "named"), [("account", "Vera Muster"), ("settings", "KO")])
def test_account_that_answers_a_gap_by_token_signs_with_its_own_name(writer: FlaskClient, way: str, named: str) -> None:
    headers = WRITER
    if way == "account":
        accounts = writer.application.extensions[ACCOUNTS]
        accounts.people.add("Vera Muster", "analyse")
        token = accounts.tokens.add("Vera Muster", "Skript", ["protocol"], 2)
        headers = {"Authorization": f"Bearer {token}"}
    gap = slugs(writer, "luecken", "id")[0]
    sent = {"answer": "exists", "author": "KO"}
    answered = writer.post(f"/api/v1/luecken/{gap}/entscheidung", json=sent, headers=headers)
    assert answered.json is not None
    assert answered.status_code == 201, answered.json
    assert answered.json["decisions"][-1]["author"] == named
    changes = writer.get("/api/v1/aenderungen?grenze=1").json
    assert changes is not None
    assert changes["items"][0]["author"] == named


def test_scenario_is_taken_and_answered_as_described(writer: FlaskClient, document: Description) -> None:
    operation = OPERATIONS["api_compare_scenario"]
    taken = {"$ref": "#/components/schemas/Scenario", "components": document["components"]}
    one, other = ({"iri": iri, "label": {"de": "A"}} for iri in slugs(writer, "akteure", "iri")[:2])
    tie: dict[str, Any] = {
        "iri": "https://netz.invalid/id/x/geplant/1",
        "kind": "Interface",
        "label": {},
        "state": "planned",
    }
    tie |= {"confidence": "stated", "sources": [one, other], "targets": [one, other], "directed": False}
    for scenario, status in (
        ({}, 200),
        ({"remove_actors": [one["iri"]]}, 200),
        ({"add_ties": [tie]}, 200),
        ({"add_ties": [{**tie, "weight": 2, "detail": None}]}, 200),
        ({"add_ties": [{**tie, "weight": "2"}]}, 400),
        ({"add_ties": [{**tie, "state": "vanished"}]}, 400),
        ({"add_ties": [{**tie, "weigth": 2}]}, 400),
        ({"add_ties": [{"iri": "a"}]}, 400),
        ({"add_actors": [{"iri": "a", "label": {"de": "A", "fr": "B"}}]}, 400),
        ({"network": None}, 400),
    ):
        response = writer.post(address(operation), json=scenario)
        assert response.status_code == status, scenario
        check(document, operation, response)
        assert Draft202012Validator(taken).is_valid(scenario) == (status == 200), scenario


def test_each_parameter_that_is_described_is_read_and_each_that_is_read_is_described(writer: FlaskClient) -> None:
    read: set[str] = set()

    class Recording(ImmutableMultiDict[str, str]):
        def get(self, key: str, *rest: Any, **more: Any) -> Any:
            read.add(key)
            return super().get(key, *rest, **more)

        def getlist(self, key: str, *rest: Any, **more: Any) -> Any:
            read.add(key)
            return super().getlist(key, *rest, **more)

    class Recorded(Request):
        parameter_storage_class = Recording

    app = writer.application
    app.request_class = Recorded
    gap, actor = slugs(writer, "luecken", "id")[0], slugs(writer, "akteure", "slug")[0]
    for operation in OPERATIONS.values():
        read.clear()
        path = address(operation, gap_id=gap, slug=actor, revision="1")
        sent: dict[str, Any] = {"json": {}, "headers": WRITER} if operation.method == "POST" else {}
        writer.open(path, method=operation.method, query_string={"gebiet": "sektor", "text": "a"}, **sent)
        described = {parameter.name for parameter in operation.described.parameters}
        assert described - read == set(), operation.name
        if operation.name.startswith("api_"):
            assert read - described - {"lang", "netz", "fassung", "csv"} == set(), operation.name
