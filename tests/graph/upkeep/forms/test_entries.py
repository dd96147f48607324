"""What a form makes of an entry: exactly what is different, with its evidence, refused where it would be wrong."""

from __future__ import annotations

import time
from typing import cast

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.errors import Conflict, DataInvalid
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.terms import BASE, FOAF, NETZ, NK, ORG, SCHEMA, SKOS, XSD
from graph.text import name
from graph.upkeep.forms.dates import read_typed
from graph.upkeep.forms.deleting import change_of_deletion, deletion_of
from graph.upkeep.forms.draft import FormDraft, draft_of_change, draft_of_new
from graph.upkeep.forms.ending import Transition, change_of_steps, ending_of, existing_ties, read_end
from graph.upkeep.forms.entry import check_unchanged, read_entry, values_of
from graph.upkeep.forms.form_for import form_for, kinds_of_entries
from graph.upkeep.forms.in_words import changes_in_words
from graph.upkeep.forms.names import known_things
from graph.upkeep.forms.saving import change_of
from graph.upkeep.forms.several import change_of_endings, change_of_kind
from graph.upkeep.forms.sources import Source
from graph.validate.report import Violation
from tests.graph.upkeep.forms.entering import SAID, changed, drafted, entered, redrafted

ACTOR, GROUP, TOPIC = ORG + "FormalOrganization", NETZ + "WorkingGroup", SKOS + "Concept"
INTERFACE, MEMBERSHIP = NETZ + "Interface", NETZ + "Membership"
JOBCENTER = BASE + "magdeburg/jobcenter"
DEMANDED = BASE + "magdeburg/schnittstelle/ba-jobcenter-sprache"
NAME = "skos:prefLabel@de"


def test_an_actor_takes_one_field(own_magdeburg: Store) -> None:
    iri = entered(own_magdeburg, ACTOR, {NAME: ["Radlerverein Elbe"]})
    assert iri == BASE + "magdeburg/radlerverein-elbe"
    actor = read_model(own_magdeburg).actors[iri]
    assert actor.label.de == "Radlerverein Elbe"
    assert actor.networks == (BASE + "magdeburg/netzwerk",)
    assert actor.confidence == "external", "typed without a document is never what a document says"
    assert [one.document.label.de for one in actor.evidence] == ["Angabe von Koordination am 29.11.2026"]


def test_two_of_one_name_have_two_addresses(own_magdeburg: Store) -> None:
    first, second = (entered(own_magdeburg, ACTOR, {NAME: ["Radlerverein"]}) for _ in "ab")
    assert (first, second) == (BASE + "magdeburg/radlerverein", BASE + "magdeburg/radlerverein-2")


def test_only_what_was_made_different_is_changed(own_magdeburg: Store) -> None:
    before = read_entry(own_magdeburg, JOBCENTER)
    draft = redrafted(own_magdeburg, JOBCENTER, {NAME: ["Jobcenter Magdeburg"]})
    assert [(quad.predicate.value, name(quad.object)) for quad in draft.add] == [
        (SKOS + "prefLabel", "Jobcenter Magdeburg")
    ]
    assert [name(quad.object) for quad in draft.remove] == ["Jobcenter Landeshauptstadt Magdeburg"]
    own_magdeburg.apply(change_of(own_magdeburg, draft, Source("reason", "Kim", "2026-11-29", reason="Tippfehler")))
    after = read_entry(own_magdeburg, JOBCENTER)
    assert len(after.quads) == len(before.quads)
    assert after.graph == before.graph


def test_a_change_is_called_by_the_name_of_its_thing_whatever_else_is_said(own_magdeburg: Store) -> None:
    changed(own_magdeburg, JOBCENTER, {"skos:note@de": ["Umbau bis Herbst"]})
    assert list(own_magdeburg.history())[-1].about == "Jobcenter Landeshauptstadt Magdeburg"
    changed(own_magdeburg, JOBCENTER, {NAME: ["Jobcenter MD"], "skos:note@de": ["fertig"]})
    assert list(own_magdeburg.history())[-1].about == "Jobcenter MD"


