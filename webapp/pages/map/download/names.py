"""Names on a drawing: the most important first, each where it covers neither a sign nor another name.

A name is nearest to its own sign; farther off a line leads to it. One that finds no free place stands below its sign
all the same, because on paper nobody can point at a sign to learn its name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from webapp.pages.map.appearance import GROUP_NAME_SIZE, NAME_LINE, NAME_LONGEST, NAME_NARROWER, NAME_SIZE
from webapp.pages.map.download.spots import (
    NEARER,
    Box,
    NameSpot,
    Occupied,
    Sign,
    runs_through,
    span_of,
    spots_around,
)
from webapp.pages.map.download.wrapping import BOLD, CUT, width_of, wrap
from webapp.pages.map.model import MapNode

GAP = 3.0
SHORTER, NARROWER = 1.2, 0.5
LISTED = 2.0
"""What it costs a name on the shelf not to stand to the right of its sign."""


@dataclass(frozen=True, slots=True)
class DrawnName:
    """A name in lines, each with its position; `box` is what it takes up, `leader` the line from its sign.

    `look` is "" for an actor, "group" for a group, "area" for the name at a group's area.
    """

    lines: tuple[tuple[float, float, str], ...]
    size: float
    look: str
    box: Box
    anchor: str = "middle"
    leader: tuple[float, float, float, float] | None = None


class TakenSpace:
    """What of a drawing is taken by signs, names and lines that lead to names."""

    def __init__(self, signs: Collection[Sign], taken: Collection[Box] = ()) -> None:
        self._signs, self._names = Occupied(), Occupied()
        self._leaders: list[tuple[float, float, float, float]] = []
        for sign in signs:
            self._signs.add(sign, sign.box)
        for box in taken:
            self._names.add("", box)

    def add(self, owner: str, name: DrawnName) -> None:
        """Take up the place of a name."""
        self._names.add(owner, name.box)
        if name.leader:
            self._leaders.append(name.leader)

    def is_free(self, spot: NameSpot, owner: str) -> bool:
        """Whether nothing else stands there, and nothing lies on or beneath the line to it."""
        if any(one != owner for one, _ in self._names.near(spot.box)):
            return False
        if any(sign.owner != owner for sign, _ in self._signs.near(spot.box) if isinstance(sign, Sign)):
            return False
        if any(runs_through(line, spot.box) for line in self._leaders):
            return False
        return not spot.leader or not self._hides(spot.leader, owner)

    def is_nearest(self, box: Box, own: Sign) -> bool:
        """Whether no other sign is as near."""
        least = own.away(box) + NEARER
        near = (sign for sign, _ in self._signs.near(box.widened(least)) if isinstance(sign, Sign))
        return all(sign.owner == own.owner or sign.away(box) > least for sign in near)

    def _hides(self, leader: tuple[float, float, float, float], owner: str) -> bool:
        span = span_of(leader)
        taken = (*self._names.near(span), *self._signs.near(span))
        others = (box for one, box in taken if owner != (one.owner if isinstance(one, Sign) else one))
        return any(runs_through(leader, box) for box in others)


def lay_out_names(
    nodes: Sequence[MapNode], radii: Mapping[str, float], space: TakenSpace, apart: Collection[str] = ()
) -> list[DrawnName]:
    """A name for every node, whose sign has this radius; of those `apart` to the right, as in a list.

    O(nodes), as long as they do not crowd.
    """
    found = []
    for node in sorted(nodes, key=lambda node: (not node.is_group, -node.degree)):
        sign = Sign(node.id, node.x, node.y, radii[node.id])
        name = _lay_out_name(node, sign, space, is_listed=node.id in apart)
        space.add(node.id, name)
        found.append(name)
    return found


def lay_out_area_names(areas: Sequence[tuple[str, tuple[float, float]]], space: TakenSpace) -> list[DrawnName]:
    """The names of areas above their crests, where there is room: the sign of the group has its name already."""
    found = []
    for label, (x, y) in areas:
        lines, width, height = _measured(label, NAME_SIZE, NAME_LONGEST, BOLD)
        steps = (width * step for step in (0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75))
        boxes = [Box(x + step - width / 2, y - GAP - height, x + step + width / 2, y - GAP) for step in steps]
        spot = next((NameSpot(box) for box in boxes if space.is_free(NameSpot(box), "")), None)
        if spot:
            found.append(_drawn(lines, spot, NAME_SIZE, "area"))
            space.add(label, found[-1])
    return found


def _lay_out_name(node: MapNode, sign: Sign, space: TakenSpace, *, is_listed: bool) -> DrawnName:
    look, size = ("group", GROUP_NAME_SIZE) if node.is_group else ("", NAME_SIZE)
    texts = _texts(node, size)
    choices = [
        (cost + more + (LISTED if is_listed and spot.anchor != "start" else 0), number, spot)
        for number, (_lines, width, height, more) in enumerate(texts)
        for cost, spot in spots_around(sign, width, height, GAP)
    ]
    loose = None
    for _cost, number, spot in sorted(choices, key=lambda choice: choice[0]):
        if space.is_free(spot, node.id):
            if space.is_nearest(spot.box, sign):
                return _drawn(texts[number][0], spot, size, look)
            if spot.leader:  # which says whose name it is
                loose = loose or (number, spot)
    number, spot = loose or (0, choices[0][2])
    return _drawn(texts[number][0], spot, size, look)


def _texts(node: MapNode, size: float) -> list[tuple[list[str], float, float, float]]:
    """The ways to write a name, each with width, height and cost: the full one, the same narrower, the short one."""
    letters = BOLD if node.is_group else 1.0
    texts = [(*_measured(node.label, size, NAME_LONGEST, letters), 0.0)]
    for longest in NAME_NARROWER:
        narrow = _measured(node.label, size, longest, letters)
        if narrow[1] < texts[-1][1] and not narrow[0][-1].endswith(CUT):
            texts.append((*narrow, NARROWER))
    if node.short and node.short != node.label:
        texts.append((*_measured(node.short, size, NAME_LONGEST, letters), SHORTER))
    return texts


def _measured(label: str, size: float, longest: int, letters: float = 1.0) -> tuple[list[str], float, float]:
    lines = wrap(label, longest)
    return lines, letters * max(width_of(line, size) for line in lines), len(lines) * size * NAME_LINE


def _drawn(lines: Sequence[str], spot: NameSpot, size: float, look: str) -> DrawnName:
    box = spot.box
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[spot.anchor]
    first = box.top + size * 0.95
    placed = ((round(x, 1), round(first + index * size * NAME_LINE, 1), line) for index, line in enumerate(lines))
    return DrawnName(tuple(placed), size, look, box, spot.anchor, spot.leader)
