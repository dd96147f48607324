"""How the parts of a network hang together: sectors, working groups and topics, each with its formula and source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb

from graph.measures.centrality import Measures
from graph.model import MEMBERSHIP, Actor, Tie
from graph.network.arrays import Arrays
from graph.network.edges import Pair, pairs_of, unordered
from graph.network.members import Members, groups_by_member

LEAST_MEMBERS = 3
"""Members from which a group has enough pairs to speak of its density."""
REACH_UP_TO = 20_000
"""Nodes up to which the contacts of all contacts are counted."""


@dataclass(frozen=True, slots=True)
class SectorTies:
    """Connected pairs of one sector (an IRI): `within` it, and `across` to other known sectors. `actors`: its size.

    expected_share: share across if the same number of pairs were drawn from all actors with a sector at random,
    k (n - k) / (k (n - k) + k (k - 1) / 2) for k of n actors; 0 for a sector that is alone.
    """

    sector: str
    actors: int
    within: int
    across: int
    expected_share: float


@dataclass(frozen=True, slots=True)
class GroupCohesion:
    """A working group (an IRI): its members, the sectors among them, and the pairs of members that are tied."""

    group: str
    members: int
    sectors: int
    tied: int

    @property
    def density(self) -> float | None:
        """Tied pairs / possible pairs of members, 0..1 (Wasserman & Faust 1994); None for fewer than three members."""
        return self.tied / comb(self.members, 2) if self.members >= LEAST_MEMBERS else None


def measure_sectors(measures: Measures) -> list[SectorTies]:
    """How far each known sector looks outward, the largest first. Pairs with an unknown sector do not count."""
    sizes = {sector: number for sector, number in measures.sectors.items() if sector}
    known = sum(sizes.values())
    within: Counter[str] = Counter()
    across: Counter[str] = Counter()
    for (one, other), number in measures.sector_pairs.items():
        if one == other:
            within[one] += number
        elif one and other:
            across.update({one: number, other: number})
    rows = [
        SectorTies(sector, size, within[sector], across[sector], _expected_share(size, known))
        for sector, size in sizes.items()
    ]
    return sorted(rows, key=lambda row: (-row.actors, row.sector))


def measure_groups(members: Members, actors: Mapping[str, Actor], ties: Iterable[Tie]) -> list[GroupCohesion]:
    """The groups with members, the largest first. `ties` are those that count. O(ties + pairs of members)."""
    pairs = _tied_pairs(ties)
    rows = []
    for iri, those in members.items():
        if those:
            sectors = {actor.sector.iri for one in those if (actor := actors.get(one)) and actor.sector}
            tied = sum(pair in pairs for pair in combinations(sorted(those), 2)) if len(those) <= len(pairs) else 0
            rows.append(GroupCohesion(iri, len(those), len(sectors), tied))
    return sorted(rows, key=lambda row: (-row.members, row.group))


def in_several_groups(members: Members) -> dict[str, tuple[str, ...]]:
    """The groups of each member of two or more of them: who carries word from one to the other."""
    found = sorted(groups_by_member(members).items())
    return {member: groups for member, groups in found if len(groups) > 1}


def actors_by_topic(arrays: Arrays) -> dict[str, frozenset[str]]:
    """Who works on each topic that anybody works on, as `graph.network.worked_on` tells it: the same as gaps count."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row, topic in zip(*arrays.topics_of.nonzero(), strict=True):
        found[arrays.topics[topic]].add(arrays.actors[row])
    return {topic: frozenset(those) for topic, those in sorted(found.items())}


def two_step_reach(flat: Mapping[str, Collection[str]]) -> dict[str, int]:
    """How many others each node reaches in at most two steps, 0..n-1, by whom each is connected with.

    O(sum of squared degrees). Source: Hanneman & Riddle 2005, "two-step reach". Empty above REACH_UP_TO nodes.
    """
    if len(flat) > REACH_UP_TO:
        return {}
    return {iri: len({iri}.union(flat[iri], *(flat[contact] for contact in flat[iri]))) - 1 for iri in flat}


def _expected_share(size: int, known: int) -> float:
    outward, inward = size * (known - size), comb(size, 2)
    return outward / (outward + inward) if outward else 0.0


def _tied_pairs(ties: Iterable[Tie]) -> set[Pair]:
    return {unordered(pair) for tie in ties if tie.kind != MEMBERSHIP for pair in pairs_of(tie)}
