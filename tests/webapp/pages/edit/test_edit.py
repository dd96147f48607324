"""Entries are changed where they are seen, without a script: said before, refused at the field, undone by one click."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from graph.analysis import analysis_for
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.terms import BASE, NETZ, NK
from graph.upkeep.forms.entry import read_entry
from graph.upkeep.forms.form_for import kinds_of_entries
from graph.upkeep.forms.memberships import memberships_of
from graph.upkeep.merging.merge import merge, plan_merging
from tests.support.clients import ORIGIN
from tests.webapp.pages.sign_in.test_sign_in import OWN, PASSWORD, sign_in
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.pages.gaps.rows import gap_title
from webapp.ui.context import EXTENSION

JOBCENTER = BASE + "magdeburg/jobcenter"
DEMANDED = BASE + "magdeburg/schnittstelle/ba-jobcenter-sprache"
NAME = "skos:prefLabel@de"


def account(app: Flask, name: str, role: str) -> FlaskClient:
    people: Accounts = app.extensions[ACCOUNTS]
    people.people.add(name, role)
    people.people.set_password(name, PASSWORD)
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    client.environ_base["HTTP_ORIGIN"] = ORIGIN
    assert sign_in(client, name) == 303
    return client


def filled(page: str) -> MultiDict[str, str]:
    """What a browser would send of the form of a page, as it stands."""
    found: MultiDict[str, str] = MultiDict()
    form = re.search(r'<form class="answer-form.*?</form>', page, re.DOTALL)
    assert form, page
    for tag in re.findall(r"<input [^>]+>", form[0]):
        told = {key: html.unescape(text) for key, text in re.findall(r'([\w:-]+)="([^"]*)"', tag)}
        if told.get("type") in {"radio", "checkbox"} and " checked" not in tag:
            continue
        if "name" in told:
            found.add(told["name"], told.get("value", ""))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form[0], re.DOTALL):
        found.add(name, html.unescape(text))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found.add(name, chosen[1] if chosen else "")
    return found


def opened(client: FlaskClient, address: str) -> MultiDict[str, str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    return filled(answer.get_data(as_text=True))


def typed(form: MultiDict[str, str], values: dict[str, str | list[str]]) -> MultiDict[str, str]:
    for name, value in values.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def text_of(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def saved(client: FlaskClient, address: str, form: MultiDict[str, str]) -> TestResponse:
    """Send a form; where the page asks to look at what changes first, look and send that."""
    answer = client.post(address, data=form)
    if answer.status_code == 200:
        assert "Das ändert sich" in text_of(answer)
        answer = client.post(address, data=filled(answer.get_data(as_text=True)))
    assert answer.status_code == 303, text_of(answer)[-4000:]
    return client.get(answer.location)


def test_an_actor_is_entered_by_one_field_and_enter(app: Flask, editor: FlaskClient) -> None:
    answer = editor.post("/eintragen/akteur", data=typed(opened(editor, "/eintragen/akteur"), {NAME: "Radlerverein"}))
    assert answer.status_code == 303, text_of(answer)
    page = text_of(editor.get(answer.location))
    assert "Neu: Akteur „Radlerverein“" in page
    assert "Noch zu ergänzen" in page
    assert "<li>Art</li>" in page
    assert "<li>Gruppe</li>" in page
    assert "Rückgängig machen" in page
    model = read_model(app.extensions[EXTENSION])
    assert model.actors[BASE + "magdeburg/radlerverein"].label.de == "Radlerverein"
    assert "Radlerverein" in text_of(editor.get("/akteure?suche=radler"))


def test_what_changes_is_said_before_it_does(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    before = store.revision
    form = typed(opened(editor, f"/aendern?iri={JOBCENTER}"), {NAME: "Jobcenter MD"})
    answer = editor.post("/aendern", data=form)
    assert (answer.status_code, store.revision) == (200, before)
    said = "Name: bisher „Jobcenter Landeshauptstadt Magdeburg“, jetzt „Jobcenter MD“"
    assert said in text_of(answer)
    done = editor.post("/aendern", data=filled(answer.get_data(as_text=True)))
    assert (done.status_code, store.revision) == (303, before + 1)
    assert said in text_of(editor.get(done.location))
    assert "Geändert: „Jobcenter MD“" in text_of(editor.get("/aenderungen"))


def test_a_script_is_told_what_would_change_and_nothing_is_saved(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    before = store.revision
    form = typed(opened(editor, f"/aendern?iri={JOBCENTER}"), {NAME: "Jobcenter MD", "was": "vorschau"})
    shown = text_of(editor.post("/aendern", data=form))
    assert "jetzt „Jobcenter MD“" in shown
    assert "<html" not in shown
    assert store.revision == before
    digest = re.search(r'name="gesehen" value="(\w+)"', shown)
    assert digest
    del form["was"]
    assert editor.post("/aendern", data=typed(form, {"gesehen": digest[1]})).status_code == 303


def test_a_save_is_undone_by_one_click(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    before = sorted(store.dump().splitlines())
    page = saved(editor, "/aendern", typed(opened(editor, f"/aendern?iri={JOBCENTER}"), {NAME: "Jobcenter MD"}))
    action = re.search(r'action="(/geaendert/\d+/zurueck)".*?name="token" value="([^"]+)"', text_of(page))
    assert action
    undone = editor.post(action[1], data={"token": action[2]})
    assert "Zurückgenommen" in text_of(editor.get(undone.location))
    assert sorted(store.dump().splitlines()) == before


def test_a_tie_makes_an_actor_that_nobody_knows_and_says_so_first(app: Flask, editor: FlaskClient) -> None:
    form = opened(editor, f"/eintragen/schnittstelle?von={JOBCENTER}")
    assert "Jobcenter Landeshauptstadt Magdeburg" in form.getlist("netz:party")
    typed(form, {"netz:party": ["Jobcenter Landeshauptstadt Magdeburg", "Radlerverein"], "netz:topic": "Radfahren"})
    typed(form, {"schema:startDate": "05/2026"})
    answer = editor.post(f"/eintragen/schnittstelle?von={JOBCENTER}", data=form)
    assert answer.status_code == 200
    assert "Neu: Akteur „Radlerverein“" in text_of(answer)
    assert "Neu: Thema „Radfahren“" in text_of(answer)
    saved(editor, "/eintragen/schnittstelle", filled(answer.get_data(as_text=True)))
    ties = [one for one in read_model(app.extensions[EXTENSION]).ties.values() if "Radlerverein" in one.label.de]
    assert [(one.start, one.start_precision, one.state) for one in ties] == [("2026-05-01", "month", "exists")]
    assert ties[0].evidence[0].document.label.de.startswith("Angabe von Koordination am ")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    before = store.revision
    form = typed(opened(editor, "/eintragen/schnittstelle"), {"netz:party": "Jobcenter Landeshauptstadt Magdeburg"})
    typed(
        form,
        {"netz:topic": "Radfahren", "schema:startDate": "2026", "schema:endDate": "2025", "skos:note@de": "behalten"},
    )
    answer = editor.post("/eintragen/schnittstelle", data=form)
    page = text_of(answer)
    assert (answer.status_code, store.revision) == (422, before)
    assert "Das Ende liegt vor dem Beginn." in page
    assert 'aria-invalid="true"' in page
    assert "behalten" in page
    typed(form, {"schema:endDate": "2027"})
    one = editor.post("/eintragen/schnittstelle", data=form)
    again = editor.post("/eintragen/schnittstelle", data=filled(one.get_data(as_text=True)))
    assert again.status_code == 422
    assert "Wer arbeitet zusammen: Eine Schnittstelle hat mindestens zwei Beteiligte." in text_of(again)
    assert store.revision == before


def test_a_name_that_may_be_a_persons_is_asked_about_and_kept_apart(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    form = typed(opened(editor, "/eintragen/akteur"), {NAME: "Dr. Ada Zwirnhuber"})
    answer = editor.post("/eintragen/akteur", data=form)
    assert answer.status_code == 200
    assert "Ist „Dr. Ada Zwirnhuber“ eine Person?" in text_of(answer)
    form = typed(filled(answer.get_data(as_text=True)), {"person:Dr. Ada Zwirnhuber": "person"})
    done = editor.post("/eintragen/akteur", data=form)
    assert done.status_code == 303, text_of(done)
    assert b"Zwirnhuber" not in store.dump()
    assert "Zwirnhuber" not in text_of(editor.get(done.location))
    assert "Zwirnhuber" not in text_of(editor.get("/aenderungen"))


def test_nobody_is_asked_whether_what_every_town_has_is_a_person(app: Flask, editor: FlaskClient) -> None:
    form = opened(editor, "/eintragen/akteur")
    for name in ("Tafel Neustadt", "DRK Neustadt", "Malteser Neustadt", "Pro Familia", "TSV Neustadt", "BSK Neustadt"):
        assert editor.post("/eintragen/akteur", data=typed(form, {NAME: name})).status_code == 303, name
    for name in ("Lore Ipsum", "KH Zwirn", "Deutscher Zwirn"):
        assert "eine Person?" in text_of(editor.post("/eintragen/akteur", data=typed(form, {NAME: name}))), name


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/eintragen/gruppe", NAME),
        (f"/aendern?iri={JOBCENTER}", NAME),
        (f"/eintragen/mitgliedschaft?gruppe={BASE}magdeburg/ag-interkultur-soziales", "org:member"),
    ],
)
def test_a_person_is_asked_about_wherever_an_organisation_is_named(
    app: Flask, editor: FlaskClient, address: str, field: str
) -> None:
    before = app.extensions[EXTENSION].revision
    form = typed(opened(editor, address), {field: "Dr. Ada Zwirnhuber", "adms:status": NK + "exists"})
    answer = editor.post(address, data=form)
    assert "Ist „Dr. Ada Zwirnhuber“ eine Person?" in text_of(answer)
    form = typed(filled(answer.get_data(as_text=True)), {"person:Dr. Ada Zwirnhuber": "person"})
    again = editor.post(address, data=form)
    assert again.status_code == (303 if address == "/eintragen/gruppe" else 422)
    assert app.extensions[EXTENSION].revision == before
    assert b"Zwirnhuber" not in app.extensions[EXTENSION].dump()


def test_a_demanded_tie_besteht_schon(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    gap = next(one for one in analysis_for(store).gaps if one.subject.iri == DEMANDED)
    page = text_of(editor.get(f"/luecken/{gap.id}"))
    assert f"/besteht?iri={DEMANDED.removeprefix(BASE)}" in page.replace("%2F", "/")
    form = typed(opened(editor, f"/besteht?iri={DEMANDED}"), {"day": "Mai 2026"})
    done = editor.post("/besteht", data=form)
    assert done.status_code == 303, text_of(done)
    assert "Stand: bisher „gefordert“, jetzt „besteht“" in text_of(editor.get(done.location))
    assert gap.id not in {one.id for one in analysis_for(store).gaps}
    assert editor.get(f"/luecken/{gap.id}").status_code == 404


def test_the_answer_that_it_exists_leads_to_entering_it(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    gap = next(one for one in analysis_for(store).gaps if one.subject.iri == DEMANDED)
    page = editor.get(f"/luecken/{gap.id}").get_data(as_text=True)
    fields = dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', page))
    answer = {**fields, "answer": "exists", "name": "Ko"}
    assert editor.post(f"/luecken/{gap.id}/entscheidung", data=answer).status_code == 303
    entering = '<li><a class="button" href="/besteht'
    assert entering in editor.get(f"/luecken/{gap.id}").get_data(as_text=True)
    analysis = analysis_for(store)
    matter = next(one for one in analysis.matters if gap.id in {each.id for each in one.gaps})
    page = editor.get(f"/sachen/{matter.id}").get_data(as_text=True)
    fields = dict(re.findall(r'name="(token|basis|last)" value="([^"]*)"', page))
    assert editor.post(f"/sachen/{matter.id}/entscheidung", data={**answer, **fields}).status_code == 303
    with app.test_request_context("/"):
        title = gap_title(gap)
    assert f"{title} <a href" in text_of(editor.get(f"/sachen/{matter.id}"))


def test_ending_and_deleting_say_what_hangs_on_it(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    shown = text_of(editor.get(f"/loeschen?iri={JOBCENTER}"))
    assert "Das geht mit:" in shown
    refused = editor.post("/beenden", data=typed(opened(editor, f"/beenden?iri={JOBCENTER}"), {"day": "irgendwann"}))
    assert (refused.status_code, "irgendwann" in text_of(refused)) == (422, True)
    done = editor.post("/beenden", data=typed(opened(editor, f"/beenden?iri={JOBCENTER}"), {"day": "2026"}))
    assert done.status_code == 303, text_of(done)
    assert read_model(store).actors[JOBCENTER].state == "ended"


def test_an_actor_that_has_ended_says_since_when_and_is_no_gap(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    done = editor.post("/beenden", data=typed(opened(editor, f"/beenden?iri={JOBCENTER}"), {"day": "31.12.2025"}))
    told = text_of(editor.get(done.location))
    assert ("Bis: neu „31.12.2025“" in told, "status" in told) == (True, False)
    profile = text_of(editor.get("/akteure/magdeburg/jobcenter"))
    assert ("Beendet: 31.12.2025" in profile, "/beenden?iri=magdeburg/jobcenter" in profile) == (True, False)
    analysis = analysis_for(store)
    assert JOBCENTER not in analysis.unconnected
    assert not [gap for gap in analysis.gaps if gap.rule == "actor-isolated" and gap.subject.iri == JOBCENTER]


def test_what_is_needed_cannot_be_deleted_and_what_is_not_can(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    needed = BASE + "magdeburg/ag-interkultur-soziales"
    shown = text_of(editor.get(f"/loeschen?iri={needed}"))
    assert "Geht so nicht" in shown
    answer = editor.post("/loeschen", data={**opened(editor, f"/loeschen?iri={DEMANDED}"), "iri": needed})
    assert answer.status_code in {409, 422}
    seen = opened(editor, f"/loeschen?iri={DEMANDED}")
    store.update(f"INSERT DATA {{ GRAPH <{BASE}magdeburg/graph/neu> {{ <{BASE}n/x> <{NETZ}callsFor> <{DEMANDED}> }} }}")
    answer = editor.post("/loeschen", data=seen)
    assert (answer.status_code, "hängt etwas anderes" in text_of(answer)) == (409, True), "what was not seen goes, too"
    done = editor.post("/loeschen", data=opened(editor, f"/loeschen?iri={DEMANDED}"))
    assert done.status_code == 303
    assert not read_entry(store, DEMANDED).is_there
    assert "Gelöscht: Schnittstelle" in text_of(editor.get(done.location))


def test_several_are_changed_at_once(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    assert 'name="iri" value="magdeburg/jobcenter"' in text_of(editor.get("/akteure"))
    chosen = "/mehrere?iri=magdeburg/jobcenter&iri=magdeburg/ihk"
    form = typed(opened(editor, chosen), {"what": "kind", "kind": NK + "association"})
    before = store.revision
    assert editor.post("/mehrere", data=form).status_code == 303
    assert store.revision == before + 1
    kinds = {read_model(store).actors[BASE + f"magdeburg/{one}"].kind for one in ("jobcenter", "ihk")}
    assert {one.iri for one in kinds if one} == {NK + "association"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/aendern?iri=magdeburg/nichts", 404),
        ("/aendern?iri=", 404),
        ("/aendern?iri=javascript:alert(1)", 404),
        ("/aendern?iri=%22%3E%3Cscript%3E", 404),
        ("/aendern?iri=http://[", 404),
        ("/beenden?iri=magdeburg/nichts", 404),
        ("/loeschen?iri=urn:nichts", 404),
        ("/besteht?iri=magdeburg/nichts", 404),
        ("/eintragen/unsinn", 404),
        ("/eintragen/http://nichts.example/x", 404),
        ("/geaendert/99999", 404),
        ("/mehrere", 200),
        ("/teilen?iri=", 404),
        ("/teilen?iri=magdeburg/jobcenter", 404),
        ("/teilen?iri=http://[", 404),
    ],
)
def test_what_is_not_there_is_said(editor: FlaskClient, address: str, status: int) -> None:
    answer = editor.get(address)
    assert answer.status_code == status
    assert "<script>" not in answer.get_data(as_text=True)


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}' OR 1=1"


def shows_as_text(answer: TestResponse) -> None:
    page = answer.get_data(as_text=True)
    assert answer.status_code in {200, 303, 409, 422}, page[-2000:]
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49" not in page or "{{7*7}}" in page


def full_of(form: MultiDict[str, str], text: str) -> MultiDict[str, str]:
    """A form with a text in every field that somebody can type into or choose from."""
    kept = {"token", "klasse", "iri", "stand", "source", "what", "gesehen"}
    for name in [one for one in form if one not in kept and not one.startswith("war:")]:
        form.setlist(name, [text])
    return form


def test_hostile_text_is_shown_as_text_in_every_field_of_every_form(app: Flask, editor: FlaskClient) -> None:
    kinds = kinds_of_entries(app.extensions[EXTENSION])
    assert len(kinds) >= 16
    for kind in kinds:
        address = f"/eintragen/{kind}"
        shows_as_text(editor.post(address, data=full_of(opened(editor, address), HOSTILE)))


@pytest.mark.parametrize("text", [HOSTILE, "Ä" * 10_000])
def test_no_form_of_what_is_there_takes_what_it_cannot_show(app: Flask, editor: FlaskClient, text: str) -> None:
    store: Store = app.extensions[EXTENSION]
    for address, of in (("/aendern", JOBCENTER), ("/beenden", JOBCENTER), ("/besteht", DEMANDED)):
        before = store.revision
        answer = editor.post(address, data=full_of(opened(editor, f"{address}?iri={of}"), text))
        shows_as_text(answer)
        assert store.revision == before
    shows_as_text(editor.post("/mehrere", data=full_of(opened(editor, f"/mehrere?iri={JOBCENTER}"), text)))


@pytest.mark.parametrize(
    "address",
    [
        "/geaendert/99999",
        "/?fassung=99999",
        "/api/v1/aenderungen/99999",
        "/geaendert/0",
        "/geaendert/99999999999999999999",
    ],
)
def test_a_revision_that_is_not_there_is_said(editor: FlaskClient, address: str) -> None:
    assert editor.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/geaendert/99999/zurueck", "/aenderungen/99999/zuruecknehmen"])
def test_a_revision_that_is_not_there_is_not_taken_back(app: Flask, editor: FlaskClient, address: str) -> None:
    token = opened(editor, f"/aendern?iri={JOBCENTER}")["token"]
    before = app.extensions[EXTENSION].revision
    assert editor.post(address, data={"token": token}).status_code == 404
    assert app.extensions[EXTENSION].revision == before


def test_what_was_deleted_meanwhile_is_neither_ended_nor_deleted_again(app: Flask, editor: FlaskClient) -> None:
    forms = {one: opened(editor, f"/{one}?iri={JOBCENTER}") for one in ("beenden", "besteht", "loeschen")}
    several = typed(opened(editor, f"/mehrere?iri={JOBCENTER}"), {"what": "kind", "kind": NK + "association"})
    editor.post("/loeschen", data=opened(editor, f"/loeschen?iri={JOBCENTER}"))
    before = app.extensions[EXTENSION].revision
    for one, form in forms.items():
        assert editor.post(f"/{one}", data=typed(form, {"day": "2026"})).status_code == 404
    assert editor.post("/mehrere", data=several).status_code == 422
    assert app.extensions[EXTENSION].revision == before


def test_an_end_before_its_beginning_is_refused_however_it_is_said(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    form = opened(editor, f"/eintragen/schnittstelle?von={JOBCENTER}&zu=magdeburg/ihk")
    typed(form, {"netz:topic": "Radfahren", "adms:status": NK + "planned"})
    saved(editor, "/eintragen/schnittstelle", typed(form, {"schema:startDate": "2024", "schema:endDate": "2025"}))
    (tie,) = [one.iri for one in read_model(store).ties.values() if "Radfahren" in {t.label.de for t in one.topics}]
    before = store.revision
    for address, day in (("/beenden", "2023"), ("/besteht", "2026")):
        answer = editor.post(address, data=typed(opened(editor, f"{address}?iri={tie}"), {"day": day}))
        assert answer.status_code == 422, address
        assert "Das Ende liegt vor dem Beginn." in text_of(answer)
    assert store.revision == before


def test_nothing_that_is_new_is_offered_as_a_mere_correction(editor: FlaskClient) -> None:
    for address, is_offered in (("/eintragen/schnittstelle", False), (f"/aendern?iri={JOBCENTER}", True)):
        assert ("Nur eine Berichtigung" in text_of(editor.get(address))) == is_offered


def test_a_new_entry_has_one_button(editor: FlaskClient) -> None:
    page = editor.get("/eintragen/akteur").get_data(as_text=True)
    form = page[page.index('<form class="answer-form') :]
    assert form[: form.index("</form>")].count('type="submit"') == 1


def test_who_only_reads_sees_no_way_to_change(app: Flask) -> None:
    reader = app.test_client()
    reader.environ_base["HTTP_ACCEPT"] = "text/html"
    profile = text_of(reader.get("/akteure/magdeburg/jobcenter"))
    assert "/aendern" not in profile
    assert "/eintragen" not in profile
    page = text_of(reader.get(f"/aendern?iri={JOBCENTER}"))
    assert "Hier lesen Sie nur." in page
    assert "answer-form" not in page


def test_who_may_write_finds_the_ways_where_things_are_seen(editor: FlaskClient) -> None:
    profile = text_of(editor.get("/akteure/magdeburg/jobcenter"))
    for way in ("/aendern?iri=magdeburg/jobcenter", "/beenden?iri=", "/loeschen?iri=", "/eintragen/schnittstelle?von="):
        assert way in profile.replace("%2F", "/"), way
    assert "/aendern?iri=magdeburg/schnittstelle" in profile.replace("%2F", "/"), "each tie on it, too"
    group = read_model_group(editor)
    assert "/aendern?iri=" in text_of(editor.get(f"/gruppen/{group}"))
    assert "/aendern?iri=" in text_of(editor.get("/id/magdeburg/schnittstelle/ba-jobcenter-sprache"))
    assert "/eintragen/akteur" in text_of(editor.get("/akteure"))


def read_model_group(client: FlaskClient) -> str:
    found = re.search(r'href="/gruppen/([^"]+)"', client.get("/gruppen").get_data(as_text=True))
    assert found
    return found[1]


def test_the_second_sees_both_versions_and_decides(app: Flask) -> None:
    store: Store = app.extensions[EXTENSION]
    first, second = account(app, "Kora", "koordinieren"), account(app, "Kim", "koordinieren")
    address = f"/aendern?iri={JOBCENTER}"
    one, other = opened(first, address), opened(second, address)
    saved(first, "/aendern", typed(one, {NAME: "Name von Kora", "org:classification": NK + "municipality"}))
    answer = second.post("/aendern", data=typed(other, {NAME: "Name von Kim", "skos:note@de": "Notiz von Kim"}))
    page = text_of(answer)
    assert answer.status_code == 409
    for text in ("Jobcenter Landeshauptstadt Magdeburg", "Name von Kora", "Name von Kim", "Notiz von Kim"):
        assert text in page
    form = typed(filled(answer.get_data(as_text=True)), {"nimm:" + NAME: "theirs"})
    saved(second, "/aendern", form)
    model = read_model(store).actors[JOBCENTER]
    assert (model.label.de, model.note) == ("Name von Kora", "Notiz von Kim")
    assert model.kind
    assert model.kind.iri == NK + "municipality"


def test_an_entry_that_somebody_deleted_meanwhile_keeps_what_was_typed(app: Flask, editor: FlaskClient) -> None:
    form = opened(editor, f"/aendern?iri={JOBCENTER}")
    editor.post("/loeschen", data=opened(editor, f"/loeschen?iri={JOBCENTER}"))
    answer = editor.post("/aendern", data=typed(form, {NAME: "Mein neuer Name"}))
    assert answer.status_code == 409
    assert "inzwischen gelöscht" in text_of(answer)
    saved(editor, "/eintragen/akteur", filled(answer.get_data(as_text=True)))
    assert "Mein neuer Name" in {one.label.de for one in read_model(app.extensions[EXTENSION]).actors.values()}


def test_an_entry_that_somebody_merged_meanwhile_is_changed_where_it_went(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    form, end = opened(editor, f"/aendern?iri={JOBCENTER}"), opened(editor, f"/beenden?iri={JOBCENTER}")
    chamber = next(one for one in read_model(store).actors.values() if "Handwerkskammer" in one.label.de)
    merge(store, plan_merging(store, JOBCENTER, chamber.iri), author="Kim")
    ended = editor.post("/beenden", data=typed(end, {"day": "2026"}))
    assert (ended.status_code, chamber.label.de in text_of(ended)) == (409, True), "nobody ends what they did not see"
    answer = editor.post("/aendern", data=typed(form, {"skos:note@de": "Sprechstunde montags"}))
    assert (answer.status_code, "mit einem anderen zusammengelegt" in text_of(answer)) == (409, True)
    before = set(read_model(store).actors)
    saved(editor, "/aendern", filled(answer.get_data(as_text=True)))
    after = read_model(store).actors
    assert (set(after), after[chamber.iri].note) == (before, "Sprechstunde montags"), "it does not come back beside it"
    assert after[chamber.iri].label.de == chamber.label.de


@pytest.mark.parametrize("odd", ["", "kein Wort", "urn:nichts", '"><b>'])
def test_a_form_of_an_unknown_class_is_refused(app: Flask, editor: FlaskClient, odd: str) -> None:
    form = opened(editor, f"/aendern?iri={JOBCENTER}")
    editor.post("/loeschen", data=opened(editor, f"/loeschen?iri={JOBCENTER}"))
    assert editor.post("/aendern", data=typed(form, {"klasse": odd})).status_code == 404


def test_a_session_that_ends_while_typing_loses_nothing(app: Flask) -> None:
    client = account(app, "Kora", "koordinieren")
    form = typed(opened(client, f"/aendern?iri={JOBCENTER}"), {NAME: "Getippt"})
    people: Accounts = app.extensions[ACCOUNTS]
    person = people.people.find("Kora")
    assert person is not None
    people.sessions.end_all(person.name)
    answer = client.post("/aendern", data=form)
    assert answer.status_code == 403
    page = text_of(answer)
    assert "Ihre Anmeldung ist abgelaufen" in page
    assert "Getippt" in page
    assert sign_in(client, "Kora") == 303
    again = client.post("/aendern", data=filled(answer.get_data(as_text=True)))
    if again.status_code == 403:
        again = client.post("/aendern", data=filled(again.get_data(as_text=True)))
    assert again.status_code == 200
    assert "jetzt „Getippt“" in text_of(again)


def test_a_form_of_another_website_is_refused(app: Flask) -> None:
    client = account(app, "Kora", "koordinieren")
    form = typed(opened(client, f"/aendern?iri={JOBCENTER}"), {NAME: "Fremd"})
    answer = client.post("/aendern", data=form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "Fremd" not in text_of(answer)


def test_a_contribution_waits_and_old_and_new_stand_side_by_side(app: Flask) -> None:
    store: Store = app.extensions[EXTENSION]
    before = store.revision
    kim = account(app, "Kim", "beitragen")
    buttons = re.findall(r'type="submit">([^<]+)</button>', text_of(kim.get(f"/aendern?iri={JOBCENTER}")))
    assert ("Vorschlagen" in buttons, "Speichern" in buttons) == (True, False)
    answer = kim.post("/aendern", data=typed(opened(kim, f"/aendern?iri={JOBCENTER}"), {NAME: "Vorschlag von Kim"}))
    answer = kim.post("/aendern", data=filled(answer.get_data(as_text=True)))
    assert (answer.status_code, store.revision) == (202, before)
    kora = account(app, "Kora", "koordinieren")
    page = text_of(kora.get("/vorschlaege"))
    assert re.search(r"<td>Jobcenter Landeshauptstadt Magdeburg</td>\s*<td>Vorschlag von Kim</td>", page)
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    assert kora.post("/vorschlaege/1", data={"token": token[1], "what": "approve"}, headers=OWN).status_code == 303
    assert read_model(store).actors[JOBCENTER].label.de == "Vorschlag von Kim"


def test_several_contributions_of_one_day_are_approved_one_after_the_other(app: Flask) -> None:
    """All of them rest on the same "statement of Kim", which the first that is approved makes."""
    kim, kora = account(app, "Kim", "beitragen"), account(app, "Kora", "koordinieren")
    for name in ("Turnverein Nord", "Turnverein Ost"):
        form = typed(opened(kim, "/eintragen/akteur"), {NAME: name})
        answer = kim.post("/eintragen/akteur", data=form)
        if answer.status_code == 200:
            answer = kim.post("/eintragen/akteur", data=filled(answer.get_data(as_text=True)))
        assert answer.status_code == 202
    token = re.search(r'name="token" value="([^"]+)"', text_of(kora.get("/vorschlaege")))
    assert token
    for number in (1, 2):
        sent = {"token": token[1], "what": "approve"}
        assert kora.post(f"/vorschlaege/{number}", data=sent, headers=OWN).status_code == 303
    names = {actor.label.de for actor in read_model(app.extensions[EXTENSION]).actors.values()}
    assert {"Turnverein Nord", "Turnverein Ost"} <= names


def test_an_answer_to_a_demand_fulfils_it(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    demand = "magdeburg/befund/ag1-ba-jc"
    address = f"/eintragen/schnittstelle?forderung={demand}"
    form = opened(editor, address)
    assert len([one for one in form.getlist("netz:party") if one]) == 2
    saved(editor, address, form)
    called = {one.object.value for one in read_entry(store, BASE + demand).of(NETZ + "callsFor")}  # type: ignore[union-attr]
    assert len(called) == 2
    assert DEMANDED not in {one.subject.iri for one in analysis_for(store).gaps if one.kind == "demanded"}


@pytest.mark.parametrize("odd", ["urn:nichts", "http://[", '"><b>', "magdeburg/nichts", "\x00"])
def test_what_an_address_brings_along_need_not_be_there(editor: FlaskClient, odd: str) -> None:
    given = dict.fromkeys(("von", "zu", "gruppe", "thema", "forderung"), odd)
    assert editor.get("/eintragen/schnittstelle", query_string=given).status_code == 200
    assert editor.get("/mehrere", query_string={"iri": odd}).status_code == 200
    form = typed(opened(editor, "/mehrere?iri=magdeburg/jobcenter"), {"what": "end", "group": odd, "day": "2026"})
    assert editor.post("/mehrere", data=form).status_code == 422


def test_a_contact_person_is_entered_by_who_may_keep_persons(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    given = {
        "foaf:name": "Ada Zwirnhuber",
        "schema:email": "ada.zwirnhuber@stadt.example",
        "schema:worksFor": "Stadt Magdeburg",
    }
    form = typed(opened(editor, "/eintragen/kontaktperson"), given)  # type: ignore[arg-type]
    done = editor.post("/eintragen/kontaktperson", data=form)
    assert done.status_code == 303, text_of(done)
    assert b"wirnhuber" not in store.dump()
    assert "wirnhuber" not in text_of(editor.get(done.location)) + text_of(editor.get("/aenderungen"))
    assert "Ada Zwirnhuber" in text_of(editor.get("/personen"))
    kim = account(app, "Kim", "beitragen")
    assert kim.get("/eintragen/kontaktperson").status_code == 403
    assert "Kontaktperson" not in text_of(kim.get("/eintragen"))


def test_a_group_is_split_on_its_page(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    group = next(iri for iri in read_model(store).groups if memberships_of(store, iri))
    assert "/teilen?iri=" in text_of(editor.get(f"/gruppen/{group.removeprefix(BASE)}"))
    tie, who = next(iter(memberships_of(store, group).items()))
    form = typed(opened(editor, f"/teilen?iri={group}"), {"called": "AG Neu", "tie": tie, "day": "2021"})
    before = store.revision
    done = editor.post("/teilen", data=form)
    assert (done.status_code, store.revision) == (303, before + 1)
    assert "Neu: Gruppe „AG Neu“" in text_of(editor.get(done.location))
    assert list(memberships_of(store, BASE + "magdeburg/gruppe/ag-neu").values()) == [who]
    refused = editor.post("/teilen", data=form)
    assert refused.status_code == 422
    assert "gibt es schon" in text_of(refused)
    assert 'value="AG Neu"' in text_of(refused)


def test_ticked_actors_join_a_group_that_comes_into_being(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    chosen = opened(editor, "/mehrere?iri=magdeburg/jobcenter&iri=magdeburg/ihk")
    form = typed(chosen, {"what": "join", "joined": "AG Neu", "since": "2021"})
    assert editor.post("/mehrere", data=form).status_code == 303
    members = memberships_of(store, BASE + "magdeburg/gruppe/ag-neu").values()
    assert {one.removeprefix(BASE) for one in members} == {"magdeburg/jobcenter", "magdeburg/ihk"}
    assert editor.post("/mehrere", data=form).status_code == 422


def test_after_an_entry_its_form_is_offered_once_more(editor: FlaskClient) -> None:
    given: dict[str, str | list[str]] = {"org:member": "Ruderer", "org:organization": "AG Neu"}
    page = text_of(
        saved(editor, "/eintragen/mitgliedschaft", typed(opened(editor, "/eintragen/mitgliedschaft"), given))
    )
    assert 'href="/eintragen/mitgliedschaft?gruppe=magdeburg/gruppe/ag-neu"' in page.replace("%2F", "/")
    assert "In eine Gruppe eintragen" not in page, "a membership is in no group itself"
