"""Rules compare days as text and say what `Period` says, whatever the data write for a day; the copy keeps what is
written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.query.memory_copy import memory_copy
from graph.query.named import run_query
from graph.store.open import open_store
from graph.terms import BASE, NETZ, SCHEMA
from graph.text import name
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

HOLDS = """PREFIX schema: <https://schema.org/> PREFIX netz: <https://w3id.org/akteursnetz/ns#>
SELECT DISTINCT ?tie WHERE {{
  VALUES ?date {{ "{day}"^^<http://www.w3.org/2001/XMLSchema#date> }} ?tie a netz:Interface . {holds}
}}"""
IDIOMS = {
    "not exists": """FILTER(!BOUND(?date) || NOT EXISTS { ?tie schema:startDate ?from FILTER(STR(?from) > STR(?date)) })
        FILTER(!BOUND(?date) || NOT EXISTS { ?tie schema:endDate ?until FILTER(STR(?until) < STR(?date)) })""",
    "coalesce": """OPTIONAL { ?tie schema:startDate ?from } OPTIONAL { ?tie schema:endDate ?until }
        FILTER(COALESCE(STR(?from) <= STR(?date), true) && COALESCE(STR(?until) >= STR(?date), true))""",
    "as dates": """OPTIONAL { ?tie schema:startDate ?from } OPTIONAL { ?tie schema:endDate ?until }
        FILTER((!BOUND(?from) || ?from <= ?date) && (!BOUND(?until) || ?until >= ?date))""",
}
"""How the shipped rules ask whether something held, and how somebody's own rule may."""

YEARS = st.integers(2014, 2018)
WHOLE = st.dates(date(2014, 1, 1), date(2018, 12, 31)).map(date.isoformat)
ODD = st.sampled_from(["offen", "", "2016-02-30", "0000-01-01", "2016-13", "30.11.2016", "12016-01-01", " 2016 "])
WRITTEN = st.one_of(
    WHOLE,
    YEARS.map(str),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    WHOLE.map("{}T08:00:00".format),
    WHOLE.map("{}Z".format),
    ODD,
)
DATATYPES = st.sampled_from(["", "^^xsd:date", "^^xsd:gYear", "^^xsd:gYearMonth", "^^xsd:dateTime"])
VALUES = st.builds('"{}"{}'.format, WRITTEN, DATATYPES)
PRECISIONS = st.sampled_from(["", "nk:day", "nk:month", "nk:year", "nk:approximate", "nk:decade", '"year"'])


@st.composite
def ties(draw: st.DrawFn, most: int = 2) -> str:
    """Statements on up to five ties: none, one or several values on each side, and precisions."""
    lines = []
    for number in range(draw(st.integers(1, 5))):
        lines.append(f"<stadt/s{number}> a netz:Interface ; adms:status nk:exists .")
        for side in ("start", "end"):
            values = draw(st.lists(VALUES, max_size=most))
            lines += [f"<stadt/s{number}> schema:{side}Date {value} ." for value in values]
            if precision := draw(PRECISIONS):
                lines.append(f"<stadt/s{number}> netz:{side}Precision {precision} .")
    return "\n".join(lines)


def days_around(store: Store) -> set[str]:
    """The first and last days of the model's periods, and the days beside them."""
    found = {"2016-06-15"}
    for tie in read_model(store).ties.values():
        for day in filter(None, (tie.period.first_day, tie.period.last_day)):
            found |= {(date.fromisoformat(day) + timedelta(days=step)).isoformat() for step in (-1, 0, 1)}
    return found


@given(ties())
@settings(max_examples=60, deadline=None)
def test_rules_and_model_say_the_same_of_every_day(statements: str) -> None:
    store = open_store("memory:")
    add(store, statements)
    copy, known = memory_copy(store), read_model(store).ties
    for day, (idiom, holds) in product(days_around(store), IDIOMS.items()):
        found = {name(row["tie"]) for row in copy.select(HOLDS.format(day=day, holds=holds))}
        assert found == {tie.iri for tie in known.values() if tie.period.holds_on(day)}, (idiom, day)
    assert {str(quad) for quad in copy.written()} == {
        str(quad) for quad in ox.parse(store.dump(), ox.RdfFormat.N_QUADS)
    }
    store.close()


@given(ties(most=1).filter(lambda statements: not any(odd in statements for odd in ('" 2016 "', '"0000'))))
@settings(max_examples=60, deadline=None)
def test_ready_questions_say_the_same_of_what_has_one_start_and_one_end(statements: str) -> None:
    """But for blanks around a date and the year 0, which the questions take as no date and as one."""
    store = open_store("memory:")
    load_ontology(store)
    parties = " ".join(f"<stadt/s{number}> netz:party <stadt/amt> ; netz:inNetwork <stadt/n> ." for number in range(5))
    add(store, statements + parties)
    known = [tie for tie in read_model(store).ties.values() if "/stadt/s" in tie.iri and tie.start + tie.end]
    for day in days_around(store):
        rows = run_query(store, "ties-of-actor-at-date", actor=BASE + "stadt/amt", date=day)
        found = {name(row["tie"]) for row in rows}
        assert {tie.iri for tie in known} & found == {tie.iri for tie in known if tie.period.holds_on(day)}, day
        counted = run_query(store, "ties-at-date", network=BASE + "stadt/n", date=day)
        assert sum(int(name(row["ties"])) for row in counted) == len(found)
    store.close()


@pytest.fixture
def odd() -> Iterator[Store]:
    store = open_store("memory:")
    yield store
    store.close()


def whole_days(store: Store, side: str) -> list[str]:
    rows = memory_copy(store).select(f"SELECT ?day {{ <{BASE}stadt/s> <{SCHEMA}{side}Date> ?day }}")
    return [name(row["day"]) for row in rows]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("'2016-03-10'^^xsd:date", ["2016-03-10"], ["2016-03-10"]),
        ("'2016'^^xsd:gYear", ["2016-01-01"], ["2016-12-31"]),
        ("'2016-02'^^xsd:gYearMonth", ["2016-02-01"], ["2016-02-29"]),
        ("'2016-03-10T08:00:00'^^xsd:dateTime", ["2016-03-10"], ["2016-03-10"]),
        ("'2017-03-10'^^xsd:date, '2016-03-10'^^xsd:date", ["2016-03-10"], ["2016-03-10"]),
        ("'2016-03-10'^^xsd:date, 'offen'", ["2016-03-10"], ["2016-03-10"]),
        ("'2016-02-30'^^xsd:date", [], []),
    ],
)
def test_a_rule_reads_whole_days(odd: Store, written: str, start: list[str], end: list[str]) -> None:
    add(odd, f"<stadt/s> a netz:Funding ; schema:startDate {written} ; schema:endDate {written} .")
    assert (whole_days(odd, "start"), whole_days(odd, "end")) == (start, end)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("day", "2016-03-10", "2016-03-10"),
        ("month", "2016-03-01", "2016-03-31"),
        ("year", "2016-01-01", "2016-12-31"),
        ("approximate", "2016-01-01", "2016-12-31"),
    ],
)
def test_a_day_is_as_wide_as_it_is_known(odd: Store, code: str, start: str, end: str) -> None:
    add(
        odd,
        "<stadt/s> a netz:Mandate ; schema:startDate '2016-03-10'^^xsd:date ; schema:endDate '2016-03-10'^^xsd:date ;"
        f"netz:startPrecision nk:{code} ; netz:endPrecision nk:{code} .",
    )
    assert (whole_days(odd, "start"), whole_days(odd, "end")) == ([start], [end])


