"""What follows from the ties: plain W3C ORG links for those that exist, and `netz:party` for everyone taking part.

A tie whose class lies below a kind of tie is of that kind: `rdf:type` of the kind follows, so that whoever asks for
interfaces or memberships need not know what a city calls them. A tie without a state exists, as on every page:
`adms:status nk:exists` follows from it. Of several states the first by its IRI counts (`network.read_statements`).
Nobody is linked to or a member of themselves.

What goes on by what is said of it, and whose last day is past, has ended: `adms:status nk:ended` follows from the day,
and being the first by its IRI it counts everywhere. So do actors, whose end is that of an organisation (decision 41).
Each function is told the day; without one nothing is over.

Derived statements lie in a graph of their own. Nobody edits them; each change of the ties brings them up to date, and
so does a change of what a tie is: a new class of tie, or another end of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import pyoxigraph as ox

from graph.protocol import Node
from graph.rdf.party_rules import (
    EDGE_FROM,
    EDGE_TO,
    PARTY,
    PartyRules,
    Pattern,
    party_rules,
    properties_saying_who_is_party,
    statements_on_parties,
)
from graph.rdf.quad_text import QuadText, of_lines
from graph.rdf.subject_runs import by_subject, runs_in
from graph.rdf.tie_conclusions import (
    ACTORS,
    END,
    END_PRECISION,
    MEMBER,
    ORGANIZATION,
    STATUS,
    TYPE,
    RuleWords,
    follows,
    spellings,
    terms,
)
from graph.terms import DERIVED_GRAPH

_GRAPH = ox.NamedNode(DERIVED_GRAPH)
_MANY = 1_000
_OF_TIES = frozenset({STATUS, PARTY, MEMBER, ORGANIZATION})
_ALWAYS = _OF_TIES | {END, END_PRECISION}


def derive(quads: Iterable[ox.Quad], day: str = "") -> set[ox.Quad]:
    """Everything that follows from these statements. Each tie counts alone, from whichever graphs describe it."""
    stated = list(quads)
    return _derive(stated, party_rules(stated), day)


def derive_anew(stored: Pattern, day: str = "") -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph of a store lacks, and what it has that does not follow. O(statements about ties)."""
    rules = rules_with(stored)
    dated: list[tuple[ox.NamedNode, ox.NamedNode | None]] = [(END, None), (END_PRECISION, None)]
    dated += [(TYPE, kind) for kind in sorted(ACTORS, key=str)]
    sources = (quad for name, value in (*_places(rules), *dated) for quad in stored(None, name, value, None))
    follows = _derive(sources, rules, day)
    held = set(stored(None, None, None, _GRAPH))
    return follows - held, held - follows


