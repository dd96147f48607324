"""What else stands in cells: brackets, persons, footnotes, addresses, struck and hidden rows; it is kept or named."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.xml.constants import SHEET_MAIN_NS as MAIN

from graph.load.list_files import tables_of_files, tables_of_text
from graph.load.lists.answers import Answers
from graph.load.lists.author_marks import COMMENT, HIDDEN, STRUCK
from graph.load.lists.beside_names import name_said, plain_names, without_persons
from graph.load.lists.entries import KnownActor
from graph.load.lists.outside_brackets import OutsideBrackets
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Tables
from graph.terms import NK, SCHEMA
from tests.support.readings import asked, groups, read
from tests.support.workbooks import Raw, ods, saved

KEPT = [
    "Stadt (Sozialamt)",
    "Stadt (Amt (Haus 2), Abt. 3)",
    "Amt (Haus 2",
    "Klinik (Haus 2)",
    "SV Elm (gegr. 1922)",
    "Heim (Maria Hilf)",
    "Praxis Dr. Kern",
]


@pytest.mark.parametrize("name", [*KEPT, "Frau & Beruf", "Migrant*innenrat", "Stiftung Anna Müller", "(Frau Müller)"])
def test_what_belongs_to_a_name_stays_in_it(name: str) -> None:
    assert name_said(name).name == name


@pytest.mark.parametrize(
    ("text", "name", "persons"),
    [
        ("Klinikum (Sozialdienst, Frau Huber)", "Klinikum (Sozialdienst)", [("Frau Huber", "", "")]),
        ("NABU (Herr Fuchs, Tel. 03987 1234)", "NABU", [("Herr Fuchs", "", "03987 1234")]),
        ("Stadt Elm (i. V. Herr Klein)", "Stadt Elm", [("Herr Klein", "i. V.", "")]),
        ("Jobcenter z. Hd. Herrn Klein", "Jobcenter", [("Herrn Klein", "", "")]),
        ("Klinik, Frau Dr. Anna Huber", "Klinik", [("Frau Dr. Anna Huber", "", "")]),
        ("Hort (0391 5550)", "Hort", [("", "", "0391 5550")]),
        ("Haus der Familie (Leitung: Maria Kern)", "Haus der Familie", [("Maria Kern", "Leitung", "")]),
        ("z. Hd. Herrn Kruse", "", [("Herrn Kruse", "", "")]),
        ("Jugendamt (Vertretung: Hr. Moor)", "Jugendamt", [("Hr. Moor", "Vertretung", "")]),
        ("Amt (Abt. (Recht), Hr. Moor)", "Amt (Abt. (Recht))", [("Hr. Moor", "", "")]),
        ("Amt (Frau Moor", "Amt", [("Frau Moor", "", "")]),
        ("Amt: Frau Moor", "Amt", [("Frau Moor", "", "")]),
        ("Apotheke am Markt Inh. Petra Huber e. K.", "Apotheke am Markt", [("Petra Huber", "Inh.", "")]),
    ],
)
def test_a_person_beside_a_name_is_kept_apart(text: str, name: str, persons: list[tuple[str, str, str]]) -> None:
    said = name_said(text)
    assert said.name == name
    assert [(one.name, one.function, one.phone) for one in said.persons] == persons


def test_nothing_that_a_passage_quotes_names_them() -> None:
    assert without_persons("Klinik (Frau Huber), Amt (Haus 2)") == "Klinik, Amt (Haus 2)"
    assert without_persons("Jobcenter z. Hd. Herrn Klein") == "Jobcenter"
    assert without_persons("Caritas – Karla Moor, Amt; Rat, Herr Ast; Tafel") == "Caritas, Amt; Rat; Tafel"
    assert without_persons("Amt (Sprecher: Hr. Moor), Klinik (Frau Huber") == "Amt, Klinik"


def test_persons_of_partners_and_of_groups_are_contacts_and_no_actors() -> None:
    reading = read(
        ("Akteur", "Gruppe", "Kooperiert mit"),
        ("Tafel", "AG Not (Frau Weiß)", "Caritas (Frau Müller)"),
        ("Caritas", "AG Not", "z. Hd. Herrn Kruse"),
    )
    assert [actor.name for actor in reading.actors] == ["Tafel", "Caritas"]
    assert groups(reading) == [("Tafel", "AG Not"), ("Caritas", "AG Not")]
    assert {(one.actor, one.name) for one in reading.contacts} == {
        ("Tafel", "Weiß"),
        ("Caritas", "Müller"),
        ("Caritas", "Kruse"),
    }
    assert [one.what for one in reading.left_out] == ["Caritas – z. Hd. Herrn Kruse"]


def test_whom_the_network_calls_so_already_stays_so() -> None:
    known = [KnownActor("urn:1", "Caritas (Frau Müller)")]
    assert [actor.name for actor in read(("Akteur",), ("Caritas (Frau Müller)",), known=known).actors] == [
        known[0].name
    ]


def test_an_address_behind_a_name_and_a_word_before_it_are_kept() -> None:
    reading = read(("Akteur",), ("KoKi Elm c/o Stadt Elm",), ("entschuldigt: Polizei Elm",))
    assert [(one.name, one.note, one.literals) for one in reading.actors] == [
        ("KoKi Elm", "", {SCHEMA + "address": ("c/o Stadt Elm",)}),
        ("Polizei Elm", "entschuldigt", None),
    ]


def test_the_mark_of_a_footnote_is_no_part_of_a_name_and_the_note_is_kept() -> None:
    rows = (
        ("Akteur", "Kooperiert mit"),
        ("Dienst¹", "Beratung"),
        ("Beratung*", ""),
        ("Tafel 2)", "Dienst"),
        ("¹ gehört zum Gesundheitsamt", ""),
        ("* Förderung endet 2026", ""),
        ("2) nur samstags", ""),
    )
    reading = read(*rows)
    again = read(*rows, known=[KnownActor(f"urn:{name}", name) for name in ("Dienst", "Beratung", "Tafel")])
    assert again.actors == reading.actors
    assert {one.name: one.note for one in reading.actors} == {
        "Dienst": "gehört zum Gesundheitsamt",
        "Beratung": "Förderung endet 2026",
        "Tafel": "nur samstags",
    }


def test_brackets_beside_a_group_say_more_than_one_thing_of_a_membership() -> None:
    reading = read(
        ("Akteur", "Gruppe"),
        ("Tafel", "AG Not (Leitung, ab 2024)"),
        ("Amt", "(ab 2026) AG Not"),
        ("Rat", "AG Not (Gast; mit Vorbehalt)"),
        ("Hof", "AG Not (Kinder)"),
    )
    told = [(one.member, one.group, one.role.removeprefix(NK), one.start) for one in reading.memberships]
    assert told[:3] == [
        ("Tafel", "AG Not", "lead", "2024"),
        ("Amt", "AG Not", "", "2026"),
        ("Rat", "AG Not", "guest", ""),
    ]
    assert told[3][1] == "AG Not (Kinder)"
    assert [one.what for one in reading.left_out] == ["Rat, AG Not: mit Vorbehalt"]


def test_what_stands_in_brackets_behind_a_cross_is_no_group() -> None:
    reading = read(("Akteur", "AG Not", "AG Rat"), ("Tafel", "x (Leitung)", "x"), ("Amt", "x", "x (ohne Stimme)"))
    assert {one.group for one in reading.memberships} == {"AG Not", "AG Rat"}
    assert reading.memberships[0].role == NK + "lead"
    assert [one.what for one in reading.left_out] == ["Amt, AG Rat: ohne Stimme"]


def test_a_sign_within_brackets_parts_nothing() -> None:
    assert OutsideBrackets(r"\s*,\s*").split("Sprache (A1, A2), Arbeit") == ["Sprache (A1, A2)", "Arbeit"]
    assert OutsideBrackets(r"\s*,\s*").split("Amt (Abt. (Recht), Haus 4), Rat, [a (b, c], d), e (f, g") == [
        "Amt (Abt. (Recht), Haus 4)",
        "Rat",
        "[a (b, c], d)",
        "e (f",
        "g",
    ]
    (actor,) = read(("Akteur", "Themen"), ("Tafel", "Sprache (A1, A2), Arbeit")).actors
    assert actor.topics == ("Sprache (A1, A2)", "Arbeit")


def test_who_stands_in_for_somebody_is_a_person_of_their_own() -> None:
    reading = read(
        ("Akteur", "Vertreten durch"), ("Amt", "Fr. Gruber (Leitung), i. V. Hr. Zeh"), ("Rat", "z. Hd. Frau Bär")
    )
    told = [(one.name, one.function) for one in reading.contacts]
    assert told == [("Gruber", "Leitung"), ("Zeh", "i. V."), ("Bär", "")]


@pytest.mark.parametrize(
    "text", ["Caritas\nStadt (Sozialamt)\nTafel", "Sozialamt\nStadt (Sozialamt)\nImkerverein (ruht)"]
)
def test_a_name_with_brackets_among_pasted_names_is_no_heading(text: str) -> None:
    names = [actor.name for actor in read_list(tables_of_text("x", text), Answers(), (), ()).actors]
    assert names == text.split("\n")


def test_names_that_a_letter_enumerates_are_read_and_its_sentences_are_not() -> None:
    text = """Hallo Frau Sommer,

