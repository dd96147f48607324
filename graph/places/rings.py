"""What is computed of the border of an area: whether it crosses itself, and how it lies on a sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]
Side = tuple[Point, Point]
_LOOKED_AT = (0.5, 0.35, 0.65)
"""Heights of an area at which its name might stand, as parts of its own height; the first goes first."""
_COMPARED_MOST = 2_000_000
"""Pairs of sides, two seconds: a border that would take longer is drawn as it is, and nothing is said of it."""


@dataclass(frozen=True, slots=True)
class LabelSpot:
    """Where in an area a name may stand, and how wide it is there."""

    x: float
    y: float
    width: float


def on_sheet(outlines: Sequence[Sequence[Ring]], size: int) -> tuple[list[list[Ring]], int, int]:
    """The same outlines on a sheet whose longer side is `size`, with its width and height; whole numbers.

    Degrees of longitude are shortened as on the middle latitude (equirectangular projection): right enough for a city.
    """
    points = [point for rings in outlines for ring in rings for point in ring]
    south, north = min(y for _, y in points), max(y for _, y in points)
    shortened = math.cos(math.radians((south + north) / 2))
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    scale = size / (max((east - west) * shortened, north - south) or 1)

    def placed(ring: Ring) -> Ring:
        corners = [(round((x - west) * shortened * scale), round((north - y) * scale)) for x, y in ring]
        return tuple(one for one, before in zip(corners, [None, *corners], strict=False) if one != before)

    drawn = [[placed(ring) for ring in rings] for rings in outlines]
    return drawn, math.ceil((east - west) * shortened * scale), math.ceil((north - south) * scale)


def spot_in(rings: Iterable[Ring]) -> LabelSpot:
    """Where the largest part of an area is widest, at one of three heights."""
    ring = max(rings, key=lambda one: abs(_doubled_area(one)))
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    found = [_widest(ring, low + (high - low) * part + 1e-9) for part in _LOOKED_AT]
    return max(found, key=lambda one: one.width)


def _widest(ring: Ring, y: float) -> LabelSpot:
    """The longest stretch of a line at this height that lies inside."""
    crossed = sorted(
        first[0] + (y - first[1]) * (second[0] - first[0]) / (second[1] - first[1])
        for first, second in _sides(ring)
        if (first[1] > y) != (second[1] > y)
    )
    stretches = list(zip(crossed[::2], crossed[1::2], strict=False)) or [(ring[0][0], ring[0][0])]
    left, right = max(stretches, key=lambda one: one[1] - one[0])
    return LabelSpot((left + right) / 2, y, right - left)


def crosses_itself(ring: Ring) -> bool:
    """Whether two sides of a ring cross; touching does not count. Sides are compared with those beside them alone."""
    sides = sorted(_sides(ring), key=lambda side: min(side[0][0], side[1][0]))
    near: list[Side] = []
    compared = 0
    for side in sides:
        left = min(side[0][0], side[1][0])
        near = [one for one in near if max(one[0][0], one[1][0]) >= left]
        compared += len(near)
        if compared > _COMPARED_MOST:
            return False
        if any(_cross(side, one) for one in near):
            return True
        near.append(side)
    return False


def _cross(one: Side, other: Side) -> bool:
    return all(_turn(*line, first) * _turn(*line, second) < 0 for line, (first, second) in ((one, other), (other, one)))


def _turn(start: Point, end: Point, point: Point) -> float:
    """Above 0 where a point lies to the left of a line, below where to the right."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _doubled_area(ring: Ring) -> float:
    return sum(first[0] * second[1] - second[0] * first[1] for first, second in _sides(ring))


def _sides(ring: Ring) -> list[Side]:
    return [side for side in pairwise((*ring, ring[0])) if side[0] != side[1]]
