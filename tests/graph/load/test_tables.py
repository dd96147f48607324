"""Every sheet of whatever file people have as text; what is no table, or is meant to harm, is said in a sentence."""

from __future__ import annotations

import io
import zipfile
from codecs import BOM_UTF16_BE

import pytest
from openpyxl import Workbook

from graph.errors import DataError
from graph.load.spreadsheet.table import Tables, read_pasted, read_tables
from tests.support.workbooks import WORKBOOKS, ods, xlsx

BOOK: dict[str, list[list[object]]] = {
    "Akteure": [["Akteur", "Art"], ["Amt", "Behörde"]],
    "leer": [],
    "intern": [["Geheim"]],
}
ENTITIES = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def repacked(book: bytes, part: str, content: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def part_of(book: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return packed.read(part).decode()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = xlsx({"x": [["Akteur"], ["Amt"]]})
SHEET_XML = part_of(PLAIN, SHEET).partition("?>")[2] or part_of(PLAIN, SHEET)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_tables(name, content)
    assert caught.value.status == 400
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("write", [ods, xlsx], ids=["ods", "xlsx"])
def test_every_visible_sheet_is_read_by_its_name_and_hidden_ones_are_named(write: object) -> None:
    tables = read_tables("a", write(BOOK, hidden=["intern"]))  # type: ignore[operator]
    assert tables == {"Akteure": (("Akteur", "Art"), ("Amt", "Behörde"))}
    assert tables.hidden == ("intern",)


@pytest.mark.parametrize("name", ["neustadt.xls", "neustadt.xlsb"])
def test_old_and_binary_workbooks_give_the_same_sheets(name: str) -> None:
    tables = read_tables(name, (WORKBOOKS / name).read_bytes())
    assert list(tables) == ["Akteure", "Verbindungen"]
    assert tables.hidden == ("Notizen",)
    assert tables["Verbindungen"][1][3] == "2026-05-01"


def test_a_workbook_with_macros_is_read_as_values_alone() -> None:
    content = repacked(PLAIN, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 100)
    types = part_of(PLAIN, "[Content_Types].xml").replace("sheet.main+xml", "sheet.macroEnabled.main+xml")
    assert read_tables("a.xlsm", repacked(content, "[Content_Types].xml", types)) == {"x": (("Akteur",), ("Amt",))}


def test_a_sheet_of_a_csv_is_called_after_its_file_and_a_second_of_the_same_name_is_numbered() -> None:
    tables = read_tables("Liste 2026.csv", b"Akteur\nAmt\n", ("Liste 2026.tsv", b"Von\tZu\nAmt\tVerein\n"))
    assert tables == {"Liste 2026": (("Akteur",), ("Amt",)), "Liste 2026 (2)": (("Von", "Zu"), ("Amt", "Verein"))}


def test_rows_keep_their_places_and_lines_within_a_cell_are_kept() -> None:
    tables = read_tables("a.csv", b'\nTitel\n\nAkteur;Gruppe;\n Amt  S\xc3\xbcd ;"AG 1 \r\n AG 2";\n;;\n')
    assert tables["a"] == (("", ""), ("Titel", ""), ("", ""), ("Akteur", "Gruppe"), ("Amt Süd", "AG 1\nAG 2"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_letters_of_every_office_are_read(encoding: str) -> None:
    mark = BOM_UTF16_BE if encoding == "utf-16-be" else b""
    content = mark + "Akteur;Art\r\nBüro „Süd“ – Straße 100 m²;\r\n".encode(encoding)
    assert read_tables("a.csv", content)["a"][1] == ("Büro „Süd“ – Straße 100 m²", "")


@pytest.mark.parametrize("page", ["mac_roman", "cp850"])
def test_a_list_of_an_old_mac_or_a_dos_window_with_several_german_letters_is_read(page: str) -> None:
    text = "Organisation;Ort\nBürgerhaus Größenau;Café\nFörderverein Nähe;Aue\n"
    (table,) = read_tables("liste.csv", text.encode(page)).values()
    assert [row[0] for row in table] == ["Organisation", "Bürgerhaus Größenau", "Förderverein Nähe"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Büro", "cp850"), ("Straßenbau", "cp850"), ("Übung", "cp850"), ("Büro", "mac_roman"), ("Łódź", "iso8859-2")],
)
def test_letters_of_another_code_page_are_refused_and_not_guessed(text: str, encoding: str) -> None:
    assert "letters that we do not know" in refusal("a.csv", f"Akteur;Art\n{text};\n".encode(encoding))


def test_a_file_whose_letters_are_mixed_up_is_refused() -> None:
    assert "letters that we do not know" in refusal("a.csv", "Akteur\nBüro\n".encode() + b"\xff")


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"sep=;\r\nAkteur;Art\r\nAmt;x\r\n", ("Amt", "x")),
        (b"Akteur\tGruppen\nAmt\tAG 1; AG 2\nBund\tAG 1; AG 3\n", ("Amt", "AG 1; AG 2")),
        (b'Akteur,Gruppen\nAmt,"AG 1; AG 2"\nBund,"AG 1; AG 3"\n', ("Amt", "AG 1; AG 2")),
        (b"Akteur|Art\nAmt|x\n", ("Amt", "x")),
        (b"Akteur;Wert\nAmt;3,5\nBund;4,5\n", ("Amt", "3,5")),
        (b"Akteur\nAmt f\xc3\xbcr Kinder, Jugend\n", ("Amt für Kinder, Jugend",)),
    ],
)
def test_the_separator_is_told_by_how_well_it_parts_the_rows(content: bytes, row: tuple[str, ...]) -> None:
    assert row in read_tables("a.csv", content)["a"]


TRIMMED = "Name\tOrt\tTelefon\tMail\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [  # tabulators at the ends of lines were trimmed: by what stands in whole rows, by a line that nothing completes
        (TRIMMED + "Frauenhaus\tElm\nPolizei\tElm\t110\nGericht\tElm\t1\tx@y.de\n", "Frauenhaus Polizei Gericht"),
        (TRIMMED + "Frauenhaus\tElm\nPolizei\tElm\t110\nGericht\nRat\tElm\n", "Frauenhaus Polizei Gericht Rat"),
        ("Name\tOrt\tArt\nAmt\tElm\nRat\tTal\nVerein\tElm\tVerein\n", "Amt Rat Verein"),
        ("Name\tOrt\tArt\nAmt\tElm\nRat\tTal\nHof\tTal\n", "Amt Rat Hof"),
        # a word processor broke them: a tabulator at an end is left, numbers stand where they belong, a word goes on
        ("Name\tOrt\tArt\nAmt\tElm\nTal\tBehörde\nRat\tElm\t\n", "Amt Rat"),
        ("Name\tOrt\tTelefon\nAmt\tWeg 1\nElm\t0391 1\nRat\tElm\t0391 2\n", "Amt Rat"),
        ("Name\tOrt\tArt\nAmt\tWeg 1,\nElm\tBehörde\nRat\tBürger-\nhaus\tGremium\n", "Amt Rat"),
        ("Name\tOrt\tArt\nAmt\tWeg 1\n39104 Elm\tBehörde\n", "Amt"),
    ],
)
def test_a_line_is_a_row_though_its_tabulators_were_trimmed_and_a_broken_row_is_one(text: str, names: str) -> None:
    assert " ".join(row[0].replace("\n", " ") for row in read_pasted("x", text)["x"][1:]) == names


