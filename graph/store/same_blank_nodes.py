"""Blank nodes of what takes the place of a graph, called as those before that are described alike.

What a blank node is called means nothing, and each text that is read calls its own anew: a list that is sent again as
it was would be another one, all of it removed and added. So a new one gets the label of one before, each of another;
which is only a matter of how little changes, for it says the same by any label.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import pyoxigraph as ox

from graph.protocol import Term
from graph.rdf.quad_text import QuadText
from graph.terms import RDF

_Place = tuple[object, ox.NamedNode, object]
"""What points to blank nodes: a subject, a property and a graph."""
_Said = tuple[ox.NamedNode, Term, object]
"""What is said of one: a property, an object and a graph."""
_REIFIES = ox.NamedNode(RDF + "reifies")
_MASK = (1 << 64) - 1
_LOOK_UP = 4
"""Quads that are read in the time of looking a node up, as subject and as object."""


def called_as_before(
    add: Sequence[ox.Quad], before: Sequence[ox.Quad], stores: Sequence[ox.Store]
) -> Sequence[ox.Quad]:
    """The quads with labels of those `before`, which go: all that these stores have in some graphs.

    A label that they have in other graphs as well means something: it is neither given nor taken. What comes as a text
    is left as it is, and so are annotations: a label in a triple term is that of the node outside of it. O(quads), for
    lists of any length; what is described alike in a ring may be called anew.
    """
    if not before or isinstance(add, QuadText) or any(type(quad.object) is ox.Triple for quad in chain(add, before)):
        return add
    new = _Described(add)
    if not new.nodes:
        return add
    old = _Described(before)
    pairs = _Pairing(new, old).found.items()
    fresh = [(node, other) for node, other in pairs if node not in old.nodes and other not in new.nodes]
    taken = _elsewhere(list(chain.from_iterable(fresh)), frozenset(quad.graph_name for quad in before), stores)
    names = {node: other for node, other in fresh if node not in taken and other not in taken}
    return [_renamed(quad, names) for quad in add] if names else add


def _elsewhere(nodes: Collection[object], graphs: Collection[object], stores: Iterable[ox.Store]) -> set[object]:
    """Those of some nodes that other graphs speak of: asked for each, or all graphs are read where that is less."""
    found = set[object]()
    for store in stores if nodes else ():
        others = [graph for graph in (ox.DefaultGraph(), *store.named_graphs()) if graph not in graphs]
        patterns: Iterable[tuple[Any, Any, Any, Any]] = ((None, None, None, graph) for graph in others)
        if len(nodes) * _LOOK_UP < len(store):
            alone = chain.from_iterable(((one, None, None, None), (None, None, one, None)) for one in nodes)
            patterns = chain(alone, [(None, _REIFIES, None, None)])
        for quad in chain.from_iterable(store.quads_for_pattern(*one) for one in patterns):
            if quad.graph_name not in graphs:
                found.update((quad.subject, *_ends(quad.object)))
    return found


def _ends(term: Term) -> Iterator[object]:
    """A term, or of a triple the terms at its ends, however deep."""
    if isinstance(term, ox.Triple):
        yield from chain((term.subject,), _ends(term.object))
    else:
        yield term


def _renamed(quad: ox.Quad, names: Mapping[object, ox.BlankNode]) -> ox.Quad:
    subject, predicate, object_, graph = quad
    if subject in names or object_ in names:
        return ox.Quad(names.get(subject, subject), predicate, names.get(object_, object_), graph)
    return quad


class _Described:
    """The blank nodes of some quads: what is said of each, what points to it, and a number for what is said below.

    `below`: from where in its description a node points to others.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.about: defaultdict[object, list[_Said]] = defaultdict(list)
        self.places: defaultdict[_Place, list[ox.BlankNode]] = defaultdict(list)
        self.below: defaultdict[object, list[_Place]] = defaultdict(list)
        for subject, predicate, object_, graph in quads:
            if type(subject) is ox.BlankNode:
                self.about[subject].append((predicate, object_, graph))
            if type(object_) is ox.BlankNode:
                place = (subject, predicate, graph)
                if place not in self.places:
                    self.below[subject].append(place)
                self.places[place].append(object_)
        self.nodes = self.about.keys() | {node for nodes in self.places.values() for node in nodes}
        self.numbers = self._numbers()

    def _numbers(self) -> dict[object, int]:
        """The same for two nodes of which the same is said, down to the last; those of a ring count what was met."""
        found: dict[object, int] = {}
        for start in self.about:
            waiting = [] if start in found else [start]
            while waiting:
                node = waiting[-1]
                if node not in found:
                    found[node] = 0
                    waiting += [one for _, one, _ in self.about[node] if one in self.about and one not in found]
                else:
                    waiting.pop()
                    found[node] = found[node] or _number(self.about[node], found)
        return found


def _number(said: Iterable[_Said], found: Mapping[object, int]) -> int:
    number = 0
    for predicate, object_, graph in said:
        number += hash((predicate, found.get(object_, 0) if type(object_) is ox.BlankNode else object_, graph))
    return number & _MASK or 1


class _Pairing:
    """New nodes with those before: first what hangs alike, then what is described alike, then what hangs alone."""

    def __init__(self, new: _Described, old: _Described) -> None:
        self._new, self._old = new, old
        self.found: dict[object, ox.BlankNode] = {}
        self._used: set[object] = set()
        for step in (self._hanging_alike, self._described_alike, self._hanging_alone):
            if old.nodes and len(self.found) < len(new.nodes):
                step()

    def _hanging_alike(self) -> None:
        self._descend(self._alike)

    def _described_alike(self) -> None:
        mine = [node for node in self._new.about if node not in self.found]
        for node, other in self._alike(mine, [node for node in self._old.about if node not in self._used]):
            self._take(node, other)

    def _hanging_alone(self) -> None:
        self._descend(lambda mine, theirs: [(mine[0], theirs[0])] if len(mine) == len(theirs) == 1 else [])

    def _take(self, node: object, other: object) -> None:
        self.found[node] = other  # type: ignore[assignment]  # all of them are blank nodes
        self._used.add(other)

    def _descend(self, pair: Callable[[list[Any], list[Any]], Iterable[tuple[object, object]]]) -> None:
        """From what is no blank node, or has been paired, to what hangs below it at the same place."""
        found, places = self.found, self._old.places
        waiting = deque(one for one in self._new.places if type(one[0]) is not ox.BlankNode or one[0] in found)
        while waiting:
            place = waiting.popleft()
            mine = [node for node in self._new.places[place] if node not in found]
            there = places.get((found.get(place[0], place[0]), *place[1:])) if mine else None
            for node, other in pair(mine, [one for one in there if one not in self._used]) if there else ():
                self._take(node, other)
                waiting.extend(self._new.below.get(node, ()))

    def _alike(self, mine: Iterable[object], theirs: Iterable[object]) -> list[tuple[object, object]]:
        by_number: defaultdict[int, deque[object]] = defaultdict(deque)
        for other in theirs:
            by_number[self._old.numbers.get(other, 0)].append(other)
        pairs = []
        for node in mine:
            alike = by_number.get(self._new.numbers.get(node, 0))
            if alike:
                pairs.append((node, alike.popleft()))
        return pairs
