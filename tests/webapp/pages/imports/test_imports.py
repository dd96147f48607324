from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from werkzeug.test import TestResponse

from graph.errors import DataInvalid
from graph.load.lists.arrangement import Arrangement
from graph.load.lists.entries import Question, RowPlace
from graph.model import Ref, Text
from graph.period import today
from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import NK
from graph.validate.report import Violation
from tests.support.clients import at_the_machine
from tests.support.forms import fields_of
from tests.support.workbooks import ods, saved, xlsx
from webapp import create_app
from webapp.accounts.identity import EXTENSION
from webapp.pages.imports.questions import asked_questions
from webapp.settings import Settings

ACTORS = """Akteur;Kurzname;Sektor;Art;Gruppe
Jobcenter;JC;Öffentliche Hand;Arbeitsverwaltung;AG Arbeit
Caritas;;;;AG Arbeit
"""
TIES = "Von;Zu;Art;Thema;Stand;Seit\nJobcenter;Caritas;Schnittstelle;Beratung;gefordert;2015\n"
ABOUT = {"name": "Arbeit & Bildung", "place": "Halle", "author": "XY"}


@pytest.fixture
def empty() -> Iterator[Store]:
    opened = open_store("memory:", plain=True)
    yield opened
    opened.close()


@pytest.fixture
def client(empty: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(empty=True), empty))


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def send(client: FlaskClient, actors: str = ACTORS, ties: str = TIES, **more: str) -> str:
    token = token_of(client.get("/daten/einlesen").get_data(as_text=True))
    files = {"file": (io.BytesIO(actors.encode()), "liste.csv"), "ties": (io.BytesIO(ties.encode()), "ties.csv")}
    return shown(client, client.post("/daten/einlesen", data={"token": token, **ABOUT, **files, **more}))


def send_book(client: FlaskClient, file: str, content: bytes, **more: str) -> str:
    token = token_of(client.get("/daten/einlesen").get_data(as_text=True))
    data = {"token": token, **ABOUT, **more, "file": (io.BytesIO(content), file)}
    return shown(client, client.post("/daten/einlesen", data=data))


def shown(client: FlaskClient, answer: TestResponse) -> str:
    """The page of the list that a form leads to."""
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["Location"]).get_data(as_text=True)


def address_of(page: str) -> str:
    """The address of the list that a page shows."""
    found = re.search(r'action="(/daten/einlesen/[^/"]{22})/pruefen"', page)
    assert found
    return found[1]


def check(client: FlaskClient, page: str, **answers: str) -> str:
    return shown(client, client.post(f"{address_of(page)}/pruefen", data={**fields_of(page), **answers}))


def take_over(client: FlaskClient, page: str, **answers: str) -> TestResponse:
    """What "Übernehmen" leads to: the change that was made (303), or the list again (200)."""
    sent = client.post(f"{address_of(page)}/uebernehmen", data={**fields_of(page), **answers})
    leads_back = sent.headers.get("Location", "").startswith(address_of(page))
    return client.get(sent.headers["Location"]) if leads_back else sent


