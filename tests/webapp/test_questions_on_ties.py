"""Each question about ties and members names those of the API, of plain W3C ORG data too, whichever side states them.

What a tie or a membership is stands in `ontology/queries/parts/`; no question says it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.paths import DATA, ONTOLOGY
from graph.protocol import Store
from graph.query.named import find_query, run_query
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import create_with_magdeburg, load_ontology
from tests.support.statements import add
from tests.webapp.test_figures_agree import rows_of
from webapp import create_app

PLAIN = """<plan/netzwerk> a netz:Network ; skos:prefLabel 'Netzwerk Plan'@de .
    <plan/ag> a netz:WorkingGroup ; netz:inNetwork <plan/netzwerk> ; org:hasMember <plan/c>, <plan/ag> ;
      org:memberOf <plan/ag> ; adms:status nk:exists ; org:linkedTo <plan/d> .
    <plan/ag2> a netz:WorkingGroup ; netz:inNetwork <plan/netzwerk> ; org:hasMember <plan/a> ; adms:status nk:exists .
    <plan/a> a org:FormalOrganization ; netz:inNetwork <plan/netzwerk> ; org:memberOf <plan/ag>, <plan/ag2> ;
      org:linkedTo <plan/b>, <plan/a> ; org:classification nk:municipality .
    <plan/b> a org:FormalOrganization ; netz:inNetwork <plan/netzwerk> ; org:memberOf <plan/ag> ;
      org:linkedTo <plan/a> ; org:classification nk:association .
    <plan/c> a org:OrganizationalUnit ; netz:inNetwork <plan/netzwerk> ; org:unitOf <plan/b> .
    <plan/d> a org:FormalOrganization ; netz:inNetwork <plan/netzwerk> ; org:memberOf <plan/ag2> ;
      org:linkedTo <plan/c> .
    <plan/m1> a org:Membership ; org:member <plan/c> ; org:organization <plan/ag2> ; netz:inNetwork <plan/netzwerk> ;
      schema:startDate '2016-02-01'^^xsd:date .
    <plan/m2> a netz:Membership ; org:member <plan/d> ; org:organization <plan/ag2> ; netz:inNetwork <plan/netzwerk> .
    <plan/m3> a org:Membership ; org:member <plan/b> ; org:organization <plan/ag2> ;
      adms:status nk:exists, nk:demanded ;
      netz:inNetwork <plan/netzwerk> .
    <plan/s1> a netz:Interface ; netz:party <plan/c>, <plan/d> ; adms:status nk:exists ;
      netz:inNetwork <plan/netzwerk> .
    <plan/s2> a netz:Interface ; netz:party <plan/a>, <plan/d> ; adms:status nk:planned, nk:exists ;
      netz:inNetwork <plan/netzwerk> ."""
SLUGS = {"plain": "plan", "Magdeburg": "magdeburg", "Musterstadt": "musterstadt", "invented": "zufallsstadt"}
STATES = {
    "exists": "besteht",
    "planned": "geplant",
    "demanded": "gefordert",
    "ended": "beendet",
    "unclear": "unklar",
}
ENDS = ("sources", "targets")


@pytest.fixture(scope="module", params=SLUGS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def store(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store("memory:")
    if name == "Magdeburg":
        create_with_magdeburg(opened)
    else:
        load_ontology(opened)
    if name == "plain":
        add(opened, PLAIN)
    elif name == "Musterstadt":
        load_files(opened, [DATA / "examples" / "musterstadt.ttl"])
    elif name == "invented":
        file = tmp_path_factory.mktemp("invented") / "town.ttl"
        generate(file, actors=80, seed=3, degree=5)
        load_files(opened, [file])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return create_app(store=store).test_client()


@pytest.fixture(scope="module")
def ties(client: FlaskClient) -> list[dict[str, Any]]:
    return rows_of(client, "beziehungen", "")


@pytest.fixture(scope="module")
def groups(client: FlaskClient) -> set[str]:
    return {row["iri"] for row in rows_of(client, "gruppen", "")}


def answers(store: Store, question: str, *columns: str, **parameters: str) -> list[tuple[str, ...]]:
    rows = run_query(store, question, **parameters)
    return [tuple(str(getattr(row[column], "value", "")) for column in columns) for row in rows]


def ends_of(tie: dict[str, Any], side: str) -> set[str]:
    return {end["iri"] for end in tie[side]}


def parties(tie: dict[str, Any]) -> set[str]:
    return ends_of(tie, "sources") | ends_of(tie, "targets")


def memberships(ties: list[dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    """Member, group and tie of each; nobody is a member of themselves."""
    return [
        (member, group, tie)
        for tie in ties
        if tie["kind"] == "Membership"
        for member in ends_of(tie, "sources")
        for group in ends_of(tie, "targets")
        if member != group
    ]


def members(ties: list[dict[str, Any]], groups: set[str]) -> set[tuple[str, str]]:
    """Existing members of groups."""
    found = memberships(ties)
    return {(member, group) for member, group, tie in found if tie["state"] == "exists" and group in groups}


def steps(ties: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Partners, groups and members of each, by what exists."""
    found: dict[str, set[str]] = {}
    for tie in ties:
        if tie["state"] == "exists" and tie["kind"] in {"Interface", "Membership"}:
            interface = permutations(parties(tie), 2)
            pairs = interface if tie["kind"] == "Interface" else [(a, b) for a, b, _ in memberships([tie])]
            for one, other in pairs:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def test_plain_network_has_what_it_states_once(client: FlaskClient, ties: list[dict[str, Any]], name: str) -> None:
    if name == "plain":
        counted = Counter((tie["kind"], tie["state"]) for tie in ties)
        assert counted == {
            ("Membership", "exists"): 6,
            ("Membership", "demanded"): 1,
            ("Interface", "exists"): 4,
        }
        assert {row["slug"]: row["members"] for row in rows_of(client, "gruppen", "")} == {"plan/ag": 3, "plan/ag2": 3}


