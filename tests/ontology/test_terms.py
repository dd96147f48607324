"""Every term and code is named and defined once in German and English, and nobody uses one that is not defined."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, VANN, VOID, XSD, Graph, Namespace, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.term import Literal, Node

from graph.paths import ROOT

ONTOLOGY = ROOT / "ontology"
BASE = "https://netz.invalid/id/"
NETZ = Namespace("https://w3id.org/akteursnetz/ns#")
NK = Namespace("https://w3id.org/akteursnetz/code#")
LANGUAGES = ["de", "en"]
KNOWN: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, VANN, VOID, XSD)
USERS = sorted(
    path
    for folder in ("ontology", "data")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".ttl", ".rq"} and path.name != "persons.ttl"
)


@lru_cache
def read(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / f"{name}.ttl", format="turtle", publicID=BASE)


def own_terms() -> list[str]:
    subjects = {str(subject) for subject in read("core").subjects()}
    return sorted(subject.removeprefix(NETZ) for subject in subjects if subject.startswith(NETZ))


def own_codes() -> list[str]:
    subjects = {str(subject) for subject in read("codes").subjects()}
    return sorted(subject.removeprefix(NK) for subject in subjects if subject.startswith(NK))


def shared_topics() -> list[str]:
    return sorted({str(subject).removeprefix(BASE) for subject in read("topics").subjects()})


def assert_once_in_each_language(graph: Graph, subject: Node, *properties: URIRef) -> None:
    for predicate in properties:
        texts = [text for text in graph.objects(subject, predicate) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == LANGUAGES, f"{predicate} of {subject}"
        assert all(str(text).strip() for text in texts)


@pytest.mark.parametrize("term", own_terms())
def test_every_term_has_one_label_and_one_definition_in_each_language(term: str) -> None:
    assert_once_in_each_language(read("core"), NETZ[term], RDFS.label, SKOS.definition)


@pytest.mark.parametrize("code", own_codes())
def test_every_code_has_one_label_and_one_definition_in_each_language(code: str) -> None:
    assert_once_in_each_language(read("codes"), NK[code], SKOS.prefLabel, SKOS.definition)


@pytest.mark.parametrize("topic", shared_topics())
def test_every_shared_topic_has_one_label_and_one_definition_in_each_language(topic: str) -> None:
    assert_once_in_each_language(read("topics"), URIRef(BASE + topic), SKOS.prefLabel, SKOS.definition)


@pytest.mark.parametrize("name", ["core", "codes", "topics"])
def test_each_term_is_described_in_one_block(name: str) -> None:
    text = (ONTOLOGY / f"{name}.ttl").read_text("utf-8")
    starts = Counter(re.findall(r"^((?:netz|nk):\w+|<[^>]+>)\s", text, flags=re.MULTILINE))
    assert starts
    assert [term for term, times in starts.items() if times > 1] == []


@pytest.mark.parametrize("name", ["core", "codes"])
def test_no_two_terms_of_one_kind_share_a_label(name: str) -> None:
    graph = read(name)
    labels = Counter(
        (label, graph.value(subject, SKOS.inScheme), graph.value(subject, RDF.type))
        for predicate in (RDFS.label, SKOS.prefLabel)
        for subject, label in graph.subject_objects(predicate)
    )
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_term_is_a_class_a_property_or_an_annotation() -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in own_terms():
        assert set(read("core").objects(NETZ[term], RDF.type)) <= kinds, term
        assert (NETZ[term], RDF.type, None) in read("core"), term


def test_every_code_is_in_one_scheme_that_exists() -> None:
    graph = read("codes")
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for code in graph.subjects(RDF.type, SKOS.Concept):
        found = list(graph.objects(code, SKOS.inScheme))
        assert len(found) == 1, code
        assert set(found) <= schemes


def test_every_kind_of_actor_belongs_to_one_of_four_sectors() -> None:
    graph = read("codes")
    sectors = set(graph.subjects(SKOS.topConceptOf, NK.actorKinds))
    assert sectors == {NK.public, NK.economy, NK.civil, NK.science}
    for kind in set(graph.subjects(SKOS.inScheme, NK.actorKinds)) - sectors - {NK.unknownKind}:
        assert [sector in sectors for sector in graph.objects(kind, SKOS.broader)] == [True], kind


def test_unknown_kind_is_no_sector() -> None:
    assert not list(read("codes").objects(NK.unknownKind, SKOS.broader))


def without_comments(path: Path) -> str:
    return re.sub(r"(?m)^\s*#.*$|\s#\s.*$", "", path.read_text("utf-8"))


@pytest.mark.parametrize("path", USERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_uses_a_term_or_code_that_is_not_defined(path: Path) -> None:
    text = without_comments(path)
    assert set(re.findall(r"\bnetz:(\w+)", text)) <= set(own_terms())
    assert set(re.findall(r"\bnk:(\w+)", text)) <= set(own_codes())


YOUNGER = {
    URIRef(f"{SDO}{name}")
    for name in ("Cooperative", "OnlineBusiness", "PoliticalParty", "SearchRescueOrganization", "observationAbout")
}
"""Terms that schema.org has had since rdflib's copy of it was made."""


