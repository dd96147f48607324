"""The numbers by which browser and paper draw the map alike: lines, bends, areas, names.

Colours are names of the style sheet (`--map-edge`); paper has its own, darker ones (`download/marks.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.pages.map.gap_signs import GAP_SIGNS
from webapp.pages.map.schemas import AppearanceJson, AreaShapeJson, GapSignJson, LineJson, NameShapeJson, RimJson
from webapp.pages.map.signs import RIMS

AREA_MARGIN = 34.0
AREA_CORNERS = 12
AREA_FEWEST = 2
NAME_SIZE, GROUP_NAME_SIZE = 12.0, 13.0
NAME_LINE = 1.2
NAME_LONGEST, NAME_MOST_LINES = 24, 3
NAME_NARROWER = 19, 15
"""Characters in a line where a name is written narrower, because there is more room beneath each other."""
NAMED_ALL = 60
"""Signs up to which every one is named."""
NAMED_SOME = 300
"""Signs up to which a name may stand a little off its sign."""
NAME_DIRECTIONS = (
    *((math.radians(angle), cost) for angle, cost in ((90, 0.0), (270, 0.4), (0, 0.4), (180, 0.6))),
    *((math.radians(angle), 0.8) for angle in (45, 315, 135, 225)),
    *((math.radians(angle), 1.1) for angle in (65, 115, 295, 245, 22, 338, 158, 202)),
)
"""Where a name may stand around its sign: clockwise from the right, with what the place costs."""
NAME_RINGS = (
    *((0.0, 0.0), (9.0, 2.5), (20.0, 6.0), (34.0, 9.0), (52.0, 13.0)),
    *((74.0, 18.0), (104.0, 26.0), (140.0, 34.0), (190.0, 50.0), (250.0, 70.0)),
)
"""How far off its sign a name may stand, in pixels, with what that costs."""
LEADER_FROM = 15.0
"""From so far off on a line leads from the sign to its name."""
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
    "exists": LineStyle("map-edge", 1.7),
    "planned": LineStyle("accent", 2, (1.5, 4.5)),
    "demanded": LineStyle("gap", 1.5, (7, 5)),
    "ended": LineStyle("map-edge-quiet", 1, (14, 5, 2, 5)),
    "unclear": LineStyle("map-edge-quiet", 1.2, (3, 7)),
    "topic": LineStyle("soft", 1.4, (1, 4)),
    "result": LineStyle("map-edge", 1.7),
}
QUIET = 0.75
"""How much narrower a line is that is drawn paler."""
STRONGEST = 3.0
"""How many times as wide as usual the line of the strongest tie is."""


def line_style(state: str) -> LineStyle:
    """The line of a state; one that we do not know looks unclear."""
    return LINES.get(state, LINES["unclear"])


def line_width(state: str, weight: float, *, is_quiet: bool) -> float:
    """How wide a tie is drawn: what exists by its strength, all else by its state."""
    width = line_style(state).width
    if state not in EXISTING:
        return width
    return round(width * min(math.sqrt(max(weight, 0.25)), STRONGEST) * (QUIET if is_quiet else 1), 2)


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
        name=name_as_json(),
        most_gap_parties=MOST_GAP_PARTIES,
        existing=list(EXISTING),
        ended=list(ENDED),
        gap_signs={kind: GapSignJson(one.sign, list(one.dashes)) for kind, one in GAP_SIGNS.items()},
        rims={rim.name: RimJson(list(rim.dashes), rim.width) for rim in RIMS},
    )


def name_as_json() -> NameShapeJson:
    """How names are written, and where they may stand."""
    return NameShapeJson(
        size=NAME_SIZE,
        group_size=GROUP_NAME_SIZE,
        line=NAME_LINE,
        longest=NAME_LONGEST,
        narrower=list(NAME_NARROWER),
        most_lines=NAME_MOST_LINES,
        everyone=NAMED_ALL,
        some=NAMED_SOME,
        directions=[(round(angle, 4), cost) for angle, cost in NAME_DIRECTIONS],
        rings=list(NAME_RINGS),
        leader_from=LEADER_FROM,
    )
