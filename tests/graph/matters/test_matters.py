"""Matters: which gaps fall under one cause, what a matter says, and that no gap is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.analysis import Analysis, analysis_for
from graph.gaps.rule_heads import rule_heads
from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.matters.causes import causes_of
from graph.matters.matter import Matter
from graph.matters.pairs import in_every_pair
from graph.matters.search import make_matters
from graph.model import Gap, Ref, Text
from graph.protocol import Store
from graph.query.rule_folders import rule_folders
from graph.scenarios.closing import closing_of
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.magdeburg import load_ontology
from tests.support.statements import add

MUSTERSTADT = Path(__file__).parents[3] / "data" / "examples" / "musterstadt.ttl"
HERE = "netz:inNetwork <stadt/netzwerk> ; netz:confidence nk:stated"
CITY = f"""
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk"@de .
<stadt/amt> a org:Organization ; skos:prefLabel "Amt"@de ; {HERE} .
<stadt/kammer> a org:Organization ; skos:prefLabel "Kammer"@de ; {HERE} .
<stadt/verein> a org:Organization ; skos:prefLabel "Verein"@de ; {HERE} .
<stadt/ag1> a netz:WorkingGroup ; skos:prefLabel "AG 1"@de ; {HERE} ; adms:status nk:exists .
<stadt/arbeit> a skos:Concept ; skos:prefLabel "Arbeit"@de ; skos:topConceptOf <stadt/felder> .
<stadt/kurse> a skos:Concept ; skos:prefLabel "Kurse"@de ; skos:broader <stadt/arbeit> .
<stadt/recht> a skos:Concept ; skos:prefLabel "Recht"@de .
<stadt/tagung> a schema:Event ; skos:prefLabel "Tagung"@de ; schema:startDate "2016-11-30"^^xsd:date .
<stadt/tagung2> a schema:Event ; skos:prefLabel "Tagung 2"@de ; schema:startDate "2018-11-30"^^xsd:date .
<stadt/s1> a netz:Interface ; skos:prefLabel "Amt – Kammer"@de ; {HERE} ; adms:status nk:demanded ;
  netz:topic <stadt/recht> ; netz:party <stadt/amt>, <stadt/kammer> .
<stadt/b1> a netz:Demand, netz:Finding ; skos:prefLabel "Runde zum Recht"@de ; {HERE} ;
  netz:callsFor <stadt/s1> ; netz:raisedBy <stadt/ag1> ; netz:raisedAt <stadt/tagung> .
"""
TWO_SEATS = f"""
<stadt/ag2> a netz:WorkingGroup ; skos:prefLabel "AG 2"@de ; {HERE} ; adms:status nk:demanded .
<stadt/m1> a netz:Membership ; skos:prefLabel "Verein in AG 2"@de ; {HERE} ; adms:status nk:demanded ;
  org:member <stadt/verein> ; org:organization <stadt/ag2> .
