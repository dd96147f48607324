"""The inner loops compiled by numba; `graph.measures.kernels.compiled` says when they are worth it."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numba import njit
from numpy.typing import NDArray

from graph.measures.kernels.subtree_sums import sum_up

Integers = NDArray[np.int64]

sum_up_compiled = njit(cache=True)(sum_up)


@njit(cache=True)
def _is_worse(heap, one, other):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Whether the pair of one index comes after that of another in the order of the answer."""
    if heap[one, 0] != heap[other, 0]:
        return heap[one, 0] < heap[other, 0]
    if heap[one, 1] != heap[other, 1]:
        return heap[one, 1] > heap[other, 1]
    return heap[one, 2] > heap[other, 2]


@njit(cache=True)
def _swap(heap, one, other):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    for column in range(3):
        heap[one, column], heap[other, column] = heap[other, column], heap[one, column]


@njit(cache=True)
def _sift_down(heap, size):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    index = 0
    while True:
        child, worst = 2 * index + 1, index
        for other in (child, child + 1):
            if other < size and _is_worse(heap, other, worst):
                worst = other
        if worst == index:
            return
        _swap(heap, index, worst)
        index = worst


@njit(cache=True)
def _sift_up(heap, index):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    while index > 0 and _is_worse(heap, index, (index - 1) // 2):
        _swap(heap, index, (index - 1) // 2)
        index = (index - 1) // 2


@njit(cache=True)
def _keep(heap, size, most, score, u, v):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0917
    """Keep a pair when it is among the best so far; the row after the last one is for the newcomer."""
    heap[most, 0], heap[most, 1], heap[most, 2] = score, u, v
    if size < most:
        _swap(heap, most, size)
        _sift_up(heap, size)
        return size + 1
    if _is_worse(heap, 0, most):
        _swap(heap, 0, most)
        _sift_down(heap, size)
    return size


@njit(cache=True)
def _walk(tie_start, ties, start, columns, weights, column_start, rows, k):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0917
    """Each two-step path once: from row u over a shared column to every v > u."""
    n = len(start) - 1
    total, seen, found = np.zeros(n, np.int64), np.full(n, -1, np.int64), np.empty(n, np.int64)
    heap, size = np.empty((k + 1, 3), np.int64), 0
    for u in range(n):
        count = 0
        for i in range(start[u], start[u + 1]):
            weight = weights[i]
            first = column_start[columns[i]]
            for j in range(column_start[columns[i] + 1] - 1, first - 1, -1):
                v = rows[j]
                if v <= u:
                    break
                if seen[v] != u:
                    seen[v], total[v], found[count] = u, 0, v
                    count += 1
                total[v] += weight
        for i in range(tie_start[u], tie_start[u + 1]):
            total[ties[i]] = 0
        for i in range(count):
            if total[found[i]] > 0:
                size = _keep(heap, size, k, total[found[i]], u, found[i])
    return heap[:size]


def best_pairs(
    adjacency: sp.csr_array, own: sp.csr_array, across: sp.csr_array, k: int
) -> tuple[Integers, Integers, Integers]:
    """Scores and rows of the best k pairs, in no order."""
    columns = sp.csc_array(across)
    columns.sort_indices()
    heap = _walk(
        *(adjacency.indptr.astype(np.int64), adjacency.indices.astype(np.int64)),
        *(own.indptr.astype(np.int64), own.indices.astype(np.int64), own.data.astype(np.int64)),
        *(columns.indptr.astype(np.int64), columns.indices.astype(np.int64)),
        k,
    )
    return heap[:, 0].copy(), heap[:, 1].copy(), heap[:, 2].copy()
