"""The statements of a store as they are written: of a service where they lie, so that no copy of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pyoxigraph as ox

from graph.protocol import Object, Row, Store, Subject
from graph.query.memory_copy import ByProperty, MemoryCopy, memory_copy, model_revision
from graph.query.service_store import service_store
from graph.rdf.run_results import is_result
from graph.sparql.fixed_queries import select_rows
from graph.store.embedded import EmbeddedStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written(ByProperty):
    """All public statements but what runs found, as they are at the moment of each question; not to be kept."""

    store: EmbeddedStore
    revision: int
    begun_with: int = field(repr=False)
    begun: Callable[[], int] = field(repr=False)
    has_results: bool = field(default=False, repr=False)

    def select(self, query: str) -> list[Row]:
        """Rows of a SELECT query over the union of all graphs, with days as they are written."""
        return select_rows(self.store.public.quads, query, self.graphs() if self.has_results else None)

    def written(self, property_iri: str | None = None, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """The statements of all properties and graphs, or of one."""
        node = None if property_iri is None else ox.NamedNode(property_iri)
        return self._but_results(self._quads_for_pattern(None, node, None, graph))

    def find(self, subject: Subject | None, predicate: ox.NamedNode | None, value: Object | None) -> Iterator[ox.Quad]:
        """The statements that fit; None fits everything."""
        return self._but_results(self._quads_for_pattern(subject, predicate, value, None))

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, in the order of their names."""
        return [graph for graph in map(ox.NamedNode, self.store.graph_names()) if not is_result(graph)]

    def states(self, subject: str, property_iri: str, value: str, graph: ox.NamedNode) -> bool:
        """Whether a graph says this."""
        one, relation, other = (ox.NamedNode(iri) for iri in (subject, property_iri, value))
        found = self._quads_for_pattern(one, relation, other, graph)
        return next(iter(found), None) is not None

    def is_of_one_revision(self) -> bool:
        """Whether all that was read until now is of the revision of the beginning."""
        return self.begun() == self.begun_with

    @property
    def _quads_for_pattern(self) -> Callable[..., Iterator[ox.Quad]]:
        """Asked anew each time: an engine that is held cannot be exchanged for another."""
        return self.store.public.quads.quads_for_pattern

    def _but_results(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        return (quad for quad in quads if not is_result(quad.graph_name)) if self.has_results else iter(quads)


Present = Written | MemoryCopy


def present_statements(store: Store) -> Present:
    """What the present model is read from: the folder of a service, otherwise the copy in memory."""
    served = service_store(store)
    if served is None:
        return memory_copy(store)
    revision, delta = model_revision(served), served.delta_since(served.revision)
    if delta is None:
        return memory_copy(store)
    has_results = any(map(is_result, map(ox.NamedNode, served.graph_names())))
    return Written(served, revision, delta.revision, delta.begun, has_results)


def read_at_one_revision(store: Store, read: Callable[[Present], T]) -> T:
    """What is read of the present statements: where somebody writes meanwhile, once more from a copy of one moment."""
    present = present_statements(store)
    found = read(present)
    return found if present.is_of_one_revision() else read(memory_copy(store))
