"""One paper is made at a time for strangers and one for those who are known; who waits is told how far it is."""

from __future__ import annotations

import html
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.clients import at_the_machine
from webapp.pages.report import press, routes
from webapp.pages.report.press import Press, Presses

GERMAN = {"Accept": "text/html", "Accept-Language": "de"}
QUERY = "?netz=magdeburg&teil=data"
FILE = f"/bericht.html{QUERY}"


@pytest.fixture
def strangers(magdeburg_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Press:
    """The press of strangers, with no paper of another test on it."""
    presses = Presses()
    monkeypatch.setitem(magdeburg_app.extensions, press.EXTENSION, presses)
    return presses.for_strangers


@pytest.fixture
def stranger(magdeburg_app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(routes, "FIRST_LOOK_S", 0.05)
    return magdeburg_app.test_client()


def until_made(client: FlaskClient, address: str) -> TestResponse:
    """As a browser does that looks again."""
    end = time.monotonic() + 60
    while (answer := client.get(address, headers=GERMAN)).status_code == 202:
        assert time.monotonic() < end
        time.sleep(0.02)
    return answer


def test_strangers_who_find_no_seat_are_told_and_keep_nobody_else_waiting(
    stranger: FlaskClient, strangers: Press, magdeburg_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers.slots, "patience_s", 0.01)
    with strangers.slots.slot():
        for address in ("/bericht?teil=data", FILE):
            answer = until_made(stranger, address)
            assert answer.status_code == 503
            assert "Es werden gerade zu viele Papiere erstellt." in answer.get_data(as_text=True)
        assert until_made(at_the_machine(magdeburg_app), FILE).status_code == 200
    assert until_made(stranger, FILE).status_code == 200


def test_a_page_says_meanwhile_how_far_the_paper_is_and_then_gives_it_once(
    stranger: FlaskClient, strangers: Press
) -> None:
    for address, said in (("/bericht?teil=data", "steht es hier"), (FILE, "wird sie gespeichert")):
        with strangers.slots.slot():
            answer = stranger.get(address, headers=GERMAN)
            page = answer.get_data(as_text=True)
            assert (answer.status_code, answer.headers["Refresh"]) == (202, "1")
            assert answer.headers["Cache-Control"] == "no-store"
            assert said in page
            assert "Wartet, bis ein anderes Papier fertig ist." in page
            assert "<script" not in page
            assert (f'href="/bericht{QUERY}"' in html.unescape(page)) is (address is FILE), "the way back to the paper"
        made = until_made(stranger, address)
        assert made.status_code == 200
        assert ("attachment" in made.headers.get("Content-Disposition", "")) is (address is FILE)
    assert len(strangers) == 0, "whoever was given it has it"


def test_what_nobody_comes_back_for_is_forgotten(
    stranger: FlaskClient, strangers: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    with strangers.slots.slot():
        assert stranger.get("/bericht?teil=sources", headers=GERMAN).status_code == 202
        assert len(strangers) == 1
    monkeypatch.setattr(press, "FORGOTTEN_S", 0.0)
    end = time.monotonic() + 60
    while len(strangers):
        assert time.monotonic() < end
        assert until_made(stranger, FILE).status_code == 200


def test_a_slot_is_given_back_by_whoever_fails() -> None:
    slots = Press().slots
    for _ in range(3):
        with pytest.raises(RuntimeError), slots.slot():
            raise RuntimeError
    with slots.slot():
        pass
