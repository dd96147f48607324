"""Slow results are never given as new when they are former ones, and are there in the end."""

from __future__ import annotations

import gc
import random
import threading
import time
from datetime import date
from functools import partial
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import graph.analysis
from graph.analysis import Analysis, analysis_for
from graph.cache.beside import (
    Results,
    given_former,
    patience,
    right_ones_to_come,
)
from graph.cache.of_results import of_results, of_results_named
from graph.cache.turns import have_computed
from graph.gaps.decisions import make_decision, record
from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.protocol import Change, Store
from graph.query.memory_copy import memory_copy
from graph.store.open import open_store
from graph.terms import ADMS, BASE, NETZ, NK, RDF, SKOS
from tests.support.held_back import nothing_computed_beside
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.statements import add


def wait_until(results: Results, *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while results.pending and time.monotonic() < until:
        time.sleep(0.01)
    assert not results.pending


def test_what_was_makes_way_for_what_the_present_lacks() -> None:
    begun, go, done = threading.Event(), threading.Event(), list[str]()
    past, present = (Results({"a": 0, "b": 0}, lambda: True, is_past=is_past) for is_past in (True, False))

    def make(name: str) -> None:
        begun.set()
        go.wait(60)
        done.append(name)

    with patience(0):
        for results, name in ((past, "a"), (past, "b"), (present, "a")):
            results.get(name, partial(make, f"{results is past} {name}"))
            assert begun.wait(60)
    go.set()
    wait_until(past)
    wait_until(present)
    assert done == ["True a", "False a", "True b"], "the first was begun before the other was asked for"


def test_who_has_no_patience_gets_the_former_result_and_is_told() -> None:
    go, results = threading.Event(), Results({"measures": "former"}, lambda: True)

    def make() -> str:
        go.wait(60)
        return "right"

    with patience(0.01):
        assert results.get("measures", make) == "former"
        assert given_former() == results.pending == frozenset({"measures"})
    go.set()
    wait_until(results)
    with patience(0.01):
        assert results.get("measures", make) == "right"
        assert given_former() == frozenset()


def test_who_waits_gets_the_right_result_although_another_does_not_wait() -> None:
    started, results = threading.Event(), Results({"gaps": "former"}, lambda: True)

    def make() -> str:
        started.set()
        time.sleep(0.1)
        return "right"

    with patience(0):
        assert results.get("gaps", make) == "former"
    started.wait(60)
    assert results.get("gaps", make) == "right"


def test_without_a_former_result_everybody_waits() -> None:
    results = Results({}, lambda: True)
    with patience(0):
        assert results.get("gaps", lambda: "right") == "right"
        assert given_former() == frozenset()


def test_what_was_not_wanted_in_its_turn_is_begun_again_when_it_is() -> None:
    """For who may read a part, taking a change back brings the same state again: it stayed the former one for ever."""
    wanted = threading.Event()
    results = Results({"gaps": "former"}, wanted.is_set)
    with patience(0):
        assert results.get("gaps", lambda: "right") == "former"
        (over,) = right_ones_to_come()
    assert over.wait(5), "whoever keeps a page with the former one asks again"
    wanted.set()
    with patience(5):
        assert results.get("gaps", lambda: "right") == "right"


@pytest.mark.parametrize("is_kept", [False, True])
def test_what_is_quickly_made_of_something_slow_is_not_waited_for(*, is_kept: bool) -> None:
    """Of 60 actors the matters take 10 ms once the gaps are there; a page that asked for them alone waited 1.7 s."""
    go = threading.Event()
    go.set()

    class Owner:
        def __init__(self, results: Results) -> None:
            self.results = results

        @of_results_named("gaps")
        def gaps(self) -> str:
            return str(self.results.get("gaps", lambda: go.wait(60)))

        def matters(self) -> str:
            found: str = self.results.get("matters", lambda: f"of {self.gaps}")
            return found

    before = Owner(Results({}, lambda: True))
    if is_kept:
        assert before.gaps
    assert before.matters() == "of True"
    after = Owner(Results(before.results.known | {"matters": "former"}, lambda: True, before.results.pace))
    after.results.pace.note_result("gaps", 60)
    go.clear()
    with patience(0.05):
        assert after.matters() == "former"
    go.set()
    wait_until(after.results)
    assert after.matters() == "of True"


def test_what_was_quick_and_takes_long_this_time_is_not_waited_for() -> None:
    go, before = threading.Event(), Results({}, lambda: True)
    assert before.get("measures", lambda: "former") == "former"
    after = Results(before.known, lambda: True, before.pace)
    with patience(0.05):
        assert after.get("measures", lambda: go.wait(60)) == "former"
        assert given_former() == frozenset({"measures"})
    go.set()
    wait_until(after)
    assert after.get("measures", lambda: None) is True


def test_what_fails_is_said_to_who_asks_next() -> None:
    go, results = threading.Event(), Results({"gaps": "former"}, lambda: True)

    def fail() -> str:
        go.wait(60)
        raise ValueError("no")

    with patience(0):
        assert results.get("gaps", fail) == "former"
    go.set()
    wait_until(results)
    with patience(0), pytest.raises(ValueError, match="no"):
        results.get("gaps", fail)


def test_what_was_made_of_a_former_result_is_not_kept_when_the_right_one_fails() -> None:
    go = threading.Event()

    class Owner:
        results = Results({"gaps": "former"}, lambda: True)

        @of_results
        def shown(self) -> str:
            value: str = self.results.get("gaps", self._fail)
            return value

        def _fail(self) -> str:
            go.wait(60)
            raise ValueError("no")

    owner = Owner()
    with patience(0):
        assert owner.shown == "former"
    go.set()
    wait_until(owner.results)
    with patience(0), pytest.raises(ValueError, match="no"):
        assert owner.shown


def test_what_rests_on_one_result_stays_and_is_no_former_one_while_others_come() -> None:
    go = threading.Event()

    class Owner:
        results = Results({"gaps": "former", "measures": "former"}, lambda: True)

        @of_results_named("gaps")
        def shown(self) -> list[str]:
            return [self.results.get("gaps", lambda: "right")]

    owner = Owner()
    assert owner.shown == ["right"], "who has all patience computes it"
    with patience(0):
        assert owner.results.get("measures", lambda: go.wait(60)) == "former"
    with patience(0):
        first = owner.shown
        assert (first, given_former()) == (["right"], frozenset()), "measures are pending, and nothing of it is shown"
        go.set()
        wait_until(owner.results)
        assert owner.shown is first


def test_no_page_stops_for_garbage_after_each_result() -> None:
    """Python's whole search takes 0.1 s for 1,000 actors, in which nobody is served: it is for who sees a pause."""
    searched, results = list[int](), Results({"measures": "former"}, lambda: True)
    have_computed()

    def note(phase: str, about: dict[str, int]) -> None:
        searched.extend([about["generation"]] * (phase == "start" and threading.current_thread().name[:6] == "beside"))

    gc.callbacks.append(note)
    try:
        with patience(0):
            results.get("measures", lambda: "right")
        wait_until(results)
        until = time.monotonic() + 60
        while not (told := have_computed()) and time.monotonic() < until:
            time.sleep(0.01)
    finally:
        gc.callbacks.remove(note)
    assert (told, have_computed()) == (True, False)
    assert 2 not in searched


def test_on_the_next_day_rules_are_asked_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = analysis_for(store)
    measures = before.measures
    assert before.recorded_gaps
    assert analysis_for(store) is before
    monkeypatch.setattr(graph.analysis, "shown_day", lambda: date(2099, 1, 1))
    after = analysis_for(store)
    assert after is not before
    assert after.measures is measures, "no figure of the network hangs on the day"
    assert "recorded" not in after.results.made


def test_of_a_state_that_is_over_nothing_is_computed_beside() -> None:
    results = Results({"gaps": "former"}, lambda: False)
    with patience(0.05):
        assert results.get("gaps", lambda: pytest.fail("computed")) == "former"


@pytest.fixture
def store() -> Store:
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    return opened


def tie(number: int, one: str, other: str) -> list[ox.Quad]:
    node, graph = ox.NamedNode(f"{BASE}magdeburg/neu/{number}"), ox.NamedNode(BASE + "magdeburg/graph/neu")
    network = ox.NamedNode(BASE + "magdeburg/netzwerk")
    stated = [(RDF + "type", NETZ + "Interface"), (ADMS + "status", NK + "exists"), (NETZ + "inNetwork", network.value)]
    return [
        ox.Quad(node, ox.NamedNode(predicate), ox.NamedNode(value), graph)
        for predicate, value in (*stated, (NETZ + "party", one), (NETZ + "party", other))
    ]


def test_a_new_tie_is_seen_at_once_and_its_measures_when_they_are_there(store: Store) -> None:
    before = analysis_for(store)
    one, other = sorted(before.unconnected)[:2]
    degree, found = before.partners(one), before.measures
    assert before.gaps
    store.apply(Change(add=tie(1, one, other), checked=False))
    with nothing_computed_beside(), patience(0):
        after = analysis_for(store)
        assert after.partners(one) == degree + 1
        assert len(after.ties) == len(before.ties) + 1
        assert after.measures is found
        assert "measures" in given_former()
    wait_until(after.results)
    row = after.measures.of(one)
    assert row is not None
    assert row.degree == degree + 1


def test_a_note_changes_no_measure(store: Store) -> None:
    before = analysis_for(store)
    found = before.measures
    iri = next(iter(before.ties)).iri
    graph = ox.NamedNode(BASE + "magdeburg/graph/neu")
    store.apply(Change(add=[ox.Quad(ox.NamedNode(iri), ox.NamedNode(SKOS + "note"), ox.Literal("x"), graph)]))
    with patience(0):
        assert analysis_for(store).measures is found
        assert given_former() == frozenset()


def test_an_answer_to_a_gap_shows_at_once_although_the_gaps_are_former_ones(store: Store) -> None:
    gap = analysis_for(store).open_gaps[0]
    record(store, gap, make_decision(gap, "no_need", author="VM", note="weil"))
    with patience(0):
        states = {one.id: one.state for one in analysis_for(store).gaps}
        assert states[gap.id] == "no_need"
    store.undo(store.revision)
    with patience(0):
        assert {one.id: one.state for one in analysis_for(store).gaps}[gap.id] == "open"


def edges(graph: nx.Graph[str]) -> dict[object, object]:
    keyed = graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True)  # type: ignore[call-overload]
    ends = tuple if graph.is_directed() else frozenset
    return {(ends(edge[:2]), *edge[2:-1]): edge[-1] for edge in keyed}


