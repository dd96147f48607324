"""Places on the map that are kept: who is new finds one, who was there stays, and a coordinator has the last word."""

from pathlib import Path

import pytest

from graph.analysis import analysis_for
from graph.errors import DataInvalid, NotFound
from graph.layout import positions
from graph.model import STATES
from graph.protocol import Store
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

AMT, VEREIN, NEU = BASE + "stadt/amt", BASE + "stadt/verein", BASE + "stadt/neu"
FIRST = """<stadt/netzwerk> a netz:Network ; skos:prefLabel 'Stadt'@de .
<stadt/amt> a org:Organization ; skos:prefLabel 'Amt'@de .
<stadt/verein> a org:Organization ; skos:prefLabel 'Verein'@de .
<stadt/schule> a org:Organization ; skos:prefLabel 'Schule'@de .
<stadt/s1> a netz:Interface ; adms:status nk:exists ; netz:party <stadt/amt>, <stadt/verein> .
<stadt/s2> a netz:Interface ; adms:status nk:exists ; netz:party <stadt/amt>, <stadt/schule> ."""
SECOND = """<stadt/neu> a org:Organization ; skos:prefLabel 'Neuer'@de .
<stadt/s3> a netz:Interface ; adms:status nk:exists ; netz:party <stadt/neu>, <stadt/verein> ."""


def places_now(store: Store) -> dict[str, tuple[float, float]]:
    return analysis_for(store, None, STATES).positions


def test_who_is_new_stands_by_its_partner_and_everybody_else_stays(store: Store) -> None:
    add(store, FIRST)
    before = places_now(store)
    add(store, SECOND)
    after = places_now(store)
    assert {iri: after[iri] for iri in before} == before

    def apart(other: str) -> float:
        return abs(after[NEU][0] - after[other][0]) + abs(after[NEU][1] - after[other][1])

    assert apart(VEREIN) == min(apart(iri) for iri in before)


def test_places_outlive_the_service(tmp_path: Path) -> None:
    url = f"oxigraph:{tmp_path / 'store'}"
    store = open_store(url)
    load_ontology(store)
    add(store, FIRST)
    before = places_now(store)
    positions.pin(store, None, AMT, (12.0, 34.0))
    store.close()
    again = open_store(url)
    assert places_now(again) == before | {AMT: (12.0, 34.0)}
    again.close()


def test_damaged_places_are_computed_again(tmp_path: Path) -> None:
    url = f"oxigraph:{tmp_path / 'store'}"
    store = open_store(url)
    load_ontology(store)
    add(store, FIRST)
    before = places_now(store)
    store.close()
    (tmp_path / "store" / "places" / "all.json").write_text("{broken", encoding="utf-8")
    again = open_store(url)
    assert places_now(again) == before
    again.close()


def test_pinned_actors_stay_when_all_is_arranged_anew_and_one_step_leads_back(store: Store) -> None:
    add(store, FIRST)
    places_now(store)
    add(store, SECOND)
    before = places_now(store)
    positions.pin(store, None, AMT, (500.0, -500.0))
    analysis_for(store).arrange_anew()
    anew = places_now(store)
    assert anew[AMT] == (500.0, -500.0)
    assert any(anew[iri] != before[iri] for iri in before if iri != AMT)
    positions.step_back(store, None)
    assert places_now(store) == before | {AMT: (500.0, -500.0)}
    positions.unpin(store, None, AMT)
    assert places_now(store) == before


def test_places_that_make_no_sense_are_refused(store: Store) -> None:
    add(store, FIRST)
    places_now(store)
    with pytest.raises(DataInvalid):
        positions.pin(store, None, AMT, (float("nan"), 0.0))
    with pytest.raises(NotFound):
        positions.pin(store, None, BASE + "stadt/niemand", (0.0, 0.0))
    with pytest.raises(NotFound):
        positions.step_back(store, None)
