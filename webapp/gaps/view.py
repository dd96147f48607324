"""The gap list as it is shown: sections by kind, how far the answers are, and the ten gaps to read first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from graph.gaps.decisions import is_open
from graph.model import GAP_KINDS, Gap
from webapp.gaps.rows import STRENGTH_ORDER, GapRow, gap_order, list_rows
from webapp.language import say
from webapp.wording import gap_kind_label, gap_kind_note

if TYPE_CHECKING:
    from graph.analysis import Analysis
    from graph.gaps.decisions import Decision

IMPORTANT = 10
MOST_OF_A_RULE = 3
# What somebody asked for is read before what follows from the data, and that before what is only likely.
IMPORTANT_KINDS = ("demanded", "rule", "fragile", "fit", "predicted")

Clearness = tuple[int, int, int, tuple[int, float, tuple[str, str]]]
Turn = tuple[int, int, int, Clearness]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the gaps have an answer that holds."""

    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap with the last answer to it."""

    gap: Gap
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class GapSection:
    """The gaps of one kind on this page, and the number that passes the filters on all pages."""

    kind: str
    title: str
    note: str
    lines: tuple[GapLine, ...]
    number: int


@dataclass(frozen=True, slots=True)
class KindSummary:
    """One kind of gap in a line: how many are open, and what the data could not carry."""

    kind: str
    title: str
    open: int
    progress: Progress
    notes: tuple[str, ...]


def make_lines(analysis: Analysis, gaps: Iterable[Gap]) -> tuple[GapLine, ...]:
    """Gaps with their last answers."""
    return tuple(GapLine(gap, last_decision(analysis, gap)) for gap in gaps)


def last_decision(analysis: Analysis, gap: Gap) -> Decision | None:
    """The answer that counts, also one that has lapsed; None when nobody gave one."""
    given = analysis.decisions.get(gap.id, ())
    return given[-1] if given else None


def list_open(analysis: Analysis) -> list[Gap]:
    """The gaps that wait for an answer, in the order of the list."""
    return [row.gap for row in list_rows(analysis) if is_open(row.gap)]


def make_sections(analysis: Analysis, shown: Sequence[GapRow], passing: Sequence[GapRow]) -> list[GapSection]:
    """The gaps of one page in sections by kind."""
    numbers = Counter(row.gap.kind for row in passing)
    return [
        GapSection(
            kind,
            gap_kind_label(kind),
            gap_kind_note(kind),
            make_lines(analysis, [row.gap for row in found]),
            numbers[kind],
        )
        for kind, found in groupby(shown, key=lambda row: row.gap.kind)
    ]


def progress_of(gaps: Sequence[Gap]) -> Progress:
    """How far the answers are."""
    return Progress(sum(not is_open(gap) for gap in gaps), len(gaps))


def summarise_kinds(analysis: Analysis) -> list[KindSummary]:
    """A line for each kind that has gaps or a note, in the order of the list."""
    by_kind: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in analysis.gaps:
        by_kind[gap.kind].append(gap)
    summaries = []
    for kind in GAP_KINDS:
        progress = progress_of(by_kind[kind])
        notes = tuple(say(note) for note in analysis.gap_notes.get(kind, ()))
        if progress.total or notes:
            still_open = progress.total - progress.answered
            summaries.append(KindSummary(kind, gap_kind_label(kind), still_open, progress, notes))
    return summaries


def most_important(gaps: Iterable[Gap], number: int = IMPORTANT) -> list[Gap]:
    """The open gaps to read first: strong hints before weak ones, and of each rule its clearest before a second one.

    So ten lines say ten different things, and no rule that finds much hides the others. A rule comes at most three
    times, a subject once.
    """
    seen: Counter[str] = Counter()
    turns: list[tuple[Turn, Gap]] = []
    for gap in sorted(filter(is_open, gaps), key=_clearest):
        if seen[gap.rule] < MOST_OF_A_RULE:
            strength, place = STRENGTH_ORDER.index(gap.strength), IMPORTANT_KINDS.index(gap.kind)
            turns.append(((strength, seen[gap.rule], place, _clearest(gap)), gap))
        seen[gap.rule] += 1
    by_subject: dict[str, Gap] = {}
    for _, gap in sorted(turns, key=lambda entry: entry[0]):
        by_subject.setdefault(gap.subject.iri, gap)
    return list(by_subject.values())[:number]


def _clearest(gap: Gap) -> Clearness:
    """Asked for most often, quoted most often, about most parties first."""
    return -len(gap.demanded_by), -len(gap.evidence), -len(gap.parties), gap_order(gap)
