"""What each column of a sheet is, once it is known what the sheet is: by heading, or else by content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.load.lists.arrangement import Column, Role, SheetKind
from graph.load.lists.folded import folded
from graph.load.lists.group_lists import columns_of_groups
from graph.load.lists.headings import is_wish
from graph.load.lists.looks import Known, Look, by_contents
from graph.load.lists.name_column import GENERAL_NAMES, are_kinds_of_bodies, name_column
from graph.load.lists.sheet_kinds import ends_of_ties, lists_members_below, mark_columns, names_column, offer_columns

_OF_CONTACTS: frozenset[Role] = frozenset({"contact", "function", "email", "phone", "purpose", "keep_until"})
_OF_TIES: frozenset[Role] = frozenset(
    {"source", "target", "source_id", "target_id", "tie_kind", "topic", "state", "since", "until", "confidence",
     "weight", "direction", "source_text", "note", "id", "number", "out"}
)  # fmt: skip
_NOT_OF_ACTORS: frozenset[Role] = frozenset(
    {"source", "source_id", "target_id", "tie_kind", "topic", "weight", "direction", "group"}
)
_ONLY_WITH_GROUPS: frozenset[Role] = frozenset({"since", "until", "member_role"})
_ORDER_IN_TIES: tuple[Role, ...] = (
    "source", "target", "source_id", "target_id", "direction", "tie_kind", "topic", "state", "since", "until",
    "confidence", "weight", "source_text", "note",
    "id", "number", "out",
)  # fmt: skip
_NEVER_MARKS: frozenset[Role] = frozenset(
    {"group", "groups", "name", "contact", "function", "email", "phone", "part_of", "address", "website"}
)
"""What a cross or a yes cannot be."""
_TOWNS = frozenset({"ort", "stadt", "gemeinde", "town", "city", "stadt gemeinde", "location"})
_FIELDS = frozenset({"bereich", "bereiche", "branche", "branchen", "sparte", "sparten", "industry"})
"""Headings of what somebody works on, or of what they are."""
_HALF, _SOME, _ALL = 0.5, 0.2, 0.9
_BY_CONTENTS: tuple[Role, ...] = ("contact", "email", "phone", "website", "note", "function", "address")
"""What a heading may say where addresses of mail, numbers or pages in the cells say it better."""
_ONCE: frozenset[Role] = frozenset(
    {"name", "source", "target", "since", "until", "state", "tie_kind", "member_role", "weight", "id"}
)


def assign(kind: SheetKind, looks: Sequence[Look], known: Known) -> tuple[Column, ...]:
    """The columns of a sheet of this kind with their roles."""
    if kind == "ties":
        roles = _of_ties(looks, known)
    elif kind == "tie-matrix":
        first = names_column(looks)
        roles = {
            look.index: "name" if look.index == first else "target"
            for look in looks
            if look.heading or look.index == first
        }
    else:
        roles = of_members_below(looks, kind) or _of_actors(kind, looks, known)
    return tuple(_column(look, roles.get(look.index), known) for look in looks)


def of_members_below(looks: Sequence[Look], kind: SheetKind) -> dict[int, Role]:
    """The columns of a sheet that lists below each group's name its members; none of any other sheet."""
    is_one = kind == "memberships" and lists_members_below(looks)
    return {look.index: "group" for look in looks if look.heading} if is_one else {}


def doubled(columns: Sequence[Column]) -> Iterator[Column]:
    """Columns that mean the same as one before them, where a row can say it but once."""
    seen: set[Role] = set()
    once = _said_once({column.role for column in columns})
    for column in columns:
        if column.role in once and column.role in seen:
            yield column
        seen.add(column.role)


def _said_once(roles: Collection[Role]) -> frozenset[Role]:
    """What a row says but once; partners of the actor of a row may stand in several columns."""
    return _ONCE if {"source", "source_id"} & set(roles) else _ONCE - {"target"}


def _column(look: Look, role: Role | None, known: Known) -> Column:
    if role is not None:
        is_proposed = role == "name" and look.may_be == ("topics",)
        is_sure = (bool(look.may_be) and not is_proposed) or role in ("group", "email", "phone", "website")
        is_sure = is_sure or (
            role == "topics" and (look.is_under("topics") or look.names_topic or look.is_offer(known))
        )
        return Column(look.index, look.heading, role, sure=is_sure)
    return Column(look.index, look.heading, "out", sure=look.may_be[:1] == ("out",) or not look.contents.count)


