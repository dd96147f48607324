"""What those who leave leave behind: groups with fewer members, and who is cut off without them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.libraries import nx
from graph.model import Ref
from graph.scenarios.scenario import Scenario


@dataclass(frozen=True, slots=True)
class GroupLoss:
    """A group that loses members: who, of how many. `is_gone`: the group itself goes, and all lose it."""

    group: Ref
    members: tuple[Ref, ...]
    before: int
    is_gone: bool = False

    @property
    def share(self) -> float:
        """The part of its members that it loses, 0 to 1."""
        return len(self.members) / self.before


@dataclass(frozen=True, slots=True)
class Losses:
    """The groups that lose most first, and who was connected with others and is so no more, or only with a few."""

    groups: tuple[GroupLoss, ...] = ()
    cut_off: tuple[Ref, ...] = ()


def losses(before: Analysis, after: Analysis, scenario: Scenario) -> Losses:
    """What the scenario takes from those who stay. O(n + m)."""
    if not scenario.takes_away:
        return Losses()
    groups = sorted(_groups(before, after), key=lambda one: (-one.share, one.group.iri))
    cut_off = sorted(_cut_off(before.simple, after.simple))
    return Losses(tuple(groups), tuple(map(before.model.ref, cut_off)))


def _groups(before: Analysis, after: Analysis) -> Iterator[GroupLoss]:
    ref = before.model.ref
    for group, members in before.members.items():
        is_gone = group not in after.everyone
        left = frozenset[str]() if is_gone else after.members.get(group, frozenset())
        if gone := sorted(members - left):
            yield GroupLoss(ref(group), tuple(map(ref, gone)), len(members), is_gone)


def _cut_off(before: nx.Graph[str], after: nx.Graph[str]) -> Iterator[str]:
    """Of each part that falls apart all but the largest piece, and whoever is left alone."""
    for part in nx.connected_components(before):
        pieces = _pieces(after, part)
        stays = pieces[0] if pieces and len(pieces[0]) > 1 else frozenset()
        if len(part) > 1:
            yield from (node for piece in pieces for node in piece if node not in stays)


def _pieces(after: nx.Graph[str], part: Collection[str]) -> list[frozenset[str]]:
    """What is left of a part, by the ways there are now; the largest first."""
    left = {node for node in part if node in after}
    found: list[frozenset[str]] = []
    while left:
        piece = nx.node_connected_component(after, next(iter(left)))
        found.append(frozenset(left & piece))
        left -= piece
    return sorted(found, key=lambda piece: (-len(piece), min(piece)))
