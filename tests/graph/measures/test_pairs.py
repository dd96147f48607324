"""The best unconnected pairs: as networkx counts them, the same bits on every way, in every order."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.kernels import pairs
from graph.measures.kernels.compiled import compiled_loops
from graph.measures.kernels.pairs import SCALE, inverse_weights, pair_scores, top_missing

GRAPHS = {
    "karate": nx.karate_club_graph(),
    "les miserables": nx.convert_node_labels_to_integers(nx.les_miserables_graph()),
    "davis": nx.convert_node_labels_to_integers(nx.davis_southern_women_graph()),
    "florentine": nx.convert_node_labels_to_integers(nx.florentine_families_graph()),
    "scale free": nx.barabasi_albert_graph(300, 4, seed=7),
    "complete": nx.complete_graph(12),
    "no tie": nx.empty_graph(12),
    "nobody": nx.empty_graph(0),
}


def _network(size: int, ties: set[tuple[int, int]]) -> nx.Graph[int]:
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(size))
    network.add_edges_from(ties)
    return network


NETWORKS = st.integers(2, 24).flatmap(
    lambda size: st.builds(
        _network,
        st.just(size),
        st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda tie: tie[0] < tie[1])),
    )
)


def matrix(network: nx.Graph[int]) -> sp.csr_array:
    nodes = sorted(network)
    if not nodes:
        return sp.csr_array((0, 0), dtype=np.int64)
    ones = sp.csr_array(nx.to_scipy_sparse_array(network, nodelist=nodes, dtype=np.int64, weight=None, format="csr"))  # type: ignore[call-overload]
    ones.sort_indices()
    return ones


def degree(adjacency: sp.csr_array) -> np.ndarray:
    return np.asarray(np.diff(adjacency.indptr), dtype=np.int64)


def by_networkx(network: nx.Graph[int], k: int) -> list[tuple[int, int, int]]:
    scored = [
        (sum(SCALE // network.degree(one) for one in nx.common_neighbors(network, *pair)), min(pair), max(pair))
        for pair in nx.non_edges(network)
    ]
    return sorted((row for row in scored if row[0]), key=lambda row: (-row[0], row[1], row[2]))[:k]


def listed(found: pairs.TopPairs) -> list[tuple[int, int, int]]:
    return list(zip(found.score.tolist(), found.first.tolist(), found.second.tolist(), strict=True))


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("name", GRAPHS)
def test_common_contacts_are_counted_as_networkx_counts_them(name: str, *, compiled: bool) -> None:
    adjacency = matrix(GRAPHS[name])
    found = top_missing(adjacency, adjacency, inverse_weights(degree(adjacency)), 60, compiled=compiled)
    assert listed(found) == by_networkx(GRAPHS[name], 60)


def test_the_compiled_loop_is_there_to_be_compared_with() -> None:
    assert compiled_loops() is not None


@settings(max_examples=60, deadline=None)
@given(NETWORKS, st.integers(1, 12))
def test_both_ways_give_the_same_bits(network: nx.Graph[int], k: int) -> None:
    adjacency = matrix(network)
    weights = inverse_weights(degree(adjacency))
    one, other = (top_missing(adjacency, adjacency, weights, k, compiled=way) for way in (True, False))
    assert listed(one) == listed(other)


def test_blocks_give_what_one_block_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    adjacency = matrix(GRAPHS["scale free"])
    weights = inverse_weights(degree(adjacency))
    whole = listed(top_missing(adjacency, adjacency, weights, 80, compiled=False))
    monkeypatch.setattr(pairs, "_BLOCK_PATHS", 97)
    assert listed(top_missing(adjacency, adjacency, weights, 80, compiled=False)) == whole


@settings(max_examples=40, deadline=None)
@given(NETWORKS, st.randoms(use_true_random=False))
def test_other_names_for_the_actors_change_no_score(network: nx.Graph[int], random: object) -> None:
    order = list(network)
    random.shuffle(order)  # type: ignore[attr-defined]
    renamed = nx.relabel_nodes(network, dict(zip(sorted(network), order, strict=True)))
    scores = []
    for one in (network, renamed):
        adjacency = matrix(one)
        scores.append(top_missing(adjacency, adjacency, inverse_weights(degree(adjacency)), 10_000).score.tolist())
    assert scores[0] == scores[1]


def test_a_pair_that_gets_its_tie_is_no_suggestion_any_more() -> None:
    network = nx.karate_club_graph()
    adjacency = matrix(network)
    _, first, second = listed(top_missing(adjacency, adjacency, inverse_weights(degree(adjacency)), 1))[0]
    network.add_edge(first, second)
    adjacency = matrix(network)
    found = listed(top_missing(adjacency, adjacency, inverse_weights(degree(adjacency)), 10_000))
    assert (first, second) not in {row[1:] for row in found}


def test_what_too_many_share_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "COLUMN_CAP", 3)
    topics = sp.csr_array(np.array([[1, 1], [1, 1], [1, 0], [1, 0]]))
    found = top_missing(sp.csr_array((4, 4), dtype=np.int64), topics, np.array([5, 7]), 10)
    assert found.skipped.tolist() == [0]
    assert listed(found) == [(7, 0, 1)]


def test_given_pairs_are_scored_one_by_one() -> None:
    adjacency = matrix(GRAPHS["karate"])
    weights = inverse_weights(degree(adjacency))
    found = top_missing(adjacency, adjacency, weights, 40)
    assert pair_scores(adjacency, weights, found.first, found.second).tolist() == found.score.tolist()


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("most", [1, 7, 60])
def test_rows_that_are_left_out_leave_nothing_out_of_the_answer(
    monkeypatch: pytest.MonkeyPatch, most: int, *, compiled: bool
) -> None:
    for seed in range(12):
        adjacency = matrix(nx.powerlaw_cluster_graph(120, 3, 0.5, seed=seed))
        topics = sp.csr_array((np.random.default_rng(seed).random((120, 25)) < 0.08).astype(np.int64))
        for joined, less in ((adjacency, 0), (topics, 1)):
            weights = inverse_weights(np.bincount(joined.indices, minlength=joined.shape[1]), less=less)
            whole = top_missing(adjacency, joined, weights, most, compiled=compiled)
            with monkeypatch.context() as patched:
                patched.setattr(pairs, "_WALKED_UP_TO", 0)
                patched.setattr(pairs, "_TASTED", 0.3)
                assert listed(top_missing(adjacency, joined, weights, most, compiled=compiled)) == listed(whole)
