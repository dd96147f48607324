"""Signs and lines of the map as a drawing on paper: the same shapes and dashes as on the screen.

`static/map/style.js` draws them in the browser.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.pages.map.model import MapEdge, MapNode
from webapp.ui.tie_looks import look_of

MOST_COUNTED = 25
GROUP_RADIUS = 12.0
ARROW = 8.0
BEND = 0.14


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How ties of one state are drawn."""

    colour: str
    width: float
    dashes: str = ""


LINES: Mapping[str, LineStyle] = {
    "exists": LineStyle("#8a8d88", 1.3),
    "planned": LineStyle("#0f5666", 2.2, "1.5 5"),
    "demanded": LineStyle("#b3123c", 2.2, "8 6"),
    "ended": LineStyle("#b4b2a9", 1.0, "14 5 2 5"),
    "unclear": LineStyle("#b4b2a9", 1.0, "3 7"),
    "result": LineStyle("#8a8d88", 1.3),
}


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A tie as a path, with the outline of its arrow's head, "" for none."""

    path: str
    arrow: str


def radius_of(node: MapNode) -> float:
    """How large a sign is: it grows with the number of partners."""
    return GROUP_RADIUS if node.is_group else radius_for(node.degree)


def radius_for(partners: int) -> float:
    """How large the sign of an actor with so many partners is."""
    return 10 + 2.6 * math.sqrt(min(partners, MOST_COUNTED))


def line_style(state: str) -> LineStyle:
    """The line of a state; one that we do not know looks unclear."""
    return LINES.get(state, LINES["unclear"])


def draw_edges(edges: Iterable[MapEdge], nodes: Mapping[str, MapNode]) -> dict[str, list[DrawnEdge]]:
    """Ties by state; the second, third ... between the same two bends aside."""
    seen: Counter[frozenset[str]] = Counter()
    drawn: dict[str, list[DrawnEdge]] = {}
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        drawn.setdefault(edge.state, []).append(_draw(edge, nodes[edge.source], nodes[edge.target], seen[pair]))
        seen[pair] += 1
    return drawn


def _draw(edge: MapEdge, source: MapNode, target: MapNode, index: int) -> DrawnEdge:
    bend = BEND * math.ceil(index / 2) * (1 if index % 2 else -1)
    if edge.source > edge.target:
        bend = -bend  # both directions of a pair count from the same side
    middle = (
        (source.x + target.x) / 2 - bend * 2 * (target.y - source.y),
        (source.y + target.y) / 2 + bend * 2 * (target.x - source.x),
    )
    end = _before(middle, (target.x, target.y), radius_of(target) + 2)
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
