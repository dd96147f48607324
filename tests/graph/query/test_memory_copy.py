import pyoxigraph as ox
import pytest

from graph.errors import QueryError
from graph.protocol import Change, Store
from graph.query.memory_copy import memory_copy
from graph.store.embedded import EmbeddedStore
from graph.terms import SKOS
from tests.support.statements import add


class BusyStore(EmbeddedStore):
    """Somebody writes while it is being dumped for the first time."""

    dumped = 0

    def dump(self) -> bytes:
        content = super().dump()
        self.dumped += 1
        if self.dumped == 1:
            self.apply(
                Change(add=[ox.Quad(ox.NamedNode("a:s"), ox.NamedNode(SKOS + "prefLabel"), ox.Literal("später"))])
            )
        return content


def test_copy_is_shared_until_the_data_change(store: Store) -> None:
    first = memory_copy(store)
    assert memory_copy(store) is first
    size = len(first.quads)
    add(store, "<stadt/amt> skos:prefLabel 'Amt' .")
    second = memory_copy(store)
    assert (first.revision + 1, size + 1) == (second.revision, len(second.quads))
    assert second.quads is first.quads, "a change is taken over, not everything copied anew"


def test_copy_has_no_less_than_its_revision_says() -> None:
    store = BusyStore(None)
    copy = memory_copy(store)
    assert len(copy.quads) >= copy.revision
    assert len(memory_copy(store).quads) == store.revision == 1
    store.close()


def test_copy_answers_as_the_store_does(store: Store) -> None:
    query = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o"
    assert memory_copy(store).select(query) == store.select(query)
    with pytest.raises(QueryError):
        memory_copy(store).select("ASK {}")


def test_pairs_of_one_graph_are_those_stated_there(store: Store) -> None:
    add(store, "<stadt/amt> skos:prefLabel 'Amt' .", graph="stadt/graph/a")
    add(store, "<stadt/amt> skos:prefLabel 'Büro' .", graph="stadt/graph/b")
    copy = memory_copy(store)
    graph = next(graph for graph in copy.graphs() if graph.value.endswith("stadt/graph/b"))
    pairs = copy.pairs("http://www.w3.org/2004/02/skos/core#prefLabel", graph)
    assert [str(value) for _, value in pairs] == ['"Büro"']
