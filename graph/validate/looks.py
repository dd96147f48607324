"""Which things look alike to the shapes: of many that do, one is judged for all.

A list of ten thousand rows says the same ten thousand times over: an actor with a name, a kind and a passage. A shape
never asks what something is called, only whether it has a name; of numbers it asks whether they lie within bounds and
which is the smaller one. What a shape does compare letter by letter (a code, a day) is part of the look as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.term import Node as Term

from graph.protocol import Node
from graph.terms import RDF, RDFS, SH
from graph.validate.shape_paths import (
    Tree,
    predicates_of_path,
    properties_in_query,
    read_shapes,
    tree_of_chains,
)
from graph.validate.views import MOST_AT_HAND

_SHACL = rdflib.Namespace(SH)
_BOUNDS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
_ORDERS = ("lessThan", "lessThanOrEquals")
_OF_NUMBERS = frozenset({*_BOUNDS, *_ORDERS})
_OF_LENGTHS = frozenset({"minLength"})
_BY_LETTER = ("pattern", "hasValue", "in", "maxLength", "languageIn", "equals", "disjoint", "sparql")
_CLASSES = frozenset({RDF + "type", RDFS + "subClassOf"})

About = Callable[[Node], Sequence[ox.Quad]]
Look = Hashable
Stated = tuple[str, object]
"""A property and its value."""


@dataclass(frozen=True, slots=True)
class AskedOfProperty:
    """What the shapes ask of the values of one property: by which constraints, within which bounds, beside which."""

    constraints: frozenset[str] = frozenset()
    bounds: tuple[float, ...] = ()
    beside: frozenset[str] = frozenset()

    @property
    def is_of_numbers(self) -> bool:
        """Whether nothing but numbers is compared."""
        return bool(self.constraints) and self.constraints <= _OF_NUMBERS


@dataclass(frozen=True, slots=True)
class _Read:
    """How the values of a property are read: what the shapes ask of them, and what they read of them in turn.

    `is_exact`: of a resource it matters which one it is.
    """

    asked: AskedOfProperty
    tree: Tree
    is_exact: bool
    is_of_numbers: bool
    is_only_there: bool
    """Of a text it matters what kind it is, and nothing else."""


class Looks:
    """The looks of nodes by what is said of them; `about` gives that."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._inner: dict[tuple[Node, int], Look] = {}
        self._reads: dict[int, dict[str, _Read]] = {}

    def look_of(self, node: Node) -> Look:
        """How a node looks; whoever a query of a shape looks at looks like no other."""
        quads = self._about(node)
        if not quads:
            return ()
        names = [quad.predicate.value for quad in quads]
        if not asked_by_queries().isdisjoint(names):
            return node
        said = list(zip(names, [quad.object for quad in quads], strict=True))
        measures = () if measured_by_queries().isdisjoint(names) else _measures(said)
        return self._look(node, said, tree_of_chains()), measures

    def _look(self, node: Node, said: Sequence[Stated], tree: Tree) -> Look:
        reads = self._reads_of(tree)
        read = [one for one in said if one[0] in reads]
        numbers = _numbers(read) if any(reads[name].is_of_numbers for name, _ in read) else {}
        parts = [(name, self._value(value, reads[name], numbers), value == node) for name, value in read]
        different = frozenset(parts)
        counted = different if len(different) == len(parts) else frozenset(Counter(parts).items())
        return counted, _shared(read)

    def _value(self, value: object, read: _Read, numbers: dict[str, list[float]]) -> Look:
        if isinstance(value, ox.Literal):
            if read.is_only_there:
                return value.datatype.value, value.language
            return _look_of_literal(read.asked, value, numbers)
        if not isinstance(value, Node):
            return str(value)
        within = self._within(value, read.tree) if read.tree else ()
        return isinstance(value, ox.BlankNode), value if read.is_exact else None, within

    def _within(self, node: Node, tree: Tree) -> Look:
        key = node, id(tree)
        if key not in self._inner:
            if len(self._inner) >= MOST_AT_HAND:
                self._inner.clear()
            said = [(quad.predicate.value, quad.object) for quad in self._about(node)]
            self._inner[key] = self._look(node, said, tree)
        return self._inner[key]

    def _reads_of(self, tree: Tree) -> dict[str, _Read]:
        """What is read of a node, by property."""
        found = self._reads.get(id(tree))
        if found is None:
            found = self._reads[id(tree)] = {
                step.predicate: _read_as(step.predicate, within) for step, within in tree.items() if not step.back
            }
        return found


def _read_as(name: str, within: Tree) -> _Read:
    asked = asked_of().get(name, AskedOfProperty())
    is_only_there = asked.constraints <= _OF_LENGTHS and not asked.bounds
    return _Read(asked, within, name in _CLASSES or bool(asked.constraints), asked.is_of_numbers, is_only_there)


def _shared(read: Sequence[Stated]) -> Look:
    """Which properties have the same value: a query may ask for that."""
    if len({value for _, value in read}) == len(read):
        return ()
    under: defaultdict[object, list[str]] = defaultdict(list)
    for name, value in read:
        under[value].append(name)
    return frozenset(Counter(tuple(sorted(names)) for names in under.values() if len(names) > 1).items())


