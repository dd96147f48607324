from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DataError
from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import (
    answers_for,
    answers_from_json,
    answers_to_json,
    headings_key,
    what_is_remembered,
)
from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.entries import ListReading
from graph.load.lists.read import read_list
from tests.support.signs import SIGNS

NAMES = st.text(SIGNS, max_size=8)
MEANINGS = st.sampled_from(["", "https://w3id.org/akteursnetz/code#public", "urn:x:eigenes"])
ANSWERS = st.builds(
    Answers,
    sheets=st.dictionaries(
        NAMES,
        st.builds(
            SheetAnswer,
            kind=st.sampled_from(["", "actors", "ties", "aside"]),
            heading_row=st.none() | st.integers(-1, 50),
            roles=st.none()
            | st.dictionaries(st.integers(0, 400), st.sampled_from(["name", "out", "groups"]), max_size=3),
        ),
        max_size=2,
    ),
    words=st.dictionaries(st.sampled_from(["actorKinds", "status"]), st.dictionaries(NAMES, MEANINGS, max_size=2)),
    splits=st.dictionaries(NAMES, st.lists(NAMES, max_size=3).map(tuple), max_size=2),
    pairs=st.dictionaries(st.tuples(NAMES, NAMES), st.sampled_from(["same", "different", "later"]), max_size=3),
    persons=st.lists(NAMES, max_size=3).map(tuple),
    cells=st.dictionaries(st.tuples(NAMES, st.integers(0, 9), st.integers(0, 9)), NAMES, max_size=3),
    order=st.sampled_from(["", "day", "month"]),
    gone=st.sampled_from(["leave", "end", "delete"]),
    sides=st.dictionaries(NAMES, st.sampled_from(["file", "store"]), max_size=2),
)


@settings(max_examples=40)
@given(ANSWERS)
def test_answers_come_back_as_they_were(answers: Answers) -> None:
    assert answers_from_json(answers_to_json(answers)) == answers


def test_no_answers_are_short() -> None:
    assert answers_to_json(Answers()) in ("{}", '{"gone":"leave"}')
    assert answers_from_json("") == Answers()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[]", "mapping"),
        ("{", "mapping"),
        ('{"colour": 1}', "colour"),
        ('{"order": "year"}', "mapping.order"),
        ('{"cells": [["a", 1]]}', "mapping.cells"),
        ('{"sheets": {"a": {"roles": {"1": "nam"}}}}', "roles"),
        ('{"sheets": {"a": {"roles": {"x": "name"}}}}', "roles"),
        ('{"sheets": {"a": {"kind": "card"}}}', "kind"),
        ('{"gone": null}', "mapping.gone"),
        ('{"cells": [["a", -1, 0, "x"]]}', "cells"),
        ('{"pairs": [["a", "b", "perhaps"]]}', "pairs"),
    ],
)
def test_what_is_no_answer_is_named(text: str, named: str) -> None:
    with pytest.raises(DataError, match=named):
        answers_from_json(text)


def read(*rows: tuple[str, ...], sheet: str = "Liste") -> ListReading:
    return read_list({sheet: rows}, Answers(), (), ())


def test_what_is_remembered_names_no_person_and_fits_the_next_list_whatever_its_order() -> None:
    first = read(("Organisation", "Gruppierung", "Rang"), ("Amt", "Ost", "1"))
    said = Answers(
        sheets={"Liste": SheetAnswer("actors", 0, {1: "district", 2: "out"})},
        words={"actorKinds": {"x": ""}},
        persons=("Ada",),
        pairs={("a", "b"): "same"},
        cells={("Liste", 1, 1): "x"},
        splits={"a, b": ("a", "b")},
    )
    kept = what_is_remembered(said, first.arrangements)
    assert (kept.persons, kept.pairs, kept.cells) == ((), {}, {})
    assert (kept.words, kept.splits) == (said.words, said.splits)
    assert "Organisation" not in answers_to_json(kept)
    second = read(("Rang", "Organisation", "Gruppierung"), ("1", "Amt", "Ost"), sheet="Liste 2027")
    assert headings_key(second.arrangements) == headings_key(first.arrangements)
    assert headings_key(read(("Organisation", "Rang"), ("Amt", "1")).arrangements) != headings_key(first.arrangements)
    answers = answers_for(answers_from_json(answers_to_json(kept)), second.arrangements)
    assert answers.sheets == {"Liste 2027": SheetAnswer("actors", 0, {2: "district", 0: "out"})}


def test_rows_that_are_left_out_are_carried_on_with_a_list_and_forgotten_after_it() -> None:
    said = Answers(skipped=(("Kanten", 3),))
    assert answers_from_json(answers_to_json(said)) == said
    assert what_is_remembered(said, ()) == Answers()
