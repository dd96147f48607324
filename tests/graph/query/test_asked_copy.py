"""Our own queries are answered in a process apart as they are here, on the revision that the answer says."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import QueryError, StoreUnavailable
from graph.network.model_reader import read_model
from graph.processes.apart import computing_apart, end
from graph.protocol import Change
from graph.query.asked_copy import asked_copy
from graph.query.memory_copy import memory_copy, model_revision
from graph.query.written import Present, present_statements, read_at_one_revision
from graph.sparql.sandbox.copy_apart import CopyApart
from graph.store.embedded import EmbeddedStore
from graph.terms import BASE, RUN_GRAPHS, SKOS
from tests.support.processes import children_of, replica_of
from tests.support.statements import add

LABELS = f"SELECT ?s ?o {{ ?s <{SKOS}prefLabel> ?o }} ORDER BY ?s ?o"
DAYS = "SELECT ?s ?o { ?s <https://schema.org/startDate> ?o } ORDER BY ?s ?o"
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store as a service has it, with everything that a copy leaves out or states otherwise."""
    store = EmbeddedStore(tmp_path / "store")
    add(
        store,
        "<stadt/amt> skos:prefLabel 'Amt'@de, 'Büro \\\\ \"2\"' ; schema:startDate '2016'^^xsd:gYear . [] a <a> .",
    )
    add(store, "<luecke> skos:prefLabel 'Lücke' .", graph=RUN_GRAPHS.removeprefix(BASE) + "1")
    store.warm()
    with closing(store), computing_apart():
        yield store


def test_it_answers_as_the_copy_here_does_after_any_change(served: EmbeddedStore) -> None:
    for statements in ("", "<b> skos:prefLabel 'B' .", "<b> schema:startDate '2017-02'^^xsd:gYearMonth ."):
        if statements:
            add(served, statements)
        here, there = memory_copy(served), asked_copy(served)
        for query in (LABELS, DAYS, EVERYTHING, "SELECT ?s { ?s <a:never> ?o }"):
            assert there.select(query) == here.select(query)
            assert there.select_with_revision(query)[1] == served.revision
    assert {str(row["o"].value) for row in there.select(DAYS)} == {"2016-01-01", "2017-02-01"}  # type: ignore[union-attr]
    assert "Lücke" not in str(there.select(LABELS))


def test_whole_days_are_handed_over_where_no_day_has_changed(
    served: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bytes] = []
    begin = CopyApart.__init__

    def noted(self: CopyApart, channel: object, revision: int, restated: bytes = b"") -> None:
        told.append(restated)
        begin(self, channel, revision, restated)  # type: ignore[arg-type]

    monkeypatch.setattr(CopyApart, "__init__", noted)
    first = asked_copy(served).select(DAYS)
    add(served, "<b> skos:prefLabel 'B' .")
    assert asked_copy(served).select(DAYS) == first
    add(served, "<b> schema:startDate '2018' .")
    assert asked_copy(served).select(DAYS) != first
    assert [bool(one) for one in told] == [False, True, False]


