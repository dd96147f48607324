"""Rows that add up what stands above them are no organisations."""

from __future__ import annotations

import pytest

from graph.load.lists.header import is_sum


@pytest.mark.parametrize(
    "said",
    [["Gesamt", "35 Einrichtungen"], ["Summe", "12", "3,5 €"], ["Gesamt:", "35 Träger", "140"], ["35 Einrichtungen"]],
)
def test_what_is_counted_is_a_sum(said: list[str]) -> None:
    assert is_sum(said)


@pytest.mark.parametrize("said", [["Gesamtschule", "Nord"], ["Gesamt", "Verein 35"], ["Haus der 35 Vereine", "Elm"]])
def test_names_are_none(said: list[str]) -> None:
    assert not is_sum(said)
