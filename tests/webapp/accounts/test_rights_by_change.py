"""Who may write is decided by what a change touches: a role in one network changes nothing of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.errors import DataInvalid
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Change, Store
from graph.saved.storage import keep, read_saved
from graph.saved.views import make_story, make_view, with_step
from graph.store.embedded import EmbeddedStore
from graph.store.open import open_store
from graph.terms import BASE, DCT, FOAF, NETZ, ORG, RDF, SKOS, VIEWS_GRAPH
from graph.upkeep.touched_networks import SHARED, networks_of_change
from tests.support.magdeburg import create_with_magdeburg
from tests.support.new_networks import make_network
from tests.webapp.pages.sign_in.test_sign_in import OWN, PASSWORD, sign_in, token_of
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION
from webapp.routes import PAGES
from webapp.settings import Settings

WRITING = sorted(
    (row.method, row.address)
    for page in PAGES.values()
    for row in page.rows
    if row.method in {"POST", "PUT", "DELETE", "PATCH"}
)
OWN_BUSINESS = ("/anmelden", "/abmelden", "/konto")
"""Addresses about the account itself: its sessions, password and tokens."""
CHOSEN = ("", "beta", "magdeburg", "beta&netz=magdeburg")


def add_beta(store: Store) -> None:
    make_network(store, NewNetwork("Beta", "Musterstadt", ""), ["Beispielverein e. V.", "Musterwerk gGmbH"], "VM")


def save_view(store: Store, title: str, address: str) -> str:
    view = make_view(read_saved(store).views, title=title, text="", address=address, author="VM")
    keep(store, view)
    return view.slug


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"oxigraph:{tmp_path / 'store'}")
    create_with_magdeburg(opened)
    add_beta(opened)
    save_view(opened, "Sicht M", "netz=magdeburg")
    save_view(opened, "Sicht B", "netz=beta")
    story = make_story({}, title="Geschichte M", text="", author="VM")
    keep(opened, with_step(story, read_saved(opened).view("sicht-m"), title="Eins", text=""))
    yield opened
    opened.close()


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(Settings(hosts=("localhost",)), store)


@pytest.fixture
def accounts(app: Flask) -> Accounts:
    found: Accounts = app.extensions[EXTENSION]
    found.people.add("Vera Muster", "verwalten")
    for name, role in (("Kora Beta", "koordinieren"), ("Bea Beta", "beitragen")):
        found.people.add(name, role, "beta")
        found.people.set_password(name, PASSWORD)
    found.people.set_password("Vera Muster", PASSWORD)
    return found


def browser_of(app: Flask, name: str) -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["HTTP_ACCEPT"] = "text/html"
    assert sign_in(browser, name) == 303
    return browser


@pytest.fixture
def kora(app: Flask, accounts: Accounts) -> FlaskClient:
    assert accounts.people.find("Kora Beta").roles == {"beta": "koordinieren"}
    return browser_of(app, "Kora Beta")


def filled(address: str, store: Store) -> str:
    gap = next(one for one in analysis_for(store, "magdeburg").gaps)
    slug = "geschichte-m" if address.startswith("/geschichten") else "sicht-m"
    values = {"slug": slug, "gap_id": gap.id, "revision": "1", "number": "1", "name": "Vera Muster", "key": "x"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "magdeburg/graph/netzwerk"), address)


def form_for(store: Store, browser: FlaskClient) -> dict[str, str]:
    analysis = analysis_for(store, "magdeburg")
    actor = next(iter(analysis.actors)).removeprefix("https://netz.invalid/id/")
    page = browser.get("/ansichten/neu?netz=beta")
    found = re.search(r'name="token" value="([^"]+)"', page.get_data(as_text=True))
    assert found
    return {
        "token": unescape(found[1]),
        "title": "Umbenannt",
        "text": "neu",
        "author": "KB",
        "name": "Kora",
        "address": "netz=magdeburg",
        "what": "approve",
        "was": "neu",
        "akteur": actor,
        "x": "1",
        "y": "1",
        "answer": "no_need",
        "note": "nein",
        "basis": next(iter(analysis.gaps)).fingerprint,
        "last": "",
        "schritt": "akteur~Neuer Verein",
        "action": "add",
        "view": "sicht-m",
        "actors": "Ein Verein",
        "sheet_actors": "Name\nEin Verein\n",
        "role": "verwalten",
        "network": "",
        "reading": "accounts",
        "update": "CLEAR ALL",
    }


def everything(store: Store) -> tuple[list[bytes], dict[str, bytes]]:
    """All statements outside of Beta but a new story that shows nothing yet, and where actors elsewhere stand."""
    own = (b"/geschichten/umbenannt", b" <https://netz.invalid/id/beta/graph/")
    return sorted(line for line in store.dump().splitlines() if not any(one in line for one in own)), places(store)


def places(store: Store) -> dict[str, bytes]:
    """Where actors stand outside of Beta, file by file."""
    folder = store.folder
    assert folder
    return {path.name: path.read_bytes() for path in (folder / "places").glob("*") if path.name != "beta.json"}


@pytest.mark.parametrize("netz", CHOSEN)
def test_no_writing_address_lets_a_role_in_beta_change_magdeburg(
    store: Store, accounts: Accounts, kora: FlaskClient, netz: str
) -> None:
    assert len(WRITING) > 30
    form, before, people = form_for(store, kora), everything(store), accounts.people.list()
    revision = store.revision
    for method, address in WRITING:
        if address.startswith(OWN_BUSINESS):
            continue
        where = filled(address, store) + (f"?netz={netz}" if netz else "")
        answer = kora.open(where, method=method, data=form, headers=OWN)
        assert answer.status_code < 500
        assert places(store) == before[1], f"{method} {where}: {answer.status_code}"
        if (
            revision != store.revision
        ):  # else nothing was written since the last look; what got past the log shows below
            assert everything(store) == before, f"{method} {where}: {answer.status_code}"
            revision = store.revision
    assert everything(store) == before
    assert accounts.people.list() == people
    assert accounts.closed_networks() == frozenset()


@pytest.mark.parametrize("netz", CHOSEN)
def test_who_coordinates_beta_takes_back_no_change_of_magdeburg(store: Store, kora: FlaskClient, netz: str) -> None:
    form, before = form_for(store, kora), everything(store)
    for revision in range(1, store.revision + 1):
        entry = store.entry(revision)
        assert entry
        if "Beta" in entry.about or entry.about == "sicht-b":
            continue
        for address in (f"/aenderungen/{revision}/zuruecknehmen", f"/eingelesen/{revision}/zurueck"):
            assert kora.post(f"{address}?netz={netz}", data=form, headers=OWN).status_code == 403
    assert everything(store) == before


def test_who_coordinates_beta_works_there_whatever_the_address_says(store: Store, kora: FlaskClient) -> None:
    form = form_for(store, kora) | {"address": "netz=beta"}
    assert kora.post("/ansichten", data=form, headers=OWN).status_code == 303
    assert read_saved(store).view("umbenannt").address == "netz=beta"
    assert kora.post(f"/aenderungen/{store.revision}/zuruecknehmen", data=form, headers=OWN).status_code == 303
    assert "umbenannt" not in read_saved(store).views
    assert kora.post("/ansichten/sicht-b/loeschen?netz=magdeburg", data=form, headers=OWN).status_code == 303
    assert kora.post("/geschichten", data=form, headers=OWN).status_code == 303
    step = form | {"view": save_view(store, "Sicht B", "netz=beta")}
    assert kora.post("/geschichten/umbenannt/schritte", data=step, headers=OWN).status_code == 303
    assert kora.post("/geschichten/umbenannt/schritte", data=form, headers=OWN).status_code == 403, (
        "a view of Magdeburg"
    )
    assert [step.view for step in read_saved(store).story("umbenannt").steps] == ["sicht-b"]


def test_a_proposal_for_magdeburg_needs_who_writes_there(
    app: Flask, store: Store, accounts: Accounts, kora: FlaskClient
) -> None:
    bea = browser_of(app, "Bea Beta")
    form = {"token": token_of(bea, "/ansichten/neu?netz=beta")}
    assert bea.post("/ansichten/sicht-m/loeschen?netz=beta", data=form, headers=OWN).status_code == 403
    accounts.people.add("Bea Beta", "beitragen", "magdeburg")
    assert bea.post("/ansichten/sicht-m/loeschen?netz=beta", data=form, headers=OWN).status_code == 202
    assert accounts.proposals.find(1).network == "magdeburg"
    approval = form_for(store, kora)
    for netz in CHOSEN:
        assert kora.post(f"/vorschlaege/1?netz={netz}", data=approval, headers=OWN).status_code == 403
    assert "Freigeben" not in kora.get("/vorschlaege").get_data(as_text=True)
    assert "sicht-m" in read_saved(store).views
    vera = browser_of(app, "Vera Muster")
    assert vera.post("/vorschlaege/1", data=form_for(store, vera), headers=OWN).status_code == 303
    assert "sicht-m" not in read_saved(store).views
    assert accounts.proposals.find(1).state == "approved"


def said_of(store: Store, slug: str) -> list[tuple[str, str]]:
    view = read_saved(store).view(slug)
    rows = store.select(f"SELECT ?p ?o WHERE {{ <{view.iri}> ?p ?o }}")
    return sorted((str(row["p"]), str(row["o"])) for row in rows)


def test_a_proposal_is_made_on_what_it_was_proposed_for_or_not_at_all(
    app: Flask, store: Store, accounts: Accounts, kora: FlaskClient
) -> None:
    bea = browser_of(app, "Bea Beta")
    form = {"token": token_of(bea, "/ansichten/neu?netz=beta"), "title": "Von Bea", "text": "", "address": "netz=beta"}
    assert bea.post("/ansichten/sicht-b/bearbeiten", data=form, headers=OWN).status_code == 202
    own = form_for(store, kora) | {"title": "Von Kora", "text": "", "address": "netz=beta"}
    assert kora.post("/ansichten/sicht-b/bearbeiten", data=own, headers=OWN).status_code == 303
    before, revision = said_of(store, "sicht-b"), store.revision
    answer = kora.post("/vorschlaege/1", data=own, headers=OWN)
    assert answer.status_code == 409
    assert "seither" in answer.get_data(as_text=True)
    assert (said_of(store, "sicht-b"), store.revision) == (before, revision)
    assert accounts.proposals.find(1).state == "open"
    assert kora.post("/vorschlaege/1", data=own | {"what": "decline"}, headers=OWN).status_code == 303
    assert bea.post("/ansichten/sicht-b/bearbeiten", data=form, headers=OWN).status_code == 202
    assert kora.post("/vorschlaege/2", data=own, headers=OWN).status_code == 303
    assert read_saved(store).view("sicht-b").name == "Von Bea"


def test_two_proposals_of_one_name_are_never_one_view(
    app: Flask, store: Store, accounts: Accounts, kora: FlaskClient
) -> None:
    bea = browser_of(app, "Bea Beta")
    form = {"token": token_of(bea, "/ansichten/neu?netz=beta"), "title": "Doppelt", "text": ""}
    for address in ("netz=beta", "netz=beta&suche=zwei"):
        assert bea.post("/ansichten", data=form | {"address": address}, headers=OWN).status_code == 202
    approval = form_for(store, kora)
    assert kora.post("/vorschlaege/1", data=approval, headers=OWN).status_code == 303
    page = kora.get("/vorschlaege").get_data(as_text=True)
    assert "wurde seither geändert" in page
    assert ('value="approve"' in page, 'value="decline"' in page) == (False, True)
    assert kora.post("/vorschlaege/2", data=approval, headers=OWN).status_code == 409
    assert read_saved(store).view("doppelt").address == "netz=beta"
    assert accounts.proposals.find(2).state == "open"


def test_a_view_has_one_title_and_one_address(store: Store) -> None:
    view, graph = ox.NamedNode(read_saved(store).view("sicht-b").iri), ox.NamedNode(VIEWS_GRAPH)
    for predicate in (DCT + "title", NETZ + "address"):
        more = ox.Quad(view, ox.NamedNode(predicate), ox.Literal("noch eins"), graph)
        with pytest.raises(DataInvalid):
            store.apply(Change(add=[more], checked=True))


def person_at(iri: str, name: str, graph: str) -> list[ox.Quad]:
    node, where = ox.NamedNode(iri), ox.NamedNode(graph)
    said: list[tuple[str, ox.NamedNode | ox.Literal]]
    said = [(RDF + "type", ox.NamedNode(FOAF + "Person")), (FOAF + "name", ox.Literal(name))]
    return [ox.Quad(node, ox.NamedNode(one), value, where) for one, value in said]


def note(network: str, text: str) -> ox.Quad:
    subject, graph = ox.NamedNode(f"{BASE}{network}/werk"), ox.NamedNode(f"{BASE}{network}/graph/x")
    return ox.Quad(subject, ox.NamedNode(NETZ + "note"), ox.Literal(text), graph)


@pytest.mark.parametrize("apart", ["person", "text"])
def test_undo_takes_no_person_of_another_network_away(store: Store, kora: FlaskClient, apart: str) -> None:
    person = person_at(f"{BASE}magdeburg/person/77", "Adelheid Quittenbaum", f"{BASE}magdeburg/graph/netzwerk")
    if apart == "text":
        store.apply(Change(add=person))
        person = [note("magdeburg", "Frau Quittenbaum weiß es")]
    applied = store.apply(Change(add=[note("beta", "harmlos"), *person]))
    assert applied.moved
    form = form_for(store, kora)
    for address in (f"/aenderungen/{applied.revision}/zuruecknehmen", f"/eingelesen/{applied.revision}/zurueck"):
        for netz in CHOSEN:
            assert kora.post(f"{address}?netz={netz}", data=form, headers=OWN).status_code == 403
    assert isinstance(store, EmbeddedStore)
    assert set(person) <= set(store.persons.ledger.quads)


def test_undo_in_ones_own_network_needs_the_right_to_persons_for_what_is_said_of_them(
    app: Flask, store: Store, accounts: Accounts, kora: FlaskClient
) -> None:
    accounts.people.add("Ana Beta", "analyse", "beta")
    accounts.people.set_password("Ana Beta", PASSWORD)
    ana = browser_of(app, "Ana Beta")
    person = person_at(f"{BASE}beta/person/1", "Adelheid Quittenbaum", f"{BASE}beta/graph/x")
    revision = store.apply(Change(add=[note("beta", "harmlos"), *person])).revision
    address = f"/aenderungen/{revision}/zuruecknehmen"
    assert ana.post(address, data=form_for(store, ana), headers=OWN).status_code == 403
    assert kora.post(address, data=form_for(store, kora), headers=OWN).status_code == 303
    assert isinstance(store, EmbeddedStore)
    assert "Adelheid Quittenbaum" not in store.persons.names()


def test_no_token_of_an_account_signs_with_another_name(app: Flask, store: Store, accounts: Accounts) -> None:
    gap = next(one for one in analysis_for(store, "magdeburg").gaps)
    accounts.people.add("Ana", "analyse")
    secret = accounts.tokens.add("Ana", "", ["read", "write", "protocol"], 1)
    answer = app.test_client().post(
        f"/api/v1/luecken/{gap.id}/entscheidung?netz=magdeburg",
        json={"answer": "no_need", "note": "gefälscht", "author": "Vera Muster"},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 201
    assert [one["author"] for one in answer.get_json()["decisions"]] == ["Ana"]
    *_, last = store.history()
    assert last.author == "Ana"


def test_what_was_being_made_when_the_service_ended_waits_again(store: Store, app: Flask, accounts: Accounts) -> None:
    bea = browser_of(app, "Bea Beta")
    form = {"token": token_of(bea, "/ansichten/neu?netz=beta")}
    assert bea.post("/ansichten/sicht-b/loeschen", data=form, headers=OWN).status_code == 202
    accounts.proposals.decide(1, "approving", "Vera Muster")
    create_app(Settings(hosts=("localhost",)), store)
    assert (accounts.proposals.find(1).state, accounts.proposals.find(1).decided_by) == ("open", "")


def test_a_view_of_two_networks_touches_both(store: Store, kora: FlaskClient) -> None:
    form, before = form_for(store, kora), store.revision
    for address in ("netz=beta&netz=magdeburg", "", "netz=", "netz=gibt-es-nicht", "akteur=beta/x"):
        answer = kora.post("/ansichten?netz=beta", data=form | {"address": address}, headers=OWN)
        assert answer.status_code == 403, address
    assert store.revision == before


def test_an_actor_who_lies_in_both_belongs_to_both(store: Store) -> None:
    def quad(subject: str, predicate: str, value: str, graph: str) -> ox.Quad:
        nodes = [
            one if one.startswith(("http", "urn:")) else f"https://netz.invalid/id/{one}"
            for one in (subject, value, graph)
        ]
        return ox.Quad(ox.NamedNode(nodes[0]), ox.NamedNode(predicate), ox.NamedNode(nodes[1]), ox.NamedNode(nodes[2]))

    netz, same = "https://w3id.org/akteursnetz/ns#", "http://www.w3.org/2002/07/owl#sameAs"
    graph = "beta/graph/x"
    mine, theirs, shared = "beta/a", "magdeburg/ag1", "gemeinsam/awo"
    network = analysis_for(store, "magdeburg").network_iri or ""
    cases = {
        quad(mine, same, "http://example.org/x", graph): {"beta"},
        quad("http://example.org/x", same, mine, graph): {"beta"},
        quad(mine, same, theirs, graph): {"beta", "magdeburg"},
        quad(theirs, same, mine, graph): {"beta", "magdeburg"},
        quad(mine, same, shared, graph): {"beta"},
        quad(shared, same, mine, graph): {"beta", SHARED},
        quad(mine, netz + "inNetwork", network, graph): {"beta", "magdeburg"},
        quad(mine, same, mine, "magdeburg/graph/x"): {"beta", "magdeburg"},
        quad(netz + "Neu", same, mine, graph): {"beta", SHARED},
        quad("gamma", same, mine, graph): {"beta", SHARED},
        quad(mine, same, mine, "urn:g"): {"beta", SHARED},
        quad("gemeinsam/thema/x", same, "urn:x", "gemeinsam/graph/themen"): {SHARED},
        quad(mine, same, mine, "graph/lauf/beta"): {"beta", SHARED},
        quad(mine, same, mine, "graph/ansichten"): {SHARED},
    }
    for one, touched in cases.items():
        assert networks_of_change(store, Change(add=[one])) == touched, one
        assert networks_of_change(store, Change(remove=[one])) == touched, one
    store.apply(Change(add=[quad("http://example.org/y", netz + "inNetwork", network, "magdeburg/graph/x")]))
    elsewhere = quad("http://example.org/y", same, mine, graph)
    assert networks_of_change(store, Change(add=[elsewhere])) == {"beta", "magdeburg"}


def test_a_plan_kept_in_beta_adds_no_tie_to_magdeburg(store: Store, kora: FlaskClient) -> None:
    ties = len(analysis_for(store, "magdeburg").ties)
    form, before = form_for(store, kora), store.revision
    for parties, status in (("magdeburg/aqb~magdeburg/dezernat-v", 403), ("beta/musterwerk-ggmbh~magdeburg/aqb", 403)):
        form["schritt"] = f"beziehung~{parties}~Interface~"
        assert kora.post("/was-waere-wenn/festhalten?netz=beta", data=form, headers=OWN).status_code == status
    assert store.revision == before
    assert len(analysis_for(store, "magdeburg").ties) == ties


NAMED = "Bitte Wilhelmine Kunstmann anrufen, 0391 12345"


def test_a_proposal_that_names_a_person_is_shown_in_full_only_to_who_may_see_persons(
    app: Flask, store: Store, accounts: Accounts, kora: FlaskClient
) -> None:
    person, graph = ox.NamedNode("urn:wk"), ox.NamedNode("https://netz.invalid/id/beta/graph/x")
    type_of, name = RDF + "type", FOAF + "name"
    said: list[tuple[str, ox.NamedNode | ox.Literal]]
    said = [(type_of, ox.NamedNode(FOAF + "Person")), (name, ox.Literal("Wilhelmine Kunstmann"))]
    store.apply(Change(add=[ox.Quad(person, ox.NamedNode(one), value, graph) for one, value in said]))
    bea = browser_of(app, "Bea Beta")
    form = {"token": token_of(bea, "/ansichten/neu?netz=beta"), "title": "Wen wir anrufen", "address": "netz=beta"}
    for text in (NAMED, "Frau Zwirnnysen weiß es", "Martin Zwirnnysen weiß es", "Niemand weiß es"):
        assert bea.post("/ansichten", data=form | {"text": text}, headers=OWN).status_code == 202
    for browser in (kora, bea):
        page = browser.get("/vorschlaege").get_data(as_text=True)
        assert "Kunstmann" not in page
        assert "12345" not in page
        assert "Zwirnnysen" not in page
        assert "Niemand weiß es" in page
        assert page.count("nennt eine Person: nur für Konten sichtbar") == 3
    page = browser_of(app, "Vera Muster").get("/vorschlaege").get_data(as_text=True)
    assert NAMED in page
    assert "nennt eine Person" not in page


def called(iri: str, name: str, class_iri: str, graph: str) -> list[ox.Quad]:
    label = SKOS + "prefLabel" if class_iri == ORG + "Organization" else FOAF + "name"
    said: list[tuple[str, ox.NamedNode | ox.Literal]]
    said = [(RDF + "type", ox.NamedNode(class_iri)), (label, ox.Literal(name))]
    return [ox.Quad(ox.NamedNode(iri), ox.NamedNode(one), value, ox.NamedNode(graph)) for one, value in said]


def test_a_person_of_one_network_takes_no_actor_of_another_from_public(store: Store, kora: FlaskClient) -> None:
    there, here = (f"https://netz.invalid/id/{one}/graph/x" for one in ("magdeburg", "beta"))
    name = "Kornelia Quittenbaum"
    store.apply(Change(add=called("https://netz.invalid/id/magdeburg/kq", name, ORG + "Organization", there)))
    person = Change(add=called("https://netz.invalid/id/beta/person/1", name, FOAF + "Person", here))
    assert networks_of_change(store, person) == {"beta", "magdeburg"}
    other = Change(add=called("https://netz.invalid/id/beta/person/1", "Ada Zwirnhuber", FOAF + "Person", here))
    assert networks_of_change(store, other) == {"beta"}
    before, form = store.dump(), form_for(store, kora)
    contact = {"foaf:name": name, "schema:worksFor": "Musterwerk gGmbH", "source": "reason", "reason": "x"}
    sent = kora.post("/eintragen/kontaktperson?netz=beta", data=form | contact, headers=OWN)
    assert (sent.status_code, store.dump()) == (403, before)


def test_persons_are_written_and_approved_by_who_may_keep_them(app: Flask, store: Store, accounts: Accounts) -> None:
    accounts.people.add("Ana Lyse", "analyse")
    accounts.people.set_password("Ana Lyse", PASSWORD)
    ana, before = browser_of(app, "Ana Lyse"), store.revision
    form = {"token": token_of(ana, "/neu"), "name": "Neustadt", "author": "AL", "actors": "Amt\nLore Zwirnnysen"}
    answers = {"person-asked": "Lore Zwirnnysen", "person": "Lore Zwirnnysen"}
    assert ana.post("/neu", data=form | answers, headers=OWN).status_code == 202
    assert (store.revision, store.names_somebody("Zwirnnysen")) == (before, False)
    assert "Freigeben" not in ana.get("/vorschlaege").get_data(as_text=True)
    sent = {"token": form["token"], "what": "approve"}
    assert ana.post("/vorschlaege/1", data=sent, headers=OWN).status_code == 403
    assert accounts.proposals.find(1).state == "open"
    vera = browser_of(app, "Vera Muster")
    assert vera.post("/vorschlaege/1", data=sent | {"token": token_of(vera, "/neu")}, headers=OWN).status_code == 303
    assert store.names_somebody("Zwirnnysen")
    assert ana.post("/neu", data=form | {"name": "Altstadt", "actors": "Werk"}, headers=OWN).status_code == 303
