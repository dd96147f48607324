"""What stands at each topic of a network: who works on it, which groups are about it, what is demanded there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.measures.measured_network import MeasuredNetwork
from graph.model import Actor, Finding, Group, Tie
from graph.network.demands import in_no_demand

About = TypeVar("About", Tie, Group, Finding)
Held = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class TopicHolders:
    """IRIs of actors, groups and demands at each topic; `used` are the topics that anything in the network is about.

    `demands` holds ties as well: those recorded as demanded that stand in none of the demands there.
    """

    actors: Held
    groups: Held
    demands: Held
    used: frozenset[str]


def topic_holders(network: MeasuredNetwork, gathered: Callable[[Held], Held] = lambda own: own) -> TopicHolders:
    """The holders of a network's topics, of each topic itself. O(ties, actors and findings).

    `gathered` turns what stands at topics themselves into what stands at them and at others, as narrower ones.
    """
    return TopicHolders(
        actors=gathered(network.actors_by_topic),
        groups=gathered(_groups(network)),
        demands=_demanded(network, gathered),
        used=_used(network),
    )


def _demanded(network: MeasuredNetwork, gathered: Callable[[Held], Held]) -> Held:
    demands = {one.iri: one for one in network.findings if one.is_demand}
    ties = {one.iri: one for one in network.ties if one.state == "demanded"}
    raised = gathered(_by_topic(demands.values(), lambda one: [one.iri]))
    recorded = gathered(_by_topic(ties.values(), lambda one: [one.iri]))
    found = dict(raised)
    for topic, iris in recorded.items():
        there = raised.get(topic, frozenset())
        alone = in_no_demand((ties[iri] for iri in iris), (demands[iri] for iri in there))
        found[topic] = there | {tie.iri for tie in alone}
    return found


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
