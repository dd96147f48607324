"""Persons in cells: how many a cell names, and what they are called."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.load.lists.person_names import persons_in, without_form_of_address
from tests.support.readings import asked, groups, read


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Petra Schulze, Jan Krüger", ["Petra Schulze", "Jan Krüger"]),
        ("Frau Schulze und Herr Krüger", ["Frau Schulze", "Herr Krüger"]),
        ("Petra Schulze & Dr. Jan Krüger", ["Petra Schulze", "Dr. Jan Krüger"]),
        ("Schulze, Petra", ["Schulze, Petra"]),
        ("Petra Schulze, Leiterin", ["Petra Schulze, Leiterin"]),
        ("Petra und Jan Krüger", ["Petra und Jan Krüger"]),
    ],
)
def test_a_text_names_several_where_each_part_is_surely_a_name(text: str, persons: list[str]) -> None:
    assert persons_in(text) == persons


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Frau Dr. Sabine Müller", "Dr. Sabine Müller"),
        ("Hr. Voß", "Voß"),
        ("Herrn Kai Lorenz", "Kai Lorenz"),
        ("Frauke Ohm", "Frauke Ohm"),
        ("Frau", "Frau"),
    ],
)
def test_a_form_of_address_is_no_part_of_a_name(name: str, plain: str) -> None:
    assert without_form_of_address(name) == plain


def test_two_contact_persons_in_a_cell_are_two_who_share_its_number() -> None:
    reading = read(
        ("Organisation", "Ansprechpartner", "Telefon"),
        ("Amt", "Petra Schulze, Jan Krüger", "0391 12"),
        ("Verein", "Frau Dr. Sabine Müller", ""),
    )
    assert [(one.actor, one.name, one.phone) for one in reading.contacts] == [
        ("Amt", "Petra Schulze", "0391 12"),
        ("Amt", "Jan Krüger", "0391 12"),
        ("Verein", "Dr. Sabine Müller", ""),
    ]


def test_two_persons_in_a_cell_of_organisations_are_kept_as_two() -> None:
    rows = [("Organisation", "AG"), ("Amt", "AG 1"), ("Petra Schulze, Jan Krüger", "AG 1")]
    reading = read(*rows, answers=Answers(persons=("Petra Schulze, Jan Krüger",)))
    assert [one.name for one in reading.contacts] == ["Petra Schulze", "Jan Krüger"]
    assert groups(reading) == [("Amt", "AG 1")]


def test_persons_in_a_column_of_groups_are_parted_without_asking() -> None:
    reading = read(("Organisation", "Mitglied in"), ("Amt", "Hans Apfelkern, Lotte Birnbaum"), ("Verein", "AG 1"))
    assert reading.groups == ("Hans Apfelkern", "Lotte Birnbaum", "AG 1")
    assert not asked(reading, "split")


def test_a_person_among_further_names_is_asked_about_and_goes_to_the_persons() -> None:
    rows = [("Organisation", "Weitere Namen"), ("Verein Alpha", "Trude Wollenweber; Alpha 2")]
    assert [(one.asked, one.must) for one in asked(read(*rows), "person")] == [("Trude Wollenweber", True)]
    reading = read(*rows, answers=Answers(persons=("Trude Wollenweber",)))
    assert [one.aliases for one in reading.actors] == [("Alpha 2",)]
    assert [(one.actor, one.name) for one in reading.contacts] == [("Verein Alpha", "Trude Wollenweber")]
