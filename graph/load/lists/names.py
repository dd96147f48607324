"""Who is who in a list that was read: persons apart, names that are one joined, those added that only others name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.errors import DataError
from graph.load.lists.alike import Alikes, find_alike
from graph.load.lists.answered import answered_questions
from graph.load.lists.answers import OFFERED, OFFERED_OF_LIST
from graph.load.lists.apart_from_names import apart_from_names
from graph.load.lists.arrange import Arranged
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import (
    CellFault,
    KnownActor,
    ListedContact,
    ListReading,
    Question,
    RowPlace,
)
from graph.load.lists.identifiers import ends_by_name
from graph.load.lists.nobody import without_nobody
from graph.load.lists.person_names import one_by_one
from graph.load.lists.persons import persons_among, said_of_persons
from graph.load.lists.settled import SettledNames
from graph.load.lists.tie_rows import INTERFACE
from graph.load.lists.unite import changed
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
    draft.left_out += dict.fromkeys(draft.periods.left_out)  # a row may ask for its days more than once
    apart_from_names(draft, known)
    names_known = {one.name for one in known}
    without_nobody(draft, names_known)
    persons, asked = persons_among(draft, known)
    answered = tuple(answered_questions(draft, _places(draft), names_known))
    draft.left_out += said_of_persons(draft, persons, arranged.arrangements, tables) if persons else ()
    _without_persons(draft, persons)
    places = _places(draft)
    alikes = find_alike(places, _renamed(draft, known), draft.answers.pairs, progress)
    settled = SettledNames(draft, alikes.merged, known)
    questions = [
        *arranged.questions,
        *_of_topics(draft),
        *draft.periods.questions(),
        *draft.meanings.questions(),
        *draft.groups_in_cells.questions(),
        *draft.names_in_cells.questions(),
        *draft.names_of_rows.questions(),
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


def _of_nobody(arranged: Arranged, settled: SettledNames) -> Iterator[CellFault]:
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
