"""The upkeep list on `/daten`: its sum goes down, each line leads to its form, and nobody sees what is not for them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.period import today
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE
from graph.upkeep.open_work.lists import open_work
from graph.upkeep.open_work.noted_sums import note_sum
from graph.upkeep.proposals import DescribedChange, ProposedChange
from tests.support.clients import at_the_machine
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from tests.webapp.pages.edit.test_edit import account, opened, text_of, typed
from webapp import create_app
from webapp.accounts.identity import EXTENSION as ACCOUNTS

TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'Neustadt'@de .
  <n/alt> a org:FormalOrganization ; skos:prefLabel 'Altamt'@de ; netz:inNetwork <n/netzwerk> ;
    netz:confidence nk:stated ; netz:evidence <n/beleg/1> .
  <n/nackt> a org:FormalOrganization ; skos:prefLabel 'Nackter Name'@de ; netz:inNetwork <n/netzwerk> .
  <n/alle> a netz:ActorGroup ; skos:prefLabel 'Die Arbeitgeber'@de ; netz:inNetwork <n/netzwerk> .
  <n/beleg/1> a netz:Passage ; oa:exact 'Altamt' ; oa:start 0 ; oa:end 6 ; prov:wasQuotedFrom <n/quelle/1> .
  <n/quelle/1> a foaf:Document ; skos:prefLabel 'P'@de ; <http://purl.org/dc/terms/issued> '2016-11-30'^^xsd:date ."""


@pytest.fixture
def town(store: Store) -> Store:
    add(store, TOWN, graph="n/graph/daten")
    return store


@pytest.fixture
def app(town: Store) -> Flask:
    return create_app(store=town)


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    client = at_the_machine(app)
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


@pytest.fixture(scope="module")
def standing() -> Iterator[Flask]:
    """The same for tests that change nothing."""
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, TOWN, graph="n/graph/daten")
    yield create_app(store=opened)
    opened.close()


@pytest.fixture(scope="module")
def looking(standing: Flask) -> FlaskClient:
    client = at_the_machine(standing)
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


def page(client: FlaskClient, address: str = "/daten") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return text_of(answer)


def total(text: str) -> int:
    found = re.search(r">(\d+) offene Punkte<", text)
    assert found, text
    return int(found[1])


def test_each_line_leads_to_the_form_that_it_waits_for(looking: FlaskClient) -> None:
    text = page(looking)
    for address in (
        "/bestaetigen?iri=n/alt",
        "/beenden?iri=n/alt",
        "/aendern?iri=n/nackt#f-org-classification",
        "/aendern?iri=n/alle#f-netz-standsFor",
        "/eintragen/mitgliedschaft?von=n/nackt",
        "/bestaetigen?iri=n/nackt",
    ):
        assert f'href="{address}"' in text, address
        assert looking.get(address).status_code == 200
    assert 'id="f-org-classification"' in page(looking, "/aendern?iri=n/nackt")
    assert 'id="f-netz-standsFor"' in page(looking, "/aendern?iri=n/alle")


def test_a_reader_sees_the_list_and_no_form(standing: Flask) -> None:
    text = page(standing.test_client())
    assert "Nackter Name" in text
    for word in ("/bestaetigen", "/aendern", "/eintragen"):
        assert word not in text.partition("<main")[2]


def test_confirming_by_the_form_makes_the_sum_go_down_and_is_taken_back_in_one_step(editor: FlaskClient) -> None:
    before = total(page(editor))
    form = typed(opened(editor, "/bestaetigen?iri=n/alt"), {"author": "Koordination"})
    answer = editor.post("/bestaetigen", data=form)
    assert answer.status_code == 303, text_of(answer)
    done = text_of(editor.get(answer.location))
    assert "Rückgängig machen" in done
    assert "Bestätigt: „Altamt“" in page(editor, "/aenderungen")
    assert total(page(editor)) == before - 1
    again = editor.post("/bestaetigen", data=form)
    assert (again.status_code, "steht schon da" in text_of(again)) == (422, True)


