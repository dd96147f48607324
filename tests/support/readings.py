"""Lists of one sheet, read in, and what is looked at of them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.load.lists.answers import Answers
from graph.load.lists.entries import KnownActor, ListReading, Question
from graph.load.lists.read import read_list

HEAD = ("Organisation", "Mitglied in")
HEAD_OF_TIES = ("Von", "Zu", "Art")


def read(*rows: tuple[str, ...], answers: Answers | None = None, known: Sequence[KnownActor] = ()) -> ListReading:
    width = max(map(len, rows))
    return read_list({"x": tuple((*row, *[""] * (width - len(row))) for row in rows)}, answers or Answers(), known, ())


def asked(reading: ListReading, kind: str) -> list[Question]:
    return [question for question in reading.questions if question.kind == kind]


def faults(reading: ListReading) -> list[tuple[tuple[str, int, int], str]]:
    return [(fault.place, fault.error.message) for fault in reading.faults]


def groups(reading: ListReading) -> list[tuple[str, str]]:
    return [(one.member, one.group) for one in reading.memberships]
