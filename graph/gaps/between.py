"""Between whom ties are, by sector and by group: what exists beside what was to be expected, and what is demanded.

A network or a group has no sector of its own: it is counted by who carries it, which is who steers or coordinates it,
else its members; where nobody does yet, by who is to. Between groups a group stands for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations_with_replacement, product

from graph.gaps.sufficiency import LEAST_TIES
from graph.measures.tie_quality import Rated, rate
from graph.model import EXISTING, MEMBERSHIP, State, Tie
from graph.network.edges import Pair, counting_ties, pairs_of, unordered
from graph.terms import NK

STEERING = frozenset({NK + "steers", NK + "coordinates"})
_TO_COME: tuple[State, ...] = ("planned", "demanded")
_DEMANDED: tuple[State, ...] = ("demanded",)

Sides = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Ties between two sides, which may be the same one, by both in alphabetical order.

    existing: pairs of whoever is tied, memberships left out. expected: how many pairs it would be if everybody had as
    many as they have, with anybody; nothing below 20 of them. demanded: demanded ties and memberships. Those of which
    an end belongs to no side are `uncounted`, `uncounted_demands`; who that is, `sideless`. rated: what is said of how
    well the existing ones carry, where anything is.
    """

    existing: Mapping[Pair, int] = field(default_factory=dict)
    expected: Mapping[Pair, float] = field(default_factory=dict)
    demanded: Mapping[Pair, int] = field(default_factory=dict)
    uncounted: int = 0
    uncounted_demands: int = 0
    sideless: frozenset[str] = frozenset()
    rated: Mapping[Pair, tuple[Rated, ...]] = field(default_factory=dict)


def with_bodies(
    own: Sides, bodies: Iterable[str], ties: Sequence[Tie], at: str | None = None
) -> dict[str, frozenset[str]]:
    """The sides of those who have some, and of each network and group the sides of who carries it."""
    carriers = _Carriers(own, ties, at)
    found = {iri: frozenset(side for one in carriers.of(iri) for side in own[one]) for iri in bodies}
    return {**own, **{iri: sides for iri, sides in found.items() if sides}}


def exchange(ties: Sequence[Tie], sides: Sides, at: str | None = None) -> Exchange:
    """The three tables for these sides. That somebody carries a body is no tie. O(ties + actors x sides^2)."""
    between = [tie for tie in ties if not _carries(tie)]
    held = [tie for tie in counting_ties(between, at=at) if tie.kind != MEMBERSHIP]
    existing = {unordered(pair) for tie in held for pair in pairs_of(tie)}
    demands = [pairs for tie in counting_ties(between, _DEMANDED, at) if (pairs := pairs_of(tie))]
    counted = {pair for pair in existing if all(end in sides for end in pair)}
    told = [{cell for pair in pairs for cell in _cells(pair, sides)} for pairs in demands]
    ends = {end for pair in (*existing, *chain.from_iterable(demands)) for end in pair}
    return Exchange(
        existing=_by_cell(counted, sides),
        expected=ExpectedPairs(counted, sides) if len(counted) >= LEAST_TIES else {},
        demanded=Counter(cell for cells in told for cell in cells),
        uncounted=len(existing) - len(counted),
        uncounted_demands=sum(not cells for cells in told),
        sideless=frozenset(ends - sides.keys()),
        rated=_rated(held, sides),
    )


def _by_cell(pairs: Iterable[Pair], sides: Sides) -> Counter[Pair]:
    """How many pairs lie between every two sides: those of the same sides are counted before they are shared out."""
    found: Counter[Pair] = Counter()
    for both, number in Counter((sides[one], sides[other]) for one, other in pairs).items():
        for cell in _between(*both):
            found[cell] += number
    return found


def _rated(ties: Iterable[Tie], sides: Sides) -> dict[Pair, tuple[Rated, ...]]:
    found: defaultdict[Pair, list[Tie]] = defaultdict(list)
    for tie in ties:
        for cell in {cell for pair in pairs_of(tie) for cell in _cells(pair, sides)} if tie.ratings else ():
            found[cell].append(tie)
    return {cell: rate(those) for cell, those in found.items()}


class ExpectedPairs(Mapping[Pair, float]):
    """Pairs between two sides if each of m had its ends drawn by how many pairs somebody is in: d_u d_v / 2m.

    Summed over pairs of different ends, each once; whoever belongs to both sides is on both. Source: the configuration
    model (Newman 2010, 13.2). Computed for whoever asks: a thousand groups have half a million pairs.
    """

    def __init__(self, pairs: Iterable[Pair], sides: Sides) -> None:
        self._degree = Counter(end for pair in pairs for end in pair)
        self._ends = sum(self._degree.values())
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        for end in self._degree:
            for side in sides[end]:
                self._members[side].add(end)

    def __getitem__(self, pair: Pair) -> float:
        one, other = pair
        if one > other or one not in self._members or other not in self._members:
            raise KeyError(pair)
        return self._drawn(self._members[one], self._members[other])

    def __iter__(self) -> Iterator[Pair]:
        return combinations_with_replacement(sorted(self._members), 2)

    def __len__(self) -> int:
        return len(self._members) * (len(self._members) + 1) // 2

    def _drawn(self, one: set[str], other: set[str]) -> float:
        degree, both = self._degree, one & other
        first, second, shared = (sum(degree[end] for end in those) for those in (one, other, both))
        same = sum(degree[end] ** 2 for end in both)
        return (first * second - same - (shared**2 - same) / 2) / self._ends


def _cells(pair: Pair, sides: Sides) -> set[Pair]:
    one, other = (sides.get(end, frozenset()) for end in pair)
    return _between(one, other)


def _between(one: Iterable[str], other: Iterable[str]) -> set[Pair]:
    return {unordered(cell) for cell in product(one, other)}


class _Carriers:
    """Who carries a network or a group, down to those who have sides of their own."""

    def __init__(self, own: Sides, ties: Sequence[Tie], at: str | None) -> None:
        self._own, self._levels = own, list(_levels(ties, at))

    def of(self, body: str, above: frozenset[str] = frozenset()) -> set[str]:
        """Those of the first level that names any."""
        if body in self._own:
            return {body}
        asked = above | {body}
        for level in self._levels:
            if found := {one for carrier in level.get(body, set()) - asked for one in self.of(carrier, asked)}:
                return found
        return set()


def _levels(ties: Sequence[Tie], at: str | None) -> Iterator[dict[str, set[str]]]:
    """Who steers, who is a member; then who is to."""
    for states in (EXISTING, _TO_COME):
        held = counting_ties(ties, states, at)
        yield _by_target(filter(_carries, held))
        yield _by_target(tie for tie in held if tie.kind == MEMBERSHIP)


def _carries(tie: Tie) -> bool:
    return tie.detail is not None and tie.detail.iri in STEERING


def _by_target(ties: Iterable[Tie]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        for target in tie.targets:
            found[target.iri].update(source.iri for source in tie.sources)
    return found
