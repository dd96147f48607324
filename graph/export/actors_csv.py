"""The table of actors as CSV."""

from __future__ import annotations

from graph.export.content import Content
from graph.export.spreadsheets import as_csv
from graph.export.tables import actor_table


def write(content: Content) -> bytes:
    """One row for each actor, group and network."""
    return as_csv(actor_table(content))
