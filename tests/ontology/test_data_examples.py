"""The example network is invented, clean, traceable to its minutes, and holds one of everything."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import ORG, RDF, SH, SKOS, Graph, Literal, Namespace

from graph.gaps.demanded import find_demanded_gaps
from graph.gaps.rules import search_rule_gaps
from graph.load.files import load_files
from graph.network.model_reader import read_model
from graph.paths import ROOT
from graph.protocol import Store
from graph.query.named import list_rules, run_query
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology

EXAMPLES = ROOT / "data" / "examples"
MAGDEBURG = ROOT / "data" / "magdeburg"
BASE = Namespace("https://netz.invalid/id/")
NETZ = Namespace("https://w3id.org/akteursnetz/ns#")
NK = Namespace("https://w3id.org/akteursnetz/code#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
OA = Namespace("http://www.w3.org/ns/oa#")
NETWORK = BASE["musterstadt/netzwerk"]
TIES = (NETZ.Interface, NETZ.Membership, NETZ.Funding, NETZ.Mandate, NETZ.Participation)


def read(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle", publicID=str(BASE))
    return graph


@lru_cache(maxsize=1)
def example() -> Graph:
    return read(EXAMPLES / "musterstadt.ttl")


@lru_cache(maxsize=1)
def ontology() -> Graph:
    return read(*(ROOT / "ontology" / f"{name}.ttl" for name in ("core", "codes", "topics")))


def minutes() -> str:
    return (EXAMPLES / "musterstadt-protokoll.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [EXAMPLES / "musterstadt.ttl"])
    return store


def test_it_conforms_but_for_the_one_tie_that_has_no_evidence() -> None:
    shapes = Graph().parse(ROOT / "ontology" / "shapes.ttl")
    _, report, _ = pyshacl.validate(ontology() + example(), shacl_graph=shapes)
    assert isinstance(report, Graph)
    assert list(report.objects(None, SH.resultSeverity)) == [SH.Warning]
    assert list(report.objects(None, SH.focusNode)) == [BASE["musterstadt/schnittstelle/lesepaten"]]


def test_every_quote_stands_at_its_position_in_the_minutes() -> None:
    passages = list(example().subjects(RDF.type, NETZ.Passage))
    assert len(passages) >= 30
    for passage in passages:
        start, end = (int(str(example().value(passage, position))) for position in (OA.start, OA.end))
        assert minutes()[start:end] == str(example().value(passage, OA.exact)), passage


def test_every_passage_is_evidence_for_something() -> None:
    cited = set(example().objects(None, NETZ.evidence))
    assert set(example().subjects(RDF.type, NETZ.Passage)) == cited


def test_minutes_and_network_say_that_they_are_invented() -> None:
    assert "erfunden" in minutes().splitlines()[0]
    assert "erfunden" in str(example().value(NETWORK, SKOS.prefLabel))


def test_every_class_of_tie_and_every_state_occurs() -> None:
    for tie in TIES:
        assert list(example().subjects(RDF.type, tie)), tie
    states = set(ontology().subjects(SKOS.inScheme, NK.status))
    interfaces = example().subjects(RDF.type, NETZ.Interface)
    assert {example().value(interface, ADMS.status) for interface in interfaces} == states


def test_every_sector_has_actors() -> None:
    kinds = set(example().objects(None, ORG.classification))
    sectors = {sector for kind in kinds for sector in ontology().objects(kind, SKOS.broader)}
    assert sectors == set(ontology().subjects(SKOS.topConceptOf, NK.actorKinds))


def test_one_interface_has_four_equal_parties_and_one_a_direction() -> None:
    parties = [len(list(example().objects(tie, NETZ.party))) for tie in example().subjects(RDF.type, NETZ.Interface)]
    assert max(parties) == 4
    assert list(example().subject_objects(NETZ.fromParty))


def test_every_precision_of_a_date_occurs() -> None:
    used = set(example().objects(None, NETZ.startPrecision)) | set(example().objects(None, NETZ.endPrecision))
    assert used == set(ontology().subjects(SKOS.inScheme, NK.precisions))


def test_every_topic_points_to_one_of_the_shared_scheme() -> None:
    shared = set(ontology().subjects(SKOS.inScheme, BASE["gemeinsam/themen"]))
    for topic in example().subjects(SKOS.inScheme, BASE["musterstadt/themen"]):
        targets = {
            target
            for match in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
            for target in example().objects(topic, match)
        }
        assert targets, f"{topic} cannot be compared with other cities"
        assert targets <= shared


def test_shared_actors_are_named_alike_in_both_networks() -> None:
    both = read(EXAMPLES / "musterstadt.ttl", *(path for path in MAGDEBURG.glob("*.ttl") if path.stem != "persons"))
    labels = [label for label in both.objects(BASE["gemeinsam/bamf"], SKOS.prefLabel) if isinstance(label, Literal)]
    german = [str(label) for label in labels if label.language == "de"]
    assert german == ["Bundesamt für Migration und Flüchtlinge"]


def test_a_demand_is_fulfilled_by_a_tie_that_exists() -> None:
    wanted = example().value(BASE["musterstadt/befund/ferienfoerderung"], NETZ.callsFor)
    assert example().value(wanted, ADMS.status) == NK.exists


@pytest.fixture(scope="module")
def found(store: Store) -> Collection[str]:
    model, finders = read_model(store), (search_rule_gaps, find_demanded_gaps)
    return {gap.rule for find in finders for gap in find(store, model, network=str(NETWORK), at="2024-06-01").gaps}


@pytest.mark.parametrize("rule", [rule.name for rule in list_rules()])
def test_every_gap_rule_finds_something_in_the_example(found: Collection[str], rule: str) -> None:
    assert rule in found


@pytest.mark.parametrize("rule", ["interface-missing", "demand-overdue", "actor-isolated"])
def test_what_exists_is_reported_as_no_gap(store: Store, rule: str) -> None:
    rows = run_query(store, rule, network=str(NETWORK), date="2024-06-01")
    found = {str(getattr(row["subject"], "value", "")) for row in rows}
    fulfilled = {
        BASE["musterstadt/befund/ferienfoerderung"],
        BASE["musterstadt/schnittstelle/ferienfoerderung"],
        BASE["musterstadt/volkshochschule"],
    }
    assert not found & {str(iri) for iri in fulfilled}
