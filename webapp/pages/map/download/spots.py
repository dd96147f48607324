"""Where a name can stand on paper: around its sign at growing distances, as `static/map/spots.js` has it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from webapp.pages.map.appearance import LEADER_FROM, NAME_DIRECTIONS, NAME_RINGS

CELL = 90.0
NEARER = 1.5
"""By so many pixels a name must be nearer to its own sign."""
_STEEP = 1.6
_BESIDE = 0.9


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share a part."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def widened(self, by: float) -> Box:
        """The same with so much around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in the way of names, by whose it is."""

    owner: str
    x: float
    y: float
    reach: float

    @property
    def box(self) -> Box:
        """What it takes up, with a little room."""
        half = self.reach + 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)

    def away(self, box: Box) -> float:
        """How far a rectangle is from its rim."""
        aside, above = max(box.left - self.x, 0, self.x - box.right), max(box.top - self.y, 0, self.y - box.bottom)
        return math.hypot(aside, above) - self.reach


@dataclass(frozen=True, slots=True)
class NameSpot:
    """A place for a name, with the line to its sign where that stands farther off: from and to."""

    box: Box
    anchor: str = "middle"
    leader: tuple[float, float, float, float] | None = None


class Occupied:
    """Rectangles with what takes them up in a grid, so that a new one is compared with its neighbours only."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[Sign | str, Box]]] = defaultdict(list)

    def add(self, owner: Sign | str, box: Box) -> None:
        """Take up a rectangle."""
        for cell in _cells_of(box):
            self._cells[cell].append((owner, box))

    def near(self, box: Box) -> Iterator[tuple[Sign | str, Box]]:
        """Whatever takes up a part of a rectangle."""
        near = (taken for cell in _cells_of(box) for taken in self._cells[cell])
        return (taken for taken in near if taken[1].meets(box))


def spots_around(sign: Sign, width: float, height: float, gap: float) -> Iterator[tuple[float, NameSpot]]:
    """All places around a sign, ring by ring, each with what it costs."""
    for distance, farther in NAME_RINGS:
        for angle, cost in NAME_DIRECTIONS:
            dx, dy = math.cos(angle), math.sin(angle)
            reach = sign.reach / max(abs(dx), abs(dy)) + gap + distance  # clear of a square's corners, too
            x = sign.x + dx * reach + max(-1, min(_STEEP * dx, 1)) * width / 2
            y = sign.y + dy * reach + max(-1, min(_STEEP * dy, 1)) * height / 2
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            anchor = "start" if dx > _BESIDE else "end" if dx < -_BESIDE else "middle"
            yield farther + cost, NameSpot(box, anchor, _leader(box, sign) if distance >= LEADER_FROM else None)


def _leader(box: Box, sign: Sign) -> tuple[float, float, float, float]:
    """From the rim of a sign to the nearest point of a rectangle."""
    x, y = max(box.left, min(sign.x, box.right)), max(box.top + 2, min(sign.y, box.bottom - 2))
    share = sign.reach / (math.hypot(x - sign.x, y - sign.y) or 1)
    ends = sign.x + (x - sign.x) * share, sign.y + (y - sign.y) * share, x, y
    return tuple(round(one, 1) for one in ends)  # type: ignore[return-value]


def runs_through(line: tuple[float, float, float, float], box: Box) -> bool:
    """Whether a line runs through a rectangle (Liang and Barsky)."""
    x, y, end_x, end_y = line
    first, last = 0.0, 1.0
    steps = (x - end_x, x - box.left), (end_x - x, box.right - x), (y - end_y, y - box.top), (end_y - y, box.bottom - y)
    for step, room in steps:
        if step == 0 and room < 0:
            return False
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    return first < last


def span_of(line: tuple[float, float, float, float]) -> Box:
    """The rectangle that a line spans."""
    x, y, end_x, end_y = line
    return Box(min(x, end_x), min(y, end_y), max(x, end_x) + 1, max(y, end_y) + 1)


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
    rows = range(int(box.top // CELL), int(box.bottom // CELL) + 1)
    return product(columns, rows)
