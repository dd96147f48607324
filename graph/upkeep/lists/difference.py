"""What reading a list again would change, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.load.lists.entries import RowPlace
from graph.terms import DCT, SCHEMA

_PLACES = frozenset({SCHEMA + "address", DCT + "spatial"})
_MANY = 3
RowOutcome = Literal["new", "changed", "same", "aside", "fault", "asked"]
ThingKind = Literal["actor", "group", "membership", "tie"]
FieldOutcome = Literal["changed", "kept", "conflict"]
"""`changed`: the list's value replaces the network's. `kept`: only the network was changed since the list was read
last, and its value stands. `conflict`: both changed; `Answers.sides` says whose value is to stand."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one thing: `key` names both for `Answers.sides`. Values are words as a person reads them.

    `has_choice`: it has one value, and somebody may say whose is to stand.
    """

    key: str
    subject: str
    label: str
    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    outcome: FieldOutcome
    rows: tuple[RowPlace, ...] = ()
    has_choice: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that came in by the same list and is not in it any more.

    `held_by`: how many other statements of the network name it, so that it cannot be deleted with the list.
    """

    iri: str
    label: str
    kind: ThingKind
    held_by: int = 0


@dataclass(frozen=True, slots=True)
class ListSums:
    """The sum in the coordinator's words: how many of each there are in the list, and what happens to them."""

    actors: int = 0
    groups: int = 0
    memberships: int = 0
    ties: int = 0
    contacts: int = 0
    without_group: int = 0
    alike: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class ListDifference:
    """All that reading a list would change. `hidden`: names that name a person and are not taken over."""

    rows: Mapping[RowPlace, RowOutcome]
    fields: tuple[FieldChange, ...]
    gone: tuple[Gone, ...]
    sums: ListSums
    hidden: tuple[str, ...] = ()

    @property
    def elsewhere(self) -> int:
        """How many actors have another town or address in the list, where most of them do: it may be another town's."""
        moved = {one.subject for one in self.fields if one.property in _PLACES and one.before and one.after}
        there = self.sums.actors - self.sums.new
        return len(moved) if len(moved) >= _MANY and 2 * len(moved) > there else 0

    @property
    def conflicts(self) -> tuple[FieldChange, ...]:
        """The fields that list and network both changed."""
        return tuple(one for one in self.fields if one.outcome == "conflict")
