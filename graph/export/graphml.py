"""GraphML for yEd, igraph, Cytoscape, networkx; positions, sizes and colours are attributes, as Gephi names them too.

Edges of a network that has directed ties are all written as directed, and `directed` says which are: networkx and
igraph take a file of one kind only. The schema takes no address for an id, so each node has its own in `iri`.
Source: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from graph.export.as_networkx import as_networkx, period_of, position_of, red_green_blue
from graph.export.content import Content
from graph.libraries import nx
from graph.terms import BASE
from graph.text import xml_text

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._:-]+")


def write(content: Content) -> bytes:
    """The nodes and edges with all their attributes."""
    network = as_networkx(content)
    for node in content.nodes:
        about = network.nodes[xml_text(node.iri)]
        about["iri"] = xml_text(node.iri)
        if position := position_of(node):
            about["x"], about["y"] = position
        if node.colour:
            about["size"] = node.size
            about["r"], about["g"], about["b"] = red_green_blue(node.colour)
    for edge in content.edges:
        network.edges[xml_text(edge.source), xml_text(edge.target), xml_text(edge.id)].update(period_of(edge))
    out = io.BytesIO()
    nx.write_graphml(_with_plain_ids(network), out)
    return out.getvalue()


def _with_plain_ids(network: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """The same with ids that are words of letters, digits and a few signs, as near to the addresses as may be."""
    nodes, edges = _plain_ids(network), _plain_ids(key for *_, key in network.edges(keys=True))
    plain: nx.MultiGraph[str] = nx.MultiDiGraph() if network.is_directed() else nx.MultiGraph()
    plain.add_nodes_from((nodes[one], about) for one, about in network.nodes(data=True))
    for source, target, key, about in network.edges(keys=True, data=True):
        plain.add_edge(nodes[source], nodes[target], key=edges[key], **about)
    return plain


def _plain_ids(ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken = set[str]()
    for one in ids:
        plain = word = _NOT_IN_IDS.sub(".", one.removeprefix(BASE)).strip(".") or "n"
        number = 1
        while plain in taken:
            number += 1
            plain = f"{word}.{number}"
        taken.add(plain)
        found[one] = plain
    return found
