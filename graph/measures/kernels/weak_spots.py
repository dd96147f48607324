"""Where a network would break: cut points, bridges, and single brokers between sectors or groups, as indices and sizes.

Each spot scores the actors who depend on it. Whoever shares a working group counts as connected, so that nothing is
called a breaking point that the groups bridge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from graph.libraries import Flags, Integers, np, sp
from graph.measures.kernels.cuts import Cuts, actor_weights, find_cuts, linked
from graph.network.arrays import MEETING_MOST, Arrays

Rule = Literal["cut-point", "bridge", "sector-broker", "group-broker"]
Key = tuple[str, tuple[int, ...], tuple[int, ...]]

LEAST_CUT_OFF = 2
"""One actor with one contact is that actor's matter, not a breaking point of the network."""
_ONE_SHARED, _LOT = 2**32, 2_000
LEAST_CIRCLE = 3
"""Actors a sector or members a group must have for a single contact to be a risk."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A breaking point: actors by their indices, `between` the two sectors or groups, `score` who depends on it.

    pieces: the actors cut off, the largest piece first. contacts: of a sector broker, in the other sector.
    """

    rule: Rule
    actors: tuple[int, ...]
    score: int
    between: tuple[int, ...] = ()
    pieces: tuple[tuple[int, ...], ...] = ()
    contacts: int = 0

    @property
    def key(self) -> Key:
        """What makes it the same spot in another network of the same actors."""
        return self.rule, tuple(sorted(self.actors)), self.between


def find_weak_spots(arrays: Arrays, top: int, cuts: Cuts | None = None) -> list[Spot]:
    """The `top` spots of each rule that most actors depend on. O(n + m), and the pairs of groups with shared actors.

    `cuts`: of the linked snapshot, if they are known already.
    """
    cuts = cuts or find_cuts(linked(arrays), actor_weights(arrays))
    return [
        *_first(_cut_points(arrays, cuts, top), top),
        *_first(_bridges(arrays, cuts, top), top),
        *_first(_sector_brokers(arrays), top),
        *islice(_group_brokers(arrays), top),
    ]


def _first(spots: Iterator[Spot], top: int) -> list[Spot]:
    return sorted(spots, key=lambda spot: (-spot.score, spot.actors, spot.between))[:top]


def _cut_points(arrays: Arrays, cuts: Cuts, top: int) -> Iterator[Spot]:
    lost = cuts.lost[: arrays.size]
    found = np.flatnonzero(lost >= LEAST_CUT_OFF)
    for index in found[np.lexsort((found, -lost[found]))][:top].tolist():
        pieces = (_actors(piece, arrays) for piece in cuts.pieces(index))
        yield Spot("cut-point", (index,), int(lost[index]), pieces=tuple(pieces))


def _bridges(arrays: Arrays, cuts: Cuts, top: int) -> Iterator[Spot]:
    for bridge in cuts.bridges(LEAST_CUT_OFF, top):
        yield Spot("bridge", (bridge.near, bridge.far), bridge.weight, pieces=(_actors(bridge.side, arrays),))


def _actors(nodes: Integers, arrays: Arrays) -> tuple[int, ...]:
    return tuple(nodes[nodes < arrays.size].tolist())


def _sector_brokers(arrays: Arrays) -> Iterator[Spot]:
    """Sectors of which one actor alone has contacts with another sector: a tie, or a group in which both meet.

    A single tie shows from both sides and is given from the larger one.
    """
    belongs = arrays.belongs
    meetings = _meetings(arrays, 1)
    reach = np.asarray((arrays.adjacency @ belongs + meetings @ (meetings.T @ belongs)).todense())
    sizes, reaching = np.asarray(belongs.sum(axis=0)), np.asarray(belongs.T @ (reach > 0))
    enough = (sizes >= LEAST_CIRCLE)[:, None] & (sizes >= LEAST_CIRCLE)[None, :]
    seen_better = (reaching.T == 1) & (sizes[:, None] < sizes[None, :])
    for sector, other in np.argwhere((reaching == 1) & enough & ~seen_better).tolist():
        if sector != other:
            index = int(np.flatnonzero((arrays.sector_of == sector) & (reach[:, other] > 0))[0])
            met = arrays.adjacency[[index]] + meetings[[index]] @ meetings.T
            contacts = int((arrays.sector_of[sp.csr_array(met).indices] == other).sum())
            yield Spot("sector-broker", (index,), int(sizes[sector]) - 1, (sector, other), contacts=contacts)


def _meetings(arrays: Arrays, least: int) -> sp.csr_array:
    """Memberships of groups in which everybody meets; the others keep their column, empty."""
    sizes = np.asarray(arrays.members.sum(axis=0)).ravel()
    kept = (sizes >= least) & (sizes <= MEETING_MOST)
    members = sp.csr_array(arrays.members.multiply(kept[None, :].astype(np.int64)))
    members.eliminate_zeros()
    return members


def _group_brokers(arrays: Arrays) -> Iterator[Spot]:
    """Pairs of groups with one shared member, and no tie between their others, the largest first.

    Only such as have to do with each other: two that are about the same field.
    Of the ties between members of both, those of the shared one b are its ties to either: all = R_bg + R_bh.
    """
    members = _meetings(arrays, LEAST_CIRCLE)
    sizes = np.asarray(arrays.members.sum(axis=0)).ravel()
    numbered = members.multiply(_ONE_SHARED + np.arange(arrays.size)[:, None])
    overlap = sp.triu(members.T @ sp.csr_array(numbered), 1).tocoo()
    single = overlap.data // _ONE_SHARED == 1
    single &= _are_about_the_same(arrays, overlap.row, overlap.col)
    one, other = overlap.row[single].astype(np.int64), overlap.col[single].astype(np.int64)
    shared, score = overlap.data[single] % _ONE_SHARED, np.minimum(sizes[one], sizes[other]) - 1
    found = np.column_stack([shared, one, other, score])[np.lexsort((other, one, shared, -score))]
    columns = sp.csr_array(members.T)
    for start in range(0, len(found), _LOT):
        lot = found[start : start + _LOT]
        for index, first, second, size in lot[_alone(arrays.adjacency, columns, lot)].tolist():
            yield Spot("group-broker", (index,), size, (first, second))


def _are_about_the_same(arrays: Arrays, one: Integers, other: Integers) -> Flags:
    """Of pairs of groups: whether they share a field, or one field depends on the other.

    Where it is recorded of no group what it is about, all are taken to be.
    """
    about, fields = arrays.group_fields, arrays.fields
    if about is None or fields is None or not about.nnz:
        return np.ones(len(one), np.bool_)
    near = about if arrays.depends is None else sp.csr_array(about + about @ fields.T @ arrays.depends @ fields)
    return np.asarray(near[one].multiply(about[other]).sum(axis=1)).ravel() > 0


def _alone(adjacency: sp.csr_array, columns: sp.csr_array, lot: Integers) -> Flags:
    """Of rows (shared member, group, other group): whether all ties between both groups are the shared member's."""
    one, other = columns[lot[:, 1]], columns[lot[:, 2]]
    own = adjacency[lot[:, 0]]
    ties = sp.csr_array(one @ adjacency).multiply(other).sum(axis=1)
    return np.asarray(ties == own.multiply(one).sum(axis=1) + own.multiply(other).sum(axis=1)).ravel()
