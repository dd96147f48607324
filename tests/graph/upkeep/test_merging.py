"""Two entries become one with all that is said of either, lead to it for good, and can be parted again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from graph.errors import Conflict, DataInvalid, NotFound
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.store.open import open_store
from graph.terms import ADMS, BASE, FOAF, NETZ, NK, ORG, SCHEMA, SKOS, XSD
from graph.upkeep.forms.deleting import change_of_deletion, deletion_of
from graph.upkeep.forms.entry import read_entry
from graph.upkeep.forms.former import replaced_by
from graph.upkeep.merging.likely import SAME_TIES, likely_pairs
from graph.upkeep.merging.mentions import mentions_of
from graph.upkeep.merging.merge import merge, plan_merging, say_different
from graph.upkeep.merging.part import _moved, part, plan_parting

PREFIXES = f"""@prefix : <{BASE}n/> . @prefix netz: <{NETZ}> . @prefix nk: <{NK}> . @prefix org: <{ORG}> .
@prefix skos: <{SKOS}> . @prefix adms: <{ADMS}> . @prefix foaf: <{FOAF}> . @prefix schema: <{SCHEMA}> .
"""
DATA = """
:netzwerk a netz:Network ; skos:prefLabel "N"@de .
:vhs a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Volkshochschule Neustadt (VHS)"@de ;
  org:classification nk:education .
:vhs2 a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "VHS Neustadt"@de ;
  skos:altLabel "Volksschule"@de ;
  org:classification nk:science ; skos:note "zwei Standorte"@de .
:amt a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Jugendamt"@de .
:ag a netz:WorkingGroup ; netz:inNetwork :netzwerk ; skos:prefLabel "AG Sprache"@de ; adms:status nk:exists .
:m1 a netz:Membership, org:Membership ; netz:inNetwork :netzwerk ; org:member :vhs2 ; org:organization :ag ;
  adms:status nk:exists .
