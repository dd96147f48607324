import re
import tomllib
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import Analysis
from graph.gaps.fragile import find_fragile_gaps
from graph.gaps.result import GapResult
from graph.measures.kernels.weak_spots import find_weak_spots
from graph.model import Gap
from graph.network.model_reader import read_model
from graph.paths import ONTOLOGY
from graph.protocol import Store
from tests.support.small_networks import nameless, plain, snapshot_of, well_known


def found(network: "nx.Graph[int]", **more: object) -> GapResult:
    return find_fragile_gaps(snapshot_of(network, **more), nameless(), network="n")  # type: ignore[arg-type]


def of_rule(gaps: tuple[Gap, ...], rule: str) -> list[Gap]:
    return [gap for gap in gaps if gap.rule == rule]


def parties(gap: Gap) -> list[str]:
    return [ref.iri for ref in gap.parties]


def two_circles() -> "nx.Graph[int]":
    """Two complete circles of nine and seven, tied by 0 - 9, and three actors who know 9 only."""
    network = nx.disjoint_union(nx.complete_graph(9), nx.complete_graph(7))
    network.add_edges_from([(0, 9), (9, 16), (9, 17), (9, 18)])
    return network


def test_cut_point_names_what_falls_apart() -> None:
    first, second = of_rule(found(two_circles()).gaps, "cut-point")
    assert (parties(first), first.score) == (["a009"], 9.0)
    assert [reason.score for reason in first.reasons[:2]] == [6.0, 3.0]
    assert "a010, a011, a012, a013, a014 und 1 weitere" in first.reasons[0].text.de
    assert "a016, a017, a018" in first.reasons[1].text.de
    assert (parties(second), second.score) == (["a000"], 8.0)


def test_figures_of_a_cut_point_are_those_of_networkx() -> None:
    network, sectors = two_circles(), {node: "urn:x" if node < 9 else "urn:y" for node in range(19)}
    first = of_rule(found(network, sectors=sectors).gaps, "cut-point")[0]
    between = list(nx.non_edges(network.subgraph(network[9])))
    assert first.figures["open_pairs"] == len(between)
    assert first.figures["across"] == first.figures["gatekeeper"] == sum(0 in pair for pair in between)
    assert first.figures["coordinator"] == sum(0 not in pair for pair in between)
    assert first.figures["constraint"] == pytest.approx(nx.constraint(network)[9])
    assert first.figures["effective_size"] == pytest.approx(nx.effective_size(network)[9])
    assert first.figures["efficiency"] == pytest.approx(nx.effective_size(network)[9] / network.degree[9])
    assert 0 <= first.figures["hierarchy"] <= 1
    assert all(not gap.figures for gap in of_rule(found(network).gaps, "bridge"))


def test_bridge_names_its_smaller_side() -> None:
    (bridge,) = of_rule(found(two_circles()).gaps, "bridge")
    assert (sorted(parties(bridge)), bridge.score) == (["a000", "a009"], 9.0)
    assert "a001, a002, a003, a004" in bridge.reasons[0].text.de


def test_actor_with_one_contact_is_no_breaking_point_of_the_network() -> None:
    network = nx.complete_graph(16)
    network.add_edge(0, 16)
    assert of_rule(found(network).gaps, "cut-point") == []


def test_shared_group_is_a_second_way() -> None:
    gaps = found(two_circles(), groups=[(1, 10), (2, 16, 17, 18)]).gaps
    assert not of_rule(gaps, "bridge")
    assert not of_rule(gaps, "cut-point")


def test_one_actor_alone_between_two_sectors() -> None:
    """0..8 are of one sector, 9..15 of another; 0 knows 9 and 10. Both sides know, but 0 alone of the nine."""
    network = nx.disjoint_union(nx.complete_graph(9), nx.complete_graph(7))
    network.add_edges_from([(0, 9), (0, 10)])
    sectors = {node: "one" if node < 9 else "two" for node in network}
    (gap,) = of_rule(found(network, sectors=sectors).gaps, "sector-broker")
    assert (parties(gap), gap.score) == (["a000", "one", "two"], 8.0)
    assert "Von 9 Akteuren" in gap.reasons[0].text.de
    assert "Zahl der Kontakte: 2" in gap.reasons[0].text.de
    network.add_edge(1, 12)
    assert not of_rule(found(network, sectors=sectors).gaps, "sector-broker")


