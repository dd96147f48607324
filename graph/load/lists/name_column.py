"""The column that says who a row is about: by its heading, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.load.lists.arrangement import SheetKind
from graph.load.lists.folded import folded
from graph.load.lists.looks import Known, Look, by_contents
from graph.load.lists.name_forms import stands_alone

GENERAL_NAMES = frozenset(
    {"name", "namen", "bezeichnung", "titel", "label", "stelle", "mitglied", "mitglieder", "teilnehmer", "partner"}
)
_SURNAMES = frozenset({"name", "familienname", "nachname", "zuname", "last name", "surname"})
_FIRST_NAMES = frozenset({"vorname", "vornamen", "rufname", "first name", "given name", "forename"})
_SAYS_WHOLE = re.compile(r"\b(?:teil (?:von|des|der)|gehort zu|part of|belongs to|ubergeordnete?)\b")
_MOST, _HALF, _SOME, _LONGEST_FORM = 0.8, 0.5, 0.2, 8


def name_column(looks: Sequence[Look], known: Known, kind: SheetKind) -> Look | None:
    """The column that says who a row is about: one headed so and, of several, the one that names organisations."""
    headed = [look for look in looks if "name" in look.may_be and not look.is_under("contact")]
    headed = [look for look in headed if not _is_surname(look, looks)]
    headed = [look for look in headed if look.contents.count and look.contents.numbers < _HALF] or headed
    if headed and all(map(_is_of_partners, headed)) and (body := _body(looks, known)) is not None:
        return body  # `Träger` beside `Partner`: whose partners they are
    if not headed:
        return _without_heading(looks, known, kind)
    special = [look for look in headed if folded(look.heading) not in GENERAL_NAMES and look.contents.persons < 0.5]  # noqa: PLR2004
    bodies = [look for look in looks if "part_of" in look.may_be and look.contents.persons <= _SOME]
    if not special and bodies and all(look.contents.persons >= _HALF for look in headed):
        return bodies[0]  # whom persons are there for: `Fraktion / Träger` beside `Mitglied`
    if not special:
        return min(headed, key=lambda look: (look.contents.persons >= 0.5, look.may_be.index("name"), look.index))  # noqa: PLR2004
    return max(special, key=lambda look: (look.may_be[0] == "name", _is_telling(look), -look.index))


def _is_of_partners(look: Look) -> bool:
    """Whether a heading may be of whom others work with, or counts members."""
    return "target" in look.may_be or look.contents.numbers >= _HALF


def _body(looks: Sequence[Look], known: Known) -> Look | None:
    """The column of those who keep what rows are about, where it names organisations and not what kind they are."""
    bodies = (look for look in looks if "part_of" in look.may_be and look.contents.filled > _MOST)
    named = (look for look in bodies if max(look.contents.persons, look.contents.numbers) <= _SOME)
    return next((look for look in named if not are_kinds_of_bodies(look, known)), None)


def are_kinds_of_bodies(look: Look, known: Known) -> bool:
    """Whether `Träger` heads kinds ("Verein, Behörde"); an office that a town has once is named by its kind alone."""
    is_open = not _SAYS_WHOLE.search(folded(look.heading))
    words = look.contents.words
    names = [word for word in words if word not in known.kinds and " " in word and len(word) > _LONGEST_FORM]
    if len(names) > _SOME * len(words):  # "Stadt" beside "Stadt (Sozialamt)"
        return False
    return is_open and look.contents.share_of(known.kinds - stands_alone()) >= _HALF


def _is_surname(look: Look, looks: Sequence[Look]) -> bool:
    """Whether a `Name` is a person's, since a first name stands beside it."""
    return folded(look.heading) in _SURNAMES and any(folded(one.heading) in _FIRST_NAMES for one in looks)


def _is_telling(look: Look) -> bool:
    return look.contents.distinct > 0.7 and look.contents.filled > 0.5  # noqa: PLR2004 - most rows name another


def _without_heading(looks: Sequence[Look], known: Known, kind: SheetKind) -> Look | None:
    """A column of groups or of those whom others belong to, or else the text that differs most from row to row."""
    are_persons = any("contact" in look.may_be for look in looks)
    wholes = [look for look in looks if "part_of" in look.may_be and _is_in_each_row(look)]
    if wholes and any({"group", "groups"} & set(look.may_be) for look in looks) and kind != "memberships":
        return wholes[0]  # who is headed as a body that keeps others is in the groups itself
    texts = [
        look for look in looks if _may_be_name(look, looks) and by_contents(look, known) is None and _is_text(look)
    ]
    is_first_named = bool(texts) and _comes_first(texts[0], looks)  # under whatever heading, beside its `Träger`
    for role in ("group", "groups", "part_of") if kind != "memberships" else ():
        for look in looks:
            is_each = _is_in_each_row(look) or (role == "part_of" and are_persons)
            if role in look.may_be and is_each and not look.is_marked:
                return texts[0] if role == "part_of" and is_first_named else look
    if any(_is_surname(look, looks) for look in looks):
        return None  # a list of persons: whom they stand for is asked
    return max(
        texts,
        key=lambda look: (round(look.contents.distinct * look.contents.filled, 1), -look.index),
        default=_body(looks, known),
    )


def _comes_first(look: Look, looks: Sequence[Look]) -> bool:
    """Whether a text that differs from row to row, and names no persons, is the first thing that rows say."""
    is_first = all(one.index >= look.index or one.contents.numbers > _HALF for one in looks if one.contents.count)
    return is_first and _is_in_each_row(look) and look.contents.persons <= _SOME


def _is_in_each_row(look: Look) -> bool:
    return min(look.contents.distinct, look.contents.filled) > 0.9  # noqa: PLR2004 - nearly all


def _may_be_name(look: Look, looks: Sequence[Look]) -> bool:
    """Whether a heading leaves it open, or the first column says what is offered: `Angebot` of `Jugendclub`."""
    is_first = look.index == next((one.index for one in looks if one.contents.count), look.index)
    return not look.may_be or (is_first and look.may_be == ("topics",) and look.contents.distinct > 0.9)  # noqa: PLR2004


def _is_text(look: Look) -> bool:
    contents = look.contents
    return 3 <= contents.length <= 80 and max(contents.numbers, contents.days, contents.marks, contents.postcodes) < 0.5  # noqa: PLR2004
