"""Who is tied to whom as a square of weights, with the names on both sides: for UCINET, R and spreadsheets.

A tie without direction stands on both sides of the diagonal; what several ties of two weigh is added up. The corner
says whose it is: read in again, a cell is whatever connects both already.
"""

from __future__ import annotations

from collections import defaultdict

from graph.errors import NotAcceptable
from graph.export.content import Content
from graph.export.pajek import numbered
from graph.export.spreadsheets import Cell, as_csv
from graph.load.own_matrix import MATRIX

MOST_NODES = 2_100
"""As many as the map draws: the table grows with their square."""


def write(content: Content) -> bytes:
    """The table. Raises NotAcceptable for a network that is too large for one."""
    if len(content.nodes) > MOST_NODES:
        raise NotAcceptable(
            "A matrix of %(number)s actors would be too large for any spreadsheet.",
            hint="Choose the connections as a list, or a part of the network of up to %(most)s actors.",
            number=len(content.nodes),
            most=MOST_NODES,
        )
    weights = defaultdict[tuple[str, str], float](float)
    for edge in content.edges:
        weights[edge.source, edge.target] += edge.weight
        if not edge.is_directed:
            weights[edge.target, edge.source] += edge.weight
    names, iris = numbered([node.label for node in content.nodes]), [node.iri for node in content.nodes]
    rows: list[list[Cell]] = [[MATRIX, *names]]
    for name, iri in zip(names, iris, strict=True):
        rows.append([name, *(weights.get((iri, other), 0) for other in iris)])
    return as_csv(rows)
