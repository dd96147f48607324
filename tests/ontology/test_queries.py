"""Every shipped question: what it answers on the Magdeburg minutes, found a second way, and in a second engine."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest
import rdflib

from graph.gaps.rules_of_model import FROM_MODEL
from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.network.model_reader import read_model
from graph.network.reading import Model
from graph.protocol import Store
from graph.query.memory_copy import memory_copy
from graph.query.named import CATEGORIES, NamedQuery, find_query, list_queries, list_rules
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.answers import Rows, ask, canonical, count_answers, ends, is_link, is_number, is_table, name_of
from tests.support.magdeburg import load_ontology
from tests.support.second_way import SECOND_WAY, steps
from tests.support.statements import add

# How many rows each question has on the Magdeburg minutes without any parameter.
NUMBER_OF_ROWS = {
    "actors-between-groups": 1,
    "actors-by-sector": 49,
    "actors-by-ties": 45,
    "actors-by-topic": 9,
    "actors-in-one-group": 11,
    "actors-short-names": 32,
    "actors-without-group": 37,
    "actors-without-interface": 47,
    "agenda": 11,
    "classes-used": 35,
    "codes-used": 49,
    "confidence-counts": 25,
    "data-solidity": 1,
    "demanded-interfaces": 21,
    "demanded-of-actor": 59,
    "demands": 42,
    "demands-and-state": 39,
    "demands-by-group": 4,
    "events": 17,
    "evidence-coverage": 13,
    "evidence-of-ties": 31,
    "findings-by-perspective": 14,
    "findings-by-topic": 44,
    "funding-ends": 3,
    "funding-flows": 3,
    "gaps-of-runs": 0,  # nobody has kept a run here: see test_graph_results.py
    "graphs": 11,
    "group-members": 24,
    "group-surroundings": 23,
    "groups-by-sector": 3,
    "groups-by-size": 9,
    "groups-of-actor": 24,
    "groups-shared-members": 1,
    "key-figures": 1,
    "topic-numbers": 46,
    "mandates": 21,
    "matters": 0,  # neither: the same
    "network-around-actor": 40,
    "network-links": 47,
    "network-numbers": 1,
    "organisations-in-groups": 3,
    "partners-of-partners": 1,
    "passages": 383,
    "sector-links": 2,
    "sectors": 4,
    "sources": 1,
    "ties-at-date": 5,
    "ties-begun": 11,
    "ties-by-kind-and-state": 12,
    "ties-by-year": 3,
    "ties-ended": 2,
    "ties-of-actor": 24,
    "ties-of-actor-at-date": 22,
    "ties-one-perspective": 58,
    "ties-one-way": 6,
    "topic-findings": 149,
    "topic-partners": 1,
    "topics-of-actor": 14,
    "topics-side-by-side": 18,
    "topics-unassigned": 33,
    "uncertain": 108,
    "units": 9,
    "unresolved": 7,
    "views-of-actor": 125,
    "who-was-heard": 1,
    "within-reach": 15,
    "without-evidence": 0,  # the codebook asks for evidence of every statement
}

# Read in the minutes and counted in the codebook (data/magdeburg/README.md), not taken from the queries.
BY_HAND: dict[str, tuple[str, Rows]] = {
    "agenda": (
        "time itemName contributor",
        {
            ("09:00:00", "Begrüßung", "magdeburg/stelle-beigeordnete"),
            ("09:10:00", "Einführung zur Studie", "magdeburg/stelle-leitung-v02"),
            ("09:20:00", "Vorstellung ausgewählter Ergebnisse der Studie", "magdeburg/stelle-studienleitung"),
            ("10:15:00", "Pause", ""),
            ("12:30:00", "Ende", ""),
        },
    ),
    "evidence-coverage": (
        "kindName proven unproven",
        {
            ("Befund", "91", "0"),
            ("Forderung", "32", "0"),
            ("Herausforderung", "28", "0"),
            ("Mitgliedschaft", "24", "0"),
            ("Akteursgruppe", "23", "0"),
            ("Schnittstelle", "11", "0"),
            ("Zuständigkeit", "14", "0"),
            ("Arbeitsgruppe", "9", "0"),
            ("Tagesordnungspunkt", "7", "0"),
            ("Teilnahme", "8", "0"),
            ("Förderung", "3", "0"),
        },
    ),
    "classes-used": (
        "class number",
        {("netz:Passage", "102"), ("netz:Finding", "91"), ("netz:Demand", "32"), ("netz:Programme", "3")},
    ),
    "codes-used": ("code number", {("nk:subGroup", "3"), ("nk:workshop", "3"), ("nk:steeringGroup", "1")}),
    "data-solidity": ("entries proven inferred", {("226", "226", "38")}),
    "who-was-heard": ("actors heard", {("49", "11")}),
    "demands-by-group": (
        "group demands",
        {
            ("magdeburg/tagung-ag1", "3"),
            ("magdeburg/tagung-ag2", "12"),
            ("magdeburg/tagung-ag3", "16"),
            ("magdeburg/befragte-akteure", "1"),
        },
    ),
    "funding-ends": (
        "funderName start end state",
        {("Europäischer Sozialfonds", "2007-01-01", "2017-12-31", "beendet"), ("Stiftungen", "", "", "gefordert")},
    ),
    "key-figures": ("actors groups existing unconnected", {("49", "5", "34", "24")}),
    "network-numbers": (
        "network groups existing demanded findings demands",
        {("magdeburg/netzwerk", "9", "34", "24", "91", "32")},
    ),
    "sources": (
        "document passages share",
        {("magdeburg/quelle/protokoll-2016", "102", "100")},
    ),
    "ties-by-kind-and-state": (
        "kind state ties",
        {
            ("Schnittstelle", "besteht", "2"),
            ("Schnittstelle", "gefordert", "9"),
            ("Mitgliedschaft", "besteht", "13"),
            ("Mitgliedschaft", "gefordert", "11"),
            ("Zuständigkeit", "besteht", "11"),
            ("Zuständigkeit", "gefordert", "2"),
            ("Förderung", "besteht", "1"),
            ("Förderung", "gefordert", "1"),
            ("Teilnahme", "besteht", "7"),
        },
    ),
    "sector-links": (
        "sectorName otherSectorName existing demanded",
        {  # BA–JC twice, GISE–AQB, administration with politics
            ("Öffentliche Hand", "Öffentliche Hand", "0", "4"),
            ("Wissenschaft und Bildung", "Öffentliche Hand", "0", "2"),
        },
    ),
    "ties-one-way": (
        "actor other",
        {
            ("gemeinsam/iq-netzwerk", "magdeburg/jobcenter"),
            ("magdeburg/integrationskurstraeger", "magdeburg/agentur-fuer-arbeit"),
            ("magdeburg/netzwerk", "magdeburg/politik"),
        },
    ),
    "units": (
        "actor part",
        {("magdeburg/stadt", "magdeburg/dezernat-v"), ("gemeinsam/awo", "magdeburg/jmd-awo")},
    ),
    "unresolved": (
        "thing",
        {
            ("magdeburg/za",),
            ("magdeburg/tagesbetreuung",),
            ("magdeburg/netzwerkkoordination",),
            ("magdeburg/befund/ag1-kammern-arbeitgeber",),
            ("magdeburg/befund/ag2-arbeitsgruppe",),
            ("magdeburg/befund/ag2-verlaeufe",),
            ("magdeburg/befund/ag2-projekte-aus-ag",),
        },
    ),
}


@pytest.fixture(scope="module")
def model(magdeburg: Store) -> Model:
    return read_model(magdeburg)


def test_every_question_has_an_expected_result() -> None:
    assert set(NUMBER_OF_ROWS) == {query.name for query in list_queries()}
    assert len(NUMBER_OF_ROWS) >= 30


@pytest.mark.parametrize("name", NUMBER_OF_ROWS)
def test_question_has_its_number_of_answers_on_magdeburg(magdeburg: Store, name: str) -> None:
    assert count_answers(magdeburg, find_query(name)) == NUMBER_OF_ROWS[name]


@pytest.mark.parametrize("name", BY_HAND)
def test_question_answers_what_the_minutes_say(magdeburg: Store, name: str) -> None:
    columns, expected = BY_HAND[name]
    assert expected <= set(ask(magdeburg, name, columns))


@pytest.mark.parametrize("name", SECOND_WAY)
def test_question_answers_what_the_pages_show(magdeburg: Store, model: Model, name: str) -> None:
    columns, second_way = SECOND_WAY[name]
    expected = second_way(model)
    found = set(ask(magdeburg, name, columns))
    assert expected <= found if name == "uncertain" else expected == found


def test_graph_of_the_whole_network_holds_each_existing_link_once(magdeburg: Store, model: Model) -> None:
    links = {frozenset(pair) for pair in steps(model).edges}
    found = [triple for triple in magdeburg.construct(find_query("network-links").bind()) if is_link(triple)]
    assert {frozenset(ends(triple)) for triple in found} == links
    assert len(found) == len(links)


def test_graph_around_an_actor_holds_what_connects_its_neighbours(magdeburg: Store, model: Model) -> None:
    network, actor = steps(model), "magdeburg/verwaltung"
    near = network.subgraph({actor, *network[actor]})
    query = find_query("network-around-actor").bind(actor=BASE + actor)
    found = {frozenset(ends(triple)) for triple in magdeburg.construct(query) if is_link(triple)}
    assert found == {frozenset(pair) for pair in near.edges}


@pytest.mark.parametrize("query", list_queries(), ids=name_of)
def test_question_is_titled_and_described_in_both_languages_and_has_its_place(query: NamedQuery) -> None:
    assert all([query.title.de, query.title.en, query.description.de, query.description.en])
    assert query.category in CATEGORIES
    assert {parameter.type for parameter in query.parameters} <= {
        "string",
        "date",
        "actor",
        "group",
        "topic",
        "network",
    }


def test_no_two_questions_have_the_same_title() -> None:
    titles = Counter(title for query in list_queries() for title in (query.title.de, query.title.en))
    assert max(titles.values()) == 1


@pytest.mark.parametrize("query", [query for query in list_queries() if query.show == "chart"], ids=name_of)
def test_chart_has_a_label_and_a_number(magdeburg: Store, query: NamedQuery) -> None:
    rows = magdeburg.select(query.bind())
    assert any(is_number(value) for value in rows[0].values())
    assert any(not is_number(value) for value in rows[0].values())


@pytest.mark.parametrize("query", [query for query in list_queries() if query.show == "network"], ids=name_of)
def test_network_begins_with_two_columns_of_resources(magdeburg: Store, query: NamedQuery) -> None:
    if not is_table(query):
        assert any(is_link(triple) for triple in magdeburg.construct(query.bind()))
        return
    iris_of_row = [value for value in magdeburg.select(query.bind())[0].values() if isinstance(value, ox.NamedNode)]
    assert len(iris_of_row) >= 2


@pytest.fixture(scope="module")
def second_engine(magdeburg: Store) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=magdeburg.dump(), format="nquads")
    return dataset


@pytest.mark.parametrize("query", list_queries(), ids=name_of)
def test_second_engine_gives_the_same_answer(
    magdeburg: Store, second_engine: rdflib.Dataset, query: NamedQuery
) -> None:
    """The file as it is: `bind` writes labels in a way that the second engine takes minutes for."""
    other = second_engine.query(query.text)
    if not is_table(query):
        assert other.graph is not None
        assert {tuple(map(canonical, triple)) for triple in other.graph} == {
            tuple(map(canonical, triple)) for triple in magdeburg.construct(query.text)
        }
        return
    rows = magdeburg.select(query.text)
    columns = [str(variable) for variable in other.vars or ()]
    assert Counter(tuple(canonical(row[column]) for column in columns) for row in rows) == Counter(
        tuple(map(canonical, row)) for row in other if isinstance(row, tuple)
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """2,000 actors: a question whose time grows with the square of the network takes minutes here at 10,000."""
    path = tmp_path_factory.mktemp("network") / "large.nq"
    generate(path, actors=2000, seed=1)
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [path])
    assert memory_copy(store).quads  # so that no question is measured that has to make it first
    yield store
    store.close()


QUICK_S = 4
"""Of computing. On a slow machine that others use as well the slowest takes half of it; what grows with the square of
the network, and takes minutes at 10,000, more."""


def is_quick(work: Callable[[], object]) -> bool:
    """Whether it takes no longer than it may; again where others emptied the processor's caches."""
    for _ in range(2):
        begun = time.process_time()
        work()
        if time.process_time() - begun < QUICK_S:
            return True
    return False


