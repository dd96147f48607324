"""Say that the things of a class are actors: a statement, that is taken back as any change is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from graph.errors import NotFound
from graph.network.unrecognised import unrecognised
from graph.persons.likeness import likeness
from graph.protocol import Applied, Change, Store
from graph.query.memory_copy import memory_copy
from graph.terms import FOAF, MAPPINGS_GRAPH, ORG, RDF, RDFS, SCHEMA
from graph.text import LABELS, name

MOST_WITHOUT_CLASS = 10_000
_ORGANISATION, _PERSON = ox.NamedNode(ORG + "Organization"), ox.NamedNode(FOAF + "Person")


def likely_persons(store: Store, class_iri: str = "") -> dict[str, str]:
    """Things of a class, or of those without one, whose name is certainly a person's: their names by IRI. O(things)."""
    names = " ".join(f"<{one}>" for one in (*LABELS, FOAF + "name", SCHEMA + "name"))
    of_class = f"?thing a/<{RDFS}subClassOf>* {ox.NamedNode(class_iri)} ." if class_iri else ""
    rows = memory_copy(store).select(
        f"SELECT ?thing ?name WHERE {{ {of_class} VALUES ?says {{ {names} }} ?thing ?says ?name }}"
    )
    found = {name(row["thing"]): name(row["name"]) for row in rows if likeness(name(row["name"])) == "certain"}
    bare = set() if class_iri else {ref.iri for ref in unrecognised(store).without_class}
    return {iri: called for iri, called in sorted(found.items()) if class_iri or iri in bare}


def show_class_as_actors(
    store: Store, class_iri: str, *, author: str, reason: str, persons: Collection[str] = ()
) -> Applied:
    """Put a class below the organisations; who of its things is a person is kept with the persons.

    Raises NotFound for a class of which the store holds no unshown thing.
    """
    if class_iri not in {one.ref.iri for one in unrecognised(store).classes}:
        raise NotFound(
            "Nothing here is of the class %(name)s and not shown.",
            hint="The page on the data names them.",
            name=class_iri,
        )
    below = ox.NamedNode(RDFS + "subClassOf")
    statement = ox.Quad(ox.NamedNode(class_iri), below, _ORGANISATION, ox.NamedNode(MAPPINGS_GRAPH))
    said = [statement, *_typed(store, persons, _PERSON)]
    return store.apply(Change(add=said, author=author, reason=reason))


def show_bare_as_actors(store: Store, *, author: str, reason: str, persons: Collection[str] = ()) -> Applied:
    """Say of everything that has a name and no class that it is an organisation, or a person, where it is named.

    Raises NotFound where there is nothing of the kind.
    """
    bare = {ref.iri for ref in unrecognised(store).without_class[:MOST_WITHOUT_CLASS]}
    if not bare:
        raise NotFound("Nothing here has a name and no class.", hint="The page on the data names what is not shown.")
    told = bare.intersection(persons)
    said = [*_typed(store, bare - told, _ORGANISATION), *_typed(store, told, _PERSON)]
    return store.apply(Change(add=said, author=author, reason=reason))


def _typed(store: Store, things: Collection[str], class_node: ox.NamedNode) -> Iterator[ox.Quad]:
    copy, kind = memory_copy(store), ox.NamedNode(RDF + "type")
    for node in map(ox.NamedNode, sorted(iri for iri in things if not iri.startswith("_:"))):
        graph = min((quad.graph_name for quad in copy.quads.quads_for_pattern(node, None, None, None)), key=str)
        yield ox.Quad(node, kind, class_node, graph)
