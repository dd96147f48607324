"""Shared topics without a tie: counted as by hand, compared with chance as published, worded for people."""

from __future__ import annotations

import csv
import os
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graph.analysis import Analysis
from graph.gaps.fit import band, find_fit_gaps
from graph.statistics.baseline import Expected, expect_triangles
from graph.statistics.fit import Triangles, count_triangles, misfits
from graph.statistics.pairs import SCALE
from graph.statistics.snapshot import Snapshot, take_snapshot
from graph.store import Store

WETLANDS = os.environ.get("AKTEURSNETZ_WETLANDS", "")
SMALL = st.integers(2, 9).flatmap(
    lambda n: st.tuples(
        arrays.arrays(np.int64, (n, n), elements=st.integers(0, 1)),
        arrays.arrays(np.int64, (n, 4), elements=st.integers(0, 1)),
    )
)


def symmetric(ties: np.ndarray) -> sp.csr_array:
    upper = np.triu(ties, 1)
    return sp.csr_array(upper + upper.T)


def by_hand(ties: sp.csr_array, topics: np.ndarray) -> Triangles:
    dense, opened, closed, pairs = ties.toarray(), 0, 0, 0
    for one, other in combinations(range(len(dense)), 2):
        shared = int((topics[one] & topics[other]).sum())
        closed += shared * dense[one, other]
        opened += shared * (1 - dense[one, other])
        pairs += bool(shared) and not dense[one, other]
    return Triangles(int(opened), int(closed), int(pairs))


@settings(max_examples=80, deadline=None)
@given(SMALL)
def test_triangles_are_counted_as_by_hand(case: tuple[np.ndarray, np.ndarray]) -> None:
    ties = symmetric(case[0])
    assert count_triangles(ties, sp.csr_array(case[1])) == by_hand(ties, case[1])


def test_a_topic_of_two_weighs_more_than_one_of_many() -> None:
    topics = sp.csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]]))
    found = misfits(sp.csr_array((5, 5), dtype=np.int64), topics, 10)
    assert [score / SCALE for score in found.score.tolist()] == [1.0, 0.5, 0.5, 0.5]


def test_expectation_and_variance_are_those_of_many_random_networks() -> None:
    actors, topics, p, q, random = 7, 5, 0.4, 0.3, np.random.default_rng(1)
    counts = []
    for _ in range(20_000):
        ties = symmetric((random.random((actors, actors)) < q).astype(np.int64)).toarray()
        takes = (random.random((actors, topics)) < p).astype(np.int64)
        counts.append(int(((takes @ takes.T) * np.triu(ties, 1)).sum()))
    from graph.statistics.baseline import moments  # noqa: PLC0415 - the formula itself

    expected = moments(0, actors, topics, p, q)
    assert np.mean(counts) == pytest.approx(expected.expectation, rel=0.02)
    assert np.var(counts) == pytest.approx(expected.variance, rel=0.05)


def test_more_than_chance_is_two_deviations() -> None:
    assert Expected(30, 20.0, 25.0).is_more
    assert not Expected(29, 20.0, 25.0).is_more
    assert Expected(3, 3.0, 0.0).deviation == 0


@pytest.mark.skipif(not WETLANDS, reason="AKTEURSNETZ_WETLANDS names the folder of the published network")
def test_the_published_wetlands_values_are_reproduced() -> None:
    folder = Path(WETLANDS)
    with (folder / "wetlands_nodes.csv").open() as nodes, (folder / "wetlands.csv").open() as links:
        levels = {row["node"]: row["level"] for row in csv.DictReader(nodes)}
        rows = [(row["source"], row["target"]) for row in csv.DictReader(links)]
    actors = [node for node, level in levels.items() if level == "actor"]
    activities = [node for node, level in levels.items() if level != "actor"]
    ties, topics = np.zeros((80, 80), np.int64), np.zeros((80, 52), np.int64)
    for one, other in rows:
        if levels[one] == levels[other] == "actor":
            ties[actors.index(one), actors.index(other)] = ties[actors.index(other), actors.index(one)] = 1
        elif "actor" in (levels[one], levels[other]):
            actor, activity = (one, other) if levels[one] == "actor" else (other, one)
            topics[actors.index(actor), activities.index(activity)] = 1
    adjacency, topics_of = sp.csr_array(ties), sp.csr_array(topics)
    assert count_triangles(adjacency, topics_of) == Triangles(open=543, closed=167, pairs=374)
    opened = expect_triangles(adjacency, topics_of, 543, closed=False)
    closed = expect_triangles(adjacency, topics_of, 167, closed=True)
    assert (round(opened.expectation, 3), round(opened.variance, 3)) == (169.144, 949.774)
    assert (round(closed.expectation, 4), round(closed.variance, 4)) == (16.9615, 25.6929)


