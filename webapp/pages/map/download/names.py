"""Names on a drawing: the most important first, each where it covers neither a sign nor another name.

Widths are estimated, as no font is at hand here; a name that finds no free position stands below its sign all the same,
because on paper nobody can point at a sign to learn its name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from webapp.pages.map.appearance import GROUP_NAME_SIZE, NAME_LINE, NAME_LONGEST, NAME_MOST_LINES, NAME_SIZE
from webapp.pages.map.model import MapNode

CHARACTER = 0.56
GAP = 3.0
CELL = 90.0
CUT = " …"
_TAIL = re.compile(r" (?=[^ ]{1,2}(?: |$))")
"""Before a word of one or two signs, such as a number or the parts of "e. V.", no line ends."""


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


@dataclass(frozen=True, slots=True)
class DrawnName:
    """A name in lines, each with its position; `box` is what it takes up."""

    lines: tuple[tuple[float, float, str], ...]
    size: float
    is_group: bool
    box: Box


class Occupied:
    """Rectangles with their owners in a grid, so that a new one is compared with its neighbours only."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)

    def add(self, owner: str, box: Box) -> None:
        """Take up a rectangle."""
        for cell in _cells_of(box):
            self._cells[cell].append((owner, box))

    def meets(self, owner: str, box: Box) -> bool:
        """Whether somebody else takes up a part of a rectangle."""
        near = (taken for cell in _cells_of(box) for taken in self._cells[cell])
        return any(other != owner and one.meets(box) for other, one in near)


def lay_out_names(
    nodes: Sequence[MapNode], crests: Mapping[str, tuple[float, float]], radii: Mapping[str, float]
) -> list[DrawnName]:
    """A name for every node, whose sign has this radius. O(nodes), as long as they do not crowd."""
    occupied = Occupied()
    for node in nodes:
        occupied.add(node.id, _sign(node, radii[node.id]))
    found = []
    for node in sorted(nodes, key=lambda node: (not node.is_group, -node.degree)):
        name = _lay_out_name(node, occupied, crests.get(node.id), radii[node.id] + GAP)
        occupied.add(node.id, name.box)
        found.append(name)
    return found


def wrap(text: str, longest: int, most: int = NAME_MOST_LINES) -> list[str]:
    """Words in lines of at most so many characters; what does not fit into the last line is cut off."""
    lines = [""]
    for piece in (piece for word in _words(text) for piece in _pieces(word, longest)):
        grown = f"{lines[-1]} {piece}".strip()
        if len(grown) <= longest or not lines[-1]:
            lines[-1] = grown
        else:
            lines.append(piece)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + CUT]


def width_of(text: str, size: float) -> float:
    """About how wide a line is."""
    return len(text) * CHARACTER * size


def _lay_out_name(node: MapNode, occupied: Occupied, crest: tuple[float, float] | None, reach: float) -> DrawnName:
    candidates = [name for label in _labels(node) for name in _spots(node, label, crest, reach)]
    return next((name for name in candidates if not occupied.meets(node.id, name.box)), candidates[-1])


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
    rows = range(int(box.top // CELL), int(box.bottom // CELL) + 1)
    return product(columns, rows)


def _labels(node: MapNode) -> list[str]:
    return [node.label, node.short] if node.short and node.short != node.label else [node.label]


def _spots(node: MapNode, label: str, crest: tuple[float, float] | None, reach: float) -> list[DrawnName]:
    """Above the area of a group; below, above, right and left of a sign."""
    size = GROUP_NAME_SIZE if node.is_group else NAME_SIZE
    lines = wrap(label, NAME_LONGEST)
    height, width = len(lines) * size * NAME_LINE, max(width_of(line, size) for line in lines)
    below = (node.x, node.y + reach + height / 2)
    centres = [
        (crest[0], crest[1] - height / 2 - GAP) if crest else below,
        (node.x, node.y - reach - height / 2),
        (node.x + reach + width / 2, node.y),
        (node.x - reach - width / 2, node.y),
        below,
    ]
    boxes = [Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2) for x, y in centres]
    return [DrawnName(_lines(lines, box, size), size, node.is_group, box) for box in boxes]


def _lines(lines: Sequence[str], box: Box, size: float) -> tuple[tuple[float, float, str], ...]:
    middle, first = (box.left + box.right) / 2, box.top + size * 0.95
    return tuple(
        (round(middle, 1), round(first + index * size * NAME_LINE, 1), line) for index, line in enumerate(lines)
    )


def _sign(node: MapNode, radius: float) -> Box:
    half = radius + 2
    return Box(node.x - half, node.y - half, node.x + half, node.y + half)


def _words(text: str) -> list[str]:
    return _TAIL.sub("\u00a0", " ".join(text.split())).split(" ")


def _pieces(word: str, longest: int) -> list[str]:
    """A word that is longer than a line, in pieces; only so many as could be shown."""
    most = longest * (NAME_MOST_LINES + 1)
    return [word[start : start + longest] for start in range(0, min(len(word), most), longest)]
