"""What the store states about each resource, read property by property into plain dictionaries.

Labels come from skos:prefLabel, rdfs:label, foaf:name, schema:name, dct:title, in this order; a resource
without any is named by the last part of its IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.model import Ref, Text
from graph.network.tie_kinds import read_tie_kinds
from graph.protocol import Store
from graph.query.memory_copy import MemoryCopy, memory_copy
from graph.terms import (
    ADMS,
    DCT,
    DERIVED_GRAPH,
    NETZ,
    OA,
    ORG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    local_name,
    network_slug,
)
from graph.text import LABELS, name, wording

NOTES = (SKOS + "note", SKOS + "editorialNote", SKOS + "scopeNote", SKOS + "definition", DCT + "description")
PROPERTIES = (
    RDF + "type",
    RDFS + "subClassOf",
    ADMS + "status",
    SKOS + "altLabel",
    SKOS + "broader",
    SKOS + "topConceptOf",
    OA + "exact",
    OA + "start",
    OA + "end",
    PROV + "wasQuotedFrom",
    DCT + "spatial",
    SCHEMA + "startDate",
    SCHEMA + "endDate",
    *(ORG + name for name in ("member", "organization", "role", "classification", "unitOf", "subOrganizationOf")),
    ORG + "postIn",
    *(NETZ + name for name in ("party", "fromParty", "toParty", "funder", "funded", "holder", "object")),
    *(NETZ + name for name in ("participant", "event", "topic", "kind", "confidence", "evidence", "inNetwork")),
    *(NETZ + name for name in ("perspective", "startPrecision", "endPrecision", "weight", "standsFor")),
    *(NETZ + name for name in ("raisedBy", "raisedAt", "callsFor", "concerns")),
    NETZ + "dependsOn",
    *LABELS,
    *NOTES,
)
PLAIN_PROPERTIES = (ORG + "memberOf", ORG + "hasMember", ORG + "linkedTo")


def _values(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in dict.fromkeys(iris))


_DERIVED = ox.NamedNode(DERIVED_GRAPH)

ByProperty = Mapping[str, Mapping[str, tuple[str, ...]]]
_NOTHING: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class PropertyIndex:
    """Statements by property and subject: `links` to resources, `literals` to texts, both in alphabetical order.

    `plain_ties` are subject, property, object of plain ORG data; `homes` the network each resource is typed in.
    """

    revision: int
    links: ByProperty
    literals: ByProperty
    plain_ties: tuple[tuple[str, str, str], ...]
    homes: Mapping[str, str]
    labels: Mapping[str, Text]
    notes: Mapping[str, Text]
    _refs: dict[str, Ref] = field(default_factory=dict, repr=False)

    def subjects(self, property_iri: str) -> list[str]:
        """Who has this property, in the order of their IRIs."""
        return sorted({*self.links.get(property_iri, ()), *self.literals.get(property_iri, ())})

    def objects(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The resources a property points to, in the order of their IRIs."""
        return self.links.get(property_iri, _NOTHING).get(iri, ())

    def first(self, iri: str, property_iri: str) -> str:
        """The first resource a property points to; "" for none."""
        found = self.links.get(property_iri, _NOTHING).get(iri)
        return found[0] if found else ""

    def texts(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The literal values of a property."""
        return self.literals.get(property_iri, _NOTHING).get(iri, ())

    def text(self, iri: str, property_iri: str) -> str:
        """The first literal value of a property; "" for none."""
        found = self.literals.get(property_iri, _NOTHING).get(iri)
        return found[0] if found else ""

    def types(self, iri: str) -> frozenset[str]:
        """The classes of a resource, with all they descend from."""
        found: set[str] = set()
        waiting = list(self.objects(iri, RDF + "type"))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.superclasses(one)
        return frozenset(found)

    def superclasses(self, class_iri: str) -> tuple[str, ...]:
        """The classes right above this one."""
        return self.objects(class_iri, RDFS + "subClassOf")

    def of_type(self, classes: Iterable[str]) -> set[str]:
        """Resources of one of these classes or of a class below them."""
        wanted = self._with_subclasses(set(classes))
        typed = self.links.get(RDF + "type", _NOTHING)
        return {iri for iri, own in typed.items() if not wanted.isdisjoint(own)}

    def label(self, iri: str) -> Text:
        """What a resource is called, in the languages there are."""
        return self.labels.get(iri) or Text(de=local_name(iri))

    def ref(self, iri: str) -> Ref:
        """A resource by IRI and label."""
        found = self._refs.get(iri)
        if found is None:
            found = self._refs[iri] = Ref(iri, self.label(iri))
        return found

    def note(self, iri: str) -> str:
        """A remark on a resource, German where there is one; "" for none."""
        found = self.notes.get(iri)
        return found.in_language("de") if found else ""

    def home_network(self, iri: str) -> str:
        """The network in whose named graphs a resource is typed; "" where graphs name none, or several do."""
        return self.homes.get(iri, "")

    def _with_subclasses(self, wanted: set[str]) -> set[str]:
        below = self.links.get(RDFS + "subClassOf", _NOTHING)
        while True:
            more = {iri for iri, above in below.items() if not wanted.isdisjoint(above)} - wanted
            if not more:
                return wanted
            wanted |= more


def read_property_index(store: Store) -> PropertyIndex:
    """All statements the model is made of, of one revision. O(statements)."""
    copy = memory_copy(store)
    links: dict[str, dict[str, tuple[str, ...]]] = {}
    literals: dict[str, dict[str, tuple[ox.Literal, ...]]] = {}
    once: dict[str, str] = {}
    for property_iri in dict.fromkeys((*PROPERTIES, *read_tie_kinds(copy).ends)):
        links[property_iri], literals[property_iri] = _by_subject(copy, property_iri, once)
    return PropertyIndex(
        copy.revision,
        links,
        {
            one: {iri: tuple(value.value for value in values) for iri, values in literals[one].items()}
            for one in literals
        },
        _plain_ties(copy),
        _homes(copy, links[RDF + "type"]),
        _wordings(literals, LABELS),
        _wordings(literals, NOTES),
    )


def _by_subject(
    copy: MemoryCopy, property_iri: str, once: dict[str, str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[ox.Literal, ...]]]:
    """Resources and literals by subject, each once; nearly all subjects have one value.

    `once` keeps each IRI, so that a name that stands a dozen times is one object: a quarter of the memory.
    """
    links: dict[str, tuple[str, ...]] = {}
    literals: dict[str, tuple[ox.Literal, ...]] = {}
    for subject, value in copy.pairs(property_iri):
        iri = name(subject)
        iri = once.setdefault(iri, iri)
        if isinstance(value, ox.Literal):
            literals[iri] = (*literals[iri], value) if iri in literals else (value,)
        else:
            target = name(value)
            target = once.setdefault(target, target)
            links[iri] = (*links[iri], target) if iri in links else (target,)
    return (
        {iri: found if len(found) == 1 else tuple(sorted(set(found))) for iri, found in links.items()},
        {iri: found if len(found) == 1 else tuple(sorted(set(found), key=str)) for iri, found in literals.items()},
    )


def _plain_ties(copy: MemoryCopy) -> tuple[tuple[str, str, str], ...]:
    """What plain data state and no tie of ours says as well, which would have put it into the derived graph."""
    found = set()
    for property_iri in PLAIN_PROPERTIES:
        for quad in copy.quads.quads_for_pattern(None, ox.NamedNode(property_iri), None, None):
            if quad.graph_name != _DERIVED and isinstance(quad.object, ox.NamedNode) and quad.subject != quad.object:
                found.add(_plain_tie(name(quad.subject), property_iri, quad.object.value))
    return tuple(sorted(tie for tie in found if not _is_derived(copy, *tie)))


def _is_derived(copy: MemoryCopy, source: str, property_iri: str, target: str) -> bool:
    if source.startswith("_:"):
        return False
    return ox.Quad(ox.NamedNode(source), ox.NamedNode(property_iri), ox.NamedNode(target), _DERIVED) in copy.quads


def _plain_tie(source: str, property_iri: str, target: str) -> tuple[str, str, str]:
    if property_iri == ORG + "hasMember":
        return target, ORG + "memberOf", source
    if property_iri == ORG + "linkedTo":
        source, target = sorted((source, target))
    return source, property_iri, target


def _homes(copy: MemoryCopy, types: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Networks by the slug in the names of the graphs that type a resource."""
    networks = sorted(iri for iri, own in types.items() if NETZ + "Network" in own and network_slug(iri))
    of_slug = {network_slug(iri): iri for iri in networks}
    homes: dict[str, str] = {}
    for graph in copy.graphs():
        home = of_slug.get(network_slug(graph.value)) if graph.value != DERIVED_GRAPH else None
        if home is not None:
            for subject, _ in copy.pairs(RDF + "type", graph):
                iri = name(subject)
                homes[iri] = home if homes.get(iri, home) == home else ""
    return homes


def _wordings(
    literals: Mapping[str, Mapping[str, tuple[ox.Literal, ...]]], properties: Iterable[str]
) -> dict[str, Text]:
    """A wording for each subject from the first of these properties that it has."""
    wordings: dict[str, Text] = {}
    for property_iri in properties:
        for iri, values in literals.get(property_iri, {}).items():
            if iri not in wordings:
                wordings[iri] = wording(values)
    return wordings
