"""A page that would say what it said before is given again as it was sent, and any other is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from graph.errors import StoreUnavailable
from graph.protocol import Store
from tests.support.statements import add
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION, session_cookie
from webapp.http import answer_cache
from webapp.ui import same_pages

TOWN = """<n/netz> a netz:Network ; skos:prefLabel 'Netz'@de . <m/netz> a netz:Network ; skos:prefLabel 'Zweites'@de .
    <a> a org:Organization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netz> ; netz:topic <sprache> .
    <b> a org:Organization ; skos:prefLabel 'Verein'@de ; netz:inNetwork <n/netz> .
    <c> a org:Organization ; skos:prefLabel 'Schule'@de ; netz:inNetwork <n/netz> .
    <sprache> a skos:Concept ; skos:prefLabel 'Sprache'@de ."""
PACKED = {"Accept": "text/html", "Accept-Encoding": "gzip"}


@pytest.fixture
def app(store: Store) -> Flask:
    add(store, TOWN, "n/graph/a")
    return create_app(store=store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Counts the pages that are made."""
    making = Mock(side_effect=render_template)
    monkeypatch.setattr(same_pages, "render_template", making)
    return making


def test_what_a_change_does_not_reach_is_sent_as_it_was(client: FlaskClient, store: Store, rendered: Mock) -> None:
    first = client.get("/akteure/a", headers=PACKED)
    add(store, "<b> skos:note 'Neues' .", "n/graph/a")
    second = client.get("/akteure/a", headers=PACKED)
    assert rendered.call_count == 1
    assert second.get_data() == first.get_data()
    assert second.headers["Content-Length"] == str(len(first.get_data()))
    assert {name for name, _ in second.headers} == {name for name, _ in first.headers}


def test_it_is_sent_with_the_tag_of_the_data_as_they_are_now(client: FlaskClient, store: Store) -> None:
    first = client.get("/akteure/a", headers=PACKED)
    add(store, "<b> skos:note 'Neues' .", "n/graph/a")
    second = client.get("/akteure/a", headers=PACKED)
    assert second.headers["ETag"] != first.headers["ETag"]
    asked_again = client.get("/akteure/a", headers={**PACKED, "If-None-Match": second.headers["ETag"]})
    assert asked_again.status_code == 304
    add(store, "<b> skos:note 'Noch etwas' .", "n/graph/a")
    third = client.get("/akteure/a", headers=PACKED)
    assert third.get_data() == first.get_data()


def close_a_network(app: Flask, _: Store) -> None:
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.set_public("m", is_public=False)


def say(statements: str) -> Callable[[Flask, Store], None]:
    return lambda _, store: add(store, statements, "n/graph/a")


@pytest.mark.parametrize(
    "happens",
    [
        say("<a> skos:note 'Neues' ."),
        say("<a> schema:address 'Markt 1' ."),
        say("<a> foaf:homepage <https://amt.example/> ."),
        say("<sprache> skos:prefLabel 'Language'@en ."),
        say("<t> a netz:Interface ; netz:party <a>, <b> ; adms:status nk:exists ; netz:inNetwork <n/netz> ."),
        say("<o/netz> a netz:Network ; skos:prefLabel 'Drittes'@de ."),
        say("<n/netz> skos:prefLabel 'Net'@en ."),
        close_a_network,
    ],
)
def test_what_is_said_on_the_page_or_around_it_is_made_anew(
    app: Flask, client: FlaskClient, store: Store, rendered: Mock, happens: Callable[[Flask, Store], None]
) -> None:
    client.get("/akteure/a?lang=en", headers=PACKED)
    happens(app, store)
    add(store, "<b> skos:note 'Neues' .", "n/graph/a")
    found = client.get("/akteure/a?lang=en", headers={"Accept": "text/html"}).text
    again = client.get("/akteure/a?lang=en", headers=PACKED)
    assert rendered.call_count > 1
    anew = app.test_client().get("/akteure/a?lang=en", headers={"Accept": "text/html", "Range": "bytes=0-"}).text
    assert found == anew
    assert again.status_code == 200


