from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.protocol import Store
from graph.terms import NETZ, RDF
from graph.upkeep.proposals import DescribedChange, ProposedChange
from tests.webapp.pages.sign_in.test_sign_in import OWN, PASSWORD, accounts, app, client, sign_in, token_of
from webapp.accounts.accounts import Accounts
from webapp.accounts.proposals import Proposal
from webapp.pages.proposals.words import facts_of
from webapp.ui.context import EXTENSION, get_analysis

BROKEN = f"<urn:a> <{RDF}type> <{NETZ}Interface> <https://netz.invalid/id/x/graph/y> .\n".encode()
__all__ = ["accounts", "app", "client"]


@pytest.fixture
def contributor(client: FlaskClient, accounts: Accounts) -> FlaskClient:
    accounts.people.add("Kim", "beitragen")
    accounts.people.set_password("Kim", PASSWORD)
    assert sign_in(client, "Kim") == 303
    return client


def propose(contributor: FlaskClient) -> int:
    form = {"token": token_of(contributor, "/ansichten/neu"), "title": "Neue Sicht", "text": "", "address": ""}
    answer = contributor.post("/ansichten", data=form, headers=OWN)
    page = answer.get_data(as_text=True)
    assert "vorgeschlagen (Nr. 1)" in page
    assert "Fehler" not in page
    assert 'href="/vorschlaege"' in page
    return answer.status_code


def coordinator(app: Flask) -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["HTTP_ACCEPT"] = "text/html"
    assert sign_in(browser) == 303
    return browser


