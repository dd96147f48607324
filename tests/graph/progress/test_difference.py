"""What is different between two days: lists over planted changes, the same as figures, changes and comparison count."""

from __future__ import annotations

from datetime import date

import pytest

from graph.analysis import analysis_for
from graph.period import today
from graph.progress.difference import NetworkDifference, difference_held, difference_recorded
from graph.progress.former import figures_on
from graph.progress.positions import positions_of
from graph.protocol import Store
from graph.scenarios.comparison import compare
from graph.store.past import revision_at
from graph.terms import BASE
from graph.upkeep.since.told import told_since
from tests.graph.scenarios.test_comparison import CITY, tie
from tests.support.statements import add
from tests.support.three_meetings import AUTUMN, NETWORK, SPRING, SUMMER

TODAY = today().isoformat()


def found(store: Store, earlier: str, later: str) -> NetworkDifference:
    days = date.fromisoformat(earlier), date.fromisoformat(later)
    different = difference_recorded(analysis_for(store, NETWORK), store, days, today())
    assert isinstance(different, NetworkDifference)
    return different


def lists(different: NetworkDifference) -> dict[str, str]:
    """Slugs of what is different, by change."""
    return {
        change: " ".join(iri.removeprefix(BASE + "s/") for iri in iris)
        for change, iris in different.changes.items()
        if iris
    }


def test_what_came_true_and_went_from_meeting_to_meeting_is_listed_by_what_became_of_it(changing_town: Store) -> None:
    assert lists(found(changing_town, SPRING, SUMMER)) == {
        "actors_came": "schule",
        "groups_came": "ag",
        "memberships_came": "k1",
        "ties_came": "k2 k3",
        "answered": "b",
        "wanted": "k4",
    }
    assert lists(found(changing_town, SUMMER, AUTUMN)) == {
        "came_true": "a",
        "actors_went": "bank",
        "groups_went": "rat",
        "memberships_went": "g1",
        "ties_went": "g2",
        "dropped": "g3",
    }
    assert found(changing_town, AUTUMN, TODAY).is_same, "that an answer has run out is nothing that came"


@pytest.mark.parametrize("days", [(SPRING, SUMMER), (SUMMER, AUTUMN), (SPRING, TODAY)])
def test_came_less_went_is_the_difference_of_the_figures_of_progress(
    changing_town: Store, days: tuple[str, str]
) -> None:
    different = found(changing_town, *days)
    number = {change: len(iris) for change, iris in different.changes.items()}
    for day, state in zip(days, (different.earlier, different.later), strict=True):
        figures = figures_on(changing_town, NETWORK, date.fromisoformat(day))
        assert not isinstance(figures, str)
        assert {name: figures[name] for name in state.figures} == state.figures
    before, after = different.earlier.figures, different.later.figures
    assert after["actors"] - before["actors"] == number["actors_came"] - number["actors_went"]
    assert after["groups"] - before["groups"] == number["groups_came"] - number["groups_went"]
    came = number["memberships_came"] + number["ties_came"] + number["came_true"]
    went = number["memberships_went"] + number["ties_went"]
    assert after["existing_ties"] - before["existing_ties"] == came - went


def test_the_page_of_what_changed_since_tells_of_the_same_things(changing_town: Store) -> None:
    told = told_since(analysis_for(changing_town, NETWORK), revision_at(changing_town, date.fromisoformat(SPRING)))
    changes = found(changing_town, SPRING, TODAY).changes
    for change, group in {
        "actors_came": "new_actors",
        "groups_came": "new_groups",
        "memberships_came": "new_memberships",
        "ties_came": "new_ties",
        "came_true": "fulfilled",
    }.items():
        assert set(changes[change]) == {one.ref.iri for one in told[group]}, change  # type: ignore[index]
    went = {iri for change, iris in changes.items() for iri in iris if change.endswith("_went") or change == "dropped"}
    assert went == {one.ref.iri for one in told["deleted"]}


def test_nobody_moves_and_who_went_stands_where_they_stood_else_beside_their_partners(changing_town: Store) -> None:
    analysis, different = analysis_for(changing_town, NETWORK), found(changing_town, SUMMER, AUTUMN)
    positions = positions_of(analysis, different)
    assert {iri: positions[iri] for iri in analysis.positions} == analysis.positions
    assert BASE + "s/bank" in positions
    assert len(set(positions.values())) == len(positions), "nobody stands upon another"


def test_nothing_is_known_of_a_day_before_the_record(changing_town: Store) -> None:
    asked = date(2024, 1, 1), date.fromisoformat(SPRING)
    assert difference_recorded(analysis_for(changing_town, NETWORK), changing_town, asked, today()) == (
        asked[0],
        "before",
    )


def test_what_held_is_what_the_comparison_of_two_days_lists(store: Store) -> None:
    ties = (
        tie(1, "a", "b", end="2018-12-31"),
        tie(2, "a", "b", start="2019-01-01"),
        tie(3, "b", "c", start="2019-05-01"),
    )
    add(store, CITY + "".join(ties) + tie(4, "a", "c"))
    analysis = analysis_for(store)
    days = "2018-01-01", "2020-01-01"
    different, told = difference_held(analysis, *days), compare(analysis, *days)
    assert different.changes["ties_came"] == tuple(one.iri for one in told.new) != ()
    assert different.changes["ties_went"] == tuple(one.iri for one in told.lost)
    assert different.changes["replaced"] == tuple(one.iri for one, _ in told.changed) != ()
    assert (different.changes["joined"], different.changes["left"]) == (told.joined, told.left)
    assert different.later.figures["existing_ties"] == told.after.ties
    replaced = different.changes["replaced"][0]
    assert replaced not in different.ties, "its successor stands for both"
    assert different.change_of[different.successors[replaced]] == "replaced"
