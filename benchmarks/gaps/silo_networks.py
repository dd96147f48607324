"""Networks with planted silo cells, made otherwise than `akteursnetz generate` makes its own; arrays, without a store.

`uneven`: sectors and topics of very different sizes, hubs, overlapping groups whose members meet, another density in
each network. `events`: whoever comes to the same events is tied, sectors flock together, topics are lost from entries.
Each plants up to five cells among those with ties enough to tell, and says which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.network.arrays import Arrays

Reals = NDArray[np.float64]
Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Cell = tuple[int, int, int]
Tie = tuple[int, int, int]
"""Two actors, the smaller first, and a topic."""

LEAST_TIES = 6
"""Ties that a cell has before it is emptied: of fewer nobody could tell."""
BUSIEST = 0.35


@dataclass(frozen=True)
class Planted:
    """A network and its silos: (smaller sector, larger sector, topic)."""

    arrays: Arrays
    silos: frozenset[Cell]


def uneven(seed: int, actors: int = 300, left: float = 0.0) -> Planted:
    """Ties by activity, sectors, topics and groups; the cells lose all but `left` of their ties."""
    random = np.random.default_rng((7001, seed))
    sectors, topics = int(random.integers(5, 9)), int(random.integers(8, 15))
    sector = random.choice(sectors, actors, p=random.dirichlet(np.full(sectors, 3.0)))
    likes = random.dirichlet(0.6 * _zipf(topics) * topics, sectors) + 0.2 / topics
    works = _draw(random, likes[sector], 1 + random.poisson(1.0, actors))
    activity = np.minimum(random.pareto(2.2, actors) + 0.4, 12.0)
    mixing = random.lognormal(0.0, 0.5, (sectors, sectors))
    mixing = (mixing + mixing.T) / 2 + np.diag(random.uniform(0.5, 2.0, sectors))
    members = _groups(random, works, activity)
    rate = np.outer(activity, activity) * mixing[np.ix_(sector, sector)]
    rate *= 0.15 + (works.astype(float) @ works.T) + 1.5 * (members.astype(float) @ members.T)
    first, second = np.triu_indices(actors, 1)
    weight = rate[first, second]
    degree = random.uniform(5.0, 12.0)
    is_tied = random.random(len(first)) < -np.expm1(-weight * _scale(weight, degree * actors / 2))
    ties = _topics_of_ties(random, works, first[is_tied], second[is_tied])
    return _plant(random, _Whole(sector, works, members, ties), left)


def events(seed: int, actors: int = 300, left: float = 0.0) -> Planted:
    """Ties by meeting at events, and by introductions; 15 % of what the entries say of topics is lost afterwards."""
    random = np.random.default_rng((9001, seed))
    sectors, topics = int(random.integers(4, 8)), int(random.integers(6, 13))
    sector = np.sort(random.integers(0, sectors, actors) * (random.random(actors) < 0.8))
    works = _draw(random, np.tile(_zipf(topics), (actors, 1)), random.integers(1, 4, actors))
    keen = random.gamma(1.5, 1.0, actors)
    ties: set[Tie] = set()
    for _ in range(int(actors * random.uniform(0.9, 1.6))):
        topic = int(random.choice(topics, p=_zipf(topics)))
        host = int(random.integers(0, actors))
        chance = keen * (0.1 + works[:, topic]) * np.where(sector == sector[host], 1.8, 1.0)
        guests = random.choice(actors, int(random.integers(2, 7)), replace=False, p=chance / chance.sum())
        met = combinations(sorted({host, *guests.tolist()}), 2)
        ties.update((one, other, topic) for one, other in met if random.random() < 0.35)
    rows = np.array(sorted(ties))
    declared = works & (random.random(works.shape) > 0.15)
    none = np.zeros((actors, 0), dtype=np.bool_)
    return _plant(random, _Whole(sector, declared, none, rows), left)


NETWORKS: dict[str, Callable[..., Planted]] = {"uneven": uneven, "events": events}


@dataclass(frozen=True)
class _Whole:
    """A network before anything is taken from it."""

    sector: Integers
    works: Bools
    members: Bools
    ties: Integers


def _plant(random: np.random.Generator, whole: _Whole, left: float) -> Planted:
    """Empty some of the busiest cells."""
    sector, works, ties = whole.sector, whole.works, whole.ties
    ends, on = ties[:, :2], _on_topics(ties, works)
    low, high = np.sort(sector[ends], axis=1).T
    cells = {
        (x, y, topic): np.flatnonzero((low == x) & (high == y) & on[:, topic])
        for x, y in combinations(range(sector.max() + 1), 2)
        for topic in range(works.shape[1])
    }
    busy = sorted(cells, key=lambda cell: (-len(cells[cell]), cell))[: int(BUSIEST * len(cells))]
    busy = [cell for cell in busy if len(cells[cell]) >= LEAST_TIES]
    chosen = _tellable([busy[place] for place in random.permutation(len(busy))], cells, int(random.integers(3, 6)))
    gone = np.zeros(len(ties), dtype=np.bool_)
    for cell in chosen:
        gone[cells[cell][random.random(len(cells[cell])) >= left]] = True
    return Planted(_arrays(sector, works, whole.members, ties[~gone]), frozenset(chosen))


def _tellable(order: list[Cell], cells: dict[Cell, Integers], number: int) -> list[Cell]:
    """The first of these that leave a sector half of its ties on the topic, and two sectors half of what they share."""
    have: Counter[tuple[int, ...]] = Counter()
    for cell, ties in cells.items():
        have.update({side: len(ties) for side in _sides(cell)})
    lost: Counter[tuple[int, ...]] = Counter()
    chosen: list[Cell] = []
    for cell in order:
        size, sides = len(cells[cell]), _sides(cell)
        if len(chosen) < number and all(2 * (lost[side] + size) <= have[side] for side in sides):
            chosen.append(cell)
            lost.update(dict.fromkeys(sides, size))
    return chosen


def _sides(cell: Cell) -> tuple[tuple[int, ...], ...]:
    x, y, topic = cell
    return (x, topic, 0), (y, topic, 0), (x, y)


def _on_topics(ties: Integers, works: Bools) -> Bools:
    """Ties x topics: what a tie is about, and what the entries of both of its ends name."""
    on = works[ties[:, 0]] & works[ties[:, 1]]
    on[np.arange(len(ties)), ties[:, 2]] = True
    return on


def _arrays(sector: Integers, works: Bools, members: Bools, ties: Integers) -> Arrays:
    size, topics = works.shape
    rows, topic = np.nonzero(_on_topics(ties, works))
    tie_topics = np.unique(np.column_stack([ties[rows, :2], topic]), axis=0).astype(np.int64)
    adjacency = np.zeros((size, size), dtype=np.int64)
    adjacency[ties[:, 0], ties[:, 1]] = adjacency[ties[:, 1], ties[:, 0]] = 1
    known = works.copy()
    known[tie_topics[:, 0], tie_topics[:, 2]] = known[tie_topics[:, 1], tie_topics[:, 2]] = True
    return Arrays(
        actors=tuple(f"urn:a{place:05}" for place in range(size)),
        adjacency=sp.csr_array(adjacency),
        sectors=tuple(f"urn:s{place}" for place in range(sector.max() + 1)),
        sector_of=sector.astype(np.int64),
        groups=tuple(f"urn:g{place}" for place in range(members.shape[1])),
        members=sp.csr_array(members.astype(np.int64)),
        topics=tuple(f"urn:t{place:02}" for place in range(topics)),
        topics_of=sp.csr_array(known.astype(np.int64)),
        tie_topics=tie_topics,
    )


def _draw(random: np.random.Generator, weights: Reals, number: Integers) -> Bools:
    """So many topics in each row, the likelier ones more often."""
    scores = np.log(weights) + random.gumbel(size=weights.shape)
    place = np.argsort(np.argsort(-scores, axis=1), axis=1)
    return np.asarray(place < np.minimum(number, weights.shape[1])[:, None])


def _groups(random: np.random.Generator, works: Bools, activity: Reals) -> Bools:
    """Overlapping groups on a topic each, the active in several."""
    actors, topics = works.shape
    number = actors // 10
    members = np.zeros((actors, number), dtype=np.bool_)
    for group in range(number):
        chance = activity * (0.1 + 2.0 * works[:, random.integers(0, topics)])
        size = int(np.clip(random.lognormal(np.log(10), 0.6), 3, 40))
        members[random.choice(actors, size, replace=False, p=chance / chance.sum()), group] = True
    return members


def _topics_of_ties(random: np.random.Generator, works: Bools, first: Integers, second: Integers) -> Integers:
    both = works[first] & works[second]
    either = np.where(both.any(axis=1, keepdims=True), both, works[first] | works[second])
    topic = np.argmax(random.random(either.shape) * either, axis=1)
    return np.column_stack([first, second, topic])


def _zipf(number: int) -> Reals:
    weights = 1 / np.arange(1, number + 1) ** 0.7
    return np.asarray(weights / weights.sum())


def _scale(weight: Reals, wanted: float) -> float:
    """The factor with which so many ties are to be expected, by bisection."""
    low, high = 0.0, 1e3
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if -np.expm1(-weight * middle).sum() < wanted else (low, middle)
    return high
