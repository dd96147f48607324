"""Workbooks of every type that offices save, and what is done about those that harm or cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from graph.errors import DataError
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.load.spreadsheet import table
from graph.load.spreadsheet.sheet import MOST_COLUMNS, MOST_ROWS, CellError
from graph.load.spreadsheet.table import Table, read_tables
from graph.load.spreadsheet.workbook import read_workbook
from tests.support.workbooks import COVERED, ERROR, WORKBOOKS, ods, xlsx

Write = Callable[..., bytes]

ACTORS: list[list[object]] = [
    ["Netzwerk Neustadt"],
    [],
    ["Akteur", "Kurzname", "Sektor", "Gruppe"],
    ["Amt für Soziales", 3.0, "Öffentliche Hand", "AG 1; AG 2"],
    ["Verein", True, "Öffentliche Hand"],
]
TIES: list[list[object]] = [["Von", "Zu", "Thema", "Seit"], ["Amt für Soziales", "Verein", "Sprache", date(2026, 5, 1)]]
NEUSTADT: dict[str, list[list[object]]] = {"Notizen": [["Geheim"]], "Akteure": ACTORS, "Verbindungen": TIES}
KINDS = [
    pytest.param(ods(NEUSTADT, hidden=["Notizen"]), id="ods"),
    pytest.param(xlsx(NEUSTADT, hidden=["Notizen"]), id="xlsx"),
    pytest.param((WORKBOOKS / "neustadt.xls").read_bytes(), id="xls"),
    pytest.param((WORKBOOKS / "neustadt.xlsb").read_bytes(), id="xlsb"),
]
WRITERS = [pytest.param(ods, id="ods"), pytest.param(xlsx, id="xlsx")]


def first(name: str, content: bytes) -> Table:
    """The first visible sheet of a file."""
    return next(iter(read_tables(name, content).values()))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("content", KINDS)
def test_each_kind_of_workbook_gives_the_same_tables(content: bytes) -> None:
    sheets = read_tables("neustadt", content)
    assert sheets["Akteure"][2:] == (
        ("Akteur", "Kurzname", "Sektor", "Gruppe"),
        ("Amt für Soziales", "3", "Öffentliche Hand", "AG 1; AG 2"),
        ("Verein", "TRUE", "Öffentliche Hand", ""),
    )
    ties = (("Von", "Zu", "Thema", "Seit"), ("Amt für Soziales", "Verein", "Sprache", "2026-05-01"))
    assert sheets["Verbindungen"] == ties
    assert sheets.hidden == ("Notizen",)


@pytest.mark.parametrize("content", KINDS)
def test_a_hidden_sheet_is_named_and_not_read(content: bytes) -> None:
    sheets = read_workbook("neustadt", content)
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Notizen", True), ("Akteure", False), ("Verbindungen", False),
    ]  # fmt: skip
    assert sheets[0].cells == ()


@pytest.mark.parametrize("write", WRITERS)
def test_a_hidden_column_is_named_and_not_read_unless_it_holds_addresses(write: Write) -> None:
    content = write(
        {"A": [["Name", "Notiz", "Kennung"], ["Amt", "geheim", "https://a.example/1"]], "B & C": [["x", "y"]]}
    )
    unseen = write is ods and (
        b'"A"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    )
    parts = {
        "content.xml": (b'"A">', unseen or b""),
        "xl/worksheets/sheet1.xml": (b"<sheetData>", b'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(*parts[name]) if name in parts else old.read(name))
    sheets = read_tables("a", out.getvalue())
    assert sheets["A"] == (("Name", "", "Kennung"), ("Amt", "", "https://a.example/1"))
    assert sheets["B & C"] == (("x", "y"),)
    assert sheets.hidden_columns == (("A", "Notiz"),)


@pytest.mark.parametrize("write", WRITERS)
def test_cells_keep_their_types_and_positions(write: Write) -> None:
    moment = datetime(2026, 5, 1, 10, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
    rows = [[], [None, "Amt\nSüd", 3.5, False, date(2026, 2, 28)], [moment]]
    (sheet,) = read_workbook("a", write({"Blatt": rows}))
    assert sheet.cells[0] == (None,) * 5
    assert sheet.cells[1] == (None, "Amt\nSüd", 3.5, False, date(2026, 2, 28))
    assert sheet.cells[2][0] == moment


def test_an_error_of_a_formula_is_named_and_not_taken_for_an_empty_cell() -> None:
    book = Workbook()
    book.active.append(["Akteur", "Sektor"])
    book.active.append(["Amt", "#REF!"])
    book.active["B2"].data_type = "e"
    for content in (saved(book), ods({"x": [["Akteur", "Sektor"], ["Amt", ERROR]]})):
        (sheet,) = read_workbook("a", content)
        assert sheet.cells[1] == ("Amt", CellError("#REF!"))
        reading = read_list(read_tables("a", content), Answers(), [], [])
        assert [fault.place[1:] for fault in reading.faults] == [(1, 1)]
        assert "#REF!" in reading.faults[0].error.message


def test_a_cell_merged_over_several_rows_is_meant_for_each() -> None:
    book = Workbook()
    for row in (["Akteur", "Gruppe"], ["Amt", "AG 1"], ["Verein", None], ["Kita", None], ["Schule", None]):
        book.active.append(row)
    book.active.merge_cells("B2:B4")
    assert [row[1] for row in first("a.xlsx", saved(book))] == ["Gruppe", "AG 1", "AG 1", "AG 1", ""]


def test_covered_cells_of_an_ods_move_nothing() -> None:
    content = ods({"x": [["Akteur", "Gruppe"], [COVERED, "AG 1"]]})
    assert first("a.ods", content)[1] == ("", "AG 1")


@pytest.mark.parametrize("write", WRITERS)
def test_the_file_is_what_its_content_says_whatever_its_name(write: Write) -> None:
    for name in ("liste.csv", "liste.xls", "liste"):
        assert first(name, write({"x": [["Akteur"], ["Amt"]]})) == (("Akteur",), ("Amt",))
    assert first("export.xls", b"Akteur;Sektor\nAmt;\n") == (("Akteur", "Sektor"), ("Amt", ""))


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_tables(name, content)
    assert caught.value.status == 400
    assert name in caught.value.message
    assert caught.value.hint
    return caught.value.message


def test_a_password_is_said() -> None:
    for name, content in (
        ("a.xlsx", (WORKBOOKS / "password.xlsx").read_bytes()),
        ("a.ods", ods(NEUSTADT, encrypted=True)),
    ):
        assert refusal(name, content) == f"{name} is protected by a password."


@pytest.mark.parametrize("start", [b"PK nonsense", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ\0\0"])
def test_what_is_no_spreadsheet_is_said(start: bytes) -> None:
    assert "cannot be read as a spreadsheet" in refusal("a.xls", start + b"x" * 600)


def test_a_network_file_is_no_table_with_strange_columns() -> None:
    content = b'<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"/>'
    assert refusal("netz.graphml", content) == "netz.graphml is no table but XML or HTML."


@pytest.mark.parametrize("content", KINDS)
def test_a_file_that_was_cut_off_is_refused(content: bytes) -> None:
    for end in (len(content) // 2, len(content) - 30, 20):
        refusal("a.xyz", content[:end])


def repeated(rows: int) -> bytes:
    """An ODS of so many rows, as LibreOffice writes rows that are the same."""
    bomb = ods({"x": [["Akteur"], ["Amt"]]})
    with zipfile.ZipFile(io.BytesIO(bomb)) as packed:
        content = packed.read("content.xml").decode()
    first, _row, last = content.rpartition("<table:table-row><table:table-cell office")
    return repacked(bomb, f'{first}<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office{last}')


def repacked(book: bytes, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == "content.xml" else old.read(name))
    return out.getvalue()


def test_tables_are_limited_in_rows_columns_and_cells() -> None:
    assert len(first("a", repeated(MOST_ROWS))) == MOST_ROWS + 1
    assert "more than 100000 rows" in refusal("a", repeated(MOST_ROWS + 1))
    for write in (ods, xlsx):
        assert "more than 400 columns" in refusal("a", write({"x": [["Akteur", *map(str, range(MOST_COLUMNS))]]}))
    assert "more than 400 columns" in refusal("a.csv", b"Akteur;" * 1_000_000 + b"x\n")
    assert "more than 4000000 cells" in refusal("a.csv", (b"x;" * 399 + b"x\n") * 10_001)


def test_a_word_in_many_cells_counts_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_LETTERS", 60)
    rows = [["Akteur", "Bemerkung"], *[["Amt", "Wort"]] * 8]
    for name, content in (("a.xlsx", xlsx({"x": rows})), ("a.csv", "\n".join(map(";".join, rows)).encode())):
        with pytest.raises(DataError, match="more than 50000000 letters"):
            read_tables(name, content)
    assert read_tables("a.xlsx", xlsx({"x": rows[:5]}))


def test_one_cell_in_the_last_corner_ends_no_service() -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Akteur", "x"
    assert "needs more memory" in refusal("a.xlsx", saved(book))


def test_a_row_that_is_repeated_a_million_times_ends_no_service() -> None:
    bomb = ods({"x": [["Akteur"]]})
    with zipfile.ZipFile(io.BytesIO(bomb)) as packed:
        content = packed.read("content.xml").decode()
    many = 'table:number-columns-repeated="16384"'
    cell = f'<table:table-cell office:value-type="string" {many}><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    refusal("a.ods", repacked(bomb, content.replace("</table:table>", f"{row}</table:table>")))


def test_a_packed_giant_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * 260_000_000)
    assert "unpacks to 260 MB" in refusal("a.xlsx", packed.getvalue())


def test_a_second_file_of_any_kind_is_a_further_table() -> None:
    ties = ods({"x": [["Von", "Zu"], ["Amt", "Verein"]]})
    found = read_tables("a.csv", b"Akteur\nAmt\n", ("b.ods", ties))
    assert list(found.values()) == [(("Akteur",), ("Amt",)), (("Von", "Zu"), ("Amt", "Verein"))]
