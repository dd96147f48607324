"""What was decided: by whom, until when, what became of it; what is overdue on top."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis import Analysis
from graph.upkeep.resolutions import Outcome, Resolution
from webapp.pages.gaps.resolutions import ResolutionLine, resolution_line, results_here
from webapp.ui.wording import say_date

SHOWN = 8
_ORDER: tuple[Outcome, ...] = ("overdue", "lapsed", "underway", "replaced", "gone", "done", "put_off")
_NEVER = "9999"


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One decision with the day on which it was taken."""

    line: ResolutionLine
    outcome: Outcome
    day: str


def decided_lines(analysis: Analysis) -> list[DecidedLine]:
    """All that was decided: what is overdue first, then by the day until which it is to be done. O(answers)."""
    found = [one for meeting in results_here(analysis) for one in meeting.decided]
    return [
        DecidedLine(resolution_line(analysis, one), one.outcome, say_date(one.decision.day))
        for one in sorted(found, key=_order)
    ]


def _order(one: Resolution) -> tuple[int, str, str]:
    return _ORDER.index(one.outcome), one.decision.due or _NEVER, one.decision.gap_id
