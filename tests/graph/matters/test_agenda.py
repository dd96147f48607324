"""Pinned matters: their order is kept as one change a step, and never touches a rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from graph.analysis import Analysis
from graph.errors import Conflict
from graph.load.files import load_ontology
from graph.matters.agenda import Agenda, Step, agenda_of, agendas, choose_meeting, moved, take_step, with_places
from graph.matters.matter import Matter
from graph.matters.sections import MatterSections, sections_of
from graph.model import Ref, Text
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE
from tests.graph.matters.test_matters import CITY, HERE
from tests.support.statements import add

NETWORK = BASE + "stadt/netzwerk"
FURTHER = "".join(
    f"""<stadt/g{number}> a netz:WorkingGroup ; skos:prefLabel "Runde {number}"@de ; {HERE} ; adms:status nk:demanded .
<stadt/f{number}> a netz:Demand, netz:Finding ; skos:prefLabel "Runde {number}"@de ; {HERE} ;
  netz:callsFor <stadt/g{number}> ; netz:raisedBy <stadt/ag1> .
"""
    for number in (1, 2)
)


@pytest.fixture(scope="module")
def matters() -> Iterator[list[Matter]]:
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, CITY + FURTHER)
    yield Analysis(opened).matters
    opened.close()


@pytest.fixture
def city(store: Store, matters: list[Matter]) -> City:
    load_ontology(store)
    return City(store, matters)


@dataclass
class City:
    """Matters, and the store that their order is kept in."""

    store: Store
    matters: list[Matter]

    @property
    def sections(self) -> MatterSections:
        return sections_of(with_places(self.matters, agendas(self.store)))

    @property
    def titles(self) -> list[str]:
        return [str(matter.title.de) for matter in self.sections.asked]

    def step(self, title: str, which: Step, mark: str | None = None) -> None:
        (matter,) = [one for one in self.matters if one.title.de == title]
        seen = agenda_of(NETWORK, agendas(self.store)).mark if mark is None else mark
        take_step(self.store, matter, which, present=self.matters, mark=seen, author="KO")


def test_a_pinned_matter_stands_first_and_keeps_its_rank(city: City) -> None:
    before = city.titles
    assert len(before) == 3
    city.step(before[2], "pin")
    first, *others = city.sections.asked
    assert (first.title.de, first.rank, first.pinned) == (before[2], 3, 1)
    assert [(one.title.de, one.rank, one.pinned) for one in others] == [(before[0], 1, None), (before[1], 2, None)]
    assert city.sections.for_a_meeting == (first,)


def test_pinned_matters_change_places_and_each_step_is_one_change_that_is_taken_back(city: City) -> None:
    one, two, three = city.titles
    for title in (three, two):
        city.step(title, "pin")
    assert city.titles == [three, two, one]
    before = city.store.revision
    city.step(two, "up")
    assert city.store.revision == before + 1
    assert city.titles == [two, three, one]
    city.step(two, "down")
    assert city.titles == [three, two, one]
    city.step(three, "unpin")
    assert city.titles == [two, one, three]
    city.store.undo(city.store.revision)
    assert city.titles == [three, two, one]


def test_who_saw_another_order_is_told_and_changes_nothing(city: City) -> None:
    one, two, _ = city.titles
    seen = agenda_of(NETWORK, agendas(city.store)).mark
    city.step(two, "pin", mark=seen)
    before = city.store.revision
    with pytest.raises(Conflict):
        city.step(one, "pin", mark=seen)
    assert city.store.revision == before


def test_what_is_answered_leaves_the_pinned_ones_and_moves_none_of_them(city: City) -> None:
    one, two, three = city.titles
    for title in (one, two, three):
        city.step(title, "pin")
    city.matters = [replace(found, state="no_need") if found.title.de == two else found for found in city.matters]
    assert [(found.title.de, found.pinned) for found in city.sections.asked] == [(one, 1), (three, 2)]
    city.step(three, "up")
    assert city.titles == [three, one]


def test_an_order_is_kept_for_a_meeting_until_nothing_is_left_of_it(city: City) -> None:
    meeting = Ref(BASE + "stadt/tagung", Text("Tagung"))
    choose_meeting(city.store, NETWORK, meeting, mark=Agenda().mark, author="KO")
    kept = agenda_of(NETWORK, agendas(city.store))
    assert kept == Agenda((), meeting.iri)
    choose_meeting(city.store, NETWORK, None, mark=kept.mark, author="KO")
    assert agendas(city.store) == {}


@pytest.mark.parametrize(
    ("which", "one", "after"),
    [("up", "a", "abcd"), ("up", "c", "cbad"), ("down", "c", "abdc"), ("down", "d", "abcd"), ("pin", "a", "bcda")],
)
def test_a_step_goes_past_what_is_not_shown(which: Step, one: str, after: str) -> None:
    assert "".join(moved("abcd", which, one, "acd")) == after
