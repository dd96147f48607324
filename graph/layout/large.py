"""Springs and room for names where there are too many nodes to compare each with each in every step.

The start is Pivot MDS (Brandes & Pich 2007): distances to fifty nodes far from each other, laid flat. The forces are
those of `graph/layout/springs.py`, the push of all on all as one convolution; overlaps are looked for among neighbours
only.
"""

from __future__ import annotations

import math

from graph.libraries import Integers, Reals, csgraph, fft, np, sp, spatial

Points = Reals
Indices = Integers

_PIVOTS = 50
_STEPS = 80
_STEP = 0.35
_TOLERATED = 0.5
_ROUNDS = 8
_LOOSEN = 1.03
_CELLS_PER_STEP = 2
_CELLS = 64, 512


def spring_positions(pull: sp.csr_array) -> Points:
    """A position for each node of a connected network, around 0, about one unit wide.

    `pull` is symmetric, the weight of each spring. O(steps x (nodes + springs + cells)): 2 s for 10,000 nodes.
    """
    count = pull.shape[0]
    positions = _pivot_positions(pull)
    springs = sp.triu(pull, 1, format="coo")
    one, other = springs.coords
    ideal = 1.6 / math.sqrt(count)
    repulsion = Repulsion(count)
    for step in range(_STEPS):
        between = positions[one] - positions[other]
        tension = between * (springs.data * np.sqrt((between**2).sum(axis=1)) / ideal)[:, None]
        move = ideal**2 * repulsion.at(positions) - _summed(one, other, tension, count)
        length = np.sqrt((move**2).sum(axis=1))[:, None] + 1e-9
        positions = positions + move / length * np.minimum(length, 0.08 * (1 - step / _STEPS) + 0.001)
        positions -= positions.mean(axis=0)
    return positions


class Repulsion:
    """What pushes each node away from all others, d/|d|^2 from each: a convolution on a grid, by Fourier transform.

    The nodes are laid onto the cells' corners and the push is read there, both with the same weights, so that a node
    never pushes itself. Exact far away; nearer than a cell it is softened. Source: Hockney & Eastwood 1988
    (particle-mesh), as FFT-accelerated t-SNE has it (Linderman et al. 2019).
    """

    def __init__(self, count: int) -> None:
        self._cells = int(np.clip(2 ** math.ceil(math.log2(_CELLS_PER_STEP * math.sqrt(count))), *_CELLS))
        steps = np.fft.fftfreq(2 * self._cells, 1 / (2 * self._cells))
        x, y = np.meshgrid(steps, steps, indexing="ij")
        squares = x**2 + y**2
        squares[0, 0] = 1
        self._kernels = [fft.rfft2(axis / squares) for axis in (x, y)]

    def at(self, positions: Points) -> Points:
        """The push at each position, which is made by all others."""
        low = positions.min(axis=0)
        cell = float((positions.max(axis=0) - low).max()) / (self._cells - 2) + 1e-12
        left, share = np.divmod((positions - low) / cell, 1)
        index = left.astype(np.int64)
        corners = [(index[:, 0] + x) * self._cells + index[:, 1] + y for x in (0, 1) for y in (0, 1)]
        weights = [abs(1 - x - share[:, 0]) * abs(1 - y - share[:, 1]) for x in (0, 1) for y in (0, 1)]
        laid = np.bincount(np.concatenate(corners), np.concatenate(weights), self._cells**2)
        spectrum = fft.rfft2(laid.reshape(self._cells, self._cells), s=(2 * self._cells, 2 * self._cells))
        push = np.empty_like(positions)
        for axis, kernel in enumerate(self._kernels):
            field = fft.irfft2(spectrum * kernel)[: self._cells, : self._cells].ravel()
            push[:, axis] = sum(weight * field[corner] for corner, weight in zip(corners, weights, strict=True))
        return push / cell


def push_apart(positions: Points, sizes: Points) -> Points:
    """Move overlapping boxes along the way that is shorter until none overlap; loosen all when they are stuck."""
    reach_most = float(np.hypot(*sizes.max(axis=0)))
    turn = 0
    while True:
        one, other, reach = _near(positions, sizes, reach_most)
        between = positions[one] - positions[other]
        overlap = reach - np.abs(between)
        touching = np.flatnonzero((overlap > _TOLERATED).all(axis=1))
        if not len(touching):
            return positions
        between, overlap = between[touching], overlap[touching]
        share = overlap / reach[touching]
        sideways = share[:, 0] <= share[:, 1]
        step = np.where(between < 0, -1.0, 1.0) * (overlap + 1) * _STEP
        step *= np.stack([sideways, ~sideways], axis=1)
        moved = _summed(one[touching], other[touching], step, len(positions))
        turn += 1
        positions = (positions + np.clip(moved, -reach_most, reach_most)) * (_LOOSEN if turn % _ROUNDS == 0 else 1.0)


def _near(positions: Points, sizes: Points, reach: float) -> tuple[Indices, Indices, Points]:
    """The pairs of nodes that are no farther from each other, in order, and how near they may come on each axis."""
    pairs = spatial.cKDTree(positions).query_pairs(reach, output_type="ndarray")
    one, other = pairs[:, 0], pairs[:, 1]
    return one, other, (sizes[one] + sizes[other]) / 2


def _summed(one: Indices, other: Indices, step: Points, count: int) -> Points:
    """For each node the sum of its steps: as they are for the one of a pair, the other way for the other."""
    return np.stack(
        [
            np.bincount(one, step[:, axis], count) - np.bincount(other, step[:, axis], count)
            for axis in range(step.shape[1])
        ],
        axis=1,
    )


def _pivot_positions(pull: sp.csr_array) -> Points:
    """The two main directions of the distances to pivots, each pivot as far from the others as possible."""
    count = pull.shape[0]
    nearest = np.full(count, np.inf)
    distances = np.empty((count, min(_PIVOTS, count)))
    pivot = int(np.argmax(np.diff(pull.indptr)))
    for column in range(distances.shape[1]):
        distances[:, column] = csgraph.dijkstra(pull, unweighted=True, indices=pivot)
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
