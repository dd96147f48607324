"""Memberships: groups named in a cell, crosses or days under the heading of a group, and sheets of nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from graph.load.lists.arrangement import Column, Role
from graph.load.lists.beside_names import in_one_line, persons_in_brackets
from graph.load.lists.cell_checks import fault_of_name
from graph.load.lists.contact_cells import contacts_of
from graph.load.lists.contents import is_day, is_mark, is_no_mark, mark_and_more
from graph.load.lists.days import Span
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import LeftOut, ListedContact, ListedMembership, RowPlace
from graph.load.lists.folded import one_line, says_nothing
from graph.load.lists.group_lists import lead_group
from graph.load.lists.headings import is_wish
from graph.load.lists.looks import GROUP_LIKE
from graph.load.lists.meanings import DEMANDED
from graph.load.lists.period_cells import NOT_TAKEN
from graph.load.lists.sheet_rows import Row, SheetRows

_OF_MEMBERSHIPS: tuple[Role, ...] = ("since", "until", "member_role")
_OF_SEVERAL = re.compile(r"(?:mitglieder|teilnehme\w+|partner|en|members|participants|ations)$", re.IGNORECASE)
"""How headings end below which a cell may name several."""
_KIND = re.compile(r"\w+")
_BEFORE = re.compile(r"^[(\[]([^()\[\]]+)[)\]]\s*(\S.*)$", re.DOTALL)
_PARTS = re.compile(r"\s*[,;]\s*")
_BEHIND = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]$", re.DOTALL)


def read_memberships(sheet: SheetRows, draft: ListDraft) -> None:
    """Take in a sheet where a row says who is in which group; either cell may name several."""
    names, groups = sheet.columns["name"], sheet.columns["group"] or sheet.columns["groups"]
    if not names:
        _read_members_below(sheet, draft)
        return
    led = set[tuple[str, ...]]()
    for row in sheet:
        members = draft.names_in_cells.parts(_one_name(row), row.place)
        heads = (row.text("group"), *row.texts("lead"))
        if len(heads) > 1 and heads not in led:
            led.add(heads)
            lead_group(row, heads[0], draft)
        if names:
            draft.note(fault_of_name(row, names[0].index, row.text("name")))
        if groups and not (row.text("group") or row.text("groups") or _tells_of_person(row)):
            draft.note(fault_of_name(row, groups[0].index, ""))
        for member in members:
            draft.name_somebody(member, row.place)
            for column, cell in (*row.columns("group"), *row.columns("groups")):
                _in_groups(row, member, cell, column, draft)
            draft.contacts.extend(contacts_of(row, member, draft))


def _read_members_below(sheet: SheetRows, draft: ListDraft) -> None:
    """Take in a sheet where the members of a group stand below its name."""
    for row in sheet:
        for column, cell in row.columns("group"):
            draft.groups.setdefault(column.heading, RowPlace(sheet.name, max(0, sheet.arrangement.heading_row)))
            for member in draft.names_in_cells.parts(one_line(cell), row.place):
                draft.name_somebody(member, row.place)
                _add(row, member, column.heading, _Said(), draft)


def _one_name(row: Row) -> str:
    """Whom a row names; under a heading for one (`Organisation`) a name may go on in the next line."""
    column = next((column for column, _cell in row.columns("name")), None)
    is_one = column is not None and not _OF_SEVERAL.search(column.heading)
    return in_one_line(row.text("name")) if is_one else row.text("name")


def _tells_of_person(row: Row) -> bool:
    """Whether a row without a group says how to reach somebody of the organisation."""
    return bool(row.text("name")) and any(row.text(role) for role in ("contact", "email", "phone"))


def members_by_cells(row: Row, member: str, draft: ListDraft) -> None:
    """The groups that the row of an actor names, and those under whose heading it has a mark."""
    for column, cell in row.columns("groups"):
        _in_groups(row, member, cell, column, draft)
    for column, cell in row.columns("group"):
        _under_heading(row, member, column.heading, cell, draft)
    if own := row.sheet.arrangement.group or (row.section.group if row.section else ""):
        draft.groups.setdefault(own, RowPlace(row.sheet.name, max(0, row.sheet.arrangement.heading_row)))
        _add(row, member, own, _Said(), draft)
    elif not (row.text("groups") or row.text("group")):
        for role in _OF_MEMBERSHIPS:
            for column, cell in row.columns(role):
                what = f"{member}, {column.heading}: {cell}"
                draft.left_out.append(
                    LeftOut(row.sheet.name, what, "It is said of a membership, and no group is named.")
                )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a cell says of a membership beside that there is one."""

    role: str = ""
    span: Span = field(default_factory=Span)
    state: str = ""