:i1 a netz:Interface ; netz:inNetwork :netzwerk ; netz:party :vhs2, :amt ; adms:status nk:demanded ; netz:topic :thema .
:i2 a netz:Interface ; netz:inNetwork :netzwerk ; netz:party :vhs2, :vhs ; adms:status nk:exists ; netz:topic :thema .
:thema a skos:Concept ; skos:prefLabel "Sprache"@de .
:kim a foaf:Person ; foaf:name "Lore Zwirnnysen" ; schema:worksFor :vhs2 .
"""
VHS, OLD, OFFICE = BASE + "n/vhs", BASE + "n/vhs2", BASE + "n/amt"
GRAPH = ox.NamedNode(BASE + "n/graph/daten")


def quads(turtle: str) -> list[ox.Quad]:
    parsed = ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(one.subject, one.predicate, one.object, GRAPH) for one in parsed]


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    opened.apply(Change(add=quads(DATA)))
    yield opened
    opened.close()


def parties(store: Store) -> set[frozenset[str]]:
    return {frozenset(one.iri for one in tie.parties) for tie in read_model(store).ties.values()}


def said(store: Store, *but: bytes) -> list[bytes]:
    """What somebody said, without what follows from it and without lines that hold one of these."""
    lines = store.dump().splitlines()
    return sorted(line for line in lines if b"abgeleitet" not in line and not any(one in line for one in but))


def test_everything_is_said_of_the_one_that_stays(store: Store) -> None:
    plan = plan_merging(store, OLD, VHS)
    assert plan.within == ("Volkshochschule Neustadt (VHS) – VHS Neustadt",)
    merge(store, plan, author="XY")
    model = read_model(store)
    assert OLD not in model.actors
    assert set(model.actors[VHS].aliases) == {"VHS Neustadt", "Volksschule"}
    assert model.actors[VHS].note == "zwei Standorte"
    assert parties(store) == {frozenset({VHS, BASE + "n/ag"}), frozenset({VHS, OFFICE})}
    assert replaced_by(store, OLD) == VHS
    assert replaced_by(store, VHS) == ""


def test_a_membership_that_both_have_becomes_one_with_the_evidence_of_both_and_comes_back(store: Store) -> None:
    alike = (
        "a netz:Membership, org:Membership ; netz:inNetwork :netzwerk ; org:organization :ag ; adms:status nk:exists ;"
    )
    more = "@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> . :d a foaf:Document ."
    for number in (1, 2):
        more += f" :b{number} a netz:Passage ; oa:exact 'x' ; oa:start {number} ; oa:end {number + 1} ; "
        more += "prov:wasQuotedFrom :d ."
    more += f":m1 netz:evidence :b1 . :m2 {alike} org:member :vhs ; netz:evidence :b2 ."
    store.apply(Change(add=quads(f"{more} :m3 {alike} org:member :vhs2 ; org:role nk:steering .")))
    before = said(store)
    plan = plan_merging(store, OLD, VHS)
    assert (plan.as_one, plan.twice) == (1, 1)
    applied = merge(store, plan, author="XY")
    assert {iri[len(BASE) :] for iri, tie in read_model(store).ties.items() if tie.kind == "Membership"} == {
        "n/m2",
        "n/m3",
    }
    held = {quad.object for quad in mentions_of(store, BASE + "n/m2") if quad.predicate.value == NETZ + "evidence"}
    assert held == {ox.NamedNode(BASE + "n/b1"), ox.NamedNode(BASE + "n/b2")}
    part(store, plan_parting(store, applied.revision), (), author="XY")
    assert said(store) == before


@pytest.mark.parametrize("dated", [OLD, VHS])
def test_memberships_of_which_one_says_since_when_become_one_that_says_it_and_come_back(
    store: Store, dated: str
) -> None:
    alike = (
        "a netz:Membership, org:Membership ; netz:inNetwork :netzwerk ; org:organization :ag ; adms:status nk:exists ;"
    )
    tie = f"<{BASE}n/m{1 if dated == OLD else 2}>"
    since = f"{tie} schema:startDate '2019-01-01'^^<{XSD}date> ; netz:startPrecision nk:year ."
    store.apply(Change(add=quads(f":m2 {alike} org:member :vhs . {since}")))
    before = said(store)
    plan = plan_merging(store, OLD, VHS)
    assert (plan.as_one, plan.twice) == (1, 0)
    applied = merge(store, plan, author="XY")
    (one,) = (one for one in read_model(store).ties.values() if one.kind == "Membership")
    assert (one.iri, one.start, one.start_precision) == (BASE + "n/m2", "2019-01-01", "year")
    part(store, plan_parting(store, applied.revision), (), author="XY")
    assert said(store) == before


def test_memberships_since_other_days_stay_two(store: Store) -> None:
    alike = (
        "a netz:Membership, org:Membership ; netz:inNetwork :netzwerk ; org:organization :ag ; adms:status nk:exists ;"
    )
    days = f":m1 schema:startDate '2015-01-01'^^<{XSD}date> . :m3 schema:startDate '2018-01-01'^^<{XSD}date> ."
    store.apply(Change(add=quads(f":m2 {alike} org:member :vhs . :m3 {alike} org:member :vhs2 . {days}")))
    assert plan_merging(store, OLD, VHS).as_one == 1, "one of both days; the other would be lost"


def test_a_former_address_is_no_entry_that_deleting_would_change(store: Store) -> None:
    merge(store, plan_merging(store, OLD, VHS), author="XY")
    found = deletion_of(store, VHS)
    assert OLD not in {one.iri for one in (*found.mentions, *found.blocked_by, *found.with_it)}
    assert any(OLD in str(quad) for quad in found.remove), "the address would lead to nothing"


def test_of_what_an_entry_has_once_the_value_of_who_stays_stands(store: Store) -> None:
    merge(store, plan_merging(store, OLD, VHS), author="XY")
    kind = read_model(store).actors[VHS].kind
    assert kind is not None
    assert kind.iri == NK + "education"


def test_persons_who_work_there_work_for_the_one_that_stays(store: Store) -> None:
    merge(store, plan_merging(store, OLD, VHS), author="XY")
    said = {(quad.predicate.value, quad.object) for quad in store.persons.ledger.quads}  # type: ignore[attr-defined]
    assert (SCHEMA + "worksFor", ox.NamedNode(VHS)) in said
    assert (SCHEMA + "worksFor", ox.NamedNode(OLD)) not in said


def test_persons_go_back_with_the_entry_that_comes_back(store: Store) -> None:
    applied = merge(store, plan_merging(store, OLD, VHS), author="XY")
    part(store, plan_parting(store, applied.revision), [], author="XY")
    said = {(quad.predicate.value, quad.object) for quad in store.persons.ledger.quads}  # type: ignore[attr-defined]
    assert (SCHEMA + "worksFor", ox.NamedNode(OLD)) in said
    assert (SCHEMA + "worksFor", ox.NamedNode(VHS)) not in said


def test_a_merge_is_taken_back_in_one_step(store: Store) -> None:
    before = sorted(store.dump().splitlines())
    applied = merge(store, plan_merging(store, OLD, VHS), author="XY")
    store.undo(applied.revision, author="XY")
    assert sorted(store.dump().splitlines()) == before


def test_a_merge_is_taken_apart_later_and_what_came_since_goes_where_it_belongs(store: Store) -> None:
    before = sorted(store.dump().splitlines())
    applied = merge(store, plan_merging(store, OLD, VHS), author="XY")
    tie = "a netz:Interface ; netz:inNetwork :netzwerk ; netz:topic :thema ; adms:status nk:exists ; "
    tie += "netz:party :vhs, :amt ."
    store.apply(Change(add=quads(f":neu1 {tie} :neu2 {tie}")))
    plan = plan_parting(store, applied.revision)
    assert (plan.gone, plan.kept, plan.gone_name) == (OLD, VHS, "VHS Neustadt")
    assert {one.iri for one in plan.later} == {BASE + "n/neu1", BASE + "n/neu2"}
    part(store, plan, [BASE + "n/neu2"], author="XY")
    ties = read_model(store).ties
    assert {one.iri for one in ties[BASE + "n/neu1"].parties} == {VHS, OFFICE}
    assert {one.iri for one in ties[BASE + "n/neu2"].parties} == {OLD, OFFICE}
    assert replaced_by(store, OLD) == ""
    assert said(store, b"/neu") == [line for line in before if b"abgeleitet" not in line]
    with pytest.raises(NotFound):
        plan_parting(store, applied.revision)


def test_merges_one_after_another_lead_to_the_last(store: Store) -> None:
    merge(store, plan_merging(store, OLD, VHS), author="XY")
    merge(store, plan_merging(store, VHS, OFFICE), author="XY")
    assert replaced_by(store, OLD) == replaced_by(store, VHS) == OFFICE


def test_who_is_not_there_or_no_pair_is_told(store: Store) -> None:
    with pytest.raises(NotFound):
        plan_merging(store, BASE + "n/niemand", VHS)
    for one, other in ((VHS, VHS), (BASE + "n/ag", VHS)):
        with pytest.raises(DataInvalid):
            plan_merging(store, one, other)


def test_names_that_sound_alike_are_proposed_until_somebody_says_they_are_different(store: Store) -> None:
    assert [{pair.one, pair.other} for pair in likely_pairs(store, "n")] == [{VHS, OLD}]
    say_different(store, OLD, VHS, author="XY")
    assert likely_pairs(store, "n") == []


def test_who_sounds_like_a_further_name_of_another_is_proposed(store: Store) -> None:
    """What was said to be the same in a list is such a name; a pair of it that was put off is to be seen again."""
    more = """:hof a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Volksschule e. V."@de ."""
    store.apply(Change(add=quads(more)))
    pairs = [{pair.one, pair.other} for pair in likely_pairs(store, "n")]
    assert {OLD, BASE + "n/hof"} in pairs
    assert len(pairs) == 2


