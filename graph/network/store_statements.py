"""The statements of a store as it lies there, a query for each property: for networks too large for a copy in memory.

Reads the index of ties that the map of areas is made of, by the same rules as the model's
(`property_index`, `read_ties`, `who`), but without names, notes and evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.network.property_index import PropertyIndex
from graph.network.read_properties import read_tie_index
from graph.network.who import IN_NETWORK
from graph.protocol import Row, Store, Term
from graph.query.memory_copy import model_revision
from graph.terms import ADMS, DCT, NETZ, NK, ORG, RDF, RDFS, SKOS, WHOLES

_STATUS = ADMS + "status"
TIE_PROPERTIES = (
    RDF + "type",
    RDFS + "subClassOf",
    ORG + "member",
    ORG + "organization",
    _STATUS,
    *WHOLES,
    ORG + "classification",
    NETZ + "standsFor",
    SKOS + "broader",
    SKOS + "topConceptOf",
    DCT + "spatial",
)
"""What says who is an actor, of which sector and district, and in which state; the ends of ties are added by kind."""
NETWORK_PROPERTIES = (IN_NETWORK, *(NETZ + name for name in ("raisedBy", "concerns")))
"""What says in which network somebody is, besides the graph where it is typed: read where one is asked for."""

_NARROWED = {_STATUS: f"?s <{_STATUS}> ?any . FILTER(?any != <{NK}exists>) ?s <{_STATUS}> ?o"}
"""Who exists need not be read: without a word on it, it does. Those with another state are read with all they have."""
_WITHOUT_NETWORK = f"MINUS {{ ?s <{IN_NETWORK}> ?network . FILTER(!isLiteral(?network)) }}"
"""Where somebody is typed is asked only of who says of no network to belong to it, which few do."""
_FEW_VALUES = frozenset({RDF + "type", IN_NETWORK, ORG + "classification", DCT + "spatial"})
_FEW = 100
"""Up to so many values of these, their subjects are read value by value: rows of one term come in half the time."""


@dataclass(frozen=True, slots=True)
class StoreStatements:
    """A store's statements by property, some of them twice. One query a property; O(its statements) in memory.

    Types in one graph are those of who says of no network to belong to it.
    """

    store: Store
    revision: int

    def select(self, query: str) -> list[Row]:
        """Rows of a SELECT query over the union of all graphs."""
        return self.store.select(query)

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, in the order of their names."""
        return [ox.NamedNode(graph) for graph in self.store.graph_names()]

    def pairs(self, property_iri: str, graph: ox.NamedNode | None = None) -> Iterator[tuple[Term, Term]]:
        """Subject and object of each statement with a property, in one graph or in all."""
        pattern = _NARROWED.get(property_iri, f"?s <{property_iri}> ?o")
        if graph is not None:
            home = _WITHOUT_NETWORK if property_iri == RDF + "type" else ""
            yield from self._pairs(f"GRAPH {graph} {{ {pattern} }} {home}")
        elif property_iri in _FEW_VALUES and (values := self._few_values(property_iri)):
            for value in values:
                for (subject,) in self.store.rows(f"SELECT ?s WHERE {{ ?s <{property_iri}> {value} }}"):
                    yield subject, value
        else:
            yield from self._pairs(pattern)

    def _few_values(self, property_iri: str) -> list[ox.NamedNode]:
        """All values of a property, where they are but few resources with names; none otherwise."""
        rows = self.store.select(f"SELECT DISTINCT ?o WHERE {{ ?s <{property_iri}> ?o }} LIMIT {_FEW + 1}")
        named = [row["o"] for row in rows if isinstance(row["o"], ox.NamedNode)]
        return named if len(named) == len(rows) <= _FEW else []

    def pairs_beside(self, property_iri: str, graph: ox.NamedNode) -> Iterator[tuple[Term, Term]]:
        """What that graph does not state as well.

        What the graph states is read before, to no row: an engine ends a row that it cannot read with an error, but
        never a MINUS over it.
        """
        pattern = f"?s <{property_iri}> ?o"
        stated = f"GRAPH {graph} {{ {pattern} }}"
        self.store.select(f"SELECT ?s WHERE {{ {stated} FILTER(isLiteral(?s)) }}")
        return self._pairs(f"{pattern} MINUS {{ {stated} }}")

    def states(self, subject: str, property_iri: str, value: str, graph: ox.NamedNode) -> bool:
        """Whether a graph says this."""
        pattern = f"GRAPH {graph} {{ <{subject}> <{property_iri}> <{value}> }}"
        return bool(self.store.select(f"SELECT * WHERE {{ {pattern} }} LIMIT 1"))

    def _pairs(self, pattern: str) -> Iterator[tuple[Term, Term]]:
        return ((subject, value) for subject, value in self.store.rows(f"SELECT ?s ?o WHERE {{ {pattern} }}"))


def tie_index(store: Store, *, with_networks: bool = True) -> PropertyIndex:
    """Who is tied to whom in the store's present model; with or without what says in which network. O(ties)."""
    read, empty = (NETWORK_PROPERTIES, ()) if with_networks else ((), NETWORK_PROPERTIES)
    statements = StoreStatements(store, model_revision(store))
    return read_tie_index(statements, (*TIE_PROPERTIES, *read), empty)
