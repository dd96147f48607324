"""Gaps of a run as RDF: complete, found by the ready question, in the place of the run before, never analysed."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.analysis import Analysis, analysis_for
from graph.load.files import load_files
from graph.paths import DATA
from graph.protocol import Store
from graph.query.named import find_query
from graph.saved.gap_runs import keep_run
from graph.scenarios.closing import closed_if_done
from graph.store.open import open_store
from graph.terms import NETZ, RUN_GRAPHS
from graph.text import name
from tests.support.magdeburg import load_ontology


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    load_ontology(opened)
    load_files(opened, sorted((DATA / "magdeburg").glob("*.ttl")))
    yield opened
    opened.close()


def objects(store: Store, graph: str, property_name: str) -> list[str]:
    query = f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s a <{NETZ}GapRun> ; <{NETZ}{property_name}> ?o }} }}"
    return [row["o"].value for row in store.select(query) if isinstance(row["o"], ox.Literal)]


def test_the_ready_question_lists_every_gap_of_a_kept_run(store: Store) -> None:
    analysis = Analysis(store, "magdeburg")
    run = keep_run(analysis, author="KO")
    rows = store.select(find_query("gaps-of-runs").bind())
    assert run.graph == RUN_GRAPHS + "magdeburg"
    assert run.gaps == len(analysis.gaps) > 50
    assert sorted(row["gap"].value.partition("#")[2] for row in rows if isinstance(row["gap"], ox.NamedNode)) == sorted(
        gap.id for gap in analysis.gaps
    )
    assert objects(store, run.graph, "dataRevision") == [str(analysis.revision)]
    assert objects(store, run.graph, "gapsFound") == [str(run.gaps)]


def test_the_ready_question_lists_the_matters_of_the_last_run_that_found_all_gaps(store: Store) -> None:
    keep_run(Analysis(store))
    analysis = Analysis(store, "magdeburg")
    asked = analysis.matters[:2]
    run = keep_run(
        analysis, closed_if_done=lambda on, one: closed_if_done(on, one) if one in asked else frozenset()
    )  # each is a trial of its own
    keep_run(analysis, kinds=["demanded"])
    rows = store.select(find_query("matters").bind())
    found = [(name(row["matter"]), name(row["rank"]), name(row["gaps"]), name(row["demands"])) for row in rows]
    assert found == [
        (f"{run.graph}#{one.id}", str(one.rank), str(len(one.gaps)), str(len(one.demands))) for one in analysis.matters
    ]
    assert run.matters == len(found) > 20
    bundled = f"SELECT ?gap WHERE {{ GRAPH <{run.graph}> {{ ?m <{NETZ}bundles> ?gap . ?gap a <{NETZ}Gap> }} }}"
    assert len(store.select(bundled)) == run.gaps
    closes = f"SELECT ?m ?gap WHERE {{ GRAPH <{run.graph}> {{ ?m <{NETZ}closesIfDone> ?gap . ?gap a <{NETZ}Gap> }} }}"
    assert {(name(row["m"]), name(row["gap"])) for row in store.select(closes)} == {
        (f"{run.graph}#{one.id}", f"{run.graph}#{gap}") for one in asked for gap in closed_if_done(analysis, one)
    }


def test_a_later_run_of_the_same_question_takes_the_place_of_the_one_before(store: Store) -> None:
    first = keep_run(Analysis(store), kinds=["demanded"])
    second = keep_run(Analysis(store), kinds=["demanded"])
    other = keep_run(Analysis(store, at="2016-11-30"), kinds=["demanded"], top=3)
    assert first.graph == second.graph != other.graph
    assert second.revision > first.revision
    assert sum(name.startswith(RUN_GRAPHS) for name in store.graph_names()) == 2
    assert len(objects(store, second.graph, "gapsFound")) == 1
    assert objects(store, other.graph, "mostPerKind") == ["3"]


def test_kept_gaps_change_neither_the_model_nor_what_is_found(store: Store) -> None:
    before = analysis_for(store)
    gaps = [gap.id for gap in before.gaps]
    keep_run(before)
    assert analysis_for(store) is before
    store.update("INSERT DATA { <urn:x> <http://www.w3.org/2004/02/skos/core#note> 'anew' }", checked=False)
    assert analysis_for(store) is not before
    assert [gap.id for gap in Analysis(store).find_gaps()] == gaps
