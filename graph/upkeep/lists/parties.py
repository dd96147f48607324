"""The actors and groups of a list by their IRIs, each once, whatever number of rows names it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

import pyoxigraph as ox

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Arrangement, Role
from graph.load.lists.entries import ListedActor, ListedPart, ListReading, RowPlace
from graph.load.lists.folded import same_name
from graph.load.spreadsheet.codes import codes_of
from graph.rdf.values import NOTES
from graph.terms import NETZ, NK, ORG
from graph.text import NAMES
from graph.upkeep.lists.difference import ThingKind
from graph.upkeep.lists.fields import (
    ALIASES,
    AUTHORITIES,
    DISTRICT,
    KIND,
    NAME,
    NOTE,
    PART_OF,
    STATE,
    TOPICS,
    WHOLES_OF_GROUP,
    ListField,
    Said,
    literal_field,
    plain,
)
from graph.upkeep.lists.names import Names
from graph.upkeep.lists.present import IDENTIFIER, IN_NETWORK, Present
from graph.upkeep.lists.thing import Thing
from graph.upkeep.lists.usual import A_GROUP, AN_ACTOR, USUAL_ACTOR, USUAL_GROUP


class Parties:
    """Gathers whom a list names; `main` is what each row is about."""

    def __init__(
        self,
        present: Present,
        names: Names,
        reading: ListReading,
        answers: Answers,
        *,
        hidden: Collection[str] = (),
    ) -> None:
        """`hidden`: names that cannot be public, because they name a person."""
        self.present, self.names, self._reading = present, names, reading
        self.things: dict[str, Thing] = {}
        self.main: dict[RowPlace, str] = {}
        self._persons = {same_name(name) for name in (*answers.persons, *hidden)}
        self._arrangements = {one.sheet: one for one in reading.arrangements}
        self._group_names = {same_name(names.taken_as(name)) for name in _group_names(reading)}
        self._ids = {actor.name: actor.id for actor in reading.actors if actor.id}
        self._columns = _literal_columns(reading)
        self._ends = frozenset(map(same_name, _ends(reading)))
        network = ox.NamedNode(names.network)
        self._in_network: Said = (IN_NETWORK, network)
        self._of_new_actor: tuple[Said, ...] = (AN_ACTOR, self._in_network)
        self._of_new_group: tuple[Said, ...] = (A_GROUP, self._in_network, (ORG + "subOrganizationOf", network))

    def iri_of(self, name: str) -> str:
        """The actor or group that a name of the list stands for."""
        if self._is_person(name):
            return ""
        return self.names.party(name, self._ids.get(name, ""), is_group=self._is_group_name(name))

    def _is_group_name(self, name: str) -> bool:
        return same_name(self.names.taken_as(name)) in self._group_names

    def _is_person(self, name: str) -> bool:
        return bool(self._persons) and same_name(name) in self._persons

    def _is_network(self, actor: ListedActor) -> bool:
        """Whether a row of our own export speaks of a network, or a list names the network it is for."""
        if actor.id in self.present.by_type.get(NETZ + "Network", ()):
            return True
        return not actor.id and same_name(actor.name) in self.names.of_network

    def _actor(self, actor: ListedActor) -> None:
        thing = self._party(actor.name, actor.place, actor.id, is_group=actor.is_group)
        self.main[actor.place] = thing.iri
        has = self._has(actor.place)
        if actor.id and thing.is_known_by_id:
            shown = plain(actor.name) in self.present.wordings(thing.iri, NAMES)
            thing.say(actor.place, NAME, [thing.label if shown else actor.name])
        elif same_name(actor.name) not in {same_name(one) for one in (thing.label, *self.present.names(thing.iri))}:
            given = "" if thing.is_new else self.names.former_name(thing.iri, actor.name)
            thing.say(actor.place, *((NAME, [given]) if given else (ALIASES, [actor.name])))
        former = self._former_names(thing, actor)
        if has("short") or has("alias") or actor.short or actor.aliases or former:
            said = (actor.short, *actor.aliases, *former)
            thing.say(actor.place, ALIASES, (one for one in said if one != thing.label or one in former))
        is_of_group = actor.kind in codes_of("groupKinds").values()
        if is_of_group == (thing.kind == "group") and (actor.kind or has("kind")):
            thing.say(actor.place, KIND, [actor.kind])
        self._say_more(thing, actor, has)

    def _former_names(self, thing: Thing, actor: ListedActor) -> tuple[str, ...]:
        """Names that a renamed actor has in the network and that other sheets still call it by: it stays known so."""
        if not thing.is_known_by_id:
            return ()
        known = dict.fromkeys((thing.label, *self.present.names(thing.iri)))
        return tuple(one for one in known if same_name(one) in self._ends and same_name(one) != same_name(actor.name))

    def _say_more(self, thing: Thing, actor: ListedActor, has: Callable[[Role], bool]) -> None:
        if actor.topics or has("topics"):
            thing.say(actor.place, TOPICS, map(self.names.topic, actor.topics))
        if actor.district or has("district"):
            district = self.names.place(actor.district) if actor.district else ""
            self._say_of_several(thing, actor.place, DISTRICT, district)
        if actor.part_of or has("part_of"):
            self._say_whole(thing, actor.place, actor.part_of)
        if actor.state or (has("state") and not thing.is_new):
            thing.say(actor.place, STATE, [actor.state or NK + "exists"])
        if actor.note or has("note"):
            shown = plain(actor.note) in self.present.wordings(thing.iri, NOTES)  # of our own export in English
            thing.say(actor.place, NOTE, self.present.values(thing.iri, NOTE) if shown else [actor.note])
        if actor.authorities or has("authority"):
            thing.say(actor.place, AUTHORITIES, actor.authorities)
        for column in self._columns.get(actor.place.sheet, ()):
            thing.say(actor.place, literal_field(column), (actor.literals or {}).get(column, ()))

    def _part(self, one: ListedPart) -> None:
        """What a row of ties says of a whole, which rests on that row."""
        if not self._is_person(one.part):
            thing = self._party(one.part, one.place, is_group=one.is_group)
            self.main[one.place] = thing.iri
            self._say_whole(thing, one.place, one.whole)

    def _say_whole(self, thing: Thing, place: RowPlace, name: str) -> None:
        """What somebody is a part of, "" for nothing."""
        if self._is_person(name):
            return
        whole = self._party(name, place).iri if name else ""
        if whole == thing.iri:
            return
        if thing.kind == "group":
            self._say_wholes_of_group(thing, place, whole)
        else:
            self._say_of_several(thing, place, PART_OF, whole)

    def _say_wholes_of_group(self, thing: Thing, place: RowPlace, whole: str) -> None:
        """Whose group it is; a list has no cell for the network that it is a part of, too."""
        networks = {self.names.network, *self.present.by_type.get(NETZ + "Network", ())}
        held = self.present.values(thing.iri, WHOLES_OF_GROUP)
        others = held - networks
        stay = held if len(others) > 1 and whole in others else held & networks
        thing.say(place, WHOLES_OF_GROUP, {*stay, *filter(None, [whole])})

    def _say_of_several(self, thing: Thing, place: RowPlace, one: ListField, value: str) -> None:
        """What a cell can name once and the network knows several of: one of them takes nothing from the others."""
        held = self.present.values(thing.iri, one)
        if not (len(held) > 1 and value in held):
            thing.say(place, one, [value])

    def _party(self, name: str, place: RowPlace, known_id: str = "", *, is_group: bool = False) -> Thing:
        """The thing of an actor or group by name: begun, or one row more speaks of it."""
        called, known_id = self.names.taken_as(name), known_id or self._ids.get(name, "")
        is_group = is_group or same_name(called) in self._group_names
        iri = self.names.party(name, known_id, is_group=is_group)
        thing = self.things.get(iri)
        if thing is None:
            thing = self.things[iri] = self._begin(iri, called, is_group=is_group)
            if known_id and thing.is_new:
                thing.frame += ((IDENTIFIER, ox.Literal(known_id)),)
        thing.is_known_by_id = thing.is_known_by_id or bool(known_id and self.names.by_id(known_id) == iri)
        if not thing.rows or thing.rows[-1] != place:
            thing.rows.append(place)
        return thing

    def _begin(self, iri: str, name: str, *, is_group: bool) -> Thing:
        if iri in self.present.statements:
            kind: ThingKind = "group" if iri in self.present.groups else "actor"
            return Thing(iri, kind, self.present.label(iri), is_new=False)
        thing = Thing(iri, "group" if is_group else "actor", name, is_new=True)
        thing.usual = USUAL_GROUP if is_group else USUAL_ACTOR
        thing.frame = self._of_new_group if is_group else self._of_new_actor
        return thing

    def _has(self, place: RowPlace) -> Callable[[Role], bool]:
        """Whether the sheet of a row has a column of a role."""
        arrangement = self._arrangements.get(place.sheet)
        roles = _roles(arrangement) if arrangement else frozenset()
        return roles.__contains__


def _roles(arrangement: Arrangement) -> frozenset[Role]:
    return frozenset(column.role for column in arrangement.columns)


def _ends(reading: ListReading) -> Iterator[str]:
    """Whoever is named at an end of a tie or membership, also by a name that was taken for another."""
    yield from reading.merged
    for membership in reading.memberships:
        yield from (membership.member, membership.group)
    for tie in reading.ties:
        yield from (tie.source, tie.target)


def _group_names(reading: ListReading) -> Iterator[str]:
    yield from reading.groups
    yield from (actor.name for actor in reading.actors if actor.is_group)
    yield from (membership.group for membership in reading.memberships)


def _literal_columns(reading: ListReading) -> Mapping[str, set[str]]:
    """What the columns of each sheet say besides, by the IRIs of properties."""
    found: dict[str, set[str]] = {}
    for actor in reading.actors:
        if actor.literals:
            found.setdefault(actor.place.sheet, set()).update(actor.literals)
    return found
