"""Rows about the same actor become one entry: what one leaves out another says; contradictions are named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from graph.load.lists.entries import LeftOut, ListedActor, ListedContact, ListedMembership, ListedTie, RowPlace
from graph.load.lists.folded import same_name

E = TypeVar("E", ListedActor, ListedContact, ListedMembership, ListedTie)

_OF_MEMBERSHIP = ("role", "state", "start", "end", "id")
_OF_TIE = ("state", "end", "confidence", "weight", "note", "detail")
_DAYS = frozenset({"start", "end"})
_SINGLE = ("id", "short", "kind", "part_of", "district", "state")


def changed(one: E, **values: Any) -> E:
    """An entry with other values; the same one where they are its own, which most are."""
    differing = {name: value for name, value in values.items() if getattr(one, name) != value}
    return replace(one, **differing) if differing else one


def unite(
    listed: Sequence[ListedActor],
    spelled: Sequence[str],
    groups: Collection[str],
    parents: Mapping[str, str],
    left_out: list[LeftOut],
    *,
    again: dict[RowPlace, RowPlace],
) -> Iterator[ListedActor]:
    """The actors in the order of their first rows, under one name each; `spelled` are their names as the list has them.

    Another spelling becomes an alias, `parents` say who is a part of whom. `left_out` takes what contradicts, `again`
    the rows whose actor stands in another row already.
    """
    found: dict[str, ListedActor] = {}
    for one, spelling in zip(listed, spelled, strict=True):
        other = (spelling,) if same_name(spelling) != same_name(one.name) else ()
        one = changed(one, aliases=(*one.aliases, *other), is_group=one.is_group or one.name in groups)  # noqa: PLW2901
        former = found.get(one.name)
        if former and former.place != one.place:
            again[one.place] = former.place
        found[one.name] = _united(former, one, left_out) if former else one
    for name, one in found.items():
        part_of = one.part_of or parents.get(name, "")
        yield changed(one, part_of=part_of if part_of != name else "", aliases=tuple(dict.fromkeys(one.aliases)))


def _united(former: ListedActor, one: ListedActor, left_out: list[LeftOut]) -> ListedActor:
    values = {}
    for name in _SINGLE:
        before, now = getattr(former, name), getattr(one, name)
        if before and now and same_name(before) != same_name(now):
            left_out.append(LeftOut(one.place.sheet, f"{one.name}: {now}", "Another row of this actor says otherwise."))
        values[name] = before or now
    notes = dict.fromkeys(note for note in (former.note, one.note) if note)
    literals = {**(one.literals or {})}
    for name, said in (former.literals or {}).items():
        literals[name] = tuple(dict.fromkeys((*said, *literals.get(name, ()))))
    return replace(
        former,
        **values,
        aliases=(*former.aliases, *one.aliases),
        is_group=former.is_group or one.is_group,
        topics=tuple(dict.fromkeys((*former.topics, *one.topics))),
        note="\n".join(notes),
        literals=literals or None,
        authorities=tuple(dict.fromkeys((*former.authorities, *one.authorities))),
    )


def add_membership(several: list[ListedMembership], one: ListedMembership) -> None:
    """Take in one more membership of the same two: what says no more or nothing else than another is that one.

    Days agree as far as both are known: of "2017" and "2017-05-01" the more exact one stands.
    """
    for place, former in enumerate(several):
        said = {name: (getattr(former, name), getattr(one, name)) for name in _OF_MEMBERSHIP}
        if all(_agree(name, *both) for name, both in said.items()):
            values = {
                name: now if name in _DAYS and len(now) > len(before) else before or now
                for name, (before, now) in said.items()
            }
            several[place] = replace(former, **values)
            return
    several.append(one)


def same_tie(tie: ListedTie) -> object:
    """What rows about one tie have in common: who, of which kind, on what and since when."""
    return tie.source, tie.target, tie.kind.iri, tie.topic, tie.start, tie.directed, tie.id


def contradictions(former: ListedTie, one: ListedTie) -> Iterator[LeftOut]:
    """What a further row about a tie says otherwise than the first: of one value that one stands."""
    for name in _OF_TIE:
        before, now = getattr(former, name), getattr(one, name)
        if before and now and before != now:
            what = f"{one.source} – {one.target}: {now}"
            yield LeftOut(one.place.sheet, what, "Another row of this connection says otherwise.")


def _agree(name: str, before: str, now: str) -> bool:
    if not before or not now or before == now:
        return True
    return name in _DAYS and (before.startswith(now) or now.startswith(before))
