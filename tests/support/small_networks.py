"""Well-known networks as snapshots, with a registry that names everybody by their IRI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
import scipy.sparse as sp

from graph.network.arrays import UNKNOWN, Arrays
from graph.network.reading import Model
from graph.network.tie_kinds import SHIPPED
from graph.network.ties_by_party import TiesByParty


def well_known() -> dict[str, nx.Graph[int]]:
    """Published networks and a few extreme ones; nodes are numbers."""
    networks = {
        "karate": nx.karate_club_graph(),
        "les_miserables": nx.les_miserables_graph(),
        "davis": nx.davis_southern_women_graph(),
        "florentine": nx.florentine_families_graph(),
        "barbell": nx.disjoint_union(nx.barbell_graph(4, 3), nx.cycle_graph(5)),
        "path": nx.path_graph(7),
        "star": nx.star_graph(6),
        "complete": nx.complete_graph(5),
        "isolated": nx.empty_graph(4),
        "random": nx.gnm_random_graph(60, 66, seed=3),
    }
    return {name: plain(network) for name, network in networks.items()}


def plain(network: nx.Graph[object]) -> nx.Graph[int]:
    """The same without weights, its nodes numbered in their order."""
    numbered: nx.Graph[int] = nx.Graph()
    number = {node: place for place, node in enumerate(network)}
    numbered.add_nodes_from(range(len(number)))
    numbered.add_edges_from((number[one], number[other]) for one, other in network.edges)
    return numbered


def by_name(network: nx.Graph[int]) -> nx.Graph[str]:
    """The same with names for numbers, in the same order."""
    named: nx.Graph[str] = nx.Graph()
    named.add_nodes_from(f"a{node:04}" for node in network)
    named.add_edges_from((f"a{one:04}", f"a{other:04}") for one, other in network.edges)
    return named


def matrix(network: nx.Graph[int]) -> sp.csr_array:
    """Its adjacency, rows in the order of the numbers."""
    if not len(network):
        return sp.csr_array((0, 0), dtype=np.int64)
    found = sp.csr_array(
        nx.to_scipy_sparse_array(network, sorted(network), dtype=np.dtype(np.int64), weight=None, format="csr")
    )
    found.sort_indices()
    return found


def snapshot_of(
    network: nx.Graph[int],
    sectors: Mapping[int, str] | None = None,
    groups: Sequence[Iterable[int]] = (),
    names: Sequence[str] = (),
) -> Arrays:
    """A snapshot of actors a000, a001, ... or of these names in the order of the numbers; they must be sorted."""
    size, of = len(network), sectors or {}
    known = sorted(set(of.values()))
    seats = [(member, number) for number, members in enumerate(groups) for member in sorted(members)]
    places = np.array(seats, np.int64).reshape(-1, 2)
    return Arrays(
        actors=tuple(names) or tuple(f"a{number:03}" for number in range(size)),
        adjacency=matrix(network),
        sectors=tuple(known),
        sector_of=np.array([known.index(of[node]) if node in of else UNKNOWN for node in range(size)], np.int64),
        groups=tuple(f"g{number:02}" for number in range(len(groups))),
        members=sp.csr_array((np.ones(len(places), np.int64), (places[:, 0], places[:, 1])), shape=(size, len(groups))),
        topics=(),
        topics_of=sp.csr_array((size, 0), dtype=np.int64),
        tie_topics=np.empty((0, 3), np.int64),
    )


def nameless() -> Model:
    """A registry of nothing, that names everything by its IRI."""
    return Model({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, SHIPPED, TiesByParty({}, {}))
