import pytest

from graph.gaps.demanded import find_demanded_gaps
from graph.model import Gap
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.terms import BASE
from tests.support.statements import add

CITY = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk"@de .
<stadt/amt> a org:Organization ; skos:prefLabel "Amt"@de .
<stadt/kammer> a org:Organization ; skos:prefLabel "Kammer"@de .
<stadt/verein> a org:Organization ; skos:prefLabel "Verein"@de .
<stadt/sprache> a skos:Concept ; skos:prefLabel "Sprache"@de .
<stadt/ag1> a netz:WorkingGroup ; skos:prefLabel "AG 1"@de ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists .
<stadt/tagung> a schema:Event ; skos:prefLabel "Tagung"@de ; schema:startDate "2016-11-30"^^xsd:date .
<stadt/s1> a netz:Interface ; skos:prefLabel "Dreierrunde"@de ; netz:inNetwork <stadt/netzwerk> ;
  adms:status nk:demanded ; netz:topic <stadt/sprache> ; netz:party <stadt/amt>, <stadt/kammer>, <stadt/verein> ;
  netz:evidence <stadt/beleg/2> .
<stadt/b1> a netz:Demand, netz:Finding ; skos:prefLabel "Runde zur Sprache"@de ; netz:inNetwork <stadt/netzwerk> ;
  netz:raisedBy <stadt/ag1> ; netz:raisedAt <stadt/tagung> ; netz:callsFor <stadt/s1> ; netz:evidence <stadt/beleg/1> .
<stadt/beleg/1> a netz:Passage ; oa:exact "Runde einrichten" ; oa:start 1 ; oa:end 17 ;
  prov:wasQuotedFrom <stadt/text> .
<stadt/beleg/2> a netz:Passage ; oa:exact "Amt, Kammer, Verein" ; oa:start 30 ; oa:end 49 ;
  prov:wasQuotedFrom <stadt/text> .
"""
EXISTING = "a netz:Interface ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ; netz:topic <stadt/sprache> ;"


def gaps(store: Store, *, at: str | None = None) -> list[Gap]:
    return list(find_demanded_gaps(store, read_model(store), at=at).gaps)


@pytest.fixture
def city(store: Store) -> Store:
    add(store, CITY)
    return store


def test_demand_for_three_is_one_gap_with_three_parties(city: Store) -> None:
    (gap,) = gaps(city)
    assert (gap.kind, gap.rule) == ("demanded", "interface-missing")
    assert [party.label.de for party in gap.parties] == ["Amt", "Kammer", "Verein"]
    assert gap.topic is not None
    assert gap.topic.label.de == "Sprache"
    assert gap.subject.label.de == "Dreierrunde"


def test_gap_says_who_demands_it_where_and_since_when(city: Store) -> None:
    (gap,) = gaps(city)
    assert ([ref.label.de for ref in gap.demanded_by], gap.since) == (["AG 1"], "2016-11-30")
    assert gap.reasons[-1].text.de == "Gefordert von „AG 1“ (Tagung): „Runde zur Sprache“."


def test_gap_quotes_the_demand_and_the_tie_in_the_order_of_the_text(city: Store) -> None:
    assert [passage.quote for passage in gaps(city)[0].evidence] == ["Runde einrichten", "Amt, Kammer, Verein"]


def test_scores_of_the_reasons_add_up_to_the_score(city: Store) -> None:
    (gap,) = gaps(city)
    assert sum(reason.score for reason in gap.reasons) == gap.score == 3.0


def test_reason_names_all_parties(city: Store) -> None:
    assert gaps(city)[0].reasons[0].text.de.startswith("Amt, Kammer und Verein sollen zu „Sprache“ zusammenarbeiten.")


def test_covered_pair_leaves_the_others_open(city: Store) -> None:
    add(city, f"<stadt/s2> {EXISTING} netz:party <stadt/amt>, <stadt/kammer> .")
    (gap,) = gaps(city)
    assert gap.reasons[1].text.de == "Noch nicht eingetragen zwischen: Amt – Verein; Kammer – Verein."


def test_demand_is_met_when_each_pair_has_an_existing_interface(city: Store) -> None:
    add(city, f"<stadt/s2> {EXISTING} netz:party <stadt/amt>, <stadt/kammer>, <stadt/verein> .")
    assert gaps(city) == []


def test_demand_is_met_when_its_own_tie_exists(store: Store) -> None:
    add(store, CITY.replace("nk:demanded", "nk:exists"))
    assert gaps(store) == []


def test_id_stays_when_a_pair_is_covered(city: Store) -> None:
    (before,) = gaps(city)
    add(city, f"<stadt/s2> {EXISTING} netz:party <stadt/amt>, <stadt/kammer> .")
    assert gaps(city)[0].id == before.id


def test_demand_is_not_open_before_it_was_raised(city: Store) -> None:
    assert gaps(city, at="2016-11-29") == []
    assert len(gaps(city, at="2016-11-30")) == 1


def test_demanded_group_is_a_gap_with_itself_as_party(city: Store) -> None:
    add(
        city,
        """<stadt/lenkung> a netz:WorkingGroup ; skos:prefLabel "Lenkungsgruppe"@de ; adms:status nk:demanded ;
        netz:inNetwork <stadt/netzwerk> . <stadt/b2> a netz:Demand ; netz:callsFor <stadt/lenkung> .""",
    )
    (gap,) = [gap for gap in gaps(city) if gap.rule == "group-missing"]
    assert [party.label.de for party in gap.parties] == ["Lenkungsgruppe"]
    assert gap.reasons[-1].text.de == "Gefordert: „b2“."


@pytest.mark.parametrize(
    ("own", "demanded", "topic"),
    [
        ("netz:topic <stadt/sprache> ;", "<stadt/lenkung>, <stadt/zweite>", "Sprache"),
        ("", "<stadt/lenkung>", "Arbeit"),
        ("", "<stadt/lenkung>, <stadt/zweite>", None),
    ],
    ids=["its own", "of a demand for it alone", "of a demand for several"],
)
def test_topic_is_that_of_the_demanded_thing_and_of_the_demand_only_where_it_calls_for_nothing_else(
    city: Store, own: str, demanded: str, topic: str | None
) -> None:
    add(
        city,
        f"""<stadt/arbeit> a skos:Concept ; skos:prefLabel "Arbeit"@de .
        <stadt/lenkung> a netz:WorkingGroup ; {own} skos:prefLabel "Lenkungsgruppe"@de ; adms:status nk:demanded ;
          netz:inNetwork <stadt/netzwerk> . <stadt/zweite> a netz:WorkingGroup ; adms:status nk:exists .
        <stadt/b2> a netz:Demand ; netz:topic <stadt/arbeit> ; netz:callsFor {demanded} .""",
    )
    (gap,) = [gap for gap in gaps(city) if gap.rule == "group-missing"]
    assert (gap.topic.label.de if gap.topic else None) == topic


def test_demanded_mandate_and_membership_are_gaps_of_their_own_rules(city: Store) -> None:
    add(
        city,
        """<stadt/z1> a netz:Mandate ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:demanded ; netz:kind nk:steers ;
          netz:holder <stadt/amt> ; netz:object <stadt/netzwerk> .
        <stadt/m1> a netz:Membership ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:demanded ;
          org:member <stadt/kammer> ; org:organization <stadt/ag1> .""",
    )
    assert sorted(gap.rule for gap in gaps(city)) == ["interface-missing", "mandate-missing", "membership-missing"]
    assert {gap.network for gap in gaps(city)} == {BASE + "stadt/netzwerk"}
