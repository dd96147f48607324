"""Guesses: ranked by the fixed recipe, each with reasons that add up, never for what is known or decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
import scipy.sparse as sp

from graph.analysis import Analysis
from graph.gaps import predicted
from graph.gaps.predicted import find_predicted_gaps
from graph.measures.kernels import communities, link_prediction
from graph.measures.kernels.link_prediction import Evidence, candidates, rank_pairs, top_heavy
from graph.measures.kernels.pairs import inverse_weights, pair_scores
from graph.measures.kernels.stability import Stability
from graph.network.arrays import Arrays
from graph.protocol import Store
from graph.store.open import open_store
from tests.support.small_networks import well_known

NEVER = {pair: Stability(1, 90, 4, 10) for pair in combinations(range(34), 2)}


def matrix(network: nx.Graph[int]) -> sp.csr_array:
    ones = sp.csr_array(nx.to_scipy_sparse_array(network, dtype=np.int64, weight=None, format="csr"))  # type: ignore[call-overload]
    ones.sort_indices()
    return ones


def arrays(network: nx.Graph[int]) -> Arrays:
    size = len(network)
    seated = [place for place in (0, 9, 15, 20, 33) if place < size]
    groups = sp.csr_array((np.ones(len(seated), np.int64), (seated, [0] * len(seated))), shape=(size, 1))
    return Arrays(
        actors=tuple(f"urn:a{place:02}" for place in range(size)),
        adjacency=matrix(network),
        sectors=("urn:s0", "urn:s1"),
        sector_of=np.arange(size) % 2,
        groups=("urn:g",),
        members=groups,
        topics=(),
        topics_of=sp.csr_array((size, 0), dtype=np.int64),
        tie_topics=np.empty((0, 3), dtype=np.int64),
    )


@pytest.fixture
def karate() -> Arrays:
    return arrays(nx.karate_club_graph())


def auc(scores: np.ndarray, wanted: np.ndarray) -> float:
    positives, negatives = int(wanted.sum()), int((~wanted).sum())
    from scipy.stats import rankdata  # noqa: PLC0415 - a second that every worker would take to collect

    return float((rankdata(scores)[wanted].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def test_hidden_ties_are_found_better_than_by_common_contacts_alone() -> None:
    gains = []
    for name in (nx.karate_club_graph(), nx.convert_node_labels_to_integers(nx.les_miserables_graph())):
        whole = matrix(name).toarray()
        first, second = np.nonzero(np.triu(whole, 1))
        for seed in range(6):
            hidden = np.random.default_rng(seed).choice(len(first), len(first) // 7, replace=False)
            known = whole.copy()
            known[first[hidden], second[hidden]] = known[second[hidden], first[hidden]] = 0
            adjacency = sp.csr_array(known)
            ranking = rank_pairs(Evidence(adjacency))
            one, other = candidates(Evidence(adjacency))
            alone = pair_scores(adjacency, inverse_weights(known.sum(axis=0)), one, other)
            recipe_auc = auc(ranking.score, whole[ranking.first, ranking.second] > 0)
            gains.append(recipe_auc - auc(alone, whole[one, other] > 0))
    assert np.mean(gains) > 0.02


def test_the_rank_counts_most_at_the_top() -> None:
    ranks = top_heavy(np.array([1.0, 2.0, 3.0, 4.0, 4.0]))
    steps = np.diff(ranks[:4])
    assert (np.diff(steps) > 0).all()
    assert ranks[3] == ranks[4]
    assert ranks.max() <= 1


def test_reasons_add_up_to_the_score_exactly(karate: Arrays, magdeburg: Store) -> None:
    found = find_predicted_gaps(karate, Analysis(magdeburg).model, network=None)
    assert len(found.gaps) == 50
    for gap in found.gaps:
        assert gap.score == sum(reason.score for reason in gap.reasons)
        assert 1 <= len([reason for reason in gap.reasons if reason.score]) <= 4
    assert [gap.score for gap in found.gaps] == sorted((gap.score for gap in found.gaps), reverse=True)


def test_a_reason_names_the_contacts_both_have(karate: Arrays, magdeburg: Store) -> None:
    gap = find_predicted_gaps(karate, Analysis(magdeburg).model, network=None, top=1).gaps[0]
    places = [int(party.iri[-2:]) for party in gap.parties]
    common = set(nx.common_neighbors(nx.karate_club_graph(), *places))
    texts = " ".join(reason.text.de for reason in gap.reasons)
    assert common
    assert any(f"a{one:02}" in texts for one in common)


def test_known_pairs_are_not_suggested_and_an_answer_brings_up_the_next(karate: Arrays, magdeburg: Store) -> None:
    model = Analysis(magdeburg).model
    first = find_predicted_gaps(karate, model, network=None, top=1).gaps[0]
    left = find_predicted_gaps(karate, model, network=None, top=1, answered=[first.id])
    assert [gap.id for gap in left.gaps] == [
        gap.id for gap in find_predicted_gaps(karate, model, network=None, top=2).gaps
    ]
    assert left.gaps[0].id == first.id
    every = find_predicted_gaps(karate, model, network=None, top=2_000)
    suggested = {frozenset(party.iri for party in gap.parties) for gap in every.gaps}
    tied = {
        frozenset((karate.actors[one], karate.actors[other]))
        for one, other in zip(*karate.adjacency.nonzero(), strict=True)
    }
    assert not suggested & tied


@pytest.mark.parametrize("top", [1, 50])
def test_what_is_not_kept_of_a_ranking_is_found_all_the_same(
    karate: Arrays, magdeburg: Store, monkeypatch: pytest.MonkeyPatch, top: int
) -> None:
    monkeypatch.setattr(predicted, "_reliabilities", lambda *_: NEVER)
    model, answered = Analysis(magdeburg).model, list[str]()
    for _ in range(2):
        monkeypatch.setattr(predicted, "KEPT_OF_A_RANKING", 5_000)
        every = find_predicted_gaps(replace(karate), model, network=None, top=top, answered=answered).gaps
        monkeypatch.setattr(predicted, "KEPT_OF_A_RANKING", 3)
        assert find_predicted_gaps(replace(karate), model, network=None, top=top, answered=answered).gaps == every
        answered = [gap.id for gap in every[::2]]


def test_the_same_network_gives_the_same_guesses(karate: Arrays) -> None:
    evidence = Evidence(karate.adjacency, [karate.sector_of], [karate.members])
    one, other = rank_pairs(evidence), rank_pairs(evidence)
    assert (one.score == other.score).all()
    assert (one.first == other.first).all()


@pytest.mark.parametrize("compiled", [True, False])
def test_a_large_network_is_ranked_from_candidates(monkeypatch: pytest.MonkeyPatch, *, compiled: bool) -> None:
    monkeypatch.setattr(link_prediction, "EXACT_UP_TO", 50)
    monkeypatch.setattr(communities, "LOUVAIN_UP_TO", 50)
    network = nx.powerlaw_cluster_graph(400, 4, 0.6, seed=2)
    adjacency = matrix(network)
    groups = sp.csr_array((np.random.default_rng(1).random((400, 30)) < 0.05).astype(np.int64))
    evidence = Evidence(adjacency, [np.arange(400) % 3], [groups])
    ranking = rank_pairs(evidence, compiled=compiled)
    assert 0 < len(ranking) <= 2 * link_prediction.CANDIDATES
    assert not adjacency.toarray()[ranking.first, ranking.second].any()
    other = rank_pairs(evidence, compiled=not compiled)
    assert (ranking.score == other.score).all()


def test_short_walks_come_near_the_whole_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    network = nx.powerlaw_cluster_graph(300, 4, 0.6, seed=2)
    adjacency, ends = matrix(network), (np.array([0, 3, 9]), np.array([250, 120, 77]))
    exact = link_prediction.walk_between(adjacency, *ends)
    monkeypatch.setattr(link_prediction, "EXACT_UP_TO", 50)
    assert link_prediction.walk_between(adjacency, *ends) == pytest.approx(exact, abs=0.02)


def test_few_actors_or_few_ties_are_said_and_not_guessed_from(magdeburg: Store) -> None:
    analysis = Analysis(magdeburg)
    silent = replace(arrays(nx.path_graph(34)), adjacency=sp.csr_array((34, 34), dtype=np.int64))
    small = find_predicted_gaps(silent, analysis.model, network=None)
    assert small.gaps == ()
    assert "20" in small.notes[0].de
    taken = analysis.arrays
    magdeburgs = find_predicted_gaps(taken, analysis.model, network=None)
    assert magdeburgs.gaps == ()
    assert magdeburgs.notes


def test_circles_of_a_large_network_follow_the_most_frequent_label() -> None:
    network = nx.gnm_random_graph(60, 90, seed=4)
    labels = np.random.default_rng(0).integers(0, 6, 60)
    found = communities.most_common(matrix(network), labels, np.arange(len(labels)))
    for node in network:
        counted = Counter(int(labels[other]) for other in network[node])
        expected = min(counted, key=lambda label: (-counted[label], label)) if counted else int(labels[node])
        assert found[node] == expected


def test_topics_and_place_of_an_entry_count(karate: Arrays, magdeburg: Store) -> None:
    """Two who are alike in both come before the same two who are not."""
    size = karate.size
    own = np.zeros((size, 12), dtype=np.int64)
    own[np.arange(size), np.arange(size) % 12] = 1
    own[[24, 28]] = np.eye(12, dtype=np.int64)[0]
    place = np.arange(size) % 5
    place[[24, 28]] = 3
    alike = replace(
        karate,
        topics=tuple(f"urn:t{number:02}" for number in range(12)),
        topics_of=sp.csr_array(own),
        districts=tuple(f"urn:p{number}" for number in range(5)),
        district_of=place,
    )
    model = Analysis(magdeburg).model
    ranks = {
        is_alike: [
            {party.iri for party in gap.parties}
            for gap in find_predicted_gaps(one, model, network=None, top=2_000).gaps
        ].index({"urn:a24", "urn:a28"})
        for is_alike, one in ((True, alike), (False, karate))
    }
    assert ranks[True] < ranks[False]
    found = find_predicted_gaps(alike, model, network=None, top=2_000).gaps
    assert any("Beide in p3." in reason.text.de for gap in found for reason in gap.reasons)


def test_an_entry_gives_its_actor_topics_and_a_place() -> None:
    store = open_store("memory:")
    store.update(
        """PREFIX netz: <https://w3id.org/akteursnetz/ns#> PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX org: <http://www.w3.org/ns/org#>
        INSERT DATA {
          <urn:a> a org:FormalOrganization ; netz:topic <urn:t> ; dct:spatial <urn:p> .
          <urn:b> a org:FormalOrganization ; netz:topic <urn:t> .
          <urn:c> a org:FormalOrganization . <urn:a> org:linkedTo <urn:b> }""",
        checked=False,
    )
    analysis = Analysis(store)
    taken = analysis.arrays
    store.close()
    assert taken.topics_of.toarray().tolist() == [[1], [1], [0]]
    assert taken.district_of.tolist() == [0, -1, -1]
    assert taken.tie_topics.tolist() == [[0, 1, 0]], "a tie of two who name a topic is on it"


@pytest.mark.parametrize("name", ["karate", "les_miserables", "davis", "florentine", "barbell"])
def test_walks_are_the_personalised_pagerank_of_networkx(name: str) -> None:
    network = well_known()[name]
    first, second = np.triu_indices(len(network), 1)
    found = link_prediction.walk_between(matrix(network), first, second)
    ranks = {
        node: nx.pagerank(
            network, alpha=1 - link_prediction.RESTART, personalization={node: 1}, tol=1e-13, max_iter=500
        )
        for node in network
    }
    expected = [
        ranks[one][other] + ranks[other][one] for one, other in zip(first.tolist(), second.tolist(), strict=True)
    ]
    assert found == pytest.approx(np.array(expected), abs=1e-9)


def test_what_the_trials_have_not_borne_out_is_weak_and_says_so(
    karate: Arrays, magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Analysis(magdeburg).model
    tried = find_predicted_gaps(karate, model, network=None, top=5).gaps
    assert all(gap.reasons[-1].text.de.startswith(("Belastbar:", "Nicht belastbar:")) for gap in tried)
    monkeypatch.setattr(predicted, "rank_ranges", lambda *_, **__: NEVER)
    found = find_predicted_gaps(replace(karate), model, network=None, top=5).gaps
    assert {gap.strength for gap in found} == {"weak"}
    assert all("nur in 4 von 10" in gap.reasons[-1].text.de for gap in found)
    monkeypatch.setattr(predicted, "CHECKED_UP_TO", 10)
    unchecked = find_predicted_gaps(karate, model, network=None, top=5)
    assert [note.de for note in unchecked.notes] == [
        "Ob diese Vermutungen belastbar sind, wird nur bis 10 Akteure geprüft."
    ]


def apart(*networks: nx.Graph[int]) -> Arrays:
    """Networks beside each other, of one sector and without a group."""
    whole: nx.Graph[int] = nx.disjoint_union_all(networks)
    size = len(whole)
    none = sp.csr_array((size, 1), dtype=np.int64)
    return replace(arrays(whole), sector_of=np.zeros(size, np.int64), members=none)


@pytest.mark.parametrize("sizes", [(20, 2), (10, 10), (16,)])
def test_nothing_is_guessed_where_all_pairs_are_tied_and_nothing_joins_the_parts(
    magdeburg: Store, sizes: tuple[int, ...]
) -> None:
    found = find_predicted_gaps(apart(*map(nx.complete_graph, sizes)), Analysis(magdeburg).model, network=None)
    assert found.gaps == ()
    assert found.notes[0].de.startswith("Es gibt nichts zu vermuten")


def test_parts_that_nothing_joins_are_left_to_themselves_and_a_shared_group_joins(magdeburg: Store) -> None:
    model = Analysis(magdeburg).model
    separate = apart(nx.karate_club_graph(), nx.cycle_graph(12))
    found = find_predicted_gaps(separate, model, network=None, top=2_000)
    sides = [{int(party.iri[-2:]) < 34 for party in gap.parties} for gap in found.gaps]
    assert found.gaps
    assert all(len(side) == 1 for side in sides)
    assert any("2 Teile" in note.de for note in found.notes)
    seats = sp.csr_array((np.ones(2, np.int64), ([0, 40], [0, 0])), shape=(46, 1))
    joined = find_predicted_gaps(replace(separate, members=seats), model, network=None, top=2_000)
    assert any({int(party.iri[-2:]) < 34 for party in gap.parties} == {True, False} for gap in joined.gaps)


def test_circles_and_sectors_are_a_reason_only_where_they_have_much_to_do_with_each_other(magdeburg: Store) -> None:
    """Two cliques joined by one tie, each a sector: across them neither is true, and within all are tied."""
    two: nx.Graph[int] = nx.disjoint_union(nx.complete_graph(9), nx.complete_graph(9))
    two.add_edge(0, 9)
    taken = replace(apart(two), sector_of=(np.arange(18) > 8).astype(np.int64))
    found = find_predicted_gaps(taken, Analysis(magdeburg).model, network=None, top=2_000)
    said = " ".join(reason.text.de for gap in found.gaps for reason in gap.reasons)
    assert found.gaps
    assert "Kreis" not in said
    assert "öfter verbunden" not in said
    assert "gar nicht verbunden" not in said
    for gap in found.gaps:
        assert gap.score == sum(reason.score for reason in gap.reasons)
    inner = find_predicted_gaps(arrays(nx.karate_club_graph()), Analysis(magdeburg).model, network=None, top=10)
    assert any("Gehören demselben Kreis an" in reason.text.de for gap in inner.gaps for reason in gap.reasons)
