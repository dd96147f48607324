"""Springs and room for names where there are too many nodes to compare each with each in every step.

The start is Pivot MDS (Brandes & Pich 2007): distances to fifty nodes far from each other, laid flat. The forces are
those of `graph/layout/springs.py`, as products of whole arrays; overlaps are looked for among neighbours only.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

Points = npt.NDArray[np.float64]

_PIVOTS = 50
_STEPS = 80
_STEP = 0.35
_TOLERATED = 0.5
_ROUNDS = 25
_LOOSEN = 1.03


def spring_positions(pull: sp.csr_array) -> Points:
    """A place for each node of a connected network, around 0, about one unit wide.

    `pull` is symmetric, the weight of each spring. About 2 s for 2,000 nodes; memory 12 bytes x nodes^2.
    """
    count = pull.shape[0]
    positions = _pivot_places(pull).astype(np.float32)
    ends = sp.coo_array(pull)
    ideal = np.float32(1.6 / math.sqrt(count))
    for step in range(_STEPS):
        squares = (positions**2).sum(axis=1)
        apart = squares[:, None] + squares[None, :] - 2 * positions @ positions.T
        push = ideal**2 / np.maximum(apart, ideal**2 / 100)
        np.fill_diagonal(push, 0)
        move = positions * push.sum(axis=1)[:, None] - push @ positions
        between = positions[ends.coords[0]] - positions[ends.coords[1]]
        tension = between * (ends.data * np.sqrt((between**2).sum(axis=1)) / ideal)[:, None]
        for axis in (0, 1):
            move[:, axis] -= np.bincount(ends.coords[0], weights=tension[:, axis], minlength=count)
        length = np.sqrt((move**2).sum(axis=1))[:, None] + 1e-9
        positions = positions + move / length * np.minimum(length, 0.08 * (1 - step / _STEPS) + 0.001)
        positions -= positions.mean(axis=0)
    return positions.astype(np.float64)


def push_apart(positions: Points, sizes: Points) -> Points:
    """Move overlapping boxes along the way that is shorter until none overlap; loosen all when they are stuck."""
    reach_most = float(np.hypot(*sizes.max(axis=0)))
    turn = 0
    while True:
        pairs = cKDTree(positions).query_pairs(reach_most, output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        one, other = pairs[:, 0], pairs[:, 1]
        between = positions[one] - positions[other]
        reach = (sizes[one] + sizes[other]) / 2
        overlap = reach - np.abs(between)
        touching = (overlap > _TOLERATED).all(axis=1)
        if not touching.any():
            return positions
        one, other, between, overlap, reach = (array[touching] for array in (one, other, between, overlap, reach))
        share = overlap / reach
        sideways = share[:, 0] <= share[:, 1]
        step = np.where(between < 0, -1.0, 1.0) * (overlap + 1) * _STEP
        step *= np.stack([sideways, ~sideways], axis=1)
        moved = np.zeros_like(positions)
        np.add.at(moved, one, step)
        np.add.at(moved, other, -step)
        turn += 1
        positions = (positions + np.clip(moved, -reach_most, reach_most)) * (_LOOSEN if turn % _ROUNDS == 0 else 1.0)


def _pivot_places(pull: sp.csr_array) -> Points:
    """The two main directions of the distances to pivots, each pivot as far from the others as possible."""
    count = pull.shape[0]
    nearest = np.full(count, np.inf)
    distances = np.empty((count, min(_PIVOTS, count)))
    pivot = int(np.argmax(np.diff(pull.indptr)))
    for column in range(distances.shape[1]):
        distances[:, column] = dijkstra(pull, unweighted=True, indices=pivot)
        nearest = np.minimum(nearest, distances[:, column])
        pivot = int(nearest.argmax())
    squared = distances**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    flat = centred @ axes[:, :-3:-1]
    order = np.arange(count)
    angle = order * math.pi * (3 - math.sqrt(5))
    flat /= np.abs(flat).max(axis=0) + 1e-12
    return np.asarray(flat / 2 + 0.01 * np.stack([np.cos(angle), np.sin(angle)], axis=1))
