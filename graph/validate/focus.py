"""Which things a change can make wrong: whoever comes to one of its statements along a chain that the shapes read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

import pyoxigraph as ox

from graph.validate.shape_paths import PathStep, ways_to_statements

Node = ox.NamedNode | ox.BlankNode


class View(Protocol):
    """All statements, to be looked up from either end."""

    def about(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as subject."""
        ...

    def to(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as object."""
        ...


def focus_nodes(view: View, changed: Iterable[ox.Quad]) -> Iterator[Node]:
    """Every node whose results can be different because of these statements."""
    said: defaultdict[tuple[object, bool], set[str]] = defaultdict(set)
    for quad in changed:
        for back in _directions().get(quad.predicate.value, ()):
            said[quad.object if back else quad.subject, back].add(quad.predicate.value)
    for (end, back), predicates in said.items():
        if isinstance(end, Node):
            yield from _starts(view, end, _beginnings(frozenset(predicates), back=back))


def _starts(view: View, end: Node, beginnings: Beginnings) -> Iterator[Node]:
    """Where one comes from to arrive at a node along some chains."""
    if beginnings.is_end:
        yield end
    for step, before in beginnings.last.items():
        for node in set(_one_step_before(view, step, end)):
            yield from _starts(view, node, before)


@dataclass(slots=True)
class Beginnings:
    """Chains that lead to a node, by their last step; `is_end`: one of them is over here."""

    is_end: bool = False
    last: dict[PathStep, Beginnings] = field(default_factory=dict)


@cache
def _directions() -> dict[str, frozenset[bool]]:
    """In which directions a property is read."""
    return {name: frozenset(back for _, back in ways) for name, ways in ways_to_statements().items()}


@cache
def _beginnings(predicates: frozenset[str], *, back: bool) -> Beginnings:
    """The chains by which one comes to statements of some properties."""
    found = Beginnings()
    for name in predicates:
        for chain, is_back in ways_to_statements()[name]:
            at = found
            for step in reversed(chain if is_back == back else ()):
                at = at.last.setdefault(step, Beginnings())
            at.is_end = at.is_end or is_back == back
    return found


def _one_step_before(view: View, step: PathStep, node: Node) -> Iterator[Node]:
    quads = view.about(node) if step.back else view.to(node)
    for quad in quads:
        start = quad.object if step.back else quad.subject
        if quad.predicate.value == step.predicate and isinstance(start, Node):
            yield start
