"""Betweenness of large networks in arrays: shortest paths from many starting points, counted all at once.

The same sum as networkx computes node by node, some thirty times faster at 10,000 actors. It needs scipy, which
is slow to import, so small networks do without.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.libraries import Integers, Reals, csgraph, np, nx, sp

_BLOCK = 64
_SAME_LENGTH = 1e-9
"""Two paths whose lengths differ by less are equally short: sums of 1 / weight are rounded."""

Floats = Reals
Indices = Integers


def mean_dependency(flat: nx.Graph[str], starts: Sequence[str]) -> dict[str, float]:
    """Betweenness from these starting points: for each node its share of the shortest paths, 0..1.

    Sum over starts s and ends t of (shortest paths through v / shortest paths), divided by the number of starts
    other than v and by n - 2. With every node as a start this is the exact, normalised betweenness.
    O(starts * (m log n)). Source: Brandes 2001; estimate from some starts: Brandes & Pich 2007.
    """
    nodes = list(flat)
    index = {iri: number for number, iri in enumerate(nodes)}
    sources, targets, lengths = _arcs(flat, index)
    matrix = sp.csr_array((lengths, (sources, targets)), shape=(len(nodes), len(nodes)))
    chosen = np.array([index[start] for start in starts], dtype=np.int64)
    total = np.zeros(len(nodes))
    for block in range(0, len(chosen), _BLOCK):
        some = chosen[block : block + _BLOCK]
        for start, distances in zip(some, csgraph.dijkstra(matrix, indices=some), strict=True):
            total += _dependency(int(start), distances, sources, targets, lengths)
    others = len(chosen) - np.isin(np.arange(len(nodes)), chosen)
    share = total / np.maximum(others, 1) / max(len(nodes) - 2, 1)
    return dict(zip(nodes, share.tolist(), strict=True))


def _arcs(flat: nx.Graph[str], index: dict[str, int]) -> tuple[Indices, Indices, Floats]:
    """Every edge in both directions."""
    edges = [(index[one], index[other], edge["distance"]) for one, other, edge in flat.edges(data=True)]
    one, other = (np.array([edge[end] for edge in edges], dtype=np.int64) for end in (0, 1))
    lengths = np.array([edge[2] for edge in edges], dtype=np.float64)
    return np.concatenate([one, other]), np.concatenate([other, one]), np.concatenate([lengths, lengths])


def _dependency(start: int, distances: Floats, sources: Indices, targets: Indices, lengths: Floats) -> Floats:
    """How much each node lies between one start and all others, by the arcs that shortest paths use."""
    reached = np.isfinite(distances[sources])
    sources, targets, lengths = sources[reached], targets[reached], lengths[reached]
    detour = np.abs(distances[sources] + lengths - distances[targets])
    onward = distances[targets] > distances[sources]  # an arc too short to be seen would lead in circles
    used = onward & (detour <= _SAME_LENGTH * (1 + distances[targets]))
    sources, targets = sources[used], targets[used]
    paths = _count_paths(start, len(distances), sources, targets)
    dependency = np.zeros(len(distances))
    while True:
        shares = (1 + dependency[targets]) / np.maximum(paths[targets], 1)
        summed = paths * np.bincount(sources, weights=shares, minlength=len(distances))
        if np.array_equal(summed, dependency):
            break
        dependency = summed
    dependency[start] = 0
    return dependency


def _count_paths(start: int, size: int, sources: Indices, targets: Indices) -> Floats:
    """Number of shortest paths from the start to each node: settled after as many rounds as the longest has arcs."""
    first = np.zeros(size)
    first[start] = 1
    paths = first
    while True:
        summed = first + np.bincount(targets, weights=paths[sources], minlength=size)
        if np.array_equal(summed, paths):
            return paths
        paths = summed
