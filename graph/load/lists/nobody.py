"""Whom a list names without meaning anybody in particular: nobody of that kind becomes an actor or a group.

It is named beside what is left out, with whom it was said of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import LeftOut, RowPlace
from graph.load.lists.folded import same_name
from graph.load.lists.indefinite import names_nobody

NAMES_NOBODY = "This names nobody in particular. Enter who is meant."


def without_nobody(draft: ListDraft, known: Collection[str]) -> None:
    """Leave out what the draft says of nobody in particular, and name it. `known`: names that the network has."""
    taken = set(map(same_name, known))
    nobody = {name for name in _names(draft) if names_nobody(name) and same_name(name) not in taken}
    if not nobody:
        return
    said = [*_said_of_nobody(draft, nobody)]
    draft.left_out += dict.fromkeys(LeftOut(place.sheet, what, NAMES_NOBODY) for place, what in said)
    draft.actors = [
        replace(one, part_of="") if one.part_of in nobody else one for one in draft.actors if one.name not in nobody
    ]
    draft.memberships = [one for one in draft.memberships if not {one.member, one.group} & nobody]
    draft.ties = [one for one in draft.ties if not {one.source, one.target} & nobody]
    draft.parts = [one for one in draft.parts if not {one.part, one.whole} & nobody]
    draft.contacts = [
        replace(one, actor="") if one.actor in nobody else one
        for one in draft.contacts
        if one.name or one.actor not in nobody
    ]
    draft.parents = {part: whole for part, whole in draft.parents.items() if not {part, whole} & nobody}
    draft.groups = {name: place for name, place in draft.groups.items() if name not in nobody}
    draft.named = {name: place for name, place in draft.named.items() if name not in nobody}


def _names(draft: ListDraft) -> Iterator[str]:
    yield from (name for one in draft.actors for name in (one.name, one.part_of))
    yield from (*draft.groups, *draft.named, *draft.parents.values())


def _said_of_nobody(draft: ListDraft, nobody: set[str]) -> Iterator[tuple[RowPlace, str]]:
    """What rows say of nobody, with the row: of a row of their own the word, else of whom it was said."""
    pairs = [(one.place, one.source, one.target) for one in draft.ties]
    pairs += [(one.place, one.member, one.group) for one in draft.memberships]
    pairs += [(one.place, one.part, one.whole) for one in draft.parts]
    pairs += [(one.place, one.name, one.part_of) for one in draft.actors]
    told = set[str]()
    for place, one, other in pairs:
        if found := nobody & {one, other}:
            told |= found
            yield place, f"{one} – {other}" if one and other else one
    yield from ((place, name) for name, place in (*draft.named.items(), *draft.groups.items()) if name in nobody - told)
