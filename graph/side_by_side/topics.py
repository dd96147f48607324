"""Topics as rows, networks as columns: which topics they have in common, which only one of them has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import Ref
from graph.network.topic_tree import in_tree
from graph.side_by_side.topic_matches import TopicMatches

Used = Mapping[str, frozenset[str]]
"""The topics in use by the IRIs of the networks."""


@dataclass(frozen=True, slots=True)
class SharedTopic:
    """A topic that two or more networks have: its depth in the tree, and the own topics of each that stand at it."""

    topic: Ref
    depth: int
    own: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class AlikeTopics:
    """Topics of different networks that are called alike, while nobody has said whether they are the same."""

    topics: tuple[tuple[str, Ref], ...]
    """Network and topic, in the order of the networks."""


class SharedTopics:
    """The topics of some networks in one tree. `order` tells in which order topics beside each other stand.

    O(topics in use x topics above them).
    """

    def __init__(
        self, topics: Mapping[str, Ref], matches: TopicMatches, used: Used, order: Callable[[Ref], Any]
    ) -> None:
        self._topics, self._matches, self._order = topics, matches, order
        self._used = {network: those & topics.keys() for network, those in used.items()}
        self._own: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for network, those in self._used.items():
            for topic in those:
                for above in matches.stands_at(topic):
                    self._own[above][network].add(topic)
        named = [one for one in self._own if one in topics and matches.speaks_for_itself(one)]
        self._common = {one for one in named if len(self._own[one]) > 1}
        self._single = {one for one in named if len(self._own[one]) == 1}

    def rows(self) -> list[SharedTopic]:
        """The topics that two or more networks have, each below its broader one."""
        return [
            SharedTopic(self._topics[iri], depth, {one: frozenset(own) for one, own in self._own[iri].items()})
            for iri, depth in in_tree(self._matches.above, self._common, self._in_order)
        ]

    def nearest(self, topic: str) -> str:
        """The nearest topic that networks have in common and this one stands at; "" for none."""
        return next((one for one in self._matches.stands_at(topic) if one in self._common), "")

    def only_in(self, network: str) -> list[Ref]:
        """The topmost topics that this network alone has, and that stand at none of the common ones."""
        apart = [one for one in self._single if network in self._own[one] and not self.nearest(one)]
        known = set(apart)
        top = [one for one in apart if known.isdisjoint(self._matches.stands_at(one)[1:])]
        return [self._topics[one] for one in sorted(top or apart, key=self._in_order)]

    def alike(self) -> list[AlikeTopics]:
        """Those that are called alike in two networks or more while nobody said how they stand to each other."""
        called: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for network, those in self._used.items():
            for topic in sorted(those):
                called[_folded(self._topics[topic])].append((network, topic))
        return [
            AlikeTopics(tuple((network, self._topics[topic]) for network, topic in those))
            for _, those in sorted(called.items())
            if self._are_open(those)
        ]

    def _are_open(self, those: Sequence[tuple[str, str]]) -> bool:
        """Whether one of them stands in another network than the first, and at nothing that the first stands at."""
        (network, first), others = those[0], those[1:]
        return any(one != network and not self._matches.are_matched(first, topic) for one, topic in others)

    def _in_order(self, iri: str) -> Any:
        return self._order(self._topics[iri])


def _folded(topic: Ref) -> str:
    return " ".join((topic.label.wordings[0] or topic.label.in_language("en")).casefold().split())
