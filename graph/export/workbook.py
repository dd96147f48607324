"""Both tables as a workbook (XLSX) that can be edited and read in again, and on a third sheet what they show."""

from __future__ import annotations

from graph.export.content import Content
from graph.export.list_tables import actor_list, hidden_headings, tie_list
from graph.export.spreadsheets import as_xlsx


def write(content: Content) -> bytes:
    """The sheets are named by the headings `actors`, `ties` and `about`; columns with identifiers are hidden."""
    headings = content.words.headings
    about = [[headings.get("about", "about")], [content.title], *([line] for line in content.about)]
    sheets = {"actors": actor_list(content), "ties": tie_list(content), "about": about}
    named = {headings.get(name, name): table for name, table in sheets.items()}
    return as_xlsx(named, hidden=hidden_headings(content))
