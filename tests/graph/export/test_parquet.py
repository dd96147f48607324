"""Parquet tables: said when they cannot be written, and what Spark finds in them is what we find (make test-spark)."""

from __future__ import annotations

import runpy
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

from graph.analysis import Analysis
from graph.errors import ConfigError
from graph.export import parquet
from graph.export.make_content import content_of
from graph.export.parquet import tables, write_parquet, write_tables
from graph.load.generator.network import TOPICS, draw_actors, draw_groups, draw_ties
from graph.measures.kernels.fit import misfits
from graph.measures.kernels.pairs import TopPairs, inverse_weights, top_missing
from graph.network.arrays import UNKNOWN, Arrays
from graph.paths import ROOT
from graph.protocol import Store

MOST = 500


def test_without_pyarrow_it_is_said_how_to_get_it(
    magdeburg: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(ConfigError) as caught:
        write_parquet(content_of(Analysis(magdeburg)), tmp_path / "tables")
    assert "akteursnetz[parquet]" in str(caught.value.hint)
    assert not (tmp_path / "tables").exists()


def test_tables_hold_each_actor_tie_and_membership_once(magdeburg: Store) -> None:
    analysis = Analysis(magdeburg)
    arrays = analysis.arrays
    found = tables(arrays, [analysis.actors[iri].label.de for iri in arrays.actors])
    ties = list(zip(found["ties"]["actor"], found["ties"]["other"], strict=True))
    assert found["actors"]["iri"] == sorted(analysis.actors)
    assert len(set(ties)) == len(ties) == arrays.adjacency.nnz // 2
    assert len(found["memberships"]["actor"]) == arrays.members.nnz
    assert set(found["topics"]["iri"]) <= set(arrays.topics)
    assert found["dependencies"] == {"topic": [], "other": [], "actors": []}


def test_dependencies_say_how_many_work_on_either_topic() -> None:
    arrays = drawn(300)
    found = tables(arrays, arrays.actors)["dependencies"]
    takes = arrays.topics_of.toarray()
    for one, other, actors in zip(*found.values(), strict=True):
        assert actors == np.count_nonzero(takes[:, one] | takes[:, other])
        assert abs(one - other) == 1


@pytest.mark.spark
@pytest.mark.filterwarnings("default")  # pyspark leaves sockets to the collector
def test_spark_finds_the_same_pairs_bit_for_bit(tmp_path: Path) -> None:
    folder, arrays = tmp_path / "tables", drawn(10_000)
    write_tables(arrays, arrays.actors, folder)
    recipe = runpy.run_path(str(ROOT / "docs" / "rezepte" / "pair_gaps_spark.py"))
    session = (
        import_module("pyspark.sql")
        .SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    ours = {
        "contacts": top_missing(arrays.adjacency, arrays.adjacency, inverse_weights(arrays.degree), MOST),
        "topics": misfits(arrays.acquainted, arrays.topics_of, MOST, depends=arrays.depends),
    }
    for by, expected in ours.items():
        found = recipe["gaps"](session, str(folder), by, MOST).collect()
        assert len(found) == MOST
        assert [tuple(row) for row in found] == rows(expected)
    session.stop()


def drawn(actors: int) -> Arrays:
    random = np.random.default_rng(5)
    everyone = draw_actors(random, actors, actors // 100)
    groups = draw_groups(random, everyone)
    ties = draw_ties(random, everyone, groups, 10.0)
    town = everyone.district % 12
    who, topic = np.nonzero(everyone.topics)
    both = np.concatenate([ties.first, ties.second]), np.concatenate([ties.second, ties.first])
    return Arrays(
        actors=tuple(f"a{number:05}" for number in range(actors)),
        adjacency=ones(*both, (actors, actors)),
        sectors=(),
        sector_of=np.full(actors, UNKNOWN),
        groups=tuple(f"g{number:05}" for number in range(len(groups))),
        members=ones(groups.member, groups.group, (actors, len(groups))),
        topics=tuple(f"t{number:03}" for number in range(12 * TOPICS)),
        topics_of=ones(who, town[who] * TOPICS + topic, (actors, 12 * TOPICS)),
        tie_topics=np.empty((0, 3), np.int64),
        depends=ones(*chain_of_topics(12 * TOPICS)),
    )


def chain_of_topics(number: int) -> tuple[np.ndarray, np.ndarray, tuple[int, int]]:
    """Every fifth topic depends on the next."""
    one = np.arange(0, number - 1, 5)
    return np.concatenate([one, one + 1]), np.concatenate([one + 1, one]), (number, number)


def ones(first: np.ndarray, second: np.ndarray, shape: tuple[int, int]) -> sp.csr_array:
    matrix = sp.csr_array((np.ones(len(first), np.int64), (first, second)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def rows(pairs: TopPairs) -> list[tuple[int, ...]]:
    return [tuple(row) for row in np.column_stack([pairs.first, pairs.second, pairs.score]).tolist()]
