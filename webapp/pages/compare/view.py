"""Two days of a network side by side: figures, ties, actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.model import Ref, Tie
from graph.scenarios.comparison import DayComparison, DayFigures
from webapp.ui.language import gettext, say
from webapp.ui.page import say_difference
from webapp.ui.sorting import label_key
from webapp.ui.wording import kind_label, say_period

LISTED_MOST = 200


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number on both days, and its difference with its sign."""

    label: str
    before: int
    after: int

    @property
    def difference(self) -> str:
        """+3, −2 or 0."""
        return say_difference(self.after - self.before)


@dataclass(frozen=True, slots=True)
class ComparedTie:
    """A tie in words."""

    parties: tuple[Ref, ...]
    kind: str
    topics: tuple[Ref, ...]
    period: str
    period_after: str = ""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """An actor or a group with the number of its partners on both days."""

    ref: Ref
    row: FigureRow


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page's content; lists are cut at 200 rows, their length is said in `numbers`."""

    figures: tuple[FigureRow, ...]
    new: tuple[ComparedTie, ...]
    lost: tuple[ComparedTie, ...]
    changed: tuple[ComparedTie, ...]
    joined: tuple[Ref, ...]
    left: tuple[Ref, ...]
    degrees: tuple[PartyRow, ...]
    undated: int
    numbers: dict[str, int]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not any(self.numbers.values())


def view_comparison(analysis: Analysis, found: DayComparison) -> ComparisonView:
    """A comparison in the reader's language."""
    lists = ("new", "lost", "changed", "joined", "left", "degrees")
    return ComparisonView(
        figures=figure_rows(found.before, found.after),
        new=tuple(map(tie_row, found.new[:LISTED_MOST])),
        lost=tuple(map(tie_row, found.lost[:LISTED_MOST])),
        changed=tuple(tie_row(old, new) for old, new in found.changed[:LISTED_MOST]),
        joined=_named(analysis, found.joined),
        left=_named(analysis, found.left),
        degrees=tuple(
            PartyRow(_ref(analysis, row.iri), FigureRow("", row.before, row.after))
            for row in found.degrees[:LISTED_MOST]
        ),
        undated=found.undated,
        numbers={name: len(getattr(found, name)) for name in lists},
    )


def figure_rows(before: DayFigures, after: DayFigures) -> tuple[FigureRow, ...]:
    """The figures of both days, as the page on measures names them."""
    return (
        FigureRow(gettext("bestehende Verbindungen"), before.ties, after.ties),
        FigureRow(gettext("Verbundene Paare"), before.pairs, after.pairs),
        FigureRow(gettext("Getrennte Teile"), before.parts, after.parts),
        FigureRow(gettext("Größter Teil"), before.largest, after.largest),
        FigureRow(gettext("Ohne Verbindung"), before.unconnected, after.unconnected),
        FigureRow(gettext("Unverzichtbare Verbinder"), before.articulation_points, after.articulation_points),
        FigureRow(gettext("Einzige Brücken"), before.bridges, after.bridges),
    )


def tie_row(tie: Tie, later: Tie | None = None) -> ComparedTie:
    """A tie, or one with the one that came in its place."""
    kind = say(tie.detail.label) if tie.detail else kind_label(tie.kind)
    parties = tuple(sorted(tie.parties, key=label_key))
    return ComparedTie(parties, kind, tie.topics, _period(tie), _period(later) if later else "")


def _period(tie: Tie) -> str:
    return say_period(tie.start, tie.end, tie.start_precision, tie.end_precision)


def _named(analysis: Analysis, iris: Iterable[str]) -> tuple[Ref, ...]:
    refs = [_ref(analysis, iri) for iri in iris]
    return tuple(sorted(refs, key=label_key)[:LISTED_MOST])


def _ref(analysis: Analysis, iri: str) -> Ref:
    node = analysis.node(iri)
    return Ref(node.iri, node.label)
