import pytest

from graph.errors import NotFound
from graph.model import Actor, Group, Text
from graph.network.model_reader import actors, codes, findings, groups, network_iri, read_model, ties, topics
from graph.network.network_list import networks
from graph.protocol import Row, Store
from graph.terms import BASE
from tests.support.statements import add

CITY = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk Stadt"@de .
<stadt/jobcenter> a org:FormalOrganization ; skos:prefLabel "Jobcenter Stadt"@de, "Job centre"@en ;
  skos:altLabel "JC", "Jobcenter" ; org:classification nk:employmentService ; org:unitOf <stadt/agentur> ;
  netz:evidence <stadt/beleg/1> .
<stadt/agentur> a org:FormalOrganization ; rdfs:label "Agentur"@de .
<stadt/mo> a netz:ActorGroup ; skos:prefLabel "Migrantenorganisationen"@de ; netz:standsFor nk:migrantOrg .
<stadt/ag> a netz:WorkingGroup ; skos:prefLabel "AG Sprache"@de ; org:classification nk:standingGroup ;
  adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> .
<stadt/thema/sprache> a skos:Concept ; skos:prefLabel "Sprache"@de .
<stadt/tagung> a schema:Event ; skos:prefLabel "Tagung"@de ; schema:startDate "2016-11-30"^^xsd:date .
<stadt/s1> a netz:Interface ; adms:status nk:demanded ; netz:confidence nk:inferred ; netz:inNetwork <stadt/netzwerk> ;
  netz:fromParty <stadt/mo> ; netz:toParty <stadt/jobcenter> ; netz:topic <stadt/thema/sprache> ;
  netz:kind nk:handover ; schema:startDate "2015-01-01"^^xsd:date ; netz:startPrecision nk:year ;
  netz:evidence <stadt/beleg/1> .
<stadt/m1> a netz:Membership ; adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> ; netz:weight 0.5 ;
  org:member <stadt/mo> ; org:organization <stadt/ag> ; org:role nk:spokesperson .
<stadt/t1> a netz:Participation ; adms:status nk:exists ; netz:inNetwork <stadt/netzwerk> ;
  netz:participant <stadt/mo> ; netz:event <stadt/tagung> .
<stadt/b1> a netz:Demand ; skos:prefLabel "Übergang regeln"@de ; netz:inNetwork <stadt/netzwerk> ; netz:kind nk:claim ;
  netz:raisedBy <stadt/ag> ; netz:raisedAt <stadt/tagung> ; netz:callsFor <stadt/s1> .
<stadt/beleg/1> a netz:Passage ; oa:exact "Übergang zum Jobcenter" ; oa:start 10 ; oa:end 32 ;
  prov:wasQuotedFrom <stadt/protokoll> .
