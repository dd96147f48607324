from __future__ import annotations

import pytest

from graph.load.lists.days import EitherWayError, NoDayError, Span, read_day, read_span, votes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("01.05.2026", "2026-05-01"),
        ("1.5.26", "2026-05-01"),
        ("1. Mai 2026", "2026-05-01"),
        ("Mai 2027", "2027-05"),
        ("05/2027", "2027-05"),
        ("seit 2015", "2015"),
        ("Q2/2021", "2021"),
        ("4. Quartal 2022", "2022"),
        ("1. Halbjahr 2020", "2020"),
        ("KW 12/2021", "2021"),
        ("SoSe 2022", "2022"),
        ("ab 01.09.2020", "2020-09-01"),
        ("since May 2019", "2019-05"),
        ("May 1, 2026", "2026-05-01"),
        ("1st May 2026", "2026-05-01"),
        ("März 2020", "2020-03"),
        ("2026-05-01", "2026-05-01"),
        ("2026-05-01T10:00:00", "2026-05-01"),
        ("2026", "2026"),
        ("45413", "2024-05-01"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("ca. 2015", "2015"),
        ("Anfang 2020", "2020"),
        ("Sept. 2021", "2021-09"),
        ("04/04/2024", "2024-04-04"),
        ("2024/05/01", "2024-05-01"),
        ("heute", ""),
        ("-", ""),
        ("k. A.", ""),
        ("laufend", ""),
    ],
)
def test_a_day_is_read_as_it_is_written(written: str, meant: str) -> None:
    assert read_day(written) == meant


@pytest.mark.parametrize(
    "written", ["Mai", "31.02.2026", "2026-13", "bald", "13/13/2026", "1.2.3.4", "Maikäfer 2020", "0.5.2026"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    with pytest.raises(NoDayError):
        read_day(written)


def test_what_can_be_read_both_ways_is_asked() -> None:
    with pytest.raises(EitherWayError):
        read_day("05/06/2026")
    assert read_day("05/06/2026", "day") == "2026-06-05"
    assert read_day("05/06/2026", "month") == "2026-05-06"
    assert read_day("5-6-2026", "day") == "2026-06-05"
    assert [votes(one) for one in ("31/12/2026", "12/31/2026", "05/06/2026", "1.5.2026")] == ["day", "month", "", ""]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2015-2018", Span("2015", "2018")),
        ("2015 – 2018", Span("2015", "2018")),
        ("01.01.2020 bis 31.12.2021", Span("2020-01-01", "2021-12-31")),
        ("01.01.2020-31.12.2021", Span("2020-01-01", "2021-12-31")),
        ("seit 2015", Span("2015")),
        ("bis 2018", Span("", "2018")),
        ("2019 bis heute", Span("2019")),
        ("2015 to 2018", Span("2015", "2018")),
        ("2020-05", Span("2020-05")),
        ("Juli 2025 bis August 2025", Span("2025-07", "2025-08")),
        ("", Span()),
    ],
)
def test_a_period_has_a_beginning_and_an_end(written: str, meant: Span) -> None:
    assert read_span(written) == meant