"""
ABOUT_WORK = f'<stadt/h2> a netz:Finding ; skos:prefLabel "Arbeit ist Thema"@de ; {HERE} ; netz:topic <stadt/arbeit> .'
CHALLENGE = f"""
<stadt/h1> a netz:Challenge, netz:Finding ; skos:prefLabel "Zu wenige Kurse"@de ; {HERE} ;
  netz:topic <stadt/kurse> ; netz:raisedBy <stadt/ag1> ; netz:raisedAt <stadt/tagung> .
{ABOUT_WORK}
"""


def matters_of(store: Store) -> list[Matter]:
    found: list[Matter] = Analysis(store).matters
    return found


def found(store: Store, title: str) -> Matter:
    (matter,) = [one for one in matters_of(store) if one.title.de == title]
    return matter


@pytest.fixture
def city(store: Store) -> Store:
    load_ontology(store)
    add(store, CITY)
    return store


@pytest.fixture(scope="module")
def networks(magdeburg: Store) -> Iterator[dict[str, Analysis]]:
    musterstadt = open_store("memory:")
    load_ontology(musterstadt)
    load_files(musterstadt, [MUSTERSTADT])
    yield {"Magdeburg": analysis_for(magdeburg), "Musterstadt": Analysis(musterstadt)}
    musterstadt.close()


@pytest.mark.parametrize("name", ["Magdeburg", "Musterstadt"])
def test_every_gap_falls_under_exactly_one_matter(networks: dict[str, Analysis], name: str) -> None:
    analysis = networks[name]
    bundled = Counter(gap.id for matter in analysis.matters for gap in matter.gaps)
    assert bundled == Counter(gap.id for gap in analysis.gaps)


@pytest.mark.parametrize("name", ["Magdeburg", "Musterstadt"])
def test_no_two_matters_have_one_id_and_the_points_of_each_add_up(networks: dict[str, Analysis], name: str) -> None:
    matters = networks[name].matters
    assert len({matter.id for matter in matters}) == len(matters)
    for matter in matters:
        assert matter.score == pytest.approx(sum(reason.score for reason in matter.reasons))


@pytest.mark.parametrize("name", ["Magdeburg", "Musterstadt"])
def test_no_two_matters_that_somebody_asked_for_are_called_the_same(networks: dict[str, Analysis], name: str) -> None:
    titles = Counter((one.title.de, one.network) for one in networks[name].matters if one.kind in ("demand", "topic"))
    assert [title for title, number in titles.items() if number > 1] == []


def test_a_demand_its_tie_and_what_follows_for_its_parties_are_one_matter(city: Store) -> None:
    matter = found(city, "Runde zum Recht")
    assert {gap.rule for gap in matter.gaps} >= {"interface-missing", "actor-isolated"}
    assert [party.label.de for party in matter.parties] == ["Amt", "Kammer"]
    assert [ref.label.de for ref in (*matter.demanded_by, *matter.events)] == ["AG 1", "Tagung"]
    assert (matter.audience, matter.since) == ("group", "2016-11-30")


def test_two_demands_for_one_thing_are_one_matter_that_weighs_more(city: Store) -> None:
    before = found(city, "Runde zum Recht")
    add(
        city,
        f'<stadt/b2> a netz:Demand, netz:Finding ; skos:prefLabel "Noch einmal"@de ; {HERE} ; '
        "netz:raisedBy <stadt/verein> ; netz:raisedAt <stadt/tagung2> ; netz:callsFor <stadt/s1> .",
    )
    (after,) = [matter for matter in matters_of(city) if matter.id == before.id]
    assert [demand.label.de for demand in after.demands] == ["Runde zum Recht", "Noch einmal"]
    assert after.score > before.score
    said = " ".join(reason.text.de for reason in after.reasons)
    for words in ("2 Forderungen", "bei 2 Veranstaltungen", "von 2 verschiedenen Stellen"):
        assert words in said


def test_a_seat_in_a_group_that_is_demanded_is_decided_with_the_group(city: Store) -> None:
    add(city, TWO_SEATS)
    matter = next(one for one in matters_of(city) if any(gap.rule == "group-missing" for gap in one.gaps))
    assert {gap.rule for gap in matter.gaps} >= {"group-missing", "membership-missing"}


def test_two_demands_of_one_topic_are_one_matter_only_where_they_share_a_party(city: Store) -> None:
    for number, (one, other) in enumerate([("amt", "verein"), ("x", "y")]):
        add(
            city,
            f"""<stadt/{one}> a org:Organization ; skos:prefLabel "{one}"@de ; {HERE} .
            <stadt/{other}> a org:Organization ; skos:prefLabel "{other}"@de ; {HERE} .
            <stadt/t{number}> a netz:Interface ; skos:prefLabel "{one} – {other}"@de ; {HERE} ;
              adms:status nk:demanded ; netz:topic <stadt/recht> ; netz:party <stadt/{one}>, <stadt/{other}> .""",
        )
    demanded = [[gap.subject.label.de for gap in one.gaps if gap.kind == "demanded"] for one in matters_of(city)]
    assert sorted(filter(None, demanded)) == [["Amt – Kammer", "amt – verein"], ["x – y"]]


@pytest.mark.parametrize(("document", "together"), [("stadt/protokoll", True), ("stadt/quelle/angabe-2016", False)])
def test_what_one_sentence_demands_of_a_party_is_one_matter_but_not_all_that_somebody_said(
    city: Store, document: str, *, together: bool
) -> None:
    add(
        city,
        f"""<stadt/p> a netz:Passage ; oa:exact "Beides soll geschehen." ; oa:start 0 ; oa:end 22 ;
        prov:wasQuotedFrom <{document}> . <stadt/s1> netz:evidence <stadt/p> .
        <stadt/s9> a netz:Interface ; skos:prefLabel "Amt – Verein"@de ; {HERE} ; adms:status nk:demanded ;
        netz:topic <stadt/kurse> ; netz:party <stadt/amt>, <stadt/verein> ; netz:evidence <stadt/p> .""",
    )
    demanded = [one for one in matters_of(city) if any(gap.kind == "demanded" for gap in one.gaps)]
    assert len(demanded) == (1 if together else 2)


def test_a_problem_is_decided_with_the_topmost_topic_that_nobody_owns(city: Store) -> None:
    add(city, CHALLENGE)
    matter = found(city, "Arbeit")
    assert "challenge-unanswered" in {gap.rule for gap in matter.gaps}
    assert matter.audience == "group"
    assert "ein benanntes Problem ohne Antwort" in [reason.text.de for reason in matter.reasons]


def test_a_topic_of_which_nobody_asked_for_anything_is_for_the_office(city: Store) -> None:
    model = Analysis(city).model
    field = model.ref(BASE + "stadt/arbeit")
    gap = Gap("g", "rule", "field-without-measure", Text("Ohne Maßnahme"), field, (), None, 1.0, "weak", ())
    (cause,) = causes_of([gap], model, rule_heads(rule_folders(city)))
    assert (cause.kind, cause.audience, cause.subject) == ("topic", "office", field.iri)


def test_what_is_only_inferred_is_a_point_of_its_topic_and_no_matter_of_its_own(city: Store) -> None:
    add(city, CHALLENGE)
    add(
        city,
        """<stadt/s4> a netz:Interface ; skos:prefLabel "Verein – Kammer"@de ; netz:inNetwork <stadt/netzwerk> ;
        netz:confidence nk:inferred ; adms:status nk:demanded ; netz:topic <stadt/kurse> ;
        netz:party <stadt/verein>, <stadt/kammer> .""",
    )
    inferred = next(one for one in matters_of(city) if BASE + "stadt/s4" in {gap.subject.iri for gap in one.gaps})
    assert (inferred.kind, inferred.title.de) == ("topic", "Arbeit")


def test_what_a_demand_says_it_is_raised_because_of_is_decided_with_it(city: Store) -> None:
    add(city, CHALLENGE + "<stadt/b1> netz:becauseOf <stadt/h1> .")
    assert "challenge-unanswered" in {gap.rule for gap in found(city, "Runde zum Recht").gaps}


def test_homework_of_a_rule_is_one_matter_for_the_office(city: Store) -> None:
    for number in range(3):
        add(
            city,
            f'<stadt/h{number + 5}> a netz:Challenge, netz:Finding ; skos:prefLabel "Wovon {number}"@de ; {HERE} .',
        )
    found = {one.gaps[0].rule: one for one in matters_of(city) if one.kind == "entry"}
    assert found.keys() == {"finding-without-topic", "steering-missing"}  # nobody is recorded in any group here
    matter = found["finding-without-topic"]
    assert ({gap.rule for gap in matter.gaps}, matter.audience) == ({"finding-without-topic"}, "office")
    assert len(matter.gaps) == 3


def test_what_nobody_records_is_homework_once_for_all_groups(city: Store) -> None:
    for number in range(3):
        add(
            city,
            f"""<stadt/g{number}> a netz:WorkingGroup ; skos:prefLabel "G {number}"@de ; {HERE} ;
            adms:status nk:exists ; org:classification nk:standingGroup .
            <stadt/w{number}> a netz:Interface ; skos:prefLabel "W {number}"@de ; {HERE} ; adms:status nk:exists ;
            netz:party <stadt/amt>, <stadt/verein> .""",
        )
    assert found(city, "Schnittstellen, die niemand trägt").parties == (), "a tie takes part in nothing"
    matter = found(city, "Gruppen ohne Steuerung")
    assert (matter.kind, matter.audience) == ("entry", "office")
    groups, network = ([party.iri.removeprefix(BASE) for party in gap.parties] for gap in matter.gaps)
    assert groups == ["stadt/g0", "stadt/g1", "stadt/g2"]
    assert network == ["stadt/netzwerk"], "that nobody steers the network itself is a line beside it"


@pytest.mark.parametrize(("one", "lacked"), [("Indicator", "indicator"), ("Measure", "measure")])
def test_what_fields_lack_is_decided_with_the_demand_for_it(city: Store, one: str, lacked: str) -> None:
    rule = f"field-without-{lacked}"
    add(city, CHALLENGE)
    before = [matter for matter in matters_of(city) if rule in {gap.rule for gap in matter.gaps}]
    add(
        city,
        f"""<stadt/kennzahl> a netz:{one} ; skos:prefLabel "Belegte Plätze"@de ; {HERE} ; adms:status nk:demanded ;
          netz:topic <stadt/kurse> .
        <stadt/b2> a netz:Demand, netz:Finding ; skos:prefLabel "Mehr wissen"@de ; {HERE} ;
          netz:callsFor <stadt/kennzahl> ; netz:raisedBy <stadt/ag1> .""",
    )
    matter = found(city, "Mehr wissen")
    assert {gap.rule for gap in matter.gaps} >= {"measure-missing", rule}
    assert matter.id not in {one.id for one in before}
    assert "Belegte Plätze" in matter.question.de


def test_the_first_quote_is_that_of_the_demand_however_many_gaps_rest_on_another(city: Store) -> None:
    add(
        city,
        """<stadt/p1> a netz:Passage ; oa:exact "Amt, Kammer" ; oa:start 0 ; oa:end 11 ; prov:wasQuotedFrom <stadt/t> .
        <stadt/p2> a netz:Passage ; oa:exact "Gefordert: eine Runde" ; oa:start 20 ; oa:end 41 ;
          prov:wasQuotedFrom <stadt/t> .
        <stadt/b1> netz:evidence <stadt/p2> . <stadt/s1> netz:evidence <stadt/p1> .
        <stadt/amt> netz:evidence <stadt/p1> . <stadt/kammer> netz:evidence <stadt/p1> .""",
    )
    matter = found(city, "Runde zum Recht")
    assert sum("Amt, Kammer" in [one.quote for one in gap.evidence] for gap in matter.gaps) > 1
    assert [one.quote for one in matter.evidence] == ["Gefordert: eine Runde", "Amt, Kammer"]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [("ab ac ad", "a"), ("ab cd", "ac"), ("ab bc ca", "ab"), ("ab cd ef", ""), ("", "")],
)
def test_of_many_pairs_those_few_are_named_of_whom_each_has_one(pairs: str, expected: str) -> None:
    found = in_every_pair(tuple(Ref(letter, Text(letter)) for letter in pair) for pair in pairs.split())
    assert "".join(ref.iri for ref in found) == expected


def test_what_two_lack_is_one_matter_with_whom_it_leaves_alone_and_where_it_is_demanded_the_demand(city: Store) -> None:
    analysis = Analysis(city)
    amt, kammer, verein, recht = (
        analysis.model.ref(f"{BASE}stadt/{one}") for one in ("amt", "kammer", "verein", "recht")
    )
    (demanded,) = [gap for gap in analysis.gaps if gap.kind == "demanded"]
    made = Gap("demanded-pair", "fit", "pair", Text("Paar"), amt, (amt, kammer), recht, 1.0, "weak", ())
    triangle = replace(
        made, id="triangle", kind="rule", rule="triangle-open", subject=kammer, parties=(kammer, amt, verein)
    )
    pair = replace(made, id="pair", parties=(amt, verein), recommendation=Text("Klären, ob Amt und Verein es sollten."))
    alone = replace(made, id="alone", kind="rule", rule="actor-isolated", subject=verein, parties=(verein,), topic=None)
    guess = replace(pair, id="guess", kind="predicted", topic=None)
    gaps, heads = [alone, demanded, triangle, made, pair, guess], rule_heads(rule_folders(city))
    matters, _ = make_matters(gaps, analysis.model, heads, ties=[], by_party={}, at=None, day=date(2026, 1, 1))
    assert {one.kind: [gap.id for gap in one.gaps] for one in matters} == {
        "demand": [demanded.id, "demanded-pair"],
        "link": ["alone", "triangle", "pair", "guess"],
    }
    assert [one.question for one in matters if one.kind == "link"] == [pair.recommendation], "both name the same two"


def test_what_is_demanded_by_nobody_is_called_as_it_is_recorded(city: Store) -> None:
    add(
        city,
        f"""<stadt/s9> a netz:Interface ; skos:prefLabel "Verein – Kammer"@de ; {HERE} ; adms:status nk:demanded ;
        netz:topic <stadt/arbeit> ; netz:party <stadt/verein>, <stadt/kammer> ; netz:evidence <stadt/p2> .
        <stadt/verein> netz:evidence <stadt/p1> .
        <stadt/p1> a netz:Passage ; oa:exact "Zeile 3: Verein" ; oa:start 0 ; oa:end 9 ; prov:wasQuotedFrom <stadt/t> .
        <stadt/p2> a netz:Passage ; oa:exact "gefordert" ; oa:start 20 ; oa:end 29 ; prov:wasQuotedFrom <stadt/t> .""",
    )
    matter = found(city, "Verein – Kammer")
    assert "actor-isolated" in {gap.rule for gap in matter.gaps}
    assert [one.quote for one in matter.evidence] == ["gefordert", "Zeile 3: Verein"]


def test_whom_a_funding_that_is_over_leaves_alone_is_decided_with_it(city: Store) -> None:
    add(
        city,
        f"<stadt/f1> a netz:Funding ; {HERE} ; adms:status nk:ended ; schema:endDate '2018-12-31'^^xsd:date ; "
        "netz:topic <stadt/kurse> ; netz:funder <stadt/verein> ; netz:funded <stadt/kurs> .\n"
        f'<stadt/kurs> a org:Organization ; skos:prefLabel "Kurs"@de ; {HERE} .',
    )
    matter = found(city, "Verein fördert Kurs")
    assert [gap.rule for gap in matter.gaps if gap.rule != "actor-isolated"] == ["funding-ended"]
    assert {gap.subject.label.de for gap in matter.gaps if gap.rule == "actor-isolated"} == {"Verein", "Kurs"}


def test_two_who_are_demanded_for_one_task_are_one_matter_that_asks_which_of_them(city: Store) -> None:
    charges = (f"<stadt/{one}> a netz:Mandate ; {HERE} ; adms:status nk:demanded ; netz:kind nk:coordinates ; "
               f"netz:holder <stadt/{one[1:]}> ; netz:object <stadt/ag1> ." for one in ("zamt", "zverein"))  # fmt: skip
    demands = (f"<stadt/f{one}> a netz:Demand, netz:Finding ; {HERE} ; netz:callsFor <stadt/z{one}> ; "
               f"netz:topic <stadt/arbeit> ; netz:concerns <stadt/ag1> ." for one in ("amt", "verein"))  # fmt: skip
    add(city, "\n".join((*charges, *demands)))
    matter = found(city, "AG 1")
    assert {gap.rule for gap in matter.gaps} >= {"demands-conflict", "mandate-missing"}
    assert matter.question.de.startswith("Entscheiden, ob „Amt“ oder „Verein“ es übernimmt")
    assert matter.options[0] == matter.question, "the paper proposes neither of the two"
    assert "Amt koordiniert AG 1" in {gap.subject.label.de for gap in matter.gaps}
    analysis = Analysis(city)
    closing = closing_of(analysis, next(one for one in analysis.matters if one.id == matter.id))
    assert closing is not None
    assert closing.is_choice
    assert closing.done == {BASE + "stadt/zamt"}, "only one of both can be done"
    subjects = {gap.id: gap.subject.iri for gap in analysis.recorded_gaps}
    assert {subjects[one] for one in closing.closed} == {BASE + "stadt/zamt", BASE + "stadt/amt"}


def test_where_somebody_is_in_charge_nobody_is_asked_who_is(city: Store) -> None:
    add(
        city,
        CHALLENGE
        + f"""<stadt/z> a netz:Mandate ; {HERE} ; adms:status nk:exists ; netz:kind nk:responsible ;
        netz:holder <stadt/verein> ; netz:topic <stadt/arbeit> .""",
    )
    (matter,) = [one for one in matters_of(city) if "challenge-unanswered" in {gap.rule for gap in one.gaps}]
    assert matter.question.de == "Was folgt aus „Zu wenige Kurse“, und wer kümmert sich darum?"


def test_who_is_in_charge_of_the_topic_could_take_it_up_and_else_nobody_is_named(city: Store) -> None:
    assert found(city, "Runde zum Recht").convenor is None
    add(
        city,
        f"""<stadt/z> a netz:Mandate ; skos:prefLabel "Verein macht Recht"@de ; {HERE} ; adms:status nk:exists ;
        netz:kind nk:responsible ; netz:holder <stadt/verein> ; netz:topic <stadt/recht> .""",
    )
    convenor = found(city, "Runde zum Recht").convenor
    assert convenor is not None
    assert (convenor.actor.label.de, convenor.reason.de) == ("Verein", "ist schon für „Recht“ zuständig")


def test_what_is_recorded_today_are_the_existing_ties_among_the_parties(city: Store) -> None:
    for number, other in enumerate(["kammer", "verein"]):
        add(
            city,
            f"""<stadt/u{number}> a netz:Interface ; skos:prefLabel "mit {other}"@de ; {HERE} ;
            adms:status nk:exists ; netz:party <stadt/amt>, <stadt/{other}> .""",
        )
    assert [tie.label.de for tie in found(city, "Runde zum Recht").recorded] == ["mit kammer"]


def test_matters_of_no_gap_are_none(city: Store) -> None:
    heads = rule_heads(rule_folders(city))
    found, _ = make_matters([], Analysis(city).model, heads, ties=[], by_party={}, at=None, day=date(2026, 1, 1))
    assert found == []


def test_a_matter_is_the_same_whether_its_only_network_was_chosen_or_not(tmp_path: Path) -> None:
    """What a group answered is found again from either page."""
    generate(tmp_path / "network.nq", actors=150, seed=1)
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [tmp_path / "network.nq"])
    everything = analysis_for(store)
    chosen = analysis_for(store, next(iter(everything.model.networks)))
    assert {"weak_spot", "link", "entry"} & {matter.kind for matter in everything.matters}
    assert [matter.id for matter in chosen.matters] == [matter.id for matter in everything.matters]


def said_as(confidence: str) -> str:
    """A demand of the working group for a tie of two who have none at all, with this confidence."""
    here = f"netz:inNetwork <stadt/netzwerk> ; netz:confidence nk:{confidence}"
    return f"""
    <stadt/s9> a netz:Interface ; skos:prefLabel "Kammer – Verein"@de ; {here} ; adms:status nk:demanded ;
      netz:party <stadt/kammer>, <stadt/verein> .
    <stadt/b9> a netz:Demand, netz:Finding ; skos:prefLabel "Mehr Absprachen"@de ; {here} ;
      netz:callsFor <stadt/s9> ; netz:raisedBy <stadt/ag1> .
    """


@pytest.mark.parametrize(
    ("confidence", "demanded_by"),
    [("stated", ["AG 1"]), ("external", ["AG 1"]), ("inferred", []), ("unresolved", [])],
)
def test_a_matter_is_as_sure_as_what_was_said_whatever_else_follows_from_it(
    city: Store, confidence: str, demanded_by: list[str]
) -> None:
    """That its parties have no tie at all is sure; it makes no demand a stated one."""
    add(city, said_as(confidence))
    matter = found(city, "Mehr Absprachen")
    assert "actor-isolated" in {gap.rule for gap in matter.gaps}
    assert matter.confidence == ("inferred" if confidence == "unresolved" else confidence)
    assert [one.label.de for one in matter.demanded_by] == demanded_by
    assert matter.is_asked is bool(demanded_by), "only what somebody demands is put to a vote"


def test_what_the_question_asks_for_is_the_first_of_the_options(city: Store) -> None:
    add(city, said_as("stated"))
    matter = found(city, "Mehr Absprachen")
    assert len(matter.options) > 1, "that no topic is named is another gap, with an option of its own"
    assert matter.question == matter.options[0]


def test_the_row_that_names_a_party_is_no_quote_of_the_matter(city: Store) -> None:
    row = "<stadt/verein> netz:evidence <stadt/beleg/zeile-7> . <stadt/beleg/zeile-7> a netz:Passage ; "
    add(city, said_as("external") + row + "oa:exact 'Verein; AG 1' ; netz:document <stadt/quelle/liste> .")
    matter = found(city, "Mehr Absprachen")
    assert [one.quote for one in matter.evidence] == ["Verein; AG 1"]
    assert matter.quoted is None
    add(city, "<stadt/b9> netz:evidence <stadt/beleg/b9> . <stadt/beleg/b9> oa:exact 'Wir brauchen das.' .")
    add(city, "<stadt/beleg/b9> a netz:Passage ; netz:document <stadt/quelle/liste> .")
    quoted = found(city, "Mehr Absprachen").quoted
    assert quoted is not None
    assert quoted.quote == "Wir brauchen das."