def test_members_of_groups_and_groups_of_members(store: Store, ties: list[dict[str, Any]]) -> None:
    wanted = {(member, group, STATES[tie["state"]]) for member, group, tie in memberships(ties)}
    listed = answers(store, "group-members", "member", "group", "state")
    assert Counter(listed) == Counter(wanted)
    with_start = {(member, group, STATES[tie["state"]], tie["start"] or "") for member, group, tie in memberships(ties)}
    of_actor = {
        (*row[:3], row[3][:10]) for row in answers(store, "groups-of-actor", "actor", "group", "state", "start")
    }
    assert {row[:3] for row in of_actor} == wanted
    assert {row for row in of_actor if len(row[3]) == 10} == {row for row in with_start if len(row[3]) == 10}
    for group in {group for _, group, _ in wanted}:
        asked = answers(store, "group-members", "member", "group", "state", group=group)
        assert set(asked) == {row for row in wanted if row[1] == group}


def test_who_is_in_several_groups_and_who_in_one(store: Store, ties: list[dict[str, Any]], groups: set[str]) -> None:
    found = members(ties, groups)
    both = {(one, a, b) for one, a in found for other, b in found if one == other and a < b}
    assert Counter(answers(store, "actors-between-groups", "actor", "group1", "group2")) == Counter(both)
    shared = Counter((a, b) for _, a, b in both)
    counted = answers(store, "groups-shared-members", "group1", "group2", "shared")
    assert {row[:2]: int(row[2]) for row in counted} == shared
    number = Counter(member for member, _ in found)
    alone = {(member, group) for member, group in found if number[member] == 1}
    assert Counter(answers(store, "actors-in-one-group", "actor", "group")) == Counter(alone)


def test_groups_of_the_parts_of_organisations(
    client: FlaskClient, store: Store, ties: list[dict[str, Any]], groups: set[str], name: str
) -> None:
    parts = answers(store, "units", "actor", "part")
    found = members(ties, groups)
    listed = answers(store, "organisations-in-groups", "actor", "part", "group")
    assert set(listed) == {(whole, part, group) for whole, part in parts for one, group in found if one == part}
    if name == "plain":
        assert len(listed) == 2


def test_members_of_groups_by_sector(
    client: FlaskClient, store: Store, ties: list[dict[str, Any]], groups: set[str], name: str
) -> None:
    sector = {row["iri"]: row["sector"]["label"] for row in rows_of(client, "akteure", "") if row["sector"]}
    wanted = Counter((group, sector[member]) for member, group in members(ties, groups) if member in sector)
    counted = answers(store, "groups-by-sector", "group", "sectorName", "members")
    assert {row[:2]: int(row[2]) for row in counted} == wanted
    if name == "plain":
        assert len(counted) >= 3


def test_ties_of_each_actor(store: Store, ties: list[dict[str, Any]]) -> None:
    everyone = sorted({party for tie in ties for party in parties(tie)})
    for actor in everyone[:40]:
        own = [tie for tie in ties if actor in parties(tie)]
        pairs = {(tie["iri"], other, STATES[tie["state"]]) for tie in own for other in parties(tie) - {actor}}
        assert set(answers(store, "ties-of-actor", "tie", "other", "state", actor=actor)) == pairs
        existing = {(tie["iri"],) for tie in own if tie["state"] == "exists"}
        assert set(answers(store, "ties-of-actor-at-date", "tie", actor=actor)) == existing
        assert set(answers(store, "evidence-of-ties", "tie", actor=actor)) == {(tie["iri"],) for tie in own}


def test_who_is_reached(store: Store, ties: list[dict[str, Any]]) -> None:
    near = steps(ties)
    for actor in sorted(near)[:25]:
        reached, waiting = {actor}, [actor]
        while waiting:
            new = near[waiting.pop()] - reached
            reached |= new
            waiting += new
        assert set(answers(store, "within-reach", "other", actor=actor)) == {(one,) for one in reached - {actor}}
        ways = Counter(other for one in near[actor] for other in near[one] - {actor, *near[actor]})
        counted = answers(store, "partners-of-partners", "other", "ways", actor=actor)
        assert {row[0]: int(row[1]) for row in counted} == ways


