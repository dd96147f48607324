"""Gaps planted into a random network, and what was planted: the truth that gap analysis is measured against.

Removed: single ties, single memberships, and most of the ties between two sectors on one topic (silo cells).
Chosen: what the rules of `ontology/rules` find, and which demands are open. Everything else is kept clear of these
rules: each standing group has members of all sectors and a spokesperson, each existing interface a carrier, each
active actor a tie or a membership. `triangle-open` is a property of any network and neither planted nor avoided.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.libraries import Flags, np
from graph.load.generator.network import FIELDS, TOPICS, Actors, Groups, Numbers, Pairs, Ties, shared_topic
from graph.load.generator.words import SECTORS

FORGOTTEN_TIES = 0.06
FORGOTTEN_MEMBERSHIPS = 0.05
UNCARRIED = 0.02
SILO_CELLS = 4
STATES = ("exists", "planned", "ended", "unclear")
_STATE_SHARES = (0.92, 0.03, 0.03, 0.02)
_LEAST_CELL = 3
_PER_FIELD = TOPICS // FIELDS


@dataclass(frozen=True, slots=True)
class Silo:
    """Two sectors that lost the ties between them on a topic: how many, and how many are left."""

    sectors: tuple[int, int]
    topic: int
    pairs: tuple[tuple[int, int], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Interfaces:
    """Recorded ties with their state (a number of STATES) and the group that carries them (-1: nobody)."""

    ties: Ties
    state: Numbers
    carrier: Numbers
    source: Numbers


@dataclass(frozen=True, slots=True)
class Planted:
    """A network with gaps. Groups and actors are given by number, pairs of actors with the smaller one first."""

    actors: Actors
    groups: Groups
    interfaces: Interfaces
    is_standing: Flags
    speaker: Numbers  # by group, -1 for none
    isolated: Numbers
    forgotten_ties: Ties
    forgotten_memberships: Pairs
    silos: tuple[Silo, ...]
    one_sided: tuple[tuple[int, int], ...]  # group, absent sector
    unsteered: Numbers
    demanded: Ties
    overdue: Flags  # of the demanded
    fulfilled: Ties
    demanded_members: Pairs
    demanded_holders: Pairs  # actor, topic


def isolated_actors(count: int) -> Numbers:
    """Who is named and not tied: the last ones."""
    return np.arange(count - max(2, count // 100), count)


def plant(rng: np.random.Generator, actors: Actors, groups: Groups, ties: Ties, silo_left: float) -> Planted:
    """The network as recorded, and what is missing from it. `silo_left` is the share of its ties a silo cell keeps."""
    state = rng.choice(len(STATES), len(ties), p=_STATE_SHARES)
    forgotten = (state == 0) & (rng.random(len(ties)) < FORGOTTEN_TIES)
    silos, cut = _silos(rng, actors, ties, (state == 0) & ~forgotten, silo_left)
    kept = ~forgotten & ~cut
    recorded, state = ties.keep(kept), state[kept]
    standing = _standing(rng, len(groups))
    one_sided = _one_sided(rng, standing)
    members, lost = _memberships(rng, actors, groups, one_sided, _with_tie(actors, recorded, state))
    unsteered = _some(rng, np.flatnonzero(standing)[1:], max(1, len(groups) // 50))
    demanded = _demanded(rng, actors, ties)
    existing = recorded.keep(state == 0)
    return Planted(
        actors=actors,
        groups=members,
        interfaces=_interfaces(rng, groups, recorded, state),
        is_standing=standing,
        speaker=_speakers(actors, members, standing, unsteered),
        isolated=isolated_actors(len(actors)),
        forgotten_ties=ties.keep(forgotten),
        forgotten_memberships=lost,
        silos=silos,
        one_sided=one_sided,
        unsteered=unsteered,
        demanded=demanded,
        overdue=np.arange(len(demanded)) % 3 == 0,
        fulfilled=existing.keep(
            _flags(len(existing), _some(rng, np.arange(len(existing)), max(2, len(actors) // 150)))
        ),
        demanded_members=_demanded_members(rng, actors, (groups, members)),
        demanded_holders=_demanded_holders(rng, actors),
    )


def group_of(rng: np.random.Generator, groups: Groups, topic: Numbers) -> Numbers:
    """A group for each topic: one that works on it, else the first of its field."""
    lists = [np.flatnonzero(groups.topics[:, number]) for number in range(TOPICS)]
    lists = [found if len(found) else np.array([number // _PER_FIELD]) for number, found in enumerate(lists)]
    lengths = np.array([len(found) for found in lists])
    starts = np.cumsum(lengths) - lengths
    return np.asarray(np.concatenate(lists)[starts[topic] + (rng.random(len(topic)) * lengths[topic]).astype(np.int64)])


def _silos(
    rng: np.random.Generator, actors: Actors, ties: Ties, present: Flags, left: float
) -> tuple[tuple[Silo, ...], Flags]:
    """Cells among the busiest fifth, and which ties they lost."""
    cut = np.zeros(len(ties), dtype=np.bool_)
    silos = []
    for topic, low, high in _busy_cells(rng, actors, ties, present):
        cell = np.flatnonzero(_in_cell(actors, ties, topic, low, high) & present)
        lost = cell[rng.random(len(cell)) >= left]
        cut[lost] = True
        pairs = tuple(zip(ties.first[lost].tolist(), ties.second[lost].tolist(), strict=True))
        silos.append(Silo((low, high), topic, pairs, len(cell) - len(lost)))
    return tuple(silos), cut


def _busy_cells(rng: np.random.Generator, actors: Actors, ties: Ties, present: Flags) -> list[tuple[int, int, int]]:
    low, high = np.triu_indices(len(SECTORS), 1)
    cells = [
        (topic, one, other) for topic in range(TOPICS) for one, other in zip(low.tolist(), high.tolist(), strict=True)
    ]
    sizes = np.array([np.count_nonzero(_in_cell(actors, ties, *cell) & present) for cell in cells])
    busy = np.argsort(-sizes, kind="stable")[: len(cells) // 5]
    busy = busy[sizes[busy] >= _LEAST_CELL]
    return [cells[number] for number in _some(rng, busy, SILO_CELLS)]


def _in_cell(actors: Actors, ties: Ties, topic: int, low: int, high: int) -> Flags:
    """Ties between two sectors that are on a topic, or whose ends both work on it."""
    one, other = actors.sector[ties.first], actors.sector[ties.second]
    both = actors.topics[ties.first, topic] & actors.topics[ties.second, topic]
    between = (np.minimum(one, other) == low) & (np.maximum(one, other) == high)
    return np.asarray(between & (both | (ties.topic == topic)), dtype=np.bool_)


def _standing(rng: np.random.Generator, count: int) -> Flags:
    """Which groups stand for themselves; the others work for one of these. The first of each field does."""
    return np.asarray((np.arange(count) < FIELDS) | (rng.random(count) < 0.75), dtype=np.bool_)  # noqa: PLR2004


def _one_sided(rng: np.random.Generator, standing: Flags) -> tuple[tuple[int, int], ...]:
    """Standing groups without the members of one sector; the first group keeps its own."""
    chosen = _some(rng, np.flatnonzero(standing)[1:], max(1, len(standing) // 50))
    absent = rng.integers(0, len(SECTORS), len(chosen))
    return tuple(zip(chosen.tolist(), absent.tolist(), strict=True))


def _with_tie(actors: Actors, ties: Ties, state: Numbers) -> Flags:
    existing = ties.keep(state == 0)
    return _flags(len(actors), np.concatenate([existing.first, existing.second]))


def _memberships(
    rng: np.random.Generator, actors: Actors, groups: Groups, one_sided: tuple[tuple[int, int], ...], tied: Flags
) -> tuple[Groups, Pairs]:
    """The memberships that are recorded, and those that were forgotten.

    Forgotten are some of actors with two or more, where the sector stays in the group. An actor left with nothing
    at all joins a group.
    """
    sector = actors.sector[groups.member]
    stays = np.ones(len(groups.member), dtype=np.bool_)
    for closed, absent in one_sided:
        stays[(groups.group == closed) & (sector == absent)] = False
    joined = np.bincount(groups.member[stays], minlength=len(actors))
    side = np.zeros((len(groups), len(SECTORS)), dtype=np.int64)
    np.add.at(side, (groups.group[stays], sector[stays]), 1)
    lost: list[int] = []
    for entry in rng.permutation(np.flatnonzero(stays & (rng.random(len(stays)) < 2 * FORGOTTEN_MEMBERSHIPS))).tolist():
        one, place = groups.member[entry], (groups.group[entry], sector[entry])
        if len(lost) < FORGOTTEN_MEMBERSHIPS * len(stays) and joined[one] > 1 and side[place] > 1:
            joined[one] -= 1
            side[place] -= 1
            lost.append(entry)
    stays[lost] = False
    alone = np.flatnonzero((actors.activity > 0) & ~tied & (joined == 0))
    homes = group_of(rng, groups, shared_topic(rng, actors.topics, alone, alone))
    for closed, absent in one_sided:
        homes[(homes == closed) & (actors.sector[alone] == absent)] = 0
    member = np.concatenate([groups.member[stays], alone])
    group = np.concatenate([groups.group[stays], homes])
    order = np.lexsort((member, group))
    return Groups(groups.topics, member[order], group[order]), (groups.member[lost], groups.group[lost])


def _speakers(actors: Actors, groups: Groups, standing: Flags, unsteered: Numbers) -> Numbers:
    """The most active member of each standing group."""
    order = np.lexsort((-actors.activity[groups.member], groups.group))
    numbers, firsts = np.unique(groups.group[order], return_index=True)
    speaker = np.full(len(groups), -1)
    speaker[numbers] = groups.member[order][firsts]
    speaker[~standing] = -1
    speaker[unsteered] = -1
    return speaker


def _interfaces(rng: np.random.Generator, groups: Groups, ties: Ties, state: Numbers) -> Interfaces:
    source = group_of(rng, groups, ties.topic)
    existing = np.flatnonzero(state == 0)
    carrier = source.copy()
    carrier[_some(rng, existing, max(2, int(UNCARRIED * len(existing))))] = -1
    return Interfaces(ties, state, carrier, source)


def _demanded(rng: np.random.Generator, actors: Actors, ties: Ties) -> Ties:
    """Pairs of two sectors that work on one topic and are not tied in any way."""
    wanted = max(4, len(actors) // 50)
    active = np.flatnonzero(actors.activity > 0)
    one = rng.choice(active, 20 * wanted)
    other = rng.choice(active, 20 * wanted)
    first, second = np.minimum(one, other), np.maximum(one, other)
    fits = (actors.sector[first] != actors.sector[second]) & (actors.topics[first] & actors.topics[second]).any(axis=1)
    keys = np.unique((first * len(actors) + second)[fits])
    keys = np.sort(rng.permutation(np.setdiff1d(keys, ties.first * len(actors) + ties.second))[:wanted])
    first, second = np.divmod(keys, len(actors))
    return Ties(first, second, shared_topic(rng, actors.topics, first, second))


def _demanded_members(rng: np.random.Generator, actors: Actors, known: tuple[Groups, Groups]) -> Pairs:
    """Actors who are to join a group that they are not in and never were."""
    wanted = max(2, len(actors) // 100)
    member = rng.choice(np.flatnonzero(actors.activity > 0), 4 * wanted, replace=False)
    group = rng.integers(0, len(known[0]), len(member))
    taken = np.concatenate([groups.group * len(actors) + groups.member for groups in known])
    new = ~np.isin(group * len(actors) + member, taken)
    return member[new][:wanted], group[new][:wanted]


def _demanded_holders(rng: np.random.Generator, actors: Actors) -> Pairs:
    """Two actors of the public sector who are to be in charge of a topic."""
    holder = _some(rng, np.flatnonzero((actors.sector == 0) & (actors.activity > 0)), 2)
    return holder, rng.integers(0, TOPICS, len(holder))


def _some(rng: np.random.Generator, pool: Numbers, size: int) -> Numbers:
    """Some of a pool, each once, in its own order; all when there are fewer."""
    return np.sort(rng.choice(pool, min(size, len(pool)), replace=False))


def _flags(size: int, which: Numbers) -> Flags:
    flags = np.zeros(size, dtype=np.bool_)
    flags[which] = True
    return flags
