"""The days that answers to gaps and matters named: until when somebody sees to it, and when it is spoken of again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.gaps.answers import TO_BE_DONE, Decision, Decisions
from graph.matters.matter import Matter
from graph.model import Gap


@dataclass(frozen=True, slots=True)
class Due:
    """An answer that names a day (ISO), and what it is about. `is_put_off`: on that day it is open again."""

    about: Gap | Matter
    decision: Decision
    day: str
    is_put_off: bool


def due_decisions(present: Iterable[Gap | Matter], answers: Decisions) -> list[Due]:
    """The last answer to each of these that names a day, the first day first; days that are over stay. O(answers).

    `present` are the gaps and matters that are there today: what is gone is done. What was answered along with its
    matter is due there.
    """
    found = (_due(one, answers[one.id][-1]) for one in present if one.id in answers)
    return sorted((one for one in found if one), key=lambda one: (one.day, one.about.id))


def _due(about: Gap | Matter, last: Decision) -> Due | None:
    if last.along_with:
        return None
    if last.answer in TO_BE_DONE and last.due:
        return Due(about, last, last.due, is_put_off=False)
    return Due(about, last, last.until, is_put_off=True) if last.answer == "postponed" and last.until else None
