"""The answers to one gap, and the form for the next one."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from graph.gaps.answers import ANSWERS, Decision
from graph.gaps.decisions import state_of
from graph.model import Gap
from graph.period import day_of, today
from webapp.ui.wording import say_date


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """What stands in the form, and why it could not be taken."""

    answer: str = ""
    name: str = ""
    responsible: str = ""
    due: str = ""
    note: str = ""
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer as it is read: how it counts now, and on which day it was given."""

    decision: Decision
    state: str
    day: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to a gap, the newest first, and what tells whether the form is still about the same."""

    given: tuple[GivenAnswer, ...]
    known: tuple[str, ...]
    basis: str
    last: str


def make_answers(analysis: Analysis, gap: Gap) -> Answers:
    """What was answered to a gap so far."""
    decisions = analysis.decisions.get(gap.id, ())
    given = [
        GivenAnswer(
            decision, state_of(gap, decision, today()), say_date(day_of(decision.time)), decision is decisions[-1]
        )
        for decision in decisions
    ]
    return Answers(tuple(reversed(given)), ANSWERS, gap.fingerprint, decisions[-1].iri if decisions else "")
