"""What follows from the ties: plain W3C ORG links for those that exist, and `netz:party` for everyone taking part.

Derived statements lie in a graph of their own. Nobody edits them; each change of the ties brings them up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, NamedTuple, TypeVar

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
_MANY = 1_000
_SOURCES = _PARTY_PROPERTIES | {_STATUS, _PARTY, _MEMBER, _ORGANIZATION}
_PLACES = [*((predicate, None) for predicate in _SOURCES), *((_TYPE, kind) for kind in _KINDS)]

T = TypeVar("T")
Node = ox.NamedNode | ox.BlankNode
Pattern = Callable[[Node | None, ox.NamedNode | None, Node | None, None], Iterable[ox.Quad]]


class _Words(NamedTuple):
    """The words of the rule in one notation: terms, or tokens as they stand in a text."""

    is_node: Callable[[Any], bool]
    type: Any
    status: Any
    exists: Any
    interface: Any
    membership: Any
    party: Any
    member: Any
    organization: Any
    linked_to: Any
    member_of: Any


_ALL = (_TYPE, _STATUS, _EXISTS, _INTERFACE, _MEMBERSHIP, _PARTY, _MEMBER, _ORGANIZATION, _LINKED_TO, _MEMBER_OF)
_TERMS = _Words(lambda value: isinstance(value, ox.NamedNode | ox.BlankNode), *_ALL)
_SPELLINGS = _Words(
    lambda token: token.startswith((b"<", b"_:")) and not token.startswith(b"<<"),
    *(str(term).encode() for term in _ALL),
)


def derive(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Everything that follows from these statements. Each tie counts alone, from whichever graphs describe it."""
    return _follow_from([quad for quad in quads if _is_source(quad)])


def derived_lines(lines: Iterable[bytes]) -> list[bytes]:
    """What `derive` says of lines of canonical N-Quads none of which lies in the derived graph, as such lines."""
    ties: defaultdict[bytes, list[tuple[bytes, bytes]]] = defaultdict(list)
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        ties[subject].append((predicate, rest.split(b" ", 1)[0]))
    found = {fact for subject, stated in ties.items() for fact in _follows(subject, stated, _SPELLINGS)}
    end = f"{_GRAPH} .\n".encode()
    return [b" ".join((*fact, end)) for fact in found]


def source_properties() -> frozenset[bytes]:
    """Properties of all lines that `derived_lines` has to be given."""
    return frozenset(str(predicate).encode() for predicate in (*_SOURCES, _TYPE))


def holds_ties(stored: Pattern) -> bool:
    """Whether anything in a store may belong to a tie."""
    return any(True for predicate, value in _PLACES for _ in stored(None, predicate, value, None))


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
    return {
        ox.Quad(one, predicate, other, _GRAPH)  # type: ignore[arg-type]  # a subject of a quad before
        for subject, stated in ties.items()
        for one, predicate, other in _follows(subject, stated, _TERMS)
    }


def refresh(stored: Pattern, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph gains and loses by a change.

    `stored` looks up quads by pattern, as the store has them before the change. Only touched ties are read.
    """
    come, gone = [quad for quad in add if _is_source(quad)], {quad for quad in remove if _is_source(quad)}
    touched = {quad.subject for quad in come} | {quad.subject for quad in gone}
    held = [quad for node in _held(stored, touched) for quad in stored(node, None, None, None) if _is_source(quad)]
    before = _follow_from(held)
    now = _follow_from([*come, *(quad for quad in held if quad not in gone)])
    lost = before - now
    if lost:
        after = _After(stored, set(add), set(remove))
        lost -= derive(
            quad for subject in after.ties_of({quad.subject for quad in lost}) for quad in after.about(subject)
        )
    return now - before, lost


def _held(stored: Pattern, nodes: Collection[object]) -> Iterable[Node]:
    """Those of many nodes that the store may say something about: none when it holds no ties at all."""
    if len(nodes) > _MANY and not holds_ties(stored):
        return ()
    return nodes  # type: ignore[return-value]  # subjects of quads


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


def _follows(subject: T, stated: Iterable[tuple[T, T]], words: _Words) -> Iterator[tuple[T, T, T]]:
    """Subject, property and object of what follows from one tie."""
    others, parties, members, groups = set[T](), set[T](), set[T](), set[T]()
    kinds, exists = set[T](), False
    ends = {words.party: parties, words.member: members, words.organization: groups}
    for predicate, value in stated:
        if predicate == words.type:
            kinds.add(value)
        elif predicate == words.status:
            exists |= value == words.exists
        elif words.is_node(value):
            ends.get(predicate, others).add(value)
    yield from ((subject, words.party, party) for party in others)
    if exists and words.interface in kinds:
        yield from ((one, words.linked_to, other) for one, other in permutations(others | parties, 2))
    if exists and words.membership in kinds:
        yield from ((member, words.member_of, group) for member in members for group in groups)
