"""Where actors stand on the map, kept: the same for everybody, and the same tomorrow.

Positions are computed once and stored in the folder `places/` beside the data, a file for each network. When the data
change, whoever is new gets a position beside its partners and all others stay. A coordinator can pin an actor to a
position, and have everything but the pinned arranged anew, with one way back. A store without a folder of its own, in
memory or on a server, keeps positions as long as the service runs.
"""

from __future__ import annotations

import json
import logging
import math
import threading
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from graph.cache.revisions import RevisionCache
from graph.errors import DataInvalid, NotFound
from graph.layout import springs
from graph.layout.packing import Position
from graph.layout.positions_version import count_change
from graph.libraries import nx
from graph.protocol import Store
from graph.query.readable_part import ReadablePart
from graph.store.marker import write_safely
from graph.terms import network_slug

FARTHEST = 100_000.0
_NEW_MOST = 0.5
_ROW = 6

Positions = dict[str, Position]
POSITIONED_MOST = 2_100
"""Nodes of a network that has positions: a browser draws them in 1.5 s, 2,000 actors and whoever speaks for many."""


@dataclass(frozen=True, slots=True)
class KeptPositions:
    """Pixels by IRI. `pins` are those that a coordinator chose; `before` is what one step back leads to."""

    positions: Positions = field(default_factory=dict)
    pins: Positions = field(default_factory=dict)
    before: Positions = field(default_factory=dict)


class Drawn(NamedTuple):
    """What pulls on the map, who stands near each group, and what is written beside each sign."""

    network: nx.Graph[str] | nx.MultiDiGraph[str]
    members: Mapping[str, Collection[str]]
    names: Mapping[str, str]


def arrange(store: Store, network: str | None, nodes: AbstractSet[str], draw: Callable[[], Drawn]) -> Positions:
    """A position for each node, as kept; computed for those that have none yet, and for all where nothing is kept.

    `draw` gives the network of these nodes; it is asked where somebody has no position yet.
    """
    with _CHANGING:
        known = read_positions(store, network)
        if not nodes - known.positions.keys():
            return _shown(known, nodes)
        drawn, groups, labels = draw()
        fixed = {iri: position for iri, position in known.positions.items() if iri in drawn}
        if len(fixed) < _NEW_MOST * len(drawn):
            fixed = springs.positions(drawn, groups, labels)
        settled = settle(fixed, drawn, groups, labels)
        known = replace(known, positions={**known.positions, **settled})
        _write(store, network, known)
        return _shown(known, nodes)


def settle(
    fixed: Mapping[str, Position],
    drawn: nx.Graph[str] | nx.MultiDiGraph[str],
    groups: Mapping[str, Collection[str]],
    labels: Mapping[str, str],
) -> Positions:
    """The fixed positions, and for each other node the free one nearest to its partners; without any, one below."""
    positioned = dict(fixed)
    missing = sorted(set(drawn) - set(positioned))
    belongs = {iri: [group for group, members in groups.items() if iri in members] for iri in missing}
    while missing:
        near = {
            iri: [positioned[one] for one in {*nx.all_neighbors(drawn, iri), *belongs[iri]} if one in positioned]
            for iri in missing
        }
        iri = max(missing, key=lambda one: (len(near[one]), one))
        wanted = _middle(near[iri]) if near[iri] else _beneath(positioned)
        positioned[iri] = _free(wanted, labels.get(iri, ""), positioned, labels)
        missing.remove(iri)
    return positioned


def read_positions(store: Store, network: str | None) -> KeptPositions:
    """What is kept for a network (IRI, None for all together); nothing where nobody looked at its map yet."""
    store = _owner(store)
    path = _path(store, network)
    return _POSITIONS.get(store, network, lambda: _read(path) if path and path.exists() else KeptPositions())


def pin(store: Store, network: str | None, iri: str, position: Position) -> None:
    """Hold an actor at a position for everybody. Raises NotFound for one that is not on the map, DataInvalid."""
    if not all(math.isfinite(value) and abs(value) <= FARTHEST for value in position):
        raise DataInvalid("This place is not on the map.", hint="Give numbers of up to 100,000.")
    known = _known(store, network, iri)
    pinned = {**known.pins, iri: (round(position[0], 1), round(position[1], 1))}
    _change(store, network, replace(known, pins=pinned), iri)


def unpin(store: Store, network: str | None, iri: str) -> None:
    """Let an actor stand where it was computed to stand. Raises NotFound."""
    known = _known(store, network, iri)
    pinned = {one: position for one, position in known.pins.items() if one != iri}
    _change(store, network, replace(known, pins=pinned), iri)


