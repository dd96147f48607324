"""The store's content as model objects: actors, groups, ties, findings, networks, topics and codes.

Everything is read once per revision by a handful of fixed SELECTs (`property_index.py`), never by a query per actor.
Plain W3C ORG data counts too: an organisation of any vocabulary is an actor, and `org:Membership`,
`org:memberOf`, `org:hasMember` and `org:linkedTo` are existing ties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.cache import RevisionCache
from graph.errors import NotFound
from graph.model import Actor, Finding, Group, Passage, Ref, Tie, Unreadable
from graph.network.property_index import PropertyIndex, read_property_index
from graph.network.read_ties import TieReader
from graph.network.tie_kinds import TieKinds, read_tie_kinds
from graph.network.who import (
    FINDINGS,
    GROUP,
    IN_NETWORK,
    NOT_ACTORS,
    kind_of,
    networks_by_actor,
    sector_of,
    wholes_of,
)
from graph.protocol import Store
from graph.query.memory_copy import MemoryCopy, memory_copy, model_revision
from graph.terms import DCT, NETZ, NK, SKOS, network_slug


@dataclass(frozen=True, slots=True)
class Model:
    """One reading of the store, each mapping by IRI. `others` are networks, and events that ties may end in.

    `raised_by` and `since` say of findings who raised them and on which day first ("" for unknown). `kinds` are the
    kinds of tie by their codes.
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
    _index: PropertyIndex = field(default_factory=PropertyIndex, repr=False)

    def ref(self, iri: str) -> Ref:
        """Any resource by its label, or by the last part of its IRI where it has none."""
        return Ref(iri, self.ties[iri].label) if iri in self.ties else self._index.ref(iri)

    def actors_in(self, network: str | None) -> dict[str, Actor]:
        """The actors of a network, given by IRI, or of all."""
        return {iri: actor for iri, actor in self.actors.items() if network is None or network in actor.networks}

    def groups_in(self, network: str | None) -> dict[str, Group]:
        """The working groups of a network, or of all."""
        return {iri: group for iri, group in self.groups.items() if network is None or network in group.networks}

    def ties_in(self, network: str | None) -> list[Tie]:
        """The ties of a network, or of all."""
        return [tie for tie in self.ties.values() if network is None or tie.network == network]

    def findings_in(self, network: str | None) -> list[Finding]:
        """The findings of a network, or of all."""
        found = self.findings.values()
        return [one for one in found if network is None or network in self._index.objects(one.iri, IN_NETWORK)]

    @property
    def dependencies(self) -> list[tuple[str, str]]:
        """Topics and the topics that each depends on, as IRIs."""
        return [(topic, other) for topic, others in self.stated(NETZ + "dependsOn").items() for other in others]

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The statements that were left out because their value stands for nothing, in the order of the resources."""
        return self._index.unreadable

    @property
    def plain_ties(self) -> tuple[tuple[str, str, str], ...]:
        """Subject, property and object of the direct ties of plain ORG data that no tie of ours says as well."""
        return self._index.plain_ties

    def stated(self, property_iri: str) -> Mapping[str, tuple[str, ...]]:
        """Who names whom at a property, as it is stated, without classes above and without what is assumed."""
        return self._index.values_of(property_iri)

    def days(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The ISO days that stand at a property of a resource, the earliest first."""
        return tuple(day for day, _ in self._index.days(iri, property_iri))

    def parties_of(self, *iris: str) -> tuple[Ref, ...]:
        """Who is meant: actors, groups and networks themselves, the parties of ties.

        Of findings: whom they concern or call for, or else who raised them.
        """
        found: set[Ref] = set()
        for iri in iris:
            if iri in self.ties:
                found.update(self.ties[iri].parties)
            elif iri in self.findings:
                finding = self.findings[iri]
                targets = self.parties_of(*(target.iri for target in finding.calls_for))
                found.update({*finding.concerns, *targets} or finding.raised_by)
            elif iri in self.actors or iri in self.groups or iri in self.networks:
                found.add(self._index.ref(iri))
        return tuple(sorted(found, key=lambda ref: ref.iri))


def read_model(store: Store) -> Model:
    """All of the store's public content, read once for each revision of the model."""
    return _MODELS.get(store, None, lambda: _read(memory_copy(store)))


def actors(store: Store, network: str | None = None) -> dict[str, Actor]:
    """Who can be party to a tie, by IRI, working groups left out; of one network or of all."""
    return read_model(store).actors_in(network_iri(store, network))


