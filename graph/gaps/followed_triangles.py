"""Open triangles after a change: only the circles that it reaches are looked at again.

A circle is a topic of a network, and no triangle goes beyond one. A tie on a topic reaches its own circles; who has met
or shares a group now, those in which both stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.gaps.open_triangles import SPARE, Circle, OpenTriangles, circles_of, open_triangles
from graph.model import INTERFACE, MEMBERSHIP, Tie
from graph.network.changed import changed_keys
from graph.network.edges import counting_ties, pairs_of
from graph.network.reading import Model

MOST_CHANGED = 1_000
"""Ties; of more the whole is as soon found anew."""


def follow_triangles(
    former: OpenTriangles,
    former_ties: Mapping[str, Tie],
    model: Model,
    *,
    network: str | None,
    at: str | None,
    left_out: Collection[str],
) -> OpenTriangles | None:
    """Those of a model by those of a former state with other ties; None where all have to be looked for anew.

    The groups must be the same. O(ties, sum of squared contacts in the circles that the change reaches).
    """
    changed = changed_keys(former_ties, model.ties)
    if len(changed) > MOST_CHANGED:
        return None
    versions = (ties.get(iri) for iri in changed for ties in (former_ties, model.ties))
    counted = counting_ties((tie for tie in versions if tie is not None), at=at)
    present = [tie for tie in counting_ties(model.ties.values(), at=at) if tie.kind == INTERFACE]
    reached = _reached(counted, present, network, left_out)
    if not reached:
        return former
    anew = open_triangles(model, network=network, at=at, left_out=left_out, most=former.most, only=reached)
    return _joined(former, anew, reached)


def _reached(
    changed: Iterable[Tie], present: Iterable[Tie], network: str | None, left_out: Collection[str]
) -> set[Circle]:
    """The circles in which these ties can have made or ended a triangle."""
    changed = list(changed)
    interfaces = [tie for tie in changed if tie.kind == INTERFACE]
    met = {frozenset(pair) for tie in interfaces for pair in pairs_of(tie)}
    members = {member for tie in changed if tie.kind == MEMBERSHIP for member, _ in pairs_of(tie)}
    watched = members.union(*met)
    stand: defaultdict[str, set[Circle]] = defaultdict(set)
    for tie in present:
        for party in watched.intersection(one.iri for one in tie.parties):
            stand[party].update(circles_of(tie, network, left_out))
    reached = {circle for tie in interfaces for circle in circles_of(tie, network, left_out)}
    reached.update(*(stand[member] for member in members))
    return reached.union(*(set.intersection(*(stand[one] for one in pair)) for pair in met))


def _joined(former: OpenTriangles, anew: OpenTriangles, reached: Collection[Circle]) -> OpenTriangles | None:
    """Both together; None where some of those that come now were never kept."""
    numbers = {circle: number for circle, number in former.numbers.items() if circle not in reached}
    first = [one for one in former.first if one[3:] not in reached]
    if len(former.first) < former.number:
        last = former.first[-1]
        first += (one for one in anew.first if one <= last)
        if len(first) < min(former.most, sum(numbers.values()) + anew.number):
            return None
    else:
        first += anew.first
    return OpenTriangles(sorted(first)[: SPARE * former.most], {**numbers, **anew.numbers}, former.most)
