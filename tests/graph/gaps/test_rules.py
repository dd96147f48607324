import pytest

from graph.gaps import rules
from graph.gaps.rule_settings import read_rules
from graph.gaps.rules import gap_id, search_rule_gaps
from graph.gaps.wording import filled
from graph.model import Gap, Text
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.query.named import find_query
from graph.query.rule_folders import rule_folders
from graph.terms import BASE
from tests.support.statements import add

CITY = """
<stadt/netzwerk> a netz:Network ; skos:prefLabel "Netzwerk"@de .
<stadt/sprache> a skos:Concept ; skos:prefLabel "Sprache"@de, "Language"@en .
<stadt/tagung> a schema:Event ; schema:startDate "2016-11-30"^^xsd:date .
<stadt/ag1> a netz:WorkingGroup ; skos:prefLabel "AG 1"@de ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists .
<stadt/kammer> a org:Organization ; skos:prefLabel "Kammer"@de ; org:classification nk:chamber .
<stadt/b1> a netz:Challenge, netz:Finding ; skos:prefLabel "Zu wenige Kurse"@de ; netz:inNetwork <stadt/netzwerk> ;
  netz:topic <stadt/sprache> ; netz:raisedAt <stadt/tagung> ; netz:raisedBy <stadt/ag1> ; netz:concerns <stadt/kammer> ;
  netz:evidence <stadt/beleg> .
<stadt/beleg> a netz:Passage ; oa:exact "zu wenige Kurse" ; oa:start 5 ; oa:end 20 ; prov:wasQuotedFrom <stadt/text> .
"""


@pytest.fixture
def gaps(store: Store) -> dict[str, Gap]:
    add(store, CITY)
    found = search_rule_gaps(store, read_model(store)).gaps
    assert len(found) == len({gap.rule for gap in found})
    return {gap.rule: gap for gap in found}


def test_challenge_without_answer_names_whom_it_concerns_its_topic_and_its_passage(gaps: dict[str, Gap]) -> None:
    gap = gaps["challenge-unanswered"]
    assert gap.kind == "rule"
    assert gap.subject.label.de == "Zu wenige Kurse"
    assert [party.label.de for party in gap.parties] == ["Kammer"]
    assert gap.topic is not None
    assert gap.topic.label.en == "Language"
    assert [passage.quote for passage in gap.evidence] == ["zu wenige Kurse"]
    assert ([ref.label.de for ref in gap.demanded_by], gap.since) == (["AG 1"], "2016-11-30")
    assert gap.network == BASE + "stadt/netzwerk"


def test_reason_is_a_sentence_with_the_labels_of_its_language(gaps: dict[str, Gap]) -> None:
    (reason,) = gaps["topic-unassigned"].reasons
    assert reason.text.de.startswith("Wer für „Sprache“ zuständig ist, ist nicht eingetragen.")
    assert reason.text.en.startswith("Nobody is recorded as in charge of “Language”.")


def test_gap_of_a_topic_quotes_what_was_said_about_it(gaps: dict[str, Gap]) -> None:
    assert [passage.start for passage in gaps["topic-unassigned"].evidence] == [5]


def _seat(group: str, member: str) -> str:
    return f"""<stadt/{group}-{member}> a netz:Membership ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ;
      org:member <stadt/{member}> ; org:organization <stadt/{group}> . """


def _group(number: int) -> str:
    return f"""<stadt/g{number}> a netz:WorkingGroup ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ;
      org:classification nk:standingGroup . """


@pytest.mark.parametrize(
    ("groups", "more", "expected"),
    [
        (3, "", {BASE + "stadt/netzwerk": [1, 3]}),
        (2, "", {f"{BASE}stadt/{one}": [1] for one in ("g0", "g1", "netzwerk")}),
        (0, "", {BASE + "stadt/netzwerk": [1]}),
        (
            4,
            _seat("g0", "kammer") + "<stadt/g0-kammer> org:role nk:lead .",
            {f"{BASE}stadt/{one}": [1] for one in ("g1", "g2", "g3", "netzwerk")},
        ),
    ],
    ids=["a column that is missing", "two may be like that", "no group at all", "one has it"],
)
def test_what_a_network_records_nowhere_is_one_line_for_all(
    store: Store, groups: int, more: str, expected: dict[str, list[int]]
) -> None:
    """That nobody steers the network itself is a line beside it."""
    add(store, CITY + "".join(map(_group, range(groups))) + more)
    found = [gap for gap in search_rule_gaps(store, read_model(store)).gaps if gap.rule == "steering-missing"]
    parties = {
        one.subject.iri: sorted(len(gap.parties) for gap in found if gap.subject == one.subject) for one in found
    }
    assert parties == expected
    together = [gap for gap in found if gap.is_unrecorded]
    assert [gap.strength for gap in together] == {3: ["weak", "weak"], 0: ["weak"]}.get(groups, [])
    assert sum("keiner der 3 Gruppen" in gap.reasons[0].text.de for gap in together) == (groups == 3)


