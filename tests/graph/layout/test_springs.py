import time
from collections.abc import Iterator, Mapping
from itertools import combinations

import networkx as nx
import pytest

from graph.analysis import Analysis
from graph.layout.springs import box, positions
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import create_with_magdeburg


@pytest.fixture(scope="module")
def magdeburg() -> Iterator[Analysis]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield Analysis(store, "magdeburg", ("exists", "planned", "demanded", "ended", "unclear"))
    store.close()


def named(analysis: Analysis) -> dict[str, str]:
    everyone = {**analysis.former, **analysis.actors, **analysis.groups, **analysis.named_networks}
    return {iri: one.short or one.label.de for iri, one in everyone.items()}


def overlapping(places: Mapping[str, tuple[float, float]], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    def touches(one: str, other: str) -> bool:
        reach = [(first + second) / 2 for first, second in zip(box(labels[one]), box(labels[other]), strict=True)]
        return all(abs(places[one][axis] - places[other][axis]) < reach[axis] - 1 for axis in (0, 1))

    return [(one, other) for one, other in combinations(sorted(places), 2) if touches(one, other)]


def random_network(nodes: int, edges: int) -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(f"akteur-{number:04}" for number in range(nodes))
    drawn = nx.gnm_random_graph(nodes, edges, seed=7)
    network.add_edges_from((f"akteur-{one:04}", f"akteur-{other:04}") for one, other in drawn.edges)
    return network


def test_everyone_of_magdeburg_has_a_place_whoever_has_ended_too_and_so_has_the_network(magdeburg: Analysis) -> None:
    everyone = {*magdeburg.former, *magdeburg.actors, *magdeburg.groups}
    assert set(magdeburg.positions) == {*everyone, BASE + "magdeburg/netzwerk"}


def test_no_two_names_overlap_in_magdeburg(magdeburg: Analysis) -> None:
    drawn = magdeburg.positions
    pairs = [{one.iri for one in tie.parties} & drawn.keys() for tie in magdeburg.ties]
    tied = {iri: drawn[iri] for pair in pairs if len(pair) > 1 for iri in pair}  # the others' names stand beside them
    assert len(tied) >= 40
    assert overlapping(tied, named(magdeburg)) == []


def test_magdeburg_fits_a_landscape_screen(magdeburg: Analysis) -> None:
    xs, ys = zip(*magdeburg.positions.values(), strict=True)
    assert max(xs) - min(xs) < 1250
    assert max(ys) - min(ys) < 1000


def test_no_two_names_overlap_in_a_crowd() -> None:
    network = random_network(120, 300)
    labels = {iri: "Verein " * (1 + number % 4) for number, iri in enumerate(sorted(network))}
    assert overlapping(positions(network, {}, labels), labels) == []


def test_order_of_input_does_not_matter() -> None:
    network = random_network(40, 60)
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(network)))
    turned.add_edges_from((other, one) for one, other in reversed(list(network.edges)))
    groups = {"ag": {"akteur-0001", "akteur-0017", "akteur-0030"}}
    assert positions(network, groups) == positions(turned, groups)


def test_isolates_stand_beneath_all_others() -> None:
    network: nx.Graph[str] = nx.path_graph(["a", "b", "c"])
    network.add_nodes_from(["x", "y"])
    places = positions(network, {})
    lowest = max(places[node][1] for node in "abc")
    assert places["x"][1] == places["y"][1] > lowest


def test_members_of_a_group_stand_nearer_than_others() -> None:
    network: nx.Graph[str] = nx.cycle_graph([f"n{number:02}" for number in range(16)])
    members = {"n00", "n04", "n08", "n12"}

    def spread(groups: Mapping[str, set[str]]) -> float:
        places = positions(network, groups)
        return sum(
            abs(places[one][0] - places[other][0]) + abs(places[one][1] - places[other][1])
            for one, other in combinations(sorted(members), 2)
        )

    assert spread({"ag": members}) < spread({})


def test_group_without_members_in_the_network_changes_nothing() -> None:
    network: nx.Graph[str] = nx.path_graph(["a", "b", "c"])
    assert positions(network, {"ag": {"fremd"}}) == positions(network, {})


def test_empty_network_has_no_places() -> None:
    assert positions(nx.Graph(), {}) == {}


def separate(kind: "nx.Graph[int]", times: int) -> "nx.Graph[str]":
    return nx.relabel_nodes(nx.disjoint_union_all([kind] * times), lambda number: f"akteur-{number:04}")


@pytest.mark.parametrize(
    "network",
    [
        random_network(100, 180),
        separate(nx.path_graph(2), 100),
        separate(nx.complete_graph(6), 20),
        separate(nx.complete_graph(90), 1),
    ],
    ids=["crowd", "pairs", "circles", "everybody-with-everybody"],
)
def test_hundred_actors_are_placed_quickly(network: "nx.Graph[str]") -> None:
    """Goal 1 s on an idle machine; the limit leaves room for a busy one."""
    begun = time.process_time()
    places = positions(network, {}, dict.fromkeys(network, "Verein für alles"))
    assert time.process_time() - begun < 3
    assert overlapping(places, dict.fromkeys(network, "Verein für alles")) == []


def test_no_two_names_overlap_among_many_and_the_order_of_input_does_not_matter() -> None:
    network = random_network(400, 900)
    labels = {iri: "Verein " * (1 + number % 3) for number, iri in enumerate(sorted(network))}
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(network)))
    turned.add_edges_from((other, one) for one, other in reversed(list(network.edges)))
    places = positions(network, {}, labels)
    assert overlapping(places, labels) == []
    assert positions(turned, {}, labels) == places


def test_many_actors_with_partners_stand_nearer_than_others() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from((f"n{one:03}", f"n{other:03}") for one, other in nx.connected_caveman_graph(40, 10).edges)
    places = positions(network, {})

    def apart(one: str, other: str) -> float:
        return abs(places[one][0] - places[other][0]) + abs(places[one][1] - places[other][1])

    tied = sum(apart(one, other) for one, other in network.edges) / network.number_of_edges()
    nodes = sorted(network)
    anybody = [apart(one, other) for one, other in zip(nodes, nodes[len(nodes) // 2 :], strict=False)]
    assert tied < sum(anybody) / len(anybody) / 2


def test_fifteen_hundred_actors_are_placed_in_bounded_time() -> None:
    """About 2 s on an idle machine; the limit leaves room for a busy one."""
    network = random_network(1500, 4000)
    begun = time.process_time()
    positions(network, {}, dict.fromkeys(network, "Verein für alles"))
    assert time.process_time() - begun < 30
