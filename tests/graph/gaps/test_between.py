"""Between whom ties are: carriers stand for networks and groups, observed beside expected, and what is left out."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from graph.gaps.between import ExpectedPairs, exchange, with_bodies
from graph.model import Ref, State, Text, Tie
from graph.terms import NK


def tie(kind: str, source: str, target: str, *, state: State = "exists", role: str = "", directed: bool = False) -> Tie:
    ends = tuple(Ref(iri, Text(iri)) for iri in (source, target))
    sources, targets = (ends[:1], ends[1:]) if directed else (ends, ends)
    detail = Ref(NK + role, Text()) if role else None
    iri = f"{kind} {source} {target} {state}"
    return Tie(iri, kind, Text(), state, "stated", sources, targets, directed, detail=detail)


OWN = {"office": frozenset({"public"}), "firm": frozenset({"economy"}), "club": frozenset({"civil"})}


def test_network_is_counted_by_who_steers_it_or_by_who_is_to() -> None:
    wish = tie("Interface", "firm", "network", state="demanded")
    steers = tie("Mandate", "office", "network", state="demanded", role="steers", directed=True)
    talks = tie("Mandate", "club", "network", role="contributes", directed=True)
    ties = [wish, steers, talks]
    sides = with_bodies(OWN, ["network"], ties)
    assert sides["network"] == {"public"}
    found = exchange(ties, sides)
    assert found.demanded == {("economy", "public"): 1}
    assert found.existing == {("civil", "public"): 1}, "that the office is to steer is no tie between sides"
    board = tie("Mandate", "board", "network", role="coordinates", directed=True)
    seat = tie("Membership", "club", "board", directed=True)
    assert with_bodies(OWN, ["network", "board"], [*ties, board, seat])["network"] == {"civil"}, (
        "it exists, so it counts"
    )


def test_nobody_who_carries_it_leaves_a_network_uncounted_and_named() -> None:
    ties = [tie("Interface", "firm", "network", state="demanded"), tie("Interface", "club", "stranger")]
    found = exchange(ties, with_bodies(OWN, ["network"], ties))
    assert (found.uncounted, found.uncounted_demands) == (1, 1)
    assert found.sideless == {"network", "stranger"}
    circle = [tie("Membership", one, other, directed=True) for one, other in (("a", "b"), ("b", "a"))]
    assert with_bodies({}, ["a", "b"], circle) == {}


@pytest.mark.parametrize("overlap", [False, True])
def test_expectation_is_that_of_every_pair_drawn_by_its_degrees(overlap: bool) -> None:  # noqa: FBT001
    random = np.random.default_rng(5)
    names = [f"a{number}" for number in range(14)]
    sides = {
        name: frozenset({"xy"[number % 2], *("x" if overlap and number < 5 else "")})
        for number, name in enumerate(names)
    }
    pairs = [pair for pair in combinations(names, 2) if random.random() < 0.4]
    degree = {name: sum(name in pair for pair in pairs) for name in names}
    drawn: dict[tuple[str, str], float] = {}
    for one, other in combinations(names, 2):
        cells = {tuple(sorted((x, y))) for x in sides[one] for y in sides[other]}
        for cell in cells:
            drawn[cell] = drawn.get(cell, 0) + degree[one] * degree[other] / (2 * len(pairs))
    assert dict(ExpectedPairs(pairs, sides)) == pytest.approx(drawn)


def test_too_few_ties_give_no_expectation() -> None:
    few = [tie("Interface", "firm", "office")]
    assert exchange(few, OWN).expected == {}
    many = [tie("Interface", f"f{number}", f"o{number}") for number in range(20)]
    sides = {f"{kind}{number}": frozenset({kind}) for kind in "fo" for number in range(20)}
    assert exchange(many, sides).expected[("f", "o")] == pytest.approx(10.0)
