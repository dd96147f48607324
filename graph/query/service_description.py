"""The service described in RDF: SPARQL 1.1 Service Description, VoID, and its limits.

Sources: https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/. Limits have no term
in either; they are given as schema:PropertyValue of the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.protocol import Answer, Capabilities, Limits, Store
from graph.rdf.serialise import graph_as
from graph.terms import BASE, DCT, NETZ, NK, SCHEMA, XSD

# Stands for the address that the service is reached by, which only a request knows.
ORIGIN = "https://service.invalid"
MOST_GRAPHS = 1000

PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "formats": "http://www.w3.org/ns/formats/",
    "dct": DCT,
    "schema": SCHEMA,
    "netz": NETZ,
    "nk": NK,
    "xsd": XSD,
}
SERVICE = """\
<{query}#service> a sd:Service ;
  sd:endpoint <{query}>, <{update}> ;
  sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ;
  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
    formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD,
    formats:TriG, formats:N-Quads ;
  sd:inputFormat formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD, formats:TriG,
    formats:N-Quads ;
{features}  sd:availableGraphs <{query}#graphs> ;
  sd:defaultDataset <{query}#dataset> .
"""
DATASET = """\
<{query}#graphs> a sd:GraphCollection .
<{query}#dataset> a sd:Dataset, void:Dataset ;
  void:sparqlEndpoint <{query}> ;
  void:dataDump <{dump}> ;
  void:uriSpace {space} ;
  void:vocabulary <{netz}>, <{nk}> ;
  void:triples {triples} ;
  void:classes {classes} ;
  void:properties {properties} ;
  sd:defaultGraph [ a sd:Graph{default} ] .
"""

_DEFAULT = "SELECT (COUNT(*) AS ?number) WHERE { ?s ?p ?o }"
_GRAPHS = "SELECT ?term (COUNT(*) AS ?number) WHERE { GRAPH ?term { ?s ?p ?o } } GROUP BY ?term ORDER BY ?term"
_CLASSES = "SELECT ?term (COUNT(*) AS ?number) WHERE { ?s a ?term FILTER isIRI(?term) } GROUP BY ?term ORDER BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?number) WHERE { ?s ?term ?o } GROUP BY ?term ORDER BY ?term"
_LICENCES = f"SELECT DISTINCT ?term WHERE {{ ?dataset <{DCT}license> ?term FILTER isIRI(?term) }} ORDER BY ?term"

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much of what is in the store: statements in all, in each graph, with each property; members of classes.

    Terms are written as in Turtle.
    """

    triples: int
    graphs: Counts
    classes: Counts
    properties: Counts
    licences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """What is said of a service beside its data; addresses are paths. `union`: what a query sees without GRAPH."""

    limits: Limits
    union: bool
    keeps_empty_graphs: bool = False
    query: str = "/sparql"
    update: str = "/sparql/update"
    dump: str = "/dump.nq.gz"


_STATISTICS: RevisionCache[Store, None, Statistics] = RevisionCache(lambda store, _: store.revision)


def statistics_of(store: Store) -> Statistics:
    """Numbers of the present revision, counted once after each change. O(statements)."""
    return _STATISTICS.get(store, None, lambda: _count(store))


def describe_service(store: Store, service: Service, media_types: Sequence[str]) -> Answer:
    """The description as the first of these types. Its addresses begin with ORIGIN. Raises NotAcceptable (406)."""
    revision, found = store.revision, statistics_of(store)
    parts = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()]
    parts += [_say_service(service), _say_dataset(service, found)]
    parts += [*_say_limits(service), *_say_engine(service, store.capabilities), *_say_contents(service, found)]
    statements = ox.parse("".join(parts), format=ox.RdfFormat.TURTLE, base_iri=ORIGIN)
    return graph_as((quad.triple for quad in statements), media_types, revision, PREFIXES)


def _say_service(service: Service) -> str:
    known = {"sd:UnionDefaultGraph": service.union, "sd:EmptyGraphs": service.keeps_empty_graphs}
    features = "".join(f"  sd:feature {name} ;\n" for name, holds in known.items() if holds)
    return SERVICE.format(query=service.query, update=service.update, features=features)


def _say_dataset(service: Service, found: Statistics) -> str:
    return DATASET.format(
        query=service.query,
        dump=service.dump,
        space=ox.Literal(BASE),
        netz=NETZ,
        nk=NK,
        triples=found.triples,
        classes=len(found.classes),
        properties=len(found.properties),
        default=f" ; void:triples {found.triples}" if service.union else "",
    )


def _say_limits(service: Service) -> Iterable[str]:
    limits = service.limits
    yield from (
        _value(service, "time limit", f"{limits.time_s:g}", "s"),
        _value(service, "row limit", limits.rows, "rows"),
        _value(service, "memory limit", limits.memory_mb, "MB"),
        _value(service, "result limit", limits.result_mb, "MB"),
    )


def _say_engine(service: Service, engine: Capabilities) -> Iterable[str]:
    said = {True: "true", False: "false"}
    yield _value(service, "engine", ox.Literal(engine.engine))
    yield _value(service, "atomic updates", said[engine.atomic_updates])
    yield _value(service, "stops queries at the time limit", said[engine.stops_queries])
    yield _value(service, "takes every update", said[engine.any_update])
    if engine.max_rows is not None:
        yield _value(service, "rows of the engine in one answer", engine.max_rows, "rows")


def _value(service: Service, name: str, value: object, unit: str = "") -> str:
    unit_text = f' ; schema:unitText "{unit}"' if unit else ""
    return (
        f"<{service.query}#service> schema:additionalProperty "
        f'[ a schema:PropertyValue ; schema:name "{name}"@en ; schema:value {value}{unit_text} ] .\n'
    )


def _say_contents(service: Service, found: Statistics) -> Iterable[str]:
    dataset = f"<{service.query}#dataset>"
    for graph, number in found.graphs[:MOST_GRAPHS]:
        entry = f"[ a sd:NamedGraph ; sd:name {graph} ; sd:graph [ a sd:Graph ; void:triples {number} ] ]"
        yield f"{dataset} sd:namedGraph {entry} .\n<{service.query}#graphs> sd:namedGraph [ sd:name {graph} ] .\n"
    for term, number in found.classes:
        yield f"{dataset} void:classPartition [ void:class {term} ; void:entities {number} ] .\n"
    for term, number in found.properties:
        yield f"{dataset} void:propertyPartition [ void:property {term} ; void:triples {number} ] .\n"
    for licence in found.licences:
        yield f"{dataset} dct:license {licence} .\n"


def _count(store: Store) -> Statistics:
    def counts(query: str) -> Counts:
        return tuple((str(row["term"]), _number(row["number"])) for row in store.select(query))

    return Statistics(
        triples=_number(store.select(_DEFAULT)[0]["number"]),
        graphs=counts(_GRAPHS),
        classes=counts(_CLASSES),
        properties=counts(_PROPERTIES),
        licences=tuple(str(row["term"]) for row in store.select(_LICENCES)),
    )


def _number(term: object) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0
