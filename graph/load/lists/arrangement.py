"""What the sheets and columns of a list are: found by their headings and contents, or said by whoever reads it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SheetKind = Literal["actors", "ties", "memberships", "member-matrix", "tie-matrix", "aside"]
"""`actors`: a row an actor (or group). `ties`: a row a tie. `memberships`: a row an actor in a group. Matrices: actors
in the first column, groups (`member-matrix`) or actors again (`tie-matrix`) in the headings, a mark or a date in the
cells. `aside`: left out, and named."""

Role = Literal[
    "id",  # the IRI or identifier of what the row is about; hidden in our own exports
    "name",
    "short",
    "alias",
    "kind",  # sector or kind of actor
    "groups",  # one cell may name several
    "topics",
    "district",
    "part_of",
    "website",
    "address",
    "note",
    "authority",  # GND, Wikidata, ROR, Amtlicher Gemeindeschlüssel
    "contact",  # a person's name; with the three that follow kept in the persons' store
    "function",
    "email",
    "phone",
    "purpose",
    "keep_until",
    "group",  # of a sheet of memberships
    "members",  # of the group that a row is about; one cell may name several
    "lead",  # who leads that group: an organisation, or a person
    "member_role",
    "source",
    "target",  # in a sheet of actors: whom they work with; one cell may name several
    "wanted",  # the same, where it is wished for and not there
    "source_id",  # identifiers of both ends, as our own exports and node-and-edge files have them
    "target_id",
    "tie_kind",
    "topic",
    "state",
    "since",
    "until",
    "confidence",
    "weight",
    "direction",
    "source_text",  # where it is said
    "x",
    "y",
    "number",  # a running number: left out without a word
    "out",  # left out, and named
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place from 0, its heading as it stands there ("" for none), and what it is.

    `sure` is whether heading or content leave no doubt; what is not sure is shown to be looked at.
    """

    index: int
    heading: str
    role: Role
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one sheet is read. `heading_row` counts from 0, -1 for a sheet without headings.

    Rows above the headings and the rows in `aside` (notes, sums, empty ones) are set aside: shown, not read. So are
    those in `skipped`, which somebody said are to be left out. `group`: whose members all its actors are. `named_by`:
    of sheets that are one list, their names in the last column, the first: there it is said what the names mean.
    """

    sheet: str
    kind: SheetKind
    heading_row: int
    columns: tuple[Column, ...]
    aside: tuple[int, ...] = ()
    sure: bool = True
    skipped: tuple[int, ...] = ()
    group: str = ""
    named_by: str = ""

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns of a role, in their order."""
        return tuple(column for column in self.columns if column.role == role)


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What was said of one sheet: "" and None leave it to what is found; `roles` by the place of the column."""

    kind: SheetKind | Literal[""] = ""
    heading_row: int | None = None
    roles: Mapping[int, Role] | None = None
