"""Both tables as a workbook (XLSX), and on a third sheet what they show."""

from __future__ import annotations

from graph.export.content import Content
from graph.export.spreadsheets import as_xlsx
from graph.export.tables import actor_table, tie_table


def write(content: Content) -> bytes:
    """The sheets are named by the headings `actors`, `ties`, `about` and `network`."""
    headings = content.words.headings
    about = [[headings.get("network", "network")], [content.title], *([line] for line in content.about)]
    sheets = {"actors": actor_table(content), "ties": tie_table(content), "about": about}
    return as_xlsx({headings.get(name, name): table for name, table in sheets.items()})
