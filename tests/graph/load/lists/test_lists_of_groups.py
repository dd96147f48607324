"""Lists with a row for each group: who leads it is its head, and no contact person of every member."""

from __future__ import annotations

from graph.load.lists.entries import ListReading
from graph.terms import NK
from tests.support.readings import groups, read

LEAD = NK + "lead"


def heads(reading: ListReading) -> list[tuple[str, str]]:
    return [(one.member, one.group) for one in reading.memberships if one.role == LEAD]


def persons(reading: ListReading) -> list[tuple[str, str, str]]:
    return [(one.actor, one.function, one.name) for one in reading.contacts]


def test_an_organisation_that_leads_a_group_is_a_member_and_a_person_is_a_contact_of_the_group() -> None:
    reading = read(
        ("AG", "Leitung", "Mitglieder"),
        ("AG Hebammen", "Gesundheitsamt", "Klinikum; Hebammenverband"),
        ("AG Kinder", "Jugendamt, Frau Moor", "Polizei"),
        ("AG Bildung", "Dr. Peter Ast", "Klinikum"),
    )
    assert heads(reading) == [("Gesundheitsamt", "AG Hebammen"), ("Jugendamt", "AG Kinder")]
    assert persons(reading) == [("AG Bildung", "Leitung", "Dr. Peter Ast"), ("Jugendamt", "", "Moor")]
    assert ("Hebammenverband", "AG Hebammen") in groups(reading)
    assert reading.questions == ()


def test_what_else_a_row_says_is_said_of_the_group() -> None:
    reading = read(
        ("Arbeitsgruppe", "Sprecherin", "Teilnehmende", "Thema", "E-Mail"),
        ("Sprachtreff", "Karla Moor", "VHS | IB", "Sprache", "ag@elm.example"),
        ("Wohnrunde", "Frau Busch", "Wobau", "Wohnen", ""),
    )
    assert {one.name: one.topics for one in reading.actors if one.topics} == {
        "Sprachtreff": ("Sprache",),
        "Wohnrunde": ("Wohnen",),
    }
    assert set(reading.groups) == {"Sprachtreff", "Wohnrunde"}
    assert groups(reading) == [("VHS", "Sprachtreff"), ("IB", "Sprachtreff"), ("Wobau", "Wohnrunde")]
    assert ("Sprachtreff", "Sprecherin", "Karla Moor") in persons(reading)


def test_members_in_columns_of_their_own_are_members_and_no_ends_of_ties() -> None:
    reading = read(("Gremium", "Mitglied 1", "Mitglied 2"), ("Beirat A", "Tafel", "AWO"), ("Beirat B", "AWO", "Rat"))
    assert groups(reading) == [("Tafel", "Beirat A"), ("AWO", "Beirat A"), ("AWO", "Beirat B"), ("Rat", "Beirat B")]
    assert reading.ties == ()


def test_a_list_of_groups_need_not_say_their_members() -> None:
    reading = read(("AG", "Vorsitz", "Ort"), ("AG Hebammen", "Jugendamt", "Rathaus"), ("AG Kinder", "Karla Moor", ""))
    assert heads(reading) == [("Jugendamt", "AG Hebammen")]
    assert persons(reading) == [("AG Kinder", "Vorsitz", "Karla Moor")]


def test_a_head_who_is_the_same_in_all_rows_of_a_group_leads_it() -> None:
    reading = read(
        ("AG", "Mitglied", "Leitung"),
        ("AG Hebammen", "Klinikum", "Karla Moor"),
        ("AG Hebammen", "Verband", "Karla Moor"),
        ("AG Kinder", "Polizei", "Jugendamt"),
    )
    assert persons(reading) == [("AG Hebammen", "Leitung", "Karla Moor")]
    assert heads(reading) == [("Jugendamt", "AG Kinder")]


def test_who_leads_each_member_stays_their_contact() -> None:
    rows = (("AG", "Mitglied", "Leitung"), ("AG A", "Klinikum", "Karla Moor"), ("AG A", "Verband", "Peter Ast"))
    assert persons(read(*rows)) == [("Klinikum", "", "Karla Moor"), ("Verband", "", "Peter Ast")]
    organisations = read(
        ("Verein", "Leitung", "AG"), ("Klinikum", "Karla Moor", "AG A"), ("Verband", "Anna Ost", "AG B")
    )
    assert persons(organisations) == [("Klinikum", "", "Karla Moor"), ("Verband", "", "Anna Ost")]
