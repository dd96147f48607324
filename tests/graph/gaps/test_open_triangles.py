"""Open triangles on arrays are the rows of the rule's own query, on random networks with everything it asks about."""

import random
from collections.abc import Iterator

import numpy as np
import pyoxigraph as ox
import pytest

from graph.gaps import open_triangles as arrays
from graph.gaps.followed_triangles import follow_triangles
from graph.gaps.open_triangles import OpenTriangles, open_triangles
from graph.gaps.rules_of_model import RuleQuestion, kept_rows_of_model, rows_of_model
from graph.network.model_reader import read_model
from graph.network.reading import Model
from graph.protocol import Change, Row, Store
from graph.query.memory_copy import memory_copy
from graph.query.named import find_query
from graph.store.open import open_store
from graph.terms import BASE
from graph.text import name
from tests.support.statements import add

EVERYBODY, TIES, GROUPS = 24, 44, 3
HANDS_OVER, HAS_A_SIDE = 0.3, 0.4
NETWORK = BASE + "stadt/netzwerk0"
ALL = 10**6
WHOLE_DAYS = ["'{year}-06-15'^^xsd:date"] * 5
ODD = [
    "'{year}'^^xsd:gYear",
    "'{year}-02-30'^^xsd:date",
    "'{year}-06'",
    "'{year}-06-15'^^xsd:date, '2017-01-01'^^xsd:date",
]


@pytest.fixture(params=range(6))
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    store = open_store("memory:")
    add(store, "\n".join(network(np.random.default_rng(request.param))))
    yield store
    store.close()


def network(chance: np.random.Generator) -> Iterator[str]:
    """Interfaces of two to four parties, memberships and plain ties, of several states, topics, networks and years."""
    for number in range(2):
        yield f"<stadt/netzwerk{number}> a netz:Network ."
    for number in range(GROUPS):
        yield f"<stadt/g{number}> a {chance.choice(['netz:WorkingGroup', 'netz:WorkingGroup', 'netz:Programme'])} ."
    for number in range(TIES):
        parties = chance.choice(EVERYBODY, chance.integers(2, 5), replace=False)
        yield f"<stadt/s{number}> a netz:Interface ; netz:topic <stadt/t{chance.integers(2)}>, <stadt/t2> ;"
        yield "netz:party " + ", ".join(f"<stadt/a{party}>" for party in parties) + " ;" + " ; ".join(of(chance)) + " ."
        if chance.random() < HANDS_OVER:
            sides = chance.choice(["netz:fromParty", "netz:toParty"], len(parties) - 1)
            for side, party in zip(sides, parties[1:], strict=True):
                yield f"<stadt/s{number}> {side} <stadt/a{party}> ."
    for number in range(16):
        yield f"<stadt/m{number}> a netz:Membership ; org:member <stadt/a{chance.integers(EVERYBODY)}> ;"
        yield f"org:organization <stadt/g{chance.integers(GROUPS)}> ; " + " ; ".join(of(chance)) + " ."
    yield f"<stadt/a{chance.integers(EVERYBODY)}> org:memberOf <stadt/g0> . <stadt/g0> org:hasMember <stadt/a1> ."
    yield f"<stadt/m9> a org:Membership ; org:member <stadt/a2> ; org:organization <stadt/g{chance.integers(GROUPS)}> ."
    yield f"<stadt/a3> org:linkedTo <stadt/a{chance.integers(4, EVERYBODY)}> ."
    yield "<stadt/s99> a netz:Interface ; netz:party <stadt/a5>, <stadt/a6> ; adms:status nk:exists ;"
    yield "schema:endDate '2015-06-15'^^xsd:date . <stadt/a6> org:linkedTo <stadt/a5> ."
    yield "<stadt/m99> a netz:Membership ; org:member <stadt/a7> ; org:organization <stadt/g0> ;"
    yield "adms:status nk:exists ; schema:endDate '2015-06-15'^^xsd:date . <stadt/g0> org:hasMember <stadt/a7> ."


def of(chance: np.random.Generator) -> Iterator[str]:
    yield f"netz:inNetwork <stadt/netzwerk{chance.integers(2)}>"
    yield f"adms:status nk:{chance.choice(['exists', 'exists', 'exists', 'demanded', 'ended'])}"
    for end in ("startDate", "endDate"):
        if chance.random() < HAS_A_SIDE:
            year = chance.integers(2014, 2020)
            yield f"schema:{end} {chance.choice([*WHOLE_DAYS, *ODD]).format(year=year)}"
            yield f"netz:{end.replace('Date', 'Precision')} nk:{chance.choice(['day', 'approximate', 'month'])}"


