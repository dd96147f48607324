"""What stands at each topic of a network: who works on it, which groups are about it, what is demanded there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.measures.measured_network import MeasuredNetwork
from graph.model import Actor, Finding, Group, Tie

About = TypeVar("About", Tie, Group, Finding)
Held = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class TopicHolders:
    """IRIs of actors, groups and demands at each topic itself, those of narrower topics left out.

    `used` are the topics that anything in the network is about.
    """

    actors: Held
    groups: Held
    demands: Held
    used: frozenset[str]


def topic_holders(network: MeasuredNetwork) -> TopicHolders:
    """The holders of a network's topics. O(ties, actors and findings)."""
    demands = (one for one in network.findings if one.is_demand)
    return TopicHolders(
        actors=network.actors_by_topic,
        groups=_groups(network),
        demands=_by_topic(demands, lambda one: [one.iri]),
        used=_used(network),
    )


def _used(network: MeasuredNetwork) -> frozenset[str]:
    stated: tuple[Tie | Actor | Group | Finding, ...] = (
        *network.ties,
        *network.actors.values(),
        *network.groups.values(),
        *network.findings,
    )
    return frozenset(topic.iri for one in stated for topic in one.topics)


def _groups(network: MeasuredNetwork) -> Held:
    """The groups about each topic, by their own entry or by a tie."""
    own = _by_topic(network.groups.values(), lambda one: [one.iri])
    tied = _by_topic(network.counting_ties, lambda one: [end.iri for end in one.parties if end.iri in network.groups])
    return {topic: own.get(topic, frozenset()) | tied.get(topic, frozenset()) for topic in own.keys() | tied.keys()}


def _by_topic(items: Iterable[About], iris: Callable[[About], Iterable[str]]) -> Held:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        for topic in item.topics:
            found[topic.iri].update(iris(item))
    return {topic: frozenset(those) for topic, those in found.items()}
