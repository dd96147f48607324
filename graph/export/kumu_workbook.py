"""Kumu's spreadsheet: elements on one sheet and connections on another, by their names.

Kumu knows an element by its label, so that a second one of a name is numbered. Source: https://docs.kumu.io/guides/import
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.export.content import Content, Value
from graph.export.kumu import connection_of, element_of
from graph.export.pajek import numbered
from graph.export.spreadsheets import Cell, as_xlsx

_SEPARATOR = "|"
"""What stands between tags of a cell in Kumu's spreadsheets."""
_ELEMENT_HEAD = ("Label", "Type", "Tags", "Id")
_CONNECTION_HEAD = ("From", "To", "Direction", "Label", "Type", "Tags", "Id", "Strength")


def write(content: Content) -> bytes:
    """The workbook with both sheets."""
    labels = numbered([node.label for node in content.nodes])
    names = {node.iri: label for node, label in zip(content.nodes, labels, strict=True)}
    elements = [{**element_of(node), "label": names[node.iri]} for node in content.nodes]
    connections = [
        {**connection_of(edge), "from": names[edge.source], "to": names[edge.target], "strength": edge.weight}
        for edge in content.edges
    ]
    for one in connections:
        one.pop("weight")
    sheets = {"Elements": _table(_ELEMENT_HEAD, elements), "Connections": _table(_CONNECTION_HEAD, connections)}
    return as_xlsx(sheets)


def _table(head: Sequence[str], rows: Sequence[Mapping[str, Value | list[str]]]) -> Sequence[Sequence[Cell]]:
    known = [heading.lower() for heading in head]
    further = dict.fromkeys(name for row in rows for name in row if name not in known)
    columns = [*known, *further]
    return [[*head, *further], *([_cell(row.get(column, "")) for column in columns] for row in rows)]


def _cell(value: Value | list[str]) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    return _SEPARATOR.join(value) if isinstance(value, list) else value
