import pytest

from graph.errors import QueryError, QueryForbidden, TooLarge
from graph.guard import check_query, check_update


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://x/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://x/> {} }",
        "SELECT * { SER\\U00000056ICE <http://x/> {} }",
        "SELECT * { SERVICESILENT<http://x/>{} }",
        "PREFIX : <http://x/> SELECT * { SERVICE:x{} }",
        "SELECT * { ?s ?p 1SERVICE<http://x/>{} }",
        "SELECT * { ?s ?p trueSERVICE<http://x/>{} }",
        "SELECT * { #\nSERVICE#\n<http://x/> {} }",
        "SELECT * { { SELECT * { SERVICE <http://x/> {} } } }",
        'SELECT * { ?s ?p "\\u0022" SERVICE <http://x/> {} "" }',
        'SELECT * { ?s ?p ?a FILTER(?a<#x>"""\n ?s) SERVICE <http://x/> {} #"""\n}',
    ],
)
def test_service_is_refused_in_every_spelling(query: str) -> None:
    with pytest.raises(QueryForbidden):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> {}" }',
        "SELECT * { ?s ?p '''\nSERVICE <http://x/> {}''' }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
        "SELECT ?service { ?service ?p <http://x/SERVICE/> }",
        "PREFIX service: <http://x/> SELECT * { ?s service:of ?o ; a service:Service . GRAPH service:g { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?o > ?s) }",
        'SELECT * { ?s ?p "a"@service }',
    ],
)
def test_the_word_in_text_comment_name_or_iri_is_allowed(query: str) -> None:
    check_query(query)


def test_load_is_refused_in_an_update() -> None:
    for update in (
        "LOAD <http://x/>",
        "CLEAR ALL ; load silent <http://x/> INTO GRAPH <http://y/>",
        "LOADSILENT<http://x/>",
    ):
        with pytest.raises(QueryForbidden):
            check_update(update)


def test_update_may_hold_many_triples() -> None:
    check_update("INSERT DATA { " + "<a:b> <a:c> 'LOAD' . " * 1000 + "}")


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_deep_nesting_is_refused_with_its_line(brackets: str) -> None:
    with pytest.raises(QueryError) as raised:
        check_query("SELECT *\n" + brackets[0] * 101 + brackets[1] * 101)
    assert raised.value.values["line"] == 2


def test_brackets_in_text_are_not_nesting() -> None:
    check_query(f'SELECT * {{ ?s ?p "{"(" * 500}" }}')


@pytest.mark.parametrize(
    "pattern",
    ["?s ?p ?o . " * 150, "?s " + "a/" * 150 + "a ?o", "?s ?p " + "1 , " * 150 + "1", "?s ?p 1" + ";?p 1" * 150],
)
def test_long_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(QueryError):
        check_query(f"SELECT * {{ {pattern} }}")


def test_long_lists_of_values_are_allowed() -> None:
    numbers = " ".join(map(str, range(1000)))
    check_query(f"SELECT * {{ VALUES ?x {{ {numbers} }} FILTER(?x IN ({numbers.replace(' ', ',')})) }}")


def test_long_chains_of_operators_are_refused() -> None:
    with pytest.raises(QueryError):
        check_query("SELECT * { {} " + "UNION {} " * 501 + "}")
    with pytest.raises(QueryError):
        check_query("ASK { FILTER(" + "!" * 501 + "true) }")


def test_query_over_a_megabyte_is_too_large() -> None:
    with pytest.raises(TooLarge):
        check_query("ASK {} #" + "ä" * 500_001)


def test_from_is_seen_only_where_it_chooses_graphs() -> None:
    assert check_query("SELECT * FROM <http://g/> {}").names_dataset
    assert not check_query("SELECT * { ?from ?p 'FROM' } # FROM").names_dataset
