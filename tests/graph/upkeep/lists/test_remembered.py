"""How a list was understood is remembered by its headings, beside the network."""

from __future__ import annotations

from dataclasses import replace

from graph.analysis import analysis_for
from graph.export.formats import BY_NAME, write
from graph.export.make_content import content_of
from graph.load.lists.answers import Answers
from graph.load.lists.answers_json import what_is_remembered
from graph.load.lists.arrangement import SheetAnswer
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Store
from graph.terms import LISTS_GRAPH_END, NK
from graph.upkeep.lists.remembered import remembered
from graph.upkeep.touched_networks import networks_of_entry
from tests.support.lists import listed, take_over
from tests.support.readings import read

READING = listed(("Akteur", "Gruppe"), ("Amt", "AG 1"))
SHEETS = READING.arrangements
ANSWERS = Answers(
    sheets={"Akteure": SheetAnswer("actors", 0, {0: "name"})},
    words={"actorKinds": {"träger": NK + "welfare"}},
    persons=("Lore Ipsum",),
    pairs={("Amt", "Amt II"): "later"},
)


def stored(store: Store) -> int:
    return take_over(store, NewNetwork("Halle", "", "liste.xlsx"), READING, ANSWERS, "XY").revision


def test_columns_and_words_are_remembered_and_no_name(store: Store) -> None:
    stored(store)
    assert remembered(store, SHEETS, "halle") == Answers(sheets=ANSWERS.sheets, words=ANSWERS.words)
    assert remembered(store, SHEETS) == remembered(store, SHEETS, "halle")
    assert remembered(store, SHEETS, "jena") is None
    assert remembered(store, listed(("Akteur", "Art"), ("Amt", "")).arrangements) is None
    assert b"Ipsum" not in store.dump()


def test_a_file_of_another_name_is_the_same_list(store: Store) -> None:
    stored(store)
    (sheet,) = SHEETS
    known = remembered(store, [replace(sheet, sheet="liste-juni")], "halle")
    assert known is not None
    assert known.sheets == {"liste-juni": ANSWERS.sheets["Akteure"]}


def test_columns_that_stand_in_another_order_are_the_same_ones(store: Store) -> None:
    first = read(("Stelle", "Zusatz"), ("Jugendamt", "offen am Montag"))
    said = Answers(sheets={"x": SheetAnswer("actors", 0, {0: "name", 1: "note"})})
    take_over(store, NewNetwork("Halle", "", "liste.xlsx"), replace(first, questions=()), said, "XY")
    second = ("Zusatz", "Stelle"), ("offen am Montag", "Jugendamt")
    known = remembered(store, read(*second).arrangements, "halle")
    assert known is not None
    assert [(one.name, one.note) for one in read(*second, answers=known).actors] == [("Jugendamt", "offen am Montag")]


def test_of_sheets_with_the_same_headings_one_that_is_left_out_leaves_out_no_other(store: Store) -> None:
    (sheet,) = SHEETS
    both = [sheet, replace(sheet, sheet="Archiv")]
    said = Answers(sheets={"Archiv": SheetAnswer("aside"), "Akteure": SheetAnswer("actors")})
    assert what_is_remembered(said, both).sheets == {}
    assert what_is_remembered(Answers(sheets={"Archiv": SheetAnswer("aside")}), both).sheets == {}
    assert len(what_is_remembered(said, both[:1]).sheets) == 1


def test_it_lies_beside_the_network_and_belongs_to_it(store: Store) -> None:
    revision = stored(store)
    assert any(name.endswith(LISTS_GRAPH_END) for name in store.graph_names())
    assert LISTS_GRAPH_END.encode() not in write(BY_NAME["nq"], content_of(analysis_for(store, "halle")))
    entry = store.entry(revision)
    assert entry is not None
    assert networks_of_entry(store, entry) == {"halle"}


def test_another_answer_alone_is_a_change_that_costs_no_new_model(store: Store) -> None:
    stored(store)
    before = store.model_revision
    other = Answers(sheets=ANSWERS.sheets, words={"actorKinds": {"träger": NK + "association"}})
    take_over(store, "halle", READING, other, "XY", file="liste.xlsx")
    known = remembered(store, SHEETS, "halle")
    assert known is not None
    assert known.words == other.words
    assert store.model_revision == before


def test_it_goes_with_the_change_that_brought_it(store: Store) -> None:
    store.undo(stored(store))
    assert remembered(store, SHEETS) is None


def test_a_topic_that_is_called_like_a_person_is_asked_about_once(store: Store) -> None:
    rows = ("Akteur", "Themen"), ("Verein Alpha", "Trude Wollenweber")
    first = read(*rows)
    assert [(one.asked, one.must) for one in first.questions] == [("Trude Wollenweber", True)]
    answers = Answers(no_persons=("Trude Wollenweber",))
    take_over(store, NewNetwork("Halle", "", "liste.xlsx"), read(*rows, answers=answers), answers, "XY")
    known = remembered(store, first.arrangements, "halle")
    assert known is not None
    assert not read(*rows, answers=known).questions
