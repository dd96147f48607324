"""How large each sign of the map is, and in which colour, for every way to draw it that a reader can choose.

The picture's JSON carries these numbers, and the drawing on paper takes them: a sign is the same on both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from webapp.pages.map.address import OPTIONS
from webapp.pages.map.model import MapNode, MapView
from webapp.pages.map.words import measure_messages
from webapp.ui.palette import STYLES, UNKNOWN

GROUP_RADIUS = 12.0
SMALLEST, GROWTH = 10.0, 2.6
MOST_COUNTED = 25
MIDDLE = 4
MANY_GAPS = 3

SIZES = ("", *OPTIONS["groesse"])
"""What a sign's size can stand for, by its name in the address; "" is the number of partners."""

TINTS = tuple(f"sector-{style.name}" for style in STYLES if style.name != UNKNOWN)
NO_TINT = f"sector-{UNKNOWN}"

_MEASURES: Mapping[str, Callable[[MapNode], float]] = {
    "vermittlung": lambda node: node.betweenness,
    "reichweite": lambda node: node.reach,
    "luecken": lambda node: node.gaps,
}


@dataclass(frozen=True, slots=True)
class Colouring:
    """What colour stands for, beside the sector: names of colours with their meaning, and the index for each node."""

    name: str
    legend: tuple[tuple[str, str], ...]
    indices: Mapping[str, int]


def radii_of(picture: MapView) -> dict[str, tuple[float, ...]]:
    """The radius of each node by its id, for every size in the order of `SIZES`, in pixels of the map. O(nodes)."""
    most = {size: max(map(measure, picture.nodes), default=0) for size, measure in _MEASURES.items()}
    return {node.id: tuple(_radius(node, size, most.get(size, 0)) for size in SIZES) for node in picture.nodes}


def radii_for(picture: MapView, size: str) -> dict[str, float]:
    """The radius of each node for one size; one that there is not counts partners."""
    index = SIZES.index(size) if size in SIZES else 0
    return {name: radii[index] for name, radii in radii_of(picture).items()}


def colourings_of(picture: MapView) -> tuple[Colouring, ...]:
    """Every way to colour signs by something else than their sector."""
    return (_by_group(picture), _by_gaps(picture))


def radius_for(weight: float) -> float:
    """The radius of an actor of some weight, which is a number of partners or stands for one."""
    return round(SMALLEST + GROWTH * math.sqrt(min(weight, MOST_COUNTED)), 2)


def _radius(node: MapNode, size: str, most: float) -> float:
    if node.is_group:
        return GROUP_RADIUS
    if size in _MEASURES:
        return radius_for(MOST_COUNTED * _MEASURES[size](node) / most if most else 0)
    return radius_for(MIDDLE if size == "gleich" else node.degree)


def _by_group(picture: MapView) -> Colouring:
    """As many of the largest groups as there are colours; the others share the grey."""
    largest = sorted((one for one in picture.groups if one.members), key=lambda group: -len(group.members))
    legend = [(tint, group.label) for tint, group in zip(TINTS, largest, strict=False)]
    codes = [group.id for group, _tint in zip(largest, legend, strict=False)]
    return Colouring(
        "gruppe",
        (*legend, (NO_TINT, measure_messages()["otherGroups"])),
        {
            node.id: next((index for index, code in enumerate(codes) if code in node.groups), len(codes))
            for node in picture.nodes
        },
    )


def _by_gaps(picture: MapView) -> Colouring:
    words = measure_messages()
    return Colouring(
        "luecken",
        ((NO_TINT, words["gapsNone"]), ("warn", words["gapsFew"]), ("gap", words["gapsMany"])),
        {node.id: 2 if node.gaps >= MANY_GAPS else 1 if node.gaps else 0 for node in picture.nodes},
    )