def test_a_new_name_rests_on_who_says_it_and_a_note_on_what_the_entry_did(own_magdeburg: Store) -> None:
    before = read_model(own_magdeburg).actors[JOBCENTER].evidence
    changed(own_magdeburg, JOBCENTER, {"skos:note@de": ["Umbau bis Herbst"]})
    assert read_model(own_magdeburg).actors[JOBCENTER].evidence == before
    changed(own_magdeburg, JOBCENTER, {NAME: ["Jobcenter MD"]})
    actor = read_model(own_magdeburg).actors[JOBCENTER]
    fresh = [one.document.label.de for one in actor.evidence if one not in before]
    assert (fresh, actor.confidence) == (["Angabe von Koordination am 29.11.2026"], "external")


def test_nothing_different_is_no_change(own_magdeburg: Store) -> None:
    assert redrafted(own_magdeburg, JOBCENTER, {}).is_empty


@pytest.mark.parametrize("class_iri", [MEMBERSHIP, INTERFACE, NETZ + "Funding", NETZ + "Mandate", NETZ + "Finding"])
def test_what_is_stored_and_shown_again_is_no_change(own_magdeburg: Store, class_iri: str) -> None:
    rows = own_magdeburg.select(f"SELECT DISTINCT ?s WHERE {{ ?s a <{class_iri}> }}")
    for row in rows:
        assert redrafted(own_magdeburg, str(row["s"])[1:-1], {}).is_empty


def test_a_change_is_undone_to_what_was_before(own_magdeburg: Store) -> None:
    before = own_magdeburg.dump()
    applied = changed(own_magdeburg, JOBCENTER, {NAME: ["Anders"], "org:subOrganizationOf": ["Neues Amt"]})
    own_magdeburg.undo(applied.revision)
    assert sorted(own_magdeburg.dump().splitlines()) == sorted(before.splitlines())


def test_a_name_that_nobody_has_becomes_an_actor(own_magdeburg: Store) -> None:
    given = {"netz:party": ["Jobcenter Landeshauptstadt Magdeburg", "Radlerverein"], "netz:topic": ["Radfahren"]}
    iri = entered(own_magdeburg, INTERFACE, {**given, "adms:status": [NK + "exists"], "schema:startDate": ["05/2026"]})
    tie = read_model(own_magdeburg).ties[iri]
    assert [ref.label.de for ref in tie.parties] == ["Jobcenter Landeshauptstadt Magdeburg", "Radlerverein"]
    assert tie.label.de == "Jobcenter Landeshauptstadt Magdeburg – Radlerverein"
    assert (tie.start, tie.start_precision, tie.state, tie.confidence) == ("2026-05-01", "month", "exists", "external")
    assert tie.topics[0].label.de == "Radfahren"


def test_of_two_that_are_called_so_nobody_is_guessed(own_magdeburg: Store) -> None:
    for _ in "ab":
        entered(own_magdeburg, ACTOR, {NAME: ["Radlerverein"]})
    draft = drafted(own_magdeburg, INTERFACE, {"netz:party": ["Radlerverein", "Jobcenter Landeshauptstadt Magdeburg"]})
    (problem,) = [one for one in draft.problems if one.key == "netz:party"]
    assert "Radlerverein [magdeburg/radlerverein-2]" in str(problem.values["names"])
    given = {"netz:party": ["Radlerverein [magdeburg/radlerverein-2]"]}
    again = drafted(own_magdeburg, INTERFACE, given)
    assert not [one for one in again.problems if one.key == "netz:party"]


def test_an_abbreviation_before_the_town_is_not_like_everybody_else_there(own_magdeburg: Store) -> None:
    entered(own_magdeburg, ACTOR, {NAME: ["VHS Lindenau"]})
    known = known_things(own_magdeburg, [FOAF + "Agent"])
    assert known.near("Jugendamt Lindenau") == []
    for called in ("Volkshochschule VHS Lindenau", "Volkshochschule Lindenau", "VHS in Lindenau"):
        assert [ref.label.de for ref in known.near(called)] == ["VHS Lindenau"], called


