"""What would close, asked without a page: the same answer as the sandbox gives, and the data as they were."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.analysis import Analysis, analysis_for
from graph.model import GapKind
from graph.protocol import Change, Store
from graph.query.memory_copy import memory_copy
from graph.scenarios.closing import Closing, closed_by
from graph.scenarios.scenario import Scenario, scenario_for
from graph.scenarios.trial import tried
from graph.scenarios.whatif import compare
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import create_with_magdeburg

RULES: tuple[GapKind, ...] = ("rule",)
NETWORK = BASE + "magdeburg/netzwerk"


@pytest.fixture
def own() -> Iterator[Store]:
    """A Magdeburg to write into."""
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    yield opened
    opened.close()


@pytest.fixture
def analysis(magdeburg: Store) -> Analysis:
    return analysis_for(magdeburg, "magdeburg")


def test_demanded_thing_that_exists_closes_its_own_gap_and_what_the_sandbox_says(analysis: Analysis) -> None:
    demanded = [gap for gap in analysis.recorded_gaps if gap.kind == "demanded"]
    assert {gap.rule for gap in demanded} >= {"group-missing", "membership-missing", "interface-missing"}
    for gap in {gap.rule: gap for gap in demanded}.values():
        asked = closed_by(analysis, [gap.subject.iri])
        assert gap.id in asked.closed
        done = compare(analysis, scenario_for(gap, analysis.model))
        assert asked == Closing(
            frozenset(one.id for one in done.closed_gaps), frozenset(one.id for one in done.new_gaps)
        )


def test_all_that_is_demanded_closes_more_than_each_alone(analysis: Analysis) -> None:
    iris = [gap.subject.iri for gap in analysis.recorded_gaps if gap.kind == "demanded"]
    together = closed_by(analysis, iris).closed
    assert together >= {gap.id for gap in analysis.recorded_gaps if gap.kind == "demanded"}


def test_what_is_no_demand_closes_nothing(analysis: Analysis) -> None:
    assert (
        closed_by(analysis, [])
        == closed_by(analysis, ["https://nowhere.example/x"])
        == Closing(frozenset(), frozenset())
    )


def test_trial_leaves_the_copy_as_the_data_are_even_where_it_fails(own: Store) -> None:
    analysis = analysis_for(own, "magdeburg")
    iri = next(iter(analysis.actors))

    def fail() -> None:
        with tried(analysis, Scenario(remove_actors=(iri,), network=NETWORK)) as changed:
            assert iri not in changed.actors
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with tried(analysis, Scenario(network=NETWORK)) as same:
        assert set(memory_copy(same.store).written()) == set(memory_copy(own).written())
        assert same.model.ties == analysis.model.ties


def test_trial_follows_what_is_written_meanwhile(own: Store) -> None:
    before = analysis_for(own, "magdeburg")
    gap = next(gap for gap in before.recorded_gaps if gap.rule == "membership-missing")
    assert gap.id in closed_by(before, [gap.subject.iri]).closed
    removed = [quad for quad in memory_copy(own).written() if quad.subject.value == gap.subject.iri]  # type: ignore[union-attr]
    own.apply(Change(remove=removed))
    after = analysis_for(own, "magdeburg")
    assert closed_by(after, [gap.subject.iri]) == Closing(frozenset(), frozenset())
    with tried(after, Scenario(network=NETWORK)) as same:
        assert same.model.ties == after.model.ties


def test_rules_of_ones_own_are_asked_in_the_trial_too(
    magdeburg: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Path("ontology/rules/actor-group-unnamed.rq").read_text(encoding="utf-8")
    (tmp_path / "our-own.rq").write_text(text, encoding="utf-8")
    analysis = Analysis(magdeburg, "magdeburg", rules=(tmp_path,))
    monkeypatch.setattr("graph.scenarios.trial.rule_folders", lambda _store: (tmp_path,))
    gap = next(gap for gap in analysis.find_gaps(RULES) if gap.rule == "our-own")
    with tried(analysis, Scenario(network=NETWORK)) as changed:
        assert gap.id in {one.id for one in changed.find_gaps(RULES)}