def test_a_proposal_changes_nothing_until_it_is_approved(app: Flask, contributor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    before = store.revision
    assert propose(contributor) == 202
    assert store.revision == before
    assert "Freigeben" not in contributor.get("/vorschlaege").get_data(as_text=True)
    browser = coordinator(app)
    assert "Ein Vorschlag wartet auf Ihre Entscheidung." in browser.get("/").get_data(as_text=True)
    assert "wartet auf Ihre" not in contributor.get("/").get_data(as_text=True)
    assert "Freigeben" in browser.get("/vorschlaege").get_data(as_text=True)
    form = {"token": token_of(browser, "/vorschlaege"), "what": "approve"}
    assert browser.post("/vorschlaege/1", data=form, headers=OWN).status_code == 303
    *_, last = store.history()
    assert (store.revision, last.author, last.kind) == (before + 1, "Kim (Vera Muster)", "view-saved")
    assert "Neue Sicht" in browser.get("/ansichten").get_data(as_text=True)
    assert browser.post("/vorschlaege/1", data=form, headers=OWN).status_code == 409
    assert "wartet auf Ihre" not in browser.get("/").get_data(as_text=True)


def test_a_declined_proposal_stays_one(app: Flask, contributor: FlaskClient) -> None:
    propose(contributor)
    browser = coordinator(app)
    form = {"token": token_of(browser, "/vorschlaege"), "what": "decline"}
    assert browser.post("/vorschlaege/1", data=form, headers=OWN).status_code == 303
    assert "abgelehnt" in contributor.get("/vorschlaege").get_data(as_text=True)
    assert "Neue Sicht" not in browser.get("/ansichten").get_data(as_text=True)


def test_who_proposes_can_neither_approve_nor_take_back(app: Flask, contributor: FlaskClient) -> None:
    propose(contributor)
    store: Store = app.extensions[EXTENSION]
    before, token = store.revision, token_of(contributor, "/ansichten/neu")
    for address in ("/vorschlaege/1", "/aenderungen/1/zuruecknehmen"):
        assert contributor.post(address, data={"token": token, "what": "approve"}, headers=OWN).status_code == 403
    assert store.revision == before


def test_who_coordinates_another_network_is_told_nothing_of_a_proposal(app: Flask, accounts: Accounts) -> None:
    what = DescribedChange("Grund", "update")
    accounts.proposals.add("Kim", {"magdeburg"}, ProposedChange(what, BROKEN))
    accounts.people.add("Tom", "lesen")
    accounts.people.add("Tom", "koordinieren", "beta")
    accounts.people.set_password("Tom", PASSWORD)
    tom = app.test_client()
    tom.environ_base["HTTP_ACCEPT"] = "text/html"
    assert sign_in(tom, "Tom") == 303
    assert "Vorschlag 1" not in tom.get("/vorschlaege").get_data(as_text=True)
    assert "Vorschlag 1" in coordinator(app).get("/vorschlaege").get_data(as_text=True)


def test_who_coordinates_one_network_decides_on_what_an_account_called_like_a_person_proposes(
    app: Flask, accounts: Accounts
) -> None:
    who = '<https://netz.invalid/id/magdeburg/e1> <http://purl.org/dc/terms/creator> "Beate Contri" <urn:g> .\n'
    number = accounts.proposals.add("Beate Contri", {"magdeburg"}, ProposedChange(DescribedChange(""), who.encode()))
    for name, network in (("Kora", "magdeburg"), ("Kurt", "beta")):
        accounts.people.add(name, "lesen")
        accounts.people.add(name, "koordinieren", network)
        accounts.people.set_password(name, PASSWORD)
    kora, kurt = app.test_client(), app.test_client()
    for browser, name in ((kora, "Kora"), (kurt, "Kurt")):
        browser.environ_base["HTTP_ACCEPT"] = "text/html"
        assert sign_in(browser, name) == 303
    shown = kora.get("/vorschlaege").get_data(as_text=True)
    assert (f'action="/vorschlaege/{number}"' in shown, "nennt eine Person" in shown) == (True, False)
    assert "Contri" not in kurt.get("/vorschlaege").get_data(as_text=True)


def test_a_persons_own_statements_stay_hidden_though_the_account_signed_them(app: Flask, accounts: Accounts) -> None:
    person = "<https://netz.invalid/id/magdeburg/x1>"
    lines = (
        f"{person} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person> <urn:g> .\n"
        f'{person} <http://purl.org/dc/terms/creator> "Beate Contri" <urn:g> .\n'
    )
    accounts.proposals.add("Beate Contri", {"magdeburg"}, ProposedChange(DescribedChange(""), lines.encode()))
    accounts.people.add("Kora", "lesen")
    accounts.people.add("Kora", "koordinieren", "magdeburg")
    accounts.people.set_password("Kora", PASSWORD)
    kora = app.test_client()
    kora.environ_base["HTTP_ACCEPT"] = "text/html"
    assert sign_in(kora, "Kora") == 303
    shown = kora.get("/vorschlaege").get_data(as_text=True)
    assert "magdeburg/x1" not in shown
    assert "nennt eine Person" in shown


def test_a_proposal_without_a_number_is_404_and_nobody_sees_the_list(app: Flask, accounts: Accounts) -> None:
    browser = coordinator(app)
    assert [person.name for person in accounts.people.list()] == ["Vera Muster"]
    form = {"token": token_of(browser, "/konto"), "what": "approve"}
    assert browser.post("/vorschlaege/7", data=form, headers=OWN).status_code == 404
    assert app.test_client().get("/vorschlaege").status_code == 401


def test_what_is_no_longer_valid_waits_on(app: Flask, accounts: Accounts) -> None:
    number = accounts.proposals.add("Kim", {""}, ProposedChange(DescribedChange("kaputt"), BROKEN))
    browser = coordinator(app)
    form = {"token": token_of(browser, "/vorschlaege"), "what": "approve"}
    assert browser.post(f"/vorschlaege/{number}", data=form, headers=OWN).status_code == 422
    assert accounts.proposals.find(number).state == "open"


def test_an_answer_is_decided_on_by_what_it_says_not_by_its_statements(
    app: Flask, accounts: Accounts, contributor: FlaskClient
) -> None:
    gap = contributor.get("/api/v1/luecken").get_json()["items"][0]
    page = contributor.get(f"/luecken/{gap['id']}").get_data(as_text=True)
    fields = dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', page))
    answer = {"answer": "in_progress", "responsible": "AK-Leitung", "due": "2027-01-31", "note": "Im Herbst"}
    sent = contributor.post(f"/luecken/{gap['id']}/entscheidung", data={**fields, **answer}, headers=OWN)
    assert sent.status_code == 202
    assert f'href="/luecken/{gap["id"]}"' in sent.get_data(as_text=True)
    accounts.people.add("Kora", "koordinieren")
    accounts.people.set_password("Kora", PASSWORD)
    kora = app.test_client()
    kora.environ_base["HTTP_ACCEPT"] = "text/html"
    assert sign_in(kora, "Kora") == 303
    shown = html.unescape(kora.get("/vorschlaege").get_data(as_text=True))
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<a [^>]+>)?([^<]+)<", shown))
    assert "<h2>Antwort auf eine Lücke: wird angegangen</h2>" in shown
    assert f'href="/luecken/{gap["id"]}"' in shown
    assert (facts["Antwort"], facts["Wer kümmert sich"]) == ("wird angegangen", "AK-Leitung")
    assert (facts["Bis wann"], facts["Anmerkung"], facts["Antwort von"]) == ("31. Januar 2027", "Im Herbst", "Kim")
    assert "Decision on" not in shown
    with app.test_request_context("/"):
        matter = get_analysis().matters[0]
        proposal = Proposal(1, "Kim", "", 0.0, "", "decision", matter.id, b"", b"", "open", "")
        assert facts_of(proposal, ())[0].address == f"/sachen/{matter.id}"
    assert "netz.invalid" not in shown
    assert "netz.invalid" in coordinator(app).get("/vorschlaege").get_data(as_text=True)


def test_a_view_is_decided_on_by_its_title_and_its_picture(app: Flask, contributor: FlaskClient) -> None:
    form = {"token": token_of(contributor, "/ansichten/neu"), "title": "Neue Sicht", "text": "Was fehlt"}
    contributor.post("/ansichten", data=form | {"address": "thema=arbeit"}, headers=OWN)
    shown = html.unescape(coordinator(app).get("/vorschlaege").get_data(as_text=True))
    assert "Ansicht „neue-sicht“ gespeichert" in shown
    assert '<a href="/karte?thema=arbeit">Neue Sicht</a>' in shown
    assert "<dd>Was fehlt</dd>" in shown


def test_what_has_no_words_of_its_own_names_the_actors_it_is_about(app: Flask, accounts: Accounts) -> None:
    store: Store = app.extensions[EXTENSION]
    actor = next(iter(analysis_for(store).actors.values()))
    line = f"<{actor.iri}> <urn:p> <urn:o> <https://netz.invalid/id/magdeburg/graph/y> .\n".encode()
    accounts.proposals.add("Kim", {""}, ProposedChange(DescribedChange("Plan", "plan"), line))
    shown = html.unescape(coordinator(app).get("/vorschlaege").get_data(as_text=True))
    assert "Aus „Was wäre, wenn?“ als geplant festgehalten" in shown
    assert f">{actor.label.in_language('de')}</a></dd>" in shown
