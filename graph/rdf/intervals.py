"""Days that W3C ORG says by an interval (`org:memberDuring`) instead of on the membership itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from graph.protocol import Term
from graph.terms import ORG, SCHEMA, TIME

DURING = ORG + "memberDuring"
SIDES = {SCHEMA + "startDate": TIME + "hasBeginning", SCHEMA + "endDate": TIME + "hasEnd"}
INSTANTS = tuple(
    TIME + name for name in ("inXSDDate", "inXSDDateTimeStamp", "inXSDDateTime", "inXSDgYearMonth", "inXSDgYear")
)
OF_INTERVALS = frozenset({DURING, *SIDES.values(), *INSTANTS})
"""What is said of intervals."""

Pairs = Callable[[str], Iterable[tuple[Term, Term]]]
"""Subjects and objects of the statements with a property."""


def days_of_intervals(side: str, pairs: Pairs) -> Mapping[Term, list[Term]]:
    """By membership what its interval says of one side; of what says no more than its end, that end itself.

    One lookup where nobody speaks of intervals.
    """
    found = defaultdict[Term, list[Term]](list)
    memberships = list(pairs(DURING))
    if memberships:
        ends, days = _by_subject([SIDES[side]], pairs), _by_subject(INSTANTS, pairs)
        for membership, interval in memberships:
            for instant in ends.get(interval, ()):
                found[membership] += days.get(instant) or [instant]
    return found


def _by_subject(properties: Iterable[str], pairs: Pairs) -> Mapping[Term, list[Term]]:
    found = defaultdict[Term, list[Term]](list)
    for one in properties:
        for subject, value in pairs(one):
            found[subject].append(value)
    return found
