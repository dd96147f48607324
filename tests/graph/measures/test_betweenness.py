import random

import networkx as nx
import pytest

from graph.measures.betweenness import mean_dependency


def network(actors: int, ties: int, weights: list[float], seed: int) -> "nx.Graph[str]":
    chance = random.Random(seed)  # noqa: S311
    flat: nx.Graph[str] = nx.relabel_nodes(nx.gnm_random_graph(actors, ties, seed=seed), str)
    for *_, edge in flat.edges(data=True):
        edge["distance"] = 1 / chance.choice(weights)
    return flat


@pytest.mark.parametrize("weights", [[1.0], [1.0, 2.0, 4.0], [0.5, 1.0]])
@pytest.mark.parametrize(("actors", "ties"), [(40, 30), (60, 150), (3, 2), (5, 0)])
def test_all_starting_points_give_the_betweenness_of_networkx(actors: int, ties: int, weights: list[float]) -> None:
    flat = network(actors, ties, weights, seed=7)
    expected = nx.betweenness_centrality(flat, weight="distance")
    assert mean_dependency(flat, list(flat)) == pytest.approx(expected)


def test_some_starting_points_give_the_estimate_of_networkx() -> None:
    flat = network(200, 500, [1.0, 2.0], seed=3)
    expected = nx.betweenness_centrality(flat, weight="distance", k=20, seed=5)
    starts = random.Random(5).sample(list(flat), 20)  # noqa: S311 - as networkx chooses them
    assert mean_dependency(flat, starts) == pytest.approx(expected)


def test_paths_of_equal_length_count_as_equal_when_their_sums_are_rounded() -> None:
    flat: nx.Graph[str] = nx.Graph()
    for way, distances in {"a": (0.1, 0.2), "b": (0.2, 0.1)}.items():
        flat.add_edge("start", way, distance=distances[0])
        flat.add_edge(way, "end", distance=distances[1] + (1e-17 if way == "a" else 0))
    found = mean_dependency(flat, list(flat))
    assert found["a"] == pytest.approx(found["b"])


def test_tie_of_endless_weight_ends_the_search_too() -> None:
    flat: nx.Graph[str] = nx.Graph()
    flat.add_edge("a", "b", distance=1.0)
    flat.add_edge("b", "c", distance=1e-300)
    flat.add_edge("c", "d", distance=1.0)
    assert all(0 <= share <= 1 for share in mean_dependency(flat, list(flat)).values())
