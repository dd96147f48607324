"""The model after a change, from the one before it: only what the change can reach is read again.

A statement reaches the resource it is about, and whoever names that one where its name, its quote or its day is shown.
What decides on many at once (classes, kinds of tie, sectors, networks) is not followed: then all is read anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeVar

import pyoxigraph as ox

from graph.model import Actor, Finding, Group, Passage, Ref, Tie
from graph.network.index_renewal import renew_index, statements_about
from graph.network.read_actors import read_actor
from graph.network.read_ties import Link, TieReader
from graph.network.reading import Model
from graph.network.ties_by_party import TiesByParty, ties_by_party
from graph.network.who import FINDINGS, IN_NETWORK, NOBODY, networks_of
from graph.persons.recognition import PERSON_CLASSES
from graph.protocol import Delta, names_blank_node
from graph.rdf.actor_classes import NOT_ACTORS, ORGANISATIONS
from graph.rdf.intervals import OF_INTERVALS
from graph.rdf.mappings import INVERSE
from graph.rdf.party_rules import ENDS
from graph.terms import ADMS, NETZ, NK, OA, PROV, RDF, RDFS, SKOS
from graph.text import name

V = TypeVar("V")

_NETWORK = ox.NamedNode(NETZ + "Network")
_DECIDES_ON_MANY = frozenset(
    {
        *(RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader", SKOS + "topConceptOf"),
        *(end.value for end in ENDS),
        *OF_INTERVALS,
        INVERSE,
    }
)
_SHOWS_NO_NAME = frozenset({RDF + "type", IN_NETWORK, ADMS + "status", NETZ + "confidence"})
"""What these point to is taken as a code or an IRI, whatever it is called."""


def renew(model: Model, delta: Delta) -> Model | None:
    """The model that the store would be read to now; None for a change that it takes reading all to know.

    O(statements changed and their neighbours), and a pass over the ties without reading them.
    """
    if delta.has_blank_nodes or any(map(_decides_on_many, delta.quads)):
        return None
    persons = model.index.with_subclasses(PERSON_CLASSES)
    if any(quad.predicate.value == RDF + "type" and name(quad.object) in persons for quad in delta.quads):
        return None
    about = frozenset(_about(delta.quads, model.index.mappings.inverses))
    if not about.isdisjoint(model.kinds.read_from):
        return None
    part = statements_about(about, delta.present, model.index.mappings)
    if any(map(names_blank_node, part)):
        return None
    try:
        return _Renewal(model, delta, about, part).model()
    except _ReachesBlankNodeError:
        return None


def _about(quads: Iterable[ox.Quad], inverses: AbstractSet[str]) -> Iterator[str]:
    """The resources that statements are about: those of other vocabularies may be about their object."""
    for quad in quads:
        yield name(quad.subject)
        if quad.predicate.value in inverses and isinstance(quad.object, ox.NamedNode):
            yield quad.object.value


def _decides_on_many(quad: ox.Quad) -> bool:
    predicate = quad.predicate.value
    is_of_kinds = predicate in _DECIDES_ON_MANY or predicate.startswith((NETZ + "edge", NETZ + "directed"))
    return is_of_kinds or (predicate == RDF + "type" and quad.object == _NETWORK)


class _ReachesBlankNodeError(Exception):
    """What names a changed resource has no name itself, and cannot be found in what was read before."""


class _Renewal:
    """One change taken over into a model.

    `about`: the resources that its statements are about, `part`: what is said of them now.
    """

    def __init__(self, model: Model, delta: Delta, about: frozenset[str], part: ox.Store) -> None:
        self._former, self._find, self._about = model, delta.present.quads_for_pattern, about
        self._index = renew_index(model.index, delta, about, part, model.kinds)
        self._reader = TieReader(self._index, model.kinds)
        former, index = model.index, self._index
        self._renamed = {iri for iri in about if former.label(iri) != index.label(iri)}
        quoted = {iri for iri in about if former.texts(iri, OA + "exact") or index.texts(iri, OA + "exact")}
        quoted |= self._pointing(self._renamed, {PROV + "wasQuotedFrom"})
        self._reached = about | self._naming(self._renamed) | self._pointing(quoted, {NETZ + "evidence"})

    def model(self) -> Model:
        """The model after the change."""
        former, index = self._former, self._index
        ties, changed = self._ties()
        findings = self._findings()
        by_party = ties_by_party(ties, former.by_party, {tie.iri for tie in changed})
        everyone = self._everyone(by_party, findings, self._whose_entry_may_change(changed, findings))
        is_group = {iri: isinstance(actor, Group) for iri, actor in everyone.items() if actor is not None}
        return replace(
            former,
            actors=_renewed(former.actors, {iri: None if is_group.get(iri) else one for iri, one in everyone.items()}),
            groups=_renewed(
                former.groups, {iri: one if isinstance(one, Group) else None for iri, one in everyone.items()}
            ),
            others=self._refs(former.others, NOT_ACTORS),
            ties=ties,
            findings=_renewed(former.findings, findings),
            topics=self._refs(former.topics, {SKOS + "Concept"}, codes=False),
            codes=self._refs(former.codes, {SKOS + "Concept"}, codes=True),
            networks=self._refs(former.networks, {NETZ + "Network"}),
            evidence=_renewed(former.evidence, self._evidence()),
            since=_renewed(former.since, self._since(_renewed(former.findings, findings))),
            by_party=by_party,
            index=index,
        )

    def _pointing(self, iris: Iterable[str], properties: Iterable[str]) -> set[str]:
        """Who names one of these resources at one of these properties."""
        return {
            _named(quad.subject)
            for iri in iris
            for one in properties
            for quad in self._find(None, ox.NamedNode(one), ox.NamedNode(iri), None)
        }

    def _naming(self, iris: Iterable[str]) -> set[str]:
        """Who names one of these resources so that its name is shown."""
        return {
            _named(quad.subject)
            for iri in iris
            for quad in self._find(None, None, ox.NamedNode(iri), None)
            if quad.predicate.value not in _SHOWS_NO_NAME
        } | self._named_by(iris)

    def _named_by(self, iris: Iterable[str]) -> set[str]:
        """Whom these resources name in a way of other vocabularies that makes it a statement about them."""
        return {
            quad.object.value
            for iri in iris
            for one in self._index.mappings.inverses
            for quad in self._find(ox.NamedNode(iri), ox.NamedNode(one), None, None)
            if isinstance(quad.object, ox.NamedNode)
        }

    def _ties(self) -> tuple[Mapping[str, Tie], list[Tie]]:
        """All ties, and those that came, went or were changed, as they were and as they are."""
        former = self._former.ties
        links = {iri: self._reader.link(iri) for iri in self._reached}
        links |= self._plain_links()
        found = {iri: self._reader.tie(link) if link else None for iri, link in links.items()}
        differ = {iri: tie for iri, tie in found.items() if former.get(iri) != tie}
        changed = [tie for iri, tie in differ.items() for tie in (former.get(iri), tie) if tie is not None]
        return _renewed(former, differ), changed

    def _plain_links(self) -> dict[str, Link | None]:
        """Direct ties of plain data with an end that the change is about."""
        near = self._about | self._renamed
        ended: dict[str, Link | None] = {
            self._reader.plain_link(stated).iri: None
            for stated in self._former.index.plain_ties
            if stated[0] in near or stated[2] in near
        }
        present = (
            one
            for one in self._index.plain_ties
            if (one[0] in near or one[2] in near) and self._reader.is_between_actors(one[0], one[2])
        )
        return ended | {link.iri: link for link in map(self._reader.plain_link, present)}

    def _findings(self) -> dict[str, Finding | None]:
        kinds = self._index.with_subclasses(FINDINGS)
        return {iri: self._reader.finding(iri) if self._is_one(iri, kinds) else None for iri in self._reached}

    def _whose_entry_may_change(self, changed: Iterable[Tie], findings: Mapping[str, Finding | None]) -> set[str]:
        """Whoever may have begun or ceased to be an actor, or belong to another network, or is called otherwise."""
        found = set(self._reached)
        for tie in changed:
            found.update(party.iri for party in tie.parties)
        for iri, finding in findings.items():
            for one in (finding, self._former.findings.get(iri)):
                if one is not None:
                    found.update(ref.iri for ref in (*one.raised_by, *one.concerns))
        if self._renamed:
            known = (*self._former.actors.values(), *self._former.groups.values())
            found.update(actor.iri for actor in known if actor.sector and actor.sector.iri in self._renamed)
        return found

    def _everyone(
        self, ties: TiesByParty, findings: Mapping[str, Finding | None], who: AbstractSet[str]
    ) -> dict[str, Actor | None]:
        """Of these, the actors and groups with the networks they belong to; None for who is neither."""
        index = self._index
        parties = who & ties.of.keys()
        named_in = defaultdict[str, set[str]](set)
        for iri in parties:
            named_in[iri] = {network for tie in ties.of[iri] for network in tie.networks}
        for iri in _renewed(self._former.findings, findings):
            for mentioned in (*index.objects(iri, NETZ + "raisedBy"), *index.objects(iri, NETZ + "concerns")):
                if mentioned in who:
                    named_in[mentioned].update(index.objects(iri, IN_NETWORK))
        organisations, none = index.with_subclasses(ORGANISATIONS), index.with_subclasses(NOBODY)
        return {
            iri: read_actor(self._reader, iri, networks_of(index, iri, named_in.get(iri, set())))
            if (iri in parties or self._is_one(iri, organisations)) and not self._is_one(iri, none)
            else None
            for iri in who
        }

    def _is_one(self, iri: str, classes: AbstractSet[str]) -> bool:
        return not classes.isdisjoint(self._index.objects(iri, RDF + "type"))

    def _refs(
        self, former: Mapping[str, Ref], classes: Iterable[str], *, codes: bool | None = None
    ) -> Mapping[str, Ref]:
        """Resources of these classes by their names; of concepts either our codes or the others."""
        wanted = self._index.with_subclasses(classes)
        found = {
            iri: self._index.ref(iri) if self._is_one(iri, wanted) and codes in {None, iri.startswith(NK)} else None
            for iri in self._about
        }
        return _renewed(former, found)

    def _evidence(self) -> dict[str, tuple[Passage, ...] | None]:
        return {
            iri: self._reader.evidence(iri) if self._index.objects(iri, NETZ + "evidence") else None
            for iri in self._reached
        }

    def _since(self, findings: Mapping[str, Finding]) -> dict[str, str | None]:
        raised = self._pointing(self._about, {NETZ + "raisedAt"})
        return {iri: self._reader.since(findings[iri]) if iri in findings else None for iri in self._reached | raised}


def _renewed(former: Mapping[str, V], changes: Mapping[str, V | None]) -> Mapping[str, V]:
    """A mapping with other values for some keys, and without those of None; in the order of the keys."""
    differ = {key: value for key, value in changes.items() if former.get(key) != value}
    if not differ:
        return former
    values: dict[str, V] = dict(former)
    is_sorted = True
    for key, value in differ.items():
        if value is None:
            values.pop(key, None)
        else:
            is_sorted = is_sorted and key in values
            values[key] = value
    return values if is_sorted else {key: values[key] for key in sorted(values)}  # of pairs it took ten times as long


def _named(subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    if not isinstance(subject, ox.NamedNode):
        raise _ReachesBlankNodeError
    return subject.value
