"""What the coded minutes claim. The minutes themselves are not in the repository: they name people."""

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest

from graph.network.evidence import check_passages, coverage, passages_in
from graph.paths import DATA
from graph.query.memory_copy import MemoryCopy
from graph.terms import BASE, PREFIXES, prefix_lines

FILES = sorted((DATA / "magdeburg").glob("*.ttl"))
PERSONS = DATA / "magdeburg" / "persons.ttl"
MINUTES = os.environ.get("AKTEURSNETZ_MINUTES", "")
TIES = "VALUES ?kind { netz:Interface netz:Membership netz:Funding netz:Mandate netz:Participation }"
FIELDS = {"weltoffenheit", "spracherwerb", "arbeitsmarkt", "stadtteile", "teilhabe", "oeffnung"}


def quads(*files: Path) -> list[ox.Quad]:
    return [
        quad
        for file in files
        for quad in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE, base_iri=BASE, rename_blank_nodes=True)
    ]


def loaded(*files: Path) -> ox.Store:
    store = ox.Store()
    store.extend(quads(*files))
    return store


PUBLIC = loaded(*(file for file in FILES if file != PERSONS))
PRIVATE = loaded(PERSONS)


def short(term: object) -> str:
    value = getattr(term, "value", "")
    return str(value).removeprefix(BASE)


def rows(pattern: str, store: ox.Store = PUBLIC) -> list[tuple[str, ...]]:
    """Values of `SELECT *`-like patterns: the query names its variables itself, IRIs come without the base."""
    query = f"{prefix_lines()}{pattern}"
    solutions = cast("ox.QuerySolutions", store.query(query, base_iri=BASE))
    return [tuple(short(value) for value in solution) for solution in solutions]


def values(pattern: str, store: ox.Store = PUBLIC) -> set[str]:
    return {row[0] for row in rows(pattern, store)}


def family_names() -> set[str]:
    return values("SELECT ?name { ?person foaf:familyName ?name }", PRIVATE)


def test_every_file_parses_with_relative_iris_and_names_no_base() -> None:
    stems = [file.stem for file in FILES]
    assert stems == ["ag1", "ag2", "ag3", "belege", "konferenz", "netzwerk", "persons", "themen"]
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert BASE not in text
        assert "@base" not in text


def test_no_public_literal_or_iri_names_a_person() -> None:
    names = re.compile("|".join(family_names()), re.IGNORECASE)
    assert [str(quad) for quad in PUBLIC if names.search(str(quad))] == []


def test_codebook_names_no_person() -> None:
    codebook = (DATA / "magdeburg" / "README.md").read_text(encoding="utf-8")
    assert not {name for name in family_names() if name in codebook}


def test_persons_stand_in_their_own_file_only() -> None:
    assert (
        values("SELECT ?s { { ?s a foaf:Person } UNION { ?s org:heldBy ?x } UNION { ?s foaf:familyName ?x } }") == set()
    )
    assert values("SELECT ?p { ?p a foaf:Person }", PRIVATE) == {f"magdeburg/person/{number}" for number in (1, 2, 3)}


def test_every_post_is_held_by_one_person() -> None:
    held = rows("SELECT ?post ?person { ?post org:heldBy ?person } ORDER BY ?post", PRIVATE)
    assert {post for post, _ in held} == values("SELECT ?post { ?post a org:Post }")
    assert len({person for _, person in held}) == 3


def test_two_spellings_are_one_person_found_by_either() -> None:
    spellings = rows("SELECT ?p ?one ?two { ?p foaf:familyName ?one, ?two FILTER(?one < ?two) }", PRIVATE)
    assert len(spellings) == 1
    [(person, *names)] = spellings
    called = values(f"SELECT ?label {{ <{person}> foaf:name|skos:altLabel ?label }}", PRIVATE)
    assert {label.rpartition(" ")[2] for label in called} == set(names)


def test_every_tie_has_one_state_confidence_network_and_evidence() -> None:
    counts = rows(f"""SELECT ?tie (COUNT(DISTINCT ?s) AS ?states) (COUNT(DISTINCT ?c) AS ?confidences)
        (COUNT(DISTINCT ?e) > 0 AS ?proven) (SAMPLE(?n) AS ?network) {{ {TIES} ?tie a ?kind .
        OPTIONAL {{ ?tie adms:status ?s }} OPTIONAL {{ ?tie netz:confidence ?c }}
        OPTIONAL {{ ?tie netz:evidence ?e }} OPTIONAL {{ ?tie netz:inNetwork ?n }} }} GROUP BY ?tie""")
    assert len(counts) >= 55
    assert [row for row in counts if row[1:] != ("1", "1", "true", "magdeburg/netzwerk")] == []


