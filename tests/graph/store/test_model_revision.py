"""Statements beside the network change the data, and leave actors, ties, gaps and their analysis as they were."""

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.protocol import Change, Store
from graph.query.rule_folders import FOLDERS
from graph.rdf.values import EXPECTED
from graph.store.model_revision import ModelRevisions

NOTE = 'INSERT DATA { GRAPH <urn:notes> { <urn:script> <urn:runs> "%s" } }'
ACTOR = (
    "PREFIX netz: <https://w3id.org/akteursnetz/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    'INSERT DATA { GRAPH <urn:city> { <urn:city/a> skos:prefLabel "%s"@de } }'
)


def test_a_statement_of_a_foreign_vocabulary_leaves_the_model(store: Store) -> None:
    before, analysis = store.model_revision, analysis_for(store)
    store.update(NOTE % 1)
    assert store.revision > before
    assert store.model_revision == before
    assert analysis_for(store) is analysis


def test_the_first_statement_of_our_vocabularies_after_it_changes_the_model(store: Store) -> None:
    analysis = analysis_for(store)
    store.update(NOTE % 1)
    store.update(ACTOR % "Ein Name")
    assert store.model_revision == store.revision
    assert analysis_for(store) is not analysis


def test_a_foreign_property_that_is_declared_a_kind_of_ours_changes_the_model(store: Store) -> None:
    store.update(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> INSERT DATA { GRAPH <urn:words> "
        "{ <urn:runs> rdfs:subPropertyOf <https://w3id.org/akteursnetz/ns#topic> } }"
    )
    before = store.model_revision
    store.update(NOTE % 1)
    assert store.model_revision == store.revision > before


def test_every_property_that_the_model_reads_changes_it(store: Store) -> None:
    for property_iri in EXPECTED:
        quad = ox.Quad(*map(ox.NamedNode, ("urn:city/a", property_iri, "urn:city/b", "urn:city")))
        store.apply(Change(add=[quad]))
        assert store.model_revision == store.revision, property_iri


def test_graphs_that_lie_beside_the_network_are_no_part_of_it(store: Store) -> None:
    before = store.model_revision
    store.update(ACTOR.replace("urn:city>", "https://netz.invalid/id/graph/ansichten>") % "Ansicht")
    assert store.model_revision == before


def test_with_rules_of_ones_own_every_change_counts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDERS, "/rules")
    analysis = analysis_for(store)
    store.update(NOTE % 1)
    assert analysis_for(store) is not analysis


def test_a_revision_nothing_is_noted_about_is_its_own() -> None:
    models = ModelRevisions()
    models.note(8, touched=False)
    models.note(9, touched=False)
    assert [models.of(revision) for revision in (7, 8, 9, 10)] == [7, 7, 7, 10]
