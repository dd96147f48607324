"""The measures for other programs: a workbook with a sheet for each table, one long table as CSV, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from graph.export.spreadsheets import Cell, as_csv, as_xlsx
from webapp.pages.measures.states import Counted
from webapp.pages.measures.tables import Table
from webapp.ui.context import get_store
from webapp.ui.language import gettext


def write_measures(form: str, tables: Sequence[Table], counted: Counted) -> bytes:
    """The file of this form, with all rows of these tables."""
    return _WRITERS[form](tables, counted)


def _as_csv(tables: Sequence[Table], counted: Counted) -> bytes:
    """A line for each number, so that tables of different columns fit into one file."""
    head: list[Cell] = [
        gettext("Tabelle"),
        gettext("Name"),
        gettext("Kennzahl"),
        gettext("Wert"),
        gettext("Gezählt"),
        "IRI",
    ]
    lines: list[list[Cell]] = [
        [table.title, row.name, heading, _cell(value), counted.words, row.ref.iri if row.ref else ""]
        for table in tables
        for row in table.rows
        for heading, value in zip(table.head[1:], row.values, strict=True)
    ]
    return as_csv([head, *lines])


def _as_xlsx(tables: Sequence[Table], counted: Counted) -> bytes:
    sheets: dict[str, list[list[Cell]]] = {}
    for table in tables:
        body: list[list[Cell]] = [[row.name, *map(_cell, row.values)] for row in table.rows]
        said = (table.instead, table.note, gettext("Gezählt: %(what)s Verbindungen", what=counted.words))
        blank: list[Cell] = [""] * (len(table.head) - 1)
        sheets[table.title] = [list(table.head), *body, *([sentence, *blank] for sentence in said if sentence)]
    return as_xlsx(sheets)


def _as_json(tables: Sequence[Table], counted: Counted) -> bytes:
    content = {
        "states": list(counted.states),
        "tables": [_table(table) for table in tables],
        "revision": get_store().revision,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _table(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "meaning": table.meaning,
        "head": list(table.head),
        "rows": [{"iri": row.ref.iri if row.ref else None, "values": [row.name, *row.values]} for row in table.rows],
        "instead": table.instead,
        "note": table.note,
        "query": table.query,
    }


def _cell(value: str | float | None) -> Cell:
    return "" if value is None else value


_WRITERS: Mapping[str, Callable[[Sequence[Table], Counted], bytes]] = {
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "json": _as_json,
}
