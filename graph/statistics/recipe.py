"""How likely two unconnected actors know each other, or should: a fixed recipe of five kinds of nearness.

    score = 2 z(contacts) + z(walk) + z(circle) + 1/2 z(attributes) + 1/2 z(shared), one of the last for each kind

z(x) = -ln(1 - p (1 - 1/(N+1))) / ln(N+1), p being the share of the N candidates that do not score higher: a rank
that counts most at the top. Nothing is trained, so a network of 30 actors is treated like one of 3,000.

contacts: resource allocation, the sum of 1/d over common contacts (Zhou, Lü & Zhang 2009).
walk: personalised PageRank both ways, restart 0.15 (Page et al. 1999; Liben-Nowell & Kleinberg 2007).
circle: expected ties of a degree-corrected block model, averaged over partitions (Karrer & Newman 2011).
attributes: how often actors of these two values are tied. shared: 1/(n-1) over shared groups or topics (Newman 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.stats import rankdata

from graph.statistics.communities import partitions
from graph.statistics.pairs import COLUMN_CAP, Integers, inverse_weights, pair_scores, top_missing

Numbers = NDArray[np.float64]

EXACT_UP_TO = 1_500
"""Actors up to which every unconnected pair is a candidate and walks are of any length."""
CANDIDATES = 4_000
"""Beyond it: so many of the best pairs by contacts, and by each kind of shared things."""
RESTART = 0.15
_STEPS = 3
_UNIT = 1024


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the recipe looks at. `attributes`: a code for each actor, -1 unknown. `shared`: actors x groups, topics."""

    adjacency: sp.csr_array
    attributes: Sequence[Integers] = ()
    shared: Sequence[sp.csr_array] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidate pairs, the likeliest first: the score in 1/1024, and by term (in the order of `names`) its parts."""

    first: Integers
    second: Integers
    score: Integers
    parts: Integers
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.score)


def rank_pairs(evidence: Evidence, *, compiled: bool = True) -> Ranking:
    """The candidates by the recipe. Equal scores stand in the order of the actors.

    Exact for all pairs up to EXACT_UP_TO actors, O(n^3); beyond it O(sum of squared degrees).
    """
    first, second = candidates(evidence, compiled=compiled)
    if not len(first):
        empty = np.empty(0, np.int64)
        return Ranking(empty, empty, empty, np.empty((0, 0), np.int64), ())
    terms = _terms(evidence, first, second)
    parts = np.column_stack(
        [np.rint(weight * top_heavy(values) * _UNIT).astype(np.int64) for weight, values in terms.values()]
    )
    score = parts.sum(axis=1)
    order = np.lexsort((second, first, -score))
    return Ranking(first[order], second[order], score[order], parts[order], tuple(terms))


def candidates(evidence: Evidence, *, compiled: bool = True) -> tuple[Integers, Integers]:
    """The pairs to be ranked, by the rows of both, the smaller first."""
    actors = evidence.adjacency.shape[0]
    if actors <= EXACT_UP_TO:
        first, second = np.triu_indices(actors, 1)
        open_ones = evidence.adjacency.toarray()[first, second] == 0
        return first[open_ones].astype(np.int64), second[open_ones].astype(np.int64)
    sources = [(evidence.adjacency, inverse_weights(_sizes(evidence.adjacency)))]
    sources += [(joined, inverse_weights(_column_sizes(joined), less=1)) for joined in evidence.shared if joined.nnz]
    found = [top_missing(evidence.adjacency, *source, CANDIDATES, compiled=compiled) for source in sources]
    keys = np.unique(np.concatenate([pairs.first * actors + pairs.second for pairs in found]))
    return keys // actors, keys % actors


def top_heavy(values: Numbers) -> Numbers:
    """The rank z of the module's docstring, 0..1; the same for equal values."""
    number = len(values)
    share = rankdata(values) / number
    return np.asarray(-np.log(1 - share * (1 - 1 / (number + 1))) / np.log(number + 1))


def _terms(evidence: Evidence, first: Integers, second: Integers) -> dict[str, tuple[float, Numbers]]:
    terms: dict[str, tuple[float, Numbers]] = {
        "contacts": (2.0, _contacts(evidence.adjacency, first, second)),
        "walk": (1.0, walk_between(evidence.adjacency, first, second)),
        "circle": (1.0, _circle(evidence.adjacency, first, second)),
    }
    if evidence.attributes:
        ranks = [rankdata(_attribute(evidence.adjacency, codes, first, second)) for codes in evidence.attributes]
        terms["attributes"] = (0.5, np.mean(ranks, axis=0))
    for number, joined in enumerate(evidence.shared):
        if joined.nnz:
            terms[f"shared{number}"] = (0.5, _shared(joined, first, second))
    return terms