def test_what_an_export_made_harmless_comes_back_as_it_was() -> None:
    assert read_tables("a.csv", b"Akteur;Tel\nAmt;'+49 391\n'=x;'s\n")["a"][1:] == (("Amt", "+49 391"), ("=x", "'s"))


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Stadtm=FChle B=F6hl=\n=20Ost\n", "Stadtmühle Böhl Ost"),
        ("VERSION:2.1\nORG;QUOTED-PRINTABLE;CHARSET=utf-8:Wei=C3=9Fe=\n  Tafel\n", "Weiße Tafel"),
        ("ORG;ENCODING=QUOTED-PRINTABLE:M=FChle\n", "Mühle"),
        ("ORG;CHARSET=x-unbekannt;ENCODING=QUOTED-PRINTABLE:M=C3=BChle=\n\n", "Mühle"),
        ("ORG;ENCODING=b:TcO8aGxl\n", "Mühle"),
        ("VERSION:2.1\nORG:Amt für\n Soziales\n", "Amt für Soziales"),
        ("VERSION:3.0\nitem1.ORG:Amt für Sozia\n les;\n", "Amt für Soziales"),
        ('ORG;SORT-AS="Amt: Süd";PREF=1:Amt Süd\n', "Amt Süd"),
        ("ORG:A\\; B\\, C\\nD\n", "A; B, C D"),
        ("FN:Amt\nKIND:org\n", "Amt"),
        ("N:Müller;Anna;;Dr.;\n", "; Anna Müller"),
        ('TEL;VALUE=uri;TYPE="voice,work":tel:+49-391-55;ext=7\n', "; ; ; ; +49-391-55-7"),
        ("TEL;VALUE=uri:tel:0391555;phone-context=+49\n", "; ; ; ; 0391555"),
        ("TEL;WORK;VOICE:0391 55\nTEL;TYPE=HOME:1\nTEL;CELL;HOME:2\n", "; ; ; ; 0391 55"),
        (
            "EMAIL;type=INTERNET;type=pref:a@b.example\nEMAIL;VALUE=uri:MAILTO:c@d.example\n",
            "; ; ; a@b.example; c@d.example",
        ),
        ('ADR;LABEL="Weg 1: hinten";TYPE=work:;;Weg 1;Elm;;39104;\n', "; ; ; ; ; Weg 1, Elm, 39104"),
        (
            "ADR;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=iso-8859-1:;;Stra=DFe 1=0D=0AHof;Elm\n",
            "; ; ; ; ; Straße 1 Hof, Elm",
        ),
        ("CATEGORIES:AG A\\, B,AG C\n", "; ; ; ; ; ; ; AG A, B; AG C"),
        (
            "ORG;CHARSET=idna;QUOTED-PRINTABLE:M=C3=BChle\nPHOTO;ENCODING=b:größe\nNOTE;CHARSET=idna;QUOTED-PRINTABLE:=FF=\n\n",
            "Mühle",
        ),
        ("ORG;ENCODING=b:größe\n", "\ufffdgröße"),
        ("ORG;ENCODING=b:x\n", "\ufffdx"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_card_says_the_same_whatever_program_wrote_it(card: str, said: str, ends: str) -> None:
    text = f"BEGIN:VCARD\n{card}END:VCARD\nBEGIN:VCARD\nORG:Rat\nEND:VCARD\n".replace("\n", ends)
    (table,) = read_tables("k.vcf", text.encode()).values()
    assert [row[0] for row in table[2:]] == ["Rat"]
    assert "; ".join(table[1]).rstrip("; ") == said


def test_pasted_cells_are_read_with_their_lines() -> None:
    assert read_pasted("Eingabe", 'Akteur\tGruppe\r\nAmt\t"AG 1\nAG 2"\r\n') == Tables(
        {"Eingabe": (("Akteur", "Gruppe"), ("Amt", "AG 1\nAG 2"))}
    )
    assert read_pasted("Eingabe", "Amt\nVerein\n") == {"Eingabe": (("Amt",), ("Verein",))}
    assert read_pasted("Eingabe", "  \n") == {}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "is a picture"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "is a picture"),
        (b"%PDF-1.7\n", "is a PDF file"),
        (b"", "holds no table"),
        (b"\n;;\n\n", "holds no table"),
        (b"MZ\0\0" * 99, "cannot be read as a spreadsheet"),
        (b"<html><p>x</p></html>", "is no table but XML or HTML"),
        (b"Akteur;Notiz\nAmt;" + b"x" * 1_000_000, "a cell of more than 131072 letters"),
        (b'Akteur;Notiz\n"Amt;x\n' + b"Verein;y\n" * 30_000, "a cell of more than 131072 letters"),
        (b"x;" * 1_000_000, "more than 400 columns"),
        (repacked(PLAIN, SHEET, ENTITIES + SHEET_XML.replace("Amt", "&c;")), "XML that no spreadsheet program writes"),
        (repacked(PLAIN, "word/document.xml", "<a/>"), "is a text document"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(content: bytes, sentence: str) -> None:
    assert sentence in refusal("liste.xlsx", content)


def test_a_book_whose_sheets_are_all_hidden_holds_no_table() -> None:
    assert "holds no table" in refusal("a.ods", ods({"x": [["Akteur"]]}, hidden=["x"]))


def test_a_formula_is_its_value_and_one_without_a_value_is_an_error() -> None:
    book = Workbook()
    for row in (["Akteur", "Art"], ["Amt", '=A1&"x"'], ["=UPPER(A2)", None]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert read_tables("a.xlsx", out.getvalue())["Sheet"][1:] == (("Amt", "#FORMULA"), ("#FORMULA", ""))
    known = (
        part_of(out.getvalue(), SHEET)
        .replace("<f>UPPER(A2)</f><v></v>", "<f>UPPER(A2)</f><v>7</v>")
        .replace("<f>UPPER(A2)</f><v />", "<f>UPPER(A2)</f><v>7</v>")
    )
    assert read_tables("a.xlsx", repacked(out.getvalue(), SHEET, known))["Sheet"][2] == ("7", "")


def test_a_cell_that_is_too_long_is_cut_where_a_reading_names_it() -> None:
    assert len(read_tables("a.xlsx", xlsx({"x": [["Akteur"], ["x" * 32_000]]}))["x"][1][0]) == 10_001


def test_a_page_that_a_portal_calls_xls_is_read() -> None:
    page = """<html><head><meta charset="utf-8"></head><body><h1>Vereine</h1><table border=1>
    <tr><th>Verein<th colspan="2">Kontakt</tr>
    <tr><td rowspan=2>SV&nbsp;Elm &amp; Tal</td><td>Frau<br>Holm</td><td>0391 1</td></tr>
    <tr><td>Herr Ost<table><tr><td>innen</td></tr></table></td><td></td></tr></table>
    <table><tr><td>Fuß</td></tr></table></body></html>"""
    assert read_tables("export.xls", page.encode()) == {
        "export": (
            ("Verein", "Kontakt", ""),
            ("SV Elm & Tal", "Frau\nHolm", "0391 1"),
            ("SV Elm & Tal", "Herr Ostinnen", ""),
        ),
        "export (2)": (("Fuß",),),
    }
    assert "more than 400 columns" in refusal("a.xls", b"<table><tr>" + b"<td>x" * 500)
    assert "cells" in refusal("a.xls", b"<table>" + b"<tr><td colspan=400>x" * 10_001)
