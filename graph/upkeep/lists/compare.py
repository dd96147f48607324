"""A list beside the network: what is new, changed, the same or gone, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import headings_key
from graph.load.lists.entries import ListReading
from graph.network.network_list import networks
from graph.protocol import Store
from graph.terms import NK, network_slug
from graph.upkeep.forms.addresses import taken_among
from graph.upkeep.lists.before import Before
from graph.upkeep.lists.contacts import contacts_of
from graph.upkeep.lists.difference import FieldChange, ListDifference
from graph.upkeep.lists.fields import ALIASES, STATE, ListField, Values
from graph.upkeep.lists.gone import find_gone
from graph.upkeep.lists.hidden_names import KeptApart, hidden_names
from graph.upkeep.lists.names import Names, network_root
from graph.upkeep.lists.outcome import outcome_of_rows, sums_of
from graph.upkeep.lists.present import Present, read_present
from graph.upkeep.lists.remembered import list_iri, read_kept
from graph.upkeep.lists.taken import Settled, Taken
from graph.upkeep.lists.thing import Thing
from graph.upkeep.lists.three_way import Sides, settle
from graph.upkeep.lists.wanted import Wanted


def compare(store: Store, slug: str, reading: ListReading, answers: Answers) -> ListDifference:
    """What reading a list into a network would change. For a network that is not there yet everything is new.

    O(rows), and O(statements of the store) where it has changed since it was last asked.
    Raises DataInvalid (422) for contact persons where the store keeps none.
    """
    return difference_of(take(store, slug, reading, answers), reading, answers)


def difference_of(taken: Taken, reading: ListReading, answers: Answers) -> ListDifference:
    """The same of things that were taken already, so that taking the list over need not begin anew."""
    return ListDifference(
        rows=outcome_of_rows(reading, answers, taken),
        fields=tuple(one.change for one in taken.settled),
        gone=taken.gone,
        sums=sums_of(reading, taken),
        hidden=tuple(one for one in taken.hidden if one not in answers.persons),
    )


def network_iri(store: Store, slug: str) -> str:
    """The IRI of a network by its code; the one that it would have where there is none."""
    known = (one.iri for one in networks(store) if (network_slug(one.iri) or one.iri) == slug)
    return next(known, f"{network_root(slug)}netzwerk")


def take(store: Store, slug: str, reading: ListReading, answers: Answers, *, known_below: str | None = "") -> Taken:
    """The things of a list with what becomes of them: what `compare` shows, and taking over makes.

    `known_below`: what the addresses of persons begin with whose keeping may be told: None compares with nobody.
    """
    revision = store.revision
    present = read_present(store, {one for actor in reading.actors for one in actor.literals or ()})
    node = list_iri(slug, headings_key(reading.arrangements))
    before = Before(store, node, read_kept(store, node))
    names = Names(
        present,
        network_iri(store, slug),
        network_root(slug),
        reading,
        store.names_somebody,
        before=before,
        taken_among=partial(taken_among, store),
    )
    hidden = hidden_names(store, reading, answers, is_kept_told=known_below is not None)
    wanted = Wanted(present, names, reading, answers, before.brought, hidden=hidden)
    things = wanted.read()
    contacts = contacts_of(store, slug, reading, answers, wanted.iri_of, known_below=known_below)
    return Taken(
        slug=slug,
        revision=revision,
        present=present,
        names=names,
        before=before,
        list_node=node,
        things=things,
        main=wanted.main,
        settled=tuple(_settled(wanted, before, reading, answers, KeptApart(store))),
        joining=tuple(filter(partial(_joins, present, names.network), things.values())),
        different=tuple(_different(answers, names, present)),
        contacts=contacts,
        gone=find_gone(store, present, before, things),
        hidden=hidden,
        known_below=known_below,
    )


_ENDED = frozenset({NK + "ended"})


def _joins(present: Present, network: str, thing: Thing) -> bool:
    """Whether an actor or group is there already, but not in this network; a network at an end of a tie is neither."""
    if thing.is_new or thing.kind not in {"actor", "group"}:
        return False
    networks = present.everyone.get(thing.iri)
    return networks is not None and network not in networks


def _settled(
    wanted: Wanted, before: Before, reading: ListReading, answers: Answers, apart: KeptApart
) -> Iterator[Settled]:
    """The fields that list and network say otherwise; what is kept apart with a person is no difference."""
    present, names, with_aliases = wanted.present, wanted.names, _sheets_with_aliases(reading)
    for thing in wanted.things.values():
        for one, said in () if thing.is_new else thing.said.items():
            now = present.values(thing.iri, one)
            listed = _by_known_words(said, now, names) if one.values == "resource" else said
            may_empty = thing.is_known_by_id or (said != now and before.knows(thing.iri, one))
            if one is ALIASES and not (_rows_in(thing, with_aliases) or before.knows(thing.iri, one)):
                may_empty = False  # a column of short names alone says nothing of other names
            if one is STATE and thing.iri in present.ended and listed == _ENDED:
                continue  # what was to last until a day that is past: every page and export says so
            if may_empty and not said:  # an empty cell says what holds where nothing is said
                listed = thing.usual.get(one) or present.usual(thing.iri, one)
            if listed != now and not (now <= listed and listed - now <= apart.values(thing.iri, one)):
                sides = Sides(before.values(thing.iri, one, present), listed, now, may_empty=may_empty)
                yield from _settle(thing, one, sides, answers, lambda iri: _label(iri, wanted, names))


def _by_known_words(said: Values, now: Values, names: Names) -> Values:
    """Topics and places that a list would bring, as those of the same words that stand there already.

    A list of one network that is read into another brings none of its own for what is said already.
    """
    if said <= now or names.made.keys().isdisjoint(said):
        return said
    known = {names.label(iri): iri for iri in now}
    return frozenset(known.get(names.label(iri), iri) if iri in names.made else iri for iri in said)


def _sheets_with_aliases(reading: ListReading) -> frozenset[str]:
    return frozenset(one.sheet for one in reading.arrangements if any(held.role == "alias" for held in one.columns))


def _rows_in(thing: Thing, sheets: Collection[str]) -> bool:
    return any(place.sheet in sheets for place in thing.rows)


def _settle(
    thing: Thing, one: ListField, sides: Sides, answers: Answers, label: Callable[[str], str]
) -> Iterator[Settled]:
    key = f"{thing.iri} {one.written_to}"
    outcome, result = settle(sides, is_many=one.is_many, chosen=answers.sides.get(key))
    if outcome is not None:
        shown = (sides.now, result if one.is_many and outcome == "changed" else sides.listed)
        before, after = (_words(values, one, label) for values in shown)
        has_choice = not one.is_many and (outcome != "kept" or key in answers.sides)
        change = FieldChange(
            key, thing.iri, thing.label, one.written_to, before, after, outcome, tuple(thing.said_by[one]), has_choice
        )
        yield Settled(thing, one, change, sides.listed, result, is_changed=result != sides.now)


def _words(values: Collection[str], one: ListField, label: Callable[[str], str]) -> tuple[str, ...]:
    """Values as a person reads them."""
    return tuple(sorted(map(label, values) if one.values == "resource" else values))


def _label(iri: str, wanted: Wanted, names: Names) -> str:
    """What somebody or something is called, who comes with the list too."""
    thing = wanted.things.get(iri)
    return thing.label if thing else names.label(iri)


def _different(answers: Answers, names: Names, present: Present) -> Iterator[tuple[str, str]]:
    """Who was said to be somebody else, by IRI, where the store does not know it yet."""
    for pair, verdict in answers.pairs.items():
        if verdict == "different":
            one, other = (names.any_called(name) for name in pair)
            known = {*present.different(one), *present.different(other)} if one and other else set()
            if one and other and one != other and not known & {one, other}:
                yield one, other
