"""The page of persons: list, record, term, erasure; and that only who may sees any of it."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from graph.analysis import analysis_for
from graph.errors import TooManyRequests
from graph.gaps.decisions import make_decision, record
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import describe_person
from graph.upkeep.proposals import DescribedChange, ProposedChange
from tests.graph.store.test_erasure import ADA, KNOWN, content_of, note, read
from tests.support.clients import at_the_machine
from tests.support.lists import listed, take_over
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from webapp import create_app
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.pages.gaps.rows import gap_title
from webapp.ui.pdf import make_pdf

OWN = {"Origin": "http://localhost"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    path = tmp_path / "store"
    with closing(EmbeddedStore(path, url=f"oxigraph:{path}")) as store:
        load_ontology(store)
        store.apply(Change(add=[note("a:1", "Frau Zwirnnysen sprach")]))
        store.apply(Change(add=read(KNOWN)))
        describe_person(store, ADA, purpose="Ansprechperson", keep_until="2001-01-31", author="KO")
        yield store


@pytest.fixture
def client(store: EmbeddedStore) -> FlaskClient:
    return at_the_machine(create_app(store=store))


def text_of(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address).get_data(as_text=True))


def link_in(page: str, end: str = "") -> str:
    return str(re.findall(rf'href="(/personen/[0-9a-f]+{end})"', page)[0])


def send(client: FlaskClient, address: str, page: str, **values: str) -> tuple[int, str]:
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    answer = client.post(address, data={"token": token, **values}, headers=OWN)
    return answer.status_code, html.unescape(answer.get_data(as_text=True))


def test_list_names_everybody_with_purpose_and_what_is_due(client: FlaskClient) -> None:
    page = text_of(client, "/personen")
    assert "Ada Zwirnnysen" in page
    assert "Ansprechperson" in page
    assert "31.01.2001" in page
    assert "Bei 1 Person ist die Frist abgelaufen." in page
    assert "wirnnysen" not in link_in(page)


def test_the_persons_of_a_network_are_those_of_its_entries_and_without_one_each_says_its_network(
    client: FlaskClient, store: EmbeddedStore
) -> None:
    for town in ("Eins", "Zwei"):
        rows = {"x": (("Akteur", "Ansprechperson"), (f"Amt {town}", "Berta Knopflochner"))}
        take_over(store, NewNetwork(town, "", "liste.xlsx"), read_list(rows, Answers(), (), ()), Answers(), "KO")
    shown = text_of(client, "/personen?netz=eins")
    assert ("Amt Eins" in shown, "Amt Zwei" in shown) == (True, False)
    assert "2 weitere Personen gehören zu keinem Eintrag dieses Netzwerks." in shown
    assert re.search(r"Amt Zwei <span[^>]*>\(Zwei\)", text_of(client, "/personen"))


def test_an_organisation_that_was_deleted_is_not_named_by_its_address(
    client: FlaskClient, store: EmbeddedStore
) -> None:
    works_for = f"<{ADA}> <https://schema.org/worksFor> <https://netz.invalid/id/n/sprachcafe-babel-e-v> ."
    store.apply(Change(add=read(works_for)))
    page = text_of(client, "/personen")
    assert "Ada Zwirnnysen" in page
    assert "sprachcafe" not in page


def test_record_as_pdf_is_tagged_and_holds_everything(client: FlaskClient) -> None:
    address = link_in(text_of(client, "/personen"))
    answer = client.get(f"{address}/auskunft.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "attachment" in answer.headers["Content-Disposition"]
    file = PdfReader(io.BytesIO(answer.data))
    text = " ".join(page.extract_text() for page in file.pages)
    for words in ("Ada Zwirnnysen", "Hohlgasse 77", "Ansprechperson", "31.01.2001"):
        assert words in text
    root: Any = file.root_object
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), "/StructTreeRoot" in root) == ("de", True, True)
    assert file.metadata is not None
    assert "Ada Zwirnnysen" in str(file.metadata.title)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_nothing_in_a_record_is_a_command_of_the_typesetter() -> None:
    said = {"title": '#panic("x") $a <b> *c*', "lead": '#read("/etc/passwd")', "language": "de", "sender": "x"}
    rest = {"page": "{n}/{of}", "none": "-", "facts": [["a", "漢 #sys"]], "columns": list("abcd"), "closing": ""}
    parts = [{"title": "t", "rows": [["#let", "= b", "\\u{1}", "http://x"]]}, {"title": "u", "rows": []}]
    text = (
        PdfReader(io.BytesIO(make_pdf("persons/record.typ", {**said, **rest, "parts": parts}))).pages[0].extract_text()
    )
    assert '#read("/etc/passwd")' in text.replace("“", '"').replace("”", '"')
    assert "= b" in text


def test_record_has_everything_on_a_page_and_in_a_file(client: FlaskClient) -> None:
    address = link_in(text_of(client, "/personen"))
    page = text_of(client, address)
    assert "Hohlgasse 77" in page
    assert "Frau Zwirnnysen sprach" in page
    answer = client.get(f"{address}/auskunft.json")
    assert json.loads(answer.data)["person"]["name"] == "Ada Zwirnnysen"
    assert "no-store" in answer.headers["Cache-Control"] or "private" in answer.headers["Cache-Control"]


def test_term_is_kept_and_a_wrong_day_is_shown_again(client: FlaskClient) -> None:
    address = link_in(text_of(client, "/personen"))
    status, page = send(client, f"{address}/frist", text_of(client, address), purpose="X", until="morgen")
    assert (status, "morgen ist kein Tag." in page) == (422, True)
    assert send(client, f"{address}/frist", page, purpose="Neuer Zweck", until="2999-12-31")[0] == 303
    page = text_of(client, "/personen")
    assert "Neuer Zweck" in page
    assert "abgelaufen" not in page


def test_a_person_is_erased_by_the_button(client: FlaskClient, store: EmbeddedStore, tmp_path: Path) -> None:
    address = link_in(text_of(client, "/personen"), "/loeschen")
    status, page = send(client, address, text_of(client, address))
    assert (status, "Person gelöscht" in page) == (200, True)
    assert "Es ist niemand gespeichert." in text_of(client, "/personen")
    told = text_of(client, "/aenderungen").split("<h2>Eine Person wurde gelöscht")[1].partition("</li>")[0]
    assert "Neue Angaben" not in told
    store.close()
    assert "zwirnnysen" not in content_of(tmp_path)


def test_a_proposal_that_names_a_person_forgets_them_too(client: FlaskClient, store: EmbeddedStore) -> None:
    proposals = client.application.extensions[ACCOUNTS].proposals
    line = b'<a:1> <a:p> "Frau Zwirnnysen" <a:g> .\n<a:1> <a:p> "bleibt" <a:g> .\n'
    number = proposals.add("kim", {""}, ProposedChange(DescribedChange("Wegen Frau Zwirnnysen"), line))
    address = link_in(text_of(client, "/personen"), "/loeschen")
    assert send(client, address, text_of(client, address))[0] == 200
    kept = proposals.find(number)
    assert (kept.reason, kept.added.decode().count("gelöscht")) == ("gelöscht", 1)
    assert b"bleibt" in kept.added
    store.close()
    assert "zwirnnysen" not in content_of(store.folder or Path())


def test_a_stranger_sees_nothing_of_it(client: FlaskClient) -> None:
    address = link_in(text_of(client, "/personen"))
    stranger = {"X-Forwarded-For": "203.0.113.9"}
    pages = ("auskunft.json", "auskunft.pdf", "loeschen", "keine-person")
    for path in ("/personen", address, *(f"{address}/{page}" for page in pages)):
        answer = client.get(path, headers=stranger)
        assert answer.status_code in {401, 403}
        assert b"wirnnysen" not in answer.data
    assert client.post(f"{address}/loeschen", headers=OWN).status_code == 403
    assert client.post(f"{address}/keine-person", headers=OWN).status_code == 403
    assert client.application.test_client().get("/personen").status_code == 401
    assert client.get("/personen/0123456789abcdef01234567").status_code == 404


def test_changes_say_that_there_were_some_about_persons(client: FlaskClient, store: EmbeddedStore) -> None:
    page = text_of(client, "/aenderungen")
    assert "1 Änderung an Personen" in page
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    client.post(f"/aenderungen/{store.revision}/zuruecknehmen", data={"token": token}, headers=OWN)
    assert "1 Angabe bleibt getrennt verwahrt, weil sie eine Person nennt." in text_of(client, "/aenderungen")
    assert "wirnnysen" not in store.dump().decode().lower()


def test_a_record_tells_what_lies_beside(client: FlaskClient, store: EmbeddedStore) -> None:
    accounts = client.application.extensions[ACCOUNTS]
    accounts.people.add("Ada Zwirnnysen", "lesen")
    accounts.people.add("Kim Muster", "koordinieren")
    accounts.tokens.add("Kim Muster", "Gerät Zwirnnysen", ["read"], 9)
    fragen = ProposedChange(DescribedChange("Frau Zwirnnysen fragen"), b'<a:1> <a:p> "zu Ada" <a:g> .\n')
    accounts.proposals.add("kim", {""}, fragen)
    line = f"<{ADA}> <a:p> <a:1> <a:g> .\n".encode()
    accounts.proposals.add("kim", {""}, ProposedChange(DescribedChange("nichts"), line))
    with suppress(TooManyRequests):
        accounts.throttle.attempt("name:Zwirnnysen", "address:1.2.3.4")
    folder = store.folder or Path()
    (folder / "places").mkdir()
    (folder / "places" / "all.json").write_text('{"pins": {"https://x.example/zwirnnysen": [1, 2]}}', encoding="utf-8")
    (folder / "rules").mkdir()
    (folder / "rules" / "own.rq").write_text("# von Frau Zwirnnysen", encoding="utf-8")
    copy = folder.with_name("store.before-2026")
    copy.mkdir()
    address = link_in(text_of(client, "/personen"))
    told = json.loads(client.get(f"{address}/auskunft.json").data)["beside"]
    assert {(one["where"], one["what"].partition(":")[0]) for one in told} == {
        ("account", "Ada Zwirnnysen"), ("token", "Gerät Zwirnnysen"), ("proposal", "1"), ("proposal", "2"),
        ("attempt", "name"), ("place", "https"), ("rule", "own.rq"), ("copy", str(copy)),
    }  # fmt: skip
    page = text_of(client, address)
    assert "Vorschlag: 1: Frau Zwirnnysen fragen" in page
    assert "Fehlgeschlagene Anmeldung: name:zwirnnysen" in page
    text = PdfReader(io.BytesIO(client.get(f"{address}/auskunft.pdf").data)).pages[-1].extract_text()
    assert "Gerät Zwirnnysen" in text
    asked = text_of(client, f"{address}/loeschen")
    assert "Konto: Ada Zwirnnysen" in asked
    assert "Frau Zwirnnysen sprach" in asked
    assert "Zu löschen: " in asked


def test_an_entry_that_was_no_person_is_taken_back_by_a_button(client: FlaskClient, store: EmbeddedStore) -> None:
    address = link_in(text_of(client, "/personen")) + "/keine-person"
    page = text_of(client, address)
    assert "Frau Zwirnnysen sprach" in page
    assert b"Frau Zwirnnysen sprach" not in store.dump()
    assert client.post(address, headers=OWN).status_code == 403
    assert send(client, address, page)[0] == 303
    assert "Der Eintrag war keine Person" in text_of(client, "/personen")
    assert b"Frau Zwirnnysen sprach" in store.dump()
    assert "Ein Eintrag war keine Person" in text_of(client, "/aenderungen")


def test_a_record_is_in_words_and_names_proposals_with_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with closing(EmbeddedStore(path, url=f"oxigraph:{path}")) as store:
        create_with_magdeburg(store)
        client = at_the_machine(create_app(store=store))
        gap = analysis_for(store).gaps[0]
        with client.application.test_request_context():
            gap_name = gap_title(gap)
        record(store, gap, make_decision(gap, "no_need", author="VM", note="Frau Zwirnnysen will es nicht"))
        store.apply(Change(add=read(KNOWN), checked=True))
        record(store, gap, make_decision(gap, "no_need", author="VM", note="Frau Zwirnnysen bleibt dabei"))
        assert b"bleibt dabei" not in store.dump()
        proposals = client.application.extensions[ACCOUNTS].proposals
        line = b'<a:1> <a:p> "Frau Zwirnnysen will es auch nicht" <a:g> .\n'
        proposals.add("kim", {""}, ProposedChange(DescribedChange("x"), line))
        listed = text_of(client, "/personen")
        address = re.findall(r'href="(/personen/[0-9a-f]+)">Auskunft<span[^>]*>: Ada Zwirnnysen', listed)[0]
        page = text_of(client, address)
        for row in (
            ["Ada Zwirnnysen", "Art", "Person"],
            ["Ada Zwirnnysen", "Name", "Ada Zwirnnysen"],
            ["Ada Zwirnnysen", "Anschrift", "nähere Angabe"],
            ["nähere Angabe", "Anmerkung", "Hohlgasse 77"],
            [f"Antwort auf die Lücke {gap_name}", "Anmerkung", "Frau Zwirnnysen will es nicht"],
            [f"Antwort auf die Lücke {gap_name}", "Anmerkung", "Frau Zwirnnysen bleibt dabei"],
        ):
            assert "".join(f"<td>{cell}</td>" for cell in row) in page
        assert "Vorschlag: 1: Frau Zwirnnysen will es auch nicht" in page
        answers = page[page.index("<table>") : page.rindex("</table>")]
        assert "http" not in answers


def test_a_number_without_a_name_says_whose_it_is(store: EmbeddedStore) -> None:
    rows = (("Akteur", "Telefon"), ("Jugendclub Kiste", "0341 1234567"))
    take_over(store, NewNetwork("Halle", "", "liste.xlsx"), listed(*rows), Answers(), "XY")
    page = html.unescape(at_the_machine(create_app(store=store)).get("/personen").text)
    assert "Kontakt ohne Namen: Jugendclub Kiste" in page
    assert ">ohne Namen<" not in page
