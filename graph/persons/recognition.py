"""Who is a person, by what is said of them: their class, the properties that only persons have, the post they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from graph.persons.likeness import likeness
from graph.terms import FOAF, NETZ, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, VCARD

OLD_SCHEMA = "http://schema.org/"
_PERSON = "http://www.w3.org/ns/person#"
_WIKIDATA = "http://www.wikidata.org/"
_GND = "https://d-nb.info/standards/elementset/gnd#"
_DC, _DCT = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"


def _both(*names: str) -> frozenset[str]:
    """A name of schema.org in its new and its old spelling."""
    return frozenset(namespace + name for name in names for namespace in (SCHEMA, OLD_SCHEMA))


PERSON_CLASSES = _both("Person", "Patient") | {
    FOAF + "Person",
    VCARD + "Individual",
    PROV + "Person",
    _PERSON + "Person",
    _WIKIDATA + "entity/Q5",
    "https://www.wikidata.org/entity/Q5",
    "http://dbpedia.org/ontology/Person",
    "http://dbpedia.org/resource/Person",
    "http://dbpedia.org/class/yago/Person100007846",
    _GND + "Person",
    _GND + "DifferentiatedPerson",
    _GND + "UndifferentiatedPerson",
    "http://www.w3.org/2000/10/swap/pim/contact#Person",
    "http://id.loc.gov/ontologies/bibframe/Person",
    "http://www.cidoc-crm.org/cidoc-crm/E21_Person",
    "http://erlangen-crm.org/current/E21_Person",
    "http://rdaregistry.info/Elements/c/C10004",
    "http://data.europa.eu/m8g/Person",
}
CONTACT_CLASSES = _both("ContactPoint")
"""Of a person or of a counter: what they are called decides."""
FAMILY_NAMES = _both("familyName") | {
    FOAF + "familyName",
    FOAF + "family_name",
    FOAF + "lastName",
    FOAF + "surname",
    VCARD + "family-name",
    VCARD + "hasFamilyName",
    _PERSON + "birthName",
    _PERSON + "patronymicName",
    _GND + "surname",
}
GIVEN_NAMES = _both("givenName") | {
    FOAF + "givenName",
    FOAF + "givenname",
    FOAF + "firstName",
    VCARD + "given-name",
    VCARD + "hasGivenName",
    _GND + "forename",
}
FULL_NAMES = _both("name", "alternateName") | {FOAF + "name", VCARD + "fn", "http://dbpedia.org/property/name"}
LABELS = frozenset({SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label"})
HELD_BY, HOLDS = ORG + "heldBy", ORG + "holds"

_OF_PERSONS_ONLY = _both("birthDate", "honorificPrefix", "jobTitle", "gender", "birthPlace") | {
    FOAF + "birthday",
    FOAF + "gender",
    VCARD + "bday",
    VCARD + "honorific-prefix",
    VCARD + "hasGender",
}
_NAME_NODES = frozenset({VCARD + "hasName", VCARD + "n"})
_KINDS = frozenset({VCARD + "kind", VCARD + "hasKind"})
_SAME = _both("sameAs") | {OWL + "sameAs", SKOS + "exactMatch"}
_MEMBERS = _both("member", "employee", "founder") | {ORG + "member", ORG + "hasMember", FOAF + "member"}
_MEMBER_OF = _both("memberOf", "worksFor", "affiliation") | {ORG + "memberOf", ORG + "headOf"}
AGENTS = _both("author", "creator", "contributor", "editor", "contactPoint", "employee", "founder", "member") | {
    _DC + "creator",
    _DC + "contributor",
    _DCT + "creator",
    _DCT + "contributor",
    _DCT + "rightsHolder",
    FOAF + "maker",
    FOAF + "member",
    ORG + "member",
    ORG + "hasMember",
    PROV + "wasAttributedTo",
    "http://purl.org/pav/authoredBy",
    "http://www.w3.org/ns/dcat#contactPoint",
}
"""Whose value, when it is a text, is the name of somebody."""

_OWN_WRITINGS = frozenset({NETZ + name for name in ("SavedView", "Story", "GapDecision", "GapRun")})
"""Who wrote these is named by an account or a function: no reason to keep others' texts apart."""
_ANYBODY = frozenset(
    {FOAF + "Agent", PROV + "Agent", OWL + "NamedIndividual", OWL + "Thing", RDFS + "Resource", VCARD + "VCard"}
    | {VCARD + "Kind", VCARD + "Name", "http://purl.org/dc/terms/Agent"}
    | _both("Thing")
    | CONTACT_CLASSES
)
_TYPES = frozenset({RDF + "type", _WIKIDATA + "prop/direct/P31"})
CALLED = FULL_NAMES | LABELS
TELLING_ALONE = FAMILY_NAMES | GIVEN_NAMES | _OF_PERSONS_ONLY | _NAME_NODES | _KINDS | _SAME | {HELD_BY, HOLDS}
"""Properties that tell of a person, whatever their value."""
_TELLING = TELLING_ALONE | CALLED | AGENTS | _MEMBERS | _MEMBER_OF | _TYPES

TypesOf = Callable[[str], Iterable[str]]


def persons_in(quads: Sequence[ox.Quad], known: set[str], types_of: TypesOf | None = None) -> set[str]:
    """Who is a person by these statements, beyond those that are known; `types_of`: classes that were said before."""
    said = _Said(quads, types_of)
    if not said:
        return set()
    found = set(said.by_class()) | set(said.by_property()) | set(said.by_name())
    links = list(said.by(_SAME))
    return (found | (_same_as(found | known, links) if links else set())) - known


