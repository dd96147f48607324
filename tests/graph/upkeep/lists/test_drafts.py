"""Lists that were begun: for their author alone, within bounds of time and room, and without a trace afterwards."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graph.errors import NotFound, WriteRefused
from graph.load.spreadsheet.author_marks import AuthorMarks
from graph.load.spreadsheet.table import Tables
from graph.persons.directory import Directory
from graph.persons.eraser import Eraser
from graph.store.parts import parts_in, strangers_in
from graph.upkeep.lists import drafts as module
from graph.upkeep.lists.draft_contents import pack
from graph.upkeep.lists.drafts import KEPT_S, MOST, Drafts, KeptDraft

ROWS = (("Akteur", "Ansprechpartnerin"), ("Kita Nord", "Lore Zwirnnysen"))


class Clock:
    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


def draft(owner: str = "Kim", rows: tuple[tuple[str, ...], ...] = ROWS, file: str = "liste.xlsx") -> KeptDraft:
    return KeptDraft(owner, Tables({"Blatt": rows}), {"file": file})


@pytest.fixture(params=["folder", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path if request.param == "folder" else None


def test_a_list_is_there_for_its_author_and_nobody_else(place: Path | None) -> None:
    drafts = Drafts(place)
    key = drafts.begin(draft())
    assert drafts.find(key, "Kim").tables == {"Blatt": ROWS}
    assert [known for known, _, _ in drafts.of("Kim")] == [key]
    assert drafts.of("Alex") == []
    drafts.begin(draft(owner=""))
    assert drafts.of("") == []
    for asked, owner in ((key, "Alex"), (key, ""), ("../../persons.log", "Kim"), ("A" * 22, "Kim"), ("", "Kim")):
        with pytest.raises(NotFound):
            drafts.find(asked, owner)
        with pytest.raises(NotFound):
            drafts.drop(asked, owner)
    assert drafts.find(key, "Kim")


def test_answers_are_kept_and_a_restart_loses_nothing(tmp_path: Path) -> None:
    key = Drafts(tmp_path).begin(draft())
    before = Drafts(tmp_path).find(key, "Kim")
    Drafts(tmp_path).keep(
        key, KeptDraft("Kim", before.tables, {"file": "liste.xlsx", "name": "Nord"}, '{"order":"day"}')
    )
    after = Drafts(tmp_path).find(key, "Kim")
    assert (after.answers, after.form["name"], after.tables) == ('{"order":"day"}', "Nord", before.tables)


def test_what_was_dropped_or_taken_over_leaves_no_byte(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    dropped, taken = drafts.begin(draft()), drafts.begin(draft())
    drafts.drop(dropped, "Kim")
    found = drafts.find(taken, "Kim")
    drafts.finish(taken, KeptDraft("Kim", found.tables, {"slug": "nord"}, '{"persons":["Lore Zwirnnysen"]}'), "17")
    assert drafts.find(taken, "Kim").result == "17"
    assert drafts.of("Kim") == []
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert kept[0].endswith(b"\n")
    assert b"Zwirnnysen" not in kept[0]
    drafts.keep(dropped, found)
    with pytest.raises(NotFound):
        drafts.find(dropped, "Kim")


@pytest.mark.parametrize("step", [KEPT_S, -2 * KEPT_S])
def test_a_day_after_the_last_answer_it_is_gone_whatever_the_clock_does(place: Path | None, step: float) -> None:
    clock = Clock()
    drafts = Drafts(place, clock)
    key = drafts.begin(draft())
    clock.now += KEPT_S - 1
    drafts.keep(key, drafts.find(key, "Kim"))
    clock.now += KEPT_S - 1
    assert drafts.find(key, "Kim")
    clock.now += step
    with pytest.raises(NotFound):
        drafts.find(key, "Kim")
    assert place is None or not list((place / "drafts").iterdir())


def test_it_goes_though_nobody_asks_for_it_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_S", 0.2)
    Drafts(tmp_path).begin(draft())
    ends = time.monotonic() + 60
    while list((tmp_path / "drafts").iterdir()):
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_of_many_lists_of_one_author_the_oldest_goes_and_nobody_elses(place: Path | None) -> None:
    clock = Clock()
    drafts = Drafts(place, clock)
    others = drafts.begin(draft("Alex"))
    keys = []
    for _ in range(MOST + 1):
        clock.now += 1
        keys.append(drafts.begin(draft()))
    assert [key for key, _, _ in drafts.of("Kim")] == keys[:0:-1]
    assert drafts.find(others, "Alex")


def test_all_lists_together_take_no_more_than_a_bounded_room_and_nobodys_is_taken_for_anothers(
    place: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(place)
    first = drafts.begin(draft("Alex"))
    monkeypatch.setattr(module, "MOST_BYTES", 250)
    with pytest.raises(WriteRefused):
        drafts.begin(draft("Kim"))
    assert drafts.find(first, "Alex")
    assert drafts.find(drafts.begin(draft("Alex")), "Alex")
    with pytest.raises(NotFound):
        drafts.find(first, "Alex")


def test_the_lists_of_one_author_are_bounded_in_bytes(place: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = Drafts(place)
    first = drafts.begin(draft())
    monkeypatch.setattr(module, "MOST_OWN_BYTES", len(pack(draft().tables)) + 100)
    second = drafts.begin(draft())
    assert [key for key, _, _ in drafts.of("Kim")] == [second] != [first]
    large = tuple((str(number) * 7,) for number in range(500))
    with pytest.raises(WriteRefused):
        drafts.begin(draft(rows=large))
    assert drafts.find(second, "Kim")


def test_it_is_closed_to_other_users_of_the_machine_and_no_copy_has_it(tmp_path: Path) -> None:
    Drafts(tmp_path).begin(draft())
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "drafts").rglob("*")}
    assert ((tmp_path / "drafts").stat().st_mode & 0o777, modes) == (0o700, {0o600})
    assert list(parts_in(tmp_path)) == []
    assert strangers_in(tmp_path) == []


def test_a_torn_file_is_no_list(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    key = drafts.begin(draft())
    file = tmp_path / "drafts" / f"{key}.draft"
    whole = file.read_bytes()
    for torn in (b'{"owner":"Kim"', whole[: whole.index(b"\n") + 9], b""):
        file.write_bytes(torn)
        (tmp_path / "drafts" / f"{key}.draft.new").write_bytes(b"Zwirn")
        drafts.of("Kim")
        with pytest.raises(NotFound):
            drafts.find(key, "Kim")
        assert not list(tmp_path.rglob("*.new"))
    file.write_bytes(whole[:-3])
    directory = Directory()
    directory.learn_name("Lore Zwirnnysen")
    assert drafts.tell(Eraser(frozenset(), directory)) == []
    drafts.erase(Eraser(frozenset(), directory))
    assert not file.exists()


@pytest.mark.parametrize("rows", [ROWS, (("Vorname", "Name"), ("Lore", "Zwirnnysen")), (("Akteur",), ("Amt",))])
def test_who_asks_for_a_person_is_told_and_erasing_drops_the_list(
    place: Path | None, rows: tuple[tuple[str, ...], ...]
) -> None:
    drafts = Drafts(place)
    named, other = drafts.begin(draft(rows=rows)), drafts.begin(draft(rows=(("Akteur",), ("Amt",))))
    if rows[1] == ("Amt",):
        kept = drafts.find(named, "Kim")
        drafts.keep(named, KeptDraft("Kim", kept.tables, kept.form, '{"persons":["Lore Zwirnnysen"]}'))
    directory = Directory()
    directory.learn_name("Lore Zwirnnysen")
    eraser = Eraser(frozenset(), directory)
    assert [(one.where, "Zwirnnysen" in one.what) for one in drafts.tell(eraser)] == [("draft", True)]
    drafts.erase(eraser)
    assert [key for key, _, _ in drafts.of("Kim")] == [other]
    assert drafts.tell(eraser) == []


def test_a_comment_of_a_cell_is_kept_with_its_list_and_goes_with_the_person_it_names(place: Path | None) -> None:
    drafts, tables = Drafts(place), Tables({"Blatt": (("Akteur",), ("Amt",))})
    tables.marks = {"Blatt": AuthorMarks(hidden_rows=[1], comments=[(1, 0, "Lore Zwirnnysen fragen")])}
    key = drafts.begin(KeptDraft("Kim", tables, {"file": "liste.xlsx"}))
    assert drafts.find(key, "Kim").tables.marks == tables.marks
    directory = Directory()
    directory.learn_name("Lore Zwirnnysen")
    drafts.erase(Eraser(frozenset(), directory))
    assert drafts.of("Kim") == []
