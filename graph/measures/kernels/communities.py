"""Circles of actors who are tied among themselves more than with others, several times over by chance.

Louvain (Blondel et al. 2008) as networkx has it, with fixed seeds; for large networks label propagation in whole
arrays (Raghavan et al. 2007). An average over partitions depends less on chance than any one of them.
"""

from __future__ import annotations

from graph.libraries import Integers, np, nx, sp

SEEDS = 10
LOUVAIN_UP_TO = 2_000
_ROUNDS = 8

Blocks = Integers


def partitions(adjacency: sp.csr_array, tries: int = SEEDS) -> list[Blocks]:
    """The number of the circle of each actor, once for each try. The same for the same network.

    Of a large one two tries, however many are asked for.
    """
    if adjacency.shape[0] > LOUVAIN_UP_TO:
        return [_propagate(adjacency, seed) for seed in range(2)]
    network = nx.from_scipy_sparse_array(adjacency)
    return [_louvain(network, seed) for seed in range(tries)]


def _louvain(network: nx.Graph[int], seed: int) -> Blocks:
    blocks = np.empty(len(network), dtype=np.int64)
    for number, members in enumerate(nx.community.louvain_communities(network, weight=None, seed=seed)):
        blocks[list(members)] = number
    return blocks


def _propagate(adjacency: sp.csr_array, seed: int) -> Blocks:
    """Each actor takes the label most of its contacts have, a random half of them at a time, so that it settles."""
    actors = adjacency.shape[0]
    random = np.random.default_rng(seed)
    labels = np.arange(actors, dtype=np.int64)
    for _ in range(_ROUNDS):
        moves = np.flatnonzero(random.random(actors) < 0.5)  # noqa: PLR2004 - one half
        labels[moves] = most_common(adjacency, labels, moves)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def most_common(adjacency: sp.csr_array, labels: Blocks, rows: Blocks) -> Blocks:
    """For each of these rows the most frequent label of its contacts, the smallest of equally frequent ones.

    Its own where it has no contact.
    """
    actors, chosen = len(labels), sp.csr_array(adjacency[rows])
    ones = np.ones(chosen.nnz, dtype=np.int64)
    counted = sp.csr_array((ones, labels[chosen.indices], chosen.indptr), shape=chosen.shape)
    counted.sum_duplicates()
    likely, met = labels[rows], np.flatnonzero(np.diff(counted.indptr))
    if len(met):
        rank = counted.data * actors + (actors - 1 - counted.indices)
        best = np.maximum.reduceat(rank, counted.indptr[met])
        likely[met] = actors - 1 - best % actors
    return likely
