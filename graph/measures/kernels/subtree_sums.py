"""What hangs below each node of a depth-first walk, summed up in one pass: run as it is, or compiled."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence


def sum_up(  # noqa: PLR0917 - a compiled loop takes columns, not an object of them
    order: Sequence[int],
    above: Sequence[int],
    index: Sequence[int],
    low: MutableSequence[int],
    nodes: MutableSequence[int],
    weight: MutableSequence[int],
    hanging: MutableSequence[int],
    squares: MutableSequence[int],
    heaviest: MutableSequence[int],
) -> None:
    """The pass of `cuts.find_cuts` from the leaves to the roots; on lists as it is, on arrays compiled."""
    for turn in range(len(order) - 1, -1, -1):
        child = order[turn]
        parent = above[child]
        if parent < 0:
            continue
        below = weight[child]
        nodes[parent] += nodes[child]
        weight[parent] += below
        low[parent] = min(low[parent], low[child])
        if low[child] >= index[parent]:
            hanging[parent] += below
            squares[parent] += below * below
            heaviest[parent] = max(heaviest[parent], below)