def pass_days(stored: Pattern, since: str, day: str) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph gains and loses when a day comes; it is as it was on another, "" for none.

    O(dated statements), and those about what ended between. It may name what is there or gone already.
    """
    rules = rules_with(stored)
    dated = {quad.subject for quad in stored(None, END, None, None)}
    held = [quad for node in dated for quad in stored(node, None, None, None) if _is_source(quad, rules)]  # type: ignore[arg-type]
    before, now = _derive(held, rules, since), _derive(held, rules, day)
    return now - before, _unsupported(before - now, _After(stored, (), set()), rules, day)


def derived_text(text: QuadText, rules: PartyRules, day: str = "") -> QuadText:
    """What `derive` says of a text none of which lies in the derived graph, as such a text; packed where that is."""
    words, end = spellings(rules, day), f"{_GRAPH} .\n".encode()
    of_classes = (f"{quad} .\n".encode() for quad in _ends_of(rules))
    lines = (b" ".join((*fact, end)) for subject, said in by_subject(text) for fact in _facts(subject, said, words))
    return of_lines(chain(lines, of_classes), _GRAPH, like=text)


def derived_beside(stored: Pattern, text: QuadText, rules: PartyRules, day: str = "") -> tuple[QuadText, QuadText]:
    """The same of a text beside a store of these rules, and those of its lines whose subjects the store speaks of.

    What follows from these depends on both. A part of the rest may be derived there already. O(subjects).
    """
    known = {subject for piece in text.texts() for subject, _, _ in runs_in(piece) if _is_subject(stored, subject)}
    if not known:
        return derived_text(text, rules, day), QuadText((), frozenset())
    apart = text.made_of(_lines_about(piece, known, is_wanted=False) for piece in text.texts())
    others = text.made_of(_lines_about(piece, known, is_wanted=True) for piece in text.texts())
    return derived_text(apart, rules, day), others


def _is_subject(stored: Pattern, token: bytes) -> bool:
    text = token.decode()
    one = ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text[1:-1])
    return any(True for _ in stored(one, None, None, None))


def _lines_about(piece: bytes, subjects: Collection[bytes], *, is_wanted: bool) -> bytes:
    runs = runs_in(piece)
    return b"".join(piece[start:end] for subject, start, end in runs if (subject in subjects) == is_wanted)


def _facts(subject: bytes, lines: bytes, words: RuleWords) -> set[tuple[bytes, bytes, bytes]]:
    """What follows from all lines about a subject."""
    parts = (line.split(b" ", 2) for line in lines.splitlines())
    return set(follows(subject, [(predicate, rest.split(b" ", 1)[0]) for _, predicate, rest in parts], words))


def source_properties(rules: PartyRules) -> frozenset[bytes]:
    """Properties of all lines that `derived_text` has to be given, and of those that can change the rules."""
    named = frozenset(str(predicate).encode() for predicate in (*rules.parties, *_ALWAYS, TYPE))
    return named | properties_saying_who_is_party()


def rules_with(stored: Pattern, add: Iterable[ox.Quad] = (), remove: Iterable[ox.Quad] = ()) -> PartyRules:
    """Who counts as a party once a change is made to a store."""
    return party_rules(statements_on_parties(stored, add, frozenset(remove)))


def holds_ties(stored: Pattern, rules: PartyRules) -> bool:
    """Whether anything in a store may belong to a tie."""
    return any(True for predicate, value in _places(rules) for _ in stored(None, predicate, value, None))


def _places(rules: PartyRules) -> list[tuple[ox.NamedNode, ox.NamedNode | None]]:
    predicates = sorted(rules.parties | _OF_TIES, key=str)
    return [
        *((predicate, None) for predicate in predicates),
        *((TYPE, kind) for kind in sorted(rules.classes, key=str)),
    ]


def is_assumed_state(quad: ox.Quad) -> bool:
    """Whether it is the state of a tie without one: nobody said it, so that a shape still asks for it."""
    return quad.predicate == STATUS and quad.graph_name == _GRAPH


def _is_source(quad: ox.Quad, rules: PartyRules) -> bool:
    """Whether anything may follow from it, together with others."""
    predicate = quad.predicate
    if predicate == TYPE:
        return (quad.object in rules.classes or quad.object in ACTORS) and quad.graph_name != _GRAPH
    return (predicate in rules.parties or predicate in _ALWAYS) and quad.graph_name != _GRAPH


def _derive(quads: Iterable[ox.Quad], rules: PartyRules, day: str) -> set[ox.Quad]:
    return _follow_from((quad for quad in quads if _is_source(quad, rules)), rules, day) | _ends_of(rules)


def _ends_of(rules: PartyRules) -> set[ox.Quad]:
    """A class of tie that names no ends connects its parties."""
    return {ox.Quad(one, end, PARTY, _GRAPH) for one in rules.endless for end in (EDGE_FROM, EDGE_TO)}


def _follow_from(sources: Iterable[ox.Quad], rules: PartyRules, day: str) -> set[ox.Quad]:
    words, ties = terms(rules, day), defaultdict[object, list[tuple[ox.NamedNode, object]]](list)
    for subject, predicate, value, _ in sources:
        ties[subject].append((predicate, value))
    return {
        ox.Quad(one, predicate, other, _GRAPH)  # type: ignore[arg-type]  # a subject of a quad before
        for subject, stated in ties.items()
        for one, predicate, other in follows(subject, stated, words)
    }


def refresh(
    stored: Pattern, add: Iterable[ox.Quad], remove: Iterable[ox.Quad], day: str = ""
) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """What the derived graph gains and loses by a change, being as it is on this day.

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
    before = _derive(held, rules[0], day)
    now = _derive([*come, *(quad for quad in held if quad not in gone)], rules[1], day)
    return now - before, _unsupported(before - now, _After(stored, add, remove), rules[1], day)


def _unsupported(lost: set[ox.Quad], after: _After, rules: PartyRules, day: str) -> set[ox.Quad]:
    """What of this follows from no other tie either."""
    if not lost:
        return lost
    others = (quad for node in after.ties_of({quad.subject for quad in lost}) for quad in after.about(node))
    return lost - _derive(others, rules, day)


def _sources(quads: Iterable[ox.Quad], before: PartyRules, after: PartyRules) -> Iterator[ox.Quad]:
    return (quad for quad in quads if _is_source(quad, before) or _is_source(quad, after))


def _judged_anew(stored: Pattern, before: PartyRules, after: PartyRules) -> set[Node]:
    """Who has a property that names a party, or a class of tie, by one of the rules only."""
    places = [
        *((name, None) for name in before.parties ^ after.parties),
        *((TYPE, kind) for kind in before.classes ^ after.classes),
        *((TYPE, one) for one in before.kinds_above if before.kinds_above[one] != after.kinds_above.get(one)),
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
