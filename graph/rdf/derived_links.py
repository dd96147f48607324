"""What follows from the ties: plain W3C ORG links for those that exist, and `netz:party` for everyone taking part.

A tie whose class lies below a kind of tie is of that kind: `rdf:type` of the kind follows, so that whoever asks for
interfaces or memberships need not know what a city calls them. A tie without a state exists, as on every page:
`adms:status nk:exists` follows from it. Of several states the first by its IRI counts (`network.read_statements`).
Nobody is linked to or a member of themselves.

Derived statements lie in a graph of their own. Nobody edits them; each change of the ties brings them up to date, and
so does a change of what a tie is: a new class of tie, or another end of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, NamedTuple, TypeVar

import pyoxigraph as ox

from graph.rdf.party_rules import (
    EDGE_FROM,
    EDGE_TO,
    PARTY,
    Node,
    PartyRules,
    Pattern,
    party_rules,
    properties_saying_who_is_party,
    statements_on_parties,
)
from graph.terms import ADMS, DERIVED_GRAPH, NETZ, NK, ORG, RDF

_GRAPH = ox.NamedNode(DERIVED_GRAPH)
_TYPE = ox.NamedNode(RDF + "type")
_STATUS = ox.NamedNode(ADMS + "status")
_EXISTS = ox.NamedNode(NK + "exists")
_INTERFACE = ox.NamedNode(NETZ + "Interface")
_MEMBERSHIP = ox.NamedNode(NETZ + "Membership")
_MEMBER = ox.NamedNode(ORG + "member")
_ORGANIZATION = ox.NamedNode(ORG + "organization")
_MEMBER_OF = ox.NamedNode(ORG + "memberOf")
_LINKED_TO = ox.NamedNode(ORG + "linkedTo")
_PLAIN_MEMBERSHIP = ox.NamedNode(ORG + "Membership")
_MANY = 1_000
_ALWAYS = frozenset({_STATUS, PARTY, _MEMBER, _ORGANIZATION})

T = TypeVar("T")


class _Words(NamedTuple):
    """The words of the rule in one notation: terms, or tokens as they stand in a text."""

    is_node: Callable[[Any], bool]
    parties: frozenset[Any]
    classes: frozenset[Any]
    kinds_above: Mapping[Any, Iterable[Any]]
    type: Any
    status: Any
    exists: Any
    interface: Any
    membership: Any
    plain_membership: Any
    party: Any
    member: Any
    organization: Any
    linked_to: Any
    member_of: Any


_ALL = (
    *(_TYPE, _STATUS, _EXISTS, _INTERFACE, _MEMBERSHIP, _PLAIN_MEMBERSHIP),
    *(PARTY, _MEMBER, _ORGANIZATION, _LINKED_TO, _MEMBER_OF),
)


def _terms(rules: PartyRules) -> _Words:
    return _Words(
        lambda value: isinstance(value, ox.NamedNode | ox.BlankNode),
        rules.parties,
        rules.classes,
        rules.kinds_above,
        *_ALL,
    )


def _spellings(rules: PartyRules) -> _Words:
    return _Words(
        lambda token: token.startswith((b"<", b"_:")) and not token.startswith(b"<<"),
        frozenset(str(name).encode() for name in rules.parties),
        frozenset(str(name).encode() for name in rules.classes),
        {str(one).encode(): [str(kind).encode() for kind in kinds] for one, kinds in rules.kinds_above.items()},
        *(str(term).encode() for term in _ALL),
    )


def derive(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Everything that follows from these statements. Each tie counts alone, from whichever graphs describe it."""
    stated = list(quads)
    return _derive(stated, party_rules(stated))