<stadt/protokoll> <http://purl.org/dc/terms/title> "Protokoll"@de .
"""


def iri(path: str) -> str:
    return BASE + "stadt/" + path


@pytest.fixture
def city(store: Store) -> Store:
    add(store, CITY)
    return store


def test_actor_carries_kind_sector_short_name_parent_and_evidence(city: Store) -> None:
    jobcenter = actors(city)[iri("jobcenter")]
    assert jobcenter.label == Text("Jobcenter Stadt", "Job centre")
    assert jobcenter.short == "JC"
    assert jobcenter.kind is not None
    assert jobcenter.kind.label.de == "Arbeitsverwaltung"
    assert jobcenter.sector is not None
    assert jobcenter.sector.label.en == "public sector"
    assert [parent.label.de for parent in jobcenter.part_of] == ["Agentur"]
    assert [(passage.quote, passage.start, passage.document.label.de) for passage in jobcenter.evidence] == [
        ("Übergang zum Jobcenter", 10, "Protokoll")
    ]
    assert jobcenter.networks == (iri("netzwerk"),)


def test_actor_group_is_collective_and_has_the_sector_of_whom_it_stands_for(city: Store) -> None:
    group = actors(city)[iri("mo")]
    assert group.is_collective
    assert group.sector is not None
    assert group.sector.label.de == "Zivilgesellschaft"


def test_working_groups_are_groups_and_no_actors(city: Store) -> None:
    assert list(groups(city)) == [iri("ag")]
    assert isinstance(groups(city)[iri("ag")], Group)
    assert iri("ag") not in actors(city)


def test_network_and_events_are_others_and_no_actors(city: Store) -> None:
    model = read_model(city)
    assert {iri("netzwerk"), iri("tagung")} <= set(model.others)
    assert not set(model.others) & set(model.actors)


def test_interface_that_hands_over_has_a_direction(city: Store) -> None:
    tie = read_model(city).ties[iri("s1")]
    assert tie.directed
    assert [ref.iri for ref in tie.sources] == [iri("mo")]
    assert [ref.iri for ref in tie.targets] == [iri("jobcenter")]
    assert (tie.state, tie.confidence, tie.start, tie.start_precision) == ("demanded", "inferred", "2015-01-01", "year")
    assert tie.detail is not None
    assert tie.detail.label.de == "Übergabe"
    assert [topic.label.de for topic in tie.topics] == ["Sprache"]


def test_tie_without_a_name_is_called_by_its_ends(city: Store) -> None:
    assert read_model(city).ties[iri("m1")].label.de == "Migrantenorganisationen in AG Sprache"


def test_own_weight_overrides_the_weight_of_the_class(city: Store) -> None:
    weights = {tie.iri: tie.weight for tie in ties(city)}
    assert weights[iri("m1")] == 0.5
    assert weights[iri("t1")] == 0.5
    assert weights[iri("s1")] == 1.0


def test_demand_names_who_raised_it_where_and_what_it_calls_for(city: Store) -> None:
    (demand,) = findings(city)
    assert demand.is_demand
    assert [ref.label.de for ref in (*demand.raised_by, *demand.raised_at)] == ["AG Sprache", "Tagung"]
    assert [ref.iri for ref in demand.calls_for] == [iri("s1")]
    assert read_model(city).since[demand.iri] == "2016-11-30"


def test_topics_are_concepts_that_are_no_codes(city: Store) -> None:
    assert topics(city)[iri("thema/sprache")].label.de == "Sprache"
    assert all(code.startswith("https://w3id.org/akteursnetz/code#") for code in codes(city))
    assert not set(topics(city)) & set(codes(city))


@pytest.mark.parametrize("name", ["stadt", BASE + "stadt/netzwerk"])
def test_network_is_found_by_slug_and_by_iri(city: Store, name: str) -> None:
    assert network_iri(city, name) == iri("netzwerk")


def test_unknown_network_is_refused_and_the_known_ones_are_named(city: Store) -> None:
    with pytest.raises(NotFound) as raised:
        actors(city, "atlantis")
    assert "stadt" in raised.value.hint


def test_each_network_has_its_own_actors(city: Store) -> None:
    add(
        city,
        """<dorf/netzwerk> a netz:Network .
        <dorf/verein> a org:Organization ; netz:inNetwork <dorf/netzwerk> .""",
        "dorf/graph/quelle",
    )
    assert [ref.iri for ref in networks(city)] == [BASE + "dorf/netzwerk", iri("netzwerk")]
    assert networks(city) == list(read_model(city).networks.values())
    assert list(actors(city, "dorf")) == [BASE + "dorf/verein"]
    assert BASE + "dorf/verein" not in actors(city, "stadt")
    assert ties(city, "dorf") == []


def test_a_write_is_seen_at_once(city: Store) -> None:
    before = actors(city)
    add(city, "<stadt/kammer> a org:Organization .")
    assert set(actors(city)) - set(before) == {iri("kammer")}


PLAIN = """
@prefix ex: <https://example.org/> .
ex:town a foaf:Organization ; foaf:name "Town" ; org:linkedTo ex:school .
ex:school a <http://schema.org/Organization> ; <http://schema.org/name> "School" .
ex:club a foaf:Group ; rdfs:label "Club"@en ; org:memberOf ex:board .
ex:board a org:OrganizationalCollaboration ; org:hasMember ex:town .
ex:membership a org:Membership ; org:member ex:school ; org:organization ex:board .
"""


def test_plain_org_data_shows_up_as_actors(store: Store) -> None:
    add(store, PLAIN)
    labels = {one.label.in_language("en") for one in actors(store).values()}
    assert labels == {"Town", "School", "Club", "board"}
    assert all(isinstance(one, Actor) for one in actors(store).values())


def test_plain_org_ties_exist_and_are_stated(store: Store) -> None:
    add(store, PLAIN)
    found = {(tie.kind, *(ref.iri.rpartition("/")[2] for ref in tie.parties)) for tie in ties(store)}
    assert found == {
        ("Interface", "school", "town"),
        ("Membership", "board", "club"),
        ("Membership", "board", "school"),
        ("Membership", "board", "town"),
    }
    assert {(tie.state, tie.confidence) for tie in ties(store)} == {("exists", "stated")}


def test_derived_ties_are_not_counted_twice(city: Store) -> None:
    before = len(ties(city))
    add(city, "<stadt/mo> org:memberOf <stadt/ag> .", "graph/abgeleitet")
    assert len(ties(city)) == before


def test_plain_data_belongs_to_the_network_whose_graph_it_is_in(city: Store) -> None:
    add(city, PLAIN, "stadt/graph/vereine")
    assert "https://example.org/club" in actors(city, "stadt")
    assert any(tie.kind == "Interface" and tie.state == "exists" for tie in ties(city, "stadt"))


def test_tie_class_of_a_citys_own_needs_no_code(city: Store) -> None:
    add(
        city,
        """<stadt/ns#Patronage> rdfs:subClassOf netz:Tie ; rdfs:label "Patenschaft"@de ;
          netz:edgeFrom <stadt/ns#patron> ; netz:edgeTo <stadt/ns#protege> ;
          netz:edgeDirected true ; netz:edgeWeight 2.0 .
        <stadt/p1> a <stadt/ns#Patronage> ; <stadt/ns#patron> <stadt/agentur> ; <stadt/ns#protege> <stadt/mo> .""",
    )
    tie = read_model(city).ties[iri("p1")]
    assert (tie.kind, tie.directed, tie.weight) == ("Patronage", True, 2.0)
    assert [ref.iri for ref in tie.targets] == [iri("mo")]


def test_no_more_queries_for_more_actors(city: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    select = city.select

    def counting(query: str) -> list[Row]:
        asked.append(query)
        return select(query)

    monkeypatch.setattr(city, "select", counting)
    add(city, "\n".join(f"<stadt/verein-{number}> a org:Organization ." for number in range(50)))
    assert len(actors(city)) > 50
    assert len(asked) <= 6
