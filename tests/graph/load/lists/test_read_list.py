"""What a list says, what is asked about it, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.load.list_files import tables_of_files, tables_of_text
from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.entries import KnownActor, ListReading, Question
from graph.load.lists.folded import folded_word
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Tables, read_pasted, read_tables
from graph.terms import NETZ, NK, local_name
from tests.support.workbooks import xlsx

Rows = Sequence[tuple[str, ...]]


def read(*rows: tuple[str, ...], answers: Answers | None = None, known: Sequence[KnownActor] = ()) -> ListReading:
    width = max(map(len, rows))
    return read_list({"x": tuple((*row, *[""] * (width - len(row))) for row in rows)}, answers or Answers(), known, ())


def asked(reading: ListReading, kind: str) -> list[Question]:
    return [question for question in reading.questions if question.kind == kind]


def faults(reading: ListReading) -> list[tuple[tuple[str, int, int], str]]:
    return [(fault.place, fault.error.message) for fault in reading.faults]


def groups(reading: ListReading) -> list[tuple[str, str]]:
    return [(one.member, one.group) for one in reading.memberships]


HEAD = ("Organisation", "Mitglied in")


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


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("AG 1", "Runder Tisch", "Runder Tisch, AG 1"), ["AG 1", "Runder Tisch", "Runder Tisch", "AG 1"]),
        (("Plenum Ost; Plenum West",), ["Plenum Ost", "Plenum West"]),
        (("Bündnis\nKreistag", "Bündnis", "Kreistag"), ["Bündnis", "Kreistag", "Bündnis", "Kreistag"]),
        (("Bündnis A, Rat B", "Rat B, Haus C"), None),
        (("AG Sprache, AG Arbeit",), ["AG Sprache", "AG Arbeit"]),
        (("Bündnis Stadt und Land",), ["Bündnis Stadt und Land"]),
        (("AG Sprache / AG Arbeit",), ["AG Sprache", "AG Arbeit"]),
        (("AG Sprache (Leitung); AG Arbeit (seit 2015)",), ["AG Sprache", "AG Arbeit"]),
        (("keine", "-", "k. A."), []),
    ],
)
def test_cells_of_groups_are_parted_where_the_parts_are_known(
    cells: tuple[str, ...], expected: list[str] | None
) -> None:
    reading = read(HEAD, *[(f"Amt {number}", cell) for number, cell in enumerate(cells, 1)])
    assert bool(asked(reading, "split")) == (expected is None)
    if expected is not None:
        assert [group for _member, group in groups(reading)] == expected


def test_a_cell_that_may_be_one_group_or_several_is_asked_once_and_the_answer_is_taken() -> None:
    cell = "Bündnis für Flucht, Asyl und Teilhabe"
    rows = (HEAD, ("Amt", cell), ("Verein", cell))
    reading = read(*rows)
    (question,) = asked(reading, "split")
    assert (question.must, question.offered, [place.row for place in question.rows]) == (
        True,
        ("Bündnis für Flucht", "Asyl und Teilhabe"),
        [1, 2],
    )
    assert not reading.is_complete
    one = read(*rows, answers=Answers(splits={cell: (cell,)}))
    assert one.is_complete
    assert groups(one) == [("Amt", cell), ("Verein", cell)]
    two = read(*rows, answers=Answers(splits={cell: ("Flucht", "Asyl")}))
    assert two.groups == ("Flucht", "Asyl")


def test_a_comma_between_semicolons_belongs_to_the_name_there_and_where_the_name_stands_alone() -> None:
    reading = read(
        HEAD, ("Amt", "Bündnis Flucht, Asyl und Teilhabe; Rat"), ("Bund", "Bündnis Flucht, Asyl und Teilhabe")
    )
    assert reading.is_complete
    assert reading.groups == ("Bündnis Flucht, Asyl und Teilhabe", "Rat")


def test_known_groups_part_a_cell_and_are_not_new() -> None:
    known = [
        KnownActor("urn:1", "Rat der Älteren", is_group=True),
        KnownActor("urn:2", "Kreis der Mütter", is_group=True),
    ]
    reading = read(HEAD, ("Amt", "Rat der Älteren, kreis der Mütter"), ("Bund", "AG Neu"), known=known)
    assert reading.groups == ("Rat der Älteren", "Kreis der Mütter", "AG Neu")
    assert reading.new_groups == ("AG Neu",)


def test_each_unknown_word_is_asked_once_and_its_answer_counts_for_all_rows() -> None:
    rows = [
        ("Organisation", "Art"),
        *[(f"Haus {letter}", "Träger") for letter in "ABCDE"],
        ("Amt", "Behörde"),
        ("SV Elm", "Sportverein"),
    ]
    reading = read(*rows)
    (question,) = [one for one in asked(reading, "word") if one.must]
    assert (question.asked, question.scheme, len(question.rows)) == ("Träger", "actorKinds", 5)
    assert NK + "welfare" in question.offered
    kinds = {actor.name: actor.kind for actor in reading.actors}
    assert (kinds["Amt"], kinds["SV Elm"], kinds["Haus A"]) == (NK + "public", NK + "association", "")
    said = read(
        *rows, answers=Answers(words={"actorKinds": {"träger": NK + "welfare", "sportverein": NK + "association"}})
    )
    assert asked(said, "word") == []
    assert {actor.kind for actor in said.actors if actor.name.startswith("Haus")} == {NK + "welfare"}
    left = read(*rows, answers=Answers(words={"actorKinds": {"träger": ""}}))
    assert [one for one in asked(left, "word") if one.must] == []


def test_a_person_in_the_column_of_organisations_is_asked_about_and_goes_to_the_persons() -> None:
    rows = [
        ("Organisation", "E-Mail", "Mitglied in"),
        ("Dr. Ada Brandt", "ada@elm.example", "AG 1"),
        ("Amt", "amt@elm.example", "AG 1"),
    ]
    reading = read(*rows)
    assert [(one.asked, one.must) for one in asked(reading, "person")] == [("Dr. Ada Brandt", True)]
    person = read(*rows, answers=Answers(persons=("Dr. Ada Brandt",)))
    assert [actor.name for actor in person.actors] == ["Amt"]
    assert groups(person) == [("Amt", "AG 1")]
    assert ("", "Dr. Ada Brandt", "ada@elm.example") in [(one.actor, one.name, one.email) for one in person.contacts]
    no_person = read(*rows, answers=Answers(no_persons=("Dr. Ada Brandt",)))
    assert asked(no_person, "person") == []


def test_a_verdict_makes_one_actor_of_two_rows() -> None:
    rows = [
        ("Organisation", "Art", "Mitglied in"),
        ("Volkshochschule (VHS)", "", "AG 1"),
        ("VHS", "Volkshochschule", "AG 2"),
    ]
    pair = ("VHS", "Volkshochschule (VHS)")
    assert [question.pair for question in asked(read(*rows), "pair")] == [pair]
    reading = read(*rows, answers=Answers(pairs={pair: "same"}))
    (actor,) = reading.actors
    assert (actor.name, actor.kind, actor.aliases) == ("Volkshochschule (VHS)", NK + "educationProvider", ("VHS",))
    assert groups(reading) == [("Volkshochschule (VHS)", "AG 1"), ("Volkshochschule (VHS)", "AG 2")]
    assert asked(reading, "pair") == []


def test_rows_of_one_actor_become_one_and_what_contradicts_is_named() -> None:
    reading = read(("Organisation", "Stadtteil"), ("Amt", "Nord"), ("Amt", "Süd"))
    (actor,) = reading.actors
    assert actor.district == "Nord"
    assert [(one.what, one.reason) for one in reading.left_out] == [
        ("Amt: Süd", "Another row of this actor says otherwise.")
    ]


def test_dates_that_could_be_read_both_ways_are_asked_once_for_the_file() -> None:
    head = ("Gremium", "Mitglied", "seit")
    open_ones = (head, ("Rat", "Amt", "05/06/2020"), ("Rat", "Verein", "07/08/2021"))
    (question,) = asked(read(*open_ones), "order")
    assert (question.must, len(question.rows)) == (True, 2)
    assert [one.start for one in read(*open_ones, answers=Answers(order="day")).memberships] == [
        "2020-06-05",
        "2021-08-07",
    ]
    shown = read(*open_ones, ("Rat", "Bund", "31/12/2022"))
    assert asked(shown, "order") == []
    assert [one.start for one in shown.memberships] == ["2020-06-05", "2021-08-07", "2022-12-31"]
    mixed = read(*open_ones, ("Rat", "Bund", "31/12/2022"), ("Rat", "Ring", "12/31/2022"))
    assert len(asked(mixed, "order")) == 1


def test_a_period_that_ends_before_it_begins_is_named_with_its_row() -> None:
    rows = [
        ("Von", "Zu", "Thema", "Seit", "Bis"),
        ("Amt", "Verein", "x", "2026", "2020"),
        ("Amt", "Bund", "x", "31.02.2020", ""),
    ]
    assert faults(read(*rows)) == [
        (("x", 1, 4), "The end 2020 lies before the beginning 2026."),
        (("x", 2, 3), "“31.02.2020” is no date."),
    ]
    mended = read(*rows, answers=Answers(cells={("x", 1, 4): "2027", ("x", 2, 3): "2020"}))
    assert mended.faults == ()
    assert [(tie.start, tie.end) for tie in mended.ties] == [("2026", "2027"), ("2020", "")]
    assert mended.tables["x"][1][4] == "2027"


def test_faulty_cells_are_named_with_their_place() -> None:
    rows = [
        ("Von", "Zu", "Gewicht"),
        ("Amt", "Amt", "1"),
        ("Amt", "", "2"),
        ("B\ufffdro", "Amt", "3"),
        ("Amt", "#REF!", "3"),
        ("Amt", "Bund", "viel"),
        ("Amt", "x" * 301, "3,5"),
        ("Amt", "Ring", "3,5"),
    ]
    found = dict(faults(read(*rows)))
    assert found == {
        ("x", 1, 1): "Both sides are the same actor.",
        ("x", 2, 1): "A name is missing.",
        ("x", 3, 0): "Letters of “B\ufffdro” were lost in another program.",
        ("x", 4, 1): "A formula gives the error #REF!.",
        ("x", 5, 2): "“viel” is no number.",
        ("x", 6, 1): "The name is longer than 300 characters.",
    }
    assert [tie.weight for tie in read(*rows).ties if tie.target == "Ring"] == [3.5]


def test_whoever_a_tie_names_without_a_row_is_added_and_said() -> None:
    book = Tables(
        {
            "Akteure": (("Akteur", "Art"), ("Amt", "Behörde")),
            "Verbindungen": (("Von", "Zu", "Thema"), ("Amt", "Verein", "x")),
        }
    )
    reading = read_list(book, Answers(), (), ())
    assert [actor.name for actor in reading.actors] == ["Amt", "Verein"]
    assert reading.added == ("Verein",)
    known = read_list(book, Answers(), [KnownActor("urn:1", "Verein")], ())
    assert known.added == ()


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


def test_contacts_are_told_apart_by_the_order_of_columns() -> None:
    rows = [
        ("Verein", "Anrede", "Nachname", "Vorname", "E-Mail", "Ansprechpartner 2", "Telefon 2", "Funktion"),
        ("SV Elm", "Frau", "Holm", "Ines", "holm@elm.example", "Herr Talberg", "0391 12", "Kasse"),
        ("", "", "", "", "zweite@elm.example", "", "", ""),
        ("TSV Elm", "", "", "", "siehe Homepage", "", "", ""),
    ]
    reading = read(*rows)
    assert [(one.actor, one.name, one.email, one.phone, one.function) for one in reading.contacts] == [
        ("SV Elm", "Ines Holm", "holm@elm.example", "", ""),
        ("SV Elm", "Talberg", "", "0391 12", "Kasse"),
        ("SV Elm", "", "zweite@elm.example", "", ""),
    ]
    assert ("TSV Elm: siehe Homepage", "This is no address of mail and no number.") in [
        (one.what, one.reason) for one in reading.left_out
    ]


def test_a_text_that_was_copied_out_of_a_spreadsheet_is_read() -> None:
    text = 'Organisation\tMitglied in\r\nAmt\t"AG 1\nAG 2"\r\nVerein "Süd"\tAG 1\r\n'
    reading = read_list(read_pasted("Eingefügt", text), Answers(), (), ())
    assert groups(reading) == [("Amt", "AG 1"), ("Amt", "AG 2"), ('Verein "Süd"', "AG 1")]


def test_identifiers_join_ties_to_actors_whose_name_was_changed() -> None:
    book = {
        "Akteure": (("Name", "Kennung"), ("Amt neu", "urn:amt"), ("Verein", "urn:verein")),
        "Verbindungen": (
            ("Von", "Zu", "Art", "Thema", "Kennung (Von)", "Kennung (Zu)"),
            ("Amt alt", "Verein", "Schnittstelle", "x", "urn:amt", "urn:verein"),
        ),
    }
    reading = read_list(book, Answers(), [KnownActor("urn:amt", "Amt alt")], ())
    assert [(tie.source, tie.target) for tie in reading.ties] == [("Amt neu", "Verein")]
    assert (reading.added, asked(reading, "pair")) == ((), [])
    twice = {"Akteure": (("Name", "Kennung"), ("Amt", "urn:1"), ("Verein", "urn:1"))}
    assert faults(read_list(twice, Answers(), (), ())) == [
        (("Akteure", 2, 1), "“urn:1” stands for another name already.")
    ]


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
    assert roles == {("name", "topics", "phone")}
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


@pytest.mark.parametrize("function", ["Leiterin", "Vorstand"])
def test_a_function_beside_a_person_is_that_persons(function: str) -> None:
    head = ("Teilnehmer", "Funktion", "Organisation", "Verteiler")
    reading = read(head, ("Dr. Elke Hartmann", function, "Gesundheitsamt", "A"), ("Uwe Klein", "", "Jugendamt", "A"))
    assert next((one.name, one.function) for one in reading.contacts) == ("Dr. Elke Hartmann", function)
    assert {one.role for one in reading.memberships} == {""}


def test_a_role_beside_a_group_is_the_members() -> None:
    reading = read(("Organisation", "AG", "Rolle"), ("Amt", "AG 1", "Leitung"), ("Verein", "AG 1", ""))
    assert [one.role for one in reading.memberships] == [NK + "lead", ""]


@pytest.mark.parametrize(("first", "second"), [("2017", "01.05.2017"), ("01.05.2017", "2017")])
def test_memberships_whose_days_agree_are_one_with_the_more_exact_day(first: str, second: str) -> None:
    head = ("Organisation", "AG", "Beitritt")
    reading = read(head, ("Amt", "AG 1", first), ("Amt", "AG 1", second))
    assert [one.start for one in reading.memberships] == ["2017-05-01"]
    other = read(head, ("Amt", "AG 1", "2016"), ("Amt", "AG 1", "01.05.2017"))
    assert [one.start for one in other.memberships] == ["2016", "2017-05-01"]


NO_PERSONS = (
    "Stadtbibliothek", "Telefonseelsorge", "Polizeirevier", "Jobcenter", "Stadtarchiv", "Wirtschaftsförderung",
    "Wochenmarkt", "Mensa", "Ev. Kirchengemeinde St. Martin", "Suchtberatung Blaues Kreuz", "SG Motor Süd", "Kolping",
)  # fmt: skip


@pytest.mark.parametrize("name", NO_PERSONS)
def test_nobody_is_asked_whether_one_word_or_an_organisations_name_is_a_person(name: str) -> None:
    assert asked(read(HEAD, ("Amt", "AG 1"), (name, "AG 1")), "person") == []


@pytest.mark.parametrize("name", ["Lore Ipsum", "Zwirnnysen Trude", "Ada Brandt, Jugendamt"])
def test_several_words_that_may_be_a_person_are_asked_about(name: str) -> None:
    assert [one.asked for one in asked(read(HEAD, ("Amt", "AG 1"), (name, "AG 1")), "person")] == [name]


def test_an_end_before_its_beginning_is_named_as_days_are_written_here() -> None:
    reading = read(("Organisation", "AG", "Beitritt", "Austritt"), ("Amt", "AG 1", "05.06.2022", "01.02.2021"))
    assert "01.02.2021 lies before the beginning 05.06.2022" in faults(reading)[0][1]


def test_names_of_persons_among_topics_groups_and_members_are_asked_about_and_go_to_the_persons() -> None:
    rows = [("Name", "Sparte", "AG"), ("Verein Alpha", "Ada Brandt", "Hans Brandt"), ("Verein Beta", "Judo", "AG 1")]
    reading = read(*rows)
    assert {(one.asked, one.must) for one in asked(reading, "person")} == {("Ada Brandt", True), ("Hans Brandt", True)}
    apart = read(*rows, answers=Answers(persons=("Ada Brandt", "Hans Brandt")))
    assert [actor.topics for actor in apart.actors] == [(), ("Judo",)]
    assert (groups(apart), apart.groups) == ([("Verein Beta", "AG 1")], ("AG 1",))
    assert {(one.actor, one.name) for one in apart.contacts} == {
        ("Verein Alpha", "Ada Brandt"),
        ("Verein Alpha", "Hans Brandt"),
    }


@pytest.mark.parametrize("heading", ["Private Anschrift", "Anschrift (privat)", "Privatadresse", "Geburtstag"])
def test_where_somebody_lives_is_left_out_and_named(heading: str) -> None:
    reading = read(("Organisation", "AG", heading), ("Kita", "AG 1", "Heimweg 4, Kiel"), ("Amt", "AG 1", ""))
    assert [one.literals for one in reading.actors] == [None, None]
    assert heading in [one.what for one in reading.left_out]


def test_a_private_number_goes_with_the_person() -> None:
    reading = read(("Organisation", "Ansprechpartner", "Handy privat"), ("Kita", "Ilse Bilse", "0171 2345678"))
    assert [(one.name, one.phone) for one in reading.contacts] == [("Ilse Bilse", "0171 2345678")]


REMARK = [("Organisation", "AG", "Bemerkung"), ("Kita", "AG 1", "Handy 0171 2345678"), ("Amt", "AG 1", "a@b.example")]


def test_a_public_column_with_numbers_or_addresses_of_mail_is_asked_about() -> None:
    (question,) = asked(read(*REMARK), "column")
    assert (question.asked, question.must, question.offered, len(question.rows)) == (
        "Bemerkung",
        True,
        ("note", "out"),
        2,
    )
    said = read(*REMARK, answers=Answers(sheets={"x": SheetAnswer(roles={2: "note"})}))
    assert (asked(said, "column"), said.actors[0].note) == ([], "Handy 0171 2345678")


@pytest.mark.parametrize("text", ["2015-2018", "01.05.2017-31.12.2018", "01067 Dresden", "10 000 Euro", "seit 05/2017"])
def test_days_postcodes_and_amounts_reach_nobody(text: str) -> None:
    assert asked(read(("Organisation", "AG", "Bemerkung"), ("Kita", "AG 1", text)), "column") == []


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


PARTICIPANTS = [
    ("Teilnehmer", "Funktion", "Organisation", "Verteiler"),
    ("Dr. Elke Hartmann", "Leiterin", "Gesundheitsamt Neustadt", "A"),
    ("Max Mustermann", "", "", "B"),
    ("Freiwilligenagentur Neustadt", "", "", "A"),
    ("Uwe Klein", "Vorstand", "Sportverein Neustadt", "A"),
    ("Frau Schmidt (privat)", "Gast", "", ""),
]


def test_a_row_of_a_participant_without_an_organisation_is_named_and_an_organisation_there_is_one() -> None:
    reading = read(*PARTICIPANTS)
    assert faults(reading) == []
    assert [one.name for one in reading.actors] == [
        "Gesundheitsamt Neustadt",
        "Freiwilligenagentur Neustadt",
        "Sportverein Neustadt",
    ]
    assert [one.name for one in reading.contacts] == ["Dr. Elke Hartmann", "Uwe Klein"]
    left = [one.what for one in reading.left_out]
    assert left[-1] == "Max Mustermann | B"
    assert "Frau Schmidt (privat) | Gast" in left


def test_a_day_without_a_group_is_named() -> None:
    reading = read(("Organisation", "AG", "Dabei seit"), ("Amt", "AG 1", "2020"), ("Verein", "", "01.09.2021"))
    assert [one.what for one in reading.left_out] == ["Verein, Dabei seit: 01.09.2021"]


EDGES = [("Von", "An", "Art"), ("Jobcenter", "Suchtberatung", "vermittelt"), ("Amt", "Jobcenter", "kooperiert")]


def test_a_list_of_ties_between_known_actors_is_no_empty_list() -> None:
    known = [KnownActor(f"urn:{name}", name) for name in ("Jobcenter", "Suchtberatung", "Amt")]
    reading = read(*EDGES, known=known)
    assert (reading.is_complete, reading.actors, len(reading.ties)) == (True, (), 2)


def test_what_one_does_for_the_other_has_a_direction_and_usual_words_are_not_asked_about() -> None:
    reading = read(*EDGES)
    assert [(one.source, one.target, one.directed) for one in reading.ties] == [
        ("Jobcenter", "Suchtberatung", True),
        ("Amt", "Jobcenter", None),
    ]
    assert [one for one in asked(reading, "word") if one.scheme == "tieKinds"] == []


@pytest.mark.parametrize(("said", "directed"), [("true", [True, True]), ("false", [False, False]), ("", [None, None])])
def test_ends_headed_from_and_to_are_asked_once_for_their_direction_and_nobody_has_to_answer(
    said: str, directed: list[bool | None]
) -> None:
    rows = (("Von", "An", "Thema"), ("Amt", "Verein", "Bau"), ("Verein", "Kammer", "Bau"))
    (question,) = asked(read(*rows), "word")
    assert (question.scheme, question.asked, question.must) == ("directions", "Von → An", False)
    words = {"directions": {folded_word(question.asked): said}}
    answered = read(*rows, answers=Answers(words=words))
    assert [one.directed for one in answered.ties] == directed
    assert asked(answered, "word") == []


@pytest.mark.parametrize("heads", [("Von", "Zu", "Thema", ""), ("Von", "An", "Thema", "Richtung")])
def test_the_ends_of_our_template_and_those_with_a_column_for_it_are_not(heads: tuple[str, ...]) -> None:
    assert asked(read(heads, ("Amt", "Verein", "Bau", "gerichtet" if heads[3] else "")), "word") == []


@pytest.mark.parametrize("word", ["Organisation", "Person", "Projekt"])
def test_a_word_that_says_nothing_of_a_kind_is_not_asked_about(word: str) -> None:
    assert asked(read(("Label", "Type"), ("Amt", word), ("Verein", word)), "word") == []


def test_a_town_alone_is_where_somebody_works_and_beside_a_street_a_part_of_the_address() -> None:
    alone = read(("Organisation", "Ort", "AG"), ("Amt", "Aue", "AG 1"), ("Verein", "Aue", "AG 1"))
    assert [one.district for one in alone.actors] == ["Aue", "Aue"]
    street = read(("Organisation", "Straße", "Ort"), ("Amt", "Markt 1", "Aue"), ("Verein", "Markt 2", "Aue"))
    assert [one.district for one in street.actors] == ["", ""]


def test_a_second_row_of_an_actor_names_the_first() -> None:
    reading = read(("Organisation", "Themen"), ("Amt", "Bau"), ("Verein", "Bau"), ("Amt", "Bus"))
    assert [(one.row, first.row) for one, first in reading.again.items()] == [(3, 1)]


MIXED = [
    ("Organisation", "AG", "Beitritt"),
    *(("Amt", "AG 1", day) for day in ("03/04/2021", "25/12/2020", "12/25/2019")),
]


def test_a_list_with_both_orders_of_days_says_so_and_names_what_is_against_the_answer() -> None:
    (question,) = asked(read(*MIXED), "order")
    assert "both orders" in question.why
    said = read(*MIXED, answers=Answers(order="day"))
    assert [place[1] for place, _message in faults(said)] == [3]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Petra Schulze, Jan Krüger", ["Petra Schulze", "Jan Krüger"]),
        ("Petra Schulze und Jan Krüger", ["Petra Schulze", "Jan Krüger"]),
        ("Schulze, Petra", ["Schulze, Petra"]),
        ("Petra und Jan Krüger", ["Petra und Jan Krüger"]),
    ],
)
def test_several_persons_in_a_cell_are_several(cell: str, names: list[str]) -> None:
    reading = read(("Organisation", "Ansprechpartner"), ("Amt", cell), ("Verein", ""))
    assert [one.name for one in reading.contacts] == names


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


def test_an_address_in_place_of_a_name_is_whose_it_is_or_how_it_can_be_read() -> None:
    ours = "https://netz.invalid/id/kultur/museum-am-wall"
    other, alike = "https://x.example/Stra%C3%9Fenamt", "https://y.example/Stra%C3%9Fenamt"
    rows = (("Von", "Zu", "Thema"), (ours, other, "Bau"), (other, alike, "Bau"), (ours, "Kammer", "Bau"))
    reading = read(*rows, known=[KnownActor(ours, "Museum am Wall")])
    assert [(one.source, one.target) for one in reading.ties] == [
        ("Museum am Wall", "Straßenamt"),
        ("Straßenamt", alike),
        ("Museum am Wall", "Kammer"),
    ]


def ties_of(*rows: tuple[str, ...]) -> list[tuple[str, str, bool | None, float | None]]:
    return [(one.source, one.target, one.directed, one.weight) for one in read(*rows).ties]


def test_a_matrix_without_pairs_both_ways_keeps_its_directions() -> None:
    ring = (("", "A-Amt", "B-Amt", "C-Amt"), ("A-Amt", "", "x", ""), ("B-Amt", "", "", "x"), ("C-Amt", "x", "", ""))
    assert {(one, other, is_directed) for one, other, is_directed, _ in ties_of(*ring)} == {
        ("A-Amt", "B-Amt", True),
        ("B-Amt", "C-Amt", True),
        ("C-Amt", "A-Amt", True),
    }


@pytest.mark.parametrize(
    "half", [(("", "x", "x"), ("", "", "x"), ("", "", "")), (("", "", ""), ("x", "", ""), ("x", "x", ""))]
)
def test_a_triangle_of_a_matrix_has_no_directions(half: tuple[tuple[str, ...], ...]) -> None:
    names = ("A-Amt", "B-Amt", "C-Amt")
    rows = [(name, *cells) for name, cells in zip(names, half, strict=True)]
    assert [one.directed for one in read(("", *names), *rows).ties] == [False] * 3


@pytest.mark.parametrize("cell", ["nan", "n.a.", "-", ""])
def test_a_weight_that_says_nothing_is_none(cell: str) -> None:
    rows = (("Von", "Zu", "Gewicht"), ("Amt", "Verein", cell), ("Amt", "Kammer", "2"))
    assert [one.weight for one in read(*rows).ties] == [None, 2.0]


@pytest.mark.parametrize("cell", ["inf", "1e999", "1_000", "viel"])
def test_a_weight_that_is_no_number_is_a_fault(cell: str) -> None:
    found = faults(read(("Von", "Zu", "Gewicht"), ("Amt", "Verein", cell), ("Amt", "Kammer", "2")))
    assert [place for place, _ in found] == [("x", 1, 2)]


def test_a_second_row_about_a_tie_that_says_otherwise_is_named() -> None:
    rows = (("Von", "Zu", "Gewicht", "Bemerkung"), ("Amt", "Verein", "2", "erste"), ("Amt", "Verein", "5", "zweite"))
    assert [(one.what, one.reason) for one in read(*rows).left_out] == [
        ("Amt – Verein: 5.0", "Another row of this connection says otherwise."),
        ("Amt – Verein: zweite", "Another row of this connection says otherwise."),
    ]


def test_of_several_wholes_the_first_is_taken_and_the_others_are_named() -> None:
    reading = read(("Organisation", "Gehört zu"), ("Jugendamt", "Stadt Neustadt; Caritasverband"), ("Hafenamt", ""))
    assert [(one.name, one.part_of) for one in reading.actors] == [
        ("Jugendamt", "Stadt Neustadt"), ("Hafenamt", ""), ("Stadt Neustadt", ""),
    ]  # fmt: skip
    assert [one.what for one in reading.left_out] == ["Caritasverband"]


@pytest.mark.parametrize(
    ("heading", "cell", "address"),
    [
        ("GND", "2007986-6", "https://d-nb.info/gnd/2007986-6"),
        ("Wikidata-ID", "q1733", "http://www.wikidata.org/entity/Q1733"),
        ("Wikidata", "https://www.wikidata.org/wiki/Q1733", "http://www.wikidata.org/entity/Q1733"),
        ("AGS", "15003000", "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/15003000"),
        (
            "Amtlicher Gemeindeschlüssel",
            "15003000",
            "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/15003000",
        ),
        ("ISIL", "DE-1", "ISIL DE-1"),
    ],
)
def test_a_number_in_a_register_is_its_address(heading: str, cell: str, address: str) -> None:
    reading = read(("Organisation", heading), ("Stadtbibliothek", cell), ("Hafenamt", ""))
    assert [one.authorities for one in reading.actors] == [(address,), ()]
    assert reading.memberships == ()


TIES_WITH_SUM = (
    ("Von", "Nach", "Art", "Stärke"),
    ("Amt", "Verein", "Kooperation", "3"),
    ("Amt", "", "Kooperation", "1"),
    ("Amt", "Amt", "Kooperation", "1"),
    ("Summe", "", "", "17,5"),
)


def test_a_row_that_cannot_be_used_can_be_left_out_and_is_named_and_sums_are_no_ties() -> None:
    assert [place[1] for place, _ in faults(read(*TIES_WITH_SUM))] == [2, 3]
    reading = read(*TIES_WITH_SUM, answers=Answers(skipped=(("x", 2), ("x", 3), ("x", 99))))
    assert (faults(reading), len(reading.ties)) == ([], 1)
    assert [one.what for one in reading.left_out] == ["Amt | Kooperation | 1", "Amt | Amt | Kooperation | 1"]


KNOWN_TWO = (KnownActor("urn:a", "Amt"), KnownActor("urn:v", "Verein"), KnownActor("urn:g", "Bündnis", is_group=True))


def test_a_word_for_a_role_makes_nobody_a_group() -> None:
    rows = (HEAD_OF_TIES, ("Amt", "Bündnis", "Partner"), ("Amt", "Verein", "Partner"), ("AG 1", "Amt", "Partner"))
    reading = read(*rows, known=KNOWN_TWO)
    assert [(one.asked, [place.row for place in one.rows], one.must) for one in asked(reading, "word") if one.must] == [
        ("Partner", [2], True)
    ]
    assert groups(reading) == [("Amt", "Bündnis"), ("Amt", "AG 1")]
    said = Answers(words={"tieKinds": {"partner": NK + "exchange"}})
    assert not any(one.must for one in read(*rows, known=KNOWN_TWO, answers=said).questions)


def test_nobody_is_a_member_of_whoever_is_known_to_be_no_group() -> None:
    rows = (HEAD_OF_TIES, ("Amt", "Verein", "Mitglied"), ("Amt", "Neu", "Mitglied"))
    reading = read(*rows, known=KNOWN_TWO)
    assert [place for place, _ in faults(reading)] == [("x", 1, 2)]
    assert groups(reading) == [("Amt", "Neu")]
    export = read((*HEAD_OF_TIES, "Kennung"), ("Amt", "Verein", "Mitglied", "urn:m"), known=KNOWN_TWO)
    assert (faults(export), groups(export)) == ([], [("Amt", "Verein")])


HEAD_OF_TIES = ("Von", "Zu", "Art")


def test_a_person_who_is_asked_themselves_is_one_and_what_is_not_kept_of_them_is_named() -> None:
    rows = (
        ("Name", "Ansprechpartner", "Tel.", "Gruppe", "Bemerkung"),
        ("Amt", "Frau Lehmann", "0391 4455", "AG 1", ""),
        ("Gisela Habermann", "selbst", "0391 777", "AG 1", "hilft bei AG Sprache"),
    )
    reading = read(*rows, answers=Answers(persons=("Gisela Habermann",)))
    said = [(one.actor, one.name, one.phone) for one in reading.contacts]
    assert said == [("Amt", "Lehmann", "0391 4455"), ("", "Gisela Habermann", "0391 777")]
    assert [one.what for one in reading.left_out] == [
        "Gisela Habermann, Gruppe: AG 1",
        "Gisela Habermann, Bemerkung: hilft bei AG Sprache",
    ]
    reading = read(*rows[:2], ("Verein", "s. o.", "0391 1", "", ""))
    assert [one.name for one in reading.contacts] == ["Lehmann", "Lehmann"]
    assert reading.left_out == ()
    (first, _) = read(rows[0], ("Verein", "s. o.", "0391 1", "", ""), ("Amt", "", "0391 2", "", "")).contacts
    assert first.name == ""


def test_a_tie_of_a_person_is_named_among_what_is_not_taken_over() -> None:
    rows = (HEAD_OF_TIES, ("Amt", "Verein", "Kooperation"), ("Amt", "Gisela Habermann", "Kooperation"))
    reading = read(*rows, answers=Answers(persons=("Gisela Habermann",)))
    assert [one.what for one in reading.left_out] == ["Amt – Gisela Habermann"]


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


def test_who_is_part_of_somebody_by_a_row_of_ties_alone_is_taken_in_and_a_group_too() -> None:
    known = [KnownActor("urn:1", "Fachstelle"), KnownActor("urn:2", "AG Ost", is_group=True)]
    rows = [(part, "Jugendamt", "Teil von") for part in ("Fachstelle", "Kinderschutz", "AG Ost")]
    reading = read(HEAD_OF_TIES, ("Verein", "Jugendamt", "Kooperation"), *rows, known=known)
    assert {(one.part, one.whole, one.is_group) for one in reading.parts} == {
        ("Fachstelle", "Jugendamt", False), ("Kinderschutz", "Jugendamt", False), ("AG Ost", "Jugendamt", True),
    }  # fmt: skip
    assert set(reading.added) == {"Kinderschutz", "Verein", "Jugendamt"}
    assert not reading.left_out


def test_a_group_has_several_wholes_and_an_actor_one() -> None:
    tables = {
        "Akteure": (
            ("Akteur", "Gruppe", "Teil von"),
            ("Fachstelle", "AG Ost", "Jugendamt"),
            ("Jugendamt", "AG Ost", ""),
        ),
        "Verbindungen": (
            HEAD_OF_TIES,
            ("AG Ost", "Jugendamt", "Teil von"),
            ("AG Ost", "Sozialamt", "Teil von"),
            ("Fachstelle", "Sozialamt", "Teil von"),
        ),
    }
    reading = read_list(tables, Answers(), (), ())
    assert {(one.part, one.whole) for one in reading.parts} == {("AG Ost", "Jugendamt"), ("AG Ost", "Sozialamt")}
    assert [one.what for one in reading.left_out] == ["Fachstelle: Sozialamt"]


@pytest.mark.parametrize(
    ("more", "place"),
    [((), None), ((("Land", "Amt", "Kooperation"),), 3), ((("Amt", "Land", "Teil von"),), 3)],
)
def test_a_row_that_is_left_out_brings_nobody(more: tuple[tuple[str, ...], ...], place: int | None) -> None:
    ties = (HEAD_OF_TIES, ("Amt", "Kita", "Kooperation"), ("Kita", "Land", "Teil von"), *more)
    tables = {"a": (("Akteur", "Teil von"), ("Kita", "Amt"), ("Amt", "")), "t": ties}
    reading = read_list(tables, Answers(), (), ())
    assert [one.what for one in reading.left_out] == ["Kita: Land"]
    assert [(one.name, one.place.row) for one in reading.actors[2:]] == ([] if place is None else [("Land", place)])


@pytest.mark.parametrize(
    ("word", "state", "topic"),
    [
        ("geplant", "planned", "Zusammenarbeit"),
        ("Kooperation", "", "Zusammenarbeit"),
        ("gewünschte Kooperation", "demanded", "Zusammenarbeit"),
        ("Kooperation (beendet)", "ended", "Zusammenarbeit"),
        ("Suchtberatung geplant", "planned", "Suchtberatung"),
    ],
)
def test_a_word_for_the_kind_of_a_tie_may_say_its_state_and_mere_cooperation_is_no_topic(
    word: str, state: str, topic: str
) -> None:
    said = Answers(words={"tieKinds": {"suchtberatung": NETZ + "Interface"}})
    reading = read(("Von", "Zu", "Art", "Thema"), ("Amt", "Verein", word, ""), answers=said)
    (tie,) = reading.ties
    assert (local_name(tie.kind.iri), tie.state, tie.topic) == ("Interface", NK + state if state else "", topic)
    assert [one for one in asked(reading, "word") if one.scheme == "tieKinds"] == []


def test_an_answer_about_the_kind_of_a_tie_may_be_a_state() -> None:
    rows = [("Von", "Zu", "Art"), ("Amt", "Verein", "schwebt")]
    assert [one.asked for one in asked(read(*rows), "word") if one.scheme == "tieKinds"] == ["schwebt"]
    answered = read(*rows, answers=Answers(words={"tieKinds": {"schwebt": NK + "planned"}}))
    assert [(one.state, one.topic) for one in answered.ties] == [(NK + "planned", "Zusammenarbeit")]


def test_marks_that_are_no_letters_say_that_somebody_is_in_a_group_and_pluses_how_strong_a_tie_is() -> None:
    for mark in "✓●+☒":
        reading = read(("Organisation", "AG 1", "AG 2"), ("Amt", mark, ""), ("Verein", mark, mark))
        assert groups(reading) == [("Amt", "AG 1"), ("Verein", "AG 1"), ("Verein", "AG 2")]
    rows = [("", "Amt", "Verein", "Haus"), ("Amt", "–", "+++", "✓"), ("Verein", "+++", "–", ""), ("Haus", "✓", "", "–")]
    assert [(one.source, one.target, one.weight) for one in read(*rows).ties] == [
        ("Amt", "Verein", 3.0),
        ("Amt", "Haus", None),
    ]


def test_a_name_in_another_script_is_a_name() -> None:
    assert [one.name for one in read(HEAD, ("مدرسة الأمل", "AG 1"), ("學校", "AG 1")).actors] == ["مدرسة الأمل", "學校"]


@pytest.mark.parametrize("mark", ["s. o.", "dto.", "siehe oben", '"', "-„-", "″"])
def test_a_cell_that_points_to_the_one_above_says_the_same(mark: str) -> None:
    rows = [HEAD, ("Amt", "AG 1; AG 2"), ("Verein", mark), (), ("Haus", mark)]
    assert groups(read(*rows)) == [(name, group) for name in ("Amt", "Verein", "Haus") for group in ("AG 1", "AG 2")]
    assert [one.name for one in read(("Organisation", "Ort"), ("Stadtwerke", mark), ("Amt", "Aue")).actors] == [
        "Stadtwerke",
        "Amt",
    ]


def test_sheets_that_are_called_like_groups_list_their_members() -> None:
    head = ("Einrichtung", "Vertreten durch", "Funktion in der AG")
    first = (head, ("Amt", "Frau Stein", "Leitung"), ("Verein", "", "Gast"), ("Jobcenter", "", ""))
    tables = {"AG Schutz": first, "AK Hilfen": (head, ("Amt", "Frau Stein", ""))}
    reading = read_list(tables, Answers(), (), ())
    assert [(one.member, one.group, local_name(one.role)) for one in reading.memberships] == [
        ("Amt", "AG Schutz", "lead"),
        ("Verein", "AG Schutz", "guest"),
        ("Jobcenter", "AG Schutz", ""),
        ("Amt", "AK Hilfen", ""),
    ]
    assert read_list({"AG Schutz": first, "Liste": first}, Answers(), (), ()).memberships == ()


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


@pytest.mark.parametrize(
    ("said", "state", "start", "end"),
    [
        ("läuft seit 2019", "exists", "2019", ""),
        ("geplant 05.2026", "planned", "2026-05", ""),
        ("beendet (2023)", "ended", "", "2023"),
    ],
)
def test_a_state_may_say_since_or_until_when(said: str, state: str, start: str, end: str) -> None:
    reading = read(("Von", "Zu", "Thema", "Stand"), ("Amt", "Verein", "Sucht", said))
    (tie,) = reading.ties
    assert (tie.state, tie.start, tie.end, reading.questions) == (NK + state, start, end, ())


def test_a_name_goes_on_in_the_next_line_and_several_behind_slashes_are_asked_about() -> None:
    head = ("Organisation", "Ansprechpartner", "Verteiler")
    rows = [head, ("Stadt Aue\nSozialamt", "Frau Ebert", "AG 1"), ("AWO", "Herr Ott", "AG 1"), ("AWO", "Zentrale", "")]
    reading = read(*rows)
    assert (faults(reading), asked(reading, "split")) == ([], [])
    assert groups(reading) == [("Stadt Aue Sozialamt", "AG 1"), ("AWO", "AG 1")]
    (question,) = asked(read(("AG", "Mitglieder"), ("AG 1", "Amt (Nord) / Polizei / Verein Süd")), "split")
    assert (question.scheme, question.offered) == ("actors", ("Amt (Nord)", "Polizei", "Verein Süd"))


def test_numbers_before_all_names_are_no_part_of_them_and_one_before_a_club_is() -> None:
    assert [one.name for one in read(("Partner",), ("1. Caritas",), ("2. Seniorenbüro",)).actors] == [
        "Caritas",
        "Seniorenbüro",
    ]
    assert [one.name for one in read(("Verein",), ("1. FC Aue",), ("TSV Aue",)).actors] == ["1. FC Aue", "TSV Aue"]


def test_groups_in_a_second_row_below_one_wide_heading_are_the_columns_of_a_matrix() -> None:
    rows = [
        ("Organisation", "Mitarbeit in", "", "", "Bemerkung"),
        ("", "Sprache", "Arbeit", "Wohnen", ""),
        ("Amt", "X", "(x)", "", ""),
        ("Verein", "", "X", "L", "ruht"),
    ]
    reading = read(*rows)
    assert (reading.arrangements[0].heading_row, faults(reading)) == (1, [])
    assert groups(reading) == [("Amt", "Sprache"), ("Amt", "Arbeit"), ("Verein", "Arbeit"), ("Verein", "Wohnen")]


def test_a_column_of_yes_and_no_names_no_group_and_a_word_for_a_kind_no_whole() -> None:
    head = ("Einrichtung", "Träger", "Mitglied im Netzwerk")
    reading = read(head, ("Kita Spatz", "AWO", "Ja"), ("Pflege Lutz", "privat", "Nein"), ("Hort", "Stadt Aue", "Ja"))
    assert (groups(reading), [one.part_of for one in reading.actors]) == ([], ["AWO", "", "Stadt Aue", "", ""])
    assert [one.name for one in reading.actors] == ["Kita Spatz", "Pflege Lutz", "Hort", "AWO", "Stadt Aue"]


def test_a_sheet_may_list_the_members_of_each_group_below_its_name() -> None:
    reading = read(("AG Sprache", "AG Arbeit"), ("Jobcenter", "IHK"), ("VHS", "Jobcenter"), ("Caritas", ""))
    sprache, arbeit = ([one for one, group in groups(reading) if group == f"AG {of}"] for of in ("Sprache", "Arbeit"))
    assert (faults(reading), sprache, arbeit) == ([], ["Jobcenter", "VHS", "Caritas"], ["IHK", "Jobcenter"])


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


def test_a_text_that_may_name_several_is_no_person_before_it_is_parted() -> None:
    reading = read(("AG", "Mitglieder"), ("AG 1", "TSV Aich, SV Motor Süd, Gesundheitsamt"))
    assert [(one.kind, one.asked) for one in reading.questions] == [("split", "TSV Aich, SV Motor Süd, Gesundheitsamt")]


def test_a_row_of_a_matrix_that_says_all_once_more_is_said_to_stand_elsewhere() -> None:
    reading = read(("", "Amt", "Haus", "Verein"), ("Amt", "", "x", "x"), ("Haus", "x", "", ""), ("Verein", "x", "", ""))
    assert {row.row: first.row for row, first in reading.again.items()} == {2: 1, 3: 1}


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


def test_whoever_is_named_at_an_end_is_somebody_by_its_name_in_one_line_or_by_an_identifier_of_any_row() -> None:
    by_id = read(("Name", "Kennung", "Zu"), ("Amt", "K1", "K2"), ("Verein", "K2", ""), ("K3", "K4", "K1"))
    assert [(tie.source, tie.target) for tie in by_id.ties] == [("Amt", "Verein"), ("K3", "Amt")]
    assert [actor.name for actor in by_id.actors] == ["Amt", "Verein", "K3"]
    broken = read(HEAD_OF_TIES, ("Amt\n", "Verein", "Kooperation"))
    assert {actor.name for actor in broken.actors} == {"Amt", "Verein"}
