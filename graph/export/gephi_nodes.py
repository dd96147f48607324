"""The nodes for Gephi as CSV."""

from __future__ import annotations

from graph.export.content import Content
from graph.export.gephi_tables import node_table
from graph.export.spreadsheets import as_csv


def write(content: Content) -> bytes:
    """One row for each actor, group and network."""
    return as_csv(node_table(content))
