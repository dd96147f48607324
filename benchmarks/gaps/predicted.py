"""How well the recipe for guesses finds ties that were hidden, on networks from a folder of CSV files.

The recipe: `graph.measures.kernels.link_prediction`.

    python benchmarks/gaps/predicted.py FOLDER

Protocol: 15 % of the ties hidden at random, isolates left out first, all other unconnected pairs as negatives, ten
repetitions (three above 300 actors); AUC, and the precision among the first k, k the number hidden, with equal scores
counted by their expectation. Pairs of parts that nothing joins are never guessed, so they stand last. The peer in the
same run is resource allocation alone.

FILE.csv has `source,target`, one tie a line; FILE_nodes.csv, where there is one, `node` and attributes. A two-mode
file `actor,...` beside it (chem_committees.csv for chem_*.csv) gives shared groups.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.stats import rankdata

from graph.measures.kernels.link_prediction import Evidence, candidates, joined_parts, rank_pairs
from graph.measures.kernels.pairs import inverse_weights, pair_scores

HIDDEN = 0.15
MANY = 300
FEWEST_VALUES, MOST_VALUES = 2, 12
"""An attribute with one value says nothing, one with a value for each actor neither."""
GROUPS_OF = {"chem_political": "chem_committees", "chem_scientific": "chem_committees"}

Bools = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A network with what is known of its actors."""

    name: str
    adjacency: NDArray[np.int64]
    attributes: tuple[NDArray[np.int64], ...]
    shared: tuple[sp.csr_array, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """The one-mode networks of a folder in the order of their names."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        if path.stem.endswith("_nodes") or not rows or {"source", "target"} - rows[0].keys():
            continue
        if path.stem != "wetlands":
            yield _case(path, rows)
            if path.stem == "chem_political":
                yield _case(path, rows, reciprocal=True)


def _case(path: Path, rows: list[dict[str, str]], *, reciprocal: bool = False) -> Case:
    arcs = {(row["source"], row["target"]) for row in rows}
    ties = {pair for pair in arcs if pair[::-1] in arcs} if reciprocal else arcs
    names = sorted({name for tie in ties for name in tie})
    index = {name: place for place, name in enumerate(names)}
    adjacency = np.zeros((len(names), len(names)), dtype=np.int64)
    for one, other in ties:
        adjacency[index[one], index[other]] = adjacency[index[other], index[one]] = 1
    np.fill_diagonal(adjacency, 0)
    name = path.stem + ("_recip" if reciprocal else "")
    return Case(name, adjacency, tuple(_attributes(path, names)), tuple(_shared(path, index)))


def _attributes(path: Path, names: list[str]) -> Iterator[NDArray[np.int64]]:
    beside = path.with_name("chem_nodes.csv" if path.stem.startswith("chem") else f"{path.stem}_nodes.csv")
    if not beside.exists():
        return
    with beside.open(encoding="utf-8") as file:
        nodes = {row["node"]: row for row in csv.DictReader(file)}
    for column in next(iter(nodes.values())):
        values = [nodes[name][column] if name in nodes else "" for name in names]
        codes = np.unique(values, return_inverse=True)[1]
        if column != "node" and FEWEST_VALUES <= codes.max() + 1 <= max(MOST_VALUES, len(names) // 10):
            yield codes.astype(np.int64)


def _shared(path: Path, index: dict[str, int]) -> Iterator[sp.csr_array]:
    if path.stem not in GROUPS_OF:
        return
    with path.with_name(GROUPS_OF[path.stem] + ".csv").open(encoding="utf-8") as file:
        seats = [(row["actor"], row["committee"]) for row in csv.DictReader(file) if row["actor"] in index]
    groups = {group: place for place, group in enumerate(sorted({group for _, group in seats}))}
    rows, columns = [index[actor] for actor, _ in seats], [groups[group] for _, group in seats]
    yield sp.csr_array((np.ones(len(seats), np.int64), (rows, columns)), shape=(len(index), len(groups)))


def measure(case: Case, repetitions: int) -> dict[str, tuple[float, float]]:
    """Mean AUC and P@k of the recipe and of resource allocation alone."""
    found: dict[str, list[tuple[float, float]]] = {"recipe": [], "RA": []}
    for seed in range(repetitions):
        known = _hide(case.adjacency, np.random.default_rng(5000 + seed))
        adjacency = sp.csr_array(known)
        adjacency.sort_indices()
        evidence = Evidence(adjacency, case.attributes, case.shared)
        ranking = rank_pairs(evidence)
        is_hidden, parts = case.adjacency[ranking.first, ranking.second] > 0, joined_parts(evidence)
        score = np.where(parts[ranking.first] == parts[ranking.second], ranking.score, -1)
        found["recipe"].append(_quality(score.astype(float), is_hidden))
        first, second = candidates(evidence)
        alone = pair_scores(adjacency, inverse_weights(known.sum(axis=0)), first, second)
        found["RA"].append(_quality(alone.astype(float), case.adjacency[first, second] > 0))
    return {name: tuple(np.mean(values, axis=0)) for name, values in found.items()}


def _hide(adjacency: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    first, second = np.nonzero(np.triu(adjacency, 1))
    chosen = random.choice(len(first), max(1, round(HIDDEN * len(first))), replace=False)
    known = adjacency.copy()
    known[first[chosen], second[chosen]] = known[second[chosen], first[chosen]] = 0
    return known


def _quality(scores: Numbers, is_hidden: Bools) -> tuple[float, float]:
    positives, negatives = int(is_hidden.sum()), int((~is_hidden).sum())
    auc = (rankdata(scores)[is_hidden].sum() - positives * (positives + 1) / 2) / (positives * negatives)
    least = np.partition(scores, -positives)[-positives]
    above, equal = scores > least, scores == least
    return float(auc), float((is_hidden[above].sum() + (positives - above.sum()) * is_hidden[equal].mean()) / positives)


def main() -> None:
    """Print a table with a line for each network and their mean."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    results = {}
    print("| network | actors | ties | recipe AUC | P@k | RA AUC | P@k |\n|---|---|---|---|---|---|---|")
    for case in read_cases(parser.parse_args().folder):
        found = measure(case, 3 if len(case.adjacency) > MANY else 10)
        results[case.name] = [*found["recipe"], *found["RA"]]
        cells = " | ".join(f"{value:.3f}" for value in results[case.name])
        print(f"| {case.name} | {len(case.adjacency)} | {case.adjacency.sum() // 2} | {cells} |", flush=True)
    print(
        "| **mean** | | | " + " | ".join(f"**{value:.3f}**" for value in np.mean(list(results.values()), axis=0)) + " |"
    )


if __name__ == "__main__":
    main()