def test_the_same_partners_speak_for_a_pair(store: Store) -> None:
    many = "".join(
        f':p{n} a org:FormalOrganization ; netz:inNetwork :netzwerk ; skos:prefLabel "Partner {n} e. V."@de . '
        + "".join(
            f":t{n}{who} a netz:Interface ; netz:inNetwork :netzwerk ; netz:topic :thema ; adms:status nk:exists ;"
            f" netz:party :{who}, :p{n} ."
            for who in ("vhs", "vhs2")
        )
        for n in range(20)
    )
    store.apply(Change(add=quads(many)))
    assert [SAME_TIES in pair.why for pair in likely_pairs(store, "n")] == [True]
    assert plan_merging(store, OLD, VHS).twice == 20


def test_the_precision_of_a_day_goes_with_its_day(store: Store) -> None:
    more = f""":vhs schema:startDate "2015-03-04"^^<{XSD}date> .
    :vhs2 schema:startDate "2018-01-01"^^<{XSD}date> ; netz:startPrecision nk:year ."""
    store.apply(Change(add=quads(more)))
    merge(store, plan_merging(store, OLD, VHS), author="XY")
    assert not any(b"startPrecision" in line for line in said(store))


def test_a_tie_that_was_deleted_since_does_not_come_back_in_pieces(store: Store) -> None:
    applied = merge(store, plan_merging(store, OLD, VHS), author="XY")
    tie = BASE + "n/i1"
    found = deletion_of(store, tie)
    store.apply(change_of_deletion(store, found, author="XY", reason=""))
    part(store, plan_parting(store, applied.revision), [], author="XY")
    assert not any(b"/n/i1>" in line for line in said(store))
    assert BASE + "n/i2" in read_model(store).ties


