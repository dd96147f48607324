"""A copy of a network in which a scenario is so as long as somebody looks: made once, changed and changed back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from graph.analysis import Analysis
from graph.cache.revisions import RevisionCache
from graph.errors import Forbidden
from graph.network.model_reader import read_model, take_up_model
from graph.protocol import Change, Store, names_blank_node
from graph.query.memory_copy import model_revision
from graph.query.rule_folders import rule_folders
from graph.query.written import read_at_one_revision
from graph.scenarios.planned import as_if_real
from graph.scenarios.scenario import Scenario
from graph.store.open import open_store

IDLE_S = 600.0
"""Making the copy again takes seconds in a large network, trying on it a tenth of that."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """The copy, which is as the data are whenever nobody holds its lock."""

    store: Store
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def tried(analysis: Analysis, scenario: Scenario) -> Iterator[Analysis]:
    """The analysis of a copy in which the scenario is so, until the block ends; one after the other.

    It has the rules of the network itself, one's own among them. Raises DataError for a scenario that cannot be
    written as statements.
    """
    change = read_at_one_revision(analysis.store, partial(as_if_real, scenario, analysis.model))
    trial = _TRIALS.get(analysis.store, None, lambda: _copy(analysis.store))
    arguments, rules = (analysis.network_iri, analysis.states, analysis.at), rule_folders(analysis.store)
    with trial.lock, _so(trial.store, change):
        yield Analysis(trial.store, *arguments, rules=rules)


@contextmanager
def _so(copy: Store, change: Change) -> Iterator[None]:
    before = copy.revision
    made = copy.apply(change).revision
    try:
        yield
    finally:
        if made != before:
            copy.undo(made)


def _copy(store: Store) -> _Trial:
    copy = open_store("memory:")
    revision, quads = read_at_one_revision(store, lambda present: (present.revision, list(present.written())))
    copy.apply(Change(add=quads))
    model = read_model(store)
    if revision == model_revision(store) and not any(map(names_blank_node, quads)):
        take_up_model(copy, model, model_revision(copy))
    return _Trial(copy)


def _follow(store: Store, _key: None, former: _Trial, since: int) -> _Trial | None:
    """The same copy after the changes since then; None where it must be made anew.

    What was judged when it was written is judged once more: of a name that only the store itself knows how to take, the
    copy refuses what follows from it.
    """
    delta = store.delta_since(since)
    if delta is None or delta.has_blank_nodes:
        return None
    with former.lock, suppress(Forbidden):
        for step in delta.steps:
            former.store.apply(Change(add=step.add, remove=step.remove))
        return former
    return None


_TRIALS: RevisionCache[Store, None, _Trial] = RevisionCache(
    lambda store, _: model_revision(store), idle_s=IDLE_S, renew=_follow
)
