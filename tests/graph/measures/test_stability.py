from collections.abc import Mapping
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from graph.measures.kernels.stability import TRIALS, Stability, exchanged, rank_ranges
from graph.measures.kernels.weak_spots import find_weak_spots
from graph.network.arrays import Arrays
from tests.support.small_networks import matrix, snapshot_of, well_known


def contacts(arrays: Arrays) -> Mapping[int, float]:
    return {place: float(degree) for place, degree in enumerate(arrays.degree.tolist()) if degree}


@pytest.mark.parametrize("name", ["karate", "les_miserables", "davis", "florentine", "random"])
def test_trial_exchanges_one_tie_in_ten(name: str) -> None:
    network = well_known()[name]
    arrays = snapshot_of(network)
    ties = arrays.adjacency.nnz // 2
    other = exchanged(arrays, 1)
    left = arrays.adjacency.multiply(other.adjacency).nnz // 2
    assert (other.adjacency != other.adjacency.T).nnz == 0
    assert other.adjacency.diagonal().sum() == 0
    assert other.adjacency.nnz // 2 == ties
    assert ties - left == max(1, round(ties / 10))
    assert arrays.adjacency.nnz == matrix(network).nnz


def test_trials_are_the_same_in_every_run_and_differ_among_themselves() -> None:
    arrays = snapshot_of(well_known()["karate"])
    assert (exchanged(arrays, 3).adjacency != exchanged(arrays, 3).adjacency).nnz == 0
    assert (exchanged(arrays, 3).adjacency != exchanged(arrays, 4).adjacency).nnz > 0


def test_topics_of_ties_move_with_them() -> None:
    arrays = snapshot_of(well_known()["karate"])
    ends = np.argwhere(np.triu(arrays.adjacency.toarray()))
    whole = replace(arrays, tie_topics=np.column_stack([ends, np.zeros(len(ends), np.int64)]))
    other = exchanged(whole, 2)
    assert len(other.tie_topics) == len(ends)
    assert [row[:2].tolist() for row in other.tie_topics] == np.argwhere(np.triu(other.adjacency.toarray())).tolist()


def test_isolates_stay_isolated() -> None:
    network = nx.disjoint_union(well_known()["karate"], nx.empty_graph(5))
    assert exchanged(snapshot_of(network), 0).degree[-5:].tolist() == [0] * 5


def test_greatest_hub_keeps_a_rank_near_the_top() -> None:
    standing = rank_ranges(snapshot_of(well_known()["karate"]), contacts)
    assert standing[33].best == 1
    assert standing[33].worst <= 3
    assert standing[33].found == TRIALS
    assert standing[11].worst > 20


def test_equal_findings_share_the_better_rank() -> None:
    same = rank_ranges(snapshot_of(nx.empty_graph(3)), lambda _: {"a": 2.0, "b": 2.0, "c": 1.0})
    assert [(same[key].best, same[key].worst) for key in "abc"] == [(1, 1), (1, 1), (3, 3)]


def test_finding_that_is_never_seen_again_is_not_reliable() -> None:
    arrays = snapshot_of(well_known()["karate"])
    own = rank_ranges(arrays, lambda one: {"own": 1.0} if one is arrays else {"other": 1.0})
    assert own == {"own": Stability(0, 0, 0, TRIALS)}
    assert not own["own"].is_reliable


def test_hub_of_a_star_is_reliable_and_the_middle_of_a_chain_is_not() -> None:
    """Thirty spokes hang on the hub whatever is exchanged; one tie more is a way around the middle of a chain."""
    star = rank_ranges(snapshot_of(nx.star_graph(30)), lambda one: {s.key: s.score for s in find_weak_spots(one, 5)})
    assert star["cut-point", (0,), ()].is_reliable
    chain = rank_ranges(
        snapshot_of(nx.path_graph(200)), lambda one: {s.key: s.score for s in find_weak_spots(one, 200)}
    )
    assert not chain["bridge", (99, 100), ()].is_reliable


def test_network_without_ties_stays_as_it_is() -> None:
    empty = snapshot_of(nx.empty_graph(4))
    assert exchanged(empty, 0) is empty
    assert np.all(exchanged(empty, 0).degree == 0)
