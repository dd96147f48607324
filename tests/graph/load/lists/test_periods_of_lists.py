"""Days and periods of a list: orders that could be either, ends before beginnings, states with days."""

from __future__ import annotations

import pytest

from graph.load.lists.answers import Answers
from graph.terms import NK
from tests.support.readings import asked, faults, read


def test_dates_that_could_be_read_both_ways_are_asked_once_for_the_file() -> None:
    head = ("Gremium", "Mitglied", "seit")
    open_ones = (head, ("Rat", "Amt", "05/06/2020"), ("Rat", "Verein", "07/08/2021"))
    (question,) = asked(read(*open_ones), "order")
    assert (question.must, len(question.rows)) == (True, 2)
    assert [one.start for one in read(*open_ones, answers=Answers(order="day")).memberships] == [
        "2020-06-05",
        "2021-08-07",
    ]
    shown = read(*open_ones, ("Rat", "Bund", "31/12/2022"))
    assert asked(shown, "order") == []
    assert [one.start for one in shown.memberships] == ["2020-06-05", "2021-08-07", "2022-12-31"]
    mixed = read(*open_ones, ("Rat", "Bund", "31/12/2022"), ("Rat", "Ring", "12/31/2022"))
    assert len(asked(mixed, "order")) == 1


def test_a_period_that_ends_before_it_begins_is_named_with_its_row() -> None:
    rows = [
        ("Von", "Zu", "Thema", "Seit", "Bis"),
        ("Amt", "Verein", "x", "2026", "2020"),
        ("Amt", "Bund", "x", "31.02.2020", ""),
    ]
    assert faults(read(*rows)) == [
        (("x", 1, 4), "The end 2020 lies before the beginning 2026."),
        (("x", 2, 3), "“31.02.2020” is no date."),
    ]
    mended = read(*rows, answers=Answers(cells={("x", 1, 4): "2027", ("x", 2, 3): "2020"}))
    assert mended.faults == ()
    assert [(tie.start, tie.end) for tie in mended.ties] == [("2026", "2027"), ("2020", "")]
    assert mended.tables["x"][1][4] == "2027"


def test_an_end_before_its_beginning_is_named_as_days_are_written_here() -> None:
    reading = read(("Organisation", "AG", "Beitritt", "Austritt"), ("Amt", "AG 1", "05.06.2022", "01.02.2021"))
    assert "01.02.2021 lies before the beginning 05.06.2022" in faults(reading)[0][1]


MIXED = [
    ("Organisation", "AG", "Beitritt"),
    *(("Amt", "AG 1", day) for day in ("03/04/2021", "25/12/2020", "12/25/2019")),
]


def test_a_list_with_both_orders_of_days_says_so_and_names_what_is_against_the_answer() -> None:
    (question,) = asked(read(*MIXED), "order")
    assert "both orders" in question.why
    said = read(*MIXED, answers=Answers(order="day"))
    assert [place[1] for place, _message in faults(said)] == [3]


@pytest.mark.parametrize(
    ("said", "state", "start", "end"),
    [
        ("läuft seit 2019", "exists", "2019", ""),
        ("geplant 05.2026", "planned", "2026-05", ""),
        ("beendet (2023)", "ended", "", "2023"),
    ],
)
def test_a_state_may_say_since_or_until_when(said: str, state: str, start: str, end: str) -> None:
    reading = read(("Von", "Zu", "Thema", "Stand"), ("Amt", "Verein", "Sucht", said))
    (tie,) = reading.ties
    assert (tie.state, tie.start, tie.end, reading.questions) == (NK + state, start, end, ())
