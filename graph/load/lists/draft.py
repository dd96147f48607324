"""What is gathered of a list while it is read: entries by the names that stand there, faults, whom nobody lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.load.lists.answers import Answers
from graph.load.lists.entries import (
    CellFault,
    LeftOut,
    ListedActor,
    ListedContact,
    ListedMembership,
    ListedPart,
    ListedTie,
    RowPlace,
)
from graph.load.lists.folded import same_name
from graph.load.lists.looks import GROUP_LIKE
from graph.load.lists.meanings import Meanings
from graph.load.lists.period_cells import PeriodCells
from graph.load.lists.splits import Splitter
from graph.rdf.tie_classes import TieClass


@dataclass(slots=True)
class ListDraft:
    """Entries in the order of the file. `named`: who is named without a row of their own, and where first.

    `groups`: the groups in the order they are met; `listed_groups`: whose row says that they are one.
    `parents`: who is a part of whom, where the numbers of a plan say so; `parts`: where a tie does.
    `of_ids`: names by the identifiers that the file has.
    `again`: rows of a matrix that only say once more what another row says, and which.
    `footnotes`: what marks in the cells of a sheet stand for.
    `known_actors`, `known_groups`: who is an actor or a group in the network, by the names that they are compared by.
    """

    answers: Answers
    kinds: Sequence[TieClass]
    meanings: Meanings
    periods: PeriodCells
    groups_in_cells: Splitter
    names_in_cells: Splitter
    ends_of_ties: Splitter
    names_of_rows: Splitter
    faults: list[CellFault]
    faulty: frozenset[tuple[str, int, int]]
    known_actors: frozenset[str] = frozenset()
    known_groups: frozenset[str] = frozenset()
    actors: list[ListedActor] = field(default_factory=list)
    memberships: list[ListedMembership] = field(default_factory=list)
    ties: list[ListedTie] = field(default_factory=list)
    contacts: list[ListedContact] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    named: dict[str, RowPlace] = field(default_factory=dict)
    groups: dict[str, RowPlace] = field(default_factory=dict)
    listed_groups: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    parts: list[ListedPart] = field(default_factory=list)
    of_ids: dict[str, str] = field(default_factory=dict)
    without_topic: list[RowPlace] = field(default_factory=list)
    again: dict[RowPlace, RowPlace] = field(default_factory=dict)
    footnotes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def note(self, fault: CellFault | None) -> None:
        """Keep a fault, but for a cell that is known to be faulty already."""
        if fault is not None and fault.place not in self.faulty:
            self.faults.append(fault)

    def is_group(self, name: str) -> bool:
        """Whether somebody is a group: known as one, said to be one by a row, or called so."""
        plain = same_name(name)
        if plain in self.known_groups or plain in self.listed_groups or name in self.groups:
            return True
        return plain not in self.known_actors and bool(GROUP_LIKE.search(name))

    def is_actor(self, name: str) -> bool:
        """Whether somebody is known, and no group."""
        return same_name(name) in self.known_actors and not self.is_group(name)

    def name_somebody(self, name: str, place: RowPlace) -> None:
        """Somebody is named, who may have no row."""
        if name:
            self.named.setdefault(name, place)
