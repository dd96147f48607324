from dataclasses import replace

import pytest

from graph.model import Actor, Confidence, Group, Ref, State, Text, Tie
from graph.network.projection import project, simple

NETWORK = "netz:stadt"
STATED: tuple[Confidence, ...] = ("stated",)


def ref(name: str) -> Ref:
    return Ref(name, Text(name))


def actor(name: str, *parents: str) -> Actor:
    return Actor(name, Text(name), part_of=tuple(ref(parent) for parent in parents), networks=(NETWORK,))


def group(name: str, state: State = "exists") -> Group:
    return Group(name, Text(name), state=state, networks=(NETWORK,))


def interface(name: str, *parties: str, state: State = "exists", weight: float = 1.0) -> Tie:
    ends = tuple(ref(party) for party in parties)
    return Tie(
        name, "Interface", Text(name), state, "stated", ends, ends, directed=False, weight=weight, networks=(NETWORK,)
    )


def directed(name: str, kind: str, source: str, target: str, state: State = "exists") -> Tie:
    return Tie(
        name, kind, Text(name), state, "stated", (ref(source),), (ref(target),), directed=True, networks=(NETWORK,)
    )


def everyone(*names: str) -> dict[str, Actor]:
    return {name: actor(name) for name in names}


def test_edge_key_is_the_tie_so_that_an_edge_leads_to_its_evidence() -> None:
    network = project([interface("s1", "kammer", "amt")], everyone("kammer", "amt"))
    assert list(network.edges(keys=True)) == [("amt", "kammer", "s1")]
    assert network.edges["amt", "kammer", "s1"] == {
        "kind": "Interface",
        "state": "exists",
        "confidence": "stated",
        "weight": 1.0,
        "directed": False,
    }


def test_two_ties_of_one_pair_are_two_edges() -> None:
    network = project([interface("s1", "a", "b"), interface("s2", "a", "b")], everyone("a", "b"))
    assert network.number_of_edges("a", "b") == 2
    assert simple(network).edges["a", "b"]["weight"] == 2.0


def test_party_of_a_four_party_tie_shares_one_weight_over_its_three_pairs() -> None:
    network = project([interface("s1", *"abcd")], everyone(*"abcd"))
    assert network.number_of_edges() == 6
    assert network.degree("a", weight="weight") == pytest.approx(1.0)


def test_directed_tie_runs_from_source_to_target() -> None:
    network = project([directed("f1", "Funding", "fonds", "amt")], everyone("amt", "fonds"))
    assert list(network.edges()) == [("fonds", "amt")]
    assert network.edges["fonds", "amt", "f1"]["directed"]


def test_handover_connects_across_sides_and_not_within_one() -> None:
    handover = replace(interface("s1"), sources=(ref("a"), ref("b")), targets=(ref("c"),), directed=True)
    network = project([handover], everyone(*"abc"))
    assert sorted(network.edges()) == [("a", "c"), ("b", "c")]
    assert network.edges["a", "c", "s1"]["weight"] == 0.5


def test_memberships_are_kept_as_two_modes() -> None:
    network = project([directed("m1", "Membership", "a", "ag")], {**everyone("a"), "ag": group("ag")})
    assert list(network.edges()) == [("a", "ag")]
    assert network.nodes["ag"]["group"]


def test_demanded_tie_is_no_edge_unless_asked_for() -> None:
    ties = [interface("s1", "a", "b", state="demanded")]
    assert project(ties, everyone("a", "b")).number_of_edges() == 0
    assert project(ties, everyone("a", "b"), states=("exists", "demanded")).number_of_edges() == 1


def test_demanded_group_is_no_node_and_has_no_place_in_the_hierarchy() -> None:
    actors = {"netz": actor("netz"), "lenkung": replace(group("lenkung", "demanded"), part_of=(ref("netz"),))}
    assert "lenkung" not in project([], actors)
    assert list(project([], actors, states=("exists", "demanded")).edges()) == [("lenkung", "netz")]


def test_unit_is_connected_with_its_organisation_when_hierarchy_is_asked_for() -> None:
    actors = {"stadt": actor("stadt"), "amt": actor("amt", "stadt")}
    network = project([], actors)
    assert network.edges["amt", "stadt", "hierarchy"]["kind"] == "Hierarchy"
    assert project([], actors, hierarchy=False).number_of_edges() == 0


def test_actor_without_ties_is_a_node() -> None:
    assert list(project([], everyone("einsam"))) == ["einsam"]


def test_end_that_is_no_actor_is_no_node_unless_it_is_passed() -> None:
    ties = [directed("t1", "Participation", "a", "tagung")]
    assert list(project(ties, everyone("a"))) == ["a"]
    assert list(project(ties, {**everyone("a"), "tagung": ref("tagung")}).edges()) == [("a", "tagung")]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("", "", 1),
        ("2016-06-30", "2016-06-30", 1),
        ("2016-07-01", "", 0),
        ("", "2016-06-29", 0),
        ("2016", "2016", 1),
        ("", "2015", 0),
        ("2016-07", "", 0),
    ],
)
def test_tie_counts_from_its_first_to_its_last_day(start: str, end: str, expected: int) -> None:
    ties = [replace(interface("s1", "a", "b"), start=start, end=end)]
    assert project(ties, everyone("a", "b"), at="2016-06-30").number_of_edges() == expected


@pytest.mark.parametrize(("confidence", "expected"), [("stated", 1), ("inferred", 0)])
def test_only_ties_of_the_asked_confidence_count(confidence: Confidence, expected: int) -> None:
    ties = [replace(interface("s1", "a", "b"), confidence=confidence)]
    assert project(ties, everyone("a", "b"), confidences=STATED).number_of_edges() == expected


def test_only_ties_of_the_asked_kind_and_network_count() -> None:
    ties = [interface("s1", "a", "b"), directed("f1", "Funding", "a", "b")]
    assert [key for *_, key in project(ties, everyone("a", "b"), kinds=("Funding",)).edges(keys=True)] == ["f1"]
    assert project(ties, everyone("a", "b"), network="netz:dorf").number_of_edges() == 0


def test_simple_network_is_undirected_without_loops_and_gives_distances() -> None:
    ties = [directed("f1", "Funding", "a", "b"), directed("f2", "Funding", "b", "a"), interface("s1", "a", "a")]
    flat = simple(project(ties, everyone("a", "b")))
    assert list(flat.edges(data=True)) == [("a", "b", {"weight": 2.0, "distance": 0.5})]


def test_order_of_input_does_not_matter() -> None:
    ties = [interface("s1", "b", "a"), interface("s2", "c", "a"), directed("f1", "Funding", "c", "b")]
    one = project(ties, everyone(*"abc"))
    other = project(ties[::-1], everyone(*"cba"))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert list(one) == list(other)
