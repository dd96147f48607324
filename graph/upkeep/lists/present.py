"""What a store says now of whatever a list may speak of: statements by subject, each with the graph it stands in.

Read at once by one query and kept until the next change: a preview asks several times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.network.tie_kinds import tie_kinds
from graph.protocol import Store
from graph.rdf.actor_classes import NOT_ACTORS, ORGANISATIONS
from graph.rdf.tie_classes import TieClass
from graph.rdf.values import NOTES, WEBSITES
from graph.terms import ADMS, DCT, DERIVED_GRAPH, NETZ, NK, OWL, RDF, RDFS, SCHEMA, SKOS, network_slug
from graph.text import NAMES, first_wording, label, label_of_iri
from graph.upkeep.lists.fields import (
    CONFIDENCE,
    FIELDS,
    NAME,
    NOTE,
    STATE,
    WEIGHT,
    ListField,
    Values,
    as_number,
    is_of_field,
    plain,
    read_values,
)

IN_NETWORK, TYPE = NETZ + "inNetwork", RDF + "type"
IDENTIFIER, DIFFERENT = DCT + "identifier", OWL + "differentFrom"
GROUP = NETZ + "WorkingGroup"
_SUBCLASS = RDFS + "subClassOf"

_PROPERTIES = (
    TYPE, IN_NETWORK, IDENTIFIER, DIFFERENT, _SUBCLASS, *NAMES, *WEBSITES, SCHEMA + "address",
    *(one for field in FIELDS for one in field.all_properties),
)  # fmt: skip

_USUAL = {STATE: frozenset({NK + "exists"}), CONFIDENCE: frozenset({NK + "stated"})}

Held = tuple[object, str]
"""A value, and the graph it stands in."""
Statements = Mapping[str, Mapping[str, Sequence[Held]]]
"""What is said by subject and property. What many say is one object: of 250,000 memberships nearly all say the same."""


@dataclass
class Present:
    """The statements of a store by subject and property; `classes`: the kinds of tie by the IRIs of their classes.

    `ended`: what was to last until a day that is past, though it is stated to exist.
    """

    statements: Statements
    classes: Mapping[str, TieClass]
    by_type: Mapping[str, list[str]]
    properties: frozenset[str]
    ended: frozenset[str] = frozenset()

    def held(self, iri: str, property_iri: str) -> Sequence[Held]:
        """The values of a property with their graphs."""
        found = self.statements.get(iri)
        return found.get(property_iri, ()) if found else ()

    def iris(self, iri: str, property_iri: str) -> list[str]:
        """The resources that a property points to."""
        return [term.value for term, _ in self.held(iri, property_iri) if isinstance(term, ox.NamedNode)]

    def values(self, iri: str, field: ListField) -> Values:
        """What is said of a field."""
        found = self.statements.get(iri)
        if not found:
            return frozenset()
        if field is NAME:  # whatever property says it
            return frozenset({plain(self.label(iri))})
        if field is NOTE:
            return frozenset(filter(None, [self._note(found)]))
        return self._stated(found, field) or self.usual(iri, field)

    def usual(self, iri: str, field: ListField) -> Values:
        """What holds where nothing is said."""
        if field is WEIGHT and (kind := self.tie_class(iri)):
            return frozenset({as_number(kind.weight)})
        return _USUAL.get(field, frozenset())

    def _stated(self, found: Mapping[str, Sequence[Held]], field: ListField) -> Values:
        return read_values(field, ((one, term) for one in field.all_properties for term, _ in found.get(one, ())))

    def _note(self, found: Mapping[str, Sequence[Held]]) -> str:
        """The remark that is shown: of several properties the first that has one."""
        said = {one: [term for term, _ in found.get(one, ()) if isinstance(term, ox.Literal)] for one in NOTES}
        wording = first_wording(said, NOTES)
        return plain(wording.in_language("de")) if wording else ""

    def quads_of(self, iri: str, field: ListField) -> Iterator[ox.Quad]:
        """The statements that go when a field gets another value."""
        shown = self.values(iri, field) if field is NOTE else frozenset()
        for one in field.all_properties:
            for term, graph in self.held(iri, one):
                is_shown = field is not NOTE or plain(getattr(term, "value", "")) in shown
                if is_shown and is_of_field(field, one, term):
                    yield _quad(iri, one, term, graph)

    def label(self, iri: str) -> str:
        """What a resource is called, in German where it says so."""
        found = self.statements.get(iri, {})
        said = {one: [term for term, _ in found.get(one, ()) if isinstance(term, ox.Literal)] for one in NAMES}
        return (label(said) or label_of_iri(iri)).in_language("de")

    def wordings(self, iri: str, properties: Iterable[str]) -> set[str]:
        """What these properties say, in whatever language, as a cell can hold it."""
        terms = (term for one in properties for term, _ in self.held(iri, one))
        return {plain(term.value) for term in terms if isinstance(term, ox.Literal)}

    def names(self, iri: str) -> list[str]:
        """All that it is called by, in whatever language."""
        found = self.statements.get(iri, {})
        terms = [term for one in (*NAMES, SKOS + "altLabel") for term, _ in found.get(one, ())]
        return list(dict.fromkeys(term.value for term in terms if isinstance(term, ox.Literal)))

    def of_type(self, classes: Iterable[str]) -> set[str]:
        """Whatever is of one of these classes or of one below."""
        return {iri for one in self.with_subclasses(classes) for iri in self.by_type.get(one, ())}

    def with_subclasses(self, classes: Iterable[str]) -> set[str]:
        """These classes and all below them."""
        wanted = set(classes)
        while True:
            more = {one for one, above in self._above.items() if not wanted.isdisjoint(above)} - wanted
            if not more:
                return wanted
            wanted |= more

    def different(self, iri: str) -> list[str]:
        """Whom somebody was said not to be."""
        return self.iris(iri, DIFFERENT)

    def tie_class(self, iri: str) -> TieClass | None:
        """The kind of tie that a resource is; None for what is none."""
        return next((self.classes[one] for one in self.iris(iri, TYPE) if one in self.classes), None)

    def ends(self, iri: str, kind: TieClass) -> set[str]:
        """All parties of a tie."""
        return {end for one in kind.ends for end in self.iris(iri, one)}

    @cached_property
    def _above(self) -> dict[str, list[str]]:
        return {iri: self.iris(iri, _SUBCLASS) for iri, found in self.statements.items() if _SUBCLASS in found}

    @cached_property
    def everyone(self) -> dict[str, frozenset[str]]:
        """All actors and groups, with the networks that they belong to or are named in."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for one, kind in self.classes.items():
            for tie in self.by_type.get(one, ()):
                networks = self.iris(tie, IN_NETWORK)
                for end in self.ends(tie, kind):
                    named[end].update(networks)
        everyone = (set(named) | self.of_type(ORGANISATIONS)) - self.of_type(NOT_ACTORS)
        return {iri: frozenset(self._networks_of(iri, named.get(iri, set()))) for iri in everyone}

    @cached_property
    def groups(self) -> set[str]:
        """Who is a working group."""
        return self.of_type({GROUP})

    def _networks_of(self, iri: str, named: set[str]) -> set[str]:
        """As the model has it: by their own word or by ties, or else the network in whose graphs they are typed."""
        known = {*self.iris(iri, IN_NETWORK), *named}
        if known:
            return known
        slugs = {network_slug(graph) for _, graph in self.held(iri, TYPE)}
        return {one for one in self.by_type.get(NETZ + "Network", ()) if network_slug(one) in slugs}


