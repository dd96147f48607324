"""Who is a member of which working group: in which states, on which day.

Whoever a membership names is a member, a group in another group too. What a reader sees counts existing memberships;
the layout of the map alone asks for every state, so that nobody moves when a wish comes true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.model import EXISTING, MEMBERSHIP, State, Tie
from graph.network.edges import counting_ties, pairs_of

Members = Mapping[str, frozenset[str]]


def members_by_group(
    ties: Iterable[Tie], groups: Iterable[str], states: Collection[State] = EXISTING, at: str | None = None
) -> dict[str, frozenset[str]]:
    """Members of each of these groups by memberships in these states on a day; empty sets for groups without any."""
    found: dict[str, set[str]] = {group: set() for group in groups}
    for tie in counting_ties((tie for tie in ties if tie.kind == MEMBERSHIP), states, at):
        for member, group in pairs_of(tie):
            if group in found:
                found[group].add(member)
    return {group: frozenset(members) for group, members in found.items()}


def memberships_in(ties: Iterable[Tie], group: str) -> list[Tie]:
    """The memberships in one group, in whatever state and on whatever day."""
    return [tie for tie in ties if tie.kind == MEMBERSHIP and any(target.iri == group for target in tie.targets)]


def groups_by_member(members: Members) -> dict[str, tuple[str, ...]]:
    """The groups of each member, in the order of their IRIs."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group in sorted(members):
        for member in members[group]:
            found[member].append(group)
    return {member: tuple(groups) for member, groups in found.items()}


def groups_of_member(iri: str, own: Iterable[Tie], groups: Collection[str], at: str | None = None) -> tuple[str, ...]:
    """The groups of one member by its own existing memberships of a day, in the order of their IRIs."""
    counted = counting_ties((tie for tie in own if tie.kind == MEMBERSHIP), at=at)
    pairs = (pair for tie in counted for pair in pairs_of(tie))
    return tuple(sorted({group for member, group in pairs if member == iri and group in groups}))