def test_a_tie_of_one_is_refused_at_its_field(own_magdeburg: Store) -> None:
    given = {"netz:party": ["Jobcenter Landeshauptstadt Magdeburg"], "netz:topic": ["Radfahren"]}
    draft = drafted(own_magdeburg, INTERFACE, {**given, "adms:status": [NK + "exists"]})
    with pytest.raises(DataInvalid) as refused:
        own_magdeburg.apply(change_of(own_magdeburg, draft, SAID, said="x"))
    violation = cast("tuple[Violation, ...]", refused.value.values["violations"])[0]
    assert NETZ + "party" in violation.path.split()
    assert "mindestens zwei" in violation.message.de


def test_an_end_before_its_beginning_is_refused(own_magdeburg: Store) -> None:
    given = {"schema:startDate": ["2026"], "schema:endDate": ["2025"], NAME: ["AG Rad"]}
    draft = drafted(own_magdeburg, GROUP, given)
    assert [one.key for one in draft.problems if "before" in one.template] == ["schema:endDate"]
    with pytest.raises(DataInvalid):
        read_end("bald")


def test_a_circle_of_units_is_refused(own_magdeburg: Store) -> None:
    upper = entered(own_magdeburg, ACTOR, {NAME: ["Oberamt"]})
    lower = entered(own_magdeburg, ACTOR, {NAME: ["Unteramt"], "org:unitOf": ["Oberamt"]})
    assert [one.key for one in redrafted(own_magdeburg, upper, {"org:unitOf": ["Unteramt"]}).problems] == ["org:unitOf"]
    assert [one.key for one in redrafted(own_magdeburg, lower, {"org:unitOf": ["Unteramt"]}).problems] == ["org:unitOf"]


@pytest.mark.parametrize(("class_iri", "whole"), [(TOPIC, "skos:broader"), (FOAF + "Document", "dct:isPartOf")])
def test_a_circle_of_wholes_is_refused_whatever_they_are(own_magdeburg: Store, class_iri: str, whole: str) -> None:
    upper = entered(own_magdeburg, class_iri, {NAME: ["Oben"]})
    middle = entered(own_magdeburg, class_iri, {NAME: ["Mitte"], whole: ["Oben"]})
    entered(own_magdeburg, class_iri, {NAME: ["Unten"], whole: ["Mitte"]})
    assert [one.key for one in redrafted(own_magdeburg, upper, {whole: ["Unten"]}).problems] == [whole]
    assert [one.key for one in redrafted(own_magdeburg, middle, {whole: ["Mitte"]}).problems] == [whole]


def test_a_circle_through_parts_and_units_is_refused(own_magdeburg: Store) -> None:
    upper = entered(own_magdeburg, ACTOR, {NAME: ["Oberamt"]})
    entered(own_magdeburg, ACTOR, {NAME: ["Unteramt"], "org:unitOf": ["Oberamt"]})
    (problem,) = redrafted(own_magdeburg, upper, {"org:subOrganizationOf": ["Unteramt"]}).problems
    assert problem.key == "org:subOrganizationOf"


@pytest.mark.parametrize("given", [{"org:member": ["AG Rad"]}, {"org:member": ["AG Rad", "AG Rad"]}])
def test_a_membership_of_a_group_in_itself_is_a_tie_of_one(own_magdeburg: Store, given: dict[str, list[str]]) -> None:
    kind = {"org:classification": [NK + "standingGroup"], "adms:status": [NK + "exists"]}
    entered(own_magdeburg, GROUP, {NAME: ["AG Rad"], **kind})
    draft = drafted(
        own_magdeburg, MEMBERSHIP, {**given, "org:organization": ["AG Rad"], "adms:status": [NK + "exists"]}
    )
    assert [(one.key, one.template) for one in draft.problems] == [
        ("org:organization", "Both ends are the same. A tie is between two.")
    ]


