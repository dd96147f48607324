"""Addresses of one's own to subscribe to: they read what their owner may, and open nothing else; never in a log."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from tests.webapp.pages.matters.test_subscriptions import DEMANDED, HOUSE, NETWORKS, answer
from tests.webapp.pages.sign_in.test_sign_in import OWN, PASSWORD, sign_in, token_of
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.pages.changes import feed as changes_feed
from webapp.pages.matters import due_calendar

KREIS = "kreis/graph/quelle"
"""A graph that is of neither network."""
IN_LAND = "netz:inNetwork <land/netz>"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("feeds")
    with closing(open_store(f"oxigraph:{folder / 'store'}")) as store:
        load_ontology(store)
        for turtle in (NETWORKS, HOUSE, DEMANDED):
            add(store, turtle)
        answer(store, 1, "decided", "netz:dueDate", "2030-01-31")
        yield store


@pytest.fixture(scope="module")
def app(city: Store) -> Flask:
    made = create_app(store=city)
    accounts: Accounts = made.extensions[EXTENSION]
    for network in ("stadt", "land"):
        accounts.set_public(network, is_public=False)
    for name, network in (("Vera Muster", ""), ("Kim", "stadt"), ("Lea", "land")):
        accounts.people.add(name, "lesen", network)
        accounts.people.set_password(name, PASSWORD)
    return made


@pytest.fixture
def accounts(app: Flask) -> Accounts:
    found: Accounts = app.extensions[EXTENSION]
    return found


def signed_in(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client, name) == 303
    return client


def addresses(app: Flask, name: str, network: str = "") -> list[str]:
    """The addresses that the page of an account gives, without host."""
    client = signed_in(app, name)
    page = client.post("/konto/abo", data={"token": token_of(client, "/konto"), "network": network}, headers=OWN).text
    assert "Abonnement lesen" in page
    return re.findall(r'value="http://localhost(/abo/[^"]+)"', page)


def titles(app: Flask, address: str) -> list[str]:
    response = app.test_client().get(address)
    assert response.status_code == 200
    return re.findall(r"<entry>.*?<title>([^<]+)", response.text, re.DOTALL)


def remove(store: Store, subject: str, *ends: str) -> None:
    """Take all that is said of a thing away, or what ends so alone."""
    iri = ox.NamedNode(f"{BASE}{subject.strip('<>')}")
    quads = [one for one in ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS) if one.subject == iri]
    store.apply(Change(remove=[one for one in quads if not ends or one.object.value.endswith(ends)]))


def number_of_events(app: Flask, address: str) -> int:
    response = app.test_client().get(address)
    assert response.status_code == 200
    assert "Geheim" not in response.text
    return len(Calendar.from_ical(response.data).walk("VEVENT"))


def test_an_address_reads_what_its_owner_may_and_nothing_without_it(app: Flask) -> None:
    calendar, feed = addresses(app, "Vera Muster")
    assert number_of_events(app, calendar) == 1
    atom = app.test_client().get(feed)
    assert (atom.status_code, "/abo/" in atom.text) == (200, False), "the feed itself tells nobody its address"
    own, own_feed = addresses(app, "Kim", "stadt")
    assert "netz=stadt" in own
    assert number_of_events(app, own) == 1
    assert titles(app, own_feed) == titles(app, f"{feed}?netz=stadt")
    elsewhere, other_feed = addresses(app, "Lea")
    assert number_of_events(app, elsewhere) == 0
    assert number_of_events(app, "/sachen.ics") == 0
    assert titles(app, "/aenderungen.atom") == []
    for address in (elsewhere, other_feed):
        assert app.test_client().get(f"{address}?netz=stadt").status_code in {401, 403, 404}


def test_a_feed_tells_its_reader_of_their_network_and_of_nothing_else(app: Flask, city: Store) -> None:
    """Whatever became of it: told by who, what and when of it alone, not even by how many changes there were."""
    (_, kim), (_, lea) = addresses(app, "Kim"), addresses(app, "Lea")
    add(city, "<land/netz> a netz:Network ; skos:prefLabel 'Land'@de .", "land/graph/quelle")
    before = app.test_client().get(lea).data
    in_town, shared = "netz:inNetwork <stadt/netz>", "netz:inNetwork <stadt/netz>, <land/netz>"
    add(city, f"<stadt/neu> a org:FormalOrganization ; skos:prefLabel 'Neubau'@de ; {in_town} .")
    add(city, f"<kreis/werk> a org:FormalOrganization ; skos:prefLabel 'Werkhof'@de ; {in_town} .", KREIS)
    town = "<stadt/netz>, <land/haus>"
    add(city, f"<stadt/bund> a netz:Interface ; skos:prefLabel 'Stadtbund'@de ; netz:party {town} ; {in_town} .")
    assert titles(app, kim)[:3] == ["Neue Verbindungen: Stadtbund", "Neue Akteure: Werkhof", "Neue Akteure: Neubau"]
    assert app.test_client().get(lea).data == before, "not a byte"
    add(city, f"<kreis/hof> a org:FormalOrganization ; skos:prefLabel 'Kreishof'@de ; {shared} .", KREIS)
    assert titles(app, kim)[0] == titles(app, lea)[0] == "Neue Akteure: Kreishof"
    remove(city, "<kreis/werk>")
    assert titles(app, kim)[0] == "Gelöscht: Werkhof"
    assert titles(app, lea)[0] == "Neue Akteure: Kreishof"
    remove(city, "<kreis/hof>")
    assert titles(app, kim)[0] == titles(app, lea)[0] == "Gelöscht: Kreishof"
    for kind in (IN_LAND, "a org:FormalOrganization ; skos:prefLabel 'Landsache'@de"):
        add(city, f"<stadt/umzug> {kind} .", KREIS)
    remove(city, "<stadt/umzug>", "Landsache", "FormalOrganization")  # it lies in the other network, and goes on there
    remove(city, "<stadt/umzug>")
    assert "Landsache" not in app.test_client().get(kim).text, "its address is no proof that it lay here"
    for feed in (kim, lea):
        text = app.test_client().get(feed).text
        ids = re.findall(r"<id>([^<]+)</id>", text)
        assert len(ids) == len(set(ids)), "also of changes of one second"
        assert not re.search(r"aenderung-\d+<", text), "no number of a change"
        assert "/aenderungen<" not in text
        assert all(
            app.test_client().get(link).status_code != 403 for link in re.findall(r'link href="([^"]+)"', text)[:1]
        )
    assert not {"Neubau", "Werkhof", "Stadtbund"} & set(re.findall(r"\w+", app.test_client().get(lea).text))


def test_how_far_a_feed_reaches_does_not_tell_how_much_is_done_elsewhere(
    app: Flask, city: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, kim = addresses(app, "Kim")
    monkeypatch.setattr(changes_feed, "LOOKED_AT", 3)
    before = titles(app, kim)
    for number in range(4):
        add(city, f"<land/w{number}> a org:Organization ; skos:prefLabel 'W{number}'@de ; {IN_LAND} .", "land/graph/q")
    assert before == titles(app, kim) != []


def test_no_kept_feed_names_who_has_become_known_as_a_person(app: Flask, city: Store) -> None:
    """Neither ours nor the copy of a program: what went is in no revision of what is to be read today."""
    client = signed_in(app, "Lea")
    add(
        city, f"<land/bq> a org:Organization ; skos:prefLabel 'Haus Berta Quastenfloh'@de ; {IN_LAND} .", "land/graph/q"
    )
    remove(city, "<land/bq>")
    told, again = client.get("/aenderungen.atom"), client.get("/aenderungen.atom")
    assert "Quastenfloh" in told.text
    had = {"If-None-Match": told.headers["ETag"]}
    assert (told.data == again.data, client.get("/aenderungen.atom", headers=had).status_code) == (True, 304)
    add(city, f"<land/person> a foaf:Person ; foaf:name 'Berta Quastenfloh' ; {IN_LAND} .", "land/graph/q")
    for headers in ({}, had):
        answer = client.get("/aenderungen.atom", headers=headers)
        assert (answer.status_code, "Quastenfloh" in answer.text) == (200, False)


def test_a_secret_of_an_address_opens_nothing_else_and_no_token_opens_an_address(
    app: Flask, accounts: Accounts
) -> None:
    secret = accounts.tokens.add_feed("Vera Muster", "Abo")
    bearer = {"Authorization": f"Bearer {secret}"}
    for address in (
        "/sachen.ics?netz=stadt",
        "/aenderungen.atom?netz=stadt",
        "/api/v1/akteure?netz=stadt",
        "/akteure?fassung=1",
    ):
        assert app.test_client().get(address, headers=bearer).status_code == 401
    plain = accounts.tokens.add("Vera Muster", "Programm", ["read"], 30)
    for wrong in (plain, "netz_x", "%00", "x" * 3000):
        assert app.test_client().get(f"/abo/{wrong}/sachen.ics").status_code == 401


def test_an_address_ends_when_it_is_taken_back_and_with_its_account(app: Flask, accounts: Accounts) -> None:
    calendar, _feed = addresses(app, "Vera Muster")
    for token in accounts.tokens.list("Vera Muster"):
        accounts.tokens.remove("Vera Muster", token.id)
    assert app.test_client().get(calendar).status_code == 401
    own, _feed = addresses(app, "Kim")
    accounts.people.disable("Kim", is_disabled=True)
    assert app.test_client().get(own).status_code == 401
    accounts.people.disable("Kim", is_disabled=False)
    assert app.test_client().get(own).status_code == 401, "what has ended does not come back"


def test_no_log_has_the_secret_and_no_cache_keeps_the_answer_for_others(
    app: Flask, accounts: Accounts, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = accounts.tokens.add_feed("Vera Muster", "Abo")
    assert "private" in app.test_client().get(f"/abo/{secret}/sachen.ics").headers["Cache-Control"]

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(due_calendar, "due_in", fail)
    monkeypatch.setattr(accounts.links, "peek", fail)
    for way in ("/abo/<feed_secret>/sachen.ics", "/anmelden/<secret>"):
        with caplog.at_level(logging.DEBUG):
            assert app.test_client().get(re.sub("<.*>", secret, way)).status_code == 500
        assert secret not in caplog.text
        assert way in caplog.text
    assert secret not in app.test_client().get("/metrics").text


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_no_page_that_says_what_went_wrong_repeats_a_secret(app: Flask, method: str) -> None:
    for address in ("abo/GEHEIM", "abo/GEHEIM/sachen.ics?lang=en", "Abo/GEHEIM/x", "anmelden/GEHEIM/x"):
        answer = app.test_client().open(f"/{address}", method=method, headers={"Accept": "text/html"})
        assert answer.status_code in {401, 404, 405}
        assert "GEHEIM" not in f"{answer.headers}{answer.text}", address


def test_a_public_feed_is_given_again_for_each_host_its_own(store: Store) -> None:
    for turtle in (NETWORKS, HOUSE):
        add(store, turtle)
    client = create_app(store=store).test_client()
    for host in ("localhost", "127.0.0.1"):
        for _ in range(2):
            assert f"http://{host}/aenderungen.atom" in client.get("/aenderungen.atom", headers={"Host": host}).text
