"""Silo cells: the fitted table keeps its margins, and a planted silence is found."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graph.measures.kernels import silos
from graph.measures.kernels.silos import SiloCell, count_cells, expect_cells, find_silo_cells
from graph.network.arrays import Arrays

TABLES = arrays.arrays(np.int64, (3, 4, 4), elements=st.integers(0, 9)).map(
    lambda table: (table + table.transpose(0, 2, 1)).astype(float)
)


def network(ties: list[tuple[int, int, int]], sector_of: list[int], topics: int) -> Arrays:
    size = len(sector_of)
    first, second, topic = np.array(ties).T
    ends, on = np.concatenate([first, second]), np.concatenate([topic, topic])
    topics_of = sp.csr_array((np.ones(len(ends), np.int64), (ends, on)), shape=(size, topics))
    topics_of.data[:] = 1
    adjacency = sp.csr_array((np.ones(2 * len(ties), np.int64), (ends, np.concatenate([second, first]))), (size, size))
    adjacency.data[:] = 1
    return Arrays(
        actors=tuple(f"urn:a{place:02}" for place in range(size)),
        adjacency=adjacency,
        sectors=tuple(f"urn:s{place}" for place in range(max(sector_of) + 1)),
        sector_of=np.array(sector_of),
        groups=(),
        members=sp.csr_array((size, 0), dtype=np.int64),
        topics=tuple(f"urn:t{place}" for place in range(topics)),
        topics_of=topics_of,
        tie_topics=np.array(sorted(set(ties))),
    )


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_the_fitted_table_keeps_what_each_two_of_the_three_say(table: np.ndarray) -> None:
    fitted = expect_cells(table) if table.any() else table
    for axis in range(3):
        assert fitted.sum(axis=axis) == pytest.approx(table.sum(axis=axis), abs=0.3), "a third of a tie"


def test_a_table_without_empty_cells_is_met_to_a_thousandth() -> None:
    table = np.random.default_rng(5).integers(1, 10, (3, 4, 4)).astype(float)
    table += table.transpose(0, 2, 1)
    for axis in range(3):
        assert expect_cells(table).sum(axis=axis) == pytest.approx(table.sum(axis=axis), rel=1e-3)


def test_a_table_without_three_way_interaction_is_its_own_expectation() -> None:
    topic, sector = np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0, 4.0])
    table = topic[:, None, None] * sector[None, :, None] * sector[None, None, :]
    assert expect_cells(table) == pytest.approx(table)


def test_two_sectors_silent_on_one_topic_only_are_found() -> None:
    random = np.random.default_rng(1)
    sector_of = [place % 3 for place in range(45)]
    ties = [
        (one, other, topic)
        for one in range(45)
        for other in range(one + 1, 45)
        for topic in range(4)
        if random.random() < 0.12 and not (topic == 2 and {sector_of[one], sector_of[other]} == {0, 1})
    ]
    first = find_silo_cells(network(ties, sector_of, 4))[0]
    assert (first.sector, first.other, first.topic, first.observed) == (0, 1, 2, 0)
    assert first.z < -2
    assert first.shortfall == first.expected


def test_sector_that_lost_all_ties_on_a_topic_is_silent_with_each_other_one() -> None:
    """Nothing is left there to expect from; that its actors work on the topic says that something is missing."""
    random = np.random.default_rng(3)
    sector_of = [place % 4 for place in range(80)]
    works = random.random((80, 6)) < 0.4
    ties = [
        (one, other, topic)
        for one in range(80)
        for other in range(one + 1, 80)
        for topic in np.flatnonzero(works[one] & works[other]).tolist()
        if random.random() < 0.2 and not (topic == 5 and 3 in {sector_of[one], sector_of[other]})
    ]
    case = replace(network(ties, sector_of, 6), topics_of=sp.csr_array(works.astype(np.int64)))
    found = find_silo_cells(case)
    assert {(cell.sector, cell.other, cell.topic) for cell in found[:8]} >= {(0, 3, 5), (1, 3, 5), (2, 3, 5)}
    assert all(one.surprise >= other.surprise for one, other in pairwise(found))


def test_missing_ties_surprise_more_than_as_many_missing_of_many() -> None:
    """Five of five are gone, or five of forty-five: the shortfall is the same, the surprise is not."""
    observed, expected = np.array([[0.0, 40.0]]), np.array([[5.0, 45.0]])
    few, many = silos._surprise(observed, expected, np.full_like(observed, 0.05))[0]  # noqa: SLF001 - the measure itself
    assert few > 2 * many
    sure, unsure = (silos._surprise(observed, expected, np.full_like(observed, one))[0, 0] for one in (0.01, 1.0))  # noqa: SLF001
    assert sure > unsure


def test_actors_of_no_known_sector_count_nowhere() -> None:
    case = network([(0, 1, 0), (1, 2, 0)], [0, 1, 1], 1)
    case.sector_of[2] = -1
    assert count_cells(case).sum() == 2


def test_one_sector_alone_has_no_cells() -> None:
    assert find_silo_cells(network([(0, 1, 0)], [0, 0], 1)) == []


def test_less_than_a_whole_tie_is_no_silence() -> None:
    cell = SiloCell(0, 1, 0, observed=8, expected=8.004, actors=10, others=15)
    assert not cell.lacks_a_tie
    assert replace(cell, observed=6).lacks_a_tie
    assert [replace(cell, expected=9.7, uncertainty=one).lacks_a_tie for one in (0.0, 0.02)] == [True, False]
