"""The figures over the meetings: a column for the state at the end of each one's day, and one for the state shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.analysis import Analysis
from graph.progress.figures import Figures, figures_of
from graph.progress.former import Unknown, figures_on
from graph.protocol import Store
from graph.upkeep.meetings import Meeting, meetings

SHOWN = 4
"""Meetings that are told at once: with the present state as many columns as a page of paper holds."""
MOST = 24
"""Meetings that are told at most: each is a state of the whole store that has to be made."""


@dataclass(frozen=True, slots=True)
class StateOfDay:
    """The figures at the end of a day. `meetings`: those of that day, none for the state that is shown.

    `unknown` says why there are none.
    """

    day: str
    meetings: tuple[Meeting, ...]
    figures: Figures | None
    unknown: Unknown | None = None


@dataclass(frozen=True, slots=True)
class MeetingProgress:
    """The states in the order of their days, the one shown last; `earlier` days of meetings are left out before them.

    `planned` are the meetings to come, the next first.
    """

    states: tuple[StateOfDay, ...]
    earlier: int
    planned: tuple[Meeting, ...]

    @property
    def has_meetings(self) -> bool:
        """Whether a meeting is known that is over."""
        return bool(self.earlier) or len(self.states) > 1


def progress_of(analysis: Analysis, record: Store | None, day: date, *, shown: int = SHOWN) -> MeetingProgress:
    """The figures of a network over the last meetings before a day, and on it.

    `record`: the store whose changes are known, None for who may not be told of former states.
    """
    known = meetings(analysis.store, analysis.network_iri)
    days = sorted({one.day for one in known if one.day < day.isoformat()})
    told = days[-shown:] if record is not None else []
    states = [_former(analysis, record, one, known) for one in told] if record is not None else []
    at_day = tuple(one for one in known if one.day == day.isoformat())
    present = StateOfDay(day.isoformat(), at_day, figures_of(analysis, day))
    planned = tuple(reversed([one for one in known if one.day > day.isoformat()]))
    return MeetingProgress((*states, present), len(days) - len(told), planned)


def _former(analysis: Analysis, record: Store, day: str, known: Sequence[Meeting]) -> StateOfDay:
    at_day = tuple(one for one in known if one.day == day)
    found = figures_on(record, analysis.network_iri, date.fromisoformat(day))
    return StateOfDay(day, at_day, None, found) if isinstance(found, str) else StateOfDay(day, at_day, found)
