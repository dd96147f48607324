"""The answer to a question as a file for spreadsheets: names first, the addresses behind them last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.errors import TooLarge
from graph.export.spreadsheets import CSV, XLSX, Cell, Rows, as_csv, as_xlsx
from webapp.pages.questions.result import Result, ResultColumn, join_cell, number_of
from webapp.pages.questions.words import column_label
from webapp.ui.language import gettext
from webapp.ui.terms import Row

TYPES: Mapping[str, str] = {"csv": CSV, "xlsx": XLSX}

MOST_ROWS: Mapping[str, int] = {"csv": 50_000, "xlsx": 20_000}
"""Rows that take about three seconds; whoever wants more asks the protocol, whose answers are made within limits."""


def write_answer(form: str, result: Result, title: str, *, in_words: bool) -> bytes:
    """The file of this form, with all rows; `in_words`: the columns of a ready question by their names.

    Raises TooLarge (413) for more rows than a page's own process may turn into a file.
    """
    if len(result.bindings) > MOST_ROWS[form]:
        raise TooLarge(
            "The answer has more than %(most)s rows.",
            hint="Narrow the question, or ask /sparql for CSV, which has no such limit.",
            most=MOST_ROWS[form],
        )
    return _WRITERS[form](title, table_of(result, in_words=in_words))


def table_of(result: Result, *, in_words: bool) -> Rows:
    """All rows under their headings: each column as the page shows it, and the IRIs that stand behind, at the end."""
    if result.truth is not None:
        return [[gettext("Antwort")], [gettext("Ja") if result.truth else gettext("Nein")]]
    if result.statements:
        return [[gettext("Aussagen")], *([line] for line in result.statements.splitlines())]
    behind = [name for name in map(_source, result.columns) if _has_iris(result.bindings, name)]
    head = [column_label(column.name) if in_words else column.name for column in result.columns]
    rows = [
        [*(_cell(row, column) for column in result.columns), *(_iri(row, name) for name in behind)]
        for row in result.bindings
    ]
    return [[*head, *(f"{column_label(name) if in_words else name} (IRI)" for name in behind)], *rows]


def _source(column: ResultColumn) -> str:
    """The variable whose resource stands behind a column."""
    return column.link or column.name


def _has_iris(bindings: Sequence[Row], name: str) -> bool:
    return any(row[name]["type"] == "uri" for row in bindings if name in row)


def _cell(row: Row, column: ResultColumn) -> Cell:
    term = row.get(column.name)
    number = number_of(term) if term else None
    if number is not None:
        return int(number) if number.is_integer() else number
    return join_cell(row, column).text


def _iri(row: Row, name: str) -> str:
    term = row.get(name)
    return str(term["value"]) if term and term["type"] == "uri" else ""


def _as_csv(_title: str, rows: Rows) -> bytes:
    return as_csv(rows)


def _as_xlsx(title: str, rows: Rows) -> bytes:
    return as_xlsx({title: rows})


_WRITERS: Mapping[str, Callable[[str, Rows], bytes]] = {"csv": _as_csv, "xlsx": _as_xlsx}
