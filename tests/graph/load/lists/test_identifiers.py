"""Identifiers that rows refer to say the same as the names that the file has for them, whatever heads their column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListReading
from graph.load.lists.read import read_list

NAMES = ("Jugendamt Elm", "Caritas Elm", "AG Sprache", "Ada Brandt", "Stadt Elm")
IDS = tuple(f"A{number:02}" for number in range(1, len(NAMES) + 1))
HEADS = ("Kennung", "Nr.", "Kassenzeichen")
WHO = st.integers(0, len(NAMES) - 1)
KINDS = st.sampled_from(["Kooperation", "Mitgliedschaft", "Teil von"])
Book = dict[str, tuple[tuple[str, ...], ...]]


def book(wholes: Sequence[int | None], ties: Sequence[tuple[int, int, str]], ends: Sequence[str], head: str) -> Book:
    rows = (
        (NAMES[one], IDS[one], "" if whole is None else ends[whole], "a@b.example" if one == 1 else "")
        for one, whole in enumerate(wholes)
    )
    return {
        "Akteure": (("Organisation", head, "Teil von", "E-Mail"), *rows),
        "Verbindungen": (("Von", "Zu", "Art"), *((ends[one], ends[other], kind) for one, other, kind in ties)),
    }


def spelled_out(cell: str) -> str:
    """What is left out is named as it stands there."""
    return reduce(lambda text, pair: text.replace(*pair), zip(IDS, NAMES, strict=True), cell)


def said_by(reading: ListReading) -> tuple[object, ...]:
    parts = [(one.part, one.whole) for one in reading.parts]
    ties = [(one.source, one.target, one.kind.iri) for one in reading.ties]
    members = [(one.member, one.group) for one in reading.memberships]
    actors = [(one.name, one.part_of, one.is_group) for one in reading.actors]
    contacts = [(one.actor, one.name, one.email) for one in reading.contacts]
    asked = [(one.kind, one.asked) for one in reading.questions]
    left_out = [(spelled_out(one.what), one.reason) for one in reading.left_out if one.what not in HEADS]
    faults = [(one.place, one.error.message) for one in reading.faults]
    return actors, parts, ties, members, contacts, asked, left_out, faults, reading.added, reading.groups


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.none() | WHO, min_size=len(NAMES), max_size=len(NAMES)),
    st.lists(st.tuples(WHO, WHO, KINDS), min_size=1, max_size=6),
    st.sampled_from([(), ("Ada Brandt",), ("Ada Brandt", "Jugendamt Elm")]),
    st.sampled_from(HEADS),
)
def test_an_identifier_at_an_end_says_what_the_name_says(
    wholes: list[int | None], ties: list[tuple[int, int, str]], persons: tuple[str, ...], head: str
) -> None:
    answers = Answers(persons=persons)
    by_id = read_list(book(wholes, ties, IDS, head), answers, (), ())
    by_name = read_list(book(wholes, ties, NAMES, "Kennung"), answers, (), ())
    assert said_by(by_id) == said_by(by_name)


def ends(*sheets: Sequence[tuple[str, ...]]) -> tuple[list[str], list[tuple[str, str]]]:
    reading = read_list({str(number): tuple(rows) for number, rows in enumerate(sheets)}, Answers(), (), ())
    pairs = [(one.source, one.target) for one in reading.ties]
    return [one.name for one in reading.actors], pairs or [(one.name, one.part_of) for one in reading.actors]


@pytest.mark.parametrize(
    ("rows", "ties"),
    [
        (
            [("Nr.", "Verein", "Zu"), ("1", "Amt", "2; 3"), ("2", "Rat", ""), ("3", "Hof", "1")],
            "Amt-Rat Amt-Hof",
        ),
        (
            [("Nr.", "Verein", "Teil von"), ("1", "Amt", "2"), ("2", "Rat", ""), ("3", "Hof", "2")],
            "Amt-Rat Rat- Hof-Rat",
        ),
        ([("Code", "Verein", "Partner"), ("a", "Amt", "b, c"), ("b", "Rat", ""), ("c", "Hof", "")], "Amt-Rat Amt-Hof"),
    ],
)
def test_rows_of_actors_refer_to_each_other(rows: Sequence[tuple[str, ...]], ties: str) -> None:
    names, found = ends(rows)
    assert (names, " ".join(map("-".join, found))) == (["Amt", "Rat", "Hof"], ties)


@pytest.mark.parametrize("number", ["7", "A7"])
def test_numbers_that_no_row_refers_to_identify_nobody(number: str) -> None:
    rows = (("Nr.", "Organisation"), (number, "Amt"), ("8", "Rat")), (("Von", "Zu"), ("Amt", "Rat"), ("Rat", "9"))
    reading = read_list({"a": rows[0], "b": rows[1]}, Answers(), (), ())
    assert [one.id for one in reading.actors] == ["", "", ""]
