"""The classes of tie that the ontology and a city's own files define: ends, direction, weight, words and look of each.

What a class leaves out is filled in: without ends it connects its parties, a class with two ends has a direction, the
plural is the singular, and what a directed tie reads like are the names of its ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

import pyoxigraph as ox

from graph.model import DEFAULT_LANGUAGE, Text
from graph.paths import ONTOLOGY
from graph.protocol import Term
from graph.rdf.party_rules import ENDS, PARTY, TIE, party_rules
from graph.rdf.values import UnreadableError, read_number, read_truth
from graph.terms import NETZ, ORG, RDFS, SCHEMA, local_name
from graph.text import NAMES, first_wording, label_of_iri, name

V = TypeVar("V")

NOT_A_CODE = frozenset({"Hierarchy", "Query", "Gap", "Topic"})
"""Codes of lines on the map that no class of tie stands for."""
_LAST = 1_000_000.0


@dataclass(frozen=True, slots=True)
class TieClass:
    """One kind of tie. `name` is its code in addresses and values: the class's local name, or its IRI if that is taken.

    `source` and `target` are the properties that hold its ends, the same one where it has no direction; `handed_from`
    and `handed_to` those of a tie that states a direction nevertheless, "" for none. `forward` and `inverse` read a
    directed tie from either end. `detail` says what its closer kind is in a sentence: "verb", "role" or "" for nothing;
    `usual_detail` is the code of it where nobody says one. `is_quiet`: drawn paler and without an arrow.
    `joins_actors`: both ends can be actors, one of them a party.
    """

    iri: str
    name: str
    source: str
    target: str
    handed_from: str
    handed_to: str
    is_directed: bool
    weight: float
    label: Text
    plural: Text
    forward: Text
    inverse: Text
    detail: str
    usual_detail: str
    is_quiet: bool
    joins_actors: bool
    order: int

    @property
    def ends(self) -> frozenset[str]:
        """All properties that hold an end."""
        return frozenset({self.source, self.target, self.handed_from, self.handed_to} - {""})

    @property
    def detail_property(self) -> str:
        """The property that holds its closer kind."""
        return ORG + "role" if self.detail == "role" else NETZ + "kind"

    def properties_of_ends(self, *, directed: bool) -> tuple[str, str]:
        """The properties that hold the ends of a tie of this kind that has a direction, or none."""
        is_handed = directed and not self.is_directed and self.handed_from and self.handed_to
        return (self.handed_from, self.handed_to) if is_handed else (self.source, self.target)

    @property
    def words(self) -> frozenset[str]:
        """How people may write it, in small letters."""
        return frozenset(
            {self.name.casefold()}
            | {word.casefold() for text in (self.label, self.plural) for word in text.wordings if word}
        )


@lru_cache(maxsize=8)
def read_tie_classes(statements: tuple[ox.Quad, ...] = ()) -> tuple[TieClass, ...]:
    """The shipped classes and those that further statements define, in the order that lists name them.

    Kept for the last statements: a change of the model seldom is one of the kinds of tie.
    """
    about = _About([*_shipped_statements(), *statements])
    classes = {one for end in ENDS[:2] for one in about.subjects(end.value)}
    classes |= {one for one in about.subjects(_SUBCLASS) if TIE.value in about.links(one, _SUBCLASS)}
    codes = _codes(sorted(classes, key=lambda iri: (not iri.startswith(NETZ), iri)))
    found = [_tie_class(iri, codes[iri], about) for iri in classes]
    return tuple(sorted(found, key=lambda one: (one.order, one.label.only_in(DEFAULT_LANGUAGE).casefold(), one.iri)))


@cache
def shipped_tie_classes() -> tuple[TieClass, ...]:
    """The classes of `ontology/core.ttl`."""
    return read_tie_classes()


@cache
def _shipped_statements() -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(path=ONTOLOGY / "core.ttl", format=ox.RdfFormat.TURTLE))


_SUBCLASS, _RANGE, _EVENT = RDFS + "subClassOf", RDFS + "range", SCHEMA + "Event"


class _About:
    """Statements by subject and property, in the order they come."""

    def __init__(self, statements: Sequence[ox.Quad]) -> None:
        self.party = {one.value for one in party_rules(statements).parties} | {PARTY.value}
        self._values: defaultdict[tuple[str, str], dict[object, None]] = defaultdict(dict)
        self._subjects: defaultdict[str, set[str]] = defaultdict(set)
        for quad in statements:
            if isinstance(quad.subject, ox.NamedNode):
                self._values[quad.subject.value, quad.predicate.value][quad.object] = None
                self._subjects[quad.predicate.value].add(quad.subject.value)

    def subjects(self, property_iri: str) -> set[str]:
        """Who has this property."""
        return self._subjects[property_iri]

    def links(self, iri: str, property_iri: str) -> list[str]:
        """The resources a property points to, those of the ontology first."""
        return [one.value for one in self._values.get((iri, property_iri), ()) if isinstance(one, ox.NamedNode)]

    def link(self, iri: str, local: str) -> str:
        """The first of them for a property of ours; "" for none."""
        return next(iter(self.links(iri, NETZ + local)), "")

    def literals(self, iri: str, property_iri: str) -> list[ox.Literal]:
        """The literal values of a property."""
        return [one for one in self._values.get((iri, property_iri), ()) if isinstance(one, ox.Literal)]

    def text(self, iri: str, local: str) -> str:
        """The last literal of a property of ours, so that a city's own counts; "" for none."""
        return next((name(one) for one in reversed(self.literals(iri, NETZ + local))), "")

    def value(self, iri: str, local: str, read: Callable[[Term], V], otherwise: V) -> V:
        """The last literal of a property of ours that can be read as such a value."""
        for one in reversed(self.literals(iri, NETZ + local)):
            with suppress(UnreadableError):
                return read(one)
        return otherwise

    def words(self, iri: str, *properties: str) -> Text:
        """A wording from the first of these properties that there is."""
        return first_wording({one: self.literals(iri, one) for one in properties}, properties) or Text()


