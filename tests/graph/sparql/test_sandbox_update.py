import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.errors import QueryError, QueryForbidden, QueryLimit, QueryTimeout
from graph.protocol import Dataset, Limits
from graph.sparql.sandbox.question import AdHocQuery, Trial
from graph.sparql.sandbox.sandbox import Sandbox
from graph.sparql.sandbox.store_dump import StoreDump


class Copy:
    """A sandbox over quads of our own: what is tried out is then made, as a store does."""

    def __init__(self, quads: bytes, empty_graphs: tuple[str, ...] = ()) -> None:
        self.revision = 1
        self.sandbox = Sandbox(lambda: StoreDump(1, lambda out: out.write(quads), empty_graphs), threading.RLock())

    def tried(self, text: str, dataset: Dataset | None = None, limits: Limits | None = None) -> Trial:
        return self.sandbox.try_update(text, dataset=dataset or Dataset(), limits=limits or Limits())

    def make(self, text: str) -> None:
        delta = self.tried(text)
        self.revision += 1
        self.sandbox.follow(self.revision, [delta.add], [delta.remove], delta.create, delta.drop)

    def rows(self, pattern: str) -> list[str]:
        question = AdHocQuery(
            f"SELECT * {{ {pattern} }}", ["text/tab-separated-values"], union=False, is_repeatable=True
        )
        return sorted(self.sandbox.answer(question).body.decode().splitlines()[1:])


@pytest.fixture
def copy() -> Iterator[Copy]:
    quads = b'<a:1> <a:p> "1" .\n<a:2> <a:p> "2" <g:1> .\n_:b1 <a:p> _:b2 .\n_:b2 <a:q> "3" <g:2> .\n'
    copy = Copy(quads, ("g:empty",))
    yield copy
    copy.sandbox.close()


def lines(text: bytes) -> set[str]:
    return set(text.decode().splitlines())


def test_difference_of_an_update_by_pattern(copy: Copy) -> None:
    delta = copy.tried("DELETE { ?s <a:p> ?o } INSERT { ?s <a:r> ?o } WHERE { ?s <a:p> ?o FILTER(isLiteral(?o)) }")
    assert lines(delta.add) == {'<a:1> <a:r> "1" .'}
    assert lines(delta.remove) == {'<a:1> <a:p> "1" .'}
    assert (delta.create, delta.drop, delta.revision) == ((), (), 1)


def test_trying_out_changes_nothing(copy: Copy) -> None:
    for update in ("CLEAR ALL", "DROP ALL", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:3> <a:p> 3 }"):
        copy.tried(update)
        assert copy.rows("<a:1> <a:p> ?o") == ['"1"']
        assert copy.rows("<a:3> <a:p> ?o") == []


def test_data_are_given_back_whatever_there_is(copy: Copy) -> None:
    delta = copy.tried("INSERT DATA { <a:1> <a:p> '1' . GRAPH <g:9> { <a:3> <a:p> 3 } }")
    assert lines(delta.add) == {
        '<a:1> <a:p> "1" .',
        '<a:3> <a:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <g:9> .',
    }
    assert delta.remove == b""


def test_later_operations_on_data_win(copy: Copy) -> None:
    one, two = "<a:1> <a:p> '1'", "<a:2> <a:p> '2'"
    delta = copy.tried(
        f"INSERT DATA {{ {one} }} ; DELETE DATA {{ {one} . {two} }} ; INSERT DATA {{ {two} }} ;"
        "DELETE DATA { GRAPH <g:1> { <a:2> <a:p> '2' } }"
    )
    assert lines(delta.add) == {'<a:2> <a:p> "2" .'}
    assert lines(delta.remove) == {'<a:1> <a:p> "1" .', '<a:2> <a:p> "2" <g:1> .'}


def test_data_with_blank_nodes_beside_a_deletion_are_given_back(copy: Copy) -> None:
    delta = copy.tried("INSERT DATA { <a:3> <a:p> [ <a:q> 1 ] } ; DELETE DATA { <a:1> <a:p> '1' }")
    assert len(lines(delta.add)) == 2
    assert lines(delta.remove) == {'<a:1> <a:p> "1" .'}


def test_blank_nodes_keep_their_labels(copy: Copy) -> None:
    delta = copy.tried("DELETE WHERE { ?s <a:q> ?o } ".replace("?s <a:q> ?o", "GRAPH <g:2> { ?s <a:q> ?o }"))
    assert lines(delta.remove) == {'_:b2 <a:q> "3" <g:2> .'}
    copy.make("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(isBlank(?o)) }")
    assert copy.rows("?s <a:p> ?o FILTER(isBlank(?o))") == []
    copy.make("INSERT DATA { [] <a:new> [] }")
    copy.make("DELETE WHERE { ?s <a:new> ?o }")
    assert copy.rows("?s <a:new> ?o") == []


