"""Memberships: groups named in a cell, crosses or days under the heading of a group, and sheets of nothing else."""

from __future__ import annotations

import re

from graph.load.lists.cell_checks import fault_of_name
from graph.load.lists.contact_cells import contacts_of
from graph.load.lists.contents import is_day, is_mark, is_no_mark
from graph.load.lists.days import Span
from graph.load.lists.draft import Draft
from graph.load.lists.entries import ListedMembership
from graph.load.lists.folded import says_nothing
from graph.load.lists.sheet_rows import Row, SheetRows

_BEHIND = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]$", re.DOTALL)


def read_memberships(sheet: SheetRows, draft: Draft) -> None:
    """Take in a sheet where a row says who is in which group; either cell may name several."""
    names, groups = sheet.columns["name"], sheet.columns["group"] or sheet.columns["groups"]
    for row in sheet:
        members = draft.names_in_cells.parts(row.text("name"), row.place)
        if names:
            draft.note(fault_of_name(row, names[0].index, row.text("name")))
        if groups and not row.text("group") and not row.text("groups"):
            draft.note(fault_of_name(row, groups[0].index, ""))
        for member in members:
            draft.name_somebody(member, row.place)
            for cell in (*row.texts("group"), *row.texts("groups")):
                _in_groups(row, member, cell, draft)
            draft.contacts.extend(contacts_of(row, member, draft))


def members_by_cells(row: Row, member: str, draft: Draft) -> None:
    """The groups that the row of an actor names, and those under whose heading it has a mark."""
    for cell in row.texts("groups"):
        _in_groups(row, member, cell, draft)
    for column, cell in row.columns("group"):
        _under_heading(row, member, column.heading, cell, draft)


def _in_groups(row: Row, member: str, cell: str, draft: Draft) -> None:
    for part in draft.groups_in_cells.parts(cell, row.place):
        group, role, span = _with_role(row, part, draft)
        draft.groups.setdefault(group, row.place)
        _add(row, member, group, draft, role, span)


def _with_role(row: Row, part: str, draft: Draft) -> tuple[str, str, Span]:
    """`AG Sprache (Leitung)`, `AG Arbeit (seit 2015)`: what stands in brackets behind is about the membership."""
    found = _BEHIND.match(part)
    if found:
        if is_day(found[2]) and (span := draft.periods.span(found[2])) is not None:
            return found[1], "", span
        if draft.meanings.is_known("roles", found[2]):
            return found[1], draft.meanings.of("roles", found[2], row.place), Span()
    return part, "", Span()


def _under_heading(row: Row, member: str, group: str, cell: str, draft: Draft) -> None:
    draft.groups.setdefault(group, row.place)
    if is_no_mark(cell) or says_nothing(cell):
        return
    if is_mark(cell):
        _add(row, member, group, draft)
    elif is_day(cell):
        span = draft.periods.span(cell)
        _add(row, member, group, draft, span=span or Span())
    elif draft.meanings.is_known("status", cell):
        _add(row, member, group, draft, state=draft.meanings.of("status", cell, row.place))
    else:
        _add(row, member, group, draft, draft.meanings.of("roles", cell, row.place))


def _add(
    row: Row, member: str, group: str, draft: Draft, role: str = "", span: Span | None = None, state: str = ""
) -> None:
    """A membership, with what columns of the row say of it where its own cell says nothing."""
    has_own = row.sheet.arrangement.kind != "actors" or len(row.texts("groups")) > 0
    whole = draft.periods.of(row) if has_own and (row.text("since") or row.text("until")) else Span()
    said = row.text("member_role")
    is_of_memberships = row.sheet.arrangement.kind == "memberships"
    state = state or (
        draft.meanings.of("status", row.text("state"), row.place) if is_of_memberships and row.text("state") else ""
    )
    draft.memberships.append(
        ListedMembership(
            place=row.place,
            member=member,
            group=group,
            role=role or (draft.meanings.of("roles", said, row.place) if said else ""),
            state=state,
            start=(span.start if span else "") or whole.start,
            end=(span.end if span else "") or whole.end,
            id=row.text("id") if is_of_memberships else "",
        )
    )
