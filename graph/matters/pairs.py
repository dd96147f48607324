"""What many pairs have in common: one actor, or two, of whom each pair has one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph.model import Gap, Ref

MOST = 2
"""More names than these say less than the number of the pairs."""


def in_every_pair(pairs: Iterable[tuple[Ref, ...]]) -> tuple[Ref, ...]:
    """At most two of whom every pair has one, who is in most of them first; nobody where it takes more. O(pairs)."""
    found: list[Ref] = []
    left = list(pairs)
    while left and len(found) < MOST:
        counted = Counter(ref for pair in left for ref in pair)
        found.append(min(counted, key=lambda ref: (-counted[ref], ref.iri)))
        left = [pair for pair in left if found[-1] not in pair]
    return () if left else tuple(found)


def two_of(gap: Gap) -> tuple[Ref, ...]:
    """Those who lack each other: without the third between them, where a gap names one."""
    others = tuple(party for party in gap.parties if party != gap.subject)
    return others if len(others) == MOST < len(gap.parties) else gap.parties
