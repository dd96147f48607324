"""The store that keeps the persons behind whatever somebody reads or writes through."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from graph.protocol import Store
from graph.store.embedded import EmbeddedStore


def keeper_of_persons(store: Store) -> EmbeddedStore | None:
    """The store with the persons: itself, or the whole one behind a part or a bounded one; None on a server.

    Nothing of it is shown to who may not see persons: a change that moves them is judged like any other.
    """
    whole = getattr(store, "whole", store)
    return whole if isinstance(whole, EmbeddedStore) else None


def as_shown(store: Store, quads: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
    """Statements of the log as everybody may read them: without those that name somebody who is known by now.

    A text stays one.
    """
    keeper = keeper_of_persons(store)
    return keeper.naming_nobody(quads) if keeper else quads
