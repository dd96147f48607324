import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sparql.rewrite.graph_subqueries import TooManyGraphs
from graph.sparql.rewrite.rules import head, mend_by_data, mend_by_text
from graph.sparql.rewrite.using import with_using

WORDS = ("BNODE", "GROUP_CONCAT", "?s", ":p", "'x'", "TRUE", "GROUP", "WHERE", "DELETE")
SOUP = st.lists(
    st.sampled_from(
        [
            *"{}()[]*.",
            "GRAPH",
            "?g",
            "SELECT",
            "MINUS",
            "UNION",
            "VALUES",
            "FILTER",
            "EXISTS",
            "OPTIONAL",
            "BIND",
            *WORDS,
        ]
    ),
    max_size=25,
).map(" ".join)


@given(SOUP)
def test_no_text_is_too_broken_to_be_looked_at(text: str) -> None:
    mend_by_data(mend_by_text(text), lambda _: False, lambda: ["<a:g>", "<a:h>"])
    with_using(text, "USING <a:g> ")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { GRAPH ?g { ?s ?p ?o MINUS { ?s <a:q> ?x } } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o OPTIONAL { ?o ?q ?g } FILTER(?o != 'TRUE') } }",
        "SELECT * { GRAPH ?g { { ?s ?p ?o } UNION { ?o ?p ?s FILTER NOT EXISTS { ?s a ?o } } VALUES ?x { 1 } } }",
        "SELECT * { GRAPH ?g {} GRAPH <a:g> { VALUES ?x { 1 } SELECT * {} } }",
        "SELECT (BNODE() AS ?b) ?GROUP_CONCAT { ?BNODE <a:TRUE> 'BNODE(1)' } # GROUP_CONCAT(?x)",
        "INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH ?g { MINUS { VALUES ?x { TRUE } }",
    ],
)
def test_a_text_that_the_engine_gets_right_stays_as_it_is(text: str) -> None:
    assert mend_by_text(text) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("ASK { FILTER(TRUE||False) }", "ASK { FILTER(true||false) }"),
        (
            "SELECT (group_concat(DISTINCT ?x; separator=')') AS ?y) {}",
            "SELECT (STR(group_concat(DISTINCT ?x; separator=')')) AS ?y) {}",
        ),
        ("SELECT ?a { GRAPH ?g { ?a :p 1 MINUS { ?b :p 2 } } }", "SELECT ?a { GRAPH ?g { ?a :p 1  } }"),
        ("SELECT * { GRAPH $g { VALUES ?x { 1 } } }", "SELECT * { GRAPH $g { GRAPH $g {} VALUES ?x { 1 } } }"),
        (
            "SELECT * { GRAPH ?g { { ?s ?p ?o } UNION { BIND(1 AS ?x) } } }",
            "SELECT * { GRAPH ?g { GRAPH ?g {} { ?s ?p ?o } UNION { BIND(1 AS ?x) } } }",
        ),
        (
            "ASK { GRAPH ?g { ?s :p 1 { VALUES ?s { :a } OPTIONAL { ?s :q ?t } } } }",
            "ASK { GRAPH ?g { ?s :p 1 { GRAPH ?g {} VALUES ?s { :a } OPTIONAL { ?s :q ?t } } } }",
        ),
        (
            "SELECT (BNODE(?s) AS ?b) { ?s ?p ?row }",
            "SELECT (<urn:akteursnetz:bnode>(?s, ?row_) AS ?b) { { ?s ?p ?row } BIND(STRUUID() AS ?row_) }",
        ),
        (
            "SELECT (BNODE(?s) AS ?b) { ?s ?p ?o } GROUP BY ?s",
            "SELECT (<urn:akteursnetz:bnode>(?s) AS ?b) { ?s ?p ?o } GROUP BY ?s",
        ),
    ],
)
def test_a_text_is_mended_where_it_has_to_be(text: str, mended: str) -> None:
    assert mend_by_text(text) == mended


def test_paths_of_no_length_are_mended_where_their_end_is_nowhere() -> None:
    def mended(text: str, *, is_there: bool = False) -> str:
        return mend_by_data(text, lambda _: is_there, list)

    text = "SELECT * { ?s :p* :o . :o (^:p|a)? ?t FILTER(?x > 2 * 3) }"
    assert mended(text) == "SELECT * { VALUES ?s { :o } . VALUES ?t { :o } FILTER(?x > 2 * 3) }"
    assert mended(text, is_there=True) == text
    for text in (
        "SELECT * { ?s :p+ :o }",
        "SELECT * { ?s :p/:q* :o }",
        "SELECT * { ?s :p* ?o }",
        "SELECT * { ?s :p* :o ; :q ?x }",
        "SELECT * { _:s :q ?s . ?s :p* :o }",
        "SELECT * { GRAPH :g { ?s :p* :o } }",
    ):
        assert mended(text) == text


def test_a_subquery_inside_graph_is_asked_of_each_graph() -> None:
    text = "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    group = "{ SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }"
    assert mend_by_data(text, bool, lambda: ["<a:g>", "<a:h>"]) == (
        f"SELECT * {{ {{ {{ GRAPH <a:g> {group} VALUES ?g {{ <a:g> }} }}"
        f" UNION {{ GRAPH <a:h> {group} VALUES ?g {{ <a:h> }} }} }} }}"
    )
    with pytest.raises(TooManyGraphs):
        mend_by_data(text, bool, lambda: ["<a:g>"] * 201)


def test_the_head_of_a_query_is_its_prologue_and_its_dataset() -> None:
    query = "PREFIX a: <b:> # SELECT\nselect * FROM <c:d> from named a:e { ?s 'FROM' ?o }"
    assert head(query) == ("PREFIX a: <b:> # SELECT\n", "FROM <c:d> from named a:e")


def test_using_stands_before_each_where_of_an_update() -> None:
    update = (
        "WITH <a:w> DELETE { ?s ?p 'WHERE' } WHERE { { SELECT * WHERE {} } } ; delete where { ?s ?p ?o } ; CLEAR ALL"
    )
    assert with_using(update, "USING <a:g> ") == (
        "WITH <a:w> DELETE { ?s ?p 'WHERE' } USING <a:g> WHERE { { SELECT * WHERE {} } } ;"
        " delete { ?s ?p ?o } USING <a:g> where { ?s ?p ?o } ; CLEAR ALL"
    )
    assert with_using(update, "") == update