def test_tomorrow_it_is_made_anew(
    client: FlaskClient, store: Store, rendered: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/akteure/a", headers=PACKED)
    monkeypatch.setattr(same_pages, "today", lambda: date(2031, 5, 4))
    add(store, "<b> skos:note 'Neues' .", "n/graph/a")
    client.get("/akteure/a", headers=PACKED)
    assert rendered.call_count == 2


def test_where_the_data_change_meanwhile_the_page_is_whole_all_the_same(
    app: Flask, client: FlaskClient, store: Store
) -> None:
    """Then it is not kept, as it is true for neither revision; it must not be the empty one."""
    first = client.get("/akteure/a", headers=PACKED).get_data()
    view = app.view_functions["actors.show"]

    def changed_meanwhile(slug: str) -> Any:
        page: Any = view(slug=slug)
        add(store, "<c> skos:note 'Anderes' .", "n/graph/a")
        return page

    app.view_functions["actors.show"] = changed_meanwhile
    add(store, "<b> skos:note 'Neues' .", "n/graph/a")
    assert client.get("/akteure/a", headers=PACKED).get_data() == first
    app.view_functions["actors.show"] = view
    assert client.get("/akteure/a", headers=PACKED).get_data() == first


def test_who_has_signed_out_meanwhile_is_not_given_the_page_of_who_was_signed_in(
    app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts: Accounts = app.extensions[EXTENSION]
    accounts.people.add("Vera", "beitragen", "n")
    secret, client = accounts.sessions.begin("Vera"), app.test_client(use_cookies=False)
    cookie = {"Accept": "text/html", "Cookie": f"{session_cookie(app.config['SETTINGS'])}={secret}"}
    assert "Vera" in client.get("/akteure/b", headers=cookie).text
    add(store, "<c> skos:note 'x' .", "n/graph/a")
    find = accounts.sessions.find

    def find_once(asked: str) -> Any:
        found = find(asked)
        accounts.sessions.end(asked)
        return found

    monkeypatch.setattr(accounts.sessions, "find", find_once)
    assert "Vera" not in client.get("/akteure/b", headers=cookie).text


def test_an_error_is_not_answered_with_the_page_of_before(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/akteure/b", headers=PACKED)
    add(store, "<c> skos:note 'x' .", "n/graph/a")
    judge, asked = answer_cache._stands_for, list[None]()  # noqa: SLF001 - what is asked once more after the view

    def fails_after_the_view() -> Any:
        asked.append(None)
        if len(asked) > 1:
            raise StoreUnavailable("The store has been closed.", hint="Try again in a moment.")
        return judge()

    monkeypatch.setattr(answer_cache, "_stands_for", fails_after_the_view)
    answer = client.get("/akteure/b", headers=PACKED)
    assert answer.status_code >= 500
    assert "Verein" not in answer.text


def test_what_was_counted_while_the_page_was_made_does_not_stay(
    client: FlaskClient, store: Store, rendered: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = iter([None, 5, None, None])
    monkeypatch.setattr(same_pages, "number_of_upkeep", lambda: next(counted))
    client.get("/akteure/a", headers=PACKED)
    add(store, "<b> skos:note 'Neues' .", "n/graph/a")
    client.get("/akteure/a", headers=PACKED)
    assert rendered.call_count == 2


def test_long_addresses_in_the_values_of_a_page_are_not_kept_with_it(client: FlaskClient) -> None:
    """Whoever asks for many of them would fill the memory."""
    kept = list[tuple[Any, ...]]()
    keep = answer_cache.AnswerCache.keep

    def note(cache: Any, key: Any, answer: Any) -> None:
        kept.append(answer.rests_on)
        keep(cache, key, answer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer_cache.AnswerCache, "keep", note)
        for address in ("/", "/akteure"):
            client.get(f"{address}?lang={'x' * 1_000}", headers=PACKED)
    assert len(kept) == 2
    assert not any("xxx" in repr(one) for one in kept)
