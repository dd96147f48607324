from itertools import combinations
from types import SimpleNamespace

import networkx as nx
import pytest

from graph.analysis import Analysis, analysis_for
from graph.errors import TooLarge
from graph.protocol import Store
from graph.scenarios.best_links import Goal, PossibleLink, best_links
from graph.scenarios.picture import mean_distance
from tests.support.small_networks import by_name, nameless, well_known

CONNECTED = ["karate", "les_miserables", "davis", "florentine", "path", "barbell", "random", "star"]


def links(network: "nx.Graph[int]", goal: Goal, k: int = 1) -> list[PossibleLink]:
    named = by_name(network)
    return best_links(SimpleNamespace(simple=named, model=nameless()), goal, k)  # type: ignore[arg-type]


def with_tie(network: "nx.Graph[int]", one: int, other: int) -> "nx.Graph[int]":
    added = network.copy()
    added.add_edge(one, other)
    return added


def mean(network: "nx.Graph[int]") -> float:
    found = mean_distance(by_name(network))[0]
    assert found is not None
    return found


def cut_points(network: "nx.Graph[int]") -> int:
    return len(set(nx.articulation_points(network)))


def ends(link: PossibleLink) -> tuple[int, int]:
    return int(link.a.iri[1:]), int(link.b.iri[1:])


@pytest.mark.parametrize("name", ["davis", "florentine", "path", "barbell", "star"])
def test_no_pair_shortens_the_ways_more(name: str) -> None:
    network = well_known()[name]
    (link,) = links(network, "distance")
    pairs = [pair for pair in combinations(network, 2) if nx.has_path(network, *pair) and not network.has_edge(*pair)]
    best = max(mean(network) - mean(with_tie(network, *pair)) for pair in pairs)
    assert link.gain == pytest.approx(best)
    assert mean(network) - mean(with_tie(network, *ends(link))) == pytest.approx(link.gain)


@pytest.mark.parametrize("name", CONNECTED)
def test_no_pair_frees_more_cut_points(name: str) -> None:
    network = well_known()[name]
    before = cut_points(network)
    best = max(before - cut_points(with_tie(network, *pair)) for pair in combinations(network, 2))
    found = links(network, "cut-points")
    assert [link.gain for link in found] == ([best] if best else [])
    for link in found:
        assert before - cut_points(with_tie(network, *ends(link))) == best


def test_each_gain_counts_what_was_added_before() -> None:
    network = well_known()["random"]
    for link in links(network, "distance", 3):
        after = with_tie(network, *ends(link))
        assert mean(network) - mean(after) == pytest.approx(link.gain)
        network = after


def test_parts_are_joined_largest_first_until_there_is_one() -> None:
    network = nx.disjoint_union_all([nx.star_graph(5), nx.path_graph(2), nx.star_graph(3)])
    assert [(ends(link), link.gain) for link in links(network, "components", 9)] == [((0, 8), 1.0), ((0, 6), 1.0)]


@pytest.mark.parametrize("goal", ["components", "distance", "cut-points"])
@pytest.mark.parametrize("network", [nx.empty_graph(0), nx.empty_graph(1), nx.complete_graph(5)])
def test_where_nothing_helps_nothing_is_suggested(goal: Goal, network: "nx.Graph[int]") -> None:
    assert links(network, goal, 3) == []


def test_groups_are_no_ends() -> None:
    network = nx.Graph([("a1", "g"), ("g", "a2"), ("a2", "a3"), ("a3", "a4")])
    network.nodes["g"]["group"] = True
    analysis = SimpleNamespace(simple=network, model=nameless())
    for goal in ("distance", "cut-points"):
        found = best_links(analysis, goal, 3)  # type: ignore[arg-type]
        assert found
        assert all("g" not in (link.a.iri, link.b.iri) for link in found)


def test_network_beyond_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        links(nx.path_graph(2_001), "distance")


def test_demands_are_met_by_the_pairs_they_name(magdeburg: Store) -> None:
    analysis: Analysis = analysis_for(magdeburg, "magdeburg")
    found = best_links(analysis, "demands", 100)
    open_demands = sum(gap.rule == "interface-missing" for gap in analysis.gaps)
    assert sum(link.gain for link in found) == pytest.approx(open_demands)
    assert [link.gain for link in found] == sorted((link.gain for link in found), reverse=True)
    demanded = {
        frozenset(pair)
        for gap in analysis.gaps
        for pair in combinations([ref.iri for ref in gap.parties], 2)
        if gap.rule == "interface-missing"
    }
    assert {frozenset((link.a.iri, link.b.iri)) for link in found} <= demanded


def test_suggestions_do_not_touch_the_network(magdeburg: Store) -> None:
    analysis = analysis_for(magdeburg, "magdeburg")
    before = analysis.simple.number_of_edges()
    assert best_links(analysis, "components", 3)
    assert analysis.simple.number_of_edges() == before