def arrange_anew(store: Store, network: str | None, compute: Callable[[], Positions]) -> None:
    """Compute all positions again; the pinned stay. What was before is kept for one step back."""
    known = read_positions(store, network)
    _change(store, network, replace(known, positions=compute(), before=known.positions))


def step_back(store: Store, network: str | None) -> None:
    """The positions before they were arranged anew; again, the new ones. Raises NotFound when there are none."""
    known = read_positions(store, network)
    if not known.before:
        raise NotFound("There is no earlier arrangement.", hint="Only the last one is kept.")
    _change(store, network, replace(known, positions=known.before, before=known.positions))


_CHANGING = threading.RLock()
_POSITIONS: RevisionCache[Store, str | None, KeptPositions] = RevisionCache()


def _owner(store: Store) -> Store:
    """The whole store of a part of it: positions are the same for everybody, whoever may see less."""
    return store.whole if isinstance(store, ReadablePart) else store


def _shown(known: KeptPositions, drawn: AbstractSet[str]) -> Positions:
    return {iri: known.pins.get(iri, known.positions[iri]) for iri in sorted(drawn & known.positions.keys())}


def _known(store: Store, network: str | None, iri: str) -> KeptPositions:
    known = read_positions(store, network)
    if iri not in known.positions:
        raise NotFound("%(iri)s is not on this map.", hint="Choose an actor of the map.", iri=iri)
    return known


def _change(store: Store, network: str | None, positions: KeptPositions, iri: str | None = None) -> None:
    with _CHANGING:
        _write(store, network, positions)
        count_change(store, network, iri)


def _write(store: Store, network: str | None, positions: KeptPositions) -> None:
    """Kept in memory, and in the folder where there is one; a full disk costs no reader the map."""
    store = _owner(store)
    _POSITIONS.put(store, network, positions)
    path = _path(store, network)
    if path is None:
        return
    content = {"positions": positions.positions, "pins": positions.pins, "before": positions.before}
    try:
        path.parent.mkdir(exist_ok=True)
        write_safely(path, json.dumps(content, ensure_ascii=False))
    except OSError:
        logging.getLogger(__name__).exception("KeptPositions of the map are not stored")


def _path(store: Store, network: str | None) -> Path | None:
    name = network_slug(network) if network else "all"
    is_plain = name.replace("-", "").isalnum()
    return store.folder / "places" / f"{name}.json" if store.folder is not None and is_plain else None


def _read(path: Path) -> KeptPositions:
    """What a file holds; one that is damaged counts as none, for positions can be computed again."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return KeptPositions(*(_positions(content[name]) for name in ("positions", "pins", "before")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        logging.getLogger(__name__).exception("KeptPositions of the map cannot be read from %s", path)
        return KeptPositions()


def _positions(content: Mapping[str, list[float]]) -> Positions:
    return {str(iri): (float(x), float(y)) for iri, (x, y) in content.items()}


def _middle(positions: Collection[Position]) -> Position:
    return sum(x for x, _ in positions) / len(positions), sum(y for _, y in positions) / len(positions)


def _beneath(positioned: Mapping[str, Position]) -> Position:
    lowest = max((y for _, y in positioned.values()), default=0.0)
    left = min((x for x, _ in positioned.values()), default=0.0)
    return left, lowest + springs.SYMBOL + 2 * springs.LABEL_LINE


def _free(wanted: Position, label: str, positioned: Mapping[str, Position], labels: Mapping[str, str]) -> Position:
    """The nearest position, on rings around the wanted one, where the box of symbol and name touches no other."""
    wide, high = springs.box(label)
    boxes = [(position, springs.box(labels.get(iri, ""))) for iri, position in positioned.items()]
    for ring in range(200):
        for corner in range(max(_ROW * ring, 1)):
            angle = 2 * math.pi * corner / max(_ROW * ring, 1)
            x, y = wanted[0] + ring * wide / 2 * math.cos(angle), wanted[1] + ring * high / 2 * math.sin(angle)
            if not any(_touches((x, y), (wide, high), other, size) for other, size in boxes):
                return round(x, 1), round(y, 1)
    return _beneath(positioned)


def _touches(one: Position, size: Position, other: Position, other_size: Position) -> bool:
    return all(abs(one[axis] - other[axis]) < (size[axis] + other_size[axis]) / 2 for axis in (0, 1))
