"""Contact persons of organisations in a list: kept with the persons, where no query and no export sees them.

Each is somebody of their own with a number for an address; whom they work for stands with them. What the persons' store
was told by hand stays, as everywhere: only what an import said before is changed by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListedContact, ListReading, RowPlace
from graph.load.lists.folded import same_name
from graph.load.lists.person_names import without_form_of_address
from graph.persons.recognition import iri_of
from graph.protocol import Store
from graph.store.embedded import EmbeddedStore
from graph.store.keeper import keeper_of_persons
from graph.store.person_records import FUNCTION, KEEP_UNTIL, MAIL, NAME, PHONE, PURPOSE, WORKS_FOR
from graph.terms import BASE, FOAF, RDF
from graph.upkeep.lists.fields import END, written
from graph.upkeep.lists.three_way import Sides, settle

_TYPE, _PERSON = RDF + "type", FOAF + "Person"

Values = Mapping[str, set[str]]
"""What is said of a person, by property."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """What becomes of the persons of a list: rows that bring or change somebody, and what is said and unsaid."""

    new: tuple[RowPlace, ...] = ()
    changed: tuple[RowPlace, ...] = ()
    number: int = 0
    number_new: int = 0
    number_changed: int = 0
    add: tuple[ox.Quad, ...] = ()
    remove: tuple[ox.Quad, ...] = ()


def contacts_of(
    store: Store,
    slug: str,
    reading: ListReading,
    answers: Answers,
    party: Callable[[str], str],
    *,
    known_below: str | None = "",
) -> Contacts:
    """The contact persons of a list beside those who are known. `party` gives the IRI of an organisation by name.

    `known_below`: what the addresses of those begin with whom the list is compared with; None for nobody: whoever may
    not see persons is not told which of them are kept, so that each is somebody new.

    Raises DataInvalid (422) where the store keeps no persons.
    """
    names = {actor.name: actor.place for actor in reading.actors}
    persons = [name for name in answers.persons if name in names]
    if not (reading.contacts or persons):
        return Contacts()
    keeper = keeper_of_persons(store)
    if keeper is None:
        raise DataInvalid(
            "Contact persons cannot be kept in a store on another server.",
            hint="Leave these columns out, or use a store in a folder.",
        )
    made = _Made(keeper, slug, known_below)
    for name in persons:
        made.take(ListedContact(names[name], "", name), "")
    for contact in reading.contacts:
        if _says_something(contact):
            made.take(contact, party(contact.actor) if contact.actor else "")
    return made.outcome()


@dataclass(slots=True)
class _Person:
    iri: str
    said: Values
    rows: list[RowPlace] = field(default_factory=list)
    is_new: bool = False
    is_changed: bool = False


def person_root(slug: str) -> str:
    """What the addresses of the persons of a network begin with."""
    return f"{BASE}{slug}/person/"


class _Made:
    """Finds each contact among the persons of the network and of its organisations, or makes somebody new."""

    def __init__(self, store: EmbeddedStore, slug: str, known_below: str | None) -> None:
        self._root, self._graph = person_root(slug), ox.NamedNode(f"{BASE}{slug}/graph/tabelle")
        everybody = list(store.persons.ledger.quads)
        quads = [] if known_below is None else [one for one in everybody if iri_of(one.subject).startswith(known_below)]
        self._said, self._held = _by_subject(quads), _by_property(quads)
        self._before = _said_by_imports(store)
        self._people = {
            iri: _Person(iri, values) for iri, values in self._said.items() if _PERSON in values.get(_TYPE, ())
        }
        self._of, self._named = self._index()
        self._number = max(
            (int(end) for one in everybody if (end := iri_of(one.subject).removeprefix(self._root)).isdecimal()),
            default=0,
        )
        self._add: list[ox.Quad] = []
        self._remove: list[ox.Quad] = []

    def take(self, contact: ListedContact, actor: str) -> None:
        """Take in one contact of an organisation."""
        listed = dict(_values(contact))
        person = next((self._people[iri] for iri in self._known(listed, actor) if iri in self._people), None)
        if person is None:
            person = self._begin(actor)
            for name, value in listed.items():
                self._say(person, name, value)
            self._keep(person.iri, actor, listed)
        else:
            for name, value in listed.items():
                self._change(person, name, value)
        person.rows.append(contact.place)

    def outcome(self) -> Contacts:
        """All that was taken in."""
        met = [one for one in self._people.values() if one.rows]
        new, changed = [one for one in met if one.is_new], [one for one in met if one.is_changed and not one.is_new]
        return Contacts(
            tuple(place for one in new for place in one.rows),
            tuple(place for one in changed for place in one.rows),
            len(met),
            len(new),
            len(changed),
            tuple(self._add),
            tuple(self._remove),
        )

    def _index(self) -> tuple[dict[tuple[str, str], list[str]], dict[str, list[str]]]:
        """Persons by organisation and what they are found by; those of this network alone by their names."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        named: defaultdict[str, list[str]] = defaultdict(list)
        for iri, values in sorted(self._said.items()):
            is_own = iri.startswith(self._root)
            for actor in values.get(WORKS_FOR, {""} if is_own else ()):
                for name in (NAME, MAIL, PHONE):
                    for value in values.get(name, ()):
                        found[actor, _key(name, value)].append(iri)
            for value in values.get(NAME, ()) if is_own else ():
                named[_key(NAME, value)].append(iri)
        return found, named

    def _known(self, listed: Mapping[str, str], actor: str) -> Iterator[str]:
        """Who this is: by name, or without one by address or number.

        Of whoever works for nobody the name is enough, where one person of the network has it: two towns have a Petra
        Müller each.
        """
        called = self._named.get(_key(NAME, listed[NAME]), ()) if NAME in listed and not actor else ()
        if len(called) == 1:
            yield from called
        by = (NAME,) if NAME in listed else (MAIL, PHONE)
        for name in by:
            if name in listed:
                yield from self._of.get((actor, _key(name, listed[name])), ())

    def _keep(self, iri: str, actor: str, listed: Mapping[str, str]) -> None:
        for name in (NAME, MAIL, PHONE):
            if name in listed:
                self._of.setdefault((actor, _key(name, listed[name])), []).append(iri)
        if NAME in listed:
            self._named.setdefault(_key(NAME, listed[NAME]), []).append(iri)

    def _begin(self, actor: str) -> _Person:
        self._number += 1
        person = _Person(f"{self._root}{self._number}", defaultdict(set), is_new=True)
        self._people[person.iri] = person
        self._add.append(self._quad(person.iri, _TYPE, ox.NamedNode(_PERSON)))
        if actor:
            self._add.append(self._quad(person.iri, WORKS_FOR, ox.NamedNode(actor)))
        return person

    def _say(self, person: _Person, name: str, value: str) -> None:
        term = next(term for _, term in written(END, frozenset({value}))) if name == KEEP_UNTIL else ox.Literal(value)
        self._add.append(self._quad(person.iri, name, term))

    def _change(self, person: _Person, name: str, value: str) -> None:
        now = frozenset(person.said.get(name, ()))
        sides = Sides(frozenset(self._before.get((person.iri, name), now)), frozenset({value}), now, may_empty=False)
        outcome, result = settle(sides, is_many=False, chosen=None)
        if outcome == "changed" and result != now:
            self._remove += self._held.get((person.iri, name), ())
            self._say(person, name, value)
            person.is_changed = True

    def _quad(self, iri: str, name: str, term: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(iri), ox.NamedNode(name), term, self._graph)


