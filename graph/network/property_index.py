"""What the store states about each resource, read property by property into plain dictionaries.

For the reader of the model alone: pages and analyses ask the model. Values are read by `graph.rdf.values`; what cannot
be read is left out here and listed in `unreadable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from graph.model import Ref, Text, Unreadable
from graph.rdf.mappings import Mappings, shipped_mappings
from graph.terms import RDF, RDFS
from graph.text import label_of_iri

V = TypeVar("V")
Values = Mapping[str, tuple[V, ...]]
Day = tuple[str, str]
"""An ISO day, and `year` or `month` where the data name no day."""


class PropertyNotReadError(KeyError):
    """A fault of the program: the model asks for a property that is not read, or not as this kind of value."""


@dataclass(frozen=True, slots=True)
class PropertyIndex:
    """Values by property and subject, each once and in order; a property not in them was not read.

    `plain_ties` are subject, property, object of plain ORG data; `homes` the network each resource is typed in;
    `mappings` say by which words of other vocabularies all that was read.
    """

    revision: int = 0
    links: Mapping[str, Values[str]] = field(default_factory=dict)
    texts_of: Mapping[str, Values[str]] = field(default_factory=dict)
    days_of: Mapping[str, Values[Day]] = field(default_factory=dict)
    numbers_of: Mapping[str, Values[float]] = field(default_factory=dict)
    plain_ties: tuple[tuple[str, str, str], ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Text] = field(default_factory=dict)
    notes: Mapping[str, Text] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    known_refs: dict[str, Ref] = field(default_factory=dict, repr=False, compare=False)
    mappings: Mappings = field(default_factory=shipped_mappings, repr=False)

    def subjects(self, property_iri: str) -> list[str]:
        """Who has a value of this property, in the order of their IRIs."""
        read = [kind[property_iri] for kind in self._kinds() if property_iri in kind]
        if not read:
            _fail(property_iri)
        return sorted({iri for by_subject in read for iri in by_subject})

    def values_of(self, property_iri: str) -> Values[str]:
        """Who points to which resources by a property."""
        try:
            return self.links[property_iri]
        except KeyError:
            _fail(property_iri)

    def objects(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The resources a property points to, in the order of their IRIs."""
        try:
            return self.links[property_iri].get(iri, ())
        except KeyError:
            _fail(property_iri)

    def first(self, iri: str, property_iri: str) -> str:
        """The first resource a property points to; "" for none."""
        found = self.objects(iri, property_iri)
        return found[0] if found else ""

    def texts(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The texts of a property."""
        try:
            return self.texts_of[property_iri].get(iri, ())
        except KeyError:
            _fail(property_iri)

    def text(self, iri: str, property_iri: str) -> str:
        """The first text of a property; "" for none."""
        found = self.texts(iri, property_iri)
        return found[0] if found else ""

    def days(self, iri: str, property_iri: str) -> tuple[Day, ...]:
        """The days of a property, the earliest first."""
        try:
            return self.days_of[property_iri].get(iri, ())
        except KeyError:
            _fail(property_iri)

    def day(self, iri: str, property_iri: str) -> Day:
        """The earliest day of a property; ("", "") for none."""
        found = self.days(iri, property_iri)
        return found[0] if found else ("", "")

    def number(self, iri: str, property_iri: str) -> float | None:
        """The smallest number of a property; None for none. Truth values are 1 and 0."""
        try:
            found = self.numbers_of[property_iri].get(iri)
        except KeyError:
            _fail(property_iri)
        return found[0] if found else None

    def types(self, iri: str) -> frozenset[str]:
        """The classes of a resource, with all they descend from."""
        found: set[str] = set()
        waiting = list(self.objects(iri, RDF + "type"))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.superclasses(one)
        return frozenset(found)

    def superclasses(self, class_iri: str) -> tuple[str, ...]:
        """The classes right above this one."""
        return self.objects(class_iri, RDFS + "subClassOf")

    def of_type(self, classes: Iterable[str]) -> set[str]:
        """Resources of one of these classes or of a class below them."""
        wanted = self.with_subclasses(classes)
        return {iri for iri, own in self.links[RDF + "type"].items() if not wanted.isdisjoint(own)}

    def label(self, iri: str) -> Text:
        """What a resource is called, in the languages there are."""
        return self.labels.get(iri) or label_of_iri(iri)

    def ref(self, iri: str) -> Ref:
        """A resource by IRI and label."""
        found = self.known_refs.get(iri)
        if found is None:
            found = self.known_refs[iri] = Ref(iri, self.label(iri))
        return found

    def note(self, iri: str) -> str:
        """A remark on a resource, German where there is one; "" for none."""
        found = self.notes.get(iri)
        return found.in_language("de") if found else ""

    def home_network(self, iri: str) -> str:
        """The network in whose named graphs a resource is typed; "" where graphs name none, or several do."""
        return self.homes.get(iri, "")

    def _kinds(self) -> Iterable[Mapping[str, Values[str] | Values[Day] | Values[float]]]:
        return self.links, self.texts_of, self.days_of, self.numbers_of

    def with_subclasses(self, classes: Iterable[str]) -> set[str]:
        """These classes and all below them."""
        wanted, below = set(classes), self.links[RDFS + "subClassOf"]
        while True:
            more = {iri for iri, above in below.items() if not wanted.isdisjoint(above)} - wanted
            if not more:
                return wanted
            wanted |= more


def _fail(property_iri: str) -> NoReturn:
    raise PropertyNotReadError(
        f"{property_iri} is not read as this kind of value: it must stand in graph.rdf.values.EXPECTED"
    )