def telling_of_persons(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Those of these statements that may tell who is a person, or what somebody is called."""
    return [quad for quad in quads if quad.predicate.value in _TELLING]


def may_make_known(quads: Sequence[ox.Quad], known: Collection[str]) -> bool:
    """Whether these statements may tell a name or a number of somebody: one who is known, or one whom they bring."""
    is_known = any(iri_of(quad.subject) in known for quad in quads)
    return is_known or bool(persons_in(quads, set(known))) or any(literal_persons(quads))


def literal_persons(quads: Iterable[ox.Quad], all_quads: Iterable[ox.Quad] | None = None) -> Iterator[str]:
    """Names of persons that stand where somebody is named, as texts: `dct:creator "Anna Brandt"`.

    `all_quads`: what else is said, where these are but the telling ones.
    """
    written: set[str] | None = None
    agents = [quad for quad in quads if quad.predicate.value in AGENTS and isinstance(quad.object, ox.Literal)]
    for quad in agents:
        if likeness(_text(quad.object)) == "certain":
            if written is None:
                written = {iri_of(one.subject) for one in all_quads or quads if iri_of(one.object) in _OWN_WRITINGS}
            if iri_of(quad.subject) not in written:
                yield _text(quad.object)


class _Said:
    """What statements say of each node."""

    def __init__(self, quads: Iterable[ox.Quad], types_of: TypesOf | None) -> None:
        self._types_of = types_of
        self._by: defaultdict[str, list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            predicate = quad.predicate.value
            if predicate in _TELLING:
                self._by[predicate].append(quad)
        self._types: Mapping[str, set[str]] = defaultdict(set)
        for quad in self.by(_TYPES):
            self._types[iri_of(quad.subject)].add(iri_of(quad.object))

    def __bool__(self) -> bool:
        return bool(self._by)

    def by(self, predicates: frozenset[str]) -> Iterator[ox.Quad]:
        """The statements with one of these properties, which are among the telling ones."""
        return (quad for predicate in predicates & self._by.keys() for quad in self._by[predicate])

    def by_class(self) -> Iterator[str]:
        for subject, types in self._types.items():
            if types & PERSON_CLASSES:
                yield subject
        for quad in self.by(_KINDS):
            if _value(quad.object).lower().endswith("individual"):
                yield iri_of(quad.subject)

    def by_property(self) -> Iterator[str]:
        """Who has what only persons have; who holds a post, unless they are said to be something else."""
        named = set()
        for quad in self.by(TELLING_ALONE):
            predicate, subject = quad.predicate.value, iri_of(quad.subject)
            if predicate in FAMILY_NAMES or predicate in GIVEN_NAMES:
                named.add(subject)
                yield subject
            elif predicate in _OF_PERSONS_ONLY and self._may_be(subject):
                yield subject
            elif predicate == HELD_BY and self._may_be(iri_of(quad.object)):
                yield iri_of(quad.object)
            elif predicate == HOLDS and self._may_be(subject):
                yield subject
        for quad in self.by(_NAME_NODES):
            if iri_of(quad.object) in named and self._may_be(iri_of(quad.subject)):
                yield iri_of(quad.subject)

    def by_name(self) -> Iterator[str]:
        """Who is of no other class and has a name that is surely a person's; a label says it of a member only."""
        for quad in self.by(CALLED):
            if not isinstance(quad.object, ox.Literal):
                continue
            subject = iri_of(quad.subject)
            counts = quad.predicate.value in FULL_NAMES or subject in self._linked
            if counts and self._may_be(subject) and self._is_person_called(subject, quad.object.value):
                yield subject

    @cached_property
    def _linked(self) -> set[str]:
        """Who is a member, an author or the like."""
        linked = {iri_of(quad.object) for quad in self.by(_MEMBERS | AGENTS)}
        return linked | {iri_of(quad.subject) for quad in self.by(_MEMBER_OF)}

    def _is_person_called(self, subject: str, name: str) -> bool:
        """Whether a name is a person's; a contact point may be one by a name that is not sure."""
        found = likeness(name)
        is_contact = bool(self._types.get(subject, set()) & CONTACT_CLASSES)
        return found == "certain" or (is_contact and found == "uncertain")

    def _may_be(self, node: str) -> bool:
        """Whether nothing says that a node is anything but a person; a literal is none."""
        if not node or not self._types.get(node, set()) <= _ANYBODY:
            return False
        return self._types_of is None or set(self._types_of(node)) <= _ANYBODY | PERSON_CLASSES


def _same_as(persons: set[str], same: Iterable[ox.Quad]) -> set[str]:
    """Who is the same as a person, over any number of steps."""
    links = [(iri_of(quad.subject), iri_of(quad.object)) for quad in same]
    found: set[str] = set()
    while links:
        everybody = persons | found
        fresh = {end for link in links if not everybody.isdisjoint(link) for end in link if end} - everybody
        if not fresh:
            break
        found |= fresh
    return found


def iri_of(term: object) -> str:
    """The IRI of a node, of a blank node its label as `_:label`; "" for what is no node."""
    if isinstance(term, ox.BlankNode):
        return str(term)
    return term.value if isinstance(term, ox.NamedNode) else ""


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else ""
