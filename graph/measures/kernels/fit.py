"""Functional fit: actors who work on the same topic, or on topics that depend on each other, and have no tie.

A pair scores the sum of 1/(n - 1) over the topics both work on, n being the actors on a topic: a topic of two is
a whole reason to meet, one of a hundred hardly any. For two topics that depend on each other n are the actors on
either, and the one has to work on the one, the other on the other. Source: Bodin & Tengö 2012; Guerrero et al. 2015,
"social-ecological fit"; coordination requirements, Cataldo et al. 2006; the open triangle is motif 2,1[I.C], the
closed one 2,1[II.C] in Fried et al. 2022 (motifr).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.libraries import Integers, np, sp
from graph.measures.kernels.pairs import COLUMN_CAP, TopPairs, inverse_weights, top_missing


@dataclass(frozen=True, slots=True)
class Triangles:
    """How often two actors share a topic: `open` without a tie between them, `closed` with one.

    Two actors with three shared topics count three times; `pairs` are the unconnected pairs, each once.
    """

    open: int
    closed: int
    pairs: int


def misfits(
    adjacency: sp.csr_array,
    topics_of: sp.csr_array,
    k: int,
    *,
    depends: sp.csr_array | None = None,
    seated: sp.csr_array | None = None,
    compiled: bool | None = None,
) -> TopPairs:
    """The k unconnected pairs with the strongest topics in common, and the topics too broad to count.

    `depends`: topics x topics, symmetric, 1 where two depend on each other. `seated`: actors x topics, 1 where an actor
    has a seat in a group about the topic; two of these have nothing in common by it.
    """
    sizes = np.bincount(topics_of.indices, minlength=topics_of.shape[1])
    weights = np.where(sizes > COLUMN_CAP, 0, inverse_weights(sizes, less=1))
    between = None if depends is None or not depends.nnz else dependency_weights(topics_of, depends)
    joined = topics_of
    if seated is not None and (inside := sp.csr_array(topics_of.multiply(seated))).nnz:
        joined, weights, between = _parted(topics_of, inside, weights, between)
    found = top_missing(adjacency, joined, weights, k, between=between, compiled=compiled)
    return replace(found, skipped=np.flatnonzero(sizes > COLUMN_CAP))


def _parted(
    topics_of: sp.csr_array, inside: sp.csr_array, weights: Integers, between: sp.csr_array | None
) -> tuple[sp.csr_array, Integers, sp.csr_array]:
    """Two columns a topic, of those without a seat and of those with one: these meet the others, not each other."""
    outside = sp.csr_array(topics_of - inside)
    outside.eliminate_zeros()
    joined = sp.csr_array(sp.hstack([outside, inside]))
    joined.sort_indices()
    across = sp.csr_array(sp.diags_array(weights, dtype=np.int64))
    others = across if between is None else sp.csr_array(across + between)
    all_ways = sp.csr_array(sp.block_array([[between, others], [others, between]]))
    return joined, np.append(weights, np.zeros_like(weights)), all_ways


def dependency_weights(topics_of: sp.csr_array, depends: sp.csr_array) -> sp.csr_array:
    """SCALE // (n - 1) for two topics that depend on each other, n being the actors on either; 0 for a broad one."""
    sizes, found = np.bincount(topics_of.indices, minlength=topics_of.shape[1]), depends.tocoo()
    weights = inverse_weights(either_of(topics_of, depends), less=1)
    weights[np.maximum(sizes[found.row], sizes[found.col]) > COLUMN_CAP] = 0
    return sp.csr_array((weights, (found.row, found.col)), shape=depends.shape)


def either_of(topics_of: sp.csr_array, depends: sp.csr_array) -> Integers:
    """How many actors work on the one topic or the other, for each entry of `depends`."""
    sizes = np.bincount(topics_of.indices, minlength=topics_of.shape[1]).astype(np.int64)
    found, actors_of = depends.tocoo(), sp.csr_array(topics_of.T)
    both = actors_of[found.row].multiply(actors_of[found.col]).sum(axis=1)
    return np.asarray(sizes[found.row] + sizes[found.col] - np.asarray(both).ravel(), dtype=np.int64)


def count_triangles(adjacency: sp.csr_array, topics_of: sp.csr_array) -> Triangles:
    """Open and closed triangles of two actors and a topic, exactly; O(sum of squared topic sizes)."""
    sizes = np.bincount(topics_of.indices, minlength=topics_of.shape[1]).astype(np.int64)
    together = sp.csr_array(topics_of @ topics_of.T)
    tied = sp.csr_array(adjacency.multiply(together))
    closed = int(tied.sum()) // 2
    shared_pairs = (together.nnz - int((together.diagonal() > 0).sum())) // 2
    return Triangles(int((sizes * (sizes - 1) // 2).sum()) - closed, closed, shared_pairs - tied.nnz // 2)
