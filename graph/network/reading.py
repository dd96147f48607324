"""One reading of the store: actors, groups, ties, findings, networks, topics and codes, each by IRI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Actor, Finding, Group, Passage, Ref, Tie, Unreadable
from graph.network.property_index import PropertyIndex
from graph.network.tie_kinds import TieKinds
from graph.network.ties_by_party import TiesByParty
from graph.network.who import IN_NETWORK
from graph.rdf.values import in_order
from graph.terms import CV, FOAF, NETZ, SCHEMA, SKOS

MEASURE_CLASSES = (NETZ + "Measure", NETZ + "Indicator")


@dataclass(frozen=True, slots=True)
class Model:
    """One reading of the store, each mapping by IRI. `others` are networks, and events that ties may end in.

    `raised_by` and `since` say of findings who raised them and on which day first ("" for unknown). `kinds` are the
    kinds of tie by their codes; `by_party` holds the ties of each resource that takes part in one.
    """

    actors: Mapping[str, Actor]
    groups: Mapping[str, Group]
    others: Mapping[str, Ref]
    ties: Mapping[str, Tie]
    findings: Mapping[str, Finding]
    networks: Mapping[str, Ref]
    topics: Mapping[str, Ref]
    codes: Mapping[str, Ref]
    evidence: Mapping[str, tuple[Passage, ...]]
    since: Mapping[str, str]
    kinds: TieKinds
    by_party: TiesByParty
    index: PropertyIndex = field(default_factory=PropertyIndex, repr=False)

    def ref(self, iri: str) -> Ref:
        """Any resource by its label, or by the last part of its IRI where it has none."""
        return Ref(iri, self.ties[iri].label) if iri in self.ties else self.index.ref(iri)

    def actors_in(self, network: str | None) -> dict[str, Actor]:
        """The actors of a network, given by IRI, or of all."""
        return {iri: actor for iri, actor in self.actors.items() if network is None or network in actor.networks}

    def groups_in(self, network: str | None) -> dict[str, Group]:
        """The working groups of a network, or of all."""
        return {iri: group for iri, group in self.groups.items() if network is None or network in group.networks}

    def ties_in(self, network: str | None) -> list[Tie]:
        """The ties of a network, or of all."""
        return [tie for tie in self.ties.values() if network is None or network in tie.networks]

    def findings_in(self, network: str | None) -> list[Finding]:
        """The findings of a network, or of all."""
        found = self.findings.values()
        return [one for one in found if network is None or network in self.index.objects(one.iri, IN_NETWORK)]

    @property
    def dependencies(self) -> list[tuple[str, str]]:
        """Topics and the topics that each depends on, as IRIs."""
        stated = self.index.values_of(NETZ + "dependsOn")
        return [(topic, other) for topic, others in stated.items() for other in others]

    @property
    def broader(self) -> Mapping[str, Sequence[str]]:
        """The broader topics of each topic, as IRIs."""
        return self.index.values_of(SKOS + "broader")

    @property
    def joining(self) -> set[str]:
        """Programmes, events and documents: whoever is tied to the same one has met."""
        return self.index.of_type((NETZ + "Programme", SCHEMA + "Event", FOAF + "Document", CV + "ReferenceFramework"))

    @property
    def measures(self) -> set[str]:
        """What can be demanded and come about without being a tie or a group."""
        return self.index.of_type(MEASURE_CLASSES)

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The statements that were left out because their value stands for nothing, in the order of the resources."""
        stated = self.index.values_of(IN_NETWORK)
        seconds = (
            Unreadable(iri, IN_NETWORK, network, "second_network")
            for iri, networks in stated.items()
            if len(networks) > 1 and iri in self.ties
            for network in networks[1:]
        )
        return in_order([*self.index.unreadable, *seconds])

    def parties_of(self, *iris: str) -> tuple[Ref, ...]:
        """Who is meant: actors, groups and networks themselves, the parties of ties.

        Of findings: whom they concern or call for, or else who raised them.
        """
        return tuple(sorted(self._parties_of(iris, frozenset()), key=lambda ref: ref.iri))

    def _parties_of(self, iris: Iterable[str], seen: frozenset[str]) -> set[Ref]:
        """`seen`: findings on the way here; one that calls for itself adds nobody."""
        found: set[Ref] = set()
        for iri in iris:
            if iri in self.ties:
                found.update(self.ties[iri].parties)
            elif iri in self.findings and iri not in seen:
                finding = self.findings[iri]
                targets = self._parties_of((target.iri for target in finding.calls_for), seen | {iri})
                found.update({*finding.concerns, *targets} or finding.raised_by)
            elif iri in self.actors or iri in self.groups or iri in self.networks:
                found.add(self.index.ref(iri))
        return found
