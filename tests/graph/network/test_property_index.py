"""The property index gives what was read and raises for what was not; odd values are left out and listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.network.model_reader import read_model
from graph.network.property_index import PropertyIndex, PropertyNotReadError
from graph.network.read_properties import read_property_index
from graph.protocol import Store
from graph.query.memory_copy import memory_copy
from graph.terms import BASE, NETZ, OA, SCHEMA, SKOS
from tests.support.statements import add

AMT, S1 = BASE + "stadt/amt", BASE + "stadt/s1"
TIE = "<stadt/s1> a netz:Interface ; netz:party <stadt/amt>, <stadt/verein> ; adms:status nk:exists "
ASKED: dict[str, Callable[[PropertyIndex, str], object]] = {
    "objects": lambda index, name: index.objects(AMT, name),
    "first": lambda index, name: index.first(AMT, name),
    "texts": lambda index, name: index.texts(AMT, name),
    "text": lambda index, name: index.text(AMT, name),
    "days": lambda index, name: index.days(AMT, name),
    "day": lambda index, name: index.day(AMT, name),
    "number": lambda index, name: index.number(AMT, name),
    "subjects": lambda index, name: index.subjects(name),
    "values_of": lambda index, name: index.values_of(name),
}


@pytest.mark.parametrize("asked", ASKED)
def test_property_that_is_not_read_is_no_empty_answer(store: Store, asked: str) -> None:
    with pytest.raises(PropertyNotReadError, match="nextField"):
        ASKED[asked](read_property_index(memory_copy(store)), NETZ + "nextField")


@pytest.mark.parametrize(
    ("asked", "name"), [("text", NETZ + "party"), ("first", NETZ + "weight"), ("number", OA + "exact")]
)
def test_property_that_is_read_as_another_kind_of_value_is_no_empty_answer(store: Store, asked: str, name: str) -> None:
    with pytest.raises(PropertyNotReadError):
        ASKED[asked](read_property_index(memory_copy(store)), name)


def test_property_that_nobody_has_is_an_empty_answer(store: Store) -> None:
    index = read_property_index(memory_copy(store))
    assert (index.objects(AMT, NETZ + "party"), index.first(AMT, NETZ + "party")) == ((), "")
    assert (index.text(AMT, SKOS + "altLabel"), index.day(AMT, SCHEMA + "endDate")) == ("", ("", ""))
    assert index.number(AMT, NETZ + "weight") is None


@pytest.mark.parametrize(
    ("stated", "weight", "period"),
    [
        ("netz:weight '3,5'", 1.0, ("", "", "", "")),
        ("netz:weight '3,5', 2.5", 2.5, ("", "", "", "")),
        ("netz:weight 0", 0.0, ("", "", "", "")),
        ("netz:weight 'INF'^^xsd:double", 1.0, ("", "", "", "")),
        ("schema:startDate '2015'^^xsd:gYear", 1.0, ("2015-01-01", "year", "", "")),
        ("schema:endDate '2015'^^xsd:gYear", 1.0, ("", "", "2015-12-31", "year")),
        ("schema:endDate '2016-02'", 1.0, ("", "", "2016-02-29", "month")),
        ("schema:endDate '2016-02-30'^^xsd:date", 1.0, ("", "", "", "")),
        ("schema:startDate 'seit 2015', '2015-03-01T10:00:00Z'^^xsd:dateTime", 1.0, ("2015-03-01", "", "", "")),
        (
            "schema:startDate '2015-03-01'^^xsd:date ; netz:startPrecision nk:approximate",
            1.0,
            ("2015-03-01", "approximate", "", ""),
        ),
    ],
)
def test_tie_keeps_what_can_be_read(store: Store, stated: str, weight: float, period: tuple[str, ...]) -> None:
    add(store, f"{TIE} ; {stated} .")
    tie = read_model(store).ties[S1]
    assert tie.weight == weight
    assert (tie.start, tie.start_precision, tie.end, tie.end_precision) == period


def test_model_names_what_was_left_out_once(store: Store) -> None:
    assert read_model(store).unreadable == ()
    add(store, f"{TIE} ; netz:weight 'hoch' ; netz:party 'Kammer' ; schema:endDate 'offen' .")
    add(store, f"{TIE} ; netz:weight 'hoch' ; netz:note 'hoch' .", graph="stadt/graph/zweite")
    found = [(one.resource, one.property, one.value, one.reason) for one in read_model(store).unreadable]
    assert found == [
        (S1, SCHEMA + "endDate", "offen", "no_day"),
        (S1, NETZ + "party", "Kammer", "resource_expected"),
        (S1, NETZ + "weight", "hoch", "no_number"),
    ]


def test_value_that_was_mended_is_no_longer_named(store: Store) -> None:
    add(store, f"{TIE} ; schema:endDate 'offen' .")
    assert len(read_model(store).unreadable) == 1
    store.undo(store.revision)
    assert read_model(store).unreadable == ()


@pytest.mark.parametrize(
    "stated",
    ["netz:edgeFrom 'wer'", "netz:edgeFrom skos:prefLabel ; netz:edgeTo skos:prefLabel", "netz:edgeFrom netz:party"],
)
def test_kind_of_tie_that_is_half_declared_stops_nothing(store: Store, stated: str) -> None:
    add(store, f"netz:Halb rdfs:subClassOf netz:Tie ; {stated} ; netz:edgeWeight 'viel' ; netz:edgeDirected 'ja' .")
    add(store, f"<stadt/h> a netz:Halb ; netz:party <stadt/amt>, <stadt/verein> . {TIE} .")
    model = read_model(store)
    assert [party.iri for party in model.ties[S1].parties] == [AMT, BASE + "stadt/verein"]
    assert model.kinds["Halb"].weight == 1.0
    assert {"viel", "ja"} <= {one.value for one in model.unreadable}
