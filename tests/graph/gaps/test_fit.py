"""Shared topics without a tie: counted as by hand, compared with chance as published, worded for people."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from graph.analysis import Analysis
from graph.gaps import common_topics
from graph.gaps.fit import find_fit_gaps
from graph.gaps.reliability import band
from graph.measures.kernels import fit, pairs
from graph.measures.kernels.baseline import Expected, expect_triangles
from graph.measures.kernels.fit import Triangles, count_triangles, misfits
from graph.measures.kernels.pairs import SCALE
from graph.network.arrays import Arrays
from graph.protocol import Store
from graph.terms import BASE
from tests.support.statements import add

WETLANDS = os.environ.get("AKTEURSNETZ_WETLANDS", "")
SMALL = st.integers(2, 9).flatmap(
    lambda n: st.tuples(
        st_numpy.arrays(np.int64, (n, n), elements=st.integers(0, 1)),
        st_numpy.arrays(np.int64, (n, 4), elements=st.integers(0, 1)),
    )
)


def symmetric(ties: np.ndarray) -> sp.csr_array:
    upper = np.triu(ties, 1)
    return sp.csr_array(upper + upper.T)


def by_hand(ties: sp.csr_array, topics: np.ndarray) -> Triangles:
    dense, opened, closed, pairs = ties.toarray(), 0, 0, 0
    for one, other in combinations(range(len(dense)), 2):
        shared = int((topics[one] & topics[other]).sum())
        closed += shared * dense[one, other]
        opened += shared * (1 - dense[one, other])
        pairs += bool(shared) and not dense[one, other]
    return Triangles(int(opened), int(closed), int(pairs))


@settings(max_examples=80, deadline=None)
@given(SMALL)
def test_triangles_are_counted_as_by_hand(case: tuple[np.ndarray, np.ndarray]) -> None:
    ties = symmetric(case[0])
    assert count_triangles(ties, sp.csr_array(case[1])) == by_hand(ties, case[1])


def test_a_topic_of_two_weighs_more_than_one_of_many() -> None:
    topics = sp.csr_array(np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]]))
    found = misfits(sp.csr_array((5, 5), dtype=np.int64), topics, 10)
    assert [score / SCALE for score in found.score.tolist()] == [1.0, 0.5, 0.5, 0.5]


def by_pairs(
    ties: sp.csr_array, topics: np.ndarray, depends: np.ndarray, seated: np.ndarray
) -> list[tuple[int, int, int]]:
    """Every unconnected pair with its score, by the definition: each shared topic, each dependency either way.

    A topic on which both have a seat is nothing that they share.
    """
    actors_of = [set(np.flatnonzero(topics[:, place]).tolist()) for place in range(topics.shape[1])]

    def weight(one: int, other: int) -> int:
        number = len(actors_of[one] | actors_of[other])
        return SCALE // (number - 1) if number > 1 else 0

    found = []
    for a, b in combinations(range(len(topics)), 2):
        shared = topics[a] & topics[b] & ~(seated[a] & seated[b])
        score = sum(weight(topic, topic) for topic in np.flatnonzero(shared).tolist())
        for one, other in zip(*(axis.tolist() for axis in np.nonzero(depends)), strict=True):
            score += weight(one, other) * int(topics[a, one] & topics[b, other])
        if score and not ties[a, b]:
            found.append((score, a, b))
    return sorted(found, key=lambda row: (-row[0], row[1], row[2]))


@settings(max_examples=80, deadline=None)
@given(SMALL, st.integers(0, 2**16), st.sampled_from([0, 0.4]), st.sampled_from([0, 0.5]))
def test_pairs_with_topics_that_depend_on_each_other_and_with_seats_count_as_by_hand(
    case: tuple[np.ndarray, np.ndarray], seed: int, depending: float, sitting: float
) -> None:
    ties, topics, number, random = symmetric(case[0]), case[1], case[1].shape[1], np.random.default_rng(seed)
    depends = symmetric((random.random((number, number)) < depending).astype(np.int64))
    seated = (random.random(topics.shape) < sitting).astype(np.int64)
    for way in (True, False):
        found = misfits(ties, sp.csr_array(topics), 10_000, depends=depends, seated=sp.csr_array(seated), compiled=way)
        rows = list(zip(found.score.tolist(), found.first.tolist(), found.second.tolist(), strict=True))
        assert rows == by_pairs(ties, topics, depends.toarray(), seated)


def test_expectation_and_variance_are_those_of_many_random_networks() -> None:
    actors, topics, p, q, random = 7, 5, 0.4, 0.3, np.random.default_rng(1)
    ties = np.triu(random.random((20_000, actors, actors)) < q, 1)
    takes = (random.random((20_000, actors, topics)) < p).astype(np.int64)
    counts = ((takes @ takes.transpose(0, 2, 1)) * ties).sum(axis=(1, 2))
    from graph.measures.kernels.baseline import moments  # noqa: PLC0415 - the formula itself

    expected = moments(0, actors, topics, p, q)
    assert np.mean(counts) == pytest.approx(expected.expectation, rel=0.02)
    assert np.var(counts) == pytest.approx(expected.variance, rel=0.05)


def test_more_than_chance_is_two_deviations() -> None:
    assert Expected(30, 20.0, 25.0).is_more
    assert not Expected(29, 20.0, 25.0).is_more
    assert Expected(3, 3.0, 0.0).deviation == 0


@pytest.mark.skipif(not WETLANDS, reason="AKTEURSNETZ_WETLANDS names the folder of the published network")
def test_the_published_wetlands_values_are_reproduced() -> None:
    folder = Path(WETLANDS)
    with (folder / "wetlands_nodes.csv").open() as nodes, (folder / "wetlands.csv").open() as links:
        levels = {row["node"]: row["level"] for row in csv.DictReader(nodes)}
        rows = [(row["source"], row["target"]) for row in csv.DictReader(links)]
    actors = [node for node, level in levels.items() if level == "actor"]
    activities = [node for node, level in levels.items() if level != "actor"]
    ties, topics = np.zeros((80, 80), np.int64), np.zeros((80, 52), np.int64)
    for one, other in rows:
        if levels[one] == levels[other] == "actor":
            ties[actors.index(one), actors.index(other)] = ties[actors.index(other), actors.index(one)] = 1
        elif "actor" in (levels[one], levels[other]):
            actor, activity = (one, other) if levels[one] == "actor" else (other, one)
            topics[actors.index(actor), activities.index(activity)] = 1
    adjacency, topics_of = sp.csr_array(ties), sp.csr_array(topics)
    assert count_triangles(adjacency, topics_of) == Triangles(open=543, closed=167, pairs=374)
    opened = expect_triangles(adjacency, topics_of, 543, closed=False)
    closed = expect_triangles(adjacency, topics_of, 167, closed=True)
    assert (round(opened.expectation, 3), round(opened.variance, 3)) == (169.144, 949.774)
    assert (round(closed.expectation, 4), round(closed.variance, 4)) == (16.9615, 25.6929)


def arrays(topics: np.ndarray, ties: np.ndarray) -> Arrays:
    size, number = topics.shape
    none = sp.csr_array((size, 0), dtype=np.int64)
    return Arrays(
        actors=tuple(f"urn:a{place:02}" for place in range(size)),
        adjacency=symmetric(ties),
        sectors=(),
        sector_of=np.full(size, -1, dtype=np.int64),
        groups=(),
        members=none,
        topics=tuple(f"urn:t{place}" for place in range(number)),
        topics_of=sp.csr_array(topics),
        tie_topics=np.empty((0, 3), dtype=np.int64),
    )


def test_reasons_add_up_to_the_score_exactly(magdeburg: Store) -> None:
    model, random = Analysis(magdeburg).model, np.random.default_rng(3)
    case = arrays((random.random((40, 9)) < 0.3).astype(np.int64), np.zeros((40, 40), np.int64))
    found = find_fit_gaps(case, model, network=None)
    assert found.gaps
    for gap in found.gaps:
        assert gap.score == sum(reason.score for reason in gap.reasons)
        assert gap.reasons[0].score == max(reason.score for reason in gap.reasons)


def test_two_on_topics_that_depend_on_each_other_are_a_gap_that_says_so(store: Store) -> None:
    schools = "".join(f"<stadt/schule{n}> a org:Organization ; netz:topic <stadt/sprache> . " for n in range(8))
    firms = "".join(f"<stadt/firma{n}> a org:Organization ; netz:topic <stadt/arbeit> . " for n in range(8))
    add(store, schools + firms + "<stadt/sprache> a skos:Concept . <stadt/arbeit> a skos:Concept .")
    found = Analysis(store).find_gaps(["fit"], top=500)
    apart = [gap for gap in found if "schule" in gap.parties[0].iri + gap.parties[1].iri]
    assert all("firma" not in gap.parties[0].iri + gap.parties[1].iri for gap in apart)
    add(store, "<stadt/arbeit> netz:dependsOn <stadt/sprache> .")
    across = [gap for gap in Analysis(store).find_gaps(["fit"], top=500) if gap.figures["dependencies"]]
    assert len(across) == 8 * 8
    gap = across[0]
    assert gap.reasons[0].score == gap.score == (SCALE // 15) / SCALE
    assert gap.figures == {"open_triangles": 0, "dependencies": 1}
    assert "hängt vom anderen ab (Akteure zusammen: 16)" in gap.reasons[0].text.de
    assert gap.rule == "dependency"
    assert gap.title.de == "Themen hängen voneinander ab, keine Verbindung"
    assert "„arbeit“" in gap.recommendation.de
    assert "„sprache“" in gap.recommendation.de


def test_reasons_add_up_with_dependencies_and_seats_and_are_the_score_of_the_ranking(magdeburg: Store) -> None:
    model, random = Analysis(magdeburg).model, np.random.default_rng(6)
    depends = symmetric((random.random((9, 9)) < 0.3).astype(np.int64))
    bare = arrays((random.random((40, 9)) < 0.3).astype(np.int64), np.zeros((40, 40), np.int64))
    sitting = sp.csr_array((np.ones(12, np.int64), (np.arange(12), np.arange(12) // 6)), shape=(40, 2))
    about = sp.csr_array(np.array([[1, 1, 0], [0, 1, 1]]))
    fields = sp.csr_array((np.ones(9, np.int64), (np.arange(9), np.arange(9) // 3)), shape=(9, 3))
    case = replace(
        bare, depends=depends, groups=("urn:g0", "urn:g1"), members=sitting, group_fields=about, fields=fields
    )
    assert case.seats is not None
    assert case.seats.nnz
    found = find_fit_gaps(case, model, network=None)
    scores = misfits(
        case.acquainted, case.topics_of, len(found.gaps), depends=depends, seated=case.seats
    ).score.tolist()
    assert [gap.score for gap in found.gaps] == [score / SCALE for score in scores]
    assert any(gap.figures["dependencies"] for gap in found.gaps)


def test_topics_too_broad_for_the_ranking_are_no_reason_either(
    magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pairs, fit, common_topics):
        monkeypatch.setattr(module, "COLUMN_CAP", 20)
    model, random = Analysis(magdeburg).model, np.random.default_rng(8)
    topics = (random.random((40, 6)) < np.array([0.9, 0.2, 0.3, 0.2, 0.8, 0.2])).astype(np.int64)
    depends = symmetric(np.ones((6, 6), np.int64))
    case = replace(arrays(topics, np.zeros((40, 40), np.int64)), depends=depends)
    found = find_fit_gaps(case, model, network=None)
    scores = misfits(case.acquainted, case.topics_of, len(found.gaps), depends=depends).score.tolist()
    assert [gap.score for gap in found.gaps] == [score / SCALE for score in scores]
    said = " ".join(reason.text.de for gap in found.gaps for reason in gap.reasons)
    assert "„t1“" in said
    assert "„urn:t0“" not in said
    assert "„urn:t4“" not in said


def test_raw_counts_and_what_chance_gives_are_figures_of_the_kind(magdeburg: Store) -> None:
    model, random = Analysis(magdeburg).model, np.random.default_rng(7)
    case = arrays((random.random((20, 4)) < 0.4).astype(np.int64), (random.random((20, 20)) < 0.2).astype(np.int64))
    figures = find_fit_gaps(case, model, network=None).figures
    counted = count_triangles(case.adjacency, case.topics_of)
    expected = expect_triangles(case.adjacency, case.topics_of, counted.closed, closed=True)
    assert (figures["open_triangles"], figures["closed_triangles"]) == (counted.open, counted.closed)
    assert (figures["open_pairs"], figures["expected_closed"]) == (counted.pairs, expected.expectation)


def test_adding_a_tie_takes_that_pairs_gap_away_and_no_other(magdeburg: Store) -> None:
    model, random = Analysis(magdeburg).model, np.random.default_rng(4)
    topics, ties = (random.random((20, 5)) < 0.3).astype(np.int64), np.zeros((20, 20), np.int64)
    before = {gap.id for gap in find_fit_gaps(arrays(topics, ties), model, network=None, top=500).gaps}
    gap = find_fit_gaps(arrays(topics, ties), model, network=None, top=1).gaps[0]
    first, second = (int(party.iri[-2:]) for party in gap.parties)
    ties[first, second] = 1
    after = {found.id for found in find_fit_gaps(arrays(topics, ties), model, network=None, top=500).gaps}
    assert before - after == {gap.id}
    assert after <= before


def test_too_few_actors_or_no_topics_are_said_and_not_computed(magdeburg: Store) -> None:
    model = Analysis(magdeburg).model
    few = find_fit_gaps(arrays(np.ones((5, 2), np.int64), np.zeros((5, 5), np.int64)), model, network=None)
    none = find_fit_gaps(arrays(np.zeros((20, 2), np.int64), np.zeros((20, 20), np.int64)), model, network=None)
    assert (few.gaps, none.gaps) == ((), ())
    assert "15" in few.notes[0].de
    assert "topic" in none.notes[0].en


def test_who_run_and_fund_the_same_programme_have_met(store: Store) -> None:
    add(
        store,
        """<stadt/amt> a org:Organization . <stadt/fonds> a org:Organization . <stadt/programm> a netz:Programme .
        <stadt/f1> a netz:Funding ; adms:status nk:exists ; netz:funder <stadt/fonds> ; netz:funded <stadt/programm> .
        <stadt/z1> a netz:Mandate ; adms:status nk:exists ; netz:holder <stadt/amt> ; netz:object <stadt/programm> .""",
    )
    taken = Analysis(store).arrays
    place = {iri: row for row, iri in enumerate(taken.actors)}
    office, fund = place[BASE + "stadt/amt"], place[BASE + "stadt/fonds"]
    assert (taken.adjacency[office, fund], taken.acquainted[office, fund]) == (0, 1)


def test_who_presented_the_same_study_are_no_gap(magdeburg: Store) -> None:
    one, other, analysis = "gemeinsam/hs-fb-sgw", "magdeburg/stabsstelle-v02", Analysis(magdeburg)
    taken = analysis.arrays
    place = {iri: row for row, iri in enumerate(taken.actors)}
    assert taken.adjacency[place[BASE + one], place[BASE + other]] == 0
    assert taken.acquainted[place[BASE + one], place[BASE + other]] == 1
    found = find_fit_gaps(taken, analysis.model, network=None)
    assert {BASE + one, BASE + other} not in [{party.iri for party in gap.parties} for gap in found.gaps]


def test_strength_goes_by_rank() -> None:
    assert [band(rank, 10) for rank in range(10)] == ["strong"] * 2 + ["medium"] * 4 + ["weak"] * 4
