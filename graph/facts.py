"""What the store states about each resource, read by three fixed queries into plain dictionaries.

Labels come from skos:prefLabel, rdfs:label, foaf:name, schema:name, dct:title, in this order; a resource
without any is named by the last part of its IRI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.model import Ref, Text
from graph.store import Store, Term
from graph.terms import (
    ADMS,
    BASE,
    DCT,
    DERIVED_GRAPH,
    FOAF,
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

LABELS = (
    SKOS + "prefLabel",
    RDFS + "label",
    FOAF + "name",
    SCHEMA + "name",
    "http://schema.org/name",
    DCT + "title",
)
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
    SCHEMA + "startDate",
    SCHEMA + "endDate",
    *(ORG + name for name in ("member", "organization", "role", "classification", "unitOf", "subOrganizationOf")),
    ORG + "postIn",
    *(NETZ + name for name in ("party", "fromParty", "toParty", "funder", "funded", "holder", "object")),
    *(NETZ + name for name in ("participant", "event", "topic", "kind", "confidence", "evidence", "inNetwork")),
    *(NETZ + name for name in ("perspective", "startPrecision", "endPrecision", "weight", "standsFor")),
    *(NETZ + name for name in ("raisedBy", "raisedAt", "callsFor", "concerns")),
    *(NETZ + name for name in ("edgeFrom", "edgeTo", "edgeDirected", "edgeWeight")),
    *LABELS,
    *NOTES,
)
PLAIN_PROPERTIES = (ORG + "memberOf", ORG + "hasMember", ORG + "linkedTo")


def _values(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in dict.fromkeys(iris))


_STATEMENTS = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {_values(PROPERTIES)} }} ?s ?p ?o }}"
_EDGE_PROPERTIES = f"SELECT DISTINCT ?p WHERE {{ ?class <{NETZ}edgeFrom>|<{NETZ}edgeTo> ?p }}"
_PLAIN_TIES = f"""SELECT DISTINCT ?s ?p ?o WHERE {{
  VALUES ?p {{ {_values(PLAIN_PROPERTIES)} }}
  ?s ?p ?o . FILTER(isIRI(?o) && ?s != ?o)
  FILTER NOT EXISTS {{ GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }} }}
}}"""
_HOMES = f"""SELECT DISTINCT ?s ?graph WHERE {{
  GRAPH ?graph {{ ?s a ?class }}
  FILTER(STRSTARTS(STR(?graph), "{BASE}") && ?graph != <{DERIVED_GRAPH}>)
}}"""


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements by property and subject, with labels; `plain_ties` are subject, property, object of plain ORG data."""

    statements: Mapping[str, Mapping[str, tuple[Term, ...]]]
    plain_ties: tuple[tuple[str, str, str], ...]
    homes: Mapping[str, str]
    labels: Mapping[str, Text] = field(default_factory=dict)

    def subjects(self, property_iri: str) -> list[str]:
        """Who has this property, in the order of their IRIs."""
        return sorted(self.statements.get(property_iri, ()))

    def objects(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The resources a property points to, in the order of their IRIs."""
        return tuple(name(term) for term in self._terms(iri, property_iri) if not isinstance(term, ox.Literal))

    def first(self, iri: str, property_iri: str) -> str:
        """The first resource a property points to; "" for none."""
        return next(iter(self.objects(iri, property_iri)), "")

    def texts(self, iri: str, property_iri: str) -> tuple[str, ...]:
        """The literal values of a property."""
        return tuple(term.value for term in self._terms(iri, property_iri) if isinstance(term, ox.Literal))

    def text(self, iri: str, property_iri: str) -> str:
        """The first literal value of a property; "" for none."""
        return next(iter(self.texts(iri, property_iri)), "")

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
        return {
            iri
            for iri, terms in self.statements.get(RDF + "type", {}).items()
            if any(name(term) in wanted for term in terms)
        }

    def label(self, iri: str) -> Text:
        """What a resource is called, in the languages there are."""
        return self.labels.get(iri) or Text(de=local_name(iri))

    def ref(self, iri: str) -> Ref:
        """A resource by IRI and label."""
        return Ref(iri, self.label(iri))

    def note(self, iri: str) -> str:
        """A remark on a resource, German where there is one; "" for none."""
        for property_iri in NOTES:
            if terms := self._terms(iri, property_iri):
                return _text(terms).in_language("de")
        return ""

    def home_network(self, iri: str) -> str:
        """The network in whose named graphs a resource is typed; "" where graphs name none, or several do."""
        return self.homes.get(iri, "")

    def _terms(self, iri: str, property_iri: str) -> tuple[Term, ...]:
        return self.statements.get(property_iri, {}).get(iri, ())

    def _with_subclasses(self, wanted: set[str]) -> set[str]:
        below = self.statements.get(RDFS + "subClassOf", {})
        while True:
            more = {iri for iri, terms in below.items() if any(name(term) in wanted for term in terms)} - wanted
            if not more:
                return wanted
            wanted |= more


def read_facts(store: Store) -> Facts:
    """All statements the model is made of."""
    statements: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for query in (_STATEMENTS, *_further_statements(store)):
        for row in store.select(query):
            statements[name(row["p"])][name(row["s"])].append(_present(row["o"]))
    ordered = {
        property_iri: {iri: tuple(sorted(terms, key=str)) for iri, terms in by_subject.items()}
        for property_iri, by_subject in statements.items()
    }
    return Facts(ordered, _plain_ties(store), _homes(store, ordered), _labels(ordered))


def name(term: Term | None) -> str:
    """A term as the model writes it: an IRI or a literal's text as it is, a blank node as `_:b0`."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _present(term: Term | None) -> Term:
    assert term is not None  # noqa: S101 - every variable of these queries is in a required pattern
    return term


def _further_statements(store: Store) -> list[str]:
    """A query for the edge properties of tie classes that a city added to the ontology."""
    own = {name(row["p"]) for row in store.select(_EDGE_PROPERTIES)} - set(PROPERTIES)
    return [f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {_values(sorted(own))} }} ?s ?p ?o }}"] if own else []


