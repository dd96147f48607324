"""Who is in which group: cells that name several, columns of crosses, sheets of members."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.entries import KnownActor
from graph.load.lists.read import read_list
from graph.terms import NK, local_name
from tests.support.readings import HEAD, HEAD_OF_TIES, asked, faults, groups, read


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("AG 1", "Runder Tisch", "Runder Tisch, AG 1"), ["AG 1", "Runder Tisch", "Runder Tisch", "AG 1"]),
        (("Plenum Ost; Plenum West",), ["Plenum Ost", "Plenum West"]),
        (("Bündnis\nKreistag", "Bündnis", "Kreistag"), ["Bündnis", "Kreistag", "Bündnis", "Kreistag"]),
        (("Bündnis A, Rat B", "Rat B, Haus C"), None),
        (("AG Sprache, AG Arbeit",), ["AG Sprache", "AG Arbeit"]),
        (("Bündnis Stadt und Land",), ["Bündnis Stadt und Land"]),
        (("AG Sprache / AG Arbeit",), ["AG Sprache", "AG Arbeit"]),
        (("AG Sprache (Leitung); AG Arbeit (seit 2015)",), ["AG Sprache", "AG Arbeit"]),
        (("keine", "-", "k. A."), []),
    ],
)
def test_cells_of_groups_are_parted_where_the_parts_are_known(
    cells: tuple[str, ...], expected: list[str] | None
) -> None:
    reading = read(HEAD, *[(f"Amt {number}", cell) for number, cell in enumerate(cells, 1)])
    assert bool(asked(reading, "split")) == (expected is None)
    if expected is not None:
        assert [group for _member, group in groups(reading)] == expected


def test_a_cell_that_may_be_one_group_or_several_is_asked_once_and_the_answer_is_taken() -> None:
    cell = "Bündnis für Flucht, Asyl und Teilhabe"
    rows = (HEAD, ("Amt", cell), ("Verein", cell))
    reading = read(*rows)
    (question,) = asked(reading, "split")
    assert (question.must, question.offered, [place.row for place in question.rows]) == (
        True,
        ("Bündnis für Flucht", "Asyl und Teilhabe"),
        [1, 2],
    )
    assert not reading.is_complete
    one = read(*rows, answers=Answers(splits={cell: (cell,)}))
    assert one.is_complete
    assert groups(one) == [("Amt", cell), ("Verein", cell)]
    two = read(*rows, answers=Answers(splits={cell: ("Flucht", "Asyl")}))
    assert two.groups == ("Flucht", "Asyl")


def test_nobody_among_several_is_neither_offered_nor_taken_from_an_answer() -> None:
    cell = "Klinik (Haus 2), Rat, N.N."
    rows = (("Gruppe", "Mitglieder"), ("AK Sucht", cell))
    (question,) = asked(read(*rows), "split")
    assert question.offered == ("Klinik (Haus 2)", "Rat")
    told = read(*rows, answers=Answers(splits={cell: (*question.offered, "N.N.")}))
    assert [actor.name for actor in told.actors] == ["Klinik (Haus 2)", "Rat"]
    again = read(*rows, known=[KnownActor(f"urn:{name}", name) for name in question.offered])
    assert again.is_complete
    assert again.memberships == told.memberships
    assert [actor.name for actor in read(rows[0], ("AK Sucht", "Rat, N.N.")).actors] == ["Rat"]


def test_a_comma_between_semicolons_belongs_to_the_name_there_and_where_the_name_stands_alone() -> None:
    reading = read(
        HEAD, ("Amt", "Bündnis Flucht, Asyl und Teilhabe; Rat"), ("Bund", "Bündnis Flucht, Asyl und Teilhabe")
    )
    assert reading.is_complete
    assert reading.groups == ("Bündnis Flucht, Asyl und Teilhabe", "Rat")


def test_known_groups_part_a_cell_and_are_not_new() -> None:
    known = [
        KnownActor("urn:1", "Rat der Älteren", is_group=True),
        KnownActor("urn:2", "Kreis der Mütter", is_group=True),
    ]
    reading = read(HEAD, ("Amt", "Rat der Älteren, kreis der Mütter"), ("Bund", "AG Neu"), known=known)
    assert reading.groups == ("Rat der Älteren", "Kreis der Mütter", "AG Neu")
    assert reading.new_groups == ("AG Neu",)


def test_a_role_beside_a_group_is_the_members() -> None:
    reading = read(("Organisation", "AG", "Rolle"), ("Amt", "AG 1", "Leitung"), ("Verein", "AG 1", ""))
    assert [one.role for one in reading.memberships] == [NK + "lead", ""]


@pytest.mark.parametrize(("first", "second"), [("2017", "01.05.2017"), ("01.05.2017", "2017")])
def test_memberships_whose_days_agree_are_one_with_the_more_exact_day(first: str, second: str) -> None:
    head = ("Organisation", "AG", "Beitritt")
    reading = read(head, ("Amt", "AG 1", first), ("Amt", "AG 1", second))
    assert [one.start for one in reading.memberships] == ["2017-05-01"]
    other = read(head, ("Amt", "AG 1", "2016"), ("Amt", "AG 1", "01.05.2017"))
    assert [one.start for one in other.memberships] == ["2016", "2017-05-01"]


def test_a_day_without_a_group_is_named() -> None:
    reading = read(("Organisation", "AG", "Dabei seit"), ("Amt", "AG 1", "2020"), ("Verein", "", "01.09.2021"))
    assert [one.what for one in reading.left_out] == ["Verein, Dabei seit: 01.09.2021"]


KNOWN_TWO = (KnownActor("urn:a", "Amt"), KnownActor("urn:v", "Verein"), KnownActor("urn:g", "Bündnis", is_group=True))


def test_a_word_for_a_role_makes_nobody_a_group() -> None:
    rows = (HEAD_OF_TIES, ("Amt", "Bündnis", "Partner"), ("Amt", "Verein", "Partner"), ("AG 1", "Amt", "Partner"))
    reading = read(*rows, known=KNOWN_TWO)
    assert [(one.asked, [place.row for place in one.rows], one.must) for one in asked(reading, "word") if one.must] == [
        ("Partner", [2], True)
    ]
    assert groups(reading) == [("Amt", "Bündnis"), ("Amt", "AG 1")]
    said = Answers(words={"tieKinds": {"partner": NK + "exchange"}})
    assert not any(one.must for one in read(*rows, known=KNOWN_TWO, answers=said).questions)


def test_nobody_is_a_member_of_whoever_is_known_to_be_no_group() -> None:
    rows = (HEAD_OF_TIES, ("Amt", "Verein", "Mitglied"), ("Amt", "Neu", "Mitglied"))
    reading = read(*rows, known=KNOWN_TWO)
    assert [place for place, _ in faults(reading)] == [("x", 1, 2)]
    assert groups(reading) == [("Amt", "Neu")]
    export = read((*HEAD_OF_TIES, "Kennung"), ("Amt", "Verein", "Mitglied", "urn:m"), known=KNOWN_TWO)
    assert (faults(export), groups(export)) == ([], [("Amt", "Verein")])


def test_marks_that_are_no_letters_say_that_somebody_is_in_a_group_and_pluses_how_strong_a_tie_is() -> None:
    for mark in "✓●+☒":
        reading = read(("Organisation", "AG 1", "AG 2"), ("Amt", mark, ""), ("Verein", mark, mark))
        assert groups(reading) == [("Amt", "AG 1"), ("Verein", "AG 1"), ("Verein", "AG 2")]
    rows = [("", "Amt", "Verein", "Haus"), ("Amt", "–", "+++", "✓"), ("Verein", "+++", "–", ""), ("Haus", "✓", "", "–")]
    assert [(one.source, one.target, one.weight) for one in read(*rows).ties] == [
        ("Amt", "Verein", 3.0),
        ("Amt", "Haus", None),
    ]


def test_sheets_that_are_called_like_groups_list_their_members() -> None:
    head = ("Einrichtung", "Vertreten durch", "Funktion in der AG")
    first = (head, ("Amt", "Frau Stein", "Leitung"), ("Verein", "", "Gast"), ("Jobcenter", "", ""))
    tables = {"AG Schutz": first, "AK Hilfen": (head, ("Amt", "Frau Stein", ""))}
    reading = read_list(tables, Answers(), (), ())
    assert [(one.member, one.group, local_name(one.role)) for one in reading.memberships] == [
        ("Amt", "AG Schutz", "lead"),
        ("Verein", "AG Schutz", "guest"),
        ("Jobcenter", "AG Schutz", ""),
        ("Amt", "AK Hilfen", ""),
    ]
    assert read_list({"AG Schutz": first, "Liste": first}, Answers(), (), ()).memberships == ()


def test_groups_in_a_second_row_below_one_wide_heading_are_the_columns_of_a_matrix() -> None:
    rows = [
        ("Organisation", "Mitarbeit in", "", "", "Bemerkung"),
        ("", "Sprache", "Arbeit", "Wohnen", ""),
        ("Amt", "X", "(x)", "", ""),
        ("Verein", "", "X", "L", "ruht"),
    ]
    reading = read(*rows)
    assert (reading.arrangements[0].heading_row, faults(reading)) == (1, [])
    assert groups(reading) == [("Amt", "Sprache"), ("Amt", "Arbeit"), ("Verein", "Arbeit"), ("Verein", "Wohnen")]


def test_a_column_of_yes_and_no_names_no_group_and_a_word_for_a_kind_no_whole() -> None:
    head = ("Einrichtung", "Träger", "Mitglied im Netzwerk")
    reading = read(head, ("Kita Spatz", "AWO", "Ja"), ("Pflege Lutz", "privat", "Nein"), ("Hort", "Stadt Aue", "Ja"))
    assert (groups(reading), [one.part_of for one in reading.actors]) == ([], ["AWO", "", "Stadt Aue", "", ""])
    assert [one.name for one in reading.actors] == ["Kita Spatz", "Pflege Lutz", "Hort", "AWO", "Stadt Aue"]


def test_a_sheet_may_list_the_members_of_each_group_below_its_name() -> None:
    reading = read(("AG Sprache", "AG Arbeit"), ("Jobcenter", "IHK"), ("VHS", "Jobcenter"), ("Caritas", ""))
    sprache, arbeit = ([one for one, group in groups(reading) if group == f"AG {of}"] for of in ("Sprache", "Arbeit"))
    assert (faults(reading), sprache, arbeit) == ([], ["Jobcenter", "VHS", "Caritas"], ["IHK", "Jobcenter"])
