"""The entries of a list under the names by which they are taken: each once, with those that only others name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.load.lists.draft import ListDraft
from graph.load.lists.entries import (
    KnownActor,
    LeftOut,
    ListedActor,
    ListedMembership,
    ListedPart,
    ListedTie,
    RowPlace,
)
from graph.load.lists.folded import same_name
from graph.load.lists.tie_rows import INTERFACE
from graph.load.lists.unite import add_membership, changed, contradictions, same_tie, unite


@dataclass(slots=True)
class SettledNames:
    """The entries under the names by which they are taken."""

    draft: ListDraft
    merged: Mapping[str, str]
    known: Sequence[KnownActor]
    groups: dict[str, RowPlace]
    actors: list[ListedActor]
    added: list[str]
    parts: tuple[ListedPart, ...]
    left_out: list[LeftOut]
    again: dict[RowPlace, RowPlace]
    _unused: set[RowPlace]
    _other_names: dict[str, list[str]]

    def __init__(self, draft: ListDraft, merged: Mapping[str, str], known: Sequence[KnownActor]) -> None:
        self.draft, self.merged, self.known = draft, merged, known
        listed = [changed(one, name=self.of(one.name), part_of=self.of(one.part_of)) for one in draft.actors]
        spelled = [one.name for one in draft.actors]
        are_groups = [self.of(one.name) for one in draft.actors if one.is_group]
        self.groups = {self.of(name): place for name, place in draft.groups.items()}
        self.groups |= {name: RowPlace("", 0) for name in are_groups if name not in self.groups}
        parents = {self.of(part): self.of(whole) for part, whole in draft.parents.items()}
        self.left_out, self.again, self._unused = [], {}, set()
        self._other_names = dict[str, list[str]]()
        called = {one.name: set(map(same_name, (one.name, *one.aliases))) for one in known}
        for name in (*draft.named, *draft.groups):
            if self.of(name) != name and same_name(name) not in called.get(self.of(name), ()):
                self._other_names.setdefault(self.of(name), []).append(name)
        self.actors = list(unite(listed, spelled, frozenset(self.groups), parents, self.left_out, again=self.again))
        self.actors = [changed(one, aliases=(*one.aliases, *self._spelled_elsewhere(one))) for one in self.actors]
        self.actors += self._called_otherwise(called)
        self.parts = tuple(self._parts())
        self.added = list(self._add_named())

    def of(self, name: str) -> str:
        """The name under which somebody is taken."""
        return self.merged.get(name, name)

    def _spelled_elsewhere(self, actor: ListedActor) -> list[str]:
        """What cells of others call an actor otherwise, where somebody said that it is the same."""
        known = set(map(same_name, (actor.name, actor.short, *actor.aliases)))
        return [one for one in self._other_names.get(actor.name, ()) if same_name(one) not in known]

    def _called_otherwise(self, known: Collection[str]) -> Iterator[ListedActor]:
        """Groups and known actors without a row of their own that cells call otherwise: the next list is to know it."""
        have, places = {one.name for one in self.actors}, {**self.draft.groups, **self.draft.named}
        for name, others in self._other_names.items():
            if name not in have and (name in self.groups or name in known):
                one = ListedActor(places[others[0]], name, is_group=name in self.groups)
                yield changed(one, aliases=tuple(self._spelled_elsewhere(one)))

    def _parts(self) -> Iterator[ListedPart]:
        """What rows of ties say of wholes: a group may have several, an actor one, and another is named."""
        are_groups = {*self.groups, *(one.name for one in self.known if one.is_group)}
        wholes = {one.name: one.part_of for one in self.actors if one.part_of}
        for one in self.draft.parts:
            part, whole = self.of(one.part), self.of(one.whole)
            if part == whole:
                self.left_out.append(_of_one(one.place, one.part, one.whole))
            elif part in are_groups or same_name(wholes.setdefault(part, whole)) == same_name(whole):
                yield ListedPart(one.place, part, whole, is_group=part in are_groups)
            else:
                said = f"{one.part}: {one.whole}"
                self.left_out.append(LeftOut(one.place.sheet, said, "Another row of this actor says otherwise."))
                self._unused.add(one.place)

    def _add_named(self) -> Iterator[str]:
        have = {one.name for one in self.actors} | set(self.groups) | {one.name for one in self.known}
        elsewhere = dict(self._named_by_entries()) if self._unused else {}
        for name, first in (*self.draft.named.items(), *self._wholes()):
            taken = self.of(name)
            place = elsewhere.get(taken) if first in self._unused else first
            if taken and taken not in have and place is not None:
                have.add(taken)
                one = ListedActor(place, taken)
                self.actors.append(changed(one, aliases=tuple(self._spelled_elsewhere(one))))
                yield taken

    def _named_by_entries(self) -> Iterator[tuple[str, RowPlace]]:
        """Whom rows name that are taken, with the first of these last: a row that is left out brings nobody."""
        ends = [(one.place, one.part, one.whole) for one in self.parts]
        ends += [(one.place, one.source, one.target) for one in self.draft.ties]
        ends += [(one.place, one.member, one.group) for one in self.draft.memberships]
        ends += [(one.place, one.name, one.part_of) for one in self.actors]
        for place, *names in reversed(ends):
            yield from ((self.of(name), place) for name in names)

    def _wholes(self) -> Iterator[tuple[str, RowPlace]]:
        for whole in self.draft.parents.values():
            yield whole, next(iter(self.draft.named.values()), RowPlace("", 0))

    def memberships(self) -> Iterator[ListedMembership]:
        """Each once, under the names that are taken; nobody is a member of itself."""
        found: dict[tuple[str, str], list[ListedMembership]] = {}
        for one in self.draft.memberships:
            taken = changed(one, member=self.of(one.member), group=self.of(one.group))
            if taken.member != taken.group:
                add_membership(found.setdefault((taken.member, taken.group), []), taken)
        yield from (one for several in found.values() for one in several)

    def ties(self) -> Iterator[ListedTie]:
        """The ties under the names that are taken; one that joins two who are one is left out, and named."""
        seen: set[object] = set()
        first: dict[object, ListedTie] = {}
        for one in self.draft.ties:
            topic = one.topic or (self._usual_topic() if one.kind.iri == INTERFACE else "")
            taken = changed(one, source=self.of(one.source), target=self.of(one.target), topic=topic)
            key = replace(taken, place=RowPlace("", 0))
            if not (taken.kind.is_directed or taken.directed) and taken.source > taken.target:
                key = replace(key, source=taken.target, target=taken.source)
            if taken.source == taken.target:
                self.left_out.append(_of_one(one.place, one.source, one.target))
            elif key not in seen:
                seen.add(key)
                self.left_out += contradictions(first.setdefault(same_tie(key), taken), taken)
                yield taken

    def _usual_topic(self) -> str:
        return self.draft.answers.words.get("topics", {}).get("", "")


def _of_one(place: RowPlace, name: str, other: str) -> LeftOut:
    return LeftOut(place.sheet, f"{name} – {other}", "Both sides are the same actor.")
