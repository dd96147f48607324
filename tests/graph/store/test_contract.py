"""One contract for every engine: whatever holds the graphs, the service gets the same from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.errors import DataInvalid, NotAcceptable, NotFound, QueryError, QueryForbidden, QueryLimit, QueryTimeout
from graph.gaps.rows import gap_as_json
from graph.network.model_reader import read_model
from graph.protocol import Change, Dataset, Limits, Store
from graph.query.named import list_queries, list_rules
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import PASSWORD, oxigraph_server, virtuoso_server
from tests.support.statements import add

JSON, CSV, TURTLE = "application/sparql-results+json", "text/csv", "text/turtle"
HOME = "https://netz.invalid/id/stadt/graph/quelle"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p FILTER(?c != ?p) }"
ENGINES = ["memory", "disk", "oxigraph server", pytest.param("virtuoso", marks=pytest.mark.virtuoso)]

Opener = Callable[[], Store]


@pytest.fixture(scope="module", params=ENGINES)
def opener(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Opens a store of the engine in question: the embedded ones empty each time, a server as it has become."""
    folder = tmp_path_factory.mktemp("engine")
    if request.param == "memory":
        yield lambda: open_store("memory:")
    elif request.param == "disk":
        yield lambda: open_store(f"oxigraph:{tmp_path_factory.mktemp('store')}")
    elif request.param == "virtuoso":
        with pytest.MonkeyPatch.context() as patch, virtuoso_server(folder) as query:
            patch.setenv("AKTEURSNETZ_REMOTE_USER", "netz")
            patch.setenv("AKTEURSNETZ_REMOTE_PASSWORD", PASSWORD)
            options = "update=/sparql-auth&gsp=/sparql-graph-crud-auth&auth=digest"
            yield lambda: open_store(f"sparql+{query}?{options}&local={tmp_path_factory.mktemp('local')}")
    else:
        with oxigraph_server(folder) as query:
            options = "update=/update&gsp=/store"
            yield lambda: open_store(f"sparql+{query}?{options}&local={tmp_path_factory.mktemp('local')}")


@pytest.fixture
def empty(opener: Opener) -> Iterator[Store]:
    store = opener()
    everything = [ox.NamedNode(name) for name in store.graph_names()]
    if everything:
        store.apply(Change(drop=everything))
    yield store
    store.close()


@pytest.fixture(scope="module")
def filled(opener: Opener) -> Iterator[Store]:
    """The Magdeburg network; the tests that use it leave it as it is."""
    store = opener()
    if store.graph_names():
        store.apply(Change(drop=[ox.NamedNode(name) for name in store.graph_names()]))
    create_with_magdeburg(store)
    yield store
    store.close()


def rows(store: Store, query: str, **options: object) -> list[dict[str, str]]:
    answer = json.loads(store.answer(query, [JSON], **options).body)  # type: ignore[arg-type]
    return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]


def test_the_network_is_the_same_whatever_engine_holds_it(filled: Store, magdeburg: Store) -> None:
    for name in ("actors", "groups", "ties", "findings", "topics", "codes", "evidence", "since"):
        assert getattr(read_model(filled), name) == getattr(read_model(magdeburg), name)


def test_the_gaps_are_the_same_whatever_engine_holds_the_network(filled: Store, magdeburg: Store) -> None:
    found, expected = ([gap_as_json(gap) for gap in analysis_for(store).gaps] for store in (filled, magdeburg))
    assert found == expected
    assert found


@pytest.mark.parametrize("query", [*list_rules(), *list_queries()], ids=lambda query: query.name)
def test_a_shipped_query_gives_the_same_rows(filled: Store, magdeburg: Store, query: object) -> None:
    text = query.text  # type: ignore[attr-defined]
    if "CONSTRUCT" in text:
        assert set(filled.construct(text)) == set(magdeburg.construct(text))
    else:
        assert sorted(map(str, filled.select(text))) == sorted(map(str, magdeburg.select(text)))


def test_what_is_added_is_there_and_what_is_removed_is_not(empty: Store) -> None:
    one, two = (
        ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(value), ox.NamedNode(HOME))
        for value in ('eins\n"zwei" \\ ä', "drei")
    )
    assert empty.apply(Change(add=[one, two])).added == 2
    assert empty.apply(Change(add=[one])).added == 0
    assert empty.apply(Change(remove=[two])).removed == 1
    assert rows(empty, "SELECT ?o WHERE { ?s ?p ?o }") == [{"o": 'eins\n"zwei" \\ ä'}]


def test_each_change_has_a_number_and_an_author_and_can_be_taken_back(empty: Store) -> None:
    before = empty.dump()
    first = empty.update('INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> "c" } }', author="Anna", reason="Probe")
    assert first.revision == empty.revision
    entry = list(empty.history())[-1]
    assert (entry.author, entry.reason, len(entry.add)) == ("Anna", "Probe", 1)
    empty.undo(first.revision, author="Bert")
    assert sorted(empty.dump().splitlines()) == sorted(before.splitlines())
    with pytest.raises(NotFound):
        empty.undo(10_000)


def test_an_update_with_a_condition_does_what_it_says(empty: Store) -> None:
    empty.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:n> 1 . <urn:b> <urn:n> 2 } }")
    empty.update(
        "DELETE { GRAPH ?g { ?s <urn:n> ?n } } INSERT { GRAPH ?g { ?s <urn:m> ?n } } "
        "WHERE { GRAPH ?g { ?s <urn:n> ?n FILTER(?n > 1) } }"
    )
    assert rows(empty, "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY ?s") == [
        {"s": "urn:a", "p": "urn:n"},
        {"s": "urn:b", "p": "urn:m"},
    ]


