"""What two actors have in common by their topics: the same topic, or two that depend on each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.libraries import np, sp
from graph.measures.kernels.fit import dependency_weights, either_of
from graph.measures.kernels.pairs import COLUMN_CAP, inverse_weights
from graph.network.arrays import Arrays


@dataclass(frozen=True, slots=True)
class Common:
    """The topic of the one and that of the other, the same where they share it; how many actors work on either.

    `weight` in units of 1/SCALE, as `graph.measures.kernels.fit` counts it.
    """

    topic: int
    other: int
    actors: int
    weight: int


class CommonTopics:
    """Of a snapshot; topics by their indices.

    What the ranking leaves out is left out here: topics that are too broad, and those on which both have a seat.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._seats = arrays.seats
        self._topics_of, self._sizes = arrays.topics_of, np.asarray(arrays.topics_of.sum(axis=0), np.int64).ravel()
        self._weights = np.where(self._sizes > COLUMN_CAP, 0, inverse_weights(self._sizes, less=1))
        self._depending: defaultdict[int, list[Common]] = defaultdict(list)
        if arrays.depends is not None:
            weights = dependency_weights(self._topics_of, arrays.depends).tocoo()
            actors = either_of(self._topics_of, arrays.depends)
            columns = (weights.row, weights.col, actors, weights.data)
            for topic, *rest in zip(*(column.tolist() for column in columns), strict=True):
                self._depending[topic].append(Common(topic, *rest))

    def of(self, first: int, second: int) -> list[Common]:
        """What these two have in common, the weightiest first and shared topics before dependent ones."""
        own, theirs = (_row(self._topics_of, index) for index in (first, second))
        seated = set() if self._seats is None else _row(self._seats, first) & _row(self._seats, second)
        both = own & theirs - seated
        shared = [Common(one, one, int(self._sizes[one]), int(self._weights[one])) for one in both]
        depending = [one for topic in own for one in self._depending[topic] if one.other in theirs]
        counted = [one for one in (*shared, *depending) if one.weight]
        return sorted(counted, key=lambda one: (-one.weight, one.topic != one.other, one.topic, one.other))


def _row(matrix: sp.csr_array, index: int) -> set[int]:
    return set(matrix.indices[matrix.indptr[index] : matrix.indptr[index + 1]].tolist())