@pytest.mark.parametrize("query", list_queries(), ids=name_of)
def test_question_is_quick_on_a_large_network(large: Store, query: NamedQuery) -> None:
    """Goal 1 s at 10,000 actors (`benchmarks/questions.py`); the limit here leaves room for a busy machine."""
    assert is_quick(lambda: count_answers(large, query))


@pytest.mark.parametrize("rule", list_rules(), ids=name_of)
def test_rule_is_quick_on_a_large_network(large: Store, rule: NamedQuery) -> None:
    """Goal 1 s at 10,000 actors; one way to know the kinds of all members took 130 s at 1,000."""
    if rule.name in FROM_MODEL:
        return  # the gap list takes its rows from the model
    assert is_quick(lambda: memory_copy(large).select(rule.bind()))


VISITS = """<stadt/netzwerk> a netz:Network .
    <stadt/Besuch> rdfs:subClassOf netz:Tie ; {name} netz:edgeFrom <stadt/wer> ; netz:edgeTo <stadt/wen> .
    <stadt/amt> a org:FormalOrganization ; netz:inNetwork <stadt/netzwerk> .
    <stadt/verein> a org:FormalOrganization ; netz:inNetwork <stadt/netzwerk> .
    <stadt/b1> a <stadt/Besuch> ; <stadt/wer> <stadt/amt> ; <stadt/wen> <stadt/verein> ; adms:status nk:{state} ;
      schema:startDate '2016'^^xsd:gYear ; schema:endDate '2999'^^xsd:gYear ; netz:inNetwork <stadt/netzwerk> .
    <stadt/f1> a netz:Finding ; netz:kind <stadt/lob> ; netz:perspective <stadt/blick> ; netz:concerns <stadt/amt> ;
      netz:raisedAt <stadt/tag> ; netz:inNetwork <stadt/netzwerk> .
    <stadt/lob> skos:inScheme <stadt/arten> . <stadt/lob> skos:prefLabel 'Éloge'@fr ."""


@pytest.mark.parametrize(
    ("question", "state"),
    [
        *((name, "exists") for name in ("ties-at-date", "ties-begun", "ties-of-actor", "ties-of-actor-at-date")),
        *((name, "exists") for name in ("ties-by-kind-and-state", "findings-by-perspective", "views-of-actor")),
        ("ties-ended", "ended"),
        ("demanded-of-actor", "demanded"),
        ("codes-used", "exists"),
    ],
)
@pytest.mark.parametrize("said", ["rdfs:label 'Visite'@fr ;", ""])
def test_what_has_no_german_name_is_in_the_answer(question: str, state: str, said: str) -> None:
    store = open_store("memory:")
    load_ontology(store)
    add(store, VISITS.format(name=said, state=state))
    rows = store.select(find_query(question).bind())
    names = {term.value for row in rows for term in row.values() if isinstance(term, ox.Literal)}
    assert rows
    wanted = {"Visite"} if "ties" in question or "demanded" in question else {"Éloge"}
    assert wanted <= names or (not said and wanted == {"Visite"})
    store.close()