def test_no_increment_is_lost_however_many_write_at_once(empty: Store) -> None:
    empty.update("INSERT DATA { GRAPH <urn:g> { <urn:counter> <urn:n> 0 } }")
    text = (
        "DELETE { GRAPH <urn:g> { ?c <urn:n> ?n } } INSERT { GRAPH <urn:g> { ?c <urn:n> ?m } } "
        "WHERE { GRAPH <urn:g> { ?c <urn:n> ?n BIND(?n + 1 AS ?m) } }"
    )
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: empty.update(text), range(20)))
    assert rows(empty, "SELECT ?n WHERE { <urn:counter> <urn:n> ?n }") == [{"n": "20"}]


def test_history_says_what_each_change_is(empty: Store) -> None:
    add(empty, '<stadt/amt> a org:Organization ; skos:prefLabel "Amt"@de .')
    revision = empty.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }").revision
    empty.undo(revision)
    assert [(entry.kind, entry.about) for entry in empty.history()][-2:] == [("update", ""), ("undo", str(revision))]


def test_persons_never_reach_the_public_graphs(empty: Store) -> None:
    applied = empty.apply(Change())
    add(
        empty,
        '<stadt/anna> a foaf:Person ; foaf:name "Anna Beispiel" . '
        '<stadt/amt> a org:Organization ; skos:prefLabel "Amt"@de .',
    )
    assert empty.revision > applied.revision
    assert b"Beispiel" not in empty.dump()
    assert rows(empty, 'SELECT ?s WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), "Beispiel")) }') == []
    assert rows(empty, "SELECT ?l WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }") == [{"l": "Amt"}]


def test_a_change_that_breaks_the_shapes_is_refused_and_leaves_nothing(opener: Opener) -> None:
    store = opener()
    if b"Network" not in store.dump():
        create_with_magdeburg(store)
    before, revision = sorted(store.dump().splitlines()), store.revision
    text = (
        "PREFIX netz: <https://w3id.org/akteursnetz/ns#> INSERT DATA { GRAPH <urn:g> "
        "{ <urn:tie> a netz:Interface ; netz:party <https://netz.invalid/id/magdeburg/jobcenter> } }"
    )
    with pytest.raises(DataInvalid):
        store.update(text)
    assert (sorted(store.dump().splitlines()), store.revision) == (before, revision)
    store.close()


def test_answers_come_in_the_format_asked_for(filled: Store) -> None:
    assert filled.answer("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", [CSV]).body.startswith(b"s\r\n")
    assert b'"boolean":true' in filled.answer("ASK { ?s ?p ?o }", [JSON]).body.replace(b" ", b"")
    described = filled.answer("CONSTRUCT WHERE { ?s a ?c } LIMIT 3", [TURTLE])
    assert len(list(ox.parse(described.body, format=ox.RdfFormat.TURTLE))) == 3
    with pytest.raises(NotAcceptable):
        filled.answer("ASK {}", ["image/png"])


def test_what_reaches_outside_is_refused(filled: Store) -> None:
    for query in (
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/elsewhere> WHERE { ?s ?p ?o }",
    ):
        with pytest.raises(QueryForbidden):
            filled.answer(query, [JSON])
    with pytest.raises(QueryForbidden):
        filled.answer("ASK {}", [JSON], dataset=Dataset(default_graphs=("http://127.0.0.1:9/elsewhere",)))


def test_a_wrong_query_is_told_so(filled: Store) -> None:
    with pytest.raises(QueryError):
        filled.answer("SELECT ?s WHERE { ?s ?p }", [JSON])


def test_an_endless_query_ends_at_its_limit(filled: Store) -> None:
    with pytest.raises((QueryTimeout, QueryLimit, QueryError)):
        filled.answer(ENDLESS, [JSON], limits=Limits(time_s=1.0))


def test_a_query_nobody_waits_for_is_ended(filled: Store) -> None:
    with pytest.raises((QueryTimeout, QueryLimit, QueryError)):
        filled.answer(ENDLESS, [JSON], limits=Limits(time_s=30.0), abandoned=lambda: True)


def test_more_rows_than_allowed_are_refused_and_never_cut(filled: Store) -> None:
    with pytest.raises(QueryLimit, match="rows"):
        filled.answer("SELECT ?s WHERE { ?s ?p ?o }", [JSON], limits=Limits(rows=100))


def test_graphs_are_listed_and_read_one_by_one(empty: Store) -> None:
    empty.update(
        "INSERT DATA { GRAPH <urn:one> { <urn:a> <urn:b> <urn:c> } GRAPH <urn:two> { <urn:d> <urn:e> <urn:f> } }"
    )
    assert empty.graph_names() == ["urn:one", "urn:two"]
    assert b"urn:c" in empty.read_graph(ox.NamedNode("urn:one"), [TURTLE]).body
    assert b"urn:f" not in empty.read_graph(ox.NamedNode("urn:one"), [TURTLE]).body
    with pytest.raises(NotFound):
        empty.read_graph(ox.NamedNode("urn:three"), [TURTLE])


def test_a_result_longer_than_what_a_server_gives_at_once_is_whole(empty: Store) -> None:
    graph, name = ox.NamedNode("urn:many"), ox.NamedNode("urn:n")
    numbers = range(12_500)
    empty.apply(Change(add=[ox.Quad(ox.NamedNode(f"urn:s{n:05}"), name, ox.Literal(n), graph) for n in numbers]))
    found = rows(empty, "SELECT ?s ?n WHERE { ?s <urn:n> ?n }")
    assert sorted(int(row["n"]) for row in found) == list(numbers)


def test_capabilities_name_the_engine(filled: Store) -> None:
    assert filled.capabilities.engine
    assert filled.capabilities.any_update
