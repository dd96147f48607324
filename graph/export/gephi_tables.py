"""Nodes and edges as two tables with the headings that Gephi asks for, and all their attributes beside them.

Both are imported one after the other into the same workspace. Columns that say nothing at all are left out. Source: https://gephi.org/users/supported-graph-formats/csv-format/
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.export.content import Content, ExportEdge, ExportNode, Value
from graph.export.spreadsheets import Cell

Table = Sequence[Sequence[Cell]]
_NODE_HEAD, _EDGE_HEAD = ("Id", "Label"), ("Source", "Target", "Type", "Id", "Label", "Weight")


def node_table(content: Content) -> Table:
    """A row for each actor, group and network, by its IRI."""
    return _table(_NODE_HEAD, [_of_node(node) for node in content.nodes])


def edge_table(content: Content) -> Table:
    """A row for each tie between two."""
    return _table(_EDGE_HEAD, [_of_edge(edge) for edge in content.edges])


def _of_node(node: ExportNode) -> dict[str, Value]:
    position = {"x": node.position[0], "y": node.position[1]} if node.position else {}
    look: dict[str, Value] = {"size": node.size, "color": node.colour} if node.colour else {}
    return {"Id": node.iri, "Label": node.label, **node.attributes, **position, **look}


def _of_edge(edge: ExportEdge) -> dict[str, Value]:
    return {
        "Source": edge.source,
        "Target": edge.target,
        "Type": "Directed" if edge.is_directed else "Undirected",
        "Id": edge.id,
        "Label": edge.label,
        "Weight": edge.weight,
        **{name: value for name, value in edge.attributes.items() if name != "directed"},
        "start": edge.start,
        "end": edge.end,
        "start_precision": edge.start_precision,
        "end_precision": edge.end_precision,
    }


def _table(head: Sequence[str], rows: Sequence[dict[str, Value]]) -> Table:
    said = dict.fromkeys(name for row in rows for name, value in row.items() if value != "")
    columns = [*head, *(name for name in said if name not in head)]
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]
