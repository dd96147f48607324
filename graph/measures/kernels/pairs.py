"""Which unconnected pairs share the most: the best k of all pairs, without ever holding all pairs.

A pair scores the sum of the weights of what both are joined to: contacts (resource allocation), topics, groups; and of
what the one is joined to that belongs together with what the other is joined to (`between`).
Weights are integers, so that the sums are the same bits in whatever order, on whatever engine, they are added.
The work is the number of two-step paths, the sum of squared column sizes, not the number of pairs. Of large networks
most paths are not walked: a pair scores at most what all columns of either row weigh together, so rows that weigh less
than the k-th best of the pairs in the rarest columns are left out, and nothing of the answer with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.libraries import Flags, Integers, np, sp
from graph.measures.kernels.compiled import WORTH_PATHS, BestPairs, loops_for

SCALE = 2**32
"""Weights are shares of this whole: 1/d becomes SCALE // d."""
COLUMN_CAP = 10_000
"""What more than so many share says nothing about a pair (each weighs below 1/10,000) and would cost 10^8 steps."""
_BLOCK_PATHS = 250_000
"""What fits into the processor's cache: twice as fast as blocks of four million, whose memory is new each time."""
_WALKED_UP_TO = 1_000_000
_TASTED = 0.02
_HALF = 32

Found = tuple[Integers, Integers, Integers]


@dataclass(frozen=True, slots=True, eq=False)
class TopPairs:
    """The best pairs, highest score first, equal ones by their row numbers; `score` is in units of 1/SCALE.

    `skipped` are the columns left out because more than COLUMN_CAP rows share them.
    """

    score: Integers
    first: Integers
    second: Integers
    skipped: Integers

    def __len__(self) -> int:
        return len(self.score)


def inverse_weights(sizes: Integers, *, less: int = 0) -> Integers:
    """SCALE // (size - less) for each column, 0 where that is not positive. Resource allocation: Zhou et al. 2009."""
    parts = sizes.astype(np.int64) - less
    return np.where(parts > 0, SCALE // np.maximum(parts, 1), 0)


def top_missing(
    adjacency: sp.csr_array,
    joined: sp.csr_array,
    weights: Integers,
    k: int,
    *,
    between: sp.csr_array | None = None,
    compiled: bool | None = None,
) -> TopPairs:
    """The k best of all pairs of rows that are not adjacent and share a column, by the weights of the shared ones.

    `adjacency`: n x n, symmetric, sorted. `joined`: n x m of ones; the adjacency itself for shared contacts.
    `between`: m x m, symmetric, the weight of two different columns, one of each row; None where there is none.
    O(sum of squared column sizes) steps, O(n + m) memory beside the matrices with compiled kernels, else a few
    hundred MB at most. Both ways give the same bits.
    """
    sizes = np.bincount(joined.indices, minlength=joined.shape[1])
    skipped = np.flatnonzero(sizes > COLUMN_CAP)
    own, across = _weighted(_without(joined, sizes > COLUMN_CAP), weights, between)
    paths = int(_column_sizes(own) @ _column_sizes(across))
    loops = loops_for(paths, WORTH_PATHS, compiled=compiled)
    find = loops.best_pairs if loops else _best_in_blocks
    score, first, second = find(adjacency, *_likely(find, adjacency, own, across, k), k)
    order = np.lexsort((second, first, -score))[:k]
    return TopPairs(score[order], first[order], second[order], skipped.astype(np.int64))


def pair_scores(joined: sp.csr_array, weights: Integers, first: Integers, second: Integers) -> Integers:
    """The score of each given pair; O(columns of both)."""
    one, two = joined[first], joined[second]
    shared = one.multiply(two)
    return np.asarray(sp.csr_array(shared) @ weights, dtype=np.int64)


def _weighted(
    joined: sp.csr_array, weights: Integers, between: sp.csr_array | None
) -> tuple[sp.csr_array, sp.csr_array]:
    """A pair scores the product of a row of the first matrix and a row of the second: weights, and ones."""
    own = sp.csr_array((weights[joined.indices], joined.indices, joined.indptr), shape=joined.shape)
    if between is None:
        return _without(own, weights == 0), _without(joined, weights == 0)
    own = sp.csr_array(own + joined.astype(np.int64) @ between)
    own.eliminate_zeros()
    own.sort_indices()
    return own, joined


def _likely(
    find: BestPairs, adjacency: sp.csr_array, own: sp.csr_array, across: sp.csr_array, k: int
) -> tuple[sp.csr_array, sp.csr_array]:
    """Without the rows that cannot be in one of the best k pairs, as the cheapest columns show."""
    sizes = _column_sizes(own) * _column_sizes(across)
    rarest = np.argsort(sizes, kind="stable")
    paths = np.cumsum(sizes[rarest])
    if not len(paths) or paths[-1] <= _WALKED_UP_TO:
        return own, across
    left_out = np.ones(own.shape[1], dtype=np.bool_)
    left_out[rarest[: np.searchsorted(paths, _TASTED * paths[-1])]] = False
    tasted = find(adjacency, _without(own, left_out), _without(across, left_out), k)[0]
    if len(tasted) < k:
        return own, across
    chosen = np.asarray(own.sum(axis=1)).ravel() >= tasted.min()
    return _of_rows(own, chosen), _of_rows(across, chosen)


def _column_sizes(joined: sp.csr_array) -> Integers:
    return np.bincount(joined.indices, minlength=joined.shape[1]).astype(np.int64)


def _of_rows(joined: sp.csr_array, chosen: Flags) -> sp.csr_array:
    """The same size with the other rows empty."""
    sizes = np.diff(joined.indptr)
    kept = np.repeat(chosen, sizes)
    start = np.concatenate(([0], np.cumsum(np.where(chosen, sizes, 0))))
    return sp.csr_array((joined.data[kept], joined.indices[kept], start), shape=joined.shape)


def _without(joined: sp.csr_array, left_out: Flags) -> sp.csr_array:
    """The same size with these columns empty."""
    if not left_out.any():
        return joined
    kept = ~left_out[joined.indices]
    ends = np.append(0, np.cumsum(kept))[joined.indptr]
    return sp.csr_array((joined.data[kept], joined.indices[kept], ends), shape=joined.shape)


def _best_in_blocks(adjacency: sp.csr_array, own: sp.csr_array, across: sp.csr_array, k: int) -> Found:
    """By sparse products of some rows at a time, keeping what can still be among the best k."""
    columns = sp.csr_array(across.astype(np.int64).T)
    best: Found = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))
    ties = _indices(adjacency)
    for start, end in _blocks(own, across):
        shared = sp.coo_array(own[start:end] @ columns)
        first, second = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
        least = best[0][-1] if len(best[0]) == k else 1
        likely = (shared.data >= least) & (second > first)
        block = (shared.data[likely], first[likely], second[likely])
        best = _best((np.concatenate(both) for both in zip(best, _missing(ties, block, k), strict=True)), k)
    return best