def test_graph_of_the_network(store: Store, ties: list[dict[str, Any]], name: str) -> None:
    network = f"{BASE}{SLUGS[name]}/netzwerk"
    drawn = store.construct(find_query("network-links").bind(network=network))
    links = {
        frozenset((str(getattr(t.subject, "value", "")), str(getattr(t.object, "value", ""))))
        for t in drawn
        if t.predicate.value.endswith(("#linkedTo", "#memberOf"))
    }
    of_network = {frozenset((one, other)) for one, others in steps(ties).items() for other in others}
    assert links == of_network


def test_what_groups_do(store: Store, ties: list[dict[str, Any]], groups: set[str]) -> None:
    wanted = {(group, tie["iri"]) for tie in ties if tie["kind"] == "Interface" for group in parties(tie) & groups}
    assert wanted <= set(answers(store, "group-surroundings", "group", "tie"))


SHARED = """<a/netzwerk> a netz:Network . <b/netzwerk> a netz:Network .
    <gemeinsam/bamf> a org:FormalOrganization ; netz:inNetwork <a/netzwerk>, <b/netzwerk> ; org:memberOf <b/ag> ,
      <gemeinsam/ag> , <gemeinsam/haus> ; org:linkedTo <b/x> , <gemeinsam/haus> .
    <gemeinsam/haus> a org:FormalOrganization ; netz:inNetwork <b/netzwerk>, <a/netzwerk> .
    <gemeinsam/ag> a netz:WorkingGroup ; netz:inNetwork <a/netzwerk>, <b/netzwerk> ; adms:status nk:exists .
    <a/amt> a org:FormalOrganization ; netz:inNetwork <a/netzwerk> ; org:linkedTo <b/x> .
    <b/ag> a netz:WorkingGroup ; netz:inNetwork <b/netzwerk> ; adms:status nk:exists .
    <b/ag2> a netz:WorkingGroup ; netz:inNetwork <b/netzwerk> ; adms:status nk:exists ; org:hasMember <b/x> .
    <b/x> a org:FormalOrganization ; netz:inNetwork <b/netzwerk> .
    <a/m> a netz:Membership ; org:member <a/amt> ; org:organization <b/ag2> ; adms:status nk:exists ;
      netz:inNetwork <a/netzwerk> ."""


@pytest.mark.parametrize("network", ["a", "b"])
def test_of_networks_that_share_actors_and_groups_questions_say_what_the_pages_say(network: str) -> None:
    opened = open_store("memory:")
    load_ontology(opened)
    add(opened, SHARED)
    client, iri = create_app(store=opened).test_client(), f"{BASE}{network}/netzwerk"
    groups, ties = rows_of(client, "gruppen", network), rows_of(client, "beziehungen", network)
    for plain in ({"gemeinsam/bamf", "gemeinsam/haus"}, {"gemeinsam/bamf", "gemeinsam/ag"}, {"a/amt", "b/x"}):
        assert {BASE + end for end in plain} in [parties(tie) for tie in ties], "it counts in each network of its ends"
    counted = {(row["iri"], str(row["members"])) for row in groups}
    if network == "b":  # a membership is of its group's network, though the member names another one first
        assert (f"{BASE}b/ag", "1") in counted
    assert set(answers(opened, "groups-by-size", "group", "members", network=iri)) == counted
    numbers = answers(opened, "network-numbers", "groups", "existing", network=iri)
    assert numbers == [(str(len(groups)), str(len(ties)))]
    by_kind = answers(opened, "ties-by-kind-and-state", "ties", network=iri)
    assert sum(int(number) for (number,) in by_kind) == len(ties)
    actors = {(row["iri"],) for row in rows_of(client, "akteure", network)}
    assert set(answers(opened, "actors-by-sector", "actor", network=iri)) == actors
    linked = {party for tie in ties if tie["kind"] == "Interface" for party in parties(tie)}
    without = set(answers(opened, "actors-without-interface", "actor", network=iri))
    assert without == {one for one in actors if one[0] not in linked}
    opened.close()


_OWN = re.compile(
    r"\?\w+ org:(?:memberOf|hasMember|linkedTo)\b|\^org:(?!hasUnit|hasPost)|graph/abgeleitet|netz:edgeFrom"
    r"|adms:status [?n]|org:organization \?"
)


_OWN_OF_RULES = re.compile(r"org:(?:memberOf|hasMember|linkedTo)\b|graph/abgeleitet")


def test_no_question_says_by_itself_what_a_tie_or_a_membership_is() -> None:
    """They include the parts; what is left is what they say of states of other things."""
    said = {
        path.stem: _OWN.findall(re.sub("(?m)^#.*$", "", path.read_text("utf-8")))
        for path in sorted((ONTOLOGY / "queries").glob("*.rq"))
    }
    assert {question: found for question, found in said.items() if found} == {}


def test_no_rule_says_by_itself_what_a_plain_statement_of_a_tie_is() -> None:
    for path in sorted((ONTOLOGY / "rules").glob("*.rq")):
        text = re.sub("(?m)^#.*$", "", path.read_text("utf-8"))
        assert not _OWN_OF_RULES.findall(text), f"{path.name}: INCLUDE <plain-member> or <plain-link>"