def read_present(store: Store, also: Collection[str] = ()) -> Present:
    """What a store says now, read once for each revision. O(statements of its properties).

    `also`: further properties that a list speaks of.
    """
    present = _PRESENT.get(store, None, lambda: _read(store))
    more = frozenset(also) - present.properties
    if not more:
        return present
    statements = {iri: dict(found) for iri, found in present.statements.items()}
    for property_iri in sorted(more):
        for subject, held in _rows(store, property_iri):
            _say(statements.setdefault(subject, {}), property_iri, held)
    return replace(present, statements=statements, properties=present.properties | more)


def forget_present(store: Store) -> None:
    """Keep nothing of what a store says, which a long list is about to change: of 100,000 rows it is 500 MB."""
    _PRESENT.forget(store, lambda _: True)


def _read(store: Store) -> Present:
    classes = tie_kinds(store).by_iri()
    ends = {end for one in classes.values() for end in one.ends}
    wanted = frozenset({*_PROPERTIES, *ends})
    statements: defaultdict[str, dict[str, Sequence[Held]]] = defaultdict(dict)
    by_type: defaultdict[str, list[str]] = defaultdict(list)
    for subject, held in _rows(store, TYPE):  # first, so that each subject is one text
        _say(statements[subject], TYPE, held)
        if isinstance(held[0][0], ox.NamedNode):
            by_type[held[0][0].value].append(subject)
    for property_iri in sorted(wanted - {TYPE}):
        for subject, held in _rows(store, property_iri):
            _say(statements[subject], property_iri, held)
    return Present(dict(statements), classes, dict(by_type), wanted, _ended(store))


def _say(found: dict[str, Sequence[Held]], property_iri: str, held: tuple[Held]) -> None:
    known = found.get(property_iri)
    if known is None:
        found[property_iri] = held
    elif isinstance(known, list):
        known += held
    else:
        found[property_iri] = [*known, *held]


def _ended(store: Store) -> frozenset[str]:
    asked = f"SELECT ?s WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ ?s <{ADMS}status> <{NK}ended> }} }}"
    return frozenset(subject.value for (subject,) in store.rows(asked) if isinstance(subject, ox.NamedNode))


def _rows(store: Store, property_iri: str) -> Iterator[tuple[str, tuple[Held]]]:
    """What is stated by one property: of whom, which value, in which graph; the same is one object."""
    same = dict[Held, tuple[Held]]()
    for subject, term, graph in store.rows(f"SELECT ?s ?o ?g WHERE {{ GRAPH ?g {{ ?s <{property_iri}> ?o }} }}"):
        if isinstance(subject, ox.NamedNode) and isinstance(graph, ox.NamedNode) and graph.value != DERIVED_GRAPH:
            held = term, graph.value
            yield subject.value, same.setdefault(held, (held,))


def _quad(subject: str, predicate: str, term: object, graph: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode(graph))  # type: ignore[arg-type]


_PRESENT: RevisionCache[Store, None, Present] = RevisionCache(lambda store, _: store.revision, most=1, idle_s=60)
