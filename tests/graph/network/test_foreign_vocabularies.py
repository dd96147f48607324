"""What other vocabularies say is read as ours: who is an actor, a part, a member, and since when; never a person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.analysis import analysis_for
from graph.network.model_reader import read_model
from graph.network.store_statements import tie_index
from graph.paths import ROOT
from graph.protocol import Store
from graph.query.memory_copy import memory_copy
from graph.rdf.mappings import shipped_mappings
from graph.store.open import open_store
from graph.terms import ORG, prefix_lines
from graph.text import name as name_of
from tests.support.statements import add

FOREIGN = """
@prefix rov: <http://www.w3.org/ns/regorg#> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix plain: <http://schema.org/> . @prefix cpov: <http://data.europa.eu/m8g/cpov/> .
@prefix time: <http://www.w3.org/2006/time#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <http://x.example/> .
"""
NAMED = 'ex:a a org:Organization ; skos:prefLabel "A" . ex:b a org:Organization ; skos:prefLabel "B" . '
A, B = "http://x.example/a", "http://x.example/b"


@pytest.fixture(params=["with a network", "plain"])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store with the rules of a network, and a plain one."""
    store = open_store("memory:", plain=request.param == "plain")
    yield store
    store.close()


def said(store: Store, text: str) -> None:
    add(store, FOREIGN + text)


def links(store: Store) -> set[tuple[str, str, bool]]:
    """Who is a member of whom, or tied to whom."""
    return {
        (source.iri, target.iri, tie.directed)
        for tie in read_model(store).ties.values()
        for source in tie.sources
        for target in tie.targets
        if source != target
    }


@pytest.mark.parametrize(
    "statement",
    [
        *("ex:a org:subOrganizationOf ex:b", "ex:b org:hasSubOrganization ex:a", "ex:a org:unitOf ex:b"),
        *("ex:b org:hasUnit ex:a", "ex:a schema:parentOrganization ex:b", "ex:b plain:subOrganization ex:a"),
        *("ex:b schema:department ex:a", "ex:b org:hasPost ex:a"),
    ],
)
def test_a_part_is_one_from_whichever_side_it_is_said(any_store: Store, statement: str) -> None:
    said(any_store, f"{NAMED} {statement} .")
    assert [ref.iri for ref in read_model(any_store).actors[A].part_of] == [B]


@pytest.mark.parametrize(
    "statement",
    [
        *("ex:a org:memberOf ex:b", "ex:b org:hasMember ex:a", "ex:a schema:memberOf ex:b", "ex:a org:headOf ex:b"),
        *("ex:b plain:member ex:a", "ex:b foaf:member ex:a", "ex:b vcard:hasMember ex:a"),
        "ex:m a org:Membership ; org:organization ex:b . ex:a org:hasMembership ex:m",
    ],
)
def test_a_membership_is_one_from_whichever_side_it_is_said(any_store: Store, statement: str) -> None:
    said(any_store, f"@prefix foaf: <http://xmlns.com/foaf/0.1/> . {NAMED} {statement} .")
    assert links(any_store) == {(A, B, True)}


@pytest.mark.parametrize(
    "kind",
    [
        *("org:Organization", "schema:NGO", "schema:Library", "schema:School", "schema:CollegeOrUniversity"),
        *("schema:GovernmentOffice", "schema:LocalBusiness", "plain:SportsClub", "rov:RegisteredOrganization"),
        *("vcard:Organization", "vcard:Group", "foaf:Agent", "foaf:Group", "cpov:PublicOrganisation"),
    ],
)
def test_an_organisation_of_any_vocabulary_is_an_actor(any_store: Store, kind: str) -> None:
    said(any_store, f"@prefix foaf: <http://xmlns.com/foaf/0.1/> . ex:a a {kind} .")
    assert list(read_model(any_store).actors) == [A]


