"""Working groups as areas around their members: on paper as `static/map/areas.js` draws them on the screen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.pages.map.appearance import AREA_CORNERS, AREA_FEWEST, AREA_MARGIN
from webapp.pages.map.model import MapNode, MapView

COLOURS = ("#b59a57", "#7f98a3", "#a98aa3", "#93a06a", "#b98872", "#8a8fb0")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An area's outline; what the group is called stands at its sign, which lies in it."""

    group: str
    colour: str
    outline: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The outline as a path."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.outline) + "z"


def draw_areas(picture: MapView, nodes: Mapping[str, MapNode]) -> list[DrawnArea]:
    """An area for each group that has at least two members in the picture."""
    return [
        _draw(group.id, COLOURS[group.hue], [nodes[one] for one in (*group.members, group.id)])
        for group in picture.groups
        if len(group.members) >= AREA_FEWEST and group.id in nodes
    ]


def _draw(group: str, colour: str, members: Sequence[MapNode]) -> DrawnArea:
    return DrawnArea(group, colour, tuple(convex_hull([point for node in members for point in _around(node)])))


def _around(node: MapNode) -> list[Point]:
    turns = [2 * math.pi * corner / AREA_CORNERS for corner in range(AREA_CORNERS)]
    return [(node.x + AREA_MARGIN * math.cos(turn), node.y + AREA_MARGIN * math.sin(turn)) for turn in turns]


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The outermost points in their order round the others. Andrew's monotone chain, O(n log n)."""
    ordered = sorted(set(points))
    return _half(ordered) + _half(ordered[::-1])


def _half(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