def _codes(classes: Sequence[str]) -> Mapping[str, str]:
    """A code for each class; ours come first and keep their local names."""
    taken, codes = set(NOT_A_CODE), dict[str, str]()
    for iri in classes:
        codes[iri] = local_name(iri) if local_name(iri) not in taken else iri
        taken.add(codes[iri])
    return codes


def _tie_class(iri: str, code: str, about: _About) -> TieClass:
    source = about.link(iri, "edgeFrom") or PARTY.value
    target = about.link(iri, "edgeTo") or PARTY.value
    label = about.words(iri, *NAMES)
    label = label if label != Text() else label_of_iri(iri)
    plural = about.words(iri, NETZ + "pluralLabel")
    ends = {source, target}
    return TieClass(
        iri=iri,
        name=code,
        source=source,
        target=target,
        handed_from=about.link(iri, "directedFrom"),
        handed_to=about.link(iri, "directedTo"),
        is_directed=about.value(iri, "edgeDirected", read_truth, source != target),
        weight=about.value(iri, "edgeWeight", read_number, 1.0),
        label=label,
        plural=Text.in_each(lambda language: plural.in_language(language) or label.only_in(language)),
        forward=_read_as(about, iri, "forwardLabel", target),
        inverse=_read_as(about, iri, "inverseLabel", source),
        detail=about.text(iri, "detailReads"),
        usual_detail=about.link(iri, "usualKind"),
        is_quiet=about.value(iri, "edgeQuiet", read_truth, otherwise=False),
        joins_actors=bool(ends & about.party) and not any(_EVENT in about.links(end, _RANGE) for end in ends),
        order=int(about.value(iri, "edgeOrder", read_number, _LAST)),
    )


def _read_as(about: _About, iri: str, local: str, end: str) -> Text:
    """The words of a class, or the name of the end that they lead to; empty where neither has any."""
    own = about.words(iri, NETZ + local)
    return own if own != Text() or end == PARTY.value else about.words(end, *NAMES)
