"""Who may write by protocol."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.protocol import Store
from webapp import create_app
from webapp.settings import Access, Settings

TOKEN = "schlüssel-1"  # noqa: S105 - of these tests
CHANGES = [("POST", "/sparql/update"), ("PUT", "/store?default"), ("POST", "/store"), ("DELETE", "/store?default")]
UPDATE = "INSERT DATA { <http://e.example/a> <http://e.example/b> 1 }"


def client_with(store: Store, access: Access) -> FlaskClient:
    return create_app(Settings(access=access), store).test_client()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": "Bearer " + token.encode().decode("latin-1")}


@pytest.mark.parametrize(("method", "address"), [*CHANGES, ("POST", "/api/v1/aenderungen/1/zuruecknehmen")])
def test_service_without_a_token_takes_no_change(magdeburg_app: Flask, method: str, address: str) -> None:
    response = magdeburg_app.test_client().open(address, method=method, headers=bearer("beliebig"))
    assert response.status_code == 403
    assert response.json is not None
    assert "AKTEURSNETZ_TOKEN" in response.json["hint"]


@pytest.mark.parametrize(("method", "address"), CHANGES)
@pytest.mark.parametrize(
    "headers",
    [{}, bearer("falsch"), bearer(""), bearer(TOKEN[:-1]), {"Authorization": "Basic c2NobMO8c3NlbC0x"}],
    ids=["none", "wrong", "empty", "shortened", "other scheme"],
)
def test_change_without_the_right_token_is_401(
    store: Store, method: str, address: str, headers: dict[str, str]
) -> None:
    response = client_with(store, Access(TOKEN)).open(address, method=method, headers=headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_right_token_writes(store: Store) -> None:
    revision = store.revision
    response = client_with(store, Access(TOKEN)).post("/sparql/update", data={"update": UPDATE}, headers=bearer(TOKEN))
    assert response.status_code == 200
    assert response.json == {"revision": revision + 1, "added": 1, "removed": 0, "moved": 0}


def test_token_without_the_right_to_write_is_403(store: Store) -> None:
    access = Access(TOKEN, frozenset({"long"}))
    response = client_with(store, access).post("/sparql/update", data={"update": UPDATE}, headers=bearer(TOKEN))
    assert response.status_code == 403
    assert store.revision == 1


def test_token_gives_more_time_and_the_header_says_so(store: Store) -> None:
    client = client_with(store, Access(TOKEN, seconds=45))
    limits = [
        client.get("/sparql?query=ASK{}", headers=headers).headers["X-Akteursnetz-Limits"]
        for headers in ({}, bearer(TOKEN))
    ]
    assert [limit.partition(",")[0] for limit in limits] == ["time=10s", "time=45s"]


def test_wrong_token_on_a_query_is_told_and_not_ignored(store: Store) -> None:
    assert client_with(store, Access(TOKEN)).get("/sparql?query=ASK{}", headers=bearer("falsch")).status_code == 401


def test_settings_never_show_the_token() -> None:
    assert TOKEN not in repr(Settings(access=Access(TOKEN)))
