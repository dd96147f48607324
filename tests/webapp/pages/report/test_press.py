"""One paper is made at a time for strangers and one for those who are known; who waits is told how far it is."""

from __future__ import annotations

import html
import time
from collections.abc import Hashable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from tests.graph.store.test_damage import ADA
from tests.support.clients import at_the_machine
from tests.support.statements import add
from tests.support.three_meetings import TOWN
from webapp import create_app
from webapp.pages.report import press, routes
from webapp.pages.report.press import Job, Press, Presses, presses_of
from webapp.ui.context import EXTENSION

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


def papers_of(app: Flask) -> dict[Hashable, Job]:
    """The papers that strangers asked for and did not fetch yet."""
    return presses_of(app).for_strangers.jobs(app.extensions[EXTENSION])


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
            assert "<script" not in page.partition("<main")[2], "what all pages fold by is in the head"
            assert (f'href="/bericht{QUERY}"' in html.unescape(page)) is (address is FILE), "the way back to the paper"
        made = until_made(stranger, address)
        assert made.status_code == 200
        assert ("attachment" in made.headers.get("Content-Disposition", "")) is (address is FILE)
    assert not papers_of(stranger.application), "whoever was given it has it"


def test_what_nobody_comes_back_for_is_forgotten(
    stranger: FlaskClient, strangers: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    with strangers.slots.slot():
        assert stranger.get("/bericht?teil=sources", headers=GERMAN).status_code == 202
        assert len(papers_of(stranger.application)) == 1
    monkeypatch.setattr(press, "FORGOTTEN_S", 0.0)
    end = time.monotonic() + 60
    while papers_of(stranger.application):
        assert time.monotonic() < end
        assert until_made(stranger, FILE).status_code == 200


def test_a_slot_is_given_back_by_whoever_fails() -> None:
    slots = Press().slots
    for _ in range(3):
        with pytest.raises(RuntimeError), slots.slot():
            raise RuntimeError
    with slots.slot():
        pass


@pytest.mark.parametrize(("away_s", "given"), [(60.0, "former"), (0.0, "present")])
def test_a_paper_of_former_data_is_for_who_waited_for_it_and_of_somebody_erased_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, away_s: float, given: str
) -> None:
    monkeypatch.setattr(routes, "FIRST_LOOK_S", 0.05)
    monkeypatch.setattr(press, "_LOOKED_AWAY_S", away_s)
    with closing(EmbeddedStore(tmp_path)) as store:
        add(store, TOWN)
        store.apply(Change(add=list(ADA)))
        reader, town = create_app(store=store).test_client(), "/bericht.html?teil=changes&titel="

        def begin(title: str) -> None:
            with presses_of(reader.application).for_strangers.slots.slot():
                assert reader.get(town + title, headers=GERMAN).status_code == 202

        begin("present")
        begin("former")
        left = papers_of(reader.application)
        add(store, "<s/neu> a org:FormalOrganization ; skos:prefLabel 'Neu'@de ; netz:inNetwork <s/netzwerk> .")
        made = until_made(reader, town + given).get_data(as_text=True)
        assert ("Kammer, Neu, Verein" in made) is (given == "present")
        begin("erased")
        store.erase("Ada Brandt")
        assert papers_of(reader.application) is not left
        assert not papers_of(reader.application)
