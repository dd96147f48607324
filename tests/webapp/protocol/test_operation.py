"""What watches over the service: whether it is well, and how busy it is."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from graph.errors import StoreUnavailable
from graph.protocol import Change, Store
from graph.store.backup_note import note_backup
from graph.store.change_log import ChangeLog
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from webapp import create_app
from webapp.accounts.identity import EXTENSION, FORWARDING
from webapp.settings import Access, Settings

TOKEN = {"Authorization": "Bearer geheim"}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"oxigraph:{tmp_path / 'store'}")
    load_ontology(opened)
    yield opened
    opened.close()


@pytest.fixture
def app(kept: Store) -> Flask:
    return create_app(Settings(access=Access("geheim")), kept)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics", headers=TOKEN)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_a_service_that_is_well_says_so_and_is_asked_anew_each_time(client: FlaskClient, kept: Store) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "revision": kept.revision})
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


def test_a_full_disk_is_503_with_a_sentence_and_reading_goes_on(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(_log: ChangeLog, _size: int = 0) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ChangeLog, "see_to_room", is_full)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["error"] == "The change could not be kept: No space left on device."
    assert "free space" in answer.json["hint"]
    assert client.get("/").status_code == 200
    assert figures(client)["akteursnetz_writable",] == 0


def test_a_disk_that_may_only_be_read_is_503(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.change_log.os.access", lambda _path, _mode: False)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert "Read-only" in answer.json["error"]


def test_a_store_that_cannot_be_read_is_503(client: FlaskClient, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StoreUnavailable("The store cannot be read: %(detail)s.", detail="I/O error")

    monkeypatch.setattr(kept, "condition", fail)
    assert client.get("/healthz").status_code == 503


def test_metrics_say_what_the_store_holds(client: FlaskClient, kept: Store) -> None:
    before = figures(client)
    assert before["akteursnetz_statements",] == len(kept.dump().splitlines())
    subject, said = ox.NamedNode("https://a.example/s"), ox.NamedNode("https://a.example/p")
    added = kept.apply(Change(add=[ox.Quad(subject, said, ox.Literal(number)) for number in range(3)]))
    after = figures(client)
    assert after["akteursnetz_revision",] == added.revision
    assert after["akteursnetz_statements",] == before["akteursnetz_statements",] + 3
    kept.undo(added.revision)
    assert figures(client)["akteursnetz_statements",] == before["akteursnetz_statements",]
    assert after["akteursnetz_writable",] == 1
    assert after["akteursnetz_queries_at_work",] == 0
    assert after["akteursnetz_disk_free_bytes",] > 1_000_000


def test_metrics_count_requests_by_route_and_status_given_again_too(client: FlaskClient) -> None:
    headers = {"Accept": "text/html"}
    for _ in range(3):
        client.get("/akteure", headers=headers)
    client.get("/akteure/niemand", headers=headers)
    client.get("/nirgends", headers=headers)
    found = figures(client)
    assert found["akteursnetz_requests_total", "/akteure", "200"] == 1
    assert found["akteursnetz_requests_total", "kept", "200"] == 2
    assert found["akteursnetz_requests_total", "/akteure/<path:slug>", "404"] == 1
    assert found["akteursnetz_requests_total", "none", "404"] == 1
    assert found["akteursnetz_request_seconds_count", "/akteure"] == 1
    assert 0 < found["akteursnetz_request_seconds_sum", "/akteure"] < 30
    assert not any("niemand" in label for key in found for label in key), "what was looked at is nobody's business"


def test_age_of_the_last_backup_is_known_once_there_was_one(client: FlaskClient, kept: Store) -> None:
    assert ("akteursnetz_backup_age_seconds",) not in figures(client)
    assert kept.folder is not None
    note_backup(kept.folder)
    os.utime(kept.folder / "last-backup", (time.time() - 3600, time.time() - 3600))
    assert 3600 <= figures(client)["akteursnetz_backup_age_seconds",] < 3700


@pytest.mark.parametrize("header", [None, *FORWARDING])
def test_metrics_are_nobodys_without_the_right_whatever_stands_before_the_service(
    client: FlaskClient, header: str | None
) -> None:
    headers = {header: "127.0.0.1"} if header else {}
    assert client.get("/metrics", headers=headers).status_code == 401
    assert client.get("/metrics", headers={**headers, "Authorization": "Bearer falsch"}).status_code == 401


@pytest.mark.parametrize(
    ("role", "status"),
    [("lesen", 403), ("beitragen", 403), ("koordinieren", 403), ("analyse", 200), ("verwalten", 200)],
)
def test_metrics_are_for_the_roles_that_run_the_service(
    app: Flask, client: FlaskClient, role: str, status: int
) -> None:
    accounts = app.extensions[EXTENSION]
    accounts.people.add("Vera Muster", role)
    rights = ["metrics"] if status == 200 else ["read"]
    token = accounts.tokens.add("Vera Muster", "Wache", rights, 30)
    assert client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).status_code == status
