"""Functional fit: actors who work on the same topic and have no tie.

A pair scores the sum of 1/(n - 1) over the topics both work on, n being the actors on a topic: a topic of two is
a whole reason to meet, one of a hundred hardly any. Source: Bodin & Tengö 2012; Guerrero et al. 2015, "social-
ecological fit"; the open triangle is motif 2,1[I.C], the closed one 2,1[II.C] in Fried et al. 2022 (motifr).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from graph.statistics.pairs import TopPairs, inverse_weights, top_missing


@dataclass(frozen=True, slots=True)
class Triangles:
    """How often two actors share a topic: `open` without a tie between them, `closed` with one.

    Two actors with three shared topics count three times; `pairs` are the unconnected pairs, each once.
    """

    open: int
    closed: int
    pairs: int


def misfits(adjacency: sp.csr_array, topics_of: sp.csr_array, k: int, *, compiled: bool = True) -> TopPairs:
    """The k unconnected pairs with the strongest shared topics, and the topics too broad to count."""
    sizes = np.bincount(topics_of.indices, minlength=topics_of.shape[1])
    return top_missing(adjacency, topics_of, inverse_weights(sizes, less=1), k, compiled=compiled)


def count_triangles(adjacency: sp.csr_array, topics_of: sp.csr_array) -> Triangles:
    """Open and closed triangles of two actors and a topic, exactly; O(sum of squared topic sizes)."""
    sizes = np.bincount(topics_of.indices, minlength=topics_of.shape[1]).astype(np.int64)
    together = sp.csr_array(topics_of @ topics_of.T)
    tied = sp.csr_array(adjacency.multiply(together))
    closed = int(tied.sum()) // 2
    shared_pairs = (together.nnz - int((together.diagonal() > 0).sum())) // 2
    return Triangles(int((sizes * (sizes - 1) // 2).sum()) - closed, closed, shared_pairs - tied.nnz // 2)
