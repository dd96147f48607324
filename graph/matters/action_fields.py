"""Fields of action as a plan: which measure and which indicator each has, who is responsible, and until when.

A field is a topic with no broader one. What nobody has said stays empty, so that a meeting sees what it still owes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.gaps.answers import Decision, Decisions
from graph.matters.convenor import Convenors
from graph.matters.indicators import INDICATOR, Indicator, read_indicators
from graph.model import Ref, State, Tie
from graph.network.belonging import FROM_OUTSIDE, upwards
from graph.network.read_statements import StatementReader
from graph.network.reading import Model
from graph.network.who import IN_NETWORK
from graph.protocol import Store
from graph.query.stated_values import stated_values
from graph.terms import NETZ, SCHEMA, network_slug

_PLANNED: tuple[State, ...] = ("exists", "planned")
_CARRIER, _PROGRAMME = NETZ + "carrier", NETZ + "Programme"

About = TypeVar("About")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan. `topic` is the field, or what lies below it and the line is about.

    `measure` is None where there is only an indicator, or nothing at all. `responsible` are its carriers, else who is
    in charge of its topic; `decided` is the answer by which somebody was to see to it, None for none. `due` is an ISO
    day, "" for none. `networks` are those that its measure and indicators, else its topic, belong to.
    """

    field: Ref
    topic: Ref
    measure: Ref | None
    state: State
    indicators: tuple[Indicator, ...]
    responsible: tuple[Ref, ...]
    decided: Decision | None
    due: str
    networks: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class _Measure:
    ref: Ref
    state: State
    topics: tuple[str, ...]
    carriers: Sequence[str]
    due: str


_Placed = defaultdict[str, list[tuple[About, str]]]
"""Measures or indicators by each topic that theirs is or lies below, with that of theirs."""


