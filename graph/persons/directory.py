"""Who is a person, and which statements are about one: these never enter the public store.

A statement is about a person when its subject or object is one, or when its text names one. Nothing is lost:
what is kept back lies in a store of its own, which SPARQL never opens.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from graph.rdf.skolem import is_skolem
from graph.terms import FOAF, OA, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, VCARD

_OLD_SCHEMA = "http://schema.org/"
_PERSON = "http://www.w3.org/ns/person#"

PERSON_CLASSES = frozenset(
    {FOAF + "Person", SCHEMA + "Person", _OLD_SCHEMA + "Person", VCARD + "Individual", PROV + "Person"}
    | {_PERSON + "Person"}
)
FAMILY_NAMES = frozenset(
    {FOAF + "familyName", FOAF + "family_name", FOAF + "lastName", FOAF + "surname", VCARD + "family-name"}
    | {SCHEMA + "familyName", _OLD_SCHEMA + "familyName"}
)
FULL_NAMES = frozenset(
    {FOAF + "name", VCARD + "fn", SCHEMA + "name", _OLD_SCHEMA + "name"}
    | {SCHEMA + "alternateName", _OLD_SCHEMA + "alternateName"}
)
LABELS = frozenset({SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label"})
HELD_BY, HOLDS = ORG + "heldBy", ORG + "holds"

_ANYBODY = frozenset({FOAF + "Agent", PROV + "Agent", SCHEMA + "Thing", OWL + "NamedIndividual"})
_SHORTEST_GUESS = 3
_TYPE = ox.NamedNode(RDF + "type")
_CLASSES = frozenset(map(ox.NamedNode, PERSON_CLASSES))
_HOLDING = frozenset(map(ox.NamedNode, (HELD_BY, HOLDS)))
_TELLING = _HOLDING | frozenset(map(ox.NamedNode, FAMILY_NAMES))
_SPEAKING = (ox.Literal, ox.Triple)
_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


class Split(NamedTuple):
    """Statements for everybody, and those about persons."""

    public: list[ox.Quad]
    private: list[ox.Quad]


@dataclass(slots=True)
class Directory:
    """The persons known so far and their names, as a text may mention them."""

    persons: set[str] = field(default_factory=set)
    names: dict[str, set[Words]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, quads: Sequence[ox.Quad]) -> bool:
        """Take in the persons among these statements and their names; tells whether there was anything new."""
        before = self._size()
        self.persons.update(_persons_in(quads))
        nodes = self._nodes()
        for name in _spoken_names([quad for quad in quads if quad.subject in nodes] if nodes else ()):
            self.names[name[0]].add(name)
            genitive = (*name[:-1], name[-1] + "s")
            self.names[genitive[0]].add(genitive)
        return self._size() != before

    def is_person(self, term: object) -> bool:
        """Whether a term stands for somebody known; of a triple term, whether one of its ends does."""
        if isinstance(term, ox.Triple):
            return any(self.is_person(part) or self._names_somebody(part) for part in term)
        return _iri(term) in self.persons

    def mentions(self, text: str) -> bool:
        """Whether a text contains a known full or family name as whole words, also in the genitive."""
        words = _words(text)
        if self.names.keys().isdisjoint(words):
            return False
        return any(
            words[place : place + len(name)] == name
            for place, word in enumerate(words)
            for name in self.names.get(word, ())
        )

    def split(self, quads: Sequence[ox.Quad]) -> Split:
        """Part the statements about the persons in this directory from all others."""
        private = self._about_somebody(quads)
        if not private:
            return Split(list(quads), [])
        private |= _belongings(quads, private) | _passages(quads, private)
        return Split([quad for quad in quads if quad not in private], [quad for quad in quads if quad in private])

    def _about_somebody(self, quads: Sequence[ox.Quad]) -> set[ox.Quad]:
        """Statements with a person at one end, a post's holder, or a text or triple term that names somebody."""
        found = {quad for quad in quads if quad.predicate in _HOLDING}
        nodes = self._nodes()
        if not nodes and not self.names:
            return found
        found.update(quad for quad in quads if quad.subject in nodes or quad.object in nodes)
        found.update(quad for quad in quads if isinstance(quad.object, _SPEAKING) and self._speaks_of(quad.object))
        return found

    def _speaks_of(self, term: ox.Literal | ox.Triple) -> bool:
        return self.is_person(term) if isinstance(term, ox.Triple) else self._names_somebody(term)

    def _nodes(self) -> set[ox.NamedNode | ox.BlankNode]:
        return {ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri) for iri in self.persons}

    def _names_somebody(self, term: object) -> bool:
        return bool(self.names) and isinstance(term, ox.Literal) and self.mentions(term.value)

    def _size(self) -> tuple[int, int]:
        return len(self.persons), sum(map(len, self.names.values()))