def snapshot(topics: np.ndarray, ties: np.ndarray) -> Snapshot:
    size, number = topics.shape
    none = sp.csr_array((size, 0), dtype=np.int64)
    return Snapshot(
        actors=tuple(f"urn:a{place:02}" for place in range(size)),
        adjacency=symmetric(ties),
        sectors=(),
        sector_of=np.full(size, -1, dtype=np.int64),
        groups=(),
        members=none,
        topics=tuple(f"urn:t{place}" for place in range(number)),
        topics_of=sp.csr_array(topics),
        tie_topics=np.empty((0, 3), dtype=np.int64),
    )


def test_reasons_add_up_to_the_score_exactly(magdeburg: Store) -> None:
    registry, random = Analysis(magdeburg).registry, np.random.default_rng(3)
    case = snapshot((random.random((40, 9)) < 0.3).astype(np.int64), np.zeros((40, 40), np.int64))
    found = find_fit_gaps(case, registry, network=None)
    assert found.gaps
    for gap in found.gaps:
        assert gap.score == sum(reason.score for reason in gap.reasons)
        assert gap.reasons[0].score == max(reason.score for reason in gap.reasons)


def test_adding_a_tie_takes_that_pairs_gap_away_and_no_other(magdeburg: Store) -> None:
    registry, random = Analysis(magdeburg).registry, np.random.default_rng(4)
    topics, ties = (random.random((20, 5)) < 0.3).astype(np.int64), np.zeros((20, 20), np.int64)
    before = {gap.id for gap in find_fit_gaps(snapshot(topics, ties), registry, network=None, top=500).gaps}
    gap = find_fit_gaps(snapshot(topics, ties), registry, network=None, top=1).gaps[0]
    first, second = (int(party.iri[-2:]) for party in gap.parties)
    ties[first, second] = 1
    after = {found.id for found in find_fit_gaps(snapshot(topics, ties), registry, network=None, top=500).gaps}
    assert before - after == {gap.id}
    assert after <= before


def test_too_few_actors_or_no_topics_are_said_and_not_computed(magdeburg: Store) -> None:
    registry = Analysis(magdeburg).registry
    few = find_fit_gaps(snapshot(np.ones((5, 2), np.int64), np.zeros((5, 5), np.int64)), registry, network=None)
    none = find_fit_gaps(snapshot(np.zeros((20, 2), np.int64), np.zeros((20, 20), np.int64)), registry, network=None)
    assert (few.gaps, none.gaps) == ((), ())
    assert "15" in few.notes[0].de
    assert "topic" in none.notes[0].en


def test_members_of_one_group_are_no_gap_on_the_magdeburg_data(magdeburg: Store) -> None:
    analysis = Analysis(magdeburg)
    taken = take_snapshot(analysis.actors, analysis.groups, analysis.ties)
    found = find_fit_gaps(taken, analysis.registry, network=None)
    together = taken.acquainted
    place = {iri: row for row, iri in enumerate(taken.actors)}
    assert found.gaps
    for gap in found.gaps:
        assert together[place[gap.parties[0].iri], place[gap.parties[1].iri]] == 0


def test_strength_goes_by_rank() -> None:
    assert [band(rank, 10) for rank in range(10)] == ["strong"] * 2 + ["medium"] * 4 + ["weak"] * 4
