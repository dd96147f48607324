"""A change that is taken back leaves no addresses where later changes speak of organisations."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import BASE, NETZ, ORG, SKOS
from graph.upkeep.left_standing import left_standing

PREFIXES = f"@prefix : <{BASE}n/> . @prefix netz: <{NETZ}> . @prefix org: <{ORG}> . @prefix skos: <{SKOS}> ."
LIST = """:netzwerk a netz:Network .
  :amt a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Amt"@de ; skos:note "aus der Liste"@de .
  :bad a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Bad"@de ."""
LATER = """:bau a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Bau"@de .
  :s a netz:Interface ; netz:party :amt, :bau ; netz:inNetwork :netzwerk ."""
AMT, BAD = BASE + "n/amt", BASE + "n/bad"


def quads(turtle: str) -> list[ox.Quad]:
    graph = ox.NamedNode(BASE + "n/graph/daten")
    parsed = ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(one.subject, one.predicate, one.object, graph) for one in parsed]


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    opened.apply(Change(add=quads(":netzwerk a netz:Network .")))
    opened.apply(Change(add=quads(LIST)))
    yield opened
    opened.close()


def test_what_a_later_change_speaks_of_keeps_its_name_and_all_else_goes(store: Store) -> None:
    store.apply(Change(add=quads(LATER)))
    before, kept = store.dump(), left_standing(store, 2)
    assert kept.iris == (AMT,)
    applied = store.undo(2, keep=kept.quads)
    actors = read_model(store).actors
    assert (actors[AMT].label.de, actors[AMT].note) == ("Amt", "")
    assert BAD not in actors
    store.undo(applied.revision)
    assert sorted(store.dump().splitlines()) == sorted(before.splitlines())


def test_what_has_its_name_from_elsewhere_or_was_taken_back_is_not_kept(store: Store) -> None:
    assert left_standing(store, 2).iris == ()
    later = store.apply(Change(add=quads(f'{LATER} :amt skos:prefLabel "Jugendamt"@de .'))).revision
    assert left_standing(store, 2).iris == ()
    store.undo(later)
    assert left_standing(store, 2).iris == ()
