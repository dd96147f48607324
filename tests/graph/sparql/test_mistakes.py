"""Each kind of mistake in a query or an update is a sentence in the reader's language, at the first wrong word."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from flask import Flask

from graph.errors import QueryError
from graph.query.label_pattern import with_whole_labels
from graph.query.named import list_queries, list_rules
from graph.sparql.mistakes.explain import LONGEST, explain
from graph.sparql.mistakes.grammar import QUERY, UPDATE
from graph.sparql.mistakes.recognise import find_misfit, words_of
from webapp.ui.language import translate

QUERIES = (
    ("", 1, "empty", "leer"),
    ("# nichts", 1, "empty", "leer"),
    ("SELECT ?s { ?s foo:bar ?t }", 16, "prefix foo: is not declared", "Präfix foo: ist nicht erklärt"),
    ("SELECT ?x { ?x a netz:Gap }", 18, "netz: is not declared", "netz: ist nicht erklärt"),
    ("@prefix x: <http://x/> . SELECT * { ?s ?p ?o }", 1, "@prefix is Turtle", "@prefix ist Turtle"),
    ("SELEKT * { ?s ?p ?o }", 1, "“SELEKT” is no word", "„SELEKT“ ist kein Wort"),
    ("INSERT DATA { <http://a> <http://b> 1 }", 1, "belongs at /sparql/update", "gehört an /sparql/update"),
    ("PREFIX a: <http://a> DROP ALL", 22, "belongs at /sparql/update", "gehört an /sparql/update"),
    ("SELECT * { ?s ?p ?o", 20, "bracket { of line 1, column 10", "Klammer { aus Zeile 1, Spalte 10"),
    ("SELECT * { ?s ?p ?o }}", 22, "} closes nothing", "} schließt nichts"),
    ("SELECT * { ?s (<http://a>|(<http://b>) ?o }", 40, "cannot stand here", "kann hier nicht stehen"),
    ("SELECT * WHER { ?s ?p ?o }", 10, "“WHER” is no word", "„WHER“ ist kein Wort"),
    ("SELECT ?a, ?b { ?a ?b ?c }", 10, "not by commas", "nicht durch Kommas"),
    ("SELECT COUNT(?s) { ?s ?p ?o }", 8, "stands in brackets and has a name", "steht in Klammern und hat einen Namen"),
    ("SELECT a { ?a ?b ?c }", 8, "Here stand variables such as ?name", "Hier stehen Variablen wie ?name"),
    ("SELECT DISTINCT { ?a ?b ?c }", 17, "Here stand variables such as ?name", "Hier stehen Variablen wie ?name"),
    ("SELECT (COUNT(?s)) { ?s ?p ?o }", 18, "computed needs a name", "berechnet wird, braucht einen Namen"),
    ('SELECT * { BIND("x" ?b) }', 21, "computed needs a name", "berechnet wird, braucht einen Namen"),
    ("PREFIX foo <http://x/> ASK {}", 8, "a prefix with its colon", "ein Präfix mit seinem Doppelpunkt"),
    ("SELECT ?a FROM { ?a ?b ?c }", 16, "an IRI in angle brackets", "eine IRI in spitzen Klammern"),
    ("MATCH (a:Actor) RETURN a", 1, "begins with SELECT, ASK", "beginnt mit SELECT, ASK"),
    ("SELECT name { ?s ?p ?name }", 8, "“name” is no variable", "„name“ ist keine Variable"),
    ("SELECT (1 AS n) {}", 14, "“n” is no variable", "„n“ ist keine Variable"),
    ("SELECT DISTINCT { ?s ?p ?o }", 17, "cannot stand here", "kann hier nicht stehen"),
    ("SELECT ? { ?s ?p ?o }", 8, "cannot stand here", "kann hier nicht stehen"),
    ('SELECT * { ?s ?p "abc }', 18, "has no end", "hat kein Ende"),
    ("SELECT * { ?s ?p „Amt“ }", 18, "no quotation mark", "kein Anführungszeichen"),
    ("SELECT * { ?s <a b> ?o }", 15, "is no address", "ist keine Adresse"),
    ("SELECT * FROM http://x { ?s ?p ?o }", 15, "angle brackets", "spitzen Klammern"),
    ("SELECT * { ?s ?p ?o } LIMIT ten", 29, "“ten” cannot stand", "„ten“ kann hier nicht"),
    ("SELECT * { ?s ?p ?o } LIMIT -1", 29, "“-” cannot stand", "„-“ kann hier nicht"),
    ("SELECT * { ?s ?p ?o } LIMIT 5 OFFSET", 37, "too early", "zu früh"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", 29, "“?s” cannot stand", "„?s“ kann hier nicht"),
    ("SELECT * { ?s ?p ?o FILTER ?o > 3 }", 28, "condition stands in brackets", "Bedingung in Klammern"),
    ("SELECT * { ?s ?p ?o FILTER(?o > ) }", 33, "“)” cannot stand", "„)“ kann hier nicht"),
    ('SELECT * { ?s ?p ?o FILTER(REGX(?o,"a")) }', 28, "“REGX” is no word", "„REGX“ ist kein Wort"),
    ("SELECT * { ?s ?p ?o FILTER(REGEX(?o)) }", 36, "“)” cannot stand", "„)“ kann hier nicht"),
    ('SELECT * { ?s ?p ?o FILTER(?o = "a" AND ?s = 1) }', 37, "“AND” is no word", "„AND“ ist kein Wort"),
    ('SELECT * { ?s ?p ?o FILTER(?o == "a") }', 31, "“==” is no word", "„==“ ist kein Wort"),
    ("SELECT * { ?s ?p ?o FILTER(?o <> 1) }", 31, "“<>” is no", "„<>“ ist kein"),
    ("SELECT * { ?s ?p ?o OPTIONL { ?o ?q ?r } }", 21, "“OPTIONL” is no word", "„OPTIONL“ ist kein Wort"),
    ("SELECT * { ?s ?p }", 18, "“}” cannot stand", "„}“ kann hier nicht"),
    ("SELECT * { ?s ?p ?o ?q }", 21, "“?q” cannot stand", "„?q“ kann hier nicht"),
    ("SELECT * {\n ?s ?p ?o\n ?s ?q ?r }", (3, 2), "“?s” cannot stand", "„?s“ kann hier nicht"),
    ('SELECT * { ?s "a" ?o }', 15, "cannot stand", "kann hier nicht"),
    ("SELECT * { ?s <http://a>/ ?o }", 27, "“?o” cannot stand", "„?o“ kann hier nicht"),
    ("SELECT * { GRAPH { ?s ?p ?o } }", 18, "“{” cannot stand", "„{“ kann hier nicht"),
    ("SELECT * { ?s ?p ?o MINUS ?x }", 27, "“?x” cannot stand", "„?x“ kann hier nicht"),
    ("SELECT * { VALUES ?x { ?y } }", 24, "“?y” cannot stand", "„?y“ kann hier nicht"),
    (
        "SELECT * { VALUES (?a ?b) { (1 2) (3) } }",
        35,
        "2 variables, and this row has 1",
        "2 Variablen, und diese Zeile hat 1",
    ),
    ("PREFIX foo <http://x/> SELECT * { ?s ?p ?o }", 8, "“foo” cannot stand", "„foo“ kann hier nicht"),
    ("ASK", 4, "too early", "zu früh"),
    ("DESCRIBE", 9, "too early", "zu früh"),
    ("CONSTRUCT { ?s ?p ?o }", 23, "too early", "zu früh"),
    ("CONSTRUCT { ?s ?p ?o FILTER(1) } WHERE { ?s ?p ?o }", 22, "“FILTER” cannot stand", "„FILTER“ kann hier nicht"),
    ("ASK { ?s ?p ?o } foo", 18, "“foo” cannot stand", "„foo“ kann hier nicht"),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 8, "SELECT names ?s", "SELECT nennt ?s"),
    ("SELECT ?s ?x (SUM(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s", 11, "SELECT names ?x", "SELECT nennt ?x"),
    ("SELECT * { ?s ?p ?o } GROUP BY ?s", 8, "SELECT * cannot stand", "SELECT * kann nicht"),
    ("SELECT * { ?s ?p ?o BIND(2 AS ?o) }", 31, "?o has a value already", "?o hat schon einen Wert"),
    ("SELECT (1 AS ?x) (2 AS ?x) {}", 24, "?x has a value already", "?x hat schon einen Wert"),
    ("SELECT * { _:a ?p ?o OPTIONAL { _:a ?q ?r } }", 33, "_:a stands in two patterns", "_:a steht in zwei Mustern"),
    ("SELECT\u00a0* { ?s ?p ?o }", 7, "a blank that is none", "Leerzeichen, wie Textprogramme"),
)
UPDATES = (
    ("SELECT * { ?s ?p ?o }", 1, "belongs at /sparql", "gehört an /sparql"),
    ("INSRT DATA { }", 1, "“INSRT” is no word", "„INSRT“ ist kein Wort"),
    ("INSERT { <http://a> <http://b> 1 }", 35, "too early", "zu früh"),
    ("INSERT DATA { ?s <http://b> 1 }", 15, "INSERT DATA takes no variable", "INSERT DATA nimmt keine Variable"),
    ("INSERT DATA { GRAPH ?g { <http://a> <http://b> 1 } }", 21, "takes no variable", "nimmt keine Variable"),
    ("INSERT DATA { <http://a> foo:b 1 }", 26, "prefix foo: is not declared", "Präfix foo: ist nicht erklärt"),
    ("DELETE DATA { _:a <http://b> 1 }", 15, "takes no blank node", "nimmt keinen leeren Knoten"),
    ("DELETE { _:x ?p ?o } WHERE { ?s ?p ?o }", 10, "takes no blank node", "nimmt keinen leeren Knoten"),
    ("INSERT DATA { <http://a> <http://b> }", 37, "“}” cannot stand", "„}“ kann hier nicht"),
    ("INSERT DATA { <http://a> <http://b> 1 } INSERT DATA { }", 41, "“INSERT” cannot stand", "„INSERT“ kann hier"),
    ("INSERT DATA { <http://a> <http://b> 1 };; DROP ALL", 41, "“;” cannot stand", "„;“ kann hier nicht"),
    ("DELETE WHERE { ?s ?p ?o FILTER(?o>1) }", 25, "“FILTER” cannot stand", "„FILTER“ kann hier nicht"),
    ("DROP GRAPH", 11, "too early", "zu früh"),
    ("CLEAR <http://x>", 7, "“<http://x>” cannot stand", "„<http://x>“ kann hier"),
    ("INSERT INTO <http://g> { <http://a> <http://b> 1 }", 8, "“INTO” cannot stand", "„INTO“ kann hier nicht"),
    ("COPY <http://a> <http://b>", 17, "cannot stand", "kann hier nicht"),
    ('INSERT DATA { <http://a> <http://b> "x } ', 37, "has no end", "hat kein Ende"),
    ("@prefix a: <http://a/> . a:b a:c a:d .", 1, "@prefix is Turtle", "@prefix ist Turtle"),
)
ALL = [(text, False, *rest) for text, *rest in QUERIES] + [(text, True, *rest) for text, *rest in UPDATES]
JARGON = re.compile(r"\[_\]|\['|\\u\{|expected one of|unreported")


def refused(text: str, *, is_update: bool) -> QueryError:
    store = ox.Store()
    with pytest.raises(SyntaxError) as raised:
        (store.update if is_update else store.query)(text, base_iri="https://netz.invalid/id/")
    return explain(text, str(raised.value), is_update=is_update)


@pytest.mark.parametrize(("text", "is_update", "place", "english", "german"), ALL, ids=[one[0][:40] for one in ALL])
def test_a_mistake_is_a_sentence_in_either_language_at_the_first_wrong_word(
    magdeburg_app: Flask, text: str, *, is_update: bool, place: int | tuple[int, int], english: str, german: str
) -> None:
    error = refused(text, is_update=is_update)
    assert (error.values["line"], error.values["column"]) == (place if isinstance(place, tuple) else (1, place))
    assert english in f"{error.message} {error.hint}"
    for language in ("de", "en"):
        with magdeburg_app.test_request_context(f"/?lang={language}"):
            said = translate(error.template, error.values) + " " + translate(error.hint_template, error.values)
        assert (german if language == "de" else english) in said
        assert not JARGON.search(said)


def test_the_engine_finds_a_mistake_in_all_of_them_and_there_are_many() -> None:
    assert len({text for text, *_ in ALL}) >= 70


def test_what_nobody_foresaw_has_a_place_and_no_jargon() -> None:
    error = explain("SELECT * {\n?s ?p ?o }", "error at 9:99: expected one of [_], ['0' ..= '9']", is_update=False)
    assert (error.values["line"], error.values["column"]) == (2, 11)
    assert not JARGON.search(error.message)


def test_a_long_text_is_not_looked_at_word_by_word() -> None:
    error = explain("SELECT * {" + "x" * LONGEST, "error at 1:11: expected [_]", is_update=False)
    assert error.values["column"] == 11


def test_every_question_and_rule_of_ours_fits_the_grammar() -> None:
    for query in (*list_queries(), *list_rules()):
        assert find_misfit(words_of(with_whole_labels(query.text)), QUERY) is None, query.name


UPDATES_OF_EVERY_KIND = """
PREFIX a: <http://a/> INSERT DATA { GRAPH a:g { a:b a:c 1, -2.5e3 ; a a:d . } a:x a:y [] } ; CLEAR SILENT ALL ;
WITH <a> DELETE { ?s ?p ?o } INSERT { ?s ?p 'x'@de } USING NAMED <b> WHERE { ?s ?p ?o }
DELETE WHERE { ?s ?p ?o } ; LOAD <x> INTO GRAPH <y> ; COPY DEFAULT TO <z> ; CREATE GRAPH <q> ; DROP NAMED
"""
QUERIES_OF_EVERY_KIND = r"""
SELECT ?x (COUNT(DISTINCT *) AS ?n) { ?x (^<a>|!(<b>|^a))*/<c>? ( 1 [ <p> 'v'^^<t> ] ) ; a ?t, ?u } HAVING (?n > 1)
SELECT * FROM NAMED <g> { } GROUP BY (?x + 1 AS ?y) ?x ORDER BY DESC(?n) ?x LIMIT 5 OFFSET 2 VALUES (?x ?y) { (1 2) }
ASK { { SELECT * { ?s ?p ?o } } UNION { FILTER NOT EXISTS { ?s ?p ?o } } BIND(IF(?a IN (), 1, -?b) AS ?c) }
DESCRIBE ?x <y> { VALUES ?x { true 'a' <b> } SERVICE SILENT ?s { } GRAPH ?g { _:a <p> () } FILTER <f>(?x) }
CONSTRUCT WHERE { ?s ?p '''a 'b''' . } LIMIT 1
"""


@pytest.mark.parametrize("text", ["", *UPDATES_OF_EVERY_KIND.strip().splitlines()])
def test_updates_of_every_kind_fit_the_grammar(text: str) -> None:
    assert find_misfit(words_of(text), UPDATE) is None


@pytest.mark.parametrize("text", QUERIES_OF_EVERY_KIND.strip().splitlines())
def test_queries_of_every_kind_fit_the_grammar(text: str) -> None:
    assert find_misfit(words_of(text), QUERY) is None
