from __future__ import annotations

import pytest

from graph.upkeep.forms.dates import read_typed, write_typed


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2026", "2026-01-01", "2026-12-31", "year"),
        ("2026-05", "2026-05-01", "2026-05-31", "month"),
        ("05/2026", "2026-05-01", "2026-05-31", "month"),
        ("5.2026", "2026-05-01", "2026-05-31", "month"),
        ("Mai 2026", "2026-05-01", "2026-05-31", "month"),
        ("seit Februar 2024", "2024-02-01", "2024-02-29", "month"),
        ("2026-05-31", "2026-05-31", "2026-05-31", "day"),
        ("31.5.2026", "2026-05-31", "2026-05-31", "day"),
        ("31. Mai 2026", "2026-05-31", "2026-05-31", "day"),
        ("1.2.26", "2026-02-01", "2026-02-01", "day"),
        ("May 1, 2026", "2026-05-01", "2026-05-01", "day"),
        ("Anfang März 2020", "2020-03-01", "2020-03-31", "month"),
        ("ca. 2015", "2015-01-01", "2015-12-31", "approximate"),
    ],
)
def test_a_date_is_read_as_it_is_written_with_how_exactly_it_is_known(
    text: str, first: str, last: str, precision: str
) -> None:
    found, until = read_typed(text), read_typed(text, last=True)
    assert found is not None
    assert until is not None
    assert (found.day, until.day, found.precision) == (first, last, precision)
    again = read_typed(write_typed(found.day, found.precision))
    assert again == found


@pytest.mark.parametrize(
    "text", ["", "bald", "32.5.2026", "2026-13", "29.2.2025", "0/2026", "20266", "45413", "05/06/2026", "heute"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_typed(text) is None
