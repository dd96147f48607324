import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.kernels.compiled import compiled_loops
from graph.measures.kernels.cuts import find_cuts
from tests.support.small_networks import matrix, plain, snapshot_of, well_known


def ones(size: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.ones(size, np.int64)


def pieces_without(network: "nx.Graph[int]", node: int) -> list[int]:
    others = nx.node_connected_component(network, node) - {node}
    return sorted((len(part) for part in nx.connected_components(network.subgraph(others))), reverse=True)


def check_cut_points(network: "nx.Graph[int]") -> None:
    cuts = find_cuts(matrix(network), ones(len(network)))
    for node in network:
        sizes = pieces_without(network, node)
        assert cuts.lost[node] == sum(sizes[1:])
        assert cuts.separated[node] == (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2
        assert (cuts.lost[node] > 0) == (node in set(nx.articulation_points(network)))
        if sizes[1:]:
            assert [len(piece) for piece in cuts.pieces(node)] == sizes[1:]


def check_bridges(network: "nx.Graph[int]") -> None:
    bridges = find_cuts(matrix(network), ones(len(network))).bridges()
    assert {frozenset((bridge.near, bridge.far)) for bridge in bridges} == {
        frozenset(pair)  # type: ignore[call-overload]  # the stubs take a pair for a node
        for pair in nx.bridges(network)
    }
    for bridge in bridges:
        cut = network.copy()
        cut.remove_edge(bridge.near, bridge.far)
        assert set(bridge.side.tolist()) == nx.node_connected_component(cut, bridge.near)
        assert bridge.weight == len(bridge.side) <= len(nx.node_connected_component(cut, bridge.far))


@pytest.mark.parametrize("name", well_known())
def test_cut_points_and_what_falls_apart_are_those_of_networkx(name: str) -> None:
    check_cut_points(well_known()[name])


@pytest.mark.parametrize("name", well_known())
def test_bridges_and_their_sides_are_those_of_networkx(name: str) -> None:
    check_bridges(well_known()[name])


@given(st.integers(1, 40), st.integers(0, 60), st.integers(0, 10**6))
def test_any_network_falls_apart_as_in_networkx(size: int, ties: int, seed: int) -> None:
    network = plain(nx.gnm_random_graph(size, ties, seed=seed))
    check_cut_points(network)
    check_bridges(network)


def test_network_of_nobody_has_no_cut_points() -> None:
    cuts = find_cuts(matrix(nx.empty_graph(0)), ones(0))
    assert not len(cuts.lost)
    assert cuts.bridges() == []


def test_groups_connect_and_weigh_nothing() -> None:
    """0-1-2, and 0 with 2 in a group: nobody is a cut point. 3 is in a group with 2 only, and hangs on 2."""
    from graph.measures.kernels.cuts import actor_weights, linked  # noqa: PLC0415

    arrays = snapshot_of(nx.Graph([(0, 1), (1, 2), (3, 3)]), groups=[(0, 2), (2, 3)])
    cuts = find_cuts(linked(arrays), actor_weights(arrays))
    assert cuts.lost[:4].tolist() == [0, 0, 1, 0]
    assert cuts.pieces(2)[0][0] == 3


def test_long_chain_does_not_end_the_walk() -> None:
    size = 20_000
    cuts = find_cuts(matrix(nx.path_graph(size)), ones(size))
    assert cuts.lost.max() == size // 2 - 1
    assert len(cuts.bridges(most=3)) == 3


@settings(deadline=None)  # the first one compiles
@given(st.integers(1, 30), st.integers(0, 40), st.integers(0, 999))
def test_both_ways_of_summing_up_give_the_same_bits(size: int, ties: int, seed: int) -> None:
    network = plain(nx.gnm_random_graph(size, ties, seed=seed))
    one, other = (find_cuts(matrix(network), ones(len(network)), compiled=way) for way in (True, False))
    assert compiled_loops() is not None
    assert one.lost.tolist() == other.lost.tolist()
    assert one.separated.tolist() == other.separated.tolist()
    assert [bridge.side.tolist() for bridge in one.bridges()] == [bridge.side.tolist() for bridge in other.bridges()]
