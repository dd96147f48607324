"""Lines of the map as a drawing on paper: the same widths, dashes and bends as on the screen, in darker colours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.pages.map.appearance import BEND, line_style, number_parallels
from webapp.pages.map.model import MapEdge, MapNode
from webapp.ui.palette import STYLES
from webapp.ui.tie_looks import look_of

ARROW = 8.0
PAPER: Mapping[str, str] = {
    "map-edge": "#8a8d88",
    "map-edge-quiet": "#b4b2a9",
    "accent": "#0f5666",
    "gap": "#b3123c",
    "warn": "#805400",
    "soft": "#525c66",
    **{f"sector-{style.name}": style.light for style in STYLES},
}
"""Colours of the style sheet as they stand on paper: lines are darker there than on a screen."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """How the ties of one state are drawn: colour and dashes as SVG writes them."""

    colour: str
    width: float
    dashes: str


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A tie as a path, with the outline of its arrow's head, "" for none."""

    path: str
    arrow: str


def draw_line(state: str) -> DrawnLine:
    """The line of a state on paper."""
    line = line_style(state)
    return DrawnLine(PAPER[line.colour], line.width, " ".join(f"{dash:g}" for dash in line.dashes))


def draw_edges(
    edges: Sequence[MapEdge], nodes: Mapping[str, MapNode], radii: Mapping[str, float]
) -> dict[str, list[DrawnEdge]]:
    """Ties by state; the second, third ... between the same two bends aside."""
    drawn: dict[str, list[DrawnEdge]] = {}
    for edge, number in zip(edges, number_parallels(edge.ends for edge in edges), strict=True):
        reach = radii[edge.target] + 2
        drawn.setdefault(edge.state, []).append(_draw(edge, nodes[edge.source], nodes[edge.target], number, reach))
    return drawn


def _draw(edge: MapEdge, source: MapNode, target: MapNode, number: int, reach: float) -> DrawnEdge:
    is_clockwise = (abs(number) % 2 == 1) == (number > 0)
    bend = BEND * math.ceil(abs(number) / 2) * (-1 if is_clockwise else 1)
    middle = (
        (source.x + target.x) / 2 - bend * 2 * (target.y - source.y),
        (source.y + target.y) / 2 + bend * 2 * (target.x - source.x),
    )
    end = _before(middle, (target.x, target.y), reach)
    path = f"M{source.x:.1f} {source.y:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    has_arrow = edge.is_directed and look_of(edge.kind).arrow
    return DrawnEdge(path, _arrow(middle, end) if has_arrow else "")


def _before(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    """The point so far before the end of a line."""
    length = math.dist(start, end)
    share = max(length - distance, 0) / length if length else 0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(start: tuple[float, float], tip: tuple[float, float]) -> str:
    angle = math.atan2(tip[1] - start[1], tip[0] - start[0])
    corners = [
        (tip[0] - ARROW * math.cos(angle + side), tip[1] - ARROW * math.sin(angle + side)) for side in (0.4, -0.4)
    ]
    (ax, ay), (bx, by) = corners
    return f"M{tip[0]:.1f} {tip[1]:.1f}L{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}z"
