from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from graph.measures.centrality import betweenness, measure
from graph.model import Ref, Text, Tie
from graph.network.projection import simple
from tests.support.small_networks import by_name, well_known


def network_of(flat: "nx.Graph[Any]", **sectors: str) -> "nx.MultiDiGraph[str]":
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in flat:
        network.add_node(str(node), sector=sectors.get(str(node), ""))
    for number, (one, other) in enumerate(flat.edges):
        network.add_edge(str(one), str(other), key=f"t{number}", weight=1.0)
    return network


def demanded(name: str, *parties: str) -> Tie:
    ends = tuple(Ref(party, Text(party)) for party in parties)
    return Tie(name, "Interface", Text(name), "demanded", "stated", ends, ends, directed=False)


def test_centre_of_a_star_lies_on_every_shortest_path() -> None:
    """Freeman 1978: the star's centre has the greatest possible centrality, its points none."""
    measures = measure(network_of(nx.star_graph(5)))
    centre, point = measures.of("0"), measures.of("1")
    assert centre is not None
    assert point is not None
    assert (centre.degree, centre.betweenness, centre.is_articulation) == (5, 1.0, True)
    assert (point.degree, point.betweenness, point.is_articulation) == (1, 0.0, False)


def test_middle_of_a_path_of_five_carries_four_of_six_pairs() -> None:
    measures = measure(network_of(nx.path_graph(5)))
    assert measures.figures("2") == {"betweenness": 0.6667}
    assert measures.figures("1") == {"betweenness": 0.5}
    assert measures.articulation_points == ("1", "2", "3")
    assert measures.bridges == (("0", "1"), ("1", "2"), ("2", "3"), ("3", "4"))


def test_karate_club_has_the_published_values() -> None:
    """Zachary 1977, 34 members, 78 ties; betweenness of the instructor 0.4376, of the administrator 0.3041."""
    measures = measure(network_of(nx.karate_club_graph()))
    assert (measures.nodes, measures.pairs, measures.components) == (34, 78, (34,))
    assert measures.density == pytest.approx(0.1390, abs=1e-4)
    assert [(row.iri, round(row.betweenness, 4)) for row in measures.actors[:2]] == [("0", 0.4376), ("33", 0.3041)]
    assert measures.articulation_points == ("0",)
    assert measures.bridges == (("0", "11"),)


def test_strong_ties_are_short_ways() -> None:
    """Two strong ties by way of b (1/4 + 1/4) are nearer than the weak direct one (1/1)."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edge("a", "b", key="s1", weight=4.0)
    network.add_edge("b", "c", key="s2", weight=4.0)
    network.add_edge("a", "c", key="s3", weight=1.0)
    assert measure(network).figures("b") == {"betweenness": 1.0}


def test_complete_network_is_dense_and_nobody_is_between() -> None:
    measures = measure(network_of(nx.complete_graph(6)))
    assert measures.density == 1.0
    assert {row.betweenness for row in measures.actors} == {0.0}


def test_parallel_ties_are_one_contact_of_added_weight() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edge("a", "b", key="s1", weight=1.0)
    network.add_edge("b", "a", key="f1", weight=0.5)
    measures = measure(network)
    row = measures.of("a")
    assert row is not None
    assert (row.degree, row.weighted_degree) == (1, 1.5)
    assert (measures.pairs, measures.ties) == (1, 2)


def test_isolates_are_components_of_their_own() -> None:
    flat = nx.path_graph(3)
    flat.add_nodes_from([7, 8])
    measures = measure(network_of(flat))
    assert measures.components == (3, 1, 1)
    assert measures.isolates == ("7", "8")
    rows = {row.iri: row.component for row in measures.actors}
    assert rows == {"0": 1, "1": 1, "2": 1, "7": 2, "8": 3}


def test_pairs_are_counted_by_sector() -> None:
    sectors = {"0": "public", "1": "civil", "2": "civil", "3": "public"}
    measures = measure(network_of(nx.path_graph(4), **sectors))
    assert measures.sectors == {"civil": 2, "public": 2}
    assert measures.sector_pairs == {("civil", "civil"): 1, ("civil", "public"): 2}


def test_demanded_ties_are_counted_for_each_party_and_only_those() -> None:
    ties = [demanded("s1", "0", "1", "2"), demanded("s2", "0", "1"), replace(demanded("s3", "0"), state="exists")]
    measures = measure(network_of(nx.path_graph(3)), demanded=ties)
    assert {row.iri: row.demanded for row in measures.actors} == {"0": 2, "1": 2, "2": 1}


def test_empty_network_has_no_figures_and_no_error() -> None:
    measures = measure(nx.MultiDiGraph())
    assert (measures.nodes, measures.density, measures.components, measures.actors) == (0, 0.0, (), ())
    assert measures.figures("niemand") == {"betweenness": 0.0}


def test_large_network_is_sampled_says_so_and_repeats_itself() -> None:
    flat = simple(network_of(nx.gnm_random_graph(400, 900, seed=1)))
    estimate, is_estimate = betweenness(flat, exact_up_to=300)
    exact, is_other_estimate = betweenness(flat)
    assert (is_estimate, is_other_estimate) == (True, False)
    assert estimate == betweenness(flat, exact_up_to=300)[0]
    assert max(abs(estimate[node] - exact[node]) for node in exact) < 0.02


@pytest.mark.parametrize("name", well_known())
def test_figures_are_those_of_networkx_on_well_known_networks(name: str) -> None:
    flat = by_name(well_known()[name])
    measures = measure(network_of(flat))
    assert {row.iri: row.degree for row in measures.actors} == dict(flat.degree)
    assert {row.iri: row.betweenness for row in measures.actors} == pytest.approx(nx.betweenness_centrality(flat))
    assert measures.density == pytest.approx(nx.density(flat))
    assert list(measures.components) == sorted(map(len, nx.connected_components(flat)), reverse=True)
    assert set(measures.isolates) == set(nx.isolates(flat))
    assert set(measures.articulation_points) == set(nx.articulation_points(flat))
    assert {frozenset(pair) for pair in measures.bridges} == {frozenset(pair) for pair in nx.bridges(flat)}
