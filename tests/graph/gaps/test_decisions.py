"""Answers to gaps: kept in RDF, respected by every run, lapsed when what the gap rests on is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import Analysis, analysis_for
from graph.cache.fingerprints import changed_parts, fingerprint_of
from graph.errors import DataInvalid
from graph.gaps.answers import decisions
from graph.gaps.decisions import (
    is_open,
    is_overdue,
    make_decision,
    record,
    state_of,
    with_decisions,
)
from graph.gaps.wording import say, times
from graph.model import Gap, Passage, Reason, Ref, Text
from graph.network.model_reader import read_model
from graph.protocol import Change, Store
from graph.terms import BASE, NETZ, NK
from graph.validate.report import validate_store
from tests.support.statements import add

CITY = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk"@de .
<stadt/amt> a org:Organization ; skos:prefLabel "Amt"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/kammer> a org:Organization ; skos:prefLabel "Kammer"@de ; netz:inNetwork <stadt/netzwerk> .
<stadt/s1> a netz:Interface ; skos:prefLabel "Runde"@de ; netz:inNetwork <stadt/netzwerk> ; netz:confidence nk:stated ;
  adms:status nk:demanded ; netz:party <stadt/amt>, <stadt/kammer> ; netz:evidence <stadt/beleg/1> .
<stadt/beleg/1> a netz:Passage ; oa:exact "Runde einrichten" ; oa:start 1 ; oa:end 17 ;
  prov:wasQuotedFrom <stadt/text> .
"""


@pytest.fixture
def city(store: Store) -> Store:
    add(store, CITY)
    return store


def demanded(store: Store) -> Gap:
    (gap,) = Analysis(store).find_gaps(["demanded"])
    return gap


def answer(store: Store, text: str = "exists", author: str = "KO", **more: str) -> Gap:
    gap = demanded(store)
    record(store, gap, make_decision(gap, text, author=author, **more))
    return demanded(store)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("exists", {}),
        ("in_progress", {"responsible": "Koordination", "due": "2030-01-31"}),
        ("no_need", {"note": "Treffen sich schon."}),
        ("decided", {"day": "2024-05-02", "responsible": "AG 1", "due": "2030-01-31", "meeting": BASE + "stadt/t1"}),
        ("postponed", {"until": "2999-03-01", "note": "Es fehlte die Kammer."}),
        ("referred", {"referred_to": "AG Sprache", "day": "2024-05-02"}),
    ],
)
def test_answer_is_the_state_of_the_gap_in_the_next_run(city: Store, text: str, more: dict[str, str]) -> None:
    gap = answer(city, text, **more)
    assert gap.state == text
    assert not is_open(gap)
    (decision,) = decisions(city)[gap.id]
    assert (decision.answer, decision.author) == (text, "KO")
    fields = ("responsible", "due", "note", "day", "until", "referred_to", "meeting")
    assert {field: getattr(decision, field) for field in fields} == dict.fromkeys(fields, "") | more
    assert (decision.title, decision.subject) == (gap.title, gap.subject.iri)
    assert [found for found in validate_store(city) if found.message.de.startswith("Was vertagt")] == []


def test_answer_is_rdf_in_the_graph_of_its_network_and_conforms_to_the_shapes(city: Store) -> None:
    before = [found for found in validate_store(city) if found.severity == "violation"]
    answer(city, "in_progress", responsible="Koordination", due="2030-01-31", note="Ab März")
    graph = city.read_graph(ox.NamedNode(BASE + "stadt/graph/decisions"), ["text/turtle"]).body.decode()
    assert NETZ + "GapDecision" in graph or "netz:GapDecision" in graph
    rows = city.select(f"SELECT ?answer WHERE {{ ?decision <{NETZ}answer> ?answer }}")
    assert [row["answer"] for row in rows] == [ox.NamedNode(NK + "inProgress")]
    assert [found for found in validate_store(city) if found.severity == "violation"] == before


def test_answer_stands_in_the_change_log_and_can_be_taken_back(city: Store) -> None:
    gap = answer(city)
    entry = list(city.history())[-1]
    assert entry.author == "KO"
    assert gap.id in entry.reason
    city.undo(entry.revision)
    assert demanded(city).state == "open"


