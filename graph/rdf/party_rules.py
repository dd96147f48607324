"""Who counts as a party to a tie: which properties name one, as the ontology and a city's own classes of tie say.

`netz:party` is derived from each subproperty of it and from each property that a class of tie names as an end, except
where `netz:derivesParty false` says otherwise. A class right below `netz:Tie` that names no ends connects its parties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from graph.paths import ONTOLOGY
from graph.protocol import Node
from graph.terms import DERIVED_GRAPH, NETZ, ORG, RDFS

PARTY, TIE = ox.NamedNode(NETZ + "party"), ox.NamedNode(NETZ + "Tie")
EDGE_FROM, EDGE_TO = ox.NamedNode(NETZ + "edgeFrom"), ox.NamedNode(NETZ + "edgeTo")

ENDS = (EDGE_FROM, EDGE_TO, ox.NamedNode(NETZ + "directedFrom"), ox.NamedNode(NETZ + "directedTo"))
_DERIVES = ox.NamedNode(NETZ + "derivesParty")
_SUBCLASS, _SUBPROPERTY = ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(RDFS + "subPropertyOf")
_PATTERNS: tuple[tuple[ox.NamedNode, ox.NamedNode | None], ...] = (
    *((name, None) for name in ENDS),
    (_DERIVES, None),
    (_SUBCLASS, None),
    (_SUBPROPERTY, PARTY),
)
_SAYING = dict(_PATTERNS)
_DERIVED = ox.NamedNode(DERIVED_GRAPH)
_PLAIN_MEMBERSHIP = ox.NamedNode(ORG + "Membership")
_NO = {"false", "0"}

Pattern = Callable[[Node | None, ox.NamedNode | None, Node | None, ox.NamedNode | None], Iterable[ox.Quad]]
"""Searches a store for a subject, a property, an object, in a graph or, for None, in any."""


@dataclass(frozen=True, slots=True)
class PartyRules:
    """`ends` hold the ends of ties, `parties` those ends and properties that name a party; `endless` name no ends.

    `classes` are the classes of tie and those below them, plain `org:Membership` too; `kinds_above` are, of a class
    that is no kind itself, the nearest that are.
    """

    ends: frozenset[ox.NamedNode]
    parties: frozenset[ox.NamedNode]
    endless: frozenset[ox.NamedNode]
    classes: frozenset[ox.NamedNode]
    kinds_above: Mapping[ox.NamedNode, frozenset[ox.NamedNode]]


def says_who_is_party(quad: ox.Quad) -> bool:
    """Whether a statement is about classes of tie and their ends; what is derived says nothing new."""
    predicate = quad.predicate
    return predicate in _SAYING and _SAYING[predicate] in (None, quad.object) and quad.graph_name != _DERIVED


def statements_on_parties(
    stored: Pattern, add: Iterable[ox.Quad] = (), remove: Collection[ox.Quad] = ()
) -> set[ox.Quad]:
    """What a store says about classes of tie and their ends, once a change is made: a lookup for each way to say it.

    Of all classes only those below a tie are looked for, a lookup for each.
    """
    said = [(name, value) for name, value in _PATTERNS if name != _SUBCLASS]
    found = {quad for name, value in said for quad in stored(None, name, value, None)} - set(remove)
    come = set(filter(says_who_is_party, add))
    found |= {quad for quad in come if quad.predicate != _SUBCLASS}
    waiting = [TIE, _PLAIN_MEMBERSHIP, *_named({quad.subject for quad in found if quad.predicate in ENDS})]
    seen = set[ox.NamedNode]()
    while waiting:
        above = waiting.pop()
        if above not in seen:
            seen.add(above)
            stays = (quad for quad in stored(None, _SUBCLASS, above, None) if quad not in remove)
            below = {*stays, *(quad for quad in come if quad.predicate == _SUBCLASS and quad.object == above)}
            found |= below
            waiting += _named(quad.subject for quad in below)
    return set(filter(says_who_is_party, found))


def properties_saying_who_is_party() -> frozenset[bytes]:
    """The properties of all such statements, as they stand in a text."""
    return frozenset(str(name).encode() for name in _SAYING)


def party_rules(statements: Iterable[ox.Quad]) -> PartyRules:
    """The rules of the ontology and of further statements, others among them being passed over."""
    own = frozenset(quad.triple for quad in statements if says_who_is_party(quad)) - _shipped_statements()
    return _rules(_shipped_statements() | own) if own else _shipped_rules()


@cache
def shipped_superclasses() -> Mapping[ox.NamedNode, frozenset[ox.NamedNode]]:
    """All classes above each class of the ontology."""
    above = defaultdict[ox.NamedNode, set[ox.NamedNode]](set)
    for one in _shipped_statements():
        if one.predicate == _SUBCLASS:
            above[next(_named([one.subject]))].update(_named([one.object]))
    found = {one: set(classes) for one, classes in above.items()}
    for _ in found:
        for classes in found.values():
            classes.update(*(above.get(one, ()) for one in tuple(classes)))
    return {one: frozenset(classes) for one, classes in found.items()}


def shipped_rules_text() -> str:
    """What the ontology says about parties, as a text that is the same on every machine."""
    return "\n".join(sorted(map(str, _shipped_statements())))


def end_properties(stored: Pattern) -> frozenset[ox.NamedNode]:
    """The properties that hold the ends of ties in a store."""
    return party_rules(statements_on_parties(stored)).ends


@cache
def _shipped_statements() -> frozenset[ox.Triple]:
    core = ox.parse(path=ONTOLOGY / "core.ttl", format=ox.RdfFormat.TURTLE)
    return frozenset(quad.triple for quad in core if says_who_is_party(quad))


@cache
def _shipped_rules() -> PartyRules:
    return _rules(_shipped_statements())


def _rules(statements: frozenset[ox.Triple]) -> PartyRules:
    ends = {one.object for one in statements if one.predicate in ENDS}
    declared = {one.subject for one in statements if one.predicate == _SUBPROPERTY}
    denied = {one.subject for one in statements if one.predicate == _DERIVES and _text(one.object) in _NO}
    with_ends = {one.subject for one in statements if one.predicate in ENDS}
    above = defaultdict[object, set[object]](set)
    for one in statements:
        if one.predicate == _SUBCLASS:
            above[one.subject].add(one.object)
    below = {one for one, classes in above.items() if TIE in classes}
    kinds = frozenset(_named({*below, *with_ends, _PLAIN_MEMBERSHIP}))
    nearest = {one: found for one in _named(above) if one not in kinds and (found := _nearest(one, above, kinds))}
    return PartyRules(
        ends=frozenset(_named(ends)),
        parties=frozenset(_named((declared | ends) - denied - {PARTY})),
        endless=frozenset(_named(below - with_ends)),
        classes=kinds | nearest.keys(),
        kinds_above=nearest,
    )


def _nearest(
    one: ox.NamedNode, above: Mapping[object, set[object]], kinds: frozenset[ox.NamedNode]
) -> frozenset[ox.NamedNode]:
    """The kinds that come first on the way up from a class, by whichever way."""
    found, seen, waiting = set[ox.NamedNode](), {one}, list(above[one])
    while waiting:
        each = waiting.pop()
        if each in kinds:
            found.update(_named([each]))
        elif each not in seen:
            seen.update(_named([each]))
            waiting += above.get(each, ())
    return frozenset(found)


def _named(terms: Iterable[object]) -> Iterator[ox.NamedNode]:
    return (term for term in terms if isinstance(term, ox.NamedNode))


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
