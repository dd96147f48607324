"""Ties as the data state them: those of our classes, and plain W3C ORG data.

Which properties hold a tie's ends, its direction and its weight is said by the table of kinds (`tie_kinds.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Ref, Text, Tie
from graph.network.property_index import PropertyIndex
from graph.network.read_statements import StatementReader
from graph.network.tie_kinds import INTERFACE, MEMBERSHIP, SHIPPED, TieKinds
from graph.rdf.tie_classes import TieClass
from graph.terms import NETZ, ORG, RDF, SCHEMA, local_name


class TieReader(StatementReader):
    """Builds ties from facts."""

    def __init__(self, index: PropertyIndex, kinds: TieKinds) -> None:
        super().__init__(index)
        self.classes = kinds.by_iri()

    def ties(self) -> tuple[Tie, ...]:
        """All ties in the order of their IRIs."""
        return tuple(sorted((*self._stated_ties(), *self._plain_ties()), key=lambda tie: tie.iri))

    def _class_of(self, iri: str) -> TieClass | None:
        """The tie class of a resource: its own or, for a subclass of a city's own, the nearest it descends from."""
        classes = sorted(self.index.objects(iri, RDF + "type"))
        while classes:
            for one in classes:
                if one in self.classes:
                    return self.classes[one]
            classes = sorted({above for one in classes for above in self.index.superclasses(one)} - set(classes))
        return None

    def _stated_ties(self) -> Iterable[Tie]:
        for iri in self.index.of_type(self.classes.keys()):
            tie_class = self._class_of(iri)
            if tie_class is not None:
                yield self._tie(iri, tie_class)

    def _tie(self, iri: str, tie_class: TieClass) -> Tie:
        index = self.index
        sources, targets, directed = self._ends(iri, tie_class)
        topics = self.refs(iri, NETZ + "topic")
        detail = index.first(iri, NETZ + "kind") or index.first(iri, ORG + "role")
        (start, start_known), (end, end_known) = (index.day(iri, SCHEMA + one) for one in ("startDate", "endDate"))
        return Tie(
            iri,
            kind=tie_class.name,
            label=index.labels.get(iri) or _joined_label(sources, targets or topics, directed=directed),
            state=self.state(iri),
            confidence=self.confidence(iri),
            sources=sources,
            targets=targets,
            directed=directed,
            weight=_first_known(index.number(iri, NETZ + "weight"), tie_class.weight),
            detail=index.ref(detail) if detail else None,
            topics=topics,
            start=start,
            end=end,
            start_precision=start_known or local_name(index.first(iri, NETZ + "startPrecision")),
            end_precision=end_known or local_name(index.first(iri, NETZ + "endPrecision")),
            network=index.first(iri, NETZ + "inNetwork") or index.home_network(iri),
            perspective=self.ref(iri, NETZ + "perspective"),
            note=index.note(iri),
            evidence=self.evidence(iri),
        )

    def _ends(self, iri: str, tie_class: TieClass) -> tuple[tuple[Ref, ...], tuple[Ref, ...], bool]:
        """Both ends of a tie. An interface that hands over from one side to the other has a direction."""
        if tie_class.is_directed:
            return self.refs(iri, tie_class.source), self.refs(iri, tie_class.target), True
        handed = (tie_class.handed_from, tie_class.handed_to)
        giving, taking = (self.index.objects(iri, one) if one else () for one in handed)
        others = {*self.index.objects(iri, tie_class.source), *self.index.objects(iri, tie_class.target)}
        if giving and taking:
            rest = others - {*giving, *taking}
            return self.sorted_refs({*giving, *rest}), self.sorted_refs({*taking, *rest}), True
        everyone = self.sorted_refs({*others, *giving, *taking})
        return everyone, everyone, False

    def _plain_ties(self) -> Iterable[Tie]:
        """Ties of plain W3C ORG data: membership nodes without our class, and its direct properties."""
        for iri in self.index.of_type({ORG + "Membership"}):
            if self._class_of(iri) is None:
                yield self._tie(iri, SHIPPED[MEMBERSHIP])
        for source, property_iri, target in self.index.plain_ties:
            directed = property_iri != ORG + "linkedTo"
            kind = MEMBERSHIP if directed else INTERFACE
            source_ref, target_ref = self.index.ref(source), self.index.ref(target)
            both = self.sorted_refs({source, target})
            yield Tie(
                f"{source} {local_name(property_iri)} {target}",
                kind=kind,
                label=_joined_label((source_ref,), (target_ref,), directed=directed),
                state="exists",
                confidence="stated",
                sources=(source_ref,) if directed else both,
                targets=(target_ref,) if directed else both,
                directed=directed,
                network=self.index.first(source, NETZ + "inNetwork") or self.index.home_network(source),
            )


def _first_known(number: float | None, otherwise: float) -> float:
    return otherwise if number is None else number


def _joined_label(sources: Sequence[Ref], targets: Sequence[Ref], *, directed: bool) -> Text:
    """A name for a tie that has none: `Jobcenter → AG Sprache`, `GISE – AQB`."""
    if not directed:
        return Text(_joined(sources, " – ", "de"), _joined(sources, " – ", "en"))
    return Text(
        f"{_joined(sources, ', ', 'de')} → {_joined(targets, ', ', 'de')}",
        f"{_joined(sources, ', ', 'en')} → {_joined(targets, ', ', 'en')}",
    )


def _joined(refs: Sequence[Ref], separator: str, language: str) -> str:
    return separator.join([ref.label.in_language(language) for ref in refs])
