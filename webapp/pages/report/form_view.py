"""What the form of choices shows: matters and sections, those that are in the paper first, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.analysis import Analysis
from graph.matters.matter import Matter
from graph.period import day_of
from graph.upkeep.since.answered import answered_since
from webapp.pages.changes.since import SinceGroup, groups_after
from webapp.pages.report.asked import PaperChoice, PaperSubject
from webapp.pages.report.content import SECTIONS
from webapp.ui.wording import say_date


@dataclass(frozen=True, slots=True)
class SincePutTogether:
    """What became different since a paper was put together: the day, groups of changes, what became of its matters."""

    day: str
    groups: tuple[SinceGroup, ...]
    done: int
    answered: int


T = TypeVar("T")
OFFERED = 40
"""Matters to choose from beside those that are in: further down nobody looks."""


def matter_choices(subject: PaperSubject) -> list[tuple[int, Matter, bool]]:
    """Matters with their place in the paper, 0 and False for those that are not in."""
    taken = {one.id for one in subject.matters}
    others = [one for one in subject.sections.in_order if one.id not in taken][:OFFERED]
    return _with_places(subject.matters, others)


def section_choices(choice: PaperChoice) -> list[tuple[int, str, str, bool]]:
    """The same for sections, with what they are called."""
    inside = list(choice.sections or SECTIONS)
    others = [name for name in SECTIONS if name not in inside]
    return [(place, name, str(SECTIONS[name][0]), is_in) for place, name, is_in in _with_places(inside, others)]


def since_put_together(analysis: Analysis, choice: PaperChoice) -> SincePutTogether | None:
    """What a reader of a kept address is told; None where nothing changed, or no state of the data is named."""
    if not choice.revision or choice.revision == analysis.store.revision:
        return None
    entry = analysis.store.entry(choice.revision)
    if entry is None:
        return None
    known = {matter.id for matter in analysis.matters}
    groups = tuple(groups_after(analysis, choice.revision))
    done = sum(one not in known for one in choice.matters)
    answered = len(answered_since(analysis.store, choice.revision).intersection(choice.matters) & known)
    day = say_date(day_of(entry.time))
    return SincePutTogether(day, groups, done, answered) if groups or done or answered else None


def _with_places(inside: Sequence[T], others: Sequence[T]) -> list[tuple[int, T, bool]]:
    numbered = [(place, one, True) for place, one in enumerate(inside, 1)]
    return [*numbered, *((0, one, False) for one in others)]
