"""What follows from the ties: plain W3C ORG links for those that exist, and `netz:party` for everyone taking part.

Derived statements lie in a graph of their own. Nobody edits them; each change of the ties brings them up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations

import pyoxigraph as ox

from graph.terms import ADMS, DERIVED_GRAPH, NETZ, NK, ORG, RDF

PARTY_PROPERTIES = frozenset(
    NETZ + name for name in ("fromParty", "toParty", "funder", "funded", "holder", "participant")
)

_GRAPH = ox.NamedNode(DERIVED_GRAPH)
_TYPE = ox.NamedNode(RDF + "type")
_STATUS = ox.NamedNode(ADMS + "status")
_EXISTS = ox.NamedNode(NK + "exists")
_PARTY = ox.NamedNode(NETZ + "party")
_INTERFACE = ox.NamedNode(NETZ + "Interface")
_MEMBERSHIP = ox.NamedNode(NETZ + "Membership")
_MEMBER = ox.NamedNode(ORG + "member")
_ORGANIZATION = ox.NamedNode(ORG + "organization")
_MEMBER_OF = ox.NamedNode(ORG + "memberOf")
_LINKED_TO = ox.NamedNode(ORG + "linkedTo")
_PARTY_PROPERTIES = frozenset(map(ox.NamedNode, PARTY_PROPERTIES))
_KINDS = frozenset({_INTERFACE, _MEMBERSHIP})
_SOURCES = _PARTY_PROPERTIES | {_STATUS, _PARTY, _MEMBER, _ORGANIZATION}

Node = ox.NamedNode | ox.BlankNode
Pattern = Callable[[Node | None, ox.NamedNode | None, Node | None, None], Iterable[ox.Quad]]


def derive(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Everything that follows from these statements. Each tie counts alone, from whichever graphs describe it."""
    return _follow_from([quad for quad in quads if _is_source(quad)])


def _is_source(quad: ox.Quad) -> bool:
    """Whether anything may follow from it, together with others."""
    predicate = quad.predicate
    if predicate == _TYPE:
        return quad.object in _KINDS and quad.graph_name != _GRAPH
    return predicate in _SOURCES and quad.graph_name != _GRAPH


def _follow_from(sources: Iterable[ox.Quad]) -> set[ox.Quad]:
    ties: defaultdict[object, list[tuple[ox.NamedNode, object]]] = defaultdict(list)
    for subject, predicate, value, _ in sources:
        ties[subject].append((predicate, value))
    return {quad for subject, stated in ties.items() for quad in _follows(subject, stated)}


def refresh(stored: Pattern, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph gains and loses by a change.

    `stored` looks up quads by pattern, as the store has them before the change. Only touched ties are read.
    """
    come, gone = [quad for quad in add if _is_source(quad)], {quad for quad in remove if _is_source(quad)}
    touched = {quad.subject for quad in come} | {quad.subject for quad in gone}
    held = [quad for node in touched for quad in stored(node, None, None, None) if _is_source(quad)]  # type: ignore[arg-type]
    before = _follow_from(held)
    now = _follow_from([*come, *(quad for quad in held if quad not in gone)])
    lost = before - now
    if lost:
        after = _After(stored, set(add), set(remove))
        lost -= derive(
            quad for subject in after.ties_of({quad.subject for quad in lost}) for quad in after.about(subject)
        )
    return now - before, lost


@dataclass(slots=True)
class _After:
    """The store as it will be after a change."""

    stored: Pattern
    add: set[ox.Quad]
    remove: set[ox.Quad]
    added: dict[object, list[ox.Quad]] = field(init=False)

    def __post_init__(self) -> None:
        self.added = defaultdict(list)
        for quad in self.add:
            self.added[quad.subject].append(quad)

    def about(self, subject: object) -> Iterator[ox.Quad]:
        yield from self.added.get(subject, ())
        yield from (quad for quad in self.stored(subject, None, None, None) if quad not in self.remove)  # type: ignore[arg-type]

    def ties_of(self, nodes: set[object]) -> set[object]:
        """Whatever names one of these nodes, and these themselves when they are ties."""
        found = {quad.subject for node in nodes for quad in self.stored(None, None, node, None)}  # type: ignore[arg-type]
        return nodes | found | {quad.subject for quad in self.add if quad.object in nodes}


def _follows(subject: object, stated: Iterable[tuple[ox.NamedNode, object]]) -> Iterator[ox.Quad]:
    others, parties, members, groups = set[Node](), set[Node](), set[Node](), set[Node]()
    kinds, exists = set[object](), False
    ends = {_PARTY: parties, _MEMBER: members, _ORGANIZATION: groups}
    for predicate, value in stated:
        if predicate == _TYPE:
            kinds.add(value)
        elif predicate == _STATUS:
            exists |= value == _EXISTS
        elif isinstance(value, ox.NamedNode | ox.BlankNode):
            ends.get(predicate, others).add(value)
    yield from (_quad(subject, _PARTY, party) for party in others)
    if exists and _INTERFACE in kinds:
        yield from (_quad(one, _LINKED_TO, other) for one, other in permutations(others | parties, 2))
    if exists and _MEMBERSHIP in kinds:
        yield from (_quad(member, _MEMBER_OF, group) for member in members for group in groups)


def _quad(subject: object, predicate: ox.NamedNode, value: Node) -> ox.Quad:
    return ox.Quad(subject, predicate, value, _GRAPH)  # type: ignore[arg-type]  # a subject of a quad before
