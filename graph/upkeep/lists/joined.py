"""Who is connected with whom in a network, in whatever way: what a list that says no more than that may mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from graph.upkeep.lists.fields import PART_OF
from graph.upkeep.lists.present import IN_NETWORK, Present


def joined_pairs(present: Present, network: str) -> frozenset[frozenset[str]]:
    """All pairs that a tie of any kind and state connects, or of whom one is a part of the other. O(ties)."""
    return frozenset((*_by_ties(present, network), *_by_wholes(present)))


def _by_ties(present: Present, network: str) -> Iterator[frozenset[str]]:
    for one, kind in present.classes.items():
        for tie in present.by_type.get(one, ()):
            if network in present.iris(tie, IN_NETWORK):
                yield from map(frozenset, combinations(present.ends(tie, kind), 2))


def _by_wholes(present: Present) -> Iterator[frozenset[str]]:
    for iri in present.everyone:
        yield from (frozenset((iri, whole)) for whole in present.values(iri, PART_OF))