def test_new_answer_counts_and_the_old_one_can_still_be_read(city: Store) -> None:
    answer(city, "no_need", note="Doppelt")
    gap = answer(city, "exists", author="AG 1")
    assert gap.state == "exists"
    assert [(one.answer, one.author) for one in decisions(city)[gap.id]] == [("no_need", "KO"), ("exists", "AG 1")]


def test_answer_lapses_when_its_passage_reads_otherwise_and_holds_again_when_that_is_taken_back(city: Store) -> None:
    answer(city)
    add(city, '<stadt/beleg/1> oa:exact "Eine Runde einrichten" .')
    lapsed = demanded(city)
    assert lapsed.state == "lapsed"
    assert is_open(lapsed)
    city.undo(city.revision)
    assert demanded(city).state == "exists"


def test_answer_lives_on_when_something_else_changes(city: Store) -> None:
    answer(city)
    add(city, '<stadt/verein> a org:Organization ; skos:prefLabel "Verein"@de ; netz:inNetwork <stadt/netzwerk> .')
    assert demanded(city).state == "exists"


def test_answered_gaps_are_hidden_from_what_is_open(city: Store) -> None:
    assert analysis_for(city).key_figures.open_demands == 1
    gap = answer(city)
    after = analysis_for(city)
    assert after.key_figures.open_demands == 0
    assert gap in after.gaps
    assert gap not in after.open_gaps
    assert gap.id not in {one.id for one in after.gaps_by_party.get(BASE + "stadt/amt", ())}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("vielleicht", {}),
        ("", {}),
        ("no_need", {}),
        ("no_need", {"note": " \n "}),
        ("in_progress", {"responsible": "Koordination"}),
        ("in_progress", {"due": "2030-01-31"}),
        ("in_progress", {"responsible": "Koordination", "due": "31.01.2030"}),
        ("in_progress", {"responsible": "Koordination", "due": "2030-02-30"}),
        ("decided", {"responsible": "AG 1", "due": "2030-01-31"}),
        ("decided", {"day": "2024-05-02", "due": "2030-01-31"}),
        ("decided", {"day": "2024-05-02", "responsible": "AG 1"}),
        ("decided", {"day": "2999-05-02", "responsible": "AG 1", "due": "2999-06-01"}),
        ("postponed", {}),
        ("postponed", {"until": "2024-05-02"}),
        ("postponed", {"until": "bald"}),
        ("referred", {"referred_to": " "}),
        ("exists", {"author": "  "}),
        ("exists", {"author": "\u200d"}),
        ("exists", {"author": "x" * 201}),
        ("exists", {"note": "x" * 2001}),
    ],
)
def test_answer_without_what_it_needs_is_refused(city: Store, text: str, more: dict[str, str]) -> None:
    revision = city.revision
    with pytest.raises(DataInvalid):
        answer(city, text, **more)
    assert city.revision == revision


def test_answer_of_a_known_person_holds_and_does_not_say_in_public_whose_it_is(city: Store) -> None:
    add(city, '<stadt/p1> a foaf:Person ; foaf:name "Erika Musterfrau" .')
    assert answer(city, author="Erika Musterfrau").state == "exists"
    assert b"Musterfrau" not in city.dump()


def test_answer_stays_when_its_author_becomes_a_known_person(city: Store) -> None:
    assert answer(city, author="Erika Zwirnnysen").state == "exists"
    add(city, '<stadt/p1> a foaf:Person ; foaf:name "Erika Zwirnnysen" .')
    assert b"Zwirnnysen" not in city.dump()
    assert demanded(city).state == "exists"


def test_answer_in_data_of_others_needs_no_fingerprint_and_does_not_lapse(city: Store) -> None:
    gap = demanded(city)
    add(
        city,
        f'<stadt/e1> a netz:GapDecision ; netz:gapId "{gap.id}" ; netz:answer nk:noNeed ; <http://purl.org/dc/terms/creator>'
        ' "KO" ; <http://purl.org/dc/terms/created> "2024-05-02"^^xsd:date ; skos:note "Nein" .'
        f'<stadt/e2> a netz:GapDecision ; netz:gapId "{gap.id}" ; netz:answer <stadt/unsinn> ;'
        ' <http://purl.org/dc/terms/creator> "KO" ; <http://purl.org/dc/terms/created> "2025-05-02"^^xsd:date .',
    )
    assert demanded(city).state == "no_need"


