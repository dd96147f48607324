import threading

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.transaction import change_in_pieces, change_quads

A, B, P, G = (ox.NamedNode(f"a:{name}") for name in "abpg")
BLANK = ox.BlankNode("b1")

terms = st.sampled_from(
    [
        A,
        BLANK,
        ox.Literal('x\n"y" }', language="de"),
        ox.Literal("2026-11-22", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ox.Triple(BLANK, P, BLANK),
    ]
)
quads = st.builds(
    ox.Quad, st.sampled_from([A, B, BLANK]), st.just(P), terms, st.sampled_from([ox.DefaultGraph(), G, BLANK])
)


@given(held=st.sets(quads), add=st.sets(quads), remove=st.sets(quads))
def test_what_is_removed_goes_what_is_added_comes_blank_nodes_by_label(
    held: set[ox.Quad], add: set[ox.Quad], remove: set[ox.Quad]
) -> None:
    store = ox.Store()
    store.extend(held)
    change_quads(store, sorted(add, key=str), sorted(remove, key=str))
    assert set(store) == held - remove | add


@given(held=st.sets(quads), add=st.sets(quads), remove=st.sets(quads))
def test_in_pieces_the_same_comes_and_goes(held: set[ox.Quad], add: set[ox.Quad], remove: set[ox.Quad]) -> None:
    store = ox.Store()
    store.extend(held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.store.transaction._BULK", 1)
        patch.setattr("graph.rdf.quad_text._PART", 1)
        change_in_pieces(store, sorted(add, key=str), sorted(remove, key=str))
    assert set(store) == held - remove | add


def test_readers_see_a_change_as_one() -> None:
    store = ox.Store()
    states = [[ox.Quad(A, P, ox.Literal(f"{state}-{number}")) for number in range(50)] for state in range(2)]
    change_quads(store, states[0], [])
    stop = threading.Event()
    count = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?state) AS ?m) { ?s ?p ?o BIND(STRBEFORE(?o, '-') AS ?state) }"

    def write() -> None:
        current = 0
        while not stop.is_set():
            change_quads(store, states[1 - current], states[current])
            current = 1 - current

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(300):
            results = store.query(count)
            assert isinstance(results, ox.QuerySolutions)
            assert [[value.value for value in row] for row in results] == [["50", "1"]]
    finally:
        stop.set()
        writer.join()


def test_many_quads_are_one_change() -> None:
    store = ox.Store()
    many = [ox.Quad(ox.BlankNode(f"n{number}"), P, ox.Literal(str(number)), G) for number in range(20_000)]
    change_quads(store, many, [])
    change_quads(store, [ox.Quad(A, P, B)], many[:-1])
    assert set(store) == {many[-1], ox.Quad(A, P, B)}


def test_number_in_another_spelling_is_removed_as_well() -> None:
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    store = ox.Store()
    change_quads(store, [ox.Quad(A, P, ox.Literal("1", datatype=integer))], [])
    change_quads(store, [], [ox.Quad(A, P, ox.Literal("01", datatype=integer))])
    assert len(store) == 0


@pytest.mark.parametrize("add", [[], [ox.Quad(A, P, B)]])
def test_doing_it_twice_does_no_harm(add: list[ox.Quad]) -> None:
    store = ox.Store()
    for _ in range(2):
        change_quads(store, add, [ox.Quad(B, P, A)])
    assert list(store) == add
