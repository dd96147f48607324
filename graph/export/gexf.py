"""GEXF 1.2 for Gephi: each node at its position, each edge with weight, direction and the days on which it holds.

An edge says itself whether it is directed, as the format has it, also in a network that has both kinds. Gephi reads
that; networkx reads such a file only where all are of one kind, and GraphML for the rest. A date that is known by its
year or month stands for the whole of it. Source: https://gexf.net/schema.html
"""

from __future__ import annotations

import io
from typing import Any

import networkx as nx

from graph.export.as_networkx import as_networkx, clean, position_of, red_green_blue
from graph.export.content import Content, ExportEdge, ExportNode
from graph.period import Period, is_day


def write(content: Content) -> bytes:
    """The network with positions and periods."""
    network = as_networkx(content)
    for node in content.nodes:
        network.nodes[clean(node.iri)]["viz"] = _appearance(node)
    for edge in content.edges:
        network.edges[clean(edge.source), clean(edge.target), clean(edge.id)].update(_direction_and_days(edge))
    network.graph["name"] = clean(content.title)
    out = io.BytesIO()
    nx.write_gexf(network, out)
    return out.getvalue()


def _appearance(node: ExportNode) -> dict[str, Any]:
    look: dict[str, Any] = {}
    if position := position_of(node):
        look["position"] = {"x": position[0], "y": position[1], "z": 0.0}
    if node.colour:
        red, green, blue = red_green_blue(node.colour)
        look |= {"size": node.size, "color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    return look


def _direction_and_days(edge: ExportEdge) -> dict[str, str]:
    period = Period(edge.start, edge.end, edge.start_precision, edge.end_precision)
    days = {side: day for side, day in (("start", period.first_day), ("end", period.last_day)) if is_day(day)}
    precisions = {"start_precision": edge.start_precision, "end_precision": edge.end_precision}
    return {
        "type": "directed" if edge.is_directed else "undirected",
        **{name: text for name, text in (days | precisions).items() if text},
    }
