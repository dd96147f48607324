"""What answers our own queries, gap rules above all: a copy in memory, of a service in a process apart.

That process is forked from the one which answers users, so that it begins at once with all quads and shares what is not
read; it ends with all its memory. Of a copy here pieces stay: of 10,000 actors 127 MB of 352.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.cache.revisions import RevisionCache
from graph.protocol import Row, Store
from graph.query.memory_copy import Selects, memory_copy, model_revision
from graph.query.service_store import service_store
from graph.rdf.whole_days import says_when
from graph.sparql.sandbox.copy_apart import CopyApart, CopyGoneError
from graph.store.embedded import EmbeddedStore

IDLE_S = 10.0
"""Rules are asked one after the other after a change, and then not again."""


class Copy(Selects, Protocol):
    """Whatever answers our own SELECT queries on one revision, with whole days."""

    def select_with_revision(self, query: str) -> tuple[list[Row], int | None]:
        """The rows, and the revision of the data that they are true for; None when it cannot be said."""
        ...


def asked_copy(store: Store) -> Copy:
    """The copy of a store's present model that is to be asked, shared by all who ask."""
    served = service_store(store)
    if served is None:
        return memory_copy(store)
    found = _APART.get(served, None, lambda: _Forked(served.copy_apart())).copy
    return memory_copy(store) if found is None else _Apart(served, found)


@dataclass(frozen=True, slots=True)
class _Forked:
    """The process of one revision, None where there is no replica to fork it from."""

    copy: CopyApart | None


@dataclass(frozen=True, slots=True)
class _Apart:
    """Asks the process apart, and a copy here where that has ended."""

    store: EmbeddedStore
    copy: CopyApart

    def select(self, query: str) -> list[Row]:
        return self.select_with_revision(query)[0]

    def select_with_revision(self, query: str) -> tuple[list[Row], int | None]:
        try:
            return self.copy.select(query), self.copy.revision
        except CopyGoneError:
            _APART.forget(self.store, lambda _: True)
            return memory_copy(self.store).select_with_revision(query)


def _follow(store: EmbeddedStore, _key: None, former: _Forked, _since: object) -> _Forked:
    """A new process, as the former one has what changed since; whole days are known where nothing of them changed.

    That is looked at again once it is forked, for it has what was written meanwhile.
    """
    before = former.copy
    if before is not None and _has_same_days(store, before):
        found = store.copy_apart(before.restated)
        if found is None or _has_same_days(store, before):
            return _Forked(found)
    return _Forked(store.copy_apart())


def _has_same_days(store: EmbeddedStore, copy: CopyApart) -> bool:
    delta = store.delta_since(copy.revision)
    return delta is not None and not any(map(says_when, delta.quads))


_APART: RevisionCache[EmbeddedStore, None, _Forked] = RevisionCache(
    lambda store, _: model_revision(store), idle_s=IDLE_S, renew=_follow
)
