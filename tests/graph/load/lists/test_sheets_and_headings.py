"""Which sheets are read, where their headings are, what their columns are, and which rows are set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.load.list_files import tables_of_files, tables_of_text
from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Tables, read_pasted, read_tables
from tests.support.readings import HEAD, asked, faults, groups, read
from tests.support.workbooks import xlsx


def test_rows_above_the_headings_and_notes_and_sums_below_are_set_aside() -> None:
    rows = [
        ("Netzwerk Elm",),
        ("Stand: 01.05.2026",),
        (),
        HEAD,
        ("Amt", "AG 1"),
        (),
        ("Verein", "AG 1"),
        ("Summe", "2"),
        ("* ohne Gewähr",),
    ]
    reading = read(*rows)
    (one,) = reading.arrangements
    assert (one.heading_row, one.aside) == (3, (5, 7, 8))
    assert [(actor.name, actor.place.row) for actor in reading.actors] == [("Amt", 4), ("Verein", 6)]


def test_the_row_of_headings_can_be_said() -> None:
    rows = [("Name", "Ort"), ("Liste", "2026"), ("Bezeichnung der Stelle", "x"), ("Amt", "AG 1")]
    reading = read(*rows, answers=Answers(sheets={"x": SheetAnswer(heading_row=2)}))
    assert [actor.name for actor in reading.actors] == ["Amt"]
    without = read(
        ("Amt", "AG 1"),
        ("Verein", "AG 2"),
        answers=Answers(sheets={"x": SheetAnswer("actors", -1, {0: "name", 1: "groups"})}),
    )
    assert groups(without) == [("Amt", "AG 1"), ("Verein", "AG 2")]


def test_what_a_column_is_can_be_said_and_takes_the_place_of_what_was_proposed() -> None:
    rows = [("Organisation", "Kürzel"), ("AfS", "Amt für Soziales"), ("AfB", "Amt für Bau")]
    reading = read(*rows, answers=Answers(sheets={"x": SheetAnswer(roles={1: "name", 0: "short"})}))
    assert [(actor.name, actor.short) for actor in reading.actors] == [
        ("Amt für Soziales", "AfS"),
        ("Amt für Bau", "AfB"),
    ]
    assert asked(reading, "column") == []
    alone = read(*rows, answers=Answers(sheets={"x": SheetAnswer(roles={1: "name"})}))
    assert [actor.name for actor in alone.actors] == ["Amt für Soziales", "Amt für Bau"]
    assert asked(alone, "column") == []


def test_two_headings_that_mean_the_same_are_asked_about() -> None:
    rows = [
        ("Von", "Zu", "Art", "Beziehungsart", "Seit", "Beginn"),
        ("Amt", "Verein", "Förderung", "x", "2020", "2021"),
    ]
    reading = read(*rows)
    assert [question.asked for question in asked(reading, "column")] == [] or asked(reading, "column")[0].must
    left = {one.what for one in reading.left_out}
    assert {"Beziehungsart", "Beginn"} <= left


def test_hidden_sheets_and_covers_are_named_and_left_out() -> None:
    book = {
        "Deckblatt": [["Netzwerk Elm"], ["2026"]],
        "Liste": [["Akteur", "Gruppe"], ["Amt", "AG 1"]],
        "intern": [["Akteur"], ["Geheim"]],
    }
    reading = read_list(read_tables("a.xlsx", xlsx(book, hidden=["intern"])), Answers(), (), ())
    assert [actor.name for actor in reading.actors] == ["Amt"]
    assert {(one.what, one.reason) for one in reading.left_out} == {
        ("Deckblatt", "No column of this sheet names actors."),
        ("intern", "The sheet is hidden."),
    }


def test_a_text_that_was_copied_out_of_a_spreadsheet_is_read() -> None:
    text = 'Organisation\tMitglied in\r\nAmt\t"AG 1\nAG 2"\r\nVerein "Süd"\tAG 1\r\n'
    reading = read_list(read_pasted("Eingefügt", text), Answers(), (), ())
    assert groups(reading) == [("Amt", "AG 1"), ("Amt", "AG 2"), ('Verein "Süd"', "AG 1")]


def test_running_numbers_identify_nobody() -> None:
    reading = read(("ID", "Organisation"), ("1", "Amt"), ("2", "Verein"))
    assert [actor.id for actor in reading.actors] == ["", ""]


def test_a_list_of_nobody_is_said_to_be_one() -> None:
    assert [message for _place, message in faults(read(("Akteur", "Art")))] == ["There is no actor."]


def test_progress_is_told_to_the_end() -> None:
    heard: list[float] = []
    read_list({"x": (HEAD, ("Amt", "AG 1"))}, Answers(), (), (), heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_reading_an_answered_list_twice_gives_the_same() -> None:
    rows = {"x": (HEAD, ("Amt", "AG 1"), ("Verein", "AG 1; AG 2"))}
    first, second = (read_list(rows, Answers(), (), ()) for _time in range(2))
    assert replace(first, tables={}) == replace(second, tables={})


def sheets(**tables: Sequence[tuple[str, ...]]) -> Tables:
    return Tables({name: tuple((*row, *[""] * (3 - len(row))) for row in rows) for name, rows in tables.items()})


OFFERS: dict[str, list[tuple[str, ...]]] = {
    "Nord": [("Jugendclub Kiste", "Offene Arbeit", "0341-1234"), ("Streetwork Nord", "Mobile Arbeit")],
    "West": [("Jugendclub Oase", "Offene Arbeit"), ("Grundschule West", "Schulsozialarbeit", "0341-5678")],
    "Ost": [("Jugendhaus Anker", "Offene Arbeit"), ("Streetwork Ost", "Mobile Arbeit")],
}

DISTRICTS: dict[str, list[tuple[str, ...]]] = {
    name: [(f"Stadtteil {name}",), ("Angebot", "Leistung", "Tel."), *rows] for name, rows in OFFERS.items()
}


def test_sheets_with_the_same_headings_are_read_alike() -> None:
    reading = read_list(sheets(**DISTRICTS), Answers(), (), ())
    roles = {tuple(column.role for column in one.columns) for one in reading.arrangements}
    assert roles == {("name", "topics", "phone", "district")}
    assert [actor.name for actor in reading.actors][::2] == ["Jugendclub Kiste", "Jugendclub Oase", "Jugendhaus Anker"]
    assert not any(one.columns[0].sure for one in reading.arrangements)


def test_what_is_said_of_a_sheet_counts_for_those_with_its_headings() -> None:
    said = Answers(sheets={"West": SheetAnswer(roles={1: "note"})})
    reading = read_list(sheets(**DISTRICTS), said, (), ())
    assert {one.columns[1].role for one in reading.arrangements} == {"note"}
    aside = read_list(sheets(**DISTRICTS), Answers(sheets={"West": SheetAnswer("aside")}), (), ())
    assert [one.kind for one in aside.arrangements] == ["actors", "aside", "actors"]


def test_sheets_of_the_same_unknown_headings_are_asked_about_once_and_a_sentence_not_at_all() -> None:
    odd = [("Zwurbel", "Quall"), ("a", "b")]
    reading = read_list(sheets(A=odd, B=odd, Hinweise=[("Bitte nur die gelben Felder ausfüllen.",)]), Answers(), (), ())
    assert [one.asked for one in asked(reading, "sheet")] == ["A"]


def test_who_keeps_others_is_the_name_beside_groups_where_no_column_is_headed_so() -> None:
    reading = read(
        ("Träger", "Ort", "AG"), ("Verein", "Aue", "AG 1; AG 2"), ("Amt", "Aue", "AG 1"), ("Büro", "Aue", "")
    )
    assert [actor.name for actor in reading.actors] == ["Verein", "Amt", "Büro"]
    assert groups(reading) == [("Verein", "AG 1"), ("Verein", "AG 2"), ("Amt", "AG 1")]


def test_two_columns_of_the_same_heading_are_asked_about_and_a_dash_is_no_name() -> None:
    head = ("Organisation", "Organisation", "E-Mail", "Gruppe")
    reading = read(head, ("Verein A", "Verein Alpha", "info@a.example", "AG 1"), ("\u2013", "", "", "AG 1"))
    assert [(one.column, one.must) for one in asked(reading, "column")] == [(1, True)]
    assert [one.name for one in reading.contacts] == [""]
    assert faults(reading) == [(("x", 2, 0), "A name is missing.")]


def test_a_town_alone_is_where_somebody_works_and_beside_a_street_a_part_of_the_address() -> None:
    alone = read(("Organisation", "Ort", "AG"), ("Amt", "Aue", "AG 1"), ("Verein", "Aue", "AG 1"))
    assert [one.district for one in alone.actors] == ["Aue", "Aue"]
    street = read(("Organisation", "Straße", "Ort"), ("Amt", "Markt 1", "Aue"), ("Verein", "Markt 2", "Aue"))
    assert [one.district for one in street.actors] == ["", ""]


@pytest.mark.parametrize("heading", ["Träger/Art", "Träger", "Dachverband"])
def test_words_for_kinds_are_no_wholes_whatever_their_heading(heading: str) -> None:
    rows = [
        ("Jugendamt", "Behörde"),
        ("VHS", "Bildungsträger"),
        ("Kita Regenbogen", "KiTa"),
        ("SV Blau e. V.", "Verein"),
    ]
    reading = read(("Institution", heading), *rows)
    assert [actor.name for actor in reading.actors] == [name for name, _ in rows]
    assert all(actor.kind and not actor.part_of for actor in reading.actors)
    wholes = read(("Institution", heading), ("Kita Nord", "Caritasverband Neustadt"), ("Kita Süd", "AWO Kreisverband"))
    assert wholes.actors[0].part_of == "Caritasverband Neustadt"


@pytest.mark.parametrize(
    ("heading", "words", "topics", "role"),
    [
        ("Bereich", ("Öffentliche Hand", "Zivilgesellschaft", "Wirtschaft"), (), "kind"),
        ("Branche", ("Behörde", "Verein", "Wirtschaft"), ("Sprache",), "kind"),
        ("Bereich", ("Bildung", "Gesundheit", "Wirtschaft"), ("Bildung", "gesundheit", "Wirtschaft"), "topics"),
        ("Bereich", ("Sprache", "Arbeit", "Wirtschaft"), (), "topics"),
        ("Thema", ("Bildung", "Verwaltung", "Wirtschaft"), (), "topics"),
    ],
)
def test_known_words_decide_whether_a_field_is_a_kind_of_actor_or_what_somebody_works_on(
    heading: str, words: tuple[str, ...], topics: tuple[str, ...], role: str
) -> None:
    rows = [("Organisation", heading), *zip(("Stelle Nord", "Stelle Süd", "Stelle Ost"), words, strict=True)]
    (arrangement,) = read_list({"x": tuple(rows)}, Answers(), (), (), topics=topics).arrangements
    assert [column.role for column in arrangement.columns] == ["name", role]


def test_a_remark_in_brackets_below_a_heading_takes_nothing_from_it() -> None:
    reading = read(
        ("Verein / Organisation", "", "Kontakt", "", "Gruppen"),
        ("Name", "Kind", "Ansprechpartner/in", "Tel.", "(mehrere möglich)"),
        ("Caritas", "Verein", "Frau Lehmann", "0391 4455", "AG Sprache; Runder Tisch"),
        ("Amt", "Behörde", "", "", "AG Sprache"),
    )
    assert groups(reading) == [("Caritas", "AG Sprache"), ("Caritas", "Runder Tisch"), ("Amt", "AG Sprache")]
    alone = read(("Name", "Gruppen"), ("", "(mehrere möglich)"), ("Amt", "AG Sprache"), ("Verein", "AG Sprache"))
    assert (faults(alone), groups(alone)) == ([], [("Amt", "AG Sprache"), ("Verein", "AG Sprache")])


@pytest.mark.parametrize("mark", ["s. o.", "dto.", "siehe oben", "ebenso", "gleicher wie oben", '"', "-„-", "″"])
def test_a_cell_that_points_to_the_one_above_says_the_same(mark: str) -> None:
    rows = [HEAD, ("Amt", "AG 1; AG 2"), ("Verein", mark), (), ("Haus", mark)]
    assert groups(read(*rows)) == [(name, group) for name in ("Amt", "Verein", "Haus") for group in ("AG 1", "AG 2")]
    assert [one.name for one in read(("Organisation", "Ort"), ("Stadtwerke", mark), ("Amt", "Aue")).actors] == [
        "Stadtwerke",
        "Amt",
    ]


def test_a_row_that_counts_the_others_and_a_column_of_numbers_name_nobody() -> None:
    rows = [
        ("Verein", "Vorsitz", "Mitglieder"),
        ("TSV Aich", "Hans Meier", "312"),
        ("SV Süd", "", "88"),
        ("2 Vereine",),
    ]
    reading = read(*rows)
    assert [one.name for one in reading.actors] == ["TSV Aich", "SV Süd"]
    assert [one.name for one in reading.contacts] == ["Hans Meier"]
    counted = read(("Verein", "Kooperationen", "IRI"), ("TSV Aich", "3", "urn:a"), ("SV Süd", "0", "urn:b"))
    assert [one.name for one in counted.actors] == ["TSV Aich", "SV Süd"]


def test_numbers_before_all_names_are_no_part_of_them_and_one_before_a_club_is() -> None:
    assert [one.name for one in read(("Partner",), ("1. Caritas",), ("2. Seniorenbüro",)).actors] == [
        "Caritas",
        "Seniorenbüro",
    ]
    assert [one.name for one in read(("Verein",), ("1. FC Aue",), ("TSV Aue",)).actors] == ["1. FC Aue", "TSV Aue"]


def test_a_title_and_sections_of_a_table_without_headings_are_no_actors() -> None:
    rows = [
        ("Gesundheitsregion Nord",),
        (),
        ("Kliniken:",),
        ("Klinikum Nord", "Nordstadt", "04921 1234"),
        ("Kreiskrankenhaus", "Süd", "04921 2345"),
        (),
        ("Selbsthilfe:",),
        ("Rheumaliga", "Mitte", ""),
    ]
    assert [one.name for one in read(*rows).actors] == ["Klinikum Nord", "Kreiskrankenhaus", "Rheumaliga"]


@pytest.mark.parametrize(
    ("heading", "wholes", "role"),
    [
        ("Träger", ("Jugendamt", "Jugendamt"), "part_of"),
        ("Träger", ("Verein", "Verein"), "kind"),
        ("Teil von", ("Stadt", "Kreis"), "part_of"),
    ],
)
def test_a_whole_that_is_named_by_its_kind_is_no_kind(heading: str, wholes: tuple[str, str], role: str) -> None:
    rows = [(name, "AG Ost", whole) for name, whole in zip(("Fachstelle", "Beratung"), wholes, strict=True)]
    (arrangement,) = read(("Akteur", "Gruppe", heading), *rows).arrangements
    assert [column.role for column in arrangement.columns] == ["name", "groups", role]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Verein;Ort;Telefon\n", 0),
        ("Name der Einrichtung, E-Mail-Adresse, Telefon (dienstlich), Haltestelle\n", 0),
        ("Akteur;Gruppe\n", 0),
        ("Frauenhaus; Polizei; Amtsgericht", 3),
        ("Sportverein Nord; Heimatverein; Musikverein; ", 3),
        ("Schule\tKita\tVerein\n", 3),
    ],
)
def test_names_in_one_line_are_actors_and_headings_alone_are_nobody(text: str, actors: int) -> None:
    for tables in (tables_of_files([("liste.csv", text.encode())]), tables_of_text("Eingefügt", text)):
        assert len(read_list(tables, Answers(), (), ()).actors) == actors


@pytest.mark.parametrize("closing", ["Viele Grüße", "Mit freundlichen Grüßen,", "MfG", "Kind regards", "--"])
def test_a_table_that_was_copied_out_of_a_mail_ends_where_the_mail_does(closing: str) -> None:
    rows = "Organisation\tMitarbeit in\nJugendamt Elm\tAG Sprache\nTafel Elm\tAG Sprache\n"
    text = f"Hallo Frau Kern,\n\nanbei:\n\n{rows}\n{closing}\nPetra Klein\nStadt Elm | Hauptstr. 1\n"
    reading = read_list(tables_of_text("x", text), Answers(), (), ())
    assert [one.name for one in reading.actors] == ["Jugendamt Elm", "Tafel Elm"]


def test_of_a_heading_with_two_words_the_one_that_is_read_counts() -> None:
    reading = read(
        ("Einrichtung", "Rechtsform/Träger"), ("Hospiz Elm", "Hospizverein Elm"), ("Heim Elm", "Caritas Elm")
    )
    assert [one.part_of for one in reading.actors][:2] == ["Hospizverein Elm", "Caritas Elm"]
