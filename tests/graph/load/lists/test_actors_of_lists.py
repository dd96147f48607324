"""What rows say of actors: names, words for kinds, addresses; which of them are one; what cannot be taken."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.entries import KnownActor
from graph.terms import NK
from tests.support.readings import HEAD, asked, faults, groups, read


def test_each_unknown_word_is_asked_once_and_its_answer_counts_for_all_rows() -> None:
    rows = [
        ("Organisation", "Art"),
        *[(f"Haus {letter}", "Träger") for letter in "ABCDE"],
        ("Amt", "Behörde"),
        ("SV Elm", "Sportverein"),
    ]
    reading = read(*rows)
    (question,) = [one for one in asked(reading, "word") if one.must]
    assert (question.asked, question.scheme, len(question.rows)) == ("Träger", "actorKinds", 5)
    assert NK + "welfare" in question.offered
    kinds = {actor.name: actor.kind for actor in reading.actors}
    assert (kinds["Amt"], kinds["SV Elm"], kinds["Haus A"]) == (NK + "public", NK + "association", "")
    said = read(
        *rows, answers=Answers(words={"actorKinds": {"träger": NK + "welfare", "sportverein": NK + "association"}})
    )
    assert asked(said, "word") == []
    assert {actor.kind for actor in said.actors if actor.name.startswith("Haus")} == {NK + "welfare"}
    left = read(*rows, answers=Answers(words={"actorKinds": {"träger": ""}}))
    assert [one for one in asked(left, "word") if one.must] == []


def test_a_verdict_makes_one_actor_of_two_rows() -> None:
    rows = [
        ("Organisation", "Art", "Mitglied in"),
        ("Volkshochschule (VHS)", "", "AG 1"),
        ("VHS", "Volkshochschule", "AG 2"),
    ]
    pair = ("VHS", "Volkshochschule (VHS)")
    assert [question.pair for question in asked(read(*rows), "pair")] == [pair]
    reading = read(*rows, answers=Answers(pairs={pair: "same"}))
    (actor,) = reading.actors
    assert (actor.name, actor.kind, actor.aliases) == ("Volkshochschule (VHS)", NK + "educationProvider", ("VHS",))
    assert groups(reading) == [("Volkshochschule (VHS)", "AG 1"), ("Volkshochschule (VHS)", "AG 2")]
    assert asked(reading, "pair") == []


def test_rows_of_one_actor_become_one_and_what_contradicts_is_named() -> None:
    reading = read(("Organisation", "Stadtteil"), ("Amt", "Nord"), ("Amt", "Süd"))
    (actor,) = reading.actors
    assert actor.district == "Nord"
    assert [(one.what, one.reason) for one in reading.left_out] == [
        ("Amt: Süd", "Another row of this actor says otherwise.")
    ]


def test_faulty_cells_are_named_with_their_place() -> None:
    rows = [
        ("Von", "Zu", "Gewicht"),
        ("Amt", "Amt", "1"),
        ("Amt", "", "2"),
        ("B\ufffdro", "Amt", "3"),
        ("Amt", "#REF!", "3"),
        ("Amt", "Bund", "viel"),
        ("Amt", "x" * 301, "3,5"),
        ("Amt", "Ring", "3,5"),
    ]
    found = dict(faults(read(*rows)))
    assert found == {
        ("x", 1, 1): "Both sides are the same actor.",
        ("x", 2, 1): "A name is missing.",
        ("x", 3, 0): "Letters of “B\ufffdro” were lost in another program.",
        ("x", 4, 1): "A formula gives the error #REF!.",
        ("x", 5, 2): "“viel” is no number.",
        ("x", 6, 1): "The name is longer than 300 characters.",
    }
    assert [tie.weight for tie in read(*rows).ties if tie.target == "Ring"] == [3.5]


@pytest.mark.parametrize("word", ["Organisation", "Person", "Projekt"])
def test_a_word_that_says_nothing_of_a_kind_is_not_asked_about(word: str) -> None:
    assert asked(read(("Label", "Type"), ("Amt", word), ("Verein", word)), "word") == []


@pytest.mark.parametrize(
    ("word", "kind", "first"),
    [
        ("Krankenhaus", "", "welfare"),
        ("Verband", "", "association"),
        ("Apotheke", "", "employer"),
        ("Eigenbetrieb der Stadt", "municipalCompany", "municipalCompany"),
        ("Sportverein", "association", "association"),
        ("Behoerden", "public", "public"),
    ],
)
def test_of_a_word_that_no_code_is_called_by_the_nearest_is_offered_and_none_is_taken(
    word: str, kind: str, first: str
) -> None:
    rows = [("Organisation", "Art"), ("Alpha", word), ("Beta", "Schule")]
    reading = read(*rows)
    assert reading.actors[0].kind == (NK + kind if kind else "")
    questions = asked(reading, "word")
    assert not any(one.must for one in questions)
    assert kind == first or questions[0].offered[0] == NK + first
    said = Answers(words={"actorKinds": {word.casefold(): NK + first}})
    assert read(*rows, answers=said).actors[0].kind == NK + first


def test_a_second_row_of_an_actor_names_the_first() -> None:
    reading = read(("Organisation", "Themen"), ("Amt", "Bau"), ("Verein", "Bau"), ("Amt", "Bus"))
    assert [(one.row, first.row) for one, first in reading.again.items()] == [(3, 1)]


def test_an_address_in_place_of_a_name_is_whose_it_is_or_how_it_can_be_read() -> None:
    ours = "https://netz.invalid/id/kultur/museum-am-wall"
    other, alike = "https://x.example/Stra%C3%9Fenamt", "https://y.example/Stra%C3%9Fenamt"
    rows = (("Von", "Zu", "Thema"), (ours, other, "Bau"), (other, alike, "Bau"), (ours, "Kammer", "Bau"))
    reading = read(*rows, known=[KnownActor(ours, "Museum am Wall")])
    assert [(one.source, one.target) for one in reading.ties] == [
        ("Museum am Wall", "Straßenamt"),
        ("Straßenamt", alike),
        ("Museum am Wall", "Kammer"),
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "address"),
    [
        ("GND", "2007986-6", "https://d-nb.info/gnd/2007986-6"),
        ("Wikidata-ID", "q1733", "http://www.wikidata.org/entity/Q1733"),
        ("Wikidata", "https://www.wikidata.org/wiki/Q1733", "http://www.wikidata.org/entity/Q1733"),
        ("AGS", "15003000", "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/15003000"),
        (
            "Amtlicher Gemeindeschlüssel",
            "15003000",
            "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/15003000",
        ),
        ("ISIL", "DE-1", "ISIL DE-1"),
    ],
)
def test_a_number_in_a_register_is_its_address(heading: str, cell: str, address: str) -> None:
    reading = read(("Organisation", heading), ("Stadtbibliothek", cell), ("Hafenamt", ""))
    assert [one.authorities for one in reading.actors] == [(address,), ()]
    assert reading.memberships == ()


def test_a_name_in_another_script_is_a_name() -> None:
    assert [one.name for one in read(HEAD, ("مدرسة الأمل", "AG 1"), ("學校", "AG 1")).actors] == ["مدرسة الأمل", "學校"]


def test_a_name_goes_on_in_the_next_line_and_several_behind_slashes_are_asked_about() -> None:
    head = ("Organisation", "Ansprechpartner", "Verteiler")
    rows = [head, ("Stadt Aue\nSozialamt", "Frau Ebert", "AG 1"), ("AWO", "Herr Ott", "AG 1"), ("AWO", "Zentrale", "")]
    reading = read(*rows)
    assert (faults(reading), asked(reading, "split")) == ([], [])
    assert groups(reading) == [("Stadt Aue Sozialamt", "AG 1"), ("AWO", "AG 1")]
    (question,) = asked(read(("AG", "Mitglieder"), ("AG 1", "Amt (Nord) / Polizei / Verein Süd")), "split")
    assert (question.scheme, question.offered) == ("actors", ("Amt (Nord)", "Polizei", "Verein Süd"))


@pytest.mark.parametrize(
    "head",
    [
        ("Träger", "Angebot", "Ort", "Partner"),
        ("Träger", "Mitglieder", "Telefon", "Partner"),
        ("Stadtteil", "Träger", "Angebot", "Partner"),
        ("Angebot", "Träger", "Laufzeit", "Partner"),
    ],
)
def test_whose_partners_are_named_is_the_actor_though_partners_may_head_names(head: tuple[str, ...]) -> None:
    cells = {
        "Träger": ("Volkshochschule", "IB Südwest", "Stadtbibliothek", "Volkshochschule"),
        "Partner": ("Caritasverband", "Jobcenter", "", "Tafel Elm"),
        "Mitglieder": ("120", "80", "", "120"),
    }
    others = ("Eins", "Zwei", "Drei", "Vier")
    reading = read(head, *zip(*(cells.get(one, others) for one in head), strict=True))
    assert [one.name for one in reading.actors if one.name not in reading.added] == [
        "Volkshochschule",
        "IB Südwest",
        "Stadtbibliothek",
    ]
    assert [(one.source, one.target) for one in reading.ties] == [
        ("Volkshochschule", "Caritasverband"),
        ("IB Südwest", "Jobcenter"),
        ("Volkshochschule", "Tafel Elm"),
    ]


def test_a_street_below_ort_is_an_address_and_no_district() -> None:
    reading = read(("Träger", "Ort"), ("Volkshochschule", "Leibnizstraße 23"), ("Stadtbibliothek", "Breiter Weg 109"))
    assert [one.district for one in reading.actors] == ["", ""]
    assert all(one.literals for one in reading.actors)


def test_a_name_with_a_semicolon_is_asked_about_and_parted_where_both_are_known() -> None:
    rows = (("Akteur", "Thema"), ("Stadt; Diakonie", "Wohnen"), ("Amt; Herr Ast", ""), ("Rat, Nord und Süd", ""))
    reading = read(*rows)
    (question,) = asked(reading, "split")
    assert (question.asked, question.offered, question.must) == ("Stadt; Diakonie", ("Stadt", "Diakonie"), True)
    several = read(*rows, answers=Answers(splits={"Stadt; Diakonie": ("Stadt", "Diakonie")}))
    assert [(one.name, one.topics) for one in several.actors] == [
        ("Stadt", ("Wohnen",)),
        ("Diakonie", ("Wohnen",)),
        ("Amt", ()),
        ("Rat, Nord und Süd", ()),
    ]
    one = read(*rows, answers=Answers(splits={"Stadt; Diakonie": ("Stadt; Diakonie",)}))
    assert [actor.name for actor in one.actors] == ["Stadt; Diakonie", "Amt", "Rat, Nord und Süd"]
    known = read(*rows, ("Stadt", ""), ("Diakonie", ""))
    assert asked(known, "split") == []
    assert [actor.name for actor in known.actors][:2] == ["Stadt", "Diakonie"]
    again = read(*rows, known=[KnownActor("urn:1", "Stadt; Diakonie")])
    assert asked(again, "split") == []
