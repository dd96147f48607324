"""A list on the command line: read in, read again, and our own workbook as a list."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.analysis import analysis_for
from graph.export.formats import find_format
from graph.load.lists.answers import Answers
from graph.load.lists.entries import RowPlace
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import read_tables
from graph.model import STATES
from graph.network.tie_kinds import tie_kinds
from graph.protocol import Store
from graph.store.check import check_store
from graph.store.embedded import EmbeddedStore
from graph.store.open import open_store
from graph.terms import SKOS
from graph.upkeep.lists.compare import compare
from graph.upkeep.lists.difference import ListDifference
from graph.upkeep.lists.known import known_actors
from tests.support.lists import listed, take_over
from tests.support.magdeburg import load_ontology
from tests.support.small_disks import fill, small_disk
from tests.support.workbooks import xlsx
from webapp.cli.main import main
from webapp.pages.map.download.files import write_file

LIST = """Mitgliederliste des Netzwerks;;;;
;;;;
Institution;Mitglied in;Kategorie;Ansprechpartner;E-Mail
Jobcenter Musterstadt;AG Arbeit, AG Sprache;Behörde;Frau Petra Zwirnnysen;p.zwirnnysen@jc.example
Beispielverein e. V.;AG Sprache;Verein;;
VHS Musterstadt;AG Sprache;Bildungsträger;;
Handwerkskammer;;Kammer;;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "liste.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def imported(folder: Path, *options: str) -> int:
    return main(["import", str(folder / "liste.csv"), "--store", f"oxigraph:{folder}/store", *options])


def test_a_list_becomes_a_network_and_says_so_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(folder, "--name", "Musterstadt", "--dry-run") == 0
    assert (
        "4 Akteure, 2 Gruppen, 4 Mitgliedschaften, eine Kontaktperson; einer noch ohne Gruppe."
        in capsys.readouterr().out
    )
    assert imported(folder, "--network", "musterstadt") == 2
    assert imported(folder, "--name", "Musterstadt") == 0
    capsys.readouterr()
    assert imported(folder, "--network", "musterstadt") == 0
    assert "0 Änderungen" in capsys.readouterr().out