def test_a_name_of_ten_thousand_characters_is_refused_at_its_field(own_magdeburg: Store) -> None:
    (problem,) = drafted(own_magdeburg, ACTOR, {NAME: ["Ä" * 10_000]}).problems
    assert (problem.key, problem.said.de) == (NAME, "Bitte einen Namen eintragen, höchstens 300 Zeichen.")
    for class_iri in kinds_of_entries(own_magdeburg).values():
        form = form_for(own_magdeburg, class_iri)
        texts = {one.key: ["Ä" * 10_000] for one in form.fields if one.editor in {"line", "thing"}}
        found = {one.key for one in drafted(own_magdeburg, class_iri, texts).problems}
        assert texts.keys() <= found, class_iri


@pytest.mark.parametrize(
    "hostile", ['"><script>alert(1)</script>', "' } INSERT", "\x00\x07a\ud800", "[[x]", "<urn:x>", "\\u0041"]
)
def test_hostile_text_is_text_in_every_field(own_magdeburg: Store, hostile: str) -> None:
    for class_iri in (ACTOR, GROUP, INTERFACE, MEMBERSHIP, NETZ + "Demand", TOPIC, SCHEMA + "Event", FOAF + "Document"):
        draft = drafted(own_magdeburg, class_iri, {})
        texts = {field.key: [hostile] for field in draft.form.fields if field.editor != "choice"}
        found = drafted(own_magdeburg, class_iri, texts)
        for quad in found.add:
            assert "\x00" not in name(quad.object)
            assert " " not in name(quad.subject)


def test_a_further_name_renames_nobody_and_a_number_is_said_as_people_write_it(own_magdeburg: Store) -> None:
    draft = redrafted(own_magdeburg, JOBCENTER, {"skos:altLabel@de": ["JC", "Amt für alle"]})
    change = change_of(own_magdeburg, draft, SAID, said="Namen")
    assert (
        changes_in_words(own_magdeburg, change.add, change.remove)[0].label.de == "Jobcenter Landeshauptstadt Magdeburg"
    )
    weights = {}
    for place, written in enumerate(("420.0", "3.50", "100")):
        literal = ox.Literal(written, datatype=ox.NamedNode(XSD + "decimal"))
        iri = ox.NamedNode(f"{BASE}magdeburg/schnittstelle/{place}")
        quad = ox.Quad(iri, ox.NamedNode(NETZ + "weight"), literal, ox.NamedNode(BASE + "magdeburg/graph"))
        weights[written] = changes_in_words(own_magdeburg, [quad], [])[0].fields[0].after[0]
    assert {written: (one.de, one.en) for written, one in weights.items()} == {
        "420.0": ("420", "420"),
        "3.50": ("3,5", "3.5"),
        "100": ("100", "100"),
    }


def test_what_changes_is_said_before_and_after(own_magdeburg: Store) -> None:
    draft = redrafted(own_magdeburg, JOBCENTER, {NAME: ["Jobcenter MD"], "org:classification": [NK + "municipality"]})
    change = change_of(own_magdeburg, draft, SAID, said="Name")
    (thing,) = changes_in_words(own_magdeburg, change.add, change.remove)
    said = {one.label.de: ([t.de for t in one.before], [t.de for t in one.after]) for one in thing.fields}
    assert said["Name"] == (["Jobcenter Landeshauptstadt Magdeburg"], ["Jobcenter MD"])
    assert said["Art"] == (["Arbeitsverwaltung"], ["Kommune und ihre Ämter"])
    assert said["Beleg"] == ([], ["Angabe von Koordination am 29.11.2026"])
    applied = own_magdeburg.apply(change)
    entry = own_magdeburg.entry(applied.revision)
    assert entry is not None
    assert changes_in_words(own_magdeburg, entry.add, entry.remove)[0].fields == thing.fields
    assert (entry.kind, entry.author) == ("entry-changed", "Koordination")


