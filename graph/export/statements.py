"""All public statements of a network, graph by graph. Persons lie in a store of their own and are in none of them."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.analysis import Analysis
from graph.export.content import Content
from graph.network.network_list import networks
from graph.protocol import Store
from graph.query.memory_copy import memory_copy
from graph.terms import APART_GRAPHS, NETZ, PREFIXES, RDF, SYSTEM_GRAPHS, network_slug


def quads_of(content: Content) -> Iterator[ox.Quad]:
    """The statements of the network's graphs, of all networks when none is chosen. O(statements)."""
    store = content.analysis.store
    for name in graphs_of(content.analysis):
        graph = ox.NamedNode(name)
        body = store.read_graph(graph, ["application/n-triples"]).body
        lines = sorted(body.splitlines(keepends=True))
        for triple in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def graphs_of(analysis: Analysis) -> list[str]:
    """Names of the graphs that a network is stated in: those below its address, and others that name it."""
    own = [name for name in analysis.store.graph_names() if not _is_apart(name)]
    if analysis.network_iri is None:
        return own
    slug = network_slug(analysis.network_iri)
    others = {network_slug(network.iri) for network in networks(analysis.store)} - {slug, ""}
    naming = _graphs_that_name(analysis.store, analysis.network_iri)
    return [name for name in own if network_slug(name) not in others and (network_slug(name) == slug or name in naming)]


def serialise(content: Content, form: ox.RdfFormat) -> bytes:
    """The statements in a format of datasets, with our prefixes where it has any."""
    prefixes = None if form == ox.RdfFormat.N_QUADS else PREFIXES
    return ox.serialize(quads_of(content), format=form, prefixes=prefixes) or b""


def _is_apart(name: str) -> bool:
    """Whether a graph is the service's own, or lies beside the network: views, gap runs."""
    return name in SYSTEM_GRAPHS or name.startswith(APART_GRAPHS)


def _graphs_that_name(store: Store, network: str) -> set[str]:
    quads, node = memory_copy(store).quads, ox.NamedNode(network)
    found = {quad.graph_name for quad in quads.quads_for_pattern(None, ox.NamedNode(NETZ + "inNetwork"), node, None)}
    found |= {quad.graph_name for quad in quads.quads_for_pattern(node, ox.NamedNode(RDF + "type"), None, None)}
    return {graph.value for graph in found if isinstance(graph, ox.NamedNode)}
