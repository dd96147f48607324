"""Open triangles on arrays are the rows of the rule's own query, on random networks with everything it asks about."""

from collections.abc import Iterator

import numpy as np
import pytest

from graph.gaps import open_triangles as arrays
from graph.gaps.open_triangles import open_triangles
from graph.network.model_reader import read_model
from graph.protocol import Row, Store
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


def network(random: np.random.Generator) -> Iterator[str]:
    """Interfaces of two to four parties, memberships and plain ties, of several states, topics, networks and years."""
    for number in range(2):
        yield f"<stadt/netzwerk{number}> a netz:Network ."
    for number in range(GROUPS):
        yield f"<stadt/g{number}> a {random.choice(['netz:WorkingGroup', 'netz:WorkingGroup', 'netz:Programme'])} ."
    for number in range(TIES):
        parties = random.choice(EVERYBODY, random.integers(2, 5), replace=False)
        yield f"<stadt/s{number}> a netz:Interface ; netz:topic <stadt/t{random.integers(2)}>, <stadt/t2> ;"
        yield "netz:party " + ", ".join(f"<stadt/a{party}>" for party in parties) + " ;" + " ; ".join(of(random)) + " ."
        if random.random() < HANDS_OVER:
            sides = random.choice(["netz:fromParty", "netz:toParty"], len(parties) - 1)
            for side, party in zip(sides, parties[1:], strict=True):
                yield f"<stadt/s{number}> {side} <stadt/a{party}> ."
    for number in range(16):
        yield f"<stadt/m{number}> a netz:Membership ; org:member <stadt/a{random.integers(EVERYBODY)}> ;"
        yield f"org:organization <stadt/g{random.integers(GROUPS)}> ; " + " ; ".join(of(random)) + " ."
    yield f"<stadt/a{random.integers(EVERYBODY)}> org:memberOf <stadt/g0> . <stadt/g0> org:hasMember <stadt/a1> ."
    yield f"<stadt/m9> a org:Membership ; org:member <stadt/a2> ; org:organization <stadt/g{random.integers(GROUPS)}> ."
    yield f"<stadt/a3> org:linkedTo <stadt/a{random.integers(4, EVERYBODY)}> ."
    yield "<stadt/s99> a netz:Interface ; netz:party <stadt/a5>, <stadt/a6> ; adms:status nk:exists ;"
    yield "schema:endDate '2015-06-15'^^xsd:date . <stadt/a6> org:linkedTo <stadt/a5> ."
    yield "<stadt/m99> a netz:Membership ; org:member <stadt/a7> ; org:organization <stadt/g0> ;"
    yield "adms:status nk:exists ; schema:endDate '2015-06-15'^^xsd:date . <stadt/g0> org:hasMember <stadt/a7> ."


def of(random: np.random.Generator) -> Iterator[str]:
    yield f"netz:inNetwork <stadt/netzwerk{random.integers(2)}>"
    yield f"adms:status nk:{random.choice(['exists', 'exists', 'exists', 'demanded', 'ended'])}"
    for end in ("startDate", "endDate"):
        if random.random() < HAS_A_SIDE:
            year = random.integers(2014, 2020)
            yield f"schema:{end} {random.choice([*WHOLE_DAYS, *ODD]).format(year=year)}"
            yield f"netz:{end.replace('Date', 'Precision')} nk:{random.choice(['day', 'approximate', 'month'])}"


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
    found, number = open_triangles(model, network=network, at=at, left_out=(), most=ALL)
    assert as_said(found) == sorted(as_said(asked))
    assert number == len(asked) > 0
    first, still = open_triangles(model, network=network, at=at, left_out=(), most=3)
    assert (first, still) == (found[:3], number)


def test_network_that_switched_the_rule_off_has_none(store: Store) -> None:
    model = read_model(store)
    found, number = open_triangles(model, network=None, at=None, left_out={NETWORK}, most=ALL)
    assert number == len(found) > 0
    assert {name(row["network"]) for row in found} == {BASE + "stadt/netzwerk1"}
    assert open_triangles(model, network=NETWORK, at=None, left_out={NETWORK}, most=ALL) == ([], 0)
