"""How parts hang together and who stands between, on networks small enough to count by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.analysis import analysis_for
from graph.measures.brokerage import find_brokerage
from graph.measures.centrality import measure
from graph.measures.cohesion import (
    GroupCohesion,
    in_several_groups,
    measure_sectors,
    two_step_reach,
)
from graph.model import Actor, Ref, State, Text, Tie
from graph.network.arrays import make_arrays
from graph.network.members import members_by_group
from graph.protocol import Store

WANTED: tuple[State, ...] = ("exists", "demanded")


def test_a_sector_looks_as_far_outward_as_its_pairs_lead() -> None:
    """Two of A and two of B: one pair within A, two across; by chance 4 of 5 lead across."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, sector in (("a1", "A"), ("a2", "A"), ("b1", "B"), ("b2", "B"), ("x", "")):
        network.add_node(name, sector=sector)
    for number, (one, other) in enumerate([("a1", "a2"), ("a1", "b1"), ("a2", "b1"), ("x", "b2")]):
        network.add_edge(one, other, key=f"t{number}", weight=1.0)
    first, second = measure_sectors(measure(network))
    assert (first.sector, first.within, first.across) == ("A", 1, 2)
    assert first.expected_share == pytest.approx(4 / 5)
    assert (second.within, second.across) == (0, 2)


def test_two_steps_reach_contacts_and_their_contacts() -> None:
    assert two_step_reach(nx.to_dict_of_lists(nx.relabel_nodes(nx.path_graph(5), str))) == {
        "0": 2,
        "1": 3,
        "2": 4,
        "3": 3,
        "4": 2,
    }


def test_density_is_not_said_of_two_members() -> None:
    assert GroupCohesion("g", 2, 1, 1).density is None
    assert GroupCohesion("g", 3, 1, 1).density == pytest.approx(1 / 3)


def test_demanded_memberships_count_only_when_asked_for(magdeburg: Store) -> None:
    analysis = analysis_for(magdeburg)
    existing = members_by_group(analysis.ties, analysis.groups)
    wanted = members_by_group(analysis.ties, analysis.groups, WANTED)
    assert sum(map(len, wanted.values())) > sum(map(len, existing.values()))
    assert {actor.rsplit("/", 1)[1] for actor in in_several_groups(existing)} == {"verwaltung"}


def people(names: list[str]) -> dict[str, Actor]:
    return {name: Actor(name, Text(name)) for name in names}


def ties_of(network: nx.Graph[str]) -> list[Tie]:
    pairs = [(Ref(one, Text()), Ref(other, Text())) for one, other in network.edges]
    return [
        Tie(f"t{number}", "Interface", Text(), "demanded", "stated", ends, ends, directed=False)
        for number, ends in enumerate(pairs)
    ]


def test_brokers_of_a_demanded_network_are_those_of_the_same_existing_one() -> None:
    """Zachary's club: constraint of the instructor 0.1554 (networkx), and nothing while only existing ties count."""
    club = nx.relabel_nodes(nx.karate_club_graph(), str)
    actors, ties = people(list(club)), ties_of(club)
    assert find_brokerage(make_arrays(actors, {}, ties)).brokers is None
    found = find_brokerage(make_arrays(actors, {}, ties, states=WANTED))
    assert found.brokers is not None
    expected = nx.constraint(club, weight=None)
    assert {one.iri: one.constraint for one in found.brokers} == pytest.approx(
        {name: value for name, value in expected.items() if club.degree(name) > 1}
    )
    assert found.brokers[0].iri == "33"


@pytest.mark.parametrize("name", ["empty", "one", "isolated", "complete"])
def test_networks_without_anybody_between_have_an_answer(name: str) -> None:
    network = {
        "empty": nx.Graph(),
        "one": nx.empty_graph(1),
        "isolated": nx.empty_graph(20),
        "complete": nx.complete_graph(20),
    }[name]
    named = nx.relabel_nodes(network, str)
    found = find_brokerage(make_arrays(people(list(named)), {}, ties_of(named), states=WANTED))
    if name == "complete":
        assert found.brokers is not None
        assert all(one.open_pairs == 0 for one in found.brokers)
        assert found.losses == ()
    else:
        assert found.brokers is None
        assert found.losses is None
