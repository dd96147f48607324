"""The terms and codes of the ontology, as its files define them: for readers, whatever the store holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph.model import Text
from graph.paths import ONTOLOGY
from graph.protocol import Answer
from graph.rdf.media_types import GRAPHS, first_known
from graph.rdf.serialise import graph_as
from graph.terms import NETZ, NK, OWL, RDF, RDFS, SKOS, local_name
from graph.text import first_wording

FILES = {NETZ: ONTOLOGY / "core.ttl", NK: ONTOLOGY / "codes.ttl"}
LABELS = (RDFS + "label", SKOS + "prefLabel")
BROADER = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader")
DEFINITIONS = (SKOS + "definition", RDFS + "comment")
TURTLE = "text/turtle"
TYPE_NAMES = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "annotation",
    SKOS + "ConceptScheme": "scheme",
    SKOS + "Concept": "concept",
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One class, property, annotation, scheme or code (concept) with its meaning.

    `scheme` is the local name of a code's scheme. `broader` holds what a class, property or code is a special case
    of, `domain` the class a property is said of, `range` the class or datatype of its values; all as IRIs.
    """

    iri: str
    name: str
    type: str
    label: Text
    definition: Text
    scheme: str = ""
    broader: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""


def source(namespace: str) -> str:
    """The Turtle file that defines a namespace, as it is."""
    return FILES[namespace].read_text(encoding="utf-8")


def read_vocabulary(namespace: str, media_types: Sequence[str]) -> Answer:
    """A namespace as the first of these types: in Turtle the file itself, comments and all. Raises NotAcceptable."""
    if first_known(media_types, GRAPHS) == TURTLE:
        return Answer(TURTLE, source(namespace).encode(), 0)
    statements = ox.parse(path=FILES[namespace], format=ox.RdfFormat.TURTLE)
    return graph_as((quad.triple for quad in statements), media_types, 0)


@lru_cache(maxsize=2)
def list_definitions(namespace: str) -> tuple[Definition, ...]:
    """Every term of a namespace with label and definition, in the order of type and name."""
    store = ox.Store()
    store.load(path=FILES[namespace], format=ox.RdfFormat.TURTLE)
    subjects = {quad.subject for quad in store if isinstance(quad.subject, ox.NamedNode)}
    found = [_definition(store, subject) for subject in subjects if subject.value.startswith(namespace)]
    return tuple(sorted((term for term in found if term.type), key=lambda term: (term.scheme, term.type, term.name)))


def _definition(store: ox.Store, subject: ox.NamedNode) -> Definition:
    types, schemes = _iris(store, subject, RDF + "type"), _iris(store, subject, SKOS + "inScheme")
    return Definition(
        iri=subject.value,
        name=local_name(subject.value),
        type=next((TYPE_NAMES[name] for name in TYPE_NAMES if name in types), ""),
        label=_wording(store, subject, LABELS),
        definition=_wording(store, subject, DEFINITIONS),
        scheme=local_name(schemes[0]) if schemes else "",
        broader=tuple(iri for name in BROADER for iri in _iris(store, subject, name)),
        domain=next(iter(_iris(store, subject, RDFS + "domain")), ""),
        range=next(iter(_iris(store, subject, RDFS + "range")), ""),
    )


def _iris(store: ox.Store, subject: ox.NamedNode, name: str) -> list[str]:
    found = (quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(name), None))
    return sorted(term.value for term in found if isinstance(term, ox.NamedNode))


def _wording(store: ox.Store, subject: ox.NamedNode, properties: tuple[str, ...]) -> Text:
    literals = {
        name: [
            quad.object
            for quad in store.quads_for_pattern(subject, ox.NamedNode(name), None)
            if isinstance(quad.object, ox.Literal)
        ]
        for name in properties
    }
    return first_wording(literals, properties) or Text()
