"""Which membership or tie of the network a row means: by identifier, or by who is at both ends and what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.load.lists.entries import ListedMembership, ListedTie
from graph.model import MEMBERSHIP
from graph.rdf.tie_classes import TieClass
from graph.terms import NK, ORG, local_name
from graph.text import slug_for
from graph.upkeep.lists.fields import START, STATE, TOPICS
from graph.upkeep.lists.names import Names
from graph.upkeep.lists.present import IN_NETWORK, Present

_ENDED = NK + "ended"
_MEMBERSHIPS, _TIES = "mitgliedschaft/", "verbindung/"
Ends = tuple[str, ...]
"""A kind of tie, and who is at its ends: in their order where it has a direction."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row says of a tie besides its ends, and which tie it was taken for.

    `before`: the same of the row before that has these ends. Mostly there is none, and a list has 150,000 memberships.
    """

    start: str
    topics: frozenset[str] = frozenset()
    iri: str = ""
    before: Meant | None = None

    def is_same(self, other: Meant) -> bool:
        """Whether two rows speak of one tie: on the same topics, and not of two periods."""
        return self.topics == other.topics and (self.start == other.start or not (self.start and other.start))

    def in_order(self) -> list[Meant]:
        """All of these ends, the first one first."""
        found = [self]
        while (before := found[-1].before) is not None:
            found.append(before)
        return found[::-1]


class Meetings:
    """The ties of a network by their ends. Each is meant by one row, or by several that say the same."""

    def __init__(self, present: Present, names: Names, is_by_list: Callable[[str], bool]) -> None:
        """`is_by_list`: whether a tie came in by the same list, whose row may say another topic now."""
        self._present, self._names, self._is_by_list = present, names, is_by_list
        self._known: defaultdict[Ends, list[str]] = defaultdict(list)
        self._used: dict[Ends, Meant] = {}
        for class_iri, kind in present.classes.items():
            for iri in present.by_type.get(class_iri, ()):
                if names.network in present.iris(iri, IN_NETWORK):
                    self._keep(iri, kind)

    def foresee_memberships(self, ends: Iterable[tuple[str, str]]) -> None:
        """Ask at once about the addresses of the memberships between these that the network does not have."""
        new = (pair for pair in ends if (MEMBERSHIP, *pair) not in self._known)
        self._names.foresee_slugs(_MEMBERSHIPS, map(_slug_of, new))

    def foresee_ties(self, ties: Iterable[tuple[ListedTie, str, str, list[str]]]) -> None:
        """The same of ties with their ends and topics."""
        new = (one for one in ties if not self._by_id(one[0].id) and _ends_of(*one[:3]) not in self._known)
        self._names.foresee_slugs(_TIES, (_slug_of((source, target, *topics)) for _, source, target, topics in new))

    def membership(self, listed: ListedMembership, member: str, group: str) -> str:
        """The IRI of a membership, a new one where there is none; one that goes on comes before one that ended."""
        meant = Meant(listed.start)
        known = self._by_id(listed.id)
        return known or self._of((MEMBERSHIP, member, group), meant, _MEMBERSHIPS, (member, group))

    def tie(self, listed: ListedTie, source: str, target: str, topics: Collection[str]) -> str:
        """The IRI of a tie, a new one where there is none: the one on the same topic, or whose row had another."""
        meant = Meant(listed.start, frozenset(topics))
        known = self._by_id(listed.id)
        named = (source, target, *topics)
        return known or self._of(_ends_of(listed, source, target), meant, _TIES, named)

    def is_there(self, listed: ListedTie, source: str, target: str, topics: Collection[str]) -> bool:
        """Whether there is a tie of this kind between both on the same topic."""
        known = self._known.get(_ends_of(listed, source, target), ())
        return bool(listed.id) or any(self._is_on(iri, frozenset(topics)) for iri in known)

    def _by_id(self, known_id: str) -> str:
        return self._names.by_id(known_id) if known_id else ""

    def _of(self, ends: Ends, meant: Meant, folder: str, named: Sequence[str]) -> str:
        last = self._used.get(ends)
        used = last.in_order() if last else []
        for before in used:
            if before.is_same(meant):
                return before.iri
        taken = {before.iri for before in used}
        free = [iri for iri in self._known.get(ends, ()) if iri not in taken and self._may_be(iri, meant)]
        new = "" if free else self._names.unused(folder, _slug_of(named))
        iri = min(free, key=lambda one: self._distance(one, meant)) if free else new
        self._used[ends] = replace(meant, iri=iri, before=last)
        return iri

    def _may_be(self, iri: str, meant: Meant) -> bool:
        return self._is_on(iri, meant.topics) or self._is_by_list(iri)

    def _is_on(self, iri: str, topics: frozenset[str]) -> bool:
        return not topics or not self._present.values(iri, TOPICS).isdisjoint(topics)

    def _distance(self, iri: str, meant: Meant) -> tuple[bool, bool, bool, str]:
        present = self._present
        return (
            not self._is_on(iri, meant.topics),
            bool(meant.start) and meant.start not in present.values(iri, START),
            _ENDED in present.values(iri, STATE),
            iri,
        )

    def _keep(self, iri: str, kind: TieClass) -> None:
        present = self._present
        if kind.name == MEMBERSHIP:
            pairs = [(a, b) for a in present.iris(iri, ORG + "member") for b in present.iris(iri, ORG + "organization")]
            for pair in pairs:
                self._known[MEMBERSHIP, *pair].append(iri)
            return
        sources = present.iris(iri, kind.source)
        targets = present.iris(iri, kind.target)
        handed = [(a, b) for a in present.iris(iri, kind.handed_from) for b in present.iris(iri, kind.handed_to)]
        for a in sources:
            for b in targets:
                if kind.is_directed or a < b:
                    self._known[_ends(kind, a, b, is_directed=False)].append(iri)
        for a, b in handed:
            self._known[_ends(kind, a, b, is_directed=True)].append(iri)


def _slug_of(named: Iterable[str]) -> str:
    return slug_for("-".join(map(local_name, named)))


def _ends_of(listed: ListedTie, source: str, target: str) -> Ends:
    return _ends(listed.kind, source, target, is_directed=bool(listed.directed))


def _ends(kind: TieClass, source: str, target: str, *, is_directed: bool) -> Ends:
    has_direction = kind.is_directed or (is_directed and bool(kind.handed_from))
    both = (source, target) if has_direction else tuple(sorted((source, target)))
    return (kind.name if has_direction == kind.is_directed else f"{kind.name} →"), *both
