"""The answers to one gap or matter, and the form for the next one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.cache.fingerprints import changed_parts
from graph.gaps.answers import Decision
from graph.gaps.decisions import Decidable, state_of
from graph.period import day_of, shown_day
from graph.upkeep.meetings import Meeting, meetings
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.language import say
from webapp.ui.sorting import sort_key
from webapp.ui.wording import parts_changed, say_date

MOST_MEETINGS = 12


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """What stands in the form, and why it could not be taken: in which `field`, "" for none in particular."""

    answer: str = ""
    name: str = ""
    responsible: str = ""
    due: str = ""
    note: str = ""
    day: str = ""
    meeting: str = ""
    until: str = ""
    referred_to: str = ""
    problem: str = ""
    hint: str = ""
    field: str = ""

    def is_wrong(self, field: str) -> bool:
        """Whether it could not be taken because of this field."""
        return bool(self.problem) and self.field == field


def blank_input(networks: Collection[str]) -> DecisionInput:
    """A form that nobody filled in yet, with the name of who may answer what lies in these networks."""
    return DecisionInput(name=forms.known_name() if forms.may_write(networks=networks) else "")


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer as it is read: how it counts now, and on which day it was given."""

    decision: Decision
    state: str
    day: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class AnswersView:
    """All answers to a gap or matter, the newest first, and what tells whether the form is still about the same.

    `changed` says what of it became different since the last one. In the form can be chosen: meetings that were held,
    the last first, those to come, and the names of groups.
    """

    given: tuple[GivenAnswer, ...]
    basis: str
    last: str
    changed: str
    held: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]
    groups: tuple[str, ...]


def make_answers(analysis: Analysis, decidable: Decidable) -> AnswersView:
    """What was answered so far, and what the next answer can be chosen from."""
    decisions, now = analysis.decisions.get(decidable.id, ()), shown_day()
    given = [
        GivenAnswer(one, state_of(decidable, one, now), say_date(day_of(one.time)), one is decisions[-1])
        for one in decisions
    ]
    known = meetings(get_store(), decidable.network or None)
    names = {say(group.label) for group in analysis.groups.values() if group.state == "exists"}
    return AnswersView(
        given=tuple(reversed(given)),
        basis=basis_of(decidable),
        last=decisions[-1].iri if decisions else "",
        changed=what_changed(decidable, decisions[-1]) if decisions else "",
        held=tuple(one for one in known if one.day <= now.isoformat())[:MOST_MEETINGS],
        planned=tuple(one for one in reversed(known) if one.day > now.isoformat())[:MOST_MEETINGS],
        groups=tuple(sorted(names, key=sort_key)),
    )


def basis_of(decidable: Decidable) -> str:
    """What the form was shown about: what it rests on, and of a matter which gaps, as the answer is one to them all."""
    gaps = " ".join(gap.id for gap in getattr(decidable, "gaps", ()))
    return f"{decidable.fingerprint} {hashlib.sha256(gaps.encode()).hexdigest()[:8]}" if gaps else decidable.fingerprint


def what_changed(decidable: Decidable, decision: Decision) -> str:
    """What of a gap or matter became different since it was answered, in words; "" where that is not known."""
    return parts_changed(changed_parts(decision.fingerprint, decidable.fingerprint))
