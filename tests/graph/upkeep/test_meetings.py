"""Meetings are events with a day: entered by it, refused where it is none, the same day once under one name."""

from __future__ import annotations

import pytest

from graph.errors import DataInvalid
from graph.protocol import Store
from graph.terms import BASE
from graph.upkeep.forms.sources import Source
from graph.upkeep.meetings import change_of_meeting, last_meeting, meetings
from tests.support.statements import add

NETWORK = BASE + "n/netzwerk"
TOWN = """<n/netzwerk> a netz:Network ; skos:prefLabel 'N'@de . <m/netzwerk> a netz:Network ; skos:prefLabel 'M'@de ."""


@pytest.fixture
def town(store: Store) -> Store:
    add(store, TOWN, graph="n/graph/daten")
    return store


def enter(store: Store, typed: str, title: str = "") -> None:
    source = Source(author="Koordination", day="2026-11-29")
    called = "Sitzung am %(day)s"
    store.apply(change_of_meeting(store, NETWORK, source, typed=typed, title=title, plain_title=called))


def listed(store: Store, network: str | None = NETWORK) -> list[tuple[str, str]]:
    return [(one.day, one.ref.label.de) for one in meetings(store, network)]


def test_a_meeting_takes_its_day_and_the_latest_is_first(town: Store) -> None:
    enter(town, "12.11.2026")
    enter(town, "3. Februar 2026", "Runder Tisch")
    assert listed(town) == [("2026-11-12", "Sitzung am 12.11.2026"), ("2026-02-03", "Runder Tisch")]
    assert listed(town, BASE + "m/netzwerk") == []
    town.undo(town.revision)
    assert len(listed(town)) == 1


@pytest.mark.parametrize("typed", ["", "Mittwoch", "31.02.2026", "11/2026", "2026", "ca. 2026", "12.13.2026"])
def test_what_is_no_day_is_refused(town: Store, typed: str) -> None:
    with pytest.raises(DataInvalid, match="day of the meeting"):
        enter(town, typed)
    assert listed(town) == []


def test_the_same_day_twice_needs_a_name_of_its_own(town: Store) -> None:
    enter(town, "12.11.2026")
    for title in ("", "sitzung am 12.11.2026"):
        with pytest.raises(DataInvalid, match="already"):
            enter(town, "2026-11-12", title)
    enter(town, "12.11.2026", "AG Sprache")
    assert len(listed(town)) == 2


def test_a_meeting_to_come_is_planned_and_nothing_has_changed_since(town: Store) -> None:
    enter(town, "10.12.2026")
    assert last_meeting(meetings(town), "2026-11-29") is None
    enter(town, "12.11.2026")
    found = last_meeting(meetings(town), "2026-11-29")
    assert found is not None
    assert found.day == "2026-11-12"


def test_an_event_of_a_year_an_agenda_item_and_a_series_are_no_meetings(town: Store) -> None:
    add(
        town,
        """<n/jahr> a schema:Event ; schema:startDate '2016'^^xsd:gYear ; netz:inNetwork <n/netzwerk> .
        <n/etwa> a schema:Event ; schema:startDate '2021-01-01'^^xsd:date ; netz:startPrecision nk:year .
        <n/punkt> a netz:AgendaItem ; schema:startDate '2016-11-30'^^xsd:date ; netz:inNetwork <n/netzwerk> .
        <n/reihe> a schema:EventSeries ; schema:startDate '2016-11-30'^^xsd:date ; netz:inNetwork <n/netzwerk> .
        <n/tagung> a schema:Event ; skos:prefLabel 'Tagung'@de ; schema:startDate '2016-11-30'^^xsd:date .""",
        graph="n/graph/daten",
    )
    assert listed(town) == [("2016-11-30", "Tagung")], "of the network in whose graph it stands"
