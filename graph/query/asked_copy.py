"""What answers our own queries, gap rules above all: a copy in memory, of a service in a process apart.

That process is forked from the one which answers users, so that it begins at once with all quads and shares what is not
read; it ends with all its memory. Of a copy here pieces stay: of 10,000 actors 127 MB of 352.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.cache.revisions import RevisionCache
from graph.processes.apart import process_apart
from graph.protocol import Row, Store
from graph.query.memory_copy import memory_copy, model_revision
from graph.rdf.whole_days import says_when
from graph.sparql.sandbox.copy_apart import CopyApart, CopyGoneError
from graph.store.embedded import EmbeddedStore

IDLE_S = 10.0
"""Rules are asked one after the other after a change, and then not again."""


class Copy(Protocol):
    """Whatever answers our own SELECT queries on one revision, with whole days."""

    def select(self, query: str) -> list[Row]:
        """Rows over the union of all graphs."""
        ...

    def select_with_revision(self, query: str) -> tuple[list[Row], int | None]:
        """The same, and the revision of the data that they are true for; None when it cannot be said."""
        ...


def asked_copy(store: Store) -> Copy:
    """The copy of a store's present model that is to be asked, shared by all who ask."""
    is_apart = process_apart() is not None and isinstance(store, EmbeddedStore)
    found = _APART.get(store, None, lambda: _fork(store, b"")) if is_apart else None
    return memory_copy(store) if found is None else _Apart(store, found)


@dataclass(frozen=True, slots=True)
class _Apart:
    """Asks the process apart, and a copy here where that has ended."""

    store: Store
    copy: CopyApart

    def select(self, query: str) -> list[Row]:
        return self.select_with_revision(query)[0]

    def select_with_revision(self, query: str) -> tuple[list[Row], int | None]:
        try:
            return self.copy.select(query), self.copy.revision
        except CopyGoneError:
            _APART.forget(self.store, lambda _: True)
            return memory_copy(self.store).select_with_revision(query)


def _fork(store: Store, restated: bytes) -> CopyApart | None:
    return store.copy_apart(restated) if isinstance(store, EmbeddedStore) else None


def _follow(store: Store, _key: None, former: CopyApart | None, _since: object) -> CopyApart | None:
    """A new process, as the former one has what changed since; whole days are known where nothing of them changed."""
    delta = None if former is None else store.delta_since(former.revision)
    if former is None or delta is None or any(map(says_when, delta.quads)):
        return None
    return _fork(store, former.restated)


_APART: RevisionCache[Store, None, CopyApart | None] = RevisionCache(
    lambda store, _: model_revision(store), idle_s=IDLE_S, renew=_follow
)
