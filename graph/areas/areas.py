"""An overview cut into areas: sectors, circles or districts, with what ties them, and who is in the ones laid open.

An area holds each actor once. Of an area laid open the best connected are shown; the others are counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from graph.areas.overview import NOBODY, Numbers, Overview
from graph.layout.springs import SPIRAL
from graph.libraries import np, sp
from graph.model import STATES

Cut = Literal["sektor", "gemeinschaft", "bezirk"]

CUTS: tuple[Cut, ...] = ("sektor", "gemeinschaft", "bezirk")
AREAS_MOST = 40
"""Bubbles that can be told apart; smaller areas are one bubble together."""
FEWEST = 5
"""Members from which on a circle is a bubble of its own."""
SHOWN_MOST = 300
"""Actors drawn of one area laid open."""
OPEN_MOST = 5
REST, NOBODYS, NEARBY = "weitere", "ohne", "umfeld"

_APART = 1.08
_ROUNDS = 800
_TOLERATED = 0.5
_STEP = 44.0

Between = Mapping[tuple[str, str], tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """Some actors by number. `name_of` is the IRI that names it, "" for what has no name of its own.

    ties: within it by state, in the order of STATES. untied: members without an existing tie, whatever with.
    """

    id: str
    name_of: str
    members: Numbers
    ties: tuple[int, ...]
    untied: int

    @property
    def size(self) -> int:
        """Number of actors."""
        return len(self.members)

    @property
    def radius(self) -> float:
        """Pixels on the map: the area of the bubble grows with the number of actors."""
        return 18 + 6.4 * math.pow(self.size, 0.32)


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """All areas, the largest first, and the ties between two of them by state, by their ids in order."""

    areas: tuple[Area, ...]
    between: Between
    area_of: Numbers

    def find(self, area_id: str) -> Area | None:
        """The area of this id."""
        return next((area for area in self.areas if area.id == area_id), None)


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What is drawn of an area, or of somebody's surroundings: actors by number, the best connected first.

    total: how many there are. ties: pairs among the shown, smaller, larger, state. outward: ties by area id and state.
    """

    id: str
    shown: Numbers
    total: int
    ties: Numbers
    outward: dict[str, tuple[int, ...]]


def cut_into_areas(overview: Overview, cut: Cut) -> Areas:
    """The areas of an overview. O(actors + ties)."""
    names, codes = _codes(overview, cut)
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    fewest = FEWEST if cut == "gemeinschaft" else 1
    large = sorted(np.flatnonzero(counts >= fewest), key=lambda code: (-counts[code], names[code]))
    kept = large if len(large) <= AREAS_MOST else large[: AREAS_MOST - 1]
    ids = [names[code] for code in kept]
    position = np.full(len(names) + 1, len(ids), dtype=np.int64)
    position[kept] = np.arange(len(kept))
    area_of = np.where(codes == NOBODY, len(ids) + 1, position[codes])
    counted = _count(area_of, overview.ties, len(ids) + 2)
    untied = np.bincount(area_of[overview.is_untied], minlength=len(ids) + 2)
    named = [*((name, name) for name in ids), (REST, ""), (NOBODYS, "")]
    areas = [
        Area(area_id, iri, np.flatnonzero(area_of == number), _states(counted, number, number), int(untied[number]))
        for number, (area_id, iri) in enumerate(named)
    ]
    between = {
        (named[one][0], named[other][0]): _states(counted, one, other)
        for one, other in zip(*np.nonzero(np.triu(counted.sum(axis=0), 1)), strict=True)
    }
    return Areas(tuple(area for area in areas if area.size), between, area_of)


def open_area(overview: Overview, areas: Areas, area: Area) -> Opened:
    """The best connected actors of an area, at most SHOWN_MOST. O(ties)."""
    return _opened(overview, areas, area.id, _best(overview, area.members), area.size)


def open_nearby(overview: Overview, areas: Areas, actor: str, steps: int) -> Opened | None:
    """An actor and whoever it is tied to in one or two steps; None for an actor that is not there."""
    start = overview.index.get(actor)
    if start is None:
        return None
    reached = newest = {start}
    for _ in range(steps):
        newest = {int(one) for here in newest for one in _partners(overview.adjacency, here)} - reached
        reached = reached | newest
    others = np.array(sorted(reached - {start}), dtype=np.int64)
    shown = np.concatenate([[start], _best(overview, others)[: SHOWN_MOST - 1]]).astype(np.int64)
    return _opened(overview, areas, NEARBY, shown, len(reached))


