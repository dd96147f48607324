"""Rows of our own queries that are kept until something changes that they can rest on.

Kept by the text of the query, in which everything stands that decides beside the data: network, thresholds, the day.
What its text does not tell, or no one can prove of a change, is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Row, Store
from graph.query.asked_copy import asked_copy
from graph.query.memory_copy import model_revision
from graph.query.pattern_reader import patterns_of
from graph.query.touched import can_change, stated

MOST_CHANGED = 500
"""Changed statements that are looked at one by one; after more of them every query is asked again."""
MOST_ROWS = 20_000
"""Rows of one query that are kept."""
_MOST_QUERIES = 512


@dataclass(frozen=True, slots=True)
class _Kept:
    """Rows and the revision that they are true for; None for those that cannot be kept."""

    rows: list[Row]
    revision: int | None


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The present model of a store, as it answers our own queries."""

    store: Store

    def select(self, query: str) -> list[Row]:
        """Rows over the union of all graphs, with whole days. They belong to all who ask: not to be changed."""
        if patterns_of(query) is None:
            return asked_copy(self.store).select(query)
        return _ROWS.get(self.store, query, lambda: _ask(self.store, query)).rows


def rows_of_engine(store: Store, query: str) -> list[Row]:
    """The same of the engine itself, whose days are as they are written: a start page waits for no copy.

    For queries that ask for no day. They belong to all who ask: not to be changed.
    """
    if patterns_of(query) is None:
        return store.select(query)
    return _ROWS_OF_ENGINE.get(store, query, lambda: _ask_engine(store, query)).rows


def _ask(store: Store, query: str) -> _Kept:
    return _kept(*asked_copy(store).select_with_revision(query))


def _ask_engine(store: Store, query: str) -> _Kept:
    before = model_revision(store)
    rows = store.select(query)
    return _kept(rows, before if model_revision(store) == before else None)


def _kept(rows: list[Row], revision: int | None) -> _Kept:
    is_too_much = len(rows) > MOST_ROWS or any(isinstance(term, ox.BlankNode) for row in rows for term in row.values())
    return _Kept(rows, None if is_too_much else revision)


def _renew(store: Store, query: str, kept: _Kept, _since: object) -> _Kept | None:
    """The same rows where no change since can have reached them."""
    if kept.revision is None:
        return None
    delta = store.delta_since(kept.revision)
    if delta is None or sum(len(step.add) + len(step.remove) for step in delta.steps) > MOST_CHANGED:
        return None
    if delta.has_blank_nodes:
        return None
    changed = ox.Store()
    changed.extend(delta.quads)
    finds = delta.present.quads_for_pattern, changed.quads_for_pattern
    if can_change(patterns_of(query) or (), stated(delta.quads), finds) or not delta.is_still_now:
        return None
    return replace(kept, revision=delta.revision)


_ROWS: RevisionCache[Store, str, _Kept] = RevisionCache(
    lambda store, _: model_revision(store), most=_MOST_QUERIES, renew=_renew
)
_ROWS_OF_ENGINE: RevisionCache[Store, str, _Kept] = RevisionCache(
    lambda store, _: model_revision(store), most=_MOST_QUERIES, renew=_renew
)
