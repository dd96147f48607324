"""Whom to invite on a topic: who works on it, who is missing, through whom; contacts for nobody who may see none."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from graph.protocol import Store
from tests.support.clients import at_the_machine
from tests.support.pages import text_of
from tests.support.statements import add
from tests.webapp.pages.edit.test_edit import account
from tests.webapp.pages.persons.test_contacts import entered, with_halle
from webapp import create_app

WORK, NETWORK = "musterstadt/thema/arbeit", "netz=musterstadt"


def table_of(client: FlaskClient, query: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(client.get(f"/einladung.csv?{query}").get_data(as_text=True).lstrip("\ufeff")))
    )


def test_the_list_has_who_works_on_a_topic_and_whom_what_is_open_names_besides(two_networks: FlaskClient) -> None:
    rows = {row["Name"]: row for row in table_of(two_networks, f"{NETWORK}&thema={WORK}")}
    topic = text_of(two_networks, f"/themen/{WORK}?{NETWORK}")
    at_work = topic.partition('id="wer"')[2].partition("</section>")[0]
    named = set(map(html.unescape, re.findall(r'<a href="/(?:akteure|gruppen)/[^"]+">([^<]+)</a>', at_work)))
    assert {name for name, row in rows.items() if row["Einladen, weil"] != "fehlt bisher"} == named
    missing = {name: row for name, row in rows.items() if row["Einladen, weil"] == "fehlt bisher"}
    assert set(missing) == {
        "Ausländerbehörde",
        "Jobcenter Musterstadt",
        "Landesfonds Integration",
        "Migrationsberatung",
        "Projekt Brückenjahr",
        "Volkshochschule",
    }
    assert (missing["Jobcenter Musterstadt"]["Über wen"], missing["Jobcenter Musterstadt"]["Warum darüber"]) == (
        "AG Arbeit",
        "arbeitet selbst daran",
    )
    assert "Kontaktpersonen" not in rows["Jobcenter Musterstadt"]
    page = text_of(two_networks, f"/einladung/{WORK}?{NETWORK}")
    assert all(name in html.unescape(page) for name in rows)
    assert "kein gemeinsamer Partner eingetragen" in page
    assert f'href="/einladung/{WORK}?{NETWORK}"' in topic


def test_a_workshop_of_a_conference_is_not_invited(client: FlaskClient) -> None:
    assert "Tagungs-Arbeitsgruppe" not in str(table_of(client, "thema=magdeburg/thema/spracherwerb"))


@pytest.mark.parametrize(
    ("address", "status"), [("/einladung/gibt/es/nicht", 404), ("/einladung.csv", 404), ("/einladung.doc", 406)]
)
def test_what_there_is_not_is_said(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_contacts_are_for_who_may_see_persons_on_the_page_and_in_files(store: Store) -> None:
    app = create_app(store=with_halle(store))
    topic = (
        "<halle/kurse> a skos:Concept ; skos:prefLabel '=Kurse <b>'@de . <halle/jobcenter> netz:topic <halle/kurse> ."
    )
    add(store, topic, "halle/graph/quelle")
    editor, addresses = at_the_machine(app), ("/einladung/halle/kurse", "/einladung.csv?thema=halle/kurse")
    entered(editor)
    for address in addresses:
        answer = editor.get(address)
        assert "Ada Zwirnhuber" in answer.get_data(as_text=True)
        assert "no-store" in answer.headers["Cache-Control"]
    (sheet,) = load_workbook(io.BytesIO(editor.get("/einladung.xlsx?thema=halle/kurse").data))
    assert "Ada Zwirnhuber, Teamleitung, 0391 4455667, ada.zwirnhuber@amt.example" in [one.value for one in sheet[2]]
    for reader in (app.test_client(), account(app, "Kim", "beitragen"), account(app, "Lea", "analyse")):
        for address in (*addresses, "/einladung.xlsx?thema=halle/kurse"):
            answer = reader.get(address)
            assert answer.status_code == 200
            body = (
                answer.data if "xlsx" not in address else str([*load_workbook(io.BytesIO(answer.data)).active.values])
            )
            assert "wirnhuber" not in (body if isinstance(body, str) else body.decode())
    assert "=Kurse &lt;b&gt;" in text_of(editor, addresses[0])
