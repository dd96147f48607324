"""Isolated actors from the model are the rows of the rule's own query, on random networks with everything it asks."""

from collections.abc import Iterator

import numpy as np
import pytest

from graph.analysis import Analysis
from graph.gaps.isolated import isolated_actors
from graph.network.model_reader import read_model
from graph.protocol import Row, Store
from graph.query.memory_copy import memory_copy
from graph.query.named import find_query
from graph.store.open import open_store
from graph.terms import BASE
from graph.text import name
from tests.support.statements import add

EVERYBODY, TIES, MEMBERSHIPS, GROUPS, UNITS = 40, 14, 8, 3, 8
SIDE = 0.5
NETWORK = BASE + "stadt/netzwerk0"
ALL = 10**6
DAYS = [
    *["'{year}-06-15'^^xsd:date"] * 3,
    "'{year}'^^xsd:gYear",
    "'{year}-02-30'^^xsd:date",
    "'{year}-06-15'^^xsd:date, '2017-01-01'^^xsd:date",
]
PART_OF = ["org:unitOf", "org:subOrganizationOf", "org:postIn"]
KINDS = ["org:FormalOrganization", "org:OrganizationalUnit", "netz:ActorGroup", "netz:Programme", "stadt:Verein"]


@pytest.fixture(params=range(6))
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    store = open_store("memory:")
    add(store, "\n".join(network(np.random.default_rng(request.param))))
    yield store
    store.close()


def network(random: np.random.Generator) -> Iterator[str]:
    """Actors of every kind in two networks; interfaces, memberships, mandates, findings and plain ties among some."""
    yield "<stadt/Verein> rdfs:subClassOf org:FormalOrganization ."
    for number in range(2):
        yield f"<stadt/netzwerk{number}> a netz:Network ."
    for number in range(EVERYBODY):
        kind = random.choice(KINDS).replace("stadt:Verein", "<stadt/Verein>")
        yield f"<stadt/a{number}> a {kind} ; netz:inNetwork <stadt/netzwerk{random.integers(2)}> ."
    for part, whole in random.choice(EVERYBODY, (UNITS, 2), replace=False):
        yield f"<stadt/a{part}> {random.choice(PART_OF)} <stadt/a{whole}> ."
    for number in range(GROUPS):
        yield f"<stadt/g{number}> a netz:WorkingGroup ; netz:inNetwork <stadt/netzwerk0> ."
    for number in range(TIES):
        parties = random.choice(EVERYBODY, random.integers(2, 4), replace=False)
        yield f"<stadt/s{number}> a netz:Interface ; netz:party " + ", ".join(f"<stadt/a{one}>" for one in parties)
        yield " ; " + " ; ".join(of(random)) + " ."
    for number in range(MEMBERSHIPS):
        yield f"<stadt/m{number}> a netz:Membership ; org:member <stadt/a{random.integers(EVERYBODY)}> ;"
        yield f"org:organization <stadt/g{random.integers(GROUPS)}> ; " + " ; ".join(of(random)) + " ."
    yield "<stadt/e> a netz:Demand ; netz:inNetwork <stadt/netzwerk0> ; netz:concerns <stadt/a1> ;"
    yield "netz:raisedBy <stadt/g0> ."
    for number in range(EVERYBODY, EVERYBODY + 4):
        yield f"<stadt/a{number}> a org:Organization ; netz:inNetwork <stadt/netzwerk0> ."
    yield f"<stadt/a{EVERYBODY}> org:linkedTo <stadt/a{EVERYBODY + 1}> ."
    yield f"<stadt/g0> org:hasMember <stadt/a{EVERYBODY + 2}> ."


def of(random: np.random.Generator) -> Iterator[str]:
    yield f"netz:inNetwork <stadt/netzwerk{random.integers(2)}>"
    yield f"adms:status nk:{random.choice(['exists', 'exists', 'exists', 'demanded', 'ended'])}"
    for side in ("start", "end"):
        if random.random() < SIDE:
            yield f"schema:{side}Date {random.choice(DAYS).format(year=random.integers(2014, 2020))}"
            yield f"netz:{side}Precision nk:{random.choice(['day', 'approximate', 'month'])}"


def as_said(rows: list[Row]) -> list[tuple[str, ...]]:
    return [tuple(name(row[column]) for column in ("network", "subject")) for row in rows]


@pytest.mark.parametrize("network", [None, NETWORK])
@pytest.mark.parametrize("at", [None, "2014-01-01", "2017-06-15"])
def test_model_gives_the_rows_of_the_query(store: Store, network: str | None, at: str | None) -> None:
    asked = memory_copy(store).select(find_query("actor-isolated").bind(network=network, date=at))
    model = read_model(store)
    found, number = isolated_actors(model, network=network, at=at, left_out=(), most=ALL)
    assert as_said(found) == sorted(as_said(asked))
    assert number == len(asked) > 0
    first, still = isolated_actors(model, network=network, at=at, left_out=(), most=3)
    assert (first, still) == (found[:3], number)


@pytest.mark.parametrize("at", [None, "2014-01-01", "2017-06-15"])
def test_gap_list_and_figure_count_the_same(store: Store, at: str | None) -> None:
    analysis = Analysis(store, network=NETWORK, at=at)
    named = [gap.subject.iri for gap in analysis.recorded_gaps if gap.rule == "actor-isolated"]
    assert sorted(named) == sorted(analysis.unconnected)
    assert analysis.key_figures.unconnected_actors == len(named) > 0


def test_network_that_switched_the_rule_off_has_none(store: Store) -> None:
    model = read_model(store)
    found, _ = isolated_actors(model, network=None, at=None, left_out={NETWORK}, most=ALL)
    assert {name(row["network"]) for row in found} == {BASE + "stadt/netzwerk1"}
    assert isolated_actors(model, network=NETWORK, at=None, left_out={NETWORK}, most=ALL) == ([], 0)
