"""The codes of the ontology by the names that people write into a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

import pyoxigraph as ox

from graph.model import Text
from graph.paths import ONTOLOGY
from graph.terms import NK, SKOS
from graph.text import name as name_of
from graph.text import wording


@cache
def codes_of(scheme: str) -> Mapping[str, str]:
    """The codes of a scheme of the ontology by their names in both languages, in small letters."""
    store = _codes()
    member = store.quads_for_pattern(None, ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(NK + scheme), None)
    labels = ox.NamedNode(SKOS + "prefLabel")
    return {
        name_of(label.object).casefold(): name_of(quad.subject)
        for quad in member
        for label in store.quads_for_pattern(quad.subject, labels, None, None)
    }


@cache
def code_labels() -> Mapping[str, Text]:
    """What each code of the ontology is called, by its IRI."""
    labels: dict[str, list[ox.Literal]] = {}
    for quad in _codes().quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), None, None):
        if isinstance(quad.object, ox.Literal):
            labels.setdefault(name_of(quad.subject), []).append(quad.object)
    return {iri: text for iri, found in labels.items() if (text := wording(found)) is not None}


def german_names(scheme: str, only: Collection[str] = ()) -> list[str]:
    """The names that a scheme's codes, or only some of them, have in German, in the order of the alphabet."""
    store, labels = _codes(), ox.NamedNode(SKOS + "prefLabel")
    codes = {ox.NamedNode(iri) for iri in codes_of(scheme).values() if not only or iri in only}
    found = [label.object for code in codes for label in store.quads_for_pattern(code, labels, None, None)]
    return sorted(label.value for label in found if isinstance(label, ox.Literal) and label.language == "de")


@cache
def sector_of_kinds() -> Mapping[str, str]:
    """The sector of each kind of actor, and of each sector itself."""
    store = _codes()
    broader = store.quads_for_pattern(None, ox.NamedNode(SKOS + "broader"), None, None)
    tops = store.quads_for_pattern(None, ox.NamedNode(SKOS + "topConceptOf"), ox.NamedNode(NK + "actorKinds"), None)
    found = {name_of(quad.subject): name_of(quad.object) for quad in broader}
    return found | {name_of(quad.subject): name_of(quad.subject) for quad in tops}


@cache
def _codes() -> ox.Store:
    store = ox.Store()
    store.load(path=ONTOLOGY / "codes.ttl", format=ox.RdfFormat.TURTLE, base_iri=NK)
    return store
