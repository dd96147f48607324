"""Which way something is handed on: in columns of partners, in rows of ties, by words and by arrows."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.directions import Direction, direction_said, hands_over
from graph.terms import NK
from tests.support.readings import asked, read


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("gibt weiter an", "true"),
        ("leitet Anfragen weiter an", "true"),
        ("Überweisung an", "true"),
        ("verweist auf", "true"),
        ("zugewiesen an", "true"),
        ("erhält von", "reverse"),
        ("bekommt Klienten von", "reverse"),
        ("Überweisung von", "reverse"),
        ("zugewiesen von", "reverse"),
        ("receives referrals from", "reverse"),
        ("wird beraten von", "reverse"),
        ("arbeitet zusammen mit", ""),
        ("Teil von", ""),
        ("->", "true"),
        ("→", "true"),
        ("<-", "reverse"),
        ("<->", "false"),
        ("↔", "false"),
    ],
)
def test_a_direction_is_told_by_words_and_arrows(words: str, direction: Direction) -> None:
    assert direction_said(words) == direction


def test_a_column_of_partners_says_who_hands_on_to_whom() -> None:
    reading = read(
        ("Einrichtung", "Überweisung von", "gibt weiter an", "arbeitet zusammen mit"),
        ("Hospiz Elm", "Klinik Elm", "Kirche Elm", "Praxis Ulm"),
    )
    assert [(one.source, one.target, one.directed, one.detail.removeprefix(NK)) for one in reading.ties] == [
        ("Klinik Elm", "Hospiz Elm", True, "handover"),
        ("Hospiz Elm", "Kirche Elm", True, "handover"),
        ("Hospiz Elm", "Praxis Ulm", None, ""),
    ]


def test_the_same_handover_said_from_both_sides_is_one_tie() -> None:
    reading = read(("Einrichtung", "gibt weiter an", "erhält von"), ("Amt", "Tafel", ""), ("Tafel", "", "Amt"))
    assert [(one.source, one.target, one.directed) for one in reading.ties] == [("Amt", "Tafel", True)]


def test_rows_of_ties_go_the_way_that_their_column_says() -> None:
    reading = read(
        ("Von", "Richtung", "An"),
        ("Amt", "gibt weiter an", "Tafel"),
        ("Amt", "erhält von", "Rat"),
        ("Amt", "<-", "Hof"),
        ("Amt", "Austausch", "Bad"),
        ("Amt", "↔", "Zoo"),
    )
    assert [(one.source, one.target, one.directed) for one in reading.ties] == [
        ("Amt", "Tafel", True),
        ("Rat", "Amt", True),
        ("Hof", "Amt", True),
        ("Amt", "Bad", False),
        ("Amt", "Zoo", False),
    ]
    assert asked(reading, "word") == [one for one in asked(reading, "word") if not one.must]


def test_the_word_for_a_kind_of_tie_may_say_its_direction() -> None:
    reading = read(("Von", "Zu", "Art"), ("Amt", "Tafel", "überweist an"), ("Amt", "Rat", "erhält Fälle von"))
    assert [(one.source, one.target, one.directed) for one in reading.ties] == [
        ("Amt", "Tafel", True),
        ("Rat", "Amt", True),
    ]
    assert reading.ties[1].detail == NK + "handover"


def test_two_headings_may_be_one_sentence() -> None:
    reading = read(("Überweisung von", "an", "Fälle"), ("Amt", "Tafel", "3"), ("Rat", "Tafel", "5"))
    assert [(one.source, one.target, one.directed) for one in reading.ties] == [
        ("Amt", "Tafel", True),
        ("Rat", "Tafel", True),
    ]


def test_a_word_that_says_no_direction_is_asked_about_and_may_mean_the_other_way() -> None:
    rows = [("Von", "Richtung", "An"), ("Amt", "zwurbelt", "Tafel")]
    (question,) = [one for one in asked(read(*rows), "word") if one.scheme == "directions"]
    assert question.must
    said = read(*rows, answers=Answers(words={"directions": {"zwurbelt": "reverse"}}))
    assert [(one.source, one.target) for one in said.ties] == [("Tafel", "Amt")]


def test_working_together_is_no_handing_over() -> None:
    assert not hands_over("arbeitet zusammen mit")
    assert hands_over("Zuweisungen von")