def _of_ties(looks: Sequence[Look], known: Known) -> dict[int, Role]:
    ends = ends_of_ties(looks)
    roles: dict[int, Role] = {}
    if ends:
        source, target = ends
        roles[source.index] = "source_id" if "source_id" in source.may_be else "source"
        roles[target.index] = "target_id" if "target_id" in target.may_be else "target"
    for look in looks:
        if look.index not in roles and (role := _role_in_ties(look, known, frozenset(roles.values()))):
            roles[look.index] = role
    return roles


def _role_in_ties(look: Look, known: Known, taken: frozenset[Role]) -> Role | None:
    may_be = {*look.may_be, *(("topic",) if "topics" in look.may_be else ())} & _OF_TIES
    if {"source", "since"} <= may_be or {"target", "until"} <= may_be:
        may_be -= {"source", "target"} if look.is_dated else {"since", "until"}
    if {"direction", "tie_kind"} & may_be and look.contents.share_of(known.directions) > 0.6:  # noqa: PLR2004 - most words
        return "direction"
    if "weight" in may_be and look.contents.numbers < 0.5:  # noqa: PLR2004 - most are words
        may_be = may_be - {"weight"} or {"note"}
    if "name" in look.may_be and not may_be:
        may_be = {"note"} if folded(look.heading) in GENERAL_NAMES else set()
    return next((role for role in _ORDER_IN_TIES if role in may_be and (role not in _ONCE or role not in taken)), None)


def _of_actors(kind: SheetKind, looks: Sequence[Look], known: Known) -> dict[int, Role]:
    roles: dict[int, Role] = (
        {look.index: "group" for look in mark_columns(looks, known)} if kind != "memberships" else {}
    )
    for look in looks:
        if look.is_marked and (look.is_under("topics") or look.names_topic):
            roles[look.index] = "topics"
        elif look.is_kind(known):
            roles[look.index] = "kind"
    roles |= {look.index: "topics" for look in offer_columns(looks, known)}
    looks = [look for look in looks if not _counts_partners(look, looks)]
    of_groups = columns_of_groups(looks) if kind == "actors" else {}
    roles |= of_groups
    name = name_column([look for look in looks if look.index not in roles], known, kind) if not of_groups else None
    if name is not None:
        roles[name.index] = "name"
    persons = frozenset(look.index for look in looks if look.index not in roles and _names_persons(look))
    has_contact = bool(persons) or any(_OF_CONTACTS & set(look.may_be) - {"function"} for look in looks)
    has_groups = kind != "actors" or known.is_of_group or any({"groups", "group"} & set(look.may_be) for look in looks)
    for look in looks:
        if name and look.index not in roles and _is_headed_alike(look, name):
            roles[look.index] = "name"  # asked: two columns mean the same
    for look in looks:
        if look.index not in roles and (
            role := _role_of_actor(look, known, kind, has_contact=has_contact, has_groups=has_groups)
        ):
            is_of_person = role == "member_role" and look.may_be[0] == "function" and look.index - 1 in persons
            roles[look.index] = "function" if is_of_person else role
    return roles | _towns(looks, roles)


def _towns(looks: Sequence[Look], roles: Mapping[int, Role]) -> dict[int, Role]:
    """A town alone, without street or postcode, says where somebody works: it is no address."""
    addresses = [look for look in looks if roles.get(look.index) == "address"]
    are_towns = (
        all(folded(look.heading) in _TOWNS and not _has_numbers(look) for look in addresses)
        and "district" not in roles.values()
    )
    return {addresses[0].index: "district"} if are_towns and len(addresses) == 1 else {}


def _has_numbers(look: Look) -> bool:
    """Whether most cells below `Ort` have a number, as streets do."""
    words = look.contents.words
    return sum(any(map(str.isdigit, word)) for word in words) > _HALF * len(words)


def _is_headed_alike(look: Look, name: Look) -> bool:
    """Whether a second column of names has the very heading of the first: `Organisation` twice."""
    is_same = "name" in look.may_be and folded(look.heading) == folded(name.heading)
    return is_same and not _is_general(look) and look.contents.persons <= _SOME


def _is_general(look: Look) -> bool:
    """Whether a heading may name a person as well as an organisation."""
    return folded(look.heading) in GENERAL_NAMES


def _names_persons(look: Look) -> bool:
    return "contact" in look.may_be or ("name" in look.may_be and look.contents.persons > _SOME)


