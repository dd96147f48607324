"""Network files as networkx reads them."""

from __future__ import annotations

import io
import re

import networkx as nx

Edges = list[tuple[frozenset[str], float]]


def read_gexf(data: bytes) -> nx.MultiDiGraph[str]:
    """A file with directed and undirected edges, which networkx refuses, with all of them directed."""
    plain = re.sub(rb'(<edge [^>]*?) type="(un)?directed"', rb"\1", data)
    plain = plain.replace(b'defaultedgetype="undirected"', b'defaultedgetype="directed"')
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(plain)))


def read_graphml(data: bytes) -> nx.MultiGraph[str]:
    """A file whose parallel edges stay apart; its nodes by the addresses that they name."""
    network: nx.MultiGraph[str] = nx.read_graphml(io.BytesIO(data), force_multigraph=True)  # type: ignore[assignment]  # the stub knows no multigraph
    named: nx.MultiGraph[str] = nx.relabel_nodes(network, {one: said["iri"] for one, said in network.nodes(data=True)})
    return named


def edges_of(network: nx.Graph[str] | nx.MultiGraph[str]) -> Edges:
    """Both ends and the weight of each edge, in an order."""
    weighted: list[tuple[str, str, float]] = list(network.edges(data="weight"))
    found = [(frozenset((source, target)), float(weight)) for source, target, weight in weighted]
    return sorted(found, key=lambda edge: (sorted(edge[0]), edge[1]))
