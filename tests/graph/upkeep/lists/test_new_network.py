"""A new network from a list: valid, with its evidence, one address for each name."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing

import pytest

from graph.analysis import analysis_for
from graph.errors import Conflict, DataInvalid
from graph.load.files import load_ontology
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.load.spreadsheet.table import Table
from graph.protocol import Applied, Store
from graph.store.open import open_store
from graph.upkeep.forms.addresses import taken_among
from graph.upkeep.lists import compare, statements
from graph.upkeep.lists import take_over as take_over_of_lists
from graph.upkeep.lists.free_addresses import FreeAddresses
from graph.validate.report import validate_store
from tests.support.lists import take_over

TABLES: dict[str, Table] = {
    "Akteure": (
        ("Akteur", "Sektor", "Art", "Gruppe"),
        ("Amt", "Öffentliche Hand", "", "AG 1; AG 2"),
        ("Verein", "", "Verein", "AG 1"),
    ),
    "Verbindungen": (
        ("Von", "Zu", "Thema", "Stand", "Seit", "Bis"),
        ("Amt", "Verein", "Sprache", "geplant", "2026-02", "2027"),
    ),
}
NETWORK = NewNetwork("Übergänge", "Halle", "liste.xlsx")


def make(store: Store, tables: dict[str, Table], network: NewNetwork = NETWORK) -> Applied:
    return take_over(store, network, read_list(tables, Answers(), [], []), Answers(), "XY")


def test_a_network_from_a_list_meets_every_shape(store: Store) -> None:
    make(store, TABLES)
    assert [one for one in validate_store(store) if one.severity == "violation"] == []


@pytest.mark.parametrize("is_plain", [False, True])
def test_a_large_list_says_the_same_as_text(monkeypatch: pytest.MonkeyPatch, *, is_plain: bool) -> None:
    tables = {**TABLES, "Akteure": (*TABLES["Akteure"][:1], ("Amt", "", "Behörde", "AG 1"), ("Hof", "", "", "AG 2"))}
    persons = {"x": (("Organisation", "Thema", "Ansprechpartner"), ("Tafel", "Armut", "Ada Brandt"))}
    with closing(open_store("memory:", plain=is_plain)) as one, closing(open_store("memory:", plain=is_plain)) as other:
        for store in () if is_plain else (one, other):
            load_ontology(store)
        as_quads = make(one, tables | persons)
        monkeypatch.setattr(statements, "PIECE", 5)
        monkeypatch.setattr(take_over_of_lists, "_LARGE", 1)
        assert make(other, tables | persons) == as_quads
        assert sorted(other.dump().splitlines()) == sorted(one.dump().splitlines())


def test_state_period_groups_and_passage_are_as_the_rows_say(store: Store) -> None:
    make(store, TABLES)
    analysis = analysis_for(store, "uebergaenge")
    tie = next(tie for tie in analysis.ties if tie.kind == "Interface")
    assert (tie.state, tie.start, tie.end) == ("planned", "2026-02-01", "2027-12-31")
    assert (tie.start_precision, tie.end_precision) == ("month", "year")
    assert tie.evidence[0].document.label.de == "liste.xlsx"
    assert all(word in tie.evidence[0].quote for word in ("Amt", "Verein", "Sprache", "geplant", "2026-02", "2027"))
    assert {group.label.de for group in analysis.groups.values()} == {"AG 1", "AG 2"}


def test_a_second_network_of_the_same_name_is_refused(store: Store) -> None:
    make(store, TABLES)
    before = store.revision
    with pytest.raises(Conflict):
        make(store, TABLES)
    assert store.revision == before


def test_names_that_make_the_same_address_stay_two(store: Store) -> None:
    make(store, {"Akteure": (("Akteur",), ("Kita A & C",), ("Kita A C",), ("Töpferei ???",), ("Töpferei !!!",))})
    names = {actor.label.de for actor in analysis_for(store, "uebergaenge").actors.values()}
    assert {"Kita A & C", "Kita A C"} <= names


def test_the_store_is_asked_about_all_addresses_of_a_list_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(store: Store, iris: Collection[str]) -> set[str]:
        asked.append(len(iris))
        return taken_among(store, iris)

    monkeypatch.setattr(compare, "taken_among", counted)
    rows = [(f"Kita {number}", "AG 1; AG 2") for number in range(40)]
    make(store, {"Akteure": (("Akteur", "Gruppe"), *rows)})
    assert len(asked) < 10
    assert sum(asked) >= 40 + 80


def test_a_numbered_address_is_given_once_and_not_where_something_is_said_of_it() -> None:
    free = FreeAddresses({"urn:a", "urn:a-3"}.intersection)
    free.foresee(["urn:a", "urn:a-2"])
    assert [free.give(one) for one in ("urn:a-2", "urn:a", "urn:a")] == ["urn:a-2", "urn:a-4", "urn:a-5"]


def test_a_name_that_makes_no_address_is_refused(store: Store) -> None:
    with pytest.raises(DataInvalid):
        make(store, TABLES, NewNetwork("???", "", ""))
