"""The statements of a store as they are written: of a service where they lie, so that no copy of them is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.processes.apart import process_apart
from graph.protocol import Delta, Object, Row, Store, Subject
from graph.query.memory_copy import ByProperty, MemoryCopy, memory_copy, model_revision
from graph.rdf.run_results import is_result
from graph.store.embedded import EmbeddedStore


@dataclass(frozen=True, slots=True)
class Written(ByProperty):
    """All public statements but what runs found, as they are at the moment of each question; not to be kept."""

    store: Store
    revision: int
    delta: Delta = field(repr=False)
    has_results: bool = field(default=False, repr=False)

    def select(self, query: str) -> list[Row]:
        """Rows of a SELECT query over the union of all graphs."""
        return self.store.select(query)

    def written(self, property_iri: str | None = None, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """The statements of all properties and graphs, or of one."""
        node = None if property_iri is None else ox.NamedNode(property_iri)
        return self._but_results(self.delta.present.quads_for_pattern(None, node, None, graph))

    def find(self, subject: Subject | None, predicate: ox.NamedNode | None, value: Object | None) -> Iterator[ox.Quad]:
        """The statements that fit; None fits everything."""
        return self._but_results(self.delta.present.quads_for_pattern(subject, predicate, value, None))

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, in the order of their names."""
        return [graph for graph in map(ox.NamedNode, self.store.graph_names()) if not is_result(graph)]

    def states(self, subject: str, property_iri: str, value: str, graph: ox.NamedNode) -> bool:
        """Whether a graph says this."""
        one, relation, other = (ox.NamedNode(iri) for iri in (subject, property_iri, value))
        found = self.delta.present.quads_for_pattern(one, relation, other, graph)
        return next(iter(found), None) is not None

    def is_of_one_revision(self) -> bool:
        """Whether all that was read until now is of the revision of the beginning."""
        return self.delta.is_still_now

    def _but_results(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        return (quad for quad in quads if not is_result(quad.graph_name)) if self.has_results else iter(quads)


Present = Written | MemoryCopy


def present_statements(store: Store) -> Present:
    """What the present model is read from: the folder of a service, otherwise the copy in memory."""
    if process_apart() is None or not isinstance(store, EmbeddedStore):
        return memory_copy(store)
    revision, delta = model_revision(store), store.delta_since(store.revision)
    if delta is None:
        return memory_copy(store)
    has_results = any(map(is_result, map(ox.NamedNode, store.graph_names())))
    return Written(store, revision, delta, has_results)
