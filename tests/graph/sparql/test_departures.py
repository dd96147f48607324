"""Where the engine alone still departs from the standard: each test holds one rule of `graph/sparql/rewrite/` in place.

A test that begins to pass fails the suite (strict): the engine was mended. Then the rule's file, its line in
`rules.py` or `engine.py`, its row in docs/konformitaet.md and the test can go.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import pytest

from graph.paths import ROOT

Test = TypeVar("Test", bound=Callable[..., None])

INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"


def departs(rule: str, error: type[Exception] = AssertionError) -> Callable[[Test], Test]:
    """Expected to fail in this way, as long as the rule is needed."""
    return pytest.mark.xfail(strict=True, raises=error, reason=f"graph/sparql/rewrite/{rule}.py")


@pytest.fixture
def store() -> ox.Store:
    """Two graphs, of which only one has x:q."""
    store = ox.Store()
    store.update("INSERT DATA { GRAPH <x:g> { <x:a> <x:p> 1 . <x:b> <x:q> 2 } GRAPH <x:h> { <x:a> <x:p> 1 } }")
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """What the engine alone makes of a query; "None" for no value."""
    results = store.query(query)
    assert isinstance(results, ox.QuerySolutions)
    return sorted(tuple(str(term) for term in row) for row in results)


@departs("booleans", SyntaxError)
def test_booleans_have_no_case(store: ox.Store) -> None:
    assert rows(store, "SELECT ?x { VALUES ?x { 1 } FILTER(TRUE || False) }") == [('"1"' + INTEGER,)]


@departs("language_tags")
def test_a_language_tag_has_no_case(store: ox.Store) -> None:
    query = """SELECT ?x { VALUES ?x { "a"@de-DE } FILTER(LANG(?x) = "de-DE") }"""
    assert len(rows(store, query)) == 1


@departs("concatenations")
def test_concatenations_have_no_language(store: ox.Store) -> None:
    assert rows(store, "SELECT (GROUP_CONCAT(?x) AS ?y) { VALUES ?x { 'a'@de 'b'@de } }") == [('"a b"',)]


@departs("blank_nodes")
def test_a_named_blank_node_is_new_for_each_solution(store: ox.Store) -> None:
    found = rows(store, "SELECT (BNODE('a') AS ?x) { VALUES ?i { 1 2 } }")
    assert len({*found, ("_:a",)}) == 3


@departs("graph_variable")
def test_the_variable_of_a_graph_without_a_pattern_is_each_graph(store: ox.Store) -> None:
    assert rows(store, "SELECT ?g { GRAPH ?g { VALUES ?x { 1 } } }") == [("<x:g>",), ("<x:h>",)]


@departs("graph_subqueries")
def test_a_subquery_is_answered_graph_by_graph(store: ox.Store) -> None:
    query = "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    assert rows(store, query) == [("<x:g>", '"2"' + INTEGER), ("<x:h>", '"1"' + INTEGER)]


@departs("void_minus")
def test_minus_takes_nothing_away_when_the_sides_share_no_variable(store: ox.Store) -> None:
    assert rows(store, "SELECT ?s { GRAPH ?g { ?s <x:q> 2 MINUS { ?a <x:p> ?b } } }") == [("<x:b>",)]


@departs("absent_path_ends")
@pytest.mark.parametrize("path", ["<x:p>*", "<x:p>?"])
def test_a_path_of_no_length_reaches_an_end_that_is_nowhere(store: ox.Store, path: str) -> None:
    assert rows(store, f"SELECT ?s {{ ?s {path} <x:nowhere> }}") == [("<x:nowhere>",)]


@departs("unknown_functions", RuntimeError)
def test_an_unknown_function_has_no_value(store: ox.Store) -> None:
    assert rows(store, "SELECT (<x:f>(1) AS ?x) (1 AS ?y) {}") == [("None", '"1"' + INTEGER)]


@departs("using", TypeError)
def test_an_update_takes_the_dataset_of_its_request(store: ox.Store) -> None:
    update: Callable[..., None] = store.update
    update("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { ?s ?p ?o }", default_graph=[ox.NamedNode("x:g")])


@departs("graph_states", RuntimeError)
@pytest.mark.parametrize("update", ["DROP GRAPH <x:no>", "CREATE GRAPH <x:g>"])
def test_the_state_of_a_graph_is_told_by_a_kind_of_error(store: ox.Store, update: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        store.update(update)


def test_each_rule_is_held_by_a_test_here() -> None:
    shared = {"__init__", "edits", "engine", "groups", "rules"}
    marks = (mark for test in globals().values() for mark in getattr(test, "pytestmark", ()) if mark.name == "xfail")
    held = {Path(mark.kwargs["reason"]).stem for mark in marks}
    assert held == {path.stem for path in (ROOT / "graph" / "sparql" / "rewrite").glob("*.py")} - shared
