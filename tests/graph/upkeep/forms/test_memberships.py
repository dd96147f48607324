"""Several memberships in one change: actors join a group, and a group parts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.errors import Conflict, DataInvalid, NotFound
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.terms import BASE, NK, ORG, SCHEMA
from graph.upkeep.forms.memberships import change_of_joining, memberships_of
from graph.upkeep.forms.splitting import Split, change_of_split, members_of
from tests.graph.upkeep.forms.entering import SAID, changed, entered

ACTOR, GROUP = ORG + "Organization", BASE + "magdeburg/gruppe/ag-rad"
NAME, TODAY = "skos:prefLabel@de", "2026-11-29"


def riders(store: Store) -> list[str]:
    """Three actors who are in a group of their own."""
    iris = [entered(store, ACTOR, {NAME: [one]}) for one in ("Radler", "Ruderer", "Rodler")]
    store.apply(change_of_joining(store, iris, "AG Rad", SAID, since="2015", said="dabei"))
    return iris


def names_in(store: Store, group: str) -> set[str]:
    model = read_model(store)
    return {model.actors[who].label.de for who in memberships_of(store, group).values()}


def test_several_actors_join_a_group_that_comes_into_being_with_them(own_magdeburg: Store) -> None:
    iris = [entered(own_magdeburg, ACTOR, {NAME: [one]}) for one in ("Radler", "Ruderer", "Rodler")]
    before = own_magdeburg.dump()
    joined = change_of_joining(own_magdeburg, iris, "AG Rad", SAID, since="2015", said="dabei")
    applied = own_magdeburg.apply(joined)
    model = read_model(own_magdeburg)
    assert names_in(own_magdeburg, GROUP) == {"Radler", "Ruderer", "Rodler"}
    ties = [model.ties[one] for one in memberships_of(own_magdeburg, GROUP)]
    assert {(tie.state, tie.start_precision, tie.confidence) for tie in ties} == {("exists", "year", "external")}
    assert model.groups[GROUP].label.de == "AG Rad"
    own_magdeburg.undo(applied.revision)
    assert sorted(own_magdeburg.dump().splitlines()) == sorted(before.splitlines())


def test_who_is_in_the_group_already_is_left_out(own_magdeburg: Store) -> None:
    iris = riders(own_magdeburg)
    new = entered(own_magdeburg, ACTOR, {NAME: ["Reiter"]})
    own_magdeburg.apply(change_of_joining(own_magdeburg, [*iris, new], "AG rad", SAID))
    assert len(memberships_of(own_magdeburg, GROUP)) == 4
    with pytest.raises(DataInvalid, match="members of this group already"):
        change_of_joining(own_magdeburg, iris, "AG Rad", SAID)


def test_of_two_who_let_the_same_join_at_once_the_second_is_told(own_magdeburg: Store) -> None:
    iris = riders(own_magdeburg)
    new = entered(own_magdeburg, ACTOR, {NAME: ["Reiter"]})
    both = [change_of_joining(own_magdeburg, [*iris, new], "AG Rad", SAID) for _ in range(2)]
    own_magdeburg.apply(both[0])
    with pytest.raises(Conflict):
        own_magdeburg.apply(both[1])
    groups = [change_of_joining(own_magdeburg, [one], "AG Neu", SAID) for one in iris[:2]]
    own_magdeburg.apply(groups[0])
    with pytest.raises(Conflict):
        own_magdeburg.apply(groups[1])


def test_whose_membership_ended_before_today_does_not_go_over_and_can_join_again(own_magdeburg: Store) -> None:
    iris = riders(own_magdeburg)
    own_magdeburg.apply(
        Change(
            add=[
                ox.Quad(
                    ox.NamedNode(tie), ox.NamedNode(SCHEMA + "endDate"), ox.Literal("2020-12-31"), ox.NamedNode(GROUP)
                )
                for tie, who in memberships_of(own_magdeburg, GROUP).items()
                if who == iris[0]
            ]
        )
    )
    assert set(members_of(own_magdeburg, GROUP, TODAY).values()) == set(iris[1:])
    own_magdeburg.apply(change_of_joining(own_magdeburg, iris, "AG Rad", SAID, today=TODAY))
    assert set(members_of(own_magdeburg, GROUP, TODAY).values()) == set(iris)


@pytest.mark.parametrize(("group", "since"), [("", ""), ("  ", ""), ("x" * 301, ""), ("AG Neu", "neulich")])
def test_no_group_and_no_date_are_refused(own_magdeburg: Store, group: str, since: str) -> None:
    actor = entered(own_magdeburg, ACTOR, {NAME: ["Radler"]})
    with pytest.raises(DataInvalid):
        change_of_joining(own_magdeburg, [actor], group, SAID, since=since)


def test_a_group_parts_and_who_goes_over_is_no_longer_in_the_former_one(own_magdeburg: Store) -> None:
    riders(own_magdeburg)
    before = own_magdeburg.dump()
    ties = {
        read_model(own_magdeburg).actors[who].label.de: tie
        for tie, who in members_of(own_magdeburg, GROUP, TODAY).items()
    }
    split = Split(GROUP, "AG Wasser", [ties["Ruderer"]], "1.9.2021")
    made, change = change_of_split(own_magdeburg, split, SAID, today=TODAY, said="geteilt")
    applied = own_magdeburg.apply(change)
    model = read_model(own_magdeburg)
    assert (names_in(own_magdeburg, GROUP), names_in(own_magdeburg, made)) == ({"Radler", "Rodler"}, {"Ruderer"})
    assert (model.ties[ties["Ruderer"]].state, model.ties[ties["Ruderer"]].end) == ("ended", "2021-09-01")
    assert {model.ties[one].start for one in memberships_of(own_magdeburg, made)} == {"2021-09-01"}
    assert model.groups[made].kind == model.groups[GROUP].kind
    own_magdeburg.undo(applied.revision)
    assert sorted(own_magdeburg.dump().splitlines()) == sorted(before.splitlines())


def test_who_goes_over_may_stay_in_both(own_magdeburg: Store) -> None:
    riders(own_magdeburg)
    tie = next(iter(members_of(own_magdeburg, GROUP, TODAY)))
    split = Split(GROUP, "AG Wasser", [tie], "2021", leaving=False)
    made, change = change_of_split(own_magdeburg, split, SAID, today=TODAY)
    own_magdeburg.apply(change)
    assert (len(names_in(own_magdeburg, GROUP)), len(names_in(own_magdeburg, made))) == (3, 1)


def test_a_split_that_cannot_be_is_refused(own_magdeburg: Store) -> None:
    riders(own_magdeburg)
    tie = next(iter(members_of(own_magdeburg, GROUP, TODAY)))
    for called, ties, since in (
        ("", [tie], "2021"),
        ("ag rad", [tie], "2021"),
        ("AG Wasser", [], "2021"),
        ("AG Wasser", ["urn:nothing"], "2021"),
        ("AG Wasser", [tie], "neulich"),
        ("AG Wasser", [tie], "2014"),
    ):
        with pytest.raises(DataInvalid):
            change_of_split(own_magdeburg, Split(GROUP, called, ties, since), SAID, today=TODAY)
    with pytest.raises(NotFound):
        members_of(own_magdeburg, BASE + "magdeburg/jobcenter", TODAY)


def test_who_splits_a_group_that_somebody_else_changed_is_told(own_magdeburg: Store) -> None:
    riders(own_magdeburg)
    tie = next(iter(members_of(own_magdeburg, GROUP, TODAY)))
    split = Split(GROUP, "AG Wasser", [tie], "2021")
    _, change = change_of_split(own_magdeburg, split, SAID, today=TODAY, fingerprint="another")
    changed(own_magdeburg, GROUP, {"org:classification": [NK + "steeringGroup"]})
    with pytest.raises(Conflict):
        own_magdeburg.apply(change)
