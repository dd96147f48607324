"""Names of a list without what else their cells say; persons, addresses and remarks go where rows have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.load.lists.beside_names import NameSaid, name_said
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import OF_PERSON, KnownActor, LeftOut, ListedActor, ListedContact, RowPlace
from graph.load.lists.folded import same_name
from graph.load.lists.person_phrases import PersonBeside
from graph.load.lists.unite import changed
from graph.terms import SCHEMA

NO_ORGANISATION = "This names a person and no organisation."
_ADDRESS = SCHEMA + "address"


def apart_from_names(draft: ListDraft, known: Sequence[KnownActor]) -> None:
    """Rename whoever the draft names with more than a name, and keep or name the rest.

    Whom the network knows by the whole text is called so, and so are rows of our own export.
    """
    taken = {same_name(name) for one in known for name in (one.name, *one.aliases)}
    told = {name: name_said(name, frozenset(draft.footnotes.get(place.sheet, ()))) for name, place in _names(draft)}
    found = {
        name: said
        for name, said in told.items()
        if said.name != name and (same_name(name) not in taken or same_name(said.name) in taken)
    }
    if not found:
        return
    draft.left_out += [
        LeftOut(place.sheet, f"{found[name].name}: {found[name].of_person}", OF_PERSON)
        for name, place in dict(_names(draft)).items()
        if name in found and found[name].of_person
    ]
    contacts, nobody = [*_contacts(draft, found)], {name for name, said in found.items() if not said.name}
    draft.actors = [_actor(one, found, draft) for one in draft.actors]
    draft.left_out += [
        LeftOut(place.sheet, f"{one} – {other}", NO_ORGANISATION)
        for place, one, other in _pairs(draft)
        if other in nobody
    ]
    of = {name: said.name for name, said in found.items()}
    draft.contacts = [changed(one, actor=of.get(one.actor, one.actor)) for one in draft.contacts] + contacts
    draft.memberships = [
        changed(one, member=of.get(one.member, one.member), group=of.get(one.group, one.group))
        for one in draft.memberships
        if not {one.member, one.group} & nobody
    ]
    draft.ties = [
        changed(one, source=of.get(one.source, one.source), target=of.get(one.target, one.target))
        for one in draft.ties
        if not {one.source, one.target} & nobody
    ]
    draft.parts = [
        replace(one, part=of.get(one.part, one.part), whole=of.get(one.whole, one.whole)) for one in draft.parts
    ]
    draft.parents = {of.get(part, part): of.get(whole, whole) for part, whole in draft.parents.items()}
    draft.named = _renamed(draft.named, of)
    draft.groups = _renamed(draft.groups, of)


def _names(draft: ListDraft) -> Iterator[tuple[str, RowPlace]]:
    """All names with where they stand; of a row of our own export the name is whole."""
    own = {one.name for one in draft.actors if one.id}
    yield from ((one.name, one.place) for one in draft.actors if one.name not in own)
    yield from ((one.part_of, one.place) for one in draft.actors if one.part_of and not one.id)
    yield from ((name, place) for name, place in (*draft.named.items(), *draft.groups.items()) if name not in own)


def _pairs(draft: ListDraft) -> Iterator[tuple[RowPlace, str, str]]:
    """Who is named beside whom, either way."""
    pairs = [(one.place, one.member, one.group) for one in draft.memberships]
    pairs += [(one.place, one.source, one.target) for one in draft.ties]
    for place, one, other in pairs:
        yield from ((place, one, other), (place, other, one))


def _contacts(draft: ListDraft, found: Mapping[str, NameSaid]) -> Iterator[ListedContact]:
    """Persons beside names: of whom the row is about where the cell is a group's or names nobody else."""
    told = set[tuple[str, str]]()
    places = dict(_names(draft))
    beside = {other: (place, one) for place, one, other in [*_pairs(draft)][::-1] if other in found}
    for name, said in found.items():
        place, owner = (places[name], said.name)
        if not said.name or name in draft.groups:
            place, owner = beside.get(name, (places[name], said.name))
            owner = found[owner].name if owner in found else owner
        for person in said.persons:
            if (owner, person.name) not in told:
                told.add((owner, person.name))
                yield _contact(place, owner, person)


def _contact(place: RowPlace, actor: str, person: PersonBeside) -> ListedContact:
    return ListedContact(place, actor, person.name, person.function, person.email, person.phone)


def _actor(one: ListedActor, found: Mapping[str, NameSaid], draft: ListDraft) -> ListedActor:
    part_of = found[one.part_of].name if one.part_of in found else one.part_of
    said = found.get(one.name)
    if said is None:
        return changed(one, part_of=part_of)
    explained = draft.footnotes.get(one.place.sheet, {})
    notes = [one.note, *said.notes, *(explained[mark] for mark in said.marks if mark in explained)]
    addresses = tuple(filter(None, (*(one.literals or {}).get(_ADDRESS, ()), said.address)))
    literals = {**(one.literals or {}), **({_ADDRESS: addresses} if addresses else {})}
    return changed(
        one,
        name=said.name or one.name,
        part_of=part_of,
        note="\n".join(dict.fromkeys(filter(None, notes))),
        literals=literals or None,
    )


def _renamed(places: Mapping[str, RowPlace], of: Mapping[str, str]) -> dict[str, RowPlace]:
    found: dict[str, RowPlace] = {}
    for name, place in places.items():
        if called := of.get(name, name):
            found.setdefault(called, place)
    return found