def test_every_finding_says_who_raised_it_where_and_from_which_perspective() -> None:
    incomplete = """SELECT ?f { ?f a netz:Finding FILTER NOT EXISTS {
        ?f netz:kind ?k ; netz:raisedBy ?b ; netz:raisedAt ?e ; netz:perspective ?p ; netz:confidence ?c ;
           netz:evidence/a netz:Passage ; netz:inNetwork <magdeburg/netzwerk> ; dct:isPartOf ?section } }"""
    assert values(incomplete) == set()


def test_everything_that_is_stated_has_confidence_and_evidence() -> None:
    unfounded = """SELECT ?s { ?s a ?type . FILTER(?type NOT IN (netz:Passage))
        FILTER NOT EXISTS { ?s netz:confidence ?c ; netz:evidence ?e } }"""
    assert values(unfounded) == {"magdeburg/quelle/protokoll-2016"}


@pytest.mark.parametrize("property_", ["netz:evidence", "netz:concerns", "netz:callsFor", "netz:topic", "netz:party"])
def test_nothing_points_to_something_undescribed(property_: str) -> None:
    assert values(f"SELECT ?x {{ ?s {property_} ?x FILTER NOT EXISTS {{ ?x a ?type }} }}") == set()


def test_every_passage_is_evidence_of_something() -> None:
    assert values("SELECT ?p { ?p a netz:Passage FILTER NOT EXISTS { ?s netz:evidence ?p } }") == set()


def test_everything_named_has_one_label_in_german_and_english() -> None:
    for language in ("de", "en"):
        lacking = f"""SELECT ?s {{ ?s a ?type . FILTER(?type NOT IN (netz:Passage))
            OPTIONAL {{ ?s skos:prefLabel ?l FILTER(LANG(?l) = '{language}') }}
            }} GROUP BY ?s HAVING(COUNT(DISTINCT ?l) != 1)"""
        assert values(lacking) == set()


def test_quotes_are_as_long_as_their_place() -> None:
    for store in (PUBLIC, PRIVATE):
        for passage in passages_in(MemoryCopy(0, store)):
            assert len(passage.quote) == passage.end - passage.start
            assert passage.quote == passage.quote.strip()


def test_public_passages_overlap_in_no_letter() -> None:
    passages = passages_in(MemoryCopy(0, PUBLIC))
    assert len(passages) > 95
    assert [(one.iri, two.iri) for one, two in pairwise(passages) if two.start < one.end] == []


def test_interface_of_employment_agency_and_jobcentre_is_demanded_and_does_not_exist() -> None:
    parties = "?tie netz:party <magdeburg/agentur-fuer-arbeit>, <magdeburg/jobcenter> ; adms:status ?state"
    assert rows(f"SELECT ?tie ?state {{ {parties} }}") == [
        ("magdeburg/schnittstelle/ba-jobcenter-sprache", PREFIXES["nk"] + "demanded")
    ]


def test_named_together_is_not_connected() -> None:
    together = {"magdeburg/" + name for name in ("za", "agentur-fuer-arbeit", "jobcenter", "ihk", "hwk")}
    assert values("SELECT ?a { <magdeburg/befund/ag1-sprache-beruf> netz:concerns ?a }") == together
    existing = "SELECT ?a { ?tie adms:status nk:exists ; netz:party|netz:fromParty|netz:toParty|org:member ?a }"
    assert not together & values(existing)


def test_unknown_abbreviation_stays_unresolved() -> None:
    assert values("SELECT ?c { <magdeburg/za> netz:confidence ?c }") == {PREFIXES["nk"] + "unresolved"}
    assert values("SELECT ?k { <magdeburg/za> org:classification ?k }") == {PREFIXES["nk"] + "unknownKind"}


def test_expansions_that_the_text_lacks_come_from_another_source() -> None:
    shortened = values(
        "SELECT ?short { ?a skos:altLabel ?short ; netz:confidence nk:external ; skos:editorialNote ?n }"
    )
    assert {"BA", "JC", "IHK", "HWK", "BAMF", "ESF", "IQ", "GISE", "AQB", "IB", "AWO", "MO", "GWA", "UMA"} <= shortened


