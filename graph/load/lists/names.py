"""Who is who in a list that was read: persons apart, names that are one joined, those added that only others name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import DataError
from graph.load.lists.alike import Alikes, find_alike
from graph.load.lists.answered import answered_questions
from graph.load.lists.answers import OFFERED, OFFERED_OF_LIST
from graph.load.lists.arrange import Arranged
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import (
    CellFault,
    KnownActor,
    LeftOut,
    ListedActor,
    ListedContact,
    ListedMembership,
    ListedPart,
    ListedTie,
    ListReading,
    Question,
    RowPlace,
)
from graph.load.lists.folded import same_name
from graph.load.lists.identifiers import ends_by_name
from graph.load.lists.nobody import without_nobody
from graph.load.lists.person_names import one_by_one
from graph.load.lists.persons import persons_among, said_of_persons
from graph.load.lists.tie_rows import INTERFACE
from graph.load.lists.unite import add_membership, changed, contradictions, same_tie, unite
from graph.load.spreadsheet.table import Table

_ROWS_NAMED = 50


def settle_names(
    tables: Mapping[str, Table],
    arranged: Arranged,
    draft: ListDraft,
    known: Sequence[KnownActor],
    progress: Callable[[float], None],
) -> ListReading:
    """The reading of a list whose rows are read."""
    ends_by_name(draft)
    names_known = {one.name for one in known}
    without_nobody(draft, names_known)
    persons, asked = persons_among(draft, known)
    answered = tuple(answered_questions(draft, _places(draft), names_known))
    draft.left_out += said_of_persons(draft, persons, arranged.arrangements, tables) if persons else ()
    _without_persons(draft, persons)
    places = _places(draft)
    alikes = find_alike(places, _renamed(draft, known), draft.answers.pairs, progress)
    settled = _Settled(draft, alikes.merged, known)
    questions = [
        *arranged.questions,
        *_of_topics(draft),
        *draft.periods.questions(),
        *draft.meanings.questions(),
        *draft.groups_in_cells.questions(),
        *draft.names_in_cells.questions(),
        *draft.ends_of_ties.questions(),
        *asked,
        *_of_pairs(alikes, places, names_known),
    ]
    return ListReading(
        tables=tables,
        arrangements=tuple(arranged.arrangements),
        actors=tuple(settled.actors),
        memberships=tuple(settled.memberships()),
        ties=tuple(settled.ties()),
        contacts=tuple(changed(one, actor=settled.of(one.actor)) for one in one_by_one(dict.fromkeys(draft.contacts))),
        groups=tuple(settled.groups),
        new_groups=tuple(one for one in settled.groups if one not in names_known),
        merged=alikes.merged,
        faults=tuple(_once([*draft.faults, *_of_nobody(arranged, settled)])),
        questions=tuple(questions),
        left_out=(*arranged.left_out, *draft.left_out, *settled.left_out),
        added=tuple(settled.added),
        parts=settled.parts,
        again={**draft.again, **settled.again},
        answered=answered,
    )


@dataclass(slots=True)
class _Settled:
    """The entries under the names by which they are taken."""

    draft: ListDraft
    merged: Mapping[str, str]
    known: Sequence[KnownActor]
    groups: dict[str, RowPlace]
    actors: list[ListedActor]
    added: list[str]
    parts: tuple[ListedPart, ...]
    left_out: list[LeftOut]
    again: dict[RowPlace, RowPlace]
    _unused: set[RowPlace]
    _other_names: dict[str, list[str]]

    def __init__(self, draft: ListDraft, merged: Mapping[str, str], known: Sequence[KnownActor]) -> None:
        self.draft, self.merged, self.known = draft, merged, known
        listed = [changed(one, name=self.of(one.name), part_of=self.of(one.part_of)) for one in draft.actors]
        spelled = [one.name for one in draft.actors]
        are_groups = [self.of(one.name) for one in draft.actors if one.is_group]
        self.groups = {self.of(name): place for name, place in draft.groups.items()}
        self.groups |= {name: RowPlace("", 0) for name in are_groups if name not in self.groups}
        parents = {self.of(part): self.of(whole) for part, whole in draft.parents.items()}
        self.left_out, self.again, self._unused = [], {}, set()
        self._other_names = dict[str, list[str]]()
        called = {one.name: set(map(same_name, (one.name, *one.aliases))) for one in known}
        for name in (*draft.named, *draft.groups):
            if self.of(name) != name and same_name(name) not in called.get(self.of(name), ()):
                self._other_names.setdefault(self.of(name), []).append(name)
        self.actors = list(unite(listed, spelled, frozenset(self.groups), parents, self.left_out, again=self.again))
        self.actors = [changed(one, aliases=(*one.aliases, *self._spelled_elsewhere(one))) for one in self.actors]
        self.actors += self._called_otherwise(called)
        self.parts = tuple(self._parts())
        self.added = list(self._add_named())

    def of(self, name: str) -> str:
        """The name under which somebody is taken."""
        return self.merged.get(name, name)

    def _spelled_elsewhere(self, actor: ListedActor) -> list[str]:
        """What cells of others call an actor otherwise, where somebody said that it is the same."""
        known = set(map(same_name, (actor.name, actor.short, *actor.aliases)))
        return [one for one in self._other_names.get(actor.name, ()) if same_name(one) not in known]

    def _called_otherwise(self, known: Collection[str]) -> Iterator[ListedActor]:
        """Groups and known actors without a row of their own that cells call otherwise: the next list is to know it."""
        have, places = {one.name for one in self.actors}, {**self.draft.groups, **self.draft.named}
        for name, others in self._other_names.items():
            if name not in have and (name in self.groups or name in known):
                one = ListedActor(places[others[0]], name, is_group=name in self.groups)
                yield changed(one, aliases=tuple(self._spelled_elsewhere(one)))

    def _parts(self) -> Iterator[ListedPart]:
        """What rows of ties say of wholes: a group may have several, an actor one, and another is named."""
        are_groups = {*self.groups, *(one.name for one in self.known if one.is_group)}
        wholes = {one.name: one.part_of for one in self.actors if one.part_of}
        for one in self.draft.parts:
            part, whole = self.of(one.part), self.of(one.whole)
            if part == whole:
                self.left_out.append(_of_one(one.place, one.part, one.whole))
            elif part in are_groups or same_name(wholes.setdefault(part, whole)) == same_name(whole):
                yield ListedPart(one.place, part, whole, is_group=part in are_groups)
            else:
                said = f"{one.part}: {one.whole}"
                self.left_out.append(LeftOut(one.place.sheet, said, "Another row of this actor says otherwise."))
                self._unused.add(one.place)

    def _add_named(self) -> Iterator[str]:
        have = {one.name for one in self.actors} | set(self.groups) | {one.name for one in self.known}
        elsewhere = dict(self._named_by_entries()) if self._unused else {}
        for name, first in (*self.draft.named.items(), *self._wholes()):
            taken = self.of(name)
            place = elsewhere.get(taken) if first in self._unused else first
            if taken and taken not in have and place is not None:
                have.add(taken)
                one = ListedActor(place, taken)
                self.actors.append(changed(one, aliases=tuple(self._spelled_elsewhere(one))))
                yield taken

    def _named_by_entries(self) -> Iterator[tuple[str, RowPlace]]:
        """Whom rows name that are taken, with the first of these last: a row that is left out brings nobody."""
        ends = [(one.place, one.part, one.whole) for one in self.parts]
        ends += [(one.place, one.source, one.target) for one in self.draft.ties]
        ends += [(one.place, one.member, one.group) for one in self.draft.memberships]
        ends += [(one.place, one.name, one.part_of) for one in self.actors]
        for place, *names in reversed(ends):
            yield from ((self.of(name), place) for name in names)

    def _wholes(self) -> Iterator[tuple[str, RowPlace]]:
        for whole in self.draft.parents.values():
            yield whole, next(iter(self.draft.named.values()), RowPlace("", 0))

    def memberships(self) -> Iterator[ListedMembership]:
        """Each once, under the names that are taken; nobody is a member of itself."""
        found: dict[tuple[str, str], list[ListedMembership]] = {}
        for one in self.draft.memberships:
            taken = changed(one, member=self.of(one.member), group=self.of(one.group))
            if taken.member != taken.group:
                add_membership(found.setdefault((taken.member, taken.group), []), taken)
        yield from (one for several in found.values() for one in several)

    def ties(self) -> Iterator[ListedTie]:
        """The ties under the names that are taken; one that joins two who are one is left out, and named."""
        seen: set[object] = set()
        first: dict[object, ListedTie] = {}
        for one in self.draft.ties:
            topic = one.topic or (self._usual_topic() if one.kind.iri == INTERFACE else "")
            taken = changed(one, source=self.of(one.source), target=self.of(one.target), topic=topic)
            key = replace(taken, place=RowPlace("", 0))
            if not (taken.kind.is_directed or taken.directed) and taken.source > taken.target:
                key = replace(key, source=taken.target, target=taken.source)
            if taken.source == taken.target:
                self.left_out.append(_of_one(one.place, one.source, one.target))
            elif key not in seen:
                seen.add(key)
                self.left_out += contradictions(first.setdefault(same_tie(key), taken), taken)
                yield taken

    def _usual_topic(self) -> str:
        return self.draft.answers.words.get("topics", {}).get("", "")


def _of_one(place: RowPlace, name: str, other: str) -> LeftOut:
    return LeftOut(place.sheet, f"{name} – {other}", "Both sides are the same actor.")


def _places(draft: ListDraft) -> dict[str, RowPlace]:
    """Every name of an actor or group, with the first row that says it; those with a row of their own come first.

    Of two names that are one the first stays: the row of an actor has its whole name, where others name it they do not.
    """
    found: dict[str, RowPlace] = {}
    for actor in draft.actors:
        found.setdefault(actor.name, actor.place)
    return {**found, **draft.groups, **draft.named, **found}


def _renamed(draft: ListDraft, known: Sequence[KnownActor]) -> list[KnownActor]:
    """The known ones, those that the list names by identifier under the name it has for them."""
    names = {actor.id: actor.name for actor in draft.actors if actor.id}
    return [replace(one, name=names[one.iri], aliases=(*one.aliases,)) if one.iri in names else one for one in known]


def _without_persons(draft: ListDraft, persons: frozenset[str]) -> None:
    """A person is no party of a network: what rows say of it goes where persons are kept."""
    if not persons:
        return
    draft.contacts = [
        replace(one, actor="", name=one.name or one.actor) if one.actor in persons else one for one in draft.contacts
    ]
    have = {one.name for one in draft.contacts if not one.actor}
    named = [*((one.name, one.place) for one in draft.actors), *draft.named.items()]
    draft.contacts += [
        ListedContact(place, "", name)
        for name, place in dict(reversed(named)).items()
        if name in persons and name not in have
    ]
    draft.contacts += [
        ListedContact(one.place, one.name, name)
        for one in draft.actors
        for name in (*one.topics, *one.aliases)
        if name in persons and one.name not in persons
    ]
    draft.contacts += [
        ListedContact(one.place, one.member, one.group)
        for one in draft.memberships
        if one.group in persons and one.member not in persons
    ]
    draft.groups = {name: place for name, place in draft.groups.items() if name not in persons}
    draft.ties = [replace(one, topic="") if one.topic in persons else one for one in draft.ties]
    draft.actors = [
        changed(
            one,
            part_of="" if one.part_of in persons else one.part_of,
            topics=tuple(topic for topic in one.topics if topic not in persons),
            aliases=tuple(alias for alias in one.aliases if alias not in persons),
        )
        for one in draft.actors
        if one.name not in persons
    ]
    draft.parents = {part: whole for part, whole in draft.parents.items() if not {part, whole} & persons}
    draft.parts = [one for one in draft.parts if not {one.part, one.whole} & persons]
    draft.memberships = [one for one in draft.memberships if not {one.member, one.group} & persons]
    draft.ties = [one for one in draft.ties if one.source not in persons and one.target not in persons]
    draft.named = {name: place for name, place in draft.named.items() if name not in persons}


def _of_nobody(arranged: Arranged, settled: _Settled) -> Iterator[CellFault]:
    """A list without anybody is none, whatever its headings are."""
    tables = [one for one in arranged.arrangements if one.kind != "aside"]
    draft = settled.draft
    says_something = (settled.actors, settled.groups, draft.ties, draft.memberships, draft.contacts, draft.faults)
    if tables and not any(says_something):
        error = DataError("There is no actor.", hint="Enter at least one.")
        yield CellFault((tables[0].sheet, max(tables[0].heading_row, 0), 0), error)


def _of_topics(draft: ListDraft) -> Iterator[Question]:
    """What ties are about that say nothing of it: one question for all; left open, they have no topic."""
    rows = tuple(one.place for one in draft.ties if not one.topic and one.kind.iri == INTERFACE)
    if rows and "" not in draft.answers.words.get("topics", {}):
        yield Question("word", "", rows[:_ROWS_NAMED], scheme="topics")


def _of_pairs(alikes: Alikes, places: Mapping[str, RowPlace], known: Collection[str]) -> Iterator[Question]:
    for pair, why in alikes.pairs.items():
        rows = tuple(dict.fromkeys(places[name] for name in pair if name in places))
        offered = OFFERED if pair[1] in known else OFFERED_OF_LIST
        yield Question("pair", pair[0], rows, offered, usual="later", pair=pair, why=why, stays=pair[1])


def _once(faults: Iterable[CellFault]) -> Iterator[CellFault]:
    seen: set[object] = set()
    for fault in faults:
        key = (fault.place, fault.error.message)
        if key not in seen:
            seen.add(key)
            yield fault
