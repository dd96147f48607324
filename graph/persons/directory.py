"""Who is known, and which statements are about somebody: these never enter the public store.

A statement is about a person when its subject or object is one, or when its text or one of its IRIs names one, in
whichever spelling. Nothing is lost: what is kept back lies in a store of its own, which SPARQL never opens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from graph.persons.contacts import NumbersAndMails, contacts_of
from graph.persons.firm_names import is_name_of_firm
from graph.persons.likeness import likeness
from graph.persons.public_side import PublicSide
from graph.persons.recognition import (
    FAMILY_NAMES,
    FULL_NAMES,
    GIVEN_NAMES,
    HELD_BY,
    HOLDS,
    LABELS,
    iri_of,
    literal_persons,
    persons_in,
    telling_of_persons,
)
from graph.persons.spoken_names import SpokenNames, last_word, name_in_order
from graph.rdf.skolem import is_skolem
from graph.terms import BASE, OA, PREFIXES
from graph.text import node

NOT_SHOWN = "(names a person)"
"""What stands in public for an author or a reason that names somebody."""

HOLDING = frozenset(map(ox.NamedNode, (HELD_BY, HOLDS)))
_VOCABULARIES = (
    *PREFIXES.values(),
    "https://w3id.org/akteursnetz/",
    "http://www.w3.org/",
    "http://purl.org/dc/",
    "http://schema.org/",
)


class SplitStatements(NamedTuple):
    """Statements for everybody, and those about persons."""

    public: list[ox.Quad]
    private: list[ox.Quad]


@dataclass(slots=True)
class Directory:
    """The persons known so far, their names, and their numbers and addresses, as a text may mention them.

    `writers`: who makes the change that is taken in. Where they sign as its creator, they are no news: the list of
    changes names them, and an account in somebody's own name must not make them a secret.
    """

    persons: set[str] = field(default_factory=set)
    names: SpokenNames = field(default_factory=SpokenNames)
    contacts: NumbersAndMails = field(default_factory=NumbersAndMails)
    nodes: set[ox.NamedNode | ox.BlankNode] = field(default_factory=set)
    writers: Collection[str] = ()

    def __bool__(self) -> bool:
        return bool(self.persons or self.tells_texts)

    @property
    def tells_texts(self) -> bool:
        """Whether there is anything that a text could mention."""
        return bool(self.names or self.contacts)

    def learn(self, quads: Sequence[ox.Quad], public: PublicSide | None = None) -> bool:
        """Take in the persons among these statements and their names; tells whether there was anything new.

        `public`: what was said before, and of things that are no persons.
        """
        before = len(self.persons), self.names.changes
        telling = telling_of_persons(quads)
        fresh = persons_in(telling, self.persons, public.types_of if public else None)
        self.persons |= fresh
        self.nodes |= set(map(node, fresh))
        names = list(_names_of(telling, self.persons)) if self.persons else []
        literal = [name for name in literal_persons(telling, quads) if name not in self.writers]
        if public and (names or literal):
            self.names.own = self.names.own | public.words
        for name in names:
            name.add_to(self.names)
        for full in literal:
            self.learn_name(full)
        if public:
            self.heed_firms(public, only_new=not (names or literal))
        return self.learn_contacts(quads, public) or (len(self.persons), self.names.changes) != before

    def heed_firms(self, public: PublicSide, *, only_new: bool = False) -> None:
        """Keep names of organisations that are called after somebody known: each stays public as a whole."""
        for name in list(public.organisations(self.names.mentions, only_new=only_new)) if self.names else ():
            if is_name_of_firm(name, self.names.mentions):
                self.names.add_firm(name)

    def learn_contacts(self, quads: Sequence[ox.Quad], public: PublicSide | None = None) -> bool:
        """Take in numbers and addresses of known persons that no thing has as well; tells whether one was new."""
        found = NumbersAndMails()
        for value in contacts_of(quads, self.persons) if self.persons else ():
            found.add(value)
        if not found:
            return False
        new = (found.without(public.contacts) if public else found).without(self.contacts)
        self.contacts = NumbersAndMails(self.contacts.numbers | new.numbers, self.contacts.mails | new.mails)
        return bool(new)

    def learn_name(self, text: str) -> None:
        """Take in the full name of somebody who is no node."""
        full = name_in_order(text)
        self.names.add(last_word(full), full, is_guess=True)

    def is_person(self, term: object) -> bool:
        """Whether a term stands for somebody known; of a triple term, whether one of its ends does."""
        if isinstance(term, ox.Triple):
            return any(self.is_person(part) or self._speaks_of(part) for part in term)
        return iri_of(term) in self.persons

    def mentions(self, text: str) -> bool:
        """Whether a text contains a known full or family name, in any spelling, or a number or address of theirs."""
        return (bool(self.names) and self.names.mentions(text)) or self.contacts.mentions(text)

    def is_named_in(self, iri: str) -> bool:
        """Whether an IRI contains a known name: in its path, its host, or as an address of mail; or a number."""
        if not self.tells_texts or iri.startswith(_VOCABULARIES) or is_skolem(iri):
            return False
        scheme, colon, rest = iri.partition(":")
        return self.mentions(iri.removeprefix(BASE) if iri.startswith(BASE) else rest if colon else scheme)

    def names_somebody(self, text: str) -> bool:
        """Whether a text contains a known name, or is itself surely the name of a person."""
        return self.mentions(text) or likeness(text) == "certain"

    def shown(self, text: str) -> str:
        """A reason or an author as everybody may read it."""
        return NOT_SHOWN if self.mentions(text) else text

    def split(self, quads: Sequence[ox.Quad]) -> SplitStatements:
        """Part the statements about the persons in this directory from all others."""
        private = self._about_somebody(quads)
        if not private:
            return SplitStatements(list(quads), [])
        private |= _belongings(quads, private) | _passages(quads, private)
        return SplitStatements(
            [quad for quad in quads if quad not in private], [quad for quad in quads if quad in private]
        )

    def _about_somebody(self, quads: Sequence[ox.Quad]) -> set[ox.Quad]:
        """Statements with a person at one end, a post's holder, or a text, IRI or triple term that names somebody."""
        found = {quad for quad in quads if quad.predicate in HOLDING}
        if not self:
            return found
        nodes, speaks = self.nodes, Memo(self._speaks_of).__getitem__
        found.update(quad for quad in quads if quad.subject in nodes or quad.object in nodes)
        if self.tells_texts:
            found.update(quad for quad in quads if any(map(speaks, quad)))
        else:
            found.update(quad for quad in quads if isinstance(quad.object, ox.Triple) and speaks(quad.object))
        return found

    def _speaks_of(self, term: object) -> bool:
        """Whether one term names somebody; a text does so by its type as well."""
        if isinstance(term, ox.NamedNode):
            return self.is_named_in(term.value)
        if isinstance(term, ox.Literal):
            return self.mentions(term.value) or self.is_named_in(term.datatype.value)
        return isinstance(term, ox.Triple) and self.is_person(term)


