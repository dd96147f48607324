from collections.abc import Iterator
from dataclasses import replace

import networkx as nx
import pyoxigraph as ox
import pytest

from graph.analysis import Analysis, analysis_for
from graph.errors import DataError
from graph.model import Actor, Ref, Text, Tie
from graph.network.tie_kinds import SHIPPED
from graph.protocol import Store
from graph.scenarios.picture import mean_distance, picture
from graph.scenarios.planned import as_change
from graph.scenarios.scenario import Scenario, Seat, planned_tie, scenario_for
from graph.scenarios.whatif import compare
from graph.store.open import open_store
from graph.terms import ADMS, BASE, DCT, NK
from tests.support.magdeburg import create_with_magdeburg
from tests.support.small_networks import by_name, well_known

NETWORK = BASE + "magdeburg/netzwerk"
DAY = "2018-05-04"


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


def tie_between(analysis: Analysis, *names: str) -> Tie:
    refs = tuple(analysis.model.ref(BASE + "magdeburg/" + name) for name in names)
    topic = next(iter(analysis.model.topics.values()))
    return planned_tie(NETWORK, refs, (topic,))


def test_scenario_of_nothing_changes_nothing(analysis: Analysis) -> None:
    same = compare(analysis, Scenario(network=NETWORK))
    assert same.before == same.after
    assert (same.new_cut_points, same.former_cut_points, same.closed_gaps) == ((), (), ())


def test_before_is_what_the_pages_show(analysis: Analysis) -> None:
    before = compare(analysis, Scenario(network=NETWORK)).before
    assert before.figures == analysis.key_figures
    assert len(before.open_demands) == analysis.key_figures.open_demands
    assert before.components == len(analysis.measures.components)
    assert {ref.iri for ref in before.cut_points} == set(analysis.measures.articulation_points) - set(analysis.groups)


def test_store_is_untouched(analysis: Analysis, magdeburg: Store) -> None:
    revision, content = magdeburg.revision, magdeburg.dump()
    compare(analysis, Scenario(add_ties=(tie_between(analysis, "ihk", "hwk"),), network=NETWORK))
    assert (magdeburg.revision, magdeburg.dump()) == (revision, content)


def test_every_demanded_tie_is_closed_by_its_own_scenario(analysis: Analysis) -> None:
    gaps = [gap for gap in analysis.gaps if gap.rule == "interface-missing"]
    assert len(gaps) > 5
    for gap in gaps:
        done = compare(analysis, scenario_for(gap, analysis.model))
        assert gap.id in done.before.open_demands
        assert gap.id not in done.after.open_demands


def test_tie_between_two_parts_makes_one_of_them(analysis: Analysis) -> None:
    done = compare(analysis, Scenario(add_ties=(tie_between(analysis, "ihk", "hwk"),), network=NETWORK))
    assert done.after.components == done.before.components - 1
    assert done.after.figures.unconnected_actors < done.before.figures.unconnected_actors


def test_member_who_joins_is_connected(analysis: Analysis) -> None:
    group = next(iter(analysis.groups.values()))
    seat = Seat(analysis.model.ref(BASE + "magdeburg/ihk"), Ref(group.iri, group.label))
    joined = compare(analysis, Scenario(add_members=(seat,), network=NETWORK))
    assert joined.after.components == joined.before.components - 1


def test_what_is_tried_is_planned_and_exists_only_where_it_says_so(own: Store) -> None:
    analysis = analysis_for(own, "magdeburg")
    tie, group = tie_between(analysis, "ihk", "hwk"), next(iter(analysis.groups.values()))
    seat = Seat(analysis.model.ref(BASE + "magdeburg/ihk"), Ref(group.iri, group.label))
    wanted = next(one.iri for one in analysis.groups.values() if one.state == "demanded")
    plan = Scenario(add_ties=(tie,), add_members=(seat,), found_groups=(wanted,), network=NETWORK)
    done = compare(analysis, plan)
    same = ("existing_ties", "groups")
    assert all(getattr(done.after.figures, name) == getattr(done.before.figures, name) for name in same)
    assert (done.after.planned_ties, done.after.planned_groups) == (2, 1)
    real = compare(analysis, replace(plan, add_ties=(replace(tie, state="exists"),))).after
    assert (real.figures.existing_ties, real.planned_ties) == (done.before.figures.existing_ties + 1, 1)
    own.apply(as_change(plan, "K", DAY, SHIPPED))
    again = compare(analysis_for(own, "magdeburg"), plan)
    assert (again.before.planned_ties, again.after.planned_ties) == (2, 2)
    assert again.after.figures == done.after.figures