def test_ambiguous_ag_is_unresolved_and_says_so() -> None:
    [(confidence, note)] = rows(
        "SELECT ?c ?n { <magdeburg/befund/ag2-projekte-aus-ag> netz:confidence ?c ; skos:editorialNote ?n }"
    )
    assert confidence == PREFIXES["nk"] + "unresolved"
    assert "Arbeitgeber" in note


def test_six_fields_are_the_top_of_their_scheme() -> None:
    tops = values("SELECT ?t { ?t skos:topConceptOf <magdeburg/handlungsfelder-2016> }")
    assert tops == {f"magdeburg/thema/{name}" for name in FIELDS}


def test_twelve_former_fields_are_a_scheme_of_their_own_without_members() -> None:
    assert values("SELECT ?t { <magdeburg/handlungsfelder-bisher> a ?t }") == {PREFIXES["skos"] + "ConceptScheme"}
    members = "SELECT ?t { ?t skos:inScheme|skos:topConceptOf <magdeburg/handlungsfelder-bisher> }"
    assert values(members) == set()
    assert values("SELECT ?n { ?f netz:concerns <magdeburg/handlungsfelder-bisher> ; netz:number ?n }") == {"12"}


def test_every_topic_points_to_the_shared_scheme() -> None:
    mapped = (
        "SELECT ?t { ?t a skos:Concept FILTER NOT EXISTS { ?t skos:exactMatch|skos:closeMatch|skos:broadMatch ?x } }"
    )
    assert values(mapped) == set()
    shared = loaded(DATA.parent / "ontology" / "topics.ttl")
    targets = values("SELECT ?x { ?t skos:exactMatch|skos:closeMatch|skos:broadMatch ?x }")
    assert targets <= values("SELECT ?t { ?t skos:topConceptOf <gemeinsam/themen> }", shared)


def test_workshops_of_the_conference_are_no_standing_groups() -> None:
    kinds = {row[0]: row[1] for row in rows("SELECT ?g ?k { ?g a netz:WorkingGroup ; org:classification ?k }")}
    workshops = {group for group, kind in kinds.items() if kind.endswith("workshop")}
    assert workshops == {f"magdeburg/tagung-ag{number}" for number in (1, 2, 3)}
    assert [group for group, kind in kinds.items() if kind.endswith("standingGroup")] == [
        "magdeburg/ag-interkultur-soziales"
    ]


@pytest.mark.parametrize(
    "demanded",
    [
        "lenkungsgruppe",
        "unter-ag-ehrenamt",
        "unter-ag-schulsozialarbeit",
        "unter-ag-stadtteilarbeit",
        "schnittstelle/ba-jobcenter-sprache",
        "schnittstelle/kurstraeger-iq-ba-jobcenter",
        "mitgliedschaft/zivilgesellschaft-netzwerk",
        "mitgliedschaft/kommune-netzwerk",
        "teilnahme/expertinnen-ag-sitzungen",
        "schnittstelle/uebergangsmanagement",
        "schnittstelle/gise-aqb-orientierung",
        "schnittstelle/gemeinsame-projektbeantragung",
        "schnittstelle/gemeinsame-veranstaltungsplanung",
        "mitgliedschaft/arbeitgeber-lenkungsgruppe",
        "mitgliedschaft/arbeitgeber-netzwerk",
        "mitgliedschaft/kammern-netzwerk",
        "mitgliedschaft/mo-ag-interkultur-soziales",
        "zustaendigkeit/stadt-steuert-netzwerk",
        "foerderung/stiftungen-auszubildende",
    ],
)
def test_what_is_demanded_has_that_state_and_a_demand(demanded: str) -> None:
    target = f"<magdeburg/{demanded}>"
    states = values(f"SELECT ?s {{ ?d a netz:Demand ; netz:callsFor {target} . {target} adms:status ?s }}")
    assert states == {PREFIXES["nk"] + "demanded"}


def test_money_for_trainees_is_none_for_the_network() -> None:
    receives = "SELECT ?x { <magdeburg/foerderung/stiftungen-auszubildende> netz:funded|netz:targetGroup ?x }"
    assert values(receives) == {PREFIXES["nk"] + "trainees"}