def assert_same_network(found: Analysis) -> None:
    expected = Analysis(found.store, found.network_iri, found.states, found.at)
    for one, other in ((found.network, expected.network), (found.simple, expected.simple)):
        assert {iri: one.nodes[iri] for iri in one} == {iri: other.nodes[iri] for iri in other}
        assert list(one) == list(other)
        assert edges(one) == edges(other)
        assert {iri: one.degree(iri) for iri in one} == {iri: other.degree(iri) for iri in other}
    assert {iri: set(found.network.predecessors(iri)) for iri in found.network} == {
        iri: set(expected.network.predecessors(iri)) for iri in expected.network
    }
    assert found.measures == expected.measures


@pytest.mark.parametrize("seed", range(4))
def test_the_network_after_changes_is_the_one_read_anew(seed: int, tmp_path: Path) -> None:
    dice, store = random.Random(seed), open_store("memory:")  # noqa: S311 - a test
    load_ontology(store)
    file = tmp_path / "town.ttl"
    generate(file, actors=40, seed=seed, degree=4)
    load_files(store, [file])
    for number in range(25):
        former = analysis_for(store)
        if dice.random() < 0.8:
            assert former.simple is not None
        elif dice.random() < 0.5:
            assert former.network is not None
        held = memory_copy(store).quads
        quads = [quad for tie in former.ties for quad in _about(held, tie.iri)]
        people = sorted(former.everyone)
        come = tie(number, *dice.sample(people, 2)) if dice.random() < 0.6 else []
        remove = dice.sample(quads, min(len(quads), dice.choice((0, 1, 3))))
        if dice.random() < 0.2:
            remove += _about(held, dice.choice(people))
        store.apply(Change(add=come, remove=remove, checked=False))
        if dice.random() < 0.7:
            assert_same_network(analysis_for(store))


