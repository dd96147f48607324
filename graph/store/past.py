"""A store as it was after one of its changes: to be read and asked like any other, never to be written to.

It is made of what is there now by taking back each later change. What a statement of then says of somebody whom the
store has learned to know since is left out: looking back shows nobody who is kept apart today.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.errors import NotFound, StoreUnavailable
from graph.period import day_of
from graph.protocol import Change, Store
from graph.store.difference import as_kept
from graph.store.embedded import EmbeddedStore
from graph.terms import DERIVED_GRAPH

KEPT, IDLE_S, GRACE_S, LEFT_S = 2, 120.0, 5.0, 30.0
"""States that are at hand at most; after so long nobody looks any more; whoever has just asked is left in peace; after
so long no request is at work on a state that had to make room."""
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


def past_store(store: Store, revision: int) -> Store:
    """The store as it was after a change; made once and shared for a while. O(statements + later changes).

    Raises NotFound for a change that there is not, and where the history is kept elsewhere, StoreUnavailable (503)
    while others look at as many states as are kept.
    """
    if not isinstance(store, EmbeddedStore) or not 0 < revision <= store.revision:
        raise NotFound("There is no change %(number)s.", hint="The list of changes has them all.", number=revision)
    return _PASTS.get(store, None, _Pasts).find(store, revision)


def revision_at(store: Store, day: date) -> int:
    """The number of the last change of a day or before; 0 where there was none yet. O(log of the changes)."""
    last = store.revision
    low, high = 0, last
    while low < high:
        middle = (low + high + 1) // 2
        head = store.heads(1, before=middle + 1)
        is_before = bool(head) and day_of(head[0].entry.time) <= day.isoformat()
        low, high = (middle, high) if is_before else (low, middle - 1)
    return low


@contextmanager
def former_state(store: Store, revision: int) -> Iterator[Store]:
    """The store as it was after a change, for one who works on it beside and lets go of it then.

    It takes no place from those who look back on pages. Raises NotFound as `past_store` does. O(statements + changes).
    """
    if not isinstance(store, EmbeddedStore) or not 0 < revision <= store.revision:
        raise NotFound("There is no change %(number)s.", hint="The list of changes has them all.", number=revision)
    made = _made(store, revision)
    store.made_of_this.append(made)
    try:
        yield made
    finally:
        store.made_of_this.remove(made)
        made.close()


def drop_idle_pasts(store: Store) -> bool:
    """Let go of the states that nobody looks at any more; whether there were any."""
    return isinstance(store, EmbeddedStore) and _PASTS.get(store, None, _Pasts).drop_idle(store)


@dataclass(slots=True)
class _Past:
    """A state; `known` is the number of the last change about persons when it was made."""

    store: EmbeddedStore
    known: int
    asked: float


class _Pasts:
    """The former states of one store that somebody looks at."""

    def __init__(self) -> None:
        self._held: dict[int, _Past] = {}
        self._leaving: list[_Past] = []
        self._lock = threading.Lock()

    def find(self, store: EmbeddedStore, revision: int) -> EmbeddedStore:
        """The state after a change. One that was made before somebody became known, or was erased, is made anew."""
        with self._lock:
            held, known = self._held.get(revision), store.persons.ledger.revision
            if held is not None and held.known != known:
                self._drop(revision)
                held = None
            if held is None:
                self._make_room()
                self._close_left(store)
                held = self._held[revision] = _Past(_made(store, revision), known, 0.0)
                store.made_of_this.append(held.store)
            held.asked = time.monotonic()
            return held.store

    def drop_idle(self, store: EmbeddedStore) -> bool:
        """Let go of what nobody asked for in a while; whether there was any."""
        until = time.monotonic() - IDLE_S
        with self._lock:
            idle = [revision for revision, past in self._held.items() if past.asked < until]
            for revision in idle:
                self._drop(revision)
            self._close_left(store)
            return bool(idle or self._leaving)

    def _close_left(self, store: EmbeddedStore) -> None:
        """Close what had to make room; not at once, for a request may be at work on it."""
        until = time.monotonic() - LEFT_S
        for past in [one for one in self._leaving if one.asked < until]:
            self._leaving.remove(past)
            store.made_of_this.remove(past.store)
            past.store.close()

    def _make_room(self) -> None:
        while len(self._held) >= KEPT:
            revision, past = min(self._held.items(), key=lambda item: item[1].asked)
            if time.monotonic() - past.asked < GRACE_S:
                raise StoreUnavailable(
                    "Others are looking at earlier states of the data just now.", hint="Try again in a few seconds."
                )
            self._drop(revision)

    def _drop(self, revision: int) -> None:
        self._leaving.append(self._held.pop(revision))


_PASTS: RevisionCache[Store, None, _Pasts] = RevisionCache()


def _made(store: EmbeddedStore, revision: int) -> EmbeddedStore:
    come, gone = _since(store, revision)
    kept: list[ox.Quad] = []
    for quad in ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS, lenient=True):
        gone.discard(quad)
        if quad not in come and quad.graph_name != _DERIVED:
            kept.append(quad)
    past = EmbeddedStore(None, default_graph="union")
    past.apply(Change(add=[*kept, *store.naming_nobody(_said(gone))]))
    return past


def _since(store: EmbeddedStore, revision: int) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What came after a change and was not there then, and what was there and went. O(later changes)."""
    come, gone = set[ox.Quad](), set[ox.Quad]()
    for number in range(store.revision, revision, -1):
        entry = store.entry(number)
        if entry is not None:
            added, removed = set(as_kept(entry.add)), set(as_kept(entry.remove))
            come |= added
            come -= removed
            gone -= added
            gone |= removed
    return come, gone


def _said(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Without what follows from the rest: it is derived anew."""
    return [quad for quad in quads if quad.graph_name != _DERIVED]