def person_names(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The full name of each person in these statements by IRI; a label serves where there is no name."""
    names: dict[str, str] = {}
    for quad in sorted(quads, key=lambda quad: (quad.predicate.value in FULL_NAMES, str(quad))):
        if quad.predicate.value in FULL_NAMES | LABELS and isinstance(quad.object, ox.Literal):
            names[_iri(quad.subject)] = quad.object.value
    return names


def _persons_in(quads: Sequence[ox.Quad]) -> Iterator[str]:
    """Who is called a person, has a family name, or holds a post and is not said to be anything else."""
    telling = [quad for quad in quads if quad.predicate in _TELLING or quad.object in _CLASSES]
    if not telling:
        return
    yield from (_iri(quad.subject) for quad in telling if quad.predicate == _TYPE and quad.object in _CLASSES)
    yield from (_iri(quad.subject) for quad in telling if quad.predicate.value in FAMILY_NAMES)
    holders = set(_holders(telling)) - {""}  # a literal holds no post
    if holders:
        types: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate == _TYPE:
                types[_iri(quad.subject)].add(_iri(quad.object))
        yield from (holder for holder in holders if types[holder] <= _ANYBODY)


def _holders(quads: Sequence[ox.Quad]) -> Iterator[str]:
    yield from (_iri(quad.object) for quad in quads if quad.predicate.value == HELD_BY)
    yield from (_iri(quad.subject) for quad in quads if quad.predicate.value == HOLDS)


def _spoken_names(quads: Iterable[ox.Quad]) -> Iterator[Words]:
    """How persons are called in running text. A family name that nobody states is the last word of the full name."""
    texts = [(quad.subject, quad.predicate.value, _text(quad.object)) for quad in quads]
    stated = {
        (subject, name) for subject, predicate, text in texts if predicate in FAMILY_NAMES for name in _words(text)
    }
    for subject, predicate, text in texts:
        name = _in_spoken_order(text)
        if name and predicate in FAMILY_NAMES:
            yield name
        if len(name) > 1 and predicate in FULL_NAMES | LABELS:
            yield name
        if predicate in FULL_NAMES and not any((subject, word) in stated for word in name):
            yield from (name[-1:],) if name and len(name[-1]) >= _SHORTEST_GUESS else ()


def _in_spoken_order(text: str) -> Words:
    family, _, given = text.partition(",")
    return (*_words(given), *_words(family))


def _belongings(quads: Sequence[ox.Quad], private: set[ox.Quad]) -> set[ox.Quad]:
    """Statements about nameless nodes that only statements about persons lead to: an address, a birthday."""
    found: set[ox.Quad] = set()
    nodes = _nameless(private)
    while nodes:
        fresh = {quad for quad in quads if _iri(quad.subject) in nodes} - found
        found |= fresh
        nodes = _nameless(fresh)
    return found


def _passages(quads: Sequence[ox.Quad], private: set[ox.Quad]) -> set[ox.Quad]:
    """Everything about passages whose wording names somebody: a quotation without its wording is none."""
    quoted = {quad.subject for quad in private if quad.predicate.value == OA + "exact"}
    return {quad for quad in quads if quad.subject in quoted or quad.object in quoted} if quoted else set()


def _nameless(quads: Iterable[ox.Quad]) -> set[str]:
    return {
        _iri(quad.object) for quad in quads if isinstance(quad.object, ox.BlankNode) or is_skolem(_iri(quad.object))
    }


def _words(text: str) -> Words:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text)))


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _iri(term: object) -> str:
    """The IRI of a node, of a blank node its label as `_:label`; "" for what is no node."""
    if isinstance(term, ox.BlankNode):
        return str(term)
    return term.value if isinstance(term, ox.NamedNode) else ""
