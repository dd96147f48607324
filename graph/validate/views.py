"""All statements as they are before a change and after it, looked up from either end; those of the ontology too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TypeVar

import pyoxigraph as ox

from graph.protocol import Node, Quads
from graph.rdf.quad_text import QuadText
from graph.terms import RDF, RDFS
from graph.validate.added_text import AddedText
from graph.validate.report import background_quads
from graph.validate.shape_paths import targets_of_shapes

K = TypeVar("K", bound=Hashable)
Index = dict[K, list[ox.Quad]]
TYPE = ox.NamedNode(RDF + "type")
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
MOST_AT_HAND = 10_000
"""Nodes of which is kept what was found of them: a large change asks of each a few times in a row."""
_SUBJECT: Callable[[ox.Quad], Node] = attrgetter("subject")


@dataclass(slots=True)
class ViewBefore:
    """All statements as they are stored."""

    public: Quads
    of_target: dict[frozenset[object], bool] = field(init=False, default_factory=dict)
    """Whether things of these classes are looked at."""

    def about(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as subject."""
        return [*self.public.quads_for_pattern(node, None, None, None), *self._background(node, None)]

    def to(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as object."""
        return [*self.public.quads_for_pattern(None, None, node, None), *self._background(None, node)]

    def is_looked_at_from_elsewhere(self, node: Node) -> bool:
        """Whether a shape looks at a node for what leads to it: then it looks like no other."""
        stores = (self.public, _background()) if node in _background_nodes() else (self.public,)
        return any(any(store.quads_for_pattern(None, one, node, None)) for store in stores for one in leading())

    def everything(self) -> Iterable[ox.Quad]:
        """All that the shapes can look at."""
        return chain(self.public, background_quads())

    def hierarchy(self) -> Iterator[ox.Quad]:
        """Which class is below which; a change of that is not looked at in parts."""
        yield from self.public.quads_for_pattern(None, SUBCLASS, None, None)
        yield from _background().quads_for_pattern(None, SUBCLASS, None, None)

    def _background(self, subject: Node | None, value: Node | None) -> Iterable[ox.Quad]:
        if (subject or value) in _background_nodes():
            return _background().quads_for_pattern(subject, None, value, None)
        return ()


class ViewAfter:
    """All statements as a change makes them. Of each node the store is asked once in a while."""

    def __init__(self, before: ViewBefore, add: Sequence[ox.Quad], remove: Collection[ox.Quad]) -> None:
        self.before, self._add, self._remove = before, add, frozenset(remove)
        self.of_target: dict[frozenset[object], bool] = {}
        text = AddedText.of(add) if isinstance(add, QuadText) else None
        self.added: Mapping[Node, Sequence[ox.Quad]] = index(add, _SUBJECT) if text is None else text
        """What comes, by its subject."""
        led = text.about(leading()) if text else (quad for quad in add if quad.predicate in leading())
        self._led_to = {quad.object for quad in led}
        self._stored: dict[Node, Sequence[ox.Quad]] = {}

    def about(self, node: Node) -> Sequence[ox.Quad]:
        """All quads with a node as subject."""
        stored = self.stored(node)
        if not stored:
            return self.added.get(node, ())
        stays = [quad for quad in stored if quad not in self._remove] if self._remove else stored
        return [*stays, *self.added.get(node, ())]

    def stored(self, node: Node) -> Sequence[ox.Quad]:
        """The same before the change."""
        if node not in self._stored:
            if len(self._stored) >= MOST_AT_HAND:
                self._stored.clear()
            self._stored[node] = self.before.about(node) or ()
        return self._stored[node]

    def is_looked_at_from_elsewhere(self, node: Node) -> bool:
        """As before the change; what comes may look at it too."""
        return node in self._led_to or self.before.is_looked_at_from_elsewhere(node)

    def everything(self) -> Iterable[ox.Quad]:
        """All that the shapes can look at."""
        stays = (quad for quad in self.before.public if quad not in self._remove)
        return chain(stays, self._add, background_quads())

    def hierarchy(self) -> Iterator[ox.Quad]:
        """As before: a change of that is not looked at in parts."""
        return self.before.hierarchy()


View = ViewBefore | ViewAfter


@cache
def leading() -> frozenset[ox.NamedNode]:
    """Properties whose values a shape looks at."""
    return frozenset(map(ox.NamedNode, targets_of_shapes().objects_of))


def index(quads: Iterable[ox.Quad], key: Callable[[ox.Quad], K]) -> Index[K]:
    """Quads by one of their terms."""
    found: Index[K] = {}
    for quad in quads:
        found.setdefault(key(quad), []).append(quad)
    return found


@cache
def _background() -> ox.Store:
    """The ontology, which the shapes take for given. Nobody may change it."""
    store = ox.Store()
    store.extend(background_quads())
    return store


@cache
def _background_nodes() -> frozenset[object]:
    """Whatever the ontology speaks of: few things are among it, and each look-up costs."""
    return frozenset(node for quad in background_quads() for node in (quad.subject, quad.object))