def test_new_projects_and_related_associations_are_two_collectives() -> None:
    first, question = "magdeburg/schnittstelle/erstanlaufstelle", "magdeburg/befund/ag3-leitfrage-weg"
    assert "magdeburg/neue-projekte" in values(f"SELECT ?x {{ <{first}> netz:party ?x }}")
    assert "magdeburg/vereine-initiativen" in values(f"SELECT ?x {{ <{question}> netz:concerns ?x }}")
    assert "magdeburg/vereine-initiativen" not in values(f"SELECT ?x {{ <{first}> netz:party ?x }}")


def test_advisory_round_is_there_and_no_second_one_is_demanded() -> None:
    wanted = "SELECT ?x { <magdeburg/befund/ag2-beratungsrunde> netz:callsFor|netz:concerns ?x }"
    assert "magdeburg/beratungsrunde" in values(wanted)
    assert values("SELECT ?x { ?x netz:carrier <magdeburg/beratungsrunde> }") == set()
    assert values("SELECT ?m { ?m org:organization <magdeburg/beratungsrunde> ; org:role nk:spokesperson }") == set()


def test_what_answers_confirms_and_follows_is_only_what_the_text_joins() -> None:
    joined = {one: values(f"SELECT ?s {{ ?s netz:{one} ?x }}") for one in ("answers", "contradicts", "resultedFrom")}
    assert joined["answers"] == {"magdeburg/befund/ag3-unter-ags"}
    assert joined["contradicts"] == set()
    assert "magdeburg/zustaendigkeit/ag-kinder-jugendarbeit" in joined["resultedFrom"]
    confirmed = values("SELECT ?x { <magdeburg/befund/ag3-studie-bestaetigung> netz:confirms ?x }")
    assert "magdeburg/befund/ag3-erstanlaufstelle" in confirmed


def test_every_demanded_tie_or_group_is_called_for() -> None:
    orphans = "SELECT ?x { ?x adms:status nk:demanded FILTER NOT EXISTS { ?d a netz:Demand ; netz:callsFor ?x } }"
    assert values(orphans) == set()


def test_directed_ties_leave_party_to_the_service() -> None:
    stated = "SELECT ?t { ?t netz:party ?p ; netz:fromParty|netz:holder|netz:funder|netz:participant ?q }"
    assert values(stated) == set()


def test_agenda_has_its_seven_times() -> None:
    items = rows("""SELECT ?time { ?i a netz:AgendaItem ; schema:startTime ?time ;
        schema:superEvent <magdeburg/konferenz-2016> } ORDER BY ?time""")
    times = [time.removesuffix(":00") for (time,) in items]
    assert times == ["09:00", "09:10", "09:20", "10:15", "10:30", "12:00", "12:30"]


def test_about_fifteen_members_is_a_number_with_its_precision() -> None:
    said = "SELECT ?n ?p { <magdeburg/befund/ag3-mitgliederzahl> netz:number ?n ; netz:precision ?p }"
    assert rows(said) == [("15", PREFIXES["nk"] + "approximate")]


def test_role_of_the_standing_group_is_told_from_four_perspectives() -> None:
    told = values("SELECT ?p { ?f netz:concerns <magdeburg/ag-interkultur-soziales> ; netz:perspective ?p }")
    assert {perspective.removeprefix(PREFIXES["nk"]) for perspective in told} == {
        "guideline",
        "selfDescription",
        "study",
        "workshopView",
    }


def test_each_bullet_of_each_workshop_is_a_finding_of_its_own() -> None:
    bullets = rows("SELECT DISTINCT ?f ?e { ?f a netz:Finding ; netz:raisedBy ?g ; netz:evidence ?e }")
    per_group = Counter(evidence.split("/")[-1][:3] for evidence in {evidence for _, evidence in bullets})
    assert (per_group["ag1"], per_group["ag2"]) == (11, 27)


@pytest.mark.skipif(not MINUTES, reason="AKTEURSNETZ_MINUTES does not name the file with the text of the minutes")
def test_passages_stand_in_the_minutes_and_quote_nine_tenths_of_them() -> None:
    text = Path(MINUTES).read_text(encoding="utf-8")
    public, private = (passages_in(MemoryCopy(0, store)) for store in (PUBLIC, PRIVATE))
    assert check_passages([*public, *private], text) == []
    assert coverage(public, text).share >= 0.9
    assert coverage([*public, *private], text).share >= 0.99
