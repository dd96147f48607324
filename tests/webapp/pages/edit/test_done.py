"""What was saved is shown to who may change it, with a way back that is offered once; to nobody else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import list_persons
from graph.terms import BASE
from graph.upkeep.forms.entry import read_entry
from tests.support.statements import add
from tests.webapp.pages.edit.test_edit import account, opened, saved, text_of, typed
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.ui.context import EXTENSION

NAME = "skos:prefLabel@de"
NEW = "/eintragen/akteur"


def entered(editor: FlaskClient, name: str) -> int:
    """The revision of the change that enters an actor."""
    answer = editor.post(NEW, data=typed(opened(editor, NEW), {NAME: name}))
    assert answer.status_code == 303, text_of(answer)
    return int(answer.location.partition("/geaendert/")[2].partition("?")[0])


def test_what_was_saved_is_told_to_nobody_who_only_reads(app: Flask, editor: FlaskClient) -> None:
    revision = entered(editor, "Radlerverein")
    assert editor.get(f"/geaendert/{revision}").status_code == 200
    assert app.test_client().get(f"/geaendert/{revision}").status_code == 404
    assert account(app, "lisa", "lesen").get(f"/geaendert/{revision}").status_code == 404


def test_a_network_that_is_closed_stays_so_when_it_is_gone(app: Flask, editor: FlaskClient) -> None:
    store = app.extensions[EXTENSION]
    add(store, '<geheim/netzwerk> a netz:Network ; skos:prefLabel "Geheimnetz"@de .', "geheim/graph/a")
    revision = store.revision
    accounts: Accounts = app.extensions[ACCOUNTS]
    accounts.set_public("geheim", is_public=False)
    store.undo(revision)
    for number in (revision, store.revision):
        answer = app.test_client().get(f"/geaendert/{number}")
        assert (answer.status_code, "Geheim" in text_of(answer)) == (404, False)


def test_who_is_kept_apart_by_now_is_not_named_by_what_was_saved(app: Flask, editor: FlaskClient) -> None:
    revision = entered(editor, "Olvenzwirn und Partner")
    assert "Olvenzwirn und Partner" in text_of(editor.get(f"/geaendert/{revision}"))
    store: EmbeddedStore = app.extensions[EXTENSION]
    add(store, '<magdeburg/p1> a foaf:Person ; foaf:name "Olvenzwirn und Partner" .', "magdeburg/graph/p")
    assert "Olvenzwirn" not in text_of(editor.get(f"/geaendert/{revision}"))


def test_the_way_back_is_offered_once(editor: FlaskClient) -> None:
    revision = entered(editor, "Radlerverein")
    page = editor.get(f"/geaendert/{revision}").get_data(as_text=True)
    undone = editor.post(f"/geaendert/{revision}/zurueck", data=filled_undo(page))
    assert undone.status_code == 303
    for number in (revision, revision + 1):
        assert "Rückgängig machen" not in text_of(editor.get(f"/geaendert/{number}"))


def test_what_builds_on_a_change_is_named_before_the_way_back(app: Flask, editor: FlaskClient) -> None:
    revision = entered(editor, "Radlerverein")
    slug = "magdeburg/radlerverein"
    saved(editor, "/aendern", typed(opened(editor, f"/aendern?iri={slug}"), {"skos:altLabel@de": "RV"}))
    page = editor.get(f"/geaendert/{revision}").get_data(as_text=True)
    asked = editor.post(f"/geaendert/{revision}/zurueck", data=filled_undo(page))
    assert "Eine spätere Änderung betrifft dasselbe" in text_of(asked)
    assert BASE + slug in read_model(app.extensions[EXTENSION]).actors


def filled_undo(page: str) -> dict[str, str]:
    return {"token": page.split('name="token" value="')[1].split('"', maxsplit=1)[0]}


@pytest.mark.parametrize(("role", "may"), [("analyse", False), ("verwalten", True)])
def test_only_who_may_keep_persons_makes_one_of_an_actor(app: Flask, role: str, may: bool) -> None:  # noqa: FBT001 - a case
    client, store = account(app, "anna", role), app.extensions[EXTENSION]
    form = typed(opened(client, NEW), {NAME: "Petra Zwirnnysen", "person:Petra Zwirnnysen": "person"})
    assert client.post(NEW, data=form).status_code == (303 if may else 403)
    assert [one.name for one in list_persons(store) if "Zwirnnysen" in one.name] == ["Petra Zwirnnysen"] * may


def test_what_a_form_cannot_show_it_does_not_take_away(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    add(
        store,
        '<halle/netzwerk> a netz:Network ; skos:prefLabel "Halle"@de . '
        '<magdeburg/jobcenter> netz:inNetwork <halle/netzwerk> ; skos:note "Notiz eins"@de, "Notiz zwei"@de .',
        "magdeburg/graph/a",
    )
    iri = BASE + "magdeburg/jobcenter"
    before = set(read_entry(store, iri).quads)
    form = opened(editor, "/aendern?iri=magdeburg/jobcenter")
    assert len(form.getlist("netz:inNetwork")) == 2
    assert "nichts anders als vorher" in text_of(editor.post("/aendern", data=form))
    assert set(read_entry(store, iri).quads) == before
    saved(editor, "/aendern", typed(form, {"skos:note@de": "Notiz drei"}))
    gone = {str(quad.object) for quad in before - set(read_entry(store, iri).quads)}
    assert gone < {'"Notiz eins"@de', '"Notiz zwei"@de'}
    assert len(gone) == 1


def test_nothing_is_there_since_a_day_that_is_no_entry_or_has_no_state(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    token, before = filled_undo(editor.get(NEW).get_data(as_text=True)), store.revision
    for iri, status in (("magdeburg/nix", 404), ("a b>", 404), ("https://w3id.org/akteursnetz/ns#Tie", 404)):
        sent = {**token, "iri": iri, "day": "2026", "source": "said", "author": "KO"}
        assert editor.post("/besteht", data=sent).status_code == status, iri
    assert store.revision == before


def test_what_was_typed_is_sent_below_the_prefix_of_a_proxy_and_told_in_words(app: Flask, editor: FlaskClient) -> None:
    form = typed(opened(editor, NEW), {NAME: "Radlerverein", "token": "x"})
    page = text_of(editor.post(NEW, data=form, environ_overrides={"SCRIPT_NAME": "/netz"}))
    assert 'action="/netz/eintragen/akteur' in page
    assert "<dt>Name</dt><dd>Radlerverein</dd>" in page


def test_lines_of_another_system_are_no_change(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    add(store, '<magdeburg/jobcenter> skos:note "eins\\nzwei"@de .', "magdeburg/graph/a")
    form = opened(editor, "/aendern?iri=magdeburg/jobcenter")
    lines = {name: [text.replace("\n", "\r\n") for text in form.getlist(name)] for name in form}
    add(store, '<magdeburg/jobcenter> skos:note "one"@en .', "magdeburg/graph/a")
    page = text_of(editor.post("/aendern", data=typed(form, {**lines, "skos:altLabel@de": "X"})))
    assert "eins" not in page.partition("<form")[2].partition('class="edit-group"')[0]


def test_a_large_change_is_told_by_its_first_entries(app: Flask, editor: FlaskClient) -> None:
    store: Store = app.extensions[EXTENSION]
    text = "".join(f'<magdeburg/x{n}> a org:Organization ; skos:prefLabel "Verein {n}"@de .\n' for n in range(3_000))
    add(store, text, "magdeburg/graph/x")
    page = text_of(editor.get(f"/geaendert/{store.revision}"))
    assert page.count("Neu: Akteur") == 40
