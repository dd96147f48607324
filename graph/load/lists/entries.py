"""What a list says, when sheets, columns and words are understood: actors, groups, memberships, ties, contacts.

Everything names the row it comes from, so that a preview can mark it and evidence can quote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.errors import DataError
from graph.load.lists.answers import CellPlace, Pair
from graph.load.lists.arrangement import Arrangement
from graph.load.spreadsheet.table import Table
from graph.rdf.tie_classes import TieClass

OF_PERSON = "This is the address of a person."
"""Why an address is left out."""
QuestionKind = Literal["word", "split", "pair", "person", "order", "column", "sheet"]


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row by the sheet's name and its place from 0 in the file."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor by name. `kind` is the IRI of a code, "" for none; `ids` are IRIs or identifiers of authorities.

    `is_group`: the row says that it is a working group itself. `literals`: what else the columns said, by the IRI of a
    property. Days are ISO, as exact as they were written ("2026", "2026-05", "2026-05-31"). `state` and
    `confidence`: IRIs of codes, where the list has them for actors themselves, as our own exports do.
    """

    place: RowPlace
    name: str
    id: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    is_group: bool = False
    part_of: str = ""
    topics: tuple[str, ...] = ()
    district: str = ""
    note: str = ""
    literals: Mapping[str, tuple[str, ...]] | None = None
    authorities: tuple[str, ...] = ()
    state: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class ListedMembership:
    """Somebody in a group, both by name; `role` is the IRI of a code."""

    place: RowPlace
    member: str
    group: str
    role: str = ""
    state: str = ""
    start: str = ""
    end: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A row among ties that says of whom somebody, or a group, is a part."""

    place: RowPlace
    part: str
    whole: str
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class ListedTie:
    """A tie between two by name; state and confidence are IRIs of codes, `weight` None where nothing is said.

    `directed`: None as its kind has it; True or False where the list says so. `detail`: the IRI of the code of its
    closer kind ("koordiniert"), "" for none. `source_text`: where the list itself says that it is said. `is_any`: it is
    whatever connects both already, and only else of this kind.
    """

    place: RowPlace
    source: str
    target: str
    kind: TieClass
    topic: str = ""
    state: str = ""
    start: str = ""
    end: str = ""
    confidence: str = ""
    weight: float | None = None
    directed: bool | None = None
    note: str = ""
    id: str = ""
    detail: str = ""
    source_text: str = ""
    is_any: bool = False


@dataclass(frozen=True, slots=True)
class ListedContact:
    """A contact person of an actor, for the persons' store; `name` may be "" where only a mail or a number stands."""

    place: RowPlace
    actor: str
    name: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    purpose: str = ""
    keep_until: str = ""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be taken as it is, and why; it can be mended in place."""

    place: CellPlace
    error: DataError


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person can say. `asked` is the word, cell, name or column; `offered` what may be meant.

    `rows`: where it stands. `must`: whether nothing can be stored before it is answered; otherwise `usual` is taken.
    `scheme` of a word: the scheme of codes it is looked for in. `pair` of names that sound alike, `why` in English.
    `column`: the place of the column that is asked about, `columns` those of several asked about at once. `stays`: of a
    pair the name that both have if they are one.
    """

    kind: QuestionKind
    asked: str
    rows: tuple[RowPlace, ...]
    offered: tuple[str, ...] = ()
    usual: str = ""
    must: bool = False
    scheme: str = ""
    pair: Pair | None = None
    why: str = ""
    column: int | None = None
    stays: str = ""
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not taken over, and is named: a sheet, a column or rows, with a reason in English (translated)."""

    sheet: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor or group that the network has already: what a list is matched against.

    `has_members`: one can be a member of it, though it may be no group: a programme, a network.
    """

    iri: str
    name: str
    aliases: tuple[str, ...] = ()
    is_group: bool = False
    different_from: frozenset[str] = frozenset()
    networks: tuple[str, ...] = ()
    has_members: bool = False


@dataclass(frozen=True, slots=True)
class ListReading:
    """All a list says. With faults, or with questions that must be answered, nothing of it may be stored.

    `tables`: each sheet as text by its name, cells mended by the answers already. `merged`: by a name of the list the
    name under which it is taken (of the list or the network), where both are the same. `new_groups`: groups that would
    come into being, in their order. `again`: rows whose actor stands in another row already, with that one.
    `answered`: questions that somebody has answered, `usual` being the answer.
    """

    tables: Mapping[str, Table]
    arrangements: tuple[Arrangement, ...]
    actors: tuple[ListedActor, ...]
    memberships: tuple[ListedMembership, ...]
    ties: tuple[ListedTie, ...]
    contacts: tuple[ListedContact, ...]
    groups: tuple[str, ...]
    new_groups: tuple[str, ...]
    merged: Mapping[str, str]
    faults: tuple[CellFault, ...]
    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]
    added: tuple[str, ...] = ()
    parts: tuple[ListedPart, ...] = ()
    again: Mapping[RowPlace, RowPlace] = field(default_factory=dict)
    answered: tuple[Question, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be stored as it is."""
        return not self.faults and not any(question.must for question in self.questions)

    def without_rows(self) -> ListReading:
        """The same without what its rows say, for whoever has taken that already: of 100,000 rows it is 150 MB."""
        return replace(self, actors=(), memberships=(), ties=(), contacts=(), parts=(), merged={}, again={})
