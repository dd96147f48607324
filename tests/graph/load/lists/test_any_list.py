"""Whatever stands in a table, and whatever is answered about it, is understood, asked or named; nothing falls over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Role, SheetAnswer, SheetKind
from graph.load.lists.entries import KnownActor, ListReading
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Table
from tests.support.signs import SIGNS

WORDS = (
    "Organisation",
    "Name",
    "Von",
    "Zu",
    "Art",
    "Mitglied in",
    "AG Sprache",
    "AG Arbeit",
    "E-Mail",
    "Telefon",
    "Seit",
    "Bis",
    "Kennung",
    "Träger",
    "Thema",
    "Gewicht",
    "Gerichtet",
    "Stand",
    "Kontakt",
    "x",
    "ja",
    "",
    "",
    "",
    "Amt",
    "Amt für Soziales",
    "Verein e. V.",
    "VHS",
    "Volkshochschule (VHS)",
    "Dr. Ada Brandt",
    "a@b.example",
    "0391 1234",
    "01.05.2026",
    "05/06/2026",
    "2015-2018",
    "AG 1, AG 2",
    "Bündnis A, B\nund C",
    "#REF!",
    "#FORMULA",
    "B\ufffdro",
    "3,5",
    "Summe",
    "Behörde",
    "Mitgliedschaft",
    "Teil von",
    "koordiniert",
    "(x)",
    "()",
    "(",
    "~",
    "e. V.",
    "-",
    "…",
    "seit",
    "*",
    "\u200b",
)
CELLS = st.sampled_from(WORDS) | st.text(SIGNS, max_size=6)
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=7).map(
        tuple
    )
)
SAID = st.builds(
    SheetAnswer,
    kind=st.sampled_from(("", *get_args(SheetKind))),
    heading_row=st.none() | st.integers(-1, 8),
    roles=st.none() | st.dictionaries(st.integers(0, 7), st.sampled_from(get_args(Role)), max_size=4),
)
KNOWN: Sequence[KnownActor] = (
    KnownActor("urn:1", "Volkshochschule", ("VHS",)),
    KnownActor("urn:2", "AG Sprache", is_group=True),
    KnownActor("urn:3", "Amt", different_from=frozenset({"Amt für Soziales"})),
)


def holds_together(reading: ListReading, tables: dict[str, Table]) -> None:
    """Every entry names somebody who is there, every place is one of the file."""
    names = {actor.name for actor in reading.actors} | set(reading.groups) | {one.name for one in KNOWN}
    assert all(tie.source in names and tie.target in names and tie.source != tie.target for tie in reading.ties)
    assert all(one.member in names and one.group in set(reading.groups) for one in reading.memberships)
    assert all(actor.part_of in names | {""} for actor in reading.actors)
    assert all(contact.actor in names | {""} for contact in reading.contacts)
    assert len({actor.name for actor in reading.actors}) == len(reading.actors)
    rows = [one.place for one in reading.actors] + [one.place for one in reading.ties]
    rows += [one.place for one in reading.memberships]
    places = [*(fault.place for fault in reading.faults), *((place.sheet, place.row, 0) for place in rows)]
    assert all(row < len(tables[sheet]) and column < max(1, len(tables[sheet][0])) for sheet, row, column in places)


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_any_table_is_read(table: Table) -> None:
    holds_together(read_list({"x": table}, Answers(), KNOWN, ()), {"x": table})


@settings(max_examples=80, deadline=None)
@given(TABLES, TABLES, SAID, st.sampled_from(["", "day", "month"]), st.sampled_from(["same", "different", "later"]))
def test_any_answer_is_taken(table: Table, second: Table, said: SheetAnswer, order: str, verdict: str) -> None:
    tables = {"x": table, "y": second}
    first = read_list(tables, Answers(sheets={"x": said}), KNOWN, ())
    holds_together(first, tables)
    answers = Answers(
        sheets={"x": said},
        pairs={question.pair: verdict for question in first.questions if question.pair},  # type: ignore[misc]
        splits={question.asked: question.offered for question in first.questions if question.kind == "split"},
        words={"actorKinds": {question.asked: "" for question in first.questions if question.scheme == "actorKinds"}},
        persons=tuple(question.asked for question in first.questions if question.kind == "person"),
        order=order,  # type: ignore[arg-type]
    )
    again = read_list(tables, answers, KNOWN, ())
    holds_together(again, tables)
    if verdict != "later":
        assert not [question for question in again.questions if question.pair in answers.pairs]
    assert not [
        question for question in again.questions if question.kind == "split" and question.asked in answers.splits
    ]
