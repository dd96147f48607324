"""The same list at several times is one list of today; sheets that lack a column are one list all the same."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.entries import ListReading
from graph.load.lists.older_states import OLDER, ONLY_OLDER
from graph.load.lists.read import read_list
from graph.load.lists.unread import SAID_ASIDE
from graph.load.spreadsheet.table import Table, Tables
from tests.support.readings import asked

HEAD = ("Verein", "Sparte", "Telefon")


def book(**sheets: tuple[str, ...]) -> Tables:
    return Tables({name.replace("_", " "): _table(names) for name, names in sheets.items()})


def _table(names: tuple[str, ...]) -> Table:
    return (HEAD, *((name, "Turnen", "") for name in names))


def names_of(reading: ListReading) -> list[str]:
    return [one.name for one in reading.actors]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2023", "2024"), ("Stand 2023", "Stand 2024"), ("Mitglieder 2023", "Mitglieder 2024"), ("alt", "neu"),
        ("Stand 01.02.2024", "Stand 15.01.2025"), ("2022/23", "2023/24"), ("2023", "Stand 2024"),
        ("Stand 03-2024", "Stand 09-2025"), ("Stand März 2024", "Stand Sept. 2024"), ("2024-03", "2024-11"),
    ],
)  # fmt: skip
def test_the_newest_sheet_holds_and_who_is_in_an_older_one_alone_is_named(older: str, newer: str) -> None:
    for order in ((older, newer), (newer, older)):
        rows = {older: ("Turnverein", "Kanuclub", "Radverein"), newer: ("Turnverein", "Kanuclub", "Boxring")}
        reading = read_list(Tables({name: _table(rows[name]) for name in order}), Answers(), (), ())
        assert names_of(reading) == ["Turnverein", "Kanuclub", "Boxring"]
        assert [(one.sheet, one.what) for one in reading.left_out if one.reason == ONLY_OLDER] == [(older, "Radverein")]
        assert asked(reading, "column") == asked(reading, "sheet") == []


def test_an_older_sheet_is_read_where_somebody_says_what_it_is() -> None:
    said = Answers(sheets={"2023": SheetAnswer(kind="actors")})
    reading = read_list(book(**{"2023": ("Turnverein", "Radverein"), "2024": ("Turnverein",)}), said, (), ())
    assert set(names_of(reading)) == {"Turnverein", "Radverein"}


@pytest.mark.parametrize(
    "names",
    [("2023", "2024"), ("1. Sitzung 2024", "2. Sitzung 2024"), ("Mitglieder 2023", "Gäste 2024"), ("Nord", "Süd")],
)
def test_sheets_that_are_no_states_of_one_list_are_all_read(names: tuple[str, str]) -> None:
    others = ("Turnverein", "Kanuclub") if names[0] != "2023" else ("Boxring", "Kanuclub")
    rows = dict(zip(names, (("Turnverein", "Radverein"), others), strict=True))
    reading = read_list(Tables({name: _table(one) for name, one in rows.items()}), Answers(), (), ())
    assert {"Radverein", "Kanuclub"} <= set(names_of(reading))
    assert not any(one.reason in (OLDER, ONLY_OLDER) for one in reading.left_out)


@pytest.mark.parametrize(
    "head",
    [
        ("Verein", "Sparte", "Telefon", "Öffnungszeiten"),
        ("Verein", "Öffnungszeiten", "Sparte", "Telefon"),
        ("Verein", "Sparte", "Telefon", "Xyz"),
        ("Verein", "Telefon"),
        ("Verein", "Sparte", "Telefon", "Kooperiert mit"),
    ],
)
def test_sheets_that_differ_by_a_column_are_one_list(head: tuple[str, ...]) -> None:
    row = {
        "Verein": "Kanuclub",
        "Sparte": "Kanu",
        "Telefon": "0391 5550",
        "Öffnungszeiten": "montags",
        "Xyz": "y",
        "Kooperiert mit": "",
    }
    tables = Tables({"Nord": _table(("Turnverein",)), "Süd": (head, tuple(row[one] for one in head))})
    reading = read_list(tables, Answers(), (), ())
    assert len(asked(reading, "column")) == 1  # what the names of both sheets say
    assert [one.district for one in reading.actors] == ["Nord", "Süd"]
    assert [one.phone for one in reading.contacts] == ["0391 5550"]


def test_what_is_said_of_a_column_of_one_sheet_holds_for_those_that_differ_by_a_column() -> None:
    nord: Table = (("Verein", "Zwurbel", "Telefon"), ("Turnverein", "Turnen", ""))
    sued: Table = (("Verein", "Notiz", "Zwurbel", "Telefon"), ("Kanuclub", "", "Kanu", ""))
    said = Answers(sheets={"Nord": SheetAnswer(roles={1: "topics"})})
    reading = read_list(Tables({"Nord": nord, "Süd": sued}), said, (), ())
    assert [one.topics for one in reading.actors] == [("Turnen",), ("Kanu",)]


def test_a_column_that_makes_another_kind_of_list_makes_two() -> None:
    groups: Table = (("Verein", "Sparte", "Telefon", "Arbeitsgruppe"), ("Kanuclub", "Kanu", "", "AG Wasser"))
    reading = read_list(Tables({"Nord": _table(("Turnverein",)), "Süd": groups}), Answers(), (), ())
    assert asked(reading, "column") == []


def test_an_older_sheet_that_names_nobody_else_is_named_itself() -> None:
    reading = read_list(book(alt=("Turnverein",), neu=("Turnverein", "Kanuclub")), Answers(), (), ())
    assert [(one.sheet, one.what, one.reason) for one in reading.left_out] == [("alt", "alt", OLDER)]


def test_a_sheet_that_somebody_set_aside_is_named_as_such_and_the_next_one_holds() -> None:
    said = Answers(sheets={"2025": SheetAnswer(kind="aside")})
    sheets = {"2023": ("Turnverein", "Radverein"), "2024": ("Turnverein",), "2025": ("Turnverein", "Boxring")}
    reading = read_list(book(**sheets), said, (), ())
    assert names_of(reading) == ["Turnverein"]
    assert {(one.what, one.reason) for one in reading.left_out} == {("Radverein", ONLY_OLDER), ("2025", SAID_ASIDE)}
