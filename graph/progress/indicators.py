"""The indicators of a network with their course: what was entered, and what counted ones stood at on former days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from graph.analysis import Analysis
from graph.matters.indicators import INDICATOR, Indicator, IndicatorValue, read_indicators
from graph.model import Ref
from graph.network.belonging import upwards
from graph.network.read_statements import StatementReader
from graph.network.who import IN_NETWORK
from graph.progress.former import Counted, counted_on
from graph.protocol import Store

Reached = Literal["reached", "on_the_way", "missed", "unknown"]


@dataclass(frozen=True, slots=True)
class IndicatorOfField:
    """An indicator with the field of action that it belongs to, None where it has no topic."""

    field: Ref | None
    indicator: Indicator

    def reached(self, day: str) -> Reached:
        """Whether the target is reached, can be reached until its day, or was missed; unknown without value or target.

        A target below the first value is to be gone down to.
        """
        one = self.indicator
        if one.value is None or one.target is None:
            return "unknown"
        falls = len(one.values) > 1 and one.target < one.values[0].value
        if one.value <= one.target if falls else one.value >= one.target:
            return "reached"
        return "missed" if one.due and one.due < day else "on_the_way"


def indicators_of(analysis: Analysis) -> list[IndicatorOfField]:
    """The indicators of a network that have not ended, by field and name."""
    model, network = analysis.model, analysis.network_iri
    reader = StatementReader(model.index)
    own = [
        iri
        for iri in sorted(model.index.of_type([INDICATOR]))
        if (network is None or network in model.index.objects(iri, IN_NETWORK)) and reader.state(iri) != "ended"
    ]
    found = [IndicatorOfField(_field(analysis, one), one) for one in read_indicators(analysis.store, model, own)]
    return sorted(found, key=_by_field_and_name)


def with_former_counts(
    found: Sequence[IndicatorOfField], record: Store, days: Sequence[str]
) -> tuple[list[IndicatorOfField], frozenset[str]]:
    """The same with what the counted ones stood at on these days, and the days of which that is not known."""
    wanted = [_counted(one.indicator) for one in found if one.indicator.counted]
    if not wanted or not days:
        return list(found), frozenset()
    counts = {day: counted_on(record, wanted, date.fromisoformat(day)) for day in days}
    known = {day: values for day, values in counts.items() if not isinstance(values, str)}
    return [_extended(one, known) for one in found], frozenset(counts.keys() - known.keys())


def _extended(one: IndicatorOfField, known: Mapping[str, Mapping[Counted, float | None]]) -> IndicatorOfField:
    if not one.indicator.counted:
        return one
    key = _counted(one.indicator)
    former = [(day, values[key]) for day, values in sorted(known.items())]
    values = tuple(IndicatorValue(day, value) for day, value in former if value is not None)
    return replace(one, indicator=replace(one.indicator, values=(*values, *one.indicator.values)))


def _counted(one: Indicator) -> Counted:
    if one.counted is None:
        raise ValueError(one.ref.iri)
    return one.counted, one.network, min(one.topics, default="")


def _field(analysis: Analysis, one: Indicator) -> Ref | None:
    """The topmost topic above its own."""
    above = [top for topic in one.topics for top in upwards(analysis.model.broader, topic)]
    tops = [top for top in above if not analysis.model.broader.get(top)] or above
    return analysis.model.ref(min(tops)) if tops else None


def _by_field_and_name(one: IndicatorOfField) -> tuple[str, str, str]:
    field = one.field.label.in_language("de").casefold() if one.field else "￿"
    return field, one.indicator.ref.label.in_language("de").casefold(), one.indicator.ref.iri
