"""The map on a day and on two: the same in the table as on the map, and honest where nobody recorded when."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from graph.protocol import Store
from graph.store.open import open_store
from tests.graph.scenarios.test_comparison import CITY, tie
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from webapp import create_app
from webapp.pages.map.model import MapEdge, MapGroup, MapView
from webapp.pages.map.time import covered_days, groups_on, is_dated


@pytest.fixture
def client(magdeburg_app: Flask) -> FlaskClient:
    return magdeburg_app.test_client()


def page(client: FlaskClient, address: str) -> str:
    return html.unescape(client.get(address).get_data(as_text=True))


def table_rows(text: str) -> int:
    _, _, tables = text.partition('<div id="verbindungen">')
    return tables.partition("</section>")[0].count("<tr><td>")


def test_the_days_on_which_anything_changes_are_offered(client: FlaskClient) -> None:
    found = client.get("/api/v1/karte.json").json
    assert found is not None
    assert [(moment["day"], moment["label"]) for moment in found["moments"]] == [
        ("2006-12-31", "vor 2007"),
        ("2007-01-01", "2007"),
        ("2015-01-01", "2015"),
        ("2016-07-01", "Juli 2016"),
        ("2018-01-01", "2018"),
    ]


def test_the_table_of_a_day_leaves_out_what_had_not_begun_or_was_over(client: FlaskClient) -> None:
    rows = [
        table_rows(page(client, f"/karte?ansicht=tabelle&am={day}"))
        for day in ("2006-12-31", "2007-06-01", "2015-01-01", "2018-01-01")
    ]
    assert rows == [41, 43, 49, 49]
    assert table_rows(page(client, "/karte?ansicht=tabelle&am=2015-01-01&ohnezeit=0")) == 8
    assert "ohne Zeitangabe" in page(client, "/karte?ansicht=tabelle&am=2015-01-01")


def test_places_on_the_map_are_the_same_on_every_day(client: FlaskClient) -> None:
    whole, day = client.get("/api/v1/karte.json").json, client.get("/api/v1/karte.json?am=2007-01-01").json
    assert whole is not None
    assert day is not None
    assert whole["nodes"] == day["nodes"]


@pytest.mark.parametrize("day", ["gestern", "2015", "2015-02-30", "<b>"])
def test_what_is_no_day_is_said_and_everything_is_shown(client: FlaskClient, day: str) -> None:
    text = page(client, f"/karte?ansicht=tabelle&am={day}")
    assert f"„{day}“ ist kein Tag." in text
    assert table_rows(text) == 49, "of today: the programme that ran until 2017 is gone"


def test_a_comparison_with_one_day_only_is_said(client: FlaskClient) -> None:
    assert "in der Adresse fehlt „am“" in page(client, "/karte?vergleich=2018-01-01")


def test_two_days_are_marked_by_sign_and_word_in_the_table(client: FlaskClient) -> None:
    text = page(client, "/karte?ansicht=tabelle&am=2018-01-01&vergleich=2007-01-01")
    assert text.count("+ neu</span>") == 8
    assert text.count("− weggefallen</span>") == 2


def test_a_network_without_any_date_says_so_instead_of_a_slider(store: Store) -> None:
    add(store, CITY + tie(1, "a", "b"))
    client = create_app(store=store).test_client()
    assert 'type="range"' not in page(client, "/karte")
    assert "hat keine Verbindung eine Zeitangabe" in page(client, "/karte?am=2015-01-01")


def test_an_exact_day_is_said_as_one_and_an_approximate_one_as_such() -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    vague = tie(2, "b", "c", start="2016-05-05").replace(" .\n", " ; netz:startPrecision nk:approximate .\n")
    add(opened, CITY + tie(1, "a", "b", start="2014-03-01") + vague)
    found = create_app(store=opened).test_client().get("/api/v1/karte.json").json
    opened.close()
    assert found is not None
    assert [moment["label"] for moment in found["moments"]] == ["vor 1. März 2014", "1. März 2014", "etwa 2016"]


def test_an_ended_tie_without_an_end_counts_as_undated(store: Store) -> None:
    add(store, CITY + tie(1, "a", "b", state="ended", start="2010-01-01") + tie(2, "b", "c", start="2012-01-01"))
    client = create_app(store=store).test_client()
    assert table_rows(page(client, "/karte?ansicht=tabelle&am=2020-01-01")) == 2
    assert table_rows(page(client, "/karte?ansicht=tabelle&am=2020-01-01&ohnezeit=0")) == 1


EDGE = MapEdge(
    id="1",
    tie="1",
    source="school",
    target="council",
    kind="Membership",
    state="exists",
    label="",
    detail="",
    topics=(),
    is_directed=True,
    confidence="stated",
    evidence=(),
)


DATES = st.tuples(
    st.one_of(st.just(""), st.dates().map(date.isoformat)),
    st.sampled_from(["", "day", "month", "year", "approximate"]),
)


@given(DATES, DATES, st.sampled_from(["exists", "ended"]), st.dates().map(date.isoformat))
def test_the_days_that_a_browser_gets_are_those_on_which_the_tie_holds(
    start: tuple[str, str], end: tuple[str, str], state: str, day: str
) -> None:
    edge = replace(EDGE, state=state, start=start[0], end=end[0], start_precision=start[1], end_precision=end[1])
    days = covered_days(edge)
    assert (days is not None) == is_dated(edge)
    if days is not None:
        first, last = days
        assert ((not first or first <= day) and (not last or day <= last)) == edge.holds.holds_on(day)


def test_a_group_has_the_members_of_the_day() -> None:
    ties = [
        replace(EDGE, id="1", source="school", start="2010-01-01"),
        replace(EDGE, id="2", source="school", end="2005-01-01", start="2001-01-01"),
        replace(EDGE, id="3", source="club"),
    ]
    group = MapGroup("council", "", "Council", ("club", "school", "unsaid"), "exists")
    picture = MapView((), (group,), (), (), (), tuple(ties), ())

    def members(day: str, against: str = "", *, with_undated: bool = True) -> tuple[str, ...]:
        return groups_on(picture, day, against, with_undated=with_undated)[0].members

    assert members("") == ("club", "school", "unsaid")
    assert members("2003-01-01") == members("2011-01-01") == ("club", "school", "unsaid")
    assert members("2007-01-01") == ("club", "unsaid")
    assert members("2007-01-01", "2011-01-01", with_undated=False) == ("school", "unsaid")