def _look_of_literal(asked: AskedOfProperty, value: ox.Literal, numbers: dict[str, list[float]]) -> Look:
    kind = value.datatype.value, value.language
    if asked.constraints <= _OF_LENGTHS:
        return (kind, tuple(len(value.value) >= bound for bound in asked.bounds)) if asked.bounds else kind
    if asked.constraints <= _OF_NUMBERS and value.value.isdecimal() and all(name in numbers for name in asked.beside):
        number = float(value.value)
        others = [(name, _sign(number - other)) for name in sorted(asked.beside) for other in sorted(numbers[name])]
        return kind, tuple(_sign(number - bound) for bound in asked.bounds), tuple(others)
    return kind, value.value


def _measures(said: Sequence[Stated]) -> Look:
    """Which texts are as long as two numbers lie apart, of the properties that a query compares from elsewhere."""
    read = [(name, value) for name, value in said if name in measured_by_queries()]
    if not read:
        return ()
    numbers = [(name, number) for name, several in _numbers(read).items() for number in several]
    texts = [(name, len(value.value)) for name, value in read if isinstance(value, ox.Literal)]
    return tuple(
        sorted(
            (text, one, other) for text, size in texts for one, a in numbers for other, b in numbers if a - b == size
        )
    )


def _numbers(read: Sequence[Stated]) -> dict[str, list[float]]:
    """The values of each property that has nothing but whole numbers."""
    found: defaultdict[str, list[object]] = defaultdict(list)
    for name, value in read:
        found[name].append(value)
    return {
        name: [float(one.value) for one in values if isinstance(one, ox.Literal)]
        for name, values in found.items()
        if all(isinstance(one, ox.Literal) and one.value.isdecimal() for one in values)
    }


@cache
def asked_of() -> dict[str, AskedOfProperty]:
    """What the shapes ask of the values of each property that more is asked of than to be there."""
    shapes = read_shapes()
    found: defaultdict[str, list[AskedOfProperty]] = defaultdict(list)
    for shape, _, path in shapes.triples((None, _SHACL.path, None)):
        asked = _asked_in(shapes, shape)
        for name in predicates_of_path(shapes, path):
            found[name].append(asked)
    for name, several in list(found.items()):
        for other in {one for asked in several for one in asked.beside}:
            found[other].append(AskedOfProperty(frozenset({"lessThan"}), (), frozenset({name})))
    return {name: _joined(several) for name, several in found.items()}


@cache
def asked_by_queries() -> frozenset[str]:
    """Properties whose subjects a query of a shape looks at."""
    shapes = read_shapes()
    with_query = set(shapes.subjects(_SHACL.sparql, None))
    return frozenset(str(name) for shape in with_query for name in shapes.objects(shape, _SHACL.targetSubjectsOf))


@cache
def measured_by_queries() -> frozenset[str]:
    """Properties that a query reads of whatever leads to the thing it looks at.

    There is one such query: it compares the length of a text with the distance of two numbers.
    """
    shapes = read_shapes()
    from_elsewhere = set(shapes.subjects(_SHACL.targetObjectsOf, None)) & set(shapes.subjects(_SHACL.sparql, None))
    texts = [str(text) for shape in from_elsewhere for text in shapes.objects(shape, _SHACL.sparql / _SHACL.select)]
    return frozenset(iri for text in texts for iri in properties_in_query(text))


def _asked_in(shapes: rdflib.Graph, shape: Term) -> AskedOfProperty:
    """The constraints of a shape and of all that it leads to, but for what it leads to by a further path."""
    seen, waiting, found = set[Term](), [shape], list[AskedOfProperty]()
    while waiting:
        one = waiting.pop()
        if one in seen or (one != shape and (one, _SHACL.path, None) in shapes):
            continue
        seen.add(one)
        found.append(_own(shapes, one))
        for _, _, value in shapes.triples((one, None, None)):
            if (value, rdflib.RDF.first, None) in shapes:
                waiting += list(Collection(shapes, value))
            elif isinstance(value, rdflib.BNode) or (value, None, None) in shapes:
                waiting.append(value)
    return _joined(found)


def _own(shapes: rdflib.Graph, shape: Term) -> AskedOfProperty:
    names = {name for name in (*_BY_LETTER, *_OF_NUMBERS, *_OF_LENGTHS) if (shape, _SHACL[name], None) in shapes}
    bounds = [float(str(one)) for name in (*_BOUNDS, *_OF_LENGTHS) for one in shapes.objects(shape, _SHACL[name])]
    beside = {str(one) for name in _ORDERS for one in shapes.objects(shape, _SHACL[name])}
    return AskedOfProperty(frozenset(names), tuple(bounds), frozenset(beside))


def _joined(several: Sequence[AskedOfProperty]) -> AskedOfProperty:
    return AskedOfProperty(
        frozenset[str]().union(*(one.constraints for one in several)),
        tuple(sorted({bound for one in several for bound in one.bounds})),
        frozenset[str]().union(*(one.beside for one in several)),
    )


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