class Memo(dict[object, bool]):
    """Answers about terms by term, each asked for once."""

    def __init__(self, ask: Callable[[object], bool]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, term: object) -> bool:
        found = self[term] = self._ask(term)
        return found


@dataclass(slots=True)
class _Name:
    """What is said of one person's name."""

    families: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    full: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def add_to(self, names: SpokenNames) -> None:
        """A family name that nobody states is the last word of the full name."""
        for family in self.families:
            names.add(family)
            for given in self.given:
                names.add(family, f"{given} {family}")
        known = " ".join(self.families)
        for text in (*self.full, *(label for label in self.labels if likeness(label) == "certain")):
            full = name_in_order(text)
            family = next((one for one in self.families if full.endswith(one)), "")
            if family:
                names.add(family, full)
            elif not any(word in known for word in full.split()):
                names.add(last_word(full), full, is_guess=True)
            else:
                names.add_phrase(full)
        for label in self.labels:
            names.add_phrase(name_in_order(label))


def person_names(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The full name of each person in these statements by IRI; a label serves where there is no name."""
    names: dict[str, str] = {}
    for quad in sorted(quads, key=lambda quad: (quad.predicate.value in FULL_NAMES, str(quad))):
        if quad.predicate.value in FULL_NAMES | LABELS and isinstance(quad.object, ox.Literal):
            names[iri_of(quad.subject)] = quad.object.value
    return names


def _names_of(quads: Iterable[ox.Quad], persons: set[str]) -> Iterator[_Name]:
    """What these statements say of the names of persons."""
    found: dict[str, _Name] = defaultdict(_Name)
    for quad in quads:
        kept = _KINDS_OF_NAME.get(quad.predicate.value)
        if kept is not None and isinstance(quad.object, ox.Literal) and iri_of(quad.subject) in persons:
            name = found[iri_of(quad.subject)]
            (name.families, name.given, name.full, name.labels)[kept].append(quad.object.value)
    yield from found.values()


_KINDS_OF_NAME = {
    name: kind for kind, names in enumerate((FAMILY_NAMES, GIVEN_NAMES, FULL_NAMES, LABELS)) for name in names
}


def _belongings(quads: Sequence[ox.Quad], private: set[ox.Quad]) -> set[ox.Quad]:
    """Statements about nameless nodes that only statements about persons lead to: an address, a birthday."""
    found: set[ox.Quad] = set()
    nodes = _nameless(private)
    while nodes:
        fresh = {quad for quad in quads if iri_of(quad.subject) in nodes} - found
        found |= fresh
        nodes = _nameless(fresh)
    return found


def _passages(quads: Sequence[ox.Quad], private: set[ox.Quad]) -> set[ox.Quad]:
    """Everything about passages whose wording names somebody: a quotation without its wording is none."""
    quoted = {quad.subject for quad in private if quad.predicate.value == OA + "exact"}
    return {quad for quad in quads if quad.subject in quoted or quad.object in quoted} if quoted else set()


def _nameless(quads: Iterable[ox.Quad]) -> set[str]:
    return {
        iri_of(quad.object) for quad in quads if isinstance(quad.object, ox.BlankNode) or is_skolem(iri_of(quad.object))
    }
