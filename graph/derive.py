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
_SOURCES = frozenset({_TYPE, _STATUS, _PARTY, _MEMBER, _ORGANIZATION}) | {ox.NamedNode(iri) for iri in PARTY_PROPERTIES}

Node = ox.NamedNode | ox.BlankNode
Pattern = Callable[[Node | None, ox.NamedNode | None, Node | None, None], Iterable[ox.Quad]]


@dataclass(slots=True)
class _Tie:
    """The little of a tie that anything follows from."""

    values: dict[ox.NamedNode, set[object]] = field(default_factory=lambda: defaultdict(set))

    def exists_as(self, kind: ox.NamedNode) -> bool:
        return kind in self.values[_TYPE] and _EXISTS in self.values[_STATUS]

    def nodes(self, *properties: ox.NamedNode) -> set[Node]:
        return {
            node for name in properties for node in self.values[name] if isinstance(node, ox.NamedNode | ox.BlankNode)
        }


def derive(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Everything that follows from these statements. Each tie counts alone, from whichever graphs describe it."""
    ties: dict[object, _Tie] = defaultdict(_Tie)
    for subject, predicate, value, graph in quads:
        if predicate in _SOURCES and graph != _GRAPH:
            ties[subject].values[predicate].add(value)
    return {quad for subject, tie in ties.items() for quad in _follows(subject, tie)}


def refresh(stored: Pattern, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph gains and loses by a change.

    `stored` looks up quads by pattern, as the store has them before the change. Only touched ties are read.
    """
    after = _After(stored, set(add), set(remove))
    touched = {
        quad.subject for quad in after.add | after.remove if quad.predicate in _SOURCES and quad.graph_name != _GRAPH
    }
    before = derive(quad for subject in touched for quad in stored(subject, None, None, None))  # type: ignore[arg-type]
    now = derive(quad for subject in touched for quad in after.about(subject))
    lost = before - now
    if lost:
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


def _follows(subject: object, tie: _Tie) -> Iterator[ox.Quad]:
    others = tie.nodes(*map(ox.NamedNode, PARTY_PROPERTIES))
    yield from (_quad(subject, _PARTY, party) for party in others)
    if tie.exists_as(_INTERFACE):
        yield from (_quad(one, _LINKED_TO, other) for one, other in permutations(others | tie.nodes(_PARTY), 2))
    if tie.exists_as(_MEMBERSHIP):
        for member in tie.nodes(_MEMBER):
            yield from (_quad(member, _MEMBER_OF, group) for group in tie.nodes(_ORGANIZATION))


def _quad(subject: object, predicate: ox.NamedNode, value: Node) -> ox.Quad:
    return ox.Quad(subject, predicate, value, _GRAPH)  # type: ignore[arg-type]  # a subject of a quad before
