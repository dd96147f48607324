"""After any changes, the model that followed them is the one that reading everything gives."""

from __future__ import annotations

import os
import random
import re
from dataclasses import fields

import networkx as nx
import pyoxigraph as ox
import pytest

from graph.analysis import Analysis, analysis_for
from graph.network import model_reader
from graph.network.model_reader import read_model
from graph.network.projection import simple
from graph.network.read_properties import read_property_index
from graph.network.reading import Model
from graph.network.tie_kinds import read_tie_kinds
from graph.network.ties_by_party import ties_by_party
from graph.protocol import Change, Store
from graph.query.memory_copy import MemoryCopy, memory_copy
from graph.store.open import open_store
from graph.terms import NETZ, RDFS, SKOS
from tests.support.magdeburg import create_with_magdeburg
from tests.support.random_changes import CITY, GRAPHS, change
from tests.support.statements import add

STEPS = int(os.environ.get("AKTEURSNETZ_RENEWAL_STEPS", "600"))
"""Changes in all; each is compared."""


def without_blank(quad: ox.Quad) -> str:
    """A statement as text, every blank node the same: their names are another each time that all is read."""
    return re.sub(r"_:\w+", "_:b", str(quad))


def read_anew(store: Store) -> tuple[MemoryCopy, Model]:
    quads = ox.Store()
    quads.extend(memory_copy(store).written())  # compared with the dump below; blank nodes keep their names
    copy = MemoryCopy(store.model_revision, quads)
    return copy, model_reader._model(read_property_index(copy), read_tie_kinds(copy))  # noqa: SLF001 - past the cache


def differ(found: object, expected: object, where: str) -> None:
    if isinstance(found, dict) and isinstance(expected, dict):
        keys = [key for key in {**found, **expected} if found.get(key) != expected.get(key)]
        assert not keys, (where, keys[0], found.get(keys[0]), expected.get(keys[0]))
    assert found == expected, where


def assert_same(store: Store, seed: str) -> None:
    dumped = ox.Store()
    dumped.bulk_load(store.dump(), format=ox.RdfFormat.N_QUADS, lenient=True)
    (copy, expected), found = read_anew(store), read_model(store)
    for one in fields(Model):
        if one.name != "index":
            differ(getattr(found, one.name), getattr(expected, one.name), f"{seed}: {one.name}")
    for name in ("actors", "groups", "ties", "findings", "evidence", "topics", "codes", "networks", "others", "since"):
        assert list(getattr(found, name)) == list(getattr(expected, name)), (seed, name, "order")
    for one in fields(expected.index):
        if one.name not in {"revision", "known_refs"}:
            differ(getattr(found.index, one.name), getattr(expected.index, one.name), f"{seed}: {one.name}")
    assert sorted(map(without_blank, memory_copy(store).written())) == sorted(map(without_blank, dumped)), seed
    assert memory_copy(store).graphs() == copy.graphs(), seed
    for network in (None, *sorted(found.networks)[:1]):
        assert_same_graphs(analysis_for(store, network), seed)
    analysis = analysis_for(store)
    told = {iri: topics for iri in analysis.actors if (topics := analysis.topics_of_actor(iri))}
    assert told == analysis.topics_of, f"{seed}: topics of one actor, and of all"


def assert_same_graphs(followed: Analysis, seed: str) -> None:
    """The contacts that followed the changes are those of the network that the same model makes from nothing."""
    ties = ties_by_party({tie.iri: tie for tie in followed.ties})
    assert followed.ties_by_party == ties.of, (seed, followed.network_iri, "ties by party")
    network = followed.network
    one, other = graph_as_text(followed.simple), graph_as_text(simple(network))
    assert one == other, (seed, followed.network_iri, set(one) ^ set(other))
    assert list(followed.contacts.of) == list(network), (seed, followed.network_iri, "order")
    assert followed.contacts.edges == network.number_of_edges(), (seed, followed.network_iri, "edges")


def graph_as_text(graph: nx.Graph[str]) -> list[str]:
    edges = graph.edges(keys=True, data=True) if isinstance(graph, nx.MultiGraph) else graph.edges(data=True)
    return sorted([*map(str, graph.nodes(data=True)), *(str((sorted(edge[:2]), *edge[2:])) for edge in edges)])


@pytest.mark.parametrize("part", range(12))
def test_the_model_follows_any_changes(part: int) -> None:
    seed = int(os.environ.get("AKTEURSNETZ_RENEWAL_SEED", "0"))
    dice = random.Random(f"{seed} {part}")  # noqa: S311 - a test
    done = 0
    while done < STEPS // 12:
        store = open_store("memory:")
        add(store, CITY, "n/graph/a")
        for number in range(25):
            change(store, dice)
            if dice.random() < 0.8:  # else two changes are followed at once
                assert_same(store, f"seed {seed}, part {part}, change {done + number}")
        done += 25
        store.close()


def test_a_nameless_group_of_plain_data_has_members() -> None:
    store = open_store("memory:")
    add(store, "[] org:hasMember <x> . [] org:linkedTo <y> .")
    assert len(read_model(store).ties) == 2


@pytest.fixture
def city() -> Store:
    store = open_store("memory:")
    create_with_magdeburg(store)
    return store


def test_a_change_does_not_read_everything(city: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    former = read_model(city)
    monkeypatch.setattr(model_reader, "_read", lambda _: pytest.fail("all was read"))
    iri = next(iter(former.actors))
    label = ox.Quad(ox.NamedNode(iri), ox.NamedNode(SKOS + "altLabel"), ox.Literal("Kurz"), GRAPHS[0])
    city.apply(Change(add=[label], checked=False))
    model = read_model(city)
    assert (former.actors[iri].aliases.count("Kurz"), model.actors[iri].aliases.count("Kurz")) == (0, 1)
    others = [one for one in former.ties if model.ties[one] is former.ties[one]]
    assert len(others) == len(former.ties), "what is not reached stays the same object"


def test_what_decides_on_many_is_read_anew(city: Store) -> None:
    former = read_model(city)
    below = ox.Quad(
        ox.NamedNode(NETZ + "Eigen"), ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(NETZ + "Tie"), GRAPHS[0]
    )
    city.apply(Change(add=[below], checked=False))
    assert len(read_model(city).kinds) == len(former.kinds) + 1
