"""Generated networks: the same for the same seed, valid, like real ones, and with exactly the gaps they name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph.analysis import Analysis
from graph.errors import ConfigError
from graph.gaps.search import RECORDED
from graph.load.files import load_files, read_files
from graph.load.generator.generate import Generated, generate, write_truth
from graph.load.generator.network import TOPICS, Actors, Ties, draw_actors, draw_groups, draw_ties
from graph.load.generator.plant import Planted, isolated_actors, plant
from graph.network.model_reader import actors, groups, ties
from graph.paths import ROOT
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import NK
from graph.validate.report import validate_files
from tests.support.magdeburg import load_ontology


def network(count: int, seed: int, silo_left: float = 0.0) -> Planted:
    rng = np.random.default_rng(seed)
    everyone = draw_actors(rng, count, len(isolated_actors(count)))
    in_groups = draw_groups(rng, everyone)
    return plant(rng, everyone, in_groups, draw_ties(rng, everyone, in_groups, 10.0), silo_left)


def existing_ties(planted: Planted) -> Ties:
    return planted.interfaces.ties.keep(planted.interfaces.state == 0)


def as_graph(count: int, found: Ties) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.empty_graph(count)
    graph.add_edges_from(zip(found.first.tolist(), found.second.tolist(), strict=True))
    return graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


@pytest.fixture(scope="module")
def made(folder: Path) -> Generated:
    return generate(folder / "town.ttl", actors=200, seed=1)


@pytest.fixture(scope="module")
def loaded(folder: Path, made: Generated) -> Store:
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [folder / "town.ttl"])
    return store


def test_same_seed_gives_the_same_bytes_in_another_process(folder: Path, made: Generated) -> None:
    script = "import sys; from pathlib import Path; from graph.load.generator.generate import generate\n"
    script += "generate(Path(sys.argv[1]), actors=200, seed=1)"
    for hash_seed in ("1", "2"):
        other = folder / f"again-{hash_seed}.ttl"
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", script, other], check=True, env=environment, cwd=ROOT)
        assert other.read_bytes() == (folder / "town.ttl").read_bytes()


def test_another_seed_gives_another_network(folder: Path, made: Generated) -> None:
    generate(folder / "other.ttl", actors=200, seed=2)
    assert (folder / "other.ttl").read_bytes() != (folder / "town.ttl").read_bytes()


def test_generated_network_is_valid_without_a_warning(folder: Path, made: Generated) -> None:
    assert validate_files([folder / "town.ttl"]) == []


def test_nothing_is_about_persons(folder: Path, made: Generated) -> None:
    assert read_files([folder / "town.ttl"]).moved == 0


@pytest.mark.parametrize("ending", [".nt", ".nq"])
def test_every_format_says_the_same(folder: Path, made: Generated, ending: str) -> None:
    other = folder / f"town{ending}"
    assert generate(other, actors=200, seed=1).statements == made.statements
    triples = {quad.triple for quad in read_files([folder / "town.ttl"]).quads}
    assert {quad.triple for quad in read_files([other]).quads} == triples
    assert len(triples) == made.statements


@pytest.mark.parametrize(("count", "seed"), [(30, 0), (60, 4), (200, 1), (300, 7)])
def test_rules_find_exactly_the_planted_gaps(folder: Path, count: int, seed: int) -> None:
    truth = generate(folder / "planted.ttl", actors=count, seed=seed, degree=min(10, count / 6)).truth
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [folder / "planted.ttl"])
    gaps = [gap for gap in Analysis(store, at=truth["at"]).find_gaps(RECORDED) if gap.rule in truth["rules"]]
    store.close()
    planted = [*truth["rule"], *truth["demanded"]]
    assert sorted((gap.rule, gap.subject.iri) for gap in gaps) == sorted(
        (one["rule"], one["subject"]) for one in planted
    )
    assert {one["rule"] for one in planted} == set(truth["rules"])
    assert not {gap.subject.iri for gap in gaps} & set(truth["fulfilled"])


def test_truth_names_what_the_file_holds_and_what_it_lacks(loaded: Store, made: Generated) -> None:
    truth, known = made.truth, {*actors(loaded), *groups(loaded)}
    recorded = {frozenset(end.iri for end in tie.parties) for tie in ties(loaded) if tie.kind == "Interface"}
    lost = [frozenset(one["actors"]) for one in truth["ties"]]
    lost += [frozenset(pair) for silo in truth["silos"] for pair in silo["removed"]]
    assert len(truth["ties"]) > 20
    assert len(truth["memberships"]) > 5
    assert set(chain.from_iterable(lost)) <= known
    assert not set(lost) & recorded
    in_groups = {frozenset(end.iri for end in tie.parties) for tie in ties(loaded) if tie.kind == "Membership"}
    left_out = {frozenset((one["member"], one["group"])) for one in truth["memberships"]}
    assert set(chain.from_iterable(left_out)) <= known
    assert not left_out & in_groups


def test_network_has_every_sector_state_and_kind_of_interface(loaded: Store, made: Generated) -> None:
    sectors = {actor.sector.iri for actor in actors(loaded).values() if actor.sector}
    assert sectors == {NK + name for name in ("public", "economy", "civil", "science")}
    interfaces = [tie for tie in ties(loaded) if tie.kind == "Interface"]
    assert {tie.state for tie in interfaces} == {"exists", "planned", "demanded", "ended", "unclear"}
    assert {tie.directed for tie in interfaces} == {True, False}


@pytest.mark.parametrize(("count", "least"), [(300, 0.25), (1000, 0.2), (5000, 0.18)])
def test_clustering_is_that_of_real_networks(count: int, least: float) -> None:
    """Recorded networks of organisations with as few ties each: transitivity 0.25 to 0.48, clustering 0.31 to 0.53."""
    rng = np.random.default_rng(3)
    everyone = draw_actors(rng, count, 3)
    graph = as_graph(count, draw_ties(rng, everyone, draw_groups(rng, everyone), 10.0))
    assert least < nx.transitivity(graph) < 0.5
    assert 0.3 < nx.average_clustering(graph) < 0.55


def test_degrees_are_heavy_tailed_with_the_mean_asked_for() -> None:
    rng = np.random.default_rng(5)
    everyone = draw_actors(rng, 2000, 3)
    found = draw_ties(rng, everyone, draw_groups(rng, everyone), 10.0)
    degrees = np.bincount(np.concatenate([found.first, found.second]), minlength=2000)
    assert degrees.mean() == pytest.approx(10.0)
    assert degrees.max() > 5 * degrees.mean()
    assert np.median(degrees) < degrees.mean()


def test_alike_actors_are_tied_more_often_than_chance() -> None:
    rng = np.random.default_rng(5)
    everyone = draw_actors(rng, 1000, 3)
    found = draw_ties(rng, everyone, draw_groups(rng, everyone), 10.0)
    chance = np.sum((np.bincount(everyone.sector) / len(everyone)) ** 2)
    assert np.mean(everyone.sector[found.first] == everyone.sector[found.second]) > 1.2 * chance
    shared = everyone.topics[found.first] & everyone.topics[found.second]
    shuffled = everyone.topics[found.first] & everyone.topics[rng.permutation(found.second)]
    assert np.mean(shared.any(axis=1)) > 2 * np.mean(shuffled.any(axis=1))


def test_ties_name_each_pair_once_and_nobody_with_themselves() -> None:
    rng = np.random.default_rng(5)
    everyone = draw_actors(rng, 500, 5)
    found = draw_ties(rng, everyone, draw_groups(rng, everyone), 10.0)
    assert np.all(found.first < found.second)
    assert len(set(zip(found.first.tolist(), found.second.tolist(), strict=True))) == len(found)
    assert found.second.max() < 495, "the idle ones have no tie"


@pytest.mark.parametrize(("left", "least"), [(0.0, 0.95), (0.2, 0.75)])
def test_silo_cells_are_the_largest_shortfalls(left: float, least: float) -> None:
    recall = []
    for seed in range(10):
        planted = network(300, seed, left)
        cells = {(*silo.sectors, silo.topic) for silo in planted.silos}
        recall.append(len(cells & set(largest_shortfalls(planted.actors, existing_ties(planted), 8))) / len(cells))
    assert np.mean(recall) >= least


def largest_shortfalls(everyone: Actors, found: Ties, count: int) -> list[tuple[int, int, int]]:
    """Cells by expected minus observed ties of actors who share a topic, given degrees and the pair of sectors."""
    linked = np.zeros((len(everyone), len(everyone)))
    linked[found.first, found.second] = linked[found.second, found.first] = 1
    share = (everyone.topics.astype(float) @ everyone.topics.T.astype(float)) > 0
    degrees = linked.sum(axis=1)
    product = np.outer(degrees, degrees)
    shortfall = {}
    for low, high in zip(*np.triu_indices(4, 1), strict=True):
        between = np.ix_(everyone.sector == low, everyone.sector == high)
        rate = (linked * share)[between].sum() / (product * share)[between].sum()
        for topic in range(TOPICS):
            works = everyone.topics[:, topic]
            cell = np.ix_(works & (everyone.sector == low), works & (everyone.sector == high))
            shortfall[int(low), int(high), topic] = rate * product[cell].sum() - linked[cell].sum()
    return sorted(shortfall, key=lambda cell: -shortfall[cell])[:count]


def test_silo_cells_lose_every_tie_or_the_share_asked_for() -> None:
    assert all(silo.left == 0 and silo.pairs for silo in network(300, 1).silos)
    kept = [silo.left / (silo.left + len(silo.pairs)) for silo in network(3000, 1, 0.2).silos]
    assert np.mean(kept) == pytest.approx(0.2, abs=0.1)


@pytest.mark.parametrize(
    "wrong",
    [{"actors": 29}, {"degree": 0.5}, {"degree": 60.0}, {"degree": float("nan")}, {"silo_left": 1.5}, {"seed": -1}],
)
def test_numbers_out_of_range_are_refused_before_anything_is_written(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(ConfigError):
        generate(tmp_path / "town.ttl", **{"actors": 100, **wrong})
    assert not (tmp_path / "town.ttl").exists()


def test_unknown_ending_and_unwritable_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has an ending"):
        generate(tmp_path / "town.csv", actors=30, degree=5)
    with pytest.raises(ConfigError, match="cannot be written"):
        generate(tmp_path / "missing" / "town.ttl", actors=30, degree=5)
    with pytest.raises(ConfigError, match="cannot be written"):
        write_truth(tmp_path, {})


def test_truth_is_readable_json(tmp_path: Path, made: Generated) -> None:
    write_truth(tmp_path / "truth.json", made.truth)
    assert json.loads((tmp_path / "truth.json").read_text(encoding="utf-8")) == made.truth
