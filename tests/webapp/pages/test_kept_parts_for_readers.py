"""Pages and their parts are nobody else's: whoever reads, whatever is merged, decided, taken back or closed."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from graph.analysis import analysis_for
from graph.errors import NetworkError
from graph.gaps.decisions import make_decision, record
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.store.open import open_store
from graph.upkeep.forms.deleting import change_of_deletion, deletion_of
from graph.upkeep.merging.merge import merge, plan_merging
from graph.upkeep.merging.part import merged_into, part, plan_parting
from tests.support.random_changes import CITY, change
from tests.support.statements import add
from tests.webapp.pages.test_kept_parts import Counting
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.accounts.identity import session_cookie
from webapp.pages.actors import routes
from webapp.ui.kept_parts import EXTENSION, KeptParts
from webapp.ui.links import slug_of
from webapp.ui.same_pages import render_unless_as_before

STEPS = 20
SECOND = """<kapitel> a oa:TextPositionSelector ; skos:prefLabel 'Kapitel'@de ; dct:isPartOf <protokoll> ;
      netz:evidence <zitat> . <zitat2> oa:exact 'Satz' ; oa:start 14 ; oa:end 18 ; prov:wasQuotedFrom <protokoll> .
    <s2> a netz:Interface ; netz:party <amt>, <x> ; adms:status nk:demanded ; netz:inNetwork <m/netz> ;
      netz:evidence <zitat2> ; netz:topic <thema> .
    <x> a org:Organization ; skos:prefLabel 'Xaver'@de ; netz:inNetwork <n/netz>, <m/netz> .
    <wunsch2> a netz:Demand ; netz:raisedBy <ag> ; netz:callsFor <s2> ; netz:concerns <x> ; netz:inNetwork <m/netz> ."""
SAID = [
    "<kapitel> skos:prefLabel 'Chapter'@en .",
    "<kapitel2> skos:prefLabel 'Neues'@de ; dct:isPartOf <protokoll> ; netz:evidence <zitat2> .",
    "netz:Interface netz:pluralLabel 'crossings'@en .",
    "<x> a netz:ActorGroup .",
    "<x> a skos:Concept .",
    "<verein> a netz:WorkingGroup .",
]
ROLES = {"": "", "Lena": "lesen", "Karl": "koordinieren", "Vera": "verwalten"}


def happen(store: Store, accounts: Accounts, dice: random.Random) -> None:
    """One thing that somebody does; NetworkError where it cannot be done."""
    model, kind = read_model(store), dice.randrange(8)
    everyone = sorted(model.actors)
    if kind == 0:
        merge(store, plan_merging(store, *dice.sample(everyone, 2)), author="t")
    elif kind == 1:
        merged = [one for iri in everyone for one in merged_into(store, iri)]
        part(store, plan_parting(store, dice.choice(merged).revision), [], author="t")
    elif kind == 2:
        gap = dice.choice(analysis_for(store).gaps)
        record(store, gap, make_decision(gap, "no_need", author="t", note="weil"))
    elif kind == 3:
        store.undo(store.revision)
    elif kind == 4:
        found = deletion_of(store, dice.choice([*everyone, *sorted(model.ties)]))
        store.apply(change_of_deletion(store, found, author="t", reason="weg"))
    elif kind == 5:
        accounts.set_public(dice.choice("nm"), is_public=dice.random() < 0.5)
    elif kind == 6:
        add(store, dice.choice(SAID), "n/graph/a")
    else:
        change(store, dice)


@pytest.fixture
def app() -> Flask:
    store = open_store("memory:")
    add(store, CITY + SECOND, "n/graph/a")
    return create_app(store=store)


@pytest.mark.parametrize("seed", range(2))
def test_each_reader_is_given_the_page_made_anew_for_them(
    app: Flask, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, parts = random.Random(seed), Counting()  # noqa: S311 - a test
    made = list[str]()

    def note(template: str, **shown: Any) -> str:
        made.append(render_unless_as_before(template, **shown))
        return made[-1]

    monkeypatch.setattr(routes, "render_unless_as_before", note)
    store, accounts = app.extensions["akteursnetz"], app.extensions[ACCOUNTS]
    client, cookies = app.test_client(use_cookies=False), {"": ""}
    for name, role in ROLES.items():
        if name:
            accounts.people.add(name, role, "" if role == "verwalten" else "n")
            cookies[name] = f"{session_cookie(app.config['SETTINGS'])}={accounts.sessions.begin(name)}"

    def page(address: str, name: str, *, kept: bool) -> tuple[int, str]:
        app.extensions[EXTENSION] = parts if kept else KeptParts(0)
        anew = {} if kept else {"Range": "bytes=0-"}  # who asks for a range is given nothing that is kept
        answer = client.get(address, headers={"Accept": "text/html", "Cookie": cookies[name], **anew})
        return answer.status_code, re.sub(r"(Pflege|Upkeep)( \(\d+\))?", "", answer.text)  # told once it is counted

    for number in range(STEPS):
        with suppress(NetworkError, ValueError, IndexError):  # two of one, a choice of none
            happen(store, accounts, dice)
        chosen = dice.choice(("", "", "?lang=en", "?netz=n", "?netz=m"))
        actors = [f"/akteure/{quote(slug_of(iri))}" for iri in sorted(read_model(store).actors)]
        for path in (*actors, "/gruppen/ag", "/akteure", "/"):
            for name in ROLES:
                address = path + chosen
                assert page(address, name, kept=True) == page(address, name, kept=False), (seed, number, address, name)
    assert parts.given > STEPS
    assert made.count("") > STEPS // 4
