"""How often actors were moved on the map: what answers stand for beside the revision of the data."""

from __future__ import annotations

from collections import Counter
from weakref import WeakKeyDictionary

from graph.protocol import Store
from graph.query.readable_part import ReadablePart

_MOVES: WeakKeyDictionary[Store, Counter[tuple[str | None, str | None]]] = WeakKeyDictionary()
"""Of each store by map (IRI of its network, None for all together) and actor (None where all were arranged anew)."""


def positions_version(store: Store) -> int:
    """How often somebody moved an actor or arranged all anew since the start of the service.

    Of a part, as far as its readers may know: what is moved in a closed network is not counted.
    """
    if not isinstance(store, ReadablePart):
        return _MOVES.get(store, Counter()).total()
    moves = _MOVES.get(store.whole, Counter[tuple[str | None, str | None]]())
    return sum(
        times for moved, times in list(moves.items()) if all(one is None or store.tells_of(one) for one in moved)
    )


def count_change(store: Store, network: str | None, iri: str | None = None) -> None:
    """Note that the positions of a map changed: that of one actor, or all."""
    whole = store.whole if isinstance(store, ReadablePart) else store
    _MOVES.setdefault(whole, Counter())[network, iri] += 1
