"""A page with parts that are given again is the page made from nothing, whatever has changed."""

from __future__ import annotations

import gc
import random
from datetime import date
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup, escape

from graph.analysis import analysis_for
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.random_changes import CITY, change
from tests.support.statements import add
from webapp import create_app
from webapp.http.answer_cache import AnswerCache
from webapp.ui import kept_parts
from webapp.ui.kept_parts import EXTENSION, KeptPart, KeptParts, Key, Leads
from webapp.ui.links import slug_of

HTML = {"Accept": "text/html"}
STEPS = 40
TOWN = """<a> a org:Organization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n> . <n> a netz:Network .
    <b> a org:Organization ; skos:prefLabel 'Verein'@de ; netz:inNetwork <n> .
    <c> a org:Organization ; skos:prefLabel 'Schule'@de ; netz:inNetwork <n> .
    <s> a netz:Interface ; netz:party <a>, <b> ; adms:status nk:exists ; netz:inNetwork <n> ; netz:evidence <zitat> .
    <zitat> oa:exact 'Wort' ; oa:start 4 ; oa:end 8 ; prov:wasQuotedFrom <protokoll> .
    <protokoll> skos:prefLabel 'Protokoll'@de ."""


@pytest.fixture(autouse=True)
def no_whole_page_is_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nobody asks for its parts."""
    monkeypatch.setattr(AnswerCache, "find", lambda *_: None)


class Counting(KeptParts):
    """Counts what was given again."""

    given = 0

    def find(self, key: Key, rests_on: tuple[object, ...]) -> Markup | None:
        found = super().find(key, rests_on)
        self.given += found is not None
        return found


def app_with(store: Store, parts: KeptParts) -> Flask:
    app = create_app(store=store)
    app.extensions[EXTENSION] = parts
    return app


def page(client: FlaskClient, iri: str, language: str = "de") -> str:
    answer = client.get(f"/akteure/{quote(slug_of(iri))}?lang={language}", headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("seed", range(3))
def test_pages_with_kept_parts_are_those_made_anew_after_any_changes(seed: int) -> None:
    dice, store, parts = random.Random(seed), open_store("memory:"), Counting()  # noqa: S311 - a test
    add(store, CITY, "n/graph/a")
    client, plain = (app_with(store, one).test_client(use_cookies=False) for one in (parts, KeptParts(0)))
    for number in range(STEPS):
        change(store, dice)
        for iri in sorted(analysis_for(store).actors):
            assert page(client, iri) == page(plain, iri), (seed, number, iri)
    assert parts.given > STEPS


@pytest.fixture
def town(store: Store) -> Store:
    add(store, TOWN, "n/graph/a")
    return store


def given_after(store: Store, statements: str) -> tuple[str, int]:
    """The page of one party after such a change, and how many of its parts were given again."""
    parts = Counting()
    client = app_with(store, parts).test_client(use_cookies=False)
    page(client, BASE + "a")
    add(store, statements, "n/graph/a")
    return page(client, BASE + "a"), parts.given


def test_what_a_change_does_not_reach_is_given_again(town: Store) -> None:
    found, given = given_after(town, "<c> skos:altLabel 'Neue Schule' .")
    assert given == 2
    assert "Verein" in found


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ("<s2> a netz:Interface ; netz:party <a>, <c> ; adms:status nk:exists ; netz:inNetwork <n> .", "Schule"),
        ("<b> skos:prefLabel 'Sports Club'@en .", "Verein"),
        ("<s> skos:note 'jeden Montag' .", "jeden Montag"),
        ("<b> a netz:WorkingGroup .", "/gruppen/b"),
        ("<protokoll> skos:prefLabel 'Minutes'@en .", "Protokoll"),
        ("<kapitel> a oa:TextPositionSelector ; netz:evidence <zitat> .", "Protokoll"),
    ],
)
def test_what_a_change_reaches_is_made_anew(town: Store, statements: str, said: str) -> None:
    found, _ = given_after(town, statements)
    assert said in found
    assert found == page(app_with(town, KeptParts(0)).test_client(use_cookies=False), BASE + "a")


def test_parts_are_of_one_reader_language_and_day_alone(town: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Counting()
    client = app_with(town, parts).test_client(use_cookies=False)
    german, english = page(client, BASE + "a"), page(client, BASE + "a", "en")
    assert "Verbindungen" in german
    assert "Verbindungen" not in english
    assert parts.given == 0
    add(town, "<c> skos:altLabel 'S' .", "n/graph/a")
    assert page(client, BASE + "a", "en") == english
    assert parts.given == 2
    monkeypatch.setattr(kept_parts, "today", lambda: date(2031, 5, 4))
    add(town, "<c> skos:altLabel 'T' .", "n/graph/a")
    assert page(client, BASE + "a", "en") == english
    assert parts.given == 2


def test_parts_that_nobody_asks_for_again_hold_nothing_of_where_links_led(town: Store) -> None:
    client = app_with(town, KeptParts()).test_client(use_cookies=False)
    gc.collect()
    before = sum(isinstance(one, Leads) for one in gc.get_objects())
    for number, iri in enumerate("abc"):
        add(town, f"<neu{number}> a org:Organization ; skos:prefLabel 'Neu'@de .", "n/graph/a")
        page(client, BASE + iri)
    gc.collect()
    assert sum(isinstance(one, Leads) for one in gc.get_objects()) <= before + 1


def test_a_long_address_takes_room_too() -> None:
    parts = KeptParts(10_000)
    for number in range(3):
        parts.keep((number, "x" * 4_000), KeptPart((), escape("")))
    assert parts.find((0, "x" * 4_000), ()) is None


def test_parts_are_bounded_and_the_least_recently_used_go() -> None:
    parts = KeptParts(10_000)
    for number in range(10):
        parts.keep((number,), KeptPart((number,), escape("x" * 500)))
    assert [number for number in range(10) if parts.find((number,), (number,))] == [7, 8, 9]
    assert parts.find((9,), (8,)) is None