def _contacts(adjacency: sp.csr_array, first: Integers, second: Integers) -> Numbers:
    weights = inverse_weights(_sizes(adjacency))
    if adjacency.shape[0] <= EXACT_UP_TO:
        dense = adjacency.toarray().astype(np.int64)
        return np.asarray(((dense * weights) @ dense)[first, second], dtype=float)
    return pair_scores(adjacency, weights, first, second).astype(float)


def walk_between(adjacency: sp.csr_array, first: Integers, second: Integers) -> Numbers:
    """Personalised PageRank of each pair, both ways added; beyond EXACT_UP_TO actors of short walks only."""
    actors = adjacency.shape[0]
    degree = np.maximum(_sizes(adjacency), 1)
    if actors <= EXACT_UP_TO:
        step = adjacency.toarray() / degree[:, None]
        reach = RESTART * np.linalg.inv(np.eye(actors) - (1 - RESTART) * step)
        return np.asarray((reach + reach.T)[first, second])
    ends, places = np.unique(np.concatenate([first, second]), return_inverse=True)
    reach_rows = _short_walks(adjacency, degree, ends)
    half = len(first)
    there = np.asarray(reach_rows[places[:half], second]).ravel()
    back = np.asarray(reach_rows[places[half:], first]).ravel()
    return np.asarray(there + back)


def _short_walks(adjacency: sp.csr_array, degree: Integers, sources: Integers) -> sp.csr_array:
    """Personalised PageRank from some actors, walks of at most _STEPS steps; what comes after adds 0.85^4 at most."""
    step = sp.csr_array(sp.diags_array(1.0 / degree) @ adjacency)
    walk = sp.csr_array(step[sources])
    reach = RESTART * (1 - RESTART) * walk
    for length in range(2, _STEPS + 1):
        walk = sp.csr_array(walk @ step)
        reach = reach + RESTART * (1 - RESTART) ** length * walk
    return sp.csr_array(reach)


def _circle(adjacency: sp.csr_array, first: Integers, second: Integers) -> Numbers:
    degree = _sizes(adjacency)
    rates = np.zeros(len(first))
    found = partitions(adjacency)
    for blocks in found:
        belongs = sp.csr_array((np.ones(len(blocks)), (np.arange(len(blocks)), blocks)))
        between = sp.csr_array(belongs.T @ adjacency @ belongs)
        total = np.maximum(belongs.T @ degree, 1)
        x, y = blocks[first], blocks[second]
        rates += (_picked(between, x, y) + 0.5) / (total[x] * total[y])
    active = np.maximum(degree, 0.3)
    return np.asarray(rates / len(found) * active[first] * active[second])


def _attribute(adjacency: sp.csr_array, codes: Integers, first: Integers, second: Integers) -> Numbers:
    _, values = np.unique(codes, return_inverse=True)
    belongs = sp.csr_array((np.ones(len(values)), (np.arange(len(values)), values)))
    between = (belongs.T @ adjacency @ belongs).toarray()
    sizes = np.bincount(values)
    possible = np.maximum(np.outer(sizes, sizes) - np.diag(sizes), 1)
    return np.asarray(((between + 1) / (possible + 10))[values[first], values[second]])


def _shared(joined: sp.csr_array, first: Integers, second: Integers) -> Numbers:
    sizes = _column_sizes(joined)
    weights = np.where(sizes > COLUMN_CAP, 0, inverse_weights(sizes, less=1))
    return pair_scores(joined, weights, first, second).astype(float)


def _picked(matrix: sp.csr_array, rows: Integers, columns: Integers) -> Numbers:
    """Single cells of a sparse matrix, in lots that fit into memory."""
    dense_up_to = 3_000
    if matrix.shape[0] <= dense_up_to:
        return np.asarray(matrix.toarray()[rows, columns])
    return np.asarray(matrix[rows, columns]).ravel()


def _sizes(matrix: sp.csr_array) -> Integers:
    """Entries of each row."""
    return np.asarray(np.diff(matrix.indptr), dtype=np.int64)


def _column_sizes(matrix: sp.csr_array) -> Integers:
    """Entries of each column."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)
