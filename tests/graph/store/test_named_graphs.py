"""Names of graphs, as addresses give them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.errors import DataError
from graph.store.named_graphs import DEFAULT, graph_called, names_of, new_graph
from graph.terms import BASE


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
