"""What the shapes look at, so that only what a change touches need be checked again: computed once from the file.

A shape reads its focus node along chains of properties: `netz:topic` to see that there is one, `netz:topic` then
`rdf:type` to see that it is a concept. A statement that stands in no chain cannot change any result.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from graph.errors import ConfigError
from graph.paths import ONTOLOGY
from graph.terms import PREFIXES, RDF, SH

_SHACL = rdflib.Namespace(SH)
_VALUE_SHAPES = (_SHACL.node, _SHACL.property, _SHACL["not"], _SHACL.qualifiedValueShape)
_LISTS_OF_SHAPES = (_SHACL["or"], _SHACL["and"], _SHACL.xone)
_COMPARED = (_SHACL.lessThan, _SHACL.lessThanOrEquals, _SHACL.equals, _SHACL.disjoint)
_TARGETS = (_SHACL.targetClass, _SHACL.targetSubjectsOf, _SHACL.targetObjectsOf)
_NAME = re.compile(r"\b(\w+):(\w+)")


class PathStep(NamedTuple):
    """One property along a chain; `back` from its value to who has it."""

    predicate: str
    back: bool = False


Chain = tuple[PathStep, ...]
TYPE = PathStep(RDF + "type")


Tree = dict[PathStep, "Tree"]
Way = tuple[Chain, bool]


@dataclass(frozen=True, slots=True)
class Targets:
    """Who is looked at: things of these classes, subjects and objects of these properties.

    Whoever a query finds is a subject of a property that it names.
    """

    classes: frozenset[str]
    subjects_of: frozenset[str]
    objects_of: frozenset[str]


@cache
def read_shapes() -> rdflib.Graph:
    """The shapes of the ontology. Nobody may change the graph."""
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


@cache
def targets_of_shapes() -> Targets:
    """Who the shapes look at."""
    shapes = read_shapes()
    classes, subjects_of, objects_of = (_iris(shapes.objects(None, name)) for name in _TARGETS)
    return Targets(classes, subjects_of | _named_by_targets(), objects_of)


@cache
def _named_by_targets() -> frozenset[str]:
    """The properties that a query names which finds whom a shape looks at."""
    texts = read_shapes().objects(None, _SHACL.target / _SHACL.select)
    return frozenset(name for text in texts for name in properties_in_query(str(text)))


@cache
def ways_to_statements() -> dict[str, list[Way]]:
    """By property, how a focus node comes to its statements: the steps before, and whether they are read back."""
    ways: dict[str, dict[Way, None]] = defaultdict(dict)
    for chain in sorted(_all_chains()):
        for position, step in enumerate(chain):
            ways[step.predicate][chain[:position], step.back] = None
    return {predicate: list(found) for predicate, found in ways.items()}


@cache
def tree_of_chains() -> Tree:
    """All chains, those with the same beginning together."""
    tree: Tree = {}
    for chain in _all_chains():
        branch = tree
        for step in chain:
            branch = branch.setdefault(step, {})
    return tree


def _all_chains() -> set[Chain]:
    shapes, targets = read_shapes(), targets_of_shapes()
    looking = {shape for name in (*_TARGETS, _SHACL.target) for shape in shapes.subjects(name)}
    chains = {chain for shape in looking for chain in _chains(shapes, shape)}
    chains |= {(PathStep(name),) for name in targets.subjects_of}
    chains |= {(PathStep(name, back=True),) for name in targets.objects_of}
    return chains | {(TYPE,)}


def _chains(shapes: rdflib.Graph, shape: Node) -> Iterator[Chain]:
    """All that a shape reads of its focus node."""
    path = shapes.value(shape, _SHACL.path)
    if path is None:
        yield from _inside(shapes, shape)
        return
    for predicate in predicates_of_path(shapes, path):
        yield (PathStep(predicate),)
        yield from ((PathStep(predicate), *chain) for chain in _inside(shapes, shape))
    for other in _COMPARED:
        yield from ((PathStep(predicate),) for predicate in _iris(shapes.objects(shape, other)))


def _inside(shapes: rdflib.Graph, shape: Node) -> Iterator[Chain]:
    """What is read of a focus node, or of a value that a path leads to."""
    if (shape, _SHACL["class"], None) in shapes:
        yield (TYPE,)
    nested = [node for name in _VALUE_SHAPES for node in shapes.objects(shape, name)]
    for name in _LISTS_OF_SHAPES:
        nested += [node for head in shapes.objects(shape, name) for node in Collection(shapes, head)]
    for node in nested:
        yield from _chains(shapes, node)
    for query in shapes.objects(shape, _SHACL.sparql / _SHACL.select):
        yield from _chains_of_query(str(query))


def _chains_of_query(text: str) -> Iterator[Chain]:
    """A query of a shape may read each property that it names, of the focus node and of what is one step away."""
    names = properties_in_query(text)
    steps = [PathStep(name, back) for name in sorted(names) for back in (False, True)]
    yield from ((step,) for step in steps)
    yield from ((step, PathStep(name)) for step in steps for name in sorted(names))


def properties_in_query(text: str) -> set[str]:
    """All that a query of a shape names."""
    return {PREFIXES[prefix] + name for prefix, name in _NAME.findall(text) if prefix in PREFIXES}


def predicates_of_path(shapes: rdflib.Graph, path: Node) -> list[str]:
    """The properties of a path: one, or alternatives. Longer paths would need longer chains."""
    alternatives = shapes.value(path, _SHACL.alternativePath)
    nodes = [path] if alternatives is None else list(Collection(shapes, alternatives))
    if not all(isinstance(node, rdflib.URIRef) for node in nodes):
        raise ConfigError(
            "ontology/shapes.ttl has a path that is neither a property nor a choice of properties.",
            hint="Write the shape with sh:sparql, or with one property a path.",
        )
    return [str(node) for node in nodes]


def _iris(nodes: Iterable[Node]) -> frozenset[str]:
    return frozenset(str(node) for node in nodes)
