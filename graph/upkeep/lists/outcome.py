"""What each row of a list does, and the sum of all in the coordinator's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListReading, RowPlace
from graph.terms import NETZ, NK, ORG
from graph.upkeep.lists.difference import ListSums, RowOutcome
from graph.upkeep.lists.fields import STATE
from graph.upkeep.lists.present import IN_NETWORK, Present
from graph.upkeep.lists.taken import Taken


def outcome_of_rows(reading: ListReading, answers: Answers, taken: Taken) -> dict[RowPlace, RowOutcome]:
    """What each row does; of several things the strongest: what is wrong, what is asked, what comes, what changes."""
    found: dict[RowPlace, RowOutcome] = {}
    for outcome, places in _in_order(reading, answers, taken):
        for place in places:
            found.setdefault(place, outcome)
    return found


def sums_of(reading: ListReading, taken: Taken) -> ListSums:
    """How many of each there are in the list, and what happens to them."""
    things, contacts = taken.things.values(), taken.contacts
    kinds = [one.kind for one in things]
    changed = {one.thing.iri for one in taken.settled if one.is_changed} | {one.iri for one in taken.joining}
    new = sum(one.is_new for one in things)
    return ListSums(
        actors=kinds.count("actor"),
        groups=kinds.count("group"),
        memberships=kinds.count("membership"),
        ties=kinds.count("tie"),
        contacts=contacts.number,
        without_group=_without_group(taken),
        alike=sum(one.kind == "pair" for one in reading.questions),
        new=new + contacts.number_new,
        changed=len(changed) + contacts.number_changed,
        same=len(things) + contacts.number - new - len(changed) - contacts.number_new - contacts.number_changed,
        gone=len(taken.gone),
    )


def _in_order(reading: ListReading, answers: Answers, taken: Taken) -> Iterator[tuple[RowOutcome, Iterable[RowPlace]]]:
    things = taken.things
    yield "fault", [RowPlace(*fault.place[:2]) for fault in reading.faults]
    yield "asked", [place for one in reading.questions if one.must for place in one.rows]
    open_ones = [
        one for one in taken.settled if one.change.outcome == "conflict" and one.change.key not in answers.sides
    ]
    yield "asked", [place for one in open_ones for place in one.change.rows]
    yield "new", [place for place, iri in taken.main.items() if things[iri].is_new]
    yield "changed", [place for one in things.values() if one.is_new for place in one.rows[:1]]
    yield "changed", [place for one in taken.settled if one.is_changed for place in one.change.rows]
    yield "changed", [place for one in taken.joining for place in one.rows]
    yield "changed", (*taken.contacts.new, *taken.contacts.changed)
    yield "same", [place for one in things.values() for place in one.rows]
    yield "same", [one.place for one in reading.contacts]
    yield "same", reading.again
    yield "aside", _aside(reading)


def _aside(reading: ListReading) -> Iterator[RowPlace]:
    for arrangement in reading.arrangements:
        yield from (RowPlace(arrangement.sheet, row) for row in range(arrangement.heading_row))
        yield from (RowPlace(arrangement.sheet, row) for row in (*arrangement.aside, *arrangement.skipped))


def _without_group(taken: Taken) -> int:
    """How many actors of the list are in no group, neither by the list nor in the network."""
    actors = {one.iri for one in taken.things.values() if one.kind == "actor"}
    joined = {
        term.value
        for one in taken.things.values()
        if one.kind == "membership"
        for name, term in one.stated()
        if name == ORG + "member"
    }
    return len(actors - joined - _members(taken.present, taken.names.network))


def _members(present: Present, network: str) -> set[str]:
    """Who is a member of something in the network, and it has not ended."""
    return {
        member
        for iri in present.by_type.get(NETZ + "Membership", ())
        if network in present.iris(iri, IN_NETWORK) and NK + "ended" not in present.values(iri, STATE)
        for member in present.iris(iri, ORG + "member")
    }
