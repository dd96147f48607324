"""Names on a drawing: the most important first, each where it covers neither a sign nor another name.

A name is nearest to its own sign; farther off a line leads to it. One that finds no free place stands below its sign
all the same, because on paper nobody can point at a sign to learn its name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from webapp.pages.map.appearance import GROUP_NAME_SIZE, NAME_LINE, NAME_LONGEST, NAME_NARROWER, NAME_SIZE
from webapp.pages.map.download.spots import (
    COURSES,
    NEARER,
    Box,
    Course,
    Line,
    NameSpot,
    Occupied,
    Sign,
    runs_through,
    span_of,
)
from webapp.pages.map.download.wrapping import BOLD, width_of, wrap
from webapp.pages.map.model import MapNode

Text = tuple[list[str], float, float, float]
"""Lines with width, height and what it costs to write a name so."""

GAP = 3.0
SHORTER, NARROWER = 1.2, 0.5
TRIED_MOST, TRIED_LATE = 60_000, 24
"""Places tried on one drawing, and for each further name where all are spent: such a crowd has no room farther off."""
LISTED = 2.0
"""What it costs a name on the shelf not to stand to the right of its sign."""


@dataclass(frozen=True, slots=True)
class DrawnName:
    """A name in lines, each with its position; `box` is what it takes up, `leader` the line from its sign.

    `owner` is whose it is; `look` is "" for an actor, "group" for a group.
    """

    owner: str
    lines: tuple[tuple[float, float, str], ...]
    size: float
    look: str
    box: Box
    anchor: str = "middle"
    leader: Line | None = None

    def says(self, label: str) -> bool:
        """Whether it is written in full."""
        return _words_of([line for _x, _y, line in self.lines]) == _words_of([label])


class TakenSpace:
    """What of a drawing is taken by signs, names and lines that lead to names."""

    def __init__(self, signs: Collection[Sign], taken: Collection[Box] = ()) -> None:
        self._signs: Occupied[Sign] = Occupied()
        self._names: Occupied[str] = Occupied()
        self._leaders: Occupied[Line] = Occupied()
        self.tried = 0
        for sign in signs:
            self._signs.add(sign, sign.box)
        for box in taken:
            self.keep_off(box)

    def keep_off(self, box: Box) -> None:
        """Let no name stand there from now on."""
        self._names.add("", box)

    def add(self, owner: str, name: DrawnName) -> None:
        """Take up the place of a name."""
        self._names.add(owner, name.box)
        if name.leader:
            self._leaders.add(name.leader, span_of(name.leader))

    def is_free(self, box: Box, owner: str) -> bool:
        """Whether nothing else stands there, and no line to another name runs through it."""
        self.tried += 1
        if any(one != owner for one, _ in self._names.near(box)):
            return False
        if any(sign.owner != owner for sign, _ in self._signs.near(box)):
            return False
        return not any(runs_through(line, box) for line, _ in self._leaders.near(box))

    def is_clear(self, leader: Line, owner: str) -> bool:
        """Whether a line to a name runs through no other name and no other sign."""
        span = span_of(leader)
        return not any(one != owner and runs_through(leader, box) for one, box in self._names.near(span)) and not any(
            sign.owner != owner and runs_through(leader, box) for sign, box in self._signs.near(span)
        )

    def is_nearest(self, box: Box, own: Sign) -> bool:
        """Whether no other sign is as near."""
        least = own.away(box) + NEARER
        near = (sign for sign, _ in self._signs.near(box.widened(least)))
        return all(sign.owner == own.owner or sign.away(box) > least for sign in near)


def lay_out_names(
    nodes: Sequence[MapNode], radii: Mapping[str, float], space: TakenSpace, *, is_listed: bool = False
) -> list[DrawnName]:
    """A name for every node, whose sign has this radius; `is_listed`: to the right of it, as in a list.

    O(nodes), as long as they do not crowd.
    """
    found = []
    for node in sorted(nodes, key=lambda node: (not node.is_group, -node.degree)):
        sign = Sign(node.id, node.x, node.y, radii[node.id])
        name = _lay_out_name(node, sign, space, is_listed=is_listed)
        space.add(node.id, name)
        found.append(name)
    return found


def _lay_out_name(node: MapNode, sign: Sign, space: TakenSpace, *, is_listed: bool) -> DrawnName:
    look, size = ("group", GROUP_NAME_SIZE) if node.is_group else ("", NAME_SIZE)
    lines, spot = _find_spot(_texts(node, size), sign, space, is_listed=is_listed)
    return _drawn(node.id, lines, spot, size, look)


def _find_spot(texts: list[Text], sign: Sign, space: TakenSpace, *, is_listed: bool) -> tuple[list[str], NameSpot]:
    """The cheapest free place nearest to its own sign, else one whose line says whose name it is, else the usual."""
    choices = _cheapest_first(tuple(more for *_measures, more in texts), is_listed=is_listed)
    first, usual = choices[0]
    lines, width, height, _more = texts[first]
    found = lines, usual.spot(usual.box(sign, width, height, GAP), sign)
    is_loose = False
    for number, course in islice(choices, None if space.tried < TRIED_MOST else TRIED_LATE):
        lines, width, height, _more = texts[number]
        box = course.box(sign, width, height, GAP)
        if not space.is_free(box, sign.owner):
            continue
        spot = course.spot(box, sign)
        if not spot.leader or space.is_clear(spot.leader, sign.owner):
            if space.is_nearest(box, sign):
                return lines, spot
            if spot.leader and not is_loose:
                found, is_loose = (lines, spot), True
    return found


@lru_cache(maxsize=64)
def _cheapest_first(costs: tuple[float, ...], *, is_listed: bool) -> tuple[tuple[int, Course], ...]:
    """Each way to write a name, by what it costs, on each course: so places are made only until one is free."""
    choices = [
        (course.cost + more + (LISTED if is_listed and course.anchor != "start" else 0), number, course)
        for number, more in enumerate(costs)
        for course in COURSES
    ]
    return tuple((number, course) for _cost, number, course in sorted(choices, key=lambda choice: choice[0]))


def _texts(node: MapNode, size: float) -> list[Text]:
    """The ways to write a name, each with width, height and cost: in full, the same narrower, and as on the screen.

    On paper there is no profile that tells what stands in brackets.
    """
    letters = BOLD if node.is_group else 1.0
    texts = [(*_measured(node.label, size, NAME_LONGEST, letters), 0.0)]
    for longest in NAME_NARROWER:
        narrow = _measured(node.label, size, longest, letters)
        if narrow[1] < texts[-1][1] and _words_of(narrow[0]) == _words_of([node.label]):
            texts.append((*narrow, NARROWER))
    others = (name for name in node.names if name != node.label)
    return texts + [(*_measured(name, size, NAME_LONGEST, letters), SHORTER) for name in others]


def _words_of(lines: Sequence[str]) -> list[str]:
    """The words as they are read: one that was cut or broken is another."""
    return " ".join(lines).split()


def _measured(label: str, size: float, longest: int, letters: float = 1.0) -> tuple[list[str], float, float]:
    lines = wrap(label, longest)
    return lines, letters * max(width_of(line, size) for line in lines), len(lines) * size * NAME_LINE


def _drawn(owner: str, lines: Sequence[str], spot: NameSpot, size: float, look: str) -> DrawnName:
    box = spot.box
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[spot.anchor]
    first = box.top + size * 0.95
    placed = ((round(x, 1), round(first + index * size * NAME_LINE, 1), line) for index, line in enumerate(lines))
    return DrawnName(owner, tuple(placed), size, look, box, spot.anchor, spot.leader)
