"""Gaps that are made of the same are the same object: their sentences are not made again after each change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from weakref import WeakValueDictionary

from graph.model import Gap
from graph.query.named import NamedQuery


class SameGaps:
    """The gaps of one rule that somebody has, by all that they are made of."""

    _of_rules: dict[str, SameGaps] = {}  # noqa: RUF012 - one for all: what is nobody's is let go of

    def __init__(self, rule: NamedQuery) -> None:
        self.rule = rule
        self._made: WeakValueDictionary[Hashable, Gap] = WeakValueDictionary()

    @classmethod
    def of(cls, rule: NamedQuery) -> SameGaps:
        """Those of a rule; none of it as it was before it was changed."""
        known = cls._of_rules.get(rule.name)
        if known is None or known.rule != rule:
            known = cls._of_rules[rule.name] = cls(rule)
        return known

    def gap(self, found: Hashable, make: Callable[[], Gap]) -> Gap:
        """The gap that there is already of the same, or the one made now."""
        gap = self._made.get(found)
        if gap is None:
            gap = self._made[found] = make()
        return gap
