from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sparql.rewrite.engine import run_query, run_update
from graph.sparql.rewrite.graph_states import GraphStateError

GRAPHS = ("x:g1", "x:g2", "x:empty")
NODES = ("x:a", "x:b", "x:c")
TRIPLE = st.tuples(st.sampled_from(NODES), st.sampled_from(("x:p", "x:q")), st.sampled_from(NODES))
QUADS = st.sets(st.tuples(TRIPLE, st.sampled_from(GRAPHS[:2])), max_size=12)
PATTERN = st.sampled_from(
    [
        "?s <x:p> ?o .",
        "?s ?p <x:a> .",
        "OPTIONAL { ?s <x:q> ?t }",
        "VALUES ?s { <x:a> <x:b> }",
        "VALUES (?s ?u) { (UNDEF 1) (<x:a> 2) }",
        "BIND(1 AS ?one)",
        "{ ?s <x:p> ?o } UNION { BIND(2 AS ?two) }",
        "{ ?s <x:q> ?o } UNION { ?o <x:p> ?s }",
        "{ SELECT (COUNT(*) AS ?n) { ?i <x:p> ?j } }",
        "{ SELECT ?s (COUNT(?j) AS ?n) { ?s <x:p> ?j } GROUP BY ?s }",
        "{ SELECT DISTINCT ?s { ?s ?i ?j } }",
        "FILTER EXISTS { ?v <x:q> ?w }",
        "{ VALUES ?s { <x:a> <x:c> } OPTIONAL { ?s <x:p> ?o } }",
        "{ VALUES ?s { <x:a> <x:c> } FILTER NOT EXISTS { ?s <x:p> ?o } } UNION { ?s <x:q> ?o }",
        "OPTIONAL { VALUES ?t { <x:b> <x:c> } FILTER EXISTS { ?t <x:q> ?v } }",
    ]
)
LAST = st.sampled_from(["", "MINUS { ?far <x:q> ?away }", "MINUS { <x:a> <x:p> <x:b> }"])


def store_of(quads: set[tuple[tuple[str, str, str], str]]) -> ox.Store:
    store = ox.Store()
    for graph in GRAPHS:
        store.add_graph(ox.NamedNode(graph))
    for (subject, predicate, obj), graph in quads:
        terms = (ox.NamedNode(iri) for iri in (subject, predicate, obj, graph))
        store.add(ox.Quad(*terms))
    return store


def rows(results: Any) -> Counter[frozenset[tuple[str, str]]]:
    names = [variable.value for variable in results.variables]
    return Counter(
        frozenset((name, str(term)) for name, term in zip(names, row, strict=True) if term is not None)
        for row in results
    )


def values(store: ox.Store, query: str, **options: Any) -> list[list[str | None]]:
    results: Any = run_query(store, query, **options)
    return [[None if term is None else str(term) for term in row] for row in results]


@settings(max_examples=150, deadline=None)
@given(QUADS, st.lists(PATTERN, min_size=1, max_size=3, unique=True), LAST)
def test_graph_with_a_variable_is_answered_graph_by_graph(
    quads: set[tuple[tuple[str, str, str], str]], patterns: list[str], last: str
) -> None:
    store, group = store_of(quads), " ".join([*patterns, last])
    expected = Counter[frozenset[tuple[str, str]]]()
    for graph in GRAPHS:
        for row, number in rows(store.query(f"SELECT * {{ GRAPH <{graph}> {{ {group} }} }}")).items():
            expected[row | {("g", f"<{graph}>")}] += number
    assert rows(run_query(store, f"SELECT * {{ GRAPH ?g {{ {group} }} }}")) == expected


@settings(deadline=None)
@given(st.sets(TRIPLE, max_size=8), st.sampled_from([*NODES, "x:nowhere"]), st.booleans(), st.booleans())
def test_paths_of_any_length_reach_their_own_end(
    triples: set[tuple[str, str, str]],
    end: str,
    union: bool,  # noqa: FBT001
    forward: bool,  # noqa: FBT001
) -> None:
    store = store_of({(triple, "x:g1") for triple in triples})
    reached, steps = {end}, [(s, o) if forward else (o, s) for s, p, o in triples if union and p == "x:p"]
    while new := {to for start, to in steps if start in reached} - reached:
        reached |= new
    pattern = f"<{end}> <x:p>* ?n" if forward else f"?n <x:p>* <{end}>"
    found = values(store, f"SELECT ?n {{ {pattern} }}", union=union)
    assert sorted(node for (node,) in found if node) == sorted(f"<{node}>" for node in reached)


