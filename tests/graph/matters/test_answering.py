"""An answer to a matter holds for its gaps, is one change, and lapses when more is asked for."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.analysis import Analysis
from graph.errors import Conflict
from graph.gaps.decisions import make_decision, record
from graph.matters.answering import record_matter
from graph.matters.matter import Matter
from graph.protocol import Change, Store
from graph.terms import ADMS, BASE, NK
from tests.graph.matters.test_matters import CITY, HERE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

GRAPH = ox.NamedNode(BASE + "stadt/graph/quelle")
DECIDED = {"day": "2024-05-02", "responsible": "Amt", "due": "2024-12-31"}


def matter_of(store: Store) -> Matter:
    found: list[Matter] = Analysis(store).matters
    (matter,) = [one for one in found if one.kind == "demand"]
    return matter


def decide(store: Store) -> None:
    matter = matter_of(store)
    record_matter(store, matter, make_decision(matter, "decided", author="LG", **DECIDED))


@pytest.fixture
def city(store: Store) -> Store:
    load_ontology(store)
    add(store, CITY)
    return store


def test_what_is_decided_of_a_matter_is_decided_of_each_of_its_gaps_in_one_change(city: Store) -> None:
    matter = matter_of(city)
    before = city.revision
    decide(city)
    assert city.revision == before + 1
    after = matter_of(city)
    assert (after.id, after.state) == (matter.id, "decided")
    assert {gap.state for gap in after.gaps} == {"decided"}
    (whole,) = Analysis(city).decisions[matter.id]
    parts = [answers[0] for gap, answers in Analysis(city).decisions.items() if gap != matter.id]
    assert len(parts) == len(matter.gaps)
    assert {part.along_with for part in parts} == {whole.iri}


def test_a_further_demand_opens_a_decided_matter_again(city: Store) -> None:
    decide(city)
    add(
        city,
        f'<stadt/b2> a netz:Demand, netz:Finding ; skos:prefLabel "Noch einmal"@de ; {HERE} ; '
        "netz:raisedBy <stadt/verein> ; netz:raisedAt <stadt/tagung2> ; netz:callsFor <stadt/s1> .",
    )
    assert matter_of(city).state == "lapsed"
    assert matter_of(city).is_open


def test_a_matter_whose_gaps_are_all_answered_alike_is_answered(city: Store) -> None:
    matter = matter_of(city)
    for gap in matter.gaps:
        record(city, gap, make_decision(gap, "no_need", author="LG", note="weil"))
    assert matter_of(city).state == "no_need"


def test_carrying_out_a_part_of_what_was_decided_lets_the_answer_stand(city: Store) -> None:
    add(
        city,
        f"""<stadt/s2> a netz:Interface ; skos:prefLabel "Amt – Verein"@de ; {HERE} ; adms:status nk:demanded ;
        netz:topic <stadt/recht> ; netz:party <stadt/amt>, <stadt/verein> . <stadt/b1> netz:callsFor <stadt/s2> .""",
    )
    decide(city)
    before = len(matter_of(city).gaps)
    was, now = (
        ox.Quad(ox.NamedNode(BASE + "stadt/s1"), ox.NamedNode(ADMS + "status"), ox.NamedNode(NK + state), GRAPH)
        for state in ("demanded", "exists")
    )
    city.apply(Change(remove=[was], add=[now], checked=False))
    after = matter_of(city)
    assert (after.state, len(after.gaps) < before) == ("decided", True)


def test_that_something_exists_answers_no_criticism(city: Store) -> None:
    add(
        city,
        f"""<stadt/k> a netz:Finding ; skos:prefLabel "Zu langsam"@de ; {HERE} ; netz:kind nk:criticism ;
        netz:topic <stadt/recht> ; netz:concerns <stadt/amt> ; netz:raisedBy <stadt/ag1> .""",
    )
    matter = matter_of(city)
    assert "criticism-unanswered" in {gap.rule for gap in matter.gaps}
    record_matter(city, matter, make_decision(matter, "exists", author="LG"))
    after = matter_of(city)
    states = {gap.rule: gap.state for gap in after.gaps}
    assert (states["interface-missing"], states["criticism-unanswered"], after.state) == ("exists", "open", "open")


def test_of_two_answers_at_once_the_second_is_told(city: Store) -> None:
    matter = matter_of(city)
    answers = [make_decision(matter, "no_need", author=who, note="weil") for who in ("LG", "KO")]
    record_matter(city, matter, answers[0], last="")
    with pytest.raises(Conflict, match="answered meanwhile"):
        record_matter(city, matter, answers[1], last="")
    assert len(Analysis(city).decisions[matter.id]) == 1


def test_a_corrected_answer_corrects_its_gaps_but_not_what_somebody_answered_by_itself(city: Store) -> None:
    own, *others = matter_of(city).gaps
    record(city, own, make_decision(own, "referred", author="KO", referred_to="Jugendamt"))
    matter = matter_of(city)
    record_matter(city, matter, make_decision(matter, "no_need", author="LG", note="vertippt"))
    decide(city)
    states = {gap.id: gap.state for gap in matter_of(city).gaps}
    assert states == {own.id: "referred", **{gap.id: "decided" for gap in others}}


def test_an_answer_keeps_no_characters_that_nobody_sees(city: Store) -> None:
    gap = matter_of(city).gaps[0]
    answer = make_decision(gap, "referred", author="K\x00O", referred_to="Amt\u202e\ufffe 1", note="a\x1b\nb")
    assert (answer.author, answer.referred_to, answer.note) == ("KO", "Amt 1", "a\nb")
