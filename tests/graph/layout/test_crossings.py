import math
import tracemalloc
from itertools import combinations

import numpy as np
import pytest

from graph.layout.crossings import count_crossings


def on_a_circle(nodes: int) -> "np.typing.NDArray[np.float64]":
    angles = 2 * math.pi * np.arange(nodes) / nodes
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


@pytest.mark.parametrize("nodes", [2, 3, 4, 7, 60])
def test_each_four_of_a_circle_cross_once(nodes: int) -> None:
    """All with all: of 60 nodes 1,770 lines, which are compared in several blocks."""
    lines = np.array(list(combinations(range(nodes), 2)))
    assert count_crossings(on_a_circle(nodes), lines) == math.comb(nodes, 4)


def test_no_line_crosses_none() -> None:
    assert count_crossings(on_a_circle(3), np.zeros((0, 2), dtype=np.int64)) == 0


def test_many_lines_are_compared_in_little_memory() -> None:
    """At once it would take the square of the lines: more than 400 MB for these 3,160."""
    lines = np.array(list(combinations(range(80), 2)))
    tracemalloc.start()
    try:
        count_crossings(on_a_circle(80), lines)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 40_000_000
