"""Where actors stand on the map: computed once, the same for everybody, without overlapping names.

Connected parts are drawn by springs (Fruchterman & Reingold 1991) with an invisible hub for each group, set
side by side in rows, and pushed apart until no two boxes of symbol and name touch. Actors without any
connection stand in rows beneath. Nothing is random: start positions lie on a spiral in the order of IRIs.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Points = npt.NDArray[np.float64]
Position = tuple[float, float]

WIDTH = 1100.0
CHARACTER = 7.0
LABEL_WIDEST = 126.0
LABEL_HEIGHT = 34.0
SYMBOL = 30.0
MARGIN = 10.0
HUB_PULL = 2.0
_ASPECT = 1.45
SPIRAL = math.pi * (3 - math.sqrt(5))
"""The golden angle: who is set one after the other at it stands beside nobody before."""
_GAP = 36.0
_ROUNDS = 30
_LOOSEN = 1.03
_STEP = 0.35
_TOLERATED = 0.5
_SPRING_NODE_STEPS = 40_000
EACH_WITH_EACH = 300
"""Nodes up to which each is compared with each in every step."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A drawn piece of the map: its nodes, their positions from its own left upper corner, and its size."""

    nodes: tuple[str, ...]
    positions: Points
    width: float
    height: float


def positions(
    network: nx.Graph[str] | nx.MultiDiGraph[str],
    groups: Mapping[str, Collection[str]],
    labels: Mapping[str, str] | None = None,
) -> dict[str, Position]:
    """Pixels for each node of a network, x to the right, y down, around (0, 0); landscape, isolates beneath.

    `groups` are member IRIs by group: members are drawn together. `labels` decide how wide a box is.
    Same input, in whatever order, gives the same output. Under 0.5 s for 100 nodes, about 5 s for 2,000.
    """
    nodes = sorted(network)
    boxes = {iri: box((labels or {}).get(iri, "")) for iri in nodes}
    springs = _springs(network, groups)
    parts = sorted((sorted(part) for part in nx.connected_components(springs)), key=lambda part: (-len(part), part))
    drawn = [_draw(springs.subgraph(part), boxes) for part in parts if _real(part, boxes) > 1]
    alone = [iri for part in parts if _real(part, boxes) == 1 for iri in part if iri in boxes]
    positioned, bottom, width = _pack(drawn)
    positioned |= _rows(alone, boxes, bottom, max(width, WIDTH))
    return _centred(positioned)


def box(label: str) -> tuple[float, float]:
    """Width and height in pixels of a node with its name beneath, wrapped at 18 characters."""
    return max(SYMBOL, min(CHARACTER * len(label), LABEL_WIDEST)) + MARGIN, SYMBOL + LABEL_HEIGHT


def _springs(network: nx.Graph[str] | nx.MultiDiGraph[str], groups: Mapping[str, Collection[str]]) -> nx.Graph[str]:
    """What pulls: an edge for each connected pair, and from each member to its group's hub."""
    springs: nx.Graph[str] = nx.Graph()
    springs.add_nodes_from(sorted(network))
    pairs = {(min(edge[:2]), max(edge[:2])) for edge in network.edges}
    springs.add_edges_from(((one, other) for one, other in sorted(pairs) if one != other), weight=1.0)
    for group, members in sorted(groups.items()):
        inside = sorted(({*members, group}) & set(network))
        if len(inside) > 1:
            springs.add_edges_from((("hub " + group, iri) for iri in inside), weight=HUB_PULL)
    return springs


def _real(part: Collection[str], boxes: Mapping[str, tuple[float, float]]) -> int:
    return sum(iri in boxes for iri in part)


def _draw(springs: nx.Graph[str], boxes: Mapping[str, tuple[float, float]]) -> _Part:
    everything = sorted(springs)
    shape = _spring_positions(everything, springs)
    real = [index for index, iri in enumerate(everything) if iri in boxes]
    nodes = tuple(everything[index] for index in real)
    sizes = np.array([boxes[iri] for iri in nodes])
    positions = _spread(shape[real], sizes)
    positions = _push_apart(positions, sizes)
    corner = (positions - sizes / 2).min(axis=0)
    width, height = (positions + sizes / 2).max(axis=0) - corner
    return _Part(nodes, positions - corner, float(width), float(height))


