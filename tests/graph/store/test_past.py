"""A store as it was: every state is what it was when it was the present one, and nobody who is kept apart is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import NotFound, StoreUnavailable
from graph.protocol import Change, Store
from graph.store import past
from graph.store.open import open_store
from graph.store.past import KEPT, drop_idle_pasts, past_store, revision_at
from graph.terms import DERIVED_GRAPH, FOAF, RDF, SKOS, XSD


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    yield opened
    opened.close()


def drop_all(store: Store) -> None:
    """Let the held states be as old as if nobody looked any more."""
    monkey = pytest.MonkeyPatch()
    monkey.setattr(past, "IDLE_S", -1.0)
    drop_idle_pasts(store)
    monkey.undo()


def quad(number: int, word: str) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(f"https://netz.invalid/id/n/{number}"),
        ox.NamedNode(SKOS + "note"),
        ox.Literal(word),
        ox.NamedNode("https://netz.invalid/id/n/graph/daten"),
    )


def spelled(number: int, spelling: str) -> ox.Quad:
    """A statement with a number that the engine writes otherwise than it came."""
    value = ox.Literal(spelling.format(number), datatype=ox.NamedNode(XSD + "decimal"))
    plain = quad(number, "")
    return ox.Quad(plain.subject, plain.predicate, value, plain.graph_name)


def said(store: Store) -> set[ox.Quad]:
    everything = ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS)
    return {one for one in everything if one.graph_name != ox.NamedNode(DERIVED_GRAPH)}


CHANGES = st.lists(
    st.tuples(st.lists(st.integers(0, 5), max_size=3), st.lists(st.integers(0, 5), max_size=3), st.booleans()),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(CHANGES)
def test_any_state_is_what_it_was_when_it_was_the_present_one(changes: list[tuple[list[int], list[int], bool]]) -> None:
    store = open_store("memory:")
    states: dict[int, set[ox.Quad]] = {}
    for come, go, is_undone in changes:
        add, remove = [spelled(one, "0{}") for one in come], [spelled(one, "{}.0") for one in go]
        applied = store.apply(Change(add=add, remove=remove))
        states[applied.revision] = said(store)
        if is_undone and applied.revision:
            taken_back = store.undo(applied.revision)
            states[taken_back.revision] = said(store)
    for revision, state in states.items():
        if revision:
            drop_all(store)
            assert said(past_store(store, revision)) == state
    store.close()


def test_whoever_became_known_since_is_not_seen_by_looking_back(store: Store) -> None:
    store.apply(Change(add=[quad(1, "Termin mit Lore Zwirnnysen"), quad(2, "Termin")]))
    before = store.revision
    assert b"Zwirnnysen" in past_store(store, before).dump()
    person = ox.NamedNode("https://netz.invalid/id/n/person/1")
    graph = ox.NamedNode("https://netz.invalid/id/n/graph/daten")
    store.apply(
        Change(
            add=[
                ox.Quad(person, ox.NamedNode(RDF + "type"), ox.NamedNode(FOAF + "Person"), graph),
                ox.Quad(person, ox.NamedNode(FOAF + "name"), ox.Literal("Lore Zwirnnysen"), graph),
            ]
        )
    )
    then = past_store(store, before)
    assert b"Zwirnnysen" not in then.dump()
    assert said(then) == {quad(2, "Termin")}


@pytest.mark.parametrize("revision", [0, -1, 7])
def test_a_state_that_never_was_is_told(store: Store, revision: int) -> None:
    store.apply(Change(add=[quad(1, "da")]))
    with pytest.raises(NotFound):
        past_store(store, revision)


def test_the_last_change_of_a_day_is_found(store: Store) -> None:
    for number in range(5):
        store.apply(Change(add=[quad(number, "da")]))
    today = datetime.now(UTC).date()
    assert revision_at(store, today) == 5
    assert revision_at(store, today + timedelta(days=9)) == 5
    assert revision_at(store, date(2001, 1, 1)) == 0


def test_a_former_state_answers_queries_like_any_store(store: Store) -> None:
    store.apply(Change(add=[quad(1, "alt")]))
    store.apply(Change(add=[quad(1, "neu")], remove=[quad(1, "alt")]))
    answer = past_store(store, 1).answer(f"SELECT ?o {{ ?s <{SKOS}note> ?o }}", ["text/csv"])
    assert answer.body.split() == [b"o", b"alt"]


def test_many_states_are_not_held_at_once_and_nobody_who_looks_is_disturbed(store: Store) -> None:
    for number in range(4):
        store.apply(Change(add=[quad(number, "da")]))
    held = [past_store(store, number + 1) for number in range(KEPT)]
    with pytest.raises(StoreUnavailable):
        past_store(store, 4)
    assert [len(said(one)) for one in held] == [1, 2]
    monkey = pytest.MonkeyPatch()
    monkey.setattr(past, "GRACE_S", -1.0)
    assert len(said(past_store(store, 4))) == 4
    assert [len(said(one)) for one in held] == [1, 2], "whoever is at work on a state goes on"
    monkey.setattr(past, "LEFT_S", -1.0)
    assert len(said(past_store(store, 3))) == 3
    assert len(store.made_of_this) == KEPT  # type: ignore[attr-defined]
    monkey.undo()
