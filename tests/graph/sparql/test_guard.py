import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import product
from threading import BoundedSemaphore

import pytest

from graph.errors import QueryError, QueryForbidden, StoreUnavailable, TooLarge
from graph.sparql import guard
from graph.sparql.guard import check_query, check_update

STRINGS = [
    *("''", r"'a\'b'", "'''a'b'''", "'''a''b'''", r"'''a\'''b'''", r"'''\''''", "'''a'b'''@de"),
    *('""', '"a\'b"', '"""a"b"""', '"""a""b"""'),
]


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
        "SELECT * { ?s ?p ?a OPTIONAL { FILTER(?a<'x>y') } SERVICE <http://x/> {} #'\n}",
        "SELECT * { ?s ?p ?a OPTIONAL { FILTER(?a<'x>y' || ?a<'x>z') } SERVICE <http://x/> {} #'\n}",
        "PREFIX service: <http://x/> SELECT * { ?s ?p ?a FILTER(?a<'x>y') SERVICE:g { } #' GRAPH service:g { }\n }",
        "PREFIX a: <http://x/> SELECT * { ?s ?p a:b€\\' . SERVICE <http://x/> {} #'\n}",
        "PREFIX a: <http://x/> SELECT * { ?s ?p a:b\u0300\\# . SERVICE <http://x/> {}\n}",
        "SELECT * { ?s.SERVICE <http://x/> {} }",
        "SELECT * { ?s ?p ?a FILTER(?a<'x>y' || ?a<a:b#>'\n) SERVICE <http://x/> {} #'\n ?s <a:#> 1 .\n }",
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
        "PREFIX service: <http://x/> SELECT * FROM service:g FROM NAMED service:h { ?s ?p _:service }",
        "PREFIX service: <http://x/> DESCRIBE service:g { ?s service:p ?o }",
        "PREFIX : <a:#>\nPREFIX service: <a:#>\nSELECT * { <a:#b> service:of ?o .\nservice:x :of 'SERVICE' }",
        "PREFIX a: <http://x/> SELECT * { ?s ?p a:b€\\' , 'SERVICE' , a:b\u0300\\# }",
        'BASE <http://x/> SELECT * { <SERVICE> <#SERVICE> \'it\\\'s a SERVICE\' , """a "SERVICE" {""" }',
    ],
)
def test_the_word_in_text_comment_name_or_iri_is_allowed(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    ("before", "after"),
    list(product(STRINGS, repeat=2)),
)
def test_nothing_hides_between_two_strings(before: str, after: str) -> None:
    call = "SERVICE <http://x/> {}"
    for query in (
        f"SELECT * {{ ?s ?p {before} . {call} ?s ?p {after} }}",
        f"SELECT * {{ ?s ?p {before} . {call} }} #{after}",
        f"SELECT * {{ ?s ?p {before}, {after} . {call} ?s ?p {before} }}",
    ):
        with pytest.raises(QueryForbidden):
            check_query(query)
        with pytest.raises(QueryForbidden):
            check_update(query.replace("SELECT * {", "INSERT { <a:b> <a:b> 1 } WHERE {"))
    with pytest.raises(QueryForbidden):
        check_update(f"INSERT DATA {{ <a:s> <a:p> {before} }}; LOAD <http://x/>; INSERT DATA {{ <a:s> <a:p> {after} }}")


@pytest.mark.parametrize(
    "call", ["SERVICE#>\n<http://x/>", "SERVICE:x#>\n", "SERVICE?a#>\n", "SERVICE#a'b>\r<http://x/>"]
)
@pytest.mark.parametrize("compared", ["1", "?b", "a:b", "'x'", "'#'", "1+1", "a:b&&?c"])
def test_nothing_hides_in_an_iri_that_is_a_comparison_and_a_comment(compared: str, call: str) -> None:
    query = f"PREFIX a: <http://a/> PREFIX SERVICE: <http://a/> SELECT * {{ ?s ?p ?a FILTER(?a<{compared}){call}{{}} }}"
    with pytest.raises(QueryForbidden):
        check_query(query)
    with pytest.raises(QueryForbidden):
        check_update(query.replace("SELECT * {", "INSERT { <a:b> <a:b> 1 } WHERE {"))


