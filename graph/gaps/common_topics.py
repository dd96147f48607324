"""What two actors have in common by their topics: the same topic, or two that depend on each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.statistics.fit import dependency_weights
from graph.statistics.pairs import Integers, inverse_weights
from graph.statistics.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Common:
    """The topic of the one and that of the other, the same where they share it; how many actors work on either.

    `weight` in units of 1/SCALE, as `graph.statistics.fit` counts it.
    """

    topic: int
    other: int
    actors: int
    weight: int


class CommonTopics:
    """Of a snapshot; topics by their places."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._topics_of, self._depends = snapshot.topics_of, snapshot.depends
        self._sizes = np.bincount(snapshot.topics_of.indices, minlength=len(snapshot.topics)).astype(np.int64)
        self._weights = inverse_weights(self._sizes, less=1)
        self._between = None if self._depends is None else dependency_weights(snapshot.topics_of, self._depends)

    def of(self, first: int, second: int) -> list[Common]:
        """What these two have in common, the weightiest first and shared topics before dependent ones."""
        own, theirs = (set(self._row(place).tolist()) for place in (first, second))
        shared = [Common(one, one, int(self._sizes[one]), int(self._weights[one])) for one in own & theirs]
        depending = [pair for topic in own for pair in self._depending(topic, theirs)]
        return sorted(
            (*shared, *depending), key=lambda one: (-one.weight, one.topic != one.other, one.topic, one.other)
        )

    def _row(self, place: int) -> Integers:
        start = self._topics_of.indptr
        return np.asarray(self._topics_of.indices[start[place] : start[place + 1]])

    def _depending(self, topic: int, theirs: set[int]) -> list[Common]:
        if self._between is None:
            return []
        start = self._between.indptr
        there = slice(start[topic], start[topic + 1])
        found = zip(self._between.indices[there].tolist(), self._between.data[there].tolist(), strict=True)
        return [Common(topic, other, self._either(topic, other), weight) for other, weight in found if other in theirs]

    def _either(self, topic: int, other: int) -> int:
        both = self._topics_of[:, [topic]].multiply(self._topics_of[:, [other]]).sum()
        return int(self._sizes[topic] + self._sizes[other] - both)
