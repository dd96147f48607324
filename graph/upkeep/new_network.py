"""A network made from the tables of our template: the same way in as any other list."""

from __future__ import annotations

from collections.abc import Collection

from graph.errors import DataInvalid
from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import Arrangement, Column, Role
from graph.load.lists.entries import ListedActor, ListedMembership, ListedTie, ListReading, RowPlace
from graph.load.spreadsheet.entries import ActorEntry, Entries, TieEntry
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import ACTOR_NEEDS, ACTORS, TIE_NEEDS, TIES, Sheets, Table, heading_row
from graph.protocol import Applied, Store
from graph.upkeep.lists.take_over import take_over

_ROLES: dict[str, Role] = {
    "akteur": "name",
    "kurzname": "short",
    "sektor": "kind",
    "art": "kind",
    "gruppe": "groups",
    "von": "source",
    "zu": "target",
    "thema": "topic",
    "stand": "state",
    "seit": "since",
    "bis": "until",
    "sicherheit": "confidence",
}


def create_network(
    store: Store,
    network: NewNetwork,
    sheets: Sheets,
    entries: Entries,
    author: str,
    *,
    persons: Collection[str] = (),
) -> Applied:
    """Store the network in one change, checked against the shapes. O(entries).

    `persons`: the names among the actors that are persons; they are kept apart, and no part of the network.

    Raises DataInvalid (422) for entries with faults, and what `take_over` raises.
    """
    if entries.faults:
        raise DataInvalid("The spreadsheet has faults.", hint="Mend them and choose the file again.")
    return take_over(store, network, _reading(sheets, entries), Answers(persons=tuple(persons)), author)


def _reading(sheets: Sheets, entries: Entries) -> ListReading:
    """The entries of the template as those of a list."""
    tables = {ACTORS: sheets.actors} | ({TIES: sheets.ties} if sheets.ties else {})
    groups = tuple(dict.fromkeys(group for one in entries.actors for group in one.groups))
    return ListReading(
        tables=tables,
        arrangements=tuple(_arrangement(name, table) for name, table in tables.items()),
        actors=tuple(map(_actor, entries.actors)),
        memberships=tuple(
            ListedMembership(_place(ACTORS, one.row), one.name, group) for one in entries.actors for group in one.groups
        ),
        ties=tuple(map(_tie, entries.ties)),
        contacts=(),
        groups=groups,
        new_groups=groups,
        merged={},
        faults=(),
        questions=(),
        left_out=(),
    )


def _arrangement(name: str, table: Table) -> Arrangement:
    is_of_ties = name == TIES
    head = heading_row(table, TIE_NEEDS if is_of_ties else ACTOR_NEEDS)
    columns = tuple(
        Column(index, heading, "tie_kind" if is_of_ties and heading.casefold() == "art" else _role(heading))
        for index, heading in enumerate(table[head] if table else ())
    )
    return Arrangement(name, "ties" if is_of_ties else "actors", head, columns)


def _role(heading: str) -> Role:
    return _ROLES.get(heading.casefold(), "number")


def _actor(one: ActorEntry) -> ListedActor:
    return ListedActor(_place(ACTORS, one.row), one.name, short=one.short, kind=one.kind)


def _tie(one: TieEntry) -> ListedTie:
    return ListedTie(
        _place(TIES, one.row),
        one.source,
        one.target,
        one.kind,
        topic=one.topic,
        state=one.state,
        start=one.start,
        end=one.end,
        confidence=one.confidence,
    )


def _place(sheet: str, row: int) -> RowPlace:
    """A row by its place; entries count as a spreadsheet does."""
    return RowPlace(sheet, row - 1)
