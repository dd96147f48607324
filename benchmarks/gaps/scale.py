"""How long fit, fragile and predicted take together on a large generated network, and rule and demanded on its data.

    python benchmarks/gaps/scale.py [--actors 100000] [--degree 10] [--plain] [--hub 12000]
    python benchmarks/gaps/scale.py --actors 1000000 --regions 10 --kinds fit,predicted
    python benchmarks/gaps/scale.py --peer --actors 10000
    python benchmarks/gaps/scale.py --rules --actors 10000 [--each]

Without an option: the three statistical kinds on arrays, no store in between; `--plain` as if numba were not installed.
Beside them stands the physical work: one pass of the compiled kernel over all two-step paths. Topics belong to towns of
3,000 actors, as in real life: eighteen topics for 100,000 actors would all be over the cap. `--hub` ties one actor
to so many others; above 10,000 it must be named in the answer.

`--peer`: networkx's resource_allocation_index over the very pairs, in the same run.
`--rules`: rule and demanded from a store in memory, loaded before: copy, model, and the two kinds. `--each`: every rule
by itself as well, one after the other, the median of five times.

Seconds of the processor add up those of all threads; peak is that of the whole process, with the network in it.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx
import numpy as np
import scipy.sparse as sp
from fragile import nameless

from graph.gaps.demanded import find_demanded_gaps
from graph.gaps.fit import find_fit_gaps
from graph.gaps.fragile import find_fragile_gaps
from graph.gaps.predicted import find_predicted_gaps
from graph.gaps.result import GapResult
from graph.gaps.rule_settings import read_rule_settings, read_rules, rule_rows
from graph.gaps.rules import search_rule_gaps
from graph.gaps.rules_of_model import FROM_MODEL, RuleQuestion, rows_of_model
from graph.load.files import load_files, load_ontology
from graph.load.generator.generate import generate
from graph.load.generator.network import TOPICS, draw_actors, draw_groups, draw_ties
from graph.load.generator.words import SECTORS
from graph.measures.kernels import cuts, pairs
from graph.measures.kernels.pairs import inverse_weights, top_missing
from graph.network.arrays import Arrays
from graph.network.model_reader import read_model
from graph.network.reading import Model
from graph.query.memory_copy import Selects, memory_copy
from graph.query.named import NamedQuery
from graph.query.rule_folders import rule_folders
from graph.store.open import open_store
from webapp.cli.main import COLLECTED_AFTER

FINDERS = {"fit": find_fit_gaps, "fragile": find_fragile_gaps, "predicted": find_predicted_gaps}
TOWN = 3_000
CROSSING = 0.02
BEST = 100
TIMES = 5
HEAD = "| | processor s | clock s | peak MB |\n|---|---|---|---|"
T = TypeVar("T")


def draw(actors: int, degree: float, hub: int) -> Arrays:
    """A random network of towns as arrays, with topics, places and groups."""
    random = np.random.default_rng(0)
    everyone = draw_actors(random, actors, actors // 100)
    groups = draw_groups(random, everyone)
    ties = draw_ties(random, everyone, groups, degree)
    first, second = ties.first, ties.second
    if hub:
        others = random.choice(np.arange(1, actors), hub, replace=False)
        keys = np.unique(np.concatenate([first * actors + second, others]))
        first, second = np.divmod(keys, actors)
    towns = actors // TOWN + 1
    town = everyone.district * towns // (int(everyone.district.max()) + 1)
    who, topic = np.nonzero(everyone.topics)
    names = towns * TOPICS
    about = np.column_stack([ties.first, ties.second, town[ties.first] * TOPICS + ties.topic])
    return Arrays(
        actors=tuple(f"a{number:07}" for number in range(actors)),
        adjacency=ones(np.concatenate([first, second]), np.concatenate([second, first]), (actors, actors)),
        sectors=tuple(SECTORS),
        sector_of=everyone.sector.astype(np.int64),
        groups=tuple(f"g{number:06}" for number in range(len(groups))),
        members=ones(groups.member, groups.group, (actors, len(groups))),
        topics=tuple(f"t{number:05}" for number in range(names)),
        topics_of=ones(who, town[who] * TOPICS + topic, (actors, names)),
        tie_topics=about.astype(np.int64),
        districts=tuple(f"p{number:05}" for number in range(int(everyone.district.max()) + 1)),
        district_of=everyone.district.astype(np.int64),
    )


def side_by_side(region: Arrays, times: int) -> Arrays:
    """The same region several times over with 2 % more ties across: drawing a million actors anew takes minutes."""
    random, actors, topics = np.random.default_rng(1), region.size * times, len(region.topics)
    across = random.integers(0, actors, (2, int(CROSSING * region.adjacency.nnz * times / 2)))
    across = across[:, across[0] != across[1]]
    more = ones(np.concatenate([across[0], across[1]]), np.concatenate([across[1], across[0]]), (actors, actors))
    adjacency = sp.csr_array(sp.csr_array(sp.block_diag([region.adjacency] * times)) + more)
    adjacency.data[:] = 1
    adjacency.sort_indices()
    ends = np.array([region.size, region.size, topics])
    return Arrays(
        actors=tuple(f"a{number:07}" for number in range(actors)),
        adjacency=adjacency,
        sectors=region.sectors,
        sector_of=np.tile(region.sector_of, times),
        groups=tuple(f"g{number:06}" for number in range(len(region.groups) * times)),
        members=sp.csr_array(sp.block_diag([region.members] * times)),
        topics=tuple(f"t{number:05}" for number in range(topics * times)),
        topics_of=sp.csr_array(sp.block_diag([region.topics_of] * times)),
        tie_topics=np.concatenate([region.tie_topics + number * ends for number in range(times)]),
        districts=tuple(f"p{number:05}" for number in range(len(region.districts) * times)),
        district_of=np.concatenate([region.district_of + number * len(region.districts) for number in range(times)]),
    )


def ones(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> sp.csr_array:
    matrix = sp.csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def timed(name: str, work: Callable[[], T]) -> T:
    """Run once and print a line: seconds of the processor, of the clock, and the peak so far."""
    start, begun = time.process_time(), time.perf_counter()
    result = work()
    busy, waited = time.process_time() - start, time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"| {name} | {busy:.2f} | {waited:.2f} | {peak:.0f} |", flush=True)
    return result


def statistical(arrays: Arrays, kinds: list[str]) -> None:
    model, before = nameless(), time.process_time()
    found: dict[str, GapResult] = {}
    for kind, find in ((kind, FINDERS[kind]) for kind in kinds):
        found[kind] = timed(kind, lambda find=find: find(arrays, model, network=None))
    print(f"| together | {time.process_time() - before:.2f} | | |")
    for kind, answer in found.items():
        print(f"\n{kind}: {len(answer.gaps)} gaps", *(f"- {note.en[:200]}" for note in answer.notes), sep="\n")


def physical(arrays: Arrays) -> None:
    """The compiled kernel once over every two-step path, warmed up before."""
    weights = inverse_weights(arrays.degree)
    small = sp.csr_array(np.ones((3, 3), np.int64))
    top_missing(small, small, np.ones(3, np.int64), 1)
    timed("two-step paths, one pass", lambda: top_missing(arrays.adjacency, arrays.adjacency, weights, BEST))


def beside_networkx(arrays: Arrays) -> None:
    """All pairs with a common contact and no tie: our best hundred against networkx's loop over these pairs.

    Ours come first: the millions of tuples that networkx is asked with lie in the way of whatever runs beside them.
    """
    links, weights = arrays.adjacency, inverse_weights(arrays.degree)
    print(HEAD)
    for name, compiled in (("ours, compiled", True), ("ours, without", False)):
        top_missing(links[:9, :9], links[:9, :9], weights[:9], 1, compiled=compiled)
        found = timed(name, lambda compiled=compiled: top_missing(links, links, weights, BEST, compiled=compiled))
    network = nx.from_scipy_sparse_array(links, edge_attribute="one")
    together = sp.triu(links @ links, 1).tocoo()
    both = sp.csr_array((np.ones(together.nnz, np.int8), (together.row, together.col)), shape=links.shape)
    missing = sp.coo_array(both - both.multiply(links.astype(np.int8)))
    missing.eliminate_zeros()
    asked = list(zip(missing.row.tolist(), missing.col.tolist(), strict=True))
    start = time.process_time()
    loop = timed("networkx", lambda: sorted((score for _, _, score in nx.resource_allocation_index(network, asked))))
    each = (time.process_time() - start) / len(asked)
    print(f"\n{len(asked)} pairs, seconds per pair of networkx {each:.2e}")
    assert np.allclose(sum(loop[-BEST:]), found.score.sum() / pairs.SCALE, rtol=1e-6)


def recorded(actors: int, degree: float, *, each: bool) -> None:
    gc.set_threshold(COLLECTED_AFTER)  # as in the service
    store = open_store("memory:")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.nq"
        made = generate(file, actors=actors, degree=degree)
        load_ontology(store)
        load_files(store, [file])
    print(f"{made.statements} statements\n\n{HEAD}")
    before = time.process_time()
    copy = timed("reading copy", lambda: memory_copy(store))
    model = timed("model", lambda: read_model(store))
    rules = timed("rule", lambda: search_rule_gaps(copy, model))
    demanded = timed("demanded", lambda: find_demanded_gaps(copy, model))
    print(f"| together | {time.process_time() - before:.2f} | | |")
    print(f"\nrule: {len(rules.gaps)} gaps, demanded: {len(demanded.gaps)}")
    if each:
        one_by_one(copy, model)


def one_by_one(copy: Selects, model: Model) -> None:
    """Every rule by itself: the median of its processor seconds, and how many rows it has."""
    print("\n| rule | processor s | rows |\n|---|---|---|")
    for rule in read_rules(*rule_folders())[0]:
        seconds, rows = [], 0
        for _ in range(TIMES):
            gc.collect()
            before = time.process_time()
            rows = count_rows(copy, model, rule)
            seconds.append(time.process_time() - before)
        print(f"| {rule.name} | {statistics.median(seconds):.4f} | {rows} |", flush=True)


def count_rows(copy: Selects, model: Model, rule: NamedQuery) -> int:
    """As the gap list asks the rule: of the model where it has a faster way to the same rows."""
    if rule.name in FROM_MODEL:
        return rows_of_model(model, RuleQuestion(rule.name, None, None, frozenset()))[1]
    return len(list(rule_rows(copy, rule, read_rule_settings(copy), network=None, at=None)))


def main() -> None:
    """Print a table with a line for each part of the work."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--degree", type=float, default=10.0)
    parser.add_argument("--regions", type=int, default=1, metavar="N", help="put together of N equal networks")
    parser.add_argument("--kinds", default=",".join(FINDERS))
    parser.add_argument("--hub", type=int, default=0, metavar="N")
    parser.add_argument("--plain", action="store_true", help="as if numba were not installed")
    parser.add_argument("--peer", action="store_true", help="networkx beside us")
    parser.add_argument("--rules", action="store_true", help="rule and demanded, from quads")
    parser.add_argument("--each", action="store_true", help="with --rules: every rule by itself")
    options = parser.parse_args()
    if options.rules:
        recorded(options.actors, options.degree, each=options.each)
        return
    arrays = draw(options.actors // options.regions, options.degree, options.hub)
    if options.regions > 1:
        arrays = side_by_side(arrays, options.regions)
    steps = int((arrays.degree**2).sum())
    print(f"{arrays.size} actors, {arrays.adjacency.nnz // 2} ties, {arrays.members.nnz} memberships,")
    print(f"{arrays.topics_of.nnz} topics of actors, sum of squared degrees {steps}\n")
    if options.peer:
        beside_networkx(arrays)
        return
    print(HEAD)
    if options.plain:
        pairs.loops_for = cuts.loops_for = lambda *_work, **_way: None
    else:
        physical(arrays)
    statistical(arrays, options.kinds.split(","))


if __name__ == "__main__":
    main()