def derive_anew(stored: Pattern) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph of a store lacks, and what it has that does not follow. O(statements about ties)."""
    rules = rules_with(stored)
    sources = (quad for name, value in _places(rules) for quad in stored(None, name, value, None))
    follows = _derive(sources, rules)
    held = set(stored(None, None, None, _GRAPH))
    return follows - held, held - follows


def derived_lines(lines: Iterable[bytes], rules: PartyRules) -> list[bytes]:
    """What `derive` says of lines of canonical N-Quads none of which lies in the derived graph, as such lines."""
    words, ties = _spellings(rules), defaultdict[bytes, list[tuple[bytes, bytes]]](list)
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        ties[subject].append((predicate, rest.split(b" ", 1)[0]))
    found = {fact for subject, stated in ties.items() for fact in _follows(subject, stated, words)}
    end = f"{_GRAPH} .\n".encode()
    of_classes = (f"{quad} .\n".encode() for quad in _ends_of(rules))
    return [*(b" ".join((*fact, end)) for fact in found), *of_classes]


def source_properties(rules: PartyRules) -> frozenset[bytes]:
    """Properties of all lines that `derived_lines` has to be given, and of those that can change the rules."""
    named = frozenset(str(predicate).encode() for predicate in (*rules.parties, *_ALWAYS, _TYPE))
    return named | properties_saying_who_is_party()


def rules_with(stored: Pattern, add: Iterable[ox.Quad] = (), remove: Iterable[ox.Quad] = ()) -> PartyRules:
    """Who counts as a party once a change is made to a store."""
    return party_rules(statements_on_parties(stored, add, frozenset(remove)))


def holds_ties(stored: Pattern, rules: PartyRules) -> bool:
    """Whether anything in a store may belong to a tie."""
    return any(True for predicate, value in _places(rules) for _ in stored(None, predicate, value, None))


def _places(rules: PartyRules) -> list[tuple[ox.NamedNode, ox.NamedNode | None]]:
    predicates = sorted(rules.parties | _ALWAYS, key=str)
    return [
        *((predicate, None) for predicate in predicates),
        *((_TYPE, kind) for kind in sorted(rules.classes, key=str)),
    ]


def is_assumed_state(quad: ox.Quad) -> bool:
    """Whether it is the state of a tie without one: nobody said it, so that a shape still asks for it."""
    return quad.predicate == _STATUS and quad.graph_name == _GRAPH


def _is_source(quad: ox.Quad, rules: PartyRules) -> bool:
    """Whether anything may follow from it, together with others."""
    predicate = quad.predicate
    if predicate == _TYPE:
        return quad.object in rules.classes and quad.graph_name != _GRAPH
    return (predicate in rules.parties or predicate in _ALWAYS) and quad.graph_name != _GRAPH


def _derive(quads: Iterable[ox.Quad], rules: PartyRules) -> set[ox.Quad]:
    return _follow_from((quad for quad in quads if _is_source(quad, rules)), rules) | _ends_of(rules)


def _ends_of(rules: PartyRules) -> set[ox.Quad]:
    """A class of tie that names no ends connects its parties."""
    return {ox.Quad(one, end, PARTY, _GRAPH) for one in rules.endless for end in (EDGE_FROM, EDGE_TO)}


def _follow_from(sources: Iterable[ox.Quad], rules: PartyRules) -> set[ox.Quad]:
    words, ties = _terms(rules), defaultdict[object, list[tuple[ox.NamedNode, object]]](list)
    for subject, predicate, value, _ in sources:
        ties[subject].append((predicate, value))
    return {
        ox.Quad(one, predicate, other, _GRAPH)  # type: ignore[arg-type]  # a subject of a quad before
        for subject, stated in ties.items()
        for one, predicate, other in _follows(subject, stated, words)
    }


def refresh(stored: Pattern, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph gains and loses by a change.

    `stored` looks up quads by pattern, as the store has them before the change. Only touched ties are read: those that
    the change is about, and where it says anew who counts as a party, those with a property that does so no longer or
    only now.
    """
    add, remove = list(add), set(remove)
    rules = rules_with(stored), rules_with(stored, add, remove)
    come, gone = list(_sources(add, *rules)), set(_sources(remove, *rules))
    touched = {quad.subject for quad in come} | {quad.subject for quad in gone} | _judged_anew(stored, *rules)
    about = (quad for node in _held(stored, touched, *rules) for quad in stored(node, None, None, None))
    held = list(_sources(about, *rules))
    before = _derive(held, rules[0])
    now = _derive([*come, *(quad for quad in held if quad not in gone)], rules[1])
    lost = before - now
    if lost:
        after = _After(stored, add, remove)
        others = (quad for node in after.ties_of({quad.subject for quad in lost}) for quad in after.about(node))
        lost -= _derive(others, rules[1])
    return now - before, lost


def _sources(quads: Iterable[ox.Quad], before: PartyRules, after: PartyRules) -> Iterator[ox.Quad]:
    return (quad for quad in quads if _is_source(quad, before) or _is_source(quad, after))


def _judged_anew(stored: Pattern, before: PartyRules, after: PartyRules) -> set[Node]:
    """Who has a property that names a party, or a class of tie, by one of the rules only."""
    places = [
        *((name, None) for name in before.parties ^ after.parties),
        *((_TYPE, kind) for kind in before.classes ^ after.classes),
        *((_TYPE, one) for one in before.kinds_above if before.kinds_above[one] != after.kinds_above.get(one)),
    ]
    return {quad.subject for name, value in places for quad in stored(None, name, value, None)}  # type: ignore[misc]


def _held(stored: Pattern, nodes: Collection[object], *rules: PartyRules) -> Iterable[Node]:
    """Those of many nodes that the store may say something about: none when it holds no ties at all."""
    if len(nodes) > _MANY and not any(holds_ties(stored, one) for one in rules):
        return ()
    return nodes  # type: ignore[return-value]  # subjects of quads


@dataclass(slots=True)
class _After:
    """The store as it will be after a change."""

    stored: Pattern
    add: Sequence[ox.Quad]
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
    kinds, states = set[T](), set[T]()
    ends = {words.party: parties, words.member: members, words.organization: groups}
    for predicate, value in stated:
        if predicate == words.type:
            kinds.add(value)
        elif predicate == words.status and words.is_node(value):
            states.add(value)
        elif words.is_node(value):
            if predicate in words.parties:
                others.add(value)
            if predicate in ends:
                ends[predicate].add(value)
    yield from ((subject, words.party, party) for party in others)
    known = {kind for one in kinds for kind in words.kinds_above.get(one, ())} - kinds
    yield from ((subject, words.type, kind) for kind in known)
    kinds |= known
    if not states and kinds & words.classes:
        yield subject, words.status, words.exists
    exists = not states or min(states, key=str) == words.exists
    if exists and words.interface in kinds:
        yield from ((one, words.linked_to, other) for one, other in permutations(others | parties, 2))
    if exists and kinds & {words.membership, words.plain_membership}:
        yield from ((member, words.member_of, group) for member in members for group in groups if member != group)
