"""Lines of the map as a drawing on paper: the same widths, dashes and bends as on the screen, in darker colours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.pages.map.appearance import BEND, EXISTING, LineStyle, line_style, line_width, number_parallels
from webapp.pages.map.download.spots import Box
from webapp.pages.map.gap_signs import GAP_KIND, GAP_SIGNS, letters_of
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
    """How the ties of one state, or what stands for gaps of one kind, are drawn: as SVG writes it, under a name."""

    name: str
    colour: str
    width: float
    dashes: str


@dataclass(frozen=True, slots=True)
class DrawnLetters:
    """The letters of kinds of gaps, each in its circle, side by side around a point."""

    x: float
    y: float
    letters: tuple[str, ...]

    @property
    def box(self) -> Box:
        """What they take up."""
        half = LETTER * len(self.letters)
        return Box(self.x - half, self.y - LETTER, self.x + half, self.y + LETTER)


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A tie as a path of some width, with the outline of its arrow's head, "" for none; `quiet` ones are paler.

    `middle` is a point of the line half way; `letters` are those of the gaps it stands for, there.
    """

    path: str
    arrow: str
    width: float
    middle: tuple[float, float]
    quiet: bool = False
    letters: DrawnLetters | None = None


def draw_line(state: str) -> DrawnLine:
    """The line of a state on paper."""
    return _on_paper(state, line_style(state))


def draw_gap_line(kind: str) -> DrawnLine:
    """The line of a kind of gap on paper: as what is demanded, with its own dashes."""
    return _on_paper(f"luecke-{kind}", replace(line_style("demanded"), dashes=GAP_SIGNS[kind].dashes))


def _on_paper(name: str, line: LineStyle) -> DrawnLine:
    return DrawnLine(name, PAPER[line.colour], line.width, " ".join(f"{dash:g}" for dash in line.dashes))


def draw_edges(
    edges: Sequence[MapEdge], nodes: Mapping[str, MapNode], radii: Mapping[str, float]
) -> dict[DrawnLine, list[DrawnEdge]]:
    """Ties by their line; the second, third ... between the same two bends aside."""
    drawn: dict[DrawnLine, list[DrawnEdge]] = {}
    for edge, path in zip(edges, draw_each(edges, nodes, radii), strict=True):
        line = draw_gap_line(edge.gap_kinds[0]) if edge.kind == GAP_KIND else draw_line(edge.state)
        drawn.setdefault(line, []).append(path)
    return drawn


def draw_each(
    edges: Sequence[MapEdge], nodes: Mapping[str, MapNode], radii: Mapping[str, float]
) -> Iterator[DrawnEdge]:
    """Each tie in its order."""
    for edge, number in zip(edges, number_parallels(edge.ends for edge in edges), strict=True):
        yield _draw(edge, nodes[edge.source], nodes[edge.target], number, radii[edge.target] + 2)


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
    half_way = (source.x + 2 * middle[0] + end[0]) / 4, (source.y + 2 * middle[1] + end[1]) / 4
    return DrawnEdge(
        path,
        _arrow(middle, end) if has_arrow else "",
        line_width(edge.state, edge.weight, is_quiet=look.quiet),
        half_way,
        quiet=look.quiet and edge.state in EXISTING,
        letters=DrawnLetters(*half_way, letters_of(edge.gap_kinds)) if edge.gap_kinds else None,
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
