"""Who is tied to whom: rows, matrices, partners, parts and wholes."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.entries import KnownActor
from graph.load.lists.folded import folded_word
from graph.load.lists.nobody import NAMES_NOBODY
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import Tables
from graph.terms import NETZ, NK, local_name
from tests.support.readings import HEAD_OF_TIES, asked, faults, read


def test_whoever_a_tie_names_without_a_row_is_added_and_said() -> None:
    book = Tables(
        {
            "Akteure": (("Akteur", "Art"), ("Amt", "Behörde")),
            "Verbindungen": (("Von", "Zu", "Thema"), ("Amt", "Verein", "x")),
        }
    )
    reading = read_list(book, Answers(), (), ())
    assert [actor.name for actor in reading.actors] == ["Amt", "Verein"]
    assert reading.added == ("Verein",)
    known = read_list(book, Answers(), [KnownActor("urn:1", "Verein")], ())
    assert known.added == ()


def test_identifiers_join_ties_to_actors_whose_name_was_changed() -> None:
    book = {
        "Akteure": (("Name", "Kennung"), ("Amt neu", "urn:amt"), ("Verein", "urn:verein")),
        "Verbindungen": (
            ("Von", "Zu", "Art", "Thema", "Kennung (Von)", "Kennung (Zu)"),
            ("Amt alt", "Verein", "Schnittstelle", "x", "urn:amt", "urn:verein"),
        ),
    }
    reading = read_list(book, Answers(), [KnownActor("urn:amt", "Amt alt")], ())
    assert [(tie.source, tie.target) for tie in reading.ties] == [("Amt neu", "Verein")]
    assert (reading.added, asked(reading, "pair")) == ((), [])
    twice = {"Akteure": (("Name", "Kennung"), ("Amt", "urn:1"), ("Verein", "urn:1"))}
    assert faults(read_list(twice, Answers(), (), ())) == [
        (("Akteure", 2, 1), "“urn:1” stands for another name already.")
    ]


EDGES = [("Von", "An", "Art"), ("Jobcenter", "Suchtberatung", "vermittelt"), ("Amt", "Jobcenter", "kooperiert")]


def test_a_list_of_ties_between_known_actors_is_no_empty_list() -> None:
    known = [KnownActor(f"urn:{name}", name) for name in ("Jobcenter", "Suchtberatung", "Amt")]
    reading = read(*EDGES, known=known)
    assert (reading.is_complete, reading.actors, len(reading.ties)) == (True, (), 2)


def test_what_one_does_for_the_other_has_a_direction_and_usual_words_are_not_asked_about() -> None:
    reading = read(*EDGES)
    assert [(one.source, one.target, one.directed) for one in reading.ties] == [
        ("Jobcenter", "Suchtberatung", True),
        ("Amt", "Jobcenter", None),
    ]
    assert [one for one in asked(reading, "word") if one.scheme == "tieKinds"] == []


@pytest.mark.parametrize(("said", "directed"), [("true", [True, True]), ("false", [False, False]), ("", [None, None])])
def test_ends_headed_from_and_to_are_asked_once_for_their_direction_and_nobody_has_to_answer(
    said: str, directed: list[bool | None]
) -> None:
    rows = (("Von", "An", "Thema"), ("Amt", "Verein", "Bau"), ("Verein", "Kammer", "Bau"))
    (question,) = asked(read(*rows), "word")
    assert (question.scheme, question.asked, question.must) == ("directions", "Von → An", False)
    words = {"directions": {folded_word(question.asked): said}}
    answered = read(*rows, answers=Answers(words=words))
    assert [one.directed for one in answered.ties] == directed
    assert asked(answered, "word") == []


@pytest.mark.parametrize("heads", [("Von", "Zu", "Thema", ""), ("Von", "An", "Thema", "Richtung")])
def test_the_ends_of_our_template_and_those_with_a_column_for_it_are_not(heads: tuple[str, ...]) -> None:
    assert asked(read(heads, ("Amt", "Verein", "Bau", "gerichtet" if heads[3] else "")), "word") == []


def ties_of(*rows: tuple[str, ...]) -> list[tuple[str, str, bool | None, float | None]]:
    return [(one.source, one.target, one.directed, one.weight) for one in read(*rows).ties]


def test_a_matrix_without_pairs_both_ways_keeps_its_directions() -> None:
    ring = (("", "A-Amt", "B-Amt", "C-Amt"), ("A-Amt", "", "x", ""), ("B-Amt", "", "", "x"), ("C-Amt", "x", "", ""))
    assert {(one, other, is_directed) for one, other, is_directed, _ in ties_of(*ring)} == {
        ("A-Amt", "B-Amt", True),
        ("B-Amt", "C-Amt", True),
        ("C-Amt", "A-Amt", True),
    }


@pytest.mark.parametrize(
    "half", [(("", "x", "x"), ("", "", "x"), ("", "", "")), (("", "", ""), ("x", "", ""), ("x", "x", ""))]
)
def test_a_triangle_of_a_matrix_has_no_directions(half: tuple[tuple[str, ...], ...]) -> None:
    names = ("A-Amt", "B-Amt", "C-Amt")
    rows = [(name, *cells) for name, cells in zip(names, half, strict=True)]
    assert [one.directed for one in read(("", *names), *rows).ties] == [False] * 3


@pytest.mark.parametrize("cell", ["nan", "n.a.", "-", ""])
def test_a_weight_that_says_nothing_is_none(cell: str) -> None:
    rows = (("Von", "Zu", "Gewicht"), ("Amt", "Verein", cell), ("Amt", "Kammer", "2"))
    assert [one.weight for one in read(*rows).ties] == [None, 2.0]


@pytest.mark.parametrize("cell", ["inf", "1e999", "1_000", "viel"])
def test_a_weight_that_is_no_number_is_a_fault(cell: str) -> None:
    found = faults(read(("Von", "Zu", "Gewicht"), ("Amt", "Verein", cell), ("Amt", "Kammer", "2")))
    assert [place for place, _ in found] == [("x", 1, 2)]


def test_a_second_row_about_a_tie_that_says_otherwise_is_named() -> None:
    rows = (("Von", "Zu", "Gewicht", "Bemerkung"), ("Amt", "Verein", "2", "erste"), ("Amt", "Verein", "5", "zweite"))
    assert [(one.what, one.reason) for one in read(*rows).left_out] == [
        ("Amt – Verein: 5.0", "Another row of this connection says otherwise."),
        ("Amt – Verein: zweite", "Another row of this connection says otherwise."),
    ]


def test_of_several_wholes_the_first_is_taken_and_the_others_are_named() -> None:
    reading = read(("Organisation", "Gehört zu"), ("Jugendamt", "Stadt Neustadt; Caritasverband"), ("Hafenamt", ""))
    assert [(one.name, one.part_of) for one in reading.actors] == [
        ("Jugendamt", "Stadt Neustadt"), ("Hafenamt", ""), ("Stadt Neustadt", ""),
    ]  # fmt: skip
    assert [one.what for one in reading.left_out] == ["Caritasverband"]


TIES_WITH_SUM = (
    ("Von", "Nach", "Art", "Stärke"),
    ("Amt", "Verein", "Kooperation", "3"),
    ("Amt", "", "Kooperation", "1"),
    ("Amt", "Amt", "Kooperation", "1"),
    ("Summe", "", "", "17,5"),
)


def test_a_row_that_cannot_be_used_can_be_left_out_and_is_named_and_sums_are_no_ties() -> None:
    assert [place[1] for place, _ in faults(read(*TIES_WITH_SUM))] == [2, 3]
    reading = read(*TIES_WITH_SUM, answers=Answers(skipped=(("x", 2), ("x", 3), ("x", 99))))
    assert (faults(reading), len(reading.ties)) == ([], 1)
    assert [one.what for one in reading.left_out] == ["Amt | Kooperation | 1", "Amt | Amt | Kooperation | 1"]


def test_who_is_part_of_somebody_by_a_row_of_ties_alone_is_taken_in_and_a_group_too() -> None:
    known = [KnownActor("urn:1", "Fachstelle"), KnownActor("urn:2", "AG Ost", is_group=True)]
    rows = [(part, "Jugendamt", "Teil von") for part in ("Fachstelle", "Kinderschutz", "AG Ost")]
    reading = read(HEAD_OF_TIES, ("Verein", "Jugendamt", "Kooperation"), *rows, known=known)
    assert {(one.part, one.whole, one.is_group) for one in reading.parts} == {
        ("Fachstelle", "Jugendamt", False), ("Kinderschutz", "Jugendamt", False), ("AG Ost", "Jugendamt", True),
    }  # fmt: skip
    assert set(reading.added) == {"Kinderschutz", "Verein", "Jugendamt"}
    assert not reading.left_out


def test_a_group_has_several_wholes_and_an_actor_one() -> None:
    tables = {
        "Akteure": (
            ("Akteur", "Gruppe", "Teil von"),
            ("Fachstelle", "AG Ost", "Jugendamt"),
            ("Jugendamt", "AG Ost", ""),
        ),
        "Verbindungen": (
            HEAD_OF_TIES,
            ("AG Ost", "Jugendamt", "Teil von"),
            ("AG Ost", "Sozialamt", "Teil von"),
            ("Fachstelle", "Sozialamt", "Teil von"),
        ),
    }
    reading = read_list(tables, Answers(), (), ())
    assert {(one.part, one.whole) for one in reading.parts} == {("AG Ost", "Jugendamt"), ("AG Ost", "Sozialamt")}
    assert [one.what for one in reading.left_out] == ["Fachstelle: Sozialamt"]


@pytest.mark.parametrize(
    ("more", "place"),
    [((), None), ((("Land", "Amt", "Kooperation"),), 3), ((("Amt", "Land", "Teil von"),), 3)],
)
def test_a_row_that_is_left_out_brings_nobody(more: tuple[tuple[str, ...], ...], place: int | None) -> None:
    ties = (HEAD_OF_TIES, ("Amt", "Kita", "Kooperation"), ("Kita", "Land", "Teil von"), *more)
    tables = {"a": (("Akteur", "Teil von"), ("Kita", "Amt"), ("Amt", "")), "t": ties}
    reading = read_list(tables, Answers(), (), ())
    assert [one.what for one in reading.left_out] == ["Kita: Land"]
    assert [(one.name, one.place.row) for one in reading.actors[2:]] == ([] if place is None else [("Land", place)])


@pytest.mark.parametrize(
    ("word", "state", "topic"),
    [
        ("geplant", "planned", ""),
        ("Kooperation", "", ""),
        ("gewünschte Kooperation", "demanded", ""),
        ("Kooperation (beendet)", "ended", ""),
        ("Suchtberatung geplant", "planned", "Suchtberatung"),
    ],
)
def test_a_word_for_the_kind_of_a_tie_may_say_its_state_and_mere_cooperation_is_no_topic(
    word: str, state: str, topic: str
) -> None:
    said = Answers(words={"tieKinds": {"suchtberatung": NETZ + "Interface"}})
    reading = read(("Von", "Zu", "Art", "Thema"), ("Amt", "Verein", word, ""), answers=said)
    (tie,) = reading.ties
    assert (local_name(tie.kind.iri), tie.state, tie.topic) == ("Interface", NK + state if state else "", topic)
    assert [one for one in asked(reading, "word") if one.scheme == "tieKinds"] == []


def test_an_answer_about_the_kind_of_a_tie_may_be_a_state() -> None:
    rows = [("Von", "Zu", "Art"), ("Amt", "Verein", "schwebt")]
    assert [one.asked for one in asked(read(*rows), "word") if one.scheme == "tieKinds"] == ["schwebt"]
    answered = read(*rows, answers=Answers(words={"tieKinds": {"schwebt": NK + "planned"}}))
    assert [(one.state, one.topic) for one in answered.ties] == [(NK + "planned", "")]


def test_a_row_of_a_matrix_that_says_all_once_more_is_said_to_stand_elsewhere() -> None:
    reading = read(("", "Amt", "Haus", "Verein"), ("Amt", "", "x", "x"), ("Haus", "x", "", ""), ("Verein", "x", "", ""))
    assert {row.row: first.row for row, first in reading.again.items()} == {2: 1, 3: 1}


def test_whoever_is_named_at_an_end_is_somebody_by_its_name_in_one_line_or_by_an_identifier_of_any_row() -> None:
    by_id = read(("Name", "Kennung", "Zu"), ("Amt", "K1", "K2"), ("Verein", "K2", ""), ("K3", "K4", "K1"))
    assert [(tie.source, tie.target) for tie in by_id.ties] == [("Amt", "Verein"), ("K3", "Amt")]
    assert [actor.name for actor in by_id.actors] == ["Amt", "Verein", "K3"]
    broken = read(HEAD_OF_TIES, ("Amt\n", "Verein", "Kooperation"))
    assert {actor.name for actor in broken.actors} == {"Amt", "Verein"}


OF_NOBODY = (
    "alle", "Alle Akteure", "alle anderen", "diverse", "verschiedene Träger", "weitere Partner", "mehrere", "sonstige",
    "u. a.", "u.v.m.", "usw.", "etc.", "siehe oben", "s. o.", "noch offen", "wird noch benannt", "others",
    "all partners", "je nach Bedarf", "nach Absprache", "wechselnd", "siehe Anhang 2", "divers", "wird ergänzt",
    "alle AGs",
)  # fmt: skip


@pytest.mark.parametrize("word", OF_NOBODY)
def test_a_word_that_stands_for_nobody_in_particular_is_no_actor_and_is_named(word: str) -> None:
    head = ("Name", "AG", "Teil von", "arbeitet zusammen mit")
    reading = read(head, ("Amt", "AG Eins", "Stadt", "Tafel"), ("Tafel", word, word, f"Amt; {word}"))
    assert {one.name for one in reading.actors} | set(reading.groups) == {"Amt", "Stadt", "Tafel", "AG Eins"}
    assert [(one.source, one.target) for one in reading.ties] == [("Amt", "Tafel")]
    assert [one.what for one in reading.left_out if one.reason == NAMES_NOBODY] == [f"Tafel – {word}"]
    ends = read(HEAD_OF_TIES, ("Tafel", word, "Kooperation"), ("Tafel", "Amt", "Kooperation"))
    assert (len(ends.ties), [one.what for one in ends.left_out]) == (1, [f"Tafel – {word}"])


@pytest.mark.parametrize(
    "name", ["Alle Schulen", "Viele Hände e. V.", "Andere Welten", "Ich und Andere", "Diverse City", "Nach Hause e. V."]
)
def test_a_name_that_only_begins_like_such_a_word_is_somebody(name: str) -> None:
    reading = read(("Name", "arbeitet zusammen mit"), ("Amt", name), ("Tafel", ""))
    assert [one.target for one in reading.ties] == [name]


@pytest.mark.parametrize("more", [" u. a.", ", u.a.", " und weitere", " etc.", " usw.", " and others"])
def test_that_there_are_more_is_no_part_of_a_name(more: str) -> None:
    reading = read(("Name", "arbeitet zusammen mit"), ("Amt", f"Tafel, Verein{more}"), ("Tafel", ""), ("Verein", ""))
    assert sorted(one.target for one in reading.ties) == ["Tafel", "Verein"]
    assert [one.reason for one in reading.left_out] == [NAMES_NOBODY]
    assert asked(reading, "split") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_names_that_are_one_the_one_with_a_row_of_its_own_stays(order: tuple[int, int]) -> None:
    rows = [("Amt", "Großküche Elbaue"), ("Großküche Elbaue GmbH & Co. KG", "")]
    pair = ("Großküche Elbaue", "Großküche Elbaue GmbH & Co. KG")
    listed = [("Name", "arbeitet zusammen mit"), *(rows[place] for place in order)]
    (question,) = asked(read(*listed), "pair")
    assert (question.pair, question.stays) == (pair, pair[1])
    said = read(*listed, answers=Answers(pairs={pair: "same"}))
    assert [one.target for one in said.ties] == [pair[1]]
    assert {one.name: one.aliases for one in said.actors} == {"Amt": (), pair[1]: (pair[0],)}


@pytest.mark.parametrize("heading", ["Kooperation mit Schule/Kita", "weist zu an", "vermittelt an"])
def test_a_column_of_partners_is_known_by_how_it_is_worded(heading: str) -> None:
    reading = read(("Einrichtung / Dienst", heading), ("Hospiz Elm", "Klinik Elm; Praxis Ulm"), ("Klinik Elm", ""))
    assert [(one.source, one.target) for one in reading.ties] == [
        ("Hospiz Elm", "Klinik Elm"), ("Hospiz Elm", "Praxis Ulm")
    ]  # fmt: skip


def test_a_stroke_beside_a_known_name_may_part_two() -> None:
    reading = read(("Einrichtung", "Kooperation mit"), ("Hospiz Elm", ""), ("Praxis Ulm", "Hospiz Elm / Klinikum"))
    assert [one.asked for one in asked(reading, "split")] == ["Hospiz Elm / Klinikum"]


def test_who_applies_for_money_takes_it_though_another_column_names_partners() -> None:
    head = ("Antragsteller", "Projekt", "Fördergeber", "Betrag", "Kooperation mit")
    reading = read(head, ("Kunstverein", "Atelier", "Sparkasse", "4.500,00", "Musikschule"))
    assert [(one.source, one.target, one.topic) for one in reading.ties] == [("Sparkasse", "Kunstverein", "Atelier")]
    assert {one.what for one in reading.left_out} == {"Betrag", "Kooperation mit"}