def test_who_saves_second_is_told(own_magdeburg: Store) -> None:
    seen = read_entry(own_magdeburg, JOBCENTER).fingerprint
    changed(own_magdeburg, JOBCENTER, {NAME: ["Erste"]})
    with pytest.raises(Conflict):
        check_unchanged(own_magdeburg, JOBCENTER, seen)
    draft = redrafted(own_magdeburg, JOBCENTER, {NAME: ["Zweite"]})
    with pytest.raises(Conflict):
        own_magdeburg.apply(change_of(own_magdeburg, draft, SAID, said="x", fingerprint=seen))


def test_a_quotation_of_a_known_place_is_that_place(own_magdeburg: Store) -> None:
    source = Source(
        "document", "Kim", "2026-11-29", "Dokumentation der Netzwerkkonferenz 2016 (Auszug)", "Frau und Herr"
    )
    passage = own_magdeburg.select(
        f"SELECT ?p ?q WHERE {{ <{DEMANDED}> <{NETZ}evidence> ?p . ?p <http://www.w3.org/ns/oa#exact> ?q }}"
    )[0]
    source = Source(source.kind, source.author, source.day, source.document, passage["q"].value)  # type: ignore[union-attr]
    draft = drafted(own_magdeburg, ACTOR, {NAME: ["Radlerverein"]})
    change = change_of(own_magdeburg, draft, source, said="x")
    assert passage["p"] in {quad.object for quad in change.add}
    assert NK + "stated" in {name(quad.object) for quad in change.add}


def test_nobody_counts_the_characters_of_a_passage(own_magdeburg: Store) -> None:
    form = form_for(own_magdeburg, NETZ + "Passage")
    document = "Dokumentation der Netzwerkkonferenz 2016 (Auszug)"
    typed = {"oa:exact": ["Die Kita meldet sich. "], "prov:wasQuotedFrom": [document]}
    draft = draft_of_new(own_magdeburg, form, typed, "")
    assert draft.problems == []
    assert _positions(draft) == {"start": "0", "end": "21"}
    own_magdeburg.apply(change_of(own_magdeburg, draft, Source("reason", "Kora", "2026-10-01", reason="Protokoll")))
    entry = read_entry(own_magdeburg, draft.iri)
    seen = values_of(own_magdeburg, form, entry)
    other = draft_of_change(own_magdeburg, form, entry, {**seen, "oa:exact": ["Die Kita ruft an."]}, seen)
    assert _positions(other) == {"end": "17"}
    counted = draft_of_new(own_magdeburg, form, {**typed, "oa:start": ["100"]}, "")
    assert _positions(counted) == {"start": "100", "end": "121"}


def _positions(draft: FormDraft) -> dict[str, str]:
    found = {one.predicate.value.rpartition("#")[2]: one.object for one in draft.add}
    return {one: term.value for one, term in found.items() if one in {"start", "end"} and isinstance(term, ox.Literal)}


def test_a_reason_or_evidence_is_asked_for(own_magdeburg: Store) -> None:
    draft = redrafted(own_magdeburg, JOBCENTER, {NAME: ["Anders"]})
    for source in (Source("reason", "Kim", "2026-11-29"), Source("document", "Kim", "2026-11-29", "Protokoll")):
        with pytest.raises(DataInvalid):
            change_of(own_magdeburg, draft, source)


def test_a_demanded_tie_that_exists_closes_its_gap_and_fulfils_the_demand(own_magdeburg: Store) -> None:
    demand = BASE + "magdeburg/befund/ag1-ba-jc"
    before = {gap.id: gap.rule for gap in analysis_for(own_magdeburg).gaps if gap.subject.iri in {DEMANDED, demand}}
    assert sorted(before.values()) == ["interface-missing"]
    step = Transition(DEMANDED, "exists", start=read_typed("2026"))
    own_magdeburg.apply(change_of_steps(own_magdeburg, [step], SAID, kind="entry-exists", said="besteht schon"))
    assert before.keys().isdisjoint({gap.id for gap in analysis_for(own_magdeburg).gaps})
    tie = read_model(own_magdeburg).ties[DEMANDED]
    assert (tie.state, tie.start_precision) == ("exists", "year")


