"""Whether changed statements can change the rows of a query, of which its patterns are known.

A statement that fulfils a pattern counts only where the patterns beside it can be fulfilled with the same values, by
statements as they were or as they are: a new interface changes nothing for whoever asks for existing mandates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from graph.protocol import Term
from graph.query.pattern_reader import Pattern
from graph.query.term_reader import LITERAL
from graph.rdf.whole_days import says_when
from graph.terms import SCHEMA

Find = Callable[..., Iterable[ox.Quad]]
Statement = tuple[Term, str, Term | None]
"""Subject, property and value; None for any value."""

MOST_TRIED = 100
"""Statements that are tried beside one before it counts."""
_DAYS = frozenset({SCHEMA + "startDate", SCHEMA + "endDate"})


def stated(quads: Iterable[ox.Quad]) -> list[Statement]:
    """What quads say to queries, which see whole days: whatever decides on a day says any day at all."""
    found: dict[Statement, None] = {}
    for quad in quads:
        if says_when(quad):
            found.update(dict.fromkeys((quad.subject, day, None) for day in sorted(_DAYS)))
        found[quad.subject, quad.predicate.value, quad.object] = None
    return list(found)


def can_change(patterns: Iterable[Pattern], changed: Sequence[Statement], finds: Sequence[Find]) -> bool:
    """Whether one of the changed statements can make a row come, go or be another.

    `finds` ask for statements: together they know all that were there before, between and after the changes.
    O(patterns x statements), with MOST_TRIED look-ups for each pair.
    """
    by_property: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in changed:
        by_property[statement[1]].append(statement)
    return any(
        _counts(pattern, statement, finds)
        for pattern in patterns
        for one in (by_property if pattern.path.variable else pattern.path.properties & by_property.keys())
        for statement in by_property[one]
    )


def _counts(pattern: Pattern, statement: Statement, finds: Sequence[Find]) -> bool:
    if not pattern.path.is_step:
        return True
    subject, one, value = statement
    path = pattern.path
    bound: dict[str, Term] = {path.variable: ox.NamedNode(one)} if path.variable else {}
    ways: list[tuple[Term | None, Term | None]] = [(subject, value)] if path.variable or one in path.forward else []
    if one in path.backward:
        ways.append((value, subject))
    return any(_counts_so(pattern, dict(bound), start, end, finds) for start, end in ways)


def _counts_so(
    pattern: Pattern, bound: dict[str, Term], start: Term | None, end: Term | None, finds: Sequence[Find]
) -> bool:
    for name, term in ((pattern.subject, start), (pattern.object, end)):
        if name.startswith("?") and term is not None:
            bound[name] = term
        elif not name.startswith("?") and not _is_named(name, term):
            return False
    beside = [other for those in pattern.beside for other in those if other is not pattern and other.path.is_step]
    return _Search(finds).can_be(beside, bound)


def _is_named(name: str, term: Term | None) -> bool:
    """Whether a pattern that names an end can mean this one. A triple may hold anything."""
    if isinstance(term, ox.NamedNode):
        return term.value == name
    return term is None or isinstance(term, ox.Triple) or (name == LITERAL and isinstance(term, ox.Literal))


class _Search:
    """Whether some statements fulfil patterns together: so many are tried, after that they may."""

    def __init__(self, finds: Sequence[Find]) -> None:
        self._finds, self._left = finds, MOST_TRIED

    def can_be(self, patterns: Sequence[Pattern], bound: Mapping[str, Term]) -> bool:
        """Whether it can be, with these values. Patterns that share no variable with any of them do not count."""
        near = [one for one in patterns if one.variables & bound.keys() and one.path.variable in {"", *bound}]
        if not all(any(True for _ in self._solutions(one, bound)) for one in near):
            return False
        if not near:
            return True
        first = max(near, key=lambda one: (one.subject in bound) + (one.object in bound))
        others = [one for one in patterns if one is not first]
        for values in self._solutions(first, bound):
            self._left -= 1
            if self._left < 0 or self.can_be(others, {**bound, **values}):
                return True
        return False

    def _solutions(self, pattern: Pattern, bound: Mapping[str, Term]) -> Iterator[dict[str, Term]]:
        """The values that statements give to the ends of a pattern.

        Which day it is stands in none: queries see whole days. But where there is one, there is a statement.
        """
        path = pattern.path
        start, end = (_term(name, bound) for name in (pattern.subject, pattern.object))
        forward = [_property(bound[path.variable])] if path.variable else path.forward
        for one in forward:
            for subject, value in self._stated(start, one, end):
                yield _bound(pattern, subject, value)
        for one in path.backward:
            for subject, value in self._stated(end, one, start):
                yield _bound(pattern, value, subject)

    def _stated(self, subject: Term | None, one: str, value: Term | None) -> Iterator[tuple[Term, Term | None]]:
        if one and not isinstance(subject, ox.Literal | ox.Triple):
            is_day = one in _DAYS
            for find in self._finds:
                for quad in find(subject, ox.NamedNode(one), None if is_day else value, None):
                    yield quad.subject, None if is_day else quad.object


def _bound(pattern: Pattern, start: Term | None, end: Term | None) -> dict[str, Term]:
    named = ((pattern.subject, start), (pattern.object, end))
    return {name: term for name, term in named if term is not None and name.startswith("?")}


def _property(term: Term) -> str:
    """The IRI of a term that is to be a property; "" for what can be none."""
    return term.value if isinstance(term, ox.NamedNode) else ""


def _term(name: str, bound: Mapping[str, Term]) -> Term | None:
    if name.startswith("?"):
        return bound.get(name)
    return None if name == LITERAL else ox.NamedNode(name)
