"""Cut points and bridges: whose loss, and which single tie's loss, makes a connected part fall apart, and into what.

One depth-first walk in C, then one pass over the actors from the last one reached to the first: what is below a
cut point hangs together in the order of the walk, so that its size and its names cost nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.libraries import Integers, csgraph, np, sp
from graph.measures.kernels.compiled import WORTH_NODES, loops_for
from graph.measures.kernels.subtree_sums import sum_up
from graph.network.arrays import Arrays


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """A tie whose loss splits a part: its two ends, and the nodes on the lighter side (the side of `near`)."""

    near: int
    far: int
    side: Integers
    weight: int


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """What the loss of each node does. Weights count actors: working groups link, and weigh nothing.

    lost: weight that is cut off from the heaviest piece left, 0 for a node that is no cut point.
    separated: pairs of others whose connection runs through the node, >= 0.
    whole: weight of the connected part that the node is in. starts: the node of each part that its walk began at.
    """

    lost: Integers
    separated: Integers
    weights: Integers
    whole: Integers
    starts: Integers
    _order: Integers
    _index_of: Integers
    _above: Integers
    _low: Integers
    _nodes: Integers
    _weight: Integers
    _part: Integers

    def pieces(self, node: int) -> list[Integers]:
        """What is cut off without a node, heaviest first; the heaviest piece of all is left out. O(n)."""
        below = np.flatnonzero((self._above == node) & (self._low >= self._index_of[node]))
        found = [self._below(int(child)) for child in below]
        rest = self._others(node, np.concatenate([*found, [node]]))
        pieces = [piece for piece in (*found, rest) if self.weights[piece].any()]
        return sorted(pieces, key=lambda piece: (-int(self.weights[piece].sum()), int(piece[0])))[1:]

    def bridges(self, least: int = 1, most: int | None = None) -> list[Bridge]:
        """Ties between two actors with at least `least` on the lighter side, the `most` of greatest weight. O(n)."""
        lighter = np.minimum(self._weight, self.whole - self._weight)
        above = np.maximum(self._above, 0)
        is_bridge = (self._above >= 0) & (self._low > self._index_of[above]) & (lighter >= least)
        is_bridge &= (self.weights > 0) & (self.weights[above] > 0)
        ends = np.flatnonzero(is_bridge)
        return [self._bridge(int(child)) for child in ends[np.lexsort((ends, -lighter[ends]))][:most]]

    def _bridge(self, child: int) -> Bridge:
        above, side, weight = int(self._above[child]), self._below(child), int(self._weight[child])
        if 2 * weight <= self.whole[child]:
            return Bridge(child, above, side, weight)
        rest = self._others(child, side)
        return Bridge(above, child, rest, int(self.whole[child]) - weight)

    def _others(self, node: int, inside: Integers) -> Integers:
        """The nodes of its part that are not inside."""
        left = self._part == self._part[node]
        left[inside] = False
        return np.flatnonzero(left)

    def _below(self, node: int) -> Integers:
        index = int(self._index_of[node])
        return np.sort(self._order[index : index + int(self._nodes[node])])


def linked(arrays: Arrays) -> sp.csr_array:
    """Actors, then working groups: ties and memberships. Who shares a group is connected by it."""
    links = sp.block_array([[arrays.adjacency, arrays.members], [arrays.members.T, None]], format="csr")
    links.sort_indices()
    return sp.csr_array(links)


def actor_weights(arrays: Arrays) -> Integers:
    """1 for each actor and 0 for each working group, in the order of `linked`; 0 as well for who stands outside."""
    weights = np.ones(arrays.size + len(arrays.groups), np.int64)
    weights[arrays.size :] = 0
    weights[np.flatnonzero(arrays.outside)] = 0
    return weights


def find_cuts(
    links: sp.csr_array, weights: Integers, *, compiled: bool | None = None, starts: Integers | None = None
) -> Cuts:
    """The loss of each node of a symmetric n x n matrix without diagonal. O(n + m).

    A child's side hangs on its parent alone when no tie of it reaches above the parent. `compiled`: with the kernel
    or without, the same bits; None as the size suggests.
    `starts`: at least one node of each connected part, if they are known.
    Source: Hopcroft & Tarjan 1973; Tarjan 1974.
    """
    size = links.shape[0]
    order, above = _walk(links, _first_of_parts(links) if starts is None else starts)
    index, part = np.empty(size, np.int64), np.empty(size, np.int64)
    index[order] = np.arange(size)
    part[order] = np.cumsum(above[order] < 0) - 1
    columns = _columns(_lowest(links, index, above), weights)
    walked = order, above, index
    low, nodes, weight, hanging, squares, heaviest = _sum_up(walked, columns, compiled=compiled)
    whole = np.bincount(part, weights, minlength=1).astype(np.int64)[part]
    rest = whole - weights - hanging
    return Cuts(
        lost=whole - weights - np.maximum(rest, heaviest),
        separated=((whole - weights) ** 2 - squares - rest**2) // 2,
        weights=weights,
        whole=whole,
        starts=order[above[order] < 0],
        _order=order,
        _index_of=index,
        _above=above,
        _low=low,
        _nodes=nodes,
        _weight=weight,
        _part=part,
    )


def _columns(low: Integers, weights: Integers) -> list[Integers]:
    """What is summed up for each node, as it is before.

    Lowest index, nodes and weight below it, itself too; of the sides that hang on it alone the sum of the weights, the
    sum of their squares, and the largest.
    """
    hanging, squares, heaviest = (np.zeros(len(low), np.int64) for _ in range(3))
    return [low, np.ones(len(low), np.int64), weights.astype(np.int64), hanging, squares, heaviest]


def _sum_up(
    walked: tuple[Integers, Integers, Integers], columns: list[Integers], *, compiled: bool | None
) -> list[Integers]:
    if loops := loops_for(len(walked[0]), WORTH_NODES, compiled=compiled):
        loops.sum_up(*walked, *columns)
        return columns
    lists = [column.tolist() for column in columns]
    sum_up(*(column.tolist() for column in walked), *lists)
    return [np.array(column, np.int64) for column in lists]


def _first_of_parts(links: sp.csr_array) -> Integers:
    part = csgraph.connected_components(links, directed=False)[1]
    return np.unique(part, return_index=True)[1].astype(np.int64)


def _walk(links: sp.csr_array, starts: Integers) -> tuple[Integers, Integers]:
    """Nodes as a depth-first walk reaches them, and from where: -1 for the first one of each part.

    The walk begins at a gate, one node more, that is tied to all starts.
    """
    size = links.shape[0]
    if not size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    indices = np.concatenate([links.indices, starts.astype(links.indices.dtype)])
    ends = np.append(links.indptr, len(indices)).astype(links.indptr.dtype)
    gated = sp.csr_array((np.ones(len(indices)), indices, ends), shape=(size + 1, size + 1))
    order, above = csgraph.depth_first_order(gated, size, directed=True)
    before = above[:size].astype(np.int64)
    return order[1:].astype(np.int64), np.where(before == size, -1, before)


def _lowest(links: sp.csr_array, index: Integers, above: Integers) -> Integers:
    """For each node the first index of the walk that it is tied to directly, its parent left out."""
    low = index.copy()
    filled = np.flatnonzero(np.diff(links.indptr))
    rows = np.repeat(np.arange(links.shape[0]), np.diff(links.indptr))
    reached = np.where(links.indices == above[rows], index[rows], index[links.indices])
    if len(filled):
        low[filled] = np.minimum(low[filled], np.minimum.reduceat(reached, links.indptr[filled]))
    return low
