"""The search of the start page leads to who is meant, or names all who may be meant."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.pages import text_of
from webapp import create_app


@pytest.fixture
def app(magdeburg: Store) -> Flask:
    return create_app(store=magdeburg)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("AG Interkultur & Soziales", "/gruppen/"),
        ("Jobcenter Landeshauptstadt Magdeburg", "/akteure/magdeburg/jobcenter"),
        ("Jobcentr", "/akteure/magdeburg/jobcenter"),
    ],
)
def test_who_is_meant_is_shown_at_once(client: FlaskClient, text: str, address: str) -> None:
    answer = client.get("/suche", query_string={"text": text})
    assert answer.status_code == 303
    assert address in answer.location


def test_all_who_may_be_meant_are_named_with_what_is_done_next(app: Flask) -> None:
    page = text_of(at_the_machine(app), "/suche?text=stadt").replace("%2F", "/")
    assert page.count("/aendern?iri=magdeburg/") > 1
    assert "/aendern" not in text_of(app.test_client(), "/suche?text=stadt")


def test_nobody_and_nothing_typed_are_no_error(client: FlaskClient) -> None:
    assert "Niemand heißt so." in text_of(client, "/suche?text=%3Cscript%3Exyzzy")
    assert "Niemand heißt so." not in text_of(client, "/suche")


def test_the_start_page_has_the_search(client: FlaskClient) -> None:
    assert 'action="/suche"' in text_of(client, "/")
