"""Periods as exactly as they are known, and a network on two days."""

from __future__ import annotations

import pytest

from graph.analysis import analysis_for
from graph.period import Period, day_before, is_day
from graph.protocol import Store
from graph.scenarios.comparison import compare
from tests.support.statements import add

CITY = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netz"@de .
<stadt/a> a org:Organization ; skos:prefLabel "A"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/b> a org:Organization ; skos:prefLabel "B"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/c> a org:Organization ; skos:prefLabel "C"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/d> a org:Organization ; skos:prefLabel "D"@de ; netz:inNetwork <stadt/netzwerk> .
"""


def tie(number: int, first: str, second: str, *, state: str = "exists", **dates: str) -> str:
    period = "".join(f' ; schema:{name}Date "{day}"^^xsd:date' for name, day in dates.items())
    return (
        f"<stadt/tie-{number}> a netz:Interface ; adms:status nk:{state} ; netz:inNetwork <stadt/netzwerk> ; "
        f"netz:party <stadt/{first}> , <stadt/{second}>{period} .\n"
    )


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period("2015-06-15", "2016-02-01"), "2015-06-15", "2016-02-01"),
        (Period("2015-06-15", "2016-02-01", "year", "year"), "2015-01-01", "2016-12-31"),
        (Period("2015-06-15", "2016-02-01", "month", "month"), "2015-06-01", "2016-02-29"),
        (Period("2015-06-15", "2016-02-01", "approximate", "approximate"), "2015-01-01", "2016-12-31"),
        (Period("2015", "2016"), "2015-01-01", "2016-12-31"),
    ],
)
def test_a_date_known_by_its_year_stands_for_all_of_it(period: Period, first: str, last: str) -> None:
    assert (period.first_day, period.last_day) == (first, last)
    assert period.holds_on(first)
    assert period.holds_on(last)
    assert not period.holds_on(day_before(first))
    assert not period.holds_on(f"{int(last[:4]) + 1}-01-01")


def test_a_period_changes_on_its_first_day_and_on_the_day_after_its_last() -> None:
    assert Period("2007-01-01", "2017-12-31", "year", "year").changes() == [
        ("2007-01-01", "year"),
        ("2018-01-01", "year"),
    ]
    assert Period("", "2016-02-10", "", "month").changes() == [("2016-03-01", "month")]
    assert Period("", "2016-12-05", "", "month").changes() == [("2017-01-01", "month")]


@pytest.mark.parametrize("text", ["gestern", "2015", "20150101", "2015-02-30", "", "2015-1-1"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert not is_day(text)


def test_a_comparison_names_what_came_went_and_took_its_place(store: Store) -> None:
    add(
        store,
        CITY
        + tie(1, "a", "b")
        + tie(2, "b", "c", start="2016-01-01")
        + tie(3, "c", "d", end="2015-06-30")
        + tie(4, "a", "c", end="2015-12-31")
        + tie(5, "a", "c", start="2016-01-01"),
    )
    found = compare(analysis_for(store), "2015-01-01", "2016-06-01")
    assert [one.iri[-1] for one in found.new] == ["2"]
    assert [one.iri[-1] for one in found.lost] == ["3"]
    assert [(old.iri[-1], new.iri[-1]) for old, new in found.changed] == [("4", "5")]
    assert [iri[-1] for iri in found.joined] == []
    assert [iri[-1] for iri in found.left] == ["d"]
    assert found.undated == 1
    assert (found.before.pairs, found.after.pairs) == (3, 3)
    assert (found.before.largest, found.after.largest) == (4, 3)
    assert (found.before.unconnected, found.after.unconnected) == (0, 1)
    assert [(row.iri[-1], row.before, row.after) for row in found.degrees] == [("b", 1, 2), ("d", 1, 0)]


def test_an_ended_tie_held_while_its_period_says_so(store: Store) -> None:
    add(
        store,
        CITY + tie(1, "a", "b", state="ended", start="2010-01-01", end="2012-12-31") + tie(2, "c", "d", state="ended"),
    )
    found = compare(analysis_for(store), "2011-01-01", "2014-01-01")
    assert [one.iri[-1] for one in found.lost] == ["1"]
    assert (found.before.ties, found.after.ties) == (1, 0), "of an ended tie without an end nobody knows when"
