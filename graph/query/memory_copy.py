"""The store at one revision of its model, in memory: what analysis and gap rules read, many times and all of it.

In memory a rule runs several times faster than from the folder or over a network, and whatever is read
together is of one revision. Queries are answered with whole days (`graph.rdf.whole_days`), the model is read from what
is written. A service asks and reads elsewhere where it can (`asked_copy.py`, `written.py`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Object, Row, Step, Store, Subject, Term
from graph.query.rule_folders import own_rule_folders
from graph.rdf.intervals import SIDES
from graph.rdf.run_results import forget_results, is_result
from graph.rdf.whole_days import Restated, restate_days, says_when
from graph.sparql.fixed_queries import select_rows


class Selects(Protocol):
    """Whatever answers one of our own SELECT queries."""

    def select(self, query: str) -> list[Row]:
        """Rows over the union of all graphs."""
        ...


class ByProperty(ABC):
    """Subjects and values of what is written, by property."""

    __slots__ = ()

    @abstractmethod
    def written(self, property_iri: str | None = None, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """The statements as they are written, of all properties and graphs or of one."""

    def pairs(self, property_iri: str, graph: ox.NamedNode | None = None) -> Iterator[tuple[Term, Term]]:
        """Subject and object of each statement with a property, again for each graph that states it."""
        for quad in self.written(property_iri, graph):
            yield quad.subject, quad.object

    def pairs_beside(self, property_iri: str, graph: ox.NamedNode) -> Iterator[tuple[Term, Term]]:
        """The same of all graphs but one."""
        for quad in self.written(property_iri):
            if quad.graph_name != graph:
                yield quad.subject, quad.object


@dataclass(slots=True)
class Held:
    """The revision of the data that quads are of; `begun` is the last one of which some may be among them already."""

    revision: int
    begun: int = 0
    moves: int = 0
    is_moving: bool = False

    @contextmanager
    def moved(self) -> Iterator[None]:
        """Whoever reads meanwhile reads of several revisions; where it fails, everybody does from then on."""
        self.is_moving = True
        self.moves += 1
        yield
        self.is_moving = False

    @property
    def state(self) -> int | None:
        """Equal before and after a query that has read one revision, `revision`; None while they are of several."""
        return None if self.is_moving or self.begun > self.revision else self.moves


@dataclass(frozen=True, slots=True)
class MemoryCopy(ByProperty):
    """All public quads of one revision of the model. Memory: about half a kilobyte a quad.

    In `quads` every period is of whole days; `restated` says which of them are written in another way.
    Where the next revision was asked for meanwhile, the same quads are of that one: a query reads one revision, several
    queries may not. `held` says of which revision of the data they are.
    """

    revision: int
    quads: ox.Store
    held: Held = field(default_factory=lambda: Held(0), repr=False, compare=False)
    restated: Restated = field(default_factory=Restated, repr=False, compare=False)

    def select(self, query: str) -> list[Row]:
        """Rows of a SELECT query over the union of all graphs, with whole days."""
        return select_rows(self.quads, query)

    def select_with_revision(self, query: str) -> tuple[list[Row], int | None]:
        """The same, and the revision of the data that they are true for; None when it cannot be said."""
        before = self.held.state
        rows = self.select(query)
        return rows, self.held.revision if before is not None and self.held.state == before else None

    def written(self, property_iri: str | None = None, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """The statements as they are written, of all properties and graphs or of one."""
        node = None if property_iri is None else ox.NamedNode(property_iri)
        found = self.quads.quads_for_pattern(None, node, None, graph)
        own, instead = self.restated.written_at(node, graph), self.restated.replaced_by
        is_restated = own or (instead and (property_iri is None or property_iri in SIDES))
        return chain((quad for quad in found if quad not in instead), own) if is_restated else found

    def find(self, subject: Subject | None, predicate: ox.NamedNode | None, value: Object | None) -> Iterator[ox.Quad]:
        """The statements as they are written that fit; None fits everything."""
        asked, instead = (subject, predicate, value), self.restated.replaced_by
        own = (quad for quad in self.restated.written if _fits(quad, asked))
        return chain((quad for quad in self.quads.quads_for_pattern(*asked, None) if quad not in instead), own)

    def is_of_one_revision(self) -> bool:
        """It is, as long as nobody asks for the copy of a later one."""
        return True

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, in the order of their names."""
        written = (quad.graph_name for quad in self.restated.written)  # perhaps all that a graph says
        found = {graph for graph in chain(self.quads.named_graphs(), written) if isinstance(graph, ox.NamedNode)}
        return sorted(found, key=lambda graph: graph.value)

    def states(self, subject: str, property_iri: str, value: str, graph: ox.NamedNode) -> bool:
        """Whether a graph says this."""
        one, relation, other = (ox.NamedNode(iri) for iri in (subject, property_iri, value))
        return ox.Quad(one, relation, other, graph) in self.quads


