"""All public statements of a network, graph by graph. Persons lie in a store of their own and are in none of them."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.analysis import Analysis
from graph.export.content import Content
from graph.network.network_list import networks
from graph.protocol import Store, Term
from graph.query.written import Present, read_at_one_revision
from graph.rdf.serialise import json_ld_or_refused
from graph.terms import NETZ, PREFIXES, RDF, SYSTEM_GRAPHS, is_apart, network_slug
from graph.text import node


def quads_of(content: Content) -> Iterator[ox.Quad]:
    """The statements of the network's graphs, of all networks when none is chosen. O(statements).

    What is said elsewhere about what belongs to the network (in no graph, in one of another network) comes with it.
    """
    store, names = content.analysis.store, graphs_of(content.analysis)
    yield from _said_elsewhere(content.analysis, frozenset(names))
    for name in names:
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


def _said_elsewhere(analysis: Analysis, names: frozenset[str]) -> list[ox.Quad]:
    """Statements that lie in none of these graphs, about the network's actors, ties, findings and their passages."""
    belonging = set[Term](map(node, _belonging(analysis)))

    def elsewhere(present: Present) -> set[ox.Quad]:
        evidence = {quad.object for quad in present.written(NETZ + "evidence") if quad.subject in belonging}
        own = belonging | evidence
        return {quad for quad in present.written() if quad.subject in own and not _lies_in(quad.graph_name, names)}

    return sorted(read_at_one_revision(analysis.store, elsewhere), key=str)


def _belonging(analysis: Analysis) -> list[str]:
    """The network itself, what says to be in it, and its ties and findings; with none chosen everything."""
    network = analysis.network_iri
    everyone = (one.iri for one in analysis.everyone.values() if network is None or one.networks == (network,))
    chosen = [network] if network else list(analysis.model.networks)
    ties = (tie.iri for tie in analysis.ties if " " not in tie.iri)  # a direct link is said of one of its ends
    return [*chosen, *everyone, *ties, *(one.iri for one in analysis.findings)]


def _lies_in(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, names: frozenset[str]) -> bool:
    return isinstance(graph, ox.NamedNode) and (graph.value in names or _is_apart(graph.value))


def serialise(content: Content, form: ox.RdfFormat) -> bytes:
    """The statements in a format of datasets, with our prefixes where it has any. Raises NotAcceptable."""
    prefixes = None if form == ox.RdfFormat.N_QUADS else PREFIXES
    with json_ld_or_refused():
        return ox.serialize(quads_of(content), format=form, prefixes=prefixes) or b""


def _is_apart(name: str) -> bool:
    """Whether a graph is the service's own, or lies beside the network: views, gap runs."""
    return name in SYSTEM_GRAPHS or is_apart(name)


def _graphs_that_name(store: Store, network: str) -> set[str]:
    node = ox.NamedNode(network)

    def naming(present: Present) -> set[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]:
        found = {quad.graph_name for quad in present.find(None, ox.NamedNode(NETZ + "inNetwork"), node)}
        return found | {quad.graph_name for quad in present.find(node, ox.NamedNode(RDF + "type"), None)}

    return {graph.value for graph in read_at_one_revision(store, naming) if isinstance(graph, ox.NamedNode)}
