"""Columns of crosses: groups, or what somebody offers, and asked where nothing tells."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.arrange import CROSSES
from graph.load.lists.arrangement import SheetAnswer
from tests.support.readings import asked, groups, read

ROWS = (("Tafel", "x", ""), ("Klinik", "", "x"), ("Heim", "x", "x"))


@pytest.mark.parametrize("heads", [("ambulant", "stationär"), ("Kinder", "Senioren"), ("Arabisch", "Russisch")])
def test_crosses_below_what_somebody_offers_are_topics(heads: tuple[str, str]) -> None:
    reading = read(("Akteur", *heads), *ROWS)
    assert groups(reading) == []
    assert [actor.topics for actor in reading.actors] == [(heads[0],), (heads[1],), heads]
    assert asked(reading, "column") == []


def test_beside_an_offer_another_cross_is_one_too() -> None:
    reading = read(("Akteur", "ambulant", "Kunst"), *ROWS)
    assert [actor.topics for actor in reading.actors][2] == ("ambulant", "Kunst")


def test_the_name_of_a_group_makes_groups_of_its_neighbours() -> None:
    reading = read(("Akteur", "AG Sprache", "Wohnen"), *ROWS)
    assert set(groups(reading)) >= {("Tafel", "AG Sprache"), ("Klinik", "Wohnen")}
    assert asked(reading, "column") == []


def test_where_nothing_tells_it_is_asked_once_for_all_columns() -> None:
    rows = (("Akteur", "Kunst", "Tanz"), *ROWS)
    (question,) = asked(read(*rows), "column")
    assert (question.scheme, question.columns, question.usual) == (CROSSES, (1, 2), "group")
    said = read(*rows, answers=Answers(sheets={"x": SheetAnswer(roles={1: "topics", 2: "topics"})}))
    assert groups(said) == []
    assert [actor.topics for actor in said.actors] == [("Kunst",), ("Tanz",), ("Kunst", "Tanz")]
    assert asked(said, "column") == []


@pytest.mark.parametrize("heads", [("Mo", "Di"), ("Januar", "Februar"), ("zugesagt", "abgesagt")])
def test_days_and_answers_are_no_groups(heads: tuple[str, str]) -> None:
    reading = read(("Akteur", *heads), *ROWS)
    assert groups(reading) == []
    assert [one.what for one in reading.left_out] == list(heads)


def test_the_name_of_one_group_says_nothing_of_more_columns_of_crosses_beside_it() -> None:
    head = ("Organisation", "Quallen", "Zwurbel", "Xylo", "Arbeitskreis Elbaue")
    one = read(head, ("NABU", "x", "x", "", "Sprecher"), ("BUND", "x", "", "x", "x"))
    (question,) = asked(one, "column")
    assert (question.asked, question.usual, question.must) == ("Quallen, Zwurbel, Xylo", "group", False)
    half = read((*head[:3], "AG Moor", head[4]), ("NABU", "x", "x", "", "x"), ("BUND", "x", "", "x", "x"))
    assert asked(half, "column") == []
