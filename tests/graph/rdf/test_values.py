"""Which day, number or truth value a literal stands for; what the shapes let pass can be read."""

from __future__ import annotations

from typing import get_args

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Unreadable, UnreadableReason
from graph.rdf.quad_text import text_of
from graph.rdf.values import (
    LARGEST,
    SMALLEST,
    UnreadableError,
    find_unreadable,
    in_words,
    read_day,
    read_number,
    read_offset,
    read_resource,
    read_text,
    read_truth,
)
from graph.terms import BASE, NETZ, OA, SCHEMA, SKOS, XSD
from graph.validate.report import violations_in
from graph.validate.shape_paths import read_shapes
from tests.support.odd_values import terms


def literal(text: str, datatype: str = "string") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-11-30", ("2016-11-30", ""), ("2016-11-30", "")),
        ("2016-11-30Z", ("2016-11-30", ""), ("2016-11-30", "")),
        ("2016-11-30+14:00", ("2016-11-30", ""), ("2016-11-30", "")),
        ("2016-11-30T23:59:59.5-05:00", ("2016-11-30", ""), ("2016-11-30", "")),
        (" 2016-11-30\n", ("2016-11-30", ""), ("2016-11-30", "")),
        ("2016-02", ("2016-02-01", "month"), ("2016-02-29", "month")),
        ("1900-02", ("1900-02-01", "month"), ("1900-02-28", "month")),
        ("2016", ("2016-01-01", "year"), ("2016-12-31", "year")),
        ("2016-05:00", ("2016-01-01", "year"), ("2016-12-31", "year")),
        ("2016-11Z", ("2016-11-01", "month"), ("2016-11-30", "month")),
        ("0001-01-01", ("0001-01-01", ""), ("0001-01-01", "")),
        ("9999", ("9999-01-01", "year"), ("9999-12-31", "year")),
    ],
)
@pytest.mark.parametrize("datatype", ["date", "dateTime", "gYear", "gYearMonth", "string", "integer"])
def test_day(text: str, first: tuple[str, str], last: tuple[str, str], datatype: str) -> None:
    assert (read_day(literal(text, datatype)), read_day(literal(text, datatype), last=True)) == (first, last)


