"""Contact persons by form: each somebody of their own, among the persons alone, and taken back by one's own number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import Conflict, NotFound
from graph.load.lists.answers import Answers
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Store
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import list_persons
from graph.terms import BASE, FOAF
from graph.upkeep.contact_persons import (
    contact_persons,
    last_person_change,
    only_if_unchanged,
    person_change,
    read_person,
    take_back,
)
from graph.upkeep.forms.draft import FormDraft, draft_of_change, draft_of_new
from graph.upkeep.forms.entry import values_of
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.saving import change_of
from graph.upkeep.persons import erase_person
from tests.graph.upkeep.forms.entering import SAID
from tests.support.lists import listed, take_over
from tests.support.magdeburg import load_ontology
from tests.support.new_networks import make_network

PERSON, AMT = FOAF + "Person", BASE + "halle/jobcenter"
ADA: Mapping[str, Sequence[str]] = {
    "foaf:name": ["Ada Zwirnnysen"],
    "schema:worksFor": ["Jobcenter"],
    "schema:jobTitle": ["Teamleitung"],
    "schema:email": ["ada.zwirnnysen@amt.example"],
    "schema:telephone": ["0391 4455667"],
    "netz:purpose": ["Einladungen"],
    "netz:keepUntil": ["2027"],
}


def drafted(store: Store, values: Mapping[str, Sequence[str]]) -> FormDraft:
    return draft_of_new(store, form_for(store, PERSON), values, BASE + "halle/netzwerk")


def entered(store: Store, values: Mapping[str, Sequence[str]]) -> str:
    draft = drafted(store, values)
    assert draft.problems == []
    store.apply(change_of(store, draft, SAID, said="Kontaktperson"))
    return draft.iri


def changed(store: Store, iri: str, values: Mapping[str, Sequence[str]]) -> int:
    entry, form = read_person(store, iri), form_for(store, PERSON)
    seen = values_of(store, form, entry)
    draft = draft_of_change(store, form, entry, {**seen, **values}, seen)
    assert draft.problems == []
    change = change_of(store, draft, SAID, said="Kontaktperson")
    store.apply(only_if_unchanged(store, change, iri, entry.fingerprint))
    return last_person_change(store)


def with_halle(store: Store) -> EmbeddedStore:
    assert isinstance(store, EmbeddedStore)
    make_network(store, NewNetwork("Halle", "", ""), ["Jobcenter", "Stadtarchiv"])
    return store


@pytest.fixture
def halle(store: Store) -> EmbeddedStore:
    return with_halle(store)


@pytest.fixture
def in_folder(tmp_path: Path) -> Iterator[EmbeddedStore]:
    path = tmp_path / "store"
    with closing(EmbeddedStore(path, url=f"oxigraph:{path}")) as store:
        load_ontology(store)
        yield with_halle(store)


def test_who_is_entered_by_form_is_found_at_their_organisation(halle: EmbeddedStore) -> None:
    before = halle.dump(), halle.revision
    entered(halle, ADA)
    (one,) = contact_persons(halle, AMT)
    assert (one.name, one.function, one.mail) == ("Ada Zwirnnysen", "Teamleitung", "ada.zwirnnysen@amt.example")
    assert (one.phone, one.purpose, one.keep_until) == ("0391 4455667", "Einladungen", "2027-12-31")
    assert [line.works_for for line in list_persons(halle)] == [AMT]
    assert (halle.dump(), halle.revision) == before


def test_two_of_one_name_are_two_persons_and_no_address_names_them(halle: EmbeddedStore) -> None:
    given = {"foaf:name": ["Abel Unbekk"], "schema:worksFor": ADA["schema:worksFor"]}
    first, second = entered(halle, given), entered(halle, given)
    assert first != second
    assert len(contact_persons(halle, AMT)) == 2
    assert "abel" not in first
    assert first.startswith(BASE + "halle/person/")


def test_who_came_in_by_a_list_stands_in_the_form_and_is_met_again(store: Store) -> None:
    head = ("Akteur", "Gruppe", "Ansprechpartner", "Funktion", "E-Mail", "Telefon", "Zweck")
    row = ("Amt", "AG 1", "Ada Zwirnnysen", "Leitung", "ada@amt.example", "0391 4455667", "Einladungen")
    take_over(store, NewNetwork("Halle", "", "liste.xlsx"), listed(head, row), Answers(), "XY")
    (one,) = contact_persons(store, BASE + "halle/amt")
    values = values_of(store, form_for(store, PERSON), read_person(store, one.iri))
    assert [found for found in values.values() if found] == [
        ["Ada Zwirnnysen"], ["Amt"], ["Leitung"], ["ada@amt.example"], ["0391 4455667"], ["Einladungen"],
    ]  # fmt: skip
    changed(store, one.iri, {"schema:telephone": ["0391 999999"]})
    again = take_over(store, "halle", listed(head, row), Answers(), "XY", file="liste.xlsx")
    assert not again.added + again.removed + again.moved, "what was changed by hand stands"
    assert [one.phone for one in contact_persons(store, BASE + "halle/amt")] == ["0391 999999"]


def test_a_change_is_taken_back_by_its_own_number_and_no_public_change_with_it(halle: EmbeddedStore) -> None:
    before, iri = halle.revision, entered(halle, ADA)
    number = changed(halle, iri, {"schema:telephone": ["0391 999999"], "schema:jobTitle": []})
    mark = person_change(halle, number).mark
    take_back(halle, number, mark, "Kim")
    (one,) = contact_persons(halle, AMT)
    assert (one.phone, one.function) == ("0391 4455667", "Teamleitung")
    take_back(halle, 1, person_change(halle, 1).mark, "Kim")
    assert contact_persons(halle, AMT) == []
    assert halle.revision == before
    with pytest.raises(Conflict):
        take_back(halle, number, mark, "Kim")
    with pytest.raises(NotFound):
        person_change(halle, 99)


def test_who_was_changed_or_erased_meanwhile_is_not_written_over(in_folder: EmbeddedStore) -> None:
    iri = entered(in_folder, ADA)
    entry, form = read_person(in_folder, iri), form_for(in_folder, PERSON)
    seen = values_of(in_folder, form, entry)
    draft = draft_of_change(in_folder, form, entry, {**seen, "schema:jobTitle": ["Leitung"]}, seen)
    mine = only_if_unchanged(in_folder, change_of(in_folder, draft, SAID), iri, entry.fingerprint)
    number = changed(in_folder, iri, {"schema:telephone": ["0391 999999"]})
    mark = person_change(in_folder, number).mark
    with pytest.raises(Conflict):
        in_folder.apply(mine)
    erase_person(in_folder, iri)
    with pytest.raises(NotFound):
        in_folder.apply(mine)
    with pytest.raises((Conflict, NotFound)):
        take_back(in_folder, number, mark, "Kim")
    assert list_persons(in_folder) == []


WRONG = (
    ("schema:email", "ada.amt.example"),
    ("schema:email", "ada @amt.example"),
    ("schema:email", "a@" + "b" * 10_000),
    ("foaf:name", "Ä" * 10_000),
    ("schema:telephone", "1" * 10_000),
    ("netz:purpose", "x" * 10_000),
    ("netz:keepUntil", "bald"),
    ("schema:worksFor", "Amt, das es nicht gibt"),
)


def test_what_cannot_be_taken_is_said_at_its_field(halle: EmbeddedStore) -> None:
    for field, text in WRONG:
        assert [one.key for one in drafted(halle, {**ADA, field: [text]}).problems] == [field], text[:20]


def test_a_person_without_name_and_number_is_nobody(halle: EmbeddedStore) -> None:
    assert drafted(halle, {"schema:jobTitle": ["Leitung"]}).problems
    assert not drafted(halle, {"schema:email": ["leitung@amt.example"]}).problems
