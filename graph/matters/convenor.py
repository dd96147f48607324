"""Who could take a matter up: somebody who exists, is meant, and already has to do with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from graph.gaps.wording import say
from graph.matters.matter import Convenor
from graph.model import Actor, Ref, Text, Tie
from graph.network.belonging import upwards
from graph.network.connected import parties_of
from graph.network.edges import counting_ties
from graph.network.members import members_by_group
from graph.network.reading import Model
from graph.terms import NK

_WORKSHOP = NK + "workshop"
_MANDATE = "Mandate"
_TOGETHER = 2


class Convenors:
    """Of one network on one day: who is in charge of what, who meets where, who has how many ties. O(ties) once.

    `by_party` are the same ties by the IRI of each who takes part.
    """

    def __init__(
        self, model: Model, ties: Sequence[Tie], by_party: Mapping[str, Sequence[Tie]], at: str | None
    ) -> None:
        self._model, self._by_party, self._at = model, by_party, at
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        self._partners: dict[str, int] = {}
        for tie in counting_ties((tie for tie in ties if tie.kind == _MANDATE), at=at):
            for topic in tie.topics if self._is_unlimited(tie) else ():
                self._holders[topic.iri] += (holder.iri for holder in tie.sources)
        self._members: Mapping[str, frozenset[str]] = members_by_group(ties, model.groups, at=at)
        self._groups_of: defaultdict[str, set[str]] = defaultdict(set)
        for group, members in self._members.items():
            for member in members:
                self._groups_of[member].add(group)

    def _is_unlimited(self, tie: Tie) -> bool:
        """Whether a mandate is for its topic as such, or at most for the network: not for one event alone."""
        return {target.iri for target in tie.targets} <= {*self._model.networks, *(topic.iri for topic in tie.topics)}

    def suggest(self, parties: Collection[Ref], topic: Ref | None) -> Convenor | None:
        """Who is in charge of the topic or a broader one; else a group of two parties; else who has most ties."""
        return self._responsible(topic) or self._meeting(parties) or self._connected(parties)

    def who_can_act(self) -> tuple[Mapping[Ref, tuple[Ref, ...]], Mapping[str, Ref]]:
        """Who is in charge of each topic, and the groups that can meet, with their names: what all suggestions share.

        The rest of one follows from the parties of the matter and their ties.
        """
        ref, groups = self._model.ref, filter(self._can_act, self._members)
        holders = {ref(topic): tuple(map(ref, self.holders_of(topic))) for topic in self._holders}
        return holders, {one: ref(one) for one in groups}

    def holders_of(self, topic: str) -> list[str]:
        """Who is in charge of a topic as such by existing mandates and can be written to, by IRI."""
        return [one for one in sorted(set(self._holders.get(topic, ()))) if self._can_act(one)]

    def _responsible(self, topic: Ref | None) -> Convenor | None:
        for one in upwards(self._model.broader, topic.iri) if topic else ():
            for holder in self.holders_of(one):
                return self._convenor(holder, "responsible", topic=self._model.ref(one).label)
        return None

    def _meeting(self, parties: Collection[Ref]) -> Convenor | None:
        meant = {party.iri for party in parties}
        groups = {group for party in meant for group in self._groups_of.get(party, ())} | (meant & set(self._members))
        counted = {one: len(self._members[one] & meant) for one in groups if self._can_act(one)}
        best = min(counted, key=lambda one: (-counted[one], one), default="")
        enough = counted.get(best, 0) >= _TOGETHER
        return self._convenor(best, "members", number=counted[best]) if enough else None

    def _connected(self, parties: Collection[Ref]) -> Convenor | None:
        counted = {party.iri: self._partners_of(party.iri) for party in parties if self._can_act(party.iri)}
        best = min(counted, key=lambda one: (-counted[one], one), default="")
        return self._convenor(best, "ties", number=counted[best]) if counted.get(best) else None

    def _partners_of(self, iri: str) -> int:
        """How many others somebody has an existing tie with; counted of those alone whom a matter names."""
        if iri not in self._partners:
            existing = counting_ties(self._by_party.get(iri, ()), at=self._at)
            self._partners[iri] = len(parties_of(existing) - {iri})
        return self._partners[iri]

    def _can_act(self, iri: str) -> bool:
        return can_be_written_to(self._model.actors.get(iri) or self._model.groups.get(iri))

    def _convenor(self, iri: str, key: str, **values: Text | float) -> Convenor:
        return Convenor(self._model.ref(iri), say("matter", f"convenor.{key}", **values))


def can_be_written_to(who: Actor | None) -> bool:
    """Whether somebody exists and has an address: no placeholder for many, no workshop of a meeting that is over."""
    return who is not None and who.state == "exists" and not who.is_collective and not is_workshop(who)


def is_workshop(who: Actor) -> bool:
    """Whether it met at one conference only."""
    return who.kind is not None and who.kind.iri == _WORKSHOP
