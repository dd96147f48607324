"""Fewer lines that cross: how many do, and which nodes change places for shorter lines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
_NOTHING = 1e-9


def count_crossings(positions: Points, pairs: Indices) -> int:
    """How many straight lines between pairs of nodes cross, those with a common end not counted. O(pairs^2)."""
    if len(pairs) < 2:  # noqa: PLR2004 - one line crosses none
        return 0
    one, other = positions[pairs[:, 0]], positions[pairs[:, 1]]
    of_one, of_other = _sides(one, other, one), _sides(one, other, other)
    apart = (pairs[:, None, :, None] != pairs[None, :, None, :]).all(axis=(2, 3))
    split = of_one * of_other < 0
    return int((split & split.T & apart).sum()) // 2


def exchange(positions: Points, pull: Points, movable: int, most: int) -> Points:
    """The same places, where two of the first `movable` nodes change theirs as long as that shortens all lines.

    `pull` is symmetric, the weight of each line. The gain of all exchanges at once is two products of matrices
    (Koopmans & Beckmann 1957); at most so many are made. O(most x nodes^2), after O(nodes^3).
    """
    positions = positions.copy()
    upper = np.triu(np.ones((movable, movable), dtype=bool), 1)
    for _ in range(most):
        between = positions[:, None, :] - positions[None, :, :]
        distance = np.sqrt((between**2).sum(axis=2))
        length = (pull @ distance)[:movable, :movable]
        own = np.diag(length)
        gain = own[:, None] + own[None, :] - length - length.T - 2 * (pull * distance)[:movable, :movable]
        best = int(np.where(upper, gain, -np.inf).argmax())
        one, other = divmod(best, movable)
        if gain[one, other] <= _NOTHING:
            return positions
        positions[[one, other]] = positions[[other, one]]
    return positions


def _sides(start: Points, end: Points, points: Points) -> Points:
    """On which side of each line (rows) each point (columns) lies: the sign of a cross product."""
    line, to = (end - start)[:, None, :], points[None, :, :] - start[:, None, :]
    return np.asarray(np.sign(line[..., 0] * to[..., 1] - line[..., 1] * to[..., 0]))