def test_ending_a_group_ends_what_goes_on_in_it(own_magdeburg: Store) -> None:
    group = entered(
        own_magdeburg,
        GROUP,
        {NAME: ["AG Rad"], "org:classification": [NK + "standingGroup"], "adms:status": [NK + "exists"]},
    )
    member = entered(
        own_magdeburg,
        MEMBERSHIP,
        {"org:member": ["Radler"], "org:organization": ["AG Rad"], "adms:status": [NK + "exists"]},
    )
    assert existing_ties(own_magdeburg, group) == [member]
    steps = ending_of(own_magdeburg, group, read_end("31.10.2026"), "2026-11-29")
    applied = own_magdeburg.apply(change_of_steps(own_magdeburg, steps, SAID, kind="entry-ended", said="beendet"))
    model = read_model(own_magdeburg)
    assert (model.groups[group].state, model.ties[member].state, model.ties[member].end) == (
        "ended",
        "ended",
        "2026-10-31",
    )
    own_magdeburg.undo(applied.revision)
    assert read_model(own_magdeburg).ties[member].state == "exists"


def test_what_has_ended_keeps_its_end_and_what_begins_later_is_named(own_magdeburg: Store) -> None:
    def member(group: str, **period: str) -> str:
        said = {"org:member": ["Radler"], "org:organization": [group], "adms:status": [NK + "exists"]}
        return entered(own_magdeburg, MEMBERSHIP, {**said, **{f"schema:{one}": [day] for one, day in period.items()}})

    ended, later = member("AG Rad", endDate="2019"), member("AG Bahn", startDate="01.02.2027")
    radler = next(iri for iri, one in read_model(own_magdeburg).actors.items() if one.label.de == "Radler")
    assert existing_ties(own_magdeburg, radler, "2026-11-29") == [later]
    with pytest.raises(DataInvalid, match="AG Bahn"):
        ending_of(own_magdeburg, radler, read_end("31.10.2026"), "2026-11-29")
    steps = ending_of(own_magdeburg, radler, read_end("2027"), "2026-11-29")
    assert {step.iri for step in steps} == {radler, later}
    own_magdeburg.apply(change_of_steps(own_magdeburg, steps, SAID, kind="entry-ended", said="beendet"))
    assert read_model(own_magdeburg).ties[ended].end == "2019-12-31"


def test_an_end_to_come_leaves_it_going_on(own_magdeburg: Store) -> None:
    iri = entered(
        own_magdeburg,
        MEMBERSHIP,
        {"org:member": ["Radler"], "org:organization": ["AG Rad"], "adms:status": [NK + "exists"]},
    )
    steps = ending_of(own_magdeburg, iri, read_end("2027"), "2026-11-29")
    own_magdeburg.apply(change_of_steps(own_magdeburg, steps, SAID, kind="entry-ended", said="beendet"))
    tie = read_model(own_magdeburg).ties[iri]
    assert (tie.state, tie.end, tie.end_precision) == ("exists", "2027-12-31", "year")


