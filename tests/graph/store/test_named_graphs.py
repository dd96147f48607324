"""Names of graphs, as addresses give them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.errors import DataError
from graph.protocol import Change, GraphName, Store
from graph.store.named_graphs import (
    DEFAULT,
    GraphWriter,
    SentPart,
    drop_graph,
    graph_called,
    names_of,
    new_graph,
    replace_graph,
)
from graph.terms import BASE, DERIVED_GRAPH

WRITER = GraphWriter("Koordination", "PUT")
LIST = graph_called("http://e.example/list")


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("unser/graph", BASE + "unser/graph"),
        ("./a/../b", BASE + "b"),
        ("http://e.example/ns#", "http://e.example/ns#"),
        ("http://e.example/a/../b", "http://e.example/a/../b"),
        ("urn:uuid:1", "urn:uuid:1"),
        ("größe", BASE + "größe"),
    ],
)
def test_relative_name_is_resolved_and_an_absolute_one_left_as_it_is(name: str, iri: str) -> None:
    assert graph_called(name) == ox.NamedNode(iri)


@pytest.mark.parametrize("name", ["", "a b", "http://e.example/<x>", "x}y", 'a"b', "http://e.example/a\nb"])
def test_name_that_is_no_iri_is_refused(name: str) -> None:
    with pytest.raises(DataError):
        graph_called(name)


def test_new_graphs_differ_and_lie_below_the_base() -> None:
    one, two = new_graph(), new_graph()
    assert one != two
    assert names_of(one) == (one.value, one.value.removeprefix(BASE))


@pytest.mark.parametrize(
    ("graph", "names"),
    [(ox.NamedNode("urn:x:y"), ("urn:x:y", "")), (DEFAULT, ("", "")), (ox.NamedNode(BASE + "a"), (BASE + "a", "a"))],
)
def test_graph_elsewhere_has_no_path(graph: ox.NamedNode | ox.DefaultGraph, names: tuple[str, str]) -> None:
    assert names_of(graph) == names


def put(store: Store, values: str, graph: GraphName = LIST) -> int:
    body = f"<http://e.example/s> <http://e.example/p> ({values}) .".encode()
    return replace_graph(store, graph, [SentPart(body, "text/turtle")], WRITER).applied.revision


def values_in(store: Store, graph: GraphName = LIST) -> list[str]:
    body = store.read_graph(graph, ["application/n-quads"]).body
    quads = [quad for quad in ox.parse(body, format=ox.RdfFormat.N_QUADS) if "#first" in quad.predicate.value]
    return sorted(quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple))


@pytest.mark.parametrize("graph", [LIST, DEFAULT], ids=["named", "default"])
def test_a_list_put_over_another_leaves_nothing_of_it_and_is_taken_back(store: Store, graph: GraphName) -> None:
    put(store, "1 2 3", graph)
    before = store.dump()
    second = put(store, "3 4", graph)
    assert values_in(store, graph) == ["3", "4"]
    assert len(store.read_graph(graph, ["application/n-quads"]).body.splitlines()) == 5
    store.undo(second)
    assert sorted(store.dump().splitlines()) == sorted(before.splitlines())


def test_the_same_graph_put_again_changes_nothing_in_any_spelling(store: Store) -> None:
    bodies = [b'<a:s> <a:p> 1, "x"@de .', b'<a:s> <a:p> "x"@de, 01 .']
    first, again = (
        replace_graph(store, LIST, [SentPart(body, "text/turtle")], WRITER).applied.revision for body in bodies
    )
    assert again == first


def test_what_follows_from_ties_is_not_cleared(magdeburg: Store) -> None:
    derived = ox.NamedNode(DERIVED_GRAPH)
    before = magdeburg.read_graph(derived, ["application/n-quads"]).body
    magdeburg.apply(Change(clear=(derived,)))
    drop_graph(magdeburg, derived, WRITER)
    assert magdeburg.read_graph(derived, ["application/n-quads"]).body == before
    count = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {derived} {{ ?s ?p ?o }} }}"
    answer = magdeburg.answer(count, ["text/csv"]).body
    assert answer.split()[1].decode() == str(before.count(b"\n")), (
        "nor is it in the copy that queries are answered from"
    )
