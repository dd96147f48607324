"""How long the breaking points of a generated network take, beside networkx for the same measures.

    python benchmarks/gaps/fragile.py [--actors 100000] [--degree 10] [--peer]

Peak is that of the whole process, with the network in it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable

import networkx as nx
import numpy as np
import scipy.sparse as sp

from graph.gaps.fragile import find_fragile_gaps
from graph.load.generator.network import draw_actors, draw_groups, draw_ties
from graph.load.generator.words import SECTORS
from graph.measures.kernels.brokers import count_roles, measure_holes
from graph.measures.kernels.cuts import actor_weights, find_cuts, linked
from graph.measures.kernels.key_players import find_key_players
from graph.network.arrays import Arrays
from graph.network.reading import Model
from graph.network.tie_kinds import SHIPPED


def draw(actors: int, degree: float) -> Arrays:
    """A random municipal network (`graph.load.generator.network`) as arrays, topics left out."""
    random = np.random.default_rng(0)
    everyone = draw_actors(random, actors, actors // 100)
    groups = draw_groups(random, everyone)
    ties = draw_ties(random, everyone, groups, degree)
    both = (np.concatenate([ties.first, ties.second]), np.concatenate([ties.second, ties.first]))
    seats = (groups.member, groups.group)
    circles = int(groups.group.max()) + 1
    return Arrays(
        actors=tuple(f"a{number:07}" for number in range(actors)),
        adjacency=_ones(both, (actors, actors)),
        sectors=tuple(SECTORS),
        sector_of=everyone.sector.astype(np.int64),
        groups=tuple(f"g{number:06}" for number in range(circles)),
        members=_ones(seats, (actors, circles)),
        topics=(),
        topics_of=sp.csr_array((actors, 0), dtype=np.int64),
        tie_topics=np.empty((0, 3), np.int64),
    )


def _ones(places: tuple[np.ndarray, np.ndarray], shape: tuple[int, int]) -> sp.csr_array:
    matrix = sp.csr_array((np.ones(len(places[0]), np.int64), places), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def nameless() -> Model:
    """A registry of nothing, that names everything by its IRI."""
    return Model({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, SHIPPED)


def show(name: str, work: Callable[[], object]) -> None:
    """Run once and print a line: seconds on the wall and of the processor, and the peak so far."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(
        f"| {name} | {seconds:.2f} | {busy:.2f} | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} |",
        flush=True,
    )


def main() -> None:
    """Print a table with a line for each part of the work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--degree", type=float, default=10.0)
    parser.add_argument("--peer", action="store_true", help="networkx as well: minutes, and gigabytes")
    asked = parser.parse_args()
    arrays, model = draw(asked.actors, asked.degree), nameless()
    links, weights = linked(arrays), actor_weights(arrays)
    paths = int((arrays.degree**2).sum())
    print(f"{arrays.size} actors, {arrays.adjacency.nnz // 2} ties, {arrays.members.nnz} memberships,")
    print(f"sum of squared degrees {paths}\n\n| | s | processor s | peak MB |\n|---|---|---|---|")
    show("find_fragile_gaps", lambda: find_fragile_gaps(arrays, model, network=None))
    show("cut points and bridges", lambda: find_cuts(links, weights))
    show("five key players", lambda: find_key_players(links, weights, most=5, share=0.25))
    show("constraint, effective size, hierarchy of all", lambda: measure_holes(arrays.adjacency))
    show("roles of all", lambda: count_roles(arrays.adjacency, arrays.sector_of))
    if asked.peer:
        network = nx.from_scipy_sparse_array(links, edge_attribute="one")
        ties = nx.from_scipy_sparse_array(arrays.adjacency, edge_attribute="one")
        show(
            "networkx: cut points and bridges",
            lambda: (list(nx.articulation_points(network)), list(nx.bridges(network))),
        )
        show("networkx: constraint", lambda: nx.constraint(ties))


if __name__ == "__main__":
    main()