TODAY = date(2026, 6, 1)
PARTY, OTHER = Ref("urn:a", Text("A")), Ref("urn:b", Text("B"))
PASSAGE = Passage("urn:p", "Satz", 0, 4, Ref("urn:d", Text("Text")))
GAP = Gap(
    id="fit-pair-1",
    kind="fit",
    rule="pair",
    title=Text("Titel"),
    subject=PARTY,
    parties=(PARTY, OTHER),
    topic=None,
    score=2.0,
    strength="strong",
    reasons=(Reason(Text("Beide in AG 2 (12 Mitglieder)", "Both in AG 2"), 1.5), Reason(Text("Nah"), 0.5)),
    evidence=(PASSAGE,),
)


@pytest.mark.parametrize(
    "change",
    [
        lambda gap: replace(gap, parties=(PARTY,)),
        lambda gap: replace(gap, topic=OTHER),
        lambda gap: replace(gap, evidence=()),
        lambda gap: replace(gap, evidence=(replace(PASSAGE, quote="Anderer Satz"),)),
        lambda gap: replace(gap, reasons=gap.reasons[:1]),
        lambda gap: replace(gap, kind="rule", reasons=(Reason(Text("Beide in AG 2 (13 Mitglieder)"), 2.0),)),
    ],
    ids=["party", "topic", "no evidence", "quote", "reason", "count of a rule"],
)
def test_fingerprint_changes_with_what_the_gap_rests_on(change: Callable[[Gap], Gap]) -> None:
    assert change(GAP).fingerprint != GAP.fingerprint


@given(st.permutations(GAP.parties), st.permutations(GAP.reasons), st.integers(0, 10**9), st.floats(0, 9))
def test_fingerprint_is_the_same_in_any_order_and_for_other_figures_of_a_statistical_kind(
    parties: list[Ref], reasons: list[Reason], members: int, score: float
) -> None:
    said = [replace(one, text=replace(one.text, de=one.text.de.replace("12", str(members)))) for one in reasons]
    assert replace(GAP, parties=tuple(parties), reasons=tuple(said), score=score).fingerprint == GAP.fingerprint


@pytest.mark.parametrize(("number", "across"), [(1, 1), (1, 0), (2, 1), (1200, 31)])
def test_an_answer_outlives_that_something_is_once_where_it_was_more_often(number: int, across: int) -> None:
    """Also one that was given before sentences said "once"."""
    was = Text(
        "A steht 3-mal zwischen zwei Kontakten, die sich nicht direkt kennen, davon 2-mal zwischen Bereichen.",
        "A stands 3 times between two contacts who are not tied directly, 2 times between sectors.",
    )
    now = say("fragile", "broker.roles", a="A", open=times(number), across=times(across))
    answered = replace(GAP, kind="fragile", reasons=(Reason(was, 0.0),))
    assert replace(answered, reasons=(Reason(now, 0.0),)).fingerprint == answered.fingerprint
    assert " 1 times" not in now.en
    assert ("once between" in now.en) == (1 in {number, across})


def test_gaps_keep_their_order_and_their_number_whatever_was_answered() -> None:
    other = replace(GAP, id="fit-pair-2")
    decision = make_decision(GAP, "exists", author="KO")
    found = with_decisions([GAP, other], {GAP.id: (decision,), "weg": (decision,)}, TODAY)
    assert [(gap.id, gap.state) for gap in found] == [(GAP.id, "exists"), (other.id, "open")]
    assert state_of(replace(GAP, parties=(PARTY,)), decision, TODAY) == "lapsed"


def test_what_was_put_off_is_open_again_on_the_day_it_was_put_off_to() -> None:
    decision = replace(make_decision(GAP, "postponed", author="KO", until="2999-01-01"), until="2026-06-02")
    assert state_of(GAP, decision, TODAY) == "postponed"
    assert state_of(GAP, decision, date(2026, 6, 2)) == "open"
    assert state_of(replace(GAP, evidence=()), decision, TODAY) == "lapsed"