@pytest.mark.parametrize(
    ("lacking", "complete", "small", "lines"), [(3, 0, 0, 1), (3, 4, 0, 3), (3, 0, 4, 1), (2, 0, 0, 2)]
)
def test_what_is_so_of_most_groups_is_one_line_and_of_a_few_a_line_each(
    store: Store, lacking: int, complete: int, small: int, lines: int
) -> None:
    """Of a group with fewer than three members nobody asks."""
    kinds = dict.fromkeys("abc", "chamber") | {one: one for one in ("public", "economy", "civil", "science")}
    members = "".join(f"<stadt/{one}> a org:Organization ; org:classification nk:{kinds[one]} . " for one in kinds)
    seated = [*[list("abc")] * lacking, *[list(kinds)] * complete, *[["a"]] * small]
    seats = "".join(_seat(f"g{number}", one) for number, those in enumerate(seated) for one in those)
    add(store, CITY + members + "".join(map(_group, range(len(seated)))) + seats)
    found = [gap for gap in search_rule_gaps(store, read_model(store)).gaps if gap.rule == "sector-absent"]
    assert len({gap.subject for gap in found}) == lines
    assert {gap.is_unrecorded for gap in found} == {lines == 1}


def test_where_the_record_cannot_carry_a_rule_a_note_says_so_once(store: Store) -> None:
    group = """<stadt/ag2> a netz:WorkingGroup ; skos:prefLabel "AG 2"@de ; netz:inNetwork <stadt/netzwerk> ;
      adms:status nk:exists ; org:classification nk:standingGroup ; netz:memberNumber 15 .
    """ + "".join(_seat("ag2", member) for member in ("kammer", "schule", "amt"))
    add(store, CITY + group)
    found = search_rule_gaps(store, read_model(store))
    assert "sector-absent" not in {gap.rule for gap in found.gaps}
    assert [note.de for note in found.notes if "AG 2" in note.de] == [
        find_query("sector-absent").wording("silent").de.replace("{subject}", "AG 2")
    ]


def test_hint_is_a_reason_that_scores_nothing(store: Store) -> None:
    add(
        store,
        CITY
        + "<stadt/b2> a netz:Demand ; skos:prefLabel 'Mehr Kurse'@de ; netz:inNetwork <stadt/netzwerk> ; "
        + "netz:topic <stadt/sprache> .",
    )
    (gap,) = [one for one in search_rule_gaps(store, read_model(store)).gaps if one.rule == "challenge-unanswered"]
    assert gap.reasons[1].text.de.startswith("Zum selben Thema gibt es „Mehr Kurse“.")
    assert sum(reason.score for reason in gap.reasons) == gap.score == 2.0


def test_gap_of_an_actor_has_the_actor_as_party(gaps: dict[str, Gap]) -> None:
    assert [party.label.de for party in gaps["actor-isolated"].parties] == ["Kammer"]


@pytest.mark.parametrize(
    ("rule", "score", "strength"), [("topic-unassigned", 3.0, "strong"), ("actor-isolated", 2.0, "medium")]
)
def test_score_follows_from_severity(gaps: dict[str, Gap], rule: str, score: float, strength: str) -> None:
    assert (gaps[rule].score, gaps[rule].strength) == (score, strength)


def test_no_placeholder_is_left_in_a_sentence(gaps: dict[str, Gap]) -> None:
    for gap in gaps.values():
        for text in (gap.recommendation, *(reason.text for reason in gap.reasons)):
            assert not {"{", "}"} & set(text.de + text.en)


def test_rules_of_the_two_kinds_are_never_mixed() -> None:
    kind_of = {rule.name: rule.header.get("kind", "rule") for rule in read_rules(*rule_folders())[0]}
    demanded = {name for name, kind in kind_of.items() if kind == "demanded"}
    assert demanded == {
        "interface-missing",
        "membership-missing",
        "mandate-missing",
        "funding-missing",
        "group-missing",
        "measure-missing",
        "tie-missing",
    }
    assert set(kind_of.values()) == {"rule", "demanded"}
    assert len(kind_of) - len(demanded) >= 25


def test_id_depends_on_its_parts_and_not_on_their_order() -> None:
    assert gap_id("rule", "r", ["s"], ["a", "b"]) == gap_id("rule", "r", ["s"], ["b", "a"])
    assert gap_id("rule", "r", ["s"], ["a", "b"]) != gap_id("rule", "r", ["s", "a"], ["b"])
    assert gap_id("rule", "r", ["s"]).startswith("rule-r-")


def test_label_is_filled_in_as_it_is_and_not_filled_again() -> None:
    sentence = filled(Text("{a} und {fremd}", "{a}"), {"a": Text("{b} \\1", "x")})
    assert sentence == Text("{b} \\1 und ", "x")


def test_of_too_many_gaps_of_a_rule_the_first_are_listed_and_the_number_is_said(
    magdeburg: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = read_model(magdeburg)
    whole = [gap for gap in search_rule_gaps(magdeburg, model).gaps if gap.rule == "topic-unassigned"]
    monkeypatch.setattr(rules, "MOST_PER_RULE", 5)
    found = search_rule_gaps(magdeburg, model)
    listed = [gap for gap in found.gaps if gap.rule == "topic-unassigned"]
    assert len(listed) == 5 < len(whole)
    assert min(gap.score for gap in listed) >= sorted((gap.score for gap in whole), reverse=True)[4]
    assert any(str(len(whole)) in note.de and "5" in note.de for note in found.notes)
