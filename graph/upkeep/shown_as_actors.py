"""Say that the things of a class are actors: a statement, that is taken back as any change is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from graph.errors import NotFound
from graph.network.unrecognised import unrecognised
from graph.protocol import Applied, Change, Store
from graph.query.memory_copy import memory_copy
from graph.terms import MAPPINGS_GRAPH, ORG, RDF, RDFS

MOST_WITHOUT_CLASS = 10_000
_ORGANISATION = ox.NamedNode(ORG + "Organization")


def show_class_as_actors(store: Store, class_iri: str, *, author: str, reason: str) -> Applied:
    """Put a class below the organisations. Raises NotFound for a class of which the store holds no unshown thing."""
    if class_iri not in {one.ref.iri for one in unrecognised(store).classes}:
        raise NotFound(
            "Nothing here is of the class %(name)s and not shown.",
            hint="The page on the data names them.",
            name=class_iri,
        )
    below = ox.NamedNode(RDFS + "subClassOf")
    statement = ox.Quad(ox.NamedNode(class_iri), below, _ORGANISATION, ox.NamedNode(MAPPINGS_GRAPH))
    return store.apply(Change(add=[statement], author=author, reason=reason))


def show_bare_as_actors(store: Store, *, author: str, reason: str) -> Applied:
    """Say of everything that has a name and no class that it is an organisation, where it is named.

    Raises NotFound where there is nothing of the kind.
    """
    bare = {ref.iri for ref in unrecognised(store).without_class[:MOST_WITHOUT_CLASS]}
    if not bare:
        raise NotFound("Nothing here has a name and no class.", hint="The page on the data names what is not shown.")
    return store.apply(Change(add=list(_typed(store, bare)), author=author, reason=reason))


def _typed(store: Store, bare: Collection[str]) -> Iterator[ox.Quad]:
    copy, kind = memory_copy(store), ox.NamedNode(RDF + "type")
    for node in map(ox.NamedNode, sorted(iri for iri in bare if not iri.startswith("_:"))):
        graph = min((quad.graph_name for quad in copy.quads.quads_for_pattern(node, None, None, None)), key=str)
        yield ox.Quad(node, kind, _ORGANISATION, graph)
