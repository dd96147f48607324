import json

import msgspec
import pytest

from graph.analysis import Analysis
from graph.errors import DataError
from graph.json_input import read_json
from graph.model import Actor, Gap, Passage, Ref, Text
from graph.protocol import Store
from graph.scenarios.scenario import Scenario, Seat, planned_tie, scenario_for
from graph.terms import BASE

NETWORK = BASE + "magdeburg/netzwerk"


def ref(name: str) -> Ref:
    return Ref(BASE + "magdeburg/" + name, Text(name, name.upper()))


def full() -> Scenario:
    passage = Passage(BASE + "p", "„so“", 3, 7, ref("protokoll"))
    actor = Actor(BASE + "magdeburg/neu", Text("Neu"), kind=ref("verein"), part_of=(ref("stadt"),), evidence=(passage,))
    return Scenario(
        add_actors=(actor,),
        remove_actors=(BASE + "magdeburg/ihk",),
        add_ties=(planned_tie(NETWORK, (ref("b"), ref("a")), (ref("sprache"),)),),
        remove_ties=(BASE + "magdeburg/schnittstelle/x",),
        add_members=(Seat(ref("a"), ref("ag-1")),),
        remove_members=(Seat(ref("b"), ref("ag-2")),),
        network=NETWORK,
    )


def gap(kind: str, rule: str, *parties: Ref, topic: Ref | None = None) -> Gap:
    return Gap("id", kind, rule, Text(), parties[0], parties, topic, 1.0, "strong", (), network=NETWORK)  # type: ignore[arg-type]


def read_scenario(text: str) -> Scenario:
    return read_json(text, Scenario, "scenario")


def as_json(scenario: Scenario) -> str:
    return msgspec.json.encode(scenario).decode()


def test_scenario_comes_back_from_json_as_it_was() -> None:
    assert read_scenario(as_json(full())) == full()
    assert read_scenario("{}") == Scenario()


def test_scenario_of_nothing_is_empty() -> None:
    assert Scenario(network=NETWORK).is_empty
    assert not full().is_empty


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "not JSON"),
        ("{} x", "not JSON"),
        ('{"network": ' + "[" * 100_000, "network"),
        ('{"network": "x", "y": ' + "[" * 100_000, "not JSON"),
        ('{"add_ties": [{"weight": NaN}]}', "not JSON"),
        ("[]", "scenario: object is expected, array was sent"),
        ('{"add_tie": []}', "add_tie"),
        ('{"remove_ties": "a"}', "remove_ties: array is expected, string was sent"),
        ('{"remove_ties": [1]}', "remove_ties[0]: string is expected, integer was sent"),
        ('{"add_members": [{"member": {"iri": "a"}}]}', "scenario.add_members[0].member lacks the field label"),
        ('{"add_ties": [{"iri": "a", "label": {}, "kind": "x"}]}', "scenario.add_ties[0] lacks the field state"),
        ('{"add_actors": [{"iri": "a", "label": {"de": "A"}, "state": "vanished"}]}', "add_actors[0].state cannot be"),
        ('{"add_actors": [{"iri": "a", "label": {"de": "A", "fr": "B"}}]}', "add_actors[0].label has no field fr"),
        ('{"add_actors": [{"iri": "a", "label": {"de": "A"}, "kind": 5}]}', "kind: object | null is expected"),
        ('{"network": null}', "network"),
    ],
)
def test_what_is_no_scenario_is_refused_by_the_name_of_the_field(text: str, named: str) -> None:
    with pytest.raises(DataError) as refused:
        read_scenario(text)
    assert named in refused.value.message


def test_code_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(DataError) as refused:
        read_scenario('{"add_actors": [{"iri": "a", "label": {}, "state": "vanished"}]}')
    assert refused.value.message == "scenario.add_actors[0].state cannot be 'vanished'."
    assert refused.value.hint == "It can be: demanded, ended, exists, planned, unclear."


def test_numbers_need_no_point() -> None:
    said = json.loads(as_json(full()))
    said["add_ties"][0]["weight"] = 2
    assert read_scenario(json.dumps(said)).add_ties[0].weight == 2


def test_same_plan_has_the_same_name_whatever_the_order() -> None:
    one, other = planned_tie(NETWORK, (ref("a"), ref("b"))), planned_tie(NETWORK, (ref("b"), ref("a")))
    assert one == other
    assert one.iri != planned_tie(NETWORK, (ref("a"), ref("c"))).iri
    assert one.label == Text("a – b", "A – B")


def test_demanded_interface_comes_with_its_parties_and_topics(magdeburg: Store) -> None:
    analysis = Analysis(magdeburg, "magdeburg")
    wanted = next(one for one in analysis.gaps if one.rule == "interface-missing")
    (tie,) = scenario_for(wanted, analysis.model).add_ties
    demanded = analysis.model.ties[wanted.subject.iri]
    assert (tie.parties, tie.topics, tie.state) == (demanded.parties, demanded.topics, "planned")
    assert tie.iri != demanded.iri


def test_demanded_seat_in_a_group_is_a_seat(magdeburg: Store) -> None:
    analysis = Analysis(magdeburg, "magdeburg")
    wanted = next(one for one in analysis.gaps if one.rule == "membership-missing" and "AG Interkultur" in str(one))
    (seat,) = scenario_for(wanted, analysis.model).add_members
    assert {seat.member, seat.group} == set(wanted.parties)


def test_pair_is_tied_on_its_topic(magdeburg: Store) -> None:
    model = Analysis(magdeburg, "magdeburg").model
    a, b = (Ref(BASE + "magdeburg/" + name, Text(name)) for name in ("ihk", "jobcenter"))
    (tie,) = scenario_for(gap("predicted", "pair", a, b, topic=ref("sprache")), model).add_ties
    assert (tie.parties, tie.topics) == ((a, b), (ref("sprache"),))


def test_breaking_point_is_taken_away(magdeburg: Store) -> None:
    model = Analysis(magdeburg, "magdeburg").model
    a, b = (Ref(BASE + "magdeburg/" + name, Text(name)) for name in ("ihk", "jobcenter"))
    assert scenario_for(gap("fragile", "cut-point", a), model).remove_actors == (a.iri,)
    assert scenario_for(gap("fragile", "key-players", a, b), model).remove_actors == (a.iri, b.iri)


def test_ties_of_a_bridge_are_taken_away(magdeburg: Store) -> None:
    model = Analysis(magdeburg, "magdeburg").model
    ties = (tie for tie in model.ties.values() if tie.state == "exists" and tie.kind != "Membership")
    tie = next(tie for tie in ties if len(tie.parties) == 2)
    assert tie.iri in scenario_for(gap("fragile", "bridge", *tie.parties), model).remove_ties


def test_gap_that_no_tie_closes_gives_an_empty_scenario(magdeburg: Store) -> None:
    model = Analysis(magdeburg, "magdeburg").model
    assert scenario_for(gap("fit", "silo", ref("sektor-a"), ref("sektor-b")), model).is_empty
