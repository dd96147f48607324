"""A list of groups, a row each: the columns of their members and of who leads them, and what their cells say.

Whoever leads a group is a member with that role where it is an organisation, and a contact person of the group else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.load.lists.arrangement import Column, Role
from graph.load.lists.beside_names import name_said
from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import ListedContact, ListedMembership
from graph.load.lists.folded import folded, one_line, same_name
from graph.load.lists.looks import Look
from graph.load.lists.person_names import persons_in
from graph.load.lists.sheet_rows import Row
from graph.persons.likeness import likeness

_MEMBERS = re.compile(r"(?:\w*mitglied(?:er|sorganisationen)?|\w*teilnehme(?:r|nde)|members?|participants?)(?: \d+)?")
_HEADS = re.compile(
    r"(?:\w*leitung|\w*leiter(?:in)?|(?:[12] )?vorsitz\w*|\w*sprecher(?:in)?|koordination|koordinator(?:in)?|moderation"
    r"|moderator(?:in)?|federfuhrung|federfuhrende (?:organisation|stelle)|(?:stell)?vertretung|stellvertreter(?:in)?"
    r"|stellv|protokoll|schriftfuhr(?:ung|er(?:in)?)|verantwortlich\w*|geschaftsfuhrung|lead|lead organi[sz]ation|host"
    r"|chair(?:person)?)"
)
"""Of folded headings."""
_ALL_DIFFER, _FEWEST = 0.99, 2


def columns_of_groups(looks: Sequence[Look]) -> Mapping[int, Role]:
    """The columns of a list of groups, each in a row of its own: its name, its members, its heads; {} for no such list.

    Of a group and its members alone each row is as well a row of memberships.
    """
    groups = [look for look in looks if {"group", "groups"} & set(look.may_be) and not look.is_marked]
    if not groups or groups[0].contents.count < _FEWEST or groups[0].contents.distinct < _ALL_DIFFER:
        return {}
    first = groups[0]
    behind = [look for look in looks if look.index > first.index and look.contents.count and not look.is_marked]
    members = [look for look in behind if _MEMBERS.fullmatch(folded(look.heading)) and not look.contents.numbers]
    heads = [look for look in behind if is_head(look.heading) and look not in members]
    is_one_each = [folded(look.heading) for look in members] in (["mitglied"], ["teilnehmer"], ["member"])
    says_more = bool(heads) or len(members) > 1 or _says_more(behind, members)
    names_others = not members and any("name" in look.may_be for look in looks if look is not first)
    if is_one_each or names_others or not says_more or not (members or heads):
        return {}
    return {
        first.index: "name",
        **{look.index: "members" for look in members},
        **{look.index: "lead" for look in heads},
    }


def is_head(heading: str) -> bool:
    """Whether a heading is of whoever leads a group: `Leitung`, `Sprecherin`, `Federführung`."""
    return bool(_HEADS.fullmatch(folded(heading)))


def with_heads_of_groups(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns of memberships; a head who is the same in all rows of a group leads it, and is nobody's contact."""
    groups = [column.index for column in columns if column.role == "group"]
    heads = [column for column in columns if column.role == "contact" and is_head(column.heading)]
    if len(groups) != 1 or not heads:
        return tuple(columns)
    names = [row[groups[0]] for row in rows if row[groups[0]]]
    shared = {
        column.index for column in heads if len(set(names)) < len(names) and _is_same_in_each(column, groups[0], rows)
    }
    return tuple(replace(column, role="lead") if column.index in shared else column for column in columns)


def _is_same_in_each(column: Column, group: int, rows: Sequence[Sequence[str]]) -> bool:
    pairs = {(row[group], row[column.index]) for row in rows if row[group] and row[column.index]}
    return bool(pairs) and len(pairs) == len({name for name, _head in pairs})


def _says_more(looks: Sequence[Look], members: Sequence[Look]) -> bool:
    """Whether columns say something of the groups themselves: what they work on, where they meet, how to reach them."""
    of_groups = {"topics", "address", "email", "phone", "website", "note", "district", "contact"}
    return any(of_groups & set(look.may_be[:1]) for look in looks if look not in members)


def members_of_group(row: Row, group: str, draft: ListDraft) -> None:
    """The members that the row of a group names, and who leads it."""
    heads = set(map(same_name, lead_group(row, group, draft)))
    for _column, cell in row.columns("members"):
        for member in map(one_line, draft.names_in_cells.parts(cell, row.place)):
            if same_name(member) not in heads:
                _add(row, member, group, "", draft)


def lead_group(row: Row, group: str, draft: ListDraft) -> list[str]:
    """Take in who leads a group as its row says; the organisations that do."""
    found = list[str]()
    for column, cell in row.columns("lead"):
        for head in map(one_line, draft.names_in_cells.parts(cell, row.place)):
            found += [head] if _leads(row, head, group, column, draft) else []
    return found


def _leads(row: Row, head: str, group: str, column: Column, draft: ListDraft) -> bool:
    """Take in whoever leads a group; whether it is an organisation."""
    said = name_said(head)
    if said.name and _is_organisation(said.name, draft):
        role = draft.meanings.of("roles", column.heading, row.place) if _says_role(column, draft) else ""
        _add(row, head, group, role, draft)
        return True
    for name in persons_in(said.name) if said.name else ():
        draft.contacts.append(ListedContact(row.place, group, name, column.heading))
    for one in said.persons:
        function = ", ".join(filter(None, (column.heading, one.function)))
        draft.contacts.append(ListedContact(row.place, group, one.name, function, one.email, one.phone))
    return False


def _says_role(column: Column, draft: ListDraft) -> bool:
    return draft.meanings.is_known("roles", column.heading)


def _is_organisation(name: str, draft: ListDraft) -> bool:
    found = likeness(name)
    return found == "no" or (found == "uncertain" and _is_known(name, draft))


def _is_known(name: str, draft: ListDraft) -> bool:
    return draft.names_in_cells.is_known(name) or same_name(name) in draft.known_actors


def _add(row: Row, member: str, group: str, role: str, draft: ListDraft) -> None:
    draft.groups.setdefault(group, row.place)
    draft.name_somebody(member, row.place)
    draft.memberships.append(ListedMembership(row.place, member, group, role))
