"""Who covers a topic in a network: actors by their kind, groups, and what is demanded there while nobody owns it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.gaps.decisions import is_open
from graph.matters.matter import Matter
from graph.matters.questions import UNASSIGNED
from graph.measures.topic_holders import topic_holders
from graph.model import Gap, Ref
from graph.side_by_side.comparability import Doubt, doubt_of_kinds, doubt_of_topics
from graph.side_by_side.topics import SharedTopic


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """One topic in one network. `kinds` count the actors by kind, None for an unknown one, the most first.

    `own` are the topics of the network that stand at it, `names` the actors who stand for nobody but themselves, then
    the groups. `matters` are open, for the group, and about one of these topics; None while they are being computed.
    `unowned`: something was raised on it and nobody is in charge.
    """

    own: tuple[Ref, ...]
    actors: tuple[Ref, ...]
    kinds: tuple[tuple[Ref | None, int], ...]
    groups: tuple[Ref, ...]
    names: tuple[Ref, ...]
    matters: tuple[Matter, ...] | None
    unowned: bool

    @property
    def is_covered(self) -> bool:
        """Whether somebody works on it, or a group is about it."""
        return bool(self.actors or self.groups)

    @property
    def demands(self) -> tuple[Matter, ...]:
        """The matters that somebody demanded."""
        return tuple(one for one in self.matters or () if one.is_demanded)


@dataclass(frozen=True, slots=True)
class CoveredTopic:
    """A topic in common and its coverage in each network that has it, by the network's IRI."""

    shared: SharedTopic
    cells: Mapping[str, TopicCoverage]


class NetworkCoverage:
    """The coverage of one network, topic by topic. O(ties) once."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis, self._holders = analysis, topic_holders(analysis)
        self.matters: tuple[Matter, ...] | None = unless_it_takes_long(lambda: _for_the_group(analysis.matters))
        self._unowned = {gap.subject.iri for gap in recorded_gaps(analysis) or () if gap.rule == UNASSIGNED}

    @property
    def used(self) -> frozenset[str]:
        """The topics that anything in the network is about."""
        return self._holders.used

    @property
    def doubt_of_kinds(self) -> Doubt | None:
        """Why it is not told by which kind of actor topics are covered."""
        actors = self._analysis.actors
        return doubt_of_kinds(sum(one.sector is not None for one in actors.values()), len(actors))

    @property
    def doubt_of_topics(self) -> Doubt | None:
        """Why a topic without anybody does not tell that nobody works on it."""
        actors = self._analysis.actors
        return doubt_of_topics(len(actors.keys() & self._analysis.topics_of.keys()), len(actors), len(self.used))

    def of(self, own: Collection[str]) -> TopicCoverage:
        """The coverage of a topic at which these topics of the network stand."""
        actors = _together(self._holders.actors, own) & self._analysis.actors.keys()
        groups = self._existing(_together(self._holders.groups, own))
        matters, known = self.matters, self._analysis.actors
        named = [iri for iri in actors if not known[iri].is_collective]
        return TopicCoverage(
            own=self._named(own, self._analysis.model.topics),
            actors=self._named(actors, known),
            kinds=self._kinds(actors),
            groups=self._named(groups, self._analysis.groups),
            names=(*self._named(named, known), *self._named(groups, self._analysis.groups)),
            matters=None if matters is None else tuple(one for one in matters if _is_about(one, own)),
            unowned=not self._unowned.isdisjoint(own),
        )

    def _kinds(self, actors: Iterable[str]) -> tuple[tuple[Ref | None, int], ...]:
        those = [self._analysis.actors[iri] for iri in actors]
        counted = Counter(one.kind if one.sector else None for one in those)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0].iri if item[0] else "~")))

    def _existing(self, groups: Iterable[str]) -> list[str]:
        return [iri for iri in groups if self._analysis.groups[iri].state == "exists"]

    @staticmethod
    def _named(iris: Iterable[str], known: Mapping[str, Any]) -> tuple[Ref, ...]:
        return tuple(Ref(iri, known[iri].label) for iri in sorted(iris))


def recorded_gaps(analysis: Analysis) -> tuple[Gap, ...] | None:
    """The open gaps that a rule or a demand tells of; None while they are being computed."""
    return unless_it_takes_long(lambda: tuple(gap for gap in analysis.recorded_gaps if is_open(gap)))


def _for_the_group(matters: Sequence[Matter]) -> tuple[Matter, ...]:
    return tuple(one for one in matters if one.is_open and one.audience == "group")


def _is_about(matter: Matter, topics: Collection[str]) -> bool:
    return matter.topic is not None and matter.topic.iri in topics


def _together(held: Mapping[str, frozenset[str]], topics: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(held.get(topic, frozenset()) for topic in topics))
