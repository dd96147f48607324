"""How often actors were moved on the map: what answers stand for beside the revision of the data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from graph.protocol import Store
from graph.query.readable_part import ReadablePart

Moved = tuple[str | None, str | None]
"""A map (IRI of its network, None for all together) and an actor (None where all were arranged anew)."""


@dataclass(slots=True)
class _Moves:
    """How often each was moved, and all together."""

    times: Counter[Moved] = field(default_factory=Counter)
    total: int = 0


@dataclass(frozen=True, slots=True)
class _Counted:
    """What readers of a part may know of, as it was at one revision of it after so many moves."""

    revision: int
    total: int
    version: int


_MOVES: WeakKeyDictionary[Store, _Moves] = WeakKeyDictionary()
_COUNTED: WeakKeyDictionary[ReadablePart, _Counted] = WeakKeyDictionary()


def positions_version(store: Store) -> int:
    """How often somebody moved an actor or arranged all anew since the start of the service.

    Of a part, as far as its readers may know: what is moved in a closed network is not counted. O(1), but for the
    first time after a move or a change of the data.
    """
    if not isinstance(store, ReadablePart):
        return _MOVES[store].total if store in _MOVES else 0
    moves = _MOVES.get(store.whole)
    return _count_for(store, moves) if moves else 0


def count_change(store: Store, network: str | None, iri: str | None = None) -> None:
    """Note that the positions of a map changed: that of one actor, or all."""
    whole = store.whole if isinstance(store, ReadablePart) else store
    moves = _MOVES.setdefault(whole, _Moves())
    moves.times[network, iri] += 1
    moves.total += 1


def _count_for(part: ReadablePart, moves: _Moves) -> int:
    revision, total = part.revision, moves.total
    known = _COUNTED.get(part)
    if known is None or (known.revision, known.total) != (revision, total):
        known = _Counted(revision, total, sum(n for moved, n in list(moves.times.items()) if _is_told(part, moved)))
        _COUNTED[part] = known
    return known.version


def _is_told(part: ReadablePart, moved: Moved) -> bool:
    return all(one is None or part.tells_of(one) for one in moved)
