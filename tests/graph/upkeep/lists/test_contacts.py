"""Contact persons of a list lie with the persons: nowhere else is a byte of them."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pytest

from graph.analysis import analysis_for
from graph.errors import DataInvalid
from graph.export.formats import FORMATS, write
from graph.export.make_content import content_of
from graph.load.lists.answers import Answers
from graph.load.lists.entries import ListReading
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Limits, Store
from graph.store.embedded import EmbeddedStore
from graph.store.person_records import describe_person, list_persons, person_record
from graph.terms import BASE
from graph.upkeep.lists.compare import compare
from graph.upkeep.lists.contacts import contacts_of
from tests.support.lists import listed, take_over

HEAD = ("Akteur", "Gruppe", "Ansprechpartner", "Funktion", "E-Mail", "Telefon", "Zweck")
AMT = ("Amt", "AG 1", "Petra Zwirnnysen", "Leitung", "p.zwirnnysen@amt.example", "0391 4455667", "Einladungen")
ROWS = (HEAD, AMT, ("Verein", "AG 1", "", "", "", "", ""))
NETWORK = NewNetwork("Halle", "", "liste.xlsx")
TELLING = (b"wirnnysen", b"4455667")


@pytest.fixture
def halle(store: Store) -> EmbeddedStore:
    assert isinstance(store, EmbeddedStore)
    take_over(store, NETWORK, listed(*ROWS), Answers(), "XY")
    return store


def again(store: Store, *rows: tuple[str, ...]) -> int:
    applied = take_over(store, "halle", listed(*rows), Answers(), "XY", file="liste.xlsx")
    return applied.added + applied.removed + applied.moved


def test_a_contact_is_listed_with_purpose_function_and_organisation(halle: EmbeddedStore) -> None:
    (line,) = list_persons(halle)
    assert (line.name, line.purpose) == ("Petra Zwirnnysen", "Einladungen")
    said = {one.predicate.rpartition("/")[2]: one.value for one in person_record(halle, line.iri).statements}
    assert said["jobTitle"] == "Leitung"
    assert said["email"] == "p.zwirnnysen@amt.example"
    assert said["worksFor"].endswith("/halle/amt")


def test_nothing_of_a_contact_is_in_public(halle: EmbeddedStore) -> None:
    public = [halle.dump(), "".join(map(str, halle.history())).encode()]
    content = content_of(analysis_for(halle, "halle"))
    public += [write(form, content) for form in FORMATS if form.module and form.is_available and form.name != "parquet"]
    query = "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"
    public.append(halle.answer(query, ["text/csv"], limits=Limits()).body)
    for text in public:
        assert not any(word in text for word in TELLING)
    evidence = [one.quote for actor in analysis_for(halle, "halle").actors.values() for one in actor.evidence]
    assert sorted(evidence) == ["Amt\tAG 1", "Verein\tAG 1"]


def test_the_same_contacts_twice_are_no_change(halle: EmbeddedStore) -> None:
    assert again(halle, *ROWS) == 0
    assert len(list_persons(halle)) == 1


def test_a_new_number_of_somebody_known_is_a_change_and_nobody_new(halle: EmbeddedStore) -> None:
    row = (*AMT[:5], "0391 999 8877", AMT[6])
    found = compare(halle, "halle", listed(HEAD, row, ROWS[2]), Answers())
    assert (found.sums.contacts, found.sums.changed, found.sums.new) == (1, 1, 0)
    assert again(halle, HEAD, row, ROWS[2])
    assert len(list_persons(halle)) == 1
    assert again(halle, HEAD, row, ROWS[2]) == 0


def test_what_was_said_of_somebody_by_hand_stands(halle: EmbeddedStore) -> None:
    describe_person(halle, list_persons(halle)[0].iri, purpose="Notfälle", keep_until="2030-01-01", author="KO")
    assert again(halle, *ROWS) == 0
    assert list_persons(halle)[0].purpose == "Notfälle"


def test_taking_the_import_back_forgets_its_contacts(store: Store) -> None:
    assert isinstance(store, EmbeddedStore)
    applied = take_over(store, NETWORK, listed(*ROWS), Answers(), "XY")
    store.undo(applied.revision)
    assert list_persons(store) == []


def test_contacts_alone_are_a_change_that_can_be_taken_back(halle: EmbeddedStore) -> None:
    before = halle.revision
    assert again(halle, HEAD, AMT, ("Verein", "AG 1", "Ada Brandt", "", "", "", ""))
    assert halle.revision == before + 1
    halle.undo(halle.revision)
    assert [line.name for line in list_persons(halle)] == ["Petra Zwirnnysen"]


def test_a_person_among_the_organisations_is_no_actor_and_no_address(store: Store) -> None:
    assert isinstance(store, EmbeddedStore)
    reading = listed(("Akteur", "Gruppe"), ("Amt", "AG 1"), ("Lore Ipsum", "AG 1"))
    take_over(store, NETWORK, reading, Answers(persons=("Lore Ipsum",)), "XY")
    assert [line.name for line in list_persons(store)] == ["Lore Ipsum"]
    assert b"psum" not in store.dump()
    assert {one.label.de for one in analysis_for(store, "halle").actors.values()} == {"Amt"}


PRACTICE = ("Kinderarztpraxis Dr. Zwirnnysen", "AG 1", "Dr. Ulrich Zwirnnysen", "", "", "", "")


@pytest.mark.parametrize("contact", ["Dr. Ulrich Zwirnnysen", ""])
def test_a_practice_called_after_a_contact_person_is_public_and_comes_to_rest(store: Store, contact: str) -> None:
    practice = (*PRACTICE[:2], contact, *PRACTICE[3:])
    rows = (HEAD, practice, ("Amt", "AG 1", "Dr. Ulrich Zwirnnysen", "", "", "", ""))
    take_over(store, NETWORK, listed(*rows), Answers(), "XY")
    assert "Kinderarztpraxis Dr. Zwirnnysen" in {one.label.de for one in analysis_for(store, "halle").actors.values()}
    assert again(store, *rows) == 0


def test_a_practice_is_public_where_its_doctor_was_known_before(halle: EmbeddedStore) -> None:
    rows = (*ROWS, ("Praxis Petra Zwirnnysen", "AG 1", "", "", "", "", ""))
    again(halle, *rows)
    assert "Praxis Petra Zwirnnysen" in {one.label.de for one in analysis_for(halle, "halle").actors.values()}
    assert again(halle, *rows) == 0


@pytest.mark.parametrize("name", ["Frau Zwirnnysen", "Petra Zwirnnysen, Jugendamt", "Beratung durch Petra Zwirnnysen"])
def test_a_name_that_speaks_of_a_person_is_named_and_not_taken_over(store: Store, name: str) -> None:
    rows = (*ROWS, (name, "AG 1", "", "", "", "", ""))
    reading = listed(*rows)
    assert compare(store, "halle", reading, Answers()).hidden == (name,)
    take_over(store, NETWORK, reading, Answers(), "XY")
    assert b"wirnnysen" not in store.dump()
    taken = take_over(store, "halle", reading, Answers(), "XY", file="liste.xlsx")
    assert taken.added + taken.removed + taken.moved == 0


def test_a_remark_that_names_a_contact_person_is_kept_apart_once(store: Store) -> None:
    rows = ((*HEAD, "Bemerkung"), (*AMT, "fragt Frau Zwirnnysen"))
    take_over(store, NETWORK, listed(*rows), Answers(), "XY")
    assert b"wirnnysen" not in store.dump()
    assert again(store, *rows) == 0


def test_an_organisation_called_after_a_known_person_has_a_number_for_an_address(halle: EmbeddedStore) -> None:
    again(halle, *ROWS, ("Praxis Petra Zwirnnysen", "AG 1", "", "", "", "", ""))
    assert b"praxis-petra" not in halle.dump()


def test_a_store_elsewhere_takes_no_contacts() -> None:
    with pytest.raises(DataInvalid):
        contacts_of(io.BytesIO(), "halle", listed(*ROWS), Answers(), str)  # type: ignore[arg-type]


def test_a_contact_without_an_organisation_is_looked_for_in_her_own_network(halle: EmbeddedStore) -> None:
    rows = (("Akteur", "Ansprechpartner", "E-Mail"), ("", "Petra Zwirnnysen", "petra@b.example"))
    other = listed(("Akteur",), ("Kammer",))
    reading = replace(other, contacts=listed(*rows).contacts[:1])
    reading = replace(reading, contacts=tuple(replace(one, actor="") for one in reading.contacts))
    found = contacts_of(halle, "brandis", reading, Answers(), lambda _: "")
    assert (found.number_new, found.number_changed, found.remove) == (1, 0, ())
    assert contacts_of(halle, "halle", reading, Answers(), lambda _: "").number_changed == 1


def test_three_thousand_contacts_with_another_purpose_take_seconds(store: EmbeddedStore) -> None:
    def reading(purpose: str) -> ListReading:
        return listed(HEAD, *((f"Amt {n}", "", f"Petra Zwirnnysen{n}", "", "", "", purpose) for n in range(3_000)))

    take_over(store, NETWORK, reading("Einladungen"), Answers(), "XY")
    begun = time.process_time()
    found = contacts_of(store, "halle", reading("Rundbrief"), Answers(), lambda name: f"{BASE}halle/amt-{name[4:]}")
    assert found.number_changed == 3_000
    assert time.process_time() - begun < 3