def test_sectors_that_meet_in_a_group_need_no_broker() -> None:
    network = nx.disjoint_union(nx.complete_graph(9), nx.complete_graph(7))
    network.add_edge(0, 9)
    sectors = {node: "one" if node < 9 else "two" for node in network}
    (gap,) = of_rule(found(network, sectors=sectors).gaps, "sector-broker")
    assert parties(gap) == ["a000", "one", "two"]
    assert not of_rule(found(network, sectors=sectors, groups=[(1, 2, 10, 11)]).gaps, "sector-broker")


def test_one_actor_alone_between_two_groups() -> None:
    network = nx.empty_graph(16)
    network.add_edges_from((node, node + 1) for node in range(8, 15))
    groups = [(0, 1, 2, 3), (3, 4, 5), (6, 7, *range(8, 14))]
    (gap,) = of_rule(found(network, groups=groups).gaps, "group-broker")
    assert (parties(gap), gap.score) == (["a003", "g00", "g01"], 2.0)
    network.add_edge(0, 4)
    assert not of_rule(found(network, groups=groups).gaps, "group-broker")
    network.remove_edge(0, 4)
    network.add_edge(3, 0)
    assert of_rule(found(network, groups=groups).gaps, "group-broker")


@pytest.mark.parametrize(
    ("about", "is_found"),
    [([(0, 0), (1, 0)], True), ([(0, 0), (1, 1)], False), ([(0, 0)], False), ([], True)],
    ids=["the same field", "different fields", "of one it is not known", "of no group it is known"],
)
def test_groups_that_have_nothing_to_do_with_each_other_need_no_broker(
    about: list[tuple[int, int]], *, is_found: bool
) -> None:
    network = nx.empty_graph(16)
    network.add_edges_from((node, node + 1) for node in range(8, 15))
    plain = snapshot_of(network, groups=[(0, 1, 2, 3), (3, 4, 5), (6, 7, *range(8, 14))])
    cells = np.array(about, np.int64).reshape(-1, 2)
    group_fields = sp.csr_array((np.ones(len(cells), np.int64), (cells[:, 0], cells[:, 1])), shape=(3, 2))
    known = replace(plain, fields=sp.eye_array(2, dtype=np.int64, format="csr"), group_fields=group_fields)
    assert bool(of_rule(find_fragile_gaps(known, nameless(), network="n").gaps, "group-broker")) == is_found
    depending = replace(known, depends=sp.csr_array(([1, 1], ([0, 1], [1, 0])), shape=(2, 2)))
    asked = of_rule(find_fragile_gaps(depending, nameless(), network="n").gaps, "group-broker")
    assert bool(asked) == (is_found or len(about) > 1), "one field depends on the other"


def test_who_only_gives_to_one_other_is_not_cut_off_from_the_network() -> None:
    """Of the three who know 9 alone two finance or audit it: one that is left is no breaking point."""
    plain = snapshot_of(two_circles())
    outside = np.isin(np.arange(plain.size), [16, 17])
    gaps = of_rule(find_fragile_gaps(replace(plain, outside=outside), nameless(), network="n").gaps, "cut-point")
    (hub,) = [gap for gap in gaps if parties(gap) == ["a009"]]
    assert (hub.score, of_rule(found(two_circles()).gaps, "cut-point")[0].score) == (7.0, 9.0)
    assert "a016" not in "".join(reason.text.de for reason in hub.reasons)


def test_few_actors_who_hold_the_network_together_are_one_gap() -> None:
    """Eight hubs, all tied, with three actors each: one hub separates 87 of 496 pairs, two 165."""
    network = nx.disjoint_union_all([nx.star_graph(3)] * 8)
    network.add_edges_from((one, other) for one in range(0, 32, 4) for other in range(0, one, 4))
    (gap,) = of_rule(found(network).gaps, "key-players")
    assert (parties(gap), gap.score) == (["a000", "a004"], 6.0)
    assert [reason.score for reason in gap.reasons] == [3.0, 3.0, 0.0]
    assert "33 Prozent" in gap.reasons[-1].text.de


def test_network_that_holds_is_said_to() -> None:
    holding = found(nx.complete_graph(20))
    assert holding.gaps == ()
    assert any("hält" in note.de for note in holding.notes)


@pytest.mark.parametrize("network", [nx.empty_graph(0), nx.empty_graph(1), nx.empty_graph(40), nx.path_graph(14)])
def test_too_little_data_are_said_instead_of_computed(network: "nx.Graph[int]") -> None:
    small = found(network)
    assert small.gaps == ()
    assert len(small.notes) == 1
    assert "nicht berechnet" in small.notes[0].de