def groups(store: Store, network: str | None = None) -> dict[str, Group]:
    """Working groups of any kind and state, by IRI; of one network or of all."""
    return read_model(store).groups_in(network_iri(store, network))


def ties(store: Store, network: str | None = None) -> list[Tie]:
    """Ties of every kind and state in the order of their IRIs; of one network or of all."""
    return read_model(store).ties_in(network_iri(store, network))


def findings(store: Store, network: str | None = None) -> list[Finding]:
    """What groups recorded, in the order of their IRIs; of one network or of all."""
    return read_model(store).findings_in(network_iri(store, network))


def topics(store: Store) -> dict[str, Ref]:
    """Topics and action fields by IRI: every concept that is not one of our codes."""
    return dict(read_model(store).topics)


def codes(store: Store) -> dict[str, Ref]:
    """Codes of the nk: vocabulary by IRI: states, sectors, kinds, roles."""
    return dict(read_model(store).codes)


def network_iri(store: Store, network: str | None) -> str | None:
    """The IRI of a network given by IRI or by slug (`magdeburg`). Raises NotFound, naming those there are."""
    if network is None:
        return None
    known = read_model(store).networks.values()
    for ref in known:
        if network in {ref.iri, network_slug(ref.iri), *ref.iri.rstrip("/").split("/")[-2:-1]}:
            return ref.iri
    raise NotFound(
        "There is no network called %(name)s.",
        hint="The networks here are: %(known)s.",
        name=network,
        known=", ".join(network_slug(ref.iri) or ref.iri for ref in known) or "none",
    )


def _read(copy: MemoryCopy) -> Model:
    return _model(read_property_index(copy), read_tie_kinds(copy))


_MODELS: RevisionCache[Store, None, Model] = RevisionCache(lambda store, _: model_revision(store))
_IN_NETWORK = NETZ + "inNetwork"
_SHORTEST_USEFUL = 2


def _model(index: PropertyIndex, kinds: TieKinds) -> Model:
    reader = TieReader(index, kinds)
    links = tuple(reader.links())
    findings = {iri: reader.finding(iri) for iri in sorted(index.of_type(FINDINGS))}
    everyone = {iri: _actor(reader, iri, known) for iri, known in networks_by_actor(index, links).items()}
    concepts = {iri: index.ref(iri) for iri in sorted(index.of_type({SKOS + "Concept"}))}
    return Model(
        actors={iri: actor for iri, actor in everyone.items() if not isinstance(actor, Group)},
        groups={iri: actor for iri, actor in everyone.items() if isinstance(actor, Group)},
        others={iri: index.ref(iri) for iri in sorted(index.of_type(NOT_ACTORS))},
        ties={tie.iri: tie for tie in reader.ties(links)},
        findings=findings,
        networks={iri: index.ref(iri) for iri in sorted(index.of_type({NETZ + "Network"}))},
        topics={iri: ref for iri, ref in concepts.items() if not iri.startswith(NK)},
        codes={iri: ref for iri, ref in concepts.items() if iri.startswith(NK)},
        evidence={iri: reader.evidence(iri) for iri in index.subjects(NETZ + "evidence")},
        since={iri: reader.since(finding) for iri, finding in findings.items()},
        kinds=kinds,
        _index=index,
    )


def _actor(reader: TieReader, iri: str, networks: tuple[str, ...]) -> Actor:
    index = reader.index
    kind, types = kind_of(index, iri), index.types(iri)
    sector = sector_of(index, kind)
    return (Group if GROUP in types else Actor)(
        iri,
        label=index.label(iri),
        kind=index.ref(kind) if kind else None,
        sector=index.ref(sector) if sector else None,
        short=_short(index, iri),
        note=index.note(iri),
        state=reader.state(iri),
        confidence=reader.confidence(iri),
        is_collective=NETZ + "ActorGroup" in types,
        part_of=tuple(map(index.ref, wholes_of(index, iri))),
        networks=networks,
        evidence=reader.evidence(iri),
        topics=reader.refs(iri, NETZ + "topic"),
        districts=reader.refs(iri, DCT + "spatial"),
        aliases=tuple(sorted(index.texts(iri, SKOS + "altLabel"))),
    )


def _short(index: PropertyIndex, iri: str) -> str:
    """The shortest other name that is shorter than the name itself: `GISE`, `IHK`."""
    label = index.label(iri).in_language("de")
    names = [text for text in index.texts(iri, SKOS + "altLabel") if _SHORTEST_USEFUL <= len(text) < len(label)]
    return min(names, key=lambda name: (len(name), name), default="")
