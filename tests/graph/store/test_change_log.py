import tracemalloc
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import LogDamaged
from graph.protocol import Entry
from graph.store.change_log import ChangeLog
from graph.store.patch_text import body_texts, head_text

QUAD = ox.Quad(
    ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal('alt\n"Ä" .\nTC .', language="de"), ox.NamedNode("a:g")
)
DEFAULT = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.NamedNode("a:o"))
FIRST = Entry(1, "2026-11-22T10:00:00+00:00", 'Ada\nH author "Eve" .\nTC .', "Grund", add=(QUAD, DEFAULT))
SECOND = Entry(2, "2026-11-22T10:01:00+00:00", "Bert", "", remove=(QUAD,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    log = ChangeLog(tmp_path / "changes.log")
    log.append(FIRST)
    log.append(SECOND)
    log.close()
    return tmp_path / "changes.log"


def test_entries_read_back_as_they_were_written(path: Path) -> None:
    log = ChangeLog(path)
    assert list(log.entries()) == [FIRST, SECOND]
    log.close()


def test_file_is_rdf_patch(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == 'H revision "1" .'
    assert {line.partition(" ")[0] for line in lines} == {"H", "TX", "A", "D", "TC"}


def test_a_large_entry_is_written_in_parts_and_reads_as_if_it_were_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parts = ChangeLog(tmp_path / "whole"), ChangeLog(tmp_path / "parts")
    entry = replace(FIRST, remove=(QUAD, DEFAULT))
    whole.append(entry)
    for name in ("quad_text._PART", "patch_text._SMALL", "log_entries._KEPT_STATEMENTS"):
        folder = "rdf" if name.startswith("quad_text") else "store"
        monkeypatch.setattr(f"graph.{folder}.{name}", 1)
    assert len(list(body_texts(entry))) == 5
    parts.append(entry)
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()
    assert list(parts.entries()) == [entry]
    whole.close()
    parts.close()


@pytest.mark.parametrize("cut", [1, 3, 5, 6, 20, 90])
def test_torn_tail_is_cut_off_and_the_next_entry_follows(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:-cut])
    log = ChangeLog(path)
    assert list(log.entries()) == [FIRST]
    log.append(SECOND)
    assert list(log.entries()) == [FIRST, SECOND]
    log.close()


def test_garbage_without_any_end_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b'H revision "1" .\nTX .\nA <a:b')
    log = ChangeLog(tmp_path / "log")
    assert list(log.entries()) == []
    assert log.end == 0
    log.close()


def test_graphs_that_begin_and_end_stand_in_headers_that_other_tools_pass_over(tmp_path: Path) -> None:
    log = ChangeLog(tmp_path / "log")
    entry = Entry(1, "", create=("a:g", "a:h"), drop=("a:i",), part_of=7)
    log.append(entry)
    assert list(log.entries()) == [entry]
    assert "H create <a:g> .\nH create <a:h> .\nH drop <a:i> .\nH sha256 " in (tmp_path / "log").read_text()
    log.close()


def test_entry_taken_back_never_was(path: Path) -> None:
    log = ChangeLog(path)
    size = path.stat().st_size
    start = log.append(Entry(3, "", add=(DEFAULT,)))
    log.take_back(start)
    assert (path.stat().st_size, log.end) == (size, size)
    assert [entry.revision for entry in log.entries()] == [1, 2]
    log.close()


def test_history_can_be_read_while_entries_come(path: Path) -> None:
    log = ChangeLog(path)
    reading = log.entries()
    assert next(reading) == FIRST
    log.append(Entry(3, "", add=(DEFAULT,)))
    assert list(reading) == [SECOND]
    log.close()


def test_entries_can_be_read_from_an_earlier_end() -> None:
    log = ChangeLog(None)
    log.append(FIRST)
    end = log.end
    log.append(SECOND)
    assert list(log.entries_from(end)) == [(end, SECOND)]


def test_end_is_found_behind_a_tail_longer_than_a_block(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"A <a:b> <a:c> <a:d> .\n" * 10_000)
    log = ChangeLog(path)
    assert list(log.entries()) == [FIRST, SECOND]
    log.close()


@pytest.mark.parametrize(("kind", "about"), [("undo", "12"), ("view-saved", "ag sprache"), ("plan", ""), ("", "")])
def test_kind_of_a_change_is_kept_with_what_it_is_about(kind: str, about: str) -> None:
    log = ChangeLog(None)
    entry = Entry(1, "", reason="Grund", kind=kind, about=about)
    log.append(entry)
    assert list(log.entries()) == [entry]


@pytest.mark.parametrize(
    ("reason", "kind", "about"),
    [
        ("Change 12 taken back", "undo", "12"),
        ("Saved https://netz.invalid/id/ansichten/ag-sprache", "view-saved", "ag-sprache"),
        ("Deleted https://netz.invalid/id/geschichten/weg", "story-deleted", "weg"),
        ("Imported from liste 1.csv", "import", "liste 1.csv"),
        ("Decision on gap rule-x-1", "decision", "rule-x-1"),
        ("Ontology", "ontology", ""),
        ("Ontology and the Magdeburg network", "example", ""),
        ("Change 12 taken back by mistake", "", ""),
        ("ag1.ttl", "", ""),
    ],
)
def test_log_from_before_changes_had_a_kind_is_read_by_its_reasons(reason: str, kind: str, about: str) -> None:
    log = ChangeLog(None)
    log.append(Entry(1, "", reason=reason))
    (entry,) = log.entries()
    assert (entry.reason, entry.kind, entry.about) == (reason, kind, about)


def test_headers_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "changes.log"
    path.write_text('H revision "1" .\nH time "" .\nH mood "good" .\nH kind "tea-break 5" .\nTX .\nTC .\n', "utf-8")
    log = ChangeLog(path)
    (entry,) = log.entries()
    log.close()
    assert (entry.revision, entry.kind, entry.about) == (1, "tea-break", "5")


@pytest.mark.parametrize("way", ["form", "token", "of-a-later-version", ""])
def test_way_in_is_kept_and_a_log_without_one_is_read(way: str) -> None:
    log = ChangeLog(None)
    entry = Entry(1, "2026-11-28T10:00:00+00:00", "KO", way=way)
    log.append(entry)
    assert list(log.entries()) == [entry]
    log.settle()
    assert log.entry(1) == entry
    assert [head.entry.way for head in log.heads(1)] == [way]
    assert (b"H way" in head_text(entry)) is bool(way)


def test_list_of_changes_and_one_of_them_are_read_without_the_large_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of 50 changes once held all they said: 3.3 GB for 12 readers of a log of 40 MB."""
    log = ChangeLog(tmp_path / "large.log")
    quads = tuple(ox.Quad(ox.NamedNode(f"a:{one}"), ox.NamedNode("a:p"), ox.NamedNode("a:o")) for one in range(20_000))
    for number in range(1, 60):
        log.append(replace(FIRST, revision=number, add=quads if number == 30 else quads[:1]))
    log.settle()
    del quads
    monkeypatch.setattr("graph.store.log_entries.LONG", 100_000)
    monkeypatch.setattr("graph.store.chain._BLOCK", 1 << 16)
    monkeypatch.setattr("graph.store.logged_quads._PART", 1 << 13)
    tracemalloc.start()
    heads, entry, large = log.heads(50), log.entry(59), log.entry(30)
    assert large is not None
    assert sum(1 for _ in large.add) == len(large.add) == 20_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [head.added for head in heads if head.entry.revision == 30] == [20_000]
    assert entry is not None
    assert most < 500_000
    log.close()


@pytest.mark.parametrize("part", [1, 7, 1 << 20])
def test_the_statements_of_a_long_entry_stay_in_its_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    all_is_long(monkeypatch, part)
    path.write_bytes(path.read_bytes()[:-3])
    log = ChangeLog(path)
    assert [entry.revision for entry in log.entries()] == [1]
    log.append(SECOND)
    log.settle()
    log.close()
    log = ChangeLog(path)
    assert [(head.added, head.removed) for head in log.heads(5)] == [(0, 1), (2, 0)]
    first, second = log.entries()
    assert [first, second] != [log.entry(1), log.entry(2)]  # nothing is read before it is asked for
    log.close()
    path.unlink()  # as when somebody is erased, and another log put in its place
    assert replace(first, add=tuple(first.add)) == FIRST
    assert replace(second, remove=tuple(second.remove)) == SECOND
    assert list(zip(first.add, first.add, strict=True)) == [(QUAD, QUAD), (DEFAULT, DEFAULT)]
    assert (first.add[1], first.add[:1]) == (DEFAULT, [QUAD])


def all_is_long(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    for module in ("change_log", "log_entries", "log_survey"):
        monkeypatch.setattr(f"graph.store.{module}.LONG", 0)
    monkeypatch.setattr("graph.store.chain._BLOCK", 400 + part)  # headers stand in the first block
    for module in ("logged_quads", "patch_text"):
        monkeypatch.setattr(f"graph.store.{module}._PART", part)


def test_a_long_entry_that_was_altered_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_is_long(monkeypatch, 100)
    log = ChangeLog(path)
    path.write_bytes(path.read_bytes().replace(b"A <a:s> <a:p> <a:o>", b"A <a:s> <a:p> <a:x>"))
    with pytest.raises(LogDamaged):
        log.entry(1)
    assert log.entry(2) is not None
    log.close()
