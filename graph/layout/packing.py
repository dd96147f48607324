"""Drawn pieces of the map set together: the connected ones packed by size, who stands alone on a shelf beneath.

A piece may stand in a corner that the outline of a larger one leaves free (Freivalds, Dogrusoz & Kikusts 2001, with
convex outlines instead of their polyominoes).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph.libraries import Flags, Reals, np

Points = Reals
Position = tuple[float, float]

ASPECT = 1.15
"""Width by height of a map: that of a screen with legend and profile beside it."""
WIDTH = 760.0
"""The least width of the shelf."""
SHELF_COLUMN, SHELF_ROW = 225.0, 48.0
"""Of the shelf: names stand to the right of their signs, as in a list."""
SHELF_HEADING = 96.0
_GAP = 36.0
_STEP = 24.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn piece: nodes, their positions from its own left upper corner, its size and its convex outline."""

    nodes: tuple[str, ...]
    positions: Points
    width: float
    height: float
    outline: Points


def pack(parts: Sequence[Piece], alone: Sequence[str]) -> dict[str, Position]:
    """All pieces, the largest first, each where the whole can be shown largest; who stands alone beneath."""
    sheet = _Sheet()
    positioned: dict[str, Position] = {}
    for part in sorted(parts, key=lambda one: -one.width * one.height):
        corner = sheet.best_corner(np.array([part.width, part.height]))
        sheet.add(part.outline + corner)
        for iri, position in zip(part.nodes, part.positions, strict=True):
            positioned[iri] = (float(corner[0] + position[0]), float(corner[1] + position[1]))
    shelf = _shelf(alone, sheet.high[1] if parts else None, max(sheet.high[0] - sheet.low[0], WIDTH))
    return positioned | {iri: (float(sheet.low[0] + x), float(y)) for iri, (x, y) in shelf.items()}


class _Sheet:
    """What pieces take up. In a grid it knows the cells that they cover wholly, so that few corners are looked at."""

    def __init__(self) -> None:
        self.low, self.high = np.zeros(2), np.zeros(2)
        self._outlines: list[Points] = []
        self._lows, self._highs = np.zeros((0, 2)), np.zeros((0, 2))
        self._covered = np.zeros((0, 0), dtype=bool)

    def add(self, outline: Points) -> None:
        """Take up a convex outline."""
        low, high = outline.min(axis=0), outline.max(axis=0)
        self.low, self.high = (
            (np.minimum(self.low, low), np.maximum(self.high, high)) if self._outlines else (low, high)
        )
        self._outlines.append(outline)
        self._lows, self._highs = np.vstack([self._lows, low]), np.vstack([self._highs, high])
        self._cover(outline)

    def best_corner(self, size: Points) -> Points:
        """Where a piece touches no other: that which enlarges the whole least, then the highest, then the leftmost."""
        if not self._outlines:
            return np.zeros(2)
        corners = self._possible_corners(size)
        whole = np.maximum(self.high, corners + size) - np.minimum(self.low, corners)
        shown = np.maximum(whole[:, 0], whole[:, 1] * ASPECT)
        ordered = corners[np.lexsort((corners[:, 0], corners[:, 1], shown))]
        return next(corner for corner in ordered if self._is_free(corner - _GAP, size + 2 * _GAP))

    def _possible_corners(self, size: Points) -> Points:
        """Corners of the grid from which a piece with its gap reaches into no covered cell."""
        steps = [np.arange(self.low[axis], self.high[axis] + _GAP + _STEP, _STEP) for axis in (0, 1)]
        before = math.ceil(_GAP / _STEP)
        across, down = (int((side + _GAP) / _STEP) + 1 + before for side in size)
        (columns, rows), (wide, high) = (len(one) for one in steps), self._covered.shape
        grid = np.zeros((columns + across + 1, rows + down + 1), dtype=np.int64)
        grid[before + 1 : before + 1 + wide, before + 1 : before + 1 + high] = self._covered
        sums = grid.cumsum(axis=0).cumsum(axis=1)
        inside = sums[across:, down:] - sums[:-across, down:] - sums[across:, :-down] + sums[:-across, :-down]
        first, second = np.nonzero(inside[:columns, :rows] == 0)
        return np.stack([steps[0][first], steps[1][second]], axis=1)

    def _is_free(self, corner: Points, size: Points) -> bool:
        near = ((self._lows < corner + size) & (self._highs > corner)).all(axis=1)
        return all(_is_beside(self._outlines[number], corner[None, :], size)[0] for number in np.flatnonzero(near))

    def _cover(self, outline: Points) -> None:
        """Note the cells that lie wholly within an outline: those of which it has all corners."""
        first = np.floor((outline.min(axis=0) - self.low) / _STEP).astype(int)
        last = np.ceil((outline.max(axis=0) - self.low) / _STEP).astype(int)
        missing = np.maximum(last - self._covered.shape, 0)
        self._covered = np.pad(self._covered, [(0, missing[0]), (0, missing[1])])
        x, y = (self.low[axis] + np.arange(first[axis], last[axis] + 1) * _STEP for axis in (0, 1))
        within = np.ones((len(x), len(y)), dtype=bool)
        for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
            edge = end - start
            within &= edge[0] * (y[None, :] - start[1]) - edge[1] * (x[:, None] - start[0]) >= 0
        cells = within[:-1, :-1] & within[1:, :-1] & within[:-1, 1:] & within[1:, 1:]
        self._covered[first[0] : last[0], first[1] : last[1]] |= cells


def _is_beside(outline: Points, corners: Points, size: Points) -> Flags:
    """Which rectangles a convex outline does not touch: some edge of either has the other wholly on its outer side."""
    beside = (corners >= outline.max(axis=0)).any(axis=1) | (corners + size <= outline.min(axis=0)).any(axis=1)
    shape = np.array([[0, 0], [size[0], 0], [0, size[1]], size])
    points = corners[:, None, :] + shape[None, :, :]
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        edge, to = end - start, points - start
        beside |= (edge[0] * to[..., 1] - edge[1] * to[..., 0] <= 0).all(axis=1)
    return np.asarray(beside)


def _shelf(alone: Sequence[str], top: float | None, width: float) -> dict[str, Position]:
    """Nodes in columns, row by row, in the order of their IRIs, as many in each row; beneath `top`, if there is any."""
    most = max(1, int(width / SHELF_COLUMN))
    columns = math.ceil(len(alone) / math.ceil(len(alone) / most)) if alone else 0
    first = 0.0 if top is None else float(top) + SHELF_HEADING
    step = max(SHELF_COLUMN, width / columns) if columns else 0.0
    return {
        iri: (step * (number % columns) + SHELF_COLUMN / 8, first + SHELF_ROW * (number // columns))
        for number, iri in enumerate(sorted(alone))
    }