@pytest.mark.parametrize("kind", ["foaf:Person", "schema:Person", "plain:Person", "vcard:Individual", "ex:Leute"])
def test_a_person_is_no_actor_and_its_membership_no_tie(kind: str) -> None:
    store = open_store("memory:", plain=True)
    below = "ex:Leute rdfs:subClassOf foaf:Person ."
    person = f"ex:p a {kind}, foaf:Agent ; org:memberOf ex:a ."
    member = "ex:m a org:Membership ; org:member ex:p ; org:organization ex:a ."
    prefixes = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    said(store, f"{prefixes} {NAMED} {person} {member} {below}")
    assert set(read_model(store).actors) == {A, B}
    assert not links(store)


def test_a_membership_holds_in_the_interval_that_it_names(any_store: Store) -> None:
    said(
        any_store,
        f"""{NAMED} ex:m a org:Membership ; org:member ex:a ; org:organization ex:b ; org:memberDuring ex:i .
        ex:i time:hasBeginning ex:s ; time:hasEnd ex:e . ex:s time:inXSDDate "2012-03-01"^^xsd:date .
        ex:e time:inXSDgYear "2014"^^xsd:gYear .""",
    )
    asked = "SELECT ?s ?e WHERE { ?m a org:Membership ; schema:startDate ?s ; schema:endDate ?e }"
    (row,) = memory_copy(any_store).select(prefix_lines() + asked)
    assert [name_of(row[one]) for one in "se"] == ["2012-03-01", "2014-12-31"]
    (tie,) = read_model(any_store).ties.values()
    assert (tie.start, tie.end, tie.end_precision) == ("2012-03-01", "2014-12-31", "year")
    assert not analysis_for(any_store, None, at="2016-01-01").network.edges


def test_names_of_vcard_and_registers_are_names(any_store: Store) -> None:
    said(any_store, 'ex:a a vcard:Organization ; vcard:fn "Verein" . ex:b a org:Organization ; rov:legalName "Amt" .')
    actors = read_model(any_store).actors
    assert [actors[iri].label.in_language("de") for iri in (A, B)] == ["Verein", "Amt"]


def test_anybody_maps_a_vocabulary_by_statements_without_code(any_store: Store) -> None:
    said(any_store, 'ex:a a ex:Laden ; ex:titel "Laden" ; ex:arbeitetMit ex:b . ex:b a ex:Laden ; ex:filiale ex:a .')
    assert not read_model(any_store).actors
    said(
        any_store,
        """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:Laden rdfs:subClassOf org:Organization . ex:titel rdfs:subPropertyOf skos:prefLabel .
        ex:arbeitetMit rdfs:subPropertyOf org:linkedTo . ex:gehoertZu rdfs:subPropertyOf org:unitOf .
        ex:filiale owl:inverseOf ex:gehoertZu .""",
    )
    laden = read_model(any_store).actors[A]
    assert (laden.label.in_language("de"), laden.part_of[0].iri) == ("Laden", B)
    assert links(any_store) == {(A, B, False), (B, A, False)}


def test_the_example_of_the_handbook_maps_what_it_says(any_store: Store) -> None:
    text = (ROOT / "docs" / "formate.md").read_text("utf-8")
    add(any_store, text.partition("```turtle")[2].partition("```")[0])
    add(
        any_store,
        """@prefix ex: <http://beispiel.example/> . <http://x.example/a> a ex:Filiale ; ex:titel "A" .
        <http://x.example/b> a ex:Filiale ; ex:hatFiliale <http://x.example/a> ;
          ex:arbeitetMit <http://x.example/a> .""",
    )
    found = read_model(any_store).actors[A]
    assert (found.label.in_language("de"), found.part_of[0].iri) == ("A", B)
    assert links(any_store) == {(A, B, False), (B, A, False)}


def test_large_networks_are_read_by_the_same_mappings(any_store: Store) -> None:
    said(any_store, f"{NAMED} ex:b org:hasUnit ex:a ; schema:member ex:a .")
    index = tie_index(any_store)
    assert index.objects(A, ORG + "unitOf") == (B,)
    assert index.plain_ties == ((A, ORG + "memberOf", B),)


def test_what_is_mapped_never_says_both_ways_at_once() -> None:
    for ways in shipped_mappings().ways.values():
        assert not set(ways.same) & set(ways.inverse)
