"""The preview of a list: what each row would do, what is asked, what is left out, what would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.load.lists.arrangement import Arrangement
from graph.load.lists.days import as_written
from graph.load.lists.entries import ListReading, RowPlace
from graph.upkeep.lists.difference import FieldChange, Gone, ListDifference
from graph.upkeep.lists.fields import END, START
from graph.upkeep.lists.hidden_names import HIDDEN
from webapp.pages.imports.faults import ShownFault, shown_faults
from webapp.pages.imports.questions import AskedQuestion, asked_questions, in_words, persons_asked
from webapp.pages.imports.repeated import RepeatedRow, repeated_rows
from webapp.pages.imports.shown_sheet import SheetOnPage, ShownSheet
from webapp.pages.imports.words import FIELD_OUTCOMES, PAGE_WORDS
from webapp.pages.resources.property_names import property_name
from webapp.ui.language import translate
from webapp.ui.list_sums import changes_in_words, sums_in_words

ROWS, MOST_FAULTS = 100, 200
"""Rows of a table on one page of the preview; faults of other rows that are shown at once."""
_HEADINGS_OFFERED = 12
_DAYS = frozenset({START.written_to, END.written_to})


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
    only_named: tuple[str, ...]
    fields: tuple[tuple[FieldChange, str, str], ...]
    gone: tuple[Gone, ...]
    faults: tuple[ShownFault, ...]
    more_faults: int
    is_nothing: bool
    elsewhere: int = 0
    answered: tuple[AskedQuestion, ...] = ()
    answered_persons: tuple[tuple[str, str, bool], ...] = ()
    repeated: tuple[RepeatedRow, ...] = ()


def make_preview(reading: ListReading, difference: ListDifference, pages: Mapping[int, int] | None = None) -> Preview:
    """The page of a list, its tables at these pages, by the number of the sheet; the first where none is named."""
    turned = pages or {}
    faults = shown_faults(reading)
    sheets = tuple(
        SheetOnPage(
            number,
            name,
            table,
            _arrangement(reading, name),
            difference.rows,
            faults,
            reading.again,
            turned.get(number, 1),
        ).shown()
        for number, (name, table) in enumerate(reading.tables.items())
    )
    sums = difference.sums
    faulty = {RowPlace(*place[:2]) for place in faults}
    on_page = {cell.field for sheet in sheets for row in sheet.rows for cell in row.cells if cell.field}
    elsewhere = tuple(one for one in faults.values() if one.field not in on_page)
    return Preview(
        sums=sums_in_words(sums, PAGE_WORDS),
        changes=changes_in_words(sums, PAGE_WORDS),
        sheets=sheets,
        questions=tuple(
            asked_questions(reading.questions, ("sheet", "column", "order", "word", "split"), reading.arrangements)
        ),
        pairs=tuple(asked_questions(reading.questions, ("pair",))),
        persons=tuple(persons_asked(reading.questions)),
        left_out=(
            *(("", name, translate(HIDDEN, {})) for name in difference.hidden),
            *((one.sheet, in_words(one.what), translate(one.reason, {})) for one in reading.left_out),
        ),
        new_groups=reading.new_groups,
        only_named=reading.added,
        fields=tuple(
            (_with_days_as_written(one), str(FIELD_OUTCOMES[one.outcome]), property_name(one.property))
            for one in difference.fields
            if not (one.rows and faulty.issuperset(one.rows))
        ),
        gone=difference.gone,
        faults=elsewhere[:MOST_FAULTS],
        more_faults=len(elsewhere[MOST_FAULTS:]),
        is_nothing=not (reading.actors or reading.ties or reading.memberships),
        elsewhere=difference.elsewhere,
        answered=tuple(asked_questions(reading.answered, ("order", "word", "split", "pair"))),
        answered_persons=tuple(persons_asked(reading.answered)),
        repeated=repeated_rows(reading),
    )


def _with_days_as_written(one: FieldChange) -> FieldChange:
    if one.property not in _DAYS:
        return one
    return replace(one, before=tuple(map(as_written, one.before)), after=tuple(map(as_written, one.after)))


def _arrangement(reading: ListReading, sheet: str) -> Arrangement:
    found = (one for one in reading.arrangements if one.sheet == sheet)
    return next(found, Arrangement(sheet, "aside", -1, ()))
