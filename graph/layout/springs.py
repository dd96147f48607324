"""Where actors stand on the map: computed once, the same for everybody, without overlapping names.

Connected parts are drawn by springs (Fruchterman & Reingold 1991) with an invisible hub for each group, and pushed
apart until no two boxes of symbol and name touch; of several ways the one with the fewest crossings is kept. Nothing
is random: start positions lie on a spiral in the order of IRIs, or of every seventh, eleventh ...
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from graph.layout.crossings import count_crossings, exchange
from graph.layout.packing import ASPECT, Piece, Points, Position, pack
from graph.libraries import Integers, np, nx, sp

Pair = tuple[str, str]

CHARACTER = 7.0
LABEL_WIDEST = 168.0
LABEL_LINE = 15.0
SYMBOL = 30.0
MARGIN = 10.0
HUB_PULL = 2.0
SPIRAL = math.pi * (3 - math.sqrt(5))
"""The golden angle: who is set one after the other at it stands beside nobody before."""
_ROUNDS = 30
_LOOSEN = 1.03
_STEP = 0.35
_TOLERATED = 0.5
_SPRING_NODE_STEPS = 40_000
_STARTS, _START_NODES = 6, 240
"""How many ways to draw a piece are tried, and fewer the more nodes it has."""
_CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))
_SPARED = 10
"""So many crossings weigh as much as none."""
_STRIDES = 1, 7, 11, 13, 17, 19, 23, 29
_EXCHANGES = 60
_WAYS_COMPARED = 160
_LINES_COMPARED = 1_500
"""Nodes and lines of a piece up to which there is time to draw it in more than one way."""
_FEW_LINES = 4
"""Fewer lines than these do not cross however a piece is drawn by springs."""
_KEPT_SHAPES = 64
EACH_WITH_EACH = 300
"""Nodes up to which each is compared with each in every step."""


def positions(
    network: nx.Graph[str] | nx.MultiDiGraph[str],
    groups: Mapping[str, Collection[str]],
    labels: Mapping[str, str] | None = None,
) -> dict[str, Position]:
    """Pixels for each node of a network, x to the right, y down, around (0, 0); landscape, isolates beneath.

    `groups` are member IRIs by group: members are drawn together. `labels` decide how wide a box is.
    Same input, in whatever order, gives the same output. About 0.6 s for 100 nodes, 1.5 s for 300, 5 s for 2,000.
    """
    nodes = sorted(network)
    boxes = {iri: box((labels or {}).get(iri, "")) for iri in nodes}
    springs = _springs(network, groups)
    parts = sorted((sorted(part) for part in nx.connected_components(springs)), key=lambda part: (-len(part), part))
    pairs = _pairs_by_part(network, parts)
    drawn = [
        _draw(springs.subgraph(part), boxes, of_part)
        for part, of_part in zip(parts, pairs, strict=True)
        if _real(part, boxes) > 1
    ]
    alone = [iri for part in parts if _real(part, boxes) == 1 for iri in part if iri in boxes]
    return _centred(pack(drawn, alone))


def box(label: str) -> tuple[float, float]:
    """Width and height in pixels of a node with its name beneath, wrapped at 24 characters."""
    lines = max(1, min(math.ceil(CHARACTER * len(label) / LABEL_WIDEST), 3))
    return max(SYMBOL, min(CHARACTER * len(label), LABEL_WIDEST)) + MARGIN, SYMBOL + LABEL_LINE * lines


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


def _pairs_by_part(network: nx.Graph[str] | nx.MultiDiGraph[str], parts: Sequence[Collection[str]]) -> list[set[Pair]]:
    """Of each part the pairs of nodes that a line connects."""
    part_of = {iri: number for number, part in enumerate(parts) for iri in part}
    found: list[set[Pair]] = [set() for _ in parts]
    for one, other in network.edges():
        if one != other:
            found[part_of[one]].add((min(one, other), max(one, other)))
    return found


def _draw(springs: nx.Graph[str], boxes: Mapping[str, tuple[float, float]], pairs: Collection[Pair]) -> Piece:
    """A connected piece: of some ways to draw it the one in which the fewest lines cross."""
    nodes = sorted(iri for iri in springs if iri in boxes)
    everything = [*nodes, *sorted(iri for iri in springs if iri not in boxes)]
    sizes = np.array([boxes[iri] for iri in nodes])
    number = {iri: index for index, iri in enumerate(nodes)}
    lines = np.array([[number[one], number[other]] for one, other in sorted(pairs)], dtype=np.int64).reshape(-1, 2)
    drawn = list(_ways(everything, springs, sizes, has_choice=_has_choice(len(everything), lines)))
    positions = _fewest_crossings(drawn, lines)
    corner = (positions - sizes / 2).min(axis=0)
    width, height = (positions + sizes / 2).max(axis=0) - corner
    outline = _convex_hull(np.concatenate([positions + sizes * side / 2 for side in _CORNERS]) - corner)
    return Piece(tuple(nodes), positions - corner, float(width), float(height), outline)


def _convex_hull(points: Points) -> Points:
    """The outermost points, each seen from the one before with all others on its left (y down: clockwise)."""
    ordered = np.unique(points, axis=0)
    hull: list[Points] = []
    for chain in (ordered, ordered[::-1]):
        start = len(hull)
        for point in chain:
            while len(hull) > start + 1 and _turn(hull[-2], hull[-1], point) <= 0:
                hull.pop()
            hull.append(point)
        hull.pop()
    return np.array(hull)


def _turn(one: Points, other: Points, point: Points) -> float:
    (ax, ay), (bx, by) = other - one, point - one
    return float(ax * by - ay * bx)


def _has_choice(nodes: int, lines: Integers) -> bool:
    """Whether some ways to draw a piece are compared: where lines can cross, and there is time to count how many do."""
    if nodes > _WAYS_COMPARED or not _FEW_LINES <= len(lines) <= _LINES_COMPARED:
        return False
    return not any((lines == end).any(axis=1).all() for end in lines[0])


def _ways(nodes: list[str], springs: nx.Graph[str], sizes: Points, *, has_choice: bool) -> Iterator[Points]:
    """A piece as it is drawn from the usual start; where it has a choice from others, too, each with shorter lines."""
    count = len(sizes)
    if not has_choice:
        yield _push_apart(_spread(_spring_positions(nodes, springs)[:count], sizes), sizes)
        return
    pull = np.asarray(nx.to_numpy_array(springs, nodelist=nodes))
    starts = max(1, min(_STARTS, _START_NODES // len(nodes)))
    for start in range(starts):
        shape = _spring_positions(nodes, springs, start)
        yield _push_apart(_spread(shape[:count], sizes), sizes)
        yield _push_apart(_spread(exchange(shape, pull, count, _EXCHANGES)[:count], sizes), sizes)


def _fewest_crossings(drawn: Sequence[Points], lines: Integers) -> Points:
    """The one with the fewest crossings for its size: a large drawing is shown smaller."""
    if len(drawn) == 1:
        return drawn[0]
    return min(drawn, key=lambda one: (count_crossings(one, lines) + _SPARED) * _size_shown(one))


def _size_shown(positions: Points) -> float:
    width, height = positions.max(axis=0) - positions.min(axis=0)
    return max(float(width), float(height) * ASPECT, 1.0)


def _spring_positions(nodes: list[str], springs: nx.Graph[str], start: int = 0) -> Points:
    """Fruchterman and Reingold's forces; another `start` begins with the nodes in another order."""
    count = len(nodes)
    if count > EACH_WITH_EACH:
        from graph.layout import large  # noqa: PLC0415 - brings half of scipy, which most networks never need

        return large.spring_positions(sp.csr_array(nx.to_scipy_sparse_array(springs, nodelist=nodes)))
    number = {iri: index for index, iri in enumerate(nodes)}
    pulls = (
        (*sorted((number[one], number[other])), spring["weight"]) for one, other, spring in springs.edges(data=True)
    )
    return _settle(count, tuple(sorted(pulls)), start)


