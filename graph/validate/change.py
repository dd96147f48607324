"""Whether a change would make the data wrong: the shapes are asked about what it touches, and about nothing else.

What was wrong before is no reason to refuse a change; what it makes wrong is. A query in a shape must judge each
of its `?value`s by itself: of what leads to a focus node, only what is touched is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

import pyoxigraph as ox
import rdflib

from graph.errors import DataInvalid
from graph.protocol import Quads
from graph.rdf.derived_links import is_assumed_state
from graph.rdf.quad_text import QuadText
from graph.terms import RDF, RDFS, local_name
from graph.text import LABELS
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

_MOST_SENTENCES = 5
_MOST_OF_A_KIND = 200
"""Of things that look alike and are wrong, so many are named."""
_OBJECT = attrgetter("object")
_TYPE = ox.NamedNode(RDF + "type")
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")

Node = ox.NamedNode | ox.BlankNode
Index = dict[object, list[ox.Quad]]


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
    if _predicates(add).isdisjoint(_judged_properties()) and _predicates(remove).isdisjoint(_judged_properties()):
        return []
    before, after = _View(public), _View(public, add, frozenset(remove))
    brought = _brought()  # with a first network comes the ontology, on which every judgement rests already
    changed = [quad for quad in add if not isinstance(quad.object, ox.Triple) and quad not in brought]
    changed += [quad for quad in remove if not isinstance(quad.object, ox.Triple)]
    if any(quad.predicate == _SUBCLASS for quad in changed):
        return _difference(_violations(after.everything()), lambda: _violations(before.everything()))
    touched = {quad.subject for quad in changed}
    nodes = {node for node in focus_nodes(before, changed) if _is_target(after, node) or _is_target(before, node)}
    if not nodes:
        return []
    alike = _alike(before, after, nodes)
    judged = {part[0] for part in alike}
    read = {node for node in touched if node in judged or node not in nodes}
    found = _new(before, after, judged, read)
    wrong = {one.focus.iri for one in found}
    others = [node for part in alike if part[0].value in wrong for node in part[1:_MOST_OF_A_KIND]]
    return found + _new(before, after, others, touched) if others else found


@cache
def _brought() -> frozenset[ox.Quad]:
    return frozenset(background_quads())


@cache
def _background_nodes() -> frozenset[object]:
    """Whatever the ontology speaks of: few things are among it, and each look-up costs."""
    return frozenset(node for quad in background_quads() for node in (quad.subject, quad.object))


def _alike(before: _View, after: _View, nodes: Collection[Node]) -> list[list[Node]]:
    """The nodes in parts that look alike to the shapes, before the change and after it."""
    then, now = Looks(before.about), Looks(after.about)
    found: dict[object, list[Node]] = {}
    for node in sorted(nodes, key=str):
        look = node if after.is_looked_at_from_elsewhere(node) else (now.look_of(node), then.look_of(node))
        found.setdefault(look, []).append(node)
    return list(found.values())


def _new(before: _View, after: _View, nodes: Collection[Node], touched: Collection[object]) -> list[Violation]:
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
    return frozenset(f"<{iri}>".encode() for iri in (*ways_to_statements(), _SUBCLASS.value))


@dataclass(slots=True)
class _View:
    """All statements, those of the ontology too, as they are before a change or after it."""

    public: Quads
    add: Sequence[ox.Quad] = ()
    remove: frozenset[ox.Quad] = frozenset()
    of_target: dict[frozenset[object], bool] = field(init=False, default_factory=dict)
    """Whether things of these classes are looked at."""
    _added_about: Index = field(init=False)
    _added_to: Index = field(init=False)
    _about: Index = field(init=False, default_factory=dict)
    _to: Index = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._added_about = _index(self.add, attrgetter("subject"))
        self._added_to = _index(self.add, _OBJECT)

    def about(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as subject."""
        if node not in self._about:
            self._about[node] = [*self._stored(node, None), *self._added_about.get(node, ())]
        return self._about[node]

    def to(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as object."""
        if node not in self._to:
            self._to[node] = [*self._stored(None, node), *self._added_to.get(node, ())]
        return self._to[node]

    def is_looked_at_from_elsewhere(self, node: Node) -> bool:
        """Whether a shape looks at a node for what leads to it: then it looks like no other."""
        leads = targets_of_shapes().objects_of
        if any(quad.predicate.value in leads for quad in self._added_to.get(node, ())):
            return True
        return any(any(self.public.quads_for_pattern(None, ox.NamedNode(one), node, None)) for one in leads)

    def everything(self) -> list[ox.Quad]:
        """All that the shapes can look at."""
        return [*(quad for quad in self.public if quad not in self.remove), *self.add, *background_quads()]

    def hierarchy(self) -> Iterator[ox.Quad]:
        """Which class is below which; a change of that is not looked at in parts."""
        yield from self.public.quads_for_pattern(None, _SUBCLASS, None, None)
        yield from _background().quads_for_pattern(None, _SUBCLASS, None, None)

    def _stored(self, subject: Node | None, value: Node | None) -> Iterator[ox.Quad]:
        held = self.public.quads_for_pattern(subject, None, value, None)
        yield from (quad for quad in held if quad not in self.remove) if self.remove else held
        if (subject or value) in _background_nodes():
            yield from _background().quads_for_pattern(subject, None, value, None)


@cache
def _background() -> ox.Store:
    """The ontology, which the shapes take for given. Nobody may change it."""
    store = ox.Store()
    store.extend(background_quads())
    return store


def _is_target(view: _View, node: Node) -> bool:
    targets = targets_of_shapes()
    about = view.about(node)
    if not targets.subjects_of.isdisjoint(quad.predicate.value for quad in about):
        return True
    types = frozenset(quad.object for quad in about if quad.predicate == _TYPE)
    if types not in view.of_target:
        view.of_target[types] = not targets.classes.isdisjoint(_classes(view, types))
    return view.of_target[types] or any(quad.predicate.value in targets.objects_of for quad in view.to(node))


def _classes(view: _View, types: Collection[object]) -> set[str]:
    """These classes and all above them."""
    found: set[str] = set()
    open_ends = [one for one in types if isinstance(one, Node)]
    while open_ends:
        one = open_ends.pop()
        if one.value not in found:
            found.add(one.value)
            open_ends += [
                quad.object for quad in view.about(one) if quad.predicate == _SUBCLASS and isinstance(quad.object, Node)
            ]
    return found


def _surroundings(view: _View, nodes: Iterable[Node], touched: Iterable[object]) -> list[ox.Quad]:
    """What the shapes read of these nodes. Of what leads to a node only what is touched: see above."""
    linking = _index(
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


def _read(view: _View, node: Node, tree: Tree, linking: Index) -> Iterator[ox.Quad]:
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
    graph = rdflib.Graph()
    for quad in quads:
        if not isinstance(quad.object, ox.Triple) and not is_assumed_state(quad):
            graph.add((_as_rdflib(quad.subject), _as_rdflib(quad.predicate), _as_rdflib(quad.object)))
    names = None if nodes is None else {node.value for node in nodes}
    found = violations_in(graph, read_shapes())
    return [one for one in found if one.severity == "violation" and (names is None or one.focus.iri in names)]


def _as_rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    return rdflib.URIRef(str(term)[1:-1])


def _difference(found: list[Violation], before: Callable[[], list[Violation]]) -> list[Violation]:
    if not found:
        return []
    known = {_key(violation) for violation in before()}
    return [violation for violation in found if _key(violation) not in known]


def _key(violation: Violation) -> tuple[str, ...]:
    return violation.focus.iri, violation.path, violation.shape, violation.value


def _thing(violation: Violation) -> str:
    return violation.focus.label.in_language("en") or local_name(violation.focus.iri)


def _index(quads: Iterable[ox.Quad], key: Callable[[ox.Quad], object]) -> Index:
    index: Index = {}
    for quad in quads:
        index.setdefault(key(quad), []).append(quad)
    return index