def test_what_the_data_lack_is_named() -> None:
    notes = [note.de for note in found(two_circles()).notes]
    assert any("Bereiche" in note for note in notes)
    assert any("Gruppen" in note for note in notes)


@pytest.mark.parametrize("name", ["karate", "les_miserables", "davis", "random"])
def test_reasons_add_up_to_the_score(name: str) -> None:
    network = well_known()[name]
    for gap in found(network, sectors={node: str(node % 3) for node in network}).gaps:
        assert gap.score == sum(reason.score for reason in gap.reasons) > 0
        assert gap.kind == "fragile"
        assert all(
            wording and "{" not in wording for reason in gap.reasons for wording in (reason.text.de, reason.text.en)
        )
        assert gap.title.de
        assert gap.recommendation.en


def test_finding_that_a_few_ties_would_change_is_marked() -> None:
    gaps = of_rule(found(nx.path_graph(40)).gaps, "bridge")
    marked = [gap for gap in gaps if any(reason.text.de.startswith("Nicht belastbar") for reason in gap.reasons)]
    assert marked
    assert {gap.strength for gap in marked} == {"weak"}
    (hub, *_) = of_rule(found(nx.star_graph(40)).gaps, "cut-point")
    assert any(reason.text.de.startswith("Belastbar") for reason in hub.reasons)
    assert hub.strength == "strong"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.permutations(range(30)))
def test_other_names_change_nothing_but_the_names(seed: int, names: list[int]) -> None:
    network = plain(nx.gnm_random_graph(30, 34, seed=seed))
    arrays = snapshot_of(network, {node: str(node % 3) for node in network})
    renamed = nx.relabel_nodes(network, dict(enumerate(names)))
    other = snapshot_of(renamed, {names[node]: str(node % 3) for node in network})

    def seen(spots: object, back: dict[int, int]) -> set[tuple[object, ...]]:
        return {
            (spot.rule, frozenset(back[place] for place in spot.actors), spot.between, spot.score)
            for spot in spots  # type: ignore[attr-defined]
        }

    same = {place: place for place in range(30)}
    back = {name: place for place, name in enumerate(names)}
    assert seen(find_weak_spots(arrays, 100), same) == seen(find_weak_spots(other, 100), back)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_tie_around_a_cut_point_lightens_it(seed: int) -> None:
    network = plain(nx.gnm_random_graph(30, 34, seed=seed))
    for spot in (spot for spot in find_weak_spots(snapshot_of(network), 5) if spot.rule == "cut-point"):
        inside = {place for piece in spot.pieces for place in piece}
        rest = nx.node_connected_component(network, spot.actors[0]) - inside - set(spot.actors)
        closed = network.copy()
        closed.add_edge(spot.pieces[0][0], min(rest))
        after = {one.key: one.score for one in find_weak_spots(snapshot_of(closed), 100)}
        assert after.get(spot.key, 0) < spot.score


def test_large_network_is_not_tried_out_and_says_so() -> None:
    network = nx.path_graph(10_200)
    large = found(network)
    assert any("bis 10.000" in note.de for note in large.notes)
    assert not any("Proben" in reason.text.de for gap in large.gaps for reason in gap.reasons)


def test_magdeburg_records_too_little_to_speak_of_breaking_points(magdeburg: Store) -> None:
    analysis = Analysis(magdeburg, "magdeburg")
    arrays = analysis.arrays
    answer = find_fragile_gaps(arrays, read_model(magdeburg), network=analysis.network_iri)
    assert answer.gaps == ()
    assert "Bruchstellen sind nicht berechnet" in answer.notes[0].de


def test_order_of_ties_changes_nothing() -> None:
    arrays = snapshot_of(two_circles())
    shuffled = arrays.adjacency.tocoo()
    order = np.random.default_rng(1).permutation(shuffled.nnz)
    again = type(arrays.adjacency)(
        (shuffled.data[order], (shuffled.row[order], shuffled.col[order])), shape=shuffled.shape
    )
    assert find_fragile_gaps(replace(arrays, adjacency=again), nameless(), network="n") == found(two_circles())


def test_every_sentence_has_both_languages_and_the_same_blanks() -> None:
    with (ONTOLOGY / "wording" / "fragile.toml").open("rb") as file:
        sentences = [text for part in tomllib.load(file).values() for text in part.values()]
    assert len(sentences) > 20
    for text in sentences:
        assert text.keys() == {"de", "en"}
        assert set(re.findall(r"\{(\w+)\}", text["de"])) == set(re.findall(r"\{(\w+)\}", text["en"]))