def test_load_is_refused_in_an_update() -> None:
    for update in (
        "LOAD <http://x/>",
        "CLEAR ALL ; load silent <http://x/> INTO GRAPH <http://y/>",
        "LOADSILENT<http://x/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://x/> { ?s ?p ?o } }",
        "PREFIX : <http://x/> LOAD:x",
        "\\u004C\\u004FAD <http://x/>",
        "#\nLOAD#\n<http://x/>",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p ?a FILTER(?a<'x>y') } ; LOAD:x #'",
        'INSERT DATA { <a:a> <a:b> "\\u0022 } ; LOAD <http://x/> ; INSERT DATA { <a:a> <a:b> \\u0022" }',
    ):
        with pytest.raises(QueryForbidden):
            check_update(update)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:load> <a:SERVICE> 'LOAD <http://x/> ; SERVICE' } # LOAD <http://x/>",
        'PREFIX load: <http://x/> INSERT { <a:b> load:weight ?x ; load:of load:y } WHERE { ?x load:z "LOAD" }',
        "PREFIX load: <http://x/> WITH load:g DELETE { ?s ?p ?o } USING load:g WHERE { ?s ?p ?o } ; CLEAR GRAPH load:g",
    ],
)
def test_the_word_load_in_data_names_and_comments_is_allowed(update: str) -> None:
    check_update(update)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD ;",
        "CREATE GRAPH <a:g> LOAD <http://x/>",
        "CREATE GRAPH <a:g> ;; LOAD <http://x/>",
        "LOAD <http://x/> INTO <a:g>",
    ],
)
def test_a_load_that_is_no_sparql_is_a_mistake_of_the_text(update: str) -> None:
    with pytest.raises(QueryError) as raised:
        check_update(update)
    assert raised.value.values["column"] == update.index("LOAD") + 1


def test_update_may_hold_many_triples() -> None:
    check_update("INSERT DATA { " + "<a:b> <a:c> 'LOAD' . " * 1000 + "}")


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_deep_nesting_is_refused_with_its_place(brackets: str) -> None:
    nested = brackets[0] * 101 + brackets[1] * 101
    for check, text in (
        (check_query, f"SELECT *\n {nested}"),
        (check_update, f"INSERT {{}} WHERE {{}};\n {nested}"),
        (check_update, f"INSERT DATA {{\n{nested.replace('{', '(').replace('}', ')')} }}"),
    ):
        with pytest.raises(QueryError) as raised:
            check(text)
        assert (raised.value.values["line"], raised.value.values["column"]) in {(2, 102), (2, 100)}


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


def test_templates_and_data_may_be_as_long_as_they_like() -> None:
    triples = "?s <a:p> 1 ; <a:q> 2 . " * 500
    check_query(f"CONSTRUCT {{ {triples} }} WHERE {{ ?s ?p ?o }}")
    check_update(f"DELETE {{ {triples} }} INSERT {{ {triples} }} WHERE {{ ?s ?p ?o }}")
    with pytest.raises(QueryError):
        check_update(f"INSERT {{ {triples} }} WHERE {{ {triples} }}")


def test_alternatives_of_a_path_are_no_steps() -> None:
    check_query("SELECT * { ?s !(" + "|".join(["<a:p>"] * 300) + ") ?o }")


def test_types_of_literals_are_no_steps() -> None:
    days = ", ".join(["'2016-02-03'^^<http://www.w3.org/2001/XMLSchema#date>"] * 300)
    check_query(f"SELECT * {{ ?s ?p ?o FILTER(?o IN ({days})) }}")
    with pytest.raises(QueryError):
        check_query("SELECT * { ?s " + "/".join(["^<a:p>"] * 75) + " ?o }")


