"""Who is a person and no organisation, how persons are reached, and what of them is read by nobody."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import SheetAnswer
from tests.support.readings import HEAD, HEAD_OF_TIES, asked, faults, groups, read


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


@pytest.mark.parametrize(
    ("cell", "mail", "found", "left"),
    [
        ("Schulleitung", "schule@elm.example", [("", "Schulleitung")], []),
        ("stellv. Schulleiterin", "schule@elm.example", [("", "stellv. Schulleiterin")], []),
        ("Leitung der Einrichtung", "schule@elm.example", [("", "Leitung der Einrichtung")], []),
        ("Geschäftsführung; Petra Schulze", "", [("Petra Schulze", "Geschäftsführung")], []),
        ("Sekretariat", "", [], ["Schule Elm: Sekretariat"]),
        ("Frau Leitner", "", [("Leitner", "")], []),
    ],
)
def test_a_function_in_place_of_a_name_is_no_name(
    cell: str, mail: str, found: list[tuple[str, str]], left: list[str]
) -> None:
    reading = read(
        ("Schule", "Ansprechpartner", "E-Mail"), ("Schule Elm", cell, mail), ("Schule Ost", "Jan Krüger", "")
    )
    contacts = [(one.name, one.function) for one in reading.contacts if one.actor == "Schule Elm"]
    assert (contacts, [one.what for one in reading.left_out]) == (found, left)


@pytest.mark.parametrize("function", ["Leiterin", "Vorstand"])
def test_a_function_beside_a_person_is_that_persons(function: str) -> None:
    head = ("Teilnehmer", "Funktion", "Organisation", "Verteiler")
    reading = read(head, ("Dr. Elke Hartmann", function, "Gesundheitsamt", "A"), ("Uwe Klein", "", "Jugendamt", "A"))
    assert next((one.name, one.function) for one in reading.contacts) == ("Dr. Elke Hartmann", function)
    assert {one.role for one in reading.memberships} == {""}


NO_PERSONS = (
    "Stadtbibliothek", "Telefonseelsorge", "Polizeirevier", "Jobcenter", "Stadtarchiv", "Wirtschaftsförderung",
    "Wochenmarkt", "Mensa", "Ev. Kirchengemeinde St. Martin", "Suchtberatung Blaues Kreuz", "SG Motor Süd", "Kolping",
    "EDEKA Lindner", "DEHOGA Lindenau", "Bäckerei Kruste", "Großküche Elbaue", "Biohof Ackermann", "Foodsharing Elm",
    "Gymnasium Carl Linné", "Verbraucherzentrale, Beratungsstelle Elm", "Café Zwirn",
)  # fmt: skip


@pytest.mark.parametrize("name", NO_PERSONS)
def test_nobody_is_asked_whether_one_word_or_an_organisations_name_is_a_person(name: str) -> None:
    assert asked(read(HEAD, ("Amt", "AG 1"), (name, "AG 1")), "person") == []


@pytest.mark.parametrize(
    "name", ["Lore Ipsum", "Zwirnnysen Trude", "Ada Brandt, Jugendamt", "Familie Zwirn", "Zwirn, Gymnasium"]
)
def test_several_words_that_may_be_a_person_are_asked_about(name: str) -> None:
    assert [one.asked for one in asked(read(HEAD, ("Amt", "AG 1"), (name, "AG 1")), "person")] == [name]


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


def test_a_text_that_may_name_several_is_no_person_before_it_is_parted() -> None:
    reading = read(("AG", "Mitglieder"), ("AG 1", "TSV Aich, SV Motor Süd, Gesundheitsamt"))
    assert [(one.kind, one.asked) for one in reading.questions] == [("split", "TSV Aich, SV Motor Süd, Gesundheitsamt")]


def test_an_address_book_of_a_mail_program_has_one_person_in_a_row_and_names_no_empty_column() -> None:
    head = ("Anrede", "Titel", "Vorname", "Zweiter Vorname", "Nachname", "Firma", "Position", "Faxnummer", "Sprache")
    rows = [
        ("Frau", "", "Nora", "", "Feld", "Stadt Elm", "Leiterin", "", "de"),
        ("", "", "", "", "", "Amt", "", "", ""),
    ]
    reading = read(head, *rows)
    assert [(one.actor, one.name, one.function) for one in reading.contacts] == [("Stadt Elm", "Nora Feld", "Leiterin")]
    assert [one.what for one in reading.left_out] == ["Sprache"]


@pytest.mark.parametrize(
    ("cell", "name", "function"),
    [
        ("Sr. Maria Hoff (Leitung)", "Sr. Maria Hoff", "Leitung"),
        ("Ruth Stein, Koordinatorin", "Ruth Stein", "Koordinatorin"),
        ("Stein, Ruth", "Stein, Ruth", ""),
        ("Ruth Stein (Maria Hoff)", "Ruth Stein (Maria Hoff)", ""),
    ],
)
def test_what_somebody_is_may_stand_behind_their_name(cell: str, name: str, function: str) -> None:
    (one,) = read(("Verein", "Ansprechpartnerin (Funktion)"), ("Hospiz Elm", cell), ("Amt", "")).contacts
    assert (one.name, one.function) == (name, function)


def test_a_seat_that_is_open_is_no_person() -> None:
    reading = read(("Entsendende Stelle", "Mitglied", "Vertretung"), ("Amt", "Ina Horn", ""), ("Verein", "offen", ""))
    assert [one.name for one in reading.contacts] == ["Ina Horn"]
    assert [one.what for one in reading.left_out] == ["Verein: offen"]


def test_what_stands_beside_an_address_of_mail_is_kept_or_named() -> None:
    reading = read(
        ("Akteur", "E-Mail"),
        ("A", "jo@a.example, 0176 5551"),
        ("B", "info@b.example (nur vormittags)"),
        ("C", "Anna Roth <a.roth@c.example>"),
        ("D", "mailto:d@d.example oder e@d.example"),
    )
    told = [(one.name, one.email, one.phone) for one in reading.contacts]
    assert told == [
        ("", "jo@a.example", "0176 5551"),
        ("", "info@b.example", ""),
        ("Anna Roth", "a.roth@c.example", ""),
        ("", "d@d.example", ""),
        ("", "e@d.example", ""),
    ]
    assert [one.what for one in reading.left_out] == ["B: nur vormittags"]
