import networkx as nx
import numpy as np
import pytest

from graph.measures.kernels.key_players import connected_pairs, find_key_players
from tests.support.small_networks import matrix, well_known


def pairs_left(network: "nx.Graph[int]") -> int:
    return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(network))


def greedy(network: "nx.Graph[int]", number: int) -> list[int]:
    """Try everyone, one after the other."""
    left, found = network.copy(), list[int]()
    for _ in range(number):
        without = {node: left.subgraph(set(left) - {node}) for node in left}
        best = min(left, key=lambda node: (pairs_left(without[node]), -left.degree(node), node))
        found.append(best)
        left.remove_node(best)
    return found


@pytest.mark.parametrize("name", sorted({*well_known()} - {"isolated"}))
def test_each_choice_is_the_best_of_all(name: str) -> None:
    network = well_known()[name]
    players = find_key_players(matrix(network), np.ones(len(network), np.int64), most=len(network), share=0.6)
    assert [player.index for player in players] == greedy(network, len(players))


@pytest.mark.parametrize("name", well_known())
def test_connected_pairs_are_those_with_a_way(name: str) -> None:
    network = well_known()[name]
    weights = np.ones(len(network), np.int64)
    assert connected_pairs(matrix(network), weights) == pairs_left(network)


def test_centre_of_a_star_separates_everybody() -> None:
    """Borgatti 2006: without the centre the fragmentation is 1."""
    (centre,) = find_key_players(matrix(nx.star_graph(6)), np.ones(7, np.int64), most=5, share=0.25)
    assert (centre.index, centre.separated, centre.lost) == (0, 15, 5)


def test_set_is_as_small_as_the_share_allows() -> None:
    """Two stars whose centres are tied: one centre separates less than 0.9 of the pairs, both do."""
    network = nx.disjoint_union(nx.star_graph(9), nx.star_graph(9))
    network.add_edge(0, 10)
    weights = np.ones(20, np.int64)
    assert [one.index for one in find_key_players(matrix(network), weights, most=5, share=0.5)] == [0]
    assert [one.index for one in find_key_players(matrix(network), weights, most=5, share=0.8)] == [0, 10]


def test_network_that_holds_has_no_key_players() -> None:
    assert find_key_players(matrix(nx.complete_graph(12)), np.ones(12, np.int64), most=5, share=0.25) == []
