"""Statements by property, with those of other vocabularies that say the same in the place of ours.

A membership that says when it holds by an interval (`org:memberDuring`) has the days of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import pyoxigraph as ox

from graph.protocol import Row, Term
from graph.query.memory_copy import Selects
from graph.rdf.intervals import SIDES, days_of_intervals
from graph.rdf.mappings import INVERSE, SUB_PROPERTY, Mappings, Statement, mappings_of

_STATED = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ <{SUB_PROPERTY}> <{INVERSE}> }} ?s ?p ?o }}"


class StatementSource(Protocol):
    """Whatever an index is read from: a store's copy in memory, or the store itself."""

    @property
    def revision(self) -> int:
        """The revision of the model that the statements are of."""
        ...

    def select(self, query: str) -> list[Row]:
        """Rows of a query about classes and properties: of days it may see the whole ones in place of the written."""
        ...

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, in the order of their names."""
        ...

    def pairs(self, property_iri: str, graph: ox.NamedNode | None = None) -> Iterable[tuple[Term, Term]]:
        """Subject and object of each statement with a property, in one graph or, perhaps several times, in all."""
        ...

    def pairs_beside(self, property_iri: str, graph: ox.NamedNode) -> Iterable[tuple[Term, Term]]:
        """The same of all graphs but one; what that one states as well may be left out."""
        ...

    def states(self, subject: str, property_iri: str, value: str, graph: ox.NamedNode) -> bool:
        """Whether a graph says this."""
        ...


def read_mappings(source: Selects) -> Mappings:
    """The mappings of the product and those that the data state. One query."""
    return mappings_of(_statements(source.select(_STATED)))


def _statements(rows: Iterable[Row]) -> Iterator[Statement]:
    for row in rows:
        one, property_iri, other = row["s"], row["p"], row["o"]
        if isinstance(one, ox.NamedNode) and isinstance(property_iri, ox.NamedNode) and isinstance(other, ox.NamedNode):
            yield one.value, property_iri.value, other.value


@dataclass(frozen=True, slots=True)
class MappedStatements:
    """The statements of a source in the words of the model; a property that nothing maps is read as it is."""

    source: StatementSource
    mappings: Mappings

    @property
    def revision(self) -> int:
        """The revision of the source."""
        return self.source.revision

    def select(self, query: str) -> list[Row]:
        """Rows of a query on the source, as it is written."""
        return self.source.select(query)

    def graphs(self) -> list[ox.NamedNode]:
        """The graphs of the source."""
        return self.source.graphs()

    def pairs(self, property_iri: str, graph: ox.NamedNode | None = None) -> Iterable[tuple[Term, Term]]:
        """Subject and object of each statement that says this, whichever way."""
        own = self.source.pairs(property_iri, graph)
        if property_iri in self.mappings.ways:
            return chain(own, self._others(property_iri, graph))
        return chain(own, self._days(property_iri)) if property_iri in SIDES and graph is None else own

    def pairs_beside(self, property_iri: str, graph: ox.NamedNode) -> Iterable[tuple[Term, Term]]:
        """The same of all graphs but one, in which nothing of other vocabularies is derived."""
        own = self.source.pairs_beside(property_iri, graph)
        return chain(own, self._others(property_iri, None)) if property_iri in self.mappings.ways else own

    def states(self, subject: str, property_iri: str, value: str, graph: ox.NamedNode) -> bool:
        """Whether a graph says this in our own words."""
        return self.source.states(subject, property_iri, value, graph)

    def _others(self, property_iri: str, graph: ox.NamedNode | None) -> Iterator[tuple[Term, Term]]:
        """What other properties say; one from the other end says nothing of a text."""
        ways = self.mappings.of(property_iri)
        for one in ways.same:
            yield from self.source.pairs(one, graph)
        for one in ways.inverse:
            for subject, value in self.source.pairs(one, graph):
                if isinstance(value, ox.NamedNode | ox.BlankNode):
                    yield value, subject

    def _days(self, side: str) -> Iterator[tuple[Term, Term]]:
        """The days on which memberships begin or end by their intervals."""
        for membership, days in days_of_intervals(side, self.source.pairs).items():
            yield from ((membership, day) for day in days)
