"""The figures of former states: made beside, one state after the other, and kept, as what was does not change.

What a state says rests on the record of changes alone: of a day before the first change nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Literal, TypeVar

from graph.analysis import Analysis
from graph.cache.beside import Results, unless_it_takes_long
from graph.cache.revisions import RevisionCache
from graph.matters.indicators import pending_counts
from graph.model import EXISTING, GapKind
from graph.network.network_list import networks
from graph.period import day_of, looking_back_to
from graph.progress.figures import Figures, figures_of
from graph.progress.network_of_day import NetworkOfDay, network_recorded
from graph.protocol import Store
from graph.query.counted import CountedFigure, count_figure
from graph.store.keeper import keeper_of_persons
from graph.store.past import former_state, revision_at

T = TypeVar("T")
Unknown = Literal["pending", "before", "too_large", "elsewhere"]
"""Why nothing is told of a day: it is being computed; nothing was recorded yet; a state of so many statements is too
dear; the record of changes is kept by another server."""
LARGEST, LARGEST_ASKED = 1_200_000, 500_000
"""Statements of a store up to which its former states are made again, and asked questions: another copy of it lies in
memory meanwhile, and a third one in the process that answers questions."""
_DEMANDED: tuple[GapKind, ...] = ("demanded",)
Counted = tuple[CountedFigure, str, str]
"""What is counted, for which network and topic (IRIs, "" for all)."""


def figures_on(store: Store, network: str | None, day: date) -> Figures | Unknown:
    """The figures of a network at the end of a day that is over, or why they are not known."""

    def make(past: Store) -> Figures | Unknown:
        if network is not None and all(one.iri != network for one in networks(past)):
            return "before"
        return figures_of(Analysis(past, network, EXISTING), day)

    return _of_day(store, day, f"figures {network or ''}", make, most=LARGEST)


def network_on(store: Store, network: str | None, day: date) -> NetworkOfDay | Unknown:
    """A network as it was recorded at the end of a day that is over, or why that is not known."""

    def make(past: Store) -> NetworkOfDay | Unknown:
        if network is not None and all(one.iri != network for one in networks(past)):
            return "before"
        analysis = Analysis(past, network, EXISTING)
        return network_recorded(analysis, analysis.search_gaps(_DEMANDED)["demanded"].gaps)

    return _of_day(store, day, f"network {network or ''}", make, most=LARGEST, kept=_KEPT_NETWORKS)


def counted_on(store: Store, wanted: Sequence[Counted], day: date) -> Mapping[Counted, float | None] | Unknown:
    """What was to be counted at the end of a day that is over, or why it is not known."""

    def make(past: Store) -> Mapping[Counted, float | None] | Unknown:
        return {one: count_figure(past, one[0], one[1] or None, one[2]) for one in wanted}

    named = " ".join(f"{figure.code} {network} {topic}" for figure, network, topic in wanted)
    return _of_day(store, day, f"counted {named}", make, most=LARGEST_ASKED)


def first_day_recorded(store: Store) -> str:
    """The ISO day of the first change of a store that is known, "" for none: of a day before nothing can be told."""
    heads = store.heads(1, before=2) if store.revision else ()
    return day_of(heads[0].entry.time) if heads else ""


def are_states_pending(store: Store) -> bool:
    """Whether former states are being made beside, or what indicators count."""
    whole = keeper_of_persons(store)
    kept = (*_KEPT.values(whole).values(), *_KEPT_NETWORKS.values(whole).values()) if whole else ()
    return any(results.pending for results in kept) or bool(pending_counts(store))


def _of_day(
    store: Store,
    day: date,
    name: str,
    make: Callable[[Store], T | Unknown],
    *,
    most: int,
    kept: RevisionCache[Store, str, Results] | None = None,
) -> T | Unknown:
    whole = keeper_of_persons(store)
    if whole is None:
        return "elsewhere"
    revision = revision_at(whole, day)
    if not revision:
        return "before"
    if (whole.condition().statements or 0) > most:
        return "too_large"
    key = f"{name} {day.isoformat()} {revision} {whole.persons.ledger.revision}"
    results = (kept or _KEPT).get(whole, key, lambda: Results({}, lambda: True, is_past=True))

    def made() -> T | Unknown:
        with _state(whole, revision, day) as past:
            return make(past)

    found: T | Unknown | None = unless_it_takes_long(lambda: results.get(key, made))
    return "pending" if found is None else found


@contextmanager
def _state(store: Store, revision: int, day: date) -> Iterator[Store]:
    with former_state(store, revision) as past, looking_back_to(day):
        yield past


_KEPT: RevisionCache[Store, str, Results] = RevisionCache(most=600)
_KEPT_NETWORKS: RevisionCache[Store, str, Results] = RevisionCache(most=6, idle_s=600)
"""Kept apart: each is as large as a network."""
