"""Fewer lines that cross: how many do, and which nodes change places for shorter lines."""

from __future__ import annotations

from graph.libraries import Flags, Integers, Reals, np

Points = Reals
Indices = Integers
_NOTHING = 1e-9
_BLOCK = 100_000
"""Pairs of lines that are compared at once: about 10 MB."""


def count_crossings(positions: Points, pairs: Indices) -> int:
    """How many straight lines between pairs of nodes cross, those with a common end not counted.

    O(pairs^2) in time; in memory no more than a block of lines beside all others takes.
    """
    rows = max(1, _BLOCK // max(len(pairs), 1))
    return sum(_crossings_of(positions, pairs, start, start + rows) for start in range(0, len(pairs), rows))


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


def _crossings_of(positions: Points, pairs: Indices, start: int, stop: int) -> int:
    """How often the lines from one number to another cross each other and those that come after them."""
    rows, columns = pairs[start:stop], pairs[start:]
    cross = _divides(positions, rows, columns) & _divides(positions, columns, rows).T
    for one in (0, 1):
        for other in (0, 1):
            cross &= rows[:, None, one] != columns[None, :, other]
    return int(cross[:, : len(rows)].sum()) // 2 + int(cross[:, len(rows) :].sum())


def _divides(positions: Points, lines: Indices, others: Indices) -> Flags:
    """Whether the two ends of each other line (columns) lie on different sides of a line (rows)."""
    start, end = positions[lines[:, 0]], positions[lines[:, 1]]
    one, other = (_sides(start, end, positions[others[:, side]]) for side in (0, 1))
    return np.asarray(one * other < 0)


def _sides(start: Points, end: Points, points: Points) -> Points:
    """On which side of each line (rows) each point (columns) lies: the sign of a cross product."""
    line, to = (end - start)[:, None, :], points[None, :, :] - start[:, None, :]
    return np.asarray(np.sign(line[..., 0] * to[..., 1] - line[..., 1] * to[..., 0]))