def _key(name: str, value: str) -> str:
    """What somebody is found by, written as lists are compared; "Frau" before a name makes nobody else of her."""
    return f"{name} {same_name(without_form_of_address(value) if name == NAME else value)}"


def _says_something(contact: ListedContact) -> bool:
    return bool(contact.name or contact.email or contact.phone)


def _values(contact: ListedContact) -> Iterator[tuple[str, str]]:
    for name, value in (
        (NAME, contact.name),
        (FUNCTION, contact.function),
        (MAIL, contact.email),
        (PHONE, contact.phone),
        (PURPOSE, contact.purpose),
        (KEEP_UNTIL, _last_day(contact.keep_until)),
    ):
        if value:
            yield name, value


def _last_day(text: str) -> str:
    """The last day of a year or month: 2026-12-31 of 2026."""
    said = written(END, frozenset({text})) if text else ()
    return next((term.value for _, term in said), "")


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, dict[str, set[str]]]:
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.subject.value].setdefault(quad.predicate.value, set()).add(quad.object.value)
    return dict(found)


def _by_property(quads: Iterable[ox.Quad]) -> Mapping[tuple[str, str], list[ox.Quad]]:
    found: defaultdict[tuple[str, str], list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[_of(quad)].append(quad)
    return found


def _said_by_imports(store: EmbeddedStore) -> dict[tuple[str, str], set[str]]:
    """What imports said of persons, the last of each."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in store.persons.ledger.history():
        if entry.kind == "import":
            for quad in entry.remove:
                found[_of(quad)].discard(getattr(quad.object, "value", ""))
            for quad in entry.add:
                found[_of(quad)].add(getattr(quad.object, "value", ""))
    return found


def _of(quad: ox.Quad) -> tuple[str, str]:
    return getattr(quad.subject, "value", ""), quad.predicate.value
