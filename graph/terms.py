"""Names of things in RDF: namespaces, their prefixes and the graphs that the service itself writes."""

from __future__ import annotations

BASE = "https://netz.invalid/id/"

ADMS = "http://www.w3.org/ns/adms#"
CV = "http://data.europa.eu/m8g/"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
NETZ = "https://w3id.org/akteursnetz/ns#"
NK = "https://w3id.org/akteursnetz/code#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
VCARD = "http://www.w3.org/2006/vcard/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

WHOLES = tuple(ORG + name for name in ("unitOf", "subOrganizationOf", "postIn"))
"""Properties that lead from a part to its whole."""

PREFIXES: dict[str, str] = {
    "adms": ADMS,
    "cv": CV,
    "dct": DCT,
    "foaf": FOAF,
    "netz": NETZ,
    "nk": NK,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}

ONTOLOGY_GRAPH = "https://w3id.org/akteursnetz/ns"
CODES_GRAPH = "https://w3id.org/akteursnetz/code"
MAPPINGS_GRAPH = BASE + "gemeinsam/graph/zuordnung"
"""Where it is kept what somebody said of foreign classes: that their things are actors."""
TOPICS_GRAPH = BASE + "gemeinsam/graph/themen"
DERIVED_GRAPH = BASE + "graph/abgeleitet"
VIEWS_GRAPH = BASE + "graph/ansichten"
RUN_GRAPHS = BASE + "graph/lauf/"
APART_GRAPHS = (VIEWS_GRAPH, RUN_GRAPHS)
"""Beginnings of the names of graphs that lie beside the network and are no part of its model."""
LISTS_GRAPH_END = "/graph/listen"
"""End of the name of the graph in which a network keeps how its lists were understood: beside it as well."""


def is_apart(graph: str) -> bool:
    """Whether a graph lies beside the networks and is no part of the model."""
    return graph.startswith(APART_GRAPHS) or graph.endswith(LISTS_GRAPH_END)


OWN_SLUGS = frozenset(
    {"ansichten", "daten", "entscheidung", "gemeinsam", "geplant", "geschichten", "graph", "lauf", "person"}
)
"""First parts of addresses that the service itself writes, below which no network can lie."""
SYSTEM_GRAPHS = frozenset({ONTOLOGY_GRAPH, CODES_GRAPH, TOPICS_GRAPH, DERIVED_GRAPH})


def prefix_lines() -> str:
    """All our prefixes as the head of a SPARQL query."""
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def local_name(iri: str) -> str:
    """What follows the last `#` or `/` of an IRI: `Interface` for `https://w3id.org/akteursnetz/ns#Interface`."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]


def network_slug(iri: str, base: str = BASE) -> str:
    """First path segment of an IRI under the base, which names its network; "" for any other IRI."""
    return iri.removeprefix(base).partition("/")[0] if iri.startswith(base) else ""