def _of_upper_heading(look: Look) -> Role | None:
    """What a `Name` is that stands below `Kontakt` or `Träger`."""
    if "name" not in look.may_be:
        return None
    if look.is_under("contact") and look.contents.numbers < _HALF:
        return "contact"
    return "part_of" if look.is_under("part_of") else None


def _is_of_numbers(look: Look) -> bool:
    """Whether amounts stand below a heading that could be one of addresses: money by `Bund`, `Land` and `Stadt`."""
    return (
        look.may_be[:1] == ("address",)
        and folded(look.heading) in _TOWNS | {"land", "kreis"}
        and (look.contents.numbers >= _HALF)
    )


def _counts_partners(look: Look, looks: Sequence[Look]) -> bool:
    """Whether a column says how many partners there are, not who: `Kooperationen` over numbers of no row."""
    are_numbered = any({"id", "number"} & set(one.may_be) and one.contents.numbers >= _HALF for one in looks)
    return "target" in look.may_be and look.contents.numbers >= _HALF and not are_numbered


def _role_of_actor(look: Look, known: Known, kind: SheetKind, *, has_contact: bool, has_groups: bool) -> Role | None:
    found = by_contents(look, known)
    if _is_of_numbers(look):
        return None
    if found in ("email", "phone", "website") and (not look.may_be or look.may_be[0] in _BY_CONTENTS):
        return found
    if above := _of_upper_heading(look):
        return above
    may_be = [role for role in look.may_be if role == "group" or role not in _NOT_OF_ACTORS]
    if {"name", "target"} <= set(may_be) and look.contents.persons <= _SOME:
        may_be.remove("name")  # `Partner` over names of organisations
    if look.is_marked:
        may_be = [role for role in may_be if role not in _NEVER_MARKS]  # "Mitglied im Netzwerk": ja, nein
    if kind == "memberships" and {"group", "groups"} & set(may_be):
        return "group"
    if folded(look.heading) == "titel" and has_contact:
        return "contact"
    return _settled(look, may_be, known, has_contact=has_contact, has_groups=has_groups) if may_be else found


def _settled(look: Look, may_be: Sequence[Role], known: Known, *, has_contact: bool, has_groups: bool) -> Role | None:
    """The role of a heading with several meanings, as its words and its neighbours have it."""
    contents = look.contents
    is_role = "member_role" in may_be and has_groups and (not has_contact or contents.share_of(known.roles) >= _HALF)
    function: Role = "member_role" if is_role else "function" if has_contact else "note"
    settled: dict[Role, Role | None] = {
        "function": function,
        "member_role": function,
        "state": "state" if contents.share_of(known.states) >= _HALF else None,
        "kind": "kind" if _are_kinds(look, known) else "topics",
        "topics": "kind" if _sorts_actors(look, known) else "topics",
        "part_of": "kind" if are_kinds_of_bodies(look, known) else "part_of",
        "name": "contact" if _may_be_persons(look, has_contact=has_contact) else None,
        "group": None,
        "target": "wanted" if is_wish(look.heading) else "target",
        **({} if has_groups else dict.fromkeys(_ONLY_WITH_GROUPS - {"member_role"})),
    }
    return next((found for role in may_be if (found := settled.get(role, role)) is not None), None)


def _may_be_persons(look: Look, *, has_contact: bool) -> bool:
    """Whether a heading of names may head persons: `Mitglieder` over numbers counts them."""
    contents = look.contents
    return contents.persons > _SOME or (has_contact and _is_general(look) and contents.numbers < _HALF)


def _are_kinds(look: Look, known: Known) -> bool:
    """Whether a column sorts actors: few words for many rows, or words that are known."""
    contents = look.contents
    return contents.share_of(known.kinds) >= 0.4 or contents.distinct < 0.5 or len(contents.words) <= 12  # noqa: PLR2004


def _sorts_actors(look: Look, known: Known) -> bool:
    """Whether `Bereich` heads sectors and kinds, and no topics that the network works on."""
    share = look.contents.share_of(known.kinds)
    return folded(look.heading) in _FIELDS and share >= _ALL and share > look.contents.share_of(known.topics)


def with_answers(columns: Sequence[Column], roles: Mapping[int, Role]) -> tuple[Column, ...]:
    """The columns as somebody said; what was said leaves no doubt, and takes its place from what was only proposed."""
    taken = _said_once({*roles.values(), *(column.role for column in columns)}).intersection(roles.values())
    return tuple(
        Column(column.index, column.heading, roles[column.index])
        if column.index in roles
        else replace(column, role="out", sure=False)
        if column.role in taken
        else column
        for column in columns
    )
