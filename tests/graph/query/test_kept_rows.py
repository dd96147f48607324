"""Rows that are kept over changes are those that asking again gives."""

from __future__ import annotations

import os
import random
import threading

import pyoxigraph as ox
import pytest

from graph.gaps.rule_settings import read_rules
from graph.paths import ONTOLOGY
from graph.protocol import Change, Row, Store
from graph.query.kept_rows import MOST_CHANGED, KeptRows
from graph.query.memory_copy import MemoryCopy, memory_copy
from graph.query.pattern_reader import patterns_of
from graph.query.rule_folders import RULES
from graph.sparql.fixed_queries import select_rows
from graph.store.open import open_store
from graph.terms import ADMS, BASE, NETZ, NK, PREFIXES, SKOS
from tests.support.random_changes import CITY, change
from tests.support.statements import add

STEPS = int(os.environ.get("AKTEURSNETZ_KEPT_STEPS", "150"))
"""Changes in all; after each of them every query is compared."""

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
OWN = """
SELECT * { ?s ?p ?o }
SELECT * { ?s ?p 'Amt' }
SELECT ?s ?p { ?s a netz:Interface ; ?p ?o . ?o a ?class }
SELECT ?p { ?one ?p ?two . ?three ?p ?two ; adms:status nk:exists FILTER(?one != ?three) }
SELECT * { ?x skos:broader* ?y }
SELECT * { ?x a skos:Concept . ?x skos:broader* ?y }
SELECT * { ?x a skos:Concept ; (skos:broader|org:unitOf)+ ?y }
SELECT * { ?x a org:Organization . OPTIONAL { ?x skos:broader? ?y . ?y a skos:Concept } }
SELECT * { ?x netz:party/skos:broader* ?y }
SELECT * { ?x ^netz:party ?y . ?y adms:status nk:demanded }
SELECT * { ?x !netz:party ?y }
SELECT (COUNT(*) AS ?n) { ?x a netz:Interface }
SELECT ?x (COUNT(?y) AS ?n) { ?x netz:party ?y OPTIONAL { ?y skos:prefLabel ?z } } GROUP BY ?x
SELECT ?x (MIN(STR(?y)) AS ?n) { ?x netz:party ?y } GROUP BY ?x HAVING (COUNT(?y) > 1)
SELECT * { ?x adms:status ?s OPTIONAL { ?y netz:party ?z ; adms:status ?s } OPTIONAL { ?y netz:topic ?t } }
SELECT * { ?x a netz:Interface MINUS { ?x netz:evidence ?e . ?e oa:exact ?w } }
SELECT * { ?x a ?c MINUS { { ?y netz:party ?x } UNION { ?y org:member ?x } ?y adms:status nk:exists } }
SELECT * { ?x netz:party ?y FILTER NOT EXISTS { ?z org:member ?y . ?z adms:status nk:exists } }
SELECT * { ?x netz:party ?y FILTER(EXISTS { ?y a ?c } || NOT EXISTS { ?x netz:topic ?t . ?t skos:broader ?b }) }
SELECT * { ?x a ?c BIND(EXISTS { ?y netz:party ?w . ?y adms:status nk:ended } AS ?e) ?x netz:party ?w }
SELECT * { ?x a ?c OPTIONAL { ?x org:member ?y } OPTIONAL { ?x netz:evidence ?y } ?y skos:prefLabel ?l }
SELECT * { VALUES ?c { netz:Interface netz:Membership } ?x a ?c { SELECT ?x { ?x netz:inNetwork ?n . ?n a ?d } } }
SELECT * { { SELECT ?y (COUNT(?x) AS ?n) { ?x netz:party ?y } GROUP BY ?y } ?y skos:prefLabel ?l }
SELECT * { { SELECT (COUNT(?x) AS ?n) { ?x a netz:Demand } } ?y a netz:Demand }
SELECT * { { SELECT ?y { ?x netz:party ?y } } ?y org:unitOf* ?z . OPTIONAL { ?z org:classification ?k } }
SELECT * { GRAPH <https://netz.invalid/id/n/graph/a> { ?x a ?c } ?x skos:prefLabel ?l }
SELECT * { GRAPH <https://netz.invalid/id/graph/abgeleitet> { ?x org:linkedTo ?y } }
SELECT * { GRAPH ?g { ?x a netz:Interface } }
SELECT * { ?x schema:startDate ?d FILTER(STR(?d) < '2016-06-01') }
SELECT * { ?x a schema:Event OPTIONAL { ?x schema:startDate ?d } }
SELECT * { ?x ?p ?d . ?x a schema:Event . ?y ?p ?e FILTER(?p = schema:startDate) }
SELECT * { ?x oa:start 4 }
SELECT * { ?x netz:party <https://netz.invalid/id/amt> ; adms:status ?s . ?s a ?never }
SELECT * { <https://netz.invalid/id/s1> netz:party|netz:topic|^netz:callsFor ?y }
"""
"""Beside the shipped rules and questions, what rules of one's own may ask."""


