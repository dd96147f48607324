"""Identifiers that rows of a list refer to: which column has them, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.load.lists.arrangement import Arrangement, Column, Role, SheetAnswer
from graph.load.lists.draft import ListDraft
from graph.load.lists.folded import says_nothing
from graph.load.lists.unite import changed
from graph.load.spreadsheet.table import Table

_ENDS: tuple[Role, ...] = ("source", "target", "source_id", "target_id")
_PARTNERS: tuple[Role, ...] = ("part_of", "target", "wanted")
"""What refers to somebody in a sheet of ties, and in one of actors."""
_SEVERAL = re.compile(r"[,;|\n]")
_MOSTLY = 0.5
"""The share of the texts of a column of ends that are among identifiers, where these have another heading."""


def with_identifiers(
    arrangements: Sequence[Arrangement], tables: Mapping[str, Table], answers: Mapping[str, SheetAnswer]
) -> Iterator[Arrangement]:
    """The arrangements with identifiers in the columns that rows refer to, whatever heads them, and in no others.

    Running numbers that no row refers to are none: tomorrow they count other rows.
    """
    referring = [
        texts for one in arrangements for texts in _references(one, tables[one.sheet] if one.kind != "aside" else ())
    ]
    for one in arrangements:
        said = answers.get(one.sheet, SheetAnswer()).roles or {}
        of_others = [] if one.kind == "ties" else referring
        is_open = not one.of("id")
        columns = []
        for column in one.columns:
            cells = [] if one.kind == "aside" else _cells(column, one, tables[one.sheet])
            if column.index not in said and is_open and _are_referred_to(column, cells, of_others):
                column, is_open = replace(column, role="id"), False  # noqa: PLW2901 - the column as it is read
            elif column.index not in said and _is_running_number(column, cells, of_others):
                column = replace(column, role="number")  # noqa: PLW2901
            columns.append(column)
        yield replace(one, columns=tuple(columns))


def ends_by_name(draft: ListDraft) -> None:
    """Set the names that the file has for identifiers wherever a row names somebody by one.

    What is the name of a group or of an actor of the file is none, whatever else it identifies.
    """
    have = {*draft.groups, *(one.name for one in draft.actors)}
    of_ids = {ident: name for ident, name in draft.of_ids.items() if ident not in have}
    if not of_ids:
        return

    def named(text: str) -> str:
        return of_ids.get(text, text)

    draft.actors = [changed(one, part_of=named(one.part_of)) for one in draft.actors]
    draft.ties = [changed(one, source=named(one.source), target=named(one.target)) for one in draft.ties]
    draft.parts = [replace(one, part=named(one.part), whole=named(one.whole)) for one in draft.parts]
    draft.memberships = [changed(one, member=named(one.member), group=named(one.group)) for one in draft.memberships]
    draft.contacts = [changed(one, actor=named(one.actor)) for one in draft.contacts]
    draft.parents = {named(part): named(whole) for part, whole in draft.parents.items()}
    places, draft.named = draft.named, {}
    for name, place in places.items():
        draft.name_somebody(named(name), place)


def _references(one: Arrangement, table: Table) -> Iterator[frozenset[str]]:
    """The texts of each column that refers to somebody; a column of numbers alone may count instead."""
    for role in _ENDS if one.kind == "ties" else _PARTNERS:
        for column in one.of(role):
            cells = _cells(column, one, table)
            texts = {part for cell in cells for part in _parts(cell)}
            may_count = role in ("target", "wanted") and one.kind != "ties" and all(map(str.isdigit, cells))
            if texts and not may_count:
                yield frozenset(texts)


def _parts(cell: str) -> Iterator[str]:
    return (part for text in _SEVERAL.split(cell) if not says_nothing(part := text.strip()))


def _cells(column: Column, one: Arrangement, table: Table) -> list[str]:
    rows = enumerate(table[one.heading_row + 1 :], start=one.heading_row + 1)
    return [row[column.index] for number, row in rows if row[column.index] and number not in one.aside]


def _are_referred_to(column: Column, cells: Sequence[str], referring: Sequence[frozenset[str]]) -> bool:
    """Whether a column that says nothing else has another text in each row, and most of what rows refer to."""
    if column.role not in ("number", "out") or len(set(cells)) < max(len(cells), 1):
        return False
    own = set(cells)
    return any(len(texts & own) > _MOSTLY * len(texts) for texts in referring)


def _is_running_number(column: Column, cells: Sequence[str], referring: Sequence[frozenset[str]]) -> bool:
    are_numbers = column.role == "id" and bool(cells) and all(map(str.isdigit, cells))
    return are_numbers and not any(texts & set(cells) for texts in referring)
