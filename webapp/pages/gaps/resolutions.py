"""What became of what was decided, as it is read: meeting by meeting, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask_babel import LazyString

from graph.analysis import Analysis
from graph.gaps.decisions import Decidable
from graph.matters.matter import Matter
from graph.model import Gap, Ref
from graph.period import shown_day
from graph.upkeep.resolutions import MeetingResults, Outcome, Resolution, results_in
from webapp.pages.gaps.rows import gap_title
from webapp.ui.language import gettext, say
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.links import gap_url, matter_url, resource_url
from webapp.ui.wording import gap_state_label, say_date

_OUTCOMES: Mapping[Outcome, LazyString] = {
    "done": _l("erledigt"),
    "gone": _l("nicht mehr in der Liste"),
    "underway": _l("noch zu tun"),
    "overdue": _l("überfällig"),
    "lapsed": _l("erneut zu klären"),
}
CHIPS: Mapping[Outcome, str] = {
    "done": "exists",
    "gone": "open",
    "underway": "decided",
    "overdue": "lapsed",
    "lapsed": "lapsed",
}
"""The look of a state of gaps for what became of a decision."""


@dataclass(frozen=True, slots=True)
class ResolutionLine:
    """One decision: what it was about, with its page, what became of it, and who does it until when."""

    title: str
    address: str
    outcome: str
    chip: str
    who: str
    until: str


@dataclass(frozen=True, slots=True)
class MeetingSection:
    """A meeting, or a day without one, with what was decided there and what was put off to it."""

    day: str
    meeting: Ref | None
    numbers: tuple[str, ...]
    decided: tuple[ResolutionLine, ...]
    put_off: tuple[ResolutionLine, ...]
    is_open: bool


def results_here(analysis: Analysis) -> list[MeetingResults]:
    """What became of the decisions of the chosen network, or of all."""
    return results_in(analysis, shown_day())


def put_off_to(analysis: Analysis, meeting: str) -> frozenset[str]:
    """The ids of the matters that were put off to a meeting, by themselves or by one of their gaps."""
    found = {
        one.decision.gap_id
        for held in results_here(analysis)
        if held.meeting and held.meeting.iri == meeting
        for one in held.put_off
    }
    matters: list[Matter] = analysis.matters
    return frozenset(one.id for one in matters if found.intersection([one.id, *(gap.id for gap in one.gaps)]))


def make_meeting_sections(analysis: Analysis) -> list[MeetingSection]:
    """The same in words. What is to come and the last one that was stand open."""
    results, now = results_here(analysis), shown_day().isoformat()
    last = max((one.day for one in results if one.day <= now), default="")
    return [_section(analysis, one, is_open=one.day >= last) for one in results]


def last_resolutions(analysis: Analysis, before: str) -> tuple[MeetingSection, bool] | None:
    """What was decided at the last meeting before a day ("" for any) and since then, and whether on several days.

    What is decided between two meetings stands beside what the last one decided, not in its place.
    """
    held = [one for one in results_here(analysis) if one.decided and (not before or one.day < before)]
    if not held:
        return None
    number = next((number for number, one in enumerate(held, 1) if one.meeting), 1)
    last = held[number - 1]
    together = replace(last, decided=tuple(found for one in held[:number] for found in one.decided))
    return _section(analysis, together, is_open=True), number > 1


def _section(analysis: Analysis, one: MeetingResults, *, is_open: bool) -> MeetingSection:
    return MeetingSection(
        day=say_date(one.day),
        meeting=one.meeting,
        numbers=tuple(_numbers(one)),
        decided=tuple(resolution_line(analysis, found) for found in one.decided),
        put_off=tuple(resolution_line(analysis, found) for found in one.put_off),
        is_open=is_open,
    )


def outcome_label(found: Resolution) -> str:
    """What became of a decision; of one that was answered otherwise since, and of what was put off, the state."""
    return str(_OUTCOMES[found.outcome]) if found.outcome in _OUTCOMES else gap_state_label(found.state)


def title_of(analysis: Analysis, found: Resolution) -> str:
    """What a decision was about; when that is closed, by what it was called then."""
    if isinstance(found.about, Gap):
        return gap_title(found.about)
    if found.about is not None:
        return say(found.about.title)
    decision = found.decision
    subject = say(analysis.model.ref(decision.subject).label) if decision.subject else ""
    title = say(decision.title)
    return ": ".join(dict.fromkeys(filter(None, (title, subject)))) or gettext("Antwort auf eine Lücke")


def _numbers(one: MeetingResults) -> Iterable[str]:
    decided, put_off = len(one.decided), len(one.put_off)
    if decided:
        yield gettext("%(number)s beschlossen", number=decided)
        yield gettext("%(number)s erledigt", number=one.number("done"))
    if overdue := one.number("overdue"):
        yield gettext("%(number)s überfällig", number=overdue)
    if put_off:
        yield gettext("%(number)s hierher vertagt", number=put_off)


def resolution_line(analysis: Analysis, found: Resolution) -> ResolutionLine:
    """One decision as lists of them show it."""
    decision = found.decision
    return ResolutionLine(
        title=title_of(analysis, found),
        address=_address(found.about) or resource_url(decision.subject or decision.iri),
        outcome=outcome_label(found),
        chip=CHIPS.get(found.outcome, found.state),
        who=decision.responsible,
        until=say_date(decision.due),
    )


def _address(about: Decidable | None) -> str:
    if about is None:
        return ""
    return gap_url(about.id) if isinstance(about, Gap) else matter_url(about.id)
