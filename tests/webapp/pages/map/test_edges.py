"""Edges that are taken over after a change are those made from nothing."""

from __future__ import annotations

import random
from unittest.mock import patch

import pytest

from graph.analysis import analysis_for
from graph.store.open import open_store
from tests.support.random_changes import CITY, change
from tests.support.statements import add
from webapp import create_app
from webapp.pages.map.edges import make_edges, with_shared_topics
from webapp.pages.map.model import MapEdge
from webapp.ui import memo

STEPS = 40
SHARED = "<amt> netz:topic <thema> . <verein> netz:topic <unter> . <unter> a skos:Concept ; skos:broader <thema> ."


@pytest.mark.parametrize("seed", range(2))
def test_edges_and_their_topics_follow_any_changes(seed: int) -> None:
    dice, store = random.Random(seed), open_store("memory:")  # noqa: S311 - a test
    add(store, CITY + SHARED, "n/graph/a")
    app = create_app(store=store)

    def edges() -> tuple[MapEdge, ...]:
        analysis = analysis_for(store)
        return with_shared_topics(analysis, make_edges(analysis, "de"))

    with app.test_request_context("/karte"):
        assert "thema" in {topic for edge in edges() for topic in edge.within_topics}
        for number in range(STEPS):
            change(store, dice)
            followed = edges()
            with patch.object(memo, "_choices", return_value=None):
                assert followed == edges(), (seed, number)
