"""What a list wants there to be: actors, groups, memberships and ties by their IRIs, with the fields it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import compress

import pyoxigraph as ox

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Role
from graph.load.lists.entries import ListedMembership, ListedTie, ListReading, RowPlace
from graph.load.lists.folded import same_name
from graph.network.read_ties import is_without_node
from graph.terms import NK
from graph.upkeep.lists.difference import ThingKind
from graph.upkeep.lists.fields import (
    CONFIDENCE,
    DETAIL,
    END,
    NOTE,
    ROLE,
    START,
    STATE,
    TOPICS,
    WEIGHT,
    ListField,
    as_number,
    end_of,
)
from graph.upkeep.lists.joined import joined_pairs
from graph.upkeep.lists.meetings import Meetings
from graph.upkeep.lists.names import Names
from graph.upkeep.lists.parties import Parties
from graph.upkeep.lists.present import IDENTIFIER, TYPE, Present
from graph.upkeep.lists.thing import MEMBER, ORGANIZATION, Thing
from graph.upkeep.lists.usual import A_MEMBERSHIP, USUAL_MEMBERSHIP, USUAL_TIE


class Wanted(Parties):
    """Reads a list into things; each once, whatever number of rows names it."""

    def __init__(
        self,
        present: Present,
        names: Names,
        reading: ListReading,
        answers: Answers,
        is_by_list: Callable[[str], bool],
        *,
        hidden: Collection[str] = (),
    ) -> None:
        """`is_by_list`: whether something came in by the same list before; `hidden` as for parties."""
        super().__init__(present, names, reading, answers, hidden=hidden)
        self._meetings = Meetings(present, names, is_by_list)
        self._of_new_membership = (A_MEMBERSHIP, self._in_network)

    def read(self) -> dict[str, Thing]:
        """All things by IRI, actors first."""
        self._foresee()
        for actor in self._reading.actors:
            if not (self._is_person(actor.name) or self._is_network(actor)):
                self._actor(actor)
        for part in self._reading.parts:
            self._part(part)
        joined = [
            one for one in self._reading.memberships if not (self._is_person(one.member) or self._is_person(one.group))
        ]
        new = (one for one in joined if not (self.names.by_id(one.id) or self._is_plain(one.id)))
        self._meetings.foresee_memberships((self.iri_of(one.member), self.iri_of(one.group)) for one in new)
        for membership in joined:
            self._membership(membership)
        meant = [one for one in self._reading.ties if not (self._is_person(one.source) or self._is_person(one.target))]
        known = [self._is_plain(one.id) or self._are_joined(one) for one in meant]
        kinds = (self._of_its_kind(one) for one, is_known in zip(meant, known, strict=True) if not is_known)
        ties = sorted(map(self._ended, kinds), key=lambda tie: not self._meetings.is_there(*tie))
        self._meetings.foresee_ties(ties)
        for tie in ties:
            self._tie(*tie)
        for one in compress(meant, known):
            self._stands(one.place, one.source)
        return self.things

    def _foresee(self) -> None:
        new = [one.name for one in self._reading.actors if not (self.names.by_id(one.id) or self._is_person(one.name))]
        self.names.foresee((name, self._is_group_name(name)) for name in new)

    def _is_plain(self, known_id: str) -> bool:
        """Whether a row of our own export is about a statement that has no node: there is nothing it could change."""
        return is_without_node(known_id) and known_id.partition(" ")[0] in self.present.statements

    def _are_joined(self, listed: ListedTie) -> bool:
        """Whether a row that says no more than that two are connected says what is known."""
        ends = map(self.iri_of, (listed.source, listed.target))
        return listed.is_any and frozenset(ends) in self._joined

    @cached_property
    def _joined(self) -> frozenset[frozenset[str]]:
        return joined_pairs(self.present, self.names.network)

    def _stands(self, place: RowPlace, name: str) -> None:
        self.main.setdefault(place, self._party(name, place).iri)

    def _membership(self, listed: ListedMembership) -> None:
        if self._is_plain(listed.id):
            self._stands(listed.place, listed.member)
            return
        if self._is_said_of_known(listed.id):
            thing = self._tie_thing(listed.id, "membership", self.present.label(listed.id), listed.place, listed.id)
            self._say_ends(thing, listed.place, (MEMBER, ORGANIZATION), (listed.member, listed.group))
        else:
            thing = self._membership_between(listed)
        has = self._has(listed.place)
        if listed.role or has("member_role"):
            thing.say(listed.place, ROLE, [listed.role])
        self._say_when(thing, listed, has)

    def _membership_between(self, listed: ListedMembership) -> Thing:
        member = self._party(listed.member, listed.place)
        group = self._party(listed.group, listed.place, is_group=True)
        iri = self._meetings.membership(listed, member.iri, group.iri)
        thing = self._tie_thing(iri, "membership", (member, group), listed.place, listed.id)
        if thing.is_new and not _is_framed(thing):
            thing.frame = (*thing.frame, *self._of_new_membership) if thing.frame else self._of_new_membership
        return thing

    def _of_its_kind(self, listed: ListedTie) -> ListedTie:
        """A tie that is there by its identifier; of another kind now, it is another one."""
        known = self.present.tie_class(listed.id) if listed.id else None
        return replace(listed, id="") if known and known.iri != listed.kind.iri else listed

    def _is_said_of_known(self, known_id: str) -> bool:
        """Whether a row has the IRI of a tie that there is: then it is that tie, whoever it names."""
        return bool(known_id) and self.present.tie_class(known_id) is not None

    def _say_ends(self, thing: Thing, place: RowPlace, ends: Sequence[str], names: Sequence[str]) -> None:
        """Who is at the ends of a tie that is there: whom a row names otherwise takes the place of who was there.

        Of a tie of several a row names two: there is nothing to be changed by it.
        """
        held = [self.present.iris(thing.iri, one) for one in ends]
        if ends[0] == ends[1]:
            if len(held[0]) == len(names):
                self._say_both(thing, place, ends[0], names)
            return
        for name, one, now in zip(names, ends, held, strict=True):
            if len(now) == 1 and not self._is_called(now[0], name):
                thing.say(place, ListField((one,), "resource"), [self._party(name, place).iri])

    def _say_both(self, thing: Thing, place: RowPlace, end: str, names: Sequence[str]) -> None:
        """The same of a tie without a direction: whoever is named stays, in whatever order."""
        now = self.present.iris(thing.iri, end)
        named = [next((iri for iri in now if self._is_called(iri, name)), "") for name in names]
        if not all(named):
            both = [iri or self._party(name, place).iri for iri, name in zip(named, names, strict=True)]
            thing.say(place, ListField((end,), "resource", is_many=True), both)

    def _is_called(self, iri: str, name: str) -> bool:
        return same_name(name) in map(same_name, (self.present.label(iri), *self.present.names(iri)))

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
            weight = self._whole_weight(listed, of_pair=has("source_id"))
            thing.say(listed.place, WEIGHT, [] if weight is None else [as_number(weight)])
        if listed.note or has("note"):
            thing.say(listed.place, NOTE, [listed.note])
        self._say_when(thing, listed, has)

    def _whole_weight(self, listed: ListedTie, *, of_pair: bool) -> float | None:
        """What the whole tie weighs: our table of pairs divides the weight of a tie of several among them."""
        if listed.weight is None or not (of_pair and self._is_said_of_known(listed.id)):
            return listed.weight
        pairs = max(len(self.present.ends(listed.id, listed.kind)) - 1, 1)
        return listed.weight if pairs == 1 else round(listed.weight * pairs, 6)

    def _tie_between(self, listed: ListedTie, source: str, target: str, topics: list[str]) -> Thing:
        label = " – ".join(self.things[end].label for end in (source, target))
        label += f": {listed.topic}" if listed.topic else ""
        iri = self._meetings.tie(listed, source, target, topics)
        thing = self._tie_thing(iri, "tie", label, listed.place, listed.id)
        if thing.is_new and not _is_framed(thing):
            ends = listed.kind.properties_of_ends(directed=bool(listed.directed))
            thing.frame += (
                end_of(TYPE, listed.kind.iri),
                self._in_network,
                *(end_of(one, end) for one, end in zip(ends, (source, target), strict=True)),
            )
            if listed.kind.usual_detail:
                thing.usual = {**USUAL_TIE, _detail(listed): frozenset({listed.kind.usual_detail})}
        return thing

    def _tie_thing(
        self, iri: str, kind: ThingKind, called: str | tuple[Thing, Thing], place: RowPlace, known_id: str
    ) -> Thing:
        thing = self.things.get(iri)
        if thing is None:
            is_new = iri not in self.present.statements
            thing = self.things[iri] = Thing(
                iri, kind, called, is_new=is_new, is_known_by_id=bool(known_id) and not is_new
            )
            thing.usual = USUAL_MEMBERSHIP if kind == "membership" else USUAL_TIE
            if known_id and is_new:
                thing.frame += ((IDENTIFIER, ox.Literal(known_id)),)
        if thing.rows[-1:] != [place]:
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


def _detail(listed: ListedTie) -> ListField:
    """The field of the closer kind of a tie."""
    return next(one for one in (DETAIL, ROLE) if listed.kind.detail_property in one.properties)


def _is_framed(thing: Thing) -> bool:
    return any(one == TYPE for one, _ in thing.frame)