class ActionFields:
    """The plan of one network: its measures and programmes, its indicators, and who is in charge of which topic.

    A programme counts as a measure where a funding or mandate that exists or is planned ties it to a topic, as it does
    for the rule `field-without-measure`. What has ended is left out.
    """

    def __init__(
        self,
        store: Store,
        model: Model,
        ties: Iterable[Tie],
        convenors: Convenors,
        *,
        answers: Decisions,
        network: str | None,
    ) -> None:
        self._model, self._network = model, network
        own = [iri for iri in sorted(model.measures) if self._is_here(iri) and self._state(iri) != "ended"]
        self._carriers = stated_values(store, own, [_CARRIER])
        is_indicator = model.index.of_type([INDICATOR])
        self._indicators_at, self._measures_at = _Placed[Indicator](list), _Placed[_Measure](list)
        for one in read_indicators(store, model, [iri for iri in own if iri in is_indicator]):
            for field, topic in self._lies_at(one.topics).items():
                self._indicators_at[field].append((one, topic))
        for measure in (*(self._measure(iri) for iri in own if iri not in is_indicator), *_programmes(model, ties)):
            for field, topic in self._lies_at(measure.topics).items():
                self._measures_at[field].append((measure, topic))
        self._convenors = convenors
        self._decided = {
            one.subject: one for given in answers.values() for one in given[-1:] if one.responsible and one.subject
        }

    def rows(self, fields: Iterable[Ref]) -> list[PlanRow]:
        """The lines of these fields in their order; each has one at least. O(fields + lines)."""
        return [row for field in fields for row in self._of(field)]

    def _of(self, field: Ref) -> Iterator[PlanRow]:
        measures, indicators = self._measures_at[field.iri], defaultdict[str, list[Indicator]](list)
        for one, topic in self._indicators_at[field.iri]:
            indicators[topic].append(one)
        for measure, topic in measures:
            yield self._row(field, topic, measure, indicators.get(topic, ()))
        with_measure = {topic for _, topic in measures}
        alone = [topic for topic in sorted(indicators) if topic not in with_measure]
        for topic in alone or ([] if measures else [field.iri]):
            yield self._row(field, topic, None, indicators.get(topic, ()))

    def _lies_at(self, topics: Iterable[str]) -> dict[str, str]:
        """Each topic that these topics are or lie below, with the first of them that does."""
        found: dict[str, str] = {}
        for topic in topics:
            for above in upwards(self._model.broader, topic):
                found.setdefault(above, topic)
        return found

    def _row(self, field: Ref, topic: str, measure: _Measure | None, indicators: Collection[Indicator]) -> PlanRow:
        decided = self._decided.get(measure.ref.iri) if measure else None
        days = (measure.due if measure else "", decided.due if decided else "", *(one.due for one in indicators))
        return PlanRow(
            field=field,
            topic=self._model.ref(topic),
            measure=measure.ref if measure else None,
            state=measure.state if measure else "exists",
            indicators=tuple(indicators),
            responsible=tuple(map(self._model.ref, (measure and measure.carriers) or self._in_charge(topic))),
            decided=decided,
            due=next(filter(None, days), ""),
            networks=self._networks([measure.ref] if measure else [], [one.ref for one in indicators], topic),
        )

    def _networks(self, measures: Sequence[Ref], indicators: Sequence[Ref], topic: str) -> tuple[Ref, ...]:
        """Those that what is entered says, else that of the topic; none of what all share."""
        index, known = self._model.index, self._model.networks
        said = dict.fromkeys(
            network for one in (*measures, *indicators) for network in index.objects(one.iri, IN_NETWORK)
        )
        if said:
            return tuple(known[one] for one in said if one in known)
        own = network_slug(topic)
        return tuple(ref for iri, ref in known.items() if own and network_slug(iri) == own)

    def _in_charge(self, topic: str) -> Sequence[str]:
        found = (self._convenors.holders_of(one) for one in upwards(self._model.broader, topic))
        return next(filter(None, found), ())

    def _is_here(self, iri: str) -> bool:
        return self._network is None or self._network in self._model.index.objects(iri, IN_NETWORK)

    def _state(self, iri: str) -> State:
        return StatementReader(self._model.index).state(iri)

    def _measure(self, iri: str) -> _Measure:
        index = self._model.index
        due = index.day(iri, SCHEMA + "endDate")[0] or index.day(iri, NETZ + "dueDate")[0]
        topics = index.objects(iri, NETZ + "topic")
        return _Measure(self._model.ref(iri), self._state(iri), topics, self._carriers.get((iri, _CARRIER), ()), due)


def measure_states(model: Model, network: str | None) -> dict[str, State]:
    """The measures of a network, or of all, each with its state; indicators and programmes are none. O(measures)."""
    index = model.index
    indicators, reader = index.of_type([INDICATOR]), StatementReader(index)
    return {
        iri: reader.state(iri)
        for iri in model.measures
        if iri not in indicators and (network is None or network in index.objects(iri, IN_NETWORK))
    }


def _programmes(model: Model, ties: Iterable[Tie]) -> list[_Measure]:
    """Each programme with what fundings and mandates tie it to: carried by who gives or is in charge."""
    programmes, found = model.index.of_type([_PROGRAMME]), defaultdict[str, list[Tie]](list)
    for tie in ties:
        if tie.kind in FROM_OUTSIDE and tie.state in _PLANNED and tie.topics:
            for target in tie.targets:
                if target.iri in programmes:
                    found[target.iri].append(tie)
    return [
        _Measure(
            ref=model.ref(iri),
            state="exists" if any(tie.state == "exists" for tie in those) else "planned",
            topics=tuple(dict.fromkeys(topic.iri for tie in those for topic in tie.topics)),
            carriers=tuple(dict.fromkeys(source.iri for tie in those for source in tie.sources)),
            due=max(tie.period.last_day for tie in those),
        )
        for iri, those in sorted(found.items())
    ]
