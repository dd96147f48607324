"""A full disk, a clock set back, tokens and accounts that have ended: through the pages, on a real small disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.clients import ORIGIN
from tests.support.small_disks import fill, small_disk
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.accounts.sessions import SILENT_S
from webapp.settings import Settings

PASSWORD = "ein langer Satz, leicht zu merken"  # noqa: S105 - nobody's
NAME = "Vera Muster"
HOUR_S = 3600.0


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "400k") as folder:
        yield folder


@pytest.fixture
def app(magdeburg: Store, disk: Path, clock: Clock) -> Iterator[Flask]:
    made = create_app(Settings(hosts=("localhost",)), magdeburg)
    accounts = made.extensions[EXTENSION] = Accounts(disk, clock)
    accounts.people.add(NAME, "verwalten")
    accounts.people.set_password(NAME, PASSWORD)
    yield made
    accounts.close()


@pytest.fixture
def accounts(app: Flask) -> Accounts:
    found: Accounts = app.extensions[EXTENSION]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["HTTP_ACCEPT"] = "text/html"
    return browser


def sign_in(client: FlaskClient, password: str = PASSWORD) -> tuple[int, str]:
    page = client.get("/anmelden").get_data(as_text=True)
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    form = {"token": found[1], "name": NAME, "password": password}
    answer = client.post("/anmelden", data=form, headers={"Origin": ORIGIN})
    return answer.status_code, answer.get_data(as_text=True)


def test_on_a_full_disk_nobody_signs_in_and_is_told_why_until_there_is_room(client: FlaskClient, disk: Path) -> None:
    filling = fill(disk / "filling")
    for password in (PASSWORD, "falsch und lang genug"):
        status, page = sign_in(client, password)
        assert status == 507, "right and wrong are not told apart"
        assert "konnten nicht geschrieben werden" in page
    assert client.get("/konto").status_code == 303
    filling.unlink()
    assert sign_in(client)[0] == 303
    assert client.get("/konto").status_code == 200


def test_on_a_full_disk_who_is_signed_in_reads_on(
    client: FlaskClient, accounts: Accounts, disk: Path, clock: Clock
) -> None:
    assert sign_in(client)[0] == 303
    token = accounts.tokens.add(NAME, "Bericht", ["read", "metrics"], 30)
    filling = fill(disk / "filling")
    clock.now += HOUR_S  # when a session and a token were last seen would be noted again
    assert client.get("/konto").status_code == 200
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/metrics", headers=bearer).status_code == 200
    filling.unlink()


def test_the_accounts_are_opened_on_a_full_disk(accounts: Accounts, disk: Path) -> None:
    secret = accounts.sessions.begin(NAME)
    fill(disk / "filling")
    again = Accounts(disk, Clock())
    found = again.sessions.find(secret)
    assert found is not None
    assert found.name == NAME
    again.close()


@pytest.mark.parametrize("back_s", [HOUR_S, 400 * 24 * HOUR_S])
def test_a_clock_set_back_ends_the_session_and_lets_sign_in_again(
    client: FlaskClient, clock: Clock, back_s: float
) -> None:
    assert sign_in(client)[0] == 303
    clock.now -= back_s
    assert client.get("/konto").status_code == 303
    assert sign_in(client)[0] == 303
    assert client.get("/konto").status_code == 200


def test_a_session_that_was_silent_too_long_leads_to_the_form(client: FlaskClient, clock: Clock) -> None:
    assert sign_in(client)[0] == 303
    clock.now += SILENT_S + 1
    assert client.get("/konto").location.startswith("/anmelden?weiter=")


def test_a_token_that_has_expired_is_401_with_what_to_do(client: FlaskClient, accounts: Accounts, clock: Clock) -> None:
    token = accounts.tokens.add(NAME, "Bericht", ["read", "protocol"], 1)
    bearer = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": "text/turtle"}
    clock.now += 25 * HOUR_S
    answer = client.put("/store?graph=urn:x:y", data="<a:a> <a:b> <a:c> .", headers=bearer)
    assert answer.status_code == 401
    assert answer.json is not None
    assert "has expired" in answer.json["error"]
    assert "akteursnetz token add" in answer.json["hint"]


def test_token_and_session_of_a_disabled_account_are_nobodys(client: FlaskClient, accounts: Accounts) -> None:
    accounts.people.add("Kim", "verwalten")
    token = accounts.tokens.add(NAME, "Bericht", ["metrics"], 30)
    assert sign_in(client)[0] == 303
    accounts.people.disable(NAME)
    assert client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert client.get("/metrics", headers={"Accept": "application/json"}).status_code == 401
    assert client.get("/konto").location.startswith("/anmelden?weiter=")
