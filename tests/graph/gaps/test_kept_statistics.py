"""Statistics that are kept over changes are those that the whole computation gives."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest

from graph.analysis import Analysis, analysis_for
from graph.areas.followed_overview import overview_of
from graph.areas.known_overviews import overview_for
from graph.areas.overview import Overview
from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.model import STATISTICAL
from graph.network.kept_arrays import have_same_content, of_arrays
from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import ADMS, NETZ, NK, ORG, RDF, SKOS
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

STEPS = int(os.environ.get("AKTEURSNETZ_KEPT_STEPS", "150"))
GRAPH = ox.NamedNode("https://netz.invalid/id/zufallsstadt/graph/town")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Store]:
    store, file = open_store("memory:"), tmp_path / "town.ttl"
    load_ontology(store)
    generate(file, actors=40, seed=5, degree=5)
    load_files(store, [file])
    yield store
    store.close()


def quad(subject: str, predicate: str, value: str | ox.Literal) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(subject),
        ox.NamedNode(predicate),
        value if isinstance(value, ox.Literal) else ox.NamedNode(value),
        GRAPH,
    )


def changes(store: Store, dice: random.Random, number: int) -> Change:
    """A name, a topic, a sector's kind, a tie, a membership, or one of these taken away."""
    analysis = analysis_for(store)
    actors, topics = sorted(analysis.actors), sorted(analysis.model.topics)
    one, other = dice.sample(actors, 2)
    new = f"https://netz.invalid/id/zufallsstadt/neu/{number}"
    of_tie = [(ADMS + "status", NK + "exists"), (NETZ + "inNetwork", "https://netz.invalid/id/zufallsstadt/netzwerk")]
    tie = [(RDF + "type", NETZ + "Interface"), (NETZ + "party", one), (NETZ + "party", other), *of_tie]
    group = dice.choice(sorted(analysis.groups))
    member = [(RDF + "type", NETZ + "Membership"), (ORG + "member", one), (ORG + "organization", group), *of_tie]
    kinds = [
        [quad(one, SKOS + "prefLabel", ox.Literal(f"Umbenannt {number}", language="de"))],
        [quad(one, SKOS + "altLabel", ox.Literal(f"U{number}"))],
        [quad(one, NETZ + "topic", dice.choice(topics))],
        [quad(new, *pair) for pair in tie],
        [quad(new, *pair) for pair in member],
    ]
    if dice.random() < 0.25:
        return Change(remove=[dice.choice([one for one in store_quads(store) if "/neu/" not in str(one.subject)])])
    return Change(add=dice.choice(kinds), checked=False)


def store_quads(store: Store) -> list[ox.Quad]:
    found = ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS)
    wanted = (NETZ + "topic", NETZ + "party", ORG + "member", ORG + "classification", SKOS + "prefLabel")
    return [one for one in found if one.graph_name == GRAPH and one.predicate.value in wanted]


@pytest.mark.parametrize("seed", range(max(2, STEPS // 75)))
def test_kept_statistics_are_those_computed_from_nothing(town: Store, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test
    for number in range(10):
        followed = analysis_for(town)
        found = followed.search_gaps(STATISTICAL)
        fresh = Analysis(town)
        assert fresh.made is not followed.made  # else nothing would be compared
        assert have_same_content(followed.arrays, fresh.arrays)
        assert followed.groups_of == fresh.groups_of
        assert followed.unconnected == fresh.unconnected
        assert_same_overview(overview_for(town), overview_of(fresh).overview)
        assert found == fresh.search_gaps(STATISTICAL), (seed, number)
        town.apply(changes(town, dice, number))


def assert_same_overview(one: Overview, other: Overview) -> None:
    for field in fields(Overview):
        assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name


def test_a_name_leaves_the_arrays_and_a_tie_does_not(town: Store) -> None:
    before = analysis_for(town).arrays
    one, other = before.actors[:2]
    add(town, f"<{one}> skos:altLabel 'Anders' .", GRAPH.value)
    assert analysis_for(town).arrays is before
    add(town, f"<{one}> org:linkedTo <{other}> .", GRAPH.value)
    after = analysis_for(town).arrays
    assert after is not before
    assert not have_same_content(before, after)
    assert have_same_content(after, Analysis(town).arrays)


def test_what_is_computed_of_arrays_is_asked_once(town: Store) -> None:
    asked = []

    @of_arrays
    def count(arrays: object, more: int) -> int:
        asked.append(more)
        return more

    arrays = analysis_for(town).arrays
    assert [count(arrays, 1), count(arrays, 1), count(arrays, 2)] == [1, 1, 2]
    assert asked == [1, 2]
