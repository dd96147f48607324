"""Where a name can stand on paper: around its sign at growing distances, as `static/map/spots.js` has it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from webapp.pages.map.appearance import LEADER_FROM, NAME_DIRECTIONS, NAME_RINGS

Owner = TypeVar("Owner")
Line = tuple[float, float, float, float]

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
    leader: Line | None = None


class Occupied(Generic[Owner]):
    """Rectangles with what takes them up in a grid, so that a new one is compared with its neighbours only."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[Owner, Box]]] = defaultdict(list)

    def add(self, owner: Owner, box: Box) -> None:
        """Take up a rectangle."""
        for cell in _cells_of(box):
            self._cells[cell].append((owner, box))

    def near(self, box: Box) -> Iterator[tuple[Owner, Box]]:
        """Whatever takes up a part of a rectangle."""
        near = (taken for cell in _cells_of(box) for taken in self._cells.get(cell, ()))
        return (taken for taken in near if taken[1].meets(box))


@dataclass(frozen=True, slots=True)
class Course:
    """A way from a sign to a name: so far off its rim, in this direction, at this cost."""

    distance: float
    dx: float
    dy: float
    cost: float

    def box(self, sign: Sign, width: float, height: float, gap: float) -> Box:
        """What a name of this size takes up there."""
        reach = sign.reach / max(abs(self.dx), abs(self.dy)) + gap + self.distance  # clear of a square's corners, too
        x = sign.x + self.dx * reach + max(-1, min(_STEEP * self.dx, 1)) * width / 2
        y = sign.y + self.dy * reach + max(-1, min(_STEEP * self.dy, 1)) * height / 2
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def spot(self, box: Box, sign: Sign) -> NameSpot:
        """The place of that name, with the line to its sign where it is far off."""
        return NameSpot(box, self.anchor, _leader(box, sign) if self.distance >= LEADER_FROM else None)

    @property
    def anchor(self) -> str:
        """Where the lines of a name begin, or end, that stands beside its sign."""
        return "start" if self.dx > _BESIDE else "end" if self.dx < -_BESIDE else "middle"


COURSES = tuple(
    Course(distance, math.cos(angle), math.sin(angle), farther + cost)
    for distance, farther in NAME_RINGS
    for angle, cost in NAME_DIRECTIONS
)
"""All ways from a sign to its name, ring by ring."""


def _leader(box: Box, sign: Sign) -> Line:
    """From the rim of a sign to the nearest point of a rectangle."""
    x, y = max(box.left, min(sign.x, box.right)), max(box.top + 2, min(sign.y, box.bottom - 2))
    share = sign.reach / (math.hypot(x - sign.x, y - sign.y) or 1)
    ends = sign.x + (x - sign.x) * share, sign.y + (y - sign.y) * share, x, y
    return tuple(round(one, 1) for one in ends)  # type: ignore[return-value]


def runs_through(line: Line, box: Box) -> bool:
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


def span_of(line: Line) -> Box:
    """The rectangle that a line spans."""
    x, y, end_x, end_y = line
    return Box(min(x, end_x), min(y, end_y), max(x, end_x) + 1, max(y, end_y) + 1)


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
    rows = range(int(box.top // CELL), int(box.bottom // CELL) + 1)
    return product(columns, rows)