def _plain_ties(store: Store) -> tuple[tuple[str, str, str], ...]:
    found = set()
    for row in store.select(_PLAIN_TIES):
        source, property_iri, target = name(row["s"]), name(row["p"]), name(row["o"])
        if property_iri == ORG + "hasMember":
            source, property_iri, target = target, ORG + "memberOf", source
        if property_iri == ORG + "linkedTo":
            source, target = sorted((source, target))
        found.add((source, property_iri, target))
    return tuple(sorted(found))


def _homes(store: Store, statements: Mapping[str, Mapping[str, tuple[Term, ...]]]) -> dict[str, str]:
    """Networks by the slug in the names of the graphs that type a resource."""
    types = statements.get(RDF + "type", {})
    of_slug = {
        network_slug(iri): iri
        for iri in sorted(types)
        if any(name(term) == NETZ + "Network" for term in types[iri]) and network_slug(iri)
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(_HOMES):
        if (home := of_slug.get(network_slug(name(row["graph"])))) is not None:
            found[name(row["s"])].add(home)
    return {iri: homes.pop() for iri, homes in found.items() if len(homes) == 1}


def _labels(statements: Mapping[str, Mapping[str, tuple[Term, ...]]]) -> dict[str, Text]:
    labels: dict[str, Text] = {}
    for property_iri in LABELS:
        for iri, terms in statements.get(property_iri, {}).items():
            if iri not in labels:
                labels[iri] = _text(terms)
    return labels


def _text(terms: Iterable[Term]) -> Text:
    """A wording from literals of several languages; one without a language serves both."""
    by_language = {
        (term.language or "").partition("-")[0]: term.value for term in terms if isinstance(term, ox.Literal)
    }
    other = by_language.get("") or next(iter(by_language.values()), "")
    german, english = by_language.get("de", ""), by_language.get("en", "")
    return Text(german, english) if german or english else Text(other)
