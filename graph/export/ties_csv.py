"""The table of ties as CSV: an edge list with names, IRIs, weights and evidence. Actors without a tie are not in it."""

from __future__ import annotations

from graph.export.content import Content
from graph.export.spreadsheets import as_csv
from graph.export.tables import tie_table


def write(content: Content) -> bytes:
    """One row for each tie between two."""
    return as_csv(tie_table(content))
