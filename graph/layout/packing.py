"""Drawn pieces of the map set together: the connected ones packed by size, who stands alone on a shelf beneath.

A piece may stand in a corner that the outline of a larger one leaves free (Freivalds, Dogrusoz & Kikusts 2001, with
convex outlines instead of their polyominoes).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
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
    placed: list[Points] = []
    positioned: dict[str, Position] = {}
    for part in sorted(parts, key=lambda one: -one.width * one.height):
        corner = _best_corner(part, placed)
        placed.append(part.outline + corner)
        for iri, position in zip(part.nodes, part.positions, strict=True):
            positioned[iri] = (float(corner[0] + position[0]), float(corner[1] + position[1]))
    low, high = _extent(placed)
    shelf = _shelf(alone, high[1] if placed else None, max(high[0] - low[0], WIDTH))
    return positioned | {iri: (float(low[0] + x), float(y)) for iri, (x, y) in shelf.items()}


def _best_corner(part: Piece, placed: Sequence[Points]) -> Points:
    """Where a piece touches no other: that which enlarges the whole least, then the highest, then the leftmost."""
    if not placed:
        return np.zeros(2)
    low, high = _extent(placed)
    size = np.array([part.width, part.height])
    steps = [np.arange(low[axis], high[axis] + _GAP + _STEP, _STEP) for axis in (0, 1)]
    corners = np.stack(np.meshgrid(*steps, indexing="ij"), axis=-1).reshape(-1, 2)
    free = np.ones(len(corners), dtype=bool)
    for outline in placed:
        free &= _is_beside(outline, corners - _GAP, size + 2 * _GAP)
    corners = corners[free]
    whole = np.maximum(high, corners + size) - np.minimum(low, corners)
    shown = np.maximum(whole[:, 0], whole[:, 1] * ASPECT)
    return np.asarray(corners[np.lexsort((corners[:, 0], corners[:, 1], shown))[0]])


def _is_beside(outline: Points, corners: Points, size: Points) -> npt.NDArray[np.bool_]:
    """Which rectangles a convex outline does not touch: some edge of either has the other wholly on its outer side."""
    beside = (corners >= outline.max(axis=0)).any(axis=1) | (corners + size <= outline.min(axis=0)).any(axis=1)
    shape = np.array([[0, 0], [size[0], 0], [0, size[1]], size])
    points = corners[:, None, :] + shape[None, :, :]
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        edge, to = end - start, points - start
        beside |= (edge[0] * to[..., 1] - edge[1] * to[..., 0] <= 0).all(axis=1)
    return np.asarray(beside)


def _extent(placed: Sequence[Points]) -> tuple[Points, Points]:
    """The left upper and the right lower corner of what is placed."""
    if not placed:
        return np.zeros(2), np.zeros(2)
    points = np.concatenate(placed)
    return points.min(axis=0), points.max(axis=0)


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
