"""Which things a change can make wrong: whoever comes to one of its statements along a chain that the shapes read."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Protocol

import pyoxigraph as ox

from graph.protocol import Node
from graph.validate.added_text import AddedText
from graph.validate.shape_paths import ways_to_statements


class View(Protocol):
    """All statements, to be looked up from either end."""

    def about(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as subject."""
        ...

    def to(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as object."""
        ...


def focus_nodes(
    before: View, changed: Mapping[Node, Sequence[ox.Quad]]
) -> Iterator[tuple[Node | None, Collection[Node]]]:
    """Every node whose results can be different because of these statements; `before` has what was stated before.

    Subject by subject of the statements, with the nodes that one comes to from it; at last, without one, from what they
    name. A node that is looked at from far away may come more than once. Nothing has to be looked for along a statement
    that is among the changed ones: it leads there by itself. `changed`: the statements by their subject.
    """
    onwards, named = _read(back=False), _named(changed)
    for subject, quads in changed.items():
        read = onwards.intersection([quad.predicate.value for quad in quads])
        ways = [_beginnings(read, back=False)] if read else []
        if subject in named:
            ways.append(_beginnings(named.pop(subject), back=True))
        yield subject, dict.fromkeys(node for way in ways for node in _starts(before, subject, way))
    for end, predicates in named.items():
        yield None, dict.fromkeys(_starts(before, end, _beginnings(predicates, back=True)))


def _named(changed: Mapping[Node, Sequence[ox.Quad]]) -> dict[Node, frozenset[str]]:
    """Whatever these statements lead to by a property that is read back, with these properties."""
    back, found = frozenset(map(ox.NamedNode, _read(back=True))), dict[Node, frozenset[str]]()
    quads = changed.about(back) if isinstance(changed, AddedText) else chain.from_iterable(changed.values())
    for quad in quads:
        end = quad.object
        if quad.predicate in back and isinstance(end, Node):
            found[end] = _with(found.get(end, frozenset()), quad.predicate.value)
    return found


@cache
def _with(names: frozenset[str], name: str) -> frozenset[str]:
    """One of few sets: of 100,000 things that are led to each has one."""
    return names | {name}


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
        for steps, is_back in ways_to_statements()[name]:
            at = found
            for step in reversed(steps if is_back == back else ()):
                at = (at.back if step.back else at.onwards).setdefault(step.predicate, Beginnings())
            at.is_end = at.is_end or is_back == back
    return found