@pytest.mark.parametrize("name", ["stadt", "jobcenter", "ag-interkultur-soziales", "jmd-awo", "arbeitgeber"])
def test_whoever_leaves_closes_nothing_and_demands_lose_their_partner(analysis: Analysis, name: str) -> None:
    gone = BASE + "magdeburg/" + name
    done = compare(analysis, Scenario(remove_actors=(gone,), network=NETWORK))
    assert done.closed_gaps == ()
    assert done.after.figures.open_demands == done.before.figures.open_demands
    demanded = [gap for gap in done.before.open_gaps if gap.kind == "demanded"]
    assert done.lost_partners == tuple(gap for gap in demanded if gone in {ref.iri for ref in gap.parties})
    told = {gap.id for gap in (*done.lost_partners, *done.void_gaps)}
    assert {gap.id for gap in done.before.open_gaps} - {gap.id for gap in done.after.open_gaps} <= told
    kept = {gap.subject.iri for gap in demanded}
    assert not [gap for gap in done.new_gaps if gap.kind == "demanded" and gap.subject.iri in kept]


def test_group_that_loses_a_member_and_who_is_cut_off_are_named(analysis: Analysis) -> None:
    lost = compare(analysis, Scenario(remove_actors=(BASE + "magdeburg/jmd-awo",), network=NETWORK)).losses
    assert [(one.group.iri, len(one.members), one.before, one.is_gone) for one in lost.groups] == [
        (BASE + "magdeburg/ag-interkultur-soziales", 1, 10, False)
    ]
    assert [ref.iri for ref in lost.cut_off] == [BASE + "gemeinsam/awo"]
    group = BASE + "magdeburg/ag-interkultur-soziales"
    dissolved = compare(analysis, Scenario(remove_actors=(group,), network=NETWORK)).losses
    assert [(one.share, one.is_gone) for one in dissolved.groups] == [(1.0, True)]
    assert BASE + "magdeburg/jmd-awo" in {ref.iri for ref in dissolved.cut_off}


def test_what_comes_closes_its_gap_though_somebody_leaves(analysis: Analysis) -> None:
    gap = next(gap for gap in analysis.recorded_gaps if gap.subject.iri.endswith("ba-jobcenter-sprache"))
    met = scenario_for(gap, analysis.model)
    done = compare(analysis, replace(met, remove_actors=(BASE + "magdeburg/stadt",)))
    assert gap in done.closed_gaps
    assert done.lost_partners
    parted = compare(analysis, replace(met, remove_actors=(BASE + "magdeburg/jobcenter",)))
    assert gap not in parted.closed_gaps
    assert gap in parted.lost_partners


def test_tie_that_is_only_tried_lacks_no_evidence(analysis: Analysis) -> None:
    done = compare(analysis, Scenario(add_ties=(tie_between(analysis, "ihk", "hwk"),), network=NETWORK))
    assert "evidence-missing" not in {gap.rule for gap in done.new_gaps}


def test_member_who_leaves_is_gone(analysis: Analysis) -> None:
    tie = next(tie for tie in analysis.ties if tie.kind == "Membership" and tie.state == "exists")
    seat = Seat(tie.sources[0], tie.targets[0])
    left = compare(analysis, Scenario(remove_members=(seat,), network=NETWORK))
    assert left.after.figures.existing_ties == left.before.figures.existing_ties - 1


def test_actor_who_goes_takes_its_pairs_along(analysis: Analysis) -> None:
    cut = next(iri for iri in analysis.measures.articulation_points if iri in analysis.actors)
    gone = compare(analysis, Scenario(remove_actors=(cut,), network=NETWORK))
    assert gone.after.figures.actors == gone.before.figures.actors - 1
    assert cut not in {ref.iri for ref in (*gone.former_cut_points, *gone.after.cut_points)}
    assert gone.after.components > gone.before.components - 1


def test_removed_tie_is_gone(analysis: Analysis) -> None:
    tie = next(tie for tie in analysis.ties if tie.state == "exists" and tie.kind == "Interface")
    gone = compare(analysis, Scenario(remove_ties=(tie.iri,), network=NETWORK))
    assert gone.after.figures.existing_ties == gone.before.figures.existing_ties - 1


def test_new_actor_counts(analysis: Analysis) -> None:
    actor = Actor(BASE + "magdeburg/neu", Text("Neuer Verein", "New club"))
    done = compare(analysis, Scenario(add_actors=(actor,), network=NETWORK))
    assert done.after.figures.actors == done.before.figures.actors + 1
    assert done.after.components == done.before.components + 1


@pytest.mark.parametrize("name", ["karate", "les_miserables", "davis", "florentine", "path", "barbell"])
def test_mean_distance_is_that_of_networkx(name: str) -> None:
    network = by_name(well_known()[name])
    lengths = [
        length
        for one, found in nx.all_pairs_shortest_path_length(network)
        for other, length in found.items()
        if one != other
    ]
    mean, is_estimate = mean_distance(network)
    assert mean == pytest.approx(sum(lengths) / len(lengths))
    assert not is_estimate


@pytest.mark.parametrize("size", [0, 1, 4])
def test_nobody_connected_has_no_distance(size: int) -> None:
    assert mean_distance(by_name(nx.empty_graph(size))) == (None, False)


def test_empty_network_has_a_picture() -> None:
    store = open_store("memory:")
    empty = picture(Analysis(store))
    assert (empty.components, empty.mean_distance, empty.cut_points, empty.silos) == (0, None, (), ())
    store.close()


