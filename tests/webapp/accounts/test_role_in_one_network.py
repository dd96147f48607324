"""Who has a role in the only network there is works there by clicking: no link of the service names it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.analysis import analysis_for
from graph.protocol import Change, Store
from graph.saved.storage import read_saved
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import list_persons
from graph.terms import BASE
from tests.webapp.accounts.test_rights_by_change import add_beta, person_at
from tests.webapp.pages.sign_in.test_sign_in import OWN, PASSWORD, app, sign_in
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.ui.context import EXTENSION as STORE

__all__ = ["app"]

FIELDS = re.compile(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"')
ROLE = "Ihre Rolle reicht dafür nicht"
PAGES = ("/ansichten", "/geschichten", "/ansichten/neu", "/geschichten/neu", "/aenderungen", "/karte/anordnung")


@pytest.fixture
def accounts(app: Flask) -> Accounts:
    found: Accounts = app.extensions[EXTENSION]
    for name, role, network in (
        ("Tom", "koordinieren", "magdeburg"),
        ("Anna Brandt", "beitragen", "magdeburg"),
        ("Lena", "lesen", "magdeburg"),
    ):
        found.people.add(name, role, network)
        found.people.set_password(name, PASSWORD)
    return found


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions[STORE]
    return found


def browser_of(app: Flask, name: str) -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["HTTP_ACCEPT"] = "text/html"
    assert sign_in(browser, name) == 303
    return browser


@pytest.fixture
def tom(app: Flask, accounts: Accounts) -> FlaskClient:
    assert accounts.people.find("Tom").roles == {"magdeburg": "koordinieren"}
    return browser_of(app, "Tom")


def text(browser: FlaskClient, address: str) -> str:
    return unescape(browser.get(address).get_data(as_text=True))


def click(browser: FlaskClient, page: str, target: str, **entered: str) -> TestResponse:
    """Fill in and send the form of a page that leads to an address."""
    forms = re.findall(r"<form.*?</form>", text(browser, page), re.DOTALL)
    form = next((one for one in forms if f'action="{target}' in one), "")
    assert form, f"no form to {target} at {page}"
    return browser.post(target, data=dict(FIELDS.findall(form)) | entered, headers=OWN)


def test_a_gap_is_answered_and_taken_back(tom: FlaskClient, store: Store) -> None:
    gap = analysis_for(store).gaps[0].id
    page = f"/luecken/{gap}"
    assert click(tom, page, f"{page}/entscheidung", answer="no_need", note="doppelt").status_code == 303
    assert analysis_for(store).decisions[gap][0].author == "Tom"
    last = f"/aenderungen/{store.revision}/zuruecknehmen"
    assert click(tom, "/aenderungen", last).status_code == 303
    assert gap not in analysis_for(store).decisions


def test_views_stories_plans_and_places_are_kept(tom: FlaskClient, store: Store) -> None:
    assert click(tom, "/ansichten/neu?suche=amt", "/ansichten", title="Ämter").status_code == 303
    assert (
        click(tom, "/ansichten/aemter/bearbeiten", "/ansichten/aemter/bearbeiten", title="Alle Ämter").status_code
        == 303
    )
    assert click(tom, "/geschichten/neu", "/geschichten", title="Rundgang").status_code == 303
    steps = "/geschichten/rundgang/schritte"
    assert click(tom, "/geschichten/rundgang/bearbeiten", steps, view="aemter", action="add").status_code == 303
    kept = read_saved(store)
    assert (kept.view("aemter").name, kept.view("aemter").author) == ("Alle Ämter", "Tom")
    assert [step.view for step in kept.story("rundgang").steps] == ["aemter"]
    plan = "/was-waere-wenn?schritt=akteur~Planverein"
    assert click(tom, plan, "/was-waere-wenn/festhalten").status_code == 303
    assert click(tom, "/karte/anordnung", "/karte/anordnung", was="neu").status_code == 303
    assert click(tom, "/ansichten/aemter/loeschen", "/ansichten/aemter/loeschen").status_code == 303
    assert "aemter" not in read_saved(store).views


def test_who_contributes_proposes(app: Flask, accounts: Accounts, store: Store) -> None:
    anna, gap = browser_of(app, "Anna Brandt"), analysis_for(store).gaps[0].id
    answer = click(anna, f"/luecken/{gap}", f"/luecken/{gap}/entscheidung", answer="no_need", note="doppelt")
    assert (answer.status_code, "Fehler" in answer.get_data(as_text=True)) == (202, False)
    assert click(anna, "/ansichten/neu", "/ansichten", title="Alle").status_code == 202
    assert [one.network for one in accounts.proposals.list()] == ["magdeburg", "magdeburg"]
    assert ROLE in text(anna, "/aenderungen")


OF_A_PERSON = "Sabine Quellhorst"


@pytest.fixture
def sabine(app: Flask, accounts: Accounts) -> FlaskClient:
    """Somebody whose account has her own name, and who may also write by protocol."""
    accounts.people.add(OF_A_PERSON, "verwalten")
    accounts.people.set_password(OF_A_PERSON, PASSWORD)
    return browser_of(app, OF_A_PERSON)


def answered(app: Flask, accounts: Accounts, gap: str) -> int:
    """The status of an answer by the API, with a token of hers."""
    secret = accounts.tokens.add(OF_A_PERSON, "", ["read", "write", "protocol"], 1)
    sent = {"answer": "no_need", "note": "doppelt"}
    headers = {"Authorization": f"Bearer {secret}"}
    own = app.test_client()
    assert own.post("/api/v1/luecken/lauf?netz=magdeburg", headers=headers).status_code == 201
    return own.post(f"/api/v1/luecken/{gap}/entscheidung?netz=magdeburg", json=sent, headers=headers).status_code


def test_an_account_in_a_persons_own_name_signs_everything_and_is_no_secret(
    app: Flask, accounts: Accounts, store: Store, sabine: FlaskClient
) -> None:
    gap, other = (one.id for one in analysis_for(store).gaps[:2])
    begun = store.revision
    plan = "/was-waere-wenn?schritt=akteur~Planverein"
    assert click(sabine, plan, "/was-waere-wenn/festhalten").status_code == 303
    planned = store.revision
    assert click(sabine, f"/luecken/{gap}", f"/luecken/{gap}/entscheidung", answer="exists").status_code == 303
    assert click(sabine, "/ansichten/neu", "/ansichten", title="Alle").status_code == 303
    assert click(sabine, "/geschichten/neu", "/geschichten", title="Rundgang").status_code == 303
    new = {"name": "Neuland", "place": "Neustadt", "actors": "Quellhorst-Stiftung"}
    assert click(sabine, "/neu", "/neu", **new).status_code == 303
    assert answered(app, accounts, other) == 201
    for revision in (planned, store.revision + 1):  # taken back, and that taken back too
        back = f"/aenderungen/{revision}/zuruecknehmen"
        assert click(sabine, "/aenderungen", back, confirmed="1").status_code == 303
    assert {entry.author for entry in store.history() if entry.revision > begun} == {OF_A_PERSON}
    assert isinstance(store, EmbeddedStore)
    assert not {OF_A_PERSON, "Anna Brandt"} & {person.name for person in list_persons(store)}
    assert "Quellhorst-Stiftung" in text(sabine, "/akteure?netz=neuland")
    assert analysis_for(store).decisions[gap][0].author == OF_A_PERSON


def test_a_proposal_of_somebody_names_who_made_and_who_approved_it(
    app: Flask, accounts: Accounts, store: Store, sabine: FlaskClient
) -> None:
    anna = browser_of(app, "Anna Brandt")
    assert click(anna, "/was-waere-wenn?schritt=akteur~Planverein", "/was-waere-wenn/festhalten").status_code == 202
    assert click(sabine, "/vorschlaege", "/vorschlaege/1", what="approve").status_code == 303
    assert accounts.proposals.find(1).state == "approved"
    assert [entry.author for entry in store.history()][-1] == f"Anna Brandt ({OF_A_PERSON})"
    assert isinstance(store, EmbeddedStore)
    assert not {OF_A_PERSON, "Anna Brandt"} & {person.name for person in list_persons(store)}


def test_who_coordinates_and_is_a_contact_person_answers_gaps(
    app: Flask, accounts: Accounts, store: Store, sabine: FlaskClient
) -> None:
    gap, other = (one.id for one in analysis_for(store).gaps[:2])
    person = f"{BASE}magdeburg/person/1"
    first = click(sabine, f"/luecken/{other}", f"/luecken/{other}/entscheidung", answer="exists")
    store.apply(Change(add=person_at(person, OF_A_PERSON, f"{BASE}magdeburg/graph/netzwerk")))
    page = f"/luecken/{gap}"
    assert (first.status_code, answered(app, accounts, gap)) == (303, 201)
    assert click(sabine, page, f"{page}/entscheidung", answer="no_need", note="doppelt").status_code == 303
    assert [one.author for one in analysis_for(store).decisions[gap]] == ["", ""]
    assert [one.answer for one in analysis_for(store).decisions[other]] == ["exists"], "what was answered before holds"
    shown = text(app.test_client(), page)
    assert ("wer, ist nicht öffentlich" in shown, "Quellhorst" in shown) == (True, False)


@pytest.mark.parametrize("page", PAGES)
def test_who_is_signed_in_is_told_of_the_role_and_a_stranger_to_sign_in(
    app: Flask, accounts: Accounts, page: str
) -> None:
    assert accounts.people.list()
    stranger = app.test_client()
    stranger.environ_base["HTTP_ACCEPT"] = "text/html"
    lena, nobody = text(browser_of(app, "Lena"), page), text(stranger, page)
    assert (ROLE in lena, "Anmelden, um" in lena) == (True, False)
    assert (ROLE in nobody, "Anmelden, um" in nobody) == (False, True)


def test_with_two_networks_only_what_lies_in_ones_own_is_offered(tom: FlaskClient, store: Store) -> None:
    assert click(tom, "/ansichten/neu?netz=magdeburg", "/ansichten", title="Meine").status_code == 303
    mine = store.revision
    add_beta(store)
    page = text(tom, "/aenderungen")
    assert f"/aenderungen/{mine}/zuruecknehmen" in page
    assert f"/aenderungen/{store.revision}/zuruecknehmen" not in page
    assert ROLE in text(tom, "/ansichten/neu?netz=beta")
    assert ROLE in text(tom, "/ansichten/neu"), "a view of both"
    assert ROLE in text(tom, "/karte/anordnung")
    assert "/ansichten/meine/bearbeiten" in text(tom, "/ansichten")


def test_the_history_is_offered_to_who_may_read_it(app: Flask, accounts: Accounts, store: Store) -> None:
    add_beta(store)
    stranger = app.test_client()
    link = "/aenderungen?von=magdeburg"
    assert link in text(stranger, "/akteure/magdeburg/jobcenter")
    accounts.set_public("beta", is_public=False)
    page = text(stranger, "/akteure/magdeburg/jobcenter")
    assert "/aenderungen" not in page
    assert stranger.get("/aenderungen").status_code in {302, 401, 403}


@pytest.mark.parametrize("page", ["/karte?netz=magdeburg", "/?netz=magdeburg", "/luecken?netz=gibtsnicht&lang=en"])
def test_a_link_to_a_closed_network_leads_to_the_sign_in_and_back(app: Flask, accounts: Accounts, page: str) -> None:
    accounts.set_public("magdeburg", is_public=False)
    stranger = app.test_client()
    stranger.environ_base["HTTP_ACCEPT"] = "text/html"
    answer = stranger.get(page, follow_redirects=True)
    assert (answer.status_code, answer.request.path, len(answer.history)) == (200, "/anmelden", 1)
    assert "netz" not in answer.request.args
    form = dict(FIELDS.findall(unescape(answer.get_data(as_text=True))))
    assert form["weiter"] == page
    sent = form | {"name": "Tom", "password": PASSWORD}
    assert stranger.post("/anmelden", data=sent, headers=OWN).location == page
    for address in ("/anmelden", "/anmelden/x", "/anmelden/dienst/verbinden"):
        assert app.test_client().get(f"{address}?netz=gibtsnicht").status_code != 303


def test_a_stranger_of_a_closed_service_is_told_to_sign_in(app: Flask, accounts: Accounts) -> None:
    accounts.set_public("magdeburg", is_public=False)
    page = text(app.test_client(), "/")
    assert "Hier ist kein Netzwerk, das alle lesen dürfen." in page
    assert "an dem Rechner" not in page
    assert "Melden Sie sich an." in text(app.test_client(), "/karte")
    assert "Melden Sie sich an." not in text(browser_of(app, "Tom"), "/karte")
