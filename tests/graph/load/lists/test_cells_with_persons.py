"""Persons in the cells of names are kept where persons are kept: nothing that everybody reads names them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.load.lists.beside_names import name_said, without_persons
from graph.load.lists.entries import ListReading
from graph.terms import SCHEMA
from tests.graph.load.lists.cells_with_persons import CELLS, FURTHER_CELLS, NAMES, OPEN_CELLS
from tests.support.readings import asked, read


def as_name(cell: str) -> ListReading:
    return read(("Akteur", "Telefon"), (cell, ""), ("Tafel Elm", ""))


def as_partner(cell: str) -> ListReading:
    return read(("Akteur", "Kooperiert mit"), ("Tafel Elm", cell))


def public(reading: ListReading) -> str:
    """All that everybody would read of the actors and ties of a list."""
    texts = [text for one in reading.actors for text in (one.name, one.note, one.part_of, *one.aliases, *one.topics)]
    texts += [text for one in reading.actors for values in (one.literals or {}).values() for text in values]
    texts += [text for one in reading.ties for text in (one.source, one.target, one.topic, one.note)]
    return " | ".join((*texts, *reading.added, *reading.groups))


@pytest.mark.parametrize("read_as", [as_name, as_partner])
@pytest.mark.parametrize(("cell", "persons"), [*CELLS, *FURTHER_CELLS])
def test_a_person_in_a_cell_is_public_nowhere_and_lost_nowhere(
    cell: str, persons: tuple[str, ...], read_as: Callable[[str], ListReading]
) -> None:
    reading = read_as(cell)
    if any(question.must for kind in ("person", "split") for question in asked(reading, kind)):
        return  # asked before anything is stored
    kept = " | ".join(f"{one.name} {one.email}" for one in reading.contacts)
    for person in persons:
        assert person not in public(reading)
        assert person in kept


@pytest.mark.parametrize("cell", [cell for cell, _persons in CELLS])
def test_a_passage_names_them_neither(cell: str) -> None:
    said = name_said(cell)
    assert without_persons(cell) == said.name
    assert not any(one.name and one.name in without_persons(cell) for one in said.persons)


@pytest.mark.parametrize("name", [*NAMES, *OPEN_CELLS])
def test_an_organisation_that_is_called_like_a_person_stays_called_so(name: str) -> None:
    assert name_said(name).name == name


def test_none_of_the_first_cells_is_asked_about() -> None:
    assert [cell for cell, _persons in CELLS if asked(as_name(cell), "person")] == []


def test_a_person_in_a_line_of_their_own_is_apart_from_the_name() -> None:
    reading = read(("Akteur", "Telefon"), ("Hospiz-\nverein\nFrau Moor", ""), ("Amt für\nSoziales", ""))
    assert [one.name for one in reading.actors] == ["Hospizverein", "Amt für Soziales"]
    assert [(one.actor, one.name) for one in reading.contacts] == [("Hospizverein", "Moor")]


@pytest.mark.parametrize("cell", ["Chor Elm, c/o Sabine Moor, Am Weg 3", "Chor Elm (c/o Sabine Moor, Am Weg 3)"])
def test_the_address_of_a_person_is_named_and_not_kept(cell: str) -> None:
    reading = read(("Akteur",), (cell,))
    assert [(one.name, one.literals) for one in reading.actors] == [("Chor Elm", None)]
    assert [(one.name, one.function) for one in reading.contacts] == [("Sabine Moor", "c/o")]
    assert [one.what for one in reading.left_out] == ["Chor Elm: Am Weg 3"]


def test_numbers_and_addresses_of_mail_go_to_the_person_they_stand_behind() -> None:
    (contact,) = read(("Akteur",), ("Bildungswerk, Kontakt: p.ast@werk.example, Herr Ast, 0391 123456",)).contacts
    assert (contact.name, contact.email, contact.phone) == ("Ast", "p.ast@werk.example", "0391 123456")
    said = name_said("Tafel (seit 2023 Frau Moor, vorher Herr Ast)")
    assert [(one.name, one.function) for one in said.persons] == [("Frau Moor", "seit 2023"), ("Herr Ast", "vorher")]
    assert name_said("IHK - Fr. Moor/Hr. Ast; info@ihk.example").persons[1].email == "info@ihk.example"


def test_an_address_at_a_persons_place_is_neither_kept_nor_quoted() -> None:
    reading = read(("Akteur", "Adresse"), ("Chor", "c/o Sabine Moor, Am Weg 3"), ("Rat", "c/o Stadt Elm, Markt 1"))
    assert [one.literals for one in reading.actors] == [None, {SCHEMA + "address": ("c/o Stadt Elm, Markt 1",)}]
    assert [(one.actor, one.name, one.function) for one in reading.contacts] == [("Chor", "Sabine Moor", "c/o")]
    assert [one.what for one in reading.left_out] == ["Chor: Am Weg 3"]
    assert without_persons("c/o Sabine Moor, Am Weg 3") == ""
