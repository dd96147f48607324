"""What taking a list over needs to know beside what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.load.lists.entries import RowPlace
from graph.upkeep.lists.before import Before
from graph.upkeep.lists.contacts import Contacts
from graph.upkeep.lists.difference import FieldChange, Gone
from graph.upkeep.lists.fields import ListField, Values
from graph.upkeep.lists.names import Names
from graph.upkeep.lists.present import Present
from graph.upkeep.lists.thing import Thing


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a field of something that is there: `listed` says the list, `result` is how it is then."""

    thing: Thing
    field: ListField
    change: FieldChange
    listed: Values
    result: Values
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """The things of a list with what becomes of them.

    `main`: what each row is about. `joining`: who is there already and comes into this network. `different`: pairs of
    whom it was said that they are two. `hidden`: names of the list that cannot be public. `known_below`: see `take`.
    All of it is so at `revision` of the store, for the network of this code.
    """

    slug: str
    revision: int

    present: Present
    names: Names
    before: Before
    list_node: str
    things: Mapping[str, Thing]
    main: Mapping[RowPlace, str]
    settled: tuple[Settled, ...]
    joining: tuple[Thing, ...]
    different: tuple[tuple[str, str], ...]
    contacts: Contacts
    gone: tuple[Gone, ...]
    hidden: tuple[str, ...] = ()
    known_below: str | None = ""
