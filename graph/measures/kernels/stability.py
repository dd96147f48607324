"""Whether a finding would stand had the ties been recorded a little differently: ranks when ties are exchanged.

Each trial takes away one recorded tie in ten at random and puts as many elsewhere: the two errors of recording, a tie
that is over and one that was missed (Borgatti, Carley & Krackhardt 2006). Whoever has more contacts and memberships
is the more likely end of a missed tie; isolates stay isolated.
Memberships stay, for they come from lists. The trials are the same in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.libraries import Integers, np, sp
from graph.network.arrays import Arrays

Key = TypeVar("Key", bound=Hashable)

TRIALS = 20
EXCHANGED = 0.1
RELIABLE = 0.5
_SEED = 2016
_DRAWS = 20


@dataclass(frozen=True, slots=True)
class Stability:
    """Best and worst rank of a finding over the trials in which it was found, 1 = first, and in how many it was.

    Ranks are 0 when it never was.
    """

    best: int
    worst: int
    found: int
    trials: int

    @property
    def is_reliable(self) -> bool:
        """Found in at least half of the trials."""
        return self.found >= RELIABLE * self.trials


def rank_ranges(
    arrays: Arrays, score: Callable[[Arrays], Mapping[Key, float]], *, trials: int = TRIALS
) -> dict[Key, Stability]:
    """The standing of each finding that `score` gives for the network itself. As long as `trials` calls of it.

    Findings of equal score have the same rank. What was found in trials only is no finding.
    """
    ranks: dict[Key, list[int]] = {key: [] for key in score(arrays)}
    for trial in range(trials):
        for key, rank in _ranks(score(exchanged(arrays, trial))).items():
            if key in ranks:
                ranks[key].append(rank)
    return {
        key: Stability(min(seen, default=0), max(seen, default=0), len(seen), trials) for key, seen in ranks.items()
    }


def exchanged(arrays: Arrays, trial: int) -> Arrays:
    """The network with one tie in ten exchanged, at least one; fewer come where few pairs are left to tie."""
    random = np.random.default_rng((_SEED, trial))
    size, ties = arrays.size, sp.triu(arrays.adjacency, 1).tocoo()
    pairs = np.sort(ties.row.astype(np.int64) * size + ties.col)
    ends = np.repeat(np.arange(size), arrays.degree + np.diff(arrays.members.indptr))
    number = max(1, round(EXCHANGED * len(pairs)))
    if not len(pairs):
        return arrays
    one, other = random.choice(ends, _DRAWS * number), random.choice(ends, _DRAWS * number)
    drawn = np.minimum(one, other) * size + np.maximum(one, other)
    _, first = np.unique(drawn, return_index=True)
    fresh = drawn[np.sort(first)]
    fresh = fresh[(fresh // size != fresh % size) & ~np.isin(fresh, pairs)][:number]
    shuffled = random.permutation(pairs)
    gone, kept = shuffled[:number], shuffled[number:]
    rows, columns = np.divmod(np.concatenate([kept, fresh]), size)
    both = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    adjacency = sp.csr_array((np.ones(len(both[0]), np.int64), both), shape=(size, size))
    adjacency.sort_indices()
    return replace(arrays, adjacency=adjacency, tie_topics=_moved(arrays.tie_topics, size, gone, fresh))


def _moved(tie_topics: Integers, size: int, gone: Integers, fresh: Integers) -> Integers:
    """The topics of each tie that was taken away, on the tie that came in its place."""
    where = tie_topics[:, 0] * size + tie_topics[:, 1]
    order = np.argsort(gone)
    index = order[np.minimum(np.searchsorted(gone, where, sorter=order), len(gone) - 1)]
    moves = gone[index] == where
    instead = np.append(fresh, np.full(len(gone) - len(fresh), -1))
    where = np.where(moves, instead[index], where)
    found = np.column_stack([where // size, where % size, tie_topics[:, 2]])[where >= 0]
    return np.unique(found, axis=0)


def _ranks(scores: Mapping[Key, float]) -> dict[Key, int]:
    ordered = np.sort([-score for score in scores.values()])
    return {key: int(np.searchsorted(ordered, -score)) + 1 for key, score in scores.items()}
