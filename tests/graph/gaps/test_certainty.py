"""What was only read into a text is never shown as strong, and says so."""

import pytest

from graph.gaps.demanded import find_demanded_gaps
from graph.gaps.rows import gap_as_json
from graph.gaps.rules import search_rule_gaps
from graph.model import Gap
from graph.network.model_reader import read_model
from graph.protocol import Store
from tests.support.statements import add

CITY = """
<stadt/netzwerk> a netz:Network .
<stadt/amt> a org:Organization . <stadt/kammer> a org:Organization .
<stadt/s1> a netz:Interface ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:demanded ;
  netz:party <stadt/amt>, <stadt/kammer> ; netz:confidence nk:TIE ; skos:editorialNote "Das Gegenüber fehlt."@de .
<stadt/b1> a netz:Demand ; netz:inNetwork <stadt/netzwerk> ; netz:callsFor <stadt/s1> ; netz:confidence nk:DEMAND .
"""
INFERRED = "Aus dem Zusammenhang erschlossen, bitte bestätigen."


def demanded(store: Store, tie: str, demand: str, more: str = "") -> Gap:
    add(store, CITY.replace("TIE", tie).replace("DEMAND", demand) + more)
    (gap,) = find_demanded_gaps(store, read_model(store)).gaps
    return gap


def test_what_the_source_says_is_strong(store: Store) -> None:
    gap = demanded(store, "stated", "stated")
    assert (gap.strength, gap.score, gap.confidence, gap.doubt) == ("strong", 3.0, "stated", "")
    assert INFERRED not in gap.reasons[0].text.de


@pytest.mark.parametrize(("tie", "demand"), [("inferred", "stated"), ("stated", "inferred")])
def test_what_is_inferred_in_tie_or_demand_is_at_most_medium_and_says_so(store: Store, tie: str, demand: str) -> None:
    gap = demanded(store, tie, demand)
    assert (gap.strength, gap.score, gap.confidence) == ("medium", 2.0, "inferred")
    assert gap.reasons[0].text.de.endswith(INFERRED)
    assert gap.reasons[0].text.en.endswith("please confirm.")
    assert sum(reason.score for reason in gap.reasons) == gap.score


def test_unresolved_is_weak(store: Store) -> None:
    gap = demanded(store, "unresolved", "stated")
    assert (gap.strength, gap.score, gap.confidence) == ("weak", 1.0, "inferred")


def test_one_demand_that_says_it_is_enough(store: Store) -> None:
    more = "<stadt/b2> a netz:Demand ; netz:callsFor <stadt/s1> ; netz:confidence nk:stated ."
    assert demanded(store, "stated", "inferred", more).confidence == "stated"


def test_doubt_of_whoever_read_it_travels_with_the_gap(store: Store) -> None:
    answer = gap_as_json(demanded(store, "inferred", "stated"))
    assert (answer.confidence, answer.doubt) == ("inferred", "Das Gegenüber fehlt.")


def test_gap_of_a_rule_rests_on_its_subject(store: Store) -> None:
    steered = """<stadt/netzwerk> a netz:Network . <stadt/z1> a netz:Mandate ; netz:confidence nk:CODE ;
      netz:inNetwork <stadt/netzwerk> ; adms:status nk:demanded ; netz:kind nk:steers ;
      netz:object <stadt/netzwerk> ; netz:holder <stadt/a> . <stadt/a> a org:Organization .
    <stadt/z2> a netz:Mandate ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:demanded ; netz:kind nk:steers ;
      netz:object <stadt/netzwerk> ; netz:holder <stadt/b> . <stadt/b> a org:Organization ."""
    add(store, steered.replace("CODE", "inferred"))
    (gap,) = [one for one in search_rule_gaps(store, read_model(store)).gaps if one.rule == "demands-conflict"]
    assert (gap.strength, gap.confidence) == ("medium", "inferred")


@pytest.mark.parametrize(("said", "expected"), [("", "stated"), ("netz:dateConfidence nk:inferred ;", "inferred")])
def test_gap_that_rests_on_a_date_is_as_sure_as_the_date(store: Store, said: str, expected: str) -> None:
    add(
        store,
        f"""<n> a netz:Network . <a> a org:Organization . <b> a org:Organization .
        <f> a netz:Funding ; netz:inNetwork <n> ; adms:status nk:exists ; netz:confidence nk:stated ; {said}
          netz:funder <a> ; netz:funded <b> ; schema:endDate "2017-12-31"^^xsd:date .""",
    )
    gaps = search_rule_gaps(store, read_model(store), at="2018-06-01").gaps
    assert {gap.confidence for gap in gaps if gap.rule == "funding-ended"} == {expected}