CHAINS: Mapping[str, Callable[[int], str]] = {
    "subtractions": lambda n: f"SELECT (-1{'-1' * n} AS ?x) {{}}",
    "additions": lambda n: f"SELECT * {{ ?s ?p ?o FILTER(?o{' + ?o' * n} > 1) }}",
    "products": lambda n: f"SELECT (1{'*-1.5e0' * n} AS ?x) {{}}",
    "negations": lambda n: f"ASK {{ FILTER({'!' * n}true) }}",
    "alternatives": lambda n: f"ASK {{ FILTER(1=2{' || 1=2' * n}) }}",
    "expressions": lambda n: f"SELECT {' '.join(f'(1 AS ?v{one})' for one in range(n))} {{}}",
    "bindings": lambda n: f"SELECT * {{ {' '.join(f'BIND(1 AS ?v{one})' for one in range(n))} }}",
    "filters": lambda n: f"SELECT * {{ {'FILTER(1=1) ' * n} }}",
    "unions": lambda n: f"SELECT * {{ {{}} {'UNION {} ' * n} }}",
    "minuses": lambda n: f"SELECT * {{ ?s ?p ?o {'MINUS { ?s ?p 1 } ' * n} }}",
    "described": lambda n: f"DESCRIBE {'<a:b> ' * n}",
    "groups": lambda n: f"SELECT (1 AS ?x) {{ ?s ?p ?o }} GROUP BY {' '.join(f'(STR(?s) AS ?v{m})' for m in range(n))}",
    "reifiers": lambda n: f"SELECT * {{ <a:s> <a:p> <a:o> {'~ <a:r> ' * n} }}",
    "alternative paths": lambda n: f"SELECT * {{ ?s <a:p>{'|<a:p>' * n} ?o }}",
}
NESTED: Mapping[str, Callable[[int], str]] = {
    "calls": lambda n: f"SELECT ({'STR(' * n}1{')' * n} AS ?x) {{}}",
    "conditions": lambda n: f"SELECT ({'IF(true,1,' * n}1{')' * n} AS ?x) {{}}",
    "groups": lambda n: f"SELECT * {{ {'{' * n}?s ?p ?o{'}' * n} }}",
    "subqueries": lambda n: f"SELECT * {{ {'{SELECT*{' * (n // 2)}?s ?p ?o{'}}' * (n // 2)} }}",
    "graphs": lambda n: f"SELECT * {{ {'GRAPH ?g {' * n}{'}' * n} }}",
    "existence": lambda n: f"ASK {{ {'FILTER NOT EXISTS { ?s ?p ?o ' * n}{'}' * n} }}",
    "existence in a filter": lambda n: f"ASK {{ {'FILTER(NOT EXISTS { ' * (n // 2)}{'})' * (n // 2)} }}",
    "blank nodes": lambda n: f"SELECT * {{ ?s ?p {'[ ?p ' * n}1{']' * n} }}",
    "lists in a template": lambda n: f"CONSTRUCT {{ ?s ?p {'(' * n}1{')' * n} }} WHERE {{ ?s ?p ?o }}",
    "paths": lambda n: f"SELECT * {{ ?s {'(' * n}<a:p>{')*' * n} ?o }}",
    "triple terms": lambda n: f"SELECT * {{ ?s ?p {'<<( ?s ?p ' * (n // 2)}1{' )>>' * (n // 2)} }}",
    "reified triples": lambda n: f"SELECT * {{ {'<<' * n}?s ?p 1{'>> ?p 1' * n} }}",
}


def test_what_the_engine_calls_itself_for_is_bounded() -> None:
    """Each crashed the engine when there was enough of it; the longest that pass are given to it, in a child."""
    passing = [make(490 if what == "groups" else 990) for what, make in CHAINS.items()]
    passing += [make(98) for make in NESTED.values()]
    for make, number in [*((one, 1001) for one in CHAINS.values()), *((one, 103) for one in NESTED.values())]:
        with pytest.raises(QueryError):
            check_query(make(number))
    for text in passing:
        check_query(text)
    child = "import pyoxigraph as ox, json, sys\nfor text in json.load(sys.stdin): ox.Store().query(text)"
    done = subprocess.run([sys.executable, "-c", child], input=json.dumps(passing).encode(), check=False)
    assert done.returncode == 0


def test_what_is_only_long_may_be_long() -> None:
    """The engine goes through these without calling itself."""
    numbers, pairs = ", ".join(["-1"] * 2000), "(1 -2) " * 2000
    check_query(f"SELECT * {{ ?s ?p ?o FILTER(?o IN ({numbers})) VALUES (?s ?o) {{ {pairs} }} }}")
    check_update(f"INSERT DATA {{ <a:s> <a:p> {numbers}, {pairs} }} ; CLEAR SILENT ALL")
    check_query(f"SELECT * {{ {'{ SELECT * { ?s <a:p>+/<a:q>* ?o } } ' * 500} }}")
    with pytest.raises(QueryError):
        check_query("SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?x } " * 101 + "}")
    with pytest.raises(QueryError):
        check_update(f"INSERT DATA {{ <a:s> <a:p> {'<<<a:s> <a:p> ' * 101} 1 {'>>' * 101} }}")