def as_said(rows: list[Row]) -> list[tuple[str, ...]]:
    return [tuple(name(row[column]) for column in ("subject", "a", "b", "topic", "network")) for row in rows]


@pytest.mark.parametrize("network", [None, NETWORK])
@pytest.mark.parametrize("at", [None, "2014-01-01", "2017-06-15"])
@pytest.mark.parametrize("at_once", [4_000_000, 7])
def test_arrays_give_the_rows_of_the_query(
    store: Store, network: str | None, at: str | None, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays, "AT_ONCE", at_once)
    asked = memory_copy(store).select(find_query("triangle-open").bind(network=network, date=at))
    model = read_model(store)
    found = open_triangles(model, network=network, at=at, left_out=(), most=ALL)
    assert as_said(found.rows) == sorted(as_said(asked))
    assert found.number == len(asked) > 0
    first = open_triangles(model, network=network, at=at, left_out=(), most=3)
    assert (first.rows, first.number) == (found.rows[:3], found.number)


def test_network_that_switched_the_rule_off_has_none(store: Store) -> None:
    model = read_model(store)
    found = open_triangles(model, network=None, at=None, left_out={NETWORK}, most=ALL)
    assert found.number == len(found.rows) > 0
    assert {name(row["network"]) for row in found.rows} == {BASE + "stadt/netzwerk1"}
    assert open_triangles(model, network=NETWORK, at=None, left_out={NETWORK}, most=ALL).rows == []


@pytest.mark.parametrize("network", [None, NETWORK])
@pytest.mark.parametrize("at", [None, "2017-06-15"])
@pytest.mark.parametrize("most", [ALL, 3])
def test_what_follows_changes_is_what_is_found_anew(
    store: Store, network: str | None, at: str | None, most: int
) -> None:
    dice, followed = random.Random(3), 0  # noqa: S311 - a test

    def find(model: Model) -> OpenTriangles:
        return open_triangles(model, most=most, network=network, at=at, left_out=())

    model = read_model(store)
    found = find(model)
    for number in range(40):
        quads = sorted((quad for quad in memory_copy(store).quads if is_said(quad)), key=str)
        one, other = dice.sample(quads, 2)
        moved = ox.Quad(one.subject, other.predicate, other.object, one.graph_name)
        store.apply(Change(add=[moved], remove=[other] if dice.random() < 0.7 else [], author="t", reason="t"))
        before, model = model, read_model(store)
        anew, kept = find(model), follow_triangles(found, before.ties, model, network=network, at=at, left_out=())
        if kept is None:
            assert most == 3
        else:
            assert (kept.rows, kept.number) == (anew.rows, anew.number), number
            followed += 1
        found = kept or anew
    assert followed > 20


def test_a_change_elsewhere_leaves_all_as_it_was(store: Store) -> None:
    model = read_model(store)
    found = open_triangles(model, most=ALL, network=None, at=None, left_out=())
    add(store, "<stadt/neu> a netz:Interface ; adms:status nk:exists ; netz:party <stadt/x>, <stadt/y> .")
    assert follow_triangles(found, model.ties, read_model(store), network=None, at=None, left_out=()) is found


def is_said(quad: ox.Quad) -> bool:
    """Whether a statement is about an interface or a membership, and no derived one."""
    return str(quad.subject).startswith((f"<{BASE}stadt/s", f"<{BASE}stadt/m")) and "abgeleitet" not in str(
        quad.graph_name
    )


def test_rows_of_the_rule_follow_the_store(store: Store) -> None:
    dice, asked = random.Random(5), RuleQuestion("triangle-open", None, None, frozenset())  # noqa: S311 - a test
    for number in range(20):
        one, other = dice.sample(range(EVERYBODY), 2)
        kind = dice.choice(["netz:Interface ; netz:topic <stadt/t2>", "netz:Interface"])
        tie = f"<stadt/neu{number}> a {kind} ; adms:status nk:exists ; netz:party <stadt/a{one}>, <stadt/a{other}> ;"
        add(store, f"{tie} netz:inNetwork <stadt/netzwerk0> .")
        assert kept_rows_of_model(store, asked) == rows_of_model(read_model(store), asked)
