"""Whether a network has more open triangles than chance gives.

The baseline draws every link anew: each actor takes up each topic with chance p, each two actors have a tie with
chance q, both as often as in the real network. Of T topics and n actors, the number X of triangles of two tied
actors and a topic that both work on then has, with N = T n (n-1) / 2 and m = p^2 q:

    E(X) = N m
    Var(X) = N (m - m^2) + T n (n-1) (n-2) p^3 (1-p) q^2 + T (T-1) n (n-1) / 2 p^4 q (1-q)

for two triangles depend on each other only when they share topic and one actor, or both actors. Open triangles
have 1 - q in place of q. Source: motif 2,1 of Fried et al. 2022 (R package motifr), whose published values for its
wetlands network (169.144 and 949.774 open, 16.9615 and 25.6929 closed) these formulas give.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, inf, perm, sqrt

from graph.libraries import sp

NOTABLE = 2.0
"""Standard deviations from which a count is called more, or fewer, than chance would give."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A count, and what chance gives for it: expectation and variance."""

    count: int
    expectation: float
    variance: float

    @property
    def deviation(self) -> float:
        """Standard deviations above (positive) or below what chance gives; 0 where nothing can vary."""
        if self.variance <= 0:
            return 0.0 if self.count == self.expectation else inf
        return (self.count - self.expectation) / sqrt(self.variance)

    @property
    def is_more(self) -> bool:
        """Whether the count is notably higher than chance gives."""
        return self.deviation >= NOTABLE


def expect_triangles(adjacency: sp.csr_array, topics_of: sp.csr_array, count: int, *, closed: bool) -> Expected:
    """What chance gives for closed triangles, or for open ones. O(1)."""
    actors, topics = topics_of.shape
    if actors < 2 or not topics:  # noqa: PLR2004 - a pair
        return Expected(count, 0.0, 0.0)
    takes_up = topics_of.nnz / (actors * topics)
    is_tied = adjacency.nnz / (actors * (actors - 1))
    return moments(count, actors, topics, takes_up, is_tied if closed else 1 - is_tied)


def moments(count: int, actors: int, topics: int, p: float, q: float) -> Expected:
    """Expectation and variance by the formulas above, with q for `closed` or 1 - q for open triangles."""
    triangles, mean = topics * comb(actors, 2), p * p * q
    variance = (
        triangles * (mean - mean * mean)
        + topics * perm(actors, 3) * p**3 * (1 - p) * q * q
        + topics * (topics - 1) * comb(actors, 2) * p**4 * q * (1 - q)
    )
    return Expected(count, triangles * mean, variance)
