"""Triangles of two actors and a topic, open and closed, on a two-level network: ours beside PyPI's sma.

    python -m venv SCRATCH && SCRATCH/bin/pip install sma
    python benchmarks/gaps/sma.py --peer SCRATCH/bin/python [--actors 2000] [--topics 500]

Both get the same network and count it whole. Seconds are processor time of the counting alone, without import and
building; of sma its faster way (count3EMotifsSparse), once; of ours the best of five.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from graph.measures.kernels.fit import Triangles, count_triangles

PEER = """
import json, sys, time
import networkx, sma
case = json.load(open(sys.argv[1]))
network = networkx.Graph()
network.add_nodes_from((("actor", one) for one in range(case["actors"])), sesType=sma.NODE_TYPE_SOC)
network.add_nodes_from((("topic", one) for one in range(case["topics"])), sesType=sma.NODE_TYPE_ECO)
network.add_edges_from((("actor", one), ("actor", other)) for one, other in case["ties"])
network.add_edges_from((("actor", one), ("topic", topic)) for one, topic in case["works_on"])
start = time.process_time()
found = sma.count3EMotifsSparse(network)
seconds = time.process_time() - start
print(json.dumps({"open": int(found["I.C"]), "closed": int(found["II.C"]), "seconds": seconds}))
"""
TIMES = 5


def draw(actors: int, topics: int, degree: float) -> tuple[sp.csr_array, sp.csr_array]:
    """Random ties, and one to four topics for each actor, some topics far more often than others."""
    random = np.random.default_rng(0)
    pairs = np.unique(np.sort(random.integers(0, actors, (round(actors * degree / 2), 2)), axis=1), axis=0)
    first, second = pairs[pairs[:, 0] != pairs[:, 1]].T
    share = 1 / np.arange(1, topics + 1) ** 0.5
    who = np.repeat(np.arange(actors), random.integers(1, 5, actors))
    works_on = np.unique(np.column_stack([who, random.choice(topics, len(who), p=share / share.sum())]), axis=0)
    both = (np.concatenate([first, second]), np.concatenate([second, first]))
    return (
        sp.csr_array((np.ones(len(both[0]), np.int64), both), shape=(actors, actors)),
        sp.csr_array((np.ones(len(works_on), np.int64), tuple(works_on.T)), shape=(actors, topics)),
    )


def ours(adjacency: sp.csr_array, topics_of: sp.csr_array) -> tuple[Triangles, float]:
    seconds = []
    for _ in range(TIMES):
        start = time.process_time()
        found = count_triangles(adjacency, topics_of)
        seconds.append(time.process_time() - start)
    return found, min(seconds)


def theirs(python: str, adjacency: sp.csr_array, topics_of: sp.csr_array) -> dict[str, float]:
    case = {
        "actors": adjacency.shape[0],
        "topics": topics_of.shape[1],
        "ties": np.column_stack(sp.triu(adjacency, 1).nonzero()).tolist(),
        "works_on": np.column_stack(topics_of.nonzero()).tolist(),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.json"
        file.write_text(json.dumps(case), encoding="utf-8")
        done = subprocess.run([python, "-c", PEER, file], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Print both, and how many times as long sma takes; fail when the counts differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peer", required=True, metavar="PYTHON", help="a Python that has sma installed")
    parser.add_argument("--actors", type=int, default=2_000)
    parser.add_argument("--topics", type=int, default=500)
    parser.add_argument("--degree", type=float, default=10.0)
    options = parser.parse_args()
    network = draw(options.actors, options.topics, options.degree)
    found, seconds = ours(*network)
    peer = theirs(options.peer, *network)
    assert (found.open, found.closed) == (peer["open"], peer["closed"]), (found, peer)
    print(f"{options.actors} actors, {network[0].nnz // 2} ties, {network[1].nnz} topics of actors")
    print(f"open {found.open}, closed {found.closed}, the same in both\n")
    print(f"| | processor s |\n|---|---|\n| ours | {seconds:.4f} |\n| sma | {peer['seconds']:.2f} |")
    print(f"\n{peer['seconds'] / seconds:.0f} times")


if __name__ == "__main__":
    main()
