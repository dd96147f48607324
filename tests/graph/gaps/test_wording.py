"""Sentences with labels of all kinds in them."""

from __future__ import annotations

import pytest

from graph.gaps.wording import filled
from graph.model import Text


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Amt", "Gefragt: Amt. Sonst niemand: Amt"),
        ("Neue Nachbarn e. V.", "Gefragt: Neue Nachbarn e. V. Sonst niemand: Neue Nachbarn e. V."),
        ("", "Gefragt: . Sonst niemand: "),
    ],
)
def test_a_label_that_ends_with_a_full_stop_ends_its_sentence(label: str, said: str) -> None:
    assert filled(Text("Gefragt: {who}. Sonst niemand: {who}"), {"who": Text(label)}).de == said
