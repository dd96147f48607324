"""Which statements somebody may read to whom some networks are closed: those that surely belong to the others.

A statement may be read when it is reached from an open network: from the network itself, from what lies in it, below
its address or in its graphs, and from the shared vocabulary; never through what belongs to a closed network. Whatever
belongs to no network and is named by none stays out as well. What follows from the ties is derived anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

import pyoxigraph as ox

from graph.rdf.derived_links import derive
from graph.terms import (
    CODES_GRAPH,
    DERIVED_GRAPH,
    NETZ,
    ONTOLOGY_GRAPH,
    RDF,
    RDFS,
    RUN_GRAPHS,
    TOPICS_GRAPH,
    VIEWS_GRAPH,
    network_slug,
)

_SHARED = frozenset({ONTOLOGY_GRAPH, CODES_GRAPH, TOPICS_GRAPH})
_TYPE, _NETWORK = ox.NamedNode(RDF + "type"), ox.NamedNode(NETZ + "Network")
_IN_NETWORK, _ADDRESS = ox.NamedNode(NETZ + "inNetwork"), ox.NamedNode(NETZ + "address")
_SUB_CLASS = ox.NamedNode(RDFS + "subClassOf")
_STEP, _SHOWS = ox.NamedNode(NETZ + "step"), ox.NamedNode(NETZ + "shows")
_VIEWS = ox.NamedNode(VIEWS_GRAPH)


def readable_quads(quads: Iterable[ox.Quad], closed: Collection[str], day: str = "") -> list[ox.Quad]:
    """The quads that somebody may read to whom these networks are closed, on a day. O(quads)."""
    held = [quad for quad in quads if not _is_made(quad)]
    shut = Boundary(closed)
    shut.look_through(held)
    by_subject: defaultdict[object, list[ox.Quad]] = defaultdict(list)
    roots: set[object] = set(shut.open_networks)
    for quad in held:
        if not shut.names_closed(quad):
            by_subject[quad.subject].append(quad)
            if shut.is_surely_open(quad):
                roots.add(quad.subject)
    found = [quad for node in _reached(roots, by_subject) for quad in by_subject.get(node, ())]
    return [*found, *derive(found, day)]


def _is_made(quad: ox.Quad) -> bool:
    """Whether a quad follows from others: those of gap runs and derived links."""
    graph = quad.graph_name
    return isinstance(graph, ox.NamedNode) and (graph.value == DERIVED_GRAPH or graph.value.startswith(RUN_GRAPHS))


def _reached(roots: set[object], by_subject: dict[object, list[ox.Quad]]) -> set[object]:
    seen, waiting = set(roots), list(roots)
    while waiting:
        for quad in by_subject.get(waiting.pop(), ()):
            if isinstance(quad.object, ox.NamedNode | ox.BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)
    return seen


@dataclass(slots=True)
class Boundary:
    """What belongs to closed networks, and what surely to open ones.

    `nodes` are closed beside those whose IRI tells it; `inside` lie in an open network; `views` show open ones only.
    """

    closed: Collection[str]
    nodes: set[object] = field(default_factory=set)
    open_networks: set[ox.NamedNode] = field(default_factory=set)
    open_slugs: set[str] = field(default_factory=set)
    inside: set[object] = field(default_factory=set)
    views: set[object] = field(default_factory=set)

    def look_through(self, quads: Sequence[ox.Quad]) -> None:
        """Learn which networks there are, who lies in them, and which views show open networks only."""
        self._learn_networks(quads)
        shared: set[object] = set()
        for quad in quads:
            if quad.predicate == _IN_NETWORK:
                (self.inside if quad.object in self.open_networks else shared).add(quad.subject)
        self.nodes |= shared - self.inside
        self._learn_views([quad for quad in quads if quad.graph_name == _VIEWS])

    def _learn_networks(self, quads: Sequence[ox.Quad]) -> None:
        classes = {_NETWORK}
        below = [(one.subject, one.object) for one in quads if one.predicate == _SUB_CLASS]
        while found := {one for one, other in below if other in classes} - classes:
            classes |= found  # type: ignore[arg-type]  # classes have IRIs
        for quad in quads:
            if quad.predicate == _TYPE and quad.object in classes and isinstance(quad.subject, ox.NamedNode):
                iri = quad.subject
                if self.is_closed(iri):
                    self.nodes.add(iri)
                else:
                    self.open_networks.add(iri)
                    self.open_slugs |= {network_slug(iri.value)} - {""}

    def _learn_views(self, quads: Sequence[ox.Quad]) -> None:
        """A view is open when its address names an open network and nothing else; a story, when all its views are."""
        addresses = [one for one in quads if one.predicate == _ADDRESS]
        self.views = {one.subject for one in addresses}
        self.views -= {one.subject for one in addresses if not self._is_open_address(one.object)}
        steps = {one.subject for one in quads if one.predicate == _SHOWS and one.object in self.views}
        hidden_steps = {one.subject for one in quads if one.predicate == _SHOWS} - steps
        stories = {one.subject for one in quads if one.predicate == _STEP}
        stories -= {one.subject for one in quads if one.predicate == _STEP and one.object not in steps}
        self.nodes |= {one.subject for one in quads} - self.views - stories - steps | hidden_steps
        self.views |= stories

    def _is_open_address(self, address: object) -> bool:
        text = address.value if isinstance(address, ox.Literal) else ""
        pairs, plain = dict(parse_qsl(text.lstrip("?"))), unquote(text)
        names_closed = any(f"{slug}/" in plain or f"={slug}" in plain for slug in self.closed)
        return pairs.get("netz") in self.open_slugs and "abfrage" not in pairs and not names_closed

    def is_closed(self, term: object) -> bool:
        """Whether a term belongs to a closed network: by its IRI, or by what was learned."""
        if term in self.nodes:
            return True
        return isinstance(term, ox.NamedNode) and (
            term.value in self.closed or (network_slug(term.value) or None) in self.closed
        )

    def names_closed(self, quad: ox.Quad) -> bool:
        """Whether one of the terms of a quad belongs to a closed network, or is a statement itself."""
        terms = quad.subject, quad.predicate, quad.object, quad.graph_name
        return any(isinstance(term, ox.Triple) or self.is_closed(term) for term in terms)

    def is_surely_open(self, quad: ox.Quad) -> bool:
        """Whether the subject of a quad is shared, lies in an open network, or is a view of one."""
        subject, graph = quad.subject, quad.graph_name
        if subject in self.inside or subject in self.views:
            return True
        iris = [term.value for term in (subject, graph) if isinstance(term, ox.NamedNode)]
        is_shared = isinstance(graph, ox.NamedNode) and graph.value in _SHARED
        return is_shared or any(network_slug(iri) in self.open_slugs for iri in iris)