def test_kept_plan_is_planned_and_says_by_whom_and_when(own: Store) -> None:
    analysis = analysis_for(own, "magdeburg")
    tie = tie_between(analysis, "ihk", "hwk")
    group = next(iter(analysis.groups.values()))
    seat = Seat(analysis.model.ref(BASE + "magdeburg/ihk"), Ref(group.iri, group.label))
    applied = own.apply(
        as_change(Scenario(add_ties=(tie,), add_members=(seat,), network=NETWORK), "Koordination", DAY, SHIPPED)
    )
    after = analysis_for(own, "magdeburg")
    assert after.model.ties[tie.iri] == tie
    assert after.key_figures == analysis.key_figures
    assert own.graph_names().count(BASE + "magdeburg/graph/planned") == 1
    rows = own.select(
        f"SELECT ?by ?on WHERE {{ ?tie <{ADMS}status> <{NK}planned> ; <{DCT}creator> ?by ; <{DCT}created> ?on }}"
    )
    assert len(rows) == 2
    assert {(row["by"].value, row["on"].value) for row in rows} == {("Koordination", DAY)}  # type: ignore[union-attr]
    assert list(own.history())[-1].author == "Koordination"
    assert applied.revision == own.revision


def test_every_plan_from_the_gap_list_passes_the_checks_and_changes_no_figure(own: Store) -> None:
    before = analysis_for(own, "magdeburg")
    plans = [scenario_for(gap, before.model) for gap in before.gaps if gap.kind == "demanded"]
    kept = [
        own.apply(as_change(plan, "K", DAY, SHIPPED)) for plan in plans if not plan.is_empty and not plan.found_groups
    ]
    assert len(kept) > 15
    assert all(applied.added > 5 for applied in kept)
    assert analysis_for(own, "magdeburg").key_figures == before.key_figures


def test_plan_kept_twice_makes_no_difference(own: Store) -> None:
    change = as_change(
        Scenario(add_ties=(tie_between(analysis_for(own), "ihk", "hwk"),), network=NETWORK), "K", DAY, SHIPPED
    )
    once = own.apply(change).revision
    assert own.apply(change).revision == once


def test_what_a_scenario_takes_away_stays(own: Store) -> None:
    gone = tuple(analysis_for(own, "magdeburg").actors)
    assert not as_change(Scenario(remove_actors=gone, network=NETWORK), "K", DAY, SHIPPED).remove


@pytest.mark.parametrize(("network", "author"), [("", "K"), (NETWORK, "  "), ("https://elsewhere.example/n", "K")])
def test_plan_without_network_or_author_is_refused(network: str, author: str) -> None:
    with pytest.raises(DataError):
        as_change(Scenario(network=network), author, DAY, SHIPPED)


@pytest.mark.parametrize("broken", ["iri", "topics", "label"])
def test_name_that_cannot_be_written_is_refused(analysis: Analysis, broken: str) -> None:
    values = {"iri": "no iri", "topics": (Ref("nowhere", Text()),), "label": Text("\ud800")}
    tie = replace(tie_between(analysis, "ihk", "hwk"), **{broken: values[broken]})  # type: ignore[arg-type]
    scenario = Scenario(add_ties=(tie,), network=NETWORK)
    with pytest.raises(DataError):
        as_change(scenario, "K", DAY, SHIPPED)
    with pytest.raises(DataError):
        compare(analysis, scenario)


@pytest.mark.parametrize("day", ["", "morgen", "2018-02-30", "20180504"])
def test_plan_of_no_day_is_refused(day: str) -> None:
    with pytest.raises(DataError, match="no day"):
        as_change(Scenario(network=NETWORK), "K", day, SHIPPED)


def test_what_is_not_there_cannot_be_taken_away(analysis: Analysis) -> None:
    seat = Seat(Ref(BASE + "a", Text()), Ref(BASE + "g", Text()))
    with pytest.raises(DataError, match="nobody"):
        compare(analysis, Scenario(remove_actors=("nobody",), network=NETWORK))
    with pytest.raises(DataError, match="no-tie"):
        compare(analysis, Scenario(remove_ties=("no-tie",), network=NETWORK))
    with pytest.raises(DataError, match="not in the data"):
        compare(analysis, Scenario(remove_members=(seat,), network=NETWORK))


def test_tie_of_no_known_kind_is_refused(analysis: Analysis) -> None:
    odd = replace(tie_between(analysis, "ihk", "hwk"), kind="Friendship")
    with pytest.raises(DataError, match="Friendship"):
        as_change(Scenario(add_ties=(odd,), network=NETWORK), "K", DAY, SHIPPED)


def test_plan_is_written_into_its_own_graph_only() -> None:
    actor = Actor(BASE + "magdeburg/neu", Text("Neu"))
    change = as_change(Scenario(add_actors=(actor,), network=NETWORK), "K", DAY, SHIPPED)
    assert {quad.graph_name for quad in change.add} == {ox.NamedNode(BASE + "magdeburg/graph/planned")}
