"""Contact persons on the page of their organisation: entered, changed, taken back there; nowhere else a word."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Change, Store
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE
from graph.upkeep.contact_persons import contact_persons
from tests.support.clients import at_the_machine
from tests.support.forms import fields_of
from tests.support.magdeburg import load_ontology
from tests.support.new_networks import make_network
from tests.webapp.pages.edit.test_edit import NAME, account, filled, opened, saved, text_of, typed
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.accounts.roles import Role
from webapp.ui.context import EXTENSION

AMT = BASE + "halle/jobcenter"
PROFILE, NEW = "/akteure/halle/jobcenter", "/eintragen/kontaktperson?von=halle/jobcenter"
ADA = {
    "foaf:name": "Ada Zwirnhuber",
    "schema:jobTitle": "Teamleitung",
    "schema:email": "ada.zwirnhuber@amt.example",
    "schema:telephone": "0391 4455667",
    "netz:purpose": "Einladungen",
    "netz:keepUntil": "2027",
}
FOUND = 'SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "irnhube")) }'
PUBLIC: tuple[tuple[str, dict[str, str]], ...] = (
    ("/karte", {}),
    ("/api/v1/karte.json", {}),
    ("/akteure", {}),
    ("/aenderungen", {}),
    ("/api/v1/aenderungen", {}),
    ("/daten", {}),
    ("/api/v1/suche", {"text": "zwirnh"}),
    ("/api/v1/export.trig", {}),
    ("/dump.trig.gz", {}),
    ("/id/halle/jobcenter", {}),
    ("/sparql", {"query": FOUND}),
)


def with_halle(store: Store) -> Store:
    make_network(store, NewNetwork("Halle", "", ""), ["Jobcenter", "Stadtarchiv"])
    return store


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(store=with_halle(store))


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    client = at_the_machine(app)
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


@pytest.fixture
def in_folder(tmp_path: Path) -> Iterator[EmbeddedStore]:
    path = tmp_path / "store"
    with closing(EmbeddedStore(path, url=f"oxigraph:{path}")) as store:
        load_ontology(store)
        with_halle(store)
        yield store


def entered(client: FlaskClient, values: dict[str, str] | None = None) -> str:
    """Enter somebody from the profile; the page that says it is saved."""
    form = typed(opened(client, NEW), dict(values or ADA))
    assert form["schema:worksFor"] == "Jobcenter"
    answer = client.post(NEW, data=form)
    assert answer.status_code == 303, text_of(answer)
    assert "wirnhuber" not in answer.location
    return str(answer.location)


def way_to_change(client: FlaskClient) -> str:
    found = re.search(r'href="(/personen/[0-9a-f]+/aendern)"', client.get(PROFILE).get_data(as_text=True))
    assert found
    return found[1]


def undone(client: FlaskClient, page: str) -> None:
    found = re.search(r'action="([^"]+/zurueck)">(.*?)</form>', page)
    assert found, page
    sent = dict(re.findall(r'name="(token|mark)" value="([^"]+)"', found[2]))
    answer = client.post(found[1], data=sent)
    assert answer.status_code == 303
    assert "Zurückgenommen" in text_of(client.get(answer.location))


def test_a_contact_person_stands_on_the_profile_with_all_that_was_said(app: Flask, editor: FlaskClient) -> None:
    assert "Niemand ist eingetragen." in text_of(editor.get(PROFILE))
    page = text_of(editor.get(entered(editor)))
    assert "Personenspeicher" in page
    assert PROFILE in page
    answer = editor.get(PROFILE)
    shown = text_of(answer)
    for words in ("Ada Zwirnhuber", "Teamleitung", "mailto:ada.zwirnhuber@amt.example", "0391 4455667", "Einladungen"):
        assert words in shown
    assert "31. Dezember 2027" in shown
    assert "no-store" in answer.headers["Cache-Control"], (
        "a change of persons makes no new revision that a tag could tell"
    )
    assert "Jobcenter" in text_of(editor.get("/personen"))


def test_nobody_else_is_told_of_a_contact_person(app: Flask, editor: FlaskClient) -> None:
    entered(editor)
    for one in (app.test_client(), account(app, "Kim", "beitragen"), account(app, "Lea", "analyse")):
        page = text_of(one.get(PROFILE))
        assert "wirnhuber" not in page
        assert "Kontaktpersonen" not in page
        assert one.get(way_to_change(editor)).status_code in {401, 403}
    for address, query in PUBLIC:
        wanted = {"Accept": "text/turtle" if address.startswith("/id/") else "*/*"}
        answer = editor.get(address, query_string=query, headers=wanted)
        assert answer.status_code == 200, address
        body = gzip.decompress(answer.data) if address.endswith(".gz") else answer.data
        assert b"wirnhuber" not in body, address


def test_who_coordinates_one_network_sees_the_contacts_that_she_imports_and_nobody_of_another_does(app: Flask) -> None:
    make_network(app.extensions[EXTENSION], NewNetwork("Nord", "", ""), ["Amt Nord"])
    halla, nora = (of_network(app, *one) for one in (("H", "koordinieren", "halle"), ("N", "koordinieren", "nord")))
    pasted = "Akteur;Kontaktperson;E-Mail\nJobcenter;Ada Zwirnhuber;ada.zwirnhuber@amt.example\n"
    form = {"token": filled_token(halla), "into": "halle", "author": "H", "pasted": pasted}
    draft = str(halla.post("/daten/einlesen", data=form).location)
    sent = fields_of(halla.get(draft).get_data(as_text=True))
    taken = halla.post(f"{draft.partition('?')[0]}/uebernehmen", data=sent)
    assert taken.status_code == 303, text_of(taken)
    assert "Ada Zwirnhuber" in text_of(halla.get(PROFILE))
    assert "wirnhuber" not in text_of(nora.get(PROFILE)) + text_of(account(app, "Kim", "beitragen").get(PROFILE))
    address = way_to_change(halla)
    assert (halla.get(address).status_code, nora.get(address).status_code) == (200, 403)
    assert halla.get("/personen").status_code == 403, "the list of all persons is of all networks"


def test_what_is_changed_is_said_before_and_taken_back_by_one_click(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions["akteursnetz"]
    entered(editor)
    before = store.revision
    form = typed(opened(editor, way_to_change(editor)), {"schema:telephone": "0391 999999"})
    shown = editor.post("/personen/aendern", data=form)
    assert "Telefon: bisher „0391 4455667“, jetzt „0391 999999“" in text_of(shown)
    page = saved(editor, "/personen/aendern", form)
    assert "0391 999999" in text_of(editor.get(PROFILE))
    undone(editor, page.get_data(as_text=True))
    assert [one.phone for one in contact_persons(store, AMT)] == ["0391 4455667"]
    assert store.revision == before


def test_taking_back_a_new_contact_leaves_the_change_before_it(app: Flask, editor: FlaskClient) -> None:
    saved(editor, "/aendern", typed(opened(editor, f"/aendern?iri={AMT}"), {NAME: "Jobcenter MD"}))
    form = typed(opened(editor, NEW), dict(ADA))
    answer = editor.post(NEW, data=form)
    undone(editor, editor.get(answer.location).get_data(as_text=True))
    assert "Jobcenter MD" in text_of(editor.get(PROFILE))
    assert "Niemand ist eingetragen." in text_of(editor.get(PROFILE))


def test_deleting_an_organisation_says_who_stays_kept(editor: FlaskClient) -> None:
    assert "bleibt gespeichert" not in text_of(editor.get(f"/loeschen?iri={AMT}"))
    entered(editor)
    assert "Eine Kontaktperson bleibt gespeichert." in text_of(editor.get(f"/loeschen?iri={AMT}"))


def test_what_is_entered_lies_in_the_network_of_its_organisation(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions["akteursnetz"]
    make_network(store, NewNetwork("Aken", "", ""), ["Fähramt"])
    entered(editor)
    assert contact_persons(store, AMT)[0].iri.startswith(BASE + "halle/person/")
    address = "/eintragen/schnittstelle?von=aken/faehramt"
    form = typed(opened(editor, address), {"netz:party": ["Fähramt", "Stadtarchiv"], "netz:topic": "Fähren"})
    assert form["netz:inNetwork"] == BASE + "aken/netzwerk"


def test_a_mail_without_at_is_said_at_its_field_and_nothing_is_lost(app: Flask, editor: FlaskClient) -> None:
    form = typed(opened(editor, NEW), {**ADA, "schema:email": "ada.amt.example"})
    answer = editor.post(NEW, data=form)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "E-Mail: Bitte eine E-Mail-Adresse eintragen." in page
    assert "ada.amt.example" in page
    assert "Teamleitung" in page
    assert editor.post(NEW, data=typed(form, {"schema:email": "x" * 10_000})).status_code == 422
    assert contact_persons(app.extensions["akteursnetz"], AMT) == []


def test_hostile_text_of_a_contact_person_is_shown_as_text(app: Flask, editor: FlaskClient) -> None:
    hostile = '"><script>alert(1)</script>{{7*7}}'
    entered(editor, {**{name: hostile for name in ADA if name != "netz:keepUntil"}, "schema:email": 'a@b"><script>'})
    for address in (PROFILE, way_to_change(editor), "/personen"):
        page = editor.get(address).get_data(as_text=True)
        assert "<script>alert" not in page
        assert 'b"><script>' not in page
        assert "{{7*7}}" in html.unescape(page)


def test_the_second_sees_both_versions_of_a_person(editor: FlaskClient) -> None:
    entered(editor)
    one, other = opened(editor, way_to_change(editor)), opened(editor, way_to_change(editor))
    saved(editor, "/personen/aendern", typed(one, {"schema:telephone": "0391 111111"}))
    answer = editor.post("/personen/aendern", data=typed(other, {"schema:telephone": "0391 222222"}))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "0391 111111" in page
    assert "0391 222222" in page
    form = typed(filled(answer.get_data(as_text=True)), {"nimm:schema:telephone": "mine"})
    saved(editor, "/personen/aendern", form)
    assert "0391 222222" in text_of(editor.get(PROFILE))


def test_who_was_erased_while_somebody_edits_stays_erased(in_folder: EmbeddedStore) -> None:
    client = at_the_machine(create_app(store=in_folder))
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    entered(client)
    way = way_to_change(client)
    form = typed(opened(client, way), {"schema:telephone": "0391 999999"})
    erase = way.replace("aendern", "loeschen")
    token = re.findall(r'name="token" value="([^"]+)"', client.get(erase).get_data(as_text=True))[0]
    assert client.post(erase, data={"token": token}).status_code == 200
    answer = client.post("/personen/aendern", data=form)
    assert answer.status_code == 404
    assert "nicht mehr gespeichert" in text_of(answer)
    assert contact_persons(in_folder, AMT) == []
    assert client.get(way).status_code == 404


def test_a_session_that_ends_loses_nothing_of_a_person(app: Flask, editor: FlaskClient) -> None:
    entered(editor)
    form = typed(opened(editor, way_to_change(editor)), {"schema:telephone": "0391 999999"})
    answer = editor.post("/personen/aendern", data=typed(form, {"token": "alt"}))
    assert answer.status_code == 403
    saved(editor, "/personen/aendern", filled(answer.get_data(as_text=True)))
    assert "0391 999999" in text_of(editor.get(PROFILE))


def test_a_change_of_persons_that_is_not_there_is_said(editor: FlaskClient) -> None:
    token = opened(editor, NEW)["token"]
    for number in ("0", "99", "99999999999"):
        assert editor.get(f"/geaendert/person/{number}").status_code == 404
        sent = editor.post(f"/geaendert/person/{number}/zurueck", data={"token": token, "mark": "x"})
        assert sent.status_code == 404


def test_a_person_who_was_no_actor_is_taken_back_alone(editor: FlaskClient) -> None:
    form = typed(opened(editor, "/eintragen/akteur"), {NAME: "Dr. Ada Zwirnhuber"})
    asked = editor.post("/eintragen/akteur", data=form)
    form = typed(filled(asked.get_data(as_text=True)), {"person:Dr. Ada Zwirnhuber": "person"})
    done = editor.post("/eintragen/akteur", data=form)
    assert "Ada Zwirnhuber" in text_of(editor.get("/personen"))
    undone(editor, editor.get(done.location).get_data(as_text=True))
    assert "Es ist niemand gespeichert." in text_of(editor.get("/personen"))


def test_a_change_of_persons_elsewhere_is_as_one_that_is_not_there(app: Flask, editor: FlaskClient) -> None:
    entered(editor)
    make_network(app.extensions[EXTENSION], NewNetwork("Nord", "", ""), ["Amt Nord"])
    nora = of_network(app, "Nora", "koordinieren", "nord")
    assert [editor.get(f"/geaendert/person/{one}").status_code for one in (1, 99)] == [200, 404]
    assert [nora.get(f"/geaendert/person/{one}").status_code for one in (1, 99)] == [404, 404]


def of_network(app: Flask, name: str, role: Role, network: str) -> FlaskClient:
    client = account(app, name, "lesen")
    accounts: Accounts = app.extensions[ACCOUNTS]
    accounts.people.add(name, role, network)
    return client


def test_a_form_asks_before_much_that_is_public_is_kept_apart(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    texts = "".join(f'<urn:n:{n}> <urn:note> "laut Zwirnhuber" <urn:g> .\n' for n in range(30))
    store.apply(Change(add=list(ox.parse(texts, format=ox.RdfFormat.N_QUADS))))
    before = store.dump()
    asked = editor.post(NEW, data=typed(opened(editor, NEW), ADA))  # type: ignore[arg-type]
    assert "würden Ada Zwirnhuber 30 öffentliche Angaben verbergen" in text_of(asked)
    assert (asked.status_code, store.dump()) == (200, before)
    agreed = typed(filled(asked.get_data(as_text=True)), {"hide": "1"})
    assert editor.post(NEW, data=agreed).status_code == 303
    assert b"Zwirnhuber" not in store.dump()


def test_who_may_not_see_persons_is_not_told_by_a_question_who_is_kept(app: Flask, editor: FlaskClient) -> None:
    entered(editor)
    kim, address = account(app, "Kim", "beitragen"), "/eintragen/akteur?netz=halle"
    for name in ("Zwirnhuber", "Unbekannthuber"):
        answer = kim.post(address, data=typed(opened(kim, address), {NAME: name}))
        assert answer.status_code == 202, text_of(answer)
    asked = editor.post(address, data=typed(opened(editor, address), {NAME: "Zwirnhuber"}))
    assert "eine Person?" in text_of(asked)


def test_who_may_not_see_persons_is_not_told_by_a_list_who_is_kept(app: Flask, editor: FlaskClient) -> None:
    entered(editor)
    lists = [
        f"Akteur;Kontaktperson;E-Mail\nJobcenter;{name};{mail}\n"
        for name, mail in ((ADA["foaf:name"], ADA["schema:email"]), ("Ada Unbekannthuber", "ada.unbekannt@amt.example"))
    ]
    told = {}
    for client in (account(app, "Kim", "beitragen"), editor):
        sums = []
        for content in lists:
            form = {"token": filled_token(client), "into": "halle", "author": "KM", "pasted": content}
            answer = client.post("/daten/einlesen", data=form)
            assert answer.status_code == 303, text_of(answer)
            page = text_of(client.get(answer.location))
            sums.append(re.findall(r"\d+ (?:neu|gleich|geändert)\w*", page))
        told[client] = sums
    (kims, editors) = told.values()
    assert kims[0] == kims[1] != []
    assert editors[0] != editors[1]


def test_who_may_not_see_persons_is_asked_about_each_name_of_a_list(app: Flask, editor: FlaskClient) -> None:
    entered(editor)
    answers = []
    for client in (account(app, "Kim", "beitragen"), editor):
        for name in ("Zwirnhuber, Ada", "Unbekannthuber, Ada"):
            content = f"Akteur;Gruppe\nStadtarchiv;AG\n{name};AG\n"
            form = {"token": filled_token(client), "into": "halle", "author": "KM", "pasted": content}
            page = text_of(client.get(client.post("/daten/einlesen", data=form).location))
            answers.append(page.partition("<main")[2].count(name.partition(",")[0]))
    assert answers[0] == answers[1]
    assert answers[2] != answers[3]


def filled_token(client: FlaskClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/daten/einlesen").text)
    assert found
    return found[1]