def _spring_positions(nodes: list[str], springs: nx.Graph[str]) -> Points:
    """Fruchterman and Reingold's forces on a spiral start, cooling linearly; around 0, about one unit wide."""
    count = len(nodes)
    if count > EACH_WITH_EACH:
        from graph.layout import large  # noqa: PLC0415 - brings half of scipy, which most networks never need

        return large.spring_positions(sp.csr_array(nx.to_scipy_sparse_array(springs, nodelist=nodes)))
    number = {iri: index for index, iri in enumerate(nodes)}
    pull = np.zeros((count, count))
    for one, other, spring in springs.edges(data=True):
        pull[number[one], number[other]] = pull[number[other], number[one]] = spring["weight"]
    order = np.arange(count)
    positions = np.sqrt((order + 0.5) / count)[:, None] * np.stack(
        [np.cos(order * SPIRAL), np.sin(order * SPIRAL)], axis=1
    )
    ideal = 1.6 / math.sqrt(count)
    steps = max(30, min(300, _SPRING_NODE_STEPS // count))
    for step in range(steps):
        between = positions[:, None, :] - positions[None, :, :]
        distance = np.sqrt((between**2).sum(axis=2)) + 1e-9
        force = ideal**2 / distance**2 - pull * distance / ideal
        move = (between * force[:, :, None]).sum(axis=1)
        length = np.sqrt((move**2).sum(axis=1))[:, None] + 1e-9
        positions = positions + move / length * np.minimum(length, 0.2 * (1 - step / steps) + 0.002)
        positions -= positions.mean(axis=0)
    return np.asarray(positions, dtype=np.float64)


def _spread(positions: Points, sizes: Points) -> Points:
    """Turned so that the longer side lies flat, and stretched to a landscape that has room for all boxes."""
    centred = positions - positions.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    turned *= np.sign(turned[np.abs(turned).argmax(axis=0), [0, 1]] + 1e-12)
    extent = turned.max(axis=0) - turned.min(axis=0)
    room = float(sizes.prod(axis=1).sum()) * 1.7
    height = math.sqrt(room / _ASPECT)
    wanted = np.array([height * _ASPECT, height]) - sizes.mean(axis=0)
    stretched = turned / np.maximum(extent, 0.25 * max(extent.max(), 1e-9)) * np.maximum(wanted, 1.0)
    return np.asarray(stretched, dtype=np.float64)


def _push_apart(positions: Points, sizes: Points) -> Points:
    """Move overlapping boxes along the way that is shorter until none overlap; loosen all when they are stuck."""
    if len(positions) > EACH_WITH_EACH:
        from graph.layout import large  # noqa: PLC0415 - brings half of scipy, which most networks never need

        return large.push_apart(positions, sizes)
    reach = (sizes[:, None, :] + sizes[None, :, :]) / 2
    side = np.where(np.arange(len(positions))[:, None] > np.arange(len(positions))[None, :], 1.0, -1.0)[:, :, None]
    for axis in (0, 1):
        np.fill_diagonal(reach[:, :, axis], -1.0)
    turn = 0
    while True:
        between = positions[:, None, :] - positions[None, :, :]
        overlap = reach - np.abs(between)
        touching = np.asarray((overlap > _TOLERATED).all(axis=2))
        if not touching.any():
            return positions
        share = overlap / reach
        sideways = share[:, :, :1] <= share[:, :, 1:]
        direction = np.where(between == 0, side, np.sign(between))
        step = direction * (overlap + 1) * _STEP * touching[:, :, None]
        step *= np.concatenate([sideways, ~sideways], axis=2)
        turn += 1
        positions = (positions + step.sum(axis=1)) * (_LOOSEN if turn % _ROUNDS == 0 else 1.0)


def _pack(parts: list[_Part]) -> tuple[dict[str, Position], float, float]:
    """Parts set side by side, largest first, each as high up as there is room; gives positions, bottom and width."""
    area = sum((part.width + _GAP) * (part.height + _GAP) for part in parts)
    limit = max([WIDTH, math.sqrt(area * _ASPECT), *(part.width for part in parts)])
    taken: list[tuple[float, float, float]] = []
    positioned: dict[str, Position] = {}
    bottom = widest = 0.0
    for part in parts:
        x, y = _free_position(part.width, taken, limit)
        taken.append((x, x + part.width + _GAP, y + part.height + _GAP))
        for iri, position in zip(part.nodes, part.positions, strict=True):
            positioned[iri] = (x + float(position[0]), y + float(position[1]))
        bottom, widest = max(bottom, y + part.height), max(widest, x + part.width)
    return positioned, bottom, widest


def _free_position(width: float, taken: list[tuple[float, float, float]], limit: float) -> Position:
    """The highest position, then the leftmost, beneath or beside what is taken (left, right, bottom)."""
    lefts = [left for left in (0.0, *(right for _, right, _ in taken)) if left + width <= limit]
    positions = [
        (max((bottom for start, end, bottom in taken if start < left + width and left < end), default=0.0), left)
        for left in lefts or [0.0]
    ]
    top, left = min(positions)
    return left, top


def _rows(alone: list[str], boxes: Mapping[str, tuple[float, float]], top: float, width: float) -> dict[str, Position]:
    """Nodes side by side in the order of their IRIs, in as many rows as they need."""
    positioned: dict[str, Position] = {}
    x, y = 0.0, top + _GAP if top else 0.0
    for iri in sorted(alone):
        box_width, box_height = boxes[iri]
        if x and x + box_width > width:
            x, y = 0.0, y + box_height + MARGIN
        positioned[iri] = (x + box_width / 2, y + box_height / 2)
        x += box_width + MARGIN
    return positioned


def _centred(positioned: Mapping[str, Position]) -> dict[str, Position]:
    if not positioned:
        return {}
    xs, ys = zip(*positioned.values(), strict=True)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {iri: (round(x - middle_x, 1), round(y - middle_y, 1)) for iri, (x, y) in sorted(positioned.items())}
