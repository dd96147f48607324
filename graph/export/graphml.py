"""GraphML for yEd, igraph, Cytoscape, networkx; positions, sizes and colours are attributes, as Gephi names them too.

Edges of a network that has directed ties are all written as directed, and `directed` says which are: networkx and
igraph take a file of one kind only. Source: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import io

import networkx as nx

from graph.export.as_networkx import as_networkx, clean, period_of, position_of, red_green_blue
from graph.export.content import Content


def write(content: Content) -> bytes:
    """The nodes and edges with all their attributes."""
    network = as_networkx(content)
    for node in content.nodes:
        about = network.nodes[clean(node.iri)]
        if position := position_of(node):
            about["x"], about["y"] = position
        if node.colour:
            about["size"] = node.size
            about["r"], about["g"], about["b"] = red_green_blue(node.colour)
    for edge in content.edges:
        network.edges[clean(edge.source), clean(edge.target), clean(edge.id)].update(period_of(edge))
    out = io.BytesIO()
    nx.write_graphml(network, out)
    return out.getvalue()
