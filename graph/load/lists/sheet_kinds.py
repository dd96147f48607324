"""What a sheet is: actors, ties, memberships, a matrix; or something to be left aside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.load.lists.arrangement import Role, SheetKind
from graph.load.lists.contents import is_day
from graph.load.lists.directions import hands_from_to
from graph.load.lists.folded import folded, same_name
from graph.load.lists.group_lists import columns_of_groups
from graph.load.lists.header import Header
from graph.load.lists.headings import gives_money, roles_of
from graph.load.lists.looks import Known, Look
from graph.load.spreadsheet.table import Table

_ABOUT_MEMBERSHIP: frozenset[Role] = frozenset(
    {"member_role", "function", "since", "until", "state", "number", "note", "id", "contact", "email", "phone", "out",
     "groups", "group", "name"}
)  # fmt: skip
_TITLES = re.compile(r"mitglied|gremien|membership|member|verteiler|teilnehm", re.IGNORECASE)
_WORDS = "worter"
"""The sheet of our template that lists the words which its columns may hold."""
_MEETING = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.?|(?:\d{1,2}\. )?(?:sitzung|treffen|termin|meeting|session)(?: (?:am |vom )?[\d.]+)?",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"[a-zäöü][\w -]*(?:berechtigt|pflichtig|lich|isch|ig|end|iert|bar|sam|haft|aktiv|frei|bezahlt)")
"""A heading in small letters that says how somebody is: `stimmberechtigt` over yes and no is no group."""
_ANSWER = re.compile(
    r"\w*(?:gesagt|gemeldet|geladen|schrieben|genommen|erhalten|geschickt|versandt|verschickt|bestätigt|schieden)",
    re.IGNORECASE,
)
"""What was done about somebody: `zugesagt`, `eingeladen`, `unterschrieben`."""
_OPEN_ON = re.compile(
    r"(?:mo|di|mi|do|fr|sa|so)\.?|(?:mon|diens|donners|frei|sams|sonn)tag\w?|mittwochs?"
    r"|jan(?:uar)?\.?|feb(?:ruar)?\.?|märz|april|mai|juni?|juli?|aug(?:ust)?\.?|sept?(?:ember)?\.?|okt(?:ober)?\.?"
    r"|nov(?:ember)?\.?|dez(?:ember)?\.?|vormittags?|nachmittags?|abends?|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
"""Days and months over crosses: when somebody is there, and no group."""
_DENIED = frozenset({"nein", "no"})
_SMALLEST_MATRIX, _LETTERS = 3, 3
_CROSSES = frozenset({"x", "", "ja", "yes"})
_SECONDS = {"a": "b", "1": "2", "i": "ii"}
_SHARED_NAMES = 0.6
ENDS_OF_TIES: tuple[tuple[Role, Role], ...] = (("source", "target"), ("source_id", "target_id"))


def sheet_kind(title: str, table: Table, header: Header, looks: Sequence[Look], known: Known) -> SheetKind:
    """What a sheet is by its headings and cells."""
    if is_of_words(title):
        return "aside"
    if _is_tie_matrix(table, header, looks):
        return "tie-matrix"
    lists_groups = bool(columns_of_groups(looks))
    if lists_groups or ends_of_ties(looks):
        return "actors" if lists_groups else "ties"
    names = [look for look in looks if "name" in look.may_be]
    groups = [look for look in looks if {"groups", "group"} & set(look.may_be) and not look.is_marked]
    if mark_columns(looks, known):
        return "member-matrix"
    if lists_members_below(looks) or (names and groups and _is_of_memberships(title, looks, names, groups)):
        return "memberships"
    return "actors" if names or groups or any("part_of" in look.may_be for look in looks) else "aside"


def lists_members_below(looks: Sequence[Look]) -> bool:
    """Whether each heading is the name of a group, and each cell below one of its members."""
    headed = [look for look in looks if look.heading]
    are_groups = len(headed) > 1 and all(look.names_group and look.contents.count for look in headed)
    return are_groups and not any(look.is_marked or look.is_dated or look.contents.numbers for look in headed)


def is_of_words(title: str) -> bool:
    """Whether a sheet is the one of our template that explains words, by its title."""
    return folded(title) == _WORDS


def ends_of_ties(looks: Sequence[Look]) -> tuple[Look, Look] | None:
    """The columns of both ends of ties, if a sheet has both: never two that hold days."""
    if pair := _numbered_pair(looks) or _handed_pair(looks):
        return pair
    for source_role, target_role in ENDS_OF_TIES:
        sources = [look for look in looks if source_role in look.may_be and not look.is_dated]
        targets = [look for look in looks if target_role in look.may_be and not look.is_dated]
        for source in sources:
            is_giver = gives_money(source.heading)
            takers = [one for one in targets if gives_money(one.heading)] if is_giver else targets
            bodies = [look for look in looks if "part_of" in look.may_be] if is_giver else []
            may_take = takers or bodies or targets
            target = next((one for one in may_take if one.index != source.index), None)
            if target is not None:
                return source, target
    return None


def _handed_pair(looks: Sequence[Look]) -> tuple[Look, Look] | None:
    """Two columns whose headings are one sentence, and nothing but the ends of ties: `Überweisung von` and `an`."""
    if any("name" in look.may_be for look in looks):
        return None
    pairs = ((one, other) for one in looks for other in looks if hands_from_to(one.heading, other.heading))
    return next(pairs, None)


def _numbered_pair(looks: Sequence[Look]) -> tuple[Look, Look] | None:
    """Two columns of names that are told apart by a letter or a number alone: `Stelle A` and `Stelle B`."""
    for source in looks:
        stem, _blank, mark = folded(source.heading).rpartition(" ")
        if stem and mark in _SECONDS and "name" in roles_of(stem):
            target = next((look for look in looks if folded(look.heading) == f"{stem} {_SECONDS[mark]}"), None)
            if target is not None:
                return source, target
    return None


def mark_columns(looks: Sequence[Look], known: Known) -> list[Look]:
    """The columns that stand for a group each, with a cross, a day or a role in the cells of its members."""
    open_ones = [look for look in looks if look.heading and (not look.may_be or _is_group(look, known))]
    open_ones = [look for look in open_ones if _is_group(look, known) or not _is_quality(look, known)]
    crossed = [look for look in open_ones if _is_crossed(look, known)]
    sure = [look for look in crossed if _is_group(look, known) or look.is_under("groups")]
    unnamed = [look for look in crossed if not look.is_dated and not look.above]
    if not sure and any(look.is_offer(known) for look in looks):
        return []  # beside `ambulant` another cross hardly names a group
    return [look for look in crossed if look in sure or not look.is_dated] if sure or len(unnamed) > 1 else []


def doubtful_marks(title: str, looks: Sequence[Look], known: Known) -> list[Look]:
    """The columns of crosses that are taken for groups though nothing says so: they may be what somebody offers.

    Said it is by the names of half of them, a heading above, days or roles in their cells, or the title of the sheet.
    """
    crossed = mark_columns(looks, known)
    named = [look for look in crossed if _is_group(look, known) or look.is_under("groups")]
    others = [look for look in crossed if look not in named]
    is_said = bool(_TITLES.search(title)) or any(
        look.is_dated or bool(look.contents.words & (known.roles - _CROSSES)) for look in others
    )
    return [] if is_said or len(others) <= len(named) else others


def offer_columns(looks: Sequence[Look], known: Known) -> list[Look]:
    """The columns of crosses that say what somebody offers, and those beside them whose heading leaves it open."""
    offers = [look for look in looks if look.is_offer(known)]
    if not offers or any(_is_group(look, known) and _is_crossed(look, known) for look in looks):
        return offers
    open_ones = [look for look in looks if look.heading and not look.may_be and look.is_marked]
    return offers + [look for look in open_ones if look not in offers and not _is_quality(look, known)]


def _is_quality(look: Look, known: Known) -> bool:
    """Whether a column says how an actor is, and of no group: it asks, has a "nein", or is headed so."""
    is_answered = bool(look.contents.words & _DENIED) and not look.is_under("groups")
    is_headed = any(one.fullmatch(look.heading) for one in (_QUALITY, _ANSWER, _OPEN_ON)) or look.heading.endswith("?")
    return is_answered or is_headed or look.is_kind(known) or look.names_topic or look.is_offer(known)


def _is_crossed(look: Look, known: Known) -> bool:
    """Whether its cells are crosses, days, or roles in a group; a day as heading is a meeting's.

    A letter or two that nobody knows may be a role below the name of a group, where others are known: it is asked.
    """
    if is_day(look.heading) or _MEETING.fullmatch(look.heading):
        return False
    roles = look.contents.words & (known.roles | _CROSSES)
    others = look.contents.words - roles
    is_of_roles = bool(roles) and (not others or (_is_group(look, known) and max(map(len, others)) <= _LETTERS))
    return look.is_marked or look.is_dated or is_of_roles


def _is_group(look: Look, known: Known) -> bool:
    return look.names_group or same_name(look.heading) in known.groups


def _is_of_memberships(title: str, looks: Sequence[Look], names: Sequence[Look], groups: Sequence[Look]) -> bool:
    others = [look for look in looks if look.may_be and not set(look.may_be) & _ABOUT_MEMBERSHIP]
    if others:
        return False
    first = groups[0].index < names[0].index
    return first or names[0].contents.distinct < 0.9 or bool(_TITLES.search(title))  # noqa: PLR2004 - names recur


def _is_tie_matrix(table: Table, header: Header, looks: Sequence[Look]) -> bool:
    """Whether the names of the first column are the headings of the others."""
    if header.row < 0 or not looks:
        return False
    names = {same_name(row[names_column(looks)]) for row in table[header.row + 1 :] if row[names_column(looks)]}
    headed = [same_name(look.heading) for look in looks if look.heading and look.index != names_column(looks)]
    shared = sum(one in names for one in headed)
    return shared >= _SMALLEST_MATRIX and shared >= _SHARED_NAMES * min(len(headed), len(names))


def names_column(looks: Sequence[Look]) -> int:
    """The column of a matrix that holds names: the first with text that recurs seldom."""
    found = (look.index for look in looks if look.contents.count and look.contents.numbers < 0.5 and not look.is_marked)  # noqa: PLR2004
    return next(found, 0)
