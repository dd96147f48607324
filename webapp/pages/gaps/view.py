"""The gap list as it is shown: sections by kind, how far the answers are, and the ten gaps to read first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.analysis import Analysis
from graph.gaps.answers import Decision
from graph.gaps.decisions import is_open, is_overdue
from graph.model import GAP_KINDS, Gap, GapKind
from graph.period import shown_day
from webapp.pages.gaps.decision_view import what_changed
from webapp.pages.gaps.grouping import RuleGroup, Unit
from webapp.pages.gaps.rows import GapRow, last_decision
from webapp.ui.language import say
from webapp.ui.wording import gap_kind_label, gap_kind_note


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the gaps have an answer that holds, and of those how many are past the day that was named."""

    answered: int
    total: int
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap with the last answer to it."""

    gap: Gap
    decision: Decision | None

    @property
    def is_overdue(self) -> bool:
        """Whether the day until which somebody wanted to take care of it is over."""
        return is_overdue(self.gap, self.decision, shown_day())

    @property
    def changed(self) -> str:
        """What it rested on and became different since the answer, in words."""
        return what_changed(self.gap, self.decision) if self.decision else ""


@dataclass(frozen=True, slots=True)
class GapBundle:
    """Many gaps of one rule as one line that opens, with the first of them."""

    rule: str
    title: str
    number: int
    strength: str
    lines: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class GapSection:
    """The gaps of one kind on this page, and the number that passes the filters on all pages."""

    kind: str
    title: str
    note: str
    entries: tuple[GapLine | GapBundle, ...]
    number: int


@dataclass(frozen=True, slots=True)
class GapNote:
    """What the data could not carry, or what was left out, of one kind of gap."""

    kind: GapKind
    text: str


@dataclass(frozen=True, slots=True)
class KindSummary:
    """One kind of gap in a line: how many are open, what the data could not carry, and counts of the whole network."""

    kind: GapKind
    title: str
    open: int
    progress: Progress
    notes: tuple[str, ...]
    figures: Mapping[str, float]


def make_lines(analysis: Analysis, gaps: Iterable[Gap]) -> tuple[GapLine, ...]:
    """Gaps with their last answers."""
    return tuple(GapLine(gap, last_decision(analysis, gap)) for gap in gaps)


def make_notes(analysis: Analysis, kind: str = "") -> tuple[GapNote, ...]:
    """What is missing in the list, of one kind of gap or of all, in the order of the list."""
    asked = [one for one in GAP_KINDS if kind in {"", one}]
    return tuple(GapNote(one, say(note)) for one in asked for note in analysis.gap_notes.get(one, ()))


def make_sections(shown: Sequence[Unit], passing: Sequence[GapRow]) -> list[GapSection]:
    """The gaps of one page in sections by kind; `shown` as `group_rows` gives them."""
    numbers = Counter(row.gap.kind for row in passing)
    return [
        GapSection(kind, gap_kind_label(kind), gap_kind_note(kind), tuple(map(_entry, found)), numbers[kind])
        for kind, found in groupby(shown, key=_kind)
    ]


def _kind(unit: Unit) -> GapKind:
    return unit.kind if isinstance(unit, RuleGroup) else unit.gap.kind


def _entry(unit: Unit) -> GapLine | GapBundle:
    if isinstance(unit, RuleGroup):
        lines = tuple(GapLine(row.gap, row.decision) for row in unit.rows)
        return GapBundle(unit.rule, unit.title, unit.number, unit.strength, lines)
    return GapLine(unit.gap, unit.decision)


def progress_of(lines: Sequence[GapLine]) -> Progress:
    """How far the answers are."""
    answered = [line for line in lines if not is_open(line.gap)]
    return Progress(len(answered), len(lines), sum(line.is_overdue for line in answered))


def summarise_kinds(analysis: Analysis) -> list[KindSummary]:
    """A line for each kind that has gaps or a note, in the order of the list."""
    by_kind: defaultdict[str, list[GapLine]] = defaultdict(list)
    for line in make_lines(analysis, analysis.gaps):
        by_kind[line.gap.kind].append(line)
    summaries = []
    for kind in GAP_KINDS:
        progress = progress_of(by_kind[kind])
        notes = tuple(note.text for note in make_notes(analysis, kind))
        if progress.total or notes:
            still_open = progress.total - progress.answered
            figures = analysis.gap_figures.get(kind, {})
            summaries.append(KindSummary(kind, gap_kind_label(kind), still_open, progress, notes, figures))
    return summaries
