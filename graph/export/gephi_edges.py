"""The edges for Gephi as CSV."""

from __future__ import annotations

from graph.export.content import Content
from graph.export.gephi_tables import edge_table
from graph.export.spreadsheets import as_csv


def write(content: Content) -> bytes:
    """One row for each tie between two."""
    return as_csv(edge_table(content))