hier die Mitglieder:

- NABU Templin (Herr Fuchs, 03987 1234)
- Kreisbauernverband e.V., Geschäftsstelle Prenzlau
- Imkerverein Templin (ruht)

Viele Grüße
Jens Albrecht
"""
    reading = read_list(tables_of_text("x", text), Answers(), (), ())
    assert [one.name for one in reading.actors] == [
        "NABU Templin",
        "Kreisbauernverband e.V., Geschäftsstelle Prenzlau",
        "Imkerverein Templin (ruht)",
    ]
    assert [(one.name, one.phone) for one in reading.contacts] == [("Fuchs", "03987 1234")]


def test_an_office_below_a_heading_of_bodies_is_a_body_and_a_kind_is_a_kind() -> None:
    reading = read(("Akteur", "Träger"), ("Kita Mitte", "Stadt (Sozialamt)"), ("Kita Süd", "Stadt"), ("Hof", "Verein"))
    told = {one.name: (one.part_of, one.kind.removeprefix(NK)) for one in reading.actors}
    assert told["Kita Mitte"] == ("Stadt (Sozialamt)", "")
    assert told["Hof"] == ("", "association")
    assert "Verein" not in told


def test_one_word_in_the_first_row_heads_nothing() -> None:
    reading = read(("Akteur", "Gruppe"), ("Stadt", ""), ("Caritas", "AG Not"), ("Tafel", "AG Not"))
    assert [(one.name, one.kind) for one in reading.actors] == [("Stadt", ""), ("Caritas", ""), ("Tafel", "")]


def test_part_of_a_split_is_known_without_what_its_row_says_more() -> None:
    reading = read(("Akteur", "Kooperiert mit"), ("JVA (Haus 2)", ""), ("Tafel*", ""), ("Amt", "Tafel, JVA"))
    assert asked(reading, "split") == []
    assert plain_names("JVA (Haus 2)") == ("JVA (Haus 2)", "JVA")


def marked() -> Workbook:
    book = Workbook()
    for row in (
        ("Verein", "Telefon"),
        ("Turnverein Elm", "0391 100"),
        ("Boxclub Elm", "0391 200"),
        ("Rad Elm", "0391 3"),
    ):
        book.active.append(row)
    return book


def left_out(tables: Tables) -> list[tuple[str, str]]:
    return [(one.what, one.reason) for one in read_list(tables, Answers(), (), ()).left_out]


def test_rows_that_are_hidden_or_struck_out_are_not_read_and_named_and_so_are_comments() -> None:
    book = marked()
    book.active.row_dimensions[2].hidden = True
    book.active["A3"].font = book.active["B4"].font = Font(strike=True)
    book.active["A4"].comment = Comment("zieht um", "Schulz")
    tables = tables_of_files([("v.xlsx", saved(book))])
    reading = read_list(tables, Answers(), (), ())
    assert [one.name for one in reading.actors] == ["Rad Elm"]
    assert reading.contacts == ()
    assert left_out(tables) == [
        ("Turnverein Elm", HIDDEN),
        ("Boxclub Elm", STRUCK),
        ("0391 3", STRUCK),
        ("Rad Elm: zieht um", COMMENT),
    ]


def test_a_comment_in_an_ods_is_no_part_of_its_cell() -> None:
    cell = Raw(
        '<table:table-cell office:value-type="string"><office:annotation><text:p>zieht um</text:p></office:annotation>'
        "<text:p>Rad Elm</text:p></table:table-cell>"
    )
    tables = tables_of_files([("v.ods", ods({"Liste": [("Verein", "Ort"), (cell, "Elm")]}))])
    assert [one.name for one in read_list(tables, Answers(), (), ()).actors] == ["Rad Elm"]
    assert left_out(tables) == [("Rad Elm: zieht um", COMMENT)]


def test_a_heading_of_a_matrix_is_the_row_that_says_more() -> None:
    reading = read(
        ("", "Schule", "Amt", "Hof", "Polizei"),
        ("Schule", "", "x", "", "x"),
        ("Amt", "x", "", "", ""),
        ("Hof", "", "", "", ""),
        ("Polizei (Elm)", "x", "", "", ""),
    )
    told = {frozenset((one.source, one.target)): one.directed for one in reading.ties}
    assert told == {frozenset(("Amt", "Schule")): False, frozenset(("Schule", "Polizei (Elm)")): False}
    assert len(reading.actors) == 4


def test_what_stands_behind_a_day_is_named_and_the_day_is_read() -> None:
    reading = read(("Akteur", "Gruppe", "seit"), ("Tafel", "AG Not", "03/2018 (vorher Gast)"))
    assert [one.start for one in reading.memberships] == ["2018-03"]
    assert [one.what for one in reading.left_out] == ["Tafel, seit: vorher Gast"]


def test_a_cell_beyond_the_last_heading_is_named_and_no_kind() -> None:
    reading = read(("Akteur", "Ort"), ("Tafel", "Elm"), ("Kiste", "Ulm", "Hort"))
    assert [one.kind for one in reading.actors] == ["", ""]
    assert [one.what for one in reading.left_out] == ["Hort"]


def test_partners_beside_numbers_of_telephones_are_no_persons_and_headings_may_be_cut_short() -> None:
    reading = read(
        ("Akteur", "Ansprechp.", "Tel.", "Partner"),
        ("Tafel", "Uwe Kern (GF), Eva Kern", "0391 1000", "Klinikum Elm"),
        ("Amt", "", "info@amt.example o. 0391 2000", ""),
    )
    assert [(one.source, one.target) for one in reading.ties] == [("Tafel", "Klinikum Elm")]
    assert [(one.name, one.email) for one in reading.contacts] == [
        ("Uwe Kern (GF)", ""),
        ("Eva Kern", ""),
        ("", "info@amt.example"),
    ]


def test_numbered_names_of_a_letter_end_where_it_goes_on() -> None:
    names = "1. Pfarrei Elm, Tel. 03838 1\n2. Gemeinde Ulm – Pfr. Behrens\n3. CVJM"
    text = f"Kirchenkreis, Stand Mai\n\n{names}\n\ni. A. Schröder\n"
    reading = read_list(tables_of_text("x", text), Answers(), (), ())
    assert [one.name for one in reading.actors] == ["Pfarrei Elm", "Gemeinde Ulm", "CVJM"]
    assert [(one.name, one.phone) for one in reading.contacts] == [("", "03838 1"), ("Pfr. Behrens", "")]


def test_a_part_of_a_text_that_is_struck_out_is_left_out_and_named() -> None:
    gone = InlineFont(strike=True)
    book = marked()
    book.active["A2"] = CellRichText(
        TextBlock(gone, "Turnverein "), TextBlock(InlineFont(b=True), "Sportverein"), " Elm"
    )
    book.active["B2"] = CellRichText("0391 1", TextBlock(gone, ", 0391 2"))
    book.active["A3"] = CellRichText(TextBlock(gone, "Boxclub"), TextBlock(gone, " Elm"))
    for content in (saved(book), shared_texts(saved(book))):
        tables = tables_of_files([("v.xlsx", content)])
        reading = read_list(tables, Answers(), (), ())
        assert [one.name for one in reading.actors] == ["Sportverein Elm", "Rad Elm"]
        assert [one.phone for one in reading.contacts] == ["0391 1", "0391 3"]
        assert left_out(tables) == [
            ("Boxclub Elm", STRUCK),
            ("Turnverein", STRUCK),
            ("Sportverein Elm: 0391 2", STRUCK),
        ]


def shared_texts(content: bytes) -> bytes:
    """The same workbook with its rich texts among the shared ones, as Excel saves it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet, shared = parts["xl/worksheets/sheet1.xml"], b'<sst xmlns="%s"></sst>' % MAIN.encode()
    rich = re.findall(rb"<is>(.*?)</is>", sheet)
    for number, text in enumerate(rich):
        sheet = re.sub(rb't="inlineStr"><is>' + re.escape(text) + rb"</is>", b't="s"><v>%d</v>' % number, sheet)
        shared = shared.replace(b"</sst>", b"<si>" + text + b"</si></sst>")
    parts |= {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def test_a_part_of_a_text_that_is_struck_out_in_an_ods_is_left_out_and_named() -> None:
    style = (
        '<style:style style:name="gone" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    cell = Raw(
        '<table:table-cell office:value-type="string">'
        '<text:p>Rad <text:span text:style-name="gone">und Ski</text:span> Elm</text:p></table:table-cell>'
    )
    tables = tables_of_files([("v.ods", ods({"Liste": [("Verein", "Ort"), (cell, "Elm")]}, styles=style))])
    assert [one.name for one in read_list(tables, Answers(), (), ()).actors] == ["Rad Elm"]
    assert left_out(tables) == [("und Ski", STRUCK)]
