"""The figures over three meetings are those of the states of their days, and indicators are read as they are said."""

from __future__ import annotations

from datetime import date

import pytest

from graph.analysis import analysis_for
from graph.cache.beside import patience
from graph.period import today
from graph.progress import former
from graph.progress.indicators import IndicatorOfField, indicators_of, with_former_counts
from graph.progress.meetings import MeetingProgress, progress_of
from graph.protocol import Store
from graph.terms import BASE
from tests.support.held_back import nothing_computed_beside
from tests.support.statements import add
from tests.support.three_meetings import AUTUMN, NETWORK, SPRING, SUMMER


def progress(store: Store, **more: int) -> MeetingProgress:
    return progress_of(analysis_for(store, NETWORK), store, today(), **more)


def indicators(store: Store) -> dict[str, IndicatorOfField]:
    return {one.indicator.ref.label.de: one for one in indicators_of(analysis_for(store, NETWORK))}


def test_each_meeting_has_the_figures_of_its_day(meeting_town: Store) -> None:
    states = progress(meeting_town).states
    assert [one.day for one in states] == [SPRING, SUMMER, AUTUMN, today().isoformat()]
    assert [[meeting.ref.label.de for meeting in one.meetings] for one in states[:3]] == [
        ["Frühjahr"],
        ["Sommer"],
        ["Herbst"],
    ]
    figures = [one.figures or {} for one in states]
    for name, numbers in {
        "demands_open": (2, 1, 2, 1),
        "demands_decided": (1, 1, 0, 0),
        "demands_answered": (0, 1, 0, 0),
        "demands_met": (0, 0, 1, 2),
        "gaps_demanded": (2, 1, 2, 1),
        "resolutions_underway": (1, 0, 0, 0),
        "resolutions_overdue": (0, 1, 0, 0),
        "resolutions_done": (0, 0, 1, 1),
        "existing_ties": (0, 0, 1, 2),
        "actors": (3, 3, 3, 3),
    }.items():
        assert tuple(one[name] for one in figures) == numbers, name


def test_of_many_meetings_the_last_are_told_and_former_states_are_told_only_where_they_are_known(
    meeting_town: Store,
) -> None:
    found = progress(meeting_town, shown=1)
    assert ([one.day for one in found.states[:-1]], found.earlier) == ([AUTUMN], 2)
    alone = progress_of(analysis_for(meeting_town, NETWORK), None, today())
    assert (len(alone.states), alone.earlier) == (1, 3)
    assert former.figures_on(meeting_town, NETWORK, date(2024, 1, 1)) == "before"
    assert former.figures_on(meeting_town, NETWORK, date(2024, 2, 15)) == "before", "the network was not there yet"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(former, "LARGEST", 10)
        assert former.figures_on(meeting_town, NETWORK, date(2024, 3, 10)) == "too_large"


def test_who_has_no_patience_is_told_that_a_state_is_being_made(meeting_town: Store) -> None:
    day = date(2024, 7, 1)
    with nothing_computed_beside(), patience(0):
        assert former.figures_on(meeting_town, NETWORK, day) == "pending"
    found = former.figures_on(meeting_town, NETWORK, day)
    assert found != "pending"
    with patience(0):
        assert former.figures_on(meeting_town, NETWORK, day) is found, "what was is made once"


def test_an_indicator_has_its_values_by_day_and_what_is_counted_one_for_each_state(meeting_town: Store) -> None:
    found = indicators(meeting_town)
    places, counted = found["Plätze"], found["Bestehende Absprachen"]
    assert [(one.day, one.value) for one in places.indicator.values] == [("2024-03-01", 80.0), ("2024-05-01", 100.5)]
    assert (places.indicator.value, places.field and places.field.label.de) == (100.5, "Sprache")
    assert [places.reached(day) for day in ("2024-12-31", "2025-01-01")] == ["on_the_way", "missed"]
    assert (counted.indicator.value, counted.reached("2030-01-01")) == (2.0, "on_the_way")
    those, unknown = with_former_counts([counted], meeting_town, [SPRING, AUTUMN, "2024-01-01"])
    assert [one.value for one in those[0].indicator.values] == [0.0, 1.0, 2.0]
    assert unknown == {"2024-01-01"}


