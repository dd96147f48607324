"""The table over the meetings: a column for each state, a line for each figure, each number with its list."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Ref
from graph.progress.figures import FIGURES, TOPICS
from graph.progress.meetings import MeetingProgress, StateOfDay
from webapp.pages.progress.words import HEADINGS, UNKNOWN, figure_addresses, figure_label
from webapp.ui.page import say_difference
from webapp.ui.wording import say_date


@dataclass(frozen=True, slots=True)
class StateColumn:
    """A state: its day in words, the meetings of that day, and why its figures are not known, "" where they are.

    `since` is the ISO day of the state before, "" for none that is known.
    """

    day: str
    iso_day: str
    meetings: tuple[Ref, ...]
    unknown: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A number, None where it is not known, and the list that it counts; "" for none, or where it is not to be seen."""

    number: int | None
    address: str


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A figure in each state; `difference` is what it gained since the last known state before, "" for none."""

    name: str
    label: str
    cells: tuple[FigureCell, ...]
    difference: str


@dataclass(frozen=True, slots=True)
class FigureSection:
    """The figures of one topic."""

    heading: str
    lines: tuple[ProgressLine, ...]


@dataclass(frozen=True, slots=True)
class ProgressTable:
    """The whole table."""

    columns: tuple[StateColumn, ...]
    sections: tuple[FigureSection, ...]


def make_table(analysis: Analysis, progress: MeetingProgress, *, looks_back: bool) -> ProgressTable:
    """The table; former numbers lead to their lists where the reader may look back."""
    states = progress.states
    lists = [
        figure_addresses(analysis, one.day if one is not states[-1] else "") if looks_back or one is states[-1] else {}
        for one in states
    ]
    sections = tuple(
        FigureSection(str(HEADINGS[topic]), tuple(_line(name, states, lists) for name in FIGURES[topic]))
        for topic in TOPICS
    )
    before = (None, *states)
    return ProgressTable(tuple(map(_column, states, before)), sections)


def _column(one: StateOfDay, before: StateOfDay | None) -> StateColumn:
    unknown = str(UNKNOWN[one.unknown]) if one.unknown else ""
    since = before.day if before and before.unknown in {None, "pending"} else ""
    return StateColumn(say_date(one.day), one.day, tuple(meeting.ref for meeting in one.meetings), unknown, since)


def _line(name: str, states: tuple[StateOfDay, ...], lists: list[dict[str, str]]) -> ProgressLine:
    numbers = [one.figures[name] if one.figures is not None else None for one in states]
    cells = tuple(
        FigureCell(number, found.get(name, "") if number else "") for number, found in zip(numbers, lists, strict=True)
    )
    known = [number for number in numbers if number is not None]
    return ProgressLine(
        name, figure_label(name), cells, say_difference(known[-1] - known[-2]) if len(known) > 1 else ""
    )