def _missing(ties: Integers, pairs: Found, k: int) -> Found:
    """The best k of these pairs that are not adjacent: looked for among the best few first, for looking costs."""
    looked_at = 4 * k
    while True:
        score, first, second = _best(pairs, looked_at)
        wanted = first << _HALF | second
        open_ones = ties[np.searchsorted(ties, wanted)] != wanted
        if open_ones.sum() >= k or looked_at >= len(pairs[0]):
            return score[open_ones][:k], first[open_ones][:k], second[open_ones][:k]
        looked_at *= 4


def _indices(adjacency: sp.csr_array) -> Integers:
    """Each tie as one number, in ascending order, and a last one that is above them all."""
    rows = np.repeat(np.arange(adjacency.shape[0], dtype=np.int64), np.diff(adjacency.indptr))
    return np.append(rows << _HALF | adjacency.indices, np.iinfo(np.int64).max)


def _best(pairs: Iterable[Integers], k: int) -> Found:
    score, first, second = pairs
    if len(score) > k:
        likely = score >= np.partition(score, len(score) - k)[len(score) - k]
        score, first, second = score[likely], first[likely], second[likely]
    order = np.lexsort((second, first, -score))[:k]
    return score[order], first[order], second[order]


def _blocks(own: sp.csr_array, across: sp.csr_array) -> list[tuple[int, int]]:
    """Ranges of rows, each with about _BLOCK_PATHS two-step paths."""
    per_entry = np.concatenate(([0], np.cumsum(_column_sizes(across)[own.indices])))
    paths = per_entry[own.indptr]
    cuts = np.searchsorted(paths, np.arange(_BLOCK_PATHS, paths[-1] + _BLOCK_PATHS, _BLOCK_PATHS))
    edges = np.unique(np.concatenate(([0], np.minimum(cuts, own.shape[0]), [own.shape[0]])))
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
