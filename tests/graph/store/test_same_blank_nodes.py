"""What is sent again keeps its blank nodes, whatever the text calls them; what it says is never another thing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import pyoxigraph as ox
import pytest

from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from graph.store.named_graphs import GraphWriter, SentPart, extend_graph, graph_called, replace_graph
from graph.terms import RDF

GRAPH = graph_called("a:g")
REIFIES = RDF + "reifies"
WRITER = GraphWriter("KO", "PUT")
LIST = "<a:s> <a:p> ( 1 2 3 4 5 6 7 8 ) ."
RECORDS = "<a:s> <a:p> [ <a:q> 1 ; <a:r> [ <a:q> 'x' ] ] , [ <a:q> 2 ] . [] <a:of> <a:s> ; <a:with> <a:t> ."
RING = "_:a <a:p> _:b . _:b <a:p> _:c . _:c <a:p> _:a . <a:s> <a:in> _:a ."

ANNOTATED = "[] <a:name> 'A' {| <a:source> <a:s> |} ; <a:size> 3 ."


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    with closing(EmbeddedStore(None, plain=True)) as store:
        yield store


def put(store: EmbeddedStore, turtle: str) -> int:
    """How many statements came and went."""
    applied = replace_graph(store, GRAPH, [SentPart(turtle.encode(), "text/turtle")], WRITER).applied
    return applied.added + applied.removed


@pytest.mark.parametrize(
    ("before", "after", "most"),
    [
        (LIST, LIST, 0),
        (LIST, LIST.replace("4", "44"), 2),
        (LIST, LIST.replace("4 ", ""), 4),
        (LIST, LIST.replace("1 ", "0 1 "), 4),
        (LIST, LIST.replace("8 ", "8 9 "), 4),
        (RECORDS, RECORDS, 0),
        (RECORDS, RECORDS.replace("'x'", "'y'"), 2),
        (RECORDS, RECORDS.replace("<a:t>", "<a:u>"), 6),
        (RING, RING, 8),
        (RING, RING.replace("_:c <a:p> _:a .", ""), 6),
        ("<a:x> <a:p> _:a . <a:y> <a:p> _:a . _:a <a:q> 1 .", "<a:x> <a:p> [ <a:q> 1 ] . <a:y> <a:p> [ <a:q> 1 ] .", 3),
        ("<a:x> <a:p> [ <a:q> 1 ] . <a:y> <a:p> [ <a:q> 1 ] .", "<a:x> <a:p> _:a . <a:y> <a:p> _:a . _:a <a:q> 1 .", 3),
        ("<a:s> <a:p> [], [], [] .", "<a:s> <a:p> [], [] .", 1),
        (ANNOTATED, ANNOTATED, 8),
        ("<a:s> <a:p> 1 .", LIST, 99),
    ],
)
def test_a_graph_that_is_sent_again_costs_what_is_different(
    store: EmbeddedStore, before: str, after: str, most: int
) -> None:
    put(store, before)
    assert put(store, after) <= most
    assert said(store.public.quads.quads_for_pattern(None, None, None, GRAPH)) == said(ox.parse(after, format=TURTLE))


TURTLE = ox.RdfFormat.TURTLE


def said(quads: object) -> list[str]:
    """What is said, whatever its blank nodes are called."""
    found = ox.Dataset(ox.Quad(one.subject, one.predicate, one.object) for one in quads)  # type: ignore[attr-defined]
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, found))


def test_a_node_that_another_graph_speaks_of_is_not_taken_for_a_new_one(store: EmbeddedStore) -> None:
    put(store, RECORDS)
    other = graph_called("a:other")
    node = next(store.public.quads.quads_for_pattern(None, ox.NamedNode("a:of"), None, GRAPH)).subject
    store.public.quads.add(ox.Quad(ox.NamedNode("a:x"), ox.NamedNode("a:knows"), node, other))
    put(store, RECORDS)
    held = {quad.subject for quad in store.public.quads.quads_for_pattern(None, ox.NamedNode("a:of"), None, GRAPH)}
    assert len(held) == 1
    assert node not in held
    extend_graph(store, other, [SentPart(LIST.encode(), "text/turtle")], WRITER)
    assert put(store, RECORDS) == 0


def test_a_node_that_is_known_already_stays_the_same(store: EmbeddedStore) -> None:
    """A program may replace a graph by what speaks of nodes of another one."""
    put(store, RECORDS)
    known, other = ox.BlankNode("known"), graph_called("a:other")
    said_of_it = ox.Quad(known, ox.NamedNode("a:of"), ox.NamedNode("a:s"), other)
    store.apply(Change(add=[said_of_it], checked=False))
    again = [ox.Quad(known, ox.NamedNode("a:of"), ox.NamedNode("a:s"), GRAPH)]
    again.append(ox.Quad(known, ox.NamedNode("a:with"), ox.NamedNode("a:t"), GRAPH))
    store.apply(Change(add=again, clear=[GRAPH], checked=False))
    assert {quad.subject for quad in store.public.quads} == {known}


def test_what_is_said_of_a_statement_still_is_when_its_graph_is_sent_again(store: EmbeddedStore) -> None:
    asked = (
        "SELECT ?of WHERE { ?x <a:name> ?name ; <a:size> 3 . ?r <"
        + REIFIES
        + "> <<( ?x <a:name> ?name )>> ; <a:source> ?of }"
    )
    for _ in range(3):
        put(store, ANNOTATED)
        assert len(store.select(asked)) == 1


def test_many_below_one_cost_as_many_steps_and_not_their_square(store: EmbeddedStore) -> None:
    def wide(number: int) -> str:
        return "<a:s> <a:has> [ <a:features> " + ", ".join(f"[ <a:no> {one} ]" for one in range(number)) + " ] ."

    def seconds(number: int) -> float:
        put(store, wide(number))
        begin = time.process_time()
        assert put(store, wide(number)) == 0
        return time.process_time() - begin

    assert seconds(8_000) < 8 * seconds(2_000) + 0.5
