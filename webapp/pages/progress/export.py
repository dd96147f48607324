"""The figures over the meetings as files: CSV is that table, a workbook has decisions and indicators beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from graph.export.spreadsheets import Cell, as_csv, as_xlsx
from graph.progress.indicators import IndicatorOfField
from webapp.http.json_answers import encode
from webapp.pages.progress.decided import DecidedLine
from webapp.pages.progress.table import ProgressTable
from webapp.ui.language import gettext, say

Rows = list[list[Cell]]


def write_progress(
    form: str, table: ProgressTable, decided: Sequence[DecidedLine], indicators: Sequence[IndicatorOfField]
) -> bytes:
    """The file of this form."""
    figures = _figures(table)
    if form == "csv":
        return as_csv(figures)
    sheets = {
        gettext("Fortschritt"): figures,
        gettext("Beschlüsse"): _decided(decided),
        gettext("Indikatoren"): _indicators(indicators),
    }
    return as_xlsx(sheets) if form == "xlsx" else msgspec.json.format(encode(sheets), indent=1)


def _figures(table: ProgressTable) -> Rows:
    names = [", ".join(say(ref.label) for ref in one.meetings) for one in table.columns]
    rows: Rows = [
        [gettext("Thema"), gettext("Kennzahl"), *(one.iso_day for one in table.columns)],
        ["", gettext("Sitzung"), *names],
    ]
    for section in table.sections:
        for line in section.lines:
            cells = zip(line.cells, table.columns, strict=True)
            numbers: list[Cell] = [column.unknown if cell.number is None else cell.number for cell, column in cells]
            rows.append([section.heading, line.label, *numbers])
    return rows


def _decided(lines: Sequence[DecidedLine]) -> Rows:
    head: list[Cell] = [
        gettext("Beschlossen am"),
        gettext("Sache"),
        gettext("Wer"),
        gettext("Bis wann"),
        gettext("Stand"),
    ]
    rows: Rows = [[one.day, one.line.title, one.line.who, one.line.until, one.line.outcome] for one in lines]
    return [head, *rows]


def _indicators(found: Sequence[IndicatorOfField]) -> Rows:
    head: list[Cell] = [
        gettext("Handlungsfeld"),
        gettext("Indikator"),
        gettext("Tag"),
        gettext("Wert"),
        gettext("Einheit"),
        gettext("Ziel"),
        gettext("Bis wann"),
    ]
    return [head, *(row for one in found for row in _values(one))]


def _values(found: IndicatorOfField) -> Iterator[list[Cell]]:
    """A row for each value; one without for an indicator that has none."""
    one = found.indicator
    field = say(found.field.label) if found.field else ""
    behind: list[Cell] = [one.unit, "" if one.target is None else one.target, one.due]
    values: list[list[Cell]] = [[value.day, value.value] for value in one.values] or [["", ""]]
    for value in values:
        yield [field, say(one.ref.label), *value, *behind]
