"""Matters that follow changes are those made from nothing, whatever has changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pyoxigraph as ox
import pytest

from graph.analysis import Analysis, analysis_for
from graph.matters import search
from graph.protocol import Change, Store
from graph.query.memory_copy import memory_copy
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from tests.support.random_changes import CITY, change
from tests.support.statements import add

STEPS = 40


def followed_and_anew(store: Store) -> tuple[list[object], list[object]]:
    return list(analysis_for(store).matters), list(Analysis(store).matters)


@pytest.mark.parametrize("seed", range(3))
def test_matters_of_a_small_city_follow_any_changes(seed: int) -> None:
    dice, store = random.Random(seed), open_store("memory:")  # noqa: S311 - a test
    add(store, CITY, "n/graph/a")
    for number in range(STEPS):
        change(store, dice)
        followed, anew = followed_and_anew(store)
        assert followed == anew, (seed, number)


def test_matters_of_a_whole_network_follow_what_comes_and_goes(own_magdeburg: Store) -> None:
    dice, gone = random.Random(7), list[ox.Quad]()  # noqa: S311 - a test
    analysis_for(own_magdeburg).matters  # noqa: B018 - what is followed from here on
    for number in range(STEPS):
        own_magdeburg.apply(next(of_data(own_magdeburg, dice, gone)))
        followed, anew = followed_and_anew(own_magdeburg)
        assert followed == anew, number


def of_data(store: Store, dice: random.Random, gone: list[ox.Quad]) -> Iterator[Change]:
    """Some statements of the minutes go, others come back, one says the same of something else."""
    said = [quad for quad in memory_copy(store).quads if "magdeburg" in str(quad.graph_name)]
    if gone and dice.random() < 0.4:
        yield Change(add=[gone.pop(dice.randrange(len(gone)))], author="t", reason="zurück")
    one, other = dice.sample(sorted(said, key=str), 2)
    if dice.random() < 0.5:
        gone.append(one)
        yield Change(remove=[one], author="t", reason="weg")
    moved = ox.Quad(other.subject, one.predicate, one.object, one.graph_name)
    yield Change(add=[moved], author="t", reason="auch")


def test_only_what_a_change_reaches_is_made_anew() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    total = len(analysis_for(store).matters)
    with patch.object(search._Makers, "make", autospec=True, side_effect=search._Makers.make) as make:  # noqa: SLF001
        add(store, "<neu> a org:Organization ; skos:prefLabel 'Neu'@de .")
        assert len(analysis_for(store).matters) >= total
        assert make.call_count < total / 4
    store.close()


def test_what_concerns_all_of_them_makes_all_anew(own_magdeburg: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = analysis_for(own_magdeburg).matters
    monkeypatch.setattr("graph.analysis.shown_day", lambda: date(2020, 1, 1))
    add(own_magdeburg, "<neu> a org:Organization ; skos:prefLabel 'Neu'@de .")
    after = {one.id: one for one in analysis_for(own_magdeburg).matters}
    since = [one for one in before if one.since and one.id in after]
    assert since
    assert all(after[one.id].score < one.score for one in since)  # as many years have not passed by then


OF_A_BROADER_TOPIC = """<n/netz> a netz:Network ; skos:prefLabel 'Netz'@de .
    <sprache> a skos:Concept ; skos:prefLabel 'Sprache'@de ; skos:broader <bildung> .
    <bildung> a skos:Concept ; skos:prefLabel 'Bildung'@de .
    <amt> a org:Organization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netz> .
    <a> a org:Organization ; skos:prefLabel 'A'@de ; netz:inNetwork <n/netz> .
    <b> a org:Organization ; skos:prefLabel 'B'@de ; netz:inNetwork <n/netz> .
    <m> a netz:Mandate ; netz:holder <amt> ; netz:topic <bildung> ; netz:fromParty <amt> ; netz:toParty <n/netz> ;
      netz:party <amt> ; adms:status nk:exists ; netz:inNetwork <n/netz> .
    <s> a netz:Interface ; netz:party <a>, <b> ; netz:topic <sprache> ; adms:status nk:demanded ;
      netz:inNetwork <n/netz> .
    <w> a netz:Demand ; skos:prefLabel 'Wunsch'@de ; netz:raisedBy <amt> ; netz:callsFor <s> ;
      netz:inNetwork <n/netz> ."""


@pytest.mark.parametrize(
    "said",
    ["<bildung> skos:prefLabel 'Education'@en .", "<amt> skos:prefLabel 'Office'@en .", "<amt> adms:status nk:ended ."],
)
def test_who_could_take_it_up_is_told_by_the_names_of_now(said: str) -> None:
    store = open_store("memory:")
    add(store, OF_A_BROADER_TOPIC, "n/graph/a")
    (before,) = [one for one in analysis_for(store).matters if one.convenor is not None]
    assert "Bildung" in before.convenor.reason.de
    add(store, said, "n/graph/a")
    followed, anew = followed_and_anew(store)
    assert followed == anew
    assert before not in followed
    store.close()