def test_deleting_takes_what_is_nothing_without_it(own_magdeburg: Store) -> None:
    actor = entered(own_magdeburg, ACTOR, {NAME: ["Radler"]})
    given = {"adms:status": [NK + "exists"], "netz:topic": ["Radfahren"]}
    member = entered(own_magdeburg, MEMBERSHIP, {"org:member": ["Radler"], "org:organization": ["AG Rad"], **given})
    pair = entered(
        own_magdeburg, INTERFACE, {"netz:party": ["Radler", "Jobcenter Landeshauptstadt Magdeburg"], **given}
    )
    three = entered(
        own_magdeburg,
        INTERFACE,
        {"netz:party": ["Radler", "Jobcenter Landeshauptstadt Magdeburg", "Stadt Magdeburg"], **given},
    )
    found = deletion_of(own_magdeburg, actor)
    assert {ref.iri for ref in found.with_it} == {member, pair}
    assert [ref.iri for ref in found.mentions] == [three]
    assert found.blocked_by == []
    before = own_magdeburg.dump()
    applied = own_magdeburg.apply(change_of_deletion(own_magdeburg, found, author="Kim", reason="doppelt"))
    assert not read_entry(own_magdeburg, actor).is_there
    assert not read_entry(own_magdeburg, pair).is_there
    assert len(read_entry(own_magdeburg, three).of(NETZ + "party")) == 2
    own_magdeburg.undo(applied.revision)
    assert sorted(own_magdeburg.dump().splitlines()) == sorted(before.splitlines())


def test_what_others_need_is_not_deleted(own_magdeburg: Store) -> None:
    topic = entered(own_magdeburg, TOPIC, {NAME: ["Radfahren"]})
    given = {"netz:party": ["Radler", "Jobcenter Landeshauptstadt Magdeburg"], "netz:topic": ["Radfahren"]}
    tie = entered(own_magdeburg, INTERFACE, {**given, "adms:status": [NK + "exists"]})
    found = deletion_of(own_magdeburg, topic)
    assert ([ref.iri for ref in found.mentions], found.blocked_by) == ([tie], [])  # a tie may have no topic
    needs = entered(own_magdeburg, NETZ + "Indicator", {NAME: ["Radwege"], "netz:topic": ["Radfahren"]})
    found = deletion_of(own_magdeburg, topic)
    assert [ref.iri for ref in found.blocked_by] == [needs]
    with pytest.raises(DataInvalid):
        change_of_deletion(own_magdeburg, found, author="Kim", reason="x")


def test_several_actors_are_changed_at_once(own_magdeburg: Store) -> None:
    iris = [entered(own_magdeburg, ACTOR, {NAME: [one]}) for one in ("Radler", "Ruderer")]
    own_magdeburg.apply(change_of_kind(own_magdeburg, iris, NK + "association", SAID, "Verein"))
    assert {read_model(own_magdeburg).actors[iri].kind.iri for iri in iris} == {NK + "association"}  # type: ignore[union-attr]
    given = {"org:organization": ["AG Rad"], "adms:status": [NK + "exists"]}
    ties = [entered(own_magdeburg, MEMBERSHIP, {"org:member": [one], **given}) for one in ("Radler", "Ruderer")]
    group = BASE + "magdeburg/gruppe/ag-rad"
    change = change_of_endings(own_magdeburg, iris, group, read_end("30.6.2026"), today="2026-11-29", source=SAID)
    own_magdeburg.apply(change)
    assert {read_model(own_magdeburg).ties[tie].state for tie in ties} == {"ended"}
    with pytest.raises(DataInvalid):
        change_of_endings(own_magdeburg, iris, group, read_end("2026"), today="2026-11-29", source=SAID)


def test_a_contact_person_is_kept_apart(own_magdeburg: Store) -> None:
    draft = drafted(
        own_magdeburg, FOAF + "Person", {"foaf:name": ["Ada Zwirn"], "schema:email": ["ada.zwirn@stadt.example"]}
    )
    applied = own_magdeburg.apply(change_of(own_magdeburg, draft, SAID, said="Kontaktperson"))
    assert applied.moved >= 2
    assert b"Zwirn" not in own_magdeburg.dump()
    assert "zwirn" not in draft.iri


def test_saving_one_name_takes_as_long_as_what_it_changes(own_magdeburg: Store) -> None:
    changed(own_magdeburg, JOBCENTER, {NAME: ["warm"]})
    begun = time.process_time()
    changed(
        own_magdeburg, JOBCENTER, {NAME: ["Jobcenter MD"]}, Source("reason", "Kim", "2026-11-29", reason="Tippfehler")
    )
    assert time.process_time() - begun < 1.0
