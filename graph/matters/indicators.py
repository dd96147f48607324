"""Indicators of fields of action: by which figure a network tells whether it makes progress, and what it was when.

Values are entered by hand, each with its day (the indicator's own one, and a schema:Observation for each further one),
or counted in the data by a ready question. The latest value is what an indicator stands at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.cache.beside import Results, unless_it_takes_long
from graph.cache.revisions import RevisionCache
from graph.model import Ref, State
from graph.network.read_statements import StatementReader
from graph.network.reading import Model
from graph.period import is_day, shown_day
from graph.protocol import Store
from graph.query.counted import CountedFigure, count_figure, counted_figures, number_in
from graph.query.memory_copy import model_revision
from graph.query.stated_values import stated_values
from graph.terms import NETZ, SCHEMA
from graph.text import name

INDICATOR = NETZ + "Indicator"
_VALUE, _UNIT, _DAY, _ABOUT = (SCHEMA + one for one in ("value", "unitText", "observationDate", "observationAbout"))
_TARGET, _COUNTED_BY = NETZ + "targetValue", NETZ + "countedBy"
_ASKED = (_VALUE, _UNIT, _DAY, _TARGET, _COUNTED_BY)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value and the ISO day that it is of, "" where nobody said. `entry`: what says so, "" where it was counted."""

    day: str
    value: float
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure by which a field tells whether it makes progress; None and "" for what nobody has said.

    `values` in the order of their days; `due` is the ISO day by which the target is to be reached. `counted`: what is
    counted instead of entering values, `is_pending` while that takes its time.
    """

    ref: Ref
    state: State
    topics: tuple[str, ...]
    values: tuple[IndicatorValue, ...]
    unit: str
    target: float | None
    due: str
    counted: CountedFigure | None = None
    is_pending: bool = False
    network: str = ""

    @property
    def last(self) -> IndicatorValue | None:
        """What it stands at."""
        return self.values[-1] if self.values else None

    @property
    def value(self) -> float | None:
        """The latest value."""
        return self.last.value if self.last else None

    @property
    def day(self) -> str:
        """The day of the latest value."""
        return self.last.day if self.last else ""

    @property
    def uncounted(self) -> bool:
        """Whether what is to be counted gives no number."""
        return self.counted is not None and not self.values and not self.is_pending


def read_indicators(store: Store, model: Model, iris: Sequence[str]) -> list[Indicator]:
    """These indicators with their values. Two queries, and one for each that is counted. O(values)."""
    reader = _Reader(store, model, iris) if iris else None
    return [reader.read(iri) for iri in iris] if reader else []


class _Reader:
    """What is said of indicators, and what they count."""

    def __init__(self, store: Store, model: Model, iris: Sequence[str]) -> None:
        self._store, self._index, self._model = store, model.index, model
        self._said, self._further = stated_values(store, iris, _ASKED), _further_values(store)
        is_counted = any(property_iri == _COUNTED_BY for _, property_iri in self._said)
        self._figures = counted_figures(store) if is_counted else {}

    def read(self, iri: str) -> Indicator:
        """An indicator with its values."""
        topics = tuple(self._index.objects(iri, NETZ + "topic"))
        network = next(iter(self._index.objects(iri, NETZ + "inNetwork")), "")
        counted = self._figures.get(self._one(iri, _COUNTED_BY))
        found = _counted(self._store, counted, network, topics) if counted else self._by_hand(iri)
        return Indicator(
            self._model.ref(iri),
            StatementReader(self._index).state(iri),
            topics,
            found or (),
            self._one(iri, _UNIT),
            number_in(self._one(iri, _TARGET)),
            self._index.day(iri, NETZ + "dueDate")[0],
            counted,
            is_pending=found is None,
            network=network,
        )

    def _by_hand(self, iri: str) -> tuple[IndicatorValue, ...]:
        """The indicator's own value and the further ones; of several of one day the last by its address."""
        own, day = number_in(self._one(iri, _VALUE)), self._one(iri, _DAY)
        first = [] if own is None else [IndicatorValue(day if is_day(day) else "", own, iri)]
        values = sorted([*first, *self._further.get(iri, ())], key=lambda one: (one.day, one.entry))
        by_day = {one.day: one for one in values}
        return tuple(by_day.values())

    def _one(self, iri: str, property_iri: str) -> str:
        return next(iter(self._said.get((iri, property_iri), ())), "")


def _counted(
    store: Store, figure: CountedFigure, network: str, topics: Iterable[str]
) -> tuple[IndicatorValue, ...] | None:
    """The number of the day that is shown, none where there is none; None while it is being counted beside."""
    topic, results = min(topics, default=""), _COUNTS.get(store, None, lambda: _results(store))
    key = f"{figure.code} {network} {topic}"
    found = unless_it_takes_long(
        lambda: results.get(key, lambda: (count_figure(store, figure, network or None, topic),))
    )
    if found is None:
        return None
    return () if found[0] is None else (IndicatorValue(shown_day().isoformat(), found[0]),)


def pending_counts(store: Store) -> frozenset[str]:
    """What is being counted beside for indicators."""
    return frozenset(name for results in _COUNTS.values(store).values() for name in results.pending)


def _results(store: Store, former: Results | None = None) -> Results:
    revision = model_revision(store)
    known, pace = (former.known, former.pace) if former else ({}, None)
    return Results(known, lambda: model_revision(store) == revision, pace)


_COUNTS: RevisionCache[Store, None, Results] = RevisionCache(
    lambda store, _: (model_revision(store), shown_day()),
    renew=lambda store, _key, former, _since: _results(store, former),
)


def _further_values(store: Store) -> dict[str, list[IndicatorValue]]:
    """The observations of each indicator; what is no number or of no day that can be read is left out."""
    query = f"SELECT ?o ?i ?v ?d WHERE {{ ?o <{_ABOUT}> ?i ; <{_VALUE}> ?v ; <{_DAY}> ?d }}"
    found: defaultdict[str, list[IndicatorValue]] = defaultdict(list)
    for row in store.rows(query):
        entry, indicator, value, day = map(name, row)
        number = number_in(value)
        if number is not None and is_day(day):
            found[indicator].append(IndicatorValue(day, number, entry))
    return found
