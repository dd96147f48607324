"""The numbers by which browser and paper draw the map alike: lines, bends, areas, names.

Colours are names of the style sheet (`--map-edge`); paper has its own, darker ones (`download/marks.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.pages.map.schemas import AppearanceJson, AreaShapeJson, LineJson, NameShapeJson, RimJson
from webapp.pages.map.signs import RIMS

AREA_MARGIN = 34.0
AREA_CORNERS = 12
AREA_FEWEST = 2
NAME_SIZE, GROUP_NAME_SIZE = 12.0, 13.0
NAME_LINE = 1.2
NAME_LONGEST, NAME_MOST_LINES = 24, 3
BEND = 0.14
MOST_GAP_PARTIES = 5
"""Of a gap with more parties, lines are drawn from the first to the others only."""

EXISTING = ("exists", "result")
"""States of ties that connect today: those of the data, and lines that a query's answer draws."""
ENDED = ("ended",)
"""States of ties that connect nobody, whatever is demanded or planned."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How ties of one state are drawn: besides colour, every state has a line of its own."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


LINES: Mapping[str, LineStyle] = {
    "exists": LineStyle("map-edge", 1.3),
    "planned": LineStyle("accent", 2.2, (1.5, 5)),
    "demanded": LineStyle("gap", 2.2, (8, 6)),
    "ended": LineStyle("map-edge-quiet", 1, (14, 5, 2, 5)),
    "unclear": LineStyle("map-edge-quiet", 1, (3, 7)),
    "topic": LineStyle("soft", 1.4, (1, 4)),
    "result": LineStyle("map-edge", 1.3),
}


def line_style(state: str) -> LineStyle:
    """The line of a state; one that we do not know looks unclear."""
    return LINES.get(state, LINES["unclear"])


def number_parallels(ends: Iterable[tuple[str, str]]) -> list[int]:
    """For each pair of ends how many lines between the same two come before it: these bend aside, to alternate sides.

    The number is negative where a line runs against the first of its pair, so that both count from the same side.
    """
    seen: dict[frozenset[str], list[tuple[str, str]]] = defaultdict(list)
    found = []
    for pair in ends:
        before = seen[frozenset(pair)]
        found.append(len(before) if not before or before[0] == pair else -len(before))
        before.append(pair)
    return found


def appearance_as_json() -> AppearanceJson:
    """The same numbers for the browser."""
    return AppearanceJson(
        lines={state: LineJson(line.colour, line.width, list(line.dashes) or False) for state, line in LINES.items()},
        bend=BEND,
        area=AreaShapeJson(AREA_MARGIN, AREA_CORNERS, AREA_FEWEST),
        name=NameShapeJson(NAME_SIZE, GROUP_NAME_SIZE, NAME_LINE, NAME_LONGEST, NAME_MOST_LINES),
        most_gap_parties=MOST_GAP_PARTIES,
        existing=list(EXISTING),
        ended=list(ENDED),
        rims={rim.name: RimJson(list(rim.dashes), rim.width) for rim in RIMS},
    )
