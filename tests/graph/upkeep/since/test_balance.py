"""What many statements that came and went come to is the difference between the state before and the one after."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from graph.upkeep.since.balance import Balance

STATEMENTS = [
    ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(f"{number}\n"), ox.NamedNode(f"a:g{number % 2}"))
    for number in range(6)
]
SOME = st.sets(st.sampled_from(STATEMENTS))


@given(SOME, st.lists(st.tuples(SOME, SOME), max_size=6))
def test_it_is_the_difference_of_both_states(
    before: set[ox.Quad], changes: Sequence[tuple[set[ox.Quad], set[ox.Quad]]]
) -> None:
    balance, now = Balance(), set(before)
    for unwanted, wanted in changes:
        gone = unwanted & now
        come = wanted - (now - gone)
        now = (now - gone) | come
        balance.take(gone, come=False)
        balance.take(come, come=True)
    added, removed = balance.net()
    assert sorted(added, key=str) == sorted(now - before, key=str)
    assert sorted(removed, key=str) == sorted(before - now, key=str)
    assert {quad.graph_name for quad in [*added, *removed]} <= added.graphs
