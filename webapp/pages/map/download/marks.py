"""Lines of the map as a drawing on paper: the same widths, dashes and bends as on the screen, in darker colours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.pages.map.appearance import BEND, EXISTING, line_style, line_width, number_parallels
from webapp.pages.map.download.spots import Box
from webapp.pages.map.gap_signs import GAP_KIND, GAP_SIGNS
from webapp.pages.map.model import MapEdge, MapNode
from webapp.ui.palette import STYLES
from webapp.ui.tie_looks import look_of

ARROW = 8.0
LETTER = 7.0
PAPER: Mapping[str, str] = {
    "map-edge": "#686f74",
    "map-edge-quiet": "#999c99",
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
    """A tie as a path of some width, with the outline of its arrow's head, "" for none; `quiet` ones are paler.

    `signs` are the letters of the gaps it stands for, in the `middle` of the line.
    """

    path: str
    arrow: str
    width: float
    quiet: bool = False
    signs: tuple[str, ...] = ()
    middle: tuple[float, float] = (0.0, 0.0)


def draw_line(state: str) -> DrawnLine:
    """The line of a state on paper, or that of a kind of gap."""
    line = line_style(state)
    if state in GAP_SIGNS_BY_LINE:
        line = replace(line_style("demanded"), dashes=GAP_SIGNS_BY_LINE[state].dashes)
    return DrawnLine(PAPER[line.colour], line.width, " ".join(f"{dash:g}" for dash in line.dashes))


def line_name(kind: str) -> str:
    """What the line of a kind of gap is called among those of states."""
    return f"luecke-{kind}"


GAP_SIGNS_BY_LINE = {line_name(kind): sign for kind, sign in GAP_SIGNS.items()}


def draw_edges(
    edges: Sequence[MapEdge], nodes: Mapping[str, MapNode], radii: Mapping[str, float]
) -> dict[str, list[DrawnEdge]]:
    """Ties by state; the second, third ... between the same two bends aside."""
    drawn: dict[str, list[DrawnEdge]] = {}
    for edge, number in zip(edges, number_parallels(edge.ends for edge in edges), strict=True):
        reach = radii[edge.target] + 2
        name = line_name(edge.gap_kinds[0]) if edge.kind == GAP_KIND else edge.state
        drawn.setdefault(name, []).append(_draw(edge, nodes[edge.source], nodes[edge.target], number, reach))
    return drawn


def letter_boxes(drawn: Mapping[str, Sequence[DrawnEdge]]) -> list[Box]:
    """What the letters in the middle of lines take up."""
    marked = (edge for edges in drawn.values() for edge in edges if edge.signs)
    return [
        Box(x - LETTER * len(edge.signs), y - LETTER, x + LETTER * len(edge.signs), y + LETTER)
        for edge in marked
        for x, y in [edge.middle]
    ]


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
    look = look_of(edge.kind)
    return DrawnEdge(
        path,
        _arrow(middle, end) if has_arrow else "",
        line_width(edge.state, edge.weight, is_quiet=look.quiet),
        quiet=look.quiet and edge.state in EXISTING,
        signs=tuple(GAP_SIGNS[kind].sign for kind in edge.gap_kinds),
        middle=((source.x + 2 * middle[0] + end[0]) / 4, (source.y + 2 * middle[1] + end[1]) / 4),
    )


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
