"""What a list wants there to be: actors, groups, memberships and ties by their IRIs, with the fields it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Arrangement, Role
from graph.load.lists.entries import ListedActor, ListedMembership, ListedTie, ListReading, RowPlace
from graph.load.lists.folded import same_name
from graph.terms import NETZ, NK, ORG
from graph.upkeep.lists.difference import ThingKind
from graph.upkeep.lists.fields import (
    ALIASES,
    AUTHORITIES,
    CONFIDENCE,
    DETAIL,
    DISTRICT,
    END,
    KIND,
    NAME,
    NOTE,
    PART_OF,
    ROLE,
    START,
    STATE,
    TOPICS,
    WEIGHT,
    Field,
    Said,
    Values,
    as_number,
    literal_field,
    plain,
)
from graph.upkeep.lists.meetings import Meetings
from graph.upkeep.lists.names import Names
from graph.upkeep.lists.present import GROUP, IDENTIFIER, IN_NETWORK, TYPE, Present

_EXISTS = frozenset({NK + "exists"})


@dataclass(slots=True)
class Thing:
    """Something that the list names. `rows` are all that speak of it.

    `said`: the fields that it speaks of, empty values where a cell is empty; `usual` is what a new one has where
    nothing is said. `frame` are the statements that a new one has besides. `is_known_by_id`: the list has its IRI or
    identifier, so that what it leaves empty is meant to be empty.
    """

    iri: str
    kind: ThingKind
    label: str
    is_new: bool
    is_known_by_id: bool = False
    rows: list[RowPlace] = field(default_factory=list)
    said: dict[Field, Values] = field(default_factory=dict)
    usual: dict[Field, Values] = field(default_factory=dict)
    said_by: dict[Field, list[RowPlace]] = field(default_factory=dict)
    frame: list[Said] = field(default_factory=list)

    def say(self, place: RowPlace, one: Field, values: Iterable[str]) -> None:
        """Take in what a row says of a field; of several rows the first that has a single value."""
        told = frozenset(filter(None, map(plain, values) if one.values == "wording" else values))
        self.said_by.setdefault(one, []).append(place)
        if one.is_many or not self.said.get(one):
            self.said[one] = self.said.get(one, frozenset()) | told

    def of_new(self) -> Iterator[tuple[Field, Values]]:
        """The fields of a new one."""
        for one in dict.fromkeys((*self.usual, *self.said)):
            yield one, self.said.get(one) or self.usual.get(one, frozenset())


class Wanted:
    """Reads a list into things; each once, whatever number of rows names it."""

    def __init__(
        self,
        present: Present,
        names: Names,
        reading: ListReading,
        answers: Answers,
        is_by_list: Callable[[str], bool],
    ) -> None:
        """`is_by_list`: whether something came in by the same list before."""
        self.present, self.names, self._reading = present, names, reading
        self.things: dict[str, Thing] = {}
        self.main: dict[RowPlace, str] = {}
        self._persons = {same_name(name) for name in answers.persons}
        self._arrangements = {one.sheet: one for one in reading.arrangements}
        self._group_names = {same_name(names.taken_as(name)) for name in _group_names(reading)}
        self._meetings = Meetings(present, names, is_by_list)
        self._ids = {actor.name: actor.id for actor in reading.actors if actor.id}
        self._columns = _literal_columns(reading)

    def read(self) -> dict[str, Thing]:
        """All things by IRI, actors first."""
        for actor in self._reading.actors:
            if not (self._is_person(actor.name) or self._is_network(actor)):
                self._actor(actor)
        for membership in self._reading.memberships:
            if not self._is_person(membership.member):
                self._membership(membership)
        ties = [one for one in self._reading.ties if not (self._is_person(one.source) or self._is_person(one.target))]
        for tie in sorted(map(self._ended, ties), key=lambda tie: not self._meetings.is_there(*tie)):
            self._tie(*tie)
        return self.things

    def iri_of(self, name: str) -> str:
        """The actor or group that a name of the list stands for."""
        called = self.names.taken_as(name)
        return self.names.party(name, self._ids.get(name, ""), is_group=same_name(called) in self._group_names)

    def _is_person(self, name: str) -> bool:
        return bool(self._persons) and same_name(name) in self._persons

    def _is_network(self, actor: ListedActor) -> bool:
        """Whether a row of our own export speaks of a network, or a list names the network it is for."""
        if actor.id in self.present.by_type.get(NETZ + "Network", ()):
            return True
        network = self.names.network
        is_whole = not actor.id and network in self.present.statements
        return is_whole and same_name(actor.name) == same_name(self.present.label(network))

    def _actor(self, actor: ListedActor) -> None:
        thing = self._party(actor.name, actor.place, actor.id, is_group=actor.is_group)
        self.main[actor.place] = thing.iri
        has = self._has(actor.place)
        if actor.id and thing.is_known_by_id:
            thing.say(actor.place, NAME, [actor.name])
        elif same_name(actor.name) not in {same_name(one) for one in (thing.label, *self.present.names(thing.iri))}:
            thing.say(actor.place, ALIASES, [actor.name])
        if has("short") or has("alias") or actor.short or actor.aliases:
            thing.say(actor.place, ALIASES, (one for one in (actor.short, *actor.aliases) if one != thing.label))
        if thing.kind == "actor" and (actor.kind or has("kind")):
            thing.say(actor.place, KIND, [actor.kind])
        self._say_more(thing, actor, has)

    def _say_more(self, thing: Thing, actor: ListedActor, has: Callable[[Role], bool]) -> None:
        if actor.topics or has("topics"):
            thing.say(actor.place, TOPICS, map(self.names.topic, actor.topics))
        if actor.district or has("district"):
            thing.say(actor.place, DISTRICT, [self.names.place(actor.district)] if actor.district else [])
        if thing.kind == "actor" and (actor.part_of or has("part_of")):
            self._say_whole(thing, actor)
        if actor.state or (has("state") and not thing.is_new):
            thing.say(actor.place, STATE, [actor.state or NK + "exists"])
        if actor.note or has("note"):
            thing.say(actor.place, NOTE, [actor.note])
        if actor.authorities or has("authority"):
            thing.say(actor.place, AUTHORITIES, actor.authorities)
        for column in self._columns.get(actor.place.sheet, ()):
            thing.say(actor.place, literal_field(column), (actor.literals or {}).get(column, ()))

    def _say_whole(self, thing: Thing, actor: ListedActor) -> None:
        """What somebody is a part of; of several wholes a cell names one, which takes nothing from the others."""
        whole = self._party(actor.part_of, actor.place).iri if actor.part_of else ""
        held = self.present.values(thing.iri, PART_OF)
        if whole != thing.iri and not (len(held) > 1 and whole in held):
            thing.say(actor.place, PART_OF, [whole])

    def _party(self, name: str, place: RowPlace, known_id: str = "", *, is_group: bool = False) -> Thing:
        """The thing of an actor or group by name: begun, or one row more speaks of it."""
        called, known_id = self.names.taken_as(name), known_id or self._ids.get(name, "")
        is_group = is_group or same_name(called) in self._group_names
        iri = self.names.party(name, known_id, is_group=is_group)
        thing = self.things.get(iri)
        if thing is None:
            thing = self.things[iri] = self._begin(iri, called, is_group=is_group)
            if known_id and thing.is_new:
                thing.frame.append((IDENTIFIER, ox.Literal(known_id)))
        thing.is_known_by_id = thing.is_known_by_id or bool(known_id and self.names.by_id(known_id) == iri)
        if not thing.rows or thing.rows[-1] != place:
            thing.rows.append(place)
        return thing

    def _begin(self, iri: str, name: str, *, is_group: bool) -> Thing:
        if iri in self.present.statements:
            kind: ThingKind = "group" if iri in self.present.groups else "actor"
            return Thing(iri, kind, self.present.label(iri), is_new=False)
        thing = Thing(iri, "group" if is_group else "actor", name, is_new=True)
        thing.usual = {NAME: frozenset({name}), CONFIDENCE: frozenset({NK + "stated"})}
        thing.frame = [(TYPE, ox.NamedNode(GROUP if is_group else ORG + "FormalOrganization")), self._in_network]
        if is_group:
            thing.usual |= {KIND: frozenset({NK + "standingGroup"}), STATE: _EXISTS}
            thing.frame.append((ORG + "subOrganizationOf", ox.NamedNode(self.names.network)))
        return thing

    @property
    def _in_network(self) -> Said:
        return IN_NETWORK, ox.NamedNode(self.names.network)

    def _membership(self, listed: ListedMembership) -> None:
        if self._is_said_of_known(listed.id):
            thing = self._tie_thing(listed.id, "membership", self.present.label(listed.id), listed.place, listed.id)
            self._say_ends(thing, listed.place, (ORG + "member", ORG + "organization"), (listed.member, listed.group))
        else:
            thing = self._membership_between(listed)
        has = self._has(listed.place)
        if listed.role or has("member_role"):
            thing.say(listed.place, ROLE, [listed.role])
        self._say_when(thing, listed, has)

    def _membership_between(self, listed: ListedMembership) -> Thing:
        member = self._party(listed.member, listed.place)
        group = self._party(listed.group, listed.place, is_group=True)
        label = f"{member.label} – {group.label}"
        iri = self._meetings.membership(listed, member.iri, group.iri, label)
        thing = self._tie_thing(iri, "membership", label, listed.place, listed.id)
        if thing.is_new and not _is_framed(thing):
            thing.frame += [
                (TYPE, ox.NamedNode(NETZ + "Membership")),
                (TYPE, ox.NamedNode(ORG + "Membership")),
                self._in_network,
                (ORG + "member", ox.NamedNode(member.iri)),
                (ORG + "organization", ox.NamedNode(group.iri)),
            ]
            thing.usual |= {ROLE: frozenset({NK + "member"})}
        return thing

    def _is_said_of_known(self, known_id: str) -> bool:
        """Whether a row has the IRI of a tie that there is: then it is that tie, whoever it names."""
        return bool(known_id) and self.present.tie_class(known_id) is not None

    def _say_ends(self, thing: Thing, place: RowPlace, ends: Sequence[str], names: Sequence[str]) -> None:
        """Who is at the ends of a tie that is there: whom a row names otherwise takes the place of who was there.

        Of a tie of several a row names two, in no order: there is nothing to be changed by it.
        """
        held = [self.present.iris(thing.iri, one) for one in ends]
        if ends[0] == ends[1] or any(len(one) != 1 for one in held):
            return
        for name, one, (now,) in zip(names, ends, held, strict=True):
            if same_name(name) not in map(same_name, (self.present.label(now), *self.present.names(now))):
                thing.say(place, Field((one,), "resource"), [self._party(name, place).iri])

    def _ended(self, listed: ListedTie) -> tuple[ListedTie, str, str, list[str]]:
        """A tie with the IRIs of its ends and topics; of one that is there they are not looked for."""
        if self._is_said_of_known(listed.id):
            return listed, "", "", self._topics(listed)
        source, target = (self._party(name, listed.place).iri for name in (listed.source, listed.target))
        return listed, source, target, self._topics(listed)

    def _tie(self, listed: ListedTie, source: str, target: str, topics: list[str]) -> None:
        if self._is_said_of_known(listed.id):
            thing = self._tie_thing(listed.id, "tie", self.present.label(listed.id), listed.place, listed.id)
            directed = bool(self.present.iris(listed.id, listed.kind.handed_from)) if listed.kind.handed_from else False
            ends = listed.kind.properties_of_ends(directed=directed)
            self._say_ends(thing, listed.place, ends, (listed.source, listed.target))
        else:
            thing = self._tie_between(listed, source, target, topics)
        has = self._has(listed.place)
        if topics or has("topic"):
            thing.say(listed.place, TOPICS, topics)
        if listed.detail:
            thing.say(listed.place, _detail(listed), [listed.detail])
        if listed.confidence or has("confidence"):
            thing.say(listed.place, CONFIDENCE, [listed.confidence])
        if listed.weight is not None or has("weight"):
            thing.say(listed.place, WEIGHT, [] if listed.weight is None else [as_number(listed.weight)])
        if listed.note or has("note"):
            thing.say(listed.place, NOTE, [listed.note])
        self._say_when(thing, listed, has)

    def _tie_between(self, listed: ListedTie, source: str, target: str, topics: list[str]) -> Thing:
        label = " – ".join(self.things[end].label for end in (source, target))
        label += f": {listed.topic}" if listed.topic else ""
        iri = self._meetings.tie(listed, source, target, topics, label)
        thing = self._tie_thing(iri, "tie", label, listed.place, listed.id)
        if thing.is_new and not _is_framed(thing):
            ends = listed.kind.properties_of_ends(directed=bool(listed.directed))
            thing.frame += [
                (TYPE, ox.NamedNode(listed.kind.iri)),
                self._in_network,
                *((one, ox.NamedNode(end)) for one, end in zip(ends, (source, target), strict=True)),
            ]
            if listed.kind.usual_detail:
                thing.usual[_detail(listed)] = frozenset({listed.kind.usual_detail})
        return thing

    def _tie_thing(self, iri: str, kind: ThingKind, label: str, place: RowPlace, known_id: str) -> Thing:
        thing = self.things.get(iri)
        if thing is None:
            is_new = iri not in self.present.statements
            thing = self.things[iri] = Thing(
                iri, kind, label, is_new=is_new, is_known_by_id=bool(known_id) and not is_new
            )
            thing.usual = {NAME: frozenset({label}), STATE: _EXISTS, CONFIDENCE: frozenset({NK + "stated"})}
            if known_id and is_new:
                thing.frame.append((IDENTIFIER, ox.Literal(known_id)))
        if place not in thing.rows:
            thing.rows.append(place)
        self.main.setdefault(place, iri)
        return thing

    def _say_when(self, thing: Thing, listed: ListedMembership | ListedTie, has: Callable[[Role], bool]) -> None:
        if listed.state or has("state"):
            thing.say(listed.place, STATE, [listed.state or NK + "exists"])
        if listed.start or has("since"):
            thing.say(listed.place, START, [listed.start])
        if listed.end or has("until"):
            thing.say(listed.place, END, [listed.end])

    def _topics(self, listed: ListedTie) -> list[str]:
        """The topics of a tie; a cell of our own export names several."""
        whole = listed.topic.strip()
        if ";" not in whole or self.names.is_topic(whole):
            return [self.names.topic(whole)] if whole else []
        return [self.names.topic(part.strip()) for part in whole.split(";") if part.strip()]

    def _has(self, place: RowPlace) -> Callable[[Role], bool]:
        """Whether the sheet of a row has a column of a role."""
        arrangement = self._arrangements.get(place.sheet)
        roles = _roles(arrangement) if arrangement else frozenset()
        return roles.__contains__


def _detail(listed: ListedTie) -> Field:
    """The field of the closer kind of a tie."""
    return next(one for one in (DETAIL, ROLE) if listed.kind.detail_property in one.properties)


def _is_framed(thing: Thing) -> bool:
    return any(one == TYPE for one, _ in thing.frame)


def _roles(arrangement: Arrangement) -> frozenset[Role]:
    return frozenset(column.role for column in arrangement.columns)


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