def test_who_is_only_named_by_a_tie_can_be_told_apart_and_merged(store: Store) -> None:
    store.apply(Change(add=quads(":i3 a netz:Interface ; netz:party :fremd, :amt ; adms:status nk:exists .")))
    say_different(store, BASE + "n/fremd", OFFICE, author="XY")
    merge(store, plan_merging(store, BASE + "n/fremd", VHS), author="XY")
    assert replaced_by(store, BASE + "n/fremd") == VHS
    assert all(b"<" + BASE.encode() in line.rsplit(b" ", 2)[-2] for line in said(store) if b"isReplacedBy" in line)


def test_nobody_is_another_than_themselves(store: Store) -> None:
    with pytest.raises(DataInvalid, match="Nobody"):
        say_different(store, VHS, VHS, author="XY")


def test_of_two_merges_at_once_the_second_is_refused(store: Store) -> None:
    one, other = plan_merging(store, OLD, VHS), plan_merging(store, VHS, OLD)
    merge(store, one, author="XY")
    before = store.revision
    with pytest.raises(Conflict):
        merge(store, other, author="XY")
    assert store.revision == before


def test_what_is_said_of_who_goes_while_both_are_merged_is_not_left_behind(store: Store) -> None:
    plan = plan_merging(store, OLD, VHS)
    store.apply(Change(add=quads(':vhs2 skos:editorialNote "gerade eben"@de .')))
    with pytest.raises(Conflict):
        merge(store, plan, author="XY")
    merge(store, plan_merging(store, OLD, VHS), author="XY")
    assert not read_entry(store, OLD).is_there


def test_what_changes_while_both_are_parted_is_looked_at_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_parting(store, merge(store, plan_merging(store, OLD, VHS), author="XY").revision)

    def moved(*given: Any) -> Any:
        store.apply(Change(add=quads(':vhs skos:editorialNote "gerade eben"@de .')))
        return _moved(*given)

    monkeypatch.setattr("graph.upkeep.merging.part._moved", moved)
    with pytest.raises(Conflict):
        part(store, plan, (), author="XY")