def test_the_start_page_and_the_navigation_say_the_sum_to_who_may_change_something(
    app: Flask, editor: FlaskClient
) -> None:
    start = page(editor, "/")
    number = total(start)
    assert number == total(page(editor))
    assert f"Pflege ({number})" in page(editor, "/akteure")
    assert f"Pflege ({number})" not in page(editor, "/akteure?netz=n"), "that network has not been counted"
    reader = app.test_client().get("/", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert "offene Punkte" not in reader
    assert "Pflege" not in reader


def test_the_sum_says_how_it_moved_since_the_last_meeting(town: Store, editor: FlaskClient) -> None:
    met = (today() - timedelta(days=10)).isoformat()
    add(town, f"<n/t> a schema:Event ; schema:startDate '{met}'^^xsd:date ; netz:inNetwork <n/netzwerk> .")
    assert "weniger" not in page(editor), "nobody has looked before"
    now = open_work(analysis_for(town)).total
    note_sum(town, None, met, now + 4)
    note_sum(town, None, (today() - timedelta(days=1)).isoformat(), now)
    assert "4 weniger als am" in page(editor)
    assert "4 weniger als am" in page(editor, "/")


def test_proposals_are_counted_for_who_may_decide_on_them_and_for_who_made_them(app: Flask) -> None:
    proposals = app.extensions[ACCOUNTS].proposals
    coordinator, kim = account(app, "Vera Muster", "koordinieren"), account(app, "Kim", "beitragen")
    proposals.add("Kim", {"n"}, ProposedChange(DescribedChange("x")))
    proposals.add("Kim", {"m"}, ProposedChange(DescribedChange("x")))
    proposals.add("Lena", {"n"}, ProposedChange(DescribedChange("x")))
    counted = [
        re.findall(r"Wartet auf Freigabe</a></dt><dd>(\d+)<", page(client, address))
        for client in (coordinator, kim, app.test_client())
        for address in ("/daten", "/daten?netz=n")
    ]
    assert counted == [["3"], ["2"], ["2"], ["1"], [], []]


def test_who_contributes_proposes_to_confirm(town: Store, app: Flask) -> None:
    kim, before = account(app, "Kim", "beitragen"), town.revision
    answer = kim.post("/bestaetigen", data=opened(kim, "/bestaetigen?iri=n/alt"))
    assert (answer.status_code, town.revision) == (202, before)
    assert "Bestätigt: „Altamt“" in page(kim, "/vorschlaege")


def test_a_whole_list_can_be_ticked_and_of_what_is_old_the_age_is_chosen(looking: FlaskClient) -> None:
    text = page(looking, "/daten/offen/old")
    assert 'name="iri" value="n/alt"' in text
    assert "Angekreuzte bestätigen" in text
    assert "älter als 5 Jahre" in text
    assert "zuletzt 30. November 2016" in page(looking, "/daten/offen/old?alter=5")
    assert "Angekreuzte ändern" in page(looking, "/daten/offen/no_sector")
    assert page(looking, "/bestaetigen?iri=n/alt&iri=n/nackt").count('name="iri"') == 2
    assert "Es ist nichts angekreuzt" in page(looking, "/bestaetigen")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/daten/offen/nichts", 404),
        ("/daten/offen/old?alter=7", 400),
        ("/daten/offen/old?alter=alt", 400),
        ("/daten/offen/old?seite=99", 200),
        ("/daten?netz=gibtesnicht", 404),
        ("/bestaetigen?iri=n/niemand", 200),
    ],
)
def test_what_there_is_not_is_said(looking: FlaskClient, address: str, status: int) -> None:
    assert looking.get(address).status_code == status


def test_whoever_confirms_what_is_gone_or_without_a_form_is_refused(editor: FlaskClient) -> None:
    form = typed(opened(editor, "/bestaetigen?iri=n/alt"), {"author": "KO", "iri": "n/niemand"})
    assert editor.post("/bestaetigen", data=form).status_code == 404
    assert editor.post("/bestaetigen", data={**form, "token": "x"}).status_code == 403


def test_a_long_list_comes_in_pages(town: Store, editor: FlaskClient) -> None:
    many = (
        f"<n/v{number:03}> a org:FormalOrganization ; skos:prefLabel 'V {number:03}'@de ; netz:inNetwork <n/netzwerk> ."
        for number in range(230)
    )
    add(town, " ".join(many), graph="n/graph/daten")
    assert "V 229" not in page(editor, "/daten/offen/no_group")
    assert "V 229" in page(editor, "/daten/offen/no_group?seite=2")
    assert page(editor).count("V 0") < 40


def test_a_network_without_anything_to_do_says_so(store: Store) -> None:
    add(store, "<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de .", graph="n/graph/daten")
    text = page(create_app(store=store).test_client())
    assert "Nichts offen" in text
    assert "Hier ist gerade nichts zu tun." in text
    assert "Nichts offen." in page(create_app(store=store).test_client(), "/daten/offen/alike")


def test_where_only_a_proposal_waits_nobody_reads_that_nothing_is_open(store: Store) -> None:
    add(store, "<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de .", graph="n/graph/daten")
    app = create_app(store=store)
    app.extensions[ACCOUNTS].proposals.add("Kim", {"n"}, ProposedChange(DescribedChange("x")))
    text = page(account(app, "Vera Muster", "koordinieren"))
    assert ("Offen sind nur Vorschläge" in text, "Nichts offen" in text) == (True, False)


def test_programs_get_the_same_lists(standing: Flask, looking: FlaskClient) -> None:
    found = standing.test_client().get("/api/v1/offenes").get_json()
    assert found["total"] == total(page(looking))
    assert found["total"] == sum(one["number"] for one in found["lists"] if one["summed"])
    (old,) = standing.test_client().get("/api/v1/offenes?liste=old&alter=5").get_json()["items"]
    assert (old["resource"]["iri"], old["day"], old["forms"]) == (BASE + "n/alt", "2016-11-30", [])
    assert standing.test_client().get("/api/v1/offenes?liste=x").status_code == 404
    assert standing.test_client().get("/api/v1/offenes?alter=x").status_code == 400


def test_hostile_names_are_text(town: Store, editor: FlaskClient) -> None:
    add(town, "<n/b> a org:FormalOrganization ; skos:prefLabel '<script>x</script>'@de ; netz:inNetwork <n/netzwerk> .")
    answer = editor.get("/daten").get_data(as_text=True)
    assert "<script>x" not in answer
    assert html.escape("<script>x</script>") in answer


def test_a_closed_network_is_in_nobody_elses_list(app: Flask) -> None:
    app.extensions[ACCOUNTS].set_public("n", is_public=False)
    text = page(app.test_client())
    assert "Nackter Name" not in text
    assert app.test_client().get("/api/v1/offenes").get_json()["total"] == 0
