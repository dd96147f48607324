"""Which ties count, and which pairs a tie connects: the only place that decides what an edge is.

A directed tie connects each source with each target, an undirected one every two of its parties, nobody with itself.
Membership is a tie like any other: it connects the member with the group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product

from graph.model import EXISTING, Actor, State, Tie

Pair = tuple[str, str]


def counting_ties(ties: Iterable[Tie], states: Collection[State] = EXISTING, at: str | None = None) -> list[Tie]:
    """The ties in these states that hold on a day; None: whenever."""
    if at is None:  # as below, where each of a large network would be asked for a period that nobody looks at
        return [tie for tie in ties if tie.state in states]
    return [tie for tie in ties if counts(tie, states, at)]


def counts(tie: Tie, states: Collection[State] = EXISTING, at: str | None = None) -> bool:
    """Whether a tie is in one of these states and holds on a day; None: whenever."""
    return tie.state in states if at is None else state_on(tie, at) in states and tie.period.holds_on(at)


def state_on(one: Tie | Actor, day: str | None) -> State:
    """The state on an ISO day, or today: what has ended by now, and says when, existed until then."""
    return "exists" if day and one.state == "ended" and one.end and one.period.holds_on(day) else one.state


def goes_on(actor: Actor, day: str | None = None) -> bool:
    """Whether somebody is there on an ISO day, or today: an organisation that has ended is an actor no more."""
    return state_on(actor, day) != "ended"


def pairs_of(tie: Tie) -> list[Pair]:
    """The IRIs of every two that a tie connects, each pair once; of a directed tie the source first."""
    if tie.directed:
        if len(tie.sources) == 1 == len(tie.targets):
            one, other = tie.sources[0].iri, tie.targets[0].iri
            return [(one, other)] if one != other else []
        return pairs_between([ref.iri for ref in tie.sources], [ref.iri for ref in tie.targets], directed=True)
    parties = [ref.iri for ref in tie.parties]
    return pairs_between(parties, parties, directed=False)


def pairs_between(sources: Sequence[str], targets: Sequence[str], *, directed: bool) -> list[Pair]:
    """The same of bare IRIs. `sources` and `targets` of an undirected tie are all its parties. O(sources x targets)."""
    if directed:
        return [(source, target) for source, target in product(sources, targets) if source != target]
    return list(combinations(sources, 2))


def unordered(pair: Pair) -> Pair:
    """A pair whichever way round: the smaller IRI first."""
    one, other = pair
    return (one, other) if one <= other else (other, one)