def test_sheets_of_one_list_are_asked_about_once_and_say_nothing_new_the_next_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answered in a file, remembered, and read again without it."""
    rows = [("Einrichtung", "Telefon"), ("Tafel Elm", "0391 100")]
    book = tmp_path / "liste.xlsx"
    book.write_bytes(xlsx({"Quall": rows, "Zwurbel": [rows[0], ("Hof Elm", "")]}))
    to_store = ["import", str(book), "--store", f"oxigraph:{tmp_path}/store"]
    assert main([*to_store, "--name", "Netz"]) == 1
    out = capsys.readouterr().out
    assert "Was sagen die Namen der Blätter Quall, Zwurbel?" in out
    answer = json.loads(out.partition("In der Datei: ")[2].splitlines()[0])
    assert answer == {"sheets": {"Quall": {"roles": {"2": "district"}}}}
    (tmp_path / "antworten.json").write_text(json.dumps(answer), encoding="utf-8")
    assert main([*to_store, "--name", "Netz", "--mapping", str(tmp_path / "antworten.json")]) == 0
    assert main([*to_store, "--network", "netz"]) == 0
    assert "0 Änderungen" in capsys.readouterr().out


def test_nodes_and_edges_go_in_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "knoten.csv").write_text("Id,Label\nn1,Stadt\nn2,Tafel\n", encoding="utf-8")
    (tmp_path / "kanten.csv").write_text("Source,Target,Type\nn1,n2,Undirected\n", encoding="utf-8")
    files = [str(tmp_path / one) for one in ("knoten.csv", "kanten.csv")]
    assert main(["import", *files, "--name", "Netz", "--store", "memory:", "--dry-run"]) == 0
    assert "2 Akteure, eine Verbindung." in capsys.readouterr().out


def test_no_byte_of_a_contact_is_public(folder: Path) -> None:
    assert imported(folder, "--name", "Musterstadt") == 0
    public = [path for path in (folder / "store").rglob("*") if path.is_file() and "person" not in str(path)]
    assert [path for path in public if b"wirnnysen" in path.read_bytes()] == []
    store = open_store(f"oxigraph:{folder}/store")
    assert b"wirnnysen" not in store.dump()
    assert "wirnnysen" not in "".join(map(str, store.history()))
    store.close()


def test_a_word_that_nobody_knows_is_asked_with_what_to_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "liste.csv").write_text(LIST.replace("Behörde", "Xylofon"), encoding="utf-8")
    assert imported(folder, "--name", "Musterstadt") == 1
    out = capsys.readouterr().out
    assert "Was heißt „Xylofon“? (liste 4)" in out
    assert "Nichts wurde gespeichert." in out
    answer = json.loads(out.partition("In der Datei: ")[2].splitlines()[0])
    (folder / "antworten.json").write_text(json.dumps(answer), encoding="utf-8")
    assert imported(folder, "--name", "Musterstadt", "--mapping", str(folder / "antworten.json")) == 0
    assert imported(folder, "--network", "musterstadt") == 0, "the word is remembered"


def test_a_fault_is_named_by_sheet_row_and_column(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "liste.csv").write_text("Von;Zu;Thema;Seit\nAmt;Verein;Sprache;31.02.2026\n", encoding="utf-8")
    assert imported(folder, "--name", "Musterstadt") == 1
    assert "Blatt liste, Zeile 2, Spalte 4:" in capsys.readouterr().err


def test_what_is_gone_ends_on_the_day_that_is_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(folder, "--name", "Musterstadt") == 0
    (folder / "liste.csv").write_text(LIST.replace("AG Arbeit, ", ""), encoding="utf-8")
    assert imported(folder, "--network", "musterstadt", "--gone", "end") == 2
    assert imported(folder, "--network", "musterstadt", "--gone", "end", "--ended-on", "2026-06-30") == 0
    assert "Nicht mehr in der Liste, endet: Jobcenter Musterstadt – AG Arbeit" in capsys.readouterr().out


def test_a_changed_cell_is_said_with_both_values(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(folder, "--name", "Musterstadt") == 0
    (folder / "liste.csv").write_text(LIST.replace("Bildungsträger", "Stiftung"), encoding="utf-8")
    capsys.readouterr()
    assert imported(folder, "--network", "musterstadt", "--dry-run") == 0
    out = capsys.readouterr().out
    assert "Geändert: VHS Musterstadt, Akteursart: Bildungs- und Kursträger → Stiftung" in out
    assert "1 geändert, " in out


def test_a_mapping_is_written_and_read(folder: Path) -> None:
    path = folder / "zuordnung.json"
    assert imported(folder, "--name", "Musterstadt", "--dry-run", "--write-mapping", str(path)) == 0
    assert isinstance(json.loads(path.read_text("utf-8")), dict)
    assert imported(folder, "--name", "Musterstadt", "--mapping", str(path)) == 0


def test_contacts_that_would_hide_much_are_asked_about(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"Nordwerk {number};geleitet von Petra Zwirnnysen\n" for number in range(12))
    (folder / "liste.csv").write_text("Institution;Bemerkung\n" + rows, encoding="utf-8")
    assert imported(folder, "--name", "Musterstadt") == 0
    (folder / "liste.csv").write_text(LIST, encoding="utf-8")
    assert imported(folder, "--network", "musterstadt") == 2
    assert "Petra Zwirnnysen" in capsys.readouterr().err
    assert imported(folder, "--network", "musterstadt", "--hide") == 0


def exported(store: Store, slug: str, path: Path) -> Path:
    write_file(find_format("xlsx"), analysis_for(store, slug, states=STATES), path, "de", is_complete=False)
    return path


def read_back(store: Store, slug: str, path: Path) -> ListDifference:
    kinds = tie_kinds(store).joining_actors
    reading = read_list(read_tables(path.name, path.read_bytes()), Answers(), known_actors(store, slug), kinds)
    assert reading.is_complete, (reading.faults, reading.questions)
    return compare(store, slug, reading, Answers())


def nothing_changes(found: ListDifference) -> bool:
    return (found.sums.new, found.sums.changed, found.fields) == (0, 0, ())


def test_the_magdeburg_workbook_reads_back_without_a_change(magdeburg: Store, tmp_path: Path) -> None:
    assert nothing_changes(read_back(magdeburg, "magdeburg", exported(magdeburg, "magdeburg", tmp_path / "m.xlsx")))


def test_what_ended_by_itself_reads_back_without_a_change(empty: Store, tmp_path: Path) -> None:
    ties = (("Von", "Zu", "Thema", "Stand", "Bis"), ("Amt", "Verein", "Sprache", "besteht", "2015-02"))
    reading = listed(("Akteur", "Gruppe"), ("Amt", "AG 1"), ("Verein", ""), ties=ties)
    take_over(empty, NewNetwork("Probe", "", "probe.xlsx"), reading, Answers(), "XY")
    assert nothing_changes(read_back(empty, "probe", exported(empty, "probe", tmp_path / "probe.xlsx")))


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [("Stand", "beendet", "beendet"), ("Zu", "Kammer", "Kammer"), ("Beginn", "2015", "2015"), ("Gewicht", 3, "3.0"),
     ("Thema", "Recht", "Recht"), ("Bemerkung", "neu", "neu")],
)  # fmt: skip
def test_an_edited_tie_is_the_only_change(
    empty: Store, tmp_path: Path, column: str, value: str | int, shown: str
) -> None:
    ties = (("Von", "Zu", "Thema", "Stand"), ("Amt", "Verein", "Sprache", "besteht"))
    reading = listed(("Akteur", "Gruppe"), ("Amt", "AG 1"), ("Verein", ""), ("Kammer", ""), ties=ties)
    take_over(empty, NewNetwork("Probe", "", "probe.xlsx"), reading, Answers(), "XY")
    path = exported(empty, "probe", tmp_path / "probe.xlsx")
    book = load_workbook(path)
    sheet = book["Verbindungen"]
    heads = [cell.value for cell in sheet[1]]
    row = next(number for number in (2, 3) if sheet.cell(number, heads.index("Zu") + 1).value == "Verein")
    sheet.cell(row, heads.index(column) + 1, value)
    book.save(path)
    found = read_back(empty, "probe", path)
    (field,) = found.fields
    assert (found.sums.new, found.sums.changed, {shown} - {*field.after}) == (0, 1, set())


NAMES = (
    "Amt für Soziales",
    "Verein „Süd“ e. V.",
    "Kammer & Co.",
    "=Summe",
    "Schule; Hort",
    "Kita A, B und C",
    "Büro 3",
)
WORDS = st.sampled_from(["", "am Markt", "bis 12 Uhr; danach nicht", "=1+1", "Zeile eins\nZeile zwei", "2026"])
ACTOR = st.tuples(
    st.sampled_from(["", "AS", "Kurz"]),
    st.sampled_from(["", "Andere; Namen", "Früher"]),
    st.sampled_from(["", "Verein", "Öffentliche Hand", "Kammer"]),
    st.sampled_from(["", "AG Sprache", "AG Sprache; AG Arbeit"]),
    st.sampled_from(["", "Sprache", "Sprache; Arbeit"]),
    st.sampled_from(["", "Nord"]),
    WORDS,
)
HEAD = ("Akteur", "Kurz", "Auch", "Art", "Gruppe", "Themen", "Stadtteil", "Bemerkung")
TIE = st.tuples(
    st.sampled_from(["Sprache", "Recht & Asyl", "Kurse, Prüfungen"]),
    st.sampled_from(["besteht", "geplant", "gefordert", "beendet"]),
    st.sampled_from(["", "2015", "2015-03", "2015-03-07"]),
    st.sampled_from(["", "2026", "2026-02", "2026-02-28"]),
)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Rows of actors, and of ties between them."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    ends = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    ties = [(*draw(ends), *draw(TIE)) for _ in range(draw(st.integers(0, 4)))]
    return [(name, *draw(ACTOR)) for name in names], ties


@pytest.fixture
def empty() -> Iterator[Store]:
    store = open_store("memory:")
    yield store
    store.close()


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.generate),  # an example takes a second: making it smaller would take minutes
)
@given(networks(), st.data())
def test_a_workbook_reads_back_without_loss_and_an_edited_cell_is_the_only_change(
    tmp_path: Path, network: tuple[list[tuple[str, ...]], list[tuple[str, ...]]], data: st.DataObject
) -> None:
    actors, ties = network
    store = open_store("memory:")
    head = ("Von", "Zu", "Thema", "Stand", "Seit", "Bis")
    reading = listed(HEAD, *actors, ties=[head, *ties] if ties else ())
    take_over(store, NewNetwork("Probe", "", "probe.xlsx"), reading, Answers(), "XY")
    path = exported(store, "probe", tmp_path / "probe.xlsx")
    assert nothing_changes(read_back(store, "probe", path))
    column, value = data.draw(
        st.sampled_from([("Bemerkung", "neu gesagt"), ("Name", "Umbenannt"), ("Stadtteil", "West")])
    )
    book = load_workbook(path)
    sheet = book["Akteure"]
    place = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(data.draw(st.integers(2, sheet.max_row)), place, value)
    book.save(path)
    found = read_back(store, "probe", path)
    fields = [one for one in found.fields if one.property != SKOS + "altLabel"]  # the former name, where ties have it
    assert (found.sums.new, found.sums.changed, [one.after for one in fields]) == (0, 1, [(value,)])
    store.close()


def test_a_renamed_row_of_our_own_export_comes_to_rest_where_ties_have_the_former_name(tmp_path: Path) -> None:
    store = open_store("memory:", plain=True)
    rows = (("Akteur", "Gruppe"), ("ADFC Kreisverband", "AG 1"), ("BUND Ortsgruppe", "AG 1"))
    take_over(store, NewNetwork("Klima", "", "l.csv"), listed(*rows), Answers(), "XY")
    path = exported(store, "klima", tmp_path / "klima.xlsx")
    book = load_workbook(path)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "ADFC Kreisverband"]
    assert cells
    for cell in cells:
        cell.value = "ADFC Kreisverband Mittelstadt"
    book.save(path)
    assert read_back(store, "klima", path).sums.new == 0
    kinds = tie_kinds(store).joining_actors
    reading = read_list(read_tables(path.name, path.read_bytes()), Answers(), known_actors(store, "klima"), kinds)
    take_over(store, "klima", reading, Answers(), "XY", file=path.name)
    for _ in range(2):
        again = read_back(store, "klima", path)
        assert (again.sums.new, again.sums.changed, again.sums.gone) == (0, 0, 0)


def test_whose_group_a_group_is_comes_back_and_goes_with_its_cell(tmp_path: Path) -> None:
    store = open_store("memory:", plain=True)
    tables = {
        "Akteure": (("Akteur", "Gruppe"), ("Jugendamt", "AG Ost"), ("Verein Nord", "AG Ost")),
        "Verbindungen": (("Von", "An", "Art"), ("AG Ost", "Jugendamt", "Teil von")),
    }
    reading = read_list(tables, Answers(), (), tie_kinds(store).joining_actors)
    take_over(store, NewNetwork("Ost", "", "l.csv"), reading, Answers(), "XY")
    path = exported(store, "ost", tmp_path / "ost.xlsx")
    assert nothing_changes(read_back(store, "ost", path))
    book = load_workbook(path)
    (cell,) = (
        cell for row in book["Akteure"].iter_rows() for cell in row if cell.value == "Jugendamt" and cell.column > 1
    )
    cell.value = "Verein Nord"
    book["Verbindungen"].delete_rows(2, book["Verbindungen"].max_row)
    book.save(path)
    (field,) = (one for one in read_back(store, "ost", path).fields if one.property.endswith("#subOrganizationOf"))
    assert {"Jugendamt", "Ost"} == set(field.before)
    assert {"Verein Nord", "Ost"} == set(field.after)


def test_a_group_of_two_keeps_both_and_what_is_said_of_it_rests_on_the_rows_that_say_it() -> None:
    store = open_store("memory:", plain=True)
    tables = {
        "Akteure": (
            ("Akteur", "Gruppe", "Teil von"),
            ("Jugendamt", "AG Ost", "Stadt"),
            ("AG Ost", "", "Jugendamt"),
            ("Verein Nord", "", ""),
            ("Stadt", "", ""),
        ),
        "Verbindungen": (
            ("Von", "An", "Art"),
            ("AG Ost", "Verein Nord", "Teil von"),
            ("Verein Nord", "Stadt", "Teil von"),
        ),
    }
    kinds = tie_kinds(store).joining_actors
    take_over(store, NewNetwork("Ost", "", "l.csv"), read_list(tables, Answers(), (), kinds), Answers(), "XY")
    analysis = analysis_for(store, "ost")
    (group,) = analysis.groups.values()
    wholes = {analysis.actors[one.iri].label.de for one in group.part_of if one.iri in analysis.actors}
    assert wholes == {"Jugendamt", "Verein Nord"}
    quotes = {actor.label.de: [one.quote.strip() for one in actor.evidence] for actor in analysis.actors.values()}
    assert quotes["Stadt"] == ["Stadt"]
    assert quotes["Verein Nord"] == ["Verein Nord"]
    again = compare(store, "ost", read_list(tables, Answers(), known_actors(store, "ost"), kinds), Answers())
    assert nothing_changes(again)
    assert again.rows[RowPlace("Verbindungen", 1)] == "same"


def test_a_terminal_is_told_how_far_it_is_and_a_pipe_is_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    (folder / "lang.csv").write_text("Organisation\n" + "".join(f"Verein {n} e. V.\n" for n in range(3_000)))
    command = ["import", str(folder / "lang.csv"), "--name", "Lang", "--dry-run", "--store", f"oxigraph:{folder / 's'}"]
    assert main(command) == 0
    assert "%" not in capsys.readouterr().err
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert main(command) == 0
    shares = [int(one) for one in re.findall(r"(\d+)%", terminal.getvalue())]
    assert shares == sorted(shares)
    assert len(shares) > 3
    assert terminal.getvalue().endswith("\r")


@pytest.mark.parametrize("left", [0, 2_500_000])
def test_an_import_on_a_full_disk_is_a_sentence_and_nothing_of_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], left: int
) -> None:
    """2.5 MB are enough to open the store, and too little for the change."""
    rows = "".join(f"Amt für Bauwesen {number};AG {number % 9}\n" for number in range(300))
    (tmp_path / "list.csv").write_text("Name;Gruppe\n" + rows, encoding="utf-8")
    with small_disk(tmp_path / "disk", "40m") as disk:
        command = ["import", str(tmp_path / "list.csv"), "--name", "Probe", "--store", f"oxigraph:{disk / 'store'}"]
        with closing(EmbeddedStore(disk / "store")) as store:
            load_ontology(store)
            before = store.dump()
        fill(disk / "fill", leave=left)
        assert main(command) == 2
        said = capsys.readouterr().err.strip().splitlines()
        assert len(said) == 1
        assert "Platz" in said[0]
        (disk / "fill").unlink()
        with closing(EmbeddedStore(disk / "store")) as store:
            assert (store.revision, store.dump()) == (1, before)
        assert main(command) == 0
        assert check_store(disk / "store") == []