def test_functions_that_nobody_has_defined_give_no_value() -> None:
    store = ox.Store()
    assert values(store, "SELECT (<x:f>(1) AS ?x) (<x:g>() AS ?y) (1 AS ?z) {}")[0][:2] == [None, None]
    run_update(store, "INSERT { <x:a> <x:b> ?x } WHERE { BIND(COALESCE(<x:f>(), 'none') AS ?x) }")
    assert values(store, "SELECT ?o { ?s ?p ?o }") == [['"none"']]


def test_concatenations_have_no_language() -> None:
    query = "SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR=',') AS ?y) { VALUES ?x { 'a'@de 'b'@de 'a'@de } }"
    assert values(ox.Store(), query) == [['"a,b"']]


def test_blank_nodes_made_from_text_are_new_for_each_row_and_request() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.BlankNode("a"), ox.NamedNode("x:p"), ox.NamedNode("x:o")))
    query = "SELECT (BNODE('a') AS ?x) (BNODE('a') AS ?y) (BNODE('b') AS ?z) (BNODE(1) AS ?n) { VALUES ?i { 1 2 } }"
    first, second = values(store, query)
    assert first[0] == first[1] != first[2]
    assert first[3] is None
    assert len({*first[:3], *second[:3], "_:a"}) == 5
    run_update(store, "INSERT { ?b <x:p> 1 } WHERE { BIND(BNODE('a') AS ?b) }")
    run_update(store, "INSERT { ?b <x:p> 1 } WHERE { BIND(BNODE('a') AS ?b) }")
    assert values(store, "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?b ?p ?o }") == [
        ['"3"^^<http://www.w3.org/2001/XMLSchema#integer>']
    ]


def test_the_dataset_of_a_request_takes_the_place_of_the_union() -> None:
    store = store_of({(("x:a", "x:p", "x:b"), "x:g1"), (("x:c", "x:p", "x:b"), "x:g2")})
    query = "SELECT ?s ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert len(values(store, query, union=True)) == 4
    assert values(store, query, union=True, default_graphs=["x:g1"]) == [["<x:a>", None]]
    assert values(store, query, union=True, named_graphs=["x:g2"]) == [["<x:c>", "<x:g2>"]]
    assert values(store, "SELECT ?s FROM <x:g1> { ?s ?p ?o }", union=False) == [["<x:a>", None][:1]]


@pytest.mark.parametrize(
    "update", ["DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }"]
)
def test_the_dataset_of_a_request_is_what_an_update_reads(update: str) -> None:
    store = ox.Store()
    run_update(store, "INSERT DATA { <x:a> <x:p> 1 . <x:b> <x:p> <x:c> . GRAPH <x:g> { <x:b> <x:p> <x:c> } }")
    run_update(store, update, default_graphs=["x:g"])
    left = {(str(quad.subject), str(quad.graph_name)) for quad in store}
    assert ("<x:a>", "DEFAULT") in left
    assert ("<x:b>", "DEFAULT") not in left
    assert ("<x:b>", "<x:g>") in left


def test_a_graph_name_cannot_smuggle_anything_into_an_update() -> None:
    with pytest.raises(ValueError, match="Invalid IRI"):
        run_update(ox.Store(), "DELETE WHERE { ?s ?p ?o }", default_graphs=["x:g> WHERE {} ; CLEAR ALL #"])


@pytest.mark.parametrize(("update", "exists"), [("DROP GRAPH <x:no>", False), ("CREATE GRAPH <x:g1>", True)])
def test_graphs_that_are_absent_or_present_are_named_and_nothing_is_done(update: str, *, exists: bool) -> None:
    store = store_of(set())
    with pytest.raises(GraphStateError) as raised:
        run_update(store, f"INSERT DATA {{ <x:a> <x:p> 1 }} ; {update}")
    assert (raised.value.graph, raised.value.exists) == (update.split("<")[1].rstrip(">"), exists)
    assert len(store) == 0
    run_update(store, update.replace("GRAPH", "SILENT GRAPH"))


def test_a_mistake_is_placed_in_the_text_as_it_was_written() -> None:
    with pytest.raises(SyntaxError, match="error at 2:9: "):
        run_query(ox.Store(), "SELECT (GROUP_CONCAT(?x) AS ?y) { FILTER(TRUE)\n  oops }")
    with pytest.raises(SyntaxError, match="error at 1:15: "):
        run_update(ox.Store(), "INSERT { oops } WHERE { FILTER(TRUE) }")


def test_from_chooses_the_graphs_that_are_asked_for_a_mend() -> None:
    store = store_of({(("x:a", "x:p", "x:b"), "x:g1")})
    query = "SELECT ?g ?n FROM NAMED <x:g1> { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    assert [row[0] for row in values(store, query)] == ["<x:g1>"]
    assert values(store, "SELECT ?s FROM <x:g2> { ?s <x:p>* <x:b> }") == [["<x:b>"]]