def test_days_that_stand_in_two_graphs_are_each_what_is_written_there(odd: Store) -> None:
    for graph in ("a", "b"):
        add(odd, "<stadt/s> schema:endDate '2016'^^xsd:gYear .", graph=f"stadt/graph/{graph}")
    add(odd, "<stadt/other> schema:endDate '2016-01-01'^^xsd:date .", graph="stadt/graph/a")
    copy = memory_copy(odd)
    here = next(graph for graph in copy.graphs() if graph.value.endswith("stadt/graph/b"))
    assert [value for _, value in copy.pairs(SCHEMA + "endDate", here)] == [
        ox.Literal("2016", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    ]
    assert len(list(copy.pairs(SCHEMA + "endDate"))) == 3
    assert len(list(copy.pairs_beside(SCHEMA + "endDate", here))) == 2
    assert list(copy.pairs(NETZ + "startPrecision")) == []


@given(ties(), ties())
@settings(max_examples=30, deadline=None)
def test_a_copy_that_follows_a_change_has_the_same_days_as_a_new_one(before: str, after: str) -> None:
    store, fresh = open_store("memory:"), open_store("memory:")
    add(store, before)
    memory_copy(store)
    add(store, after)
    add(fresh, before)
    add(fresh, after)
    followed, new = memory_copy(store), memory_copy(fresh)
    days = f"SELECT ?s ?p ?o {{ VALUES ?p {{ <{SCHEMA}startDate> <{SCHEMA}endDate> }} ?s ?p ?o }}"
    found, expected = ({tuple(map(str, row.values())) for row in copy.select(days)} for copy in (followed, new))
    assert found == expected
    assert {str(quad) for quad in followed.written()} == {str(quad) for quad in new.written()}
    store.close()
    fresh.close()
