"""How often actors were moved on the map: what answers stand for beside the revision of the data."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from graph.protocol import Store

_VERSIONS: WeakKeyDictionary[Store, int] = WeakKeyDictionary()


def positions_version(store: Store) -> int:
    """How often somebody moved an actor or arranged all anew since the start of the service."""
    return _VERSIONS.get(store, 0)


def count_change(store: Store) -> None:
    """Note that the positions changed."""
    _VERSIONS[store] = positions_version(store) + 1
