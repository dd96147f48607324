"""The preview of a list: what each row would do, what is asked, what is left out, what would change. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext, ngettext

from graph.load.lists.answers import CellPlace
from graph.load.lists.arrangement import Arrangement, SheetKind
from graph.load.lists.entries import ListReading, RowPlace
from graph.load.spreadsheet.table import Table
from graph.upkeep.lists.compare import ListDifference
from graph.upkeep.lists.difference import FieldChange, Gone, ListSums
from webapp.pages.imports.faults import ShownFault, shown_faults
from webapp.pages.imports.questions import AskedQuestion, Choice, asked_questions, in_words, persons_asked
from webapp.pages.imports.words import FIELD_OUTCOMES, OUTCOMES, ROLES, ROLES_OF, SHEET_KINDS
from webapp.ui.language import translate
from webapp.ui.property_names import property_name
from webapp.ui.page import say_number

ROWS, MOST_FAULTS = 100, 200
"""Rows of a table on one page of the preview; faults of other rows that are shown at once."""
_HEADINGS_OFFERED = 12


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell; with a `problem` it is a field in which it is mended."""

    text: str
    field: str = ""
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the spreadsheet numbers it, what becomes of it (a code and a word), and its cells."""

    number: int
    outcome: str
    word: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its heading in the file, the field of its role, what may be chosen, whether it ought to be looked at."""

    heading: str
    field: str
    found: str
    choices: tuple[Choice, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """One sheet of the list, `page` of `pages` of its rows; counts by what becomes of a row."""

    number: int
    name: str
    kind: SheetKind
    heading: int
    kinds: tuple[Choice, ...]
    headings: tuple[Choice, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]
    page: int
    pages: int
    total: int
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """All that the page of a list shows."""

    sums: str
    changes: str
    sheets: tuple[ShownSheet, ...]
    questions: tuple[AskedQuestion, ...]
    pairs: tuple[AskedQuestion, ...]
    persons: tuple[tuple[str, str, bool], ...]
    left_out: tuple[tuple[str, str, str], ...]
    new_groups: tuple[str, ...]
    fields: tuple[tuple[FieldChange, str, str], ...]
    gone: tuple[Gone, ...]
    faults: tuple[ShownFault, ...]
    more_faults: int
    is_nothing: bool


def make_preview(reading: ListReading, difference: ListDifference) -> Preview:
    """The page of a list, its tables at the pages that the form asks for."""
    faults = shown_faults(reading)
    sheets = tuple(
        _sheet(number, name, table, _arrangement(reading, name), difference.rows, faults)
        for number, (name, table) in enumerate(reading.tables.items())
    )
    sums = difference.sums
    faulty = {RowPlace(*place[:2]) for place in faults}
    on_page = {cell.field for sheet in sheets for row in sheet.rows for cell in row.cells if cell.field}
    elsewhere = tuple(one for one in faults.values() if one.field not in on_page)
    return Preview(
        sums=sums_in_words(sums),
        changes=changes_in_words(sums),
        sheets=sheets,
        questions=tuple(asked_questions(reading.questions, ("sheet", "column", "order", "word", "split"))),
        pairs=tuple(asked_questions(reading.questions, ("pair",))),
        persons=tuple(persons_asked(reading.questions)),
        left_out=tuple((one.sheet, in_words(one.what), translate(one.reason, {})) for one in reading.left_out),
        new_groups=reading.new_groups,
        fields=tuple((one, str(FIELD_OUTCOMES[one.outcome]), property_name(one.property)) for one in difference.fields),
        gone=difference.gone,
        faults=elsewhere[:MOST_FAULTS],
        more_faults=len(elsewhere[MOST_FAULTS:]),
        is_nothing=not (reading.actors or reading.ties or reading.memberships),
    )


def sums_in_words(sums: ListSums) -> str:
    """Say how much there is: 30 Akteure, 4 Gruppen, 27 Mitgliedschaften; 9 noch ohne Gruppe; 2 Paare klingen gleich."""
    amounts = (
        (sums.actors, ngettext("ein Akteur", "%(shown)s Akteure", sums.actors, shown=say_number(sums.actors))),
        (sums.groups, ngettext("eine Gruppe", "%(shown)s Gruppen", sums.groups, shown=say_number(sums.groups))),
        (
            sums.memberships,
            ngettext(
                "eine Mitgliedschaft",
                "%(shown)s Mitgliedschaften",
                sums.memberships,
                shown=say_number(sums.memberships),
            ),
        ),
        (sums.ties, ngettext("eine Verbindung", "%(shown)s Verbindungen", sums.ties, shown=say_number(sums.ties))),
        (
            sums.contacts,
            ngettext("eine Kontaktangabe", "%(shown)s Kontaktangaben", sums.contacts, shown=say_number(sums.contacts)),
        ),
    )
    parts = [", ".join(words for number, words in amounts if number) or gettext("nichts, was sich einlesen lässt")]
    if sums.without_group and sums.groups:
        parts.append(
            ngettext(
                "einer noch ohne Gruppe",
                "%(shown)s noch ohne Gruppe",
                sums.without_group,
                shown=say_number(sums.without_group),
            )
        )
    if sums.alike:
        parts.append(
            ngettext(
                "ein Paar klingt gleich", "%(shown)s Paare klingen gleich", sums.alike, shown=say_number(sums.alike)
            )
        )
    return "; ".join(parts)


def changes_in_words(sums: ListSums) -> str:
    """What that does to the network: "3 neu, 2 geändert, 25 gleich, 1 nicht mehr in der Liste"."""
    amounts = (
        (sums.new, gettext("%(shown)s neu", shown=say_number(sums.new))),
        (sums.changed, gettext("%(shown)s geändert", shown=say_number(sums.changed))),
        (sums.same, gettext("%(shown)s gleich", shown=say_number(sums.same))),
        (sums.gone, gettext("%(shown)s nicht mehr in der Liste", shown=say_number(sums.gone))),
    )
    return ", ".join(words for number, words in amounts if number)


def _arrangement(reading: ListReading, sheet: str) -> Arrangement:
    found = (one for one in reading.arrangements if one.sheet == sheet)
    return next(found, Arrangement(sheet, "aside", -1, ()))


def _sheet(
    number: int,
    name: str,
    table: Table,
    arrangement: Arrangement,
    outcomes: Mapping[RowPlace, str],
    faults: Mapping[CellPlace, ShownFault],
) -> ShownSheet:
    first = arrangement.heading_row + 1
    total = max(len(table) - first, 0)
    pages = max(-(-total // ROWS), 1)
    page = min(_page_asked(number), pages)
    start = first + (page - 1) * ROWS
    width = max((len(row) for row in table), default=0)
    rows = tuple(
        _row(number, name, index, table[index], outcomes, faults, width)
        for index in range(start, min(start + ROWS, len(table)))
    )
    return ShownSheet(
        number,
        name,
        arrangement.kind,
        arrangement.heading_row,
        tuple(Choice(kind, str(label), is_chosen=kind == arrangement.kind) for kind, label in SHEET_KINDS.items()),
        _heading_choices(table, arrangement.heading_row),
        _columns(number, table, arrangement, width),
        rows,
        page,
        pages,
        total,
        _counts(name, outcomes),
    )


def _row(
    number: int,
    sheet: str,
    index: int,
    cells: Sequence[str],
    outcomes: Mapping[RowPlace, str],
    faults: Mapping[CellPlace, ShownFault],
    width: int,
) -> ShownRow:
    outcome = outcomes.get(RowPlace(sheet, index), "aside")
    padded = (*cells, *[""] * (width - len(cells)))
    shown = tuple(_cell(text, faults.get((sheet, index, column))) for column, text in enumerate(padded))
    return ShownRow(index + 1, outcome, str(OUTCOMES.get(outcome, outcome)), shown)  # type: ignore[call-overload]


def _cell(text: str, fault: ShownFault | None) -> ShownCell:
    return ShownCell(text, fault.field, fault.problem, fault.hint) if fault else ShownCell(text)


def _columns(number: int, table: Table, arrangement: Arrangement, width: int) -> tuple[ShownColumn, ...]:
    known = {column.index: column for column in arrangement.columns}
    return tuple(
        ShownColumn(
            known[index].heading if index in known else "",
            f"role-{number}-{index}",
            known[index].role if index in known else "out",
            _role_choices(arrangement.kind, known[index].role if index in known else "out"),
            known[index].sure if index in known else True,
        )
        for index in range(width)
    )


def _role_choices(kind: SheetKind, role: str) -> tuple[Choice, ...]:
    offered = ROLES_OF[kind]
    known = offered if role in offered or not offered else (role, *offered)
    return tuple(Choice(one, str(ROLES[one]), is_chosen=one == role) for one in known)  # type: ignore[index]


def _heading_choices(table: Table, heading: int) -> tuple[Choice, ...]:
    """The first rows, each of which may be the one with the headings."""
    none = Choice("-1", gettext("keine: die Tabelle hat keine Überschriften"), is_chosen=heading == -1)
    rows = [
        Choice(
            str(index),
            f"{index + 1}: " + _shortened(" | ".join(filter(None, table[index]))),
            is_chosen=index == heading,
        )
        for index in range(min(max(_HEADINGS_OFFERED, heading + 3), len(table)))
        if any(table[index])
    ]
    return (*rows, none)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - as wide as a choice may be


def _counts(sheet: str, outcomes: Mapping[RowPlace, str]) -> tuple[str, ...]:
    numbers: dict[str, int] = {}
    for place, outcome in outcomes.items():
        if place.sheet == sheet:
            numbers[outcome] = numbers.get(outcome, 0) + 1
    return tuple(f"{say_number(numbers[one])} {label}" for one, label in OUTCOMES.items() if one in numbers)


def _page_asked(sheet: int) -> int:
    """The page of a sheet's rows that a button turned to, else the one that was shown."""
    turned, _, page = request.form.get("turn", "").partition(":")
    text = page if turned == str(sheet) else request.form.get(f"page-{sheet}", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004 - no table is that long