def test_a_day_that_is_said_while_a_copy_is_forked_is_whole_in_it(
    served: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, late = EmbeddedStore.copy_apart, ["<b> schema:startDate '2018' ."]
    asked_copy(served)
    add(served, "<b> skos:prefLabel 'B' .")

    def fork_late(self: EmbeddedStore, restated: bytes = b"") -> CopyApart | None:
        if late:
            add(self, late.pop())
        return fork(self, restated)

    monkeypatch.setattr(EmbeddedStore, "copy_apart", fork_late)
    for _ in range(2):
        rows, revision = asked_copy(served).select_with_revision(DAYS)
        assert revision == served.revision
        assert rows == memory_copy(served).select(DAYS)
        add(served, "<c> skos:prefLabel 'C' .")


def test_what_is_wrong_with_a_query_is_said_as_here(served: EmbeddedStore) -> None:
    for query, error in (("SELECT", SyntaxError), ("ASK {}", QueryError), ("CONSTRUCT WHERE { ?s ?p ?o }", QueryError)):
        with pytest.raises(error) as here:
            memory_copy(served).select(query)
        with pytest.raises(error) as there:
            asked_copy(served).select(query)
        assert str(there.value) == str(here.value)


def test_where_the_process_has_ended_it_is_asked_here_and_begins_anew(served: EmbeddedStore) -> None:
    there = asked_copy(served)
    expected = there.select(LABELS)
    for child in children_of(replica_of(served)):
        os.kill(child, signal.SIGKILL)
    assert there.select(LABELS) == expected
    assert asked_copy(served).select_with_revision(LABELS) == (expected, served.revision)
    os.kill(replica_of(served), signal.SIGKILL)
    assert asked_copy(served).select(LABELS) == expected
    add(served, "<b> skos:prefLabel 'B' .")
    assert len(asked_copy(served).select(LABELS)) == len(expected) + 1, "no replica: a copy here"


def test_while_a_service_ends_nobody_makes_a_copy(served: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    end()
    monkeypatch.setattr(EmbeddedStore, "dump", lambda _: pytest.fail("a copy is made"))
    for read in (asked_copy, present_statements, read_model):
        with pytest.raises(StoreUnavailable):
            read(served)


def test_while_somebody_writes_each_answer_is_of_the_revision_that_it_says(served: EmbeddedStore) -> None:
    first, done = served.revision, threading.Event()

    def write() -> None:
        for number in range(40):
            node = ox.NamedNode(f"a:{number}")
            served.apply(Change(add=[ox.Quad(node, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("neu"))]))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        least = served.revision
        rows, revision = asked_copy(served).select_with_revision("SELECT ?s { ?s ?p 'neu' }")
        assert revision is not None
        assert least <= revision
        assert len(rows) == revision - first
    writer.join()


def test_who_reads_what_is_written_keeps_nobody_from_being_erased(served: EmbeddedStore) -> None:
    add(served, '<urn:uuid:7> a foaf:Person ; foaf:name "Ada Zwirnnysen" .')
    add(served, '<b> rdfs:comment "Ada Zwirnnysen sprach" .')
    lying, model, begin = present_statements(served), model_revision(served), time.monotonic()
    served.erase("urn:uuid:7")
    assert time.monotonic() - begin < 8
    assert model_revision(served) == model, "no statement of the model has changed"
    assert not lying.is_of_one_revision()
    assert "Zwirnnysen" not in str(list(lying.written()))
    assert present_statements(served).is_of_one_revision()
    assert served.delta_since(model) is None, "what she was named in cannot be followed"
    add(served, "<c> rdfs:comment 'C' .")


def test_what_is_read_while_somebody_writes_is_read_once_more_of_one_moment(served: EmbeddedStore) -> None:
    found = []

    def read(present: Present) -> int:
        found.append(len(list(present.written())))
        if len(found) == 1:
            add(served, "<b> skos:prefLabel 'B' .")
        return found[-1] + len(list(present.written(SKOS + "prefLabel")))

    assert read_at_one_revision(served, read) == found[0] + 1 + 3
    assert found == [found[0], found[0] + 1]


@pytest.mark.parametrize(
    "query", [LABELS, "SELECT ?g ?s { GRAPH ?g { ?s a ?o } } ORDER BY ?g ?s", "SELECT ?s { ?s a ?o }"]
)
def test_whatever_the_model_is_read_from_answers_alike(served: EmbeddedStore, query: str) -> None:
    assert present_statements(served).select(query) == memory_copy(served).select(query)


def test_the_model_is_read_where_the_statements_lie(served: EmbeddedStore) -> None:
    read = read_model(served)
    there, here = present_statements(served), memory_copy(served)
    assert sorted(map(str, there.written())) == sorted(map(str, here.written()))
    assert there.graphs() == here.graphs()
    asked = ox.NamedNode(next(iri for iri in read.index.labels if iri.endswith("amt")))
    for pattern in ((asked, None, None), (None, ox.NamedNode(SKOS + "prefLabel"), None), (None, None, asked)):
        assert sorted(map(str, there.find(*pattern))) == sorted(map(str, here.find(*pattern)))
    assert there.is_of_one_revision()
    add(served, "<b> skos:prefLabel 'B' .")
    assert not there.is_of_one_revision()