@lru_cache(maxsize=_KEPT_SHAPES)
def _settle(count: int, pulls: tuple[tuple[int, int, float], ...], start: int) -> Points:
    """The nodes from a spiral, cooling linearly; around 0, about one unit wide. Many small pieces have one shape."""
    pull = np.zeros((count, count))
    for one, other, weight in pulls:
        pull[one, other] = pull[other, one] = weight
    order = np.arange(count) * _stride(count, start) % count
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
    positions.flags.writeable = False
    return np.asarray(positions, dtype=np.float64)


def _stride(count: int, start: int) -> int:
    """The step in which the nodes are set one after the other, so that each is set once: 1, 7, 11 ..."""
    fitting = [stride for stride in _STRIDES if math.gcd(stride, count) == 1]
    return fitting[start % len(fitting)]


def _spread(positions: Points, sizes: Points) -> Points:
    """Turned so that the longer side lies flat, and stretched to a landscape that has room for all boxes."""
    centred = positions - positions.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    turned *= np.sign(turned[np.abs(turned).argmax(axis=0), [0, 1]] + 1e-12)
    extent = turned.max(axis=0) - turned.min(axis=0)
    room = float(sizes.prod(axis=1).sum()) * 1.7
    height = math.sqrt(room / ASPECT)
    wanted = np.array([height * ASPECT, height]) - sizes.mean(axis=0)
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


def _centred(positioned: Mapping[str, Position]) -> dict[str, Position]:
    if not positioned:
        return {}
    xs, ys = zip(*positioned.values(), strict=True)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {iri: (round(x - middle_x, 1), round(y - middle_y, 1)) for iri, (x, y) in sorted(positioned.items())}
