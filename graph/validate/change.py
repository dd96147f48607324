"""Whether a change would make the data wrong: the shapes are asked about what it touches, and about nothing else.

What was wrong before is no reason to refuse a change; what it makes wrong is. A query in a shape must judge each
of its `?value`s by itself: of what leads to a focus node, only what is touched is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.processes.headway import noted
from graph.protocol import Node, Quads
from graph.rdf.derived_links import is_assumed_state
from graph.rdf.quad_text import QuadText
from graph.terms import local_name
from graph.text import LABELS
from graph.validate.added_text import AddedText
from graph.validate.as_rdflib import graph_of
from graph.validate.focus import focus_nodes
from graph.validate.looks import Looks
from graph.validate.report import Violation, background_quads, violations_in
from graph.validate.shape_paths import (
    PathStep,
    Tree,
    read_shapes,
    targets_of_shapes,
    tree_of_chains,
    ways_to_statements,
)
from graph.validate.views import SUBCLASS, TYPE, Index, View, ViewAfter, ViewBefore, index

_MOST_SENTENCES = 5
_MOST_OF_A_KIND = 200
"""Of things that look alike, so many are kept, to be named where they are wrong."""
_OBJECT = attrgetter("object")
Changed = Mapping[Node, Sequence[ox.Quad]]
"""What comes and goes, by its subject."""


def check_change(public: Quads, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> None:
    """Raise DataInvalid (422) when quads to be added and removed would make something wrong that is not so now."""
    found = new_violations(public, add, remove)
    if found:
        sentences = [f"{_thing(violation)}: {violation.message.in_language('en')}" for violation in found]
        raise DataInvalid(
            "The change would make the data wrong (%(count)s): %(first)s",
            hint="%(sentences)s",
            count=len(found),
            first=sentences[0],
            sentences="\n".join(sentences[:_MOST_SENTENCES]),
            violations=tuple(found),
        )


def new_violations(public: Quads, add: Sequence[ox.Quad], remove: Sequence[ox.Quad]) -> list[Violation]:
    """What a change makes wrong: violations, no warnings, that are not there without it. Cost: of what it touches."""
    said = _predicates(add) | _predicates(remove)
    if said.isdisjoint(_judged_properties()):
        return []
    before = ViewBefore(public)
    after = ViewAfter(before, add, remove)
    changed = _changed(after.added, remove)
    if str(SUBCLASS).encode() in said and any(
        one.predicate == SUBCLASS for one in chain.from_iterable(changed.values())
    ):
        return _difference(_violations(after.everything()), lambda: _violations(before.everything()))
    alike, others = _alike(before, after, changed)
    if not alike:
        return []
    judged = {part[0] for part in alike}
    found = _new(before, after, judged, judged.intersection(changed) | others)
    wrong = {one.focus.iri for one in found}
    like_these = [node for part in alike if part[0].value in wrong for node in part[1:]]
    return found + _new(before, after, like_these, changed.keys()) if like_these else found


def _changed(added: Changed, remove: Sequence[ox.Quad]) -> Changed:
    """What comes and goes, but for what no shape reads.

    With a first network comes the ontology, on which every judgement rests already.
    """
    if isinstance(added, AddedText) and not remove:
        return added.only(_read_of)
    found = {node: _read_of(quads) for node, quads in added.items()}
    for node, quads in index(remove, attrgetter("subject")).items():
        found[node] = [*found.get(node, ()), *_plain(quads)]
    return {node: quads for node, quads in found.items() if quads}


def _read_of(quads: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
    return _plain(quads if _brought().isdisjoint(quads) else [quad for quad in quads if quad not in _brought()])


def _plain(quads: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
    """All but statements about statements; mostly there are none."""
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        return [quad for quad in quads if not isinstance(quad.object, ox.Triple)]
    return quads


@cache
def _brought() -> frozenset[ox.Quad]:
    return frozenset(background_quads())


def _alike(before: ViewBefore, after: ViewAfter, changed: Changed) -> tuple[list[list[Node]], set[Node]]:
    """What can be wrong now, in parts that look alike to the shapes before and after; and who else is changed.

    Of each part as many are kept as are named: of a list of 100,000 rows nearly all look alike.
    """
    then, now = Looks(after.stored), Looks(after.about)
    found, others = dict[object, dict[Node, None]](), set[Node]()
    number = changed.subjects if isinstance(changed, AddedText) else len(changed)
    for subject, nodes in noted("checking", focus_nodes(before, changed), number):
        targets = [node for node in nodes if _is_target(after, node) or _is_target(before, node)]
        if subject is not None and subject not in targets:
            others.add(subject)
        for node in targets:
            look = node if after.is_looked_at_from_elsewhere(node) else (now.look_of(node), then.look_of(node))
            part = found.setdefault(look, {})
            if len(part) < _MOST_OF_A_KIND:
                part[node] = None
    return [sorted(part, key=str) for _, part in sorted(found.items(), key=_first)], others


def _first(part: tuple[object, Collection[Node]]) -> str:
    return min(map(str, part[1]))


def _new(before: ViewBefore, after: ViewAfter, nodes: Collection[Node], touched: Collection[object]) -> list[Violation]:
    """What is wrong with some nodes after a change, and was not before."""
    found = _violations(_surroundings(after, nodes, touched), nodes)
    return _difference(found, lambda: _violations(_surroundings(before, nodes, touched), nodes))


def _predicates(quads: Sequence[ox.Quad]) -> frozenset[bytes]:
    """All predicates, as they stand in a text."""
    if isinstance(quads, QuadText):
        return quads.predicates()
    return frozenset(str(predicate).encode() for predicate in {quad.predicate for quad in quads})


@cache
def _judged_properties() -> frozenset[bytes]:
    """Every property whose statements can change a result, as it stands in a text."""
    return frozenset(f"<{iri}>".encode() for iri in (*ways_to_statements(), SUBCLASS.value))


def _is_target(view: View, node: Node) -> bool:
    targets = targets_of_shapes()
    about = view.about(node)
    if not targets.subjects_of.isdisjoint(quad.predicate.value for quad in about):
        return True
    types = frozenset(quad.object for quad in about if quad.predicate == TYPE)
    if types not in view.of_target:
        view.of_target[types] = not targets.classes.isdisjoint(_classes(view, types))
    return view.of_target[types] or view.is_looked_at_from_elsewhere(node)


def _classes(view: View, types: Collection[object]) -> set[str]:
    """These classes and all above them."""
    found: set[str] = set()
    open_ends = [one for one in types if isinstance(one, Node)]
    while open_ends:
        one = open_ends.pop()
        if one.value not in found:
            found.add(one.value)
            open_ends += [
                quad.object for quad in view.about(one) if quad.predicate == SUBCLASS and isinstance(quad.object, Node)
            ]
    return found


def _surroundings(view: View, nodes: Iterable[Node], touched: Iterable[object]) -> list[ox.Quad]:
    """What the shapes read of these nodes. Of what leads to a node only what is touched: see above."""
    linking = index(
        (
            quad
            for node in touched
            if isinstance(node, Node)
            for quad in view.about(node)
            if quad.predicate.value in _read_back()
        ),
        _OBJECT,
    )
    found = dict.fromkeys(view.hierarchy())
    for node in nodes:
        found.update(dict.fromkeys(_read(view, node, tree_of_chains(), linking)))
        found.update(dict.fromkeys(quad for quad in view.about(node) if quad.predicate.value in LABELS))
    return list(found)


def _read(view: View, node: Node, tree: Tree, linking: Index[object]) -> Iterator[ox.Quad]:
    ways = [(quad, PathStep(quad.predicate.value), quad.object) for quad in view.about(node)]
    ways += [(quad, PathStep(quad.predicate.value, back=True), quad.subject) for quad in linking.get(node, ())]
    for quad, step, end in ways:
        if step in tree:
            yield quad
            if tree[step] and isinstance(end, Node):
                yield from _read(view, end, tree[step], linking)


@cache
def _read_back() -> frozenset[str]:
    """Properties that a shape reads from their value back to who has it."""
    waiting, found = [tree_of_chains()], set[str]()
    while waiting:
        tree = waiting.pop()
        found.update(step.predicate for step in tree if step.back)
        waiting += tree.values()
    return frozenset(found)


def _violations(quads: Iterable[ox.Quad], nodes: Collection[Node] | None = None) -> list[Violation]:
    """What is wrong with some nodes, or with all."""
    graph = graph_of(one for one in quads if not isinstance(one.object, ox.Triple) and not is_assumed_state(one))
    names = None if nodes is None else {node.value for node in nodes}
    found = violations_in(graph, read_shapes())
    return [one for one in found if one.severity == "violation" and (names is None or one.focus.iri in names)]


def _difference(found: list[Violation], before: Callable[[], list[Violation]]) -> list[Violation]:
    if not found:
        return []
    known = {_key(violation) for violation in before()}
    return [violation for violation in found if _key(violation) not in known]


def _key(violation: Violation) -> tuple[str, ...]:
    return violation.focus.iri, violation.path, violation.shape, violation.value


def _thing(violation: Violation) -> str:
    return violation.focus.label.in_language("en") or local_name(violation.focus.iri)
