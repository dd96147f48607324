"""What follows from what is said of one tie or actor: its kinds, its parties, its state on a day, the plain links.

And the classes that everybody asks for: a tie is a netz:Tie, an organisation an org:Organization and a foaf:Agent. What
is only demanded, planned or unclear is no org:Membership and no org:Organization: to plain W3C ORG that would say that
it is there.

The same rule for terms and for the words of a text, so that what is loaded by millions need not become terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import permutations
from typing import Any, NamedTuple, TypeVar

import pyoxigraph as ox

from graph.rdf.actor_classes import ORGANISATIONS
from graph.rdf.party_rules import PARTY, TIE, PartyRules, shipped_superclasses
from graph.rdf.whole_day import whole_day
from graph.terms import ADMS, FOAF, NETZ, NK, ORG, RDF, SCHEMA, local_name

TYPE, STATUS = ox.NamedNode(RDF + "type"), ox.NamedNode(ADMS + "status")
END, END_PRECISION = ox.NamedNode(SCHEMA + "endDate"), ox.NamedNode(NETZ + "endPrecision")
MEMBER, ORGANIZATION = ox.NamedNode(ORG + "member"), ox.NamedNode(ORG + "organization")
ACTORS = frozenset(map(ox.NamedNode, ORGANISATIONS))
_EXISTS, _ENDED, _UNCLEAR = (ox.NamedNode(NK + name) for name in ("exists", "ended", "unclear"))
_INTERFACE, _MEMBERSHIP = ox.NamedNode(NETZ + "Interface"), ox.NamedNode(NETZ + "Membership")
_PLAIN_MEMBERSHIP = ox.NamedNode(ORG + "Membership")
_MEMBER_OF, _LINKED_TO = ox.NamedNode(ORG + "memberOf"), ox.NamedNode(ORG + "linkedTo")

_AGENT, _ORGANISATION = ox.NamedNode(FOAF + "Agent"), ox.NamedNode(ORG + "Organization")
_ASKED_FOR = frozenset({_AGENT, _ORGANISATION})
EVERYBODYS_CLASSES = frozenset(one.value for one in (TIE, _PLAIN_MEMBERSHIP, _AGENT, _ORGANISATION))
"""IRIs of the classes that follow for whoever asks in plain words, without anybody having stated them."""

T = TypeVar("T")


class RuleWords(NamedTuple):
    """The words of the rule in one notation: terms, or tokens as they stand in a text; `day` is the day it is.

    `of_values` are the properties that may hold a literal.
    """

    day: str
    is_node: Callable[[Any], bool]
    term: Callable[[Any], Any]
    of_values: frozenset[Any]
    parties: frozenset[Any]
    classes: frozenset[Any]
    actors: frozenset[Any]
    kinds_above: Mapping[Any, Iterable[Any]]
    agents_above: Mapping[Any, Iterable[Any]]
    type: Any
    status: Any
    exists: Any
    ended: Any
    unclear: Any
    end: Any
    end_precision: Any
    interface: Any
    membership: Any
    plain_membership: Any
    party: Any
    member: Any
    organization: Any
    linked_to: Any
    member_of: Any
    tie: Any


_ALL = (
    *(TYPE, STATUS, _EXISTS, _ENDED, _UNCLEAR, END, END_PRECISION),
    *(_INTERFACE, _MEMBERSHIP, _PLAIN_MEMBERSHIP),
    *(PARTY, MEMBER, ORGANIZATION, _LINKED_TO, _MEMBER_OF, TIE),
)


def terms(rules: PartyRules, day: str) -> RuleWords:
    """The words as terms."""
    return RuleWords(
        day,
        lambda value: isinstance(value, ox.NamedNode | ox.BlankNode),
        lambda value: value,
        frozenset({END}),
        rules.parties,
        rules.classes,
        ACTORS,
        rules.kinds_above,
        agents_above(),
        *_ALL,
    )


def spellings(rules: PartyRules, day: str) -> RuleWords:
    """The words as they stand in a text."""
    return RuleWords(
        day,
        lambda token: token.startswith((b"<", b"_:")) and not token.startswith(b"<<"),
        _term,
        frozenset({str(END).encode()}),
        frozenset(str(name).encode() for name in rules.parties),
        frozenset(str(name).encode() for name in rules.classes),
        frozenset(str(name).encode() for name in ACTORS),
        _spelt(rules.kinds_above),
        _spelt(agents_above()),
        *(str(term).encode() for term in _ALL),
    )


@cache
def agents_above() -> Mapping[ox.NamedNode, frozenset[ox.NamedNode]]:
    """Of each class of actors what they are to everybody: an agent, most of them an organisation."""
    return {one: found for one in ACTORS if (found := shipped_superclasses().get(one, frozenset()) & _ASKED_FOR)}


def _spelt(above: Mapping[ox.NamedNode, Iterable[ox.NamedNode]]) -> dict[bytes, list[bytes]]:
    return {str(one).encode(): [str(other).encode() for other in others] for one, others in above.items()}


def _term(token: bytes) -> Any:
    """A word of a line of N-Quads as a term: what has a blank in it was cut there, and is no day."""
    try:
        return next(iter(ox.parse(b"<a:a> <a:a> " + token + b" .", format=ox.RdfFormat.N_TRIPLES))).object
    except (SyntaxError, ValueError, StopIteration):
        return None


def follows(subject: T, stated: Iterable[tuple[T, T]], words: RuleWords) -> Iterator[tuple[T, T, T]]:
    """Subject, property and object of what follows from what is stated of one tie or actor."""
    said = defaultdict[T, set[T]](set)
    for predicate, value in stated:
        if predicate in words.of_values or words.is_node(value):
            said[predicate].add(value)
    others = {party for predicate in said.keys() & words.parties for party in said[predicate]}
    yield from ((subject, words.party, party) for party in others)
    kinds, states = said[words.type], said[words.status]
    known = {kind for one in kinds for kind in words.kinds_above.get(one, ())} - kinds
    yield from ((subject, words.type, kind) for kind in known)
    kinds |= known
    state = min(states, key=str) if states else words.exists
    is_over = state in {words.exists, words.unclear} and _is_over(said[words.end], said[words.end_precision], words)
    if not states and kinds & words.classes:
        yield subject, words.status, words.exists
    if is_over and (states or kinds & words.classes or kinds & words.actors):
        yield subject, words.status, words.ended
    yield from ((subject, words.type, kind) for kind in _classes(kinds, state, words))
    if state == words.exists and not is_over:
        yield from _links(kinds, others | said[words.party], said, words)


def _classes(kinds: set[T], state: T, words: RuleWords) -> set[T]:
    """What it is to whoever asks in plain words: a tie; where it is or was there, a membership, an organisation."""
    found = {words.tie} if kinds & words.classes - {words.plain_membership} else set()
    if state in {words.exists, words.ended}:
        found |= {words.plain_membership} if words.membership in kinds else set()
        found |= {above for one in kinds for above in words.agents_above.get(one, ())}
    return found - kinds


def _links(kinds: set[T], parties: set[T], said: Mapping[T, set[T]], words: RuleWords) -> Iterator[tuple[T, T, T]]:
    """The plain links of a tie that exists."""
    if words.interface in kinds:
        yield from ((one, words.linked_to, other) for one, other in permutations(parties, 2))
    if kinds & {words.membership, words.plain_membership}:
        members, groups = said[words.member], said[words.organization]
        yield from ((member, words.member_of, group) for member in members for group in groups if member != group)


def _is_over(last: Iterable[object], exactly: Iterable[object], words: RuleWords) -> bool:
    """Whether the last day that an end may mean is past."""
    ends = tuple(term for one in last if (term := words.term(one)) is not None)
    codes = tuple(sorted(local_name(str(getattr(words.term(one), "value", ""))) for one in exactly))
    found = whole_day(ends, codes, is_end=True) if ends else ""
    return bool(found) and found < words.day
