"""Words for persons that data bring along: whoever is told of with them is kept apart, whichever comes first."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest

from graph.protocol import Change, Store
from graph.rdf.quad_text import text_of

_GRAPH = ox.NamedNode("urn:g")
_PREFIXES = """@prefix e: <urn:e:> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
"""
IRIS = 'a e:Kontakt ; rdfs:label "Iris Traubenkamm" .'
TOLD = [
    f"e:Kontakt rdfs:subClassOf schema:Person . <urn:p:1> {IRIS}",
    f"e:Kontakt owl:equivalentClass foaf:Person . <urn:p:1> {IRIS}",
    f"foaf:Person owl:equivalentClass e:Kontakt . <urn:p:1> {IRIS}",
    f"e:Kontakt rdfs:subClassOf e:Mensch . e:Mensch owl:equivalentClass foaf:Person . <urn:p:1> {IRIS}",
    'e:nachname rdfs:subPropertyOf foaf:familyName . <urn:p:1> e:nachname "Traubenkamm" .',
    'e:nachname owl:equivalentProperty schema:familyName . <urn:p:1> e:nachname "Traubenkamm" .',
    'e:ansprech rdfs:subPropertyOf foaf:name . <urn:o> a org:Organization ; e:ansprech "Frau Iris Traubenkamm" .',
]


def quads(turtle: str) -> list[ox.Quad]:
    read = ox.parse(_PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(one.subject, one.predicate, one.object, _GRAPH) for one in read]


def is_public(store: Store) -> bool:
    return b"Traubenkamm" in store.dump()


def apply(store: Store, add: Sequence[ox.Quad]) -> None:
    store.apply(Change(add=add, author="XY", reason="test"))


@pytest.mark.parametrize("told", TOLD)
def test_whoever_is_told_of_in_words_of_ones_own_is_kept_apart(store: Store, told: str) -> None:
    apply(store, quads(told))
    assert not is_public(store)


@pytest.mark.parametrize("told", TOLD)
def test_so_they_are_in_a_long_text(store: Store, told: str) -> None:
    apply(store, text_of(quads(told)))
    assert not is_public(store)


@pytest.mark.parametrize("told", TOLD)
def test_what_is_public_goes_when_the_word_comes_and_stays_apart_when_it_goes(store: Store, told: str) -> None:
    said = quads(told)
    for one in reversed(said):
        apply(store, [one])
    assert not is_public(store)
    words = [one for one in said if "Prop" in one.predicate.value or "Class" in one.predicate.value]
    store.apply(Change(remove=words, author="XY", reason="test"))
    apply(store, quads('<urn:x> rdfs:comment "Iris Traubenkamm war da" .'))
    assert not is_public(store)


def test_no_statement_makes_persons_of_organisations(store: Store) -> None:
    apply(store, quads('<urn:o> a org:Organization ; rdfs:label "Haus Traubenkamm" .'))
    apply(
        store, quads("org:Organization rdfs:subClassOf foaf:Person . rdfs:label rdfs:subPropertyOf foaf:familyName .")
    )
    assert is_public(store)
