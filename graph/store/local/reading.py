"""Queries over the public statements, ours and those of users."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from graph.errors import NotFound
from graph.protocol import Answer, Dataset, GraphName, Limits, Row, Term
from graph.rdf.serialise import graph_of_store
from graph.sparql.fixed_queries import construct_triples, iterate_rows, select_rows
from graph.sparql.guard import check_query
from graph.sparql.sandbox.copy_apart import CopyApart
from graph.sparql.sandbox.question import AdHocQuery
from graph.store.local.parts import StoreParts
from graph.terms import BASE


class Reading(StoreParts):
    """Answers queries and gives graphs."""

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own queries over the union of all graphs."""
        return select_rows(self._public.quads, query)

    def rows(self, query: str) -> Iterator[Iterable[Term]]:
        """The same for variables that are always bound, one row at a time."""
        return iterate_rows(self._public.quads, query)

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own queries over the union of all graphs."""
        return construct_triples(self._public.quads, query)

    def answer(
        self,
        query: str,
        media_types: Sequence[str],
        *,
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        abandoned: Callable[[], bool] | None = None,
        asker: str = "",
    ) -> Answer:
        """Answer what a user wrote, in a process of its own. FROM in the query takes the place of the union."""
        outline = check_query(query, base=BASE)
        union = self.sees_union and not outline.names_dataset
        question = AdHocQuery(
            query,
            media_types,
            union,
            dataset or Dataset(),
            limits or Limits(),
            graphs=(*outline.graphs, *self._wanted(dataset or Dataset())),
            is_repeatable=outline.is_repeatable,
        )
        return self._sandbox.answer(question, abandoned, asker)

    def copy_apart(self, restated: bytes = b"") -> CopyApart | None:
        """All public quads of now in a process that answers our own queries; None where no process has them yet.

        `restated`: how a former one made days whole, where no change since then says when something begins or ends.
        """
        return self._sandbox.copy_apart(self.revision, restated)

    def read_graph(self, graph: GraphName, media_types: Sequence[str]) -> Answer:
        """One graph, written by the engine itself. Raises NotFound, NotAcceptable."""
        revision = self.revision
        if isinstance(graph, ox.NamedNode) and not self._public.has_graph(graph.value):
            raise NotFound(
                "There is no graph %(graph)s.", hint="The service description lists the graphs.", graph=graph.value
            )
        return graph_of_store(self._public.quads, graph, media_types, revision)

    def _wanted(self, dataset: Dataset) -> tuple[str, ...]:
        """The graphs of the protocol's parameters that have to be there; in a plain store absent ones are empty."""
        chosen = (*dataset.default_graphs, *dataset.named_graphs)
        return () if not chosen or self._intake.is_plain(self._public.quads) else chosen