def test_empty_graphs_are_known_come_and_go(copy: Copy) -> None:
    assert copy.rows("GRAPH ?g {}") == ["<g:1>", "<g:2>", "<g:empty>"]
    delta = copy.tried("CREATE GRAPH <g:new> ; DROP GRAPH <g:empty>")
    assert (delta.create, delta.drop) == (("g:new",), ("g:empty",))
    copy.make("CREATE GRAPH <g:new> ; DROP GRAPH <g:empty>")
    copy.make("DELETE DATA { GRAPH <g:1> { <a:2> <a:p> '2' } }")
    assert copy.rows("GRAPH ?g {}") == ["<g:2>", "<g:new>"]


def test_graph_that_loses_its_last_quad_may_go_on(copy: Copy) -> None:
    copy.sandbox.warm()
    copy.sandbox.follow(2, [], [b'<a:2> <a:p> "2" <g:1> .\n'], create=("g:1",))
    assert "<g:1>" in copy.rows("GRAPH ?g {}")
    assert copy.rows("GRAPH <g:1> { ?s ?p ?o }") == []


def test_dataset_of_an_update_is_what_its_pattern_sees(copy: Copy) -> None:
    delta = copy.tried("INSERT { ?s <a:seen> ?o } WHERE { ?s <a:p> ?o }", Dataset(("g:1",)))
    assert lines(delta.add) == {'<a:2> <a:seen> "2" .'}


def test_graph_that_is_not_here_is_forbidden_as_a_source_and_made_as_a_target(copy: Copy) -> None:
    with pytest.raises(QueryForbidden, match="g:far"):
        copy.tried("INSERT { ?s ?p ?o } USING <g:far> WHERE { ?s ?p ?o }")
    assert copy.tried("WITH <g:far> INSERT { <a:1> <a:p> 1 } WHERE {}").create == ("g:far",)


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA {\n <a:1> <a:p> ?x }", "DELETE DATA {\n _:b <a:p> 1 }", "DELETE {\n } WHER {}", "INSERT DATA {\n"],
)
def test_wrong_update_is_refused_with_its_line(copy: Copy, update: str) -> None:
    with pytest.raises(QueryError) as raised:
        copy.tried(update)
    assert raised.value.values["line"] == 2


def test_update_stays_within_its_limits(copy: Copy) -> None:
    copy.make(
        "INSERT { <a:n> <a:n> ?n } WHERE { VALUES ?n { " + " ".join(str(number) for number in range(1000)) + " } }"
    )
    begin = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"after 0\.5 seconds"):
        copy.tried(
            "INSERT { <a:x> <a:y> ?n }"
            " WHERE { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } } }",
            limits=Limits(time_s=0.5),
        )
    assert time.monotonic() - begin < 30
    with pytest.raises(QueryLimit, match="changes more than 1 MB"):
        copy.tried(
            "INSERT { <a:x> ?p ?x } WHERE { ?a <a:n> ?b BIND(CONCAT(STR(?b), ' %s') AS ?x)"
            " VALUES ?p { <p:1> <p:2> <p:3> <p:4> } }" % ("x" * 500),
            limits=Limits(time_s=60, result_mb=1),
        )


def test_data_are_tried_out_by_one_process_whatever_changes(copy: Copy) -> None:
    copy.make("INSERT DATA { <a:0> <a:n> 0 }")
    clerk = copy.sandbox._pool._clerk  # noqa: SLF001
    for number in range(50):
        copy.make(f"INSERT DATA {{ <a:{number}> <a:n> {number} }}")
    assert clerk is not None
    assert copy.sandbox._pool._clerk is clerk  # noqa: SLF001
    assert len(copy.rows("?s <a:n> ?n")) == 50


def test_increments_in_a_row_all_count(copy: Copy) -> None:
    copy.make("INSERT DATA { <a:c> <a:n> 0 }")
    for _ in range(40):
        copy.make("DELETE { ?c <a:n> ?n } INSERT { ?c <a:n> ?m } WHERE { ?c <a:n> ?n BIND(?n + 1 AS ?m) }")
    assert copy.rows("<a:c> <a:n> ?n") == ["40"]


def test_labels_stay_what_they_are_in_the_copy() -> None:
    quads = b"".join(b'_:n%d <a:p> "%d" .\n' % (number, number) for number in range(100))
    copy = Copy(quads)
    delta = copy.tried("DELETE WHERE { ?s <a:p> ?o }")
    assert {str(quad.subject) for quad in ox.parse(delta.remove, format=ox.RdfFormat.N_QUADS)} == {
        f"_:n{number}" for number in range(100)
    }
    copy.sandbox.close()