def reused(graph: Graph, namespace: str) -> set[URIRef]:
    return {
        node
        for triple in graph
        for node in triple
        if isinstance(node, URIRef) and node.startswith(namespace) and str(node) != namespace
    }


@pytest.mark.parametrize("path", [path for path in USERS if path.suffix == ".ttl"], ids=lambda path: path.name)
def test_every_reused_term_exists_in_its_vocabulary(path: Path) -> None:
    graph = Graph().parse(path, format="turtle", publicID=BASE)
    for vocabulary in KNOWN:
        missing = [term for term in reused(graph, str(vocabulary)) if term not in vocabulary and term not in YOUNGER]
        assert missing == []


def tie_classes() -> list[URIRef]:
    found = read("core").subjects(RDFS.subClassOf, NETZ.Tie)
    return sorted(tie for tie in found if isinstance(tie, URIRef))


@pytest.mark.parametrize("tie", tie_classes(), ids=lambda tie: tie.removeprefix(NETZ))
def test_every_class_of_tie_says_how_it_becomes_an_edge(tie: URIRef) -> None:
    graph = read("core")
    for annotation in (NETZ.edgeFrom, NETZ.edgeTo, NETZ.edgeDirected, NETZ.edgeWeight):
        assert len(list(graph.objects(tie, annotation))) == 1, annotation
    undirected = graph.value(tie, NETZ.edgeFrom) == graph.value(tie, NETZ.edgeTo)
    assert graph.value(tie, NETZ.edgeDirected) == Literal(not undirected)


def test_an_interface_has_a_direction_where_its_parties_have_one() -> None:
    graph = read("core")
    assert list(graph.subject_objects(NETZ.directedFrom)) == [(NETZ.Interface, NETZ.fromParty)]
    assert list(graph.subject_objects(NETZ.directedTo)) == [(NETZ.Interface, NETZ.toParty)]


def test_parties_are_derived_from_these_properties_and_never_from_object_or_event() -> None:
    derived = {str(term).removeprefix(NETZ) for term in read("core").subjects(RDFS.subPropertyOf, NETZ.party)}
    assert derived == {"fromParty", "toParty", "funder", "funded", "holder", "participant"}


@pytest.mark.parametrize("name", ["core", "codes", "shapes"])
def test_ontology_files_carry_the_version(name: str) -> None:
    assert list(read(name).objects(None, OWL.versionInfo)) == [Literal("0.1.0")]


def test_shared_topics_follow_whatever_base_the_service_has() -> None:
    text = (ONTOLOGY / "topics.ttl").read_text("utf-8")
    assert "@base" not in text
    assert BASE not in text
    assert "<gemeinsam/themen> a skos:ConceptScheme" in text


def test_cities_share_a_handful_of_topics_all_at_the_top() -> None:
    scheme = URIRef(BASE + "gemeinsam/themen")
    topics = set(read("topics").subjects(SKOS.inScheme, scheme))
    assert 12 <= len(topics) <= 20
    assert set(read("topics").subjects(SKOS.topConceptOf, scheme)) == topics
