"""What the names of sheets say where several sheets are one list, and what they do not."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import answers_for, answers_from_json, answers_to_json, what_is_remembered
from graph.load.lists.arrangement import Role, SheetAnswer
from graph.load.lists.entries import ListReading
from graph.load.lists.read import arranged_by_itself, read_list
from graph.load.lists.sheet_names import SHEET_NAME, sheet_name
from graph.load.spreadsheet.table import Table, Tables
from tests.support.readings import asked

HEAD = ("Einrichtung", "Telefon")


def sheets(*names: str, head: tuple[str, ...] = HEAD) -> Tables:
    rows: dict[str, Table] = {
        name: (head, (f"Haus {place}", f"0391 {place}00"), (f"Hof {place}", "")) for place, name in enumerate(names, 1)
    }
    return Tables(rows)


def role_of_names(reading: ListReading) -> set[Role]:
    return {column.role for one in reading.arrangements for column in one.columns if column.heading == SHEET_NAME}


@pytest.mark.parametrize(
    ("names", "role"),
    [
        (("Stadtteil Nord", "Stadtteil Süd"), "district"),
        (("AG Sprache", "AG Wohnen"), "groups"),
        (("Vereine", "Behörden", "Schulen"), "kind"),
        (("2024", "2025"), "out"),
        (("1. Quartal", "2. Quartal"), "out"),
    ],
)
def test_the_names_of_sheets_are_a_column_that_is_known_by_what_they_are(names: tuple[str, ...], role: Role) -> None:
    reading = read_list(sheets(*names), Answers(), (), ())
    assert role_of_names(reading) == {role}
    assert asked(reading, "column") == []
    unsaid = [one.what for one in reading.left_out if "names of these sheets" in one.reason]
    assert unsaid == ([", ".join(names)] if role == "out" else [])


def test_districts_of_the_network_and_its_topics_are_known() -> None:
    known = read_list(sheets("Reform", "Cracau"), Answers(), (), (), districts=("Cracau", "Reform"))
    assert [actor.district for actor in known.actors] == ["Reform", "Reform", "Cracau", "Cracau"]
    topics = read_list(sheets("Sprache", "Wohnen"), Answers(), (), (), topics=("Sprache", "Wohnen"))
    assert [actor.topics for actor in topics.actors] == [("Sprache",), ("Sprache",), ("Wohnen",), ("Wohnen",)]


def test_a_title_above_says_what_the_name_of_its_sheet_is() -> None:
    book = Tables({name: ((f"Häuser im Stadtteil {name}", ""), HEAD, (f"Haus {name}", "")) for name in ("Qi", "Zo")})
    assert [actor.district for actor in read_list(book, Answers(), (), ()).actors] == ["Qi", "Zo"]


def test_names_that_look_like_places_are_taken_so_and_asked_about_once() -> None:
    reading = read_list(sheets("Altstadt", "Nordvorstadt", "Wolfshagen"), Answers(), (), ())
    (question,) = asked(reading, "column")
    assert (question.usual, question.must, question.offered[0]) == ("district", False, "district")
    assert reading.actors[-1].district == "Wolfshagen"


def test_other_names_are_asked_about_once_and_what_is_said_of_the_first_sheet_holds_for_all() -> None:
    book = sheets("Quall", "Zwurbel")
    (question,) = asked(read_list(book, Answers(), (), ()), "column")
    assert (question.must, question.rows[0].sheet, question.column) == (True, "Quall", 2)
    said = Answers(sheets={"Quall": SheetAnswer(roles={2: "topics"})})
    reading = read_list(book, said, (), ())
    assert [actor.topics for actor in reading.actors] == [("Quall",), ("Quall",), ("Zwurbel",), ("Zwurbel",)]
    assert reading.is_complete
    off = read_list(book, Answers(sheets={"Quall": SheetAnswer(roles={2: "out"})}), (), ())
    assert [actor.topics for actor in off.actors] == [(), (), (), ()]
    assert [one.what for one in off.left_out] == ["Quall, Zwurbel"]


def test_what_was_said_is_remembered_for_the_next_list_though_only_one_sheet_was_asked_about() -> None:
    book = sheets("Quall", "Zwurbel")
    said = Answers(sheets={"Quall": SheetAnswer(roles={2: "topics"})})
    kept = what_is_remembered(said, read_list(book, said, (), ()).arrangements)
    again = answers_for(answers_from_json(answers_to_json(kept)), arranged_by_itself(book))
    assert read_list(book, again, (), ()).is_complete


@pytest.mark.parametrize(
    "names",
    [("Tabelle1", "Tabelle2"), ("Sheet1", "Sheet2"), ("A-K", "L-Z"), ("Liste", "Liste (2)"), ("Teil 1", "Teil 2")],
)
def test_names_that_programs_give_say_nothing(names: tuple[str, ...]) -> None:
    reading = read_list(sheets(*names), Answers(), (), ())
    assert (role_of_names(reading), asked(reading, "column")) == (set(), [])


def test_sheets_with_other_headings_are_no_one_list() -> None:
    book = Tables({**sheets("Nord"), **sheets("Süd", head=("Verein", "E-Mail"))})
    assert role_of_names(read_list(book, Answers(), (), ())) == set()


def test_a_column_that_says_it_already_is_not_said_again() -> None:
    book = sheets("Stadtteil Nord", "Stadtteil Süd", head=("Einrichtung", "Stadtteil"))
    assert role_of_names(read_list(book, Answers(), (), ())) == {"out"}


def test_what_stands_in_a_column_is_looked_for_in_all_sheets_with_its_headings() -> None:
    head = ("Einrichtung", "Art", "Musik", "Tanz", "Theater")
    first: Table = (head, ("A", "Verein", "x", "x", ""), ("B", "Verein", "", "x", ""))
    book = Tables({"2024": first, "2025": (head, ("C", "Verein", "", "", "x"))})
    (like, other) = read_list(book, Answers(), (), ()).arrangements
    assert [column.role for column in like.columns[:5]] == [column.role for column in other.columns[:5]]
    assert "out" not in [column.role for column in other.columns[:5]]


@pytest.mark.parametrize(
    ("title", "name"),
    [("1 Ost", "1 Ost"), ("01_Ost", "Ost"), ("3. Süd", "Süd"), ("Vereine (12)", "Vereine"), ("Blatt 3", "")],
)
def test_the_number_of_a_sheet_is_no_part_of_its_name(title: str, name: str) -> None:
    assert sheet_name(title) == name


def test_a_sheet_of_ties_for_each_topic_says_what_they_are_about() -> None:
    rows: Table = (("Von", "Zu"), ("Amt A", "Verein B"))
    book = Tables({"Sprache": rows, "Arbeit": (rows[0], ("Amt A", "Rat C"))})
    reading = read_list(book, Answers(), (), ())
    assert [(tie.target, tie.topic) for tie in reading.ties] == [("Verein B", "Sprache"), ("Rat C", "Arbeit")]
    assert [(one.usual, one.must) for one in asked(reading, "column")] == [("topic", False)]
    known = read_list(book, Answers(), (), (), topics=("Sprache", "Arbeit"))
    assert asked(known, "column") == []
