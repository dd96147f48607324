"""What became of what was decided, meeting by meeting: done, underway, overdue, and what was put off to which meeting.

Nobody ticks anything off. What a decision was about is done when the data no longer show it as missing; what it rested
on may have become something else since. Everything follows from the answers, from what is there today, and from the
days of the meetings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.analysis import Analysis
from graph.gaps.answers import TO_BE_DONE, Decision, Decisions
from graph.gaps.decisions import Decidable, is_past_due, state_of
from graph.model import STATISTICAL, Ref
from graph.terms import network_slug
from graph.upkeep.meetings import Meeting, meetings

Outcome = Literal["done", "gone", "underway", "overdue", "lapsed", "replaced", "put_off"]

_COMPUTED = (*(f"{kind}-" for kind in STATISTICAL), "sache-link-", "sache-weak_spot-")
"""How the ids of gaps and matters begin that are the likeliest of many."""
DayAndMeeting = tuple[str, str]
"""A day and the IRI of the meeting on it, "" where none is entered."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one decision. `about` is what it was about, None once that is closed.

    `gone`: computed, and no longer among the first that are listed, which does not mean that it came about.
    `replaced`: it was answered otherwise since, with `state`; `put_off`: it is to be spoken of again.
    """

    decision: Decision
    about: Decidable | None
    outcome: Outcome
    state: str


@dataclass(frozen=True, slots=True)
class MeetingResults:
    """What was decided on a day, and what was put off to it; `meeting` is None where none is entered for that day."""

    day: str
    meeting: Ref | None
    decided: tuple[Resolution, ...]
    put_off: tuple[Resolution, ...]

    def number(self, outcome: Outcome) -> int:
        """How many of its decisions came to this."""
        return sum(one.outcome == outcome for one in self.decided)


def results_in(analysis: Analysis, today: date) -> list[MeetingResults]:
    """The days on which something was decided in the network of an analysis, or in all; see `results_of_meetings`."""
    slug = network_slug(analysis.network_iri or "")
    answered = {
        one: given for one, given in analysis.decisions.items() if not slug or network_slug(given[-1].iri) == slug
    }
    if not answered:
        return []
    known = meetings(analysis.store, analysis.network_iri)
    return results_of_meetings(answered, [*analysis.gaps, *analysis.matters], known, today)


def results_of_meetings(
    answered: Decisions, present: Iterable[Decidable], known: Sequence[Meeting], today: date
) -> list[MeetingResults]:
    """The days on which something was decided or to which something was put off, the latest first. O(answers).

    `answered` and `known` are the answers and meetings of a network, `present` the gaps and matters that are there
    today, of whatever state.
    """
    there = {one.id: one for one in present}
    by_iri = {one.ref.iri: one for one in known}
    decided: defaultdict[DayAndMeeting, list[Resolution]] = defaultdict(list)
    put_off: defaultdict[DayAndMeeting, list[Resolution]] = defaultdict(list)
    for given in answered.values():
        about = there.get(given[-1].gap_id)
        for one in _decided(given):
            decided[_decided_at(one, by_iri, known)].append(_resolution(one, given[-1], about, today))
        if about is not None and _is_put_off(given[-1]):
            what = Resolution(given[-1], about, "put_off", state_of(about, given[-1], today))
            put_off[_next_meeting(given[-1].until, known)].append(what)
    return [
        MeetingResults(day, by_iri[iri].ref if iri else None, tuple(decided[day, iri]), tuple(put_off[day, iri]))
        for day, iri in sorted({*decided, *put_off}, reverse=True)
    ]


def _decided(given: Iterable[Decision]) -> Iterator[Decision]:
    """Those of these answers by which something is to be done, and of which it is known when that was said.

    What was said to a gap along with its matter is counted there.
    """
    return (one for one in given if one.answer in TO_BE_DONE and one.day and not one.along_with)


def _is_put_off(last: Decision) -> bool:
    return last.answer == "postponed" and bool(last.until) and not last.along_with


def _resolution(decision: Decision, last: Decision, about: Decidable | None, today: date) -> Resolution:
    if about is None:
        return Resolution(decision, None, "gone" if decision.gap_id.startswith(_COMPUTED) else "done", "")
    state = state_of(about, last, today)
    return Resolution(decision, about, _outcome(decision, last, state, today), state)


def _outcome(decision: Decision, last: Decision, state: str, today: date) -> Outcome:
    if last is not decision:
        return "done" if state == "exists" else "replaced"
    if state == "lapsed":
        return "lapsed"
    return "overdue" if is_past_due(decision, today) else "underway"


def _decided_at(decision: Decision, by_iri: Mapping[str, Meeting], known: Sequence[Meeting]) -> DayAndMeeting:
    """The meeting that it names, else that of its day."""
    if decision.meeting in by_iri:
        return by_iri[decision.meeting].day, decision.meeting
    return decision.day, next((one.ref.iri for one in known if one.day == decision.day), "")


def _next_meeting(day: str, known: Sequence[Meeting]) -> DayAndMeeting:
    """The first meeting on a day or after it; the day alone where none is planned yet."""
    later = [(one.day, one.ref.iri) for one in known if one.day >= day]
    return min(later, default=(day, ""))