def _in_groups(row: Row, member: str, cell: str, column: Column, draft: ListDraft) -> None:
    """The groups that a cell names; of mere numbers the heading says what they count: `AG` over `1, 3`."""
    for part in draft.groups_in_cells.parts(cell, row.place):
        group, said = _with_brackets(row, member, part, draft)
        said = replace(said, state=DEMANDED) if is_wish(column.heading) and not said.state else said
        kind = _KIND.match(column.heading)
        group = f"{kind[0]} {group}" if kind and group.isdigit() else group
        if is_mark(group) and GROUP_LIKE.search(column.heading):
            group = column.heading  # crosses beside names
        fault = fault_of_name(row, column.index, group)
        draft.note(fault)
        if fault is None:
            draft.groups.setdefault(group, row.place)
            _add(row, member, group, said, draft)


def _with_brackets(row: Row, member: str, part: str, draft: ListDraft) -> tuple[str, _Said]:
    """`AG Sprache (Leitung, ab 2024)`, `(ab 2026) Beirat`: what stands in brackets is about the membership.

    Where nothing in them is, they belong to the name of the group.
    """
    behind, before = _BEHIND.match(part), _BEFORE.match(part)
    group, inside = (behind[1], behind[2]) if behind else (before[2], before[1]) if before else (part, "")
    if not inside:
        return part, _Said()
    said, rest = _said_in(row, member, inside, draft)
    if rest == inside:
        return part, _Said()
    if rest:
        draft.left_out.append(LeftOut(row.sheet.name, f"{member}, {group}: {rest}", NOT_TAKEN))
    return group, said


def _said_in(row: Row, member: str, inside: str, draft: ListDraft) -> tuple[_Said, str]:
    """What brackets say of a membership, who is named in them, and the rest of it."""
    persons, rest = persons_in_brackets(inside)
    draft.contacts += [
        ListedContact(row.place, member, one.name, one.function, one.email, one.phone) for one in persons
    ]
    said, left = _Said(), list[str]()
    for one in filter(None, _PARTS.split(rest)):
        if is_day(one) and (span := draft.periods.span(one)) is not None:
            said = replace(said, span=span)
        elif draft.meanings.is_known("roles", one):
            said = replace(said, role=draft.meanings.of("roles", one, row.place))
        elif draft.meanings.is_known("status", one):
            said = replace(said, state=draft.meanings.of("status", one, row.place))
        else:
            left.append(one)
    return said, ", ".join(left)


def _under_heading(row: Row, member: str, group: str, cell: str, draft: ListDraft) -> None:
    draft.groups.setdefault(group, row.place)
    mark, more = mark_and_more(cell)
    if more and is_mark(mark):
        said, rest = _said_in(row, member, more, draft)
        _add(row, member, group, said, draft)
        if rest:
            draft.left_out.append(LeftOut(row.sheet.name, f"{member}, {group}: {rest}", NOT_TAKEN))
    elif is_mark(cell) or not (is_no_mark(mark or cell) or says_nothing(cell)):
        _add(row, member, group, _Said() if is_mark(cell) else _in_matrix(row, cell, draft), draft)


def _in_matrix(row: Row, cell: str, draft: ListDraft) -> _Said:
    """What stands in the cell of a matrix instead of a cross: a day, a state, a role."""
    if is_day(cell):
        return _Said(span=draft.periods.span(cell) or Span())
    if draft.meanings.is_known("status", cell):
        return _Said(state=draft.meanings.of("status", cell, row.place))
    return _Said(draft.meanings.of("roles", cell, row.place))


def _add(row: Row, member: str, group: str, said: _Said, draft: ListDraft) -> None:
    """A membership, with what columns of the row say of it where its own cell says nothing."""
    is_sheet = row.sheet.arrangement.kind == "memberships"
    whole = draft.periods.of(row) if row.text("since") or row.text("until") else Span()
    role, state = row.text("member_role"), row.text("state") if is_sheet else ""
    draft.memberships.append(
        ListedMembership(
            place=row.place,
            member=member,
            group=group,
            role=said.role or (draft.meanings.of("roles", role, row.place) if role else ""),
            state=said.state or (draft.meanings.of("status", state, row.place) if state else ""),
            start=said.span.start or whole.start,
            end=said.span.end or whole.end,
            id=row.text("id") if is_sheet else "",
        )
    )
