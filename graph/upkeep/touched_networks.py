"""Which networks a change touches: who may write is decided by that, never by what the address of a request says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

import pyoxigraph as ox

from graph.network.network_list import networks
from graph.protocol import Change, Entry, Row, Store
from graph.rdf.skolem import is_skolem
from graph.store.keeper import keeper_of_persons
from graph.terms import BASE, DERIVED_GRAPH, NETZ, NK, RUN_GRAPHS, SYSTEM_GRAPHS, VIEWS_GRAPH, network_slug
from graph.upkeep.networks_of_views import networks_of_views

SHARED = ""
"""Stands among the networks for what all of them share: vocabulary, codes, topics, and whatever lies in none."""

_IN_NETWORK = ox.NamedNode(NETZ + "inNetwork")
_VIEWS, _DERIVED = ox.NamedNode(VIEWS_GRAPH), ox.NamedNode(DERIVED_GRAPH)
_AT_ONCE = 200

Networks = frozenset[str]


def networks_of_change(store: Store, change: Change) -> Networks:
    """Code of each network that a change would touch in a whole store, SHARED for what belongs to no single one.

    What would be public no longer, as the change makes a name known as a person's, is touched as well.
    One that empties whole graphs, or makes them, touches what is shared. Empty only for a change of nothing, and for a
    story that has just been begun and shows nothing yet. O(statements of the change and of all views).
    """
    if change.clear or change.drop or change.create:
        return frozenset({SHARED})
    keeper = keeper_of_persons(store)
    apart = keeper.would_keep_apart(change) if keeper else []
    return _touched(store, [*change.add, *change.remove, *apart])


def networks_of_entry(store: Store, entry: Entry) -> Networks:
    """The same for a change that was made: what it touches to take it back, in public and of persons.

    One of which nothing is known is shared.
    """
    known = {_code(network.iri) for network in networks(store)}
    graphs = {_code(graph) for graph in (*entry.create, *entry.drop) if graph not in {VIEWS_GRAPH, DERIVED_GRAPH}}
    quads = [*entry.add, *entry.remove, *store.about_persons(entry.revision)]
    touched = _touched(store, quads) | {one if one in known else SHARED for one in graphs}
    return touched or frozenset({SHARED})


def networks_of_persons(store: Store, revision: int) -> Networks:
    """The networks of which a change brought or took away statements about persons; empty where it did not."""
    return _touched(store, store.about_persons(revision))


def networks_of_statements(store: Store, quads: Iterable[ox.Quad]) -> Networks:
    """The networks in which statements lie, of persons too; SHARED among them for what lies in none."""
    return _touched(store, list(quads))


def _touched(store: Store, quads: list[ox.Quad]) -> Networks:
    stated = [quad for quad in quads if quad.graph_name != _DERIVED]
    if not stated:
        return frozenset({SHARED}) if quads else frozenset()
    codes = {network.iri: _code(network.iri) for network in networks(store)}
    of_views = [quad for quad in stated if quad.graph_name == _VIEWS]
    found = set(networks_of_views(store, of_views, codes)) if of_views else set()
    whereabouts = _Whereabouts(codes)
    others = [quad for quad in stated if quad.graph_name != _VIEWS]
    whereabouts.learn(store, others)
    for quad in others:
        found |= whereabouts.of_quad(quad)
    return frozenset(found)


@dataclass(slots=True)
class _Whereabouts:
    """Where resources lie, before or after a change.

    `codes` are those of the networks, by IRI; `homes` where a resource is said to lie; `described` in which graphs the
    store speaks of it.
    """

    codes: Mapping[str, str]
    homes: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    described: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, store: Store, quads: list[ox.Quad]) -> None:
        """Look up every resource that the quads name as subject or object, together."""
        for quad in quads:
            if quad.predicate == _IN_NETWORK and isinstance(quad.subject, ox.NamedNode):
                self.homes[quad.subject.value].add(self._network(_value(quad.object)))
        named = sorted({iri for quad in quads for term in (quad.subject, quad.object) for iri in _iris(term)})
        for row in _looked_up(store, named):
            iri, graph, network = (_value(row[name]) for name in ("s", "g", "network"))
            if network:
                self.homes[iri].add(self._network(network))
            self.described[iri].add(graph)

    def of_quad(self, quad: ox.Quad) -> set[str]:
        """The networks of a statement: of its graph, of its subject, and of its object when that lies in another."""
        found = self._of_graph(_value(quad.graph_name))
        for iri in _iris(quad.subject):
            found |= self._of_subject(iri)
        for iri in _iris(quad.object):
            lies_in = self._lies_in(iri)
            if quad.predicate == _IN_NETWORK or not lies_in & found:
                found |= lies_in
        return found

    def _network(self, iri: str) -> str:
        return self.codes.get(iri, SHARED)

    def _of_graph(self, graph: str) -> set[str]:
        code, is_ours = _code(graph), graph in SYSTEM_GRAPHS or graph.startswith(RUN_GRAPHS)
        return {code if code in self.codes.values() and not is_ours else SHARED}

    def _lies_in(self, iri: str) -> set[str]:
        """By its address, and by what is said of it; empty for what lies in no network."""
        code = network_slug(iri)
        own = {code} if code in self.codes.values() else {self.codes[iri]} if iri in self.codes else set()
        return own | self.homes.get(iri, set())

    def _of_subject(self, iri: str) -> set[str]:
        """Where it lies; else where it is spoken of. One that is new and has an address elsewhere goes with its graph.

        What has an address here, outside of every network, is shared, and so are our own words.
        """
        lies_in = self._lies_in(iri)
        if lies_in:
            return lies_in
        if iri.startswith((NETZ, NK)) or (iri.startswith(BASE) and not is_skolem(iri)):
            return {SHARED}
        graphs = self.described.get(iri, set()) - {DERIVED_GRAPH}
        return set().union(*map(self._of_graph, graphs))


def _code(iri: str) -> str:
    return network_slug(iri) or iri


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _iris(term: object) -> Iterator[str]:
    """The resources that a term names; of a statement about a statement both ends."""
    if isinstance(term, ox.NamedNode):
        yield term.value
    elif isinstance(term, ox.Triple):
        yield from chain(_iris(term.subject), _iris(term.object))


def _looked_up(store: Store, named: Iterable[str]) -> Iterator[Row]:
    source = iter(named)
    while part := " ".join(str(ox.NamedNode(iri)) for iri in islice(source, _AT_ONCE)):
        yield from store.select(
            f"SELECT DISTINCT ?s ?g ?network WHERE {{ VALUES ?s {{ {part} }} "
            f"GRAPH ?g {{ ?s ?p ?o }} OPTIONAL {{ ?s {_IN_NETWORK} ?network }} }}"
        )
