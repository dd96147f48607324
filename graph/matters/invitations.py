"""Whom to invite on a topic: who works on it, and who is missing and should be asked, through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.gaps.decisions import is_open
from graph.libraries import nx
from graph.matters.convenor import can_be_written_to, is_workshop
from graph.matters.matter import Matter
from graph.measures.introducers import Introducer, best_introducer
from graph.model import Actor, Gap, Group

About = TypeVar("About", Gap, Matter)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is meant by what is open on a topic and does not work on it; why, and who could introduce them.

    `matters` come first; `gaps` are those that name them and fall under none of these matters.
    """

    actor: Actor
    matters: tuple[Matter, ...]
    gaps: tuple[Gap, ...]
    introducer: Introducer | None


class Invitations:
    """Of one network: its actors and groups, and its ties that count, as introductions need them."""

    def __init__(
        self,
        everyone: Mapping[str, Actor],
        network: nx.MultiDiGraph[str],
        simple: nx.Graph[str],
        joining: Collection[str],
    ) -> None:
        self._everyone, self._network, self._simple, self._joining = everyone, network, simple, joining

    def missing(
        self, topics: Collection[str], at_work: Collection[str], gaps: Iterable[Gap], matters: Iterable[Matter]
    ) -> list[Missing]:
        """The parties of open gaps and matters about these topics who do not work on them, most matters first.

        Whoever does not exist cannot be asked, nor a workshop that is over. Equal ones stand by IRI.
        """
        by_matter = _by_party(one for one in matters if one.is_open and _is_about(one, topics))
        by_gap = _by_party(one for one in gaps if is_open(one) and _is_about(one, topics))
        found = [
            self._missing(self._everyone[iri], at_work, by_matter.get(iri, ()), by_gap.get(iri, ()))
            for iri in {*by_matter, *by_gap} - set(at_work)
            if self._can_be_asked(iri)
        ]
        return sorted(found, key=lambda one: (-len(one.matters), -len(one.gaps), one.actor.iri))

    def _missing(
        self, actor: Actor, at_work: Collection[str], matters: Sequence[Matter], gaps: Sequence[Gap]
    ) -> Missing:
        named = {gap.id for matter in matters for gap in matter.gaps}
        introducer = best_introducer(self._network, self._simple, actor.iri, at_work, self._can_introduce)
        return Missing(actor, tuple(matters), tuple(gap for gap in gaps if gap.id not in named), introducer)

    def _can_be_asked(self, iri: str) -> bool:
        actor = self._everyone.get(iri)
        return (
            actor is not None and not is_workshop(actor) and (actor.state == "exists" or not isinstance(actor, Group))
        )

    def _can_introduce(self, iri: str) -> bool:
        """Whether it can be written to, and is no programme: that has an office, which is an actor of its own."""
        return can_be_written_to(self._everyone.get(iri)) and iri not in self._joining


def _is_about(one: Gap | Matter, topics: Collection[str]) -> bool:
    return one.subject.iri in topics or (one.topic is not None and one.topic.iri in topics)


def _by_party(those: Iterable[About]) -> dict[str, tuple[About, ...]]:
    found: defaultdict[str, list[About]] = defaultdict(list)
    for one in those:
        for iri in dict.fromkeys(party.iri for party in one.parties):
            found[iri].append(one)
    return {iri: tuple(named) for iri, named in found.items()}
