from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import analysis_for
from graph.errors import Conflict, DataError
from graph.load.spreadsheet.entries import read_entries
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import MOST_ROWS, Sheets, as_text, from_text, read_csv, read_sheets
from graph.protocol import Store
from graph.upkeep.new_network import create_network
from graph.validate.report import validate_store

SHEETS = Sheets(
    (
        ("Akteur", "Sektor", "Art", "Gruppe"),
        ("Amt", "Öffentliche Hand", "", "AG 1; AG 2"),
        ("Verein", "", "Verein", "AG 1"),
    ),
    (("Von", "Zu", "Thema", "Stand", "Seit", "Bis"), ("Amt", "Verein", "Sprache", "geplant", "2026-02", "2027")),
)
NETWORK = NewNetwork("Übergänge", "Halle", "liste.xlsx")


def faults_of(actors: list[tuple[str, ...]], ties: list[tuple[str, ...]] | None = None) -> list[tuple[int, str, str]]:
    entries = read_entries(Sheets(tuple(actors), tuple(ties or ())))
    return [(fault.row, fault.column, fault.error.message) for fault in entries.faults]


def test_an_imported_network_meets_every_shape(store: Store) -> None:
    create_network(store, NETWORK, SHEETS, read_entries(SHEETS), "XY")
    assert [one for one in validate_store(store) if one.severity == "violation"] == []


def test_state_period_groups_and_passage_are_as_the_rows_say(store: Store) -> None:
    create_network(store, NETWORK, SHEETS, read_entries(SHEETS), "XY")
    analysis = analysis_for(store, "uebergaenge")
    tie = next(tie for tie in analysis.ties if tie.kind == "Interface")
    assert (tie.state, tie.start, tie.end) == ("planned", "2026-02-01", "2027-12-31")
    assert (tie.start_precision, tie.end_precision) == ("month", "year")
    text = as_text(SHEETS.actors) + "\n\n" + as_text(SHEETS.ties)
    passage = tie.evidence[0]
    assert passage.document.label.de == "liste.xlsx"
    assert text[passage.start : passage.end] == passage.quote == "Amt\tVerein\tSprache\tgeplant\t2026-02\t2027"
    assert {group.label.de for group in analysis.groups.values()} == {"AG 1", "AG 2"}


def test_a_second_network_of_the_same_name_is_refused(store: Store) -> None:
    create_network(store, NETWORK, SHEETS, read_entries(SHEETS), "XY")
    with pytest.raises(Conflict):
        create_network(store, NETWORK, SHEETS, read_entries(SHEETS), "XY")
    assert store.revision == 2


def test_names_that_make_the_same_address_stay_two(store: Store) -> None:
    sheets = Sheets((("Akteur",), ("Café",), ("Cafe",), ("???",), ("!!!",)))
    create_network(store, NETWORK, sheets, read_entries(sheets), "XY")
    assert len(analysis_for(store, "uebergaenge").actors) == 4


def test_each_fault_says_where_it_is() -> None:
    assert faults_of([("Akteur", "Sektor"), ("Amt", ""), ("Amt", "Mond")]) == [
        (3, "Akteur", "“Amt” stands in row 2 already."),
        (3, "Sektor", "“Mond” is not a word we know."),
    ]
    assert faults_of([("Name",), ("Amt",)])[0] == (1, "Akteur", "The column “Akteur” is missing.")
    assert faults_of([("Akteur", "Sektor", "Art"), ("Amt", "Wirtschaft", "Verein")]) == [
        (2, "Art", "“Verein” belongs to another sector.")
    ]
    assert faults_of([("Akteur",), ("Amt",)], [("Von", "Zu"), ("Amt", "Amt")]) == [
        (2, "Zu", "Both sides are the same actor."),
        (2, "Thema", "An interface needs its topic."),
    ]
    assert faults_of([("Akteur",)]) == [(2, "Akteur", "There is no actor.")]


def test_older_spreadsheets_are_read() -> None:
    assert read_csv("a.csv", "Akteur;Art\r\nÄmter;\r\n".encode("cp1252")) == (("Akteur", "Art"), ("Ämter", ""))


def test_too_many_rows_and_packed_giants_are_refused() -> None:
    with pytest.raises(DataError):
        read_csv("a.csv", b"A\n" * (MOST_ROWS + 2))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(DataError):
        read_sheets("a.xlsx", packed.getvalue())


@given(
    st.lists(
        st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4),
        max_size=5,
    )
)
def test_whatever_stands_in_a_table_is_understood_or_named(rows: list[list[str]]) -> None:
    table = from_text(as_text(tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)))
    entries = read_entries(Sheets((("Akteur", "Sektor", "Art", "Gruppe"), *table)))
    assert entries.actors or entries.faults