def queries() -> list[str]:
    shipped = [rule.bind() for rule in read_rules(RULES, ONTOLOGY / "queries")[0]]
    return [
        *(query for query in shipped if patterns_of(query)),
        *(PROLOGUE + query for query in OWN.strip().splitlines()),
    ]


def in_order(rows: list[Row]) -> list[str]:
    return sorted(str(sorted((name, str(term)) for name, term in row.items() if term is not None)) for row in rows)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Row]]:
    """What the copy in memory answered since somebody emptied it, by question."""
    noted, ask = dict[str, list[Row]](), MemoryCopy.select

    def note(copy: MemoryCopy, query: str) -> list[Row]:
        noted[query] = ask(copy, query)
        return noted[query]

    monkeypatch.setattr(MemoryCopy, "select", note)
    return noted


@pytest.mark.parametrize("part", range(3))
def test_kept_rows_are_those_of_asking_again(part: int, answers: dict[str, list[Row]]) -> None:
    seed = os.environ.get("AKTEURSNETZ_KEPT_SEED", "0")
    dice = random.Random(f"{seed} {part}")  # noqa: S311 - a test
    asked = queries()
    for _ in range(max(1, STEPS // 150)):
        store = open_store("memory:")
        add(store, CITY, "n/graph/a")
        for number in range(25):
            change(store, dice)
            for query in asked:
                if dice.random() < 0.8:  # else its rows are kept over two changes at once
                    answers.clear()
                    found = KeptRows(store).select(query)
                    expected = answers[query] if query in answers else memory_copy(store).select(query)
                    assert in_order(found) == in_order(expected), (seed, part, number, query)
        store.close()


@pytest.fixture
def store() -> Store:
    opened = open_store("memory:")
    add(opened, CITY, "n/graph/a")
    return opened


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that the copy in memory is asked."""
    texts: list[str] = []
    ask = MemoryCopy.select

    def noted(copy: MemoryCopy, query: str) -> list[Row]:
        texts.append(query)
        return ask(copy, query)

    monkeypatch.setattr(MemoryCopy, "select", noted)
    return texts


def is_asked_after(store: Store, asked: list[str], query: str, *changed: ox.Quad) -> bool:
    """Whether a query is asked again after a change."""
    KeptRows(store).select(query)
    store.apply(Change(add=changed, checked=False))
    asked.clear()
    found, is_asked = KeptRows(store).select(query), bool(asked)
    assert in_order(found) == in_order(select_rows(memory_copy(store).quads, query))
    return is_asked


def quad(subject: str, predicate: str, value: str | ox.Literal) -> ox.Quad:
    end = ox.NamedNode(value) if isinstance(value, str) else value
    return ox.Quad(ox.NamedNode(BASE + subject), ox.NamedNode(predicate), end, ox.NamedNode(BASE + "n/graph/a"))


NAME = quad("amt", SKOS + "prefLabel", ox.Literal("Anders", language="de"))


@pytest.mark.parametrize(
    ("query", "changed", "is_asked"),
    [
        ("SELECT * { ?x netz:party ?y }", [NAME], False),
        ("SELECT * { ?x netz:party ?y . ?y skos:prefLabel ?name }", [NAME], True),
        ("SELECT * { ?x netz:party ?y . ?y ?any ?thing }", [NAME], True),
        ("SELECT * { ?x ?any ?y . ?x adms:status nk:demanded }", [NAME], False),
        ("SELECT * { ?x a netz:Mandate ; adms:status nk:exists }", [quad("s2", ADMS + "status", NK + "exists")], False),
        ("SELECT * { ?x a netz:Interface ; adms:status ?s }", [quad("s1", ADMS + "status", NK + "ended")], True),
        ("SELECT * { ?x schema:startDate ?day }", [quad("sitzung", NETZ + "startPrecision", NK + "year")], True),
        ("SELECT * { ?x org:linkedTo ?y }", [quad("s1", NETZ + "party", BASE + "x")], True),
        ("SELECT * { ?x skos:broader* ?y }", [NAME], True),
        ("SELECT * { GRAPH ?g { ?x netz:party ?y } }", [NAME], True),
        ("SELECT * { ?x netz:party ?y } LIMIT 3", [NAME], True),
        ("SELECT * { ?x <https://w3id.org/akteursnetz/ns#p\\u0061rty> ?y }", [NAME], True),
    ],
)
def test_a_query_is_asked_again_where_what_it_reads_was_touched(
    store: Store, asked: list[str], query: str, changed: list[ox.Quad], *, is_asked: bool
) -> None:
    assert is_asked_after(store, asked, PROLOGUE + query, *changed) is is_asked


def test_nothing_is_kept_of_a_query_that_may_say_something_else_each_time(store: Store, asked: list[str]) -> None:
    for query in ("SELECT (NOW() AS ?now) { ?x netz:party ?y }", "SELECT * { ?x netz:party ?y } LIMIT 1"):
        for _ in range(2):
            KeptRows(store).select(PROLOGUE + query)
    assert len(asked) == 4


def test_after_a_large_change_every_query_is_asked_again(store: Store, asked: list[str]) -> None:
    many = [quad(f"viele/{number}", SKOS + "note", ox.Literal("x")) for number in range(MOST_CHANGED + 1)]
    assert is_asked_after(store, asked, PROLOGUE + "SELECT * { ?x netz:party ?y }", *many)


def test_rows_that_a_change_came_between_are_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    query, ask = PROLOGUE + "SELECT * { ?x skos:altLabel ?name }", MemoryCopy.select
    copy = memory_copy(store)

    def meanwhile(one: MemoryCopy, text: str) -> list[Row]:
        rows = ask(one, text)
        store.apply(Change(add=[quad("amt", SKOS + "altLabel", ox.Literal("Neu"))], checked=False))
        memory_copy(store)
        return rows

    monkeypatch.setattr(MemoryCopy, "select", meanwhile)
    assert copy.select_with_revision(query)[1] is None
    monkeypatch.setattr(MemoryCopy, "select", ask)
    assert len(KeptRows(store).select(query)) == 2


def test_rows_with_nameless_things_are_not_kept(store: Store, asked: list[str]) -> None:
    add(store, "[] netz:party <amt> .", "n/graph/b")
    query = PROLOGUE + "SELECT * { ?x netz:party ?y }"
    assert is_asked_after(store, asked, query, NAME)
    assert len(KeptRows(store).select(query)) == 3


def test_changes_and_questions_side_by_side(store: Store) -> None:
    """Rows are of some revision between the one before and the one after they were asked for."""
    query, ended = PROLOGUE + "SELECT * { ?x skos:note ?note . ?x a org:Organization }", threading.Event()
    wrong: list[tuple[int, int, int]] = []

    def read() -> None:
        while not ended.is_set():
            before = store.revision
            number = len(KeptRows(store).select(query))
            if not before - first <= number <= store.revision - first + 1:
                wrong.append((before - first, number, store.revision - first))

    first = store.revision
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(150):
        store.apply(Change(add=[quad("amt", SKOS + "note", ox.Literal(f"Notiz {number}"))], checked=False))
    ended.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert len(KeptRows(store).select(query)) == 150
