"""Many gaps of one rule as one line that opens, so that no rule that finds much hides the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.gaps.rules import titles_of_many
from graph.model import GapKind
from webapp.pages.gaps.rows import GapRow
from webapp.ui.language import gettext, say
from webapp.ui.memo import memo

Rule = tuple[GapKind, str]

GROUPED_ABOVE = 5
SHOWN = 5


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The gaps of one rule, the most pressing first: how many there are, and the first of them."""

    kind: GapKind
    rule: str
    title: str
    number: int
    rows: tuple[GapRow, ...]

    @property
    def strength(self) -> str:
        """That of the most pressing one."""
        return self.rows[0].gap.strength


Unit = GapRow | RuleGroup


def group_rows(analysis: Analysis, rows: Sequence[GapRow]) -> list[Unit]:
    """The rows in their order, those of a rule with more than five as one group where the first of them stood.

    A list of a single rule stays as it is.
    """
    numbers = Counter(_rule(row) for row in rows)
    if len(numbers) < 2:  # noqa: PLR2004 - nothing to hide
        return list(rows)
    return list(_units(rows, numbers, _plurals(analysis)))


def _units(rows: Sequence[GapRow], numbers: Counter[Rule], plurals: dict[str, str]) -> Iterator[Unit]:
    begun: set[Rule] = set()
    for row in rows:
        rule = _rule(row)
        if numbers[rule] <= GROUPED_ABOVE:
            yield row
        elif rule not in begun:
            begun.add(rule)
            those = tuple(one for one in rows if _rule(one) == rule)
            yield RuleGroup(*rule, _title(row, len(those), plurals), len(those), those[:SHOWN])


def _rule(row: GapRow) -> Rule:
    return row.gap.kind, row.gap.rule


def _title(row: GapRow, number: int, plurals: dict[str, str]) -> str:
    many = plurals.get(row.gap.rule, "") if row.gap.kind in ("rule", "demanded") else ""
    if many:
        return gettext("%(number)s %(what)s", number=number, what=many)
    return gettext("%(number)s-mal: %(what)s", number=number, what=say(row.gap.title))


@memo
def _plurals(analysis: Analysis) -> dict[str, str]:
    return {rule: say(title) for rule, title in titles_of_many(analysis.store).items()}