def test_query_over_a_megabyte_is_too_large() -> None:
    with pytest.raises(TooLarge):
        check_query("ASK {} #" + "ä" * 500_001)


def test_from_is_seen_only_where_it_chooses_graphs() -> None:
    assert check_query("SELECT * FROM <http://g/> {}").names_dataset
    assert not check_query("SELECT * { ?from ?p 'FROM' } # FROM").names_dataset


def test_graphs_that_are_chosen_are_known_by_their_whole_names() -> None:
    outline = check_query(
        "BASE <http://x/y/> PREFIX g: <http://g/> SELECT * FROM <z> FROM NAMED g:a FROM<http://b/>{ GRAPH g:c {} }"
    )
    assert outline.graphs == ("http://x/y/z", "http://g/a", "http://b/")
    update = check_update("WITH <a:w> DELETE { ?s ?p ?o } USING <n> USING NAMED <a:m> WHERE {}", base="http://base/")
    assert update.names_dataset
    assert update.graphs == ("http://base/n", "a:m")


@pytest.mark.parametrize(
    "call", ["NOW()", "rand ( )", "UUID()", "STRUUID()", "BNODE()", "BNODE('x')", "\\u004EOW()", "1+RAND()"]
)
def test_a_query_with_chance_or_time_in_it_is_not_repeatable(call: str) -> None:
    assert not check_query(f"SELECT ({call} AS ?x) {{}}").is_repeatable


def test_a_query_that_only_writes_of_chance_is_repeatable() -> None:
    assert check_query("SELECT ?now { ?now <a:NOW> 'RAND()' ; a <a:UUID> } # NOW()").is_repeatable


@pytest.mark.parametrize(
    ("update", "only_data"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", True),
        ("PREFIX : <a:> #\nBASE <b:> insert#\ndata{:a :b '}' , \"{\" ; :c <a:d> . GRAPH :g { :a :b 1.5 } } ;", True),
        ("DELETE DATA {} ; PREFIX : <a:> INSERT DATA { :o\\'x :b [ :c (1 2) ] # }\n }", True),
        ("INSERT DATA { <a:a> <a:b> 1 } ; CLEAR ALL", False),
        ("INSERT { <a:a> <a:b> 1 } WHERE {}", False),
        ("DELETE WHERE { <a:a> <a:b> ?x }", False),
        ("INSERT DATA { <a:a> <a:b> 1 } }", False),
        ("", False),
    ],
)
def test_updates_of_mere_data_are_known(update: str, only_data: bool) -> None:  # noqa: FBT001
    assert check_update(update).only_data is only_data


def test_a_megabyte_of_data_is_checked_in_a_fraction_of_a_second() -> None:
    text = "INSERT DATA {" + '<http://x/load> <http://x/p> "SERVICE"@de .\n' * 25_000 + "}"
    begin = time.process_time()
    assert check_update(text).only_data
    assert time.process_time() - begin < 0.5


def test_an_update_of_data_may_be_longer_than_one_with_where() -> None:
    data = "{ " + "<http://x/s> <http://x/p> <http://x/o> . " * 60_000 + "}"
    assert check_update(f"INSERT DATA {data}").only_data
    with pytest.raises(TooLarge):
        check_update(f"INSERT {data} WHERE {{}}")


@pytest.mark.parametrize(
    "piece",
    ["a.", "a-", "a.-_:", "_:a.", "a:b.", "a:%", "1.", "@a-", "<#>", "<#>\n", "<'>", "<'>\n", "<'''>", "'''\\\\"],
)
def test_no_text_takes_longer_than_its_length_allows(piece: str) -> None:
    """In 1 ms or so for 1 kB: 40 kB of `a.a.a.` once took 36 s, in which the service answered nobody."""
    begin = time.process_time()
    with suppress(QueryError, QueryForbidden):
        check_query(piece * (100_000 // len(piece)) + " SERVICE")
    assert time.process_time() - begin < 2


def test_a_crowd_of_long_queries_takes_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tokens of one take 150 MB; short ones wait for nobody."""
    places = BoundedSemaphore(1)
    monkeypatch.setattr(guard, "_PATIENCE_S", 0.05)
    monkeypatch.setattr(guard, "_LONG_ONES", places)
    text = f"SELECT * {{ }} # {'long ' * 50_000}"
    with places:
        check_query("SELECT * { }")
        with pytest.raises(StoreUnavailable):
            check_query(text)
    check_query(text)
