from __future__ import annotations

from codecs import BOM_UTF16_BE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import analysis_for
from graph.errors import Conflict, DataError
from graph.load.spreadsheet.entries import read_entries
from graph.load.spreadsheet.sheet import MOST_ROWS
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import Sheets, as_text, from_text, read_sheets
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
    sheets = Sheets((("Akteur",), ("Kita A & B",), ("Kita A B",), ("???",), ("!!!",)))
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_the_letters_of_every_office_are_read(encoding: str) -> None:
    content = "Akteur;Art\r\nÄmter „Süd“ – Miloš;\r\n".encode(encoding)
    mark = BOM_UTF16_BE if encoding == "utf-16-be" else b""
    assert read_sheets("a.csv", mark + content).actors == (("Akteur", "Art"), ("Ämter „Süd“ – Miloš", ""))


@pytest.mark.parametrize("name", ["Büro", "Behörde", "Wärme", "Überörtliche Träger"])
def test_letters_of_a_dos_window_are_refused_and_not_guessed(name: str) -> None:
    with pytest.raises(DataError, match="letters that we do not know"):
        read_sheets("a.csv", f"Akteur\n{name}\n".encode("cp850"))


def test_lines_before_the_headings_are_skipped_and_rows_keep_their_numbers() -> None:
    for content, row in (
        (b"sep=;\r\nAkteur;Sektor\r\nAmt;Mond\r\n", 2),
        (b"Netzwerk Neustadt 2026;\nAkteur;Sektor\nAmt;Mond\n", 3),
        (b"sep=\t\nAkteur\tSektor\nAmt\tMond\n", 2),
        (b"Liste, vorlaeufig\n\nAkteur,Sektor\nAmt,Mond\n", 4),
    ):
        sheets = read_sheets("a.csv", content)
        for known in (sheets, Sheets(from_text(as_text(sheets.actors)))):
            (fault,) = read_entries(known).faults
            assert (fault.row, fault.column, fault.error.message) == (row, "Sektor", "“Mond” is not a word we know.")


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("01.05.2026", "2026-05-01"), ("1.5.2026", "2026-05-01"), ("1. 5. 2026", "2026-05-01"), ("05.2026", "2026-05"),
        ("2026", "2026"), ("2026-05", "2026-05"),
    ],
)  # fmt: skip
def test_dates_are_taken_as_they_are_written_here(written: str, taken: str) -> None:
    ties = (("Von", "Zu", "Thema", "Seit"), ("Amt", "Verein", "x", written))
    assert [tie.start for tie in read_entries(Sheets(SHEETS.actors, ties)).ties] == [taken]


@pytest.mark.parametrize("written", ["31.02.2026", "03/04/2025", "Mai", "2026-13", "1.13.2026", "0.5.2026"])
def test_what_is_no_date_is_named(written: str) -> None:
    ties = (("Von", "Zu", "Thema", "Seit"), ("Amt", "Verein", "x", written))
    assert faults_of(list(SHEETS.actors), [*ties]) == [(2, "Seit", f"“{written}” is no date.")]


def test_a_period_that_ends_before_it_begins_is_named_with_its_row() -> None:
    def faults(since: str, until: str) -> list[tuple[int, str, str]]:
        return faults_of(
            list(SHEETS.actors), [("Von", "Zu", "Thema", "Seit", "Bis"), ("Amt", "Verein", "x", since, until)]
        )

    assert faults("2026", "2020") == [(2, "Bis", "The end 2020 lies before the beginning 2026.")]
    assert faults("01.05.2026", "2026-04") == [(2, "Bis", "The end 2026-04 lies before the beginning 2026-05-01.")]
    assert faults("2026-05-31", "2026") == faults("2026-05-01", "2026-05-01") == faults("", "2020") == []


def test_too_many_rows_are_refused_and_empty_ones_below_are_not() -> None:
    assert len(read_sheets("a.csv", b"Akteur\n" + b"A\n" * MOST_ROWS + b";;\n" * 9_000).actors) == MOST_ROWS + 1
    for content in (b"A\n" * (MOST_ROWS + 2), b"A\n" + b"\n" * (MOST_ROWS + 1) + b"B\n"):
        with pytest.raises(DataError):
            read_sheets("a.csv", content)


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
