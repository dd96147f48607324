"""Did it hold on this day: the period's answer, and that of comparing the days as text where the shapes are kept."""

from __future__ import annotations

import time
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.period import Period, day_of

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PRECISIONS = st.sampled_from(["", "day", "month", "year"])


def as_shapes_demand(day: date, precision: str, *, is_end: bool) -> str:
    """The first or last possible day, which the shapes of dates require."""
    if precision == "year":
        day = day.replace(month=12, day=31) if is_end else day.replace(month=1, day=1)
    elif precision == "month":
        day = day.replace(day=monthrange(day.year, day.month)[1] if is_end else 1)
    return day.isoformat()


@given(DAYS, DAYS, PRECISIONS, PRECISIONS, DAYS)
def test_rules_and_period_say_the_same_of_dates_as_the_shapes_demand(
    begin: date, end: date, begun_as: str, ended_as: str, day: date
) -> None:
    start, last = as_shapes_demand(begin, begun_as, is_end=False), as_shapes_demand(end, ended_as, is_end=True)
    held = Period(start, last, begun_as, ended_as).holds_on(day.isoformat())
    assert held == (not start > day.isoformat() and not last < day.isoformat())


@given(DAYS, DAYS)
def test_a_shortened_date_stands_for_the_whole_year_or_month(begin: date, day: date) -> None:
    year, month = f"{begin.year:04}", f"{begin.year:04}-{begin.month:02}"
    assert Period(year, year).holds_on(day.isoformat()) == (day.year == begin.year)
    assert Period(month, month).holds_on(day.isoformat()) == ((day.year, day.month) == (begin.year, begin.month))


@given(DAYS, DAYS, PRECISIONS)
def test_a_period_of_which_nothing_is_known_holds_always_and_any_on_no_day_in_particular(
    begin: date, day: date, precision: str
) -> None:
    assert Period().holds_on(day.isoformat())
    assert Period(begin.isoformat(), begin.isoformat(), precision, precision).holds_on(None)


@pytest.mark.parametrize(
    ("moment", "here"),
    [
        ("2026-03-01T23:30:00+00:00", "2026-03-02"),
        ("2026-03-01T23:30:00Z", "2026-03-02"),
        ("2026-03-01T22:30:00.123456+00:00", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("offen", "offen"),
        ("", ""),
    ],
)
def test_day_of_a_moment_is_the_one_here(moment: str, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert day_of(moment) == here
    finally:
        monkeypatch.undo()
        time.tzset()