def test_day_with_a_language_is_that_day() -> None:
    assert read_day(ox.Literal("2016-11-30", language="de")) == ("2016-11-30", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, "no_day") for text in ("offen", "", "01.02.2015", "11/30/2016", "16", "20161130x", "2016-W48-3")),
        *((text, "no_day") for text in ("2016-11-30T25:00:00", "2016-11-30T10", "٢٠١٦-11-30", "2016-1-1", "--11-30")),
        *((text, "no_such_day") for text in ("2016-02-30", "2015-02-29", "1900-02-29", "2016-04-31", "2016-13-01")),
        *((text, "no_such_day") for text in ("2016-00-01", "2016-11-00", "2016-13")),
        *((text, "year_out_of_range") for text in ("0000-01-01", "0000", "10000-01-01", "-0044-03-15", "20161130")),
    ],
)
def test_no_day(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read_day(literal(text, "date"))
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2.0),
        ("2.50", 2.5),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("0", 0.0),
        ("-0.0", 0.0),
        ("1e-400", 0.0),
        (" 7\n", 7.0),
    ],
)
def test_number(text: str, number: float) -> None:
    assert str(read_number(literal(text, "decimal"))) == str(number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, "no_number") for text in ("3,5", "hoch", "", "NaN", "INF", "-INF", "1_000", "0x10", "٣", "½", "1 0")),
        *((text, "number_out_of_range") for text in ("-1", "1e400", "1e308", "1000000001", "1e-10", "9" * 5000)),
    ],
)
def test_no_number(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read_number(literal(text, "double"))
    assert error.value.reason == reason


@given(st.floats(SMALLEST, LARGEST))
def test_numbers_can_be_calculated_with(number: float) -> None:
    read = read_number(literal(repr(number), "double"))
    assert read == number
    assert 1 / read <= 1 / SMALLEST


def test_offset_and_truth() -> None:
    assert (read_offset(literal("3", "nonNegativeInteger")), read_offset(literal("3.0", "decimal"))) == (3, 3)
    assert [read_truth(literal(text, "boolean")) for text in ("true", "1", "false", "0")] == [True, True, False, False]
    for read, text, reason in ((read_offset, "3.5", "no_whole_number"), (read_truth, "ja", "no_truth")):
        with pytest.raises(UnreadableError) as error:
            read(literal(text))
        assert error.value.reason == reason


def test_resource_and_text_are_not_taken_for_each_other() -> None:
    for term in (ox.NamedNode("urn:x"), ox.BlankNode("b")):
        assert read_resource(term) == (term.value if isinstance(term, ox.NamedNode) else "_:b")
        with pytest.raises(UnreadableError, match="text_expected"):
            read_text(term)
        with pytest.raises(UnreadableError, match="text_expected"):
            read_day(term)
    with pytest.raises(UnreadableError, match="resource_expected"):
        read_resource(literal("Jobcenter"))


def test_every_reason_is_said_in_both_languages_with_what_to_do() -> None:
    for reason in get_args(UnreadableReason):
        said = in_words(reason)
        assert "Bitte" in said.de
        assert "lease" in said.en


def quads() -> list[ox.Quad]:
    place, graph = ox.NamedNode(BASE + "stadt/s1"), ox.NamedNode(BASE + "stadt/graph/x")
    values: list[tuple[str, ox.Literal | ox.NamedNode]] = [
        (NETZ + "weight", literal("3,5")),
        (NETZ + "weight", literal("2.0", "decimal")),
        (NETZ + "party", literal("Jobcenter")),
        (NETZ + "party", ox.NamedNode(BASE + "stadt/amt")),
        (SKOS + "prefLabel", ox.NamedNode("urn:x")),
        (SKOS + "prefLabel", literal("Absprache")),
        (SCHEMA + "endDate", literal("offen")),
        (OA + "start", literal("Seite 3")),
        (NETZ + "number", literal("ca. 15")),
    ]
    return [ox.Quad(place, ox.NamedNode(predicate), value, graph) for predicate, value in values]


def test_what_cannot_be_read_is_named_once_in_quads_and_in_text() -> None:
    found = find_unreadable([*quads(), *quads()])
    assert find_unreadable(text_of(quads())) == found
    iri = BASE + "stadt/s1"
    assert set(found) == {
        Unreadable(iri, NETZ + "weight", "3,5", "no_number"),
        Unreadable(iri, NETZ + "party", "Jobcenter", "resource_expected"),
        Unreadable(iri, SKOS + "prefLabel", "urn:x", "text_expected"),
        Unreadable(iri, SCHEMA + "endDate", "offen", "no_day"),
        Unreadable(iri, OA + "start", "Seite 3", "no_number"),
    }


CHECKED = ("weight", "edgeWeight", "edgeDirected", "party", "startDate", "endDate", "start", "end")


@settings(max_examples=5, deadline=None, derandomize=True)
@given(st.lists(terms([BASE + "stadt/amt"]), min_size=60, max_size=60))
def test_what_no_shape_refuses_can_be_read(values: list[ox.Literal | ox.NamedNode]) -> None:
    """Of properties whose values are days, numbers, truth values or parties, wherever they stand."""
    properties = [NETZ + name for name in CHECKED[:4]] + [SCHEMA + name for name in CHECKED[4:6]]
    properties += [OA + name for name in CHECKED[6:]]
    graph, stated = rdflib.Graph(), []
    for number, value in enumerate(values):
        for place, property_iri in enumerate(properties):
            subject = ox.NamedNode(f"urn:x:{number}:{place}")
            stated.append(ox.Quad(subject, ox.NamedNode(property_iri), value))
            graph.add((rdflib.URIRef(subject.value), rdflib.URIRef(property_iri), as_rdflib(value)))
    found = violations_in(graph, read_shapes())
    refused = {one.focus.iri for one in found if one.severity == "violation"}
    assert {one.resource for one in find_unreadable(stated)} <= refused


def as_rdflib(term: ox.Literal | ox.NamedNode) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