def test_who_becomes_visible_is_joined_to_its_parts(store: Store) -> None:
    """A unit was there before the office that it is part of took part for the first time."""
    add(
        store,
        """<stadt/netzwerk> a netz:Network . <magdeburg/stelle> a org:OrganizationalUnit ; org:unitOf <stadt/amt> ;
        netz:inNetwork <stadt/netzwerk> . <stadt/verein> a org:Organization ; netz:inNetwork <stadt/netzwerk> .""",
        "stadt/graph/a",
    )
    iri = BASE + "stadt/netzwerk"
    before = analysis_for(store, iri)
    assert before.simple.number_of_edges() == 0
    add(
        store, "<stadt/s> a netz:Interface ; netz:party <stadt/amt>, <stadt/verein> ; netz:inNetwork <stadt/netzwerk> ."
    )
    assert_same_network(analysis_for(store, iri))
    assert analysis_for(store, iri).simple.number_of_edges() == 2


def test_a_tie_of_the_same_name_as_an_actor_hides_no_change_of_it(store: Store) -> None:
    add(store, "<stadt/j> a netz:Interface ; netz:party <stadt/a>, <stadt/b> . <stadt/j> a org:Organization .")
    assert analysis_for(store).measures
    add(store, "<stadt/j> a netz:WorkingGroup .")
    assert_same_network(analysis_for(store))


def _about(held: ox.Store, iri: str) -> list[ox.Quad]:
    return list(held.quads_for_pattern(ox.NamedNode(iri), None, None, None))


def test_a_store_that_is_closed_meanwhile_is_no_fault_worth_a_trace(caplog: pytest.LogCaptureFixture) -> None:
    store = open_store("memory:")
    started, go, results = threading.Event(), threading.Event(), Results({"measures": "former"}, lambda: True)

    def make() -> object:
        started.set()
        go.wait(60)
        return store.select("SELECT ?s WHERE { ?s ?p ?o }")

    with patience(0.01):
        results.get("measures", make)
    assert started.wait(60)
    store.close()
    go.set()
    wait_until(results)
    assert not caplog.records