def test_what_belongs_to_another_answer_is_left_out() -> None:
    other = {"responsible": "AG 1", "due": "bald", "until": "bald", "referred_to": "AG 2"}
    decision = make_decision(GAP, "exists", author="KO", **other)
    assert {getattr(decision, field) for field in other} == {""}


def test_what_an_answer_lacks_is_said_of_its_field() -> None:
    with pytest.raises(DataInvalid) as refused:
        make_decision(GAP, "decided", author="KO", day="2024-05-02", responsible="AG 1", due="bald")
    assert refused.value.values["field"] == "due"


@dataclass(frozen=True)
class Matter:
    """What is decided on beside gaps, in the attributes that deciding needs."""

    fingerprint: str
    id: str = "sache-1"
    network: str = BASE + "stadt/netzwerk"
    title: Text = field(default_factory=lambda: Text("Runde der Träger"))
    subject: Ref = PARTY


def test_a_matter_is_answered_as_a_gap_is_and_lapses_as_a_gap_does(city: Store) -> None:
    matter = Matter(fingerprint_of({"gaps": ["a", "b"]}))
    record(city, matter, make_decision(matter, "referred", author="KO", referred_to="AG Sprache"))
    (decision,) = decisions(city)["sache-1"]
    assert (decision.title, decision.subject) == (matter.title, PARTY.iri)
    assert state_of(matter, decision, TODAY) == "referred"
    assert state_of(Matter(fingerprint_of({"gaps": ["a"]})), decision, TODAY) == "lapsed"


def test_a_fingerprint_says_which_part_became_another_and_one_of_before_still_counts() -> None:
    other = replace(GAP, parties=(PARTY,), evidence=())
    assert changed_parts(GAP.fingerprint, other.fingerprint) == ("parties", "evidence")
    of_before = replace(make_decision(GAP, "exists", author="KO"), fingerprint=GAP.fingerprint.split()[0])
    assert state_of(GAP, of_before, TODAY) == "exists"
    assert state_of(other, of_before, TODAY) == "lapsed"
    assert changed_parts(of_before.fingerprint, other.fingerprint) == ()


def test_change_of_nothing_leaves_no_answers(store: Store) -> None:
    store.apply(Change())
    assert decisions(store) == {}


@pytest.mark.parametrize(
    ("due", "read"),
    [
        ('"01.02.2020"', ""),
        ('"2016-02-30"^^xsd:date', ""),
        ('"bald"', ""),
        ("<urn:x>", ""),
        ('"2016-02"', "2016-02-29"),
        ('"2016"^^xsd:gYear', "2016-12-31"),
        ('"2016-02-10T12:00:00Z"^^xsd:dateTime', "2016-02-10"),
    ],
)
def test_a_day_that_cannot_be_read_is_named_and_makes_nothing_overdue(city: Store, due: str, read: str) -> None:
    gap = demanded(city)
    terms = "<http://purl.org/dc/terms/{}>"
    said = f"""<stadt/antwort> a netz:GapDecision ; netz:gapId "{gap.id}" ; netz:answer nk:inProgress ;
        {terms.format("creator")} "ME" ; {terms.format("created")} "2016-01-01T10:00:00+01:00" ; netz:dueDate {due} ."""
    add(city, said)
    (decision,) = decisions(city)[gap.id]
    assert (decision.due, decision.time) == (read, "2016-01-01T10:00:00+01:00")
    assert is_overdue(demanded(city), decision, date(2026, 1, 1)) is bool(read)
    named = [one for one in read_model(city).unreadable if one.property == NETZ + "dueDate"]
    assert bool(named) is not bool(read)


def test_an_answer_of_an_unreadable_day_is_the_oldest_and_the_day_is_named(city: Store) -> None:
    gap = answer(city, "exists")
    terms = "<http://purl.org/dc/terms/{}>"
    add(
        city,
        f"""<stadt/antwort> a netz:GapDecision ; netz:gapId "{gap.id}" ; netz:answer nk:noNeed ;
        {terms.format("creator")} "ME" ; {terms.format("created")} "gestern" .""",
    )
    assert [(one.answer, one.time == "") for one in decisions(city)[gap.id]] == [("no_need", True), ("exists", False)]
    assert [one.value for one in read_model(city).unreadable] == ["gestern"]