def test_odd_values_are_none_and_a_question_that_gives_a_text_is_said_to(store: Store) -> None:
    odd = """<s/netzwerk> a netz:Network . <s/t> a skos:Concept ; skos:prefLabel "T"@de .
    <s/i> a netz:Indicator ; skos:prefLabel "I"@de ; netz:inNetwork <s/netzwerk> ; schema:value "viele" ;
      netz:topic <s/t> .
    <s/o1> a schema:Observation ; schema:observationAbout <s/i> ; schema:value 7 ; schema:observationDate "gestern" .
    <s/o2> a schema:Observation ; schema:observationAbout <s/i> ; schema:value "INF" ;
      schema:observationDate "2024-01-01" .
    <s/o3> a schema:Observation ; schema:observationAbout <s/i> ; schema:value 3 ; schema:observationDate "2024-01-02" .
    <s/code> a skos:Concept ; skos:inScheme nk:countedFigures ; netz:readyQuestion "sources" ;
      netz:questionColumn "document" .
    <s/none> a skos:Concept ; skos:inScheme nk:countedFigures ; netz:readyQuestion "nobody" ; netz:questionColumn "x" .
    <s/j> a netz:Indicator ; skos:prefLabel "J"@de ; netz:inNetwork <s/netzwerk> ; netz:countedBy <s/code> .
    <s/k> a netz:Indicator ; skos:prefLabel "K"@de ; netz:inNetwork <s/netzwerk> ; netz:countedBy <s/none> ."""
    add(store, odd, graph="s/graph/daten")
    found = indicators(store)
    assert [(one.day, one.value) for one in found["I"].indicator.values] == [("2024-01-02", 3.0)]
    for name in ("J", "K"):
        assert (found[name].indicator.values, found[name].indicator.uncounted) == ((), True)
    assert found["J"].field is None
    assert found["I"].reached("2030-01-01") == "unknown"


def test_a_value_that_is_taken_back_is_gone(store: Store) -> None:
    add(
        store,
        """<s/netzwerk> a netz:Network . <s/i> a netz:Indicator ; skos:prefLabel "I"@de ;
      netz:inNetwork <s/netzwerk> .""",
        graph="s/graph/daten",
    )
    add(
        store,
        """<s/o> a schema:Observation ; schema:observationAbout <s/i> ; schema:value 3.5 ;
      schema:observationDate "2024-01-02"^^xsd:date ; netz:inNetwork <s/netzwerk> .""",
        graph="s/graph/daten",
    )
    assert indicators(store)["I"].indicator.value == 3.5
    store.undo(store.revision)
    assert indicators(store)["I"].indicator.values == ()


def test_a_falling_figure_reaches_its_target_from_above(store: Store) -> None:
    add(
        store,
        """<s/netzwerk> a netz:Network . <s/i> a netz:Indicator ; skos:prefLabel "Wartezeit"@de ;
      netz:inNetwork <s/netzwerk> ; schema:value 9 ; schema:observationDate "2024-01-01"^^xsd:date ;
      netz:targetValue 6 .
      <s/o> a schema:Observation ; schema:observationAbout <s/i> ; schema:value 7 ;
      schema:observationDate "2024-02-01"^^xsd:date .""",
        graph="s/graph/daten",
    )
    assert indicators(store)["Wartezeit"].reached("2024-03-01") == "on_the_way"
    add(
        store,
        """<s/p> a schema:Observation ; schema:observationAbout <s/i> ; schema:value 5.5 ;
      schema:observationDate "2024-03-01"^^xsd:date .""",
        graph="s/graph/daten",
    )
    assert indicators(store)["Wartezeit"].reached("2024-03-01") == "reached"
    assert BASE in indicators(store)["Wartezeit"].indicator.ref.iri
