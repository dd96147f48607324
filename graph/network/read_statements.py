"""What every kind of resource shares: its state, confidence, evidence and the resources it points to."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, get_args

from graph.model import Confidence, Finding, Passage, Ref, State, Text
from graph.network.property_index import PropertyIndex
from graph.stated import Stated, stated_fields
from graph.terms import ADMS, NETZ, OA, PROV, SCHEMA, local_name

_STATUS, _CONFIDENCE, _DATE_CONFIDENCE = ADMS + "status", NETZ + "confidence", NETZ + "dateConfidence"


class StatementReader:
    """Reads values of the model from facts."""

    def __init__(self, index: PropertyIndex) -> None:
        self.index = index
        self._passages: dict[str, Passage | None] = {}
        self._same_refs: dict[tuple[str, ...], tuple[Ref, ...]] = {}
        self._same_evidence: dict[tuple[str, ...], tuple[Passage, ...]] = {}

    def evidence(self, iri: str) -> tuple[Passage, ...]:
        """The passages a statement rests on, in the order of the text: of those that rest on the same, one object."""
        said = self.index.objects(iri, NETZ + "evidence")
        if said not in self._same_evidence:
            found = filter(None, map(self._quoted, said))
            in_order = sorted(found, key=lambda passage: (passage.document.iri, passage.start, passage.iri))
            self._same_evidence[said] = tuple(in_order)
        return self._same_evidence[said]

    def state(self, iri: str) -> State:
        """Whether it exists; without a word on it, it does, and a code we do not know is unclear."""
        return _state(self.index.first(iri, _STATUS))

    def date_confidence(self, iri: str) -> Confidence:
        """How sure its dates are: as sure as it is itself where nothing else is said."""
        said = self.index.first(iri, _DATE_CONFIDENCE)
        return _confidence(said) if said else self.confidence(iri)

    def confidence(self, iri: str) -> Confidence:
        """How sure the statement is; without a word on it, it is stated."""
        return _confidence(self.index.first(iri, _CONFIDENCE))

    def ref(self, iri: str, property_iri: str) -> Ref | None:
        """The first resource a property points to, with its label."""
        found = self.index.first(iri, property_iri)
        return self.index.ref(found) if found else None

    def refs(self, iri: str, property_iri: str) -> tuple[Ref, ...]:
        """All resources a property points to."""
        return self.refs_of(self.index.objects(iri, property_iri))

    def refs_of(self, iris: tuple[str, ...]) -> tuple[Ref, ...]:
        """These resources; one object wherever they are the same: thousands of ties have the same topic or end."""
        found = self._same_refs.get(iris)
        if found is None:
            found = self._same_refs[iris] = tuple(map(self.index.ref, iris))
        return found

    def stated(self, data_class: type, iri: str) -> dict[str, Any]:
        """The fields of a data class that hold what is stated of a resource by one property each."""
        return {one.name: self._value(one, iri) for one in stated_fields(data_class)}

    def _value(self, one: Stated, iri: str) -> Any:
        if one.kind == "resource":
            return self.refs(iri, one.property_iri) if one.holds_all else self.ref(iri, one.property_iri)
        if one.kind == "text":
            return self.index.texts(iri, one.property_iri) if one.holds_all else self.index.text(iri, one.property_iri)
        if one.kind in {"first day", "last day"}:
            days = self.index.days(iri, one.property_iri)
            return tuple(day for day, _ in days) if one.holds_all else self.index.day(iri, one.property_iri)[0]
        number = self.index.number(iri, one.property_iri)
        return one.default if number is None else number

    def finding(self, iri: str) -> Finding:
        """What a group recorded."""
        index = self.index
        return Finding(
            iri,
            label=index.label(iri),
            is_demand=NETZ + "Demand" in index.types(iri),
            confidence=self.confidence(iri),
            note=index.note(iri),
            evidence=self.evidence(iri),
            **self.stated(Finding, iri),
        )

    def since(self, finding: Finding) -> str:
        """The first day a finding was raised, "" when none of its events has a date."""
        days = [self.index.day(event.iri, SCHEMA + "startDate")[0] for event in finding.raised_at]
        return min(filter(None, days), default="")

    def _quoted(self, iri: str) -> Passage | None:
        """A passage, the same object each time; None for a resource that quotes nothing."""
        if iri not in self._passages:
            self._passages[iri] = self._passage(iri) if self.index.texts(iri, OA + "exact") else None
        return self._passages[iri]

    def _passage(self, iri: str) -> Passage:
        index = self.index
        document = index.first(iri, PROV + "wasQuotedFrom")
        return Passage(
            iri,
            quote=index.text(iri, OA + "exact"),
            start=int(index.number(iri, OA + "start") or 0),
            end=int(index.number(iri, OA + "end") or 0),
            document=index.ref(document) if document else Ref("", Text()),
        )


@lru_cache(maxsize=64)
def _state(code: str) -> State:
    return next((state for state in get_args(State) if state == local_name(code or "exists")), "unclear")


@lru_cache(maxsize=64)
def _confidence(code: str) -> Confidence:
    return next((level for level in get_args(Confidence) if level == local_name(code or "stated")), "unresolved")
