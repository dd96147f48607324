"""Reads the property index: all that the model is made of, or of a network too large for a model who points to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

import pyoxigraph as ox

from graph.model import Text, Unreadable
from graph.network.mapped_statements import MappedStatements, StatementSource, read_mappings
from graph.network.property_index import PropertyIndex, Values
from graph.network.tie_kinds import TieKinds, read_tie_kinds
from graph.protocol import Term
from graph.rdf.mappings import Mappings
from graph.rdf.values import (
    EXPECTED,
    NOTES,
    STATED,
    UnreadableError,
    in_order,
    read_day,
    read_number,
    read_offset,
    read_resource,
    read_text,
    read_truth,
)
from graph.stated import ValueKind
from graph.terms import DERIVED_GRAPH, NETZ, OA, ORG, RDF, network_slug
from graph.text import NAMES, OTHER_NAMES, first_wording, name

PLAIN_PROPERTIES = (ORG + "memberOf", ORG + "linkedTo")
_DERIVED = ox.NamedNode(DERIVED_GRAPH)
_TEXTS = (*(one for one, kind in STATED.items() if kind == "text"), OA + "exact")
"""Texts that are read as they are; those of labels and notes become wordings in two languages."""

V = TypeVar("V")


def read_tie_index(source: StatementSource, properties: Iterable[str], empty: Iterable[str] = ()) -> PropertyIndex:
    """Who points to whom at these properties and at the ends of ties, without any text, day or number. O(statements).

    `empty` are properties that may be asked for and have no value here. Homes are known where netz:inNetwork is read.
    """
    copy = MappedStatements(source, read_mappings(source))
    reading = _Reading(copy)
    links = reading.links_of((*properties, *read_tie_kinds(copy).ends))
    return PropertyIndex(
        revision=copy.revision,
        links={**{one: {} for one in empty}, **links},
        plain_ties=_plain_ties(copy),
        homes=_homes(copy, links[RDF + "type"], reading.once) if NETZ + "inNetwork" in links else {},
        mappings=copy.mappings,
    )


def read_property_index(
    source: StatementSource, kinds: TieKinds | None = None, mappings: Mappings | None = None
) -> PropertyIndex:
    """All statements the model is made of, of one revision; `kinds` and `mappings` where they are known already.

    O(statements).
    """
    copy = MappedStatements(source, mappings or read_mappings(source))
    reading = _Reading(copy)
    links = reading.links_of((*_expected("resource"), *(kinds or read_tie_kinds(copy)).ends))
    return PropertyIndex(
        revision=copy.revision,
        links=links,
        texts_of=reading.all_of(_TEXTS, reading.text),
        days_of={
            **reading.all_of(_expected("first day"), read_day),
            **reading.all_of(_expected("last day"), partial(read_day, last=True)),
        },
        numbers_of={
            **reading.all_of(_expected("number"), read_number),
            **reading.all_of(_expected("offset"), read_offset),
            **reading.all_of(_expected("truth"), read_truth),
        },
        plain_ties=_plain_ties(copy),
        homes=_homes(copy, links[RDF + "type"], reading.once),
        labels={**reading.wordings(OTHER_NAMES), **reading.wordings(NAMES)},
        notes=reading.wordings(NOTES),
        unreadable=in_order(reading.left_out),
        mappings=copy.mappings,
    )


class _Reading:
    """One pass over the properties of a copy; `left_out` are the statements whose value cannot be read.

    `_once` keeps each IRI, so that a name that stands a dozen times is one object: a quarter of the memory.
    """

    def __init__(self, copy: StatementSource) -> None:
        self.left_out: set[Unreadable] = set()
        self._copy = copy
        self._once: dict[str, str] = {}

    def once(self, iri: str) -> str:
        """The same object each time."""
        return self._once.setdefault(iri, iri)

    def link(self, term: Term) -> str:
        """The IRI of a resource, the same object each time."""
        iri = term.value if type(term) is ox.NamedNode else read_resource(term)  # a call less for nearly all of them
        return self._once.setdefault(iri, iri)

    def text(self, term: Term) -> str:
        """A literal's text."""
        return read_text(term).value

    def all_of(self, properties: Iterable[str], read: Callable[[Term], V]) -> dict[str, Values[V]]:
        """By property and subject the values, each once and in order; nearly all have one, and share its tuple."""
        return {
            one: {
                iri: values if len(values) == 1 else tuple(sorted(set(values)))  # type: ignore[type-var]  # texts, days
                for iri, values in self._by_subject(one, read).items()
            }
            for one in dict.fromkeys(properties)
        }

    def links_of(self, properties: Iterable[str]) -> dict[str, Values[str]]:
        """The same of resources, in half the time; who points to one resource alone shares the tuple with it."""
        return {one: self._links(one) for one in dict.fromkeys(properties)}

    def _links(self, property_iri: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        alone: dict[str, tuple[str]] = {}
        several = set[str]()
        once, link = self._once.setdefault, self.link
        for subject, term in self._copy.pairs(property_iri):
            try:
                value = term.value if type(term) is ox.NamedNode else link(term)
            except UnreadableError as error:
                self.left_out.add(Unreadable(name(subject), property_iri, name(term), error.reason))
                continue
            iri = subject.value if type(subject) is ox.NamedNode else name(subject)
            iri = once(iri, iri)
            values = alone.get(value)
            if values is None:
                value = once(value, value)
                values = alone[value] = (value,)
            if found.setdefault(iri, values) is not values:
                found[iri] += values
                several.add(iri)
        for iri in several:
            found[iri] = tuple(sorted(set(found[iri])))
        return found

    def wordings(self, properties: Iterable[str]) -> dict[str, Text]:
        """A wording for each subject for which one of these properties has more to show than blanks."""
        literals: defaultdict[str, dict[str, tuple[ox.Literal, ...]]] = defaultdict(dict)
        for property_iri in properties:
            for iri, values in self._by_subject(property_iri, read_text).items():
                literals[iri][property_iri] = values
        found = ((iri, first_wording(own, properties)) for iri, own in literals.items())
        return {iri: text for iri, text in found if text is not None}

    def _by_subject(self, property_iri: str, read: Callable[[Term], V]) -> dict[str, tuple[V, ...]]:
        found: dict[str, tuple[V, ...]] = {}
        alone: dict[V, tuple[V]] = {}
        for subject, term in self._copy.pairs(property_iri):
            try:
                value = read(term)
            except UnreadableError as error:
                self.left_out.add(Unreadable(name(subject), property_iri, name(term), error.reason))
                continue
            iri = subject.value if type(subject) is ox.NamedNode else name(subject)
            iri = self._once.setdefault(iri, iri)
            found[iri] = (*found[iri], value) if iri in found else alone.setdefault(value, (value,))
        return found


def _expected(kind: ValueKind) -> list[str]:
    return [one for one, expected in EXPECTED.items() if expected == kind]


def _plain_ties(copy: StatementSource) -> tuple[tuple[str, str, str], ...]:
    """What plain data state and no tie of ours says as well, which would have put it into the derived graph."""
    found = set()
    for property_iri in PLAIN_PROPERTIES:
        for subject, value in copy.pairs_beside(property_iri, _DERIVED):
            if isinstance(value, ox.NamedNode | ox.BlankNode) and subject != value:
                found.add(_plain_tie(name(subject), property_iri, name(value)))
    return tuple(sorted(tie for tie in found if not _is_derived(copy, *tie)))


def _is_derived(copy: StatementSource, source: str, property_iri: str, target: str) -> bool:
    has_names = not source.startswith("_:") and not target.startswith("_:")
    return has_names and copy.states(source, property_iri, target, _DERIVED)


def _plain_tie(source: str, property_iri: str, target: str) -> tuple[str, str, str]:
    if property_iri == ORG + "linkedTo":
        source, target = sorted((source, target))
    return source, property_iri, target


def _homes(copy: StatementSource, types: Mapping[str, tuple[str, ...]], once: Callable[[str], str]) -> dict[str, str]:
    """Networks by the slug in the names of the graphs that type a resource."""
    networks = sorted(iri for iri, own in types.items() if NETZ + "Network" in own and network_slug(iri))
    of_slug = {network_slug(iri): iri for iri in networks}
    homes: dict[str, str] = {}
    for graph in copy.graphs():
        home = of_slug.get(network_slug(graph.value)) if graph.value != DERIVED_GRAPH else None
        if home is not None:
            for subject, _ in copy.pairs(RDF + "type", graph):
                iri = once(name(subject))
                homes[iri] = home if homes.get(iri, home) == home else ""
    return homes
