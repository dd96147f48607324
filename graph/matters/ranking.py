"""How much weight a matter has: points for what speaks for it, each with its words, added up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from graph.gaps.wording import say
from graph.matters.causes import Cause
from graph.model import Gap, Reason, Ref, Strength
from graph.network.reading import Model

MOST = 10
"""More than this of anything adds nothing: ten demands are as pressing as thirty."""
_STRENGTHS: dict[Strength, float] = {"strong": 2.0, "medium": 1.0, "weak": 0.0}


def rank(
    cause: Cause,
    model: Model,
    *,
    demanded_by: Collection[Ref],
    events: Collection[Ref],
    parties: Collection[Ref],
    since: str,
    demands: int,
    day: date,
) -> tuple[Reason, ...]:
    """The reasons for the place of a matter, the weightiest first; only such as speak for it. O(gaps).

    `demands` are those that somebody said, `demanded_by` who raised them.
    """
    problems = sum(is_problem(gap, model) for gap in cause.gaps)
    years = day.year - int(since[:4]) if since[:4].isdecimal() else 0
    found = [
        *_counted(demands, 2.0, "demand", "demands"),
        *_counted(len(demanded_by), 2.0, "", "bodies"),
        *_counted(len(events), 3.0, "", "events"),
        *_counted(problems, 1.0, "problem", "problems"),
        *_counted(len(parties), 0.25, "", "parties"),
        *_counted(years, 0.1, "", "years"),
        *_counted(len(cause.gaps), 0.1, "", "gaps"),
        *([Reason(say("matter", "rank.stated"), 3.0)] if demands else ()),
        *_strongest(cause.gaps),
    ]
    return tuple(sorted(found, key=lambda reason: -reason.score))


def _counted(number: int, points: float, one: str, many: str) -> Iterator[Reason]:
    """Points for each; of what is only worth a word where there are several, the first gives none."""
    counted = min(number, MOST) - (0 if one else 1)
    if counted > 0:
        text = say("matter", f"rank.{one}") if number == 1 else say("matter", f"rank.{many}", number=number)
        yield Reason(text, round(counted * points, 2))


def _strongest(gaps: Sequence[Gap]) -> Iterator[Reason]:
    order: Callable[[Gap], float] = lambda gap: _STRENGTHS[gap.strength]  # noqa: E731
    strongest = max(gaps, key=order).strength
    if _STRENGTHS[strongest]:
        word = say("matter", f"strength.{strongest}")
        yield Reason(say("matter", "rank.strength", strength=word), _STRENGTHS[strongest])


def is_problem(gap: Gap, model: Model) -> bool:
    """Whether a gap is about something that was said and demands nothing: a problem, criticism, an open question."""
    finding = model.findings.get(gap.subject.iri)
    return finding is not None and not finding.is_demand
