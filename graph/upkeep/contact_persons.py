"""Contact persons of an organisation: who they are, changing one, and taking such a change back.

All of it is read from and written to the persons' store. A change about persons alone stands in their log and in no
other, so it has no number of the public one: it is taken back by its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

import pyoxigraph as ox

from graph.errors import Conflict, NotFound
from graph.load.sound_terms import is_iri
from graph.protocol import Applied, Change, Entry, Store
from graph.store.embedded import EmbeddedStore
from graph.store.keeper import keeper_of_persons
from graph.store.person_records import FUNCTION, KEEP_UNTIL, MAIL, NAME, PHONE, PURPOSE, WORKS_FOR
from graph.text import name as text_of
from graph.upkeep.forms.entry import ResourceEntry
from graph.upkeep.touched_networks import Networks, networks_of_change, networks_of_statements

TAKEN_BACK = "A change about a person taken back"


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody who can be asked about an organisation; "" for what nobody has said. `keep_until` is ISO."""

    iri: str
    name: str
    function: str
    mail: str
    phone: str
    purpose: str
    keep_until: str


def contact_persons(store: Store, organisation: str) -> list[ContactPerson]:
    """Who can be asked about an organisation, by name. O(its persons)."""
    keeper = keeper_of_persons(store)
    if keeper is None or not is_iri(organisation):
        return []
    quads = keeper.persons.ledger.quads.quads_for_pattern(
        None, ox.NamedNode(WORKS_FOR), ox.NamedNode(organisation), None
    )
    iris = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return sorted((_contact(read_person(store, iri)) for iri in iris), key=lambda one: (one.name.casefold(), one.iri))


def read_person(store: Store, iri: str) -> ResourceEntry:
    """What the persons' store says of somebody; one of whom nothing is said is not there."""
    keeper = keeper_of_persons(store)
    if keeper is None or not is_iri(iri):
        return ResourceEntry(iri, ())
    quads = keeper.persons.ledger.quads.quads_for_pattern(ox.NamedNode(iri), None, None, None)
    return ResourceEntry(iri, tuple(sorted(quads, key=str)))


def networks_of_person(store: Store, iri: str) -> Networks:
    """The networks in which something is said of a person: of the organisations, too, that they work for."""
    keeper = keeper_of_persons(store)
    return networks_of_statements(keeper or store, read_person(store, iri).quads)


def only_if_unchanged(store: Store, change: Change, iri: str, fingerprint: str) -> Change:
    """The same change, refused where something else is said of the person by now than what somebody saw."""
    return replace(change, only_if=partial(_check_unchanged, store, iri, fingerprint))


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A change in the persons' log: `mark` tells it from any other that has its number after somebody was erased."""

    number: int
    mark: str
    organisation: str
    networks: Networks


def person_change(store: Store, number: int) -> PersonChange:
    """A change about persons by its number. Raises NotFound."""
    keeper, entry = _entry(store, number)
    quads = [*entry.add, *entry.remove]
    whom = [text_of(quad.object) for quad in quads if quad.predicate.value == WORKS_FOR]
    networks = networks_of_change(keeper, Change(add=quads))
    return PersonChange(number, _mark(keeper, number), next(iter(whom), ""), networks)


def last_person_change(store: Store) -> int:
    """The number of the last change about persons; 0 for none."""
    keeper = keeper_of_persons(store)
    return keeper.persons.ledger.revision if keeper else 0


def take_back(store: Store, number: int, mark: str, author: str) -> Applied:
    """Take back a change about persons, with what it did in public where it did something there.

    Raises NotFound where it is not there, Conflict (409) where somebody was erased or said something else since.
    """
    keeper, entry = _entry(store, number)
    if _mark(keeper, number) != mark:
        raise _changed_since()
    if entry.part_of:
        return store.undo(entry.part_of, author=author)
    change = Change(
        add=list(entry.remove),
        remove=list(entry.add),
        author=author,
        reason=TAKEN_BACK,
        only_if=partial(_check_as_left, keeper, entry),
    )
    return store.apply(change)


def _contact(entry: ResourceEntry) -> ContactPerson:
    said = {path: _said(entry.of(path)) for path in (NAME, FUNCTION, MAIL, PHONE, PURPOSE, KEEP_UNTIL)}
    return ContactPerson(entry.iri, *said.values())


def _said(quads: Iterable[ox.Quad]) -> str:
    return ", ".join(sorted(text_of(quad.object) for quad in quads))


def _check_unchanged(store: Store, iri: str, fingerprint: str) -> None:
    entry = read_person(store, iri)
    if not entry.is_there:
        raise NotFound(
            "This person is not kept here any more.", hint="Somebody may have erased them; nothing was stored."
        )
    if entry.fingerprint != fingerprint:
        raise Conflict(
            "Somebody else has changed this entry since you opened it.", hint="Look at both versions, then save again."
        )


def _entry(store: Store, number: int) -> tuple[EmbeddedStore, Entry]:
    keeper = keeper_of_persons(store)
    entry = keeper.persons.ledger.entry(number) if keeper and 0 < number <= keeper.persons.ledger.revision else None
    if keeper is None or entry is None:
        raise no_such_change(number)
    return keeper, entry


def no_such_change(number: int) -> NotFound:
    """The error for a change about persons that is not there, or not for who asks."""
    return NotFound("There is no change %(revision)s.", hint="The history lists the changes.", revision=number)


def _mark(keeper: EmbeddedStore, number: int) -> str:
    return (keeper.persons.ledger.log.digest_of(number) or "")[:24]


def _check_as_left(keeper: EmbeddedStore, entry: Entry) -> None:
    """That all a change said still holds, and nothing of what it took away is back."""
    quads = keeper.persons.ledger.quads
    if any(quad not in quads for quad in entry.add) or any(quad in quads for quad in entry.remove):
        raise _changed_since()


def _changed_since() -> Conflict:
    return Conflict(
        "This cannot be taken back any more: the person was changed or erased since.",
        hint="Change the person on the page of the organisation.",
    )