def test_an_empty_service_offers_three_ways(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert all(way in page for way in ("Magdeburg ansehen", "Liste einlesen", "Eigenes Netzwerk beginnen"))


def test_one_click_loads_magdeburg(client: FlaskClient) -> None:
    token = token_of(client.get("/").get_data(as_text=True))
    assert "Gespeichert" in client.post("/anfang/magdeburg", data={"token": token}, follow_redirects=True).get_data(
        as_text=True
    )
    assert "Jobcenter" in client.get("/akteure").get_data(as_text=True)


def test_a_preview_stores_nothing_and_the_import_is_one_change_that_can_be_taken_back(
    client: FlaskClient, empty: Store
) -> None:
    page = send(client)
    assert "2 Akteure, eine Gruppe, eine Mitgliedschaft" not in page
    assert "2 Akteure, eine Gruppe, 2 Mitgliedschaften, eine andere Verbindung." in page
    assert empty.revision == 0
    answer = take_over(client, page)
    assert answer.status_code == 303
    assert [(entry.author, entry.reason) for entry in empty.history()] == [("XY", "Imported from liste.csv")]
    table = client.get("/karte?ansicht=tabelle&netz=arbeit-bildung").get_data(as_text=True)
    assert "gefordert" in table
    assert "Jobcenter Caritas Schnittstelle Beratung" in table  # the row itself is the passage
    token = token_of(client.get(answer.headers["Location"]).get_data(as_text=True))
    client.post("/eingelesen/1/zurueck", data={"token": token})
    assert empty.dump() == b""


def test_what_libreoffice_saves_is_read_and_rows_are_numbered_as_it_numbers_them(
    client: FlaskClient, empty: Store
) -> None:
    rows = [["Netzwerk Halle"], [], ["Akteur", "Sektor"], ["Amt", "Mond"]]
    page = send_book(client, "liste.ods", ods({"Deckblatt": [["Liste"]], "Tabelle1": rows}))
    assert "Was ist mit „Mond“ gemeint?" in page
    assert '<td class="number">4</td><td><span class="chip import-chip-asked">' in page
    assert "Zuerst sind Fragen zu beantworten" in take_over(client, page).text
    assert empty.revision == 0
    answered = take_over(client, page, **{"q\tword\tactorKinds\tmond": NK + "public"})
    assert answered.status_code == 303


def test_rows_that_are_struck_out_or_hidden_are_named_by_the_form_as_well(client: FlaskClient) -> None:
    book = Workbook()
    for row in (("Verein", "Ort"), ("Turnverein Elm", "Elm"), ("Boxclub Elm", "Elm"), ("Rad Elm", "Elm")):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active["A3"].font = Font(strike=True)
    page = send_book(client, "liste.xlsx", saved(book))
    assert "Boxclub Elm – Das ist durchgestrichen." in page
    assert "Turnverein Elm – Die Zeile ist ausgeblendet." in page
    assert "1 neu" in check(client, page)


def test_names_of_sheets_and_columns_of_crosses_are_asked_about_once_and_the_next_day_not_at_all(
    client: FlaskClient, empty: Store
) -> None:
    head = ("Einrichtung", "Kunst", "Tanz")
    book = xlsx({"Quall": [head, ("Tafel", "x", ""), ("Hof", "", "x")], "Zwurbel": [head, ("Amt", "x", "")]})
    page = send_book(client, "liste.xlsx", book)
    assert page.count("Was sagen die Namen der Tabellen: Quall, Zwurbel?") == 1
    assert "Was sind die Spalten mit Kreuzen: Kunst, Tanz?" in page
    assert '<p class="hint">Zeile 1' not in page  # of a heading its row says nothing
    said = check(client, page, **{"column\tQuall\t3": "district", "column\tQuall\t1,2": "topics"})
    assert "Was sagen die Namen" not in said
    assert said.count('aria-label="Was die Spalte „Name der Tabelle“ enthält"') == 1  # at the first sheet alone
    assert "Name of the sheet" not in said
    off = check(client, said, **{"role-0-3": "out"})
    assert "Quall, Zwurbel – Die Namen dieser Tabellen werden nicht übernommen." in off
    assert take_over(client, check(client, off, **{"role-0-3": "district"})).status_code == 303
    assert {"Quall", "Zwurbel", "Kunst", "Tanz"} <= set(re.findall(r"\w+", empty.dump().decode()))
    again = send_book(client, "liste.xlsx", book, into="arbeit-bildung")
    assert "import-question" not in again
    assert "Nichts Neues" in take_over(client, again).text or "keine Änderung" in again
    assert empty.revision == 1


def test_who_leads_and_who_is_a_guest_in_a_matrix_is_shown_on_the_group_and_comes_back_as_it_is(
    client: FlaskClient, empty: Store
) -> None:
    matrix = "Organisation;AG Sprache;AG Arbeit\nAmt;G;L\nCaritas;Leitung;x\nDiakonie;M;Gast\n"
    take_over(client, send(client, matrix, ""))
    page = client.get("/gruppen/arbeit-bildung/gruppe/ag-sprache").get_data(as_text=True)
    members = page.partition("Wer mitarbeitet")[2].partition("</section>")[0]
    said = re.findall(r'<li>(?:<span class="chip">(\w+)</span> )?<a [^>]*>(\w+)<', members)
    assert said == [("Leitung", "Caritas"), ("", "Diakonie"), ("Gast", "Amt")]
    assert "Ohne Steuerung" not in page
    book = client.get("/karte/export.xlsx?netz=arbeit-bildung").data
    assert "2 Gruppen, 6 Mitgliedschaften. Verglichen mit „Arbeit &amp; Bildung“: 11 gleich." in send_book(
        client, "netz.xlsx", book, into="arbeit-bildung"
    )


def test_a_cell_is_mended_in_place_and_the_file_stays_as_it_is(client: FlaskClient, empty: Store) -> None:
    page = send(client, "Akteur;Gruppe;seit\nJobcenter;AG Arbeit;31.02.2019\n", "")
    assert "31.02.2019" in page
    assert "Vorher ist etwas zu berichtigen" in take_over(client, page).text
    mended = check(client, page, **{"cell-0-1-2": "2019"})
    assert "import-fault" not in mended
    assert take_over(client, mended).status_code == 303
    assert b"2019-01-01" in empty.dump()


def test_a_column_is_what_somebody_says(client: FlaskClient) -> None:
    page = send(client, "Akteur;Wer\nJobcenter;Amt\n", "")
    assert "Amt" in page
    text = check(client, page, **{"role-0-1": "short"})
    assert fields_of(text)["role-0-1"] == "short"
    assert "1 neu" in text


def test_a_question_about_a_column_calls_it_as_the_sheet_does(client: FlaskClient) -> None:
    asked = Question("column", "Partner", (RowPlace("Liste", 0),), offered=("target", "out"), column=1)
    with client.application.test_request_context("/"):
        for kind, label in (("actors", "arbeitet zusammen mit"), ("ties", "Zu (Akteur)")):
            (found,) = asked_questions([asked], ("column",), [Arrangement("Liste", kind, 0, ())])  # type: ignore[arg-type]
            assert [choice.label for choice in found.choices] == [label, "bleibt weg"]


def test_the_same_list_again_changes_nothing_and_another_one_what_has_changed(
    client: FlaskClient, empty: Store
) -> None:
    assert take_over(client, send(client)).status_code == 303
    before = empty.revision
    again = send(client, into="arbeit-bildung")
    assert "Verglichen mit „Arbeit &amp; Bildung“: 6 gleich." in again
    assert "Es wurde nichts geändert." in take_over(client, again).get_data(as_text=True)
    assert empty.revision == before
    changed = send(client, ACTORS.replace("JC", "JoC"), into="arbeit-bildung")
    assert "wird geändert" in changed
    answer = take_over(client, changed)
    assert "Im Netzwerk: 1 geändert" in client.get(answer.headers["Location"]).get_data(as_text=True)
    assert empty.revision == before + 1


def test_where_both_changed_somebody_decides(client: FlaskClient, empty: Store) -> None:
    table = "Akteur;Bemerkung\nJobcenter;%s\nCaritas;\n"
    take_over(client, send(client, table % "Haus A", ""))
    swap = "DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} INSERT {{ GRAPH ?g {{ ?s ?p {new} }} }} "
    swap += "WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STR(?o) = {old}) }}"
    empty.update(swap.format(old='"Haus A"', new='"Haus B"@de'))
    page = send(client, table % "Haus C", "", into="arbeit-bildung")
    assert "an beiden Stellen geändert" in page
    side = next(name for name in fields_of(page) if name.startswith("side\t"))
    assert fields_of(page)[side] == "store"
    take_over(client, page)
    assert b'"Haus B"@de' in empty.dump()
    page = send(client, table % "Haus D", "", into="arbeit-bildung")
    take_over(client, page, **{side: "file"})
    assert b'"Haus D"@de' in empty.dump()


def test_rows_can_be_pasted(client: FlaskClient, empty: Store) -> None:
    token = token_of(client.get("/daten/einlesen").get_data(as_text=True))
    data = {"token": token, **ABOUT, "pasted": "Organisation\tMitglied in\nKita Nord\tAG Kita\n"}
    page = shown(client, client.post("/daten/einlesen", data=data))
    assert "<h1>Vorschau</h1>" in page
    assert "ein Akteur, eine Gruppe, eine Mitgliedschaft" in page
    assert take_over(client, page).status_code == 303
    assert b"Kita Nord" in empty.dump()


def test_every_row_can_be_seen(client: FlaskClient) -> None:
    table = "Akteur\n" + "".join(f"Verein {number} e. V.\n" for number in range(250))
    page = send(client, table, "")
    assert "Seite 1 von 3, 250 Zeilen" in page
    third = check(client, page, turn="0:3")
    assert "Verein 249 e. V." in third
    assert "Seite 3 von 3" in third
    assert "Seite 3 von 3" in check(client, third)


def test_the_former_address_leads_here(client: FlaskClient) -> None:
    assert client.get("/einlesen").headers["Location"].endswith("/daten/einlesen")


def test_a_form_of_another_page_is_refused(client: FlaskClient, empty: Store) -> None:
    for address in (
        "/daten/einlesen",
        "/daten/einlesen/AAAAAAAAAAAAAAAAAAAAAA/pruefen",
        "/daten/einlesen/AAAAAAAAAAAAAAAAAAAAAA/uebernehmen",
        "/daten/einlesen/AAAAAAAAAAAAAAAAAAAAAA/verwerfen",
        "/neu",
        "/anfang/magdeburg",
        "/eingelesen/1/zurueck",
    ):
        assert client.post(address, data={"token": "geraten", **ABOUT}).status_code == 403
    assert empty.revision == 0


def test_a_file_that_is_no_spreadsheet_is_told(client: FlaskClient) -> None:
    token = token_of(client.get("/daten/einlesen").get_data(as_text=True))
    data = {"token": token, **ABOUT, "file": (io.BytesIO(b"PK nonsense"), "kaputt.xlsx")}
    answer = client.post("/daten/einlesen", data=data)
    assert answer.status_code == 400
    assert "kaputt.xlsx lässt sich nicht als Tabelle lesen" in answer.get_data(as_text=True)


def test_a_network_of_ones_own_has_its_first_actors(client: FlaskClient) -> None:
    token = token_of(client.get("/neu").get_data(as_text=True))
    data = {"token": token, **ABOUT, "actors": "Kita Nord\n\n<b>Verein</b>\n"}
    assert client.post("/neu", data=data).status_code == 303
    page = client.get("/akteure").get_data(as_text=True)
    assert "Kita Nord" in page
    assert "&lt;b&gt;Verein&lt;/b&gt;" in page
    kita = client.get("/api/v1/akteure/arbeit-bildung/kita-nord").get_json()
    spoken = {(one["document"]["label"], one["quote"].strip()) for one in kita["evidence"]}
    day = f"{today():%d.%m.%Y}"
    assert (kita["confidence"], spoken) == ("external", {(f"Angabe von {ABOUT['author']} am {day}", "Kita Nord")})
    twice = client.post("/neu", data=data)
    assert twice.status_code == 409
    assert "Ein Netzwerk namens Arbeit &amp; Bildung gibt es schon." in twice.get_data(as_text=True)


def test_groups_may_stand_behind_the_first_actors(client: FlaskClient) -> None:
    """Nobody is taken for a heading or a note because their line has nothing but a word that is a kind, too."""
    token = token_of(client.get("/neu").get_data(as_text=True))
    lines = "Jugendamt; Runder Tisch; AG Sprache\nKita Nord; Runder Tisch\nTafel; AG Sprache\nMusikschule\nQuelle Süd"
    nameless = client.post("/neu", data={"token": token, **ABOUT, "actors": f"{lines}\n; AG Sprache"})
    assert nameless.status_code == 422
    assert "Zeile 6" in nameless.get_data(as_text=True)
    assert client.post("/neu", data={"token": token, **ABOUT, "actors": lines}).status_code == 303
    actors = {one["label"]: len(one["groups"]) for one in client.get("/api/v1/akteure").json["items"]}  # type: ignore[index]
    assert actors == {"Jugendamt": 2, "Kita Nord": 1, "Tafel": 1, "Musikschule": 0, "Quelle Süd": 0}


@pytest.mark.parametrize("name", ["Gemeinsam", "GRAPH", "Ansichten", "Geschichten!", "  Lauf ", "Daten"])
def test_no_network_lies_where_the_service_writes_itself(client: FlaskClient, empty: Store, name: str) -> None:
    token = token_of(client.get("/neu").get_data(as_text=True))
    before = empty.revision
    answer = client.post("/neu", data={"token": token, **ABOUT, "name": name, "actors": "Kita Nord\n"})
    assert answer.status_code == 422
    assert "Adressen des Dienstes" in answer.get_data(as_text=True)
    assert empty.revision == before


def test_who_makes_a_network_anew_is_told_of_roles_that_are_left(client: FlaskClient) -> None:
    accounts = client.application.extensions[EXTENSION]
    accounts.people.add("Kim", "koordinieren", "kurzlebig")
    token = token_of(client.get("/neu").get_data(as_text=True))
    for name, is_told in (("Kurzlebig", True), ("Langlebig", False)):
        answer = client.post("/neu", data={"token": token, **ABOUT, "name": name, "actors": "Kita Nord\n"})
        assert answer.status_code == 303
        page = client.get(answer.headers["Location"]).get_data(as_text=True)
        assert ("Ein Konto hat hier schon eine Rolle" in page) is is_told


def test_the_template_can_be_imported_as_it_is(client: FlaskClient) -> None:
    workbook = client.get("/einlesen/vorlage.xlsx").data
    assert load_workbook(io.BytesIO(workbook)).sheetnames == ["Akteure", "Verbindungen", "Wörter"]
    assert take_over(client, send_book(client, "vorlage.xlsx", workbook)).status_code == 303


def test_a_service_for_reading_offers_no_form(empty: Store) -> None:
    client = create_app(Settings(empty=True, host="0.0.0.0"), empty).test_client()  # noqa: S104
    for address in ("/", "/daten/einlesen", "/neu"):
        assert 'method="post"' not in client.get(address).get_data(as_text=True)


PEOPLE = "Amt für Soziales\nLore Zwirnnysen\nKolping"


def test_a_name_that_may_be_a_persons_is_asked_about_and_kept_apart(client: FlaskClient, empty: Store) -> None:
    form = {"token": token_of(client.get("/neu").text), "name": "Neustadt", "author": "VM", "actors": PEOPLE}
    asked = client.post("/neu", data=form)
    page = html.unescape(asked.text)
    assert (asked.status_code, empty.revision) == (422, 0)
    assert "Ist das eine Person?" in page
    assert "Sind unter diesen Namen Personen?" in page
    assert 'class="notice notice-warning"' in page
    assert re.findall(r'name="person" value="([^"]+)"', page) == ["Lore Zwirnnysen"]
    made = client.post(
        "/neu", data={**form, "person-asked": ["Lore Zwirnnysen", "Kolping"], "person": "Lore Zwirnnysen"}
    )
    assert made.status_code == 303
    names = {row["label"] for row in client.get("/api/v1/akteure").get_json()["items"]}
    assert names == {"Amt für Soziales", "Kolping"}
    assert b"Zwirnnysen" not in empty.dump()
    assert empty.names_somebody("Frau Zwirnnysen")


def test_it_is_asked_before_much_that_is_public_is_kept_apart(client: FlaskClient, empty: Store) -> None:
    actors = "\n".join(f"Angebot in Olvenkuhle {number}. Stock" for number in range(30))
    form = {"token": token_of(client.get("/neu").text), "name": "Neustadt", "author": "VM", "actors": actors}
    assert client.post("/neu", data=form).status_code == 303
    texts = "".join(f'<urn:n:{n}> <urn:note> "in Zwirnnysen" <urn:g> .\n' for n in range(30))
    empty.apply(Change(add=list(ox.parse(texts, format=ox.RdfFormat.N_QUADS))))
    before = empty.dump()
    ticked: dict[str, Any] = {
        **form,
        "name": "Altstadt",
        "actors": PEOPLE,
        "person-asked": ["Lore Zwirnnysen", "Kolping"],
        "person": "Lore Zwirnnysen",
    }
    asked = client.post("/neu", data=ticked)
    page = html.unescape(asked.text)
    assert (asked.status_code, empty.dump()) == (422, before)
    assert "Als Personen würden Lore Zwirnnysen 30 öffentliche Angaben verbergen" in page
    assert 'name="hide"' in page
    assert client.post("/neu", data={**ticked, "hide": "1"}).status_code == 303
    assert b"Zwirnnysen" not in empty.dump()


def test_nobody_is_asked_about_offices_and_clubs(client: FlaskClient) -> None:
    form = {
        "token": token_of(client.get("/neu").text),
        "name": "Neustadt",
        "author": "VM",
        "actors": "Amt\nTV Nord e. V.",
    }
    assert client.post("/neu", data=form).status_code == 303


def test_who_is_surely_a_person_is_ticked_and_may_be_unticked(client: FlaskClient, empty: Store) -> None:
    form = {
        "token": token_of(client.get("/neu").text),
        "name": "Neustadt",
        "author": "VM",
        "actors": "Amt\nDr. Ada Brandt",
    }
    page = html.unescape(client.post("/neu", data=form).text)
    assert re.findall(r'value="([^"]+)" checked', page) == ["Dr. Ada Brandt"]
    assert empty.revision == 0


def test_what_stands_beside_a_name_in_its_cell_keeps_nobody_from_being_asked(client: FlaskClient) -> None:
    people = ["Lena Straßmeier 0170 1234567", "Maria Müller, Jugendamt", "Ulla Wagner & Peter Koch", "Pfarrer Groß"]
    token = token_of(client.get("/neu").text)
    actors = "\n".join(["Jugendamt, Tel. 0561 787123", *people])
    form = {"token": token, "name": "Neustadt", "author": "VM", "actors": actors}
    asked = client.post("/neu", data=form)
    assert asked.status_code == 422
    assert set(re.findall(r'name="person" value="([^"]+)"', html.unescape(asked.text))) == set(people)


def test_what_was_read_in_is_told_in_actors_ties_and_persons(client: FlaskClient) -> None:
    table = "Akteur\nJobcenter\nCaritas e. V.\nLore Zwirnnysen 0170 1234567\n"
    page = send(client, table, "Von;Zu;Thema\nJobcenter;Caritas e. V.;Beratung\n")
    answer = take_over(client, page, person="Lore Zwirnnysen 0170 1234567")
    assert answer.status_code == 303
    done = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "In der Liste: 2 Akteure, eine Verbindung" in done
    assert "Eine Person ist getrennt verwahrt." in done
    again = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "In der Liste: 2 Akteure, eine Verbindung" in again  # reloading says the same
    profile = client.get("/akteure/arbeit-bildung/jobcenter?netz=arbeit-bildung", follow_redirects=True).text
    assert ", Zeile 2</a></figcaption>" in profile
    assert ", Zeichen " not in profile
    shown = client.get("/api/v1/karte.json?netz=arbeit-bildung").get_json()
    assert [passage["row"] for edge in shown["edges"] for passage in edge["evidence"]] == [2]


def test_a_network_file_goes_through_the_same_preview(client: FlaskClient, empty: Store) -> None:
    graphml = b"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
    <key id="l" for="node" attr.name="label" attr.type="string"/>
    <key id="w" for="edge" attr.name="weight" attr.type="double"/>
    <graph edgedefault="undirected"><node id="a"><data key="l">Jobcenter</data></node>
    <node id="b"><data key="l">Caritas</data></node>
    <edge source="a" target="b"><data key="w">2.5</data></edge></graph></graphml>"""
    page = send_book(client, "netz.graphml", graphml)
    assert "2 Akteure, eine Verbindung" in page
    assert take_over(client, page).status_code == 303
    edges = client.get("/api/v1/beziehungen").get_json()["items"]
    assert [edge["weight"] for edge in edges] == [2.5]


def test_a_table_of_nodes_and_one_of_edges_belong_together(client: FlaskClient) -> None:
    page = send(client, "Id,Label\n1,Jobcenter\n2,Caritas\n", "Source,Target,Weight\n1,2,3\n")
    assert "2 Akteure, eine Verbindung" in page
    assert take_over(client, page).status_code == 303
    assert "Jobcenter" in client.get("/akteure").get_data(as_text=True)


def test_what_is_read_as_one_or_as_the_nearest_kind_is_said_before_it_is_taken_over(client: FlaskClient) -> None:
    rows = "Akteur;Art\nHilfe Nord e. V.;Verein\nHilfe Nord e.V.;Verein\nSankt Georg;Klinik\nKasse Ost;Krankenkasse\n"
    sent = send(client, rows, "")
    page = html.unescape(sent)
    assert "„Hilfe Nord e.V.“ (Zeile 3) ist „Hilfe Nord e. V.“ (Zeile 2)" in page
    assert "Klinik" in page.partition('id="fragen"')[2].partition("</section>")[0]
    assert "Verein" not in re.findall(r"<legend[^>]*>(.*?)</legend>", page)
    assert take_over(client, sent).status_code == 303


def test_rows_say_in_words_what_becomes_of_them_and_where_a_question_stands(client: FlaskClient) -> None:
    page = html.unescape(send(client, "Akteur;Sektor\nAmt;Xylofon\nAmt;Xylofon\nVerein;Quatsch\n", ""))
    assert "steht schon in Zeile 2" in page or "Frage offen" in page
    assert "3 Fragen offen" in page
    assert "Zeilen 2, 3" in page


@pytest.mark.parametrize(
    "field",
    [
        "head-0",
        "role-0-" + "9" * 5000,
        "cell-0-" + "9" * 5000 + "-1",
        "column\tliste\t" + "9" * 5000,
        "role-0-²",
        "cell-9-1-1",
    ],
)
def test_forged_fields_say_nothing(client: FlaskClient, field: str) -> None:
    page = send(client)
    for value in ("--5", "9" * 5000, "name"):
        assert "2 Akteure" in check(client, page, **{field: value})


@pytest.mark.parametrize("meaning", ["Verein", "javascript alert", "a b", "http://x/<"])
def test_a_word_stands_for_nothing_but_what_there_is(client: FlaskClient, empty: Store, meaning: str) -> None:
    page = send(client, "Akteur;Art\nJobcenter;Quatschwort\n", "")
    assert "beantworten" in take_over(client, page, **{"q\tword\tactorKinds\tquatschwort": meaning}).text
    answers = json.dumps({"words": {"actorKinds": {"quatschwort": meaning}}})
    assert take_over(client, page, answers=answers).status_code == 400
    assert empty.revision == 0


def test_nothing_that_is_remembered_of_a_list_names_a_person(client: FlaskClient, empty: Store) -> None:
    page = send_book(client, "Frau Trude Wollenweber.csv", b"Akteur;Art\nJobcenter;Amt\nKita Nord;KiTa\n")
    words = {"actorKinds": {"herr egon mandelkern": NK + "public", "amtlein": NK + "public"}}
    said = {"words": words, "splits": {"Frau Ute Quittenmus, AG": ["Frau Ute Quittenmus", "AG"]}}
    assert take_over(client, page, answers=json.dumps(said)).status_code == 303
    dump = empty.dump().decode()
    assert "amtlein" in dump
    assert not [name for name in ("andelkern", "Quittenmus", "Wollenweber") if name in dump]
    assert "Wollenweber" not in client.get("/aenderungen").get_data(as_text=True)


def test_a_list_of_ties_alone_can_be_read_again(client: FlaskClient, empty: Store) -> None:
    table = "Von,An,Thema\nJobcenter,Suchtberatung,Wohnen\nSuchtberatung,Gesundheitsamt,Sucht\n"
    assert take_over(client, send(client, table, "")).status_code == 303
    before = empty.revision
    assert "nichts geändert" in take_over(client, send(client, table, "", into="arbeit-bildung")).get_data(as_text=True)
    assert empty.revision == before


@pytest.mark.parametrize("form", ["graphml", "gexf", "kumu.json", "kumu.xlsx", "knoten.csv", "kanten.csv", "net"])
def test_our_own_network_files_come_back_without_a_change(client: FlaskClient, empty: Store, form: str) -> None:
    nodes, edges = (
        "Id,Label\n1,Stadtarchiv\n2,Museum am Wall\n3,Theater Grünau\n",
        "Source,Target,Type,Weight\n1,2,Undirected,2\n2,3,Directed,1\n",
    )
    assert take_over(client, send(client, nodes, edges)).status_code == 303
    name = {"kumu.json": "kumu", "net": "pajek"}.get(form, form)
    file = client.get(f"/karte/export.{name}?netz=arbeit-bildung")
    assert file.status_code == 200
    page = send_book(client, f"netz.{form}", file.get_data(), into="arbeit-bildung")
    assert "neu" not in page.partition('id="summe"')[2].partition("</p>")[0], form
    assert "geändert" not in page.partition('id="summe"')[2].partition("</p>")[0], form


def test_our_own_export_is_compared_with_the_network_it_is_of_unless_a_new_one_is_named(client: FlaskClient) -> None:
    rows = "Akteur;Kurzname;Weitere Namen;Stadtteil;Thema\nAmt;A1;Behörde;Mitte;Sucht\nRat;;Beirat;Nord;Wohnen\n"
    for name in ("Halle", "Elm"):
        sent = take_over(client, send(client, rows, "Von;Zu\nAmt;Rat\n", name=name))
        assert sent.status_code == 303
    for form in ("xlsx", "akteure.csv", "graphml"):
        file = client.get(f"/karte/export.{form}?netz=elm").get_data()
        sums = send_book(client, f"netz.{form}", file, name="").partition('id="summe"')[2].partition("</p>")[0]
        assert "Verglichen mit „Elm“" in sums
        assert "neu" not in sums
        assert "geändert" not in sums
    assert "Verglichen" not in send_book(client, "netz.xlsx", client.get("/karte/export.xlsx?netz=elm").get_data())
    assert "Verglichen" not in send(client, rows, name="")


def test_a_column_chosen_wrongly_is_mended_where_it_was_chosen(client: FlaskClient) -> None:
    page = send(client, "Name der Organisation;Gremium\nADFC;AG Rad\nBUND;AG Rad\n", "")
    wrong = check(client, page, **{"role-0-0": "out", "role-0-1": "out"})
    assert fields_of(wrong)["role-0-0"] == "out"
    assert fields_of(wrong)["kind-0"] == "actors"
    assert "Keine Spalte sagt, wer gemeint ist" in wrong
    assert 'name="cell-' not in wrong
    right = check(client, wrong, **{"role-0-0": "name"})
    assert "2 Akteure" in right


def test_a_row_that_heads_those_below_says_so(client: FlaskClient) -> None:
    page = send(
        client, "Organisation;Ort\nVereine;\nTSV Nord;Aue\nSV Süd;Aue\nBehörden;\nJugendamt;Aue\nBauamt;Aue\n", ""
    )
    assert page.count("Zwischenüberschrift") == 2


def test_words_that_sound_alike_stand_apart_from_all_others(client: FlaskClient) -> None:
    page = html.unescape(send(client, "Akteur;Art\nJobcenter;Quatschwort\n", ""))
    near, nothing, others = (page.index(one) for one in ("klingt ähnlich", "ohne Angabe lassen", "alle anderen"))
    assert near < nothing < others


def test_a_profile_says_where_somebody_is_as_the_list_has_it(client: FlaskClient) -> None:
    table = "Akteur;Straße;Ort;Website;Weitere Namen\nKita Nord;Markt 1;Aue;https://kita.example;Kita N\n"
    assert take_over(client, send(client, table, "")).status_code == 303
    profile = html.unescape(client.get("/akteure/arbeit-bildung/kita-nord?netz=arbeit-bildung").text)
    assert "Markt 1" in profile
    assert 'href="https://kita.example"' in profile
    assert "Kita N<" in profile


def test_a_list_of_another_town_is_told_and_stored_only_by_who_says_so(client: FlaskClient, empty: Store) -> None:
    offices = ("Jugendamt", "Sozialamt", "Ordnungsamt")
    table = "Organisation;Ort\n" + "".join(f"{office};%s\n" for office in offices)
    take_over(client, send(client, table % (("Altdorf",) * 3), ""))
    before = empty.revision
    page = send(client, table % (("Neudorf",) * 3), "", into="arbeit-bildung")
    assert "Bei 3 Akteuren steht in der Liste ein anderer Ort als im Netzwerk." in page
    assert page.count("Altdorf") >= 3
    assert empty.revision == before


def test_nobody_is_asked_whether_a_corrected_name_and_the_lists_own_are_one(client: FlaskClient, empty: Store) -> None:
    actors = ACTORS.replace("Caritas", "Caritsa Kreisverband")
    assert take_over(client, send(client, actors, "")).status_code == 303
    node, graph = ox.NamedNode("https://netz.invalid/id/arbeit-bildung/caritsa-kreisverband"), "graph/tabelle"
    old, new = (
        ox.Quad(
            node,
            ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
            ox.Literal(name, language="de"),
            ox.NamedNode(f"https://netz.invalid/id/arbeit-bildung/{graph}"),
        )
        for name in ("Caritsa Kreisverband", "Caritas Kreisverband")
    )
    assert empty.apply(Change(add=[new], remove=[old], author="XY")).removed == 1
    page = send(client, actors, "", into="arbeit-bildung")
    assert "hier von Hand geändert, bleibt so" in page
    assert "Klingen gleich" not in page


def test_a_faulty_row_can_be_left_out_and_taken_in_again(client: FlaskClient) -> None:
    page = send(client, ACTORS, TIES + "Jobcenter;;Schnittstelle;Beratung;;\n")
    assert "Vorher ist etwas zu berichtigen" in take_over(client, page).text
    without = check(client, page, skip="1-2")
    assert "import-fault" not in without
    assert "Jobcenter | Schnittstelle | Beratung – Diese Zeile wird weggelassen, wie gewählt." in without
    assert fields_of(without)["skip"] == "1-2"
    assert "import-fault" in check(client, without, skip="")
    assert take_over(client, check(client, without, skip="1-2")).status_code == 303


def test_what_the_shapes_refuse_is_told_with_the_rows_it_is_about(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    caritas = Ref("https://netz.invalid/id/arbeit-bildung/caritas", Text("Caritas", ""))
    wrong = Violation(caritas, "", Text("Das geht nicht.", ""), "violation", "", "")

    def refuse(*_given: object, **_named: object) -> None:
        raise DataInvalid("No.", violations=(wrong,))

    monkeypatch.setattr("webapp.pages.imports.taking_over.apply", refuse)
    assert "Caritas (liste: Zeile 3; ties: Zeile 2): Das geht nicht." in take_over(client, send(client)).text


def test_answers_can_be_looked_at_and_changed_until_a_list_is_taken_over(client: FlaskClient, empty: Store) -> None:
    actors = "Akteur;Art;Gruppe\nGisela Habermann;mond;AG 1, Bonn\nJobcenter;mond;\nJobzenter;mond;\nAmt;mond;\n"
    page = send(client, actors, "")
    assert "Schon beantwortet" not in page
    word, split = "q\tword\tactorKinds\tmond", "q\tsplit\t\tAG 1, Bonn"
    pair = next(name for name in fields_of(page) if name.startswith("q\tpair"))
    page = check(client, page, **{word: NK + "public", split: "several", pair: "same", "person": "Gisela Habermann"})
    assert "Schon beantwortet (4)" in page
    said = fields_of(page)
    assert (said[word], said[split], said[pair], said["person"]) == (
        NK + "public",
        "several",
        "same",
        "Gisela Habermann",
    )
    page = check(client, page, **{word: NK + "association", split: "one", pair: "different", "person": ""})
    said = fields_of(page)
    assert (said[word], said[split], said[pair]) == (NK + "association", "one", "different")
    assert "person" not in said
    assert take_over(client, page).status_code == 303
    assert b"AG 1, Bonn" in empty.dump()


def test_an_older_state_of_a_list_is_left_out_with_all_its_rows_and_can_be_read_as_well(client: FlaskClient) -> None:
    head = ("Verein", "Sparte")
    rows = {"2023": [("Turnverein", "Turnen"), ("Radverein", "Rad")], "2024": [("Turnverein", "Turnen")]}
    page = send_book(client, "v.xlsx", xlsx({name: [("Vereine",), head, *of_year] for name, of_year in rows.items()}))
    assert 'id="summe">ein Akteur. ' in page
    assert '2023 <span class="muted">2 bleiben weg' in page
    assert "2023: Radverein – Nur ein früherer Stand einer Tabelle, die gelesen wird, nennt sie." in page
    both = check(client, page, **{"kind-0": "actors"})
    assert 'id="summe">2 Akteure. ' in both
    aside = check(client, both, **{"kind-0": "aside"})
    assert "2023: 2023 – Von dieser Tabelle soll nichts eingelesen werden." in aside