def position_areas(areas: Areas, radii: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Pixels of each area's middle: the more ties, the nearer, no two touching. The same for the same areas."""
    ids = [area.id for area in areas.areas]
    if not ids:
        return {}
    number = {area_id: position for position, area_id in enumerate(ids)}
    pull = np.zeros((len(ids), len(ids)))
    for (one, other), states in areas.between.items():
        pull[number[one], number[other]] = pull[number[other], number[one]] = math.log1p(sum(states))
    pull /= max(pull.max(initial=0), 1)
    order = np.arange(len(ids))
    wide = np.array([radii[area_id] for area_id in ids])
    apart = (wide[:, None] + wide[None, :]) * _APART + 46
    far = np.sqrt(order + 0.5) * 130
    x, y = far * np.cos(order * SPIRAL) * 1.4, far * np.sin(order * SPIRAL)
    for turn in range(_ROUNDS):
        is_settling = turn > _ROUNDS // 2
        right, down = x[:, None] - x, y[:, None] - y
        distance = np.sqrt(right * right + down * down) + 1e-6
        force = np.maximum(apart - distance, 0) * 0.25
        if not is_settling:
            force -= pull * np.maximum(distance - apart, 0) * (0.2 / len(ids))
        np.fill_diagonal(force, 0)
        share = force / distance
        x, y = x + (right * share).sum(axis=1), y + (down * share).sum(axis=1)
        if is_settling and force.max() <= _TOLERATED:
            break
    return {
        area_id: (round(float(x[position]), 1), round(float(y[position]), 1)) for area_id, position in number.items()
    }


def position_opened(opened: Opened, middle: tuple[float, float]) -> dict[int, tuple[float, float]]:
    """Pixels of each actor shown, around a middle: the best connected inside, those tied to each other side by side."""
    count = len(opened.shown)
    number = {int(actor): position for position, actor in enumerate(opened.shown)}
    order = np.arange(count)
    slots = np.sqrt(order)[:, None] * np.stack([np.cos(order * SPIRAL), np.sin(order * SPIRAL)], 1) * _STEP
    ends = np.array([(number[int(one)], number[int(other)]) for one, other, _ in opened.ties], dtype=np.int64)
    taken = _by_neighbours(slots, ends.reshape(-1, 2))
    return {
        int(actor): (round(middle[0] + float(x), 1), round(middle[1] + float(y), 1))
        for actor, (x, y) in zip(opened.shown, taken, strict=True)
    }


def radius_of(opened: Opened) -> float:
    """Pixels from the middle of what is laid open to its edge."""
    return math.sqrt(len(opened.shown)) * _STEP + _STEP


def _by_neighbours(slots: np.ndarray, ends: Numbers) -> np.ndarray:
    """Give each its slot: ring by ring, in the direction its partners lie in."""
    positions = slots.copy()
    for _ in range(3):
        total = np.zeros_like(positions)
        np.add.at(total, ends[:, 0], positions[ends[:, 1]])
        np.add.at(total, ends[:, 1], positions[ends[:, 0]])
        wanted = np.arctan2(total[:, 1], total[:, 0])
        for first in range(1, len(slots), 24):
            ring = np.arange(first, min(first + 24, len(slots)))
            angle = np.arctan2(slots[ring, 1], slots[ring, 0])
            positions[ring[np.argsort(wanted[ring], kind="stable")]] = slots[ring[np.argsort(angle, kind="stable")]]
    return positions


def _codes(overview: Overview, cut: Cut) -> tuple[list[str], Numbers]:
    """The name and the number of each actor's area; a circle is named by its best connected member."""
    if cut == "sektor":
        return list(overview.sectors), overview.sector_of
    if cut == "bezirk":
        return list(overview.districts), overview.district_of
    circle_of = overview.circle_of
    leaders: dict[int, str] = {}
    for actor in np.lexsort((np.arange(overview.size), -overview.degree)):
        leaders.setdefault(int(circle_of[actor]), overview.actors[actor])
    return [leaders.get(number, "") for number in range(int(circle_of.max(initial=-1)) + 1)], circle_of


def _count(area_of: Numbers, ties: Numbers, size: int) -> np.ndarray:
    """Ties by state, and both areas, the first at most the second."""
    ends = np.sort(area_of[ties[:, :2]], axis=1)
    flat = (ties[:, 2] * size + ends[:, 0]) * size + ends[:, 1]
    return np.bincount(flat, minlength=len(STATES) * size * size).reshape(len(STATES), size, size)


def _states(counted: np.ndarray, one: int, other: int) -> tuple[int, ...]:
    return tuple(int(number) for number in counted[:, one, other])


def _best(overview: Overview, members: Numbers) -> Numbers:
    return members[np.lexsort((members, -overview.degree[members]))][:SHOWN_MOST]


def _partners(adjacency: sp.csr_array, actor: int) -> Iterable[int]:
    partners: list[int] = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]].tolist()
    return partners


def _opened(overview: Overview, areas: Areas, area_id: str, shown: Numbers, total: int) -> Opened:
    is_shown = np.zeros(overview.size, dtype=bool)
    is_shown[shown] = True
    one, other = is_shown[overview.ties[:, 0]], is_shown[overview.ties[:, 1]]
    within, across = overview.ties[one & other], overview.ties[one ^ other]
    outside = np.where(is_shown[across[:, 0]], across[:, 1], across[:, 0])
    ids = _ids(areas)
    outward: dict[str, list[int]] = {}
    for area, state in zip(areas.area_of[outside].tolist(), across[:, 2].tolist(), strict=True):
        outward.setdefault(ids[area], [0] * len(STATES))[state] += 1
    return Opened(
        area_id, shown, total, within, {key: tuple(value) for key, value in outward.items() if key != area_id}
    )


def _ids(areas: Areas) -> dict[int, str]:
    return {int(areas.area_of[area.members[0]]): area.id for area in areas.areas}