def _fits(quad: ox.Quad, asked: tuple[Term | None, ...]) -> bool:
    return all(one is None or one == other for one, other in zip(asked, quad, strict=False))


def model_revision(store: Store) -> int:
    """The revision that analysis and rules stand for: the model's, or with rules of one's own the data's.

    Such a rule may ask for anything, statements beside the model too.
    """
    return store.revision if own_rule_folders(store) else store.model_revision


def memory_copy(store: Store) -> MemoryCopy:
    """The copy of a store's present model, made once and shared. O(quads); 0.5 s for 150,000."""
    return _COPIES.get(store, None, lambda: _copy(store))


IDLE_S = 60.0
"""Model and gaps are kept when they are read; the copy, a third of the memory of a large network, need not be."""


def _follow(store: Store, _key: None, former: MemoryCopy, since: int) -> MemoryCopy | None:
    """The same quads after the changes since then; whoever still reads the former copy sees them too."""
    revision, delta = model_revision(store), store.delta_since(since)
    if delta is None or delta.has_blank_nodes:
        return None
    is_dated = any(map(says_when, delta.quads))
    with former.held.moved():
        if is_dated:
            former.restated.undo(former.quads)
        for step in delta.steps:
            if step.revision > former.held.revision:
                _take_over(former.quads, step)
                former.held.revision = step.revision
        restated = restate_days(former.quads) if is_dated else former.restated
    return MemoryCopy(revision, former.quads, former.held, restated)


def _take_over(quads: ox.Store, step: Step) -> None:
    """As a dump has it: of a graph that is empty nothing is left."""
    for quad in step.remove:
        quads.remove(quad)
    quads.extend(quad for quad in step.add if not is_result(quad.graph_name))
    for graph in {quad.graph_name for quad in step.remove}:
        if next(quads.quads_for_pattern(None, None, None, graph), None) is None:
            quads.remove_graph(graph)


_COPIES: RevisionCache[Store, None, MemoryCopy] = RevisionCache(
    lambda store, _: model_revision(store), idle_s=IDLE_S, renew=_follow
)


def _copy(store: Store) -> MemoryCopy:
    """Of one moment, no earlier than its revision; what is written meanwhile is taken over twice, which is no harm."""
    revision, held, quads = model_revision(store), Held(store.revision), ox.Store()
    _load(quads, store.dump())
    delta = store.delta_since(held.revision)
    held.begun = held.revision + 1 if delta is None else delta.begun()
    forget_results(quads)
    return MemoryCopy(revision, quads, held, restate_days(quads))


def _load(quads: ox.Store, dump: bytes) -> None:
    """What was checked when it was written. The engine's faster way gives blank nodes other names than the store."""
    if b"_:" in dump:
        quads.bulk_extend(ox.parse(dump, format=ox.RdfFormat.N_QUADS, lenient=True))
    else:
        quads.bulk_load(dump, format=ox.RdfFormat.N_QUADS, lenient=True)
