"""WeightedContacts are what the network as a graph says, also after a change, at whatever it reaches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Actor, Group, Ref, State, Text, Tie
from graph.network.contacts import ShownNetwork, ShownTies, WeightedContacts, contacts, renew_contacts
from graph.network.projection import project, simple
from graph.network.ties_by_party import ties_by_party

NETWORK = "n"


def actor(iri: str, *wholes: str) -> Actor:
    return Actor(iri, Text(iri), networks=(NETWORK,), part_of=tuple(Ref(one, Text(one)) for one in wholes))


def group(iri: str, state: State) -> Group:
    return Group(iri, Text(iri), networks=(NETWORK,), state=state)


def tie(iri: str, *parties: str, state: State = "exists", weight: float = 1.0) -> Tie:
    refs = tuple(Ref(one, Text(one)) for one in parties)
    return Tie(
        iri, "Interface", Text(iri), state, "stated", refs, refs, directed=False, weight=weight, networks=(NETWORK,)
    )


def side(everyone: list[Actor], ties: list[Tie]) -> ShownNetwork:
    by_party = ties_by_party({one.iri: one for one in ties})
    return ShownNetwork(by_party, {one.iri: one for one in everyone}, ShownTies(network=NETWORK))


def drawn(of: ShownNetwork) -> WeightedContacts:
    """The same by way of the graph."""
    network = project(of.ties.ties.values(), of.everyone, network=NETWORK)
    flat = simple(network)
    rows = {one: {other: edge["weight"] for other, edge in flat[one].items()} for one in flat}
    return WeightedContacts(rows, network.number_of_edges())


def assert_same(found: WeightedContacts, of: ShownNetwork) -> None:
    expected = drawn(of)
    assert found == expected
    assert list(found.of) == list(expected.of)
    assert [pair for pair, _ in found.pairs] == sorted(found_pair for found_pair, _ in found.pairs)


PEOPLE = [actor("a"), actor("b", "c"), actor("c"), actor("d"), group("old", "ended")]
TIES = [
    tie("1", "a", "b", weight=0.3),
    tie("2", "b", "a", weight=0.1),
    tie("3", "a", "c", "d", weight=2),
    tie("4", "a", "old"),
    tie("5", "c", "d", state="demanded"),
]
CHANGES = {
    "a tie of three ends": (PEOPLE, [replace(one, state="ended") if one.iri == "3" else one for one in TIES]),
    "what was demanded is there": (PEOPLE, [replace(one, state="exists") if one.iri == "5" else one for one in TIES]),
    "somebody goes": ([one for one in PEOPLE if one.iri != "a"], TIES),
    "somebody comes": ([*PEOPLE, actor("aa", "a")], [*TIES, tie("6", "aa", "d")]),
    "a part of a group that only a tie names": ([actor("a"), actor("b", "old"), *PEOPLE[2:]], TIES),
    "its only tie goes": (PEOPLE, [one for one in TIES if one.iri != "4"]),
    "a whole goes": ([one for one in PEOPLE if one.iri != "c"], TIES),
    "nothing": (PEOPLE, TIES),
}


@pytest.mark.parametrize(("people", "ties"), CHANGES.values(), ids=CHANGES)
def test_contacts_follow_a_change_to_what_the_graph_says(people: list[Actor], ties: list[Tie]) -> None:
    for (before_people, before_ties), (after_people, after_ties) in (
        ((PEOPLE, TIES), (people, ties)),
        ((people, ties), (PEOPLE, TIES)),
    ):
        before, present = side(before_people, before_ties), side(after_people, after_ties)
        former = contacts(before)
        assert_same(former, before)
        assert_same(renew_contacts(former, before, present), present)


def test_parallel_ties_are_one_pair_of_their_weights_together() -> None:
    found = contacts(side(PEOPLE, TIES))
    assert found.of["a"]["b"] == found.of["b"]["a"] == pytest.approx(0.4)
    assert found.of["b"]["c"] == 1
    assert found.edges == 7


def test_nobody_is_connected_where_nothing_changed_by_another_object() -> None:
    before = side(PEOPLE, TIES)
    former = contacts(before)
    assert renew_contacts(former, before, before) is former
