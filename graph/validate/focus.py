"""Which things a change can make wrong: whoever comes to one of its statements along a chain that the shapes read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

import pyoxigraph as ox

from graph.protocol import Node
from graph.validate.shape_paths import ways_to_statements


class View(Protocol):
    """All statements, to be looked up from either end."""

    def about(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as subject."""
        ...

    def to(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as object."""
        ...


def focus_nodes(before: View, changed: Mapping[Node, Sequence[ox.Quad]]) -> Iterator[Node]:
    """Every node whose results can be different because of these statements; `before` has what was stated before.

    Nothing has to be looked for along a statement that is among the changed ones: it leads there by itself.
    `changed`: the statements by their subject.
    """
    onwards, back = _read(back=False), _read(back=True)
    named: defaultdict[object, set[str]] = defaultdict(set)
    for subject, quads in changed.items():
        said = frozenset([quad.predicate.value for quad in quads])
        if read := said & onwards:
            yield from _starts(before, subject, _beginnings(read, back=False))
        if not said.isdisjoint(back):
            for quad in quads:
                if quad.predicate.value in back:
                    named[quad.object].add(quad.predicate.value)
    for end, predicates in named.items():
        if isinstance(end, Node):
            yield from _starts(before, end, _beginnings(frozenset(predicates), back=True))


def _starts(view: View, end: Node, beginnings: Beginnings) -> Iterator[Node]:
    """Where one comes from to arrive at a node along some chains."""
    if beginnings.is_end:
        yield end
    if beginnings.onwards:
        yield from _further(view, beginnings.onwards, view.to(end), back=False)
    if beginnings.back:
        yield from _further(view, beginnings.back, view.about(end), back=True)


def _further(view: View, last: dict[str, Beginnings], quads: Sequence[ox.Quad], *, back: bool) -> Iterator[Node]:
    for name, starts in _by_property(quads, last, back=back).items():
        for node in starts:
            yield from _starts(view, node, last[name])


def _by_property(quads: Sequence[ox.Quad], wanted: Container[str], *, back: bool) -> dict[str, set[Node]]:
    found: dict[str, set[Node]] = {}
    for quad in quads:
        name = quad.predicate.value
        start = quad.object if back else quad.subject
        if name in wanted and isinstance(start, Node):
            found.setdefault(name, set()).add(start)
    return found


@dataclass(slots=True)
class Beginnings:
    """Chains that lead to a node, by the property of their last step; `is_end`: one of them is over here.

    `onwards` are steps to a value, `back` those from a value to who has it.
    """

    is_end: bool = False
    onwards: dict[str, Beginnings] = field(default_factory=dict)
    back: dict[str, Beginnings] = field(default_factory=dict)


@cache
def _read(*, back: bool) -> frozenset[str]:
    """The properties that are read in this direction."""
    return frozenset(name for name, ways in ways_to_statements().items() if any(one == back for _, one in ways))


@cache
def _beginnings(predicates: frozenset[str], *, back: bool) -> Beginnings:
    """The chains by which one comes to statements of some properties."""
    found = Beginnings()
    for name in predicates:
        for chain, is_back in ways_to_statements()[name]:
            at = found
            for step in reversed(chain if is_back == back else ()):
                at = (at.back if step.back else at.onwards).setdefault(step.predicate, Beginnings())
            at.is_end = at.is_end or is_back == back
    return found
